"""What the pair model's answer says of a pair, as a tuple of named numbers: log odds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from crossread.model_runtime.pair_model import ASKED_ALIKE
from crossread.text.probabilities import logit

Matrix = npt.NDArray[np.float64]

LEAST = 1e-4  # probabilities nearer to 0 or 1 than this are not told apart
NAMES = (
    "the pair model: one row",
    "the pair model: the same",
    "the pair model: one contains the other, or answers otherwise",
    "the pair model: related",
    "the pair model: unrelated",
)
# Of RELATIONS what goes into each number but the first. Other answers and contradictions are too rare in the labels for
# one of their own, and are as much one row as what contains the other.
TOLD = ((0,), (1, 2, 3), (4,), (5,))


def answers_of(relations: Matrix) -> Matrix:
    """Return a row of NAMES for each row of the pair model's probabilities."""
    rows = [
        (logit(sum(row[ASKED_ALIKE]), LEAST), *(logit(sum(row[k] for k in kinds), LEAST) for kinds in TOLD))
        for row in relations.tolist()
    ]
    return np.array(rows).reshape(-1, len(NAMES))
