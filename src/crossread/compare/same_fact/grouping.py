"""Statements that say the same become one claim; groups may not chain into nonsense."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from crossread.compare.differences.quantities import interval_of
from crossread.compare.same_fact.profile import StatementFeatures
from crossread.compare.same_fact.score import SAME_CLAIM, PairScore, kind_of_figure, score_pair
from crossread.compare.same_fact.word_vectors import Pile, neighbours

NEIGHBOURS = 24  # statements laid beside each one; more found no further pair on the open stories
MAX_BLOCK = 40  # a figure in more statements than this says too little to propose pairs
LIKE = 0.85  # two groups join when the nearest of each member in the other scores this share of the bar in the mean …
WHOLE = 0.6  # … all pairs together this share of it …
OPPOSED = 0.0  # … and no pair below this: other parties, figures of other things
ONE_TEXT = 0.15  # what a pair within one report that is below the bar counts less: it rarely says a thing twice
REPRESENTATIVES = 6  # members of a group that stand for it when groups are compared
SAME_REPORT = 0.62  # one text rarely says one thing twice in other words: its statements must score this much
COPIED = 0.7  # share of stems that a statement of a copy and one of its source have in common
IDENTICAL = 2.0  # the score of statements that are one by their words or by their text's descent


_REFERS = re.compile(r"\b(?:i|we|my|our|us|me|he|she|they|it|this|that|these|those)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Indexes of statements that make one claim, and why each pair that was scored belongs."""

    members: tuple[int, ...]
    reasons: tuple[tuple[int, int, str], ...]


def group_claims(
    features: Sequence[StatementFeatures], pile: Pile, story_of: Mapping[str, str], source_of: Mapping[str, str]
) -> tuple[ClaimGroup, ...]:
    """Group statements (by index) of one story into claims.

    `story_of` maps report ids to stories; `source_of` maps a copy to the report it copies. Every statement is in
    exactly one group. Time and memory grow with the number of statements times `NEIGHBOURS`, but for one product of
    matrices by which neighbours are found.
    """
    stories: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(features):
        stories[story_of.get(one.statement.report, one.statement.report)].append(index)
    groups: list[ClaimGroup] = []
    for _, members in sorted(stories.items()):
        groups += _Grouping(features, pile, source_of).run(members)
    return tuple(sorted(groups, key=lambda group: group.members))


