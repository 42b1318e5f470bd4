"""What two statements share and where they part, as a tuple of named numbers; each is explained in words.

What weighs them is fitted on labels (`python -m training.same_fact`) and stands in `weights.json`; what that brought is
in docs/decisions/same-fact.md.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from crossread.compare.differences.quantities import bound_holds, common_intervals, interval_of
from crossread.compare.same_fact.candidates import StoryStatistics
from crossread.compare.same_fact.views import StatementView
from crossread.model import Quantity

EQUAL = 0.025  # figures no further apart than this share of the larger are equal but for rounding (two digits)
NEAR = 0.35  # figures no further apart than this may be two answers to one question
SHORT = 3.0  # words; that a shorter statement is contained in another says less
MANY = 6.0  # shared words beyond which more tell nothing
LONG = 20.0  # words beyond which a statement is long
IN_A_ROW = 8  # pairs of neighbouring words in common beyond which more tell nothing


@dataclass(frozen=True, slots=True)
class Two:
    """Two statements of one story, `i` and `j` their places in it."""

    a: StatementView
    b: StatementView
    i: int
    j: int
    story: StoryStatistics


@dataclass(frozen=True, slots=True)
class Feature:
    """A named number: what it is called in an explanation, and how it is told of two statements."""

    name: str
    value: Callable[[Two], float]


def _weight(two: Two, words: frozenset[str]) -> float:
    return math.fsum(two.story.weights[word] for word in words)


def _jaccard(two: Two) -> float:
    both = _weight(two, two.a.words & two.b.words)
    return both / max(_weight(two, two.a.words | two.b.words), 1e-9)


def _containment(two: Two) -> float:
    both = _weight(two, two.a.words & two.b.words)
    least = min(_weight(two, two.a.words), _weight(two, two.b.words))
    return both / max(least, 1e-9) * min(1.0, min(len(two.a.words), len(two.b.words)) / SHORT)


def _shared(two: Two) -> float:
    return min(len(two.a.words & two.b.words), MANY) / MANY


def _rarest(two: Two) -> float:
    """Say how much the most telling word in common tells, as a share of the most telling of all."""
    most = max(two.story.weights.values(), default=1.0)
    return max((two.story.weights[word] for word in two.a.words & two.b.words), default=0.0) / most


def _sentences(two: Two) -> float:
    """Say how much of their sentences' words two statements have in common: what "he" is, stands beside it."""
    ours, theirs = two.story.around[two.i], two.story.around[two.j]
    return _weight(two, ours & theirs) / max(_weight(two, ours | theirs), 1e-9)


def _places_apart(two: Two) -> float:
    return abs(two.story.places[two.i] - two.story.places[two.j])


def _earlier_place(two: Two) -> float:
    return min(two.story.places[two.i], two.story.places[two.j])


def _meaning(two: Two) -> float:
    return float(two.story.vectors[two.i] @ two.story.vectors[two.j])


def _predicates(two: Two) -> float:
    return float(bool(set(two.a.profile.predicates) & set(two.b.profile.predicates)))


def _predicate_told(two: Two) -> float:
    """Say whether what the one does is among the words of the other: "the sale of" beside "sold"."""
    ours, theirs = set(two.a.profile.predicates), set(two.b.profile.predicates)
    return float(bool(ours & two.b.words or theirs & two.a.words))


def _names(two: Two) -> float:
    a, b = two.a.entities, two.b.entities
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _other_names(two: Two) -> float:
    a, b = two.a.entities, two.b.entities
    return float(bool(a and b) and not a & b and not set(two.a.profile.names) & set(two.b.profile.names))


def _agents(two: Two) -> float:
    return float(bool(two.a.agents & two.b.agents))


def _other_agents(two: Two) -> float:
    a, b = two.a.agents, two.b.agents
    return float(bool(a and b) and not a & b and not (a & two.b.entities or b & two.a.entities))


def _turned_round(two: Two) -> float:
    a, b = two.a, two.b
    return float(bool(a.agents & b.patients and a.patients & b.agents) and not a.agents & b.agents)


def apart(p: Quantity, q: Quantity) -> float | None:
    """Return how far two figures are apart, as a share of the larger; None where they have no unit in common."""
    pair = common_intervals(p, q)
    if pair is None:
        return None
    (low, high), (other_low, other_high) = pair
    if low <= other_high and other_low <= high:
        return 0.0
    gap = min(abs(low - other_high), abs(other_low - high))
    return gap / max(abs(low), abs(high), abs(other_low), abs(other_high), 1e-9)


def _figure_gaps(two: Two) -> list[tuple[float, Quantity, Quantity]]:
    gaps = [(apart(p, q), p, q) for p in two.a.quantities for q in two.b.quantities]
    return [(gap, p, q) for gap, p, q in gaps if gap is not None]


def _telling(quantity: Quantity) -> bool:
    interval = interval_of(quantity)
    return interval is not None and (quantity.unit is not None or interval[0] > 12)


def _equal_figures(two: Two) -> float:
    return float(any(gap <= EQUAL and _telling(p) for gap, p, _ in _figure_gaps(two)))


def _equal_counts(two: Two) -> float:
    return float(any(gap <= EQUAL and not _telling(p) for gap, p, _ in _figure_gaps(two)))


def _near_figures(two: Two) -> float:
    gaps = _figure_gaps(two)
    if any(gap <= EQUAL for gap, _, _ in gaps):
        return 0.0
    return float(any(gap <= NEAR or bound_holds(p, q) for gap, p, q in gaps))


def _other_figures(two: Two) -> float:
    gaps = _figure_gaps(two)
    return float(bool(two.a.quantities and two.b.quantities) and not any(gap <= NEAR for gap, _, _ in gaps))


