"""Two statements that are one sentence but for one run of words, and what such a run tells.

Between two reports nearly every such run is the same in other words ("hurt", "injured"; "the governor", "Gov."): of 220
in the labelled stories for training seven are a difference. So a run tells one only where what it is leaves nothing
else: two names, two places that are told alike, two numbers, or doer and done-to that have changed places.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TypeVar

from crossread.compare.differences.quantities import counted_words
from crossread.compare.same_fact.views import StatementView, noun_of
from crossread.languages.concepts import is_mutual, same_concept
from crossread.languages.tables import load, words
from crossread.model import Participant, Quantity, Time

Views = tuple[StatementView, StatementView]
_Placed = TypeVar("_Placed", Quantity, Time)
LEAST_ALIKE = 2  # words that tell something which two statements share around a run in which they part
_NOT = frozenset({"not", "never"})
SPELLED_ALIKE = 0.7  # likeness of two names from which one may be the other, spelled otherwise: "Priebus", "Preibus"


@dataclass(frozen=True, slots=True)
class Run:
    """The words of one statement in which it parts from another; `start` and `end` are its place in the report."""

    text: str
    start: int
    end: int


def runs_apart(views: Views) -> tuple[Run, Run] | None:
    """Return the run of words of each statement that stands in the other's place, all else being the same words in the
    same order; None where there is more, or hardly anything, beside it. Articles may come and go."""
    ours, theirs = (_words(view) for view in views)
    codes = SequenceMatcher(None, [_plain(run) for run in ours], [_plain(run) for run in theirs], False).get_opcodes()
    apart = [
        code
        for code in codes
        if code[0] != "equal" and not _are_small(ours[code[1] : code[2]] + theirs[code[3] : code[4]])
    ]
    same = [run for tag, i, j, _, _ in codes if tag == "equal" for run in ours[i:j] if not _are_small([run])]
    if len(apart) != 1 or apart[0][0] != "replace" or len(same) < LEAST_ALIKE:
        return None
    _, i, j, k, m = apart[0]
    return _joined(ours[i:j], views[0]), _joined(theirs[k:m], views[1])


def _plain(run: Run) -> str:
    """Return the words of a run without what only their printing tells apart: capitals, apostrophes, dashes."""
    return run.text.lower().replace("’", "'").replace("–", "-")


def _words(view: StatementView) -> list[Run]:
    found, at = [], 0
    text = view.statement.text
    for word in text.split():
        at = text.index(word, at)
        bare = word.strip(",.;:!?“”\"'‘’()")
        if bare:
            start = view.statement.start + at + word.index(bare)
            found.append(Run(bare, start, start + len(bare)))
        at += len(word)
    return found


def _joined(run: Sequence[Run], view: StatementView) -> Run:
    start, end = run[0].start, run[-1].end
    return Run(view.statement.text[start - view.statement.start : end - view.statement.start], start, end)


def _are_small(run: Sequence[Run]) -> bool:
    small = words("function_words", "plain_articles")
    return all(one.text.lower() in small for one in run)


def named_otherwise(views: Views) -> tuple[str, str] | None:
    """Return two names in one place of two statements that are surely of two: neither report has the other's name."""
    runs = runs_apart(views) if all(view.profile.names for view in views) else None
    if runs is None or not all(_is_whole_name(run, view) for run, view in zip(runs, views, strict=True)):
        return None
    one, other = (run.text for run in runs)
    surely_two = _are_two_entities(views, runs) and not _may_be_spelled(one, other)
    return (one, other) if surely_two else None


def _is_name(run: Run, view: StatementView) -> bool:
    return all(part.removesuffix("'s") in view.profile.names for part in _plain(run).split())


def _is_whole_name(run: Run, view: StatementView) -> bool:
    """Say whether a run is a name with nothing of it beside it: "Mateen" of "Omar Mateen" may be one of his names."""
    text, begin = view.statement.text.lower(), view.statement.start
    beside = (*text[: run.start - begin].split()[-1:], *text[run.end - begin :].split()[:1])
    return _is_name(run, view) and not {word.strip(",.;:()") for word in beside} & set(view.profile.names)


def _may_be_spelled(one: str, other: str) -> bool:
    """Say whether a name may be the other in another spelling, or short for it."""
    ours, theirs = ([part for part in text.lower().replace(".", "").split() if part] for text in (one, other))
    if set(ours) & set(theirs) or any(
        SequenceMatcher(None, x, y, False).ratio() >= SPELLED_ALIKE for x in ours for y in theirs
    ):
        return True
    initials = ["".join(part[0] for part in some) for some in (ours, theirs)]
    return initials[0] in theirs or initials[1] in ours


def _are_two_entities(views: Views, runs: tuple[Run, Run]) -> bool:
    """Say whether two names mean two entities, of which neither report has the other's."""
    ours, theirs = (_entities_at(view, run) for view, run in zip(views, runs, strict=True))
    if not ours or not theirs or ours & theirs:
        return False
    reports = [
        {mention.report for key in some for mention in view.known[key].mentions}
        for some, view in zip((ours, theirs), views, strict=True)
    ]
    return views[1].statement.report not in reports[0] and views[0].statement.report not in reports[1]


def _entities_at(view: StatementView, run: Run) -> frozenset[str]:
    report = view.statement.report
    return frozenset(
        key
        for key in view.entities
        if key in view.known
        and any(m.report == report and m.start < run.end and run.start < m.end for m in view.known[key].mentions)
    )


