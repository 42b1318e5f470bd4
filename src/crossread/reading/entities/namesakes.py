"""Which of several people or bodies a short name means: "Denning" beside Paul Denning Jr., his wife and his father."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from crossread.languages.genders import UNTOLD, gender_of_name, gender_of_words
from crossread.languages.person_names import generation_apart
from crossread.languages.tables import load, words
from crossread.reading.entities.chains import Chains
from crossread.reading.entities.names import Name, beside, name_words
from crossread.reading.entities.office_nouns import is_office

Names = Sequence[Name]
_WIDTH = 40  # letters before a name in which the words stand that tell a generation
_OF_TWO = 2
_AGE_BEHIND = re.compile(r",\s(?:aged\s)?(\d{1,3})\b(?=[,.;)]|\sand\b|$)|\s\((?:aged\s)?(\d{1,3})\)")


def _generation_beside(name: Name) -> str:
    """Return the generation that the word before a name tells, or that before his kin: "the younger Beltrane", "her
    younger brother Carl Beltrane"."""
    *_, further, before = ["", "", *name.carrier.doc.text[max(0, name.start - _WIDTH) : name.start].lower().split()]
    told = further if before in words("people", "kin") else before
    return str(load("names")["generations"].get(told, ""))


def _generation_of(names: Names) -> str:
    """Return the generation that a report gives somebody: his suffix, an adjective, or whose son or father he is."""
    told = [generation_apart(name_words(name.bare))[1] or _generation_beside(name) for name in names]
    if any(told):
        return next(code for code in told if code)
    called = {noun for name in names for noun in _called(name)}
    lists = ("younger_kin", "jr"), ("elder_kin", "sr")
    return next((code for kin, code in lists if called & words("people", kin)), "")


def _of_generation(generation: str, keys: list[str], homes: Mapping[str, tuple[str, Names]]) -> list[str]:
    """Return the namesakes who are of a generation, else those who are not of the other.

    Where the report tells of none, the one of two with the lower age is the younger, else the one who is named second.
    """
    told = {key: _generation_of(homes[key][1]) for key in keys}
    if any(told.values()):
        return [key for key in keys if told[key] == generation] or [key for key in keys if not told[key]] or keys
    if len(keys) != _OF_TWO or generation not in ("jr", "sr"):
        return keys
    ages = {key: _age_of(homes[key][1]) for key in keys}
    first, second = sorted(keys, key=lambda key: min(one.start for one in homes[key][1]))
    if None not in ages.values() and ages[first] != ages[second]:
        first, second = sorted(keys, key=lambda key: -(ages[key] or 0))
    return [second if generation == "jr" else first]


def _age_of(names: Names) -> int | None:
    """Return the age behind a name: "Karl Beltrane, 71,"."""
    found = (_AGE_BEHIND.match(name.carrier.doc.text, name.end) for name in names)
    return next((int(match[1] or match[2]) for match in found if match is not None), None)


def is_kin(names: Iterable[Name]) -> bool:
    """Say whether a report calls somebody another's wife, son, father: not the one whom the bare family name means."""
    kin = words("people", "kin")
    return any(noun in kin for name in names for noun in _called(name))


def _called(name: Name) -> set[str]:
    return beside(name) | set(name.described(is_office)) | ({name.titled.rstrip(".")} if name.titled else set())


def gender_of(names: Iterable[Name], name: str) -> int:
    """Return what titles and nouns, else the given name, tell of a person."""
    called = {word for one in names for word in (*beside(one), one.titled)} - {""}
    return gender_of_words(called) or gender_of_name(name)


def title_apart(name: Name, homes: Mapping[str, tuple[str, Names]]) -> str:
    """Return the title of a name that fits no namesake: "Baroness Pym" beside Sir Alan Pym; "" where one fits.

    `homes` maps keys to the full name of each namesake and the places where it stands.
    """
    own = gender_of_words({name.titled})
    if own == UNTOLD or len(name_words(name.bare)) > 1:
        return ""
    known = [gender_of(names, full) for full, names in homes.values()]
    return name.titled.rstrip(".") if all(gender * own < 0 for gender in known) else ""


def meant(name: Name, homes: Mapping[str, tuple[str, Names]], chains: Chains) -> str:
    """Return the key of the namesake that a short name means.

    A title that fits only some leaves out the others; then the coreference ranker decides, where it leads to one;
    else those who are called somebody's kin stand back, and the one who was named last before this place is meant.
    """
    keys = _of_title(name, list(homes), homes)
    if len(keys) > 1:
        led = chains.home_of(name, {key: [n for n in homes[key][1] if len(name_words(n.bare)) > 1] for key in keys})
        if led is not None:
            return led
    if len(keys) > 1 and len(name_words(name.bare)) == 1 and not name.titled:
        keys = [key for key in keys if not is_kin(homes[key][1])] or keys
    return min(keys, key=lambda key: _distance(name, homes[key][1]))


def _distance(name: Name, names: Names) -> tuple[int, int]:
    full = [n.start for n in names if n.start != name.start and len(name_words(n.bare)) > 1]
    before = [name.start - start for start in full if start < name.start]
    after = [start - name.start for start in full if start > name.start]
    return (0, min(before)) if before else (1, min(after, default=10**9))


def _of_title(name: Name, keys: list[str], homes: Mapping[str, tuple[str, Names]]) -> list[str]:
    """Return the namesakes that a title fits: "Judge Moss" is she who was called a judge, "Mrs Pell" no man."""
    own = (beside(name) | {name.titled}) - {""}
    if (generation := _generation_beside(name)) and len(keys) > 1:
        keys = _of_generation(generation, keys, homes)
    called = {key: {n for full in homes[key][1] for n in (*beside(full), full.titled)} for key in keys}
    same = [key for key in keys if called[key] & own]
    gender = gender_of_words(own)
    fits = {key: gender_of(homes[key][1], homes[key][0]) * gender for key in keys}
    fitting = [key for key in same or keys if fits[key] >= 0]
    return [key for key in fitting if fits[key] > 0] or fitting or keys
