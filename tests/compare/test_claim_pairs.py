"""Pairs that say one thing in other words are joined, look-alikes seldom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.claim_pairs import LISTS, PAIRS, figures
from crossread.compare.same_fact.wording import deed_behind, opposed, spelt_out, stem

FLOORS = json.loads((Path(__file__).parents[1] / "data/floors.json").read_text("utf-8"))["claim pairs"]


@pytest.mark.parametrize("name", LISTS)
def test_pairs_of_statements(name: str) -> None:
    pairs = json.loads(PAIRS.read_text("utf-8"))
    found = figures(pairs[name] if name else pairs)
    least = FLOORS[name] if name else FLOORS
    assert found["precision"] >= least["precision"], found
    assert found["recall"] >= least["recall"], found


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("The port laid off half its staff", "dismiss"),
        ("The firm pulled out of the talks", "withdraw"),
        ("They pulled two men out of the river", "rescue"),
        ("Two men were pulled out of the river", "rescue"),
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


@pytest.mark.parametrize(
    ("predicate", "text", "deed"),
    [("fail", "The club failed to file its accounts", "file"), ("try", "She is trying to buy it", "buy"), ("fail", "The pump failed", None)],
)
def test_a_verb_that_leads_to_a_deed_is_none(predicate: str, text: str, deed: str | None) -> None:
    assert deed_behind(stem(predicate), text) == (stem(deed) if deed else None)
