"""Figures in their statements: what is said around two figures, and what they are to one another.

The words around a figure were read before (`Quantity.context`); here two figures with their statements are laid side by
side, and `quantities.py` says what they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from crossread.compare.differences.quantities import (
    CLOSE,
    QuantityComparison,
    QuantityContext,
    common_intervals,
    compare_quantities,
    counted_words,
)
from crossread.languages.concepts import same_concept
from crossread.languages.tables import load, words
from crossread.model import UNDONE, FigureContext, Participant, Quantity, Statement, Time

ELABORATED = 0.6  # counts further apart than this share of the smaller may be of a part and of the whole
FAR = 2.0  # two figures of one thing lie no further apart than this share of the smaller, as a rule
_NOTHING = FigureContext()
_SHARES = frozenset({"percent", "percentage point", "point"})  # units of a level and of its change that are comparable


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in its statement; `others` are the statement's figures, `names` ids of the entities that it names."""

    quantity: Quantity
    statement: Statement
    others: tuple[Quantity, ...] = ()
    times: tuple[Time, ...] = ()
    names: frozenset[str] = frozenset()

    @property
    def context(self) -> FigureContext:
        """What is said around the figure."""
        return self.quantity.context or _NOTHING


def is_later(first: str | None, second: str | None) -> bool | None:
    """Say whether the second of two publication dates is a later day; None where it cannot be told."""
    if first is None or second is None or first[:10] == second[:10]:
        return None
    return second[:10] > first[:10]


def comparable(p: Quantity, q: Quantity) -> bool:
    """Say whether two figures have a unit in common; a price and a price per share have."""
    return common_intervals(p, q) is not None


def apart(p: Quantity, q: Quantity) -> float:
    """Return how far two figures lie apart, as a share of the smaller; infinity where one has no number."""
    intervals = common_intervals(p, q)
    if intervals is None:
        return float("inf")
    one, other = intervals
    if one[0] <= other[1] and other[0] <= one[1]:
        return 0.0
    low, high = sorted((sum(one) / 2, sum(other) / 2), key=abs)
    return abs(high - low) / abs(low) if low else float("inf")


def is_level_beside_change(level: tuple[Quantity, Statement], change: tuple[Quantity, Statement]) -> bool:
    """Say whether one number is a level in the one statement and a change in the other: "to 4", "by 4".

    "Inflation rose 4 percent" may be said of inflation that rose to it; "by 4 percent" and "4 points" are not.
    """
    (p, one), (q, other) = level, change
    if (p.bound, q.bound) not in (("=", "up"), ("=", "down")) or p.low is None or (p.low, p.high) != (q.low, q.high):
        return False
    if p.unit != q.unit and not {p.unit, q.unit} <= _SHARES:
        return False
    led = _word_before(q, other)
    return _word_before(p, one) == "to" and (led == "by" or led != "to" and q.unit != "percent")


def _word_before(figure: Quantity, statement: Statement) -> str:
    before = statement.text[: max(figure.start - statement.start, 0)].lower().split()
    return before[-1] if before else ""


def compare_in_statements(
    a: Figure,
    b: Figure,
    *,
    later: bool | None,
    same_line: bool,
    labels: tuple[str, str] | None = None,
    other_thing: str | None = None,
) -> QuantityComparison:
    """Compare a figure of each of two statements, the earlier first where that is known (`later`).

    `other_thing` says, where it is known, why the two statements are not of one thing; `labels` name the two reports.
    """
    if (former := _former(a, b, labels)) is not None:
        return former
    revised = b.context.revised
    if revised and a.context.revised:
        revised = later is True and not _same_turn(a, b)
    context = QuantityContext(
        later=later,
        same_tellers=same_line or _teller_itself(a, b),
        estimates=(a.context.estimated, b.context.estimated),
        says_revised=revised,
        labels=labels,
        holders=(_holders(a, b), _holders(b, a)),
        places=(frozenset(a.context.places), frozenset(b.context.places)),
        as_of=(_moments(a), _moments(b)),
        other_thing=other_thing or _part_of(a, b) or _part_of(b, a),
        mounting=a.context.mounting and b.context.mounting and a.statement.predicate == b.statement.predicate,
    )
    p, q = _levelled(a, b)
    found = compare_quantities(p, q, context)
    if found.finding == "conflict" and a.context.interim != b.context.interim:
        places = found.explanation.rsplit(": ", 1)[0]
        return QuantityComparison("scope", f"{places}: the one is as of an earlier moment.", moment=True)
    return found


