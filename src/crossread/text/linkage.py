"""Groups of what belongs together: all that pairs link, or what is alike on the mean.

Average linkage is for likeness: with it no chain of near misses joins the unlike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Item = TypeVar("Item", bound=Hashable)


def components(items: Sequence[Item], pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """Return the sets of items that pairs link, also by way of others; sets and items in the order of `items`."""
    place = {item: number for number, item in enumerate(items)}
    parent = list(range(len(items)))

    def find(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in pairs:
        first, second = sorted((find(place[one]), find(place[other])))
        parent[second] = first
    found: dict[int, list[Item]] = defaultdict(list)
    for number, item in enumerate(items):
        found[find(number)].append(item)
    return list(found.values())


Pairs = npt.NDArray[np.bool_]


def average_link(
    likeness: Matrix, bar: float, least: int | None = None, *, asked: Pairs | None = None, toll: float = 0.0
) -> list[list[int]]:
    """Merge the two groups whose members are most like on the mean, while that is `bar` or more.

    Of pairs that are not `asked` for (all are, unless told) the likeness does not count; two groups that have such a
    pair are `toll` less alike, and those that have no other are not merged.
    With `least`, return instead the groups just before the last merge of two groups of `least` members or more,
    these two first; one group where no such merge is met.
    """
    count = len(likeness)
    members: list[list[int]] = [[i] for i in range(count)]
    counted = np.ones((count, count)) if asked is None else asked.astype(float)
    np.fill_diagonal(counted, 0.0)
    total = likeness * counted
    sizes = np.ones(count)

    def alike(i: int) -> npt.NDArray[np.float64]:
        unasked = counted[i] < sizes[i] * sizes
        row = np.where(counted[i] > 0, total[i] / np.maximum(counted[i], 1.0) - toll * unasked, -np.inf)
        row[i] = -np.inf
        return row

    mean = np.array([alike(i) for i in range(count)]).reshape(count, count)
    best = mean.argmax(1) if count else np.zeros(0, np.int64)
    top = mean[np.arange(count), best] if count else np.zeros(0)
    before: list[list[int]] = []
    for _ in range(count - 1):
        i = int(top.argmax())
        if top[i] < bar:
            break
        i, j = sorted((i, int(best[i])))
        if least and min(len(members[i]), len(members[j])) >= least:
            rest = [list(m) for n, m in enumerate(members) if m and n not in (i, j)]
            before = [list(members[i]), list(members[j]), *rest]
        for sums in (total, counted):
            sums[i] += sums[j]
            sums[:, i] += sums[:, j]
            sums[j] = sums[:, j] = 0.0
        sizes[i] += sizes[j]
        row = alike(i)
        mean[i], mean[:, i], mean[j], mean[:, j] = row, row, -np.inf, -np.inf
        members[i] += members[j]
        members[j] = []
        stale = np.flatnonzero((best == i) | (best == j) | (row > top))
        for k in {i, j, *stale.tolist()}:
            best[k] = mean[k].argmax()
            top[k] = mean[k, best[k]]
    if least:
        return before or [list(range(count))]
    return [group for group in members if group]
