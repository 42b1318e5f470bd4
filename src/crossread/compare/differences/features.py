"""What two statements of a claim are to one another, whatever slot they part in, as named numbers.

With the traits of a finding (`slots.py`) they say how probably a careful reader sees a difference there; the
weights are fitted on labels (`python -m training.differences`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crossread.compare.differences.slots import Sides, one_deed
from crossread.compare.same_fact.score import PairScore
from crossread.languages.tables import words
from crossread.text.probabilities import logit

LEAST = 0.02  # shares of the pair model nearer to 0 or 1 than this are not told apart
LONG = 12.0  # words beyond which a statement is long


@dataclass(frozen=True, slots=True)
class SidesFeature:
    """A named number of two statements."""

    name: str
    value: Callable[[Sides], float]


def against(score: PairScore) -> float:
    """Return the share of other answers and contradictions in what the pair model finds to join two statements."""
    apart = score.probability("other_answer") + score.probability("contradicts")
    joined = apart + score.probability("same") + score.probability("contains")
    return apart / joined if joined else 0.0


def odds_against(score: PairScore) -> float:
    """Return the log odds of `against`."""
    return logit(against(score), LEAST)


def _words(sides: Sides) -> float:
    a, b = (view.words for view in sides.views)
    return len(a & b) / max(len(a | b), 1)


def _within(sides: Sides) -> float:
    a, b = (view.words for view in sides.views)
    return len(a & b) / max(min(len(a), len(b)), 1)


def _one_predicate(sides: Sides) -> float:
    return float(sides.a.statement.predicate == sides.b.statement.predicate)


def _one_deed(sides: Sides) -> float:
    return float(one_deed(sides))


def _shortest(sides: Sides) -> float:
    return min(len(sides.a.words), len(sides.b.words), LONG) / LONG


def _unlike_lengths(sides: Sides) -> float:
    a, b = (len(view.words) for view in sides.views)
    return abs(a - b) / max(a, b, 1)


def _one_told(sides: Sides) -> float:
    return float((sides.a.statement.attribution.kind == "own") != (sides.b.statement.attribution.kind == "own"))


def _one_actor(sides: Sides) -> float:
    return float(bool(sides.a.agents & sides.b.agents))


def _other_names(sides: Sides) -> float:
    a, b = (view.entities for view in sides.views)
    return float(bool(a and b) and not a & b)


def _pronoun(sides: Sides) -> float:
    """Say whether one of them only points to who acts ("he was arrested")."""
    acting = [p.text.lower() for view in sides.views for p in view.statement.participants if p.role == "agent"]
    return float(not words("function_words", "untold_parties").isdisjoint(acting))


FEATURES: tuple[SidesFeature, ...] = (
    SidesFeature("words in common", _words),
    SidesFeature("words of the one in the other", _within),
    SidesFeature("one predicate", _one_predicate),
    SidesFeature("one deed", _one_deed),
    SidesFeature("words of the shorter", _shortest),
    SidesFeature("unlike lengths", _unlike_lengths),
    SidesFeature("only one is on somebody's word", _one_told),
    SidesFeature("one who acts", _one_actor),
    SidesFeature("other names", _other_names),
    SidesFeature("a pronoun acts", _pronoun),
)


def features_of(sides: Sides) -> dict[str, float]:
    """Return the value of every feature by its name."""
    return {feature.name: feature.value(sides) for feature in FEATURES}
