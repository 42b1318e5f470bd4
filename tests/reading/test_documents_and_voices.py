"""Who tells what documents list by number, and quotations that a line signs."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.model import Report
from crossread.reading.reading import read_report
from tests.reading.told import statement_with, tellers_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A notice on the gate of the works gives the number of jobs lost as 320. Workers stood in the snow.", "number of jobs"),
        ("A list pinned to the door puts the number of missing passengers at 43. Relatives waited in the rain.", "at 43"),
    ],
)
def test_a_document_tells_what_it_lists(nlp: Any, text: str, words: str) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    [told] = [s for s in statements if words in s.text and s.attribution.kind != "own"]
    assert told.attribution.kind == "indirect"


@pytest.mark.parametrize("text", ["A man at the port lists 43 sailors.", "The firm gives the town 320 trees as a present."])
def test_who_lists_or_gives_otherwise_tells_nothing(nlp: Any, text: str) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert {s.attribution.kind for s in statements} == {"own"}


@pytest.mark.parametrize("dash", ["–", "—", "-", "--", "\n–"])
def test_a_quotation_is_told_by_who_signs_it_with_his_trade(nlp: Any, dash: str) -> None:
    text = f"We asked people about the night.\n\n“The cows swam past the window.” {dash} Ida Holm, farmer\n"
    assert tellers_of(statement_with(nlp, text, "cows swam")) == ["Ida Holm"]


def test_a_sentence_ends_behind_a_number(nlp: Any) -> None:
    text = "A list puts the number of missing passengers at 43. Relatives waited in the rain for news."
    assert statement_with(nlp, text, "Relatives").text == "Relatives waited in the rain for news"


def test_a_cell_at_the_end_of_its_row_is_a_figure_and_no_name(nlp: Any) -> None:
    text = "Votes were counted on Sunday.\nIda Holm; 4,118\nBen Cole; 655\nTurnout was high."
    quantities = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).quantities
    assert [q.low for q in quantities] == [4118, 655]
