"""The reading model as a spaCy pipeline: its tokenizer makes a complete Doc in one pass."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import registry

from crossread.model_runtime import coreference, frames
from crossread.model_runtime import foreign_pipelines as fallback
from crossread.model_runtime.certainty import SURE, load_scorer, score_certainty
from crossread.model_runtime.coreference import Cluster, find_clusters
from crossread.model_runtime.decode import (
    Quotation,
    Word,
    decode_names,
    decode_quotations,
    decode_words,
    sentence_vectors,
)
from crossread.model_runtime.frames import Frame, find_frames
from crossread.model_runtime.network import Network
from crossread.model_runtime.single_thread import one_blas_thread

MAX_LENGTH = 100_000_000  # code points; the network reads in windows, so spaCy's own bound has no ground here
TOKENIZER = "crossread.ReadingTokenizer.v1"
_KEY = "crossread.{}".format  # where a Doc keeps what spaCy has no place for, in plain types, so that it can be stored


def register_extensions() -> None:
    """Make `doc._.quotations`, `.clusters`, `.frames`, `.sentence_vectors`, `.word_vectors` and `token._.certainty` known."""
    getters = {
        "quotations": _quotations,
        "clusters": _clusters,
        "frames": _frames,
        "sentence_vectors": _sentence_vectors,
        "word_vectors": _word_vectors,
    }
    for name, getter in getters.items():
        Doc.set_extension(name, getter=getter, force=True)
    Token.set_extension("certainty", getter=_certainty, force=True)


def _spans(stored: Any) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in stored)


def _quotations(doc: Doc) -> tuple[Quotation, ...]:
    return tuple(Quotation(*map(_spans, row)) for row in doc.user_data.get(_KEY("quotations"), ()))


def _clusters(doc: Doc) -> tuple[Cluster, ...]:
    return tuple(map(_spans, doc.user_data.get(_KEY("clusters"), ())))


def _frames(doc: Doc) -> tuple[Frame, ...]:
    """Return predicates with their senses and arguments; places are tokens."""
    return frames.restored(doc.user_data.get(_KEY("frames"), ()))


def _sentence_vectors(doc: Doc) -> np.ndarray | None:
    found: np.ndarray | None = doc.user_data.get(_KEY("sentence_vectors"))
    return found


def _word_vectors(doc: Doc) -> np.ndarray | None:
    """Return what the encoder makes of each token where it stands, [tokens, width]; nothing of another pipeline's Doc."""
    found: np.ndarray | None = doc.user_data.get(_KEY("word_vectors"))
    return found


def _certainty(token: Token) -> float:
    stored = token.doc.user_data.get(_KEY("certainty"))
    return SURE if stored is None else round(float(stored[token.i]), 3)


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer(threads: int = 1) -> Callable[[Language], ReadingTokenizer]:
    """Return what makes the tokenizer of a pipeline; spaCy calls it when a stored pipeline is loaded."""

    def make(nlp: Language) -> ReadingTokenizer:
        register_extensions()
        nlp.max_length = MAX_LENGTH
        return ReadingTokenizer(nlp.vocab, Network(threads))

    return make


