"""Places in reports that outlive a new reading: offsets with the words that stand there and around them.

A decision is about words, never about rows: whatever a later reading makes of a report, the words are looked up anew.
The selectors are those of the W3C's Web Annotation Data Model (TextPositionSelector and TextQuoteSelector) in one
record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec

from crossread.model import Dossier, Reading, Report

AROUND = 32  # characters kept before and after, by which the same words are told apart (as hypothes.is does)
ENOUGH = 0.5  # share of the longer of two spans that both must cover to be of one proposition
Kind = Literal["statement", "mention", "quantity", "time", "report"]


class Anchor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Words of a report: what they were read as, where they stand, and what stands around them.

    Without words, the report itself.
    """

    kind: Kind
    report: str
    start: int = 0
    end: int = 0
    text: str = ""
    before: str = ""
    after: str = ""


def anchor_at(kind: Kind, report: Report, start: int, end: int) -> Anchor:
    """Return the anchor of a place."""
    text = report.text
    return Anchor(
        kind=kind, report=report.id, start=start, end=end, text=text[start:end],
        before=text[max(0, start - AROUND) : start], after=text[end : end + AROUND],
    )  # fmt: skip


def anchors_of(dossier: Dossier, key: str) -> tuple[Anchor, ...]:
    """Return the anchors of a record of a dossier, by its id; nothing where there is none of that id.

    A claim or an origin is its statements, an entity one mention a report, a statement, figure or time itself.
    """
    reports = {report.id: report for report in dossier.reports}
    if key in reports:
        return (Anchor(kind="report", report=key),)
    statements = {s.id: s for s in dossier.statements}
    members = {claim.id: claim.statements for claim in dossier.claims} | {
        origin.id: origin.statements for origin in dossier.origins
    }
    if key in members:
        found = [statements[sid] for sid in members[key] if sid in statements]
        return tuple(anchor_at("statement", reports[s.report], s.start, s.end) for s in found)
    if key in statements:
        return (anchor_at("statement", reports[statements[key].report], statements[key].start, statements[key].end),)
    for entity in dossier.entities:
        if entity.id == key:
            first = {mention.report: mention for mention in reversed(entity.mentions)}
            return tuple(
                anchor_at("mention", reports[m.report], m.start, m.end)
                for m in reversed(first.values())
                if m.report in reports
            )
    for quantity in dossier.quantities:
        if quantity.id == key:
            return (anchor_at("quantity", reports[quantity.report], quantity.start, quantity.end),)
    for time in dossier.times:
        if time.id == key:
            return (anchor_at("time", reports[time.report], time.start, time.end),)
    return ()


class Resolver:
    """Finds what stands at anchors in the readings of a story."""

    def __init__(self, reports: Iterable[Report], readings: Iterable[Reading]) -> None:
        self.reports = {report.id: report for report in reports}
        self.readings = {reading.report: reading for reading in readings}

    def find(self, anchor: Anchor) -> str | None:
        """Return the id of what was read at the anchor's words, or None where nothing of its kind stands there any
        more."""
        if anchor.report not in self.reports:
            return None
        if anchor.kind == "report":
            return anchor.report
        place = self.place(anchor)
        reading = self.readings.get(anchor.report)
        if place is None or reading is None:
            return None
        if anchor.kind == "mention":
            spans: Sequence[tuple[int, int, str]] = [
                (m.start, m.end, e.id) for e in reading.entities for m in e.mentions
            ]
        else:
            parts: dict[str, Sequence[Any]] = {
                "statement": reading.statements,
                "quantity": reading.quantities,
                "time": reading.times,
            }
            records = parts[anchor.kind]
            spans = [(record.start, record.end, record.id) for record in records]
        return nearest(place, spans)

    def place(self, anchor: Anchor) -> tuple[int, int] | None:
        """Return where the anchor's words stand: at its offsets, else where they stand once, else where most around
        them is the same."""
        text = self.reports[anchor.report].text
        if text[anchor.start : anchor.end] == anchor.text:
            return anchor.start, anchor.end
        places = []
        at = text.find(anchor.text)
        while anchor.text and at >= 0:
            end = at + len(anchor.text)
            alike = _shared(text[:at][::-1], anchor.before[::-1]) + _shared(text[end:], anchor.after)
            places.append((-alike, abs(at - anchor.start), at, end))
            at = text.find(anchor.text, at + 1)
        return min(places)[2:] if places else None


def nearest(place: tuple[int, int], spans: Iterable[tuple[int, int, str]]) -> str | None:
    """Return the id of the span that covers a place best, None where none shares half of the longer of the two."""
    best: tuple[float, int, str] | None = None
    for start, end, key in spans:
        both = min(place[1], end) - max(place[0], start)
        share = both / max(1, place[1] - place[0], end - start)
        if share >= ENOUGH and (best is None or (-share, start, key) < best):
            best = (-share, start, key)
    return best[2] if best else None


def _shared(one: str, other: str) -> int:
    """Count the characters that two texts begin with alike."""
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length


def spans_of(dossier: Dossier) -> Mapping[str, tuple[str, int, int]]:
    """Return the place of every statement: (report, start, end), which stays the same from one dossier to the next."""
    return {s.id: (s.report, s.start, s.end) for s in dossier.statements}
