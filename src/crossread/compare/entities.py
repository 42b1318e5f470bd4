"""Entities of many reports -> one list: every merge has its reason, and where a name fits two, it stays apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import Levenshtein

from crossread.ids import make_id
from crossread.languages.body_names import ACRONYM, is_of_its_town
from crossread.languages.person_names import generation_apart, spelled_alike, spelling
from crossread.languages.tables import load, words
from crossread.model import Entity, EntityType, Mention

LONG_NAME = 6  # letters; two family names no shorter may differ in a letter of transliteration
SAME_LETTERS = 3  # letters with which both begin
MAX_LETTERS = 2  # letters by which they may differ


@dataclass(frozen=True, slots=True)
class EntityMerge:
    """The merged entities, each with the reasons for what was merged in it, and from local ids to theirs."""

    entities: tuple[Entity, ...]
    mapping: Mapping[str, str]


@dataclass(frozen=True, slots=True, order=True)
class _Form:
    """What entities of one name have in common. `story` is set where a name is too short to be one across stories."""

    parts: tuple[str, ...]
    family: str
    story: str


@dataclass(frozen=True, slots=True)
class _Tables:
    countries: Mapping[str, str]
    titles: frozenset[str]
    legal_forms: frozenset[str]
    particles: frozenset[str]
    given_forms: Mapping[str, str]


@cache
def _tables() -> _Tables:
    data = load("names")
    return _Tables(
        data["countries"],
        frozenset(data["titles"].split()),
        frozenset(data["legal_forms"].split()),
        frozenset(data["particles"].split()),
        data["given_forms"],
    )


def fold_name(name: str, kind: str = "") -> tuple[str, ...]:
    """Return the words of a name without case, accents, marks, article, a person's titles and a company's legal
    form."""
    tables = _tables()
    loose = name.casefold().replace("’", "'").replace("-", " ").replace(".", "").removesuffix("'s")
    plain = "".join(c for c in unicodedata.normalize("NFKD", loose) if not unicodedata.combining(c))
    parts = [p for p in plain.replace(",", " ").split() if p != "the"] or plain.split()
    if kind == "person":
        while len(parts) > 1 and parts[0] in tables.titles:
            parts = parts[1:]
    elif kind in ("place", "organisation", ""):
        parts = tables.countries.get(" ".join(parts), " ".join(parts)).split()
    if kind != "person":
        while len(parts) > 1 and parts[-1] in tables.legal_forms:
            parts = parts[:-1]
    return tuple(parts)


def merge_entities(groups: Sequence[Sequence[Entity]], story_of: Mapping[str, str] | None = None) -> EntityMerge:
    """Merge the entities of all reports.

    Equal full names merge, a person never with a place or body of the same single name. Then each form of a name
    that fits exactly one longer one merges with it: a short form, an acronym, a place with its region, a name
    transliterated otherwise; where it fits several it stays apart. Only full names are one across stories
    (`story_of` maps reports to stories). Seats of government merge with seats alone.
    """
    story_of = story_of or {}
    members: dict[_Form, list[Entity]] = defaultdict(list)
    unsure = _unsure_persons(groups, story_of)
    shared = _shared_names(groups)
    for group in groups:
        for entity in group:
            form = _form(entity, story_of)
            if form.parts in shared and form.family == "":
                form = _Form(form.parts, entity.type, form.story)
            members[_Form(form.parts, "", "") if entity.id in unsure else form].append(entity)
    stories = {form: {story_of.get(m.report, "") for e in own for m in e.mentions} for form, own in members.items()}
    home: dict[_Form, _Form] = {}
    why: dict[_Form, list[str]] = defaultdict(list)
    people: set[_Form] = set()
    # forms of their own, by first word, last word and first letters
    by_word: dict[str, dict[_Form, None]] = defaultdict(dict)
    for form in sorted(members, key=lambda f: (-len(f.parts), f)):
        keys = (*form.parts[:1], *form.parts[-1:], form.parts[-1][:SAME_LETTERS] + "…", _heard(form))
        near = {f: None for word in keys for f in by_word[word] if stories[f] & stories[form]}
        found = [
            (home[other], reason)
            for other in sorted(near)
            if (reason := _fits(form, members[form], other, members[other]))
        ]
        bearers = []
        if not found:
            bearers = [other for other in sorted(near) if _bears(form, other, members, stories)]
            a = members[form][0].name
            found = [(home[other], f"{a} is the family name of {members[other][0].name}") for other in bearers]
        fits = dict(reversed(found))
        home[form] = next(iter(fits)) if len(fits) == 1 else form
        if home[form] != form:
            why[home[form]].append(fits[home[form]])
            if bearers:
                people.add(home[form])
            if len(form.parts) == 1:
                continue
        for word in {*keys, *_initials(members[form])}:
            by_word[word][form] = None
    together: dict[_Form, list[Entity]] = defaultdict(list)
    for form, own in members.items():
        together[home[form]] += own
    kinds: dict[_Form, EntityType] = {
        form: "person" if form in people else kind_of(found) for form, found in together.items()
    }
    ids = {form: make_id("e", *form.parts, form.family, form.story, kinds[form]) for form in together}
    mapping = {entity.id: ids[form] for form, found in together.items() for entity in found}
    return EntityMerge(
        tuple(_merged((ids[form], kinds[form]), found, mapping, why[form]) for form, found in together.items()),
        mapping,
    )


def _shared_names(groups: Sequence[Sequence[Entity]]) -> frozenset[tuple[str, ...]]:
    """Return the names that one report gives to two of other kinds: a tug and the poet after whom it is named."""
    found = set()
    for group in groups:
        kinds: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for entity in group:
            if entity.stands_for is None:
                kinds[fold_name(entity.name, entity.type)].add(entity.type)
        found |= {parts for parts, types in kinds.items() if len(types) > 1}
    return frozenset(found)


def _unsure_persons(groups: Sequence[Sequence[Entity]], story_of: Mapping[str, str]) -> frozenset[str]:
    """Return the ids of what a report was read to name a person by one word alone, and another of the story a body.

    Reports name people in full or with a title at least once: "Marbury won the final" is of the club that another
    report names, unless somebody of the story bears the name.
    """
    things: set[tuple[str, str]] = set()
    borne: set[tuple[str, str]] = set()
    single: list[tuple[str, str, str]] = []
    for entity in (entity for group in groups for entity in group if entity.mentions):
        story, parts = story_of.get(entity.mentions[0].report, ""), fold_name(entity.name, entity.type)
        if entity.type != "person":
            body = len(parts) == 1 and entity.type in ("organisation", "group", "misc")  # a town may bear a man's name
            things |= {(story, parts[0])} if body else set()
        elif len(parts) > 1 or any(len(fold_name(alias)) > 1 for alias in entity.aliases):
            borne |= {(story, part) for part in parts}
        else:
            single.append((entity.id, story, parts[0]))
    return frozenset(one for one, story, part in single if (story, part) in things and (story, part) not in borne)


def _form(entity: Entity, story_of: Mapping[str, str]) -> _Form:
    parts = fold_name(entity.name, entity.type)
    if entity.stands_for is not None:
        return _Form(parts, "seat", "")
    if len(parts) > 1:
        return _Form(parts, "", "")  # a full name is one, whatever type a report was read to give it
    person = entity.type == "person"
    story = story_of.get(entity.mentions[0].report, "") if person and entity.mentions else ""
    return _Form(parts, "person" if person else "", story)


def _merged(
    named: tuple[str, EntityType], found: Sequence[Entity], mapping: Mapping[str, str], reasons: Sequence[str]
) -> Entity:
    """Return entities as one, of an id and a type, with all their names and places."""
    name_id, kind = named
    names = [e.name for e in found]
    plain = [e for e in found if not _has_region(e.name, e.type)] or found
    longest = max(len(fold_name(e.name, e.type)) for e in plain)
    full = [e.name for e in plain if len(fold_name(e.name, e.type)) == longest]
    name = max(full, key=lambda n: (full.count(n), len(n), n))
    stands = next((mapping[e.stands_for] for e in found if e.stands_for and e.stands_for in mapping), None)
    written = sorted(set(names))
    reports = len(_reports(found))
    same = f"{', '.join(written)}: one name in {reports} reports" if len(found) > 1 and reports > 1 else ""
    return Entity(
        id=name_id,
        name=name,
        type=kind,
        aliases=tuple(sorted({alias for e in found for alias in (e.name, *e.aliases)} - {name})),
        stands_for=stands if stands != name_id else None,
        merged=tuple(reasons) or ((same,) if same else ()),
        mentions=tuple(
            Mention(report=r, start=a, end=b)
            for r, a, b in sorted({(m.report, m.start, m.end) for e in found for m in e.mentions})
        ),
    )


def kind_of(entities: Sequence[Entity]) -> EntityType:
    """Return the type that most mentions are read as, mentions of longer names counting more."""
    weight: dict[EntityType, float] = defaultdict(float)
    for entity in entities:
        weight[entity.type] += len(entity.mentions) * (1 + len(fold_name(entity.name, entity.type)))
    return max(weight, key=lambda t: (weight[t], t))


def _has_region(name: str, kind: str) -> bool:
    return kind == "place" and "," in name


def _fits(short: _Form, few: Sequence[Entity], full: _Form, many: Sequence[Entity]) -> str:
    """Return why the entities of one form are those of another, or nothing."""
    if "seat" in (short.family, full.family):
        return ""
    kind, other = kind_of(few), kind_of(many)
    a, b = few[0].name, many[0].name
    letters = len(full.parts) > 1 and "".join(short.parts) == "".join(full.parts)
    taken_for_another = "person" in (kind, other) and not _in_one_report(few, many)
    if letters and (taken_for_another or (kind == other and kind in ("person", "organisation", "facility"))):
        return f"{a} and {b} are one name, written with other spaces or hyphens"
    if kind == other == "place" and _region_of(short.parts, many):
        return f"{b} is {a}, named with its region"
    if kind == other == "person":
        return _fits_person(short, few, full, many)
    if "person" in (kind, other) and {kind, other} <= {"person", "place", "misc"} and not _in_one_report(few, many):
        one, two = _plain(short.parts), _plain(full.parts)
        spelled = len(one) == len(two) > 1 and spelled_otherwise(one, two)  # one report's reading takes him for a place
        return f"{a} and {b} are one name, spelled otherwise" if spelled else ""
    return _fits_body(short, few, full, many)


def _bears(
    short: _Form, full: _Form, members: Mapping[_Form, Sequence[Entity]], stories: Mapping[_Form, Collection[str]]
) -> bool:
    """Say whether what a report names by one word, and was read as a body, is a person whom other reports name in full:
    "Romney has said so".

    Not where a report names both, where more read the body than know the person, or where a man of that one word or a
    longer body that begins with it stands beside them in a story: Ford, Ford Europe and William Ford.
    """
    few, many = members[short], members[full]
    alone = len(short.parts) == 1 and len(full.parts) > 1 and full.parts[-1] == short.parts[0]
    if not alone or (kind_of(few), kind_of(many)) != ("organisation", "person") or few[0].name.isupper():
        return False
    if short.parts[0] in words("tellers", "partisans") or _in_one_report(few, many):
        return False
    of_a_person = words("descriptions", "of_a_person")
    bodies = [
        form
        for form in members
        if len(form.parts) > 1 and form.parts[0] == short.parts[0] and form.parts[-1] not in of_a_person
    ]
    beside = any(_Form(short.parts, "person", story) in members for story in stories[short])
    beside = beside or any(set(stories[form]) & set(stories[short]) for form in bodies)
    return not beside and set(stories[short]) <= set(stories[full]) and len(_reports(few)) <= len(_reports(many))


def _reports(entities: Iterable[Entity]) -> set[str]:
    return {mention.report for entity in entities for mention in entity.mentions}


def _fits_person(short: _Form, few: Sequence[Entity], full: _Form, many: Sequence[Entity]) -> str:
    a, b = few[0].name, many[0].name
    (mine, one_generation), (theirs, other_generation) = generation_apart(short.parts), generation_apart(full.parts)
    if one_generation and other_generation and one_generation != other_generation:
        return ""
    if mine == theirs and one_generation != other_generation and _in_one_report(few, many):
        return ""  # his father, whom the report names without "Sr."
    shortened = f"{a} is a short form of {b}, the only longer name that it fits"
    if len(short.parts) < len(full.parts) and (mine == theirs or _short_person(mine, theirs)):
        # a report that names both has judged the short one by its place: "Mr Ambler" beside Rose Ambler
        return shortened if len(mine) > 1 or not _in_one_report(few, many) else ""
    if len(mine) > 1 and len(theirs) > 1 and _turned(mine, theirs):
        return f"{a} and {b} are one name, the family name first and last"
    one, other = _plain(mine), _plain(theirs)
    apart = one[:-1] != other[:-1] and _in_one_report(few, many)  # one report spells one name in one way
    if len(one) == len(other) > 1 and (one == other or spelled_otherwise(one, other) and not apart):
        return f"{a} and {b} are one name, spelled otherwise"
    return shortened if 1 < len(one) < len(other) and one[0] == other[0] and one[-1] == other[-1] else ""


def _in_one_report(few: Iterable[Entity], many: Iterable[Entity]) -> bool:
    return not _reports(few).isdisjoint(_reports(many))


def _fits_body(short: _Form, few: Sequence[Entity], full: _Form, many: Sequence[Entity]) -> str:
    kind, other, a, b = kind_of(few), kind_of(many), few[0].name, many[0].name
    if other != "organisation" or kind not in ("organisation", "misc", "product", "group"):
        return ""
    longer = len(short.parts) < len(full.parts) and full.parts[: len(short.parts)] == short.parts
    # "Hollin Bank Staff Association"
    others = full.parts[-1] in words("descriptions", "of_others") or _in_one_report(few, many)
    others = others or is_of_its_town(short.parts, full.parts)
    if kind == "organisation" and longer and not others and (len(short.parts) > 1 or len(short.parts[0]) > 3):
        return f"{a} is a short form of {b}, the only longer name that it fits"
    if (
        len(short.parts) == 1
        and ACRONYM[0] < len(short.parts[0]) <= ACRONYM[1]
        and a.isupper()
        and short.parts[0] in _initials(many)
    ):
        return f"{a} are the first letters of {b}"
    return ""


def _heard(form: _Form) -> str:
    """Return the key under which the spellings of one family name lie."""
    return f"~{spelling(generation_apart(form.parts)[0][-1])}"


def _short_person(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return short[-1] == full[-1] if len(short) == 1 else short[0] == full[0] and short[-1] == full[-1]


def _turned(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two names are the same words with the family name at the other end: "Baek Dol-su", "Dolsu Baek"."""
    whole = "".join(other)
    return one != other and any("".join(one[at:] + one[:at]) == whole for at in (1, len(one) - 1))


