"""Two figures side by side: what they are to one another, and one sentence that says why and where both stand.

The findings are tried in the order of the table below; the first that holds is given. Relations follow
`docs/dossier.md`: `within` is shown as a rounding, `conflict` as two figures for the same thing.

1. incomparable: no unit in common, or ages, which are compared with nothing
2. scope: a rate of another time, another holder, another place
3. same, within, rounding: the numbers agree as far as they are given; no more than the one, and at least the other,
   conflict
4. revision: the words of one say that its figure is the newer
5. scope: the statements are not of one thing, or as of different days (a difference of time)
6. revision: the later report of one line of tellers, one close by, of a running total, or of a count that has grown
7. scope: another thing is counted, or only a part of it
8. estimate: both call theirs an estimate
9. conflict
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from crossread.languages.en.inflection import singular
from crossread.languages.tables import words
from crossread.model import Quantity

Finding = Literal["same", "rounding", "within", "revision", "scope", "estimate", "conflict", "incomparable"]
Interval = tuple[float, float]
Outcome = Literal["same", "rounding", "scope", "time", "revision", "estimate", "figure", "incomparable"]

CLOSE = 0.025  # half a unit in the second significant digit of 20, the coarsest two-digit rounding in common use
ROUND = 0.05  # half a unit in the second digit of 10: nobody who does not say "about" rounds 44 to 40, or 248 to 200
COUNTED_OUT = 100.0  # whole numbers below are counted, not rounded: "40 people were hurt" beside "38 people were hurt"
NEAR = 0.08  # an "about" may be rounded to one digit: half a unit of 6, the digit where the press begins to do so
CONVERTED = 0.03  # two-digit rounding of a converted figure whose factor is itself rounded (1.6 km, 0.45 kg)
DEGREES = 5.0  # kelvin: temperatures in prose are rounded to ten degrees; ratios of them mean nothing
EXCHANGED = 0.05  # sums in two currencies: the reports may have used a rate of another day or bank than the ECB's
BOUND_REACH = 0.25  # "more than 400" is said of figures up to a quarter beyond; further off it is another figure
FINE_REACH = 0.15  # the same of 26,000: of 31,000 he would say "more than 30,000"
SMALL = 20.0  # a step of one is much of what is smaller: "more than 12", 14
LEAST_REACH = 1.0  # "at least 40" is said while counting goes on; of twice as many, nobody would say it
# two estimates of one thing lie no further apart than this share of the larger: five times as many is no estimate
RIVAL = 0.8
CALENDAR = 0.1  # months are four weeks or thirty days to the press, and no calendar's
CALENDAR_UNITS = frozenset(["day", "week", "fortnight", "month", "quarter", "year"])
_LEAST = ("at least", "at the least", "no fewer", "no less", "not fewer", "not less", "a minimum")


@dataclass(frozen=True, slots=True)
class QuantityContext:
    """What is known of the two statements, the earlier first where that is known.

    `later`: the second report is the later one (None: unknown). `same_tellers`: one line of tellers. `estimates`: which
    call theirs an estimate. `says_revised`: the second says that the figure has changed. `labels` name the two reports
    for the reader. `holders`, `places` and `as_of` are whose the things are, where, and on which days (first and last,
    ISO); empty where the text does not say. `other_thing` says why the statements are not of one thing; `mounting`:
    both tell how far something has come by now.
    """

    later: bool | None = None
    same_tellers: bool = False
    estimates: tuple[bool, bool] = (False, False)
    says_revised: bool = False
    labels: tuple[str, str] | None = None
    holders: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    places: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
    as_of: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]] = ((), ())
    other_thing: str | None = None
    mounting: bool = False


@dataclass(frozen=True, slots=True)
class QuantityComparison:
    """What two figures are to one another, and one sentence that a reader can check."""

    finding: Finding
    explanation: str
    moment: bool = False  # the scope differs in the moment alone

    @property
    def kind(self) -> Outcome:
        """The kind of difference as a dossier names it."""
        if self.finding == "within":
            return "rounding"
        if self.finding == "scope" and self.moment:
            return "time"
        return "figure" if self.finding == "conflict" else self.finding


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two figures as intervals of one unit, and whether that took a conversion; `a` is the earlier where known."""

    a: Quantity
    b: Quantity
    one: Interval
    other: Interval
    converted: bool
    context: QuantityContext

    @property
    def is_of_points(self) -> bool:
        """Whether both are single numbers."""
        return self.one[0] == self.one[1] and self.other[0] == self.other[1]

    @property
    def is_about(self) -> bool:
        """Whether one of them is said to be rough."""
        return "~" in (self.a.bound, self.b.bound)

    @property
    def is_bounded(self) -> bool:
        """Whether one of them is only a bound: what breaks "more than 40" is not 40 rounded."""
        return not {self.a.bound, self.b.bound}.isdisjoint("<>")

    @property
    def is_exact_count(self) -> bool:
        """Whether both count few things one by one."""
        counts = self.a.unit is None and self.b.unit is None and not self.is_about and not self.is_bounded
        return counts and max(self.one[0], self.other[0]) < COUNTED_OUT and all(
            end[0].is_integer() for end in (self.one, self.other)
        )

    @property
    def is_of_heat(self) -> bool:
        """Whether they are temperatures, of which differences mean something and ratios nothing."""
        return self.a.base is not None and self.a.base.unit == "kelvin"

    @property
    def gap(self) -> float:
        """How far apart they begin, as a share of the larger."""
        return _gap(self.one[0], self.other[0])


