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
    for name, phrases in load("comparison")["phrases"].items():
        for phrase in phrases:
            table[phrase.replace(" ", "-")].add(name)
    return {word: frozenset(names) for word, names in table.items()}


def concepts_of(lemma: str) -> frozenset[str]:
    """Return the classes that a lemma belongs to; none for a word that is in no class."""
    return _classes().get(lemma, frozenset())


def same_concept(one: str, other: str) -> bool:
    """Say whether two lemmas are one word or of one class: "die" and "kill" of a toll, "purchase" and "buy"."""
    return one == other or not concepts_of(one).isdisjoint(concepts_of(other))


@cache
def _opposites(part: str) -> Mapping[str, frozenset[str]]:
    """Return for each word of `acts`, `states` or `classes` of the table of opposites those that say the opposite."""
    table: dict[str, set[str]] = defaultdict(set)
    for sides in load("opposites")[part]:
        one, other = (frozenset(side.split()) for side in sides)
        for word in one:
            table[word] |= other
        for word in other:
            table[word] |= one
    return {word: frozenset(against) for word, against in table.items()}


def opposed(one: str, other: str) -> bool:
    """Say whether two lemmas of predicates are opposites: won and lost, approved and rejected, upheld and quashed."""
    if other in _opposites("acts").get(one, frozenset()):
        return True
    ours, theirs = concepts_of(one) | {one}, concepts_of(other) | {other}
    return any(not theirs.isdisjoint(_opposites("classes").get(name, frozenset())) for name in ours)


def opposed_words(one: str, other: str) -> bool:
    """Say whether two lemmas are opposites where all else is the same: alive and dead, guilty and innocent, or two acts."""
    return any(other in _opposites(part).get(one, frozenset()) for part in ("acts", "states"))


@cache
def _mutual() -> frozenset[str]:
    return frozenset(load("opposites")["mutual"].split())


def is_mutual(predicate: str) -> bool:
    """Say whether an act is the same when doer and done-to are turned round: they met, they collided."""
    return predicate in _mutual()


@cache
def _quantifiers() -> Mapping[str, str]:
    return {word: name for name, listed in load("opposites")["quantifiers"].items() for word in listed.split()}


def quantifier(phrase: str) -> str:
    """Return how much a noun phrase takes of what it counts, by its first word: all, part, none; else nothing."""
    return _quantifiers().get(phrase.partition(" ")[0].lower(), "")
