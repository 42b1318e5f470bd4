"""One copy and its source -> the passages that both have, and what stands between them."""

from __future__ import annotations

from crossread.group.shingles import SHINGLE, Shingled
from crossread.model import Change, Passage

MAX_CHANGED = 40  # words; a longer stretch in place of another is something cut and something added


def find_passages(copy: Shingled, source: Shingled) -> tuple[tuple[Passage, ...], tuple[Change, ...]]:
    """Return shared passages in the order of the copy, and what was changed, added or cut between them.

    A passage is the longest run of words that stands in both in the same order. Passages may stand in another
    order in the source; then nothing is said of what lies between them there.
    """
    where: dict[int, list[int]] = {}
    theirs = source.hashes.tolist()
    for place, value in enumerate(theirs):
        where.setdefault(value, []).append(place)
    runs: list[tuple[int, int, int]] = []  # first word in the copy, in the source, length in words
    values = copy.hashes.tolist()
    at = 0
    while at < len(values):
        begins = where.get(values[at])
        if begins is None:
            at += 1
            continue
        expected = runs[-1][1] + runs[-1][2] if runs else 0
        run = max(
            ((_common(values, theirs, at, begin), begin) for begin in begins),
            key=lambda found: (found[0], found[1] >= expected, -found[1]),
        )
        low = max(0, runs[-1][0] + runs[-1][2] - at) if runs else 0  # passages do not share words
        length = run[0] + SHINGLE - 1 - low
        if length > 0:
            runs.append((at + low, run[1] + low, length))
        at += run[0]
    passages = tuple(
        Passage(
            start=int(copy.starts[a]), end=int(copy.ends[a + n - 1]),
            source_start=int(source.starts[b]), source_end=int(source.ends[b + n - 1]),
        )
        for a, b, n in runs
    )  # fmt: skip
    return passages, _changes(copy, source, runs)


def _common(values: list[int], theirs: list[int], at: int, begin: int) -> int:
    """Return how many shingles agree from `at` in the copy and `begin` in the source on."""
    longest = min(len(values) - at, len(theirs) - begin)
    return next((n for n in range(longest) if values[at + n] != theirs[begin + n]), longest)


def _changes(copy: Shingled, source: Shingled, runs: list[tuple[int, int, int]]) -> tuple[Change, ...]:
    ends = [(0, 0, 0), *runs, (len(copy.starts), len(source.starts), 0)]
    found = []
    for (a, b, n), (next_a, next_b, _) in zip(ends, ends[1:], strict=False):
        mine, theirs = (a + n, next_a), (b + n, next_b)
        added, cut = mine[1] - mine[0], theirs[1] - theirs[0]
        if 0 < added <= MAX_CHANGED and 0 < cut <= MAX_CHANGED:
            found.append(_change("changed", copy, source, mine, theirs))
            continue
        if added > 0:
            found.append(_change("added", copy, source, mine, (theirs[0], theirs[0])))
        if cut > 0:
            found.append(_change("cut", copy, source, (mine[1], mine[1]), theirs))
    return tuple(found)


def _change(kind: str, copy: Shingled, source: Shingled, mine: tuple[int, int], theirs: tuple[int, int]) -> Change:
    (start, end), (source_start, source_end) = _place(copy, *mine), _place(source, *theirs)
    places = {"start": start, "end": end, "source_start": source_start, "source_end": source_end}
    return Change(kind=kind, **places)  # type: ignore[arg-type]


def _place(text: Shingled, low: int, high: int) -> tuple[int, int]:
    """Return the code points of words low to high; of none, the end of the word before."""
    if high > low:
        return int(text.starts[low]), int(text.ends[high - 1])
    at = int(text.ends[low - 1]) if low else 0
    return at, at
