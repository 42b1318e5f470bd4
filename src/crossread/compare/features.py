"""What a statement is about, in the form in which statements are laid beside one another."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

from crossread.model import Entity, Quantity, Reading, Statement, Time

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*")
_SUFFIXES = tuple(  # ending, what stands instead, letters that must be left
    (ending, instead, 4 if ending in ("er", "ers", "or", "ors", "al", "ly", "e") else 3)
    for ending, instead in (
        ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ities", ""), ("ity", ""),
        ("iers", "y"), ("ier", "y"), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("ed", ""),
        ("er", ""), ("or", ""), ("es", ""), ("s", ""), ("ly", ""), ("e", ""),
    )
)  # fmt: skip
@dataclass(frozen=True, slots=True)
class StatementFeatures:
    """One statement as it is compared. `own` is its text without the statements that lie inside it.

    `quantities`, `times` and `entities` are those of `own`. `stems` are those of its content words, of what an opening
    pronoun stands for, and one (its key) for each entity that it names: words of names, figures and dates are no stems. `doers` are the stems of its agent, `agents` and `patients` are entity ids; `predicate` is a stem, `deeds` are the stems that
    name the deed where the predicate says little; `negated` says that it says that something is
    not so.
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


PHRASE_GAP = 3  # words that may stand inside a phrase: "lost her long fight for life"
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
_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|free of|fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to"
    r"|unable)\b(?!\s+(?:only|least|less|more|later|longer|doubt|matter|one)\b)|n['’]t\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:\b(?:not|no|never|nothing|nobody|none|without)\b|n['’]t\b).*\b(?:before|until|till|unless|if)\b", re.I)


@cache
def lexicon() -> Mapping[str, Mapping[str, object]]:
    """Return the comparison lexicon: stop words and classes of words that say the same in news prose."""
    text = files("crossread.compare").joinpath("data/lexicon.json").read_text("utf-8")
    data: Mapping[str, Mapping[str, object]] = json.loads(text)
    return data


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(str(word) for word in lexicon()["stop"])


def is_stop_word(word: str) -> bool:
    """Say whether a lower-case word says too little to be compared."""
    return word in _stop_words()


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(str(word)) for word in lexicon()["light"])


@cache
def person_stems() -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of nouns for people in general, and of nouns for people of any kind, those included."""
    general = frozenset(stem(str(word)) for word in lexicon()["people"])
    return general, general | frozenset(stem(str(word)) for word in lexicon()["kinds of people"])


@cache
def _concepts() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for name, words in lexicon()["concepts"].items():
        for word in words:  # type: ignore[attr-defined]
            table[stem(str(word))].add(name)
    return {item: frozenset(names) for item, names in table.items()}


def concept_of(item: str) -> frozenset[str]:
    """Return the classes of the lexicon that a stem belongs to."""
    return _concepts().get(item, frozenset())


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    """Return class of the lexicon, or stem -> those that say the opposite."""
    table: dict[str, set[str]] = defaultdict(set)
    pairs: Any = lexicon()["opposites"]
    for one, other in pairs:
        for word, against in ((one, other), (other, one)):
            table[word] |= {against, stem(against)}
            table[stem(word)] |= {against, stem(against)}
    return {word: frozenset(against) for word, against in table.items()}


def opposed(one: str, other: str) -> bool:
    """Say whether two stems are opposites: won and lost, opened and closed."""
    table, against = _opposites(), concept_of(other) | {other}
    return any(not against.isdisjoint(table[name]) for name in (*concept_of(one), one) if name in table)


@cache
def _irregular() -> Mapping[str, str]:
    data = json.loads(files("crossread").joinpath("language/irregular.json").read_text("utf-8"))
    return dict(pair.split(":") for pair in data["VERB"].split())


@cache
def stem(word: str) -> str:
    """Cut the common English endings and level irregular verbs: a coarse stem, to see that two words are one."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    word = _irregular().get(word, word)
    cut = True
    while cut:
        cut = False
        for ending, instead, least in _SUFFIXES:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: len(word) - len(ending)] + instead
                cut = not instead
                break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text; figures are left to the quantities."""
    stop = _stop_words()
    found = (match.group().lower() for match in _WORD.finditer(text))
    return frozenset(stem(word) for word in found if word not in stop and not word[0].isdigit() and len(word) > 1)


@cache
def _phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], bool, str], ...]]:
    """Return stem of a first word -> the other stems of a phrase, whether it ends its clause, the stem it stands for."""
    table: dict[str, list[tuple[tuple[str, ...], bool, str]]] = defaultdict(list)
    for meaning, phrases in lexicon()["phrases"].items():
        for phrase in phrases:  # type: ignore[attr-defined]
            first, *others = phrase.rstrip("$").split()
            table[stem(first)].append((tuple(map(stem, others)), phrase.endswith("$"), stem(meaning)))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}


def spelt_out(text: str) -> dict[tuple[str, ...], str]:
    """Return the phrases of a text that say something else than their verb does, and what they say: stems.

    "Put the vote off" says postpone, "came on." says activate, "came on Tuesday" nothing but came.
    """
    words = list(_WORD.finditer(text))
    stems = [stem(word.group()) for word in words]
    closers = frozenset(lexicon()["ends a phrase"])
    found: dict[tuple[str, ...], str] = {}
    for at, first in enumerate(stems):
        for others, ends, meaning in _phrases().get(first, ()):
            place = at
            for other in others:
                ahead = stems[place + 1 : place + 2 + PHRASE_GAP]
                if other not in ahead:
                    break
                place += 1 + ahead.index(other)
            else:
                follows = words[place + 1].group().lower() if place + 1 < len(words) else None
                joined = follows is not None and not text[words[place].end() : words[place + 1].start()].strip()
                if not (ends and joined and follows not in closers):
                    found[first, *others] = meaning
                    break
    return found


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
    words = [word.casefold() for word in _WORD.findall(entity.name) if word[0].isupper()] or [entity.name.casefold()]
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
        predicate = stem(statement.predicate.removeprefix("not "))
        predicate = words.phrases.get(predicate, predicate)
        present = set(words.entities)
        if words.leans:
            present |= by_role["agent"]
        found.append(
            StatementFeatures(
                statement=statement,
                own=words.own,
                stems=frozenset(stems | {keys.get(entity, entity) for entity in present}),
                entities=frozenset(present),
                names=frozenset(present) & parties,
                agents=frozenset(by_role["agent"]),
                patients=frozenset(by_role["patient"]),
                doers=frozenset(doers | {keys.get(entity, entity) for entity in by_role["agent"]}),
                predicate=predicate,
                deeds=frozenset(s for s in words.stems if s[0] != "@") if predicate in _light() or words.count_moves else frozenset(),
                negated=is_negated(words.own),
                quantities=tuple(words.quantities),
                times=tuple(words.times),
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
        proper = {word.lower() for name in names for word in _WORD.findall(name) if word[0].isupper()}
        moves = _COUNT_MOVES.search(spoken)
        self.count_moves = moves is not None
        if moves:
            spoken = spoken[: moves.start(1)] + " " + spoken[moves.end(1) :]
        content = (m.group() for m in _WORD.finditer(spoken))
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


def is_negated(text: str) -> bool | None:
    """Say whether a text says that something is not so: an odd number of negative words; None for "not before"."""
    found = len(_NOT.findall(text))
    return None if found and _LIMIT.search(text) else found % 2 == 1
