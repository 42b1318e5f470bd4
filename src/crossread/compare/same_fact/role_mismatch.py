"""What two statements fill one place with, where no word joins the two: other doers, other things, other deeds."""

from __future__ import annotations

from collections.abc import Mapping

from crossread.compare.same_fact.profile import StatementFeatures
from crossread.compare.same_fact.roles import Items
from crossread.compare.same_fact.word_vectors import Pile
from crossread.compare.same_fact.wording import is_light


def lacks(items: Items, one: StatementFeatures, other: StatementFeatures, pile: Pile) -> bool:
    """Say whether no word of `other` may stand for any of these words of `one`; a word that both have stands for itself."""
    there = other.stems.union(*other.roles.heads.values())
    free = there - one.stems
    words = {word for item in there if item[0] == "@" for word in item[1:].split()}
    return not any(
        item in there
        or (item[0] == "@" and not words.isdisjoint(item[1:].split()))
        or any(near in free for near in pile.near.get(item, ()))
        for item in items
    )


def exclude(one: Items, other: Items, a: StatementFeatures, b: StatementFeatures, pile: Pile) -> bool:
    """Say whether what fills a place of `a` and what fills it in `b` are two things, as far as words go.

    A name and a description may be one ("Halvern", "the lender"), two of a kind are not.
    """
    if not one or not other or any(x[0] == "@" for x in one) != any(x[0] == "@" for x in other):
        return False
    return lacks(one, a, b, pile) and lacks(other, b, a, pile)


def other_filler(a: StatementFeatures, b: StatementFeatures, role: str, pile: Pile) -> bool:
    """Say whether a role is filled with one thing here and with another there."""
    return exclude(a.roles.heads.get(role, Items()), b.roles.heads.get(role, Items()), a, b, pile)


def other_place(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> bool:
    """Say whether one preposition or one noun goes with one thing here and with another there."""
    return _any_apart(a.roles.after, b.roles.after, a, b, pile) or _any_apart(a.roles.before, b.roles.before, a, b, pile)


def _any_apart(
    one: Mapping[str, Items], other: Mapping[str, Items], a: StatementFeatures, b: StatementFeatures, pile: Pile
) -> bool:
    return any(exclude(items, other[at], a, b, pile) for at, items in one.items() if at in other)


def doers(one: StatementFeatures) -> Items:
    """Return the nouns and keys of names of those who act."""
    return one.roles.heads.get("agent", Items())


def turned_round(a: StatementFeatures, b: StatementFeatures) -> bool:
    """Say whether who acts here is acted on there, and the other way round."""
    one, other = a.roles.heads, b.roles.heads
    empty = Items()
    return bool(
        one.get("agent", empty) & other.get("patient", empty) and other.get("agent", empty) & one.get("patient", empty)
    )


def deeds_of(one: StatementFeatures) -> Items:
    """Return the stems that may name what is done: the predicate, or what a verb that says little leans on."""
    if one.deeds:
        return (one.deeds - {one.predicate}) or one.deeds
    return frozenset({one.predicate})


def deed_told(one: StatementFeatures, other: StatementFeatures, pile: Pile, bar: float) -> bool:
    """Say whether what `one` does is found in the other, doers left out: "was cancelled", "forced the cancellation"."""
    said = (other.stems | {other.predicate}) - (other.doers - {other.predicate} - other.deeds)
    for item in deeds_of(one):
        near = pile.near.get(item, {})
        if item in said or any(near.get(word, 0.0) >= bar for word in said):
            return True
    return is_light(one.predicate) and not one.deeds
