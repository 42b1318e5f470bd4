"""How two statements stand among those around them: are others of the two reports nearer, and what is beside both?

One fact is told among the same others; of two statements that are merely alike, something else of the report mostly is
more so. Likeness is the cosine of what statements mean (`StoryStatistics.vectors`), within one story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossread.compare.same_fact.candidates import Pair, StoryStatistics, Vectors

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

BESIDE = (-2, -1, 1, 2)  # which statements of its report, in the order of the text, stand beside one
BLOCK = 4096  # pairs whose neighbours' vectors are gathered at once: bounds the memory of a large story
NAMES = (
    "meaning, beside the rest of the story",
    "nearer than the next of either report",
    "nearer than the next of one report",
    "others of one report are nearer",
    "others of either report are nearer",
    "what stands beside both, nearest",
    "what stands beside both, on the mean",
    "what stands beside both, each its nearest",
    "the one is like what stands beside the other",
    "either is like what stands beside the other",
)


@dataclass(frozen=True, slots=True)
class _Reach:
    """How near the other of a pair is, by how much the next nearest of its report is not, and how many are nearer."""

    own: npt.NDArray[np.float32]
    margin: npt.NDArray[np.float32]
    nearer: npt.NDArray[np.float32]


def surroundings(pairs: Sequence[Pair], story: StoryStatistics) -> Matrix:
    """Return a row of NAMES for each pair of statements (i, j)."""
    if not pairs:
        return np.zeros((0, len(NAMES)))
    firsts, seconds = np.array(pairs, np.intp).T
    there, back = _reach(firsts, seconds, story), _reach(seconds, firsts, story)
    usual = story.vectors @ story.vectors.mean(0)
    centred = there.own - (usual[firsts] + usual[seconds]) / 2
    columns = (
        centred,
        np.minimum(there.margin, back.margin),
        np.maximum(there.margin, back.margin),
        np.minimum(there.nearer, back.nearer),
        np.maximum(there.nearer, back.nearer),
    )
    beside = _beside(story.orders)
    rows = range(0, len(pairs), BLOCK)
    around = [_around(firsts[at : at + BLOCK], seconds[at : at + BLOCK], beside, story.vectors) for at in rows]
    return np.concatenate([np.stack(columns, 1), np.concatenate(around)], 1).astype(np.float64)


def _reach(own: Places, other: Places, story: StoryStatistics) -> _Reach:
    """Hold each statement against all of the report that the other of its pair stands in."""
    near, margin, nearer = (np.zeros(len(own), np.float32) for _ in range(3))
    report_of = {index: number for number, order in enumerate(story.orders) for index in order}
    numbers = np.array([report_of[index] for index in other.tolist()])
    for number in np.unique(numbers).tolist():
        rows = np.flatnonzero(numbers == number)
        members = np.array(story.orders[number], np.intp)
        askers, asked = np.unique(own[rows], return_inverse=True)
        alike = (story.vectors[askers] @ story.vectors[members].T)[asked]
        at = np.searchsorted(np.sort(members), other[rows])
        place = np.argsort(members)[at]
        near[rows] = alike[np.arange(len(rows)), place]
        alike[np.arange(len(rows)), place] = -np.inf
        margin[rows] = near[rows] - np.maximum(alike.max(1), 0.0)
        nearer[rows] = (alike > near[rows][:, None]).sum(1)
    return _Reach(near, margin, nearer)


def _beside(orders: Sequence[Sequence[int]]) -> Places:
    """Return for each statement those of BESIDE, -1 where its report has none there."""
    found = np.full((sum(map(len, orders)), len(BESIDE)), -1, np.intp)
    for order in orders:
        for at, index in enumerate(order):
            for column, step in enumerate(BESIDE):
                if 0 <= at + step < len(order):
                    found[index, column] = order[at + step]
    return found


def _around(firsts: Places, seconds: Places, beside: Places, vectors: Vectors) -> npt.NDArray[np.float32]:
    """Return the last five of NAMES."""
    ours, theirs = beside[firsts], beside[seconds]
    have = (ours >= 0)[:, :, None] & (theirs >= 0)[:, None, :]
    alike = vectors[ours] @ vectors[theirs].transpose(0, 2, 1)
    held = np.where(have, alike, -1.0)
    count = np.maximum(have.sum((1, 2)), 1)
    nearest = [np.where(best > -1.0, best, 0.0).sum(1) for best in (held.max(2), held.max(1))]
    each = (nearest[0] + nearest[1]) / np.maximum((ours >= 0).sum(1) + (theirs >= 0).sum(1), 1)
    some = have.any((1, 2))
    one = np.where(theirs >= 0, np.einsum("pd,pkd->pk", vectors[firsts], vectors[theirs]), 0.0).max(1)
    other = np.where(ours >= 0, np.einsum("pd,pkd->pk", vectors[seconds], vectors[ours]), 0.0).max(1)
    columns = (
        np.where(some, held.max((1, 2)), 0.0),
        np.where(have, alike, 0.0).sum((1, 2)) / count,
        each,
        np.maximum(one, other),
        np.minimum(one, other),
    )
    found: npt.NDArray[np.float32] = np.stack(columns, 1).astype(np.float32)
    return found
