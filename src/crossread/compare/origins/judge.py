"""Are the tellers of a claim one line, independent of one another, or is nothing recorded of it? Learned, with named features.

The weights are fitted on labels of our own (`python -m training.tellers`); *independent* needs more than the best of three.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossread.compare.origins.identity import Identity

STATES = ("same_origin", "independent", "not_recorded")


@dataclass(frozen=True, slots=True)
class Beside:
    """Two lines of tellers of one claim, laid beside one another, and the claim that they stand in.

    `joined` is how probably the two say one thing (the best pair of their statements, 0 to 1), `words` the number of
    words of the shorter of those two, `shared` the share of their words that both have. `doubt` says that something could
    make the two one. Counts of the claim: its `texts`, those of them in which `one` line or the other speaks in every
    text (`everywhere`), its `statements`, its `lines`, and the texts that name nobody (`silent`).
    """

    one: tuple[Identity, ...]
    other: tuple[Identity, ...]
    joined: float
    words: int
    shared: float
    quoted: int
    alike: bool
    doubt: bool
    texts: int
    everywhere: bool
    statements: int
    lines: int
    silent: int


@dataclass(frozen=True, slots=True)
class Feature:
    """A named fact of two lines and their claim, as a number of about 0 to 1."""

    name: str
    value: Callable[[Beside], float]


def _any(pair: Beside, holds: Callable[[Identity], bool]) -> float:
    """Return how many of the two lines have only such tellers, halved."""
    return (all(map(holds, pair.one)) + all(map(holds, pair.other))) / 2


def _kinds(line: Sequence[Identity]) -> frozenset[str]:
    return frozenset().union(*(teller.kinds for teller in line))


def _logit(value: float) -> float:
    held = min(max(value, 0.02), 0.98)
    return math.log(held / (1 - held)) / 4


FEATURES = (
    Feature("surely one thing", lambda p: _logit(p.joined)),
    Feature("words in common", lambda p: p.shared),
    Feature("few words", lambda p: 1.0 if p.words < 6 else 0.0),
    Feature("many words", lambda p: min(p.words, 24) / 24),
    Feature("quoted words alike", lambda p: float(p.alike)),
    Feature("both quoted", lambda p: p.quoted / 2),
    Feature("may be one", lambda p: float(p.doubt)),
    Feature("one speaks in every text", lambda p: float(p.everywhere)),
    Feature("two texts", lambda p: float(p.texts == 2)),
    Feature("statements per text", lambda p: min(p.statements / p.texts, 4) / 4),
    Feature("more than two lines", lambda p: float(p.lines > 2)),
    Feature("texts that name nobody", lambda p: p.silent / p.texts),
    Feature("unnamed", lambda p: _any(p, lambda t: t.generic)),
    Feature("anybody", lambda p: _any(p, lambda t: t.anyone)),
    Feature("outlet", lambda p: _any(p, lambda t: t.named == "outlet")),
    Feature("body", lambda p: _any(p, lambda t: t.named == "body")),
    Feature("document", lambda p: _any(p, lambda t: t.origin.role == "document")),
    Feature("both persons", lambda p: float(_any(p, lambda t: t.named == "person") == 1)),
    Feature("of one kind", lambda p: float(bool(_kinds(p.one) & _kinds(p.other)))),
    Feature("of unlike kinds", lambda p: float(bool(_kinds(p.one)) and bool(_kinds(p.other)) and not _kinds(p.one) & _kinds(p.other))),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of FEATURES and a bias for each of STATES; `bar` is the least probability of *independent* that is shown."""

    features: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    bar: float

    def probabilities(self, values: Sequence[float]) -> tuple[float, ...]:
        """Return the probability of each of STATES."""
        worth = [sum(w * v for w, v in zip(row, values, strict=True)) + b for row, b in zip(self.features, self.bias, strict=True)]
        most = max(worth)
        odds = [math.exp(one - most) for one in worth]
        return tuple(one / sum(odds) for one in odds)


@cache
def load_weights() -> Weights:
    """Return the fitted weights."""
    row = json.loads(files("crossread.compare.origins").joinpath("weights.json").read_text("utf-8"))
    told = row["states"]
    features = tuple(tuple(float(told[state]["features"].get(f.name, 0.0)) for f in FEATURES) for state in STATES)
    return Weights(features, tuple(float(told[state]["bias"]) for state in STATES), float(row["bar"]))


def features_of(pair: Beside) -> tuple[float, ...]:
    """Return the values of FEATURES."""
    return tuple(feature.value(pair) for feature in FEATURES)


def judged(pairs: Sequence[Beside], weights: Weights | None = None) -> tuple[str, Beside, float]:
    """Return the state that a claim's pairs of lines give it, the pair that decided, and its probability.

    One pair that is surely independent makes the claim so; else the likelier of the other two, of the pair that is surest
    to say one thing.
    """
    weights = weights or load_weights()
    told = [(weights.probabilities(features_of(pair)), pair) for pair in pairs]
    best = max(told, key=lambda row: row[0][1])
    if best[0][1] >= weights.bar:
        return "independent", best[1], best[0][1]
    chances, pair = max(told, key=lambda row: row[1].joined)
    return ("same_origin", pair, chances[0]) if chances[0] > chances[2] else ("not_recorded", pair, chances[2])