@dataclass(frozen=True, slots=True)
class _Reason:
    """A finding and why it holds; `moment` where the two differ in the day alone."""

    finding: Finding
    why: str
    moment: bool = False


def compare_quantities(a: Quantity, b: Quantity, context: QuantityContext) -> QuantityComparison:
    """Compare two figures for what may be one thing; `a` is the earlier where that is known."""
    reason = _reason(a, b, context)
    return QuantityComparison(reason.finding, f"{_shown(a, b, context)}: {reason.why}.", reason.moment)


def _reason(a: Quantity, b: Quantity, context: QuantityContext) -> _Reason:
    """Return the first finding that holds, before a common unit is looked for and behind it."""
    if a.age or b.age:
        return _Reason("incomparable", "ages are not laid beside other figures")
    if a.measure == b.measure and a.per != b.per:
        return _Reason("scope", f"the one is {_per(a)}, the other {_per(b)}")
    values = _values(a, b)
    if values is None:
        return _Reason("incomparable", _no_common_unit(a, b))
    pair = _Pair(a, b, *values, context)
    return next((found for test in _TESTS if (found := test(pair)) is not None), _CONFLICT)


def interval_of(quantity: Quantity) -> tuple[float, float] | None:
    """Return a figure as an interval, in its base unit where it has one; None where no number is written."""
    base = quantity.base
    low, high = (base.low, base.high) if base else (quantity.low, quantity.high)
    return (low, high) if low is not None and high is not None else None


