"""What all formats of annotations share: marks at places of a report, the report that is meant, and marks put
together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, cast, get_args

from crossread.errors import FormatError
from crossread.ids import urn_of
from crossread.model import ENTITY_TYPES, EntityType, Report
from crossread.model.annotations import (
    AnnotatedArgument,
    AnnotatedEvent,
    AnnotatedName,
    AnnotatedQuotation,
    Annotations,
)

Kind = Literal["entity", "quotation", "event"]
KINDS: tuple[str, ...] = get_args(Kind)
PARTS = ("content", "source", "cue")  # of a quotation
# Types of names as OntoNotes, CoNLL-2003 and ACE call them -> ours.
TYPES = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "ORGANIZATION": "organisation",
    "GPE": "place", "LOC": "place", "LOCATION": "place",
    "NORP": "group", "FAC": "facility", "FACILITY": "facility", "PRODUCT": "product", "EVENT": "event",
    "LAW": "law", "VEH": "vehicle", "WEA": "weapon",
    "WORK_OF_ART": "misc", "LANGUAGE": "misc", "MISC": "misc",
}  # fmt: skip
_ROLE = re.compile(r"ARG(?:[0-5A]|M-[A-Z]{2,4})$")
_SENSE = re.compile(r"[\w'-]+\.\d+$|predicate$")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a report marked as something: `label` is a type, a part of a quotation, a role or a sense; marks of
    one `key` are one."""

    where: str
    report: str
    kind: Kind
    label: str
    start: int
    end: int
    key: str = ""


class Reports:
    """Finds the report that a file names, by its id, path, the end of its path or, where there is one alone, without
    a name."""

    def __init__(self, path: str, reports: Sequence[Report]) -> None:
        self.path = path
        self.all = tuple(reports)
        self._named: dict[str, list[Report]] = defaultdict(list)
        for report in reports:
            pure = PurePath(report.path)
            for name in {report.id, urn_of(report.id), report.path, pure.name, pure.stem}:
                self._named[name].append(report)

    def named(self, name: str | None, where: str) -> Report:
        """Return the report of a name; raises FormatError where there is none or more than one."""
        found = self._named.get(name, []) if name else list(self.all)
        if len(found) == 1:
            return found[0]
        known = ", ".join(report.path for report in self.all)
        if not name:
            raise FormatError(f"{self.path}, {where}: names no report, and there are {len(found)}: {known}")
        raise FormatError(
            f"{self.path}, {where}: names the report {name!r}, which is "
            f"{'more than one' if found else 'none'} of those that are read: {known}"
        )


def checked_place(
    path: str, where: str, report: Report, place: tuple[int, int], words: str | None = None
) -> tuple[int, int]:
    """Return a place in a report; raises FormatError where it is none, or other words than `words` stand there."""
    start, end = place
    if not 0 <= start < end <= len(report.text):
        raise FormatError(
            f"{path}, {where}: {start} to {end} is no place in {report.path}, which has {len(report.text)} characters"
        )
    if words is not None and report.text[start:end] != words:
        raise FormatError(
            f"{path}, {where}: {words[:60]!r} is said to stand at {start} to {end} of {report.path}, where "
            f"{report.text[start:end][:60]!r} stands"
        )
    return place


def checked_label(path: str, where: str, kind: str, label: str) -> tuple[Kind, str]:
    """Return a kind of mark and its label by our names; raises FormatError where either is not known."""
    if kind == "entity":
        own = TYPES.get(label.upper(), label.lower())
        if own not in ENTITY_TYPES:
            raise FormatError(
                f"{path}, {where}: {label!r} is no type of name; there are {', '.join(ENTITY_TYPES)} and "
                f"those of OntoNotes, CoNLL and ACE"
            )
        return "entity", own
    if kind == "quotation" and label in PARTS:
        return "quotation", label
    if kind == "event" and (_ROLE.match(label) or _SENSE.match(label)):
        return "event", label
    wanted = {
        "quotation": "content, source or cue",
        "event": "a sense (sell.01), 'predicate', or a role (ARG0, ARGM-TMP)",
    }.get(kind, "an entity, quotation or event")
    raise FormatError(f"{path}, {where}: {label!r} of {kind!r} is not {wanted}")


def gathered(marks: Iterable[Mark]) -> list[Annotations]:
    """Put marks together, a report at a time; a layer that one report has is taken for all that are named."""
    by_report: dict[str, dict[str, list[Mark]]] = {}
    for mark in marks:
        by_report.setdefault(mark.report, defaultdict(list))[mark.kind].append(mark)
    layers = {kind for held in by_report.values() for kind in held}
    return [
        Annotations(
            report=report,
            names=_names(held["entity"]) if "entity" in layers else None,
            quotations=_quotations(held["quotation"]) if "quotation" in layers else None,
            events=_events(held["event"]) if "event" in layers else None,
        )
        for report, held in by_report.items()
    ]


def _names(marks: list[Mark]) -> tuple[AnnotatedName, ...]:
    """Return names in order; one that lies across an earlier one is an error, since a word stands for one thing."""
    found: list[AnnotatedName] = []
    for mark in sorted(set(marks), key=lambda m: (m.start, -m.end, m.label)):
        if found and mark.start < found[-1].end:
            raise FormatError(
                f"{mark.where}: the name at {mark.start} to {mark.end} lies across the one at "
                f"{found[-1].start} to {found[-1].end}; names must not overlap"
            )
        found.append(AnnotatedName(start=mark.start, end=mark.end, type=cast(EntityType, mark.label)))
    return tuple(found)


def _grouped(marks: list[Mark]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        groups[mark.key].append(mark)
    return [sorted(group, key=lambda m: (m.start, m.end)) for group in groups.values()]


def _quotations(marks: list[Mark]) -> tuple[AnnotatedQuotation, ...]:
    made = []
    for group in _grouped(marks):
        parts = {part: tuple((mark.start, mark.end) for mark in group if mark.label == part) for part in PARTS}
        if not parts["content"]:
            raise FormatError(
                f"{group[0].where}: the quotation {group[0].key!r} has no content, only "
                f"{', '.join(sorted({mark.label for mark in group}))}"
            )
        made.append(AnnotatedQuotation(**parts))
    return tuple(sorted(made, key=lambda one: one.content))


def _events(marks: list[Mark]) -> tuple[AnnotatedEvent, ...]:
    made = []
    for group in _grouped(marks):
        predicates = [mark for mark in group if not _ROLE.match(mark.label)]
        if len(predicates) != 1:
            raise FormatError(
                f"{group[0].where}: the event {group[0].key!r} has {len(predicates)} predicates; it needs one"
            )
        (head,) = predicates
        arguments = tuple(AnnotatedArgument(start=m.start, end=m.end, role=m.label) for m in group if m is not head)
        sense = "" if head.label == "predicate" else head.label
        made.append(AnnotatedEvent(start=head.start, end=head.end, sense=sense, arguments=arguments))
    return tuple(sorted(made, key=lambda one: (one.start, one.end)))
