"""Names that a report itself says are one: "Luka Maric, also known as DJ Falke", "the Grid Operator (GRO)"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from crossread.languages.body_names import LONGEST_BYNAME, SHORTEST_BYNAME
from crossread.languages.tables import countries, fold, load
from crossread.reading.entities.names import Name
from crossread.reading.speech.outlets import is_outlet

_BODIES = frozenset({"organisation", "misc", "facility", "law", "event", "product"})
_OPENED = re.compile(r",? \((?:the )?[“\"'‘]?")
_CLOSED = re.compile(r"[”\"'’]?[);,]")
_LIKE = 3  # letters in which a name begins as a word of the whole does: "Fingrid", "the Fed"
_BESIDE = " ,;(“\"'‘"


def introduced(names: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """Yield each name with the one right behind it that is told to be another of the same, in the order of the text."""
    beside = [(a, b) for a, b in itertools.pairwise(sorted(names, key=lambda name: name.start)) if a.end <= b.start]
    # what is in brackets behind two bodies is their land or league: "Marl Rovers (GER)"
    whose: dict[str, set[str]] = {}
    bracketed: set[tuple[int, int]] = set()
    for one, other in beside:
        if _OPENED.fullmatch(_between(one, other)) and _is_byname(one, other):
            bracketed.add((one.start, other.start))
            whose.setdefault(other.bare, set()).add(fold(one.bare))
    for one, other in beside:
        only = (one.start, other.start) in bracketed and len(whose[other.bare]) == 1
        if only or _is_called_else(one, other):
            yield one, other


def _between(one: Name, other: Name) -> str:
    return one.carrier.doc.text[one.end : other.start]


def _is_called_else(one: Name, other: Name) -> bool:
    gap = _between(one, other)
    if "\n" in gap or (one.type == "person" and other.type in ("place", "group")):
        return False
    return gap.strip(_BESIDE).lower().removesuffix(" the") in load("people")["called_else"]


def _is_byname(one: Name, other: Name) -> bool:
    """Say whether one word in brackets is what a body of several goes by: its capitals, or a word that begins as it
    does; no land where it is."""
    word, text = other.bare, one.carrier.doc.text
    known, people, *_ = countries()
    if one.type not in _BODIES or " " not in one.bare or " " in word or not _CLOSED.match(text, other.end):
        return False
    parts = fold(one.bare).split()
    other_place = fold(word) in known or fold(word) in people or fold(word) in parts or is_outlet(word)
    if other_place or not SHORTEST_BYNAME <= len(word) <= LONGEST_BYNAME:
        return False
    letters = word.isalpha() and sum(c.isupper() for c in word) > 1 and word[0].isupper()
    return letters or any(part[:_LIKE] == fold(word)[:_LIKE] for part in parts if len(part) >= _LIKE)
