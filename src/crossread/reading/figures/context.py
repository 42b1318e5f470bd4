"""What the words around a figure say of it: an estimate, a former figure, a part of another, of which place, whose.

The comparison lays figures side by side by these marks; it does not read the words again. The patterns are a table
(`languages/en/rules/figure_context.toml`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence

import msgspec

from crossread.languages.calendar import month_number
from crossread.languages.tables import load
from crossread.languages.word_patterns import load_word_patterns
from crossread.model import FigureContext, Quantity, Statement, StatementProfile, Time
from crossread.reading.figures.topics import topic_of

TABLE = "figure_context"
_SENTENCE_END = re.compile(r"[.!?](?=\s|$)|\n")
BEFORE = 40  # code points before a figure in which "from" or "instead of" makes it the former one
SAME = 0.025  # figures no further apart than this share of the larger are one: half a unit in the second digit
_ARTICLES = frozenset(["The", "A", "An", "Its", "Their", "His", "Her"])
_PLACE_PREPOSITIONS = (" in ", " at ", " of ", " near ", " from ", " around ")


def add_contexts(
    text: str,
    statements: Sequence[Statement],
    profiles: Sequence[StatementProfile],
    quantities: Sequence[Quantity],
    times: Sequence[Time],
) -> tuple[Quantity, ...]:
    """Return the quantities, those of a statement with their context."""
    by_id = {quantity.id: quantity for quantity in quantities}
    dated = {time.id: (time.start, time.end) for time in times}
    found: dict[str, tuple[FigureContext, str | None]] = {}
    for statement, profile in zip(statements, profiles, strict=True):
        own = " ".join(" ".join(text[a:b] for a, b in profile.own).split())
        words = frozenset(own.lower().replace(",", " ").replace(".", " ").split())
        figures = [by_id[key] for key in profile.quantities if key in by_id]
        for figure in figures:
            if figure.id not in found or figure.statement == statement.id:
                days = [dated[key] for key in profile.times if key in dated]
                found[figure.id] = (
                    _context(text, own, statement, figure, figures, days),
                    topic_of(figure, statement, words),
                )
    told = [
        msgspec.structs.replace(q, context=found[q.id][0], topic=found[q.id][1]) if q.id in found else q
        for q in quantities
    ]
    for at, (before, figure) in enumerate(itertools.pairwise(told), 1):
        if _counts_some_of(text, before, figure):
            told[at] = msgspec.structs.replace(figure, topic=before.topic)
    return tuple(told)


def _counts_some_of(text: str, before: Quantity, figure: Quantity) -> bool:
    """Say whether a figure counts some of those that the one before it in its sentence does: "12 died, four of them
    children"."""
    if figure.topic is not None or figure.unit or before.unit or not _counts_some(text, figure):
        return False
    return _SENTENCE_END.search(text, before.end, figure.start) is None


def _counts_some(text: str, figure: Quantity) -> bool:
    return _said("some of them", text[figure.end : figure.end + BEFORE])


def _said(name: str, words: str) -> bool:
    return load_word_patterns(TABLE)[name].pattern.search(words) is not None


def _context(
    text: str,
    own: str,
    statement: Statement,
    figure: Quantity,
    figures: Sequence[Quantity],
    days: Sequence[tuple[int, int]],
) -> FigureContext:
    without = own.replace(figure.text, " ", 1)
    return FigureContext(
        estimated=_is_estimate(statement, figure),
        former=_is_former(text[max(0, statement.start, figure.start - BEFORE) : figure.start], figure, figures),
        revised=_said("revised", own) or _said("revising", _rest_of_sentence(text, statement.end)),
        interim=_said("interim", own),
        mounting=_said("mounting", own),
        among=_said("among", without) or _counts_some(text, figure),
        whole=_whole(text, figure, figures),
        holders=_holders(statement),
        places=_places(statement, days),
    )


def _is_former(before: str, figure: Quantity, figures: Sequence[Quantity]) -> bool:
    """Say whether a figure is the earlier one: "from 40 to 33", and not "aid from four countries"."""
    if not _said("former", before):
        return False
    if not figure.counted or not _said("from", before) or _said("moved from", before):
        return True
    alike = (q for q in figures if q.id != figure.id and q.unit == figure.unit)
    return any(not q.counted or q.counted == figure.counted for q in alike)


def _rest_of_sentence(text: str, start: int) -> str:
    """Return what stands behind a statement to the end of its sentence or line."""
    end = _SENTENCE_END.search(text, start)
    return text[start : end.start() if end else len(text)]


def _is_estimate(statement: Statement, figure: Quantity) -> bool:
    rough = figure.bound in ("~", "<", ">") or figure.low != figure.high
    return rough or statement.status == "predicted" or _is_told_as_estimate(statement)


def _is_told_as_estimate(statement: Statement) -> bool:
    """Say whether a statement, or the word that brings it, calls its figure an estimate: "put the toll at 40"."""
    cue = statement.attribution.cue
    by_cue = cue is not None and (_said("estimated", cue.text) or _said("put at", cue.text))
    return by_cue or _said("estimated", statement.text)


def _whole(text: str, figure: Quantity, figures: Sequence[Quantity]) -> str | None:
    """Return the figure of which another is a part: the 180 of "22 of the 180 workers"."""
    behind = next((q for q in figures if q.start > figure.start), None)
    return behind.id if behind is not None and _said("of a whole", text[figure.end : figure.end + BEFORE]) else None


def _holders(statement: Statement) -> tuple[str, ...]:
    """Return the names of whoever acts ("the Norland army"); none where the verb only gives figures."""
    tells: Mapping[str, object] = load("comparison")["gives figures"]
    if statement.predicate in tells:
        return ()
    found: set[str] = set()
    for participant in statement.participants:
        if participant.role == "agent":
            words = participant.text
            for preposition in _PLACE_PREPOSITIONS:
                words = words.partition(preposition)[0]
            first = participant.start == statement.start and not participant.entity
            names = words.split()[1:] if first else words.split()
            found |= {_bare(name) for name in names if name[:1].isupper() and _bare(name) not in _ARTICLES}
    return tuple(sorted(found))


def _places(statement: Statement, days: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the words of the names behind a preposition of place ("in Ulsan"), dates left out."""
    found: set[str] = set()
    for match in load_word_patterns(TABLE)["place"].pattern.finditer(statement.text):
        start, end = (statement.start + at for at in match.span("name"))
        if not any(a < end and start < b for a, b in days) and month_number(match["name"]) is None:
            found |= {_bare(word) for word in match["name"].split() if word[:1].isupper()}
    return tuple(sorted(found))


def _bare(word: str) -> str:
    return word.strip(",.;:()“”\"").removesuffix("’s").removesuffix("'s").strip("’'")
