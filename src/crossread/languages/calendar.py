"""Months, weekdays and seasons by the words of the language: the one place where their names are read."""

from __future__ import annotations

from functools import cache

from crossread.languages.tables import load


@cache
def months() -> dict[str, int]:
    """Return month names and short forms, in lower case -> 1 to 12."""
    data = load("calendar")
    named = {name.lower(): number for number, name in enumerate(data["months"], 1)}
    return named | {name.lower(): number for name, number in data["months_short"].items()}


@cache
def weekdays() -> dict[str, int]:
    """Return names and short forms of weekdays, in lower case -> 0 (Monday) to 6."""
    data = load("calendar")
    named = {name.lower(): number for number, name in enumerate(data["days"])}
    return named | {name.lower(): number for name, number in data["days_short"].items()}


def month_number(word: str) -> int | None:
    """Return the month that a word names, or None: "May", "Sept."."""
    return months().get(word.lower().rstrip("."))
