"""Who is who in one report: namesakes, husband and wife, she and he, a firm, its union and its town."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import spacy

from crossread.grammar.doc import Doc
from crossread.languages.genders import MAN, UNTOLD, WOMAN, gender_of_given, gender_of_name, gender_of_words
from crossread.model import EntityType, Reading, Report
from crossread.model.annotations import AnnotatedName, Annotations
from crossread.reading.entities.called import find_descriptions
from crossread.reading.entities.short_forms import Form, is_short_form
from crossread.reading.reading import read_report
from tests.reading.told import statement_with, tellers_of

FAMILY = """Treasurer's family in court

Former treasurer Owen Hart Jr. admitted fraud on Monday.

"I took what was not mine," Hart said.

He and his wife, Stella, sat in the second row. Stella Hart is a teacher.
"""
VISIT = """Two visitors at the dam

Mayor Greta Lund came to the dam with Father Ole Brekke on Sunday. He rang the bell. "It held well," he said. "We paid for it," she said.
"""
PEER = """Bridge opened

Edmund Vane, 4th Earl of Tarrow, opened the bridge on Monday. Lord Tarrow said it cost 2 million pounds.
"""
TOWN = """Fire in Stenby

STENBY, 4 March 2032 - A fire broke out in Stenby on Thursday, police said.

Stenby Foods said the kiln had been checked in May.

People in Stenby stayed indoors.
"""
UNION = """Line cuts crews

Marlan Shipping Lines cut two crews on Friday. Marlan said it would hire again in May. The Marlan Dockers Union called for a strike.
"""


def read(text: str, nlp: Any) -> Reading:
    return read_report(Report(id="x", path="x.txt", text=text), nlp)


def named_at(reading: Reading, text: str, words: str, within: str) -> str:
    """Return the name of the entity that has a mention on `words` inside the longer words `within`."""
    start = text.index(within) + within.index(words)
    held = {e.name: min(m.end - m.start for m in e.mentions if m.start < start + len(words) and start < m.end)
            for e in reading.entities if any(m.start < start + len(words) and start < m.end for m in e.mentions)}  # fmt: skip
    return min(held, key=lambda name: held[name], default="")


def test_the_bare_family_name_is_the_man_the_report_is_about(nlp: Any) -> None:
    found = read(FAMILY, nlp)
    assert named_at(found, FAMILY, "Hart", "Hart said") == "Owen Hart Jr."
    assert named_at(found, FAMILY, "Stella", "his wife, Stella") == "Stella Hart"


def test_he_and_she_go_to_whom_titles_and_given_names_allow(nlp: Any) -> None:
    said = {s.text: [t.name for t in s.attribution.chain] for s in read(VISIT, nlp).statements}
    assert any("Brekke" in name for name in said["It held well"])
    assert any("Lund" in name for name in said["We paid for it"])


def test_a_pronoun_is_not_who_does_the_deed_beside_it(nlp: Any) -> None:
    text = "Velm Line owns two ferries. Norvane Shipping bought it in May."
    assert named_at(read(text, nlp), text, "it", "bought it in") == "Velm Line"


def test_a_peer_is_one_under_his_title(nlp: Any) -> None:
    found = read(PEER, nlp)
    assert named_at(found, PEER, "Tarrow", "Lord Tarrow said") == "Edmund Vane"


def test_the_seat_of_a_peer_is_a_town_where_one_is_in_it(nlp: Any) -> None:
    text = "Hall opened\n\nAda Moll, the Countess of Brenn, opened the hall in Brenn on Sunday. Lady Brenn said she was glad."
    found = read(text, nlp)
    assert named_at(found, text, "Brenn", "Lady Brenn") == "Ada Moll"
    assert named_at(found, text, "Brenn", "in Brenn") == "Brenn"


def test_a_town_is_no_firm_of_its_name(nlp: Any) -> None:
    found = read(TOWN, nlp)
    assert named_at(found, TOWN, "Stenby", "People in Stenby") == "Stenby"
    assert named_at(found, TOWN, "Stenby Foods", "Stenby Foods said") == "Stenby Foods"


@pytest.mark.parametrize(
    ("text", "name", "type_"),
    [
        ("Marl Textiles to quit Harwen\n\nMarl Textiles, which has woven sails in Harwen since 1890, will close its mill.", "Harwen", "place"),
        ("Brewer leaves Tosk\n\nDunmore Brewery, which has brewed stout in Tosk for a century, will shut its plant.", "Tosk", "place"),
        ("Brann shares fall\n\nBrann said it would cut jobs. Workers at Brann said conditions in Brann were poor.", "Brann", "organisation"),
        (
            "Quake\n\nThe epicentre lay east of the city of Denev. Denev was levelled long ago. “The walls stood,” said Yana "
            "Kolt, who had lit her ovens.",
            "Denev", "place",
        ),
    ],
)
def test_where_things_are_is_a_town(nlp: Any, text: str, name: str, type_: str) -> None:
    assert {entity.name: entity.type for entity in read(text, nlp).entities}[name] == type_


def test_a_firm_is_not_its_union(nlp: Any) -> None:
    found = read(UNION, nlp)
    assert "Union" not in named_at(found, UNION, "Marlan", "Marlan said it")


def test_titles_and_given_names_tell_women_from_men() -> None:
    assert (gender_of_given("Hanna"), gender_of_given("Mirela"), gender_of_given("Akira")) == (WOMAN, WOMAN, UNTOLD)
    assert (gender_of_given("Emil"), gender_of_name("Emil Dorn"), gender_of_name("Dorn")) == (MAN, MAN, UNTOLD)
    assert (gender_of_words(["sir"]), gender_of_words(["baroness", "mayor"]), gender_of_words(["mayor"])) == (MAN, WOMAN, UNTOLD)


BEARERS = """Grid for sale

