"""The reading model as a spaCy pipeline: its tokenizer runs the network, its components make annotations of what
that says."""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import spacy
from confection import Config
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import load_model_from_config, registry

from crossread.model_runtime import foreign_pipelines as fallback
from crossread.model_runtime import frames
from crossread.model_runtime.certainty import SURE
from crossread.model_runtime.coreference import Cluster
from crossread.model_runtime.decode import Quotation, Word, decode_words
from crossread.model_runtime.frames import Frame, find_frames
from crossread.model_runtime.network import Network
from crossread.model_runtime.pipes import COMPONENTS, KEY, ReadDoc, Scorers, Seen
from crossread.model_runtime.single_thread import one_blas_thread
from crossread.release import VERSION

MAX_LENGTH = 100_000_000  # code points; the network reads in windows, so spaCy's own bound has no ground here
TOKENIZER = "crossread.ReadingTokenizer.v1"


def register_extensions() -> None:
    """Make `doc._.quotations`, `.clusters`, `.frames`, `.sentence_vectors`, `.word_vectors`, `.ledger_vectors` and
    `token._.certainty` known."""
    getters = {
        "quotations": _quotations,
        "clusters": _clusters,
        "frames": _frames,
        "sentence_vectors": _sentence_vectors,
        "word_vectors": _word_vectors,
        "ledger_vectors": _ledger_vectors,
    }
    for name, getter in getters.items():
        Doc.set_extension(name, getter=getter, force=True)
    Token.set_extension("certainty", getter=_certainty, force=True)


def _spans(stored: Any) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in stored)


def _quotations(doc: Doc) -> tuple[Quotation, ...]:
    return tuple(Quotation(*map(_spans, row)) for row in doc.user_data.get(KEY("quotations"), ()))


def _clusters(doc: Doc) -> tuple[Cluster, ...]:
    return tuple(map(_spans, doc.user_data.get(KEY("clusters"), ())))


def _frames(doc: Doc) -> tuple[Frame, ...]:
    """Return predicates with their senses and arguments; places are tokens."""
    return frames.restored(doc.user_data.get(KEY("frames"), ()))


def _sentence_vectors(doc: Doc) -> np.ndarray | None:
    found: np.ndarray | None = doc.user_data.get(KEY("sentence_vectors"))
    return found


def _word_vectors(doc: Doc) -> np.ndarray | None:
    """Return what the encoder makes of each token where it stands, [tokens, width]; nothing of another pipeline's
    Doc."""
    found: np.ndarray | None = doc.user_data.get(KEY("word_vectors"))
    return found


def _ledger_vectors(doc: Doc) -> np.ndarray | None:
    """Return what the ledger's own upper layers make of each token where it stands, [tokens, width]."""
    found: np.ndarray | None = doc.user_data.get(KEY("ledger_vectors"))
    return found


def _certainty(token: Token) -> float:
    stored = token.doc.user_data.get(KEY("certainty"))
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
    """Text -> Doc with its words, and with what the network saw for the components; `doc.text == text` always."""

    def __init__(self, vocab: Any, network: Network) -> None:
        self.vocab = vocab
        self.network = network
        self.scorers = Scorers(network.folder)

    def __call__(self, text: str) -> Doc:
        with one_blas_thread():
            read = self.network(text)
            words = decode_words(text, read)
        doc, tokens = make_doc(self.vocab, text, words)
        doc.seen, doc.read_text = Seen(text, words, tokens, read, self.scorers), text
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
            return words, find_frames(words, hidden, read.tables.relations, self.scorers.frames, known)

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


copyreg.pickle(ReadDoc, copyreg.dispatch_table[Doc])  # it comes back as spaCy's own class


def make_doc(vocab: Any, text: str, words: list[Word]) -> tuple[ReadDoc, list[int]]:
    """Build the Doc, and say which token each word became; white space beyond one blank becomes tokens of its own,
    as spaCy has it."""
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
    return ReadDoc(vocab, words=tokens, spaces=spaces), index


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
    return as_spacy_package(config={"nlp": {"tokenizer": {"threads": threads}}})


def as_spacy_package(*, config: Mapping[str, Any] | None = None, **kwargs: Any) -> Language:
    """Return the pipeline as `spacy.load` asks a package for it: with `vocab`, `disable`, `enable`, `exclude` and
    `config`.

    Raises what spaCy raises for a component that is not there.
    """
    register_extensions()
    made: dict[str, Any] = {
        "nlp": {"lang": "en", "pipeline": list(COMPONENTS), "tokenizer": {"@tokenizers": TOKENIZER, "threads": 1}},
        "components": {name: {"factory": name} for name in COMPONENTS},
    }
    meta = {
        "name": "crossread",
        "version": VERSION,
        "description": "The reading model of Crossread",
        "license": "Apache-2.0",
    }
    return load_model_from_config(Config(made).merge(Config(dict(config or {}))), meta=meta, auto_fill=True, **kwargs)
