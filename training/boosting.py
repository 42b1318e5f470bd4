"""Gradient boosting of small trees on the logistic loss, in numpy: the same rows give the same trees.

Each tree is grown leaf by leaf where that gains most (Friedman 2001; histograms as in LightGBM), on a seeded share of
rows and features. Written for some ten thousand rows of fifty features: seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Settings:
    """How trees are grown. `ridge` is added to the curvature of a leaf, `least` the fewest rows of one."""

    trees: int = 150
    leaves: int = 4
    rate: float = 0.1
    ridge: float = 5.0
    least: int = 60
    rows: float = 0.7
    features: float = 0.4
    bins: int = 48
    seed: int = 11


@dataclass
class _Leaf:
    rows: Places
    slope: float
    bend: float
    gain: float = 0.0
    feature: int = -1
    bin: int = -1


class _Grower:
    """Grows trees over binned rows."""

    def __init__(self, values: Array, settings: Settings) -> None:
        self.settings = settings
        shares = np.linspace(0, 1, settings.bins + 1)[1:-1]
        self.edges = [np.unique(np.quantile(column, shares).round(4)) for column in values.T]
        binned = [np.searchsorted(edges, column, side="left") for edges, column in zip(self.edges, values.T, strict=True)]
        self.bins = np.stack(binned, 1)

    def _leaf(self, rows: Places, slopes: Array, bends: Array, features: Places) -> _Leaf:
        own = self.settings
        rises, bends = slopes[rows], bends[rows]
        leaf = _Leaf(rows, float(rises.sum()), float(bends.sum()))
        at_rest = leaf.slope**2 / (leaf.bend + own.ridge)
        for feature in features.tolist():
            count = len(self.edges[feature])
            bins = self.bins[rows, feature]
            slope, bend, rows_low = (np.bincount(bins, by, count + 1).cumsum()[:-1] for by in (rises, bends, None))
            gain = slope**2 / (bend + own.ridge) + (leaf.slope - slope) ** 2 / (leaf.bend - bend + own.ridge) - at_rest
            gain[(rows_low < own.least) | (len(rows) - rows_low < own.least)] = 0.0
            if count and gain.max() > leaf.gain + 1e-9:
                leaf.gain, leaf.feature, leaf.bin = float(gain.max()), feature, int(gain.argmax())
        return leaf

    def _worth(self, leaf: _Leaf) -> float:
        return round(-self.settings.rate * leaf.slope / (leaf.bend + self.settings.ridge), 5)

    def grow(self, slopes: Array, bends: Array, rng: np.random.Generator) -> tuple[Any, Array]:
        """Return a tree as it is written, and what it adds to each row."""
        own, (count, width) = self.settings, self.bins.shape
        rows = np.sort(rng.choice(count, int(own.rows * count), replace=False))
        features = np.sort(rng.choice(width, max(1, int(own.features * width)), replace=False))
        leaves = [self._leaf(rows, slopes, bends, features)]
        root, splits = leaves[0], dict[int, tuple[_Leaf, _Leaf]]()
        while len(leaves) < own.leaves:
            best = max(leaves, key=lambda leaf: leaf.gain)
            if best.gain <= 0:
                break
            low = self.bins[best.rows, best.feature] <= best.bin
            sides = tuple(self._leaf(best.rows[side], slopes, bends, features) for side in (low, ~low))
            splits[id(best)] = sides[0], sides[1]
            leaves = [leaf for leaf in leaves if leaf is not best] + list(sides)
        if not splits:
            return None, np.zeros(count)
        added = np.zeros(count)

        def written(leaf: _Leaf, places: Places) -> Any:
            if id(leaf) not in splits:
                added[places] = self._worth(leaf)
                return self._worth(leaf)
            low = self.bins[places, leaf.feature] <= leaf.bin
            sides = [written(side, places[own]) for side, own in zip(splits[id(leaf)], (low, ~low), strict=True)]
            return [leaf.feature, float(self.edges[leaf.feature][leaf.bin]), self._worth(leaf), *sides]

        return written(root, np.arange(count)), added


def boost(values: Array, gold: Array, weights: Array, settings: Settings) -> dict[str, Any]:
    """Return trees that tell the rows of `gold` 1 from those of 0: `bias` and `trees`, each [feature, threshold, worth, low, high]."""
    grower, rng = _Grower(values, settings), np.random.default_rng(settings.seed)
    share = float((weights * gold).sum() / weights.sum())
    bias = round(float(np.log(share / (1 - share))), 5)
    odds, trees = np.full(len(values), bias), []
    for _ in range(settings.trees):
        told = 1 / (1 + np.exp(-odds))
        tree, added = grower.grow(weights * (told - gold), weights * told * (1 - told), rng)
        if tree is not None:
            trees.append(tree)
            odds = odds + added
    return {"bias": bias, "trees": trees}
