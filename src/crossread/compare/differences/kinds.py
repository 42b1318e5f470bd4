"""What the statements of one claim do not share: one difference a kind, with all the answers and who gives them."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from crossread.compare.differences.denials import is_denied_outside
from crossread.compare.differences.features import against
from crossread.compare.differences.rates import Rates
from crossread.compare.differences.score import probability, slot_weights
from crossread.compare.differences.slots import (
    NOTHING_NEAR,
    Finding,
    Nearby,
    Sides,
    find_apart,
    in_order,
    share_beside_answers,
)
from crossread.compare.same_fact.candidates import Pair
from crossread.compare.same_fact.score import PairScore
from crossread.compare.same_fact.views import StatementView
from crossread.model import Agreement, Answer, Difference, DifferenceKind, Quantity, Reading, Statement, Time

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
MAX_PAIRS = 400  # statements of one claim laid side by side pair by pair up to here; beyond, each against the first
NO_SCORE = PairScore(0.0, (), "")
NEVER = 2.0  # a share that none reaches
# From which share of "another answer" and "both cannot be so" among what joins two statements a finding is shown, by
# slot and kind, else by kind. Chosen on the labelled stories for training: of two figures below .4 one of six is
# labelled, above it four of five; who acts, where, which of a kind and what is counted besides are told in many words
# for one, and of 150 such findings one is labelled (docs/decisions/differences.md). They are shown where the words
# alone tell them.
LEAST_AGAINST: Mapping[tuple[str, DifferenceKind], float] = {
    ("", "rounding"): 0.0,
    ("", "revision"): 0.0,
    ("", "estimate"): 0.15,
    ("", "figure"): 0.4,
    ("", "scope"): NEVER,
    ("", "time"): 0.2,
    ("", "status"): 0.3,
    ("", "certainty"): 0.3,
    ("", "polarity"): 0.5,
    ("who", "polarity"): 0.3,
    ("how far", "scope"): 0.3,
    ("moments", "figure"): 0.3,
}
# How probably two statements are one row at least: of the likely pairs of the stories for tuning that are less so, six
# of ten are not; of those above, one of six.
ONE_ROW = 0.55
SURELY_OF_ONE = 0.45  # the same where who is meant is sure and both cannot be so of him: he is in jail, or on the run
SURELY_AGAINST = 0.5  # a yes and a no in the words of one sentence are one row where the pair model rather sees a clash
ALIKE = 0.6  # share of words in common, answers left out, of two statements that are one sentence but for the answer
BESIDE = 0.5  # share of the bar from which further statements of a claim are counted in where one pair reaches it
Label = Callable[[str], str]
Member = tuple[int, StatementView]


@dataclass(frozen=True, slots=True)
class Story:
    """What the comparison of a claim must know of its story: days, lines of tellers, and names of reports.

    `near` is, by statement, what stands near it and is not its own; `rates` are those of exchange that it tells.
    """

    published: Mapping[str, str | None]
    line_of: Mapping[str, str]
    label: Label
    near: Mapping[str, Nearby] = field(default_factory=dict)
    rates: Rates = field(default_factory=dict)

    def sides(self, a: StatementView, b: StatementView, score: PairScore) -> Sides:
        """Lay two statements of the story side by side."""
        one, other = a.statement, b.statement
        days = self.published.get(one.report), self.published.get(other.report)
        line = self.line_of.get(one.id)
        same_line = line is not None and line == self.line_of.get(other.id)
        near = self._near(one), self._near(other)
        return in_order(Sides(a, b, None, same_line, score, near, self.rates), days)

    def _near(self, statement: Statement) -> Nearby:
        return self.near.get(statement.id, NOTHING_NEAR)


def relation_of(differences: Sequence[Difference], reports: int) -> Agreement:
    """Return the strongest relation that the differences make; one report alone is single."""
    if reports < 2:
        return "single"
    kinds = {STRENGTH[difference.kind] for difference in differences}
    return "conflict" if "conflict" in kinds else "differ" if "differ" in kinds else "agree"


def find_differences(
    members: Sequence[tuple[int, StatementView]], scores: Mapping[Pair, PairScore], story: Story
) -> tuple[Difference, ...]:
    """Compare the statements of a claim; `members` are index and view, `scores` those of pairs of indexes (i < j)."""
    weighed = [one for sides in laid_out(members, scores, story) for one in weigh(sides)]
    found: dict[DifferenceKind, list[Weighed]] = defaultdict(list)
    for one in weighed:
        found[one.finding.kind].append(one)
    shown = {kind: _counted_in(found[kind]) for kind in STRENGTH if kind in found}
    return tuple(_difference(kind, some, story.label) for kind, some in shown.items() if some)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A finding between two statements, and how far it reaches the bar from which it is shown: 1 at the bar."""

    sides: Sides
    finding: Finding
    value: float


def laid_out(
    members: Sequence[tuple[int, StatementView]], scores: Mapping[Pair, PairScore], story: Story
) -> Iterator[Sides]:
    """Yield each two statements of a claim that are not the same words, and of one text only those that stand apart."""
    for (i, a), (j, b) in _pairs(members):
        if _are_told_alike(a, b) or a.root == b.root and _overlap(a, b):
            continue
        yield story.sides(a, b, scores.get((i, j), NO_SCORE))


def _are_told_alike(a: StatementView, b: StatementView) -> bool:
    """Say whether two statements have the same words, and the words around neither alone deny it: "denied that"."""
    return a.statement.text == b.statement.text and is_denied_outside(a) == is_denied_outside(b)


def _overlap(a: StatementView, b: StatementView) -> bool:
    one, other = a.statement, b.statement
    return one.report != other.report or one.sentence[0] < other.sentence[1] and other.sentence[0] < one.sentence[1]


