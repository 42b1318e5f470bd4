"""How surely each word's event happened, −3 to 3, from the encoder's vectors of the word and of what stands above it.

A word's certainty hangs on words that the tree names: the verb it depends on ("denied that", "hopes to") and its own
auxiliaries, negations and conjunctions. The scorer sees the vectors of all of them. Trained by training/certainty.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from crossread.model_runtime.decode import Word

SURE = 3.0
NO_EVENTS = frozenset({"PUNCT", "DET", "ADP", "PRON", "PART", "CCONJ", "SCONJ", "SYM"})
MARKERS = frozenset({"aux", "aux:pass", "advmod", "mark", "cop", "det", "case"})


@dataclass(frozen=True)
class Scorer:
    """Weights, float32; W is the encoder's width, H that of the hidden layer, R the number of relations and one
    more."""

    around: np.ndarray  # [5, W, H]: of the word, its head, its head's head, the word before, the mean of its markers
    own: np.ndarray  # [R, H]: the relation of the word; the last row is for none
    above: np.ndarray  # [R, H]: the relation of its head
    bias: np.ndarray  # [H]
    out: np.ndarray  # [H + 1]


@lru_cache(maxsize=4)
def load_scorer(folder: Path) -> Scorer:
    """Read the scorer's weights from the model's folder."""
    weights = np.load(folder / "certainty.npz")
    return Scorer(*(weights[name].astype(np.float32) for name in Scorer.__dataclass_fields__))


def places_of(words: Sequence[Word]) -> np.ndarray:
    """Return of each word: itself, its head, its head's head and the word before, -1 where there is none: [4,
    words]."""
    own = np.arange(len(words))
    heads = np.array([word.head for word in words], np.int64)
    head = np.where(heads == own, -1, heads)
    above = np.where(head < 0, -1, head[head])
    return np.stack([own, head, above, own - 1])


def marker_means(words: Sequence[Word], hidden: np.ndarray) -> np.ndarray:
    """Return the mean vector of each word's auxiliaries, negations and other markers, zeros where it has none."""
    markers = np.array([i for i, word in enumerate(words) if word.relation in MARKERS], np.int64)
    found = np.zeros(hidden.shape, np.float32)
    if not len(markers):
        return found
    heads = np.array([words[i].head for i in markers], np.int64)
    order = np.argsort(heads, kind="stable")
    own, begins, counts = np.unique(heads[order], return_index=True, return_counts=True)
    found[own] = np.add.reduceat(hidden[markers[order]], begins, 0) / counts[:, None].astype(np.float32)
    return found


def relations_of(words: Sequence[Word], relations: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of each word's relation and of its head's; `len(relations)` stands for one not listed."""
    number = {name: i for i, name in enumerate(relations)}
    own = np.array([number.get(word.relation, len(relations)) for word in words], np.int64)
    return own, own[[word.head for word in words]]


def score_certainty(words: Sequence[Word], hidden: np.ndarray, relations: Sequence[str], scorer: Scorer) -> np.ndarray:
    """Return the certainty of every word, float32 of −3 to 3, SURE for those that can name no event; `hidden` has a
    row a word."""
    found = np.full(len(words), SURE, np.float32)
    asked = np.array([i for i, word in enumerate(words) if word.upos not in NO_EVENTS], np.int64)
    if not len(asked):
        return found
    own, above = relations_of(words, relations)
    layer = scorer.own[own[asked]] + scorer.above[above[asked]] + scorer.bias
    layer += marker_means(words, hidden)[asked] @ scorer.around[4]
    for weights, places in zip(scorer.around, places_of(words)[:, asked], strict=False):
        there = places >= 0
        layer[there] += hidden[places[there]] @ weights
    # GELU by its tanh form (Hendrycks and Gimpel 2016), as in training
    layer = 0.5 * layer * (1 + np.tanh(np.sqrt(2 / np.pi) * (layer + 0.044715 * layer * layer * layer)))
    found[asked] = np.clip(layer @ scorer.out[:-1] + scorer.out[-1], -SURE, SURE)
    return found
