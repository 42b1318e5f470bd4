"""Phrases -> clusters of those that mean the same: a mention-ranking scorer over the encoder's vectors.

Every phrase picks its antecedent among those before it, or none, as in Lee et al. (2017), "End-to-end neural
coreference resolution"; candidates come from the trees instead of from all spans, and the scorer is small enough for
numpy. Trained on GUM's OntoGUM chains (training/coreference.py).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from crossread.model_runtime.candidate_phrases import CLASSES, GROUPS, NUM_ROLES, Phrases, find_phrases, repeats
from crossread.model_runtime.decode import Word

Cluster = tuple[tuple[int, int], ...]
NEAR = 60  # phrases back in which an antecedent is looked for; further back only those with the same head word
# nearest earlier phrases with the same head word that are looked at; no report names anybody so often within reach
SAME_HEAD = 100
PAIRS = 200_000  # pairs scored at a time: space is bounded, and what one report has is scored in one go
_STEPS = np.array([1, 2, 3, 4, 6, 10, 20])  # distances told apart, of sentences and of phrases
_TYPES = 16  # no name, and the types of dossier.md with money, time and quantity
UNARY = {
    "kind": CLASSES, "role": NUM_ROLES * GROUPS, "length": 8, "repeats": 4 * GROUPS, "heads": 4 * GROUPS,
    "entity": _TYPES, "listed": 2, "inside": 4,
}  # fmt: skip
PAIRWISE = {
    "kinds": CLASSES * CLASSES, "strings": 8 * GROUPS, "difference": 18 * GROUPS, "sentences": 8 * GROUPS,
    "phrases": 8 * GROUPS, "nesting": 4, "roles": NUM_ROLES * NUM_ROLES, "numbers": 9, "governor": 4 * GROUPS,
    "quotes": 4 * GROUPS * 2, "entities": _TYPES * _TYPES, "salience": NUM_ROLES * 8 * GROUPS, "repeats": 4 * GROUPS,
}  # fmt: skip


def _columns(features: dict[str, np.ndarray], sizes: dict[str, int]) -> np.ndarray:
    """Put categorical features side by side, each in its own range of one table's rows: [n, features]."""
    found, offset = [], 0
    for name, size in sizes.items():
        found.append(features[name] + offset)
        offset += size
    return np.stack(found, 1)


def unary_features(p: Phrases) -> np.ndarray:
    """Return the categorical features of every phrase, [phrases, len(UNARY)]."""
    starts, ends = p.places
    inside = np.zeros(len(starts), np.int64)
    open_ends: list[int] = []
    for i, (start, end) in enumerate(zip(starts, ends, strict=True)):
        open_ends = [e for e in open_ends if e > start]
        inside[i] = min(sum(e >= end for e in open_ends), 3)
        open_ends.append(int(end))
    return _columns(
        {
            "kind": p.kind, "role": p.role * GROUPS + p.group,
            "length": np.digitize(p.last - p.first, [1, 2, 3, 4, 6, 10, 20]),
            "repeats": repeats(p.exact) * GROUPS + p.group, "heads": p.head_repeats * GROUPS + p.group,
            "entity": p.entity, "listed": p.listed, "inside": inside,
        },
        UNARY,
    )  # fmt: skip