Torvik Energy put its grid up for sale. Torvik said on Monday it would keep the boilers.

The people of Torvik were not asked. The mayor of Torvik wants a vote.
"""
GENERATIONS = """Founder dies

Anton Brask Sr. died on Sunday. His son, Anton Brask Jr., said the shop would stay open. The younger Brask is 40.
"""
COUPLE = """Tree house stays

Edwin and Rose Ambler may keep their tree house. Mr Ambler said he was glad. Mrs Ambler said nothing.
"""
STAFF = """Bank shuts branches

Hollin Bank will close 30 branches. The Hollin Bank Staff Association said 400 jobs would go. Hollin said most would stay.
"""


def mentions(nlp: Any, text: str) -> dict[str, list[str]]:
    read = read_report(Report(id="r", path="r.txt", text=text, published="2032-03-12"), nlp)
    return {e.name: [text[m.start : m.end] for m in e.mentions] for e in read.entities}


def test_the_town_is_not_the_firm_that_bears_its_name(nlp: Any) -> None:
    found = mentions(nlp, BEARERS)
    assert found["Torvik"] == ["Torvik", "Torvik"]
    assert "Torvik" in found["Torvik Energy"]


def test_father_and_son_of_one_name_are_two(nlp: Any) -> None:
    found = mentions(nlp, GENERATIONS)
    assert found["Anton Brask Sr."][0] == "Anton Brask Sr."
    assert "Brask" in found["Anton Brask Jr."]


def test_a_couple_shares_its_family_name(nlp: Any) -> None:
    found = mentions(nlp, COUPLE)
    assert "Mr Ambler" in found["Edwin Ambler"]
    assert "Mrs Ambler" in found["Rose Ambler"]


def test_a_bank_is_not_its_staff_association(nlp: Any) -> None:
    found = mentions(nlp, STAFF)
    assert "Hollin" in found["Hollin Bank"]
    assert "Hollin" not in found["Hollin Bank Staff Association"]


CLUBS = """Derby ends in a row

Korsby City drew with Korsby Rovers on Sunday. City said the pitch had been too wet. Rovers said a steward had been hurt. Shops in Korsby were shut.
"""
FIRMS = """Fleet grounded

Tarn Airways grounded its fleet on Monday. The Pilots' Guild said the planes were safe. The airline said it would check every engine. Hobb Breweries
flew in beer. The brewer said it would wait.
"""
FOUNDER = """Founder sells

Hark Lumber was founded by Owen Hark. Hark said he had sold his shares. Hark said it would close the mill. Noel Ambry works there, and Noel said he would leave.
"""
PARTIES = """Reform wins

The Reform Party beat the Green Party. Reform said it would rule alone, and the Greens said the count was wrong. Reform of the law is far off.
"""
TOWNS = """Dorn votes

The Bank of Dorn shut on Monday. Dorn lies on the coast. Korsby City Council said the city would pay, and City Hall was shut.
"""


def tellers(text: str, nlp: Any) -> dict[str, str]:
    return {s.text: s.attribution.chain[-1].name for s in read(text, nlp).statements if s.attribution.chain}


def test_a_club_is_known_by_the_word_that_its_town_s_other_club_lacks(nlp: Any) -> None:
    found = tellers(CLUBS, nlp)
    assert found["the pitch had been too wet"] == "Korsby City"
    assert found["a steward had been hurt"] == "Korsby Rovers"
    assert named_at(read(CLUBS, nlp), CLUBS, "Korsby", "in Korsby") == "Korsby"


def test_a_firm_is_called_by_what_its_name_says_it_is(nlp: Any) -> None:
    found = tellers(FIRMS, nlp)
    assert found["it would check every engine"] == "Tarn Airways"
    assert found["it would wait"] == "Hobb Breweries"


def test_he_is_the_founder_and_it_the_firm_of_one_name(nlp: Any) -> None:
    found = tellers(FOUNDER, nlp)
    assert found["he had sold his shares"] == "Owen Hark"
    assert found["it would close the mill"] == "Hark Lumber"
    assert found["he would leave"] == "Noel Ambry"


def test_a_party_goes_by_its_first_word(nlp: Any) -> None:
    found = tellers(PARTIES, nlp)
    assert found["it would rule alone"] == "Reform Party"
    assert found["the count was wrong"] == "Green Party"
    assert named_at(read(PARTIES, nlp), PARTIES, "Reform", "Reform of the law") == ""


def test_a_town_and_a_hall_are_no_bank_and_no_council(nlp: Any) -> None:
    found = read(TOWNS, nlp)
    assert named_at(found, TOWNS, "Dorn", "Dorn lies") == "Dorn"
    assert named_at(found, TOWNS, "City", "City Hall") != "Korsby City Council"


FOOD_MAKER = """Plant to close

