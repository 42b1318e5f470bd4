"""None beside some: "the blast caused no injuries", "five workers were injured in the blast".

Which figure of the news a word denies is told by the table of topics (`lexicon/topics.json`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from crossread.compare.differences.quantities import counted_words
from crossread.compare.same_fact.views import StatementView
from crossread.languages.concepts import same_concept
from crossread.languages.en.inflection import singular
from crossread.languages.tables import load
from crossread.model import Quantity

_NO = re.compile(r"\b(?:no|any|without|zero) (?P<noun>[a-z]+)(?: (?:or|and|nor) (?P<other>[a-z]+))?")
_NOBODY = ("nobody", "no one", "no-one", "none", "no ", "not one", "neither")
_NOT_ALL = frozenset(
    ["other", "others", "further", "more", "else", "new", "serious", "immediate", "major", "fatal", "additional"]
)
_EMPTY = frozenset({"no", "one", "none", "nobody", "neither", "not", "of", "single"})


@cache
def _rows() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Return the topics that count people or things, each with its nouns and its verbs."""
    rows = (row for row in load("topics")["topics"] if "count" in row["unit"].split())
    return tuple(
        (row["topic"], frozenset(f"{row.get('counted', '')} {row.get('denied', '')}".split()), _words(row, "verbs"))
        for row in rows
    )


def _words(row: dict[str, str], key: str) -> frozenset[str]:
    return frozenset(row.get(key, "").split())


def none_and_some(none: StatementView, some: StatementView) -> Quantity | None:
    """Return a figure of the one that counts what the other says that there was none of."""
    if some.statement.negated or not _NOT_ALL.isdisjoint(re.findall(r"\w+", none.statement.text.lower())):
        return None
    denied = dict(_denied(none))
    for figure in some.quantities:
        counts = figure.unit is None and figure.low is not None and figure.low >= 1.0 and figure.bound != "<"
        if counts and figure.topic in denied and not (figure.context and figure.context.former):
            if _is_of(denied[figure.topic], figure):
                return figure
    return None


def _denied(view: StatementView) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the topics of which a statement says that there was none, with the words of whom it says so."""
    said = view.statement
    for match in _NO.finditer(said.text.lower()):
        if match[0].startswith("any") and not said.negated:
            continue
        nouns = {singular(word) for word in match.group("noun", "other") if word}
        yield from ((topic, frozenset()) for topic, counted, _ in _rows() if counted & nouns)
    for participant in said.participants:
        if said.negated and participant.text.lower().startswith(_NOBODY):
            whom = counted_words(participant.text) - _EMPTY
            yield from ((topic, whom) for topic, _, verbs in _rows() if said.predicate in verbs)


def _is_of(whom: frozenset[str], figure: Quantity) -> bool:
    """Say whether a figure counts some of those of whom the other speaks; nobody is of all."""
    people = load("comparison")["people"]
    if not whom or any(word in people or f"{word}s" in people for word in whom):
        return True
    counted = counted_words(figure.counted)
    return not counted or any(same_concept(x, y) for x in whom for y in counted)