def _one_has_figures(two: Two) -> float:
    return float(bool(two.a.quantities) != bool(two.b.quantities))


def _one_topic(two: Two) -> float:
    """Say whether figures of both have one topic of the desk: the dead, the price."""
    ours = {q.topic for q in two.a.quantities if q.topic}
    return float(bool(ours & {q.topic for q in two.b.quantities if q.topic}))


def _other_topics(two: Two) -> float:
    """Say whether the figures of both have topics and none in common: the dead here, the employees there."""
    ours, theirs = ({q.topic for q in view.quantities if q.topic} for view in (two.a, two.b))
    return float(bool(ours and theirs) and not ours & theirs)


def _same_topic(two: Two) -> float:
    ours = {q.counted.split()[-1] for q in two.a.quantities if q.counted}
    return float(bool(ours & {q.counted.split()[-1] for q in two.b.quantities if q.counted}))


def _dates(two: Two) -> tuple[set[str], set[str]]:
    one, other = ({t.from_[:10] for t in view.times if t.from_} for view in (two.a, two.b))
    return one, other


def _same_date(two: Two) -> float:
    one, other = _dates(two)
    return float(bool(one & other))


def _other_date(two: Two) -> float:
    one, other = _dates(two)
    return float(bool(one and other) and not one & other)


def _lengths(two: Two) -> float:
    a, b = len(two.a.words), len(two.b.words)
    return abs(a - b) / max(a, b, 1)


def _length(two: Two) -> float:
    return min(len(two.a.words), len(two.b.words), LONG) / LONG


def _longer(two: Two) -> float:
    return min(max(len(two.a.words), len(two.b.words)), LONG) / LONG


def _in_a_row(two: Two) -> int:
    ours, theirs = two.story.wordings[two.i], two.story.wordings[two.j]
    return len(ours.in_a_row & theirs.in_a_row)


def _share_in_a_row(two: Two) -> float:
    ours, theirs = two.story.wordings[two.i], two.story.wordings[two.j]
    return _in_a_row(two) / max(1, min(len(ours.in_a_row), len(theirs.in_a_row)))


def _stems(two: Two) -> tuple[float, float, float]:
    """Return what the stems in common weigh, and those of the lighter and of the heavier statement."""
    weights = two.story.stem_weights
    ours, theirs = two.story.wordings[two.i].stems, two.story.wordings[two.j].stems
    both, *alone = (math.fsum(weights[stem] for stem in stems) for stems in (ours & theirs, ours, theirs))
    return both, min(alone), max(alone)


def _stems_in_common(two: Two) -> float:
    both, lighter, heavier = _stems(two)
    return both / max(lighter + heavier - both, 1e-9)


def _stems_of_the_one(two: Two) -> float:
    both, lighter, _ = _stems(two)
    return both / max(lighter, 1e-9)


def _stems_of_one_alone(two: Two) -> float:
    both, lighter, heavier = _stems(two)
    return lighter + heavier - 2 * both


def _stems_of_the_shorter_alone(two: Two) -> float:
    both, lighter, _ = _stems(two)
    return lighter - both


def _one_denies(two: Two) -> float:
    return float(two.a.statement.negated != two.b.statement.negated)


def _same_status(two: Two) -> float:
    return float(two.a.statement.status == two.b.statement.status)


def _speakers(two: Two) -> float:
    one, other = (view.statement.attribution.speaker for view in (two.a, two.b))
    return float(one is not None and one == other)


def _one_is_told(two: Two) -> float:
    return float((two.a.statement.attribution.kind == "own") != (two.b.statement.attribution.kind == "own"))


FEATURES: tuple[Feature, ...] = (
    Feature("words in common", _jaccard),
    Feature("words of the one in the other", _containment),
    Feature("how many words", _shared),
    Feature("the most telling word in common", _rarest),
    Feature("words of the sentences in common", _sentences),
    Feature("meaning", _meaning),
    Feature("one deed", _predicates),
    Feature("the deed is told", _predicate_told),
    Feature("names in common", _names),
    Feature("other names", _other_names),
    Feature("one who acts", _agents),
    Feature("another acts", _other_agents),
    Feature("doer and done-to turned round", _turned_round),
    Feature("figures agree", _equal_figures),
    Feature("small counts agree", _equal_counts),
    Feature("figures near one another", _near_figures),
    Feature("figures of other things", _other_figures),
    Feature("only one has a figure", _one_has_figures),
    Feature("one thing counted", _same_topic),
    Feature("one topic of figures", _one_topic),
    Feature("figures of other topics", _other_topics),
    Feature("one date", _same_date),
    Feature("other dates", _other_date),
    Feature("unlike lengths", _lengths),
    Feature("both are long", _length),
    Feature("one is long", _longer),
    Feature("far apart in their reports", _places_apart),
    Feature("early in the reports", _earlier_place),
    Feature("one says not", _one_denies),
    Feature("one status", _same_status),
    Feature("one speaker", _speakers),
    Feature("only one is on somebody's word", _one_is_told),
    Feature("words in a row in common", lambda two: float(min(_in_a_row(two), IN_A_ROW))),
    Feature("words in a row of the one in the other", _share_in_a_row),
    Feature("stems in common", _stems_in_common),
    Feature("stems of the one in the other", _stems_of_the_one),
    Feature("stems that only one has", _stems_of_one_alone),
    Feature("stems that only the shorter has", _stems_of_the_shorter_alone),
    Feature("characters of the shorter", lambda two: float(min(len(two.a.statement.text), len(two.b.statement.text)))),
    Feature("characters of the longer", lambda two: float(max(len(two.a.statement.text), len(two.b.statement.text)))),
)


def features_of(two: Two) -> list[float]:
    """Return the value of every feature, in the order of FEATURES."""
    return [feature.value(two) for feature in FEATURES]
