"""Trees written down by hand, so that a test says what a rule reads whatever the parser makes of a sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import spacy
from spacy.tokens import Doc as SpacyDoc

from crossread.grammar.doc import Doc, Token
from crossread.grammar.labels import to_universal

VOCAB = spacy.blank("en").vocab


def tree(written: str, **more: Any) -> Doc:
    """Return the Doc of words written as word/part of speech/label/number of the head, and /lemma where it is another."""
    rows = [word.split("/") for word in written.split()]
    words = [row[0] for row in rows]
    spaces = [after not in (",", ".", ")", "?", ":", "n't", "'s") and word not in ("(", "“") for word, after in pairwise([*words, ""])]
    lemmas = [row[4] if len(row) > 4 else row[0].lower() for row in rows]
    heads = [int(row[3]) for row in rows]
    return to_universal(
        SpacyDoc(VOCAB, words=words, spaces=spaces, pos=[r[1] for r in rows], deps=[r[2] for r in rows], heads=heads, lemmas=lemmas, **more)
    )


def word(doc: Doc, text: str) -> Token:
    """Return the one token that is written so."""
    [found] = [token for token in doc if token.text == text]
    return found
