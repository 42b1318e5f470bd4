"""Figures that differ, each claim on its own scale: dots as written, hollow about, bars for ranges, arrows for bounds.

Lengths are SVG user units on a line from 0 to WIDTH; nothing here knows of colours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from crossread.model import Quantity
from crossread.present.claims import ClaimView, key_quantity, ranges
from crossread.present.outline import StoryView
from crossread.present.statement_view import Said
from crossread.present.wording import UNIT_SHORT, figure, number

WIDTH = 320.0
# A label's width is estimated from its length; labels that would touch go one line higher.
LETTER = 6.4
LEVEL = 14.0
LEVELS = 3
NUMERIC = {"figure", "rounding", "revision", "estimate", "scope"}


@dataclass(frozen=True)
class ScaleMark:
    """One value: where it stands, how it is drawn, and the statements that give it."""

    x: float
    x2: float
    style: str
    label: str
    label_x: float
    level: int
    deviates: bool
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Scale:
    """The figures of one claim on one line."""

    row: ClaimView
    unit: str
    marks: tuple[ScaleMark, ...]
    ticks: tuple[tuple[float, str], ...]
    levels: int


def scales(story: StoryView) -> tuple[Scale, ...]:
    """Return a scale for each claim whose texts give figures that are not simply the same."""
    made = []
    for row in story.conflict + story.differ + story.agree:
        if NUMERIC.intersection(row.kinds):
            scale = _scale(row)
            if scale is not None:
                made.append(scale)
    return tuple(made)


def _measure(quantity: Quantity) -> tuple[float, float, str] | None:
    measured = quantity.base or quantity
    low, high, unit = measured.low, measured.high, measured.unit or ""
    if quantity.base is None and (quantity.unit or "") == "":
        unit = "count"
    low, high = (high if low is None else low), (low if high is None else high)
    return None if low is None or high is None else (low, high, unit)


def _scale(row: ClaimView) -> Scale | None:
    found: dict[tuple[float, float, str, str], list[tuple[Said, Quantity]]] = {}
    units: dict[str, set[int]] = {}
    for one in row.said:
        quantity = key_quantity(one, row.said)
        measured = _measure(quantity) if quantity else None
        if quantity is None or measured is None:
            continue
        low, high, unit = measured
        units.setdefault(unit, set()).add(one.view.text_number)
        found.setdefault((low, high, quantity.bound, unit), []).append((one, quantity))
    if not units:
        return None
    unit = max(units, key=lambda name: (len(units[name]), name))
    kept = {key: said for key, said in found.items() if key[3] == unit}
    if len(units[unit]) < 2 or len(kept) < 2:
        return None
    values = [value for low, high, _, _ in kept for value in (low, high)]
    bottom, top, step = _bounds(min(values), max(values))

    def place(value: float) -> float:
        return round((value - bottom) / (top - bottom) * WIDTH, 1)

    odd = {cell.said.statement.id for cell in row.cells if cell.deviates and cell.said}
    marks: list[ScaleMark] = []
    ends = [-math.inf] * LEVELS
    for (low, high, bound, _), said in sorted(kept.items(), key=lambda item: (item[0][0] + item[0][1], item[0][2])):
        style = {"<": "below", "down": "below", ">": "above", "up": "exact", "~": "about"}.get(bound, "exact")
        style = "below" if bound == "<" else "range" if low != high else "exact" if bound == "down" else style
        ones = tuple(one for one, _ in said)
        numbers = ranges(sorted({one.view.number for one in ones}))
        label = f"{figure(said[0][1])} · {numbers}"
        half = len(label) * LETTER / 2
        middle = min(max((place(low) + place(high)) / 2, half - 20), WIDTH + 20 - half)
        level = next((at for at in range(LEVELS) if ends[at] < middle - half), LEVELS - 1)
        ends[level] = middle + half + 4
        deviates = any(one.statement.id in odd for one in ones)
        marks.append(ScaleMark(place(low), place(high), style, label, round(middle, 1), level, deviates, ones))
    ticks = tuple(
        (place(bottom + at * step), number(bottom + at * step)) for at in range(round((top - bottom) / step) + 1)
    )
    shown = "" if unit == "count" else UNIT_SHORT.get(unit, unit)
    return Scale(row, shown, tuple(marks), ticks, 1 + max(mark.level for mark in marks))


def _bounds(low: float, high: float) -> tuple[float, float, float]:
    """Return a rounded scale around the figures: from, to and the step between its three or four ticks."""
    spread = high - low or abs(high) or 1.0
    low, high = low - 0.15 * spread, high + 0.15 * spread
    if low > 0 and low < 0.6 * spread:
        low = 0.0
    raw = (high - low) / 3
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= raw)
    return math.floor(low / step) * step, math.ceil(high / step) * step, step
