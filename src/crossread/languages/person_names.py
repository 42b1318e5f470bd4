"""How names of people are compared: the generation behind them, and what other spellings leave of them."""

from __future__ import annotations

import re
from functools import cache

from rapidfuzz.distance import Levenshtein

from crossread.languages.genders import gender_of_given
from crossread.languages.tables import load

LONG_NAME = 5  # letters; given names no shorter may be spelled in two ways
CONSONANTS = 3  # which such names share at least, and all of them
MAX_LETTERS = 2  # by which such spellings differ
_NUMERAL = re.compile(r"[ivx]{2,6}|v")
_DOUBLED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]")


def generation_apart(form: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """Return the words of a folded name without "Jr.", "the Elder", "III", and which generation these tell, or ""."""
    if len(form) < 2:
        return form, ""
    code = load("names")["generations"].get(form[-1]) or (form[-1] if _NUMERAL.fullmatch(form[-1]) else "")
    if not code:
        return form, ""
    bare = form[:-1]
    return (bare[:-1] if len(bare) > 1 and bare[-1] == "the" else bare), code


@cache
def spelling(word: str) -> str:
    """Return a folded word of a name in one of its spellings: "grigoryev" and "grigoriev" are one."""
    for written, plain in load("names")["spellings"]:
        word = re.sub(written, plain, word)
    return _DOUBLED.sub(r"\1", word)


def spelled_alike(one: str, other: str) -> bool:
    """Say whether two folded words are one name spelled twice: "aleksandr" and "alexander", not "maria" and "mario"."""
    mine, theirs = spelling(one), spelling(other)
    if mine == theirs:
        return True
    if min(len(mine), len(theirs)) < LONG_NAME or mine[0] != theirs[0] or mine.endswith("a") != theirs.endswith("a"):
        return False
    if gender_of_given(one) * gender_of_given(other) < 0:
        return False
    rest = _VOWELS.sub("", mine[1:])
    same = rest == _VOWELS.sub("", theirs[1:]) and len(rest) >= CONSONANTS - 1
    return same and Levenshtein.distance(mine, theirs) <= MAX_LETTERS