def _plain(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return a person's name without particles and with given names in full: "Abd al-Rahim el-Marzuni", "Abdul Rahim
    Al Marzuni"."""
    tables = _tables()
    kept = tuple(part for part in parts if part not in tables.particles)
    kept = kept if len(kept) > 1 else parts
    return (tables.given_forms.get(kept[0], kept[0]), *kept[1:])


def given_name(name: str) -> str:
    """Return a person's given name in full, folded: "william" of "Bill Reyes"."""
    return _plain(fold_name(name, "person"))[0]


def spelled_otherwise(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether the folded words of two people's full names are one name in two spellings, word by word.

    Where all but the family names are the same words, these may differ by more.
    """
    if spelling(one[-1]) == spelling(other[-1]) and all(spelled_alike(a, b) for a, b in zip(one, other, strict=True)):
        return True
    if one[:-1] == other[:-1] and len(one) > 2 and spelled_alike(one[-1], other[-1]):
        return True
    if one[-1].endswith("a") != other[-1].endswith("a"):
        return False  # a woman's family name, a man's: Petrov, Petrova
    if (
        one[:-1] != other[:-1]
        or min(len(one[-1]), len(other[-1])) < LONG_NAME
        or one[-1][:SAME_LETTERS] != other[-1][:SAME_LETTERS]
    ):
        return False
    return Levenshtein.distance(one[-1], other[-1]) <= MAX_LETTERS


def _region_of(parts: tuple[str, ...], many: Iterable[Entity]) -> bool:
    """Say whether the longer names are this place followed by a comma and where it lies."""
    return all(_has_region(e.name, e.type) and fold_name(e.name.split(",")[0], "place") == parts for e in many)


def _initials(many: Iterable[Entity]) -> set[str]:
    found = set()
    for entity in many:
        parts = [w for w in entity.name.replace("-", " ").split() if w[:1].isupper()]
        if len(parts) > 1:
            found.add("".join(w[0] for w in parts).casefold())
    return found
