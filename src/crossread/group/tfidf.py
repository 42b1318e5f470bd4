"""How like texts are by their words."""

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
                w: (1 + math.log(n))
                * math.log((1 + total + AT_LARGE) / (1 + held[w] + AT_LARGE * shares.get(w, UNSEEN)))
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


def likeness_of_few(vectors: Sequence[Likeness]) -> Matrix:
    """Return the same for some dozens of texts, in one product; sums are rounded in another order."""
    place: dict[str, int] = {}
    columns = [[place.setdefault(word, len(place)) for word in vector] for vector in vectors]
    rows = np.zeros((len(vectors), len(place)))
    for row, at, vector in zip(rows, columns, vectors, strict=True):
        row[at] = list(vector.values())
    likeness: Matrix = rows @ rows.T
    np.fill_diagonal(likeness, 1.0)
    return likeness
