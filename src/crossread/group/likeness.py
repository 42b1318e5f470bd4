"""How like texts are by their words, and which of them are one group by average linkage."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

Likeness = dict[str, float]
Matrix = npt.NDArray[np.float64]
AT_LARGE = 300  # documents that the shares at large count for beside the pile's own; 100 to 1,000 tried on ECB+ train
UNSEEN = 0.0005  # share of documents taken for a word that the table of shares lacks (it ends at 1 in 1,000)


def weigh(words: Sequence[Mapping[str, int]], shares: Mapping[str, float], *, within: bool = False) -> list[Likeness]:
    """Return for each text a vector of unit length: (1 + log count) * log(1 / share of documents) of its words.

    The share is that in this pile and at large together, so that two reports alone have meaningful weights.
    `within` the reports of one story the pile alone counts, and words that one report alone has are left out.
    """
    held = Counter(word for counts in words for word in counts)
    total = len(words)
    found = []
    for counts in words:
        if within:
            vector = {w: (1 + math.log(n)) * math.log((1 + total) / held[w]) for w, n in counts.items() if held[w] > 1}
        else:
            vector = {
                w: (1 + math.log(n)) * math.log((1 + total + AT_LARGE) / (1 + held[w] + AT_LARGE * shares.get(w, UNSEEN)))
                for w, n in counts.items()
            }
        norm = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        found.append({w: v / norm for w, v in vector.items()})
    return found


def likeness_within(vectors: Sequence[Likeness]) -> Matrix:
    """Return the cosine of all pairs, [texts, texts]."""
    holders: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for i, vector in enumerate(vectors):
        for word, value in vector.items():
            places, values = holders[word]
            places.append(i)
            values.append(value)
    likeness = np.zeros((len(vectors), len(vectors)))
    for places, values in holders.values():
        if len(places) > 1:
            likeness[np.ix_(places, places)] += np.outer(values, values)
    np.fill_diagonal(likeness, 1.0)
    return likeness


def average_link(likeness: Matrix, bar: float, least: int | None = None) -> list[list[int]]:
    """Merge the two groups whose members are most like on the mean, while that is `bar` or more.

    With `least`, return instead the groups just before the last merge of two groups of `least` members or more,
    these two first; one group where no such merge is met.
    """
    count = len(likeness)
    members: list[list[int]] = [[i] for i in range(count)]
    mean = likeness.copy()
    np.fill_diagonal(mean, -np.inf)
    best = mean.argmax(1) if count else np.zeros(0, np.int64)
    top = mean[np.arange(count), best] if count else np.zeros(0)
    before: list[list[int]] = []
    for _ in range(count - 1):
        i = int(top.argmax())
        if top[i] < bar:
            break
        i, j = sorted((i, int(best[i])))
        if least and min(len(members[i]), len(members[j])) >= least:
            rest = [list(m) for n, m in enumerate(members) if m and n not in (i, j)]
            before = [list(members[i]), list(members[j]), *rest]
        size, other = len(members[i]), len(members[j])
        row = (mean[i] * size + mean[j] * other) / (size + other)
        row[[i, j]] = -np.inf
        mean[i], mean[:, i], mean[j], mean[:, j] = row, row, -np.inf, -np.inf
        members[i] += members[j]
        members[j] = []
        stale = np.flatnonzero((best == i) | (best == j) | (row > top))
        for k in {i, j, *stale.tolist()}:
            best[k] = mean[k].argmax()
            top[k] = mean[k, best[k]]
    if least:
        return before or [list(range(count))]
    return [group for group in members if group]
