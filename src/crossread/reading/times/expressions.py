"""Time expressions of a report: TIMEX3 type and value, and an interval where the report's date or text allows one."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from crossread.ids import make_id
from crossread.languages.en.numerals import lower
from crossread.model import Report, Time
from crossread.reading.times.arithmetic import TimeReading
from crossread.reading.times.patterns import (
    ANNOUNCING,
    CLOCK_PATTERNS,
    DECADE_PATTERNS,
    TRIGGERS,
    YEAR_PATTERNS,
    Pattern,
)
from crossread.reading.times.values import TimeValues

if TYPE_CHECKING:
    from spacy.tokens import Doc

_BEFORE, _BEYOND = 48, 56  # how far an expression may reach from the word that announces it
_CLOCK_AFTER = re.compile(r"[:.][0-5]\d|\s?[apAP]\.?[mM]\b|\s?o[’']clock")


def find_times(report: Report, text: str, doc: Doc | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a report; relative ones stay open where the report has no date.

    `text` is the report's text with residue masked, so that offsets are the report's.
    """
    return tuple(
        Time(
            id=make_id("t", report.id, r.start, r.end), report=report.id, start=r.start, end=r.end,
            text=report.text[r.start : r.end], type=r.type, value=r.value, from_=r.from_, to=r.to,
        )
        for r in read_times(text, _day(report.published))
    )  # fmt: skip


def read_times(text: str, published: date | None) -> list[TimeReading]:
    """Read the time expressions of a text against the day it was published (None: relative ones stay open)."""
    values = TimeValues(text, published)
    lowered = lower(text)
    found: list[TimeReading] = []
    done = 0
    for token in ANNOUNCING.finditer(lowered):
        start, end = token.span()
        if start < done:
            continue
        patterns = _patterns_for(lowered, token.group(), start, end)
        if patterns is None:
            continue
        low, high = max(done, start - _BEFORE), end + _BEYOND
        near = lowered[low:high]
        for pattern in patterns:
            if pattern.hint is not None and pattern.hint.search(near) is None:
                continue
            match = _covering(pattern, text, low, high, start, end)
            reading = values.read(pattern.name, match) if match is not None else None
            if reading is not None:
                found.append(reading)
                done = reading.end
                break
    return found


def _patterns_for(text: str, word: str, start: int, end: int) -> list[Pattern] | None:
    """Return the patterns that a word or number announces, None for most; `text` is in lower case."""
    if not word[0].isdigit():
        return None if start and "a" <= text[start - 1] <= "z" else TRIGGERS[word]
    if len(word) == 4 and "15" <= word[:2] <= "20":
        return DECADE_PATTERNS if text[end : end + 1] in ("s", "’", "'") and text[end - 1] == "0" else YEAR_PATTERNS
    if len(word) <= 2:
        if _CLOCK_AFTER.match(text, end):
            return CLOCK_PATTERNS
        if len(word) == 2 and word[1] == "0" and text[end : end + 1] == "s":
            return DECADE_PATTERNS
    return None


def _covering(pattern: Pattern, text: str, low: int, high: int, start: int, end: int) -> re.Match[str] | None:
    """Return the first match that holds the announcing word."""
    at = low
    while at < end:
        match = pattern.form.search(text, at, high)
        if match is None or match.start() >= end:
            return None
        if match.end() > start:
            return match
        at = max(match.end(), at + 1)
    return None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
