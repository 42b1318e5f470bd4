"""What the statements of one claim do not share: one difference a kind, with all the answers and who gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from crossread.compare.differences.slots import Finding, Sides, find_apart, sides_of
from crossread.compare.same_fact.candidates import Pair
from crossread.compare.same_fact.score import PairScore
from crossread.compare.same_fact.views import StatementView
from crossread.model import Agreement, Answer, Difference, DifferenceKind

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
# From which share of "another answer" and "both cannot be so" among what joins two statements a difference of their slots is
# shown. Where the slots of our labelled stories (training and tuning) differ and the share is lower, a careful reader saw
# no difference in seven of ten; docs/decisions/same-fact.md has the figures.
LEAST_AGAINST: Mapping[DifferenceKind, float] = {
    "rounding": 0.0,
    "revision": 0.15,
    "estimate": 0.15,
    "figure": 0.15,
    "scope": 0.2,
    "time": 0.2,
    "status": 0.3,
    "certainty": 0.3,
    "polarity": 0.3,
}
ALIKE, LEAST_SHARED = 0.6, 2  # share and number of words in common, the deed left out, of one sentence told twice
Label = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Story:
    """What the comparison of a claim must know of its story: days, lines of tellers, and names of reports."""

    published: Mapping[str, str | None]
    line_of: Mapping[str, str]
    label: Label


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
    found: dict[DifferenceKind, list[tuple[Sides, Finding]]] = defaultdict(list)
    for (i, a), (j, b) in _pairs(members):
        if a.statement.text == b.statement.text or a.root == b.root:
            continue
        days = story.published.get(a.statement.report), story.published.get(b.statement.report)
        lines = story.line_of.get(a.statement.id), story.line_of.get(b.statement.id)
        sides, _ = sides_of(a, b, days, lines[0] is not None and lines[0] == lines[1], scores.get((i, j), NO_SCORE))
        for finding in find_apart(sides):
            if is_shown(finding, sides):
                found[finding.kind].append((sides, finding))
    return tuple(_difference(kind, found[kind], story.label) for kind in STRENGTH if kind in found)


def is_shown(finding: Finding, sides: Sides) -> bool:
    """Say whether a finding is worth showing: only where the pair model too finds that the answers are not one.

    Without a pair model every finding is shown; so is one of which the words themselves tell, and one between statements
    that are the same but for the answer.
    """
    if finding.told or not sides.score.relations or same_but_for_answer(finding, sides):
        return True
    return against(sides.score) >= LEAST_AGAINST[finding.kind]


def same_but_for_answer(finding: Finding, sides: Sides) -> bool:
    """Say whether two statements are one sentence but for the answer: their other words are mostly the same."""
    answers = set(" ".join(finding.answers).lower().split())
    a, b = (view.words - set(view.profile.predicates) - answers for view in (sides.a, sides.b))
    shared = len(a & b)
    return shared >= LEAST_SHARED and shared >= ALIKE * len(a | b)


def against(score: PairScore) -> float:
    """Return the share of other answers and contradictions in what the pair model finds to join two statements."""
    apart = score.probability("other_answer") + score.probability("contradicts")
    joined = apart + score.probability("same") + score.probability("contains")
    return apart / joined if joined else 0.0


def _pairs(members: Sequence[tuple[int, StatementView]]) -> list[tuple[tuple[int, StatementView], tuple[int, StatementView]]]:
    pairs = [(one, other) for at, one in enumerate(members) for other in members[at + 1 :]]
    return pairs if len(pairs) <= MAX_PAIRS else [(members[0], other) for other in members[1:]]


def _difference(kind: DifferenceKind, found: Sequence[tuple[Sides, Finding]], label: Label) -> Difference:
    answers: dict[str, dict[str, str]] = defaultdict(dict)  # answer -> statement -> report
    given: dict[str, str] = {}
    for sides, finding in found:
        for view, answer in zip((sides.a, sides.b), finding.answers, strict=True):
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
        explanation=f"{'; '.join(told)}: {found[0][1].why}.",
    )


def _quoted(kind: DifferenceKind, answer: str) -> str:
    return answer if kind in ("status", "certainty", "time", "polarity") else f"“{answer}”"


def _listed(names: Mapping[str, None]) -> str:
    *before, last = names
    return f"{', '.join(before)} and {last}" if before else last
