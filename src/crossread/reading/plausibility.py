"""How likely a candidate record is right: a logistic model over named features and the reading model's word vectors.

Learned from labelled stories. The vectors carry over from the words that were seen in labels to those that were not.
The weights (`weights/*.npz`, made by `python -m training.ledger`) hold the names of the features, their weights and the
least probability from which a candidate is a record. Feature names are words, so a score can be
explained by the features that carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crossread.grammar.doc import Doc
from crossread.model import Exchange, PartyRelation


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A learned judge of candidates.

    `least` is the probability from which a candidate is accepted;
    `directions` says what the vectors of a candidate's words weigh, one behind the other, with a constant at the end:
    for every candidate ("*"), and besides for one of a sense (`sense_of`).
    """

    weights: Mapping[str, float]
    least: float
    directions: Mapping[str, np.ndarray]

    def probability(self, features: Iterable[str], vector: np.ndarray | None, sense: str) -> float:
        """Return the probability that a candidate with these features is right; unknown ones weigh nothing."""
        weight = self.weights.get
        z = weight("bias", 0.0) + sum([weight(feature, 0.0) for feature in features])
        if vector is not None:
            for way in (self.directions["*"], self.directions.get(sense)):
                z += float(vector @ way[:-1] + way[-1]) if way is not None else 0.0
        return float(1 / (1 + np.exp(-z)))

    def accepts(self, probability: float) -> bool:
        """Say whether a candidate is likely enough to be a record."""
        return probability >= self.least


def sense_of(record: Exchange | PartyRelation) -> str:
    """Return what the words of a record are weighed for: its kind, and of a transfer who is known of its sides."""
    if isinstance(record, PartyRelation) or record.kind != "transfers":
        return str(record.kind)
    if record.giver is not None and record.receiver is not None:
        return "transfers between"
    return "transfers from" if record.giver is not None else "transfers to"


def word_vectors(doc: Doc, places: Sequence[int]) -> np.ndarray | None:
    """Return the vectors of words where they stand, one behind the other, or None where the pipeline makes none."""
    made = doc.word_vectors
    return np.concatenate([made[i] for i in places]).astype(np.float32) if made is not None else None


@cache
def load_plausibility(name: str) -> Plausibility:
    """Return the shipped judge of "relations" or "exchange"."""
    path = files("crossread.reading").joinpath(f"weights/{name}.npz")
    with path.open("rb") as file, np.load(file, allow_pickle=False) as stored:
        weights = dict(zip(stored["features"].tolist(), stored["weights"].astype(float).tolist(), strict=True))
        least = float(stored["least"])
        directions = dict(zip(stored["senses"].tolist(), stored["directions"].astype(np.float32), strict=True))
    return Plausibility(weights, least, directions)
