"""Scores of (dependent, head) pairs -> a well-formed tree."""

from __future__ import annotations

import numpy as np


def decode_tree(scores: np.ndarray) -> list[int]:
    """Return the head of every word; the root is its own head.

    `scores` is [n, n]: row i scores the heads of word i, the diagonal scores i as root. The best head of every
    word is taken where that makes a tree with one root; else the maximum spanning tree (Chu-Liu/Edmonds) under
    the best root.
    """
    n = len(scores)
    scores = scores - _logsumexp(scores)[:, None]
    heads = scores.argmax(1)
    roots = np.flatnonzero(heads == np.arange(n))
    if len(roots) == 1 and _reaches(heads, int(roots[0])):
        return list(heads.tolist())
    root = int(np.diagonal(scores).argmax())
    return _spanning_tree(scores.copy(), root)


def _logsumexp(scores: np.ndarray) -> np.ndarray:
    top = scores.max(1)
    total: np.ndarray = top + np.log(np.exp(scores - top[:, None]).sum(1))
    return total


def _reaches(heads: np.ndarray, root: int) -> bool:
    """Say whether every word leads to the root."""
    above: list[int] = heads.tolist()
    leads = [False] * len(above)
    leads[root] = True
    for word in range(len(above)):
        path: list[int] = []
        while not leads[word]:
            if len(path) == len(above):
                return False
            path.append(word)
            word = above[word]
        for one in path:
            leads[one] = True
    return True


def _spanning_tree(scores: np.ndarray, root: int) -> list[int]:
    n = len(scores)
    np.fill_diagonal(scores, -np.inf)
    scores[root] = -np.inf
    scores[root, root] = 0.0
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _find_cycle(heads, root)
    if cycle is None:
        return [int(head) for head in heads]
    # contract the cycle into one node, solve, and open it where the new node hangs best
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = [i for i in range(n) if not inside[i]]
    place = {word: i for i, word in enumerate(outside)}
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    own = np.array([scores[c, heads[c]] for c in cycle])
    enter = scores[np.ix_(cycle, outside)] - own[:, None]
    small[m, :m] = enter.max(0)
    entry = np.array(cycle)[enter.argmax(0)]
    leave = scores[np.ix_(outside, cycle)]
    small[:m, m] = leave.max(1)
    exits = np.array(cycle)[leave.argmax(1)]
    solved = _spanning_tree(small, place[root])
    for i, word in enumerate(outside):
        heads[word] = exits[i] if solved[i] == m else outside[solved[i]]
    heads[root] = root
    heads[entry[solved[m]]] = outside[solved[m]]
    return [int(head) for head in heads]


def _find_cycle(heads: np.ndarray, root: int) -> list[int] | None:
    seen = np.zeros(len(heads), np.int64)
    seen[root] = -1
    for mark in range(1, len(heads) + 1):
        word = mark - 1
        while seen[word] == 0:
            seen[word] = mark
            word = int(heads[word])
        if seen[word] == mark:
            cycle, at = [word], int(heads[word])
            while at != word:
                cycle.append(at)
                at = int(heads[at])
            return cycle
    return None
