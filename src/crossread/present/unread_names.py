"""Family names that no reading gave to anybody, in a report that has one person alone who bears them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crossread.languages.tables import words
from crossread.model import Entity, Mention

_TITLE = r"(?:(?P<title>Mr|Mrs|Ms|Miss)\.?[ \t])?"
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'.-]*,?[\"”’']?\s$")  # the given name of another, or an office
_HIS, _HER = frozenset(["Mr"]), frozenset(["Mrs", "Ms", "Miss"])
NEAR = 30  # letters before a name in which the word before it stands


def unread(
    entities: Iterable[Entity], full: Mapping[str, tuple[Entity, tuple[str, ...]]], texts: Mapping[str, str]
) -> Iterator[tuple[str, Mention]]:
    """Yield the places of family names that belong to nobody, each with the one person of the report who bears it.

    `full` are the persons whose full names are known, by id. A name behind another capital word is left out: it may be
    another's.
    """
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, (entity, whole) in full.items():
        for mention in entity.mentions:
            bearers[mention.report, whole[-1]].add(key)
    taken = _taken(entities, full)
    for (report, family), keys in sorted(bearers.items()):
        if len(keys) != 1 or report not in texts:
            continue
        (key,) = keys
        text, given = texts[report], full[key][1][0].lower()
        common = re.search(rf"\b{re.escape(family.lower())}\b", text) is not None  # "Page" and "page"
        for found in re.finditer(rf"(?<![\w’'-]){_TITLE}{re.escape(family)}(?![\w-])", text):
            title = found["title"]
            free = not any(start < found.end() and found.start() < end for start, end in taken[report])
            other = not title and (common or _CAPITAL_BEFORE.search(text, max(0, found.start() - NEAR), found.start()))
            if free and not other and _fits(title, given):
                yield key, Mention(report=report, start=found.start(), end=found.end())


def _taken(
    entities: Iterable[Entity], full: Mapping[str, tuple[Entity, tuple[str, ...]]]
) -> Mapping[str, list[tuple[int, int]]]:
    """Return by report the places of all that is named, but of those of whom a polite title and a name is all."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for entity in entities:
        parts = entity.name.split()
        if entity.id not in full and len(parts) == len(("Ms.", "Brandt")) and parts[0].rstrip(".") in _HIS | _HER:
            continue
        for mention in entity.mentions:
            taken[mention.report].append((mention.start, mention.end))
    return taken


def _fits(title: str | None, given: str) -> bool:
    """Say whether a polite title can be that of one with this given name."""
    if title in _HIS:
        return given not in words("people", "female_names") or given in words("people", "male_names")
    return title is None or given not in words("people", "male_names") or given in words("people", "female_names")
