"""Frames: the shortcuts of decoding change nothing; trees are walked as they stand; senses keep to what was seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model_runtime import frames
from crossread.model_runtime.decode import Word, best_path


@given(st.integers(0, 10_000), st.lists(st.integers(1, 30), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_tags_are_those_of_a_search_of_each_sequence(seed: int, sizes: list[int]) -> None:
    scores = np.random.default_rng(seed).normal(0, 3, (sum(sizes), 7)).astype(np.float32)
    scores[:, 0] += 2
    begins = np.cumsum(sizes) - sizes
    found = frames.best_tags(scores, begins).tolist()
    assert found == [tag for begin, size in zip(begins, sizes, strict=True) for tag in best_path(scores[begin : begin + size])]


def test_paths_lead_up_from_a_word_to_what_is_near_the_predicate() -> None:
    # 0 they <- 1 said -> 3 sold -> 2 firms, 5 trucks -> 4 old; 6 today hangs on said
    heads, relation = np.array([1, 1, 3, 1, 5, 3, 1]), np.array([1, 0, 1, 2, 3, 4, 5])
    word = np.arange(7)
    rows = frames.pair_paths(heads, relation, np.full(7, 3), word, 6)
    level, (whole, by) = rows // 12, np.divmod(rows % 12, 6)
    assert level.tolist() == [frames.BESIDE, frames.HEAD, frames.BELOW, frames.SELF, frames.BELOW, frames.BELOW, frames.BESIDE]
    assert whole.tolist() == [1, 1, 1, 1, 0, 1, 1]
    assert by.tolist() == [1, 0, 1, 2, 4, 4, 5]


def test_a_core_role_is_told_once() -> None:
    scores = np.zeros((6, 5), np.float32)  # none, begin and inside of role 0, of role 1
    scores[0, 1], scores[2, 1], scores[2, 3], scores[4, 1] = 3, 5, 1, 2
    spans = [(0, 1, 0), (2, 3, 0), (4, 5, 0)]
    assert frames.each_once(spans, scores, frozenset({0})) == [(2, 3, 0)]
    scores[0, 3] = 1
    assert frames.each_once(spans, scores, frozenset({0})) == [(0, 1, 1), (2, 3, 0)]
    assert frames.each_once(spans, scores, frozenset()) == spans


NAMES = frames.make_inventory(
    ["ARG0"], ["announce.01", "bust.01", "bust_up.04", "sell.01", "sell_out.02"],
    {"announce": {0: 3}, "bust": {1: 2, 2: 5}, "sell": {3: 9, 4: 1}}, [("ement", "e"), ("ment", "")],
)  # fmt: skip


@pytest.mark.parametrize(
    ("lemma", "following", "senses"),
    [("bust", ["up", "the", "cell"], {1, 2}), ("bust", ["the", "cell"], {1}), ("sell", ["out"], {3, 4}), ("unheard", ["up"], set())],
)
def test_a_sense_with_a_particle_needs_it(lemma: str, following: list[str], senses: set[int]) -> None:
    assert set(frames.candidates(lemma, following, NAMES)) == senses


@pytest.mark.parametrize(
    ("lemma", "upos", "sense"),
    [("announcement", "NOUN", "announce.01"), ("parliament", "NOUN", "parliament.01"), ("fester", "VERB", "fester.01")],
)
def test_a_lemma_never_seen_has_the_sense_of_its_verb_or_its_own_first(lemma: str, upos: str, sense: str) -> None:
    assert frames.unseen_sense([Word(0, 5, 0, 0, upos, lemma, 0, "root")], 0, NAMES) == sense


def roles(doc: Any, predicate: str) -> dict[str, str]:
    """Return the arguments of a predicate by their roles."""
    (frame,) = [f for f in doc._.frames if doc[f.predicate].text == predicate]
    return {a.role: doc[a.start : a.end].text for a in frame.arguments}


def test_who_does_what_is_the_same_in_every_voice(nlp: Any) -> None:
    assert roles(nlp("The firm sold 40 trucks to Ostria."), "sold").items() >= {("ARG0", "The firm"), ("ARG1", "40 trucks")}
    assert roles(nlp("The bridge was destroyed by rebels."), "destroyed").items() >= {("ARG1", "The bridge"), ("ARG0", "by rebels")}
    assert roles(nlp("The ministry denied the report."), "denied")["ARG1"] == "the report"


def test_no_frame_crosses_white_space_or_sentences(nlp: Any) -> None:
    doc = nlp("\n\n  The firm   sold trucks.\n\n\nRebels destroyed\nthe bridge. ")
    for frame in doc._.frames:
        sentence = doc[frame.predicate].sent
        for _, start, end in frame.arguments:
            assert sentence.start <= start < end <= sentence.end
            assert not doc[start].is_space
            assert not doc[end - 1].is_space
    assert {doc[f.predicate].text for f in doc._.frames} == {"sold", "destroyed"}
