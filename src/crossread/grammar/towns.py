"""Whether a name is said of a town, or of the government that sits there, by the words around it."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.languages.tables import words

CITY_PREPOSITIONS = frozenset(
    {
        "in", "at", "near", "outside", "around", "inside", "across", "throughout", "within", "via", "into", "toward",
        "towards",
    }  # fmt: skip
)
_MOTION = frozenset(
    [
        "travel", "trek", "fly", "arrive", "go", "come", "drive", "journey", "trip", "flight", "train", "return",
        "leave", "move", "ride", "march", "flee", "head", "visit", "route", "road", "railway", "run", "evacuate",
        "depart", "bound",
    ]  # fmt: skip
)
_CITY_NOUNS = frozenset(
    [
        "street", "streets", "airport", "mayor", "resident", "residents", "suburb", "suburbs", "museum", "hospital",
        "station", "university", "port", "harbour", "harbor", "district", "metro", "zoo", "stadium", "skyline",
        "river", "centre", "center", "court", "school", "office",
    ]  # fmt: skip
)
_IN_A_TOWN = CITY_PREPOSITIONS | {"through"}
# "at Velden", "into Velden": the firm as well
_NEAR_A_FIRM = frozenset({"at", "into", "within", "via", "toward", "towards"})
SETTLEMENTS = frozenset(["town", "city", "village", "hamlet", "port", "parish", "suburb", "borough"])
_TOWN_OF = SETTLEMENTS | frozenset(
    [
        "people", "person", "resident", "inhabitant", "citizen", "mayor", "street", "outskirts", "centre", "center",
        "north", "south", "east", "west", "parishioner", "villager", "bishop",
    ]  # fmt: skip
)
_TOWN_OWNS = frozenset(
    [
        "mayor", "resident", "residents", "inhabitant", "inhabitants", "citizen", "citizens", "villagers", "streets",
        "outskirts", "suburbs", "townspeople", "parishioners", "townsfolk", "marketplace",
    ]  # fmt: skip
)


def is_said_of_government(name: Token) -> bool:
    """Say whether a capital's name means the government that sits there: it acts or owns, nobody travels to it."""
    prep, top = syntax.preposition(name), name
    while top.dep_ == "conj" and top.head != top:
        top = top.head
        prep = prep or syntax.preposition(top)
    if any(c.lower_ in ("'s", "’s", "’") for c in name.children):
        return name.head.lower_ not in _CITY_NOUNS
    if top.dep_ in syntax.SUBJECTS:
        return not any(c.dep_ == "cop" for c in top.head.children) or top.head.lemma_ not in words(
            "descriptions", "place"
        )
    if top.dep_ in syntax.OBJECTS | syntax.RECIPIENTS:
        return top.head.lemma_ not in _MOTION
    if prep in CITY_PREPOSITIONS or not prep:
        return False
    if top.dep_ in ("appos", "flat", "nmod:unmarked", "compound"):
        return False
    governor = top.head
    chain = {governor.lemma_.lower(), governor.head.lemma_.lower()} | {
        c.lemma_.lower() for c in governor.children if c.dep_ == "compound"
    }
    if chain & _MOTION or governor.pos_ == "PROPN":
        return False
    if prep in ("from", "to", "for"):
        others = [n for p, n in syntax.obliques(syntax.clause_of(governor)) if p in ("from", "to") and n.i != top.i]
        return not any(n.pos_ == "PROPN" for n in others)
    return prep in ("with", "by", "against", "between", "of", "on", "over", "towards") and governor.lemma_ not in (
        "city", "capital", "mayor", "north", "south", "east", "west", "outskirts", "suburb",
    )  # fmt: skip


def is_travelled_to(name: Token) -> bool:
    """Say whether a name is where one is or goes: "in Velden", "the visit to Velden", "left for Velden"."""
    prep = syntax.preposition(name)
    return is_only_in_town(prep) or (prep in ("to", "from", "for") and name.head.lemma_.lower() in _MOTION)


def is_only_in_town(preposition: str) -> bool:
    """Say whether a preposition leads to places alone, and not to a firm as well."""
    return preposition in _IN_A_TOWN - _NEAR_A_FIRM


def is_said_of_town(name: Token) -> bool:
    """Say whether a name is that of whose people, streets or mayor a text speaks: "people of Velden", "Velden's
    mayor"."""
    above = name.head
    of = syntax.preposition(name) == "of" and above.lemma_.lower() in _TOWN_OF
    owner = any(c.lower_ in ("'s", "’s", "’") for c in name.children) and above.lemma_.lower() in _TOWN_OWNS
    joined = above.i > name.i and above.lower_ in _TOWN_OWNS and name.dep_ in ("compound", "nmod:desc", "nmod")
    return of or owner or joined
