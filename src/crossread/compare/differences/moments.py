"""Two times side by side: the same moment, one told coarser, two that cannot be one, or times that nothing lets
compare.

Where the day of publication is known, times have bounds and are laid beside one another as intervals; else by what
their values have in common: the weekday, the part of the day, the clock time, the month.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crossread.languages.tables import load
from crossread.model import Time

Relation = Literal["same", "coarser", "apart", "unanchored"]
# Hours of a day; a night ends on the next.
_HOURS: Mapping[str, tuple[int, int]] = {"MO": (0, 12), "AF": (12, 18), "EV": (17, 24), "NI": (18, 30)}
_SEASONS: Mapping[str, tuple[int, ...]] = {
    "SP": (3, 4, 5),
    "SU": (6, 7, 8),
    "FA": (9, 10, 11),
    "WI": (12, 1, 2),
}
_WEEKEND = frozenset({6, 7})
Parts = Mapping[str, frozenset[int]]


@dataclass(frozen=True, slots=True)
class MomentComparison:
    """How two times stand: `unit` is what they part in ("hour", "weekday", "year"), `gap` by how many."""

    relation: Relation
    unit: str = ""
    gap: float = 0.0


def is_moment(time: Time) -> bool:
    """Say whether a time tells when, and not how long or how often."""
    return time.type in ("DATE", "TIME") and not time.value.startswith("P") or time.value in ("PAST_REF", "PRESENT_REF")


def compare_moments(one: Time, other: Time) -> MomentComparison:
    """Compare two times of two statements."""
    if one.value == other.value:
        return _of_one_value(one, other)
    spans = _span_of(one), _span_of(other)
    if spans[0] and spans[1]:
        grain = min(_grain(one), _grain(other), key=_GRAINS.index)
        return _intervals(spans[0], spans[1], grain)
    ours, theirs = parts_of(one.value), parts_of(other.value)
    if not ours or not theirs:
        return MomentComparison("unanchored")
    shared = [name for name in ours if name in theirs]
    for name in shared:
        if not ours[name] & theirs[name]:
            return MomentComparison("apart", name, float(min(abs(x - y) for x in ours[name] for y in theirs[name])))
    if not shared:
        return MomentComparison("unanchored")
    if ours == theirs:
        return MomentComparison("same")
    return MomentComparison("coarser", min(set(ours) ^ set(theirs) or set(shared)))


def _of_one_value(one: Time, other: Time) -> MomentComparison:
    """Compare two times of one value: the same, but for "the end of July" beside "July"."""
    if "REF" in one.value:
        return MomentComparison("same" if one.text.lower() == other.text.lower() else "unanchored")
    parts = _part_of(one), _part_of(other)
    if parts[0] == parts[1]:
        return MomentComparison("same")
    return MomentComparison("apart", "day") if all(parts) else MomentComparison("coarser", "part")


def _part_of(time: Time) -> str | None:
    """Return which part of a stretch a time tells: begin, middle or end; None where it tells the whole."""
    said = frozenset(time.text.lower().replace("-", " ").split())
    table: Mapping[str, str] = load("calendar")["parts_of_stretches"]
    return next((part for part, names in table.items() if not said.isdisjoint(names.split())), None)


def _span_of(time: Time) -> tuple[str, str] | None:
    """Return when a time begins and ends where both are known: of a day its end, of a part of a day its hours."""
    if not time.from_ or not time.to:
        return None
    part = time.value.partition("T")[2]
    if part in _HOURS:
        low, high = _HOURS[part]
        return f"{time.from_[:10]}T{low:02d}:00", _at_hour(time.to[:10], high)
    return time.from_, time.to if "T" in time.to else f"{time.to}T{_DAYS_END}"


def _at_hour(day: str, hour: int) -> str:
    """Return an hour counted from the begin of a day, those after its end as hours of the next."""
    if hour <= HOURS:
        return f"{day}T{hour:02d}:00"
    return f"{date.fromisoformat(day) + timedelta(days=1)}T{hour - HOURS:02d}:00"


def may_be_one_clock_time(one: Time, other: Time) -> bool:
    """Say whether a clock time told roughly may be one told to the minute: "shortly after 3:30", 3:33."""
    rough, exact = (one, other) if _how_roughly(one) else (other, one)
    minutes = _minute_of(rough), _minute_of(exact)
    told = _how_roughly(rough)
    if not told or _how_roughly(exact) or minutes[0] is None or minutes[1] is None:
        return False
    least, most = (0 if "after" in told else -ROUGHLY), (0 if "before" in told else ROUGHLY)
    later = (minutes[1] - minutes[0] + HALF_A_DAY) % (2 * HALF_A_DAY) - HALF_A_DAY  # 0:05 is after midnight, 24:00
    return least <= later <= most


HOURS = 24  # of a day
HALF_A_DAY = 12 * 60  # minutes
ROUGHLY = 15  # minutes from a clock time that is told roughly to the one that is meant, at most


def _how_roughly(time: Time) -> frozenset[str]:
    """Return how a clock time is told roughly: after, before, about; nothing where it is told to the minute."""
    said = f" {time.text.lower()} "
    table: Mapping[str, str] = load("calendar")["roughly"]
    return frozenset(name for name, listed in table.items() if any(f" {words} " in said for words in listed.split("|")))


def _minute_of(time: Time) -> int | None:
    hour, _, minute = time.value.partition("T")[2].partition(":")
    return int(hour) * 60 + int(minute[:2]) if hour.isdigit() and minute[:2].isdigit() else None


_DAYS_END = "24:00"
_GRAINS = ("year", "month", "day")
_DAYS_OF = {"year": 365.25, "month": 30.4, "day": 1.0}


def _grain(time: Time) -> str:
    """Return how fine a time is told: "2003" to the year, "2003-04" to the month, else to the day or finer."""
    parts = time.value.split("-")
    return _GRAINS[len(parts) - 1] if len(parts) < 3 and all(part.isdigit() for part in parts) else "day"


def _intervals(one: tuple[str, str], other: tuple[str, str], grain: str) -> MomentComparison:
    if one == other:
        return MomentComparison("same")
    if one[0] <= other[0] and other[1] <= one[1] or other[0] <= one[0] and one[1] <= other[1]:
        return MomentComparison("coarser", "interval")
    if one[0][:10] == other[0][:10] and one[0] != other[0] and "T" in one[0] and "T" in other[0]:
        return MomentComparison("apart", "hour", abs(_hours(one[0]) - _hours(other[0])))
    if one[0] <= other[1] and other[0] <= one[1]:
        return MomentComparison("coarser", "interval")
    return MomentComparison("apart", grain, round(abs(_days(one[0]) - _days(other[0])) / _DAYS_OF[grain], 1))


def _hours(moment: str) -> float:
    hour, _, minute = moment[11:16].partition(":")
    return int(hour) + int(minute or 0) / 60


def _days(moment: str) -> float:
    return float(date.fromisoformat(moment[:10]).toordinal())


def parts_of(value: str) -> Parts:
    """Return what a value tells: numbers of year, month, day, weekday, minute; each as the set that it allows."""
    day, _, clock = value.partition("T")
    found: dict[str, frozenset[int]] = {}
    pieces = day.split("-") if day else []
    if pieces and pieces[0].isdigit():
        found |= _years(pieces[0])
    if len(pieces) > 1:
        found |= _months(pieces[1:])
    if {"year", "month", "day"} <= set(found) and len(found["year"]) == 1:
        found |= _weekday_of(found)
    return found | _clock(clock)


def _years(digits: str) -> dict[str, frozenset[int]]:
    if len(digits) == 4:
        return {"year": frozenset({int(digits)})}
    if len(digits) == 3:  # a decade
        return {"year": frozenset(range(int(digits) * 10, int(digits) * 10 + 10))}
    return {}


def _months(pieces: list[str]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    first = pieces[0]
    if first.isdigit():
        found["month"] = frozenset({int(first)})
    elif first in _SEASONS:
        found["month"] = frozenset(_SEASONS[first])
    elif first[:1] == "Q" and first[1:].isdigit():
        found["month"] = frozenset(range(int(first[1:]) * 3 - 2, int(first[1:]) * 3 + 1))
    if len(pieces) > 1 and first.startswith("W"):
        found["weekday"] = _WEEKEND if pieces[1] == "WE" else frozenset({int(pieces[1])} if pieces[1].isdigit() else ())
    elif len(pieces) > 1 and pieces[1].isdigit():
        found["day"] = frozenset({int(pieces[1])})
    return {name: numbers for name, numbers in found.items() if numbers}


def _weekday_of(parts: Mapping[str, frozenset[int]]) -> dict[str, frozenset[int]]:
    (year,), (month,), (day,) = (sorted(parts[name])[:1] for name in ("year", "month", "day"))
    try:
        return {"weekday": frozenset({date(year, month, day).isoweekday()})}
    except ValueError:  # a day that the month does not have
        return {}


def _clock(clock: str) -> dict[str, frozenset[int]]:
    if clock in _HOURS:
        low, high = _HOURS[clock]
        return {"minute": frozenset(hour % HOURS * 60 + minute for hour in range(low, high) for minute in range(60))}
    hour, _, minute = clock.partition(":")
    if not hour.isdigit():
        return {}
    if not minute.isdigit():
        return {"minute": frozenset(range(int(hour) * 60, int(hour) * 60 + 60))}
    return {"minute": frozenset({int(hour) % HOURS * 60 + int(minute)})}