def scores_apart(views: Views) -> tuple[str, str] | None:
    """Return two scores of one match, in statements of who won, lost or drew: "2-1", "3-1"; "1-2" is 2-1."""
    runs = runs_apart(views) if all(map(_tells_match, views)) else None
    if runs is None:
        return None
    one, other = (_goals(run) for run in runs)
    return (runs[0].text, runs[1].text) if one and other and one != other else None


def _tells_match(view: StatementView) -> bool:
    matches = words("opposites", "beats") | words("opposites", "loses to") | words("opposites", "plays")
    return not matches.isdisjoint({view.statement.predicate, *(deed.word for deed in view.deeds)})


def _goals(run: Run) -> list[str]:
    """Return the two numbers of a score, the lower first; nothing of other words."""
    goals = _plain(run).split("-")
    return sorted(goals) if len(goals) == 2 and all(part.isdecimal() and len(part) <= 3 for part in goals) else []


def numbers_apart(views: Views) -> tuple[Run, Run] | None:
    """Return the numbers in which alone two statements part: "50 were hurt", "53 were hurt".

    Also where it is no figure of anything: a score, a day of a month.
    """
    runs = runs_apart(views)
    if runs is None:
        return None
    (ours, one), (theirs, other) = (_digits(run) for run in runs)
    if ours or theirs:
        turned = _goals(runs[0]) == _goals(runs[1]) != []  # 1-2 is 2-1
        return runs if one == other and ours != theirs and not turned else None
    figures = [placed_at(view.quantities, run) for view, run in zip(views, runs, strict=True)]
    return None if None in figures else runs


def _digits(run: Run) -> tuple[list[str], str]:
    """Return the numbers that a run has in digits, and the run with a sign in place of each."""
    parts = [(digits, "".join(signs)) for digits, signs in groupby(_plain(run), str.isdecimal)]
    numbers = [part.lstrip("0") for digits, part in parts if digits]
    return numbers, "".join("#" if digits else part for digits, part in parts)


def are_scores(runs: tuple[Run, Run]) -> bool:
    """Say whether two runs are two numbers and a dash each: "33-26"."""
    return all(map(_goals, runs))


def placed_at(records: Sequence[_Placed], run: Run) -> _Placed | None:
    """Return the figure or time of which a run is a part: the 50 of "about 50 men", the 3 of "3 March"."""
    return next((one for one in records if one.start < run.end and run.start < one.end), None)


def part_in_not(views: Views) -> bool:
    """Say whether one of two statements says "not" where the other has the same words without it."""
    ours, theirs = (_without_not(view) for view in views)
    enough = len(ours[0]) > LEAST_ALIKE  # not "they do", "they don't"
    return enough and ours[0] == theirs[0] and abs(ours[1] - theirs[1]) == 1


def _without_not(view: StatementView) -> tuple[list[str], int]:
    """Return the words of a statement but for "not", "never" and articles, and how often it says the first two."""
    said = [part for run in _words(view) for part in _parted(_plain(run))]
    left_out = _NOT | words("function_words", "plain_articles")
    return [word for word in said if word not in left_out], sum(word in _NOT for word in said)


def _parted(word: str) -> tuple[str, ...]:
    """Return a word apart from its "n't": "wasn't" is "was not", "cannot" is "can not"."""
    whole: str | None = load("function_words")["with_not"].get(word)
    if whole is None and not word.endswith("n't"):
        return (word,)
    return whole or word.removesuffix("n't"), "not"


def two_places(views: Views) -> tuple[str, str] | None:
    """Return two places without a name, told alike ("in the kitchen", "in the attic") in statements that part in
    nothing else."""
    runs = runs_apart(views) if all(map(_definite_places, views)) else None
    if runs is None:
        return None
    one, other = (_place_of(view, run) for view, run in zip(views, runs, strict=True))
    if one is None or other is None or noun_of(one) == noun_of(other):
        return None  # "the main square", "the central square": perhaps one
    ours, theirs = counted_words(one.text), counted_words(other.text)
    if any(same_concept(x, y) for x in ours - theirs for y in theirs - ours):
        return None
    return one.text, other.text


def _definite_places(view: StatementView) -> list[Participant]:
    definite = words("function_words", "definite")
    places = (p for p in view.statement.participants if p.role == "place")
    return [p for p in places if definite.intersection(p.text.lower().split()[:1])]


def _place_of(view: StatementView, run: Run) -> Participant | None:
    around = (p for p in _definite_places(view) if p.start <= run.start and run.end <= p.end)
    return None if _is_name(run, view) else next(around, None)


def have_changed_places(views: Views) -> tuple[str, str] | None:
    """Return who stands before one verb in each of two statements, where each is behind it in the other.

    By the words alone, whatever their roles: "gunboats fired on a vessel" has been read as gunboats that are fired.
    """
    a, b = (view.statement for view in views)
    if a.predicate != b.predicate or a.voice != b.voice or is_mutual(a.predicate):
        return None
    first, second = (next((p for p in one.participants if p.start == one.start), None) for one in (a, b))
    if first is None or second is None:
        return None
    ours, theirs = counted_words(first.text), counted_words(second.text)
    if not ours or not theirs or ours & theirs or (ours | theirs) & words("function_words", "untold_parties"):
        return None
    if views[0].words != views[1].words or not (_is_behind(theirs, views[0]) and _is_behind(ours, views[1])):
        return None
    return first.text, second.text


def _is_behind(told: frozenset[str], view: StatementView) -> bool:
    others = (p for p in view.statement.participants if p.start != view.statement.start)
    return any(told <= counted_words(p.text) for p in others)
