"""What counts against a line that is read alone: a noun nobody tells, "he" before anybody, words torn out of a talk."""

from __future__ import annotations

from pathlib import Path

import pytest

import crossread
from crossread.model import Gist
from crossread.present.lines import found_lines
from crossread.present.understood import features_of
from tests.present.test_fillings import Desk


def told(text: str, feature: str) -> float:
    """Return a feature of the first line of a report about Ada Brandt."""
    desk = Desk(text).entity("Ada Brandt", "person", "Brandt")
    _, line, known = next(found_lines(desk.build()))
    return features_of(line.shown, line.said, known)[feature]


@pytest.mark.parametrize("text", ["Brandt of Velm spoke about the attack, which few saw", "Brandt said in Velm that those remarks are false"])
def test_a_noun_nobody_tells_counts(text: str) -> None:
    assert told(text, "a noun that is not told")


@pytest.mark.parametrize(
    "text",
    ["Brandt closed the port of Velm in May", "Brandt sent a letter to Velm, and the letter was read", "Brandt spoke with the police, men of Velm said"],
)
def test_a_noun_that_is_told_does_not(text: str) -> None:
    assert not told(text, "a noun that is not told")


def test_a_line_about_a_noun_that_stands_alone() -> None:
    assert told("The letter was sent to Velm by Brandt", "opens with a noun that is not told")
    assert not told("The letter of Brandt was sent to Velm", "opens with a noun that is not told")
    assert not told("The police said in Velm that Brandt left", "opens with a noun that is not told")


def test_a_noun_that_stands_last() -> None:
    assert told("Brandt of Velm lost much in the fire.", "a noun that is not told stands last")
    assert not told("Brandt set a fire in Velm, and died of the fire.", "a noun that is not told stands last")


def test_a_pronoun_before_anybody() -> None:
    assert told("In Velm his plan was praised by Brandt", "a person's pronoun before any person")
    assert not told("In Velm Brandt saw his plan praised", "a person's pronoun before any person")


def test_a_quotation_that_points_or_breaks_off() -> None:
    name = "a quotation that points or breaks off"
    assert told("Brandt said “it costs more than Velm can pay”", name) and told("Brandt said tolls in Velm “will rise", name)
    assert not told("Brandt said “tolls in Velm will rise”", name)


def test_the_first_sentence_of_a_paragraph() -> None:
    name = "heads its paragraph"
    assert told("Brandt closed the port of Velm in May", name)
    desk = Desk("Northline sold ferries to Velm in May. Karl Venn bought a boat in Velm in June").entity("Karl Venn", "person")
    lines = [(line, known) for _, line, known in found_lines(desk.build())]
    assert [features_of(line.shown, line.said, known)[name] for line, known in lines if line.shown.begin < 0] == [1.0, 0.0]


@pytest.mark.parametrize(
    ("feature", "line", "other"),
    [
        ("ends in the air", "Brandt of Velm, as a pilot, could help", "Brandt of Velm, as a pilot, could help the port"),
        ("ends in the air", "Karl Venn called on Brandt to cancel.", "Karl Venn called on Brandt to cancel the vote."),
        ("goes on from a sentence before", "Similarly, Brandt left the port of Velm", "Brandt left the port of Velm"),
        ("goes on from a sentence before", "Asked about the port, Brandt said little in Velm", "Brandt was asked about the port of Velm"),
        ("means what stands before", "The port of Velm was one of them, Brandt said", "The port of Velm was one of two, Brandt said"),
        ("means what stands before", "Brandt did so in Velm on Monday", "Brandt was so late in Velm on Monday"),
        ("those, and a noun that is not told", "Brandt spoke in Velm of those remarks", "Brandt made remarks in Velm, and those remarks were bold"),
    ],
)
def test_what_hangs_on_a_sentence_before_counts(feature: str, line: str, other: str) -> None:
    assert told(line, feature) > told(other, feature) == 0.0


def test_the_places_at_which_a_gist_leaves_words_out_are_counted() -> None:
    desk = Desk("In May Brandt sold a boat in Velm and bought a ferry of the port").entity("Brandt", "person")
    whole = "Brandt bought a ferry of the port"
    desk.gists[desk.texts["r-1"]] = Gist(text=whole, spans=((7, 13), (38, 65)))
    _, line, known = next(found_lines(desk.build()))
    assert line.shown.text == whole
    assert features_of(line.shown, line.said, known)["gaps in its gist"] > 0


def test_that_before_a_clause_points_at_no_noun() -> None:
    assert not told("Brandt of Velm said that ferries are late", "a noun that is not told")
    assert told("Brandt of Velm spoke of that letter, men said", "a noun that is not told")


def test_a_quotation_of_nobody_is_not_put_before_a_line(tmp_path: Path) -> None:
    told = (
        "Ida Moe won the vote for the council of Velm on Monday. Some members were angry.\n\n"
        "“The council of Velm refuses to see what is coming.” This has been the rule in Velm since March 2003.\n"
    )
    (tmp_path / "a.txt").write_text(f"Council of Velm keeps its leader\n\n{told}", "utf-8")
    lines = [line.shown.text for _, line, _ in found_lines(crossread.read(tmp_path))]
    assert any("since March 2003" in line for line in lines)
    assert not [line for line in lines if "refuses" in line and "March 2003" in line]
