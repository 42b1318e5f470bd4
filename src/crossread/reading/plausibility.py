"""How likely a candidate record is right: a logistic model over named features and the reading model's word vectors,
and beside it a small network over the vectors of upper layers that were taught to tell such records.

Both are learned from labels of our own. The vectors carry over from the words that were seen in labels to those that
were not. The weights of the former (`weights/*.npz`, made by `python -m training.ledger`) hold the names of the
features, so that a score can be explained by those that carry it; those of the latter (`weights/*_network.npz`, made
with the upper layers by `python -m training.ledger_network`) hold the bars of both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crossread.grammar.doc import Doc
from crossread.model import Exchange, PartyRelation
from crossread.text.probabilities import logit, sigmoid

BARS = ("share", "least", "kept")
LEAST = 1e-4  # probabilities nearer to 0 or 1 than this are not told apart


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The vectors of a candidate's words, one behind the other: those of the reading model, and those of the ledger's
    own upper layers (None of a model without them)."""

    words: np.ndarray
    ledger: np.ndarray | None


@dataclass(frozen=True, slots=True)
class Network:
    """A fitted network with one hidden layer over the ledger's vectors of a candidate's words, one behind the other.

    `inner` are the weights of its hidden layer [width, hidden] with a constant each, `outer` those of the senses.
    `share` is how much its log odds count beside the judge's. Both together accept a candidate from the probability
    `least` on, and keep one that the judge alone accepts down to `kept`.
    """

    senses: tuple[str, ...]
    inner: tuple[np.ndarray, np.ndarray]
    outer: tuple[np.ndarray, np.ndarray]
    share: float
    least: float
    kept: float

    def odds(self, sense: str, vector: np.ndarray) -> float:
        """Return the log odds that a candidate of a sense is right."""
        weights, constant = self.inner
        hidden = np.tanh(vector @ weights + constant)
        at = self.senses.index(sense)
        return float(hidden @ self.outer[0][:, at] + self.outer[1][at])


@dataclass(frozen=True, slots=True)
class Chance:
    """How probably a candidate is right: by the judge `alone`, and by judge and network `together` (None: not
    asked)."""

    alone: float
    together: float | None


@dataclass(frozen=True, slots=True)
class Plausibility:
    """A learned judge of candidates, and a network beside it.

    `sure` is the probability from which the judge alone accepts one;
    `directions` says what the vectors of a candidate's words weigh, one behind the other, with a constant at the end:
    for every candidate ("*"), and besides for one of a sense (`sense_of`).
    """

    weights: Mapping[str, float]
    sure: float
    directions: Mapping[str, np.ndarray]
    network: Network

    def probability(self, features: Iterable[str], vector: np.ndarray | None, sense: str) -> float:
        """Return what the judge alone gives a candidate with these features; unknown ones weigh nothing."""
        weight = self.weights.get
        z = weight("bias", 0.0) + sum([weight(feature, 0.0) for feature in features])
        if vector is not None:
            for way in (self.directions["*"], self.directions.get(sense)):
                z += float(vector @ way[:-1] + way[-1]) if way is not None else 0.0
        return float(1 / (1 + np.exp(-z)))

    def chance(self, features: Iterable[str], vectors: WordVectors | None, sense: str) -> Chance:
        """Return how probably a candidate is right; without vectors, or of a sense not learned, the judge alone says
        it."""
        alone = self.probability(features, vectors.words if vectors is not None else None, sense)
        if vectors is None or vectors.ledger is None or sense not in self.network.senses:
            return Chance(alone, None)
        share = self.network.share
        odds = (1 - share) * logit(alone, LEAST) + share * self.network.odds(sense, vectors.ledger)
        return Chance(alone, sigmoid(odds))

    def accepts(self, chance: Chance) -> bool:
        """Say whether a candidate is likely enough to be a record."""
        sure = chance.alone >= self.sure
        if chance.together is None:
            return sure
        return chance.together >= (self.network.kept if sure else self.network.least)


def sense_of(record: Exchange | PartyRelation) -> str:
    """Return what the words of a record are weighed for: its kind, and of a transfer who is known of its sides."""
    if isinstance(record, PartyRelation) or record.kind != "transfers":
        return str(record.kind)
    if record.giver is not None and record.receiver is not None:
        return "transfers between"
    return "transfers from" if record.giver is not None else "transfers to"


def word_vectors(doc: Doc, places: Sequence[int]) -> WordVectors | None:
    """Return the vectors of words where they stand, or None where the pipeline makes none."""
    words = _laid_out(doc.word_vectors, places)
    return WordVectors(words, _laid_out(doc.ledger_vectors, places)) if words is not None else None


def _laid_out(made: np.ndarray | None, places: Sequence[int]) -> np.ndarray | None:
    return np.concatenate([made[i] for i in places]).astype(np.float32) if made is not None else None


@cache
def load_plausibility(name: str) -> Plausibility:
    """Return the shipped judge of "relations" or "exchange"."""
    stored = _stored(name)
    weights = dict(zip(stored["features"].tolist(), stored["weights"].astype(float).tolist(), strict=True))
    directions = dict(zip(stored["senses"].tolist(), stored["directions"].astype(np.float32), strict=True))
    return Plausibility(weights, float(stored["least"]), directions, _network(_stored(f"{name}_network")))


def _network(stored: Mapping[str, np.ndarray]) -> Network:
    inner, outer = (
        (stored[name].astype(np.float32), stored[f"{name}_constant"].astype(np.float32)) for name in ("inner", "outer")
    )
    return Network(tuple(stored["senses"].tolist()), inner, outer, **{bar: float(stored[bar]) for bar in BARS})


def _stored(name: str) -> dict[str, np.ndarray]:
    with files("crossread.reading").joinpath(f"weights/{name}.npz").open("rb") as file:
        return dict(np.load(file, allow_pickle=False))
