"""Statements that say the same become one claim: average linkage on calibrated probabilities, within one story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from crossread.compare.same_fact.apart import pairs_apart, pairs_of_another_place
from crossread.compare.same_fact.candidates import Pair, candidates, story_statistics
from crossread.compare.same_fact.score import NOT_READ, PairModel, PairScore, PairScorer, load_weights
from crossread.compare.same_fact.views import StatementView
from crossread.text.linkage import average_link, components

COPIED = 0.7  # share of words that a statement of a copy and one of its source have in common
TANGLE = 0.5  # share of the bar from which two statements are held together before groups are made

APART = PairScore(0.0, (), "another party, or another place and day")


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Indexes of statements that make one claim, and the score of each pair of them that was laid side by side."""

    members: tuple[int, ...]
    scores: Mapping[Pair, PairScore]


def group_claims(
    views: Sequence[StatementView], story_of: Mapping[str, str], model: PairModel | None
) -> tuple[ClaimGroup, ...]:
    """Group statements (by index) of one story into claims; every statement is in exactly one group.

    `story_of` maps report ids to stories. What lies in other stories changes nothing.
    """
    stories: dict[str, list[int]] = defaultdict(list)
    for index, view in enumerate(views):
        stories[story_of.get(view.statement.report, view.statement.report)].append(index)
    groups: list[ClaimGroup] = []
    for _, members in sorted(stories.items()):
        groups += _group_story([views[index] for index in members], members, model)
    return tuple(sorted(groups, key=lambda group: group.members))


def _group_story(views: Sequence[StatementView], places: Sequence[int], model: PairModel | None) -> list[ClaimGroup]:
    twins = _twins(views)
    leaders = sorted(twins)
    chosen = [views[leader] for leader in leaders]
    vectors = model.vectors([view.statement.text for view in chosen]) if model is not None and chosen else None
    scorer = PairScorer(chosen, story_statistics(chosen, vectors), model)
    weights = load_weights()
    scores = scorer.score(candidates(chosen, scorer.story))
    apart = pairs_apart(chosen, [pair for pair, score in scores.items() if score.value >= TANGLE * weights.bar])
    scores |= {pair: APART for pair in apart}
    values = {pair: score.value for pair, score in scores.items()}
    bar = weights.bar if model is not None else weights.alone
    for pair in pairs_of_another_place(chosen, values, bar):
        scores[pair], values[pair] = APART, 0.0
    groups = join_statements(chosen, values, bar, weights.twice)
    within = [pair for group in groups for pair in _pairs_apart(chosen, group)]
    unread = [pair for pair in within if pair not in scores or scores[pair].explanation == NOT_READ]
    scores |= scorer.read(unread)
    found = []
    for group in groups:
        members = tuple(sorted(places[k] for leader in group for k in twins[leaders[leader]]))
        at = {leader: places[leaders[leader]] for leader in group}
        kept = {(at[i], at[j]): scores[i, j] for i in group for j in group if i < j and (i, j) in scores}
        found.append(ClaimGroup(members, kept))
    return found


def join_statements(
    views: Sequence[StatementView], values: Mapping[Pair, float], bar: float, twice: float
) -> list[list[int]]:
    """Return groups of statements (by index) whose pairs reach `bar` on the mean; `values` are those of pairs (i < j).

    Pairs of one text are left out of the mean, since what one report says twice in other words is not asked for; two
    groups that meet in one text only are not merged. A report seldom says one thing at two places: where it would stand
    in both groups, the mean must reach `bar` and `twice` more.
    """
    tangles = components(range(len(views)), (pair for pair, value in values.items() if value >= TANGLE * bar))
    found = []
    for members in tangles:
        likeness = np.array([[values.get((min(i, j), max(i, j)), 0.0) for j in members] for i in members])
        asked = np.array([[views[i].root != views[j].root for j in members] for i in members])
        groups = average_link(likeness, bar, asked=asked, toll=twice)
        found += [sorted(members[at] for at in group) for group in groups]
    return found


def _twins(views: Sequence[StatementView]) -> dict[int, list[int]]:
    """Return the statements that are one by their words or by their text's descent: the first of them, and all of them.

    The same words of different parties ("we will win") are no twins; a copy's statement and its source's are.
    """
    found: dict[tuple[object, ...], list[int]] = defaultdict(list)
    texts: dict[str, list[int]] = defaultdict(list)
    for index, view in enumerate(views):
        text = " ".join(view.statement.text.casefold().split())
        found[text, view.statement.attribution.speaker, view.entities].append(index)
        texts[view.root].append(index)
    pairs = [(group[0], other) for group in found.values() for other in group[1:]]
    for members in texts.values():
        pairs += _copied(views, members)
    return {group[0]: group for group in components(range(len(views)), pairs)}


def _copied(views: Sequence[StatementView], members: Sequence[int]) -> list[Pair]:
    """Return each statement of a copy with the one of its source that has most of its words."""
    source = [i for i in members if views[i].statement.report == views[i].root]
    found = []
    for i in members:
        if views[i].statement.report == views[i].root or not source:
            continue
        shares = [(_share(views[i].words, views[j].words), -j) for j in source]
        share, j = max(shares)
        if share >= COPIED:
            found.append((min(i, -j), max(i, -j)))
    return found


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _pairs_apart(views: Sequence[StatementView], members: Sequence[int]) -> list[Pair]:
    """Return the pairs of statements of different texts."""
    return [(i, j) for at, i in enumerate(members) for j in members[at + 1 :] if views[i].root != views[j].root]
