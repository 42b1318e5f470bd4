"""Two figures side by side: the same, one rounded, revised, rival estimates, or two figures for one thing."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from crossread.model import Quantity

Outcome = Literal["same", "rounding", "scope", "revision", "estimate", "figure", "incomparable"]
CLOSE = 0.025  # two figures that differ by less are one figure rounded: half a unit in the second digit
NEAR = 0.08  # an "about" figure may lie this far off: rounding to one digit of 60 and up
CONVERTED = 0.03  # conversions in prose round to two digits
DEGREES = 5.0  # kelvin; temperatures are compared by difference, as ratios of them mean nothing


@dataclass(frozen=True, slots=True)
class QuantityContext:
    """What is known of the two statements: which is later (None: unknown), one line of tellers, who estimates."""

    later: bool | None = None
    same_tellers: bool = False
    estimates: tuple[bool, bool] = (False, False)
    says_revised: bool = False


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """The verdict and one sentence that a reader can check."""

    kind: Outcome
    explanation: str


def compare_quantities(a: Quantity, b: Quantity, context: QuantityContext) -> QuantityComparison:
    """Compare two figures for what may be one thing; `a` is the earlier where that is known."""
    one, other = _interval(a), _interval(b)
    unit_a, unit_b = (a.base.unit if a.base else a.unit), (b.base.unit if b.base else b.unit)
    if one is None or other is None or unit_a != unit_b:
        return QuantityComparison("incomparable", f"“{a.text}” and “{b.text}” are in no common unit.")
    converted = a.unit != b.unit
    shown = _shown(a, b, converted)
    if one == other and a.bound == b.bound:
        return QuantityComparison("same", f"{shown}: the same figure.")
    low_a, high_a = one
    low_b, high_b = other
    gap = _gap(one, other)
    tolerance = CONVERTED if converted else CLOSE
    if one == other:
        return QuantityComparison("rounding", f"{shown}: the same number, one of them marked as a bound.")
    if "~" in (a.bound, b.bound):
        tolerance = max(tolerance, NEAR)
    if low_a == high_a and low_b == high_b and (gap <= tolerance or _rounds_to(low_a, low_b)) and not context.says_revised:
        return QuantityComparison("rounding", f"{shown}: one is the other, rounded" + (" or converted." if converted else "."))
    if unit_a == "kelvin" and converted and abs(low_a - low_b) <= DEGREES:
        return QuantityComparison("rounding", f"{shown}: one is the other, converted.")
    if _bounded(a, b) or _bounded(b, a):
        return QuantityComparison("rounding", f"{shown}: the one figure lies within what the other says.")
    if context.says_revised or (context.later and context.same_tellers):
        return QuantityComparison("revision", f"{shown}: the later report has the newer figure.")
    if all(context.estimates):
        return QuantityComparison("estimate", f"{shown}: rival estimates.")
    if context.later and _grows(a, b):
        return QuantityComparison("revision", f"{shown}: the later report has the newer count.")
    if low_a <= high_b and low_b <= high_a:
        return QuantityComparison("rounding", f"{shown}: the two ranges overlap.")
    return QuantityComparison("figure", f"{shown}: two figures for the same thing.")


def _interval(quantity: Quantity) -> tuple[float, float] | None:
    base = quantity.base
    low, high = (base.low, base.high) if base else (quantity.low, quantity.high)
    return (low, high) if low is not None and high is not None else None


def _gap(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return how far apart two figures are, as a share of the larger; percentages and money count the same way."""
    middle_a, middle_b = sum(one) / 2, sum(other) / 2
    largest = max(abs(middle_a), abs(middle_b))
    return abs(middle_a - middle_b) / largest if largest else 0.0


def _rounds_to(a: float, b: float) -> bool:
    """Say whether one figure is the other with fewer digits."""
    small, large = sorted((a, b), key=_digits)
    digits = _digits(small)
    if large == 0 or digits >= _digits(large):
        return False
    power = digits - 1 - math.floor(math.log10(abs(large)))
    return math.isclose(round(large, power), small, rel_tol=1e-9)


def _digits(value: float) -> int:
    text = f"{abs(value):.6g}".split("e")[0].replace(".", "").strip("0")
    return max(1, len(text))


def _bounded(a: Quantity, b: Quantity) -> bool:
    """Say whether a bound ("more than 400", "almost 150") holds of the other figure and lies near it."""
    one, other = _interval(a), _interval(b)
    assert one and other
    if a.bound == ">" and b.bound not in ("<",):
        return one[0] <= other[0] <= one[0] * 1.25
    if a.bound == "<" and b.bound not in (">",):
        return other[1] <= one[1] and other[1] >= one[1] * 0.8
    return False


def _grows(a: Quantity, b: Quantity) -> bool:
    one, other = _interval(a), _interval(b)
    return bool(one and other and a.unit is None and b.unit is None and other[0] > one[0])


def _shown(a: Quantity, b: Quantity, converted: bool) -> str:
    if not converted or a.base is None or b.base is None:
        return f"“{a.text}” and “{b.text}”"
    return f"“{a.text}” ({_number(a.base.low)} {a.base.unit}) and “{b.text}” ({_number(b.base.low)} {b.base.unit})"


def _number(value: float | None) -> str:
    return "?" if value is None else f"{value:,.4g}" if abs(value) < 10000 else f"{value:,.0f}"
