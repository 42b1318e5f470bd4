"""Whether a sentence says what a candidate record would say: the record as a plain sentence, and what the pair model makes of both."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from crossread.languages.tables import load
from crossread.model import Certainty, Exchange, Party, PartyRelation, Report, Statement
from crossread.reading import hearing
from crossread.reading.hearing import heard_vector, is_heard, load_hearing, sentence_of

OSK, BRANDT = Party(name="Osk"), Party(name="Brandt")


def exchange(kind: Any, **sides: Any) -> Exchange:
    return Exchange(id="x1", kind=kind, item="20 sailors", statement="s1", **sides)


def whole(text: str) -> tuple[Statement, Report]:
    """Return a text as the one statement of its report."""
    return part(text, 0, len(text), (0, len(text))), Report(id="r", path="r.txt", text=text)


def part(text: str, start: int, end: int, sentence: tuple[int, int]) -> Statement:
    return Statement(
        id="s1", report="r", start=start, end=end, text=text[start:end], sentence=sentence, predicate="", status="happened",
        certainty=Certainty(value=3.0, label="asserted"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("record", "told"),
    [
        (exchange("holds", party=OSK), "Osk has 20 sailors"),
        (exchange("needs", party=OSK), "Osk needs 20 sailors"),
        (exchange("transfers", giver=OSK, receiver=BRANDT), "Osk gives 20 sailors to Brandt"),
        (exchange("offers", receiver=BRANDT), "somebody offers 20 sailors to Brandt"),
        (exchange("bars", by=OSK, party=BRANDT), "Osk bars Brandt from 20 sailors"),
        (PartyRelation(id="n1", kind="leads", from_=OSK, to=BRANDT, statement="s1", rule="title"), "Osk leads Brandt"),
        (PartyRelation(id="n1", kind="meets", from_=OSK, to=BRANDT, statement="s1", rule="verb"), "Osk meets Brandt"),
    ],
)
def test_a_record_is_a_plain_sentence(record: Exchange | PartyRelation, told: str) -> None:
    assert sentence_of(record) == told


def test_every_kind_of_record_has_its_sentence_and_its_weights() -> None:
    kinds = set(load("hypotheses")["sentences"])
    assert kinds == {"holds", "needs", "offers", "transfers", "bars", "leads", "part_of", "supports", "opposes", "cooperates", "meets"}
    assert set(load_hearing().kinds) == kinds


def test_what_a_sentence_says_is_heard_before_what_another_says() -> None:
    given = exchange("transfers", giver=OSK, receiver=BRANDT)
    said = heard_vector(given, *whole("Osk handed 20 sailors to Brandt on Monday."))
    other = heard_vector(given, *whole("Brandt praised 20 sailors whom Osk had trained."))
    odds = [load_hearing().odds("transfers", vector) for vector in (said, other)]
    assert odds[0] > odds[1]


def test_what_is_heard_is_the_same_every_time() -> None:
    given, place = exchange("transfers", giver=OSK), whole("Osk handed 20 sailors to Brandt.")
    assert np.array_equal(heard_vector(given, *place), heard_vector(given, *place))


def test_nothing_is_asked_of_what_is_hardly_a_record(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("the pair model was asked")

    monkeypatch.setattr(hearing, "heard_vector", never)
    assert not is_heard(load_hearing().worth / 2, False, exchange("holds", party=OSK), whole("Osk has 20 sailors."))


def test_a_statement_in_the_middle_of_a_report_is_heard_in_its_sentence() -> None:
    text = "It rained. Osk has 20 sailors. It snowed."
    statement, (_, report) = part(text, 11, 29, (11, 30)), whole(text)
    alone = heard_vector(exchange("holds", party=OSK), *whole("Osk has 20 sailors."))
    assert np.allclose(heard_vector(exchange("holds", party=OSK), statement, report), alone, atol=0.2)
