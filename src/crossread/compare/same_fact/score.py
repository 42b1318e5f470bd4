"""Do two statements belong in one row of a comparison? A calibrated probability, and why.

A first look at named features leaves out what is surely something else. Trees over these features, and over how the
two stand among what is around them, say how probably the rest is one fact; of what they find likely enough the pair
model is asked too, and both together give the probability. What weighs them is fitted on labels of our own
(`python -m training.same_fact`).
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

from crossread.compare.same_fact.candidates import Pair, StoryStatistics, Vectors
from crossread.compare.same_fact.features import FEATURES, Two, features_of
from crossread.compare.same_fact.one_unit import in_one_unit
from crossread.compare.same_fact.surroundings import NAMES as SURROUNDINGS
from crossread.compare.same_fact.surroundings import surroundings
from crossread.compare.same_fact.trees import Linear, Trees, linear_of, trees_of
from crossread.compare.same_fact.views import StatementView
from crossread.model_runtime.pair_model import ASKED_ALIKE, RELATIONS
from crossread.text.probabilities import logit, sigmoid

Matrix = npt.NDArray[np.float64]
Span = tuple[int, int]
TELLING = 0.1  # log odds; what brings less is not named in an explanation
NAMED = 6  # so many features are named in an explanation
NOT_READ = "hardly anything in common at a first look"
LEAST = 1e-4  # answers of the pair model nearer to 0 or 1 than this are not told apart
SEEN, ANSWERED = "features and surroundings", "the pair model: one row"  # the two numbers that are weighed together
NAMES = (*(feature.name for feature in FEATURES), *SURROUNDINGS)


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

    `first` weighs the features before all else: what it gives less than `passed` is left out. Without a pair model it
    joins, at `alone`. `seen` weighs features and surroundings; of pairs that it gives `read` the pair model is asked.
    `together` weighs the log odds of both, and joins at `bar`. `twice` is how much more two groups must have in common
    where a report would stand in both. All bars are probabilities.
    """

    first: Linear
    passed: float
    alone: float
    seen: Trees
    read: float
    together: Linear
    bar: float
    twice: float


@cache
def load_weights() -> Weights:
    """Return the fitted weights; raises ValueError where they were fitted to other features."""
    row = json.loads(files("crossread.compare.same_fact").joinpath("weights.json").read_text("utf-8"))
    bars = {name: float(value) for name, value in row["bars"].items()}
    first = linear_of(row["first"], [feature.name for feature in FEATURES])
    seen, together = trees_of(row["seen"], NAMES), linear_of(row["together"], (SEEN, ANSWERED))
    return Weights(first, seen=seen, together=together, **bars)


class PairScorer:
    """Scores the pairs of one story."""

    def __init__(self, views: Sequence[StatementView], story: StoryStatistics, model: PairModel | None) -> None:
        self.views, self.story, self.model = views, story, model

    def score(self, pairs: Sequence[Pair]) -> dict[Pair, PairScore]:
        """Score pairs; what is not likely enough the pair model does not read: it has what was seen of it."""
        weights = load_weights()
        if not pairs:
            return {}
        values = self.features(pairs)
        parts = weights.first.parts(values)
        likely = [sigmoid(x) for x in weights.first.odds(parts).tolist()]
        scores = {pair: PairScore(x, (), NOT_READ) for pair, x in zip(pairs, likely, strict=True)}
        passed = [n for n, x in enumerate(likely) if x >= weights.passed]
        if self.model is None:
            none = {pair: PairScore(0.0, (), NOT_READ) for pair in pairs}
            first = weights.first
            return none | {pairs[n]: PairScore(likely[n], (), _explain(first.names, parts[n])) for n in passed}
        own = [pairs[n] for n in passed]
        parts = weights.seen.parts(np.concatenate([values[passed], surroundings(own, self.story)], 1))
        odds = weights.seen.odds(parts)
        scores |= {pair: PairScore(sigmoid(x), (), NOT_READ) for pair, x in zip(own, odds.tolist(), strict=True)}
        read = [n for n, pair in enumerate(own) if scores[pair].value >= weights.read]
        relations = self.relations([own[n] for n in read])
        both = weights.together.parts(np.stack([odds[read], answered(relations)], 1))
        joint = weights.together.odds(both).tolist()
        for at, n in enumerate(read):
            row = relations[at].tolist()
            most = max(zip(row, RELATIONS, strict=True))[1]
            told_by = f"the pair model: {most} ({sum(row[ASKED_ALIKE]):.2f} one row)"
            brought = np.append(parts[n] * weights.together.weights[0], both[at, 1])
            reasons = _explain((*weights.seen.names, ANSWERED), brought)
            scores[own[n]] = PairScore(sigmoid(joint[at]), tuple(row), f"{told_by}; {reasons}")
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


def answered(relations: Matrix) -> npt.NDArray[np.float64]:
    """Return the log odds that the pair model gives each pair to be one row."""
    return np.array([logit(sum(row[ASKED_ALIKE]), LEAST) for row in relations.tolist()])


def _alike(row: npt.NDArray[np.float64]) -> float:
    return float(row[RELATIONS.index("same")] + row[RELATIONS.index("contains")])


def _explain(names: Sequence[str], parts: npt.NDArray[np.float64]) -> str:
    """Name what speaks for and against, strongest first."""
    told = [(worth, name) for worth, name in zip(parts.tolist(), names, strict=True) if abs(worth) >= TELLING]
    told.sort(key=lambda part: (-abs(part[0]), part[1]))
    return "; ".join(f"{name} {worth:+.1f}" for worth, name in told[:NAMED])