def _former(a: Figure, b: Figure, labels: tuple[str, str] | None) -> QuantityComparison | None:
    """Say that one figure is the one that the other's statement gives as the earlier ("to 33 from 38")."""
    here, there = (f" in {label}" for label in labels) if labels else ("", "")
    for one, other, at, beside in ((a, b, here, there), (b, a, there, here)):
        for figure in other.others:
            if figure is other.quantity or not (figure.context or _NOTHING).former:
                continue
            if comparable(figure, one.quantity) and apart(figure, one.quantity) <= CLOSE:
                earlier, newer = f"“{one.quantity.text}”{at}", f"“{other.quantity.text}”{beside}"
                why = f"{earlier} was the earlier figure, {newer} is the newer one."
                return QuantityComparison("revision", why)
    return None


def _same_turn(a: Figure, b: Figure) -> bool:
    """Say whether both tell of one change ("fell to 6.1 per cent in April"), so that neither is newer."""
    undated = a.times == b.times == ()
    return (undated and a.statement.predicate == b.statement.predicate) or _moments(a) == _moments(b) != ()


def tells(statement: Statement) -> bool:
    """Say whether a statement's verb tells what somebody says or reckons ("said", "put the damage at")."""
    verbs: Mapping[str, object] = load("comparison")["gives figures"]
    return statement.predicate in verbs


def _teller_itself(a: Figure, b: Figure) -> bool:
    """Say whether one party gives both figures with a verb that gives figures ("the mayor put the damage at")."""
    one, other = (_words_of(x.statement, "agent") for x in (a, b))
    return a.statement.predicate == b.statement.predicate and tells(a.statement) and bool(one & other)


def _words_of(statement: Statement, role: str) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for participant in statement.participants:
        if participant.role == role:
            found |= counted_words(participant.text) | ({participant.entity} if participant.entity else frozenset())
    return found


def _holders(one: Figure, other: Figure) -> frozenset[str]:
    """Return the names of whoever acts; none where it is the other's doer too, or where the other names him."""
    if _agents(one) & _agents(other) or any(_is_named(name, other.statement.text) for name in one.context.holders):
        return frozenset()
    return frozenset(one.context.holders)


def _is_named(name: str, text: str) -> bool:
    """Say whether a name is a word of a text: "Vale" of "Vale's clinics", and not of "Valetta"."""
    at = text.find(name)
    while at >= 0:
        if not text[at - 1 : at].isalnum() and not text[at + len(name) : at + len(name) + 1].isalnum():
            return True
        at = text.find(name, at + 1)
    return False


def _agents(one: Figure) -> frozenset[str]:
    return frozenset(p.entity for p in one.statement.participants if p.role == "agent" and p.entity)


def _moments(one: Figure) -> tuple[tuple[str, str], ...]:
    """Return the days, first and last, that a statement is dated to."""
    dated = (t for t in one.times if t.from_ and t.type in ("DATE", "TIME"))
    return tuple(sorted({((t.from_ or "")[:10], (t.to or t.from_ or "")[:10]) for t in dated}))


def _part_of(a: Figure, b: Figure) -> str | None:
    """Return why a figure is a part of the other: "22 of the 180 workers" beside "180 workers"; "among those
    killed"."""
    p, q = a.quantity, b.quantity
    whole = next((x for x in a.others if x.id == a.context.whole), None)
    if whole is not None and comparable(whole, q) and apart(whole, q) <= CLOSE:
        return f"“{p.text}” are a part of “{whole.text}”"
    if a.context.among and not b.context.among:
        return f"“{p.text}” are a part of “{q.text}”"
    return None


