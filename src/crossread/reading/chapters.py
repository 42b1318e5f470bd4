"""A report longer than any news -> parts that are read one by one, and their readings -> one.

What is looked for around a word (its antecedent, its speaker, its day) is looked for in the whole of what is read at
once, so time and space would grow with the square of a book. News is shorter than a part and is read whole; of longer
texts only what a pronoun or a relative day means is not carried over the end of a part, which is the end of a
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from crossread.languages.tables import fold
from crossread.model import Entity, Reading, Report, Warning
from crossread.model.annotations import Annotations
from crossread.model.places import moved

_T = TypeVar("_T")
PART = 30_000  # characters, about 5,000 words; the longest of 2,700 news texts of the open corpora has 25,000
_BREAKS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"(?<=[.!?])[\"”’)]*\s"), re.compile(r"\s"))


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of a report as a report of its own, and where in the whole it begins."""

    report: Report
    begin: int


@dataclass(frozen=True, slots=True)
class _Shift:
    """Moves the spans of a part to their place in the whole."""

    report: str | None
    begin: int

    def span(self, start: int, end: int) -> tuple[int, int]:
        return start + self.begin, end + self.begin

    def words(self, start: int, end: int, text: str) -> str:
        return text


def chapters(report: Report) -> list[Chapter]:
    """Return the parts of a report; one of ordinary length is one part."""
    text, begin = report.text, 0
    found: list[Chapter] = []
    if len(text) <= PART:
        return [Chapter(report, 0)]
    while begin < len(text):
        end = len(text) if len(text) - begin <= PART else _cut(text, begin + PART // 2, begin + PART)
        residue = tuple(
            msgspec.structs.replace(mark, start=max(0, mark.start - begin), end=min(end, mark.end) - begin)
            for mark in report.residue if mark.start < end and mark.end > begin
        )  # fmt: skip
        part = msgspec.structs.replace(report, id=f"{report.id}.{len(found)}", text=text[begin:end], residue=residue)
        found.append(Chapter(part, begin))
        begin = end
    return found


def _cut(text: str, low: int, high: int) -> int:
    """Return the last end of a paragraph, else line, sentence, word in a stretch, else its end."""
    for pattern in _BREAKS:
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return ends[-1]
    return high


def part_of(given: Annotations, part: Chapter) -> Annotations:
    """Return what is annotated in a part, at its places there; what reaches over an end of it is left out."""
    begin, end = part.begin, part.begin + len(part.report.text)
    inside: dict[str, Callable[[Any], list[tuple[int, int]]]] = {
        "names": lambda one: [(one.start, one.end)],
        "quotations": lambda one: [*one.content, *one.source, *one.cue],
        "events": lambda one: [(one.start, one.end), *((argument.start, argument.end) for argument in one.arguments)],
    }
    held = {
        layer: tuple(one for one in there if all(begin <= start and stop <= end for start, stop in places(one)))
        for layer, places in inside.items() if (there := getattr(given, layer)) is not None
    }  # fmt: skip
    return moved(msgspec.structs.replace(given, **held), {given.report: _Shift(part.report.id, -begin)})


def join(report: Report, parts: Sequence[Chapter], readings: Sequence[Reading]) -> Reading:
    """Put the readings of the parts together; entities of one kind that share a name are one."""
    movers = {part.report.id: _Shift(report.id, part.begin) for part in parts}
    entities: list[Entity] = []
    home: dict[tuple[str, str], int] = {}
    renamed: dict[str, str] = {}
    for reading in readings:
        for entity in moved(reading.entities, movers):
            keys = [(entity.type, fold(name)) for name in (entity.name, *entity.aliases)]
            at = next((home[key] for key in keys if key in home), None)
            if at is None:
                at = len(entities)
                entities.append(entity)
            else:
                renamed[entity.id] = entities[at].id
                entities[at] = _merged(entities[at], entity)
            for key in keys:
                home.setdefault(key, at)
    said = Warning(
        report=report.id,
        message=f"{report.path}: longer than any news, so it is read in {len(parts)} parts; pronouns are not followed "
                f"from one to the next",
    )
    fields: dict[str, Any] = {
        name: tuple(record for reading in readings for record in _renamed(moved(getattr(reading, name), movers),
        renamed))
        for name in Reading.__struct_fields__ if name not in ("report", "entities", "warnings")
    }  # fmt: skip
    warnings = dict.fromkeys(warning for reading in readings for warning in moved(reading.warnings, movers))
    return Reading(report=report.id, entities=_renamed(tuple(entities), renamed), warnings=(said, *warnings), **fields)


def _merged(one: Entity, other: Entity) -> Entity:
    names = dict.fromkeys((*one.aliases, *(name for name in (other.name, *other.aliases) if name != one.name)))
    return msgspec.structs.replace(
        one, aliases=tuple(names), stands_for=one.stands_for or other.stands_for,
        merged=tuple(dict.fromkeys((*one.merged, *other.merged))), mentions=(*one.mentions, *other.mentions),
    )  # fmt: skip


def _renamed(value: tuple[_T, ...], renamed: dict[str, str]) -> tuple[_T, ...]:
    """Return records whose references to merged entities lead to the one that stays."""
    return tuple(_with_new_ids(record, renamed) for record in value) if renamed else value


def _with_new_ids(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, tuple):
        return tuple(_with_new_ids(one, renamed) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    new = {}
    for name in value.__struct_fields__:
        old = getattr(value, name)
        if name in ("id", "text") or old is None or isinstance(old, (int, float)):
            continue
        found = _with_new_ids(old, renamed)
        if found is not old and found != old:
            new[name] = found
    return msgspec.structs.replace(value, **new) if new else value