Tarrow Foods will close its plant in Hadley, the food maker said on Wednesday.

Edna Tarrow, who founded the company in 1970, was not asked.

"It hurts me deeply," Mrs Tarrow said.
"""
LANDLORD = """Row goes on

Hexford City have not paid for the policing of their matches, Hexford City Council said on Tuesday.
"""
LETTERS = """Stoppage looms

Marl Railways has asked a judge to forbid Friday's strike by the FRS.

The federation said the vote had been fair. The company disagreed.
"""


def test_who_has_a_title_is_the_founder_and_not_the_firm(nlp: Any) -> None:
    found = mentions(nlp, FOOD_MAKER)
    assert "Mrs Tarrow" in found["Edna Tarrow"] and "Mrs Tarrow" not in found["Tarrow Foods"]
    assert any("Tarrow Foods" in name for name in mentions(nlp, "Profit up\n\nTarrow Foods made a profit. Tarrow said it would hire."))


def test_a_club_of_a_town_is_not_the_town_s_council(nlp: Any) -> None:
    assert all(places == ["Hexford City Council"] for name, places in mentions(nlp, LANDLORD).items() if "Council" in name)


def test_letters_are_called_by_a_noun_that_they_may_stand_for(nlp: Any) -> None:
    found = mentions(nlp, LETTERS)
    assert "The federation" in found["FRS"] and "The company" not in found["FRS"]


NAMESAKES = {
    "founder": "Stock slides\n\nShares in Hartmoor fell 9 percent after the carmaker's founder, Odo Hartmoor, sold his stake. Mr Hartmoor told reporters he was tired. Hartmoor said in a statement that its plans would not change.",
    "ship": "Tug saves yacht\n\nThe tug Ida Brandal towed a yacht into Stenby on Sunday. The boat is named after Ida Brandal, the poet, who was born in 1871.",
    "club": "Third place\n\nStenby climbed to third in the league with a 3-1 win at Harlow on Saturday. The town of Stenby, which lost its cannery, has little else to cheer.",
    "school": "School burns\n\nThe Edvard Lom School burned down on Sunday. It is named after Edvard Lom, a poet.",
    "guard": "Minister resigns\n\nTransport minister Odo Hartmoor resigned on Monday. Hartmoor said its bridges had cost the country too much.",
}  # fmt: skip


def kind_at(nlp: Any, case: str, words: str, within: str) -> str:
    """Return the type and name of the entity that has a mention on `words` inside `within`."""
    text = NAMESAKES[case]
    start = text.index(within) + within.index(words)
    reading = read(text, nlp)
    return next(f"{e.type} {e.name}" for e in reading.entities if any(m.start == start for m in e.mentions))


def test_a_firm_is_not_its_founder_of_one_name(nlp: Any) -> None:
    assert kind_at(nlp, "founder", "Hartmoor", "Shares in Hartmoor") == "organisation Hartmoor"
    assert kind_at(nlp, "founder", "Hartmoor", "Hartmoor said in a statement") == "organisation Hartmoor"
    assert named_at(read(NAMESAKES["founder"], nlp), NAMESAKES["founder"], "Hartmoor", "Mr Hartmoor told") == "Odo Hartmoor"
    assert named_at(read(NAMESAKES["guard"], nlp), NAMESAKES["guard"], "Hartmoor", "Hartmoor said its") == "Odo Hartmoor"


def test_a_ship_and_a_school_are_not_whom_they_are_named_after(nlp: Any) -> None:
    assert kind_at(nlp, "ship", "Ida Brandal", "tug Ida Brandal") == "vehicle Ida Brandal"
    assert kind_at(nlp, "ship", "Ida Brandal", "named after Ida Brandal") == "person Ida Brandal"
    assert kind_at(nlp, "school", "Edvard Lom", "named after Edvard Lom") == "person Edvard Lom"


def test_a_side_is_not_the_town_it_plays_for(nlp: Any) -> None:
    assert kind_at(nlp, "club", "Stenby", "Stenby climbed") == "organisation Stenby"
    assert kind_at(nlp, "club", "Stenby", "town of Stenby") == "place Stenby"


def test_a_father_is_not_the_son_of_his_name(nlp: Any) -> None:
    found = mentions(nlp, "Paul Denning III won the seat in Arle. His father Paul Denning wept.")
    assert found["Paul Denning III"][0] == "Paul Denning III"
    assert found["Paul Denning"] == ["Paul Denning"]


def test_a_lord_whom_nothing_leads_to_anybody_is_himself(nlp: Any) -> None:
    found = mentions(nlp, "Rosa Venn wrote to Lady Orde. The mill stayed shut.")
    assert found["Rosa Venn"] == ["Rosa Venn"]
    assert found["Orde"] == ["Lady Orde"]


def test_two_peoples_joined_by_a_sign_are_two(nlp: Any) -> None:
    assert mentions(nlp, "He met Muslim & Christian leaders.") == {"Muslim": ["Muslim"], "Christian": ["Christian"]}


def test_what_hangs_on_a_number_without_a_blank_is_no_name(nlp: Any) -> None:
    assert mentions(nlp, "The crates were marked 12Ostria and 3Germany.") == {}


def marked(nlp: Any, text: str, *names: tuple[str, str]) -> dict[str, EntityType]:
    """Return name -> type where another pipeline has marked the names of a text."""

    def pipeline(words: str) -> Any:
        doc = nlp(words)
        doc.ents = [doc.char_span(words.index(name), words.index(name) + len(name), label=label) for name, label in names]
        return doc

    return {e.name: e.type for e in read_report(Report(id="r", path="r.txt", text=text), pipeline).entities}  # type: ignore[arg-type]


def test_numbers_and_offices_that_a_pipeline_marks_are_no_names(nlp: Any) -> None:
    assert marked(nlp, "The line is open 24/7 in Arle.", ("24/7", "PRODUCT"), ("Arle", "GPE")) == {"Arle": "place"}
    assert marked(nlp, "Germany Chancellor spoke to Ada Lund.", ("Germany Chancellor", "PERSON"), ("Ada Lund", "PERSON")) == {"Ada Lund": "person"}


def test_a_council_keeps_the_name_that_a_pipeline_marks(nlp: Any) -> None:
    found = marked(nlp, "The Ostrian Council of Trades met.", ("Ostrian", "NORP"), ("Council of Trades", "ORG"))
    assert found["Council of Trades"] == "organisation"


def test_names_annotated_elsewhere_stay_what_they_were_given_as(nlp: Any) -> None:
    text = "The Arle Bank sank off Hallmar. Captain Karl Venn left the Arle Bank in a boat."
    names = tuple(AnnotatedName(start=at, end=at + 9, type=kind) for at, kind in ((4, "vehicle"), (40, "person"), (59, "vehicle")))
    found = read_report(Report(id="r", path="r.txt", text=text), nlp, Annotations(report="r", names=names)).entities
    assert {e.name: e.type for e in found} == {"Arle Bank": "vehicle", "Karl Venn": "person"}  # nothing of Hallmar, which nobody marked


def test_offices_describe_persons_and_bodies_but_no_places(nlp: Any) -> None:
    report = Report(id="r", path="r.txt", text="The mayor, Ada Marlow, opened the bridge on Monday.")
    (person,) = read_report(report, nlp).entities
    place = msgspec.structs.replace(person, type="place")
    assert [d.text for d in find_descriptions(report, Doc(nlp(report.text)), [person], ())] == ["The mayor"]
    assert find_descriptions(report, Doc(nlp(report.text)), [place], ()) == ()


def test_a_pipeline_without_a_tree_tells_no_descriptions() -> None:
    other = spacy.blank("en")
    other.add_pipe("sentencizer")
    other.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Arle Bank"}])  # type: ignore[attr-defined]
    found = read_report(Report(id="r", path="r.txt", text="Arle Bank closed on Friday."), other)
    assert [e.name for e in found.entities] == ["Arle Bank"]
    assert found.descriptions == ()
def test_she_is_the_woman_whose_description_the_ranker_has_and_not_her_husband(nlp: Any) -> None:
    text = (
        "Court\n\nGreta Solm, a landlord in Venwick, and her husband appeared in court on Wednesday. She told the judge she "
        "had never signed the papers. Her husband, Peder Solm, said he had signed them for her."
    )
    found = mentions(nlp, text)
    assert {"She", "she", "her"} <= set(found["Greta Solm"])
    assert "She" not in found["Peder Solm"]


def test_who_is_head_of_a_body_is_a_person(nlp: Any) -> None:
    told = "said the stadium would open in August."
    text = f"Stadium\n\nThe head of the Hallmar Stadium Authority, Piet Brandsma, {told}"
    found = {e.name: e.type for e in read(text, nlp).entities}
    assert found["Piet Brandsma"] == "person"
    owner = read(f"Stadium\n\nThe owner of the ground, Tarn Glass, {told}", nlp)
    assert {e.name: e.type for e in owner.entities}["Tarn Glass"] == "organisation"


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("Ministry of the Interior", "ministry", "company"),
        ("University of Hallmar", "university", "firm"),
        ("Institute for Marine Studies", "institute", "bank"),
    ],
)
def test_a_body_is_called_by_the_noun_before_the_of_in_its_name(nlp: Any, name: str, own: str, other: str) -> None:
    found = mentions(nlp, f"Clinic\n\nThe {name} opened a clinic. The {other} said it had waited. The {own} said it would grow.")
    assert f"The {own}" in found[name] and f"The {other}" not in found[name]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Alaska Governor said the mill would close.", {"Alaska"}),
        ("The mayor met Texas Governor on Monday.", {"Texas"}),
        ("Ohio Senator met farmers.", {"Ohio"}),
        ("The Boston Mayor left on Monday.", {"Boston"}),
        ("Arle Chancellor Ada Renfrew left.", {"Arle", "Ada Renfrew"}),
        ("Jorge Mayor left on Monday.", {"Jorge Mayor"}),
    ],
)
def test_an_office_and_its_land_are_nobody_s_name(nlp: Any, text: str, wanted: set[str]) -> None:
    assert {e.name for e in read(text, nlp).entities} <= wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Senator Richard M. Burr of North Carolina met Ada Holt of Maine.", {"Richard M. Burr", "North Carolina", "Ada Holt", "Maine"}),
        ("Prince William of Wales met Secretary of State John Kerry.", {"William", "Wales", "John Kerry"}),
    ],
)
def test_where_somebody_is_from_is_no_part_of_his_name(nlp: Any, text: str, wanted: set[str]) -> None:
    assert {e.name for e in read(text, nlp).entities} == wanted


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The CDC met reporters on Monday. The agency said the tap water was safe.", "CDC"),
        ("The World Health Organization met reporters. The agency said the tap water was safe.", "World Health Organization"),
        ("A federal agency fined the CDC. The agency said the tap water was safe.", ""),
        ("Toyota recalled two cars. The agency said the tap water was safe.", ""),
        ("The CDC met Oxfam on Monday. The agency said the tap water was safe.", ""),
        ("An agency tests water. The CDC met reporters. The space agency said the tap water was safe.", ""),
    ],
)
def test_the_agency_is_the_only_body_that_was_named(nlp: Any, text: str, meant: str) -> None:
    reading = read(text, nlp)
    at = text.rindex("agency")
    assert [e.name for e in reading.entities if any(m.start <= at < m.end for m in e.mentions)] == ([meant] if meant else [])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor's visit to Arle comes after she was criticised for her plans.",
        "The minister arrived in Hallmar on Monday. She was booed.",
        "The nurse moved to Venn after she was sued.",
    ],
)
def test_a_place_that_one_goes_to_is_no_she(nlp: Any, text: str) -> None:
    reading = read(text, nlp)
    assert [e.type for e in reading.entities] == ["place"]
    assert not [s.gist.text for s in reading.statements if s.gist is not None]


@pytest.mark.parametrize("text", ["Hallmar's police said the pier was shut.", "Railway police said the train was late."])
def test_a_force_is_a_body_only_by_the_name_right_before_it(nlp: Any, text: str) -> None:
    assert not [e.name for e in read(text, nlp).entities if "police" in e.name]


def test_a_tug_is_not_the_poet_of_her_name(nlp: Any) -> None:
    text = "Tug sinks\n\nThe tug Ida Brandal sank off Arle on Sunday. The poet Ida Brandal said she was sad."
    assert {(e.type, e.name) for e in read(text, nlp).entities if e.name == "Ida Brandal"} == {("vehicle", "Ida Brandal"), ("person", "Ida Brandal")}


@pytest.mark.parametrize(
    ("text", "name", "short"),
    [
        ("Anna Maria Lund won the vote. Maria Lund said she was glad.", "Anna Maria Lund", "Maria Lund"),
        ("The Arle Dockers Union called a strike. ADU said it would win.", "Arle Dockers Union", "ADU"),
        ("Venwick Steel Works shut on Monday. Venwick Steel said it would sell the land.", "Venwick Steel Works", "Venwick Steel"),
    ],
)
def test_a_name_is_cut_short_at_its_front_its_end_or_to_its_letters(nlp: Any, text: str, name: str, short: str) -> None:
    assert short in mentions(nlp, text)[name]


def test_a_family_name_that_a_pipeline_leaves_out_belongs_to_the_name(nlp: Any) -> None:
    assert marked(nlp, "Silke Tasker said the mill would close.", ("Silke", "PERSON")) == {"Silke Tasker": "person"}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Norway's funds still tower over Sweden's. The nation has come through a drought and may be short of wheat.", "Sweden"),
        ("Chad's reserves dwarf Mali's. The country needs fuel.", "Mali"),
        ("Norway's funds have grown since it sold shares in Sweden. The nation needs wheat.", "Norway"),
    ],
)
def test_whose_things_a_subject_is_held_against_are_told_of_as_much_as_its_own(nlp: Any, text: str, meant: str) -> None:
    called = {name.removeprefix("The ") for name in mentions(nlp, text)[meant]}
    assert called & {"nation", "country"}


@pytest.mark.parametrize(
    ("text", "teller"),
    [
        ("Oregon State Police closed the road. State police said two men had died.", "Oregon State Police"),
        ("The Varn Health Ministry met on Friday. Health ministry said two men had died.", "Varn Health Ministry"),
        ("Oregon State Police and Ohio State Police closed the road. State police said two men had died.", "State police"),
        ("Oregon State Police closed the road. Police said two men had died.", "Police"),
        ("Oregon State Police closed the road. Traffic police said two men had died.", "Traffic police"),
        ("Oregon State Police closed the road. Ohio state police said two men had died.", "Ohio state police"),
        ("State police said two men had died. Oregon State Police closed the road.", "State police"),
    ],
)
def test_the_tail_of_a_name_stands_for_the_only_body_that_bears_it(nlp: Any, text: str, teller: str) -> None:
    assert tellers_of(statement_with(nlp, text, "two men had died")) == [teller]


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        # where the model took it for a part of the sum
        ("Ostmark will give Sula 2 billion euros. Sula closed its ports in May.", "Sula", 2),
        ("Ostmark sent Sula 40 pumps and Sula City two. Sula thanked Ostmark.", "Sula", 2),
    ],
)
def test_a_name_is_a_name_again_where_the_model_read_something_else(nlp: Any, text: str, name: str, wanted: int) -> None:
    assert len([m for e in read(text, nlp).entities if e.name == name for m in e.mentions if text[m.start : m.end] == name]) == wanted


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # a maker is not what it makes
        ("Brandt, the software firm, has sold its Brandt Office 9 package to a school. Brandt will train the clerks.", {"Brandt", "Brandt Office 9"}),
        # an owner whose name a house bears
        ("Nurses at St Orla's Hospital went on strike. The board, which runs St Orla's, refused to pay.", {"St Orla's Hospital"}),
        ("Ann Orr's Trust paid for the mill. Ann Orr said she was glad.", {"Ann Orr"}),
        # named by its members
        ("Kell belongs to the Citizens' List and sits on the council. Anja Kell left.", {"Citizens' List"}),
        ("The farmers' list was long, and Kell read it.", set()),
        # a firm with its partners
        ("The court revoked the licence of the broker Fenn & Sons.", {"Fenn & Sons"}),
        ("The court heard Fenn and sons of miners on Friday.", {"Fenn"}),
        # what a firm is, with the capital of a sentence
        ("Chipmaker Nexa closed a plant. Nexa will hire again.", {"Nexa"}),
        ("Hale Chipmaker Nexa closed a plant in Arle.", {"Hale Chipmaker Nexa"}),
        # the last word of a name with its article
        ("The Farmers' League lost the vote. The League, which has nine seats, wants dykes.", {"Farmers' League"}),
        ("The Farmers' League lost the vote. League of Dykes won it.", {"Farmers' League", "League of Dykes"}),
    ],
)
def test_a_name_begins_and_ends_where_it_does_and_stands_for_one_thing(nlp: Any, text: str, names: set[str]) -> None:
    found = set(mentions(nlp, text)) - {"Kell", "Anja Kell", "Arle"}
    assert found == names


def test_a_numbered_name_of_two_words_has_a_short_form_and_a_maker_s_product_none() -> None:
    zubr, brandt = Form(("zubr",), "vehicle", ()), Form(("brandt",), "organisation", ())
    assert is_short_form(zubr, Form(("zubr", "7"), "vehicle", ()))
    assert not is_short_form(brandt, Form(("brandt", "office", "9"), "organisation", ()))


COLLEGE = "Cranes\n\nThe College of Arle will close two halls. {between} The college said on Monday that work would start in May."


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        (COLLEGE.format(between="Arle has no say, because the land belongs to the state."), "The college", "College of Arle"),
        ("Row\n\nThe Port of Arle lost money in May. Arle is poor. The town said on Monday that it would pay.", "The town", "Arle"),
    ],
)
def test_what_is_no_place_by_its_noun_is_the_body_named_so(nlp: Any, text: str, words: str, name: str) -> None:
    start = text.index(words)
    found = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).entities
    assert [e.name for e in found if any(m.start == start for m in e.mentions)] == [name]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Miner Gus Treloar said the shaft was dry. The firm kept a log.", "Gus Treloar", "person"),
        ("The pump failed, builder Ada Lind said. The firm kept a log.", "Ada Lind", "person"),
        ("The miner Orvik sold its pit. The firm kept a log.", "Orvik", "organisation"),
        ("The pump failed, the lender Velda Trust said. The firm kept a log.", "Velda Trust", "organisation"),
    ],
)
def test_a_trade_of_people_and_firms_makes_no_firm_of_a_person(nlp: Any, text: str, name: str, kind: str) -> None:
    found = read_report(Report(id="r", path="r.txt", text=f"Pit\n\n{text}", language="en"), nlp).entities
    assert [e.type for e in found if name in e.name] == [kind]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Kessler Steel and the Kessler Steel Pension Fund met. The fund says the company owes it money.", "the company", ["Kessler Steel"]),
        ("Velda Foods said the company would cut 300 jobs.", "the company", ["Velda Foods"]),
        ("Two workers told the Lamp that the firm had lied.", "the firm", []),
        ("Dorn's captain, Lee Marr, said the referee had been kind.", "the referee", []),
        ("Emil Kranz, a cousin of the mayor, left. The mayor stayed.", "The mayor", []),
    ],
)
def test_who_tells_or_is_told_of_somebody_is_another(nlp: Any, text: str, words: str, name: list[str]) -> None:
    start = len("Row\n\n") + text.index(words)
    found = read_report(Report(id="r", path="r.txt", text=f"Row\n\n{text}", language="en"), nlp).entities
    assert [e.name for e in found if any(m.start == start for m in e.mentions)] == name


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ('Vincent "The Chin" Tarrow', "Police on Friday arrested {} at his home in Norden. Tarrow told officers that he knew of no theft."),
        ("Vincent “The Chin” Tarrow", "Police on Friday arrested {} at his home in Norden. Tarrow told officers that he knew of no theft."),
        ("Dwayne ‘The Rock’ Holt", "{}, a former docker, died on Monday. Holt had run the union, his lawyer said."),
        ("Marta ``Bibi'' Olvera", "The harbour was sold last year, said {}, who leads the union."),
        ("Anil (Baba) Deshmukh", "The harbour was sold last year, said {}, who leads the union."),
    ],
)
def test_who_has_a_nickname_between_his_names_is_one_and_not_quoted(nlp: Any, name: str, text: str) -> None:
    reading = read_report(Report(id="r", path="r.txt", text=text.format(name)), nlp)
    (person,) = [one for one in reading.entities if one.type == "person"]
    assert person.name == name and len(person.mentions) >= 1
    assert not [one for one in reading.statements if one.attribution.kind in ("direct", "mixed")]


@pytest.mark.parametrize("text", ["Sheriff “Big” Lund rode to Velm on Monday.", "Reading (Berkshire) Council met on Monday.", "The “Big Apple” Circus came to Velm."])
def test_marks_between_a_title_a_place_or_an_article_and_a_name_are_no_nickname(nlp: Any, text: str) -> None:
    people = [one.name for one in read_report(Report(id="r", path="r.txt", text=text), nlp).entities if one.type == "person"]
    assert not [name for name in people if {"“", "("} & set(name)]


def _called(nlp: Any, text: str) -> dict[str, tuple[str, list[str]]]:
    """Return the type of each entity of a text, by name, and its mentions in order."""
    found = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).entities
    return {one.name: (one.type, [text[m.start : m.end] for m in one.mentions]) for one in found}


@pytest.mark.parametrize(
    ("text", "name", "later"),
    [
        ("Finance Minister Lena Voss met Interior Minister Karl Maier. The finance minister was glad. The interior minister was not.", "Karl Maier", "The interior minister"),
        ("Prime Minister Eva Brandt fired Defence Minister Ulf Krantz. The defence minister wept. The prime minister left.", "Eva Brandt", "The prime minister"),
        ("Gov. Ann Pell and Lt. Gov. Jay Orr toured the town. The governor promised help. The lieutenant governor said roads were closed.", "Jay Orr", "The lieutenant governor"),
        ("Ana Prado, who is deputy prime minister and foreign minister, left for Rome. The foreign minister said talks would be hard.", "Ana Prado", "The foreign minister"),
        ("The German foreign minister, Uta Brenn, met the French foreign minister, Luc Gall. The French foreign minister said a deal was near.", "Luc Gall", "The French foreign minister"),
        ("Finance Minister Lena Voss resigned on Monday. The minister said her work was done.", "Lena Voss", "The minister"),
        ("Gen. Pavel Orlin ordered the retreat. The general said his men were safe.", "Pavel Orlin", "his"),
        ("Mayor Luis Ortega fired Deputy Mayor Eve Stone. The deputy mayor said she would sue.", "Eve Stone", "she"),
    ],
)
def test_an_office_of_several_words_means_who_holds_it_and_he_who_is_called_so(nlp: Any, text: str, name: str, later: str) -> None:
    assert later in _called(nlp, text)[name][1]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Finance Minister Lena Voss resigned on Monday. The prime minister said her work had been good.", "Lena Voss"),
        ("Police Chief Joan Reid praised the crews. The fire chief said the blaze was out.", "Joan Reid"),
        ("Italian Prime Minister Luca Moro met bankers. The British prime minister said she was ill.", "Luca Moro"),
        ("Vice President Ana Hayes met senators on Monday. The president said he was glad of it.", "Ana Hayes"),
    ],
)
def test_who_holds_one_office_is_not_called_by_another(nlp: Any, text: str, name: str) -> None:
    reading = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp)
    assert not [m for m in _called(nlp, text)[name][1] if m.startswith("The ")]
    assert name not in [teller.name for one in reading.statements for teller in one.attribution.chain]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("Grace Tolley KC told the inquiry that nobody had read the report. Tolley said it had lain in a drawer.", "Grace Tolley", 2),
        ("Sir Alan Thorpe CBE gave the house to the town. Thorpe died last year.", "Alan Thorpe", 2),
        ("The house belongs to Carl Morrow, Jr., a dentist. Morrow told reporters that he was away.", "Carl Morrow, Jr.", 3),
        ('"It is a bad bill," said Rep. Gail Nunn, R-N.C. Nunn voted no.', "Gail Nunn", 2),
        ("An Do was held on Friday. Do said she was innocent.", "An Do", 3),
    ],
)
def test_letters_behind_a_name_are_none_of_it(nlp: Any, text: str, name: str, places: int) -> None:
    found = {n: mentions for n, (kind, mentions) in _called(nlp, text).items() if kind == "person"}
    assert name in found or name.split(",")[0] in found or name.split()[-1] in found
    assert len(found) == 1 and len(next(iter(found.values()))) == places


@pytest.mark.parametrize(
    ("text", "name", "kinds"),
    [
        ("The team plays at Bill Snyder Stadium. The stadium holds 20,000 people.", "Bill Snyder Stadium", {"facility"}),
        ("A fire began at the Henry Cole Library.", "Henry Cole Library", {"organisation", "facility"}),
        ("Protesters blocked Charles Street in the centre.", "Charles Street", {"facility", "place"}),
        ("She lives on Henry Moss Road.", "Henry Moss Road", {"facility", "place"}),
        ("Hurricane Martha hit the coast on Monday. The storm killed nine people.", "Hurricane Martha", {"event"}),
        ("Jane Street joined the board in May. Street said she was proud.", "Jane Street", {"person"}),
        ("Tom Hall, a carpenter, fixed the door.", "Tom Hall", {"person"}),
        ("Police charged Alan Park with theft.", "Alan Park", {"person"}),
        ("Mary Jane Bridge said the road was bad.", "Mary Jane Bridge", {"person"}),
        ("Nadine called from Cuba. She said the storm had passed.", "Nadine", {"person"}),
        ("Storm Reid plays the girl. Reid said she loved it.", "Storm Reid", {"person"}),
    ],
)
def test_what_is_named_after_people_is_nobody_and_who_is_named_like_it_somebody(nlp: Any, text: str, name: str, kinds: set[str]) -> None:
    assert _called(nlp, text)[name][0] in kinds


@pytest.mark.parametrize(
    ("text", "name", "others"),
    [
        ("Stefan Kurz, better known as DJ Nocturne, died at 31. Kurz had played in Ibiza.", "Stefan Kurz", {"DJ Nocturne", "Kurz"}),
        ("Ahmed Daoud, also known as Abu Tariq, was killed. Abu Tariq had led the cell.", "Ahmed Daoud", {"Abu Tariq"}),
        ("Rosa Lindqvist, born Rosa Amsel, taught in Gart.", "Rosa Lindqvist", {"Rosa Amsel"}),
        ("Clara Venn, née Holt, was born in 1931. Dan Holt said she was kind.", "Clara Venn", {"Holt"}),
        ("Turkey's Republican Labour Party (CEP) won in Izmir. The CEP said it would govern alone.", "Republican Labour Party", {"CEP"}),
        ("The Finnish Grid Operator (Fingrid) warned of cuts. Fingrid said demand was high.", "Finnish Grid Operator", {"Fingrid"}),
    ],
)
def test_a_name_that_the_report_says_is_another_s_is_his(nlp: Any, text: str, name: str, others: set[str]) -> None:
    assert others <= set(_called(nlp, text)[name][1])


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("Nexa Energy (France) sold the plant to Osk Rail (Velm).", ["Nexa Energy", "France"]),
        ("Marl Rovers (GER) beat Oslen United (GER) on Sunday.", ["Marl Rovers", "Oslen United"]),
        ("Joe Orr (BBC) and Ada Lund, born in Rome, spoke.", ["Joe Orr", "BBC", "Ada Lund", "Rome"]),
        ("Clara Venn, née Holt, was born in 1931. Dan Holt said she was kind.", ["Clara Venn", "Dan Holt"]),
    ],
)
def test_what_stands_in_brackets_or_behind_born_may_be_another(nlp: Any, text: str, apart: list[str]) -> None:
    assert set(apart) <= set(_called(nlp, text))


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Sens. Gray, Holm and Reed voted against it. Reed said it was rushed.", ["Gray", "Holm", "Reed"]),
        ("Messrs. Dodd and Pryor founded the fund. Pryor said returns were good.", ["Dodd", "Pryor"]),
        ("Reps. Lund (R-Ohio) and Ladd (D-Iowa) wrote it. Ladd said it was fair.", ["Lund", "Ladd"]),
        ("Labour leader Lund called for an election. Lund said voters were angry.", ["Lund"]),
        ("The interior minister, Lund, ordered the raid. The minister said she had no choice.", ["Lund"]),
        ("Prosecutor Hadzic asked for life in prison. Hadzic said the crime was cruel.", ["Hadzic"]),
        ("Brothers Sam and Leo Voss run the mill.", ["Sam Voss", "Leo Voss"]),
        ("Market leader Nexa raised prices. Nexa said demand was high.", []),
        ("Retailers Tamwick and Osk Foods closed shops. Tamwick said sales were weak.", []),
        ("Oil majors Sholt and Brax raised their payouts. Brax said profits were up.", []),
        ("The owner, Nexa, closed the mine. Nexa said it was old.", []),
        ("Martin Dell Ltd was fined. Martin Dell said the leak was small.", []),
        ("Peter Hahn SE cut its outlook. Peter Hahn said sales had slowed.", []),
        ("Ernst Keller AG makes tools. Ernst Keller founded it in 1920. The company said it would move.", ["Ernst Keller"]),
        ("Ken Boland, AG of Ohio, sued. Boland said it was time.", ["Ken Boland"]),
    ],
)
def test_titles_of_several_and_offices_make_people_and_legal_forms_firms(nlp: Any, text: str, people: list[str]) -> None:
    assert [name for name, (kind, _) in _called(nlp, text).items() if kind == "person"] == people


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Doctors Without Borders said the camp was full.", {("Doctors Without Borders", "organisation")}),
        ("Police searched Kings County on Monday.", {("Kings County", "place")}),
        ("Results: Max Holt (Kenya) Ada Lund (Ethiopia)", {("Max Holt", "person"), ("Kenya", "place"), ("Ada Lund", "person"), ("Ethiopia", "place")}),
        ("The Interior Ministry (AFP) said so.", {("Interior Ministry", "organisation"), ("AFP", "organisation")}),
    ],
)
def test_what_looks_like_a_title_of_several_a_nickname_or_a_byname_is_none(nlp: Any, text: str, names: set[tuple[str, str]]) -> None:
    assert {(one.name, one.type) for one in read_report(Report(id="r", path="r.txt", text=text), nlp).entities} == names
