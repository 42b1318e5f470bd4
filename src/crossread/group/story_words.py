"""The words by which reports are laid together, and how common each is in English reporting at large."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_][\w'’-]+|\d[\d.,]*\d|\d")
_NAME = re.compile(r"[A-Z][\w'’-]+|\d[\d.,]*\d|\d")
_FIGURE = re.compile(r"[.,](?=\d)")


def story_words(text: str) -> Counter[str]:
    """Return how often each word or figure stands in the text: lower case, without the possessive."""
    return Counter(_fold(found) for found in _WORD.findall(text))


def names_and_figures(text: str) -> frozenset[str]:
    """Return figures and the words that the text writes with a capital only."""
    small = {_fold(found) for found in _WORD.findall(text) if found[:1].islower()}
    return frozenset(_fold(found) for found in _NAME.findall(text)) - small


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    if word[0].isdigit():
        return _FIGURE.sub("", word)
    return word.lower().replace("’", "'").removesuffix("'s").rstrip("'-")
