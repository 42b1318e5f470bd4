"""What the reports of a story tell of each teller: names, offices, bodies, kinds, with the words that say so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from crossread.compare.entities import fold_name
from crossread.languages.tables import countries, fold, load, words
from crossread.model import Description, Entity, Evidence, Origin, Party, Report, Statement

Named = str  # "person", "body", "outlet", "" for an unnamed teller or a document
MIN_STEM = 4  # letters that a country and its people share at least: "Norland", "Norlandic"


@cache
def kinds_of_noun(noun: str) -> frozenset[str]:
    """Return the kinds of tellers that a noun may name; those of an umbrella noun are all public kinds."""
    found = {kind for kind, nouns in load("tellers")["kinds"].items() if noun in nouns.split()}
    if noun in words("tellers", "umbrella"):
        found |= words("tellers", "umbrella_kinds")
    return frozenset(found)


@dataclass(slots=True)
class Identity:
    """One origin as a story's reports tell of it."""

    origin: Origin
    named: Named
    entity: Entity | None
    reports: frozenset[str]
    places: tuple[Evidence, ...]  # where statements name this teller
    described: tuple[Description, ...]
    outlets: frozenset[str]  # through which outlets its words came
    name_words: frozenset[str]
    lands: frozenset[str]  # countries and places that the name or its owners give
    nouns: frozenset[str] = frozenset()  # by which it is called
    kinds: frozenset[str] = frozenset()
    anyone: bool = False
    bodies: Mapping[str, Description] = field(default_factory=dict)  # entity id -> where it is said to be of it

    @property
    def generic(self) -> bool:
        """Say whether no name is given: "police", "two officials", "a report"."""
        return self.named == ""


def head_words(description: Description) -> frozenset[str]:
    """Return the words that make a description one body or office: noun and modifiers, the general ones left out."""
    return frozenset({description.noun, *description.modifiers} - (words("tellers", "general") - {description.noun}))


def content_words(name: str) -> frozenset[str]:
    """Return the words of a name or a noun phrase, folded, without articles and small words.

    A general word that owns is itself: "the country's ministry" is of the country.
    """
    own = (_without_owner_mark(word) for word in fold_name(name))
    return frozenset(own) - words("function_words", "in_names_of_bodies")


def _without_owner_mark(word: str) -> str:
    bare = word.removesuffix("'s")
    return bare if bare in words("tellers", "general") else word


def lands_in(parties: Iterable[Party], by_id: Mapping[str, Entity]) -> frozenset[str]:
    """Return the places and countries among those that something is said to be of, folded; a people is its country."""
    found = set()
    for party in parties:
        entity = by_id.get(party.entity or "")
        if entity is None or entity.type in ("place", "group"):
            land = land_of(entity.name if entity is not None else party.name)
            if land:
                found.add(land)
    return frozenset(found)


def land_of(name: str) -> str:
    """Return a place's name as it is compared, a people's or an adjective's as that of the country."""
    folded = fold(name)
    names, people, _, _ = countries()
    known = names.get(folded) or people.get(folded)
    return fold(known) if known else folded if folded and name[:1].isupper() else ""


def same_land(one: str, other: str) -> bool:
    """Say whether two names of places are one, or a place and its adjective: "Norland", "Norlandic"."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    stem = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return " " not in long and stem >= max(MIN_STEM, len(short) - 2) and len(long) - stem <= 4


def lands_meet(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two sets of places do not contradict one another."""
    return not one or not other or any(same_land(a, b) for a in one for b in other)


def identities(
    origins: Sequence[Origin],
    statements: Sequence[Statement],
    of_statement: Mapping[str, str],
    entities: Mapping[str, Entity],
    descriptions: Sequence[Description],
    reports: Mapping[str, Report],
) -> dict[str, Identity]:
    """Return what one story's reports tell of each of its origins."""
    by_entity: dict[str, list[Description]] = defaultdict(list)
    by_report: dict[str, list[Description]] = defaultdict(list)
    for description in descriptions:
        by_report[description.report].append(description)
        if description.entity:
            by_entity[description.entity].append(description)
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.id in of_statement:
            told[of_statement[statement.id]].append(statement)
    return {
        origin.id: _identity(origin, told[origin.id], by_entity, by_report, entities, reports)
        for origin in origins
        if origin.id in told
    }


