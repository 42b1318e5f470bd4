"""What the network says of a text as components of a spaCy pipeline: each can be disabled, none reads the text again.

The tokenizer runs the network once and leaves what it said with the Doc; every component makes one kind of annotation
of that. The last one, `crossread_sentence_vectors`, lets go of it, so that Docs that are kept stay small.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span

from crossread.errors import UsageError
from crossread.model_runtime import coreference, frames
from crossread.model_runtime.certainty import SURE, load_scorer, score_certainty
from crossread.model_runtime.coreference import find_clusters
from crossread.model_runtime.decode import Word, decode_names, decode_quotations, sentence_vectors
from crossread.model_runtime.frames import find_frames
from crossread.model_runtime.network import AtomRows
from crossread.model_runtime.single_thread import one_blas_thread

KEY = "crossread.{}".format  # where a Doc keeps what spaCy has no place for, in plain types, so that it can be stored


class Scorers:
    """The small networks on top of the shared one, loaded once a tokenizer."""

    def __init__(self, folder: Path) -> None:
        self.coreference = coreference.load_scorer(folder)
        self.certainty = load_scorer(folder)
        self.frames = frames.load_scorer(folder)


@dataclass
class Seen:
    """What the network saw in a text: its words, and `tokens[i]`, the place of word i in the Doc."""

    text: str
    words: list[Word]
    tokens: list[int]
    read: AtomRows
    scorers: Scorers

    @cached_property
    def hidden(self) -> np.ndarray:
        """The vector of each word."""
        return self.read.of("hidden")[[word.atom for word in self.words]]

    @cached_property
    def names(self) -> list[tuple[int, int, str]]:
        """Start, end and type of each name; offsets are code points."""
        return decode_names(self.text, self.words, self.read)


class ReadDoc(Doc):
    """A Doc that remembers its text, since spaCy joins the tokens anew at every look, and what the network saw in
    it."""

    seen: Seen | None = None
    read_text: str | None = None

    @cached_property
    def text(self) -> str:
        """The text as it was read."""
        return "".join(token.text_with_ws for token in self) if self.read_text is None else self.read_text


def seen_in(doc: Doc, component: str) -> Seen:
    """Return what the network saw; raises UsageError where another tokenizer made the Doc or it was let go of."""
    found: Seen | None = getattr(doc, "seen", None)
    if found is None:
        raise UsageError(
            f"the component {component!r} reads what Crossread's tokenizer left with the Doc, and this Doc "
            f"has nothing of it: "
            "load the whole pipeline with spacy.load('crossread') and leave crossread_sentence_vectors last"
        )
    return found


@Language.component(
    "crossread_trees",
    assigns=["token.pos", "token.lemma", "token.dep", "token.head", "token.is_sent_start", "doc.sents"],
)
def add_trees(doc: Doc) -> Doc:
    """Give each word its part of speech, lemma and head; white space hangs on the word before it, at the start on the
    word after."""
    seen = seen_in(doc, "crossread_trees")
    if not seen.words:
        return doc
    total, string = len(doc), cache(doc.vocab.strings.add)
    heads = [i - 1 if i else min(1, total - 1) for i in range(total)]
    pos, deps, lemmas = ["SPACE"] * total, ["dep"] * total, [token.text for token in doc]
    for token, word in zip(seen.tokens, seen.words, strict=True):
        heads[token] = seen.tokens[word.head]
        pos[token], deps[token], lemmas[token] = (
            word.upos,
            "ROOT" if word.relation == "root" else word.relation,
            word.lemma,
        )
    away = [(head - i) % 2**64 for i, head in enumerate(heads)]  # spaCy keeps distances to the left modulo 2^64
    rows = np.array([away, *(list(map(string, column)) for column in (deps, pos, lemmas))], np.uint64)
    return doc.from_array(["HEAD", "DEP", "POS", "LEMMA"], np.ascontiguousarray(rows.T))  # type: ignore[arg-type]


@Language.component("crossread_names", assigns=["doc.ents", "token.ent_type", "token.ent_iob"])
def add_names(doc: Doc) -> Doc:
    """Mark names with their types as `doc.ents`."""
    seen = seen_in(doc, "crossread_names")
    with one_blas_thread():
        spans: list[Span] = []
        for start, end, name in seen.names:
            span = doc.char_span(start, end, label=name, alignment_mode="expand")
            if span is not None and (not spans or spans[-1].end <= span.start):
                spans.append(span)
    doc.ents = tuple(spans)
    return doc


@Language.component("crossread_coreference", assigns=["doc._.clusters"])
def add_clusters(doc: Doc) -> Doc:
    """Say which names, pronouns and nouns stand for the same."""
    seen = seen_in(doc, "crossread_coreference")
    with one_blas_thread():
        types = seen.read.tables.types
        doc.user_data[KEY("clusters")] = find_clusters(
            seen.text, seen.words, seen.names, types, seen.hidden, seen.scorers.coreference
        )
    return doc


@Language.component("crossread_quotations", assigns=["doc._.quotations"])
def add_quotations(doc: Doc) -> Doc:
    """Find what is told on somebody's word: content, source and cue."""
    seen = seen_in(doc, "crossread_quotations")
    with one_blas_thread():
        doc.user_data[KEY("quotations")] = [
            (q.content, q.source, q.cue) for q in decode_quotations(seen.words, seen.read)
        ]
    return doc


