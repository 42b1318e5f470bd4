"""Dates as pages and mastheads write them -> ISO 8601; what is not understood is None, never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime

MONTHS = {
    name: number
    for number, names in enumerate(
        ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december"],
        start=1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({_MONTH})\.?,?\s+(\d{{4}})", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})", re.IGNORECASE)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?")
_CLOCK = re.compile(r"\b([01]?\d|2[0-3])[:.]([0-5]\d)\s*(am|pm)?\b", re.IGNORECASE)


def iso_date(text: str) -> str | None:
    """Return the first date in `text` as ISO 8601 (date, or date and time with zone as written), else None."""
    found = _ISO.search(text)
    if found:
        day = _valid(int(found[1]), int(found[2]), int(found[3]))
        if day and found[4]:
            stamp = f"{day}T{found[4]}{found[5] or ''}"
            try:
                datetime.fromisoformat(stamp)
            except ValueError:
                return day
            return stamp
        return day
    for pattern, order in ((_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2))):
        found = pattern.search(text)
        if found:
            year, month, number = (found[i] for i in order)
            day = _valid(int(year), MONTHS[month.lower()], int(number))
            clock = _CLOCK.search(text, found.end())
            if day and clock:
                hour = int(clock[1]) % 12 + (12 if clock[3].lower() == "pm" else 0) if clock[3] else int(clock[1])
                return f"{day}T{hour:02d}:{clock[2]}:00"
            return day
    return None


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
