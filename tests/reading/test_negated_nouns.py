"""What a statement says that there is none of, handed over so that no later stage asks its words again."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.model import NegatedNoun, Report
from crossread.reading.reading import read_report


def negated_in(nlp: Any, text: str) -> list[NegatedNoun]:
    reading = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp)
    found = [noun for profile in reading.profiles for noun in profile.negated_nouns]
    assert all(text[noun.start : noun.end] == noun.text for noun in found)
    return found


@pytest.mark.parametrize(
    ("text", "nouns"),
    [
        ("No injuries were reported at Arle.", ["injury"]),
        ("There were no injuries or deaths at Arle.", ["injury", "death"]),
        ("There were no injuries but two deaths at Arle.", ["injury"]),
        ("The fire caused no deaths and five injuries.", ["death"]),
        ("No dead or wounded were found at Arle.", ["dead", "wounded"]),
        ("None of the 40 passengers was hurt at Arle.", ["passenger"]),
        ("Neither of the two pilots was injured at Arle.", ["pilot"]),
        ("Not a single worker was hurt at Arle.", ["worker"]),
        ("The roof at Arle fell without any casualties.", ["casualty"]),
        ("The ferry from Arle had no life jackets.", ["jacket"]),
        ("Nobody was hurt at Arle and no homes were lost.", ["", "home"]),
        ("No sooner had the five workers been injured than the roof fell.", []),
        ("No more than five workers were injured at Arle.", []),
        ("Police did not say whether there were any deaths.", []),
        ("Five workers were injured at Arle.", []),
    ],
)
def test_a_noun_is_negated_by_its_own_words(text: str, nouns: list[str], nlp: Any) -> None:
    assert [noun.noun for noun in negated_in(nlp, text)] == nouns


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("No one was hurt at Arle.", {"hurt"}),
        ("Nobody was killed or injured at Arle.", {"kill", "injure"}),
        ("Nobody died when the ferry sank.", {"die"}),
        ("The roof at Arle fell without injuring anyone.", {"injure"}),
        ("No passengers at Arle were hurt.", {"hurt"}),
        ("No gunman killed five people at Arle.", set()),
        ("There were no people injured at Arle.", {"be", "injure"}),
    ],
)
def test_what_is_done_to_nobody_is_told(text: str, deeds: set[str], nlp: Any) -> None:
    [noun] = negated_in(nlp, text)
    assert set(noun.deeds) == deeds


@pytest.mark.parametrize(
    ("text", "modifiers"),
    [
        ("There were no injuries at Arle.", []),
        ("There were no serious or fatal injuries at Arle.", ["serious", "fatal"]),
        ("No serious injuries or deaths were reported at Arle.", ["serious", "serious"]),
        ("No deaths or serious injuries were reported at Arle.", ["serious"]),
        ("Nobody else was hurt at Arle.", ["else"]),
        ("No others were hurt at Arle.", ["other"]),
        ("Nobody was seriously injured at Arle.", ["seriously"]),
        ("There were no injuries that needed treatment.", ["need"]),
        ("No injuries were reported in the more serious of the two fires.", []),
    ],
)
def test_what_leaves_room_for_others_is_told(text: str, modifiers: list[str], nlp: Any) -> None:
    assert [word for noun in negated_in(nlp, text) for word in noun.modifiers] == modifiers


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("There were no injuries at Arle.", set()),
        ("There were no injuries among passengers or crew.", {"passenger", "crew"}),
        ("No police officers were hurt at Arle.", {"police"}),
        ("The driver suffered no injuries.", {"driver"}),
        ("The driver escaped without injury.", {"driver"}),
        ("There have been no deaths to date.", set()),
    ],
)
def test_of_whom_there_is_none_is_told(text: str, whom: set[str], nlp: Any) -> None:
    [noun] = negated_in(nlp, text)
    assert set(noun.whom) == whom


def test_a_negated_noun_has_its_place_in_code_points(nlp: Any) -> None:
    text = "배 🚢: Café Arle burned down, but the fire caused no injuries."
    assert [(noun.text, noun.rule) for noun in negated_in(nlp, text)] == [("no injuries", "no-noun")]
