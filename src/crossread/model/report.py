"""One document as collected and as cleaned, its copies, and the story it belongs to."""

from __future__ import annotations

from typing import Literal

import msgspec

from crossread.model.vocabulary import Record


class Residue(Record, frozen=True, kw_only=True):
    """Words of a report that are not reporting (promotion, sign-up, captions), and why they are not."""

    start: int
    end: int
    reason: str


class Report(Record, frozen=True, kw_only=True):
    """One document of one outlet. `text` is the file as decoded, or the main text of a web page."""

    id: str
    path: str
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    language: str = "en"
    text: str
    residue: tuple[Residue, ...] = ()
    copy_of: str | None = None


def reporting_text(report: Report) -> str:
    """Return the report's text with every residue character as a line break: offsets stay, residue is not read."""
    pieces: list[str] = []
    at = 0
    for residue in sorted(report.residue, key=lambda item: item.start):
        start, end = max(residue.start, at), max(residue.end, at)
        pieces += [report.text[at:start], "\n" * (end - start)]
        at = end
    return "".join([*pieces, report.text[at:]])


class Story(Record, frozen=True, kw_only=True):
    """The reports about the same thing."""

    id: str
    title: str
    reports: tuple[str, ...]


class Passage(Record, frozen=True, kw_only=True):
    """Words that a copy and its source share: the place in the copy, and the place in the source."""

    start: int
    end: int
    source_start: int
    source_end: int


class Change(Record, frozen=True, kw_only=True):
    """What a copier did between two shared passages; a place of no length is where the words would stand."""

    kind: Literal["changed", "added", "cut"]
    start: int
    end: int
    source_start: int
    source_end: int


class Copy(Record, frozen=True, kw_only=True):
    """A report that reuses another's text. `share` is the part of the shorter text's word 5-grams that both have."""

    report: str
    source: str
    share: float
    agency: str | None = None
    explanation: str
    passages: tuple[Passage, ...] = ()
    changes: tuple[Change, ...] = ()


class RawDocument(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as collected, and what is known of them from outside.

    `metadata` holds any of title, outlet, published, url, from a sidecar, a JSON line or the command line.
    `text` is given instead of `data` where the container already decoded it (a JSON line).
    """

    path: str
    data: bytes | None = None
    text: str | None = None
    media: Literal["text", "html", "markdown"] = "text"
    metadata: dict[str, str] = {}


class Warning(Record, frozen=True, kw_only=True):
    """Something that was skipped, not read or not measured, and why."""

    report: str | None = None
    message: str
