"""Are the tellers of a claim one line, independent, or is nothing recorded of it? Learned, with named features.

The weights are fitted on labels of our own (`python -m training.tellers`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from crossread.compare.origins.identity import Identity, lands_meet
from crossread.model.vocabulary import CorroborationState
from crossread.text.probabilities import logit, sigmoid

SURE = 0.9  # probability of one thing from which a join is hardly ever wrong on the labelled stories
LEAST = 0.02  # probabilities nearer to 0 or 1 than this are not told apart
FEW_KINDS = 3  # kinds that a house may be of at most: more come of an umbrella word ("official", "leader")


@dataclass(frozen=True, slots=True)
class Beside:
    """Two lines of tellers of one claim, laid beside one another, and the claim that they stand in.

    `joined` is how probably the two say one thing (the best pair of their statements, 0 to 1), `words` the number of
    words of the shorter of those two, `shared` the share of their words that both have. `doubt` says that something
    could make the two one. Counts of the claim: its `texts`, those of them in which `one` line or the other
    speaks in every
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
    apart: int = 0


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


def _unlike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and not one & other


def _lands(line: Sequence[Identity]) -> frozenset[str]:
    return frozenset().union(*(teller.lands for teller in line))


FEATURES = (
    Feature("surely one thing", lambda p: logit(p.joined, LEAST) / 4),
    Feature("very surely one thing", lambda p: float(p.joined >= 0.85)),
    Feature("hardly one thing", lambda p: float(p.joined < 0.5)),
    Feature("words in common", lambda p: p.shared),
    Feature("nearly the same words", lambda p: float(p.shared >= 0.55)),
    Feature("few words", lambda p: 1.0 if p.words < 6 else 0.0),
    Feature("many words", lambda p: min(p.words, 24) / 24),
    Feature("quoted words alike", lambda p: float(p.alike)),
    Feature("both quoted", lambda p: p.quoted / 2),
    Feature("may be one", lambda p: float(p.doubt)),
    Feature("one speaks in every text", lambda p: float(p.everywhere)),
    Feature("two texts", lambda p: float(p.texts == 2)),
    Feature("statements per text", lambda p: min(p.statements / p.texts, 4) / 4),
    Feature("several pairs apart", lambda p: min(max(p.apart - 1, 0), 2) / 2),
    Feature("more than two lines", lambda p: float(p.lines > 2)),
    Feature("texts that name nobody", lambda p: p.silent / p.texts),
    Feature("unnamed", lambda p: _any(p, lambda t: t.generic)),
    Feature("anybody", lambda p: _any(p, lambda t: t.anyone)),
    Feature("outlet", lambda p: _any(p, lambda t: t.named == "outlet")),
    Feature("body", lambda p: _any(p, lambda t: t.named == "body")),
    Feature("document", lambda p: _any(p, lambda t: t.origin.role == "document")),
    Feature("both persons", lambda p: float(_any(p, lambda t: t.named == "person") == 1)),
    Feature("of one kind", lambda p: float(bool(_kinds(p.one) & _kinds(p.other)))),
    Feature("of unlike kinds", lambda p: float(_unlike(_kinds(p.one), _kinds(p.other)))),
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of FEATURES and a bias; `bar` is the least probability that counts."""

    features: tuple[float, ...]
    bias: float
    bar: float

    def probability(self, pair: Beside) -> float:
        """Return how probable it is that two lines are what the weights are for."""
        odds = sum(w * v for w, v in zip(self.features, features_of(pair), strict=True)) + self.bias
        return sigmoid(odds)


@dataclass(frozen=True, slots=True)
class Judge:
    """What says that two lines are `apart`, asked of those that nothing could make one, and that they are `one`."""

    apart: Weights
    one: Weights


@cache
def load_judge() -> Judge:
    """Return the fitted judge."""
    row = json.loads(files("crossread.compare.origins").joinpath("weights.json").read_text("utf-8"))
    return Judge(_weights(row["apart"]), _weights(row["one"]))


def _weights(row: Mapping[str, Any]) -> Weights:
    features = tuple(float(row["features"].get(feature.name, 0.0)) for feature in FEATURES)
    return Weights(features, float(row["bias"]), float(row["bar"]))


def features_of(pair: Beside) -> tuple[float, ...]:
    """Return the values of FEATURES."""
    return tuple(feature.value(pair) for feature in FEATURES)


def judged(pairs: Sequence[Beside], judge: Judge | None = None) -> tuple[CorroborationState, Beside, float]:
    """Return the state that a claim's pairs of lines give it, the pair that decided, and its probability.

    The pair that is surest to say one thing decides: among those that nothing could make one, whether they are apart;
    else, among all, whether they are one line: never two that nothing could make one, unless their words are alike or
    one of them speaks in every text.
    """
    judge = judge or load_judge()
    clear = max((pair for pair in pairs if not pair.doubt), key=lambda pair: pair.joined, default=None)
    if clear is not None:
        chance = 1.0 if of_two_houses(clear) else judge.apart.probability(clear)
        if chance >= judge.apart.bar:
            return "independent", clear, chance
    surest = max(pairs, key=lambda pair: pair.joined)
    chance = judge.one.probability(surest)
    may_be_one = all(pair.doubt or pair.alike or pair.everywhere for pair in pairs)
    if may_be_one and chance >= judge.one.bar:
        return "same_origin", surest, chance
    return "not_recorded", surest, 1.0 - chance


def of_two_houses(pair: Beside) -> bool:
    """Say whether two named tellers surely say one thing and are of two houses.

    Such are two bodies that nothing could make one (an agency and a ministry), houses of unlike kinds (a company and a
    union's leader) and those of two lands (two foreign ministries).
    """
    if pair.joined < SURE or any(teller.generic or teller.named == "outlet" for teller in (*pair.one, *pair.other)):
        return False
    if not lands_meet(_lands(pair.one), _lands(pair.other)):
        return True
    if not pair.doubt and all(teller.named == "body" for teller in (*pair.one, *pair.other)):
        return True
    one, other = _kinds(pair.one), _kinds(pair.other)
    return all(0 < len(kinds) <= FEW_KINDS for kinds in (one, other)) and not one & other
