"""Shares of a whole: "half of the 60 pupils" answers how many with 30, and never with 60."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from crossread.compare.differences.quantities import common_intervals
from crossread.compare.same_fact.views import StatementView
from crossread.model import Quantity

_EXACT = 6  # decimals of a count made of a share: what is beyond is of the arithmetic


def answers_of(view: StatementView, other: StatementView) -> tuple[Quantity, ...]:
    """Return the figures by which a statement answers, the former ones left out where there are newer.

    A whole is no answer beside its part, unless the other statement tells a part of a whole too. A share is counted
    out of its whole where the other gives no share.
    """
    figures = tuple(q for q in view.quantities if not (q.context and q.context.former)) or view.quantities
    wholes = _wholes(figures)
    both = bool(_wholes(other.quantities))
    found = []
    for figure in figures:
        whole = wholes.get(figure.context.whole or "") if figure.context else None
        if whole is not None and not any(common_intervals(figure, q) and is_share(q) for q in other.quantities):
            found.append(_counted_out(figure, whole, view) if is_share(figure) else figure)
        elif both or figure.id not in wholes:
            found.append(figure)
    return tuple(found)


def _wholes(figures: Sequence[Quantity]) -> dict[str, Quantity]:
    """Return the figures of which others are parts, by id."""
    named = {q.context.whole for q in figures if q.context}
    return {q.id: q for q in figures if q.id in named and q.low is not None}


def is_share(figure: Quantity) -> bool:
    """Say whether a figure is a share: a third, 40 per cent, one in five."""
    return figure.unit == "percent" or figure.unit is None and figure.low is not None and 0.0 < figure.low < 1.0


def _counted_out(share: Quantity, whole: Quantity, view: StatementView) -> Quantity:
    """Return how many a share of a whole are; it is rough, as shares in prose are."""
    hundred = 100.0 if share.unit == "percent" else 1.0
    factors = [None if end is None else end / hundred for end in (share.low, share.high)]

    def of(low: float | None, high: float | None) -> tuple[float | None, float | None]:
        ends = zip((low, high), factors, strict=True)
        found = [None if end is None or factor is None else round(end * factor, _EXACT) for end, factor in ends]
        return found[0], found[1]

    low, high = of(whole.low, whole.high)
    base = whole.base
    if base is not None:
        ends = of(base.low, base.high)
        base = msgspec.structs.replace(base, low=ends[0], high=ends[1])
    at = view.statement.start
    return msgspec.structs.replace(
        whole,
        id=share.id,
        text=view.statement.text[share.start - at : whole.end - at],
        start=share.start,
        low=low,
        high=high,
        base=base,
        bound="~" if share.bound == "=" else share.bound,
        context=share.context,
    )
