"""How likely a candidate record is right: a logistic model over named features and the reading model's word vectors.

Learned from labelled stories. The vectors carry over from the words that were seen in labels to those that were not.
The weights (`weights/*.npz`, made by `python -m training.ledger`) hold the names of the features, their weights and the
least probability, a kind of record, from which a candidate is a record. Feature names are words, so a score can be
explained by the features that carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A learned judge of candidates.

    `least` maps a kind of record, or a way of reading, to the probability from which a candidate is accepted;
    `direction` is what the vectors of a candidate's words weigh, one behind the other, with a constant at the end.
    """

    weights: Mapping[str, float]
    least: Mapping[str, float]
    direction: np.ndarray

    def probability(self, features: Iterable[str], vector: np.ndarray | None) -> float:
        """Return the probability that a candidate with these features is right; unknown ones weigh nothing."""
        z = self.weights.get("bias", 0.0) + sum(self.weights.get(feature, 0.0) for feature in features)
        if vector is not None:
            z += float(vector @ self.direction[:-1] + self.direction[-1])
        return float(1 / (1 + np.exp(-z)))

    def accepts(self, kind: str, probability: float) -> bool:
        """Say whether a candidate of a kind, or a way of reading ("framed"), is likely enough to be a record."""
        return probability >= self.least.get(kind, self.least["*"])


def word_vectors(doc: Doc, places: Sequence[int]) -> np.ndarray | None:
    """Return the vectors of words where they stand, one behind the other, or None where the pipeline makes none."""
    made = doc._.word_vectors if doc.has_extension("word_vectors") else None
    return np.concatenate([made[i] for i in places]).astype(np.float32) if made is not None else None


@cache
def load_plausibility(name: str) -> Plausibility:
    """Return the shipped judge of "relations" or "exchange"."""
    path = files("crossread.reading").joinpath(f"weights/{name}.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        weights = dict(zip(stored["features"].tolist(), stored["weights"].astype(float).tolist(), strict=True))
        least = dict(zip(stored["kinds"].tolist(), stored["least"].astype(float).tolist(), strict=True))
        direction = stored["direction"].astype(np.float32)
    return Plausibility(weights, least, direction)