def common_intervals(a: Quantity, b: Quantity) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return two figures as intervals in one unit, what they are per left aside; None where no unit is common.

    "415 pence" and "430 pence a share" are held to be in one unit: the first leaves out what the second says.
    """
    pair = _values(a, b)
    if pair is not None:
        return pair[0], pair[1]
    if not (a.base and b.base) and a.measure == b.measure and a.low is not None and b.low is not None:
        return (a.low, a.high or a.low), (b.low, b.high or b.low)
    return None


def bound_holds(a: Quantity, b: Quantity) -> bool:
    """Say whether one figure is a bound that the other keeps, not far from it: "almost 150" and 143."""
    pair = common_intervals(a, b)
    return pair is not None and (_holds(a, *pair, _reach(a, False)) or _holds(b, *pair[::-1], _reach(b, False)))


def _values(a: Quantity, b: Quantity) -> tuple[tuple[float, float], tuple[float, float], bool] | None:
    """Return both figures as intervals of one unit and whether that took a conversion; open ends are infinite."""
    if a.unit == b.unit and a.low is not None and b.low is not None and (a.base is None) == (b.base is None):
        return (a.low, a.high or a.low), (b.low, b.high or b.low), False
    unit_a, unit_b = (q.base.unit if q.base else q.unit or "count" for q in (a, b))
    if unit_a != unit_b:
        return None
    ends: list[tuple[float, float]] = []
    for quantity in (a, b):
        low = quantity.base.low if quantity.base else quantity.low
        high = quantity.base.high if quantity.base else quantity.high
        if low is None:
            return None
        ends.append((low, math.inf if high is None else high))
    return ends[0], ends[1], a.unit != b.unit


def _in_another_scope(pair: _Pair) -> _Reason | None:
    """Find another holder or another place."""
    scope = _other_scope(pair.context)
    return _Reason("scope", scope) if scope else None


def _in_opposite_directions(pair: _Pair) -> _Reason | None:
    """Find a rise beside a fall, which nothing but another day reconciles."""
    if {pair.a.bound, pair.b.bound} != {"up", "down"}:
        return None
    return _on_other_days(pair) or _Reason("conflict", "the one says it rose, the other that it fell")


def _equal(pair: _Pair) -> _Reason | None:
    """Find one number in both."""
    if pair.one != pair.other:
        return None
    if pair.a.bound == pair.b.bound or {pair.a.bound, pair.b.bound} <= {"=", "up", "down"}:
        return _Reason("same", "the same figure, in another unit" if pair.converted else "the same figure")
    return _Reason("rounding", "the same number, marked as a bound or as rough by one of them")


def _within_bound(pair: _Pair) -> _Reason | None:
    """Find a bound that the other keeps."""
    newer = bool(pair.context.later or pair.context.says_revised)
    reach = [_reach(figure, newer, FINE_REACH) for figure in (pair.a, pair.b)]
    if _holds(pair.a, pair.one, pair.other, reach[0]) or _holds(pair.b, pair.other, pair.one, reach[1]):
        return _Reason("within", "the one figure lies within what the other says")
    return None


def _within_bound_as_written(pair: _Pair) -> _Reason | None:
    """Find a bound that the other keeps in the unit of both."""
    return None if pair.converted else _within_bound(pair)


def _bounds_apart(pair: _Pair) -> _Reason | None:
    """Find "fewer than 100" beside "more than 400", which no number keeps."""
    if {pair.a.bound, pair.b.bound} != {"<", ">"}:
        return None
    below, above = (pair.one, pair.other) if pair.a.bound == "<" else (pair.other, pair.one)
    if below[1] > above[0]:
        return _Reason("within", "a number may lie between the two bounds")
    newer = pair.context.later or pair.context.says_revised
    return None if newer or pair.gap <= CLOSE else _on_other_days(pair) or _CONFLICT


def _rounded(pair: _Pair) -> _Reason | None:
    """Find a number that is the other rounded, unless the words say that it is a new one, in the same unit."""
    if not pair.is_of_points or pair.context.says_revised and not pair.converted or not _is_rounding(pair):
        return None
    return _Reason("rounding", f"the one is the other, {'converted and rounded' if pair.converted else 'rounded'}")


def _is_rounding(pair: _Pair) -> bool:
    one, other = pair.one[0], pair.other[0]
    if pair.is_of_heat:
        told = pair.a.low or 0.0, pair.b.low or 0.0
        return abs(one - other) <= DEGREES if pair.converted else _gap(*told) <= CLOSE and _rounds_to(*told)
    if pair.is_exact_count:
        return False
    rough = pair.converted or pair.is_about or _digits(one) != _digits(other)
    if rough and pair.gap <= _tolerance(pair):
        return True
    return not pair.is_bounded and pair.gap <= ROUND and _rounds_to(one, other)


def _tolerance(pair: _Pair) -> float:
    """Return by what share of the larger a rounded figure may lie off."""
    money = pair.converted and pair.a.unit is not None and pair.a.unit[:3].isupper()
    tolerance = EXCHANGED if money else CONVERTED if pair.converted else CLOSE
    return max(tolerance, NEAR) if pair.is_about else tolerance


def _ranges_meet(pair: _Pair) -> _Reason | None:
    """Find ranges that meet; days, weeks and months are ranges to one another."""
    one, other, points = pair.one, pair.other, pair.is_of_points
    if pair.converted and {pair.a.unit, pair.b.unit} <= CALENDAR_UNITS:
        one, other = ((low * (1 - CALENDAR / 2), high * (1 + CALENDAR / 2)) for low, high in (one, other))
        points = False
    if points or one[0] > other[1] or other[0] > one[1]:
        return None
    inside = one[0] <= other[0] and other[1] <= one[1] or other[0] <= one[0] and one[1] <= other[1]
    return _Reason("within", "the one lies within the range of the other" if inside else "the two ranges overlap")


def _said_to_be_newer(pair: _Pair) -> _Reason | None:
    """Find words that call the second figure the newer."""
    return _Reason("revision", _NEWER) if pair.context.says_revised else None


def _of_another_thing(pair: _Pair) -> _Reason | None:
    """Find statements that are not of one thing."""
    return _Reason("scope", pair.context.other_thing) if pair.context.other_thing else None


def _on_other_days(pair: _Pair) -> _Reason | None:
    """Find figures as of different days."""
    days = _other_days(pair.context)
    return _Reason("scope", days, moment=True) if days else None


def _told_later(pair: _Pair) -> _Reason | None:
    """Find the later of two figures of one line of tellers, of a running total, close by, or of a growing count."""
    if not pair.context.later:
        return None
    if pair.context.same_tellers or pair.context.mounting:
        return _Reason("revision", _NEWER)
    if pair.is_of_points and pair.gap <= CLOSE:
        return _Reason("revision", "the later report has a figure close by")
    if _grows(pair.a, pair.b, pair.one, pair.other):
        return _Reason("revision", "the later report has the newer count")
    return None


def _of_other_counts(pair: _Pair) -> _Reason | None:
    """Find another thing counted, or a part of it."""
    counted = _counted_apart(pair.a, pair.b)
    return _Reason("scope", counted) if counted else None


def _rival_estimates(pair: _Pair) -> _Reason | None:
    """Find two estimates that are not too far apart to be of one thing."""
    if pair.a.bound == pair.b.bound and pair.is_bounded:  # "more than 26,000", "more than 31,000": no guesses
        return None
    return _Reason("estimate", "rival estimates") if all(pair.context.estimates) and pair.gap <= RIVAL else None


_NEWER = "the later report has the newer figure"
_CONFLICT = _Reason("conflict", "two figures for the same thing")
# tried in order; the table at the head of this file says what each is for
_TESTS: tuple[Callable[[_Pair], _Reason | None], ...] = (
    _in_another_scope,
    _in_opposite_directions,
    _equal,
    _bounds_apart,
    _within_bound_as_written,
    _rounded,
    _within_bound,
    _ranges_meet,
    _said_to_be_newer,
    _of_another_thing,
    _on_other_days,
    _told_later,
    _of_other_counts,
    _rival_estimates,
)


def _holds(a: Quantity, one: tuple[float, float], other: tuple[float, float], reach: float) -> bool:
    """Say whether a bound ("more than 400", "almost 150") holds of another figure and lies near it."""
    if a.bound == ">":
        return one[0] <= other[0] <= one[0] * (1 + reach)
    if a.bound == "<":
        return one[1] * (1 - reach) <= other[1] <= one[1]
    return False


def _reach(bound: Quantity, newer: bool, fine: float = BOUND_REACH) -> float:
    """Return how far beyond a bound a figure may lie; no further than `fine` where the bound is no round number.

    Beside a `newer` figure, "at least 40" is what was known before.
    """
    if bound.bound == ">" and bound.text.lower().startswith(_LEAST) and not newer:
        return LEAST_REACH
    return BOUND_REACH if _is_round(bound) else fine


def _is_round(bound: Quantity) -> bool:
    """Say whether a bound is a round number as it is written, or a small one: 400, 250, two dozen, 12."""
    written = f"{abs(bound.low or bound.high or 0.0):.6g}".split("e")[0].replace(".", "").strip("0")
    return len(written) < 2 or written[1:] == "5" or (bound.low or 0.0) < SMALL or "dozen" in bound.text.lower()


def _gap(a: float, b: float) -> float:
    """Return how far apart two figures are, as a share of the larger."""
    largest = max(abs(a), abs(b))
    return abs(a - b) / largest if largest else 0.0


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


def _per(quantity: Quantity) -> str:
    if quantity.per:
        return f"per {quantity.per}"
    return "a sum" if quantity.measure else "a count"


def _no_common_unit(a: Quantity, b: Quantity) -> str:
    codes = [unit for unit in (a.unit, b.unit) if unit and len(unit) == 3 and unit.isupper()]
    if len(codes) == 2:
        return f"no dated rate of exchange joins {codes[0]} and {codes[1]}"
    return "they have no unit in common"


def _other_scope(context: QuantityContext) -> str | None:
    """Return why the two figures speak of different things by what is known around them."""
    for (one, other), what in ((context.holders, "different holders"), (context.places, "different places")):
        if one and other and not one & other:
            return f"{what}, {_some(one)} and {_some(other)}"
    if are_told_apart(*context.places):
        return f"different places, {' '.join(sorted(context.places[0]))} and {' '.join(sorted(context.places[1]))}"
    return None


def are_told_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether two places have one name but for a word before it that makes it another's: East Tarn, Port Tarn."""
    ours, theirs = one - other, other - one
    return bool(ours and theirs and one & other) and ours | theirs <= words("sorts", "before places")