class ReadingTokenizer:
    """Text -> Doc with words, sentences, trees, names, quotations and certainty; `doc.text == text` always."""

    def __init__(self, vocab: Any, network: Network) -> None:
        self.vocab = vocab
        self.network = network
        self.coreference = coreference.load_scorer(network.folder)
        self.certainty = load_scorer(network.folder)
        self.frames = frames.load_scorer(network.folder)

    def __call__(self, text: str) -> Doc:
        with one_blas_thread():
            return self._read(text)

    def _read(self, text: str) -> Doc:
        read = self.network(text)
        words = decode_words(text, read)
        hidden = read.of("hidden")[[word.atom for word in words]]
        certainty = score_certainty(words, hidden, read.tables.relations, self.certainty)
        doc, tokens = make_doc(self.vocab, text, words, certainty)
        names = decode_names(text, words, read)
        spans: list[Span] = []
        for start, end, name in names:
            span = doc.char_span(start, end, label=name, alignment_mode="expand")
            if span is not None and (not spans or spans[-1].end <= span.start):
                spans.append(span)
        doc.ents = tuple(spans)
        clusters = find_clusters(text, words, names, read.tables.types, hidden, self.coreference)
        doc.user_data[_KEY("quotations")] = [(q.content, q.source, q.cue) for q in decode_quotations(words, read)]
        doc.user_data[_KEY("clusters")] = clusters
        found = find_frames(words, hidden, read.tables.relations, self.frames)
        doc.user_data[_KEY("frames")] = frames.shifted(found, tokens)
        doc.user_data[_KEY("sentence_vectors")] = sentence_vectors(words, hidden)
        doc.user_data[_KEY("word_vectors")] = _by_token(hidden, tokens, len(doc))
        return doc

    def frames_at(self, text: str, places: Sequence[int]) -> tuple[list[Word], tuple[Frame, ...]]:
        """Return the words of a text and the frames of the predicates at these offsets; places of the frames are words.

        Offsets inside no word are left out.
        """
        with one_blas_thread():
            read = self.network(text)
            words = decode_words(text, read)
            hidden = read.of("hidden")[[word.atom for word in words]]
            known = [i for place in places for i, word in enumerate(words) if word.start <= place < word.end]
            return words, find_frames(words, hidden, read.tables.relations, self.frames, known)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the weights ship with the package."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> ReadingTokenizer:
        """Return self: the weights ship with the package."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the weights ship with the package."""

    def from_disk(self, _path: Any, **_: Any) -> ReadingTokenizer:
        """Return self: the weights ship with the package."""
        return self


def _by_token(hidden: np.ndarray, tokens: Sequence[int], total: int) -> np.ndarray:
    """Return the vectors of words laid out by token, [total, width], float16 (a long report has many); white space has none."""
    vectors = np.zeros((total, hidden.shape[1]), np.float16)
    vectors[list(tokens)] = hidden
    return vectors


class ReadDoc(Doc):
    """A Doc that remembers its text: spaCy joins the tokens anew at every look, which made reading quadratic."""

    @cached_property
    def text(self) -> str:
        """The text as it was read."""
        return "".join(token.text_with_ws for token in self)


copyreg.pickle(ReadDoc, copyreg.dispatch_table[Doc])  # it comes back as spaCy's own class


def make_doc(vocab: Any, text: str, words: list[Word], certainty: np.ndarray) -> tuple[Doc, list[int]]:
    """Build the Doc, and say which token each word became; white space beyond one blank becomes tokens of its own, as spaCy has it."""
    tokens: list[str] = []
    spaces: list[bool] = []
    index: list[int] = []
    at = 0
    for word in [*words, None]:
        gap = text[at : word.start if word else len(text)]
        if gap[:1] == " " and tokens:
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            tokens.append(gap)
            spaces.append(False)
        if word:
            index.append(len(tokens))
            tokens.append(text[word.start : word.end])
            spaces.append(False)
            at = word.end
    total = len(tokens)
    heads = list(range(total))
    pos, deps, lemmas = ["SPACE"] * total, ["dep"] * total, list(tokens)
    sure = np.full(total, SURE, np.float32)
    real = [False] * total
    for i, word in enumerate(words):
        token = index[i]
        heads[token] = index[word.head]
        pos[token], deps[token], lemmas[token] = word.upos, word.relation, word.lemma
        sure[token] = certainty[i]
        real[token] = True
    for i in range(total):  # white space hangs on the word before it, at the start of the text on the word after
        if not real[i]:
            heads[i] = i - 1 if i else min(1, total - 1)
    if not words:
        return ReadDoc(vocab, words=tokens, spaces=spaces), index
    deps = ["ROOT" if dep == "root" else dep for dep in deps]
    doc = ReadDoc(vocab, words=tokens, spaces=spaces, heads=heads, deps=deps, pos=pos, lemmas=lemmas)
    doc.user_data[_KEY("certainty")] = sure
    return doc, index


def build(threads: int = 1, pipeline: str | None = None) -> Language:
    """Return the pipeline; see `crossread.model_runtime.load`. Raises UsageError where `pipeline` is not installed."""
    register_extensions()
    if pipeline is not None:
        from crossread.errors import UsageError

        try:
            other = spacy.load(pipeline)
        except OSError as error:
            raise UsageError(
                f"the spaCy pipeline {pipeline!r} is not installed: install it, or leave --pipeline out"
            ) from error
        other.max_length = MAX_LENGTH
        other.add_pipe(fallback.NAME)
        return other
    return spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER, "threads": threads}}})
