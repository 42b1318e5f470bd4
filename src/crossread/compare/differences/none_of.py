"""None beside some: "the blast caused no injuries", "five workers were injured in the blast".

What a statement says that there is none of the reading hands over (`NegatedNoun`); of which figures of the news that is
the denial is told by the table of topics (`lexicon/topics.json`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crossread.compare.differences.quantities import counted_words
from crossread.compare.same_fact.views import StatementView
from crossread.languages.concepts import same_concept
from crossread.languages.tables import load, words
from crossread.model import NegatedNoun, Quantity


@dataclass(frozen=True, slots=True)
class _Topic:
    """A topic that counts people or things: by which nouns it is denied, and by which deeds done to nobody."""

    name: str
    nouns: frozenset[str]
    deeds: frozenset[str]


@cache
def _topics() -> tuple[_Topic, ...]:
    def listed(row: dict[str, str], *keys: str) -> frozenset[str]:
        return frozenset(word for key in keys for word in row.get(key, "").split())

    rows = (row for row in load("topics")["topics"] if "count" in row["unit"].split())
    return tuple(_Topic(row["topic"], listed(row, "counted", "denied"), listed(row, "verbs", "states")) for row in rows)


def none_and_some(none: StatementView, some: StatementView) -> Quantity | None:
    """Return a figure of the one that counts what the other says that there was none of."""
    if some.statement.negated or not none.profile.negated_nouns:
        return None
    for figure in some.quantities:
        counts = figure.unit is None and figure.low is not None and figure.low >= 1.0 and figure.bound != "<"
        if counts and figure.topic is not None and not (figure.context and figure.context.former):
            if any(_denies(noun, figure) for noun in none.profile.negated_nouns):
                return figure
    return None


def _denies(none: NegatedNoun, figure: Quantity) -> bool:
    """Say whether a noun of which there is none leaves nothing for a figure to count."""
    counted = counted_words(figure.counted)
    if not {*none.modifiers} <= words("topics", "known") | counted:
        return False  # "no serious injuries": there may be others
    deeds = {*none.deeds}
    done = [topic.name for topic in _topics() if not deeds.isdisjoint(topic.deeds)]
    if done:  # "no workers were hurt" denies the hurt, and not the workers
        whom = {*none.whom, none.noun} - {""}
        return figure.topic in done and _is_of(whom, counted)
    named = [topic.name for topic in _topics() if none.noun in topic.nouns]
    return figure.topic in named and _is_of({*none.whom}, counted)


def _is_of(whom: set[str], counted: frozenset[str]) -> bool:
    """Say whether a figure counts some of those of whom the other speaks; nobody is of all."""
    people = load("comparison")["people"]
    if not whom or any(word in people or f"{word}s" in people for word in whom):
        return True
    return not counted or any(same_concept(x, y) for x in whom for y in counted)
