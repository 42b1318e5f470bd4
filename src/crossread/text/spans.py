"""Arithmetic of (start, end) spans: code points, end exclusive."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_EDGES = " \t\n,;:—–-"


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the blanks and commas at its ends."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end


def lines_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a span cut at its line breaks, each piece trimmed; empty pieces fall away."""
    pieces = [trimmed(text, start + m.start(), start + m.end()) for m in re.finditer(r"[^\n]+", text[start:end])]
    return [piece for piece in pieces if piece[1] > piece[0]]


def overlap(one: tuple[int, int], others: Iterable[tuple[int, int]]) -> int:
    """Return how many code points of a span lie in the others, which do not overlap one another."""
    low, high = one
    return sum([min(high, end) - max(low, start) for start, end in others if start < high and end > low])


def jaccard(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> float:
    """Return how much of the code points of two lists of spans both hold: 0 to 1."""
    both = sum(overlap(span, other) for span in one)
    return both / (sum(b - a for a, b in (*one, *other)) - both) if both else 0.0
