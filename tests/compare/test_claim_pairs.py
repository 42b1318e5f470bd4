"""Pairs that say one thing in other words are joined, look-alikes seldom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.claim_pairs import PAIRS, figures
from crossread.compare.wording import opposed, spelt_out, stem

FLOORS = json.loads((Path(__file__).parents[1] / "data/floors.json").read_text("utf-8"))["claim pairs"]


def test_pairs_of_statements() -> None:
    found = figures(json.loads(PAIRS.read_text("utf-8")))
    assert found["precision"] >= FLOORS["precision"], found
    assert found["recall"] >= FLOORS["recall"], found


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("The pumps came on.", "activate"),
        ("the pumps came on when the tide rose", "activate"),
        ("They put the whole vote off", "delay"),
        ("She lost her long fight for life", "die"),
        ("Guests were ordered out of the hotel", "evacuate"),
    ],
)
def test_a_phrase_says_what_its_verb_does_not(text: str, meaning: str) -> None:
    assert stem(meaning) in spelt_out(text).values()


@pytest.mark.parametrize("text", ["The minister came on Tuesday", "The pumps came on the ferry", "They put the vote to the members"])
def test_a_verb_before_another_word_is_no_phrase(text: str) -> None:
    assert not spelt_out(text)


def test_opposites_are_no_near_words() -> None:
    assert opposed(stem("opened"), stem("shut"))
    assert opposed(stem("won"), stem("lost"))
    assert not opposed(stem("won"), stem("bought"))
