"""Relations of parties: who supports, opposes, meets, leads, works with or belongs to whom."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.model import Report
from crossread.model.mention_index import MentionIndex
from crossread.reading.entities.resolution import resolve_entities
from crossread.reading.reading import read_report
from crossread.reading.relations.implied import implied_bodies
from crossread.reading.relations.records import proposals
from crossread.reading.speech.attributions import find_attributions
from crossread.reading.statements import build_statements


def relations(nlp: Any, text: str) -> set[tuple[str, str, str]]:
    reading = read_report(Report(id="r", path="r.txt", text=text), nlp)
    assert all(x.statement in {s.id for s in reading.statements} for x in reading.relations)
    return {(x.kind, x.from_.name, x.to.name) for x in reading.relations}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Maria Lindh, chief executive of Norvane, met Peter Hall on Friday.", {("leads", "Maria Lindh", "Norvane"), ("meets", "Maria Lindh", "Peter Hall")}),
        ("“We are fine,” said Karl Benz, an analyst at Fenwick Bank.", {("part_of", "Karl Benz", "Fenwick Bank")}),
        ("“We are fine,” said Karl Benz, a director at Fenwick Bank.", {("part_of", "Karl Benz", "Fenwick Bank")}),
        ("Germany has criticised Hungary over the treaty.", {("opposes", "Germany", "Hungary")}),
        ("“We are fine,” said Norvane's chairman, Peter Hall.", {("leads", "Peter Hall", "Norvane")}),
        ("France supports Germany.", {("supports", "France", "Germany")}),
        ("Germany signed an agreement with Poland.", {("cooperates", "Germany", "Poland")}),
    ],
)
def test_reads_how_parties_stand(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert wanted <= relations(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "Germany does not support Hungary.",
        "Karl Benz, a former president of Norvane, lives in Bonn.",
        "Maria Lindh visited Bonn on Friday.",
    ],
)
def test_denied_former_and_places_relate_nobody(nlp: Any, text: str) -> None:
    assert not relations(nlp, text)


@pytest.mark.parametrize(
    ("text", "opposed"),
    [
        ("The union decided not to turn against Norvane.", False),
        ("The council has decided not to campaign against Norvane.", False),
        ("“Does the union oppose the dam?” asked a reporter.", False),
        ("Will Velland sue Norvane?", False),
        ("The union decided to campaign against Norvane.", True),
        ("The council decided against the dam.", True),
        ("“Why did Velland sue Norvane?” asked Mira Pell.", True),
        ("Velland sued Norvane, but will it win?", True),
    ],
)
def test_a_stance_decided_against_or_only_asked_about_is_none(nlp: Any, text: str, opposed: bool) -> None:
    assert any(kind == "opposes" for kind, *_ in relations(nlp, text)) == opposed


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We are stubborn,” said Bettina Roe, a retired pilot who chairs the foundation.", "pilot who chairs the foundation"),
        ("“We are stubborn,” said Bettina Roe, who chairs Norvane.", "chairs Norvane"),
        ("Bettina Roe said that Peter Hall leads the Lowland Party.", "Peter Hall leads the Lowland Party"),
        ("“Peter Hall, who heads Norvane, is a fool,” said Mira Pell.", "heads Norvane"),
    ],
)
def test_what_says_who_a_teller_is_is_no_part_of_what_he_tells(nlp: Any, text: str, words: str) -> None:
    reading = read_report(Report(id="r", path="r.txt", text=text), nlp)
    carriers = {x.statement for x in reading.relations if x.kind == "leads"}
    assert [s.text for s in reading.statements if s.id in carriers] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Benz wants to become president of Norvane.",
        "Karl Benz failed in his attempt to become president of Norvane.",
        "Karl Benz declined to become president of Norvane.",
        "Karl Benz denied that he had met Maria Lindh.",
    ],
)
def test_what_somebody_hopes_to_be_or_denies_relates_nobody(nlp: Any, text: str) -> None:
    assert not {kind for kind, _, _ in relations(nlp, text)} & {"leads", "meets"}


@pytest.mark.parametrize(
    ("stance", "supports"),
    [
        ("decided on Monday to end its support for Emil Marrin", False),
        ("ended its support for Emil Marrin", False),
        ("voted to continue its support for Emil Marrin", True),
    ],
)
def test_who_has_ended_its_support_supports_nobody(nlp: Any, stance: str, supports: bool) -> None:
    found = relations(nlp, f"The Reform Union {stance}.")
    assert (("supports", "Reform Union", "Emil Marrin") in found) == supports



def test_who_rejects_a_deal_is_against_it_and_has_none(nlp: Any) -> None:
    assert {kind for kind, _, _ in relations(nlp, "Germany rejected the deal with Hungary.")} <= {"opposes"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norvane cut 90 jobs. Norvane's sales fell. The president, Ida Moe, said she was sorry.", ("Ida", "Norvane")),
        ("Sen. Ann Lee said the plan would fail.", ("Ann", "Senate")),
    ],
)
def test_an_office_without_a_body_is_offered_one_from_elsewhere(nlp: Any, text: str, wanted: tuple[str, str]) -> None:
    index = MentionIndex(read_report(Report(id="r", path="r.txt", text=text), nlp).entities)
    assert wanted in {(one.office.holder.text, one.body.name) for one in implied_bodies(to_universal(nlp(text)), index, [])}


def test_a_name_behind_an_office_and_its_body_holds_the_office(nlp: Any) -> None:
    assert ("part_of", "Leo Grand", "Norvane") in relations(nlp, "A spokesman for Norvane, Leo Grand, said sales fell.")


@pytest.mark.parametrize(
    "text",
    [
        "Germany should sue Hungary over the treaty, she said.",
        "The mayor, Ida Moe, opened the bridge.",
    ],
)
def test_advice_and_offices_of_nothing_named_relate_nobody(nlp: Any, text: str) -> None:
    assert not relations(nlp, text)


def test_a_day_or_a_score_is_no_party(nlp: Any) -> None:
    found = relations(nlp, "Ostria defeated Velland 65-53 on Friday, and criticism of Velland on Friday grew.")
    assert not {end for _, *ends in found for end in ends} & {"Friday", "65-53", "65", "53"}


def test_what_a_speaker_says_of_another_is_laid_before_the_judge(nlp: Any) -> None:
    text = "Mira Pell said Peter Hall was a danger to the harbour."
    report = Report(id="r", path="r.txt", text=text)
    doc = to_universal(nlp(text))
    entities = resolve_entities(report, doc)
    clauses = Clauses(doc, MentionIndex(entities))
    statements = build_statements(report, clauses, find_attributions(report, doc, entities), (), ())
    found = {(p.record.kind, p.record.from_.name, p.record.to.name) for p in proposals(report, clauses, statements)}
    assert ("opposes", "Mira Pell", "Peter Hall") in found


@pytest.mark.parametrize("name", ["Ivo Brandt", "Ole Dahl", "Sela Foods"])
def test_whoever_bears_a_title_is_met_like_a_person(nlp: Any, name: str) -> None:
    text = f"Karl Venn met Prime Minister {name} in Brunn on Monday."
    assert any(kind == "meets" and "Karl Venn" in ends for kind, *ends in relations(nlp, text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Drax Foods is being sued by Milla Farms over spoiled berries.", True),
        ("Milla Farms sued Drax Foods over spoiled berries.", True),
        ("If Milla Farms sued Drax Foods, it would lose.", False),
        ("Milla Farms should sue Drax Foods.", False),
        ("Milla Farms never sued Drax Foods.", False),
        ("Milla Farms has threatened to sue Drax Foods.", False),
    ],
)
def test_a_verb_that_says_nothing_else_tells_its_stance(nlp: Any, text: str, wanted: bool) -> None:
    assert (("opposes", "Milla Farms", "Drax Foods") in relations(nlp, text)) == wanted


def test_two_who_do_a_thing_together_cooperate_and_one_alone_does_not(nlp: Any) -> None:
    assert ("cooperates", "Sorn Steel", "Karam Rail") in relations(nlp, "Sorn Steel and Karam Rail built the bridge together.")
    for text in ("Sorn Steel pulled together.", "The choir sang together.", "Mara Lind and Rob Stone arrived together."):
        assert not [kind for kind, *_ in relations(nlp, text) if kind == "cooperates"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a body that several common nouns name is named whole; a function is none where a name says whose it is
        ("School board president Ida Moe resigned.", ("leads", "Ida Moe", "School board")),
        ("White House Communications Director Hope Hollis resigned on Monday.", ("leads", "Hope Hollis", "White House")),
        ("School Board President Ida Moe resigned.", ("leads", "Ida Moe", "School Board")),
        ("Late last night school board president Ida Moe resigned.", ("leads", "Ida Moe", "school board")),
        ("Brandt city council member Ida Moe resigned.", ("part_of", "Ida Moe", "city council")),
        # who is at the head of somebody's campaign is at the head of nobody
        ("Mrs. Hollis's campaign chairman, John D. Pell, wrote more emails.", ("leads", "John D. Pell", "campaign")),
        # whatever verb brings somebody into an office, and one of several
        ("Donald John Trent was inaugurated as the 45th president of the United States on Friday.", ("leads", "Donald John Trent", "United States")),
        ("Ida Moe was sworn in as mayor of Brandt.", ("leads", "Ida Moe", "Brandt")),
        ("Leo Romm's boss, Karl Venn, resigned.", ("leads", "Karl Venn", "Leo Romm")),
        ("Ed Gill, one of the top advisers to Leo Romm, said so.", ("part_of", "Ed Gill", "Leo Romm")),
        # a noun of people that no table of offices lists
        ("Ida Moe, a welder at Norvane, spoke on Friday.", ("part_of", "Ida Moe", "Norvane")),
        ("Ida Moe, a physicist at Norvane, spoke on Friday.", ("part_of", "Ida Moe", "Norvane")),
        ("Among the wounded was Matt Mika, a lobbyist for Norvane Foods.", ("part_of", "Matt Mika", "Norvane Foods")),
    ],
)
def test_an_office_has_its_whole_body_and_its_holder(nlp: Any, text: str, wanted: tuple[str, str, str]) -> None:
    found = relations(nlp, text)
    assert wanted in found
    assert {one for one in found if one[0] == "leads"} <= {wanted}


@pytest.mark.parametrize(
    "text",
    [
        "Ida Moe was not sworn in as mayor of Brandt.",
        "Ida Moe was denounced as an agent of Velland.",
        "Leo Paz was described by police as a member of the Red Hand.",
        "Leo Paz came disguised as an officer of the Brandt police.",
    ],
)
def test_who_is_only_called_or_is_not_made_something_has_no_office(nlp: Any, text: str) -> None:
    assert not [one for one in relations(nlp, text) if one[0] in ("leads", "part_of")]


def test_a_title_behind_the_verb_is_not_the_subjects(nlp: Any) -> None:
    text = (
        "Ivo Hall was speaking during his meeting with Osk Minister of Trade and Advanced Crafts and Managing Director and"
        " Group CEO of the Osk National Oil Company Leo Brandt."
    )
    found = relations(nlp, text)
    assert ("leads", "Leo Brandt", "Osk National Oil Company") in found
    assert not [one for one in found if one[0] in ("leads", "part_of") and one[1] == "Ivo Hall"]


def test_who_visits_a_site_meets_nobody(nlp: Any) -> None:
    assert not relations(nlp, "Mara Lind visited the site on Friday.")
    assert ("meets", "Mara Lind", "the miners") in relations(nlp, "Mara Lind met the miners on Friday.")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Velland should support Ostria.", set()),
        ("Ada Lund hopes to lead the Arle council.", set()),
        ("Ada Venn is deputy mayor of Osk.", {("part_of", "Ada Venn", "Osk")}),
        ("Ada Venn served as mayor of Osk.", {("leads", "Ada Venn", "Osk")}),
    ],
)
def test_who_leads_is_told_by_what_is_and_not_by_what_is_hoped_or_advised(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert relations(nlp, text) == wanted


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Hedda Voss accused the director of negligence.", "the director"),
        ("Hedda Voss accused the director of the museum of negligence.", "the director of the museum"),
        ("Hedda Voss accused the director of the museum.", "the director of the museum"),
    ],
)
def test_what_somebody_is_accused_of_is_no_part_of_whom_he_is(nlp: Any, text: str, accused: str) -> None:
    assert {to for kind, _, to in relations(nlp, text) if kind == "opposes"} == {accused}


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("The presidents of Ostria and Velland met on Friday.", {("meets", "Ostria", "Velland")}),
        ("The presidents of Ostria met on Friday.", set()),
        ("The president of Ostria and Velland met on Friday.", set()),
        ("The roofs of Ostria and Velland met the sky.", set()),
    ],
)
def test_those_who_act_for_two_bodies_meet_for_them(nlp: Any, text: str, met: set[tuple[str, str, str]]) -> None:
    assert {relation for relation in relations(nlp, text) if relation[0] == "meets"} == met


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("The brothers, both members of the Delta Movement, deny the charges.", "The brothers"),
        ("The chairman of the bank, a member of the Delta Movement, left.", "The chairman of the bank"),
        ("The union, members of the Delta Movement said, was wrong.", "members of the Delta Movement"),
        ("Members of the Delta Movement, friends of the union, left.", "Members of the Delta Movement"),
    ],
)
def test_a_membership_behind_the_comma_is_of_who_stands_before_it(nlp: Any, text: str, member: str) -> None:
    assert {one for kind, one, body in relations(nlp, text) if (kind, body) == ("part_of", "Delta Movement")} == {member}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a capital that names nobody hides no name before it
        ("White House Press Secretary Josh Orr spoke on Monday.", {("part_of", "Josh Orr", "White House")}),
        ("Norvane Labs Press Secretary Ida Moe resigned.", {("part_of", "Ida Moe", "Norvane Labs")}),
        ("Greek Prime Minister Ida Moe said on Monday that talks had failed.", {("leads", "Ida Moe", "Greece")}),
        ("Osk Police Chief Ida Moe resigned.", {("leads", "Ida Moe", "Osk Police")}),
        # whose name follows a body is no body
        ("Director of National Intelligence Dan Orr resigned.", {("leads", "Dan Orr", "National Intelligence")}),
        ("The governor of Osk province, Ida Moe, resigned.", {("leads", "Ida Moe", "Osk province")}),
    ],
)
def test_the_body_of_a_long_title_is_the_name_in_it(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert relations(nlp, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A feud between Ida Moe and Otto Grau ended the firm.", {("opposes", "Ida Moe", "Otto Grau")}),
        ("The dispute between Velland and Ostria over fishing has lasted for years.", {("opposes", "Velland", "Ostria")}),
        ("No feud between Ida Moe and Otto Grau ended the firm.", set()),
        ("The ferry between Velland and Ostria has run for years.", set()),
        ("The match between Arle and Venn was called off.", set()),
        ("Clashes between Monday and Friday left two hurt.", set()),
    ],
)
def test_strife_between_two_sets_them_against_one_another(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert relations(nlp, text) == wanted


LISTED = "The candidates are Saul Anders, chairman of the Michel Party; Otto Grau, {second}; and Ida Moe, a clerk at Norvane."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # what stands behind one name of a list tells of no name behind it
        (LISTED.format(second="chairman of the Wissel Party"), {("leads", "Saul Anders", "Michel Party"), ("leads", "Otto Grau", "Wissel Party"), ("part_of", "Ida Moe", "Norvane")}),
        (LISTED.format(second="a painter"), {("leads", "Saul Anders", "Michel Party"), ("part_of", "Ida Moe", "Norvane")}),
        # of one office only the name before it is the holder, of an office of several all are
        ("Ida Moe and Otto Grau, leaders of the Varn Party, spoke.", {("leads", "Ida Moe", "Varn Party"), ("leads", "Otto Grau", "Varn Party")}),
        ("Ida Moe and Otto Grau, leader of the Varn Party, spoke.", {("leads", "Otto Grau", "Varn Party")}),
        # a clause with "who" tells of the person before it, not of that person's body
        ("The head of the bank who supports Ostria resigned.", {("supports", "The head of the bank", "Ostria")}),
    ],
)
def test_what_is_told_of_one_of_a_list_is_told_of_nobody_else(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    told = {one for one in relations(nlp, text) if one[0] in ("leads", "supports") or one[2] == "Norvane"}
    assert told == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # behind a semicolon another of a list is told of; behind a comma the holder of the office may follow
        ("The letter was signed by Karl Benz, chairman of Norvane; Senator Otto Grau; and Ida Moe.", {("leads", "Karl Benz", "Norvane")}),
        ("The chairman of Norvane, Otto Grau, signed the letter.", {("leads", "Otto Grau", "Norvane")}),
        # whoever runs a campaign leads nobody whose it is
        ("Ida Moe spoke. The Moe campaign chairman, Karl Benz, left.", {("leads", "Karl Benz", "campaign")}),
        ("The Norvane marketing chief, Karl Benz, left.", {("leads", "Karl Benz", "Norvane")}),
        # a governor leads a state, and no party
        ("Texas GOP Gov. Ida Moe spoke.", set()),
        ("Ohio Republican Governor Karl Benz spoke.", {("leads", "Karl Benz", "Ohio")}),
        ("Iowa GOP chairman Karl Benz spoke.", {("leads", "Karl Benz", "Iowa GOP")}),
    ],
)
def test_an_office_is_held_by_whom_and_leads_what_the_words_say(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert {one for one in relations(nlp, text) if one[0] == "leads"} == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # support that is sought, lost or missing, and criticism that is feared, is nobody's
        ("Otto Grau lost the support of the union.", set()),
        ("Otto Grau courted the support of the union.", set()),
        ("Otto Grau has the support of the union.", {("supports", "the union", "Otto Grau")}),
        ("Otto Grau did not lose the support of the union.", {("supports", "the union", "Otto Grau")}),
        ("With the support of the union, Otto Grau seeks a new term.", {("supports", "the union", "Otto Grau")}),
        ("The plan has faced criticism from Ida Moe.", {("opposes", "Ida Moe", "The plan")}),
        # what would have been was not
        ("Norvane would have sued Otto Grau.", set()),
        ("Norvane has sued Otto Grau.", {("opposes", "Norvane", "Otto Grau")}),
        ("Norvane nearly sued Otto Grau.", set()),
        ("Does Norvane support Otto Grau?", set()),
        ("Norvane supports Otto Grau.", {("supports", "Norvane", "Otto Grau")}),
    ],
)
def test_what_is_sought_lost_or_would_have_been_relates_nobody(nlp: Any, text: str, wanted: set[tuple[str, str, str]]) -> None:
    assert relations(nlp, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Karl Benz, head of the water agency since 2015, resigned.", ("leads", "Karl Benz", "the water agency")),
        ("Karl Benz, a former boxer, leads the Lowland Party.", ("leads", "Karl Benz", "Lowland Party")),
        ("Karl Benz will lead Norvane until 2040.", ("leads", "Karl Benz", "Norvane")),
        ("The former minister's lawyer, Karl Benz, leads Norvane.", ("leads", "Karl Benz", "Norvane")),
    ],
)
def test_who_leads_is_told_with_his_past_or_a_time(nlp: Any, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in relations(nlp, text)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("Velland ended its alliance with Ostria.", False),
        ("Norvane broke off its partnership with Fenwick Bank in May.", False),
        ("Norvane cut ties with Fenwick Bank.", False),
        ("Velland dropped its opposition to the treaty.", False),
        ("The union dropped its lawsuit against Norvane.", False),
        ("Mira Pell withdrew her complaint against Norvane.", False),
        ("Norvane did not cut ties with Fenwick Bank.", True),
        ("Velland may end its alliance with Ostria.", True),
        ("Mira Pell cut a deal with Peter Hall.", True),
    ],
)
def test_a_tie_or_a_stance_that_is_ended_is_none(nlp: Any, text: str, stands: bool) -> None:
    assert bool({kind for kind, _, _ in relations(nlp, text)} & {"cooperates", "opposes"}) is stands


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("If the union backs Mira Pell, she will win.", False),
        ("Peter Hall asked Velland to condemn the attack.", False),
        ("The union considered suing Norvane.", False),
        ("Velland applied to join the Delta Movement.", False),
        ("Velland joined the Delta Movement.", True),
        ("The union told Norvane that it opposes the plan.", True),
        ("The union backs Mira Pell, if only just.", True),
    ],
)
def test_what_is_only_a_condition_weighed_or_asked_for_relates_nobody(nlp: Any, text: str, told: bool) -> None:
    assert bool(relations(nlp, text)) is told


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The senator is strongly opposed to the bill.", ("opposes", "The senator", "the bill")),
        ("Residents opposed to the airport marched through the town.", ("opposes", "Residents", "the airport")),
        ("Mira Pell called on Peter Hall to step down.", ("opposes", "Mira Pell", "Peter Hall")),
        ("The opposition demanded that Lena Holm resign.", ("opposes", "The opposition", "Lena Holm")),
        ("The Russian-backed separatists took the town.", ("supports", "Russia", "The Russian-backed separatists")),
        ("Mira Pell called for peace after talks with Peter Hall.", ("meets", "Mira Pell", "Peter Hall")),
        ("Mira Pell rejected the plan at a meeting with Peter Hall.", ("meets", "Mira Pell", "Peter Hall")),
        ("Mira Pell replaced Peter Hall as head of the water agency.", ("leads", "Mira Pell", "the water agency")),
        ("The president appointed Mira Pell to head the water agency.", ("leads", "Mira Pell", "the water agency")),
        ("The new head of the water agency is Mira Pell.", ("leads", "Mira Pell", "the water agency")),
        ("Norvane appointed Mira Pell as chief executive.", ("leads", "Mira Pell", "Norvane")),
    ],
)
def test_common_ways_to_tell_a_stance_a_meeting_and_an_office(nlp: Any, text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in relations(nlp, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mira Pell was urged to condemn the attack.", "opposes"),
        ("Mira Pell offered to resign.", "opposes"),
        ("The newly-backed rebels took the town.", "supports"),
        ("Mira Pell called off talks with Peter Hall.", "meets"),
        ("The new head of the water agency is not Mira Pell.", "leads"),
        ("The board appointed Mira Pell as chief executive.", "leads"),
        ("The president did not appoint Mira Pell to head the water agency.", "leads"),
    ],
)
def test_what_looks_like_a_stance_a_meeting_or_an_office_is_none(nlp: Any, text: str, kind: str) -> None:
    assert kind not in {found for found, _, _ in relations(nlp, text)}
