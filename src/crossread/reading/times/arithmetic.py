"""Days, weeks, quarters, feasts and durations as TIMEX3 writes them: arithmetic that knows no text."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from crossread.languages.en.number_words import parse_words
from crossread.languages.en.numerals import parse_digits
from crossread.languages.tables import load
from crossread.model import TimeType

_LETTER = {
    "day": "D", "week": "W", "weekend": "WE", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S",
    "quarter": "Q", "night": "NI", "fortnight": "W", "decade": "DE", "century": "CE",
}  # fmt: skip
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_HALVES = {"year": ("Y", "M", 12), "hour": ("H", "M", 60), "minute": ("M", "S", 60)}
_MANY = {"decade": 10, "century": 100}
SMALL = frozenset({"hour", "minute", "second"})


@dataclass(frozen=True, slots=True)
class TimeReading:
    """One expression: place, type, TIMEX3 value, and first and last moment (ISO) or None."""

    start: int
    end: int
    type: TimeType
    value: str
    from_: str | None = None
    to: str | None = None
    rule: str = ""


Values = tuple[TimeType, str, str | None, str | None]


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def shift(day: date, unit: str, count: int) -> date:
    """Return a day moved by units; a month too short for it ends it earlier."""
    if unit in ("day", "night"):
        return day + timedelta(days=count)
    if unit in ("week", "weekend"):
        return day + timedelta(weeks=count)
    if unit == "fortnight":
        return day + timedelta(weeks=2 * count)
    total = day.year * 12 + day.month - 1 + count * _MONTHS[unit]
    year, month = divmod(total, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def around(day: date, unit: str) -> Values:
    """Return the day, week, month, quarter, year, decade or century that a day lies in."""
    if unit in ("day", "night"):
        return "DATE", day.isoformat(), day.isoformat(), day.isoformat()
    if unit in ("week", "weekend", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        year, week, _ = monday.isocalendar()
        first, last = monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6)
        tail = "-WE" if unit == "weekend" else ""
        return "DATE", f"{year}-W{week:02d}{tail}", first.isoformat(), last.isoformat()
    if unit == "month":
        first, last = day.replace(day=1), month_end(day.year, day.month)
        return "DATE", f"{day.year}-{day.month:02d}", first.isoformat(), last.isoformat()
    if unit == "quarter":
        return of_quarter(day.year, (day.month - 1) // 3 + 1)
    if unit == "decade":
        first = date(day.year // 10 * 10, 1, 1)
        return "DATE", str(day.year // 10), first.isoformat(), date(first.year + 9, 12, 31).isoformat()
    if unit == "century":
        first = date(day.year // 100 * 100 or 1, 1, 1)
        return "DATE", str(day.year // 100), first.isoformat(), date(first.year + 99, 12, 31).isoformat()
    return "DATE", str(day.year), date(day.year, 1, 1).isoformat(), date(day.year, 12, 31).isoformat()


def of_quarter(year: int, number: int) -> Values:
    """Return a quarter of a calendar year."""
    return (
        "DATE",
        f"{year}-Q{number}",
        date(year, 3 * number - 2, 1).isoformat(),
        month_end(year, 3 * number).isoformat(),
    )


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (anonymous algorithm; Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def number_of(words: str) -> float | None:
    """Return how many ("two", "2 1/2", "half a"), or None where it is left open ("several", "a few")."""
    words = " ".join(words.lower().split())
    if "couple" in words:
        return 2
    if words in ("a few", "several", "many", "few", "some"):
        return None
    if words[0].isdigit():
        words, _, more = words.partition(" and ")
        if more:
            return (number_of(words) or 0) + parse_words(f"zero and {more}")
        whole, _, part = words.replace("-", " ").partition(" ")
        top, _, bottom = part.partition("/")
        return parse_digits(whole) + (int(top) / int(bottom) if bottom and int(bottom) else 0)
    return parse_words(words)


def duration(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration: P3M, PT2H, PXY, P2Y6M for two and a half years."""
    unit = unit_of(unit)
    if unit == "fortnight":
        unit, count = "week", 2 * count if count else count
    if unit in _MANY and count is not None:
        unit, count = "year", count * _MANY[unit]
    if unit == "quarter":
        unit, count = "month", 3 * count if count else count
    letter = _LETTER[unit]
    time = "T" if unit in SMALL else ""
    if count is None:
        return f"P{time}X{letter}"
    if count != int(count):
        halves = _HALVES.get(unit)
        if halves is not None:
            whole = f"{int(count)}{halves[0]}" if count > 1 else ""
            return f"P{time}{whole}{round(count % 1 * halves[2])}{halves[1]}"
    return f"P{time}{count:g}{letter}"


def unit_of(word: str) -> str:
    """Return a unit of time in the singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


def word_year(words: str) -> int:
    return 1900 + int(parse_words(words.lower().removeprefix("nineteen").strip()))


def each(unit: str) -> str:
    return f"PT1{_LETTER[unit]}" if unit in SMALL else "P1Q" if unit == "quarter" else duration(1, unit)


def feast_day(name: str, year: int) -> date:
    data = load("calendar")
    if name in data["fixed"]:
        return date(year, *data["fixed"][name])
    if name in data["easter"]:
        return easter(year) + timedelta(days=data["easter"][name])
    month, weekday, number = data["nth"][name]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
