"""How common each word is in English reporting (`lexicon/word_shares.json`, made by training/word_shares.py)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from crossread.languages.tables import load


@cache
def word_shares() -> Mapping[str, float]:
    """Return word -> share (0 to 1) of documents that hold it; a word that is absent is rarer than 1 in 1,000."""
    table = load("word_shares")["words"]
    return {word: int(share) / 10_000 for share, words in table.items() for word in words.split()}
