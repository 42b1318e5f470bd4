"""The index of stories finds what laying every two reports side by side finds."""

from __future__ import annotations

import random

import numpy as np
import pytest

from crossread.group import story_index as nearest
from crossread.group.story_index import StoryIndex
from crossread.group.tfidf import likeness_within, weigh


@pytest.mark.parametrize("most_held", [500, 8])
def test_sums_of_cosines_are_those_of_all_pairs(monkeypatch: pytest.MonkeyPatch, most_held: int) -> None:
    monkeypatch.setattr(nearest, "MOST_HELD", most_held)
    draw = random.Random(7)
    words = [{f"w{int(draw.paretovariate(0.6))}": draw.randint(1, 3) for _ in range(30)} for _ in range(24)]
    vectors = weigh(words, {})
    index = StoryIndex(vectors)
    stories = [[0, 1, 2], [3, 4], [5, 6, 7, 8], [9]]
    for number, story in enumerate(stories):
        index.put(number, story[:1])
        index.put(number, story[1:])
    likeness = likeness_within(vectors)
    asked = [12, 13]
    shared = index.shared(asked)
    assert shared
    for number, value in shared.items():
        assert np.isclose(value, likeness[np.ix_(asked, stories[number])].sum())
    assert index.shared(asked) == shared
    index.clear()
    assert index.shared(asked) == {}
