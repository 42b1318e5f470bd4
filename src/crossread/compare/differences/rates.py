"""Rates of exchange that the reports of a story tell: "2m euros (£1.7m; $2.6m)" gives three.

By such a rate "£88m" and "€103 million" are one sum, whatever the day was.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from crossread.compare.differences.quantities import EXCHANGED
from crossread.compare.same_fact.views import StatementView
from crossread.model import Quantity

Rates = Mapping[tuple[str, str], float]
# Between a sum and the same in another currency: "€2m ($2.6m)", "€2m, or about $2.6m"; more follow in the brackets.
_SAME = re.compile(r"\s?\(|,? or ")
_MORE = re.compile(r"\s?[;/,]\s?")


def rates_told(views: Iterable[StatementView]) -> Rates:
    """Return the rates that statements tell, by the two currencies: what one unit of the first is in the second."""
    found: dict[tuple[str, str], float] = {}
    for view in views:
        for one, other in _told_as_one(view):
            if one.low and other.low:
                found.setdefault((one.unit or "", other.unit or ""), other.low / one.low)
                found.setdefault((other.unit or "", one.unit or ""), one.low / other.low)
    return found


def is_one_sum(one: Quantity, other: Quantity, rates: Rates) -> bool:
    """Say whether two sums in two currencies are one by a rate that is told."""
    rate = rates.get((one.unit or "", other.unit or ""))
    if rate is None or not one.low or not other.low:
        return False
    return abs(one.low * rate - other.low) <= EXCHANGED * other.low


def is_sum(quantity: Quantity) -> bool:
    """Say whether a figure is an amount of money and no price per something."""
    unit = quantity.unit or ""
    return len(unit) == CODE and unit.isupper() and quantity.low is not None and quantity.low == quantity.high


CODE = 3  # letters of a currency: EUR


def _told_as_one(view: StatementView) -> Iterable[tuple[Quantity, Quantity]]:
    """Yield each two sums of a statement that it tells as one sum in two currencies."""
    run: list[Quantity] = []
    text, at = view.statement.text, view.statement.start
    for quantity in sorted((q for q in view.quantities if is_sum(q)), key=lambda q: q.start):
        between = text[run[-1].end - at : quantity.start - at] if run else ""
        joined = _SAME if len(run) == 1 else _MORE
        if not run or not joined.fullmatch(between) or quantity.unit in {q.unit for q in run}:
            yield from combinations(run, 2)
            run = []
        run.append(quantity)
    yield from combinations(run, 2)
