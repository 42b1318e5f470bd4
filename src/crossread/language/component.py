"""The reading model as a spaCy pipeline: its tokenizer makes a complete Doc in one pass."""

from __future__ import annotations

from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from crossread.language.decode import (
    Word,
    decode_names,
    decode_quotations,
    decode_words,
    sentence_vectors,
)
from crossread.language.network import Network


def register_extensions() -> None:
    """Make `doc._.quotations`, `doc._.clusters`, `doc._.sentence_vectors` and `token._.certainty` known."""
    for name, default in (("quotations", ()), ("clusters", ()), ("sentence_vectors", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Token.has_extension("certainty"):
        Token.set_extension("certainty", default=3.0)


class ReadingTokenizer:
    """Text -> Doc with words, sentences, trees, names, quotations and certainty; `doc.text == text` always."""

    def __init__(self, vocab: Any, network: Network) -> None:
        self.vocab = vocab
        self.network = network

    def __call__(self, text: str) -> Doc:
        read = self.network(text)
        words = decode_words(text, read)
        doc = make_doc(self.vocab, text, words)
        spans: list[Span] = []
        for start, end, name in decode_names(text, words, read):
            span = doc.char_span(start, end, label=name, alignment_mode="expand")
            if span is not None and (not spans or spans[-1].end <= span.start):
                spans.append(span)
        doc.ents = tuple(spans)
        doc._.quotations = decode_quotations(words, read)
        doc._.sentence_vectors = sentence_vectors(words, read)
        return doc

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


def make_doc(vocab: Any, text: str, words: list[Word]) -> Doc:
    """Build the Doc; white space beyond one blank becomes tokens of its own, as spaCy has it."""
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
    certainty = np.full(total, 3.0)
    real = np.full(total, -1)
    for i, word in enumerate(words):
        token = index[i]
        heads[token] = index[word.head]
        pos[token], deps[token], lemmas[token] = word.upos, word.relation, word.lemma
        certainty[token] = word.certainty
        real[token] = token
    for i in range(total):  # white space hangs on the word before it, at the start of the text on the word after
        if real[i] < 0:
            heads[i] = i - 1 if i else min(1, total - 1)
    if not words:
        return Doc(vocab, words=tokens, spaces=spaces)
    deps = ["ROOT" if dep == "root" else dep for dep in deps]
    doc = Doc(vocab, words=tokens, spaces=spaces, heads=heads, deps=deps, pos=pos, lemmas=lemmas)
    for token in doc:
        if real[token.i] >= 0:
            token._.certainty = float(round(certainty[token.i], 3))
    return doc


def build(threads: int = 1, pipeline: str | None = None) -> Language:
    """Return the pipeline; see `crossread.language.load`. Raises MissingExtra where `pipeline` is not installed."""
    register_extensions()
    if pipeline is not None:
        from crossread.errors import UsageError

        try:
            return spacy.load(pipeline)
        except OSError as error:
            raise UsageError(
                f"the spaCy pipeline {pipeline!r} is not installed: install it, or leave --pipeline out"
            ) from error
    nlp = spacy.blank("en")
    nlp.max_length = 100_000_000
    nlp.tokenizer = ReadingTokenizer(nlp.vocab, Network(threads))
    return nlp
