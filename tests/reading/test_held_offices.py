"""Who is meant by "the Falcons chairwoman" and "the driver": the one whose office it is, and nobody of another trade."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.model import Report
from crossread.reading.reading import read_report
from tests.reading.told import statement_with, tellers_of

CUP = (
    "Cup\n\nPresident Tom Ilves met the Dole Herons on Sunday. Greta Lund, chairwoman of {whose}, held the cup. "
    "The {office} said the pitch was wet."
)
KITCHEN = "Loan\n\nAda Moss, who {does} the Lodd Kitchen charity, met bank manager Ida Holt. The {office} said the loan was lost."
BISHOP = "Ice\n\nBishop Aldo Renn was on a bus that left the road. The {noun} said the road was wet."


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        (CUP.format(whose="the Herons", office="Herons chairwoman"), "pitch was wet", "Greta Lund"),
        (CUP.format(whose="the club", office="Herons chairwoman"), "pitch was wet", "Greta Lund"),
        (CUP.format(whose="the Varn Herons", office="port authority's chairwoman"), "pitch was wet", "port authority's chairwoman"),
        (KITCHEN.format(does="runs", office="charity's head"), "loan was lost", "Ada Moss"),
        (KITCHEN.format(does="runs", office="bank manager"), "loan was lost", "Ida Holt"),
        (KITCHEN.format(does="left", office="charity's head"), "loan was lost", "charity's head"),
        (BISHOP.format(noun="driver"), "road was wet", "driver"),
        (BISHOP.format(noun="bishop"), "road was wet", "Aldo Renn"),
        (BISHOP.format(noun="cleric"), "road was wet", "cleric"),
    ],
)
def test_an_office_is_its_holders(nlp: Any, text: str, words: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == [teller]


COUPLE = "Prize\n\nAda Holm and her {kin}, Per Holm, won the prize on Monday. {who} was at work. “Nobody here ever plays,” {said} said."


@pytest.mark.parametrize(
    ("kin", "who", "said", "teller"),
    [
        ("husband", "Per Holm", "his wife", "Ada Holm"),
        ("husband", "Ada Holm", "her husband", "Per Holm"),
        ("son", "Per Holm", "his mother", "Ada Holm"),
        ("brother", "Per Holm", "his sister", "Ada Holm"),
        ("brother", "Per Holm", "his wife", "his wife"),
        ("son", "Per Holm", "his father", "his father"),
        ("husband", "A neighbour, Ole Brandt,", "his wife", "his wife"),
    ],
)
def test_of_whom_somebody_is_the_husband_is_his_wife(nlp: Any, kin: str, who: str, said: str, teller: str) -> None:
    text = COUPLE.format(kin=kin, who=who, said=said)
    assert tellers_of(statement_with(nlp, text, "Nobody here")) == [teller]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("Tom Ilves is President.", [("president", "Tom Ilves")]),
        ("Tom Ilves is the president.", [("president", "Tom Ilves")]),
        ("Anna Rell is Chancellor.", [("chancellor", "Anna Rell")]),
        ("Anna Rell is not Chancellor.", []),
    ],
)
def test_an_office_is_told_with_and_without_its_article(nlp: Any, text: str, called: list[tuple[str, str]]) -> None:
    reading = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp)
    names = {entity.id: entity.name for entity in reading.entities}
    assert [(found.noun, names[found.entity or ""]) for found in reading.descriptions] == called
