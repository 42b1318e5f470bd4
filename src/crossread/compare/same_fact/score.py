"""Do two statements belong in one row of a comparison? A calibrated probability, and why.

Two cheap looks at named features leave out what is surely something else; the pair model reads the rest; the features
and its answers together give the probability. What weighs them is fitted on labels of
our own (`python -m training.same_fact`).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
import numpy.typing as npt

from crossread.compare.same_fact.answers import NAMES, answers_of
from crossread.compare.same_fact.candidates import Pair, StoryStatistics, Vectors
from crossread.compare.same_fact.features import FEATURES, Two, features_of
from crossread.compare.same_fact.one_unit import in_one_unit
from crossread.compare.same_fact.trees import Linear, Trees, linear_of, trees_of
from crossread.compare.same_fact.views import StatementView
from crossread.model_runtime.pair_model import ASKED_ALIKE, RELATIONS
from crossread.text.probabilities import sigmoid

Matrix = npt.NDArray[np.float64]
Span = tuple[int, int]
TELLING = 0.1  # log odds; what brings less is not named in an explanation
NAMED = 6  # so many features are named in an explanation
NOT_READ = "hardly anything in common at a first look"


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
    """Fitted sums, and the bars that go with them.

    `first` weighs the features before the pair model, `second` how probably it brings a pair near a row: it reads those
    of at least `passed` and `worth`. Without a pair model `first` joins, at `alone`. `together` weighs features and
    answers, and joins at `bar`. `twice` is how much more two groups must have in common where a report would stand in
    both. All are probabilities.
    """

    first: Linear
    passed: float
    second: Trees
    worth: float
    alone: float
    together: Trees
    bar: float
    twice: float


@cache
def load_weights() -> Weights:
    """Return the fitted weights; raises ValueError where they were fitted to other features."""
    row = json.loads(files("crossread.compare.same_fact").joinpath("weights.json").read_text("utf-8"))
    names = tuple(feature.name for feature in FEATURES)
    first, second = linear_of(row["first"], names), trees_of(row["second"], names)
    bars = {name: float(value) for name, value in row["bars"].items()}
    return Weights(first, second=second, together=trees_of(row["together"], (*names, *NAMES)), **bars)


class PairScorer:
    """Scores the pairs of one story."""

    def __init__(self, views: Sequence[StatementView], story: StoryStatistics, model: PairModel | None) -> None:
        self.views, self.story, self.model = views, story, model

    def score(self, pairs: Sequence[Pair]) -> dict[Pair, PairScore]:
        """Score pairs; those that two looks leave out have what these gave them, and are not read by the pair model."""
        weights = load_weights()
        if not pairs:
            return {}
        values = self.features(pairs)
        parts = weights.first.parts(values)
        likely = [sigmoid(x) for x in weights.first.odds(parts).tolist()]
        passed = [n for n, x in enumerate(likely) if x >= weights.passed]
        if self.model is None:
            scores = {pair: PairScore(0.0, (), NOT_READ) for pair in pairs}
            told = {pairs[n]: PairScore(likely[n], (), _explain(weights.first, parts[n])) for n in passed}
            return scores | told
        worth = [sigmoid(x) for x in weights.second.odds(weights.second.parts(values[passed])).tolist()]
        for n, x in zip(passed, worth, strict=True):
            likely[n] = min(likely[n], x)
        scores = {pair: PairScore(x, (), NOT_READ) for pair, x in zip(pairs, likely, strict=True)}
        passed = [n for n, x in zip(passed, worth, strict=True) if x >= weights.worth]
        read = [pairs[n] for n in passed]
        relations = self.relations(read)
        parts = weights.together.parts(np.concatenate([values[passed], answers_of(relations)], 1))
        odds = weights.together.odds(parts).tolist()
        for n, (pair, row) in enumerate(zip(read, relations.tolist(), strict=True)):
            told_by = (
                f"the pair model: {max(zip(row, RELATIONS, strict=True))[1]} ({sum(row[ASKED_ALIKE]):.2f} one row)"
            )
            scores[pair] = PairScore(sigmoid(odds[n]), tuple(row), f"{told_by}; {_explain(weights.together, parts[n])}")
        return scores

    def read(self, pairs: Sequence[Pair]) -> dict[Pair, PairScore]:
        """Let the pair model alone say what pairs are to each other that others brought into one row."""
        rows = self.relations(pairs).tolist() if self.model is not None else []
        read = zip(pairs, rows, strict=False)  # without a model there are no rows
        return {pair: PairScore(sum(row[ASKED_ALIKE]), tuple(row), "read for its row") for pair, row in read}

    def features(self, pairs: Sequence[Pair]) -> Matrix:
        """Return a row of FEATURES for each pair."""
        rows = [features_of(Two(self.views[i], self.views[j], i, j, self.story)) for i, j in pairs]
        return np.array(rows).reshape(-1, len(FEATURES))

    def relations(self, pairs: Sequence[Pair]) -> Matrix:
        """Return what the pair model says of pairs: a row of RELATIONS each."""
        if self.model is None or not pairs:
            return np.zeros((len(pairs), len(RELATIONS)))
        written = [self._texts(pair) for pair in pairs]
        found = self.model.relations(written)
        for n, (i, j) in enumerate(pairs):
            (one, at), (other, there) = in_one_unit(self.views[i], self.views[j])
            told = one, at, other, there
            if told != written[n]:  # as written or in one unit, whichever it finds more alike
                row = self.model.relations([told])[0]
                found[n] = max(found[n], row, key=_alike)
        return found

    def _texts(self, pair: Pair) -> tuple[str, Span, str, Span]:
        a, b = self.views[pair[0]], self.views[pair[1]]
        return a.text, a.span, b.text, b.span


def _alike(row: npt.NDArray[np.float64]) -> float:
    return float(row[RELATIONS.index("same")] + row[RELATIONS.index("contains")])


def _explain(trees: Linear | Trees, parts: npt.NDArray[np.float64]) -> str:
    """Name what speaks for and against, strongest first."""
    told = [(worth, name) for worth, name in zip(parts.tolist(), trees.names, strict=True) if abs(worth) >= TELLING]
    told.sort(key=lambda part: (-abs(part[0]), part[1]))
    return "; ".join(f"{name} {worth:+.1f}" for worth, name in told[:NAMED])
