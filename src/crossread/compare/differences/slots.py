"""Two statements of one claim, slot by slot: figure, time, status, certainty, polarity; what each answers and why they part.

A finding is made where the slots of the two differ. Whether it is shown is decided by `kinds.py`, which sees all
statements of the claim and what the pair model makes of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crossread.compare.differences.figures import (
    FAR,
    Figure,
    apart,
    comparable,
    compare_in_statements,
    count_link,
    is_later,
)
from crossread.compare.differences.quantities import counted_words
from crossread.compare.same_fact.score import PairScore
from crossread.compare.same_fact.views import StatementView
from crossread.languages.concepts import opposed, same_concept
from crossread.languages.tables import load
from crossread.model import DifferenceKind, Quantity, Time

UNDONE = frozenset({"planned", "predicted", "wanted", "conditional"})
DONE = frozenset({"happened", "ongoing"})
PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "who", "which", "that", "this", "these", "those", "one", "him", "her", "them"])
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Where two statements part: the kind, what each answers, and why in words, without the places.

    `told` says that the words of one tell of the other's answer ("up from 1.2 million", "offered to lend"), so that no
    model need be asked whether the answers are two.
    """

    kind: DifferenceKind
    answers: tuple[str, str]
    why: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Two statements of one claim, the earlier first where that is known.

    `later` says whether the second report is the later one (None: unknown), `same_line` whether one line of tellers
    gives both, `score` is what was made of the pair.
    """

    a: StatementView
    b: StatementView
    later: bool | None
    same_line: bool
    score: PairScore


def sides_of(
    a: StatementView, b: StatementView, published: tuple[str | None, str | None], same_line: bool, score: PairScore
) -> tuple[Sides, bool]:
    """Return two statements, the earlier first, and whether they were turned round for that."""
    later = is_later(*published)
    if later is False:
        return Sides(b, a, True, same_line, score), True
    return Sides(a, b, later, same_line, score), False


def figure_of(view: StatementView, quantity: Quantity) -> Figure:
    """Return a figure in its statement."""
    return Figure(quantity, view.statement, view.quantities, view.times, view.entities)


def _figures(sides: Sides) -> Iterator[Finding]:
    for p, q in _aligned(sides.a, sides.b):
        one, other = figure_of(sides.a, p), figure_of(sides.b, q)
        if {"=", p.bound, q.bound} == {"=", "up"} or {"=", p.bound, q.bound} == {"=", "down"}:
            if p.bound != q.bound and (one.context.revised or other.context.revised):
                yield Finding("scope", (p.text, q.text), "a level in the one, a change in the other", True)
                continue
        outcome = compare_in_statements(one, other, later=sides.later, same_line=sides.same_line)
        if outcome.kind == "same" or outcome.kind == "incomparable":  # `in` would not narrow the type
            continue
        why = outcome.explanation.rsplit(": ", 1)[-1].rstrip(".")
        told = any(f.context is not None and f.context.former for f in (*sides.a.quantities, *sides.b.quantities))
        yield Finding(outcome.kind, (p.text, q.text), why, told and outcome.kind == "revision")


def _topics(sides: Sides) -> Iterator[Finding]:
    """Find figures of which the one counts the dead and the other the injured: never the same."""
    ours, theirs = ([q for q in view.quantities if q.topic and q.low is not None] for view in (sides.a, sides.b))
    if len(ours) == len(theirs) == 1 and ours[0].topic != theirs[0].topic and comparable(ours[0], theirs[0]):
        answers = f"{ours[0].text} {ours[0].topic}", f"{theirs[0].text} {theirs[0].topic}"
        yield Finding("scope", answers, "another thing is counted", True)


def _aligned(a: StatementView, b: StatementView) -> list[tuple[Quantity, Quantity]]:
    """Pair the figures that may be two answers to one question: what counts the same first, then the nearest.

    A figure that a statement gives as the former one is left to the newer one beside it.
    """
    ours, theirs = _current(a), _current(b)
    pairs = []
    for i, p in enumerate(ours):
        for j, q in enumerate(theirs):
            if comparable(p, q) and apart(p, q) <= FAR and (link := count_link(figure_of(a, p), figure_of(b, q))) >= 0:
                alone = _alone(p, a) and _alone(q, b)
                if link > 0 or alone:
                    pairs.append((-link, apart(p, q), i, j))
    found, taken_a, taken_b = [], set(), set()
    for _, _, i, j in sorted(pairs):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append((ours[i], theirs[j]))
    return found


def _current(view: StatementView) -> tuple[Quantity, ...]:
    found = tuple(q for q in view.quantities if not (q.context and q.context.former))
    return found or view.quantities


def _alone(quantity: Quantity, view: StatementView) -> bool:
    """Say whether a figure is the only one of its kind in a statement."""
    return sum(comparable(quantity, other) for other in _current(view)) == 1


def _times(sides: Sides) -> Iterator[Finding]:
    """Find two moments that cannot be one, or of which one is told coarser; each statement must have exactly one."""
    dated = [[t for t in view.times if t.type in ("DATE", "TIME") and _is_moment(t)] for view in (sides.a, sides.b)]
    if len(dated[0]) != 1 or len(dated[1]) != 1:
        return
    one, other = dated[0][0], dated[1][0]
    if one.value == other.value:
        return
    answers = one.text, other.text
    if one.from_ is None or other.from_ is None:  # no date of publication: days of the week and clock times by their value
        if len(one.value) == len(other.value):
            yield Finding("time", answers, "other moments")
    elif _within(one, other) or _within(other, one):
        yield Finding("time", answers, "one moment, told coarser by the one")
    else:
        yield Finding("time", answers, "other moments")


def _is_moment(time: Time) -> bool:
    """Say whether a time names a moment of its own, and not now, soon, once or how long."""
    return "REF" not in time.value and not time.value.startswith("P")


def _within(one: Time, other: Time) -> bool:
    """Say whether one time holds the other."""
    return (one.from_ or "") <= (other.from_ or "") and (other.to or other.from_ or "") <= (one.to or one.from_ or "")


def _status(sides: Sides) -> Iterator[Finding]:
    one, other = sides.a.statement.status, sides.b.statement.status
    deeds = [set(view.profile.predicates) for view in (sides.a, sides.b)]
    willing = [view.statement.predicate in load("comparison")["willing"] for view in (sides.a, sides.b)]
    one_deed = bool(deeds[0] & deeds[1])
    if (one in DONE and other in UNDONE) or (one in UNDONE and other in DONE):
        yield Finding("status", (one, other), "a plan, and the deed", one_deed)
    elif willing[0] != willing[1] and one_deed:
        ready, done = sides.a.statement.predicate, sides.b.statement.predicate
        yield Finding("status", (ready, done), "an offer or a promise, and the deed", True)


def _polarity(sides: Sides) -> Iterator[Finding]:
    a, b = sides.a.statement, sides.b.statement
    if "unknown" in (a.certainty.label, b.certainty.label):
        return
    no = [statement.negated != (statement.certainty.label == "denied") for statement in (a, b)]
    one_deed = any(same_concept(x, y) for x in sides.a.profile.predicates for y in sides.b.profile.predicates)
    if no[0] != no[1] and one_deed:
        yield Finding("polarity", ("not so" if no[0] else "so", "not so" if no[1] else "so"), "the one says so, the other not")
    elif no[0] == no[1] and any(opposed(x, y) for x in sides.a.profile.predicates for y in sides.b.profile.predicates):
        yield Finding("polarity", (a.predicate, b.predicate), "the one says the opposite of the other")


def _certainty(sides: Sides) -> Iterator[Finding]:
    one, other = sides.a.statement.certainty, sides.b.statement.certainty
    if one.label == other.label or "denied" in (one.label, other.label):
        return
    if "asserted" in (one.label, other.label) and UNDONE & {sides.a.statement.status, sides.b.statement.status}:
        return
    lower = min(one, other, key=lambda certainty: certainty.value)
    if lower.cues:
        yield Finding("certainty", (one.label, other.label), "the one is surer than the other")


def _who(sides: Sides) -> Iterator[Finding]:
    """Find doer and done-to turned round, or another doer where both are told in words that have nothing in common."""
    agents, others = ([_filler(view, *roles) for view in (sides.a, sides.b)] for roles in (("agent",), _DONE_TO))
    if not all(agents) or sides.a.statement.predicate != sides.b.statement.predicate:
        return
    one, other = agents[0] or "", agents[1] or ""
    if _apart(one, other):
        turned = all(others) and not _apart(one, others[1] or "") and not _apart(other, others[0] or "")
        why = "doer and done-to are turned round" if turned else "another acts"
        yield Finding("polarity" if turned else "scope", (one, other), why)


def _where(sides: Sides) -> Iterator[Finding]:
    """Find two places that have no name in common."""
    places = [[p.text for p in view.statement.participants if p.role == "place"] for view in (sides.a, sides.b)]
    if len(places[0]) == len(places[1]) == 1 and _apart(places[0][0], places[1][0]):
        yield Finding("scope", (places[0][0], places[1][0]), "in another place")


_DONE_TO = ("patient", "recipient", "topic", "other")


def _filler(view: StatementView, *roles: str) -> str | None:
    """Return the words of the first participant in one of the roles."""
    return next((p.text for role in roles for p in view.statement.participants if p.role == role), None)


def _apart(one: str, other: str) -> bool:
    """Say whether two phrases cannot be meant for one by their words: no word in common but articles, and no pronoun."""
    a, b = counted_words(one), counted_words(other)
    names = [{w for w in phrase.split() if w[:1].isupper() and w.lower() not in _ARTICLES} for phrase in (one, other)]
    if names[0] and names[1]:
        return not names[0] & names[1]
    return bool(a and b) and not a & b and not (a | b) & PRONOUNS


SLOTS: tuple[Callable[[Sides], Iterator[Finding]], ...] = (_topics, _who, _where, _figures, _times, _status, _polarity, _certainty)


def find_apart(sides: Sides) -> list[Finding]:
    """Return where two statements part, one finding a kind, in the order of SLOTS."""
    found: dict[str, Finding] = {}
    for slot in SLOTS:
        for finding in slot(sides):
            found.setdefault(finding.kind, finding)
    return list(found.values())
