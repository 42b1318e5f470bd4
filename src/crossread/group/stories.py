"""Reports of one story together: by names, figures and words that are rare elsewhere, and by time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from crossread.group.story_index import StoryIndex
from crossread.group.story_words import story_words
from crossread.group.tfidf import Likeness, Matrix, likeness_of_few, likeness_within, weigh
from crossread.ids import make_id
from crossread.languages.word_shares import word_shares
from crossread.model import Report, Story, reporting_text
from crossread.text.linkage import average_link
from crossread.text.publication_day import publication_day

# All chosen on ECB+ train (two events of a kind in every topic), then held against ECB+, BASIL and GVC dev.
SAME_STORY = 0.15  # mean likeness of the reports of two groups from which they are one story
JOIN = 0.1  # likeness from which what stands alone joins a story, if no other story is nearly as like
CLEAR = 1.5  # how many times as like as to the second story
FADE_DAYS = 30  # days after which likeness counts half
NEAR_DAYS = 2  # days within which the date says nothing
TWO_EVENTS = 0.075  # likeness, by the words that part the reports of a story, below which it is two stories of a kind
LEAST_EVENT = 4  # reports; fewer do not show what they have of their own
LIKELIEST = 8  # stories of which the days are looked at too
ALONE = 2  # reports; a group no larger may join a story
CHUNK = 1_000  # reports laid against one another at once; later ones join the stories found so far
FEW = 64  # reports that are laid together in one product
_COMMON = 0.1  # share of documents at large; more common words tell no event from another


def group_stories(
    reports: Sequence[Report], copies: Mapping[str, str] | None = None, known: Sequence[Story] = ()
) -> tuple[Story, ...]:
    """Group reports into stories; a report that belongs to no other is a story of its own.

    `copies` maps ids of copies to ids of their sources, which are of one story whatever else. `known` are stories
    of an earlier run over some of these reports: they keep their reports, and later reports join them or make new
    ones. A story of two or more reports of which a mean likeness holds is found by average linkage; it is parted
    where its reports, laid together by what not all of them say, fall in two that share little.
    """
    texts = [f"{report.title or ''}\n{reporting_text(report)}" for report in reports]
    words = [story_words(text) for text in texts]
    vectors = weigh(words, word_shares())
    days = np.array([day_number(report.published) for report in reports])
    place = {report.id: i for i, report in enumerate(reports)}
    groups = [[place[name] for name in story.reports if name in place] for story in known]
    groups = [group for group in groups if group]
    fixed = len(groups)
    settled = {i for group in groups for i in group}
    source = {place[copy]: place[of] for copy, of in (copies or {}).items() if copy in place and of in place}
    index = StoryIndex(vectors)
    for number, group in enumerate(groups):
        index.put(number, group)
    loose = sorted((i for i in range(len(reports)) if i not in settled and i not in source), key=lambda i: (days[i], i))
    for begin in range(0, len(loose), CHUNK):
        chunk = loose[begin : begin + CHUNK]
        found = [
            [chunk[i] for i in group] for group in link_alike(likeness_within([vectors[i] for i in chunk]), days[chunk])
        ]
        groups = _join(groups, found, index, days, SAME_STORY, 1.0)
    parted = groups[:fixed] + [part for group in groups[fixed:] for part in part_story(group, words)]
    large = [g for n, g in enumerate(parted) if n < fixed or len(g) > ALONE]
    small = [g for n, g in enumerate(parted) if n >= fixed and len(g) <= ALONE]
    index.clear()
    for number, group in enumerate(large):
        index.put(number, group)
    groups = _join(large, small, index, days, JOIN, CLEAR)
    home = {i: n for n, group in enumerate(groups) for i in group}
    for copy, of in sorted(source.items()):
        if copy not in home:
            groups[home[of]].append(copy)
    groups = sorted(sorted(group) for group in groups)
    return tuple(_story(reports, vectors, group) for group in groups)


def _join(
    stories: list[list[int]], found: list[list[int]], index: StoryIndex, days: npt.NDArray[np.int64], bar: float,
    clear: float,
) -> list[list[int]]:
    """Add each found group to the story that it is most like on the mean, or let it be one of its own."""
    sizes = [len(story) for story in stories]
    stories = [list(story) for story in stories]
    made: list[list[int]] = []
    put: list[tuple[int, list[int]]] = []
    for group in found:
        shared = index.shared(group)
        likely = sorted(((s / sizes[n] / len(group), -n) for n, s in shared.items()), reverse=True)[:LIKELIEST]
        scored = sorted(
            ((s * float(_nearness(days[group], days[stories[-n]]).mean()), n) for s, n in likely), reverse=True
        )
        if scored and scored[0][0] >= bar and (len(scored) < 2 or scored[0][0] >= clear * scored[1][0]):
            stories[-scored[0][1]] += group
            put.append((-scored[0][1], group))
        else:
            put.append((len(stories) + len(made), group))
            made.append(list(group))
    for number, group in put:  # only now: what joins a story does not draw others within one round
        index.put(number, group)
    return stories + made


def link_alike(likeness: Matrix, days: npt.NDArray[np.int64]) -> list[list[int]]:
    """Return the groups of reports (places) whose mean likeness, by words and days, is of one story."""
    return average_link(likeness * _nearness(days, days), SAME_STORY)


def part_story(group: list[int], words: Sequence[Mapping[str, int]]) -> list[list[int]]:
    """Part a story in two, and again, while two sets of its reports share little of what not all reports share."""
    if len(group) < 2 * LEAST_EVENT or len(group) > CHUNK:
        return [group]
    shares = word_shares()
    telling = [{w: n for w, n in words[i].items() if shares.get(w, 0.0) < _COMMON} for i in group]
    alike = likeness_of_few if len(group) <= FEW else likeness_within
    likeness = alike(weigh(telling, {}, within=True))
    halves = average_link(likeness, 0.0, least=LEAST_EVENT)
    if len(halves) < 2 or likeness[np.ix_(halves[0], halves[1])].mean() >= TWO_EVENTS:
        return [group]
    one, other = halves[0], halves[1]
    for i in (i for part in halves[2:] for i in part):
        (one if likeness[i, halves[0]].mean() >= likeness[i, halves[1]].mean() else other).append(i)
    return part_story([group[i] for i in one], words) + part_story([group[i] for i in other], words)


def _nearness(some: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> Matrix:
    """Return 1 for reports of about the same day, less for those days apart; 1 where a date is not known."""
    apart = np.abs(some[:, None] - others[None, :])
    near: Matrix = 1 / (1 + np.maximum(0, apart - NEAR_DAYS) / FADE_DAYS)
    return np.where((some[:, None] == 0) | (others[None, :] == 0), 1.0, near)


def nearness_of(day: int, others: Mapping[int, int]) -> float:
    """Return the mean of `_nearness` of one day and others, given with how often each stands; 1 where a date is not
    known."""
    if not day:
        return 1.0
    found = (
        (1.0 if not other else 1 / (1 + max(0, abs(day - other) - NEAR_DAYS) / FADE_DAYS)) * count
        for other, count in others.items()
    )
    return sum(found) / max(1, sum(others.values()))


def day_number(published: str | None) -> int:
    """Return the day of publication as a count of days, 0 where it is not known."""
    day = publication_day(published)
    return day.toordinal() if day else 0


def _story(reports: Sequence[Report], vectors: Sequence[Likeness], group: Sequence[int]) -> Story:
    """Name a story by the title of the report that is most like the others, else by its first line."""
    shared: dict[str, float] = {}
    for i in group:
        for word, value in vectors[i].items():
            shared[word] = shared.get(word, 0.0) + value
    best = max(group, key=lambda i: (bool(reports[i].title), sum(v * shared[w] for w, v in vectors[i].items()), -i))
    report = reports[best]
    title = report.title or next((line.strip()[:120] for line in report.text.splitlines() if line.strip()), report.path)
    ids = tuple(reports[i].id for i in group)
    return Story(id=make_id("t", *ids), title=title, reports=ids)
