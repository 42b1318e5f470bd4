"""Mentions of many reports -> clusters of those that are of one event or one entity.

Every two mentions of one kind within one story are scored by a small network over what they share: words, the
sentence around them, arguments, the encoder's vectors, how common the word is in the story. Average linkage then
makes the clusters, so that no chain of near misses does. Trained on ECB+ (training/alignment.py).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import cdist

from crossread.text.linkage import average_link
from research.alignment.contexts import ContextMention

WEIGHTS = Path(__file__).parent / "alignment.npz"
KINDS = ("event", "entity")
LARGEST = 2_000  # mentions of one kind in one story laid pair by pair; of more, those with one lemma are one
RARE = 0.0005  # share of documents taken for a word that the table of shares lacks
Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PairScorer:
    """One hidden layer: `first` [features + 1, hidden], `second` [hidden + 1], the last rows are biases.

    `bar` is the mean probability from which average linkage joins.
    """

    first: Floats
    second: Floats
    bar: float

    def __call__(self, features: Floats) -> Floats:
        """Return for each row of features the probability that the two mentions are of one thing."""
        layer = np.maximum(features @ self.first[:-1] + self.first[-1], 0)
        found: Floats = 1 / (1 + np.exp(-(layer @ self.second[:-1] + self.second[-1])))
        return found


@lru_cache(maxsize=1)
def load_scorers() -> Mapping[str, PairScorer]:
    """Return the shipped scorer of each kind."""
    data = np.load(WEIGHTS)
    return {
        kind: PairScorer(data[f"{kind}_first"].astype(float), data[f"{kind}_second"].astype(float), float(data[f"{kind}_bar"]))
        for kind in KINDS
    }


def align(
    mentions: Sequence[ContextMention], shares: Mapping[str, float], scorers: Mapping[str, PairScorer] | None = None
) -> list[list[int]]:
    """Return clusters of places in `mentions`, each in order; a mention like no other is a cluster of its own.

    `shares` gives for a word the share (0 to 1) of documents at large that hold it.
    """
    scorers = scorers or load_scorers()
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        blocks[mention.kind, mention.story].append(i)
    found = []
    for (kind, _), block in blocks.items():
        found += [[block[i] for i in cluster] for cluster in _clusters([mentions[i] for i in block], shares, scorers[kind])]
    return sorted(found)


def _clusters(block: Sequence[ContextMention], shares: Mapping[str, float], scorer: PairScorer) -> list[list[int]]:
    if len(block) > LARGEST:
        same: dict[str, list[int]] = defaultdict(list)
        for place, mention in enumerate(block):
            same[mention.lemma].append(place)
        return list(same.values())
    likeness = np.zeros((len(block), len(block)))
    if len(block) > 1:
        i, j = np.triu_indices(len(block), 1)
        likeness[i, j] = likeness[j, i] = scorer(pair_features(block, shares))
    return [sorted(cluster) for cluster in average_link(likeness, scorer.bar)]


def pair_features(block: Sequence[ContextMention], shares: Mapping[str, float]) -> Floats:
    """Return the features of all pairs of one block, [pairs, features], in the order of `numpy.triu_indices`."""
    i, j = np.triu_indices(len(block), 1)
    reports = len({m.report for m in block})
    rarity = _rarity(shares)
    columns = _meaning(block, i, j)
    held = Counter(w for report in _words_by_report(block) for w in report)

    def telling(word: str) -> float:  # rare among the reports of the story
        return math.log((1 + reports) / held.get(word, 1)) / math.log(1 + max(reports, 2))

    sets: tuple[tuple[Callable[[ContextMention], Collection[str]], Callable[[str], float]], ...] = (
        (lambda m: m.context, rarity), (lambda m: m.context, telling), (lambda m: m.names, lambda _: 1.0),
        (lambda m: m.arguments, rarity), (lambda m: m.own, rarity), (lambda m: m.own, telling),
        (lambda m: m.own | m.called, rarity), (lambda m: m.own | m.called, telling),
    )  # fmt: skip
    for words_of, weight in sets:
        columns += _shared([words_of(m) for m in block], weight, i, j)
    columns += _words(block, rarity, reports, i, j)
    columns += _places(block, i, j)
    return np.stack(columns, 1).astype(float)


def _meaning(block: Sequence[ContextMention], i: Places, j: Places) -> list[Floats]:
    """Compare the encoder's vectors: as they are, and from the middle of the story's."""
    vectors = _unit(np.stack([m.vector for m in block]).astype(float))
    sentences = _unit(np.stack([m.sentence_vector for m in block]).astype(float))
    lemmas: dict[str, list[int]] = defaultdict(list)
    for place, mention in enumerate(block):
        lemmas[mention.lemma].append(place)
    typical = _unit(np.stack([vectors[lemmas[m.lemma]].mean(0) for m in block]))
    views = (vectors, _unit(vectors - vectors.mean(0)), sentences, _unit(sentences - sentences.mean(0)), typical)
    return [(view @ view.T)[i, j] for view in views]


def _unit(rows: Floats) -> Floats:
    found: Floats = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


def _shared(sets: Sequence[Collection[str]], weight: Callable[[str], float], i: Places, j: Places) -> list[Floats]:
    """Return the weight shared, its part of the smaller set and of both together, and whether one set is empty."""
    column: dict[str, int] = {}
    for words in sets:
        for word in sorted(words):
            column.setdefault(word, len(column))
    weights = np.sqrt(np.array([weight(word) for word in column] or [0.0]))
    table = np.zeros((len(sets), max(1, len(column))))
    for row, words in enumerate(sets):
        table[row, [column[word] for word in words]] = 1.0
    table *= weights
    both = table @ table.T
    sizes = np.diag(both)
    common, smaller = both[i, j], np.minimum(sizes[i], sizes[j])
    union = sizes[i] + sizes[j] - common
    return [common, common / np.maximum(smaller, 1e-6), common / np.maximum(union, 1e-6), (smaller == 0).astype(float)]


def _words(block: Sequence[ContextMention], rarity: Callable[[str], float], reports: int, i: Places, j: Places) -> list[Floats]:
    """Compare the words of the mentions themselves, and say how common these are in the story and at large."""
    lemmas = sorted({m.lemma for m in block})
    where = {lemma: place for place, lemma in enumerate(lemmas)}
    place = np.array([where[m.lemma] for m in block])
    alike = cdist(lemmas, lemmas, scorer=ratio)[place[i], place[j]] / 100
    same = (place[i] == place[j]).astype(float)
    spread: dict[str, set[str]] = defaultdict(set)
    for m in block:
        spread[m.lemma].add(m.report)
    count = Counter(m.lemma for m in block)
    rare = np.array([rarity(m.lemma) for m in block])
    wide = np.array([len(spread[m.lemma]) for m in block]) / reports
    often = np.minimum(np.array([count[m.lemma] for m in block]) / reports, 3)
    length = np.minimum([len(m.words) for m in block], 6) / 6
    columns = [
        same, alike, _same(block, lambda m: m.form, i, j), _same(block, lambda m: " ".join(m.words), i, j),
        _same(block, lambda m: m.governor, i, j), _same(block, lambda m: m.upos, i, j), _same(block, lambda m: m.relation, i, j),
        np.minimum(rare[i], rare[j]), np.maximum(rare[i], rare[j]), np.minimum(wide[i], wide[j]), np.maximum(wide[i], wide[j]),
        often[i] + often[j], np.minimum(length[i], length[j]), np.abs(length[i] - length[j]), same * rare[i], same * wide[i],
        np.full(len(i), min(reports, 30) / 30), np.full(len(i), math.log(len(block)) / 6),
    ]  # fmt: skip
    for upos in ("VERB", "NOUN", "PROPN", "PRON"):
        of = np.array([m.upos == upos for m in block], float)
        columns.append(of[i] + of[j])
    return columns


def _places(block: Sequence[ContextMention], i: Places, j: Places) -> list[Floats]:
    """Say whether both stand in one report, one sentence, one chain, and how far apart."""
    same = _same(block, lambda m: m.report, i, j)
    sentence = np.array([m.sentence for m in block])
    apart = np.abs(sentence[i] - sentence[j])
    chain = np.array([m.chain for m in block])
    one_chain = same * (chain[i] == chain[j]) * (chain[i] >= 0)
    return [same, same * (apart == 0), same * np.minimum(apart, 10) / 10, one_chain, same * (chain[i] >= 0) * (chain[j] >= 0) - one_chain]


def _same(block: Sequence[ContextMention], key: Callable[[ContextMention], str], i: Places, j: Places) -> Floats:
    _, code = np.unique([key(m) for m in block], return_inverse=True)
    found: Floats = (code[i] == code[j]).astype(float)
    return found


def _words_by_report(block: Sequence[ContextMention]) -> list[set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for m in block:
        words[m.report] |= m.context | m.own | m.called
    return list(words.values())


def _rarity(shares: Mapping[str, float]) -> Callable[[str], float]:
    """Return a function from a word to 0 (in all documents at large) to 1 (in one of 1,000, or fewer)."""

    def rarity(word: str) -> float:
        return max(0.0, -math.log(shares.get(word, RARE) + RARE) / math.log(1 / (2 * RARE)))

    return rarity
