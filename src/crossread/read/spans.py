"""Arithmetic of (start, end) spans: code points, end exclusive."""

from __future__ import annotations

from collections.abc import Iterable

_EDGES = " \t\n,;:—–-"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the blanks and commas at its ends."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def overlap(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> int:
    """Return how many code points of a span lie in the others, which do not overlap one another."""
    return sum(max(0, min(one[1], end) - max(one[0], start)) for start, end in others)
