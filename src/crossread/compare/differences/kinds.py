"""What two statements of one claim do not share, typed and explained in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from crossread.compare.differences.in_context import compare_in_statements, current_figures, is_later
from crossread.compare.same_fact.profile import StatementFeatures
from crossread.compare.same_fact.score import (
    FAR,
    alike,
    apart,
    comparable,
    counted_link,
    kind_of_figure,
    word_overlap,
)
from crossread.compare.same_fact.word_vectors import Pile
from crossread.model import Agreement, Difference, DifferenceKind, Quantity, Time

STRENGTH: Mapping[DifferenceKind, Agreement] = {
    "rounding": "agree",
    "certainty": "differ",
    "status": "differ",
    "scope": "differ",
    "time": "differ",
    "revision": "differ",
    "estimate": "differ",
    "figure": "conflict",
    "polarity": "conflict",
}
SURE_GAP = 1.0  # without a word that hedges, certainties must lie this far apart (of -3 to 3) to be called different
SAME_DEED = 0.6  # how alike two predicates must be for a "not" in one of them to set the statements against each other
SAME_WORDS = 0.6  # … or how far their words must overlap
_UNDONE = frozenset({"planned", "predicted", "wanted", "conditional"})
_DONE = frozenset({"happened", "ongoing"})
_WILLING = re.compile(
    r"\b(?:offer(?:s|ed)?|agree[sd]?|promise[sd]?|pledge[sd]?|vow(?:s|ed)?|propose[sd]?|threaten(?:s|ed)?|volunteer(?:s|ed)?"
    r"|(?:said|says) (?:it|he|she|they) (?:is|was|are|were) (?:ready|willing|prepared)) to (?!be\b)\w+", re.I
)  # what follows is not yet done

Label = Callable[[str], str]


def relation_of(differences: tuple[Difference, ...], reports: int) -> Agreement:
    """Return the strongest relation that the differences make; one report alone is single."""
    if reports < 2:
        return "single"
    kinds = {STRENGTH[difference.kind] for difference in differences}
    return "conflict" if "conflict" in kinds else "differ" if "differ" in kinds else "agree"


def find_differences(
    a: StatementFeatures,
    b: StatementFeatures,
    published: Mapping[str, str | None],
    same_line: bool,
    label: Label,
    pile: Pile,
) -> tuple[Difference, ...]:
    """Compare two statements of one claim; `label` names a report for the reader, `same_line` says one teller."""
    if later_first(a, b, published):
        a, b = b, a
    one, other = a.statement, b.statement
    found: list[Difference] = []

    def add(kind: DifferenceKind, explanation: str) -> None:
        if all(difference.kind != kind for difference in found):
            found.append(Difference(kind=kind, statements=(one.id, other.id), explanation=explanation))

    here, there = label(one.report), label(other.report)
    for kind, words in _figures_apart(a, b, published, same_line, pile):
        add(kind, f"{words} ({here}, {there}).")
    done_here, done_there = one.status in _DONE, other.status in _DONE
    undone_here, undone_there = one.status in _UNDONE, other.status in _UNDONE
    if (done_here and undone_there) or (undone_here and done_there):
        add("status", f"{one.status} in {here}, {other.status} in {there}.")
    elif done_here and done_there and bool(_WILLING.search(a.own)) != bool(_WILLING.search(b.own)):
        ready, deed = (here, there) if _WILLING.search(a.own) else (there, here)
        add("status", f"offered or agreed in {ready}, done in {deed}.")
    against = _against(a, b, pile)
    if against:
        add("polarity", f"{here} {against[0]}; {there} {against[1]}.")
    elif _less_sure(a, b):
        add("certainty", f"{one.certainty.label} in {here}, {other.certainty.label} in {there}.")
    dates = _dates_apart(a, b)
    if dates:
        add("time", f"dated {dates[0]} in {here}, {dates[1]} in {there}.")
    return tuple(found)


def later_first(a: StatementFeatures, b: StatementFeatures, published: Mapping[str, str | None]) -> bool:
    """Say whether `a` stands in a later report than `b`, as far as the dates are known."""
    return is_later(published.get(b.statement.report), published.get(a.statement.report)) is True


def _figures_apart(
    a: StatementFeatures, b: StatementFeatures, published: Mapping[str, str | None], same_line: bool, pile: Pile
) -> list[tuple[DifferenceKind, str]]:
    found: list[tuple[DifferenceKind, str]] = []
    later = is_later(published.get(a.statement.report), published.get(b.statement.report))
    for p, q in _aligned(a, b, pile):
        outcome = compare_in_statements(p, q, a, b, later=later, same_line=same_line)
        if outcome.kind == "same" or outcome.kind == "incomparable":
            continue
        if outcome.kind not in ("rounding", "revision") and not _one_thing(p, q, a, b, pile):
            continue
        found.append((outcome.kind, outcome.explanation.rstrip(".")))
    return found


def _aligned(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> list[tuple[Quantity, Quantity]]:
    """Pair the figures that can be compared: what counts the same thing first, then the nearest.

    A figure that a statement gives as the former one is left to the newer one beside it.
    """
    ours, theirs = current_figures(a), current_figures(b)
    pairs = [
        (counted_link(p, q, a, b, pile), -apart(p, q), -i, -j)
        for i, p in enumerate(ours)
        for j, q in enumerate(theirs)
        if comparable(p, q) and apart(p, q) <= FAR
    ]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if -i not in taken_a and -j not in taken_b:
            taken_a.add(-i)
            taken_b.add(-j)
            found.append((ours[-i], theirs[-j]))
    return found


def _one_thing(p: Quantity, q: Quantity, a: StatementFeatures, b: StatementFeatures, pile: Pile) -> bool:
    """Say whether two figures that differ speak of one thing: they count the same, or stand alone of their kind."""
    link = counted_link(p, q, a, b, pile)
    if link > 0:
        return True
    if link < 0 and kind_of_figure(p) == "count":
        return False
    return all(sum(1 for x in current_figures(one) if kind_of_figure(x) == kind_of_figure(p)) == 1 for one in (a, b))


def _against(a: StatementFeatures, b: StatementFeatures, pile: Pile) -> tuple[str, str] | None:
    """Return what each says where one says so and the other says not; None where they do not stand against each other."""
    first, second = a.statement.certainty.label, b.statement.certainty.label
    if "unknown" in (first, second):
        return None
    denied = (first == "denied", second == "denied")
    if a.negated is None or b.negated is None or (denied[0] ^ a.negated) == (denied[1] ^ b.negated):
        return None
    if alike(a.predicate, b.predicate, pile) < SAME_DEED and word_overlap(a, b, pile)[0] < SAME_WORDS:
        return None
    if denied[0] != denied[1] and a.negated == b.negated:
        return ("denies it", "says so") if denied[0] else ("says so", "denies it")
    return ("says not", "says so") if (denied[0] ^ a.negated) else ("says so", "says not")


def _less_sure(a: StatementFeatures, b: StatementFeatures) -> bool:
    one, other = a.statement, b.statement
    if one.certainty.label == other.certainty.label or "denied" in (one.certainty.label, other.certainty.label):
        return False
    if "asserted" in (one.certainty.label, other.certainty.label) and _UNDONE & {one.status, other.status}:
        return False
    lower = min(one.certainty, other.certainty, key=lambda certainty: certainty.value)
    return bool(lower.cues) or abs(one.certainty.value - other.certainty.value) >= SURE_GAP


def _dates_apart(a: StatementFeatures, b: StatementFeatures) -> tuple[str, str] | None:
    """Return two dates that differ, where each statement has exactly one."""
    dates: list[list[Time]] = [[t for t in one.times if t.from_ and t.type in ("DATE", "TIME")] for one in (a, b)]
    if len(dates[0]) != 1 or len(dates[1]) != 1:
        return None
    one, other = dates[0][0], dates[1][0]
    return None if one.value == other.value else (one.value, other.value)
