"""What a statement is about, in the form in which statements are laid beside one another."""

from __future__ import annotations

import json
import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crossread.model import Entity, Quantity, Reading, Statement, Time

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*")
_SUFFIXES = (
    ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ities", ""), ("ity", ""),
    ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ed", ""), ("er", ""), ("es", ""), ("s", ""),
    ("ly", ""), ("e", ""),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatementFeatures:
    """One statement as it is compared: stems with weights, entities, figures, times, sentence vector."""

    statement: Statement
    stems: frozenset[str]
    concepts: frozenset[str]
    entities: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    vector: np.ndarray | None


@cache
def lexicon() -> Mapping[str, Mapping[str, object]]:
    """Return the comparison lexicon: stop words and classes of words that say the same in news prose."""
    text = files("crossread.compare").joinpath("data/lexicon.json").read_text("utf-8")
    data: Mapping[str, Mapping[str, object]] = json.loads(text)
    return data


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(str(word) for word in lexicon()["stop"])


@cache
def _concept_of() -> Mapping[str, str]:
    table: dict[str, str] = {}
    for name, words in lexicon()["concepts"].items():
        for word in words:  # type: ignore[attr-defined]
            table[stem(str(word))] = name
    return table


@cache
def stem(word: str) -> str:
    """Cut the common English endings: a coarse stem, good enough to see that two words are one."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending, instead in _SUFFIXES:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text; figures are left to the quantities."""
    stop = _stop_words()
    found = (match.group().lower() for match in _WORD.finditer(text))
    return frozenset(stem(word) for word in found if word not in stop and not word[0].isdigit() and len(word) > 1)


def features_of(
    readings: Sequence[Reading], entities: Sequence[Entity], mapping: Mapping[str, str]
) -> tuple[StatementFeatures, ...]:
    """Return the features of every statement, in the order of the readings; entities are the merged ones."""
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for entity in entities:
        for mention in entity.mentions:
            mentions[mention.report].append((mention.start, mention.end, entity.stands_for or entity.id))
    found: list[StatementFeatures] = []
    concept_of = _concept_of()
    stands = {entity.id: entity.stands_for or entity.id for entity in entities}
    for reading in readings:
        places = sorted(mentions[reading.report])
        quantities = {quantity.id: quantity for quantity in reading.quantities}
        times = {time.id: time for time in reading.times}
        starts = [start for start, _ in reading.sentences]
        first = 0
        for statement in reading.statements:
            while first < len(places) and places[first][1] <= statement.start - 2000:
                first += 1
            last = bisect_left(places, (statement.end,))
            inside = frozenset(
                entity for start, end, entity in places[first:last] if end > statement.start
            )
            stems = stems_of(statement.text)
            by_role: dict[str, set[str]] = defaultdict(set)
            for participant in statement.participants:
                if participant.entity:
                    merged = mapping.get(participant.entity, participant.entity)
                    by_role[participant.role].add(stands.get(merged, merged))
            vector = None
            if reading.vectors is not None and starts:
                index = int(np.searchsorted(starts, statement.start, side="right")) - 1
                vector = np.asarray(reading.vectors)[max(index, 0)]
            found.append(
                StatementFeatures(
                    statement=statement,
                    stems=stems,
                    concepts=frozenset(concept_of[s] for s in stems if s in concept_of),
                    entities=inside,
                    agents=frozenset(by_role["agent"]),
                    patients=frozenset(by_role["patient"]),
                    quantities=tuple(quantities[q] for q in statement.quantities if q in quantities),
                    times=tuple(times[t] for t in statement.times if t in times),
                    vector=vector,
                )
            )
    return tuple(found)


def stem_weights(features: Sequence[StatementFeatures]) -> Mapping[str, float]:
    """Return the inverse document frequency of every stem over the statements: ln((1+n)/(1+df)) + 1."""
    frequency = Counter(item for one in features for item in one.stems)
    total = len(features)
    return {item: math.log((1 + total) / (1 + count)) + 1.0 for item, count in frequency.items()}