def _levelled(a: Figure, b: Figure) -> tuple[Quantity, Quantity]:
    """Return both figures as counting one thing where their statements show that they do.

    "26 per cent of Northwind" and "a 22 per cent stake in Northwind" are shares of one whole, for both name it. In
    statements that share a name, a longer noun only tells more ("five harbour pilots", "six pilots").
    """
    p, q = a.quantity, b.quantity
    if _per_common(p, b):
        base = p.base and q.base and msgspec.structs.replace(q.base, unit=p.base.unit)
        return p, msgspec.structs.replace(q, unit=p.unit, per=p.per, base=base)
    if _per_common(q, a):
        base = q.base and p.base and msgspec.structs.replace(p.base, unit=q.base.unit)
        return msgspec.structs.replace(p, unit=q.unit, per=q.per, base=base), q
    if not p.counted or not q.counted or p.counted == q.counted:
        return p, q
    if p.unit == q.unit == "percent":
        whole = p.counted in b.statement.text or q.counted in a.statement.text
    else:
        one, other = counted_words(p.counted), counted_words(q.counted)
        whole = bool(a.names & b.names) and (one < other or other < one) and apart(p, q) <= ELABORATED
    return (p, msgspec.structs.replace(q, counted=p.counted)) if whole else (p, q)


def _per_common(p: Quantity, b: Figure) -> bool:
    """Say whether `p` is per something ("430 pence a share") that the other leaves to its sentence ("for each
    share")."""
    return bool(p.per) and p.measure == b.quantity.unit and counted_words(p.per) <= counted_words(b.statement.text)


def count_link(a: Figure, b: Figure) -> float:
    """Return 1 where two figures count the same, -1 where they count other things, 0 where it is not said.

    Where one does not say what it counts ("has risen to five"), the other statement's words may.
    """
    one, other = counted_words(a.quantity.counted), counted_words(b.quantity.counted)
    if one and other:
        same = any(same_concept(x, y) for x in one for y in other)
        persons = _persons(one) and _persons(other)
        return 1.0 if same else 0.0 if persons or a.quantity.unit else -1.0
    named, words = (one, b) if one else (other, a)
    said = counted_words(words.statement.text)
    return float(any(same_concept(x, y) for x in named for y in said))


def _persons(words: frozenset[str]) -> bool:
    table = load("comparison")
    kinds = (table["people"], table["kinds of people"])
    return any(word in kind or f"{word}s" in kind for word in words for kind in kinds)


def other_thing(a: Figure, b: Figure) -> str | None:
    """Return why two statements that nobody has joined are not of one thing: another deed, another doer, another
    object."""
    one, other = a.statement, b.statement
    if {one.status, other.status} & UNDONE and not {one.status, other.status} <= UNDONE:
        if one.predicate != other.predicate:
            return f"{one.status} in the one, {other.status} in the other"
    told = tells(one) or tells(other)
    light = load("comparison")["light"]
    toll = bool((words("topics", "numbers") | {"figure"}) & (counted_words(one.text) | counted_words(other.text)))
    heavy = one.predicate not in light and other.predicate not in light
    if heavy and not told and not toll and not same_concept(one.predicate, other.predicate):
        return f"another thing is said, “{one.predicate}” and “{other.predicate}”"
    turned = {_role(a), _role(b)} == {"agent", "patient"} and one.predicate != other.predicate
    if turned and not told and not toll and not same_concept(one.predicate, other.predicate):
        return f"another thing is said, “{one.predicate}” and “{other.predicate}”"
    for role in ("agent", "patient"):
        here, there = _beside(a, role), _beside(b, role)
        if here and there and (not told if role == "agent" else one.predicate == other.predicate):
            if not any(same_concept(x, y) for x in counted_words(here.text) for y in counted_words(there.text)):
                return f"it is said of other things, “{here.text}” and “{there.text}”"
    return None


def _role(one: Figure) -> str | None:
    """Return the role of the participant that a figure belongs to."""
    at = one.quantity
    return next((x.role for x in one.statement.participants if x.start < at.end and at.start < x.end), None)


def _beside(one: Figure, role: str) -> Participant | None:
    """Return the agent or patient that a figure is no part of."""
    untold = words("function_words", "untold_parties")
    for participant in one.statement.participants:
        inside = participant.start < one.quantity.end and one.quantity.start < participant.end
        if participant.role == role and not inside and participant.text.lower() not in untold:
            return participant
    return None
