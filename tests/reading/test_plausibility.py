"""How likely a candidate record is right: by the judge of named features, and by a network over the vectors of its words."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np
import pytest

from crossread.model import Party, PartyRelation
from crossread.model.vocabulary import ExchangeKind, RelationKind
from crossread.reading.plausibility import Chance, Network, Plausibility, WordVectors, load_plausibility, sense_of

WAYS = {"transfers between", "transfers from", "transfers to"}


def network(**bars: float) -> Network:
    """Return a network with one hidden cell that takes the first number of a vector for its odds."""
    inner = np.array([[1.0], [0.0]], np.float32), np.zeros(1, np.float32)
    outer = np.array([[9.0, -9.0]], np.float32), np.zeros(2, np.float32)
    return Network(("holds", "needs"), inner, outer, **{"share": 0.5, "least": 0.6, "kept": 0.2} | bars)


def vectors(*values: float) -> WordVectors:
    return WordVectors(np.zeros(2, np.float32), np.array(values, np.float32))


def judge() -> Plausibility:
    return Plausibility({"bias": -1.0, "rule=owns": 3.0}, 0.7, {"*": np.zeros(3, np.float32)}, network())


@pytest.mark.parametrize("section", ["exchange", "relations"])
def test_every_kind_of_record_has_its_weights(section: str) -> None:
    kinds = (set(get_args(ExchangeKind)) - {"transfers"}) | WAYS if section == "exchange" else set(get_args(RelationKind))
    assert set(load_plausibility(section).network.senses) == kinds


def test_the_network_counts_beside_the_judge() -> None:
    up, down = vectors(1.0, 0.0), vectors(-1.0, 0.0)
    for features in ((), ("rule=owns",)):
        better, worse = (judge().chance(features, given, "holds") for given in (up, down))
        assert worse.together is not None and better.together is not None
        assert worse.together < worse.alone == better.alone < better.together
    assert judge().chance((), up, "needs").together != judge().chance((), up, "holds").together
    assert judge().chance((), up, "bars").together is None


@pytest.mark.parametrize("given", [None, WordVectors(np.zeros(2, np.float32), None)])
def test_without_vectors_the_judge_alone_says_it(given: WordVectors | None) -> None:
    told = judge().chance(("rule=owns",), given, "holds")
    assert told.together is None
    assert told.alone == pytest.approx(1 / (1 + np.exp(-2.0)))
    assert judge().accepts(told)
    assert not judge().accepts(Chance(alone=0.65, together=None))


@pytest.mark.parametrize(
    ("chance", "taken"),
    [
        (Chance(alone=0.5, together=0.61), True),
        (Chance(alone=0.5, together=0.59), False),
        (Chance(alone=0.8, together=0.3), True),  # the judge is sure, and both do not doubt it
        (Chance(alone=0.8, together=0.1), False),
    ],
)
def test_what_the_judge_is_sure_of_is_kept_unless_both_doubt_it(chance: Chance, taken: bool) -> None:
    assert judge().accepts(chance) is taken


def test_a_relation_is_weighed_by_its_kind() -> None:
    told: Any = PartyRelation(id="n1", kind="leads", from_=Party(name="Osk"), to=Party(name="Brandt"), statement="s1", rule="title")
    assert sense_of(told) == "leads"