def _other_days(context: QuantityContext) -> str | None:
    """Return the two dates where the figures are as of different ones."""
    first, second = context.as_of
    if not first or not second or any(a <= d and c <= b for a, b in first for c, d in second):
        return None
    return f"as of different dates, {_dates(first[0])} and {_dates(second[0])}"


def _dates(days: tuple[str, str]) -> str:
    return days[0] if days[0] == days[1] else f"{days[0]} to {days[1]}"


def _some(names: frozenset[str]) -> str:
    return min(names, key=lambda name: (-len(name), name))


def _counted_apart(a: Quantity, b: Quantity) -> str | None:
    """Return how what is counted differs: nothing in common, or one a restriction of the other."""
    one, other = counted_words(a.counted), counted_words(b.counted)
    if not one or not other or one == other:
        return None
    if not one & other:
        return f"another thing is counted, “{a.counted}” and “{b.counted}”"
    if one < other or other < one:
        return f"“{b.counted if one < other else a.counted}” are a part of “{a.counted if one < other else b.counted}”"
    return None


def counted_words(counted: str | None) -> frozenset[str]:
    """Return the words of what is counted, in the singular, articles and the like left out."""
    found = (word.strip(",.;:()“”\"'’") for word in (counted or "").lower().replace("-", " ").split())
    return frozenset(singular(word) for word in found if word.isalpha() and word not in words("topics", "empty"))


def _grows(a: Quantity, b: Quantity, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Say whether the second is a higher count of something that an event goes on adding to."""
    if a.unit is not None or b.unit is not None or other[0] <= one[0]:
        return False
    told = counted_words(a.counted) | counted_words(b.counted)
    return not told or bool(told & words("topics", "growing")) or _counted_apart(a, b) is None


def _shown(a: Quantity, b: Quantity, context: QuantityContext) -> str:
    here, there = (f" in {label}" for label in context.labels) if context.labels else ("", "")
    return f"“{a.text}”{_based(a, b)}{here} and “{b.text}”{_based(b, a)}{there}"


def _based(quantity: Quantity, other: Quantity) -> str:
    """Return a figure in its base unit, shown where the two are written in different units."""
    base = quantity.base
    if base is None or base.low is None or quantity.unit == other.unit or quantity.unit == base.unit:
        return ""
    value = base.low
    return f" ({value:,.4g} {base.unit})" if abs(value) < 10000 else f" ({value:,.0f} {base.unit})"