def _identity(
    origin: Origin,
    told: Sequence[Statement],
    by_entity: Mapping[str, Sequence[Description]],
    by_report: Mapping[str, Sequence[Description]],
    entities: Mapping[str, Entity],
    reports: Mapping[str, Report],
) -> Identity:
    entity = entities.get(origin.entity or "")
    places: dict[tuple[str, int, int], Evidence] = {}
    outlets: set[str] = set()
    own: dict[tuple[str, int, int], Description] = {}
    for statement in told:
        chain = statement.attribution.chain
        outlets |= {fold(teller.name) for teller in chain if teller.role == "outlet"}
        if chain and chain[-1].start is not None and chain[-1].end is not None:
            report, start, end = statement.report, chain[-1].start, chain[-1].end
            places[report, start, end] = Evidence(
                report=report, start=start, end=end, text=reports[report].text[start:end]
            )
            for found in by_report[report]:
                if found.entity in (None, origin.entity) and found.start < end and start < found.end:
                    own[report, found.start, found.end] = found
    known = by_entity[entity.id] if entity is not None else []
    if entity is not None and entity.type != "person":  # two countries have a ministry of one name
        known = [d for d in known if d.report in {s.report for s in told}]
    described = tuple(dict.fromkeys([*own.values(), *known]))
    nouns = frozenset({d.noun for d in described}) or content_words(origin.name)
    named = _named(origin, entity)
    bodies: dict[str, Description] = {}
    for description in described:
        for party in description.whose:
            if (
                party.entity
                and party.entity in entities
                and entities[party.entity].type in ("organisation", "person", "facility")
            ):
                bodies.setdefault(party.entity, description)
    owners = [party for d in described for party in d.whose]
    lands = lands_in(owners, entities)
    if content_words(origin.name) <= words("tellers", "institution_words"):
        lands |= {land for party in owners if (land := land_of(party.name))}
    # a ministry's owner is a country
    of_countries = (d for d in described if d.noun in words("tellers", "of_a_country"))
    lands |= {land for d in of_countries for party in d.whose if (land := land_of(party.name)) and " " not in land}
    kinds = frozenset(kind for d in described for kind in _kinds_of(d))
    kinds |= (
        {kind for word in content_words(origin.name) for kind in kinds_of_noun(word)}
        if named != "person"
        else frozenset()
    )
    for body in bodies:
        kinds |= {kind for word in content_words(entities[body].name) for kind in kinds_of_noun(word)}
    if named == "body" and not kinds:
        kinds = frozenset({"company"})  # a name that does not say what it is of is mostly a firm's
    return Identity(
        origin=origin,
        named=named,
        entity=entity,
        reports=frozenset(s.report for s in told),
        places=tuple(places.values()),
        described=described,
        outlets=frozenset(outlets),
        name_words=content_words(origin.name),
        lands=lands if named != "person" else frozenset(),
        nouns=nouns,
        kinds=kinds,
        anyone=named == "" and bool(nouns & words("tellers", "anyone")),
        bodies=bodies,
    )


def _kinds_of(description: Description) -> frozenset[str]:
    """Return the kinds of a description: what narrows it decides ("union leader"), else its noun."""
    narrow = [*description.modifiers, *(word for party in description.whose for word in content_words(party.name))]
    found = frozenset(kind for word in narrow for kind in kinds_of_noun(word))
    return found or kinds_of_noun(description.noun)


def _named(origin: Origin, entity: Entity | None) -> Named:
    if origin.role == "outlet":
        return "outlet"
    if entity is not None and entity.type == "person" or origin.role == "person" and _is_name(origin.name):
        return "person"
    proper = entity is not None and any(word[:1].isupper() for word in entity.name.split())
    # "the relief agency", not "the agency"
    told_apart = len(content_words(origin.name) - (words("tellers", "general") - words("tellers", "bodies"))) > 1
    return "body" if origin.role == "organisation" and (proper or told_apart) else ""


def _is_name(name: str) -> bool:
    """Say whether words are a name, not an office or a description in capitals: "Ben Smith", not "BuzzFeed Editor"."""
    parts = name.split()
    offices = (
        words("descriptions", "person")
        | words("relations", "leaders")
        | words("relations", "members")
        | words("people", "titles")
    )
    return (
        all(part[:1].isupper() for part in parts)
        and not any(part.casefold() in offices for part in parts[-1:])
        and parts[-1].casefold() not in words("tellers", "partisans")
    )
