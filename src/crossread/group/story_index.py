"""Which stories a few reports are most like, found by the words they share, without laying every two side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from crossread.group.tfidf import Likeness

MOST_HELD = 500  # reports; a word of more is no reason to look at a story: it counts only once another word was
LOOKED_AT = 16  # stories, the likeliest by their rarer words, whose common words are counted too
_NONE = -1
Places = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]


class StoryIndex:
    """Every word's reports, and which story each report is in so far.

    Time for one question is bounded by its words times MOST_HELD, not by the pile. What is returned is exact for
    the LOOKED_AT likeliest stories.
    """

    def __init__(self, vectors: Sequence[Likeness]) -> None:
        held = Counter(word for vector in vectors for word in vector)
        place = {word: i for i, word in enumerate(sorted(word for word, count in held.items() if count > 1))}
        self.words: list[Places] = []  # of each report
        self.values: list[Values] = []
        for vector in vectors:
            known = [(place[word], value) for word, value in vector.items() if word in place]
            self.words.append(np.array([at for at, _ in known], np.int64))
            self.values.append(np.array([value for _, value in known]))
        words = np.concatenate([np.zeros(0, np.int64), *self.words])
        counts = np.bincount(words, minlength=len(place))
        self.rare = counts <= MOST_HELD
        order = np.argsort(words, kind="stable")
        order = order[self.rare[words[order]]]
        self.holders = np.repeat(np.arange(len(vectors)), [len(own) for own in self.words])[order]
        self.weights = np.concatenate([np.zeros(0), *self.values])[order]
        self.ends = np.cumsum(np.where(self.rare, counts, 0))
        self.asked = np.zeros(len(place))  # the weights of the words in question, nought between questions
        self.clear()

    def clear(self) -> None:
        """Forget the stories."""
        self.story_of = np.full(len(self.words), _NONE, np.int64)
        self.sizes: list[int] = []
        self.common: list[tuple[Places, Values]] = []  # what the reports of each story weigh at common words

    def put(self, number: int, reports: Sequence[int]) -> None:
        """Say that these reports are in story `number`, which is known already or the next one."""
        if number == len(self.sizes):
            self.sizes.append(0)
            self.common.append((np.zeros(0, np.int64), np.zeros(0)))
        self.story_of[list(reports)] = number
        self.sizes[number] += len(reports)
        words, values = self._summed(reports, self.common[number])
        often = ~self.rare[words]
        self.common[number] = (words[often], values[often])

    def shared(self, reports: Sequence[int]) -> dict[int, float]:
        """Return story -> the sum of the cosines of all pairs of one of its reports and one of these."""
        words, values = self._summed(reports)
        few = self.rare[words]
        sums = self._rarely(words[few], values[few])
        likely = np.flatnonzero(sums > 0)
        if len(likely) > LOOKED_AT:
            means = sums[likely] / np.array([self.sizes[n] for n in likely])
            likely = likely[np.argsort(-means, kind="stable")[:LOOKED_AT]]
        self.asked[words] = values
        found = {}
        for n in likely.tolist():
            often, theirs = self.common[n]
            found[n] = float(sums[n] + self.asked[often] @ theirs)
        self.asked[words] = 0.0
        return found

    def _summed(self, reports: Sequence[int], more: tuple[Places, Values] | None = None) -> tuple[Places, Values]:
        """Return the words of some reports, each once, and what they weigh there together."""
        begin = [more] if more else []
        words = np.concatenate([*(w for w, _ in begin), *(self.words[i] for i in reports)])
        values = np.concatenate([*(v for _, v in begin), *(self.values[i] for i in reports)])
        once, back = np.unique(words, return_inverse=True)
        return once, _sums(back, values, len(once))

    def _rarely(self, words: Places, values: Values) -> Values:
        """Return for each story what it shares with these words, all of them rare."""
        if not len(words):
            return np.zeros(len(self.sizes))
        begins = np.where(words > 0, self.ends[words - 1], 0)
        lengths = self.ends[words] - begins
        at = np.arange(lengths.sum()) + np.repeat(begins - np.append(0, np.cumsum(lengths)[:-1]), lengths)
        stories = self.story_of[self.holders[at]]
        inside = stories != _NONE
        worth = (np.repeat(values, lengths) * self.weights[at])[inside]
        return _sums(stories[inside], worth, len(self.sizes))


def _sums(places: Places, values: Values, count: int) -> Values:
    sums: Values = np.bincount(places, values, minlength=count).astype(np.float64)
    return sums
