"""Which name of a report is the short form of which longer one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossread.grammar.namesakes import does_business, has_firm_noun
from crossread.grammar.syntax import word_before
from crossread.languages.body_names import is_of_its_town
from crossread.languages.person_names import generation_apart
from crossread.languages.tables import words
from crossread.model import EntityType
from crossread.reading.entities.names import Name, is_town
from crossread.reading.entities.namesakes import is_kin

ACRONYM = 2  # letters that an acronym has at least
LEAST_OF_PRODUCT = 2  # words of a numbered name that has more are a maker's, its product's and the number
LONG_WORD = 3  # letters that the first word of a body's name has more than, to stand for the body alone


@dataclass(frozen=True, slots=True)
class Form:
    """A name as it is compared: its words, what kind of thing it names, and where it stands.

    `sure` says that it stands apart from a namesake of another kind, so that it is no short form of one.
    """

    words: tuple[str, ...]
    kind: EntityType
    names: Sequence[Name]
    sure: bool = False

    @property
    def located(self) -> bool:
        """Say whether something is said to be in it: the town, whatever body bears its name too."""
        inside = any(name.type == "place" and name.preposition in words("towns", "prepositions") for name in self.names)
        return inside or all(is_town(name) for name in self.names)

    @property
    def titled(self) -> bool:
        """Say whether a title stands before it at any place: "Mr Voss" is nobody's firm."""
        return any(name.titled for name in self.names)


def is_short_form(short: Form, full: Form) -> bool:
    """Say whether a name can mean what a longer or equal name means."""
    if len(short.words) > len(full.words) or short.sure and short.kind != full.kind:
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
    person = short.kind == "person" or any(name.type == "person" for name in short.names)
    given = person and own[0] == whole[0] and whole[0] not in words("people", "titles")
    return given or own[0] in family


def _short_thing(short: Form, full: Form) -> bool:
    own, whole = short.words, full.words
    if short.titled or is_of_its_town(own, whole) or _is_maker(short, full):
        return False
    if short.kind == "person" and len(own) > 1 and whole[-1] in words("descriptions", "bears_names"):
        return False  # the poet is not the school that bears his name
    if _is_owner_in(own, whole):
        return short.kind != "person" and full.kind in ("organisation", "facility")
    others = whole[-1] in words("descriptions", "of_others")
    letters = "".join(p[0] for p in whole if p not in words("function_words", "in_names"))
    if len(own) == 1 and len(own[0]) >= ACRONYM and own[0] == letters:
        return True
    if len(own) == 1 and short.kind == "place" and (short.located or whole[-1] in words("descriptions", "institution")):
        return False  # the town is neither its fire brigade nor the steelworks that bears its name
    if len(own) == 1 and full.kind == "organisation" and own[0] == whole[-1] and _is_told_by_last(short, full):
        return True  # "Rovers" are Hale Rovers
    if len(own) == 1 and len(whole) == 2 and whole[-1] == "party" and own[0] in (whole[0], f"{whole[0]}s"):
        return short.kind != "place"  # "Reform", "the Greens"
    if len(own) == 1 and others:
        return False  # "Delmar" is the firm, not the Delmar Labour Union
    if others and len(own) > 1 and own == whole[: len(own)] and short.kind == "organisation":
        return False  # "Hollin Bank" is not the Hollin Bank Staff Association
    if len(own) == 1 and own[0] in words("descriptions", "no_bynames"):
        return False  # "City" is a club, "the City" no City Council
    if own == whole[: len(own)] and (len(own) > 1 or len(own[0]) > LONG_WORD) and full.kind != "place":
        return full.kind == "organisation" or short.kind == full.kind
    return len(own) > 1 and own == whole[-len(own) :] and full.kind == "organisation"


def _is_maker(short: Form, full: Form) -> bool:
    """Say whether a name is that of the firm whose product a numbered name is, not its short form: "Brandt" of "Brandt
    Office 9", not "the Apollo"."""
    if len(short.words) > 1 or not full.words[-1].isdigit():
        return False
    firm = any(does_business(n.carrier) or has_firm_noun(n.carrier, n.start) for n in short.names)
    return firm or len(full.words) > LEAST_OF_PRODUCT


def _is_owner_in(own: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Say whether a name of several words is the owner that a longer one begins with: "St Brede's" (Hospital)."""
    begins = whole[: len(own)]
    return 1 < len(own) < len(whole) and begins[-1].endswith("'s") and (*begins[:-1], begins[-1][:-2]) == own


def _is_told_by_last(short: Form, full: Form) -> bool:
    """Say whether a body is known by its last word alone: a club by what sets it apart from the others of its town.

    Not "Dorn" of the Bank of Dorn, nor a bank, a union or a ministry: those are nouns.
    """
    last = full.words[-1]
    if last in words("descriptions", "club_endings"):
        return True
    if last in words("descriptions", "of_others") and short.kind in ("organisation", "misc"):
        # "the League" is the Farmers' League
        return all(word_before(name.carrier, name.start) == "the" for name in short.names)
    kinds = ("organisation", "institution", "organisation_suffix", "of_others", "group")
    noun = any(one in words("descriptions", key) for one in (last, last.removesuffix("s")) for key in kinds)
    team = short.kind == "group" and last.endswith("s")  # "the Dolphins" are the Castrel Dolphins
    small = words("function_words", "in_names") & set(full.words)
    return (team or short.kind in ("organisation", "misc")) and not noun and not small
