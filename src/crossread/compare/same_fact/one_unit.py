"""One measure in two units, handed to the pair model in one: "240 feet high", "73 metres high".

The pair model reads words and cannot convert. Where two statements have a figure that is one, in two units, it also
reads both with the words of the one.
"""

from __future__ import annotations

from crossread.compare.differences.quantities import CLOSE, common_intervals
from crossread.compare.same_fact.views import StatementView
from crossread.model import Quantity

Span = tuple[int, int]
Told = tuple[str, Span]
CLOSE_HEAT = 0.004  # what CLOSE is for others, for temperatures, whose base is kelvin: about a degree


def in_one_unit(a: StatementView, b: StatementView) -> tuple[Told, Told]:
    """Return two statements in their sentences, each with its place; one figure told in two units has the same words.

    Those of the statement that comes first in the alphabet are kept, so that the order of reports changes nothing.
    """
    first, second = (a.text, a.span), (b.text, b.span)
    for p in a.quantities:
        for q in b.quantities:
            if _is_one(p, q):
                if a.statement.text <= b.statement.text:
                    return first, _with_words(b, q, p.text)
                return _with_words(a, p, q.text), second
    return first, second


def _is_one(p: Quantity, q: Quantity) -> bool:
    if p.unit == q.unit or p.unit is None or q.unit is None or (pair := common_intervals(p, q)) is None:
        return False
    (low, high), (other_low, other_high) = pair
    if low != high or other_low != other_high or not low or not other_low:
        return False
    heat = p.base is not None and p.base.unit == "kelvin"
    return abs(low - other_low) <= max(abs(low), abs(other_low)) * (CLOSE_HEAT if heat else CLOSE)


def _with_words(view: StatementView, figure: Quantity, told: str) -> Told:
    """Return a statement in its sentence with other words for a figure, and its place."""
    start, end = (view.span[0] + at - view.statement.start for at in (figure.start, figure.end))
    if view.text[start:end] != figure.text or not view.span[0] <= start < end <= view.span[1]:
        return view.text, view.span
    longer = len(told) - len(figure.text)
    return view.text[:start] + told + view.text[end:], (view.span[0], view.span[1] + longer)
