"""Boosted trees learn what no sum of single numbers tells, the same from the same rows, and are read as they are written."""

from __future__ import annotations

import json

import numpy as np

from crossread.compare.same_fact.trees import trees_of
from training.boosting import Settings, boost

SETTINGS = Settings(trees=60, leaves=4, least=20, features=1.0, rate=0.3)


def rows() -> tuple[np.ndarray, np.ndarray]:
    values = np.random.default_rng(1).normal(size=(1200, 3))
    return values, ((values[:, 0] > 0) != (values[:, 1] > 0)).astype(float)


def test_an_interaction_is_learned_and_comes_back_from_its_file() -> None:
    values, gold = rows()
    fit = json.loads(json.dumps(boost(values, gold, np.ones(len(gold)), SETTINGS)))
    trees = trees_of({"names": ["a", "b", "c"], **fit}, ("a", "b", "c"))
    told = trees.odds(trees.parts(values)) > 0
    assert (told == (gold > 0)).mean() > 0.95


def test_the_same_rows_give_the_same_trees() -> None:
    values, gold = rows()
    ones = np.ones(len(gold))
    assert boost(values, gold, ones, SETTINGS) == boost(values, gold, ones, SETTINGS)
