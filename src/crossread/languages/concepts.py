"""Words that say the same in news prose, and words that say the opposite: classes of the comparison lexicon, by lemma."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from crossread.languages.tables import load


@cache
def _classes() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for name, listed in load("comparison")["concepts"].items():
        table[name].add(name)
        for word in listed:
            table[word].add(name)
    return {word: frozenset(names) for word, names in table.items()}


def concepts_of(lemma: str) -> frozenset[str]:
    """Return the classes that a lemma belongs to; none for a word that is in no class."""
    return _classes().get(lemma, frozenset())


def same_concept(one: str, other: str) -> bool:
    """Say whether two lemmas are one word or of one class: "die" and "kill" of a toll, "purchase" and "buy"."""
    return one == other or not concepts_of(one).isdisjoint(concepts_of(other))


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for one, other in load("comparison")["opposites"]:
        table[one].add(other)
        table[other].add(one)
    return {name: frozenset(against) for name, against in table.items()}


def opposed(one: str, other: str) -> bool:
    """Say whether two lemmas are opposites: won and lost, approved and rejected."""
    ours, theirs = concepts_of(one) | {one}, concepts_of(other) | {other}
    return any(not theirs.isdisjoint(_opposites().get(name, frozenset())) for name in ours)
