"""Statements that say the same become one claim; groups may not chain into nonsense."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from crossread.compare.features import StatementFeatures, stem_weights
from crossread.compare.pairs import SAME_CLAIM, PairScore, score_pair

MAX_BLOCK = 400  # a stem in more statements than this says too little to propose pairs (keeps blocking linear)
LINKAGE = 0.75  # a group takes a statement in when its mean score with the group is at least this share of the bar
COPIED = 0.7  # share of stems that a statement of a copy and one of its source have in common


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Indexes of statements that make one claim, and why each pair that was scored belongs."""

    members: tuple[int, ...]
    reasons: tuple[tuple[int, int, str], ...]


def group_claims(
    features: Sequence[StatementFeatures], story_of: Mapping[str, str], source_of: Mapping[str, str]
) -> tuple[ClaimGroup, ...]:
    """Group statements (by index) of one story into claims.

    `story_of` maps report ids to stories; `source_of` maps a copy to the report it copies. Two statements of one
    report join only if they say the same in nearly the same words. Every statement is in exactly one group.
    """
    weights = stem_weights(features)
    scores: dict[tuple[int, int], PairScore] = {}
    for i, j in _candidates(features, story_of):
        a, b = features[i], features[j]
        score = score_pair(a, b, weights)
        if a.statement.report == b.statement.report and a.stems != b.stems:
            continue
        if a.statement.text == b.statement.text:
            score = PairScore(2.0, True, "the same words")
        elif _copied(a, b, source_of):
            score = PairScore(2.0, True, "one report copies the other")
        if score.joined:
            scores[i, j] = score
    return _agglomerate(features, scores, source_of)


def _copied(a: StatementFeatures, b: StatementFeatures, source_of: Mapping[str, str]) -> bool:
    one, other = a.statement.report, b.statement.report
    if one == other or source_of.get(one, one) != source_of.get(other, other):
        return False
    union = len(a.stems | b.stems)
    return bool(union) and len(a.stems & b.stems) >= COPIED * union


def _candidates(
    features: Sequence[StatementFeatures], story_of: Mapping[str, str]
) -> Iterator[tuple[int, int]]:
    """Yield pairs that share a rare enough stem, or two concepts, within one story."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, one in enumerate(features):
        story = story_of.get(one.statement.report, one.statement.report)
        for key in one.stems | {f"concept {name}" for name in one.concepts}:
            blocks[story, key].append(index)
    seen: set[tuple[int, int]] = set()
    for key in sorted(blocks):
        members = blocks[key]
        if len(members) > MAX_BLOCK:
            continue
        for at, i in enumerate(members):
            for j in members[at + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _agglomerate(
    features: Sequence[StatementFeatures],
    scores: Mapping[tuple[int, int], PairScore],
    source_of: Mapping[str, str],
) -> tuple[ClaimGroup, ...]:
    group_of = list(range(len(features)))
    members: dict[int, list[int]] = {index: [index] for index in range(len(features))}

    def score(i: int, j: int) -> float:
        found = scores.get((min(i, j), max(i, j)))
        return found.value if found else 0.0

    def root(report: str) -> str:
        return source_of.get(report, report)

    for (i, j), pair in sorted(scores.items(), key=lambda item: (-item[1].value, item[0])):
        one, other = group_of[i], group_of[j]
        if one == other:
            continue
        left, right = members[one], members[other]
        mean = sum(score(x, y) for x in left for y in right) / (len(left) * len(right))
        if pair.value < 2.0 and mean < LINKAGE * SAME_CLAIM:
            continue
        texts = {root(features[x].statement.report) for x in left}
        if pair.value < 2.0 and any(
            root(features[y].statement.report) in texts
            and not any(features[x].stems == features[y].stems for x in left)
            for y in right
        ):
            continue  # one text does not say one thing twice in other words, as far as we can tell
        members[one] = sorted(left + right)
        for y in right:
            group_of[y] = one
        del members[other]
    reasons: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for (i, j), pair in scores.items():
        if group_of[i] == group_of[j]:
            reasons[group_of[i]].append((i, j, pair.explanation))
    return tuple(ClaimGroup(tuple(found), tuple(reasons[key])) for key, found in sorted(members.items()))
