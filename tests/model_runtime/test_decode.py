"""Decoding takes shortcuts where the best tags by themselves are well-formed: they must never change what is found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model_runtime import decode

TAGS = ["O", "B-a", "I-a", "B-b", "I-b"]


@given(st.integers(0, 10_000), st.integers(1, 120), st.floats(0, 12))
@settings(max_examples=200, deadline=None)
def test_spans_of_speech_are_those_of_the_whole_search(seed: int, words: int, calm: float) -> None:
    scores = np.random.default_rng(seed).normal(0, 6, (words, 3))
    scores[:, 0] += calm
    assert decode._bio(scores) == decode.best_spans(scores)


@given(st.integers(0, 10_000), st.integers(1, 120))
@settings(max_examples=200, deadline=None)
def test_names_are_well_formed_and_the_best_where_tags_agree(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (words, len(TAGS)))
    scores[:, 0] += 4
    found = decode._named_spans(scores, TAGS)
    path = decode.best_path(scores)
    begun = [i for i, tag in enumerate(path) if tag % 2]
    assert [low for low, _, _ in found] == begun
    assert all(a < b <= words for a, b, _ in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "words"),
    [("It paid $4.3 billion for 12,500 units.", ["4.3", "12,500"]), ("A 3.1% stake, 2.75 a share.", ["3.1", "2.75"])],
)
def test_no_word_begins_inside_a_number(nlp: Any, text: str, words: list[str]) -> None:
    assert [token.text for token in nlp(text) if any(c.isdigit() for c in token.text)] == words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She wrote it in 2019. “He never knew,” she said.", 2),
        ("Sen. “Bo” Lund came at 9 p.m. on Monday.", 1),
        ("Hale on the red card: “Their man dived.”", 2),
        ("Hale was angry and said: “Their man dived.”", 1),
        ("“How do you get that done now? He is too old? This was the man who held the line,” Brand said.", 3),
        ("Hale “should not back down. Nor should we,” the deputy said.", 2),
        ("It was cold in the shed, esp. Edwin felt it.", 1),
        ("Sen. Lund of St. Orlo came with Hale Jr. and Dr. Brand.", 1),
    ],
)
def test_a_sentence_ends_before_a_quotation(nlp: Any, text: str, count: int) -> None:
    assert len(list(nlp(text).sents)) == count


@pytest.mark.parametrize(
    ("form", "script", "lemma"),
    [
        ("hospitals", "~3|y", "hospital"),
        ("provinces", "~3|y", "province"),
        ("taxes", "~1|", "tax"),
        ("bosses", "~1|", "boss"),
        ("deliveries", "~1|", "delivery"),
        # what is right stays so
        ("cities", "~3|y", "city"),
        ("monkeys", "~1|", "monkey"),
        ("axes", "~1|", "axe"),
        ("houses", "~1|", "house"),
        ("movies", "~1|", "movie"),
    ],
)
def test_a_plural_is_one_of_its_noun(form: str, script: str, lemma: str) -> None:
    assert decode.lemma_of(form, "NOUN", script) == lemma
