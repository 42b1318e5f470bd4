"""Plots as geometry: where each mark, line and label of the page's SVG goes. The template draws them.

Lengths are SVG user units; nothing here knows of colours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from crossread.present.balance import BalanceRow, Holding
from crossread.present.statement_view import ReportView, Said
from crossread.present.tellers_view import Moment, OriginView
from crossread.present.visible import shorten
from crossread.present.wording import day, moment, number

# A plot turns to a log scale where its figures span more than this ratio.
LOG_FROM = 30.0
PLOT_LEFT, PLOT_RIGHT = 190.0, 690.0
LINE = 26.0
GRAPH_LINE = 22.0
# Origins drawn as lines; the list beside them has all.
GRAPH_ORIGINS = 24
GRAPH_REPORTS = 16


@dataclass(frozen=True)
class PlotMark:
    """One figure of one party: a dot (hollow: about), a bar (range) or a stem with an arrow (bound)."""

    holding: Holding
    x: float
    x2: float
    y: float
    shape: str
    style: str
    label_x: float
    anchor: str
    label: str


@dataclass(frozen=True)
class PlotRow:
    """A thing and its marks."""

    row: BalanceRow
    title: str
    y: float
    height: float
    marks: tuple[PlotMark, ...]
    ratio: str
    note: str


@dataclass(frozen=True)
class Plot:
    """One scale with its rows: a plot for every unit."""

    unit: str
    log: bool
    height: float
    rows: tuple[PlotRow, ...]
    ticks: tuple[tuple[float, str], ...]
    parties: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Edge:
    """A way from a report to an origin."""

    path: str
    width: float
    own: bool
    said: tuple[Said, ...]
    claims: str


@dataclass(frozen=True)
class Graph:
    """Reports at the left, origins at the right, the ways between."""

    height: float
    reports: tuple[tuple[ReportView, float, tuple[ReportView, ...]], ...]
    between: tuple[tuple[str, float, float], ...]
    origins: tuple[tuple[OriginView, str, float, float], ...]
    edges: tuple[Edge, ...]
    links: tuple[tuple[float, float], ...]
    rest: tuple[OriginView, ...]

    @property
    def left_out(self) -> int:
        """How many origins the graph leaves to the list below it."""
        return len(self.rest)


@dataclass(frozen=True)
class Tick:
    """A moment on the page's time line, 0 to 180."""

    moment: Moment
    x: float
    width: float


SHAPES = ("square", "dot", "diamond", "triangle")


def plots(rows: tuple[BalanceRow, ...]) -> tuple[Plot, ...]:
    """Lay the balance out: one plot a unit, on a log scale where the figures lie far apart."""
    units = dict.fromkeys(row.unit for row in rows)
    return tuple(_plot(unit, [row for row in rows if row.unit == unit]) for unit in units)


def _plot(unit: str, rows: list[BalanceRow]) -> Plot:
    values = [v for row in rows for h in row.holdings for v in (h.low, h.high)]
    low, high = min(values), max(values)
    log = low > 0 and high / low > LOG_FROM
    if log:
        first, last = math.floor(math.log10(low)), math.ceil(math.log10(high) + 1e-9)
        last = max(last, first + 1)
        ticks = [10.0**power for power in range(first, last + 1)]
        if len(ticks) > 8:
            ticks = ticks[:: math.ceil(len(ticks) / 8)]

        def place(value: float) -> float:
            return PLOT_LEFT + (math.log10(value) - first) / (last - first) * (PLOT_RIGHT - PLOT_LEFT)
    else:
        bottom, top = min(0.0, low), max(high, 0.0) or 1.0
        step = _nice((top - bottom) / 5)
        top = math.ceil(top / step) * step
        bottom = math.floor(bottom / step) * step
        ticks = [bottom + index * step for index in range(int(round((top - bottom) / step)) + 1)]

        def place(value: float) -> float:
            return PLOT_LEFT + (value - bottom) / (top - bottom) * (PLOT_RIGHT - PLOT_LEFT)

    made, y = [], 8.0
    for row in rows:
        height = max(len(row.holdings), 2 if row.ratio else 1) * LINE + 12
        marks = tuple(_mark(h, place, y + 20 + index * LINE) for index, h in enumerate(row.holdings))
        made.append(PlotRow(row, shorten(row.item, 24), y, height, marks, row.ratio, row.ratio_note))
        y += height
    parties = {h.party: SHAPES[h.party_number % len(SHAPES)] for row in rows for h in row.holdings}
    return Plot(
        unit, log, y, tuple(made), tuple((round(place(t), 1), number(t)) for t in ticks), tuple(parties.items())
    )


