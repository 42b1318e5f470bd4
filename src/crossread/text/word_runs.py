"""Runs of equal words in two texts: what somebody copied or quoted, whoever wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

_APOSTROPHES = frozenset("'’")


def words_in(text: str) -> list[str]:
    """Return the words of a text, case-folded; an apostrophe inside a word belongs to it, other marks part words."""
    found: list[str] = []
    begin = -1
    for at, sign in enumerate(text):
        apostrophe = begin >= 0 and sign in _APOSTROPHES and text[at + 1 : at + 2].isalnum()
        inside = sign.isalnum() or sign == "_" or apostrophe
        if inside and begin < 0:
            begin = at
        elif not inside and begin >= 0:
            found.append(text[begin:at].casefold())
            begin = -1
    return [*found, text[begin:].casefold()] if begin >= 0 else found


def runs(words: Sequence[str], width: int) -> Iterator[tuple[str, ...]]:
    """Yield every run of so many words."""
    return (tuple(words[i : i + width]) for i in range(len(words) - width + 1))


def share_run(one: Sequence[str], other: Sequence[str], most: int, least: int) -> bool:
    """Say whether two lists share a run of `most` words, or the shorter list whole where it has `least` or more."""
    width = min(most, len(one), len(other))
    return width >= least and not {*runs(one, width)}.isdisjoint(runs(other, width))