def weigh(sides: Sides) -> list[Weighed]:
    """Return the findings between two statements, one a slot, that may be shown beside others."""
    best: dict[str, Weighed] = {}
    for finding in find_apart(sides):
        one = Weighed(sides, finding, _worth(finding, sides))
        if one.value > 0.0 and (finding.slot not in best or best[finding.slot].value < one.value):
            best[finding.slot] = one
    if "moments" in best and best["moments"].value >= 1.0:
        best.pop("times", None)  # two moments for one thing are not told twice
    return list(best.values())


def _worth(finding: Finding, sides: Sides) -> float:
    """Return how far a finding reaches its bar: shown from 1; 0 where the pair model does not find two answers.

    Without a pair model every finding is shown. Two statements that are hardly one row have nothing to differ in, but
    where they are one sentence whose words tell that its answers are two. Two of one report, which no model is asked
    about, conflict where they are one sentence but for the answer.
    """
    alike = _is_seen_alike(finding) and share_beside_answers(finding, sides) >= ALIKE
    if sides.a.root == sides.b.root:
        return float(alike and STRENGTH[finding.kind] == "conflict")
    if not sides.score.relations:
        return 1.0
    if sides.score.value < ONE_ROW:
        if finding.told and alike:
            return 1.0
        surely = alike and sides.score.probability("contradicts") >= SURELY_AGAINST
        surely = surely or finding.told and sides.score.value >= SURELY_OF_ONE
        return float(finding.slot == "polarity" and surely)
    if finding.told or alike:
        return 1.0
    weighed = slot_weights().get(finding.slot)
    told_apart = against(sides.score) >= least_against(finding)
    if weighed is None or not told_apart and STRENGTH[finding.kind] == "conflict":
        return float(told_apart)
    return probability(finding, sides) * sides.score.value / weighed.bar


def _is_seen_alike(finding: Finding) -> bool:
    """Say whether a finding between two statements that are one sentence but for the answer needs no model's word."""
    if finding.slot == "times":
        told_otherwise = finding.traits.get("apart") or finding.traits.get("coarser")
        return bool(told_otherwise and finding.traits.get("both in place"))
    if finding.slot == "figures":
        return finding.kind != "scope"
    return finding.slot in ("who", "where", "which", "how much", "how far", "polarity", "moments", "status")


def least_against(finding: Finding) -> float:
    """Return the share of other answers and contradictions from which a finding is shown."""
    return LEAST_AGAINST.get((finding.slot, finding.kind), LEAST_AGAINST["", finding.kind])


def _counted_in(found: Sequence[Weighed]) -> list[Weighed]:
    """Return the findings of one kind that a claim shows: none unless one reaches its bar, then all near it."""
    if not any(one.value >= 1.0 for one in found):
        return []
    return sorted((one for one in found if one.value >= BESIDE), key=lambda one: -one.value)


def _pairs(members: Sequence[Member]) -> list[tuple[Member, Member]]:
    if len(members) * (len(members) - 1) // 2 > MAX_PAIRS:
        return [(members[0], other) for other in members[1:]]
    return [(one, other) for at, one in enumerate(members) for other in members[at + 1 :]]


def _difference(kind: DifferenceKind, found: Sequence[Weighed], label: Label) -> Difference:
    answers: dict[str, dict[str, str]] = defaultdict(dict)  # answer -> statement -> report
    given: dict[str, str] = {}
    for one in found:
        for view, answer in zip(one.sides.views, one.finding.answers, strict=True):
            if given.setdefault(view.statement.id, answer) == answer:
                answers[answer][view.statement.id] = view.statement.report
    told = [
        f"{_quoted(kind, answer)} in {_listed(dict.fromkeys(label(report) for report in by.values()))}"
        for answer, by in answers.items()
    ]
    return Difference(
        kind=kind,
        statements=tuple(given),
        answers=tuple(Answer(text=answer, statements=tuple(by)) for answer, by in answers.items()),
        explanation=f"{'; '.join(told)}: {found[0].finding.why}.",
    )


def _quoted(kind: DifferenceKind, answer: str) -> str:
    return answer if kind in ("status", "certainty") or "“" in answer else f"“{answer}”"


def _listed(names: Mapping[str, None]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last


def nearby(readings: Iterable[Reading]) -> dict[str, Nearby]:
    """Return for each statement what stands near it: a time of the main clause, a figure of a relative clause."""
    found = {}
    for reading in readings:
        times, figures = _Places(reading.times), _Places(reading.quantities)
        own = {profile.statement: frozenset((*profile.times, *profile.quantities)) for profile in reading.profiles}
        for statement in reading.statements:
            kept = own.get(statement.id, frozenset())
            near = Nearby(
                tuple(
                    time
                    for time in times.within(*statement.sentence)
                    if time.id not in kept and not _is_of_telling(time, statement)
                ),
                tuple(figure for figure in figures.within(statement.start, statement.end) if figure.id not in kept),
            )
            if near != NOTHING_NEAR:
                found[statement.id] = near
    return found


def _is_of_telling(time: Time, statement: Statement) -> bool:
    """Say whether a time in a statement's sentence is of who tells it: "the pumps failed, it said on Thursday"."""
    content = statement.attribution.content
    return bool(content) and not any(start <= time.start < end for start, end in content)


_Placed = TypeVar("_Placed", bound=Time | Quantity)


class _Places(Generic[_Placed]):
    """Times or figures of one report, looked up by place."""

    def __init__(self, records: Sequence[_Placed]) -> None:
        self._records: list[_Placed] = sorted(records, key=lambda one: (one.start, one.end))
        self._starts: list[int] = [one.start for one in self._records]

    def within(self, start: int, end: int) -> Sequence[_Placed]:
        """Return the records that begin inside [start, end), in order."""
        return self._records[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
