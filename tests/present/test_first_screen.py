"""The first screen answers who, how many, who objects and what is next, in sentences that can be read alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crossread import pipeline
from crossread.model import Origin, Quantity
from crossread.present.event import event
from crossread.present.front import Front, _partly, front, is_named
from crossread.present.front_figures import _is_of_nothing, counted_words, tally_of
from crossread.present.introductions import Introductions, says
from crossread.present.objections import objections
from crossread.present.outline import Outline, outline
from crossread.present.readable import Shown
from crossread.present.telling import Introduced, skips, telling
from crossread.present.visible import printed

FIRST = """Senate of Marenta passes ferry bill
The Marenta Senate passed the ferry bill 62-37 on Tuesday, ending a dispute of two years over the port of Velm.
The bill gives the port $2.4 million for new piers, said Harbour Board chairwoman Ada Venn.
Fishermen's union leader Paul Reti denied that the union had blocked the talks. Critics say the bill will ruin the fishing fleet.
A hearing on the piers will be held on March 3 in Velm.
Former harbour master Oda Lind was sentenced to eight years in prison for fraud in 2019.
"""
THIRD = """Harbour master sentenced
Oda Lind, 58, is to begin her sentence in May.
She was 58.
"""
SECOND = """Ferry bill clears Senate
The Senate of Marenta approved the ferry bill on Tuesday by a vote of 62 to 37.
Ada Venn, chairwoman of the Harbour Board, said the port would get $2.4 million for new piers.
Kim Tae-yang, a lawyer for the fishermen, criticised the bill and said that the fleet would shrink.
Oda Lind, the former harbour master, was sentenced to eight years in prison for fraud, the court said.
"""


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Outline:
    folder: Path = tmp_path_factory.mktemp("ferry-bill")
    (folder / "a.txt").write_text(FIRST, "utf-8")
    (folder / "b.txt").write_text(SECOND + THIRD, "utf-8")
    return outline(pipeline.read([str(folder)]))


@pytest.fixture(scope="module")
def first(out: Outline) -> Front:
    return front(out, out.stories[0])


def quantity(**more: Any) -> Quantity:
    return Quantity(**{"id": "q", "report": "r", "start": 0, "end": 2, "text": "19", "low": 19.0, "high": 19.0, "bound": "=", **more})


def test_what_befell_people_stands_behind_people_alone() -> None:
    assert counted_words(quantity(counted="people", topic="injured")) == "19 people injured"
    assert counted_words(quantity(counted="dockers", topic="dead")) == "19 dockers dead"
    assert counted_words(quantity(counted="state legislative bodies", topic="dead")) == "19 state legislative bodies"
    assert counted_words(quantity(counted="seats", topic="votes")) == "19 seats"
    assert counted_words(quantity(topic="missing")) == "19 missing"


def test_a_fraction_stands_in_its_own_words() -> None:
    assert counted_words(quantity(text="two-thirds", low=2 / 3, high=2 / 3, counted="vote")) == "two-thirds vote"


def test_what_the_next_words_tell_is_no_figure_of_a_story(tmp_path: Path) -> None:
    more = "The yard at Velm burned on Sunday night.\nThree things had gone wrong at the yard, said the minister Ada Venn."
    (tmp_path / "a.txt").write_text(f"Fire at Velm\n\n{more}\nSome 40 boats were lost.\n", "utf-8")
    more = "Fire took the Velm yard on Sunday.\nMinister Ada Venn said that three things went wrong there."
    (tmp_path / "b.txt").write_text(f"Velm yard burns\n\n{more}\nAbout 40 boats were destroyed, she said.\n", "utf-8")
    found = outline(pipeline.read([str(tmp_path)]))
    heads = [line.text for line in front(found, found.stories[0]).figures]
    assert any("40 boats" in head for head in heads) and not any("thing" in head for head in heads)


@pytest.mark.parametrize(("counted", "nothing"), [("things", True), ("things Venn and Reti", True), ("part owners", False), ("boats", False)])
def test_a_count_of_what_the_next_words_tell_counts_nothing(counted: str, nothing: bool) -> None:
    assert _is_of_nothing(quantity(counted=counted)) is nothing


def test_a_vote_is_read_where_it_is_one(out: Outline) -> None:
    found = {tally_of(one) for one in out.said.values()} - {""}
    assert found == {"62–37"}


def test_sentences_of_courts_votes_and_sums_are_on_the_screen(first: Front) -> None:
    told = " ".join((*first.words, *(line.text for line in first.figures)))
    assert "eight years" in told and ("62-37" in told or "62 to 37" in told) and "$2.4 million" in told


def test_people_are_told_by_what_stands_beside_their_names(out: Outline) -> None:
    people = Introductions(out.dossier, (view.report.id for view in out.stories[0].reports))
    known = {people.names[key]: told for key, told in people.known.items()}
    assert "chairwoman" in known["Ada Venn"] and "Harbour Board" in known["Ada Venn"]
    assert known["Kim Tae-yang"] == "lawyer for the fishermen"
    assert known["Paul Reti"].endswith("union leader")


def test_an_age_stands_with_a_name(out: Outline) -> None:
    people = Introductions(out.dossier, (view.report.id for view in out.stories[0].reports))
    known = {people.names[key]: told for key, told in people.known.items()}
    assert known["Oda Lind"].startswith("58")


def test_a_story_never_begins_with_a_pronoun(first: Front) -> None:
    assert first.event.text.split()[0].casefold() not in {"he", "she", "it", "they"}


def test_each_is_introduced_once_and_not_where_the_line_does(out: Outline) -> None:
    people = Introductions(out.dossier, (view.report.id for view in out.stories[0].reports))
    screen = Introduced(people, set(), set())
    once, again = screen.once("Kim Tae-yang left the hall."), screen.once("Kim Tae-yang came back.")
    assert once == "Kim Tae-yang [lawyer for the fishermen] left the hall." and again == "Kim Tae-yang came back."
    assert Introduced(people, set(), set()).once("He [Kim Tae-yang] left.") == "He [Kim Tae-yang] left."
    assert says("The lawyer for the fishermen, Kim Tae-yang, left.", "lawyer for the fishermen")


@pytest.mark.parametrize(
    ("text", "objects"),
    [
        ("Ada Venn blasted a sluggish Kim Rott in Velm on Saturday. Venn defeated Rott in the sixth round of the fight.", False),
        ("Rott fell to 45-7 and is now 10-5 with one no contest since beating Oda Lind in 2001.", False),
        ("Ada Venn blasted Kim Rott over the toll in Velm on Saturday. Rott left the hall.", True),
    ],
)
def test_blows_of_two_who_meet_in_a_contest_are_no_objections(tmp_path: Path, text: str, objects: bool) -> None:
    (tmp_path / "a.txt").write_text(f"Night in Velm\n\n{text}\n", "utf-8")
    found = outline(pipeline.read([str(tmp_path)]))
    assert bool(objections(found, found.stories[0])) is objects


def test_an_age_alone_introduces_nobody(out: Outline) -> None:
    people = Introductions(out.dossier, (view.report.id for view in out.stories[0].reports))
    people.known = dict.fromkeys(people.known, "34")
    assert Introduced(people, set(), set()).once("Kim Tae-yang left the hall.") == "Kim Tae-yang left the hall."


def test_the_long_first_sentence_of_a_report_may_be_the_line_of_its_story(tmp_path: Path) -> None:
    lead = (
        "The Velm Herons clinched the last place in the northern finals on Sunday evening with a 20-13 win over the Skarn Gulls on another late drive of "
        "their young captain Ada Venn, who had been hurt in May and whom nobody had expected back."
    )
    (tmp_path / "a.txt").write_text(f"Herons clinch finals place\n\n{lead}\n\nA year ago the Herons did not figure to be much better this season.\n", "utf-8")
    found = outline(pipeline.read([str(tmp_path)]))
    assert front(found, found.stories[0]).event.text.startswith("The Velm Herons clinched")


def test_quotation_marks_of_old_wires_are_shown_as_a_page_prints_them() -> None:
    assert printed("``It is late,'' she said.") == '"It is late," she said.'
    assert printed("The rod was 6'2'' long.") == "The rod was 6'2'' long."


def test_what_stood_in_brackets_above_is_not_told_again_but_for_a_pronoun(out: Outline) -> None:
    screen = Introduced(Introductions(out.dossier, ()), set(), set())
    assert screen.once("[Ada] Venn spoke.") == "[Ada] Venn spoke." and screen.once("[Ada] Venn left.") == "Venn left."
    assert [screen.once("He [Paul Reti] spoke.") for _ in range(2)] == ["He [Paul Reti] spoke."] * 2


def test_who_objects_is_a_part_of_its_own(first: Front) -> None:
    told = " ".join(line.text for line in first.objections)
    assert "Paul Reti" in told and "denied" in told
    assert "Critics" in told or "criticised" in told


def test_what_is_next_has_a_day_to_come(first: Front) -> None:
    assert [line.text for line in first.steps if "March 3" in line.text] and not [line for line in first.steps if "2019" in line.text]


@pytest.mark.parametrize("name", ["of his supporters", "who in an interview", "spokesman", "the president", "statement", "she"])
def test_a_torn_or_empty_name_is_no_teller(name: str) -> None:
    assert not is_named(name, Origin(id="o", name=name, role="anonymous"))


@pytest.mark.parametrize("name", ["police", "critics", "Harbour Board", "the harbour board", "a senior official"])
def test_bodies_and_kinds_of_people_are_tellers(name: str) -> None:
    assert is_named(name, Origin(id="o", name=name, role="organisation"))


def test_no_line_is_told_twice(first: Front) -> None:
    lines = [line.text for group in (first.shared, first.objections, first.steps) for line in group]
    assert len(lines) == len(set(lines)) and first.event.text not in lines


def test_a_gist_with_a_name_in_the_place_of_a_pronoun_is_never_shown_alone(out: Outline) -> None:
    for one in out.said.values():
        if one.statement.gist is not None and one.statement.text.casefold().startswith(("he ", "she ", "it ")):
            assert skips(one)


def test_a_line_of_several_is_a_sentence_of_a_report(out: Outline) -> None:
    for row in out.stories[0].agree:
        line = telling(row.originals)
        assert line.text and not line.text.startswith("…")
        assert not (line.whole and all(skips(one) for one in row.originals))


def test_a_line_begins_with_its_own_place_and_says_where_it_is_carried_in_part(out: Outline) -> None:
    lines = front(out, out.stories[0]).shared
    for line in lines:
        assert telling(line.said[:1]).text == line.text or "[" in line.text
        assert "texts" in line.note
    wide = Shown((("Two ferries sank", True), (" and the mayor of the town was seen on the pier with his dog", False)), 0, 70, False)
    narrow = Shown((("Two ferries sank near the long pier", True), (" on Monday", False)), 0, 40, False)
    one = next(iter(out.said.values()))
    assert _partly(one, wide) == "partly in " and _partly(one, narrow) == ""


def test_what_is_only_asked_is_not_what_happened(tmp_path: Path) -> None:
    text = "Cables cut off Velm\n\nHave you had trouble with your phone in Velm yesterday!?\n\nA ship cut two cables off Velm on Tuesday, the harbour office said.\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    out = outline(pipeline.read([str(tmp_path)]))
    happened = event(out.stories[0])
    assert happened is not None and "cut" in happened.shown.text


def test_who_asked_something_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Bridge\n\nThe mayor of Velm asked the council on Monday: “Who will pay for the bridge?”\n", "utf-8")
    happened = event(outline(pipeline.read([str(tmp_path)])).stories[0])
    assert happened is not None and "asked" in happened.shown.text
