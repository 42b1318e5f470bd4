"""What two statements of one claim do not share, typed and explained in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from crossread.compare.features import StatementFeatures, stems_of
from crossread.compare.pairs import kind_of_figure
from crossread.compare.quantities import QuantityContext, compare_quantities
from crossread.model import Difference, DifferenceKind, Quantity, Relation

STRENGTH: Mapping[DifferenceKind, Relation] = {
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
_UNDONE = frozenset({"planned", "predicted", "wanted", "conditional"})
_DONE = frozenset({"happened", "ongoing"})
_ESTIMATE_WORDS = ("estimat", "reckon", "project", "forecast", "expect", "about", "around", "roughly")
_REVISED_WORDS = ("risen to", "rose to", "up from", "now", "revised", "brings the", "cut its", "raised", "updated")
_NOT = frozenset({"not", "n't", "never", "no", "none", "neither", "cannot", "without"})

Label = Callable[[str], str]


def relation_of(differences: tuple[Difference, ...], reports: int) -> Relation:
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
) -> tuple[Difference, ...]:
    """Compare two statements of one claim; `label` names a report for the reader, `same_line` says one teller."""
    if later_first(a, b, published):
        a, b = b, a
    one, other = a.statement, b.statement
    found: list[Difference] = []

    def add(kind: DifferenceKind, explanation: str) -> None:
        found.append(Difference(kind=kind, statements=(one.id, other.id), explanation=explanation))

    here, there = label(one.report), label(other.report)
    for p, q in _aligned(a, b):
        context = QuantityContext(
            later=_is_later(published.get(one.report), published.get(other.report)),
            same_tellers=same_line,
            estimates=(_estimated(a, p), _estimated(b, q)),
            says_revised=_says(other.text, _REVISED_WORDS),
        )
        outcome = compare_quantities(p, q, context)
        if outcome.kind in ("same", "incomparable"):
            continue
        add(outcome.kind, outcome.explanation)
    done_here, done_there = one.status in _DONE, other.status in _DONE
    undone_here, undone_there = one.status in _UNDONE, other.status in _UNDONE
    if (done_here and undone_there) or (undone_here and done_there):
        add("status", f"{one.status} in {here}, {other.status} in {there}.")
    first, second = one.certainty.label, other.certainty.label
    if "denied" in (first, second) and first != second and "unknown" not in (first, second):
        denier, sayer = (here, there) if first == "denied" else (there, here)
        add("polarity", f"{sayer} says so; in {denier} it is denied.")
    elif first != second and not ("asserted" in (first, second) and _UNDONE & {one.status, other.status}):
        add("certainty", f"{first} in {here}, {second} in {there}.")
    dates = _dates_apart(a, b)
    if dates:
        add("time", f"dated {dates[0]} in {here}, {dates[1]} in {there}.")
    return tuple(found)


def later_first(a: StatementFeatures, b: StatementFeatures, published: Mapping[str, str | None]) -> bool:
    """Say whether `a` stands in a later report than `b`, as far as the dates are known."""
    return _is_later(published.get(b.statement.report), published.get(a.statement.report)) is True


def _is_later(first: str | None, second: str | None) -> bool | None:
    if first is None or second is None or first[:10] == second[:10]:
        return None
    return second[:10] > first[:10]


def _says(text: str, words: tuple[str, ...]) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in words)


def _estimated(features: StatementFeatures, quantity: Quantity) -> bool:
    cue = features.statement.attribution.cue
    return (
        quantity.bound in ("~", "<", ">")
        or quantity.low != quantity.high
        or _says(features.statement.text, _ESTIMATE_WORDS)
        or bool(cue and _says(cue.text, _ESTIMATE_WORDS))
    )


def _aligned(a: StatementFeatures, b: StatementFeatures) -> list[tuple[Quantity, Quantity]]:
    """Pair the figures that can be compared: same kind, and the closest counted thing first."""
    pairs = [
        (_counted_overlap(p, q), -abs((p.low or 0) - (q.low or 0)), i, j)
        for i, p in enumerate(a.quantities)
        for j, q in enumerate(b.quantities)
        if kind_of_figure(p) == kind_of_figure(q) and p.unit != "year of age" and _may_pair(p, q, a, b)
    ]
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    found = []
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            found.append((a.quantities[i], b.quantities[j]))
    return found


def _counted_overlap(p: Quantity, q: Quantity) -> int:
    return len(stems_of(p.counted or "") & stems_of(q.counted or ""))


def _may_pair(p: Quantity, q: Quantity, a: StatementFeatures, b: StatementFeatures) -> bool:
    """Counts pair where the counted things share a word, or each statement has but one count."""
    if kind_of_figure(p) != "count" or _counted_overlap(p, q):
        return True
    return all(sum(1 for x in one.quantities if kind_of_figure(x) == "count") == 1 for one in (a, b))


def _dates_apart(a: StatementFeatures, b: StatementFeatures) -> tuple[str, str] | None:
    """Return two dates that cannot be one, where each statement has exactly one."""
    dates = [[t for t in one.times if t.from_ and t.type in ("DATE", "TIME")] for one in (a, b)]
    if len(dates[0]) != 1 or len(dates[1]) != 1:
        return None
    one, other = dates[0][0], dates[1][0]
    assert one.from_ and other.from_
    if one.from_[:10] == other.from_[:10] and one.value == other.value:
        return None
    if (one.to or one.from_) < other.from_ or (other.to or other.from_) < one.from_ or one.value != other.value:
        return one.value, other.value
    return None
