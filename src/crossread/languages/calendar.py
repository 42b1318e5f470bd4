"""Months, weekdays and seasons by the words of the language: the one place where their names are read."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that figures are of: how many months long, which of its kind, and its last month where said."""

    length: float
    number: int | None = None
    end: int | None = None

    def is_apart(self, other: Period) -> bool:
        """Say whether two periods are surely two: of other lengths, the first and the second of their kind, or of
        other ends."""
        told = (self.number, other.number), (self.end, other.end)
        return self.length != other.length or any(None not in both and both[0] != both[1] for both in told)


def period(phrase: str) -> Period | None:
    """Return the period that a phrase names: "the second quarter", "the first nine months", "March"; else None."""
    data = load("calendar")
    said = phrase.lower().replace("-", " ").replace(",", " ").split()
    for at, word in enumerate(said):
        length = data["periods"].get(word.removesuffix("'s").removesuffix("’s"))
        if length is not None:
            before = said[:at]
            counts = (data["counts"].get(w) or (int(w) if w.isdigit() else 0) for w in before)
            many = next((count for count in counts if count), 1)
            number = next((data["ordinals"][w] for w in before if w in data["ordinals"]), None)
            return Period(length * many, number, _end_of(said[at + 1 :]))
    named = [month for word in said if (month := month_number(word)) is not None]
    has_day = any(word.rstrip("stndrh").isdigit() and len(word) <= DAY_LETTERS for word in said)
    return Period(1.0, named[0]) if len(named) == 1 and not has_day else None


def _end_of(said: list[str]) -> int | None:
    """Return the month that a stretch of time goes to: "to June", "ended 30 September"."""
    leads = load("calendar")["leads_to_end"].split()
    behind = said[1 : END_WITHIN + 1] if said[:1] and said[0] in leads else []
    return next((month for word in behind if (month := month_number(word)) is not None), None)


END_WITHIN = 3  # words from "ended" to the month: "ended on 30 September"
DAY_LETTERS = 4  # of a day of a month as it is written at most: "21st"
