"""Rates of exchange that the reports of a story tell: "2m euros (£1.7m; $2.6m)" gives three.

By such a rate "£88m" and "€103 million" are one sum, whatever the day was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from crossread.compare.differences.quantities import EXCHANGED
from crossread.compare.same_fact.views import StatementView
from crossread.model import Quantity

Rates = Mapping[tuple[str, str], float]


def rates_told(views: Iterable[StatementView], story_of: Mapping[str, str]) -> Mapping[str, Rates]:
    """Return by story the rates that its statements tell; `story_of` maps report ids to stories.

    A rate is told by its two currencies: what one unit of the first is in the second. What another story tells says
    nothing here.
    """
    told: dict[str, dict[tuple[str, str], float]] = defaultdict(dict)
    for view in views:
        found = told[story_of.get(view.statement.report, view.statement.report)]
        figures = {quantity.id: quantity for quantity in view.quantities}
        for one, other in ((figures.get(a), figures.get(b)) for a, b in view.profile.restated):
            if one and other and one.low and other.low:
                found.setdefault((one.unit or "", other.unit or ""), other.low / one.low)
                found.setdefault((other.unit or "", one.unit or ""), one.low / other.low)
    return told


def is_one_sum(one: Quantity, other: Quantity, rates: Rates) -> bool:
    """Say whether two sums in two currencies are one by a rate that is told."""
    rate = rates.get((one.unit or "", other.unit or ""))
    if rate is None or not one.low or not other.low:
        return False
    return abs(one.low * rate - other.low) <= EXCHANGED * other.low