class _Grouping:
    """The statements of one story on their way into claims."""

    def __init__(self, features: Sequence[StatementFeatures], pile: Pile, source_of: Mapping[str, str]) -> None:
        self.features = features
        self.pile = pile
        self.source_of = source_of
        self.scores: dict[tuple[int, int], PairScore] = {}

    def run(self, members: Sequence[int]) -> list[ClaimGroup]:
        twins = _twins(self.features, members)
        leaders = sorted(twins)
        pairs = set(neighbours(self.features, self.pile, leaders, NEIGHBOURS))
        pairs.update(_same_figures(self.features, leaders))
        joined = [(pair, score) for pair in sorted(pairs) if (score := self.score(*pair)).joined]
        groups = self._agglomerate(leaders, joined)
        reasons: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        home = {index: at for at, group in enumerate(groups) for index in group}
        for (i, j), score in joined:
            if home[i] == home[j]:
                reasons[home[i]].append((i, j, score.explanation))
        found = []
        for at, group in enumerate(groups):
            everyone = sorted(k for leader in group for k in twins[leader])
            found.append(ClaimGroup(tuple(everyone), tuple(reasons[at])))
        return found

    def score(self, i: int, j: int) -> PairScore:
        """Return the score of a pair, made once."""
        key = (i, j) if i < j else (j, i)
        found = self.scores.get(key)
        if found is None:
            a, b = self.features[key[0]], self.features[key[1]]
            found = score_pair(a, b, *key, self.pile)
            if self._root(a) == self._root(b):
                found = self._within(a, b, found)
            self.scores[key] = found
        return found

    def _root(self, one: StatementFeatures) -> str:
        report = one.statement.report
        return self.source_of.get(report, report)

    def _within(self, a: StatementFeatures, b: StatementFeatures, score: PairScore) -> PairScore:
        """Return what a pair is worth that one text, or a copy and its source, has."""
        one, other = a.statement, b.statement
        if one.report != other.report and len(a.stems & b.stems) >= COPIED * len(a.stems | b.stems):
            return PairScore(IDENTICAL, True, "one report copies the other")
        if one.report == other.report and one.start < other.end and other.start < one.end:
            return PairScore(-IDENTICAL, False, "one lies within the other")
        return PairScore(score.value, score.joined and score.value >= SAME_REPORT, score.explanation)

    def _agglomerate(
        self, leaders: Sequence[int], joined: Iterable[tuple[tuple[int, int], PairScore]]
    ) -> list[list[int]]:
        group_of = {index: index for index in leaders}
        members = {index: [index] for index in leaders}
        for (i, j), _ in sorted(joined, key=lambda item: (-item[1].value, item[0])):
            one, other = group_of[i], group_of[j]
            if one == other:
                continue
            left, right = members[one], members[other]
            if not self._fit(left, right):
                continue
            merged = sorted(left + right)
            keep, gone = (one, other) if len(left) >= len(right) else (other, one)
            members[keep] = merged
            for y in members.pop(gone):
                group_of[y] = keep
        return [members[key] for key in sorted(members)]

    def _fit(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Say whether two groups may join: each has its like on the other side, near on the whole, nobody opposed."""
        rows = [[self._worth(x, y) for y in _representatives(right)] for x in _representatives(left)]
        if min(map(min, rows)) < OPPOSED:
            return False
        mean = sum(map(sum, rows)) / (len(rows) * len(rows[0]))
        best = (sum(map(max, rows)) / len(rows) + sum(map(max, zip(*rows, strict=True))) / len(rows[0])) / 2
        return mean >= WHOLE * SAME_CLAIM and best >= LIKE * SAME_CLAIM

    def _worth(self, x: int, y: int) -> float:
        value = self.score(x, y).value
        if self.features[x].statement.report == self.features[y].statement.report and value < SAME_CLAIM:
            value -= ONE_TEXT
        return min(value, 1.0)


def _representatives(group: Sequence[int]) -> Sequence[int]:
    if len(group) <= REPRESENTATIVES:
        return group
    return [group[at * (len(group) - 1) // (REPRESENTATIVES - 1)] for at in range(REPRESENTATIVES)]


def _twins(features: Sequence[StatementFeatures], members: Sequence[int]) -> dict[int, list[int]]:
    """Return the statements that are one by their words: the first of them, and all of them.

    The same words of different parties ("we will win") are no twins.
    """
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for index in members:
        one = features[index]
        spoken = one.statement.attribution.speaker if not one.entities and _REFERS.search(one.own) else None
        words = " ".join(one.own.casefold().split()) if len(one.stems) < 2 else ""
        figures = tuple(sorted((kind_of_figure(q), interval_of(q) or (), q.bound) for q in one.quantities))
        times = tuple(sorted(t.value for t in one.times))
        key = (one.stems, words, figures, times, one.negated, one.agents, spoken, one.statement.status)
        found[key].append(index)
    return {group[0]: group for group in found.values()}


def _same_figures(features: Sequence[StatementFeatures], members: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs that have a telling figure in common, however unlike their words."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index in members:
        keys = set()
        for quantity in features[index].quantities:
            interval = interval_of(quantity)
            if interval is not None and (interval[0] > 12 or kind_of_figure(quantity) != "count"):
                keys.add((kind_of_figure(quantity), f"{interval[0]:.2g}"))
        for key in keys:
            blocks[key].append(index)
    return [
        (i, j)
        for _, block in sorted(blocks.items())
        if len(block) <= MAX_BLOCK
        for at, i in enumerate(block)
        for j in block[at + 1 :]
    ]
