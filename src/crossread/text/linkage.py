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


def average_link(likeness: Matrix, bar: float, least: int | None = None) -> list[list[int]]:
    """Merge the two groups whose members are most like on the mean, while that is `bar` or more.

    With `least`, return instead the groups just before the last merge of two groups of `least` members or more,
    these two first; one group where no such merge is met.
    """
    count = len(likeness)
    members: list[list[int]] = [[i] for i in range(count)]
    mean = likeness.copy()
    np.fill_diagonal(mean, -np.inf)
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
        size, other = len(members[i]), len(members[j])
        row = (mean[i] * size + mean[j] * other) / (size + other)
        row[[i, j]] = -np.inf
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
