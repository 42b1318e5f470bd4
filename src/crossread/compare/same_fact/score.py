"""Do two statements belong in one row of a comparison? A calibrated probability, and why.

A cheap look at named features leaves out what is surely something else; the pair model reads the rest; both together give
the probability. Weights are fitted on labels of our own (`python -m training.same_fact`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from crossread.compare.same_fact.candidates import Pair, StoryStatistics, Vectors
from crossread.compare.same_fact.features import FEATURES, Two, features_of
from crossread.compare.same_fact.views import StatementView
from crossread.model_runtime.pair_model import ASKED_ALIKE, RELATIONS

Matrix = npt.NDArray[np.float64]
Span = tuple[int, int]
LEAST = 1e-4  # probabilities nearer to 0 or 1 than this are not told apart


class PairModel(Protocol):
    """What reads two statements in their sentences (`crossread.model_runtime.pair_model`)."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return the meaning of each text: float32, L2-normalised, a row a text."""

    def relations(self, pairs: Sequence[tuple[str, Span, str, Span]]) -> Matrix:
        """Return for each pair of (sentence, place of the statement in it) the probabilities of RELATIONS: [n, 6]."""


@dataclass(frozen=True, slots=True)
class PairScore:
    """How probably two statements belong in one row (0 to 1), what the pair model made of them, and why."""

    value: float
    relations: tuple[float, ...]
    explanation: str

    def probability(self, relation: str) -> float:
        """Return what the pair model gives a relation; 0 where it was not asked."""
        return self.relations[RELATIONS.index(relation)] if self.relations else 0.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of FEATURES, of the pair model's log odds, and a bias; `bar` is the least value that counts."""

    features: tuple[float, ...]
    bias: float
    bar: float
    model: float = 0.0

    def worth(self, values: Sequence[float]) -> float:
        """Return the log odds that the features give."""
        return sum(weight * value for weight, value in zip(self.features, values, strict=True)) + self.bias


@cache
def load_weights(name: str) -> Weights:
    """Return fitted weights by name: `glance` (before the pair model), `alone` (without one), `together`."""
    row = json.loads(files("crossread.compare.same_fact").joinpath("weights.json").read_text("utf-8"))[name]
    features = tuple(float(row["features"].get(feature.name, 0.0)) for feature in FEATURES)
    return Weights(features, float(row["bias"]), float(row["bar"]), float(row.get("model", 0.0)))


class PairScorer:
    """Scores pairs of one story, each once."""

    def __init__(self, views: Sequence[StatementView], story: StoryStatistics, model: PairModel | None) -> None:
        self.views, self.story, self.model = views, story, model
        self.scores: dict[Pair, PairScore] = {}

    def score(self, pairs: Iterable[Pair], *, glance: bool = True) -> Mapping[Pair, PairScore]:
        """Score pairs that have no score yet; `glance` leaves to the pair model only those that a first look lets pass."""
        fresh = [pair for pair in pairs if pair not in self.scores]
        values = {pair: features_of(Two(self.views[pair[0]], self.views[pair[1]], *pair, self.story)) for pair in fresh}
        first = load_weights("glance")
        passed = [pair for pair in fresh if not glance or sigmoid(first.worth(values[pair])) >= first.bar]
        for pair in fresh:
            self.scores[pair] = PairScore(0.0, (), "nothing in common at a first look")
        if self.model is None:
            alone = load_weights("alone")
            for pair in passed:
                self.scores[pair] = PairScore(sigmoid(alone.worth(values[pair])), (), _explain(values[pair], alone))
            return self.scores
        together = load_weights("together")
        read = self.model.relations([self._texts(pair) for pair in passed]) if passed else np.zeros((0, len(RELATIONS)))
        for pair, row in zip(passed, read.tolist(), strict=True):
            joins = sum(row[ASKED_ALIKE])
            odds = together.worth(values[pair]) + together.model * logit(joins)
            told = f"the pair model: {max(zip(row, RELATIONS, strict=True))[1]} ({joins:.2f} one row)"
            self.scores[pair] = PairScore(sigmoid(odds), tuple(row), f"{told}; {_explain(values[pair], together)}")
        return self.scores

    def _texts(self, pair: Pair) -> tuple[str, Span, str, Span]:
        a, b = self.views[pair[0]], self.views[pair[1]]
        return a.text, a.span, b.text, b.span


def sigmoid(odds: float) -> float:
    """Return the probability of log odds."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


def logit(probability: float) -> float:
    """Return the log odds of a probability, held within LEAST of 0 and 1."""
    held = min(max(probability, LEAST), 1.0 - LEAST)
    return math.log(held / (1.0 - held))


def _explain(values: Sequence[float], weights: Weights) -> str:
    """Name what speaks for and against, strongest first."""
    parts = [(w * v, feature.name) for w, v, feature in zip(weights.features, values, FEATURES, strict=True)]
    told = sorted((part for part in parts if abs(part[0]) >= 0.1), key=lambda part: (-abs(part[0]), part[1]))
    return "; ".join(f"{name} {worth:+.1f}" for worth, name in told[:6])