def _nice(step: float) -> float:
    power = 10.0 ** math.floor(math.log10(step)) if step > 0 else 1.0
    return next((power * factor for factor in (1, 2, 5, 10) if power * factor >= step), power * 10)


def _mark(held: Holding, place: object, y: float) -> PlotMark:
    assert callable(place)
    x, x2 = round(place(held.low), 1), round(place(held.high), 1)
    style = {"<": "below", "down": "below", ">": "above", "up": "above", "~": "about"}.get(held.bound, "exact")
    if held.low != held.high and style in {"exact", "about"}:
        style = "range"
    right = max(x, x2) + (40 if style == "above" else 14)
    anchor, label_x = (
        ("start", right) if right < PLOT_RIGHT - 130 else ("end", min(x, x2) - (40 if style == "below" else 14))
    )
    label = f"{shorten(held.label, 28)}"
    return PlotMark(held, x, x2, y, SHAPES[held.party_number % len(SHAPES)], style, label_x, anchor, label)


def graph(
    found: tuple[OriginView, ...], reports: tuple[ReportView, ...], links: tuple[tuple[str, str], ...] = ()
) -> Graph:
    """Lay out which report leads to which origin, through whom; linked origins (pairs of ids) stand together."""
    everyone = _together([view for view in found if view.origin is not None], links)
    named = everyone[:GRAPH_ORIGINS]
    shown = named + [view for view in found if view.origin is None]
    sources = [view for view in reports if view.copy_of is None][:GRAPH_REPORTS]
    copies = {s.number: tuple(v for v in reports if v.copy_of == s.number)[:4] for s in sources}
    rows = sum(1.6 + len(copies[s.number]) * 0.7 for s in sources)
    height = max(len(shown) * GRAPH_LINE, rows * GRAPH_LINE) + 24
    gap = (height - 24) / max(rows, 1)
    y, left, placed = 12.0, {}, []
    for source in sources:
        span = (1.6 + len(copies[source.number]) * 0.7) * gap
        left[source.number] = round(y + min(span / 2, 14), 1)
        placed.append((source, left[source.number], copies[source.number]))
        y += span
    pitch = (height - 24) / max(len(shown), 1)
    right = {id(view): round(12 + pitch * (index + 0.5), 1) for index, view in enumerate(shown)}
    hops: dict[str, list[float]] = {}
    for view in shown:
        for report, between, _ in view.through:
            for hop in between:
                if report in left:
                    hops.setdefault(hop, []).append((left[report] + right[id(view)]) / 2)
    middle: dict[str, float] = {}
    last = -100.0
    for hop, ys in sorted(hops.items(), key=lambda item: (sum(item[1]) / len(item[1]), item[0])):
        last = max(last + 26, sum(ys) / len(ys))
        middle[hop] = round(last, 1)
    height = max(height, last + 24)
    edges = []
    for view in shown:
        for report, between, count in view.through:
            if report not in left:
                continue
            mine = [one for one in view.said if one.view.number == report]
            points = [(188.0, left[report]), *((350.0, middle[hop]) for hop in between), (500.0, right[id(view)])]
            edges.append(
                Edge(_curve(points), min(4.5, 0.9 + 0.22 * count), view.origin is None, tuple(mine),
                     " ".join(sorted({one.claim.id for one in mine if one.claim})))
            )  # fmt: skip
    top = max((view.count for view in shown), default=1) or 1
    return Graph(
        height=round(height, 1),
        reports=tuple(placed),
        between=tuple((hop, 350.0, y) for hop, y in middle.items()),
        origins=tuple((v, shorten(v.name, 34), right[id(v)], round(44 * v.count / top, 1)) for v in shown),
        edges=tuple(edges),
        links=_bars(named, links, right),
        rest=tuple(everyone[GRAPH_ORIGINS:]),
    )


