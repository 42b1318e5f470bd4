"""Probabilities and their log odds."""

from __future__ import annotations

import math

MOST = 30.0  # log odds beyond which a probability is 0 or 1


def sigmoid(odds: float) -> float:
    """Return the probability of log odds."""
    return 1.0 / (1.0 + math.exp(-max(-MOST, min(MOST, odds))))


def logit(probability: float, least: float) -> float:
    """Return the log odds of a probability, held within `least` of 0 and 1."""
    held = min(max(probability, least), 1.0 - least)
    return math.log(held / (1.0 - held))
