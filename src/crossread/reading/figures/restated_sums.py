"""A sum told in several currencies: "€2m, or about $2.6m", "2m euros (£1.7m; $2.6m)"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise

from crossread.model import Quantity

# Between a sum and the same in another currency; more follow in the brackets.
_SAME = re.compile(r"\s?\(|,? or ")
_MORE = re.compile(r"\s?[;/,]\s?")


def restated_sums(text: str, quantities: Iterable[Quantity]) -> tuple[tuple[str, str], ...]:
    """Return the ids of each two amounts of money that a text tells as one sum in two currencies, in its order."""
    sums = sorted((q for q in quantities if q.is_sum), key=lambda q: q.start)
    return tuple((one.id, other.id) for run in _runs(text, sums) for one, other in combinations(run, 2))


def _runs(text: str, sums: list[Quantity]) -> Iterator[list[Quantity]]:
    """Yield the sums that follow one another as one, longest runs each."""
    run = sums[:1]
    for before, own in pairwise(sums):
        joined = _SAME if len(run) == 1 else _MORE
        again = joined.fullmatch(text, before.end, own.start) and own.unit not in {q.unit for q in run}
        if not again:
            yield run
            run = []
        run.append(own)
    yield run
