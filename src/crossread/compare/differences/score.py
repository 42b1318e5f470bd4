"""How probably a careful reader sees a difference where two statements part: a fitted number for each slot.

Slots of which there are labels enough have a logistic regression over the features of the two statements and the
traits of the finding, fitted on labels of our own (`python -m training.differences`). What the pair model finds
counts in one number for all slots, fitted on stories that it has not learned from. docs/decisions/differences.md
says what each part is worth.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from crossread.compare.differences.features import features_of, odds_against
from crossread.compare.differences.slots import Finding, Sides, share_beside_answers
from crossread.text.probabilities import sigmoid

ALIKE_BESIDE = "the same beside the answers"


@dataclass(frozen=True, slots=True)
class SlotWeights:
    """Weights of features and traits by name, and a bias.

    `bar` is the least probability at which a claim shows a finding of this slot.
    """

    features: Mapping[str, float]
    bias: float
    bar: float

    def odds(self, values: Mapping[str, float]) -> float:
        """Return the log odds that named numbers give."""
        return self.bias + sum(weight * values.get(name, 0.0) for name, weight in self.features.items())


@dataclass(frozen=True, slots=True)
class BesideModel:
    """What the pair model's log odds of another answer add to those of a slot: a weight, counted from a centre."""

    weight: float
    centre: float


@cache
def slot_weights() -> Mapping[str, SlotWeights]:
    """Return the fitted weights of every slot that is weighed."""
    return {slot: SlotWeights(row["features"], row["bias"], row["bar"]) for slot, row in _table()["slots"].items()}


@cache
def beside_model() -> BesideModel:
    """Return the fitted weight of what the pair model finds."""
    return BesideModel(**_table()["beside the pair model"])


def _table() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        files("crossread.compare.differences").joinpath("weights.json").read_text("utf-8")
    )
    return found


def values_of(finding: Finding, sides: Sides) -> dict[str, float]:
    """Return all named numbers that a finding is weighed by; a trait is named after its slot."""
    traits = {f"{finding.slot}: {name}": value for name, value in finding.traits.items()}
    return features_of(sides) | {ALIKE_BESIDE: share_beside_answers(finding, sides)} | traits


def probability(finding: Finding, sides: Sides) -> float:
    """Return how probably a reader sees the difference; raises KeyError for a slot that is not weighed."""
    weights = slot_weights()[finding.slot]
    odds = weights.odds(values_of(finding, sides))
    if sides.score.relations:
        odds += beside_model().weight * (odds_against(sides.score) - beside_model().centre)
    return sigmoid(odds)
