"""Fitting what is a difference: weights of what tells, and a bar that stories left out hold to."""

from __future__ import annotations

import numpy as np

from training.differences import NEVER, Sample, bar_of, beside_model, cross_fitted, fit, named, shown


def sample(story: int, claim: int | None, told: float, right: bool) -> Sample:
    return Sample(f"s{story}", "times", claim, 1.0, {"words in common": 0.5, "times: apart": told}, 0.0, right)


SAMPLES = [sample(n % 16, n, float(n % 3 == 0), n % 3 == 0) for n in range(96)]


def test_what_tells_gets_the_weight_and_what_never_changes_none() -> None:
    rows = np.array([[s.values["words in common"], s.values["times: apart"]] for s in SAMPLES])
    weights, bias = fit(rows, np.array([float(s.right) for s in SAMPLES]), np.ones(len(SAMPLES)))
    assert weights[0] == 0.0
    assert weights[1] > 2.0 > bias


def test_a_bar_is_set_on_claims_of_stories_left_out() -> None:
    odds = cross_fitted(SAMPLES, named(SAMPLES))
    found = shown(SAMPLES, odds)
    bar = bar_of(found)
    above = [right for value, right in found if value >= bar]
    assert sum(above) >= 0.4 * len(above) > 0
    assert all(right for value, right in found if value > 0.5)


def test_pairs_that_no_claim_joins_set_no_bar() -> None:
    assert shown([sample(1, None, 1.0, True)], np.array([3.0])) == []
    assert bar_of([(0.9, True)]) >= NEVER - 0.01


def test_a_pair_model_that_tells_nothing_weighs_nothing() -> None:
    rows = [(-1.0, float(n % 5), n % 4 == 0) for n in range(200)]
    assert abs(beside_model(rows)["weight"]) < 0.05
