"""The table of figures as small multiples: a plot a series, all of one unit on one scale, over time where dated.

Lengths are SVG user units; nothing here knows of colours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from crossread.model import FigureEntry, FigureSeries
from crossread.present.claims import ranges
from crossread.present.drawing import LOG_FROM
from crossread.present.front_figures import figure_words, series_of, spread
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said
from crossread.present.wording import UNIT_SHORT, day, figure, moment, number

WIDTH, HEIGHT, TOP = 196.0, 84.0, 8.0  # of the field in which marks stand
BEFORE = 14  # days before the first report from which figures are drawn at their own day
LABEL = 60.0  # width of a label
APART = 13.0  # height of a label: two that would touch are not both written
MOST = 12  # small plots of one story; the list below has every figure


@dataclass(frozen=True)
class Mark:
    """One figure, or several alike at one moment: where it stands, how it is drawn, and the statements that give it."""

    x: float
    y: float
    y2: float
    style: str
    label: str
    former: bool
    said: tuple[Said, ...]
    value: str


@dataclass(frozen=True)
class Multiple:
    """One series on the scale of its unit; `value` of a mark is written beside it where there is room."""

    title: str
    note: str
    marks: tuple[Mark, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Scale:
    """The small plots of one unit, with the ticks of the scale that they share and what stands on the line below."""

    unit: str
    log: bool
    ticks: tuple[tuple[float, str], ...]
    across: tuple[tuple[float, str], ...]
    plots: tuple[Multiple, ...]


def multiples(out: Outline, story: StoryView) -> tuple[Scale, ...]:
    """Return the small plots of a story, those of one unit together."""
    series = [one for one in series_of(out, story) if len(one.entries) > 1][:MOST]
    units = dict.fromkeys(_unit(out, one) for one in series)
    return tuple(_scale(out, story, unit, [one for one in series if _unit(out, one) == unit]) for unit in units)


def _unit(out: Outline, series: FigureSeries) -> str:
    """Return the unit in which all its figures are written; "" for counts, the base unit where they are unlike."""
    units = {out.quantities[entry.quantity].unit or "" for entry in series.entries}
    return units.pop() if len(units) == 1 else series.unit or ""


def _values(out: Outline, entry: FigureEntry, unit: str) -> tuple[float, float]:
    quantity = out.quantities[entry.quantity]
    if (quantity.unit or "") != unit:
        return entry.low, entry.high
    low, high = quantity.low, quantity.high
    first, last = (high if low is None else low), (low if high is None else high)
    return (first or 0.0, last or 0.0)


def _scale(out: Outline, story: StoryView, unit: str, series: list[FigureSeries]) -> Scale:
    values = [value for one in series for entry in one.entries for value in _values(out, entry, unit)]
    low, high = min(values), max(values)
    log = low > 0 and high / low > LOG_FROM
    bottom, top = (math.log10(low), math.log10(high)) if log else (min(0.0, low), high)
    span = (top - bottom) or 1.0

    def up(value: float) -> float:
        at = math.log10(value) if log else value
        return round(TOP + HEIGHT - (at - bottom) / span * HEIGHT, 1)

    days = _days(story, series)
    reports = {view.report.id: view.number for view in story.reports}
    last = max(1, len(reports) - 1)
    first_day, days_apart = (_ordinal(days[0]), _ordinal(days[-1]) - _ordinal(days[0])) if days else (0, 0)

    def along(entry: FigureEntry) -> float:
        if days_apart and entry.as_of and moment(entry.as_of):
            return round(max(0, _ordinal(entry.as_of) - first_day) / days_apart * WIDTH, 1)
        order = sorted(reports.values())
        return round(order.index(reports[entry.report]) / last * WIDTH, 1) if entry.report in reports else 0.0

    early = any(entry.as_of and entry.as_of < days[0] for one in series for entry in one.entries) if days else False
    across = (
        ((0.0, f"{'until ' if early else ''}{day(days[0])}"), (WIDTH, day(days[-1])))
        if days_apart
        else ((0.0, f"report {min(reports.values())}"), (WIDTH, str(max(reports.values()))))
    )
    plots = tuple(_multiple(out, one, unit, along, up) for one in series)
    ticks = tuple((up(value), number(value)) for value in ([low, high] if log or low == high else [bottom, high]))
    return Scale(UNIT_SHORT.get(unit, unit), log, ticks, across, plots)


def _days(story: StoryView, series: list[FigureSeries]) -> list[str]:
    """Return the days that the figures are of, none from long before the first report: those stand at the left edge."""
    days = sorted({entry.as_of for one in series for entry in one.entries if entry.as_of and moment(entry.as_of)})
    published = min(
        ((view.report.published or "")[:10] for view in story.reports if view.report.published), default=""
    )
    return [one for one in days if not published or _ordinal(one) >= _ordinal(published) - BEFORE]


def _multiple(out: Outline, series: FigureSeries, unit: str, along: object, up: object) -> Multiple:
    assert callable(along) and callable(up)
    grouped: dict[tuple[float, float, float, str, bool], list[FigureEntry]] = {}
    for entry in series.entries:
        low, high = _values(out, entry, unit)
        grouped.setdefault((along(entry), low, high, entry.bound, entry.former), []).append(entry)
    marks: list[Mark] = []
    for (x, low, high, bound, former), entries in sorted(grouped.items(), key=lambda item: item[0]):
        said = tuple(dict.fromkeys(out.said[entry.statement] for entry in entries))
        style = (
            "range"
            if low != high
            else {"<": "below", "down": "below", ">": "above", "up": "above", "~": "about"}.get(bound, "exact")
        )
        numbers = ranges(sorted({one.view.number for one in said}))
        label = f"{figure(out.quantities[entries[0].quantity])}{', as it was' if former else ''} · {numbers}"
        value = figure(out.quantities[entries[0].quantity])
        room = all(abs(up(low) - mark.y) >= APART or abs(x - mark.x) >= LABEL for mark in marks if mark.value)
        marks.append(Mark(x, up(low), up(high), style, label, former, said, value if room else ""))
    said = tuple(dict.fromkeys(out.said[entry.statement] for entry in series.entries))
    note = " · ".join(part for part in (spread(out, series), ", ".join(series.scope[:2])) if part)
    return Multiple(figure_words(out, series.entries[0]), note, tuple(marks), said)


def _ordinal(date: str | None) -> int:
    at = moment(date)
    return at.toordinal() if at is not None else 0
