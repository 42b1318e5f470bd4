"""Figures of a story by what they count: one series a topic, scope and unit, over all reports."""

from __future__ import annotations

from crossread.model.vocabulary import Bound, Record


class FigureEntry(Record, frozen=True, kw_only=True):
    """One figure of a series: who gives it (`teller`, the id of an origin; None: the outlet itself) and as of when.

    `low` and `high` are in the series' unit. `as_of` is the day that the statement names, else that of the report
    (ISO); None where the statement names a longer time ("in 2016"). `former` says that its statement gives it as the
    earlier figure.
    """

    quantity: str
    statement: str
    report: str
    teller: str | None = None
    as_of: str | None = None
    low: float
    high: float
    bound: Bound
    former: bool = False


class FigureSeries(Record, frozen=True, kw_only=True):
    """All figures of one topic and scope in a story, the latest first.

    `topic` is a word of the desk ("dead", "price") or what is counted; `scope` are the places or things that it is told
    of, where the reports say so. `spread` holds the least and the greatest current figure.
    """

    id: str
    story: str
    topic: str
    scope: tuple[str, ...] = ()
    unit: str | None = None
    entries: tuple[FigureEntry, ...]
    reports: tuple[str, ...]
    spread: tuple[float, float]
