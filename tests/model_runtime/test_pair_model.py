"""The pair model: each pair by itself, in either order, statements meant inside their sentences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.model_runtime.pair_marks import AROUND, MARKS, NUM_MARKS, Side, pair_marks, sentence_around
from crossread.model_runtime.pair_model import RELATIONS, Pair, PairModel, encode_statements

FIRST = "Two people died in the fire at the mill, and the mayor resigned."
SECOND = "Police said three people were killed when the mill burnt down on Monday."
PAIRS: list[Pair] = [
    (FIRST, (0, 39), SECOND, (12, 36)),
    (FIRST, (45, 63), SECOND, (12, 36)),
    (FIRST, (45, 63), "The mayor will stay in office.", (0, 29)),
    ("It rained.", (0, 9), SECOND, (0, len(SECOND))),
]


@pytest.fixture(scope="module")
def model() -> PairModel:
    return PairModel()


def test_probabilities_do_not_depend_on_the_batch_or_the_order(model: PairModel) -> None:
    together = model.relations(PAIRS)
    assert together.shape == (len(PAIRS), len(RELATIONS))
    assert np.allclose(together.sum(1), 1)
    for pair, row in zip(PAIRS, together, strict=True):
        assert (model.relations([pair])[0] == row).all()
        assert (model.relations([(*pair[2:], *pair[:2])])[0] == row).all()
    assert (PairModel(threads=2).relations(PAIRS) == together).all()
    assert model.relations([]).shape == (0, len(RELATIONS))


def test_which_clause_is_meant_changes_the_answer(model: PairModel) -> None:
    died, resigned = model.relations(PAIRS[:2])
    asked = [RELATIONS.index(name) for name in ("same", "contains", "other_answer", "contradicts")]
    assert died[asked].sum() > resigned[asked].sum()


def test_vectors_are_of_unit_length_and_of_one_text_each(model: PairModel) -> None:
    texts = ["Two people died in the fire", "The fire killed two", "Shares rose on Monday"]
    found = model.vectors(texts)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (model.vectors(texts[1:2])[0] == found[1]).all()
    assert found[0] @ found[1] > found[0] @ found[2]


def test_verdicts_and_paraphrases_are_probabilities(model: PairModel) -> None:
    assert sum(model("Two died.", "Three people died.")) == pytest.approx(1, abs=1e-3)
    assert 0 <= model.paraphrase(FIRST, SECOND) <= 1


def test_words_of_a_statement_are_held_against_the_other_statement() -> None:
    ours, theirs = pair_marks(Side.of("Two died, he said.", (0, 8)), Side.of("He said two were hurt.", (8, 21)))
    inside = [mark < AROUND for mark in ours]
    assert inside == [True, True, False, False, False, False]
    assert all(mark % AROUND >= MARKS for mark in theirs)
    assert ours[0] != ours[1]  # "two" stands in the other statement, "died" nowhere


def test_a_long_sentence_is_cut_around_its_statement() -> None:
    text = " ".join(f"word{i}" for i in range(300))
    start = text.index("word150")
    pieces, marks = encode_statements((text, (start, start + 23), text, (start, start + 23)), lambda atom: [len(atom)], 20)
    assert len(pieces) == len(marks) == 2 * 20 + 3
    assert sum(mark < AROUND for mark in marks) == 2 * 2 * 3 + 3  # a word and its number are two atoms


@given(st.text(alphabet="ab A.\n!”é한🎈", max_size=80), st.data())
def test_a_sentence_holds_its_statement(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    sentence, (low, high) = sentence_around(text, start, end)
    assert sentence in text
    assert sentence[low:high] == text[start:end]
    marks, _ = pair_marks(Side.of(sentence, (low, high)), Side.of("A b.", (0, 3)))
    assert all(0 <= mark < NUM_MARKS for mark in marks)


def test_a_title_with_a_point_ends_no_sentence() -> None:
    text = "It rained. Gov. Lee met Mr. J. Ames in St. Paul on Monday. They left."
    sentence, _ = sentence_around(text, text.index("Ames"), text.index("Ames") + 4)
    assert sentence == "Gov. Lee met Mr. J. Ames in St. Paul on Monday."


def test_a_pair_that_is_asked_again_is_not_run_again() -> None:
    model = PairModel()
    pair = ("Two people died.", (0, 15), "Three people died.", (0, 17))
    first = model.relations([pair])
    run, model._run = model._run, None  # type: ignore[assignment, method-assign]
    try:
        assert (model.relations([pair, pair]) == first[[0, 0]]).all()
        assert (model.relations([(*pair[2:], *pair[:2])]) == first).all()
    finally:
        model._run = run  # type: ignore[method-assign]
