"""A logistic regression with a ridge, by Newton's method: what several fits of a few numbers share."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
STEPS = 40  # of Newton's method, which has long come to rest by then
MOST = 30.0  # log odds beyond which a probability is 0 or 1


def with_ones(values: Array) -> Array:
    """Return rows with a last column of ones, whose weight is the bias."""
    return np.concatenate([values, np.ones((len(values), 1))], 1)


def probabilities(rows: Array, weights: Array) -> Array:
    """Return the probability that weights give each row."""
    found: Array = 1 / (1 + np.exp(-np.clip(rows @ weights, -MOST, MOST)))
    return found


def fit(rows: Array, right: Array, ridge: Array, counts: Array | None = None) -> Array:
    """Return the weights of least mean logistic loss and ridge; `ridge` is what each weight's square costs, `counts` weigh the rows."""
    counts = np.ones(len(rows)) if counts is None else counts
    weights, costs = np.zeros(rows.shape[1]), np.diag(ridge)
    for _ in range(STEPS):
        told = probabilities(rows, weights)
        slope = rows.T @ (counts * (told - right)) / counts.sum() + costs @ weights
        bend = (rows.T * (counts * told * (1 - told))) @ rows / counts.sum() + costs
        weights -= np.linalg.solve(bend, slope)
    return weights
