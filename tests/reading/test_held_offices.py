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


FAMILY_NAME_ALONE = (
    "Jon Holt met {title} Lund on Monday. Holt smiled. The {office} said the dam was late.",
    "Jon Holt broke with {title} Lund Monday over the dam. Holt smiled. The {office} said the dam was late.",
    "{title} Lund met Jon Holt on Monday. Holt smiled. The {office} said the dam was late.",
    "Critics of {title} Lund wrote to Jon Holt. Holt smiled. “The dam was late,” the {office} said.",
)


@pytest.mark.parametrize("text", FAMILY_NAME_ALONE)
@pytest.mark.parametrize("title", ["President", "Prime Minister", "Governor", "Defense Secretary", "Judge", "Justice", "Coach", "King"])
def test_who_bears_a_title_and_a_family_name_alone_is_a_person_of_that_office(nlp: Any, text: str, title: str) -> None:
    told = text.format(title=title, office=title.lower())
    assert tellers_of(statement_with(nlp, f"Dam\n\n{told}", "dam was late")) == ["Lund"]


@pytest.mark.parametrize(
    ("before", "kind"),
    [
        ("Then-Governor", "person"), ("Ex-minister", "person"), ("President-elect", "person"), ("Secretary of State", "person"),
        ("Defense attorney", "person"), ("Campaign manager", "person"), ("The retailer", "organisation"), ("The rival", "organisation"),
        ("The auditor", "organisation"), ("Auditor", "organisation"), ("Drugmaker", "organisation"), ("Champion", "organisation"),
    ],
)  # fmt: skip
def test_an_office_right_before_a_family_name_makes_it_a_person_s(nlp: Any, before: str, kind: str) -> None:
    text = f"Dam\n\n{before} Lund met Emil Brandt on Monday. Lund said the dam was late.\n"
    reading = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp)
    assert [(e.name, e.type) for e in reading.entities if "Lund" in e.name] == [("Lund", kind)]


def test_a_title_makes_a_name_of_what_the_network_passes_over(nlp: Any) -> None:
    text = (
        "Senate Majority Leader Harry Lund broke with President Obama Monday over the proposed hall near Ground Zero, saying the "
        "controversial Islamic center should be built elsewhere.\n\nLund's comments added another voice. The president first stepped into the fray Friday.\n"
    )
    reading = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp)
    office = text.index("The president")
    assert [e.name for e in reading.entities if any(m.start == office for m in e.mentions)] == ["Obama"]


DEPUTIES = "President Ada Lund met {deputy} on Monday. Holt smiled. The {office} said the dam was late."


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        (DEPUTIES.format(deputy="Vice President Jon Holt", office="president"), "Ada Lund"),
        (DEPUTIES.format(deputy="Vice President Jon Holt", office="vice president"), "Jon Holt"),
        ("Vice President Jon Holt came on Monday. Holt smiled. The president said the dam was late.", "president"),
        ("Deputy mayor Jon Holt met Mayor Ada Lund on Monday. Holt smiled. The mayor said the dam was late.", "Ada Lund"),
        ("Jon Holt, the mayor's adviser, met Mayor Ada Lund on Monday. Holt smiled. The mayor said the dam was late.", "Ada Lund"),
    ],
)
def test_a_deputy_and_whoever_is_an_office_holder_s_hold_no_office(nlp: Any, text: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, f"Dam\n\n{text}", "dam was late")) == [teller]


@pytest.mark.parametrize("sentences", [3, 16])
def test_the_only_president_of_a_text_is_the_president_far_behind_too(nlp: Any, sentences: int) -> None:
    between = " ".join(f"Farmer Jon Holt sold cow number {n} in Varn." for n in range(sentences))
    text = f"Dam\n\nCritics of President Ada Lund met. {between} Representative Emil Brandt bought one. The president said the dam was late."
    assert tellers_of(statement_with(nlp, text, "dam was late")) == ["Ada Lund"]
