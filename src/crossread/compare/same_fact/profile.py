"""What a statement is about, in the form in which statements are laid beside one another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from crossread.compare.same_fact.roles import Roles, read_roles
from crossread.compare.same_fact.wording import WORD, base_stem, deed_behind, is_light, is_negated, spelt_out, stems_of
from crossread.model import Entity, Quantity, Reading, Statement, Time


@dataclass(frozen=True, slots=True)
class StatementFeatures:
    """One statement as it is compared. `own` is its text without the statements that lie inside it.

    `quantities`, `times` and `entities` are those of `own`. `stems` are those of its content words, of what an opening
    pronoun stands for, and one (its key) for each entity that it names: words of names, figures and dates are no stems.
    `doers` are the stems of its agent, `agents` and `patients` are entity ids, `roles` says what fills which place;
    `predicate` is the stem of the deed, `deeds` are the stems that name it where the predicate says little; `negated`
    says that it says that something is not so.
    """

    statement: Statement
    own: str
    stems: frozenset[str]
    entities: frozenset[str]
    names: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    doers: frozenset[str]
    predicate: str
    deeds: frozenset[str]
    negated: bool | None
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    roles: Roles = Roles()


MIN_OWN_STEMS = 2  # a statement whose own words say less than this is compared with all its words
LONGEST_MENTION = 300  # code points; how far back a mention may begin that reaches into a statement
_COMMON_FIRST = frozenset(  # first words that many bodies share
    ["united", "national", "federal", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "new", "state", "central", "international", "european", "general", "first", "royal", "university", "ministry", "department", "bank", "city", "office", "school", "world", "council", "union", "american", "british", "regional", "district", "public", "group", "civil", "the"]
)
_COUNT_MOVES = re.compile(  # "the number of dead has risen to nine" counts the dead; it says nothing of rising
    r"\b(?:number|toll|total|tally|count|figure)\b.{0,80}?\b(risen|rose|rises|climbed|climbs|grown|grew|gone up|increased|"
    r"fallen|fell|dropped|decreased|stands|stood|reached|reaches)\b", re.IGNORECASE,
)  # fmt: skip
_NUMBER_OF = re.compile(r"\b(?:number|total|tally|count) of (?:the |all )?(?P<what>[^\W\d_]+(?: [^\W\d_]+)?)", re.I)
_PARTY_TYPES = frozenset({"person", "organisation", "place", "group"})
_DATELINE = re.compile(r"(?:[A-Z][A-Z .,'’-]{2,}[^.!?]{0,60}?|\([^)]{2,40}\))\s[-–—]+\s+")
_LEANS = re.compile(r"(?:which|who|whose|that|it|he|she|they|its|his|her|their|this|these|those)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"(?:which|who|whose|whom|that|where|when|while|after|before|as|until|because|since|if|although|though|so|and|but)\b",
    re.IGNORECASE,
)
_JOINING = re.compile(r"\b(?:which|who|that|where|when|while|after|before|as|because|since|although|though)\s\Z", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"(?:we|i|our|my)\b", re.IGNORECASE)


def features_of(
    readings: Sequence[Reading], entities: Sequence[Entity], mapping: Mapping[str, str]
) -> tuple[StatementFeatures, ...]:
    """Return the features of every statement, in the order of the readings; entities are the merged ones."""
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    keys = {entity.id: name_key(entity) for entity in entities}
    for entity in entities:
        for mention in entity.mentions:
            mentions[mention.report].append((mention.start, mention.end, entity.stands_for or entity.id))
    parties = frozenset(e.id for e in entities if e.type in _PARTY_TYPES)
    stands = {entity.id: entity.stands_for or entity.id for entity in entities}
    found: list[StatementFeatures] = []
    for reading in readings:
        places = sorted(mentions[reading.report])
        found += _of_reading(reading, places, parties, mapping, stands, keys)
    return tuple(found)


def name_key(entity: Entity) -> str:
    """Return what an entity is known by under all its names: "@" and a person's last name, a body's first, else all."""
    words = [word.casefold() for word in WORD.findall(entity.name) if word[0].isupper()] or [entity.name.casefold()]
    if entity.type == "person":
        return f"@{words[-1]}"
    if entity.type == "organisation" and words[0] not in _COMMON_FIRST and len(words[0]) > 2:
        return f"@{words[0]}"
    return "@" + " ".join(words)


def _of_reading(
    reading: Reading,
    places: list[tuple[int, int, str]],
    parties: frozenset[str],
    mapping: Mapping[str, str],
    stands: Mapping[str, str],
    keys: Mapping[str, str],
) -> list[StatementFeatures]:
    quantities = {quantity.id: quantity for quantity in reading.quantities}
    times = {time.id: time for time in reading.times}
    spans = sorted((s.start, s.end) for s in reading.statements)

    def merged(entity: str) -> str:
        found = mapping.get(entity, entity)
        return stands.get(found, found)

    found = []
    for statement in reading.statements:
        first, last = bisect_left(places, (statement.start - LONGEST_MENTION,)), bisect_left(places, (statement.end,))
        near = [place for place in places[first:last] if place[1] > statement.start]
        figures = [quantities[i] for i in statement.quantities if i in quantities]
        dates = [times[i] for i in statement.times if i in times]
        holes = _holes(statement, spans)
        words = _Words(statement, holes, near, figures, dates)
        if len(words.stems) < MIN_OWN_STEMS and holes:
            words = _Words(statement, [], near, figures, dates)
        by_role: dict[str, set[str]] = defaultdict(set)
        stems = set(words.stems)
        doers: set[str] = set()
        for participant in statement.participants:
            if participant.entity:
                by_role[participant.role].add(merged(participant.entity))
            if participant.role == "agent":
                doers |= stems_of(participant.text)
                doers |= {keys.get(e, e) for a, b, e in near if a < participant.end and participant.start < b}
            if participant.role == "agent" and words.leans:
                stems |= stems_of(participant.text) if participant.text[:1].islower() else set()
        speaker = statement.attribution.speaker
        if speaker and not by_role["agent"] and _FIRST_PERSON.match(words.own):
            by_role["agent"].add(merged(speaker))
        predicate = base_stem(statement.predicate.casefold())
        deed = deed_behind(predicate, words.own)
        if deed:  # "failed to", "want to" are no deed of their own
            stems.discard(predicate)
            predicate = deed
        predicate = words.phrases.get(predicate, predicate)
        present = set(words.entities)
        if words.leans:
            present |= by_role["agent"]
        everything = frozenset(stems | {keys.get(entity, entity) for entity in present})
        texts: dict[str, list[str]] = defaultdict(list)
        for participant in statement.participants:
            texts[participant.role].append(participant.text)
        filled = {role: frozenset(keys.get(entity, entity) for entity in ids) for role, ids in by_role.items()}
        found.append(
            StatementFeatures(
                statement=statement,
                own=words.own,
                stems=everything,
                entities=frozenset(present),
                names=frozenset(present) & parties,
                agents=frozenset(by_role["agent"]),
                patients=frozenset(by_role["patient"]),
                doers=frozenset(doers | {keys.get(entity, entity) for entity in by_role["agent"]}),
                predicate=predicate,
                deeds=frozenset(s for s in words.stems if s[0] != "@") if is_light(predicate) or words.count_moves else frozenset(),
                negated=is_negated(words.own),
                quantities=tuple(words.quantities),
                times=tuple(words.times),
                roles=read_roles(words.own, texts, filled, everything, predicate),
            )
        )
    return found


class _Words:
    """What a statement says with its own words, the statements inside it left out."""

    def __init__(
        self,
        statement: Statement,
        holes: list[tuple[int, int]],
        mentions: list[tuple[int, int, str]],
        quantities: list[Quantity],
        times: list[Time],
    ) -> None:
        text, base = statement.text, statement.start
        dateline = _DATELINE.match(text)
        cut = [*holes, (base, base + dateline.end())] if dateline else holes

        def stays(start: int, end: int) -> bool:
            return not any(a <= start and end <= b for a, b in cut)

        self.quantities = [q for q in quantities if stays(q.start, q.end)]
        moves = _COUNT_MOVES.search(text)
        counts = _NUMBER_OF.search(text)
        if moves and counts:  # "the number of workers hurt has risen to nine": nine workers
            what, after = counts["what"], base + moves.end()
            self.quantities = [
                msgspec.structs.replace(q, counted=what) if not q.counted and not q.unit and q.start >= after else q
                for q in self.quantities
            ]
        self.times = [t for t in times if stays(t.start, t.end)]
        kept = [m for m in mentions if stays(m[0], m[1])]
        self.entities = {entity for _, _, entity in kept}
        self.own = " ".join(_without(text, [(a - base, b - base) for a, b in cut]).split())
        ahead = any(p.role == "agent" and p.end <= base for p in statement.participants)
        self.leans = ahead or _LEANS.match(self.own) is not None
        figures = [(q.start - base, q.end - base) for q in self.quantities]
        figures += [(t.start - base, t.end - base) for t in self.times]
        spoken = _without(text, [(a - base, b - base) for a, b in cut] + figures)
        names = [text[max(0, a - base) : b - base] for a, b, _ in kept]
        proper = {word.lower() for name in names for word in WORD.findall(name) if word[0].isupper()}
        moves = _COUNT_MOVES.search(spoken)
        self.count_moves = moves is not None
        if moves:
            spoken = spoken[: moves.start(1)] + " " + spoken[moves.end(1) :]
        content = (m.group() for m in WORD.finditer(spoken))
        stems = stems_of(" ".join(w for w in content if w.lower() not in proper or w.islower()))
        spelt = spelt_out(spoken)
        self.phrases = {phrase[0]: meaning for phrase, meaning in spelt.items()}
        self.stems = stems.difference(*spelt) | frozenset(spelt.values())


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    """Return `text` without the spans, a blank for each."""
    at, parts = 0, []
    for start, end in sorted(spans):
        parts.append(text[at : max(at, start)])
        at = max(at, end)
    return " ".join([*parts, text[at:]])


def _holes(statement: Statement, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places of the clauses inside a statement that are statements themselves; a participle stays."""
    found = []
    for start, end in spans[bisect_left(spans, (statement.start,)) :]:
        if start >= statement.end:
            break
        if end <= statement.end and end - start < statement.end - statement.start:
            at = start - statement.start
            if _CLAUSE.match(statement.text, at):
                found.append((start, end))
            elif joining := _JOINING.search(statement.text, 0, at):  # a statement begins behind the word that joins it
                found.append((statement.start + joining.start(), end))
    return found
