"""Deeds of two statements that cannot both be so, by who does them and of whom they are so.

"A jury found Marta Oyelund guilty" and "a jury cleared her" are opposite of one person; "Tarn beat Holm" and "Holm
celebrated a win over Tarn" turn doer and done-to round; "sacked" and "resigned" are two answers to how one man left.
What the one sells the other buys: such opposites clash only where one party does both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from crossread.compare.differences.quantities import counted_words
from crossread.compare.same_fact.views import StatementView, noun_of
from crossread.languages.calendar import months, weekdays
from crossread.languages.concepts import excluded, is_converse, is_mutual, opposed_deeds, same_concept
from crossread.languages.tables import words
from crossread.model import Deed, Participant

Why = Literal["opposite", "turned round", "another way"]


@dataclass(frozen=True, slots=True)
class Clash:
    """Two deeds of two statements that cannot both be so, in words, and why."""

    answers: tuple[str, str]
    why: Why


def clashes(a: StatementView, b: StatementView) -> Iterator[Clash]:
    """Yield the deeds of two statements that surely clash, who is meant being sure."""
    for x, y in product(a.deeds, b.deeds):
        if opposed_deeds(x.word, y.word):
            if _of_one(x, y):
                yield Clash((_words(x), _words(y)), "opposite")
        elif excluded(x.word, y.word) and not (x.forced or y.forced):
            if one_party(_holder(x), _holder(y)):
                yield Clash((_words(x), _words(y)), "another way")
        elif are_turned(x, y):
            yield Clash((_party(x.doer), _party(y.doer)), "turned round")


def is_one_deed(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements surely tell one deed, though with opposite words: "beat Holm", "Holm lost to them"."""
    for x, y in product(a.deeds, b.deeds):
        if same_concept(x.word, y.word) and one_party(x.doer, y.doer) and one_party(x.of, y.of):
            return True
        doers = x.doer, y.doer
        if is_converse(x.word, y.word) and None not in doers and not one_party(*doers):
            return True
    return False


def is_of_one_course(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements tell one deed of one thing, done to it or by itself: "raised the rate", "prices
    rose"."""
    return any(
        x.word == y.word and (one_party(x.of, y.of) if x.of and y.of else one_party(x.doer, y.doer))
        for x, y in product(a.deeds, b.deeds)
    )


def are_turned(x: Deed, y: Deed) -> bool:
    """Say whether the doer of each of two like deeds is whom the other does it to; "him" is too often another."""
    if is_mutual(x.word) or not same_concept(x.word, y.word):
        return False
    parties = [party.text.lower() for party in (x.doer, x.of, y.doer, y.of) if party is not None]
    if not words("function_words", "untold_parties").isdisjoint(parties):
        return False
    return one_party(x.doer, y.of) and one_party(x.of, y.doer) and not one_party(x.doer, x.of)


def one_party(one: Participant | None, other: Participant | None) -> bool:
    """Say whether two participants are surely one: one entity, or one noun with no words that the other has not."""
    if one is None or other is None:
        return False
    if one.entity is not None and other.entity is not None:
        return one.entity == other.entity
    ours, theirs = (counted_words(p.text) - weekdays().keys() - months().keys() for p in (one, other))
    if not ours or not theirs or not (ours <= theirs or theirs <= ours):
        return False
    return noun_of(one) == noun_of(other) or one.text.endswith(other.text) or other.text.endswith(one.text)


def _of_one(x: Deed, y: Deed) -> bool:
    """Say whether two opposite deeds are surely done by or to one party, and by no two doers."""
    if is_converse(x.word, y.word):
        return one_party(x.doer, y.doer) and (x.of is None or y.of is None or one_party(x.of, y.of))
    if x.doer is not None and y.doer is not None and x.of is not None and y.of is not None:
        like = same_concept(noun_of(x.doer), noun_of(y.doer)) and None in (x.doer.entity, y.doer.entity)
        if not like and not one_party(x.doer, y.doer):
            return False
    if {x.word, y.word} <= words("opposites", "moves") and (x.of is None) != (y.of is None):
        return one_party(x.doer, y.doer)  # "entered the town", "pulled out of the town"
    return one_party(_holder(x), _holder(y))


def may_be_of_one(x: Deed, y: Deed) -> bool:
    """Say whether two opposite deeds may be done to one thing: not "lost its steering" and "took 214 ashore"."""
    if x.of is None or y.of is None or one_party(x.of, y.of):
        return True
    ours, theirs = counted_words(x.of.text), counted_words(y.of.text)
    return same_concept(noun_of(x.of), noun_of(y.of)) or not ours.isdisjoint(theirs)


def _holder(deed: Deed) -> Participant | None:
    """Return of whom or what a deed is so: what it is done to, else its doer ("the fair opened")."""
    if deed.word in words("opposites", "of the doer") and deed.doer is not None:
        return deed.doer
    return deed.of or deed.doer


def _words(deed: Deed) -> str:
    return deed.word.replace("-", " ")


def _party(told: Participant | None) -> str:
    return told.text if told is not None else ""
