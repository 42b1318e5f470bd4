"""Words that newsrooms use for one another, and what a pile's statements speak of: vectors of single words.

The table (`data/words.npz`, made by `training/words.py`) holds for each stem what all-MiniLM-L6-v2 (Apache-2.0) makes of
the words of that stem. Names and other words that it lacks count only where they are the same.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from crossread.compare.same_fact.profile import StatementFeatures
from crossread.compare.same_fact.wording import concept_of, opposed

NEAR = 0.4  # cosine of two words from which one may stand for the other; below lie words of one subject
MOST_NEAR = 16  # near words kept for a word
KIN = 0.75  # how far two words of one class of the lexicon stand for one another
LEAST = 0.3  # what a word of every statement weighs: of 1, 0.6 and 0.3 the last joined most of the open stories' pairs and fewest others
BLOCK = 1024  # rows of a similarity matrix made at once: bounds the memory of large piles
HASHED = 256  # axes onto which stems are hashed for finding neighbours


@dataclass(frozen=True, slots=True)
class Pile:
    """What must be known of all statements to compare two: how much a stem tells, which stems are near, vectors."""

    weights: Mapping[str, float]
    near: Mapping[str, Mapping[str, float]]
    vectors: np.ndarray


@cache
def _table() -> tuple[Mapping[str, int], np.ndarray]:
    data = np.load(str(files("crossread.compare.same_fact").joinpath("words.npz")))
    stems = bytes(data["stems"]).decode("utf-8").split("\n")
    vectors = data["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return {stem: i for i, stem in enumerate(stems)}, vectors


def make_pile(features: Sequence[StatementFeatures]) -> Pile:
    """Weigh the stems of all statements, find the near ones, and give each statement its vector (L2-normalised).

    A stem weighs its inverse document frequency, ln((1+n)/(1+df)) + LEAST, over the statements.
    """
    frequency = Counter(item for one in features for item in one.stems)
    total = len(features)
    weights = {item: math.log((1 + total) / (1 + count)) + LEAST for item, count in frequency.items()}
    known, table = _table()
    vectors = np.zeros((total, table.shape[1]), np.float32)
    for i, one in enumerate(features):
        for item in sorted(one.stems):
            if item in known:
                vectors[i] += weights[item] * table[known[item]]
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return Pile(weights, near_stems(sorted(frequency)), vectors / np.maximum(norms, 1e-9))


def near_stems(vocabulary: Sequence[str]) -> Mapping[str, Mapping[str, float]]:
    """Return for each stem the stems of the vocabulary that may stand for it, and how far they may (0 to 1)."""
    known, table = _table()
    found: dict[str, dict[str, float]] = {}
    listed = [item for item in vocabulary if item in known]
    rows = table[[known[item] for item in listed]] if listed else np.zeros((0, table.shape[1]), np.float32)
    for begin in range(0, len(listed), BLOCK):
        close = rows[begin : begin + BLOCK] @ rows.T
        for at, row in enumerate(close):
            order = np.nonzero(row >= NEAR)[0]
            order = order[np.argsort(-row[order], kind="stable")][: MOST_NEAR + 1]
            own = begin + at
            found[listed[own]] = {listed[j]: round(float(row[j]), 3) for j in order if j != own}
    kin: dict[str, list[str]] = {}
    for item in vocabulary:
        for name in concept_of(item):
            kin.setdefault(name, []).append(item)
    for group in kin.values():
        for one in group:
            own_near = found.setdefault(one, {})
            for other in group:
                if other != one:
                    own_near[other] = max(own_near.get(other, 0.0), KIN)
    for one, close_by in found.items():
        for other in [other for other in close_by if opposed(one, other)]:
            del close_by[other]  # words of one subject, and vectors of words know no more than that
    return found


def covered(stems: frozenset[str], by: frozenset[str], pile: Pile) -> float:
    """Return the weight of those `stems` that `by` has too, near ones in part."""
    total = 0.0
    for item in stems:
        if item in by:
            total += pile.weights[item]
        else:
            close = pile.near.get(item)
            if close:
                best = max((value for other, value in close.items() if other in by), default=0.0)
                total += best * pile.weights[item]
    return total


def neighbours(features: Sequence[StatementFeatures], pile: Pile, members: Sequence[int], count: int) -> list[tuple[int, int]]:
    """Return for each of `members` the pairs with its `count` nearest among them, by words and by meaning."""
    hashed = np.zeros((len(members), HASHED), np.float32)
    for row, index in enumerate(members):
        for item in sorted(features[index].stems):
            hashed[row, _slot(item)] += pile.weights[item]
    hashed /= np.maximum(np.linalg.norm(hashed, axis=1, keepdims=True), 1e-9)
    joint = np.concatenate([hashed, pile.vectors[list(members)]], axis=1)
    pairs: set[tuple[int, int]] = set()
    for begin in range(0, len(members), BLOCK):
        close = joint[begin : begin + BLOCK] @ joint.T
        close[np.arange(len(close)), np.arange(begin, begin + len(close))] = -1.0
        if close.shape[1] > count:
            best = np.argpartition(-close, count, axis=1)[:, :count]
        else:
            best = np.tile(np.arange(close.shape[1]), (len(close), 1))
        for at in range(len(close)):
            own = members[begin + at]
            for j in best[at]:
                if close[at, j] > 0.0:
                    other = members[int(j)]
                    pairs.add((own, other) if own < other else (other, own))
    return sorted(pairs)


def _slot(stem: str) -> int:
    """Return the axis of a stem: FNV-1a, the same in every process."""
    value = 2166136261
    for byte in stem.encode("utf-8"):
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value % HASHED
