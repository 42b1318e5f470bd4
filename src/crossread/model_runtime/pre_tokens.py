"""Atoms: the smallest pieces that word boundaries can fall between. Text -> atoms, for training and run time alike.

An atom is a run of letters, a run of digits, or one other character; English contractions are cut as Universal
Dependencies cuts them ("did|n't", "can|not"). Which atoms make a word is the model's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

MAX_ATOM = 40  # a longer run of letters is no word of any language we read; cutting it bounds the work
ATOM = re.compile(
    r"[^\W\d_]{1,39}?(?=n['’]t\b)"
    r"|n['’]t\b"
    r"|can(?=not\b)|(?:gon|wan)(?=na\b)|got(?=ta\b)"
    rf"|[^\W\d_]{{1,{MAX_ATOM}}}|\d{{1,{MAX_ATOM}}}|[^\s]",
    re.IGNORECASE,
)
SPACINGS = 4  # nothing, space, one line break, several line breaks before the atom
CASES = 6  # other, lower, Title, UPPER, one capital letter, Mixed
NUM_FEATURES = SPACINGS * CASES

Pieces = Callable[[str], list[int]]


def find_atoms(text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every atom of `text`, in order; white space belongs to none."""
    return [match.span() for match in ATOM.finditer(text)]


def spacing_of(gap: str) -> int:
    """Return 0 for no white space, 1 for space, 2 for one line break, 3 for more."""
    if not gap:
        return 0
    breaks = gap.count("\n")
    return 1 if breaks == 0 else 2 if breaks == 1 else 3


@lru_cache(maxsize=50_000)
def case_of(atom: str) -> int:
    """Return the number of the atom's letter case, see CASES."""
    if not atom[0].isalpha():
        return 0
    if atom.islower():
        return 1
    if atom.isupper():
        return 4 if len(atom) == 1 else 3
    return 2 if atom[0].isupper() and atom[1:].islower() else 5


def features_of(text: str, atoms: list[tuple[int, int]], first_is_start: bool = True) -> list[int]:
    """Return for each atom one number that says its spacing and its letter case."""
    found = []
    before = atoms[0][0] if atoms and first_is_start else 0
    for start, end in atoms:
        spacing = spacing_of(text[before:start]) if start > before else 0
        found.append(spacing * CASES + case_of(text[start:end]))
        before = end
    if found and first_is_start:
        found[0] = 3 * CASES + case_of(text[slice(*atoms[0])])
    return found