def pairs_of(p: Phrases, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (later, earlier) indices of the pairs to score, of the phrases that were kept, ordered by the later."""
    place = np.arange(len(kept))
    later = np.repeat(place, np.minimum(place, NEAR))
    earlier = np.concatenate([np.arange(max(0, k - NEAR), k) for k in place.tolist()] or [place])
    far = _same_heads(p.lemma[kept], p.group[kept] > 1)
    later, earlier = np.concatenate([later, far[0]]), np.concatenate([earlier, far[1]])
    order = np.lexsort((earlier, later))
    return kept[later[order]], kept[earlier[order]]


def _same_heads(lemma: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return (later, earlier) places further apart than NEAR that have the same head word, the later being `wanted`."""
    order = np.argsort(lemma, kind="stable")
    later, earlier = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for back in range(1, min(SAME_HEAD, len(order) - 1) + 1):
        one, other = order[back:], order[:-back]
        alike = lemma[one] == lemma[other]
        if not alike.any():
            break
        kept = alike & (one - other > NEAR) & wanted[one]
        later.append(one[kept])
        earlier.append(other[kept])
    return np.concatenate(later), np.concatenate(earlier)


def pair_features(p: Phrases, i: np.ndarray, j: np.ndarray) -> np.ndarray:
    """Return the categorical features of pairs (i later, j earlier), [pairs, len(PAIRWISE)]."""
    group = p.group[i]
    sizes, shared = p.sizes, p.shared(i, j)
    only_i, only_j = np.minimum(sizes[i] - shared, 2), np.minimum(sizes[j] - shared, 2)
    same_head = p.lemma[i] == p.lemma[j]
    strings = np.select(
        [
            p.exact[i] == p.exact[j], (p.initials[i] == p.short[j]) | (p.short[i] == p.initials[j]),
            same_head & (only_i == 0),
            same_head & (only_j == 0), same_head, (shared > 0) & (only_i == 0), shared > 0,
        ],
        list(range(7)), 7,
    )  # fmt: skip
    away = np.digitize(p.sentence[i] - p.sentence[j], _STEPS)
    starts, ends = p.places
    nesting = np.select([p.head[i] == p.head[j], ends[i] <= ends[j], starts[i] == starts[j]], [1, 2, 3], 0)
    governor = np.select(
        [p.governor[i] == p.head[j], p.governor[j] == p.head[i], p.governor[i] == p.governor[j]], [1, 2, 3], 0
    )
    return _columns(
        {
            "kinds": p.kind[i] * CLASSES + p.kind[j], "strings": strings * GROUPS + group,
            "difference": (same_head * 9 + only_i * 3 + only_j) * GROUPS + group, "sentences": away * GROUPS + group,
            "phrases": np.digitize(i - j, [2, 4, 8, 15, 30, 60, 150]) * GROUPS + group, "nesting": nesting,
            "roles": p.role[i] * NUM_ROLES + p.role[j], "numbers": p.number[i] * 3 + p.number[j],
            "governor": governor * GROUPS + group,
            "quotes": ((p.quoted[i] * 2 + p.quoted[j]) * 2 + (p.kind[i] == p.kind[j])) * GROUPS + group,
            "entities": p.entity[i] * _TYPES + p.entity[j], "salience": (p.role[j] * 8 + away) * GROUPS + group,
            "repeats": p.head_repeats[j] * GROUPS + group,
        },
        PAIRWISE,
    )  # fmt: skip


@dataclass(frozen=True)
class Scorer:
    """Weights of the scorer, float32; W is the encoder's width, D and H those of phrase vectors and hidden layers."""

    project: np.ndarray  # [3W + 1, D]: vectors of head, first and last word -> a phrase's vector
    unary: np.ndarray  # [sum(UNARY), H]
    mention: np.ndarray  # [D + 1, H]
    mention_out: np.ndarray  # [H + 1]
    pairwise: np.ndarray  # [sum(PAIRWISE), H]
    later: np.ndarray  # [D + 1, H]
    earlier: np.ndarray  # [D, H]
    product: np.ndarray  # [D, H]
    pair_out: np.ndarray  # [H + 1]
    keep: np.ndarray  # []: the least score of a phrase that is looked at further


@lru_cache(maxsize=4)
def load_scorer(folder: Path) -> Scorer:
    """Read the scorer's weights from the model's folder."""
    weights = np.load(folder / "coreference.npz")
    return Scorer(*(weights[name].astype(np.float32) for name in Scorer.__dataclass_fields__))


def find_clusters(
    text: str, words: Sequence[Word], names: Sequence[tuple[int, int, str]], types: Sequence[str], hidden: np.ndarray,
    scorer: Scorer,
) -> tuple[Cluster, ...]:
    """Return clusters of two mentions or more, each in order of place; spans in code points, end exclusive.

    `hidden` has a row a word; `types` orders the types of names as in training.
    """
    if not words:
        return ()
    phrases = find_phrases(text, words, names, types)
    if len(phrases.spans) < 2:
        return ()
    vectors = phrase_vectors(phrases, hidden, scorer)
    scores = mention_scores(unary_features(phrases), vectors, scorer)
    kept = np.flatnonzero(scores > scorer.keep)
    if len(kept) < 2:
        return ()
    i, j = pairs_of(phrases, kept)
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for begin in range(0, len(i), PAIRS):
        one, other = i[begin : begin + PAIRS], j[begin : begin + PAIRS]
        pair_scores = (
            _pair_scores(pair_features(phrases, one, other), vectors, one, other, scorer) + scores[one] + scores[other]
        )
        better = pair_scores > 0  # than none: no other pair makes a link
        found.append((one[better], other[better], pair_scores[better]))
    one, other, pair_scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return _chains(phrases, one, other, pair_scores)


def phrase_vectors(p: Phrases, hidden: np.ndarray, scorer: Scorer) -> np.ndarray:
    """Return one vector a phrase, [phrases, D]."""
    rows = np.concatenate([hidden[p.head], hidden[p.first], hidden[p.last]], 1)
    found: np.ndarray = np.tanh(rows @ scorer.project[:-1] + scorer.project[-1])
    return found


def mention_scores(features: np.ndarray, vectors: np.ndarray, scorer: Scorer) -> np.ndarray:
    """Return how likely each phrase is to be in a chain, as a logit, [phrases]."""
    layer = scorer.unary[features].sum(1) + vectors @ scorer.mention[:-1] + scorer.mention[-1]
    found: np.ndarray = np.maximum(layer, 0) @ scorer.mention_out[:-1] + scorer.mention_out[-1]
    return found


def _pair_scores(features: np.ndarray, vectors: np.ndarray, i: np.ndarray, j: np.ndarray, scorer: Scorer) -> np.ndarray:
    low, high = int(j.min()), int(i.max()) + 1  # the phrases that these pairs are of
    near = vectors[low:high]
    layer = (near @ scorer.later[:-1] + scorer.later[-1])[i - low] + (near @ scorer.earlier)[j - low]
    layer += (vectors[i] * vectors[j]) @ scorer.product
    row = np.empty_like(layer)
    for column in features.T:
        layer += np.take(scorer.pairwise, column, 0, row, "clip")
    found: np.ndarray = np.maximum(layer, 0, out=layer) @ scorer.pair_out[:-1] + scorer.pair_out[-1]
    return found


def _chains(p: Phrases, i: np.ndarray, j: np.ndarray, scores: np.ndarray) -> tuple[Cluster, ...]:
    """Give every phrase its best antecedent, where that is better than none (0), and follow the links.

    A cluster never holds two of "he", "she" and "it", nor a pronoun that a title or a given name forbids: the next best
    antecedent is taken instead.
    """
    home: dict[int, int] = {}
    clusters: list[list[int]] = []
    spoken: list[int] = []  # the pronoun by which each cluster is known, -1 as long as it has none
    gender = p.pronoun.tolist()
    edges = [0, *(1 + np.flatnonzero(i[1:] != i[:-1])).tolist(), len(i)]
    for begin, end in zip(edges, edges[1:], strict=False):
        for at in (begin + np.argsort(-scores[begin:end], kind="stable")).tolist():
            if scores[at] <= 0:
                break
            one, other = int(i[at]), int(j[at])
            known = spoken[home[other]] if other in home else gender[other]
            if gender[one] >= 0 and known >= 0 and gender[one] != known:
                continue
            if other not in home:
                home[other] = len(clusters)
                clusters.append([other])
                spoken.append(known)
            home[one] = home[other]
            clusters[home[one]].append(one)
            spoken[home[one]] = max(known, gender[one])
            break
    return tuple(tuple(p.spans[k] for k in sorted(cluster)) for cluster in clusters)