@Language.component("crossread_certainty", assigns=["token._.certainty"])
def add_certainty(doc: Doc) -> Doc:
    """Score each word, from -3 (certainly not) to 3 (certainly so)."""
    seen = seen_in(doc, "crossread_certainty")
    if not seen.words:
        return doc
    with one_blas_thread():
        scores = score_certainty(seen.words, seen.hidden, seen.read.tables.relations, seen.scorers.certainty)
    sure = np.full(len(doc), SURE, np.float32)
    sure[seen.tokens] = scores
    doc.user_data[KEY("certainty")] = sure
    return doc


@Language.component("crossread_frames", assigns=["doc._.frames"])
def add_frames(doc: Doc) -> Doc:
    """Find predicates with their senses and arguments: who does what to whom."""
    seen = seen_in(doc, "crossread_frames")
    with one_blas_thread():
        found = find_frames(seen.words, seen.hidden, seen.read.tables.relations, seen.scorers.frames)
    doc.user_data[KEY("frames")] = frames.shifted(found, seen.tokens)
    return doc


def _by_token(doc: Doc, seen: Seen, of_words: np.ndarray) -> np.ndarray:
    """Return the vectors of words by token, [tokens, width], float16; white space has none."""
    vectors = np.zeros((len(doc), of_words.shape[1]), np.float16)
    vectors[list(seen.tokens)] = of_words
    return vectors


@Language.component("crossread_word_vectors", assigns=["doc._.word_vectors"])
def add_word_vectors(doc: Doc) -> Doc:
    """Lay what the encoder makes of each word out by token, [tokens, width], float16 (a long report has many); white
    space has none."""
    seen = seen_in(doc, "crossread_word_vectors")
    doc.user_data[KEY("word_vectors")] = _by_token(doc, seen, seen.hidden)
    return doc


@Language.component("crossread_ledger_vectors", assigns=["doc._.ledger_vectors"])
def add_ledger_vectors(doc: Doc) -> Doc:
    """Lay what the ledger's own upper layers make of each word out by token, [tokens, width], float16; a model
    without such layers leaves nothing."""
    seen = seen_in(doc, "crossread_ledger_vectors")
    if seen.read.ledger is not None:
        ledger = seen.read.ledger[[word.atom for word in seen.words]]
        doc.user_data[KEY("ledger_vectors")] = _by_token(doc, seen, ledger)
    return doc


@Language.component("crossread_sentence_vectors", assigns=["doc._.sentence_vectors"])
def add_sentence_vectors(doc: Doc) -> Doc:
    """Give each sentence a vector, and let go of what the network saw."""
    seen = seen_in(doc, "crossread_sentence_vectors")
    with one_blas_thread():
        doc.user_data[KEY("sentence_vectors")] = sentence_vectors(seen.words, seen.hidden)
    if isinstance(doc, ReadDoc):
        doc.seen = None
    return doc


# In the order in which they stand in the pipeline.
COMPONENTS: dict[str, Any] = {
    "crossread_trees": add_trees, "crossread_names": add_names, "crossread_coreference": add_clusters,
    "crossread_quotations": add_quotations,
    "crossread_certainty": add_certainty, "crossread_frames": add_frames,
    "crossread_word_vectors": add_word_vectors,
    "crossread_ledger_vectors": add_ledger_vectors,
    "crossread_sentence_vectors": add_sentence_vectors,
}  # fmt: skip
