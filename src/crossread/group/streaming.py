"""Stories from a stream: each report is put into its story as it comes, by what it shares with the stories of its days.

No report is laid beside all others: an index of the telling words (names, figures, rare words) of the stories that are
awake
gives a few that it may belong to, and the mean likeness to these decides, by the same measures as
`stories.group_stories`. A
story that has heard nothing for SLEEP_DAYS goes to sleep: what it is known by is kept in some hundred bytes, and a
report
that shares several of these words wakes it. Memory is bounded by what is awake and by MOST_ASLEEP, time by the words of
the
report.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nlargest

import numpy as np

from crossread.group.stories import ALONE, CLEAR, JOIN, SAME_STORY, day_number, link_alike, nearness_of, part_story
from crossread.group.story_words import story_words
from crossread.group.tfidf import AT_LARGE, UNSEEN, likeness_of_few
from crossread.ids import make_id
from crossread.languages.word_shares import word_shares
from crossread.model import Report, reporting_text

TELLING = 16  # words of a report by which stories are looked for, the heaviest
# words of the first reports of a story under which it is found, the heaviest: with as many as TELLING, one in 200
# pairs of reports that are alike enough shares none (ECB+ train, own stories of the parts train and tune), with
# these hardly any; a story of more than ALONE reports has the words of several
FOUND_BY = 48
POSTED = 32  # stories that a word leads to, the newest; a word of more tells them apart too little
LOOKED_AT = 5  # stories whose likeness is worked out in full
REMEMBERED = 40  # reports of a story, the newest, whose words are kept, so that it can be parted
KNOWN_BY = 400  # words by which a story that is awake is known, the heaviest; twice as many are kept until it is pruned
SLEEP_DAYS = 14  # days of the stream without a report after which a story sleeps
ASLEEP_BY = 48  # words by which a sleeping story is known
WOKEN_BY = 6  # of these, the heaviest, that stand in the index of the sleepers
WAKES = 3  # of these that a report must share before the story is looked at
MOST_ASLEEP = 300_000  # stories; of more the oldest are forgotten
MOST_WORDS = 500_000  # words whose reports are counted; of more those that one report alone had are forgotten
_FIRST_PARTED = 3  # reports at which a story is first looked at whether it is one story, by average linkage
_GROWN = 1.5  # and again each time it has grown by so much
# what is awake is weighed anew each time the stream has grown by so much: rarity is known better then
_WEIGHED_ANEW = 1.5
_FIRST_WEIGHED = 50  # reports

Vector = dict[str, float]


@dataclass(frozen=True, slots=True)
class Assigned:
    """A report belongs to a story, from now on; `moved` where it belonged to another before."""

    report: str
    story: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """All reports of one story belong to another, older one, from now on."""

    story: str
    into: str


Event = Assigned | Merged


@dataclass(slots=True)
class _Member:
    """A report that is remembered: its words, and what they weighed when the stream had `weighed_at` reports."""

    name: str
    day: int
    words: Mapping[str, int]
    vector: Vector
    weighed_at: int


@dataclass(slots=True)
class _Awake:
    """A story that is awake: the sum of the unit vectors of its reports, and the words of its newest reports."""

    key: str
    weights: Vector = field(default_factory=dict)
    size: int = 0
    days: Counter[int] = field(default_factory=Counter)
    heard: int = 0  # the day of the stream on which it was last told of
    members: list[_Member] = field(default_factory=list)
    posted: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)  # stories that it was parted from: they are not merged again
    parted_at: int = _FIRST_PARTED  # reports at which it is next looked at whether it is one


@cache
def _often(count: int) -> float:
    """Return what a word counts for by how often it stands in a report."""
    return 1 + math.log(count)


@cache
def _held_at_large() -> Mapping[str, float]:
    """Return of how many of AT_LARGE documents each common word is one."""
    return {word: AT_LARGE * share for word, share in word_shares().items()}


class StoryStream:
    """The stories of a stream so far."""

    def __init__(self) -> None:
        self.total = 0
        self.held: Counter[str] = Counter()
        self.awake: OrderedDict[str, _Awake] = OrderedDict()  # the one that was told of last at the end
        self.posted: dict[str, dict[str, None]] = {}
        self.asleep: OrderedDict[str, tuple[int, int, tuple[str, ...], array[float]]] = OrderedDict()
        self.sleepers: dict[str, dict[str, None]] = {}
        self.today = 0
        self.touched: dict[str, None] = {}  # stories told of since the last settling
        self.weighed_at = _FIRST_WEIGHED

    def put(self, reports: Iterable[Report]) -> Iterator[Event]:
        """Yield what becomes of each report, in the order in which they come."""
        for report in reports:
            yield from self.put_one(report)

    def put_one(self, report: Report) -> list[Event]:
        """Put one report into its story; what follows for other reports comes after it."""
        words = story_words(f"{report.title or ''}\n{reporting_text(report)}")
        day = day_number(report.published)
        events: list[Event] = self.settle() if day > self.today and self.today else []
        self.today = max(self.today, day)
        self._count(words)
        if self.total >= self.weighed_at:
            self._weigh_anew()
        vector = self._weigh(words)
        telling = nlargest(TELLING, vector, key=vector.__getitem__)
        self._wake(telling)
        ranked = self._ranked(vector, telling, day)
        story, other = self._home(ranked, report)
        self._add(story, _Member(report.id, day, words, vector, self.total))
        events.append(Assigned(report.id, story.key))
        if other is not None:
            events += self._merge(story, other)
            story = self.awake.get(story.key, other)
        if story.size >= story.parted_at:
            events += self._part(story)
        self._sleep()
        return events

    def settle(self) -> list[Event]:
        """Look again at what was told of since the last time; done by itself at the end of each day of the stream.

        A story whose reports, laid together now, are not one is parted, and what stands nearly alone joins what it is
        most like.
        """
        events: list[Event] = []
        touched, self.touched = self.touched, {}
        for key in touched:
            if key in self.awake and self.awake[key].size >= _FIRST_PARTED:
                events += self._part(self.awake[key])
        for key in dict.fromkeys((*touched, *self.touched)):
            story = self.awake.get(key)
            if story is not None and story.members:
                events += self._join_again(story)
        self.touched = {}
        return events

    def _join_again(self, story: _Awake) -> list[Event]:
        vector = self._vector_of(story.members[-1])
        ranked = self._ranked(vector, nlargest(TELLING, vector, key=vector.__getitem__), story.members[-1].day)
        other = next((key for _, key in ranked if key != story.key), None)
        return [] if other is None else self._merge(story, self.awake[other])

    def _count(self, words: Mapping[str, int]) -> None:
        self.total += 1
        self.held.update(words.keys())
        if len(self.held) > MOST_WORDS:
            self.held = Counter({word: count for word, count in self.held.items() if count > 1})

    def _weigh_anew(self) -> None:
        self.weighed_at = math.ceil(self.total * _WEIGHED_ANEW)
        for story in self.awake.values():
            if not story.members:
                continue
            sums: Counter[str] = Counter()
            for member in story.members:
                sums.update(self._vector_of(member))
            whole = story.size / len(story.members)  # the others are taken to be like those that are remembered
            story.weights = {word: value * whole for word, value in sums.items()}

    def _vector_of(self, member: _Member) -> Vector:
        """Return what a remembered report weighs, anew where the stream has grown much since."""
        if member.weighed_at * _WEIGHED_ANEW <= self.total:
            member.vector, member.weighed_at = self._weigh(member.words), self.total
        return member.vector

    def _weigh(self, words: Mapping[str, int]) -> Vector:
        """Return the unit vector of a report, as `tfidf.weigh` makes it of the pile so far."""
        at_large, held, log, total = _held_at_large().get, self.held, math.log, 1 + self.total + AT_LARGE
        unseen = AT_LARGE * UNSEEN
        vector = {
            word: _often(count) * log(total / (1 + held[word] + at_large(word, unseen)))
            for word, count in words.items()
        }
        norm = math.sqrt(sum([v * v for v in vector.values()])) or 1.0
        return {w: v / norm for w, v in vector.items()}

    def _ranked(self, vector: Vector, telling: Sequence[str], day: int) -> list[tuple[float, str]]:
        """Return (likeness, story) of the likeliest stories, the most like first."""
        met: dict[str, float] = {}
        for word in telling:
            value = vector[word]
            for key in self.posted.get(word, ()):
                met[key] = met.get(key, 0.0) + value
        found = []
        for key in nlargest(LOOKED_AT, met, key=lambda key: (met[key], key)):
            story = self.awake[key]
            weight = story.weights.get
            likeness = sum([value * weight(word, 0.0) for word, value in vector.items()]) / story.size
            found.append((likeness * nearness_of(day, story.days), key))
        return sorted(found, reverse=True)

    def _home(self, ranked: Sequence[tuple[float, str]], report: Report) -> tuple[_Awake, _Awake | None]:
        """Return the story of a report, a new one where it is like none, and a story that may be the same one."""
        best = ranked[0] if ranked else (0.0, "")
        second = ranked[1] if len(ranked) > 1 else (0.0, "")
        if best[0] >= SAME_STORY or self._joins(ranked):
            return self.awake[best[1]], self.awake[second[1]] if second[0] >= JOIN else None
        key = make_id("t", report.id)
        if key in self.awake or key in self.asleep:  # its first report was moved away, and has come again
            key = make_id("t", report.id, self.total)
        story = _Awake(key)
        self.awake[story.key] = story
        return story, self.awake[best[1]] if best[0] >= JOIN else None

    def _joins(self, ranked: Sequence[tuple[float, str]]) -> bool:
        """Say whether what stands alone joins a story that it is not very like: no other is nearly as like."""
        if not ranked or ranked[0][0] < JOIN or self.awake[ranked[0][1]].size <= ALONE:
            return False
        return len(ranked) < 2 or ranked[0][0] >= CLEAR * ranked[1][0]

    def _add(self, story: _Awake, member: _Member) -> None:
        vector = self._vector_of(member)
        weights = story.weights
        for word, value in vector.items():
            weights[word] = weights.get(word, 0.0) + value
        if len(weights) > 2 * KNOWN_BY:
            story.weights = {word: weights[word] for word in nlargest(KNOWN_BY, weights, key=weights.__getitem__)}
        story.size += 1
        story.days[member.day] += 1
        story.members.append(member)
        del story.members[:-REMEMBERED]
        many = FOUND_BY if story.size <= ALONE else TELLING
        self._post(story, nlargest(many, vector, key=vector.__getitem__))

    def _post(self, story: _Awake, telling: Iterable[str]) -> None:
        story.heard = self.today
        self.touched[story.key] = None
        self.awake.move_to_end(story.key)
        story.posted.update(telling)
        for word in telling:
            holders = self.posted.setdefault(word, {})
            holders.pop(story.key, None)
            holders[story.key] = None
            if len(holders) > POSTED:
                del holders[next(iter(holders))]

    def _unpost(self, story: _Awake) -> None:
        for word in story.posted:
            holders = self.posted.get(word)
            if holders is not None and story.key in holders:
                del holders[story.key]
                if not holders:
                    del self.posted[word]

    def _merge(self, story: _Awake, other: _Awake) -> list[Event]:
        """Let two stories be one, if the mean likeness of their reports says so."""
        if other.key in story.apart:
            return []
        small, large = sorted((story.weights, other.weights), key=len)
        shared = sum(value * large[word] for word, value in small.items() if word in large) / (story.size * other.size)
        near = sum(nearness_of(day, other.days) * count for day, count in story.days.items()) / story.size
        gone, kept = (story, other) if story.size < other.size else (other, story)
        if shared * near < (JOIN if gone.size <= ALONE < kept.size else SAME_STORY):
            return []
        if shared * near < SAME_STORY and not self._clearly(gone, kept):
            return []
        for word, value in gone.weights.items():
            kept.weights[word] = kept.weights.get(word, 0.0) + value
        kept.size += gone.size
        kept.days += gone.days
        kept.apart |= gone.apart
        for key in gone.apart:
            if key in self.awake:
                self.awake[key].apart.add(kept.key)
        kept.members = (kept.members + gone.members)[-REMEMBERED:]
        self._unpost(gone)
        del self.awake[gone.key]
        for member in gone.members:
            vector = self._vector_of(member)
            self._post(kept, nlargest(TELLING, vector, key=vector.__getitem__))
        return [Merged(gone.key, kept.key)]

    def _clearly(self, small: _Awake, large: _Awake) -> bool:
        """Say whether a small story is like no other story nearly as much as like this one."""
        if not small.members:
            return False
        vector = self._vector_of(small.members[-1])
        ranked = self._ranked(vector, nlargest(TELLING, vector, key=vector.__getitem__), small.members[-1].day)
        others = [row for row in ranked if row[1] != small.key]
        return bool(others) and others[0][1] == large.key and self._joins(others)

    def _part(self, story: _Awake) -> list[Event]:
        """Part a story whose reports, laid together now, are not one story, or tell of two events."""
        story.parted_at = math.ceil(story.size * _GROWN)
        members = story.members
        if len(members) < story.size:
            return []  # only a story that is remembered whole can be parted without guessing
        words = [member.words for member in members]
        days = np.array([member.day for member in members])
        linked = link_alike(likeness_of_few([self._vector_of(member) for member in members]), days)
        parts = [part for group in linked for part in part_story(group, words)]
        if len(parts) < 2:
            return []
        self._unpost(story)
        del self.awake[story.key]
        events: list[Event] = []
        made: list[_Awake] = []
        for place, part in enumerate(sorted(parts, key=lambda part: (-len(part), part))):
            key = make_id("t", story.key, self.total, place) if place else story.key
            new = _Awake(key, parted_at=max(_FIRST_PARTED, math.ceil(len(part) * _GROWN)))
            self.awake[new.key] = new
            made.append(new)
            for i in part:
                self._add(new, members[i])
                if place:
                    events.append(Assigned(members[i].name, new.key, moved=True))
        keys = {new.key for new in made if new.size > ALONE}
        for new in made:
            if new.size > ALONE:
                new.apart |= (keys | story.apart) - {new.key}
        return events

    def _sleep(self) -> None:
        """Put to sleep what has heard nothing for long, the oldest first."""
        while self.awake:
            story = next(iter(self.awake.values()))
            if story.heard >= self.today - SLEEP_DAYS:
                return
            del self.awake[story.key]
            self._unpost(story)
            known = tuple(nlargest(ASLEEP_BY, story.weights, key=story.weights.__getitem__))
            weights = array("f", [story.weights[word] for word in known])
            self.asleep[story.key] = (story.size, max(story.days), known, weights)
            for word in known[:WOKEN_BY]:
                self.sleepers.setdefault(word, {})[story.key] = None
            if len(self.asleep) > MOST_ASLEEP:
                self._forget(next(iter(self.asleep)))

    def _forget(self, key: str) -> tuple[int, int, tuple[str, ...], array[float]]:
        found = self.asleep.pop(key)
        for word in found[2][:WOKEN_BY]:
            del self.sleepers[word][key]
            if not self.sleepers[word]:
                del self.sleepers[word]
        return found

    def _wake(self, telling: Sequence[str]) -> None:
        """Wake the stories that share several of the heaviest words with a report."""
        shared = Counter(key for word in telling for key in list(self.sleepers.get(word, ()))[-POSTED:])
        for key, count in sorted(shared.items()):
            if count < WAKES:
                continue
            size, day, known, weights = self._forget(key)
            story = _Awake(key, dict(zip(known, weights, strict=True)), size, Counter({day: size}), parted_at=size * 2)
            self.awake[key] = story
            self._post(story, known[:TELLING])