def _together(named: list[OriginView], links: tuple[tuple[str, str], ...]) -> list[OriginView]:
    """Return the origins with the linked ones one after another, otherwise in their order."""
    by_id = {view.origin.id: view for view in named if view.origin}
    beside: dict[str, list[str]] = {}
    for first, second in links:
        beside.setdefault(first, []).append(second)
        beside.setdefault(second, []).append(first)
    placed: dict[str, OriginView] = {}
    for key in by_id:
        waiting = [key]
        while waiting:
            at = waiting.pop(0)
            if at not in placed:
                placed[at] = by_id[at]
                waiting += [other for other in beside.get(at, ()) if other in by_id]
    return list(placed.values())


def _bars(
    named: list[OriginView], links: tuple[tuple[str, str], ...], heights: dict[int, float]
) -> tuple[tuple[float, float], ...]:
    at = {view.origin.id: heights[id(view)] for view in named if view.origin}
    return tuple(
        (min(at[first], at[second]), max(at[first], at[second]))
        for first, second in links
        if first in at and second in at
    )


def share(counts: list[tuple[str, int]], width: float = 888.0) -> tuple[tuple[str, float, float], ...]:
    """Return one bar of several parts: name, where it begins, how wide it is."""
    total = sum(count for _, count in counts) or 1
    made, x = [], 0.0
    for name, count in counts:
        part = round(width * count / total, 1)
        made.append((name, round(x, 1), part))
        x += part
    return tuple(made)


def _curve(points: list[tuple[float, float]]) -> str:
    path = f"M{points[0][0]:g} {points[0][1]:g}"
    for (x1, y1), (x2, y2) in zip(points, points[1:], strict=False):
        if x1 == x2:
            path += f"L{x2:g} {y2:g}"
        else:
            half = (x2 - x1) / 2
            path += f"C{x1 + half:g} {y1:g} {x2 - half:g} {y2:g} {x2:g} {y2:g}"
    return path


def ticks(moments: tuple[Moment, ...]) -> tuple[tuple[Tick, ...], tuple[tuple[float, str], ...]]:
    """Place moments on 180 units; the middle four fifths of them get four sixths of the width.

    Returns the marks and the bounds of the wide middle with their dates.
    """
    days: list[tuple[float, float] | None] = []
    for one in moments:
        first, last = moment(one.from_), moment(one.to)
        days.append(None if first is None or last is None else (_ordinal(first), max(_ordinal(first), _ordinal(last))))
    starts = sorted(span[0] for span in days if span)
    if not starts:
        return tuple(Tick(one, 0.0, 0.0) for one in moments), ()
    ends = sorted(span[1] for span in days if span)
    low, high = starts[0], max(ends[-1], starts[0] + 1)
    # The days in focus leave out a tenth at either end, and of a few at least the first and the last.
    edge = max(1, len(starts) // 10) if len(starts) > 3 else 0
    focus_low, focus_high = starts[edge], ends[len(ends) - 1 - edge] + 1
    narrow = (high - low) > 4 * (focus_high - focus_low)
    bounds = (
        [(low, 4.0), (focus_low, 34.0), (focus_high, 146.0), (high, 176.0)] if narrow else [(low, 4.0), (high, 176.0)]
    )

    def place(value: float) -> float:
        for (a, xa), (b, xb) in zip(bounds, bounds[1:], strict=False):
            if value <= b:
                return xa if b == a else xa + (value - a) / (b - a) * (xb - xa)
        return bounds[-1][1]

    made = []
    for one, span in zip(moments, days, strict=True):
        x = place(span[0]) if span else 0.0
        made.append(
            Tick(one, round(x, 1), round(max(0.0, place(span[1]) - x) if span and span[1] - span[0] >= 2 else 0.0, 1))
        )
    grid = []
    for value, x in bounds:
        from datetime import date

        grid.append((x, day(date.fromordinal(min(int(value), date.max.toordinal())).isoformat())))
    return tuple(made), tuple(grid)


def _ordinal(at: object) -> float:
    from datetime import datetime

    assert isinstance(at, datetime)
    return at.toordinal() + at.hour / 24
