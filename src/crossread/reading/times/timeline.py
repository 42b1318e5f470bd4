"""Statements that their own words date -> entries of the timeline."""

from __future__ import annotations

import re
from typing import Literal

from crossread.model import Statement, Time, TimelineEntry

Precision = Literal["year", "season", "month", "week", "day", "time"]


def build_timeline(statements: tuple[Statement, ...], times: tuple[Time, ...]) -> tuple[TimelineEntry, ...]:
    """Return an entry for every statement with a date of its own, in order of date; the finest date counts.

    A decade or a century dates no event; it stays in the statement's times.
    """
    by_id = {time.id: time for time in times}
    found = []
    for statement in statements:
        dated = [
            by_id[t]
            for t in statement.times
            if by_id[t].from_ and by_id[t].type in ("DATE", "TIME") and re.match(r"\d{4}", by_id[t].value)
        ]
        if not dated:
            continue
        best = max(dated, key=lambda t: (_ORDER.index(precision_of(t.value)), -t.start))
        assert best.from_ is not None
        found.append(
            TimelineEntry(
                from_=best.from_, to=best.to or best.from_, precision=precision_of(best.value), statement=statement.id
            )
        )
    return tuple(sorted(found, key=lambda e: (e.from_, e.to, e.statement)))


_ORDER: tuple[Precision, ...] = ("year", "season", "month", "week", "day", "time")


def precision_of(value: str) -> Precision:
    """Return how fine a TIMEX3 value is."""
    if "T" in value:
        return "time"
    if re.match(r"\d{4}-W\d\d", value):
        return "week"
    if re.match(r"\d{4}-(?:SP|SU|FA|WI|Q\d|H\d)", value):
        return "season"
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return "day"
    return "month" if re.match(r"\d{4}-\d\d", value) else "year"
