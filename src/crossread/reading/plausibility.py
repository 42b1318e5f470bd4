"""How likely a candidate record is right: a logistic model over named features, learned from labelled stories.

The weights (`weights/*.npz`, made by `python -m training.ledger`) hold the names of the features, their weights and the
least probability, a kind of record, from which a candidate is a record. Feature names are words, so a score can be
explained by the features that carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A learned judge of candidates; `least` maps a kind of record to the probability from which it is accepted."""

    weights: Mapping[str, float]
    least: Mapping[str, float]

    def probability(self, features: Iterable[str]) -> float:
        """Return the probability that a candidate with these features is right; unknown features weigh nothing."""
        z = self.weights.get("bias", 0.0) + sum(self.weights.get(feature, 0.0) for feature in features)
        return float(1 / (1 + np.exp(-z)))

    def accepts(self, kind: str, features: Iterable[str]) -> bool:
        """Say whether a candidate of a kind, or of a way of reading ("framed"), is likely enough to be a record."""
        return self.probability(features) >= self.least.get(kind, self.least["*"])


@cache
def load_plausibility(name: str) -> Plausibility:
    """Return the shipped judge of "relations" or "exchange"."""
    path = files("crossread.reading").joinpath(f"weights/{name}.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        weights = dict(zip(stored["features"].tolist(), stored["weights"].astype(float).tolist(), strict=True))
        least = dict(zip(stored["kinds"].tolist(), stored["least"].astype(float).tolist(), strict=True))
    return Plausibility(weights, least)
