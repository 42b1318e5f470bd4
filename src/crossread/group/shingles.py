"""Texts -> hashed word shingles, many texts at a time: every step is one pass over an array."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

SHINGLE = 5  # words; long enough that two writers seldom share one by chance
BATCH = 1 << 16  # characters hashed together: arrays of this size stay near the processor
Hashes = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_KNOWN = 0x20000  # code points looked up one by one; those above are ideographs, which are letters
_WEIGHTS = np.array(
    [0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB], np.uint64
)


@dataclass(frozen=True, slots=True)
class Shingled:
    """One text: `hashes[i]` is the shingle of words i to i + SHINGLE; words lie at `starts`, `ends` (code points)."""

    hashes: Hashes
    starts: Places
    ends: Places


def shingle_texts(texts: Sequence[str]) -> Iterator[Shingled]:
    """Yield the shingles of each text. Words are runs of letters, digits and underscores, in lower case.

    The hash is a polynomial over the characters modulo 2**64, mixed (splitmix64), so equal words have equal
    hashes on every machine and in every run. A text of fewer words than SHINGLE has no shingle.
    """
    at = 0
    while at < len(texts):
        batch: list[str] = []
        size = 0
        while at < len(texts) and (not batch or size + len(texts[at]) < BATCH):
            batch.append(_lower(texts[at]))
            size += len(batch[-1]) + 1
            at += 1
        yield from _shingle_batch(batch)


def _shingle_batch(texts: Sequence[str]) -> Iterator[Shingled]:
    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    letter = np.concatenate([[False], _letters()[np.minimum(codes, _KNOWN)], [False]])
    edges = np.flatnonzero(letter[1:] != letter[:-1])
    starts, ends = edges[0::2], edges[1::2]
    powers, inverses = _powers(1 << max(BATCH, len(codes)).bit_length())
    sums = np.zeros(len(codes) + 1, np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    words = _mix((sums[ends] - sums[starts]) * inverses[starts])
    count = max(0, len(words) - SHINGLE + 1)
    hashes = np.zeros(count, np.uint64)
    for place, weight in enumerate(_WEIGHTS):
        hashes += words[place : place + count] * weight
    hashes = _mix(hashes)
    offsets = np.cumsum([0, *(len(text) + 1 for text in texts)])
    bounds = np.searchsorted(starts, offsets)
    for i in range(len(texts)):
        low, high = int(bounds[i]), int(bounds[i + 1])
        own = slice(low, max(low, high - SHINGLE + 1))
        yield Shingled(hashes[own], starts[low:high] - offsets[i], ends[low:high] - offsets[i])


def _lower(text: str) -> str:
    """Return the text in lower case with every character in its place."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _mix(values: Hashes) -> Hashes:
    """Spread the bits of each value over all of it (the finaliser of splitmix64, Steele and others 2014)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed: Hashes = values ^ (values >> np.uint64(31))
    return mixed


@cache
def _letters() -> npt.NDArray[np.bool_]:
    known = np.array([*map(str.isalnum, map(chr, range(_KNOWN))), True])
    known[ord("_")] = True
    return known


@cache
def _powers(count: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse modulo 2**64."""
    found = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(count, base, np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers, dtype=np.uint64))
    return found[0], found[1]
