"""How statements are cut: by example, and the share with a fault over the example and the invented stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc as SpacyDoc

from benchmarks.statements import folders, measure
from crossread.grammar.doc import Doc
from crossread.model import Report
from crossread.model.annotations import AnnotatedArgument, AnnotatedEvent, Annotations
from crossread.reading.reading import read_report
from crossread.reading.statements import _without_blanks

MOST = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["statements with a fault"]


def texts(nlp: Any, text: str) -> list[str]:
    return [s.text for s in read_report(Report(id="r", path="r.txt", text=text), nlp).statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("VARN, June 3 (Coast Wire) - Two trams collided on Monday.", ["Two trams collided on Monday"]),
        ("The board barred the ferry from sailing until both pumps are replaced.", ["The board barred the ferry from sailing until both pumps are replaced"]),
        ("The tram stopped after the rails had buckled.", ["The tram stopped", "the rails had buckled"]),
        ("The union, which has 6,800 members, called a strike.", ["The union, which has 6,800 members, called a strike", "has 6,800 members"]),
        ("“We looked at the bill, and we looked at the clock,” said Ana Roth.", ["We looked at the bill", "we looked at the clock"]),
        ("Four people have died since May and 63 have fallen ill.", ["Four people have died since May", "63 have fallen ill"]),
        ("Barge breaks moorings in Hallmar, 60 rescued\n\nThe crew painted the hull.", ["Barge breaks moorings in Hallmar", "60 rescued", "The crew painted the hull"]),
        ("Other duties\n\nThe crew painted the hull.", ["The crew painted the hull"]),
        ("Two in hospital\n\nThe crew painted the hull.", ["Two in hospital", "The crew painted the hull"]),
        ("The dam burst, as had happened in 1950.", ["The dam burst", "had happened in 1950"]),
        ("The road stays shut until the snow has melted and crews have cleared the rocks.", ["The road stays shut until the snow has melted and crews have cleared the rocks"]),
        ("Guards kept the square shut until dark and until the pumps were replaced.", ["Guards kept the square shut until dark and until the pumps were replaced"]),
        ("It has never been shown that the drug causes blindness.", ["the drug causes blindness"]),
    ],
)
def test_statements_are_whole_propositions(nlp: Any, text: str, wanted: list[str]) -> None:
    assert texts(nlp, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The minister knew nothing of the defects.", ("know", True)),
        ("The firm admitted none of the claims.", ("admit", True)),
        ("Nothing was found in the wreck.", ("find", True)),
        ("He promised nothing but trouble.", ("promise", False)),
        ("The talks yielded nothing more than a statement.", ("yield", False)),
    ],
)
def test_a_predicate_is_denied_by_its_object_too(nlp: Any, text: str, wanted: tuple[str, bool]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert [(s.predicate, s.negated) for s in statements] == [wanted]


@pytest.mark.parametrize(
    ("text", "voice", "tense", "modality"),
    [
        ("The crew painted the hull.", "active", "past", ""),
        ("The hull was painted by the crew.", "passive", "past", ""),
        ("The hull will be painted in May.", "passive", "future", "will"),
        ("The crew may paint the hull.", "active", "present", "may"),
        ("The crew paints hulls.", "active", "present", ""),
    ],
)
def test_voice_tense_and_modality_are_fields(nlp: Any, text: str, voice: str, tense: str, modality: str) -> None:
    [one] = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert (one.voice, one.tense, one.modality) == (voice, tense, modality)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crew will paint the hull and sell the boat.", [("future", "will"), ("future", "will")]),
        ("The crew may paint the hull or sell the boat.", [("present", "may"), ("present", "may")]),
        ("The crew painted the hull and will sell the boat.", [("past", ""), ("future", "will")]),
        ("The crew will paint the hull and the owner sells the boat.", [("future", "will"), ("present", "")]),
    ],
)
def test_a_joined_verb_without_an_auxiliary_has_that_of_the_first(nlp: Any, text: str, wanted: list[tuple[str, str]]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert [(one.tense, one.modality) for one in statements] == wanted


@pytest.mark.parametrize(
    ("text", "role", "head"),
    [
        ("The crew painted the hull on Friday.", "time", "friday"),
        ("The crew argued over the old hull.", "topic", "hull"),
        ("The crew painted the hull in Varn.", "place", "varn"),
        ("The crew painted the rusty hull.", "patient", "hull"),
        ("Ana Roth gave the letter to Brandt.", "recipient", "brandt"),
    ],
)
def test_participants_have_a_role_and_a_head(nlp: Any, text: str, role: str, head: str) -> None:
    [one] = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert (role, head) in [(p.role, p.head) for p in one.participants]


@pytest.mark.parametrize(
    ("text", "gists"),
    [
        ("The union, which has 6,800 members, called a strike.", ["The union called a strike", "The union has 6,800 members"]),
        ("Ana Roth sold the boat and moved to Varn.", [None, "Ana Roth moved to Varn"]),
        ("Ana Roth left. She sold her boat.", [None, "Ana Roth sold her boat"]),
        ("The crew has painted the hull and sold the boat.", [None, "The crew has sold the boat"]),
        ("The city plans to build a bridge and sell the port.", [None, "The city plans to sell the port"]),
        ("The bus hit a wall, killing two men.", [None, "The bus killing two men"]),
        ("The firm was a success, earning 7 million euros.", [None, "The firm earning 7 million euros"]),
        ("The board read the letter that Ana Roth signed.", [None, "Ana Roth signed the letter"]),
        ("Ana Roth, the mayor of Varn, left.", ["Ana Roth left", "Ana Roth is the mayor of Varn"]),
        ("Harbour pilot Tom Brandt left the boat.", [None, "Tom Brandt is Harbour pilot"]),
        ("“I sold the boat,” Ana Roth said.", ["I (Ana Roth) sold the boat"]),
        ("The ferry capsized and sank.", [None, "The ferry sank"]),
        ("But the crew, however, painted the hull (again) in May.", ["the crew painted the hull in May"]),
        ("It is a school to which Arle gives money.", [None, "Arle gives money to a school"]),
        ("The Varn Port Authority was founded in May. However, it is a shop for boats.", [None, "it is a shop for boats"]),
        ("So far, 11 guards were moved to Varn.", [None]),
        ("The firm has a new owner, sells boats in Arle, and is the largest buyer of steel.", [None, "The firm sells boats in Arle"]),
        ("It is the bank from which Ostria borrowed 4 million crowns.", [None, "Ostria borrowed 4 million crowns from the bank"]),
    ],
)
def test_a_gist_can_be_read_alone(nlp: Any, text: str, gists: list[str | None]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert [s.gist.text if s.gist else None for s in statements] == gists


def test_the_words_of_a_gist_stand_in_the_report(nlp: Any) -> None:
    text = "Ana Roth, the mayor of Varn, left. She sold the boat, which was built in 1950, and moved to Ostria, killing the deal."
    for statement in read_report(Report(id="r", path="r.txt", text=text), nlp).statements:
        if statement.gist is not None:
            words = " ".join(text[a:b] for a, b in statement.gist.spans).split()
            assert [w for w in statement.gist.text.split() if w != "is"] == words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ana Roth told the Courier on Friday that the hull was rusty.", ["the hull was rusty"]),
        ("The Courier quoted Ana Roth as saying that the hull was rusty.", ["the hull was rusty"]),
        ("The Courier quoted the log of the hull.", ["The Courier quoted the log of the hull"]),
        ("The owners said on Friday. The hull was rusty.", ["The hull was rusty"]),
        ("Ana Roth urged the crew to paint the hull.", ["Ana Roth urged the crew to paint the hull"]),
        ("Ana Roth said the hull was rusty.", ["the hull was rusty"]),
        ("Two dead in tram crash near Varn\n\nThe crew painted the hull.", ["Two dead in tram crash near Varn", "The crew painted the hull"]),
        ("Fire at the Varn paper mill\n\nThe crew painted the hull.", ["Fire at the Varn paper mill", "The crew painted the hull"]),
    ],
)
def test_headlines_are_statements_and_tellings_without_their_content_are_none(nlp: Any, text: str, wanted: list[str]) -> None:
    assert texts(nlp, text) == wanted


@pytest.mark.parametrize("title", ["Mayor", "Treasurer", "Governor", "Director", "Sheriff"])
def test_a_title_of_one_word_is_said_with_the_name_and_states_nothing(nlp: Any, title: str) -> None:
    assert texts(nlp, f"{title} Olaf Brandt said the plan costs 4 million euros.") == ["the plan costs 4 million euros"]


def test_a_telling_within_a_telling_is_read(nlp: Any) -> None:
    assert texts(nlp, "“The mayor, Ana Roth told the Courier, said on Friday that the hull was rusty,” Tom Brandt told the court in Varn.")


def test_few_statements_are_cut_amiss(nlp: Any) -> None:
    counts, total, shown = measure([p for p in folders() if "cases" not in p.parts], nlp)
    share = 100 * len({line.split(": ", 1)[1] for line in shown}) / total
    assert share <= MOST, (round(share, 1), counts, shown)


def test_what_was_taken_out_behind_a_name_is_no_part_of_it(nlp: Any) -> None:
    doc = Doc(SpacyDoc(nlp.vocab, words=["Morning", "Flash", "\n\n\n", "Waves"], spaces=[True, False, False, False], sent_starts=[True, False, False, False]))
    assert _without_blanks(doc[1:3]).text == "Flash"
    assert _without_blanks(doc[2:3]).text == "\n\n\n"  # never nothing


@pytest.mark.parametrize(
    ("text", "predicate", "negated"),
    [
        ("Harn Steel failed to pay the fine on Tuesday.", "pay", True),
        ("Harn Steel refused to pay the fine on Tuesday.", "pay", True),
        ("Harn Steel did not fail to pay the fine on Tuesday.", "pay", False),
        ("Harn Steel refused the fine on Tuesday.", "refuse", False),
        ("Not only did Harn Steel pay the fine, it closed a mill.", "pay", False),
        ("Harn Steel did not pay the fine on Tuesday.", "pay", True),
    ],
)
def test_what_is_not_done_is_denied_and_what_is_not_all_is_not(nlp: Any, text: str, predicate: str, negated: bool) -> None:
    found = [s for s in read_report(Report(id="r", path="r", text=text), nlp).statements if s.predicate == predicate]
    assert [s.negated for s in found] == [negated], found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nobody was killed or injured in the blaze.", {"kill": True, "injure": True}),
        ("None of them spoke or voted.", {"speak": True, "vote": True}),
        ("No houses were damaged, flooded or burned.", {"damage": True, "flood": True, "burn": True}),
        ("Neither the mayor nor the clerk resigned or apologised.", {"resign": True, "apologise": True}),
        ("Nothing was stolen or broken at the museum.", {"steal": True, "break": True}),
        ("The driver was not hurt or arrested.", {"hurt": True, "arrest": True}),
        ("No one died and two men were hurt.", {"die": True, "hurt": False}),
        ("The firm hired no one and sold the mill.", {"hire": True, "sell": False}),
        ("The mayor did not resign and left the hall.", {"resign": True, "leave": False}),
        ("No fewer than five workers were killed or injured.", {"kill": False, "injure": False}),
    ],
)
def test_nobody_does_any_of_the_deeds_that_are_listed(nlp: Any, text: str, wanted: dict[str, bool]) -> None:
    assert {s.predicate: s.negated for s in read_report(Report(id="r", path="r.txt", text=text), nlp).statements} == wanted


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Not one passenger was hurt.", True),
        ("Not one of the 40 miners was killed.", True),
        ("Not a single house was damaged.", True),
        ("Neither of the pilots was injured.", True),
        ("Neither was hurt.", True),
        ("Not only one house was damaged.", False),
        ("No guest except the singer was hurt.", False),
        ("None but the pilot survived.", False),
        ("No one but the driver was hurt.", False),
        ("No guest was hurt.", True),
        ("None survived.", True),
        ("There was not much to back the claim.", True),
        ("There was much to back the claim.", False),
        ("There was not only a boat in the bay.", False),
        ("The bridge could not be opened.", True),
    ],
)
def test_what_not_one_of_them_does_is_denied(nlp: Any, text: str, negated: bool) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert [s.negated for s in statements] == [negated]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She rejected anything but a full inquiry, so the council opened one.", {"reject": False, "open": False}),
        ("The board refused to pay, so the crew left the ship.", {"pay": True, "leave": False}),
        ("The firm denied the charge, but it paid the fine.", {"deny": False, "pay": False}),
    ],
)
def test_what_follows_from_a_refusal_is_not_refused(nlp: Any, text: str, wanted: dict[str, bool]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert {s.predicate: s.negated for s in statements} == wanted
    assert {s.certainty.label for s in statements} == {"asserted"}


def test_both_clauses_of_a_headline_are_statements(nlp: Any) -> None:
    body = "\n\nA storm hit Hallmar on Friday."
    told = texts(nlp, f"Storm tears roofs off in Hallmar, 300 evacuated{body}")
    assert told == ["Storm tears roofs off in Hallmar", "300 evacuated", "A storm hit Hallmar on Friday"]
    assert texts(nlp, f"Tear gas clears square in Hallmar{body}")[0] == "Tear gas clears square in Hallmar"


@pytest.mark.parametrize("marks", ["...", "* * *", "--"])
def test_a_line_of_marks_is_no_statement(nlp: Any, marks: str) -> None:
    assert texts(nlp, f"{marks}\n\nAna Roth painted the hull.") == ["Ana Roth painted the hull"]
    assert texts(nlp, marks) == []


def test_who_is_one_party_of_an_event_marked_elsewhere_is_not_the_other_too(nlp: Any) -> None:
    text = "Ana and Tom met in Varn."
    arguments = (AnnotatedArgument(start=8, end=11, role="ARG0"), AnnotatedArgument(start=0, end=3, role="ARG1"))
    given = Annotations(report="r", events=(AnnotatedEvent(start=12, end=15, arguments=arguments),))
    [statement] = read_report(Report(id="r", path="r.txt", text=text), nlp, given).statements
    assert [(p.role, p.text) for p in statement.participants if p.role != "place"] == [("agent", "Tom"), ("patient", "Ana")]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The crossing was anything but easy.", True),
        ("Orr is anything but a thief.", True),
        ("The crew did anything but rest.", True),
        ("The crew ate anything but meat.", False),
        ("Anything but wine was sold.", False),
        ("The crossing was everything but easy.", False),
        ("The one thing you don't do is wait.", True),
        ("What the town did not do was sell the mill.", True),
        ("What the choir did not do well was sing.", False),
        ("The one thing the town did was sell the mill.", False),
    ],
)
def test_what_is_anything_but_so_or_is_not_done_is_denied(text: str, denied: bool, nlp: Any) -> None:
    assert [s.negated for s in read_report(Report(id="r", path="r", text=text), nlp).statements] == [denied]


@pytest.mark.parametrize(
    ("text", "predicate", "negated"),
    [
        ("The rebels nearly sank the barge.", "sink", True),
        ("Four men were almost killed.", "kill", True),
        ("The mill nearly doubled its output.", "double", False),
        ("The crowd almost filled the hall.", "fill", False),
        ("The rebels almost certainly sank the barge.", "sink", False),
        ("The rebels killed nearly 40 men.", "kill", False),
        ("The firm has yet to open the mill.", "open", True),
        ("The barge has yet to be raised.", "raise", True),
        ("The firm has to open the mill.", "have", False),
        ("The firm has no plans to close the Arle plant.", "close", True),
        ("The firm has no intention of closing the Arle plant.", "close", True),
        ("The firm has plans to close the Arle plant.", "close", False),
    ],
)
def test_what_was_not_quite_not_yet_or_not_to_be_done_is_denied(nlp: Any, text: str, predicate: str, negated: bool) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert [s.negated for s in statements if s.predicate == predicate] == [negated], [(s.text, s.predicate, s.negated) for s in statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The crew fled rather than mend the hull.", ["The crew fled rather than mend the hull"]),
        ("The talks ended without the town selling the mill.", ["The talks ended without the town selling the mill"]),
        ("The town hired a lawyer in the hope of winning 9 million crowns.", ["The town hired a lawyer in the hope of winning 9 million crowns"]),
        ("The mayor acted as if he had sold the mill.", ["The mayor acted as if he had sold the mill"]),
        ("The crew mended the hull and sold the boat.", ["The crew mended the hull", "sold the boat"]),
    ],
)
def test_what_was_not_done_is_no_statement_of_its_own(nlp: Any, text: str, wanted: list[str]) -> None:
    assert [s.text for s in read_report(Report(id="r", path="r", text=text), nlp).statements] == wanted


def test_who_has_yet_to_do_it_does_not_have_to(nlp: Any) -> None:
    text = "The towns signed in May, and the states have yet to agree on a price."
    gists = [s.gist.text if s.gist else s.text for s in read_report(Report(id="r", path="r", text=text), nlp).statements]
    assert gists[-1] == "the states have yet to agree on a price"
