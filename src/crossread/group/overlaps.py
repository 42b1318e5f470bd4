"""Which texts share much of their wording: an index over sampled shingles, then the exact share of every candidate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crossread.group.shingles import Hashes, Places, Shingled

SAMPLED = 4  # one shingle in so many stands in the index, the same ones in every text
# texts; a shingle of more than these is a formula or a much-copied text: each holder meets its neighbours only
CROWD = 64
DOUBT = 3.0  # standard deviations by which the sampled share of a candidate may fall short of the bar


@dataclass(frozen=True, slots=True)
class Overlap:
    """Texts `first` < `second` (places in the list) share `common` shingles: `share` of the smaller set."""

    first: int
    second: int
    common: int
    share: float


def find_overlaps(texts: Sequence[Shingled], *, contained: float, least: int = 1) -> list[Overlap]:
    """Return the pairs that share at least `least` shingles and the share `contained` (0 to 1) of the smaller set.

    Containment, not Jaccard: a text that was cut to a third or set in a longer one is found as well. Time and
    memory grow with the words of all texts and with the candidates, not with the square of the texts. A pair is
    missed only where none of its common shingles is sampled: 0.75 to the power of their number.
    """
    firsts, seconds, met, sizes = _candidates(texts)
    smaller = np.minimum(sizes[firsts], sizes[seconds])
    slack = DOUBT * np.sqrt(contained * (1 - contained) * SAMPLED * smaller)
    likely = met >= contained * smaller - slack
    sets: dict[int, Hashes] = {}

    def set_of(number: int) -> Hashes:
        if number not in sets:
            sets[number] = np.unique(texts[number].hashes)
        return sets[number]

    found = []
    for first, second in zip(firsts[likely].tolist(), seconds[likely].tolist(), strict=True):
        a, b = set_of(first), set_of(second)
        if min(len(a), len(b)) < least:
            continue
        common = len(np.intersect1d(a, b, assume_unique=True))
        share = common / min(len(a), len(b))
        if common >= least and share >= contained:
            found.append(Overlap(first, second, common, share))
    return found


def _candidates(texts: Sequence[Shingled]) -> tuple[Places, Places, Places, Places]:
    """Return pairs of texts with a sampled shingle in common, how many they have, and how many each text has."""
    lengths = np.array([len(t.hashes) for t in texts], np.int64)
    hashes = np.concatenate([np.zeros(0, np.uint64), *(t.hashes for t in texts)])
    kept = hashes % np.uint64(SAMPLED) == 0
    hashes, holders = hashes[kept], np.repeat(np.arange(len(texts)), lengths)[kept]
    sizes = np.bincount(holders, minlength=len(texts))
    order = np.argsort(hashes)
    hashes, holders = hashes[order], holders[order]
    begins = np.flatnonzero(np.append(True, hashes[1:] != hashes[:-1])[: len(hashes)])
    runs = np.diff(np.append(begins, len(hashes)))
    pairs = [np.zeros((0, 2), np.int64)]
    for run in np.unique(runs[(runs > 1) & (runs <= CROWD)]).tolist():
        rows = holders[begins[runs == run][:, None] + np.arange(run)]
        pairs.append(rows[:, np.stack(np.triu_indices(run, 1), 1)].reshape(-1, 2))
    for begin, run in zip(begins[runs > CROWD].tolist(), runs[runs > CROWD].tolist(), strict=True):
        row = np.unique(holders[begin : begin + run])
        pairs.append(np.stack([row[:-1], row[1:]], 1))
    both = np.sort(np.concatenate(pairs), 1)
    both = both[both[:, 0] != both[:, 1]]
    keys, met = np.unique(both[:, 0] * len(texts) + both[:, 1], return_counts=True)
    return keys // max(1, len(texts)), keys % max(1, len(texts)), met, sizes
