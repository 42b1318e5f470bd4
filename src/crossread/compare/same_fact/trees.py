"""Log odds from named numbers, and how much of them each number brought: a plain sum, or a sum of boosted trees.

Trees are fitted by `training.boosting`; one has a handful of splits, so that what counts can be told by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """A sum of numbers, each with its weight, in the order of `names`."""

    names: tuple[str, ...]
    bias: float
    weights: tuple[float, ...]

    def parts(self, rows: Matrix) -> Matrix:
        """Return what each number brings to the log odds of each row."""
        found: Matrix = rows * np.array(self.weights)
        return found

    def odds(self, parts: Matrix) -> Matrix:
        """Return the log odds of rows from their `parts`."""
        total: Matrix = parts.sum(1) + self.bias
        return total


@dataclass(frozen=True, slots=True)
class Split:
    """Rows whose number `feature` is at most `threshold` go to `low`, others to `high`; `worth` is the node's mean."""

    feature: int
    threshold: float
    worth: float
    low: Split | float
    high: Split | float


@dataclass(frozen=True, slots=True)
class Trees:
    """A sum of trees: log odds from a row of numbers, in the order of `names`."""

    names: tuple[str, ...]
    bias: float
    trees: tuple[Split, ...]

    def parts(self, rows: Matrix) -> Matrix:
        """Return what each number brings to the log odds of each row, split by split on its way through every tree."""
        found = np.zeros((len(rows), len(self.names)))
        everyone = np.arange(len(rows))
        for tree in self.trees:
            _walk(tree, rows, everyone, found)
        return found

    def odds(self, parts: Matrix) -> Matrix:
        """Return the log odds of rows from their `parts`."""
        total: Matrix = parts.sum(1) + self.bias
        return total


def _walk(split: Split, rows: Matrix, own: npt.NDArray[np.intp], found: Matrix) -> None:
    low = rows[own, split.feature] <= split.threshold
    for side, branch in ((own[low], split.low), (own[~low], split.high)):
        found[side, split.feature] += (branch.worth if isinstance(branch, Split) else branch) - split.worth
        if isinstance(branch, Split):
            _walk(branch, rows, side, found)


def linear_of(row: Mapping[str, Any], names: Sequence[str]) -> Linear:
    """Read the weights of a sum; a name without one weighs nothing."""
    return Linear(tuple(names), float(row["bias"]), tuple(float(row["weights"].get(name, 0.0)) for name in names))


def trees_of(row: Mapping[str, Any], names: Sequence[str]) -> Trees:
    """Read trees as `training.same_fact` writes them; raises ValueError where they were fitted to other names."""
    if list(names) != row["names"]:
        raise ValueError("the weights were fitted to other features; run  python -m training.same_fact")
    trees = tuple(_split_of(tree) for tree in row["trees"])
    return Trees(tuple(names), float(row["bias"]) + sum(tree.worth for tree in trees), trees)


def _split_of(row: Sequence[Any]) -> Split:
    feature, threshold, worth, *sides = row
    low, high = (_split_of(side) if isinstance(side, list) else float(side) for side in sides)
    return Split(int(feature), float(threshold), float(worth), low, high)
