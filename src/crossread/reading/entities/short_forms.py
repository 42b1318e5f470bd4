"""Which name of a report is the short form of which longer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossread.languages.person_names import generation_apart
from crossread.languages.tables import words
from crossread.model import EntityType
from crossread.reading.entities.names import CITY_PREPOSITIONS, Name, is_town
from crossread.reading.entities.namesakes import is_kin

ACRONYM = 2  # letters that an acronym has at least
LONG_WORD = 3  # letters that the first word of a body's name has more than, to stand for the body alone
_SMALL = frozenset({"of", "the", "and", "for", "on", "in"})


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: its words, what kind of thing it names, and where it stands."""

    words: tuple[str, ...]
    kind: EntityType
    names: Sequence[Name]

    @property
    def located(self) -> bool:
        """Say whether something is said to be in it: the town, whatever body bears its name too."""
        inside = any(name.type == "place" and name.preposition in CITY_PREPOSITIONS for name in self.names)
        return inside or all(is_town(name) for name in self.names)


def is_short_form(short: Form, full: Form) -> bool:
    """Say whether a name can mean what a longer or equal name means."""
    if len(short.words) > len(full.words):
        return False
    if short.words == full.words:
        return short.kind == full.kind or "misc" in (short.kind, full.kind)
    if full.kind == "person":
        return short.kind in ("person", "misc", "organisation", "place", "group") and _short_person(short, full)
    if full.kind in ("organisation", "facility", "product", "event", "vehicle", "weapon", "misc", "law", "place"):
        return (full.kind != "place" or short.kind in ("place", "misc")) and _short_thing(short, full)
    return False


def _short_person(short: Form, full: Form) -> bool:
    (own, mine), (whole, theirs) = generation_apart(short.words), generation_apart(full.words)
    if mine and theirs and mine != theirs:
        return False  # Ramon Pell Sr. and Ramon Pell Jr., Leo XIII and Leo XIV
    if own == whole:
        return not is_kin(short.names)  # "his father, Paul Denning" is not Paul Denning Jr.
    family = {whole[-1]} | ({whole[0]} if whole[0] in words("people", "surname_first") and len(whole) > 1 else set())
    if len(own) > 1:
        return set(own) < set(whole) and own[-1] == whole[-1] or own == tuple(p for p in whole if len(p) > 1)
    given = short.kind == "person" and own[0] == whole[0] and whole[0] not in words("people", "titles")
    return given or own[0] in family


def _short_thing(short: Form, full: Form) -> bool:
    own, whole = short.words, full.words
    others = whole[-1] in words("descriptions", "of_others")
    if len(own) == 1 and len(own[0]) >= ACRONYM and own[0] == "".join(p[0] for p in whole if p not in _SMALL):
        return True
    if len(own) == 1 and short.kind == "place" and (short.located or whole[-1] in words("descriptions", "institution")):
        return False  # the town is neither its fire brigade nor the steelworks that bears its name
    if len(own) == 1 and others:
        return False  # "Delmar" is the firm, not the Delmar Labour Union
    if others and len(own) > 1 and own == whole[: len(own)] and short.kind == "organisation":
        return False  # "Hollin Bank" is not the Hollin Bank Staff Association
    if own == whole[: len(own)] and (len(own) > 1 or len(own[0]) > LONG_WORD) and full.kind != "place":
        return full.kind == "organisation" or short.kind == full.kind
    if own == whole[-1:] and short.kind in ("organisation", "group") and full.kind == "organisation":
        return _is_team(whole)  # "the Dolphins" of "the Castrel Dolphins"
    return len(own) > 1 and own == whole[-len(own) :] and full.kind == "organisation"


def _is_team(whole: Sequence[str]) -> bool:
    """Say whether a body's name ends as a team's does, in what its members are: no firm, no union, no kind of body."""
    kinds = ("organisation", "organisation_suffix", "organisation_endings", "media_names", "of_others", "group")
    last = whole[-1]
    listed = any(one in words("descriptions", key) for one in (last, last.removesuffix("s")) for key in kinds)
    return len(whole) > 1 and last.endswith("s") and not listed
