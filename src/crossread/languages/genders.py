"""What titles and given names say of a person: a woman, a man, or nothing."""

from __future__ import annotations

from collections.abc import Iterable

from crossread.languages.tables import fold, words

WOMAN, MAN, UNTOLD = 1, -1, 0


def gender_of_words(called: Iterable[str]) -> int:
    """Return what titles and nouns tell ("mrs", "chairwoman", "father"); UNTOLD where none or both do."""
    found = set(called)
    return bool(found & words("people", "female")) - bool(found & words("people", "male"))


def gender_of_given(name: str) -> int:
    """Return what a given name tells; one that ends in -a and is on neither list is mostly a woman's."""
    given = fold(name)
    listed = (given in words("people", "female_names")) - (given in words("people", "male_names"))
    if listed or given in words("people", "male_names"):
        return listed
    return WOMAN if len(given) > 2 and given.endswith("a") and given not in words("people", "male_in_a") else UNTOLD


def gender_of_name(name: str) -> int:
    """Return what the given name of a full name tells; a family name alone tells nothing."""
    parts = name.split()
    if len(parts) < 2 or fold(parts[0]) in words("people", "surname_first"):
        return UNTOLD
    return gender_of_given(parts[0])
