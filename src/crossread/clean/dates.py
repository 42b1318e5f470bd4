"""Dates as pages and mastheads write them -> ISO 8601; what is not understood is None, never a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from crossread.languages.calendar import months

Order = Literal["day", "month"]
"""Which of two numbers comes first in dates like 3/4/2032."""

MONTHS = months()
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ISO = (
    r"(?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{2})(?P=s1)(?P<d1>\d{2})"
    r"(?:[T ](?P<clock>\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?)?"
)
_DAY_FIRST = rf"(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?(?P<m2>{_MONTH})\.?,?\s+(?P<y2>\d{{4}})"
_MONTH_FIRST = rf"(?P<m3>{_MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>\d{{4}})"
_NUMBERS = r"(?P<a>\d{1,2})(?P<s4>[./-])\s?(?P<b>\d{1,2})(?P=s4)\s?(?P<y4>\d{4})"
DATE = re.compile(rf"(?<![\w/.-])(?:{_ISO}|{_DAY_FIRST}|{_MONTH_FIRST}|{_NUMBERS})(?![\w/-])", re.IGNORECASE)
_CLOCK = re.compile(
    r"[\s,|·•–—-]*(?:at\s+)?\b([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?\s*([ap])?\.?(?:m\b\.?)?", re.IGNORECASE
)
# Countries that write the month first (CLDR, short date patterns "M/d/y"); all other country domains write the day
# first.
_MONTH_FIRST_DOMAINS = frozenset({"us", "ph", "pr", "gu", "pw", "fm", "mh"})


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: its place, and its day and time in ISO 8601; `other` is its other reading where both are
    days."""

    start: int
    end: int
    value: str
    other: str | None = None


def iso_date(text: str, order: Order | None = None) -> str | None:
    """Return the first date in `text` as ISO 8601 (date, or date and time with zone as written), else None.

    A date of numbers whose day and month could change places is no date unless `order` says which comes first.
    """
    found = next(find_dates(text, order), None)
    return found.value if found is not None and found.other is None else None


def open_date(text: str) -> tuple[str, str] | None:
    """Return both readings of the first date in `text`, day first and month first, where they differ."""
    found = next(find_dates(text), None)
    return (found.value, found.other) if found is not None and found.other is not None else None


def order_of_domain(host: str) -> Order | None:
    """Return which number comes first where a site of this domain is; None where the domain names no country."""
    country = host.rsplit(".", 1)[-1].lower() if "." in host else ""
    if len(country) != 2 or country in ("io", "tv", "co", "me", "eu", "ai", "fm"):
        return None
    return "month" if country in _MONTH_FIRST_DOMAINS else "day"


def find_dates(text: str, order: Order | None = None) -> Iterator[FoundDate]:
    """Yield the dates of a text with a year, in order of place."""
    for match in DATE.finditer(text):
        group = match.groupdict()
        end = match.end()
        other = None
        if group["y1"]:
            value = _iso_with_clock(group)
            found = (value, match) if value else None
        else:
            found_days = _days(group, order)
            found = (found_days[0], match) if found_days else None
            other = found_days[1] if found_days and len(found_days) > 1 else None
        if found is None:
            continue
        value = found[0]
        if "T" not in value:
            clock = _CLOCK.match(text, end)
            if clock:
                stamp = _clock(clock)
                value, other, end = f"{value}T{stamp}", f"{other}T{stamp}" if other else None, clock.end()
        yield FoundDate(match.start(), end, value, other)


def _days(group: dict[str, str | None], order: Order | None) -> list[str]:
    """Return the day that a date names; two where day and month could change places and nothing says which is which."""
    for number in "23":
        named = group[f"y{number}"], group[f"m{number}"], group[f"d{number}"]
        if named[0] and named[1] and named[2]:
            return [found for found in [_valid(int(named[0]), MONTHS[named[1].lower()], int(named[2]))] if found]
    first, second, year = int(group["a"] or 0), int(group["b"] or 0), int(group["y4"] or 0)
    day_first, month_first = _valid(year, second, first), _valid(year, first, second)
    if group["s4"] == ".":  # dots are written where the day comes first
        return [day_first] if day_first else []
    kept = [
        found
        for found in {"day": [day_first], "month": [month_first]}.get(order or "", [day_first, month_first])
        if found
    ]
    return kept[:1] if len(set(kept)) == 1 else kept


def _iso_with_clock(group: dict[str, str | None]) -> str | None:
    day = _valid(int(group["y1"] or 0), int(group["m1"] or 0), int(group["d1"] or 0))
    if day is None or not group["clock"]:
        return day
    stamp = f"{day}T{group['clock']}{group['zone'] or ''}"
    try:
        datetime.fromisoformat(stamp)
    except ValueError:
        return day
    return stamp


def _clock(match: re.Match[str]) -> str:
    hour = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0) if match[3] else int(match[1])
    return f"{hour:02d}:{match[2]}:00"


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
