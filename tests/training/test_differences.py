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


def test_stories_left_out_are_ordered_by_what_tells() -> None:
    found = shown(SAMPLES, cross_fitted(SAMPLES, named(SAMPLES)))
    assert [right for _, right in found] == [True] * 32 + [False] * 64


def test_a_bar_lets_pass_as_many_as_two_of_five_right_allow() -> None:
    found = [(0.9 - 0.1 * n, True) for n in range(4)] + [(0.3 - 0.02 * n, False) for n in range(10)]
    assert 0.18 < bar_of(found) <= 0.2
    tied = [(0.9 - 0.1 * n, True) for n in range(4)] + [(0.3, False) for _ in range(10)]
    assert bar_of(tied) > 0.5


def test_pairs_that_no_claim_joins_set_no_bar() -> None:
    assert shown([sample(1, None, 1.0, True)], np.array([3.0])) == []
    assert bar_of([(0.9, True)]) >= NEVER - 0.01


def test_a_pair_model_that_tells_nothing_weighs_nothing() -> None:
    rows = [(-1.0, float(n % 5), n % 4 == 0) for n in range(200)]
    assert abs(beside_model(rows)["weight"]) < 0.05
