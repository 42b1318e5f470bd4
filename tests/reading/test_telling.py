"""Who tells what: trailing and nested tellers, transcripts, headlines, quotations that stand alone, references."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.labels import to_universal
from crossread.languages.rules import load_rules, marked
from crossread.model import Report, Statement
from crossread.reading.reading import read_report
from crossread.reading.speech.attributions import find_acts
from tests.reading.told import statement_with, tellers_of

INTERVIEW = """Interview: the keeper of the light

Brund Herald: When did the lamp fail?

Jonas Pell: The lamp failed in March. We sent two letters.

Q: Did the board answer?

A: They sent a form.
"""
HEADLINES = """Pell: bridge closed until spring

Port fees to double - harbour board

Velland open to truce, says Orr

Former treasurer hid losses – auditors

Storm kills three in Brund
"""
BRIDGE = """The bridge

Two officials said the bridge had cost 3 million euros. They said the money came from the state.

It is ugly, a fisherwoman told the paper. Two cranes stood idle beside the pier. "Nobody asked us," she said.
"""
ALONE = """Night at the harbour

Jonas Pell keeps the bar on Rope Street. He was closing up when the crane fell on Tuesday.

"I ran out in my socks. The whole quay was shaking."

The crane weighed 40 tonnes, the port authority said.

"Nobody should have been under it."
"""
FROM = """Reactions to the appointment of Dana Orr

And from Chairman Odd Lund:

“Orr has kept the lights on for ten winters.”
"""


def statement(nlp: Any, text: str, words: str) -> Statement:
    reading = read_report(Report(id="r", path="r", text=text), nlp)
    return min((s for s in reading.statements if words in s.text), key=lambda s: len(s.text))


def tellers(nlp: Any, text: str, words: str) -> list[str]:
    return [teller.name for teller in statement(nlp, text, words).attribution.chain]


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            "Ostria will sell its airline and the training school at Brund to a fund from Velland and lease the jets back, "
            "three members of the cabinet told the Evening Post on Friday.",
            "lease the jets back",
            ["Evening Post", "members of the cabinet"],
        ),
        (
            "Farmers told the water board in April that the dyke was leaking, the lock keeper, Jan Smit, has told Radio Brund.",
            "Farmers told",
            ["Radio Brund", "Jan Smit"],
        ),
        (
            "Velland has closed its ports, Radio Brund reported on Monday with reference to the Lakeside Courier, which had the story from two pilots.",
            "closed its ports",
            ["Radio Brund", "Lakeside Courier", "pilots"],
        ),
        (INTERVIEW, "sent a form", ["Jonas Pell"]),
        (HEADLINES, "Port fees to double", ["harbour board"]),
        (HEADLINES, "hid losses", ["auditors"]),
        (HEADLINES, "Storm kills", []),
        (ALONE, "in my socks", ["Jonas Pell"]),
        (FROM, "ten winters", ["Odd Lund"]),
        ("“The roof came down,” said Tom Reyl, a neighbour.\nThe mayor, Hanne Voss, said the hall would open on Friday.", "hall would open", ["Hanne Voss"]),
        ("Lars Kolb pleaded guilty. His wife, Dora Kolb, wept. “I took the money,” Kolb told the court.", "took the money", ["Lars Kolb"]),
        ("Sir Alan Pym and Baroness Pym spoke. Baroness Pym said the mine was a danger.", "mine was", ["Baroness Pym"]),
        ("The mill will close in May, per the Varn Gazette.", "mill will close", ["Varn Gazette"]),
        ("The mill has been idle since March, as first reported by the Varn Gazette.", "idle since March", ["Varn Gazette"]),
        ("Rents rose by a third, as tenants had feared.", "Rents rose", []),
        ("In the words of a former pupil, Rosa Lind was a tyrant.", "was a tyrant", ["former pupil"]),
        ("A neighbour said she had heard from the baker that the mill was shut.", "mill was shut", ["neighbour", "baker"]),
        ("The Varn Gazette has learned from two diplomats that Ostria will recall its envoy.", "recall its envoy", ["Varn Gazette", "diplomats"]),
        ("The Varn Gazette quoted a fire chief as putting the damage at 6 million crowns.", "the damage at 6 million", ["Varn Gazette", "fire chief"]),
        ("Rosa Lind was quoted by the Varn Gazette as saying that the talks had failed.", "talks had failed", ["Varn Gazette", "Rosa Lind"]),
        ("Rosa Lind was blunt: “Ostria broke the treaty.” The answer from Ostria came within an hour: “Nobody fired at all.”", "broke the treaty", ["Rosa Lind"]),
        ("Rosa Lind was blunt: “Ostria broke the treaty.” The answer from Ostria came within an hour: “Nobody fired at all.”", "fired at all", ["Ostria"]),
        ("The clerk found a note in the hall. On a sign at the gate: “Nobody may enter this mill.”", "may enter", ["sign at the gate"]),
        ("Ana Lund shook her head. “They promised us a school. We got a fence.”", "a fence", ["Ana Lund"]),
        ("Talk with the harbour pilot\n\nVarn Gazette: When did you see it?\n\nRosa Lind: At five. It had no lights.\n\nLind: I called four times.", "four times", ["Rosa Lind"]),
        ("Gas leak caused blast, probe finds\n\nA blast hurt two men in Varn.", "leak caused", ["probe"]),
        ("Two boats adrift off Varn: coast guard\n\nThe boats were found at noon.", "boats adrift", ["coast guard"]),
        ("Bexley sold 40 boats per day.", "sold 40 boats", []),
        ("Critics called the mayor careless.", "careless", ["Critics"]),
        ("The Gazette, citing a porter, quoted pilot Odd Lund as saying the hull had split.", "hull had split", ["Gazette", "porter", "Odd Lund"]),
        ("The Gazette quoted Odd Lund as saying the hull had split, citing a diver.", "hull had split", ["Gazette", "Odd Lund", "diver"]),
        ("Voters called the minister a coward.", "coward", ["Voters"]),
        ("The lawsuit accuses Brandal Foods of paying women less. It also claims that managers ignored complaints.", "ignored complaints", ["lawsuit"]),
        ("The letter on the table runs to four pages. “I owe the bank nothing,” it says.", "I owe the bank", ["letter on the table"]),
        ("The survey cost 4 million crowns. It found that the dam was safe.", "dam was safe", ["survey"]),
        ("The report angered the ministry. It said that the dam was safe.", "dam was safe", ["It"]),
        ("The letter runs to four pages. It is hoped that the dam is safe.", "dam is safe", []),
        ("The Courier stood by its account, which cites two divers.", "stood by its account", []),
        ("By the owner's account, the mill is bankrupt.", "mill is bankrupt", ["owner"]),
        ("Osk never paid the builder, its president, Dana Orr, said on Monday.", "never paid the builder", ["Dana Orr"]),
        ("The ferry is safe, a spokeswoman for the line, Ida Brand, told the court.", "ferry is safe", ["Ida Brand"]),
        ("The train hit a bus near Brask, a village in the hills, Ana Holt said.", "hit a bus", ["Ana Holt"]),
        ("Minister Irina Falk answered three times that the files had burned.", "files had burned", ["Irina Falk"]),
        (BRIDGE, "came from the state", ["officials"]),
        (BRIDGE, "Nobody asked", ["fisherwoman"]),
    ],
)  # fmt: skip
def test_the_chain_of_tellers(nlp: Any, text: str, words: str, chain: list[str]) -> None:
    assert tellers(nlp, text, words) == chain


def test_a_quotation_whose_speaker_nobody_names_is_not_the_outlets(nlp: Any) -> None:
    said = statement(nlp, ALONE, "Nobody should").attribution
    assert said.kind == "direct"
    assert said.chain == ()


RULES = [(rule, example) for rule in load_rules("speech") for example in rule.examples]
NEVERS = [(rule, sentence) for rule in load_rules("speech") for sentence in rule.never]


@pytest.mark.parametrize(("rule", "example"), RULES, ids=lambda x: getattr(x, "name", ""))
def test_an_example_of_a_rule_is_told_by_its_source(rule: Any, example: str, nlp: Any) -> None:
    sentence, slots = marked(example)
    acts = [act for act in find_acts(to_universal(nlp(sentence))) if act.source_span is not None]
    told = [(sentence[a.source_span[0] : a.source_span[1]], sentence[a.content[0][0] : a.content[-1][1]]) for a in acts]
    source = slots.get("quoted") or slots.get("source", "")
    assert any(source.split()[-1] in who and (slots["content"] in what or what in slots["content"]) for who, what in told), told


@pytest.mark.parametrize(("rule", "sentence"), NEVERS, ids=lambda x: getattr(x, "name", ""))
def test_a_never_of_a_rule_is_told_by_nobody(rule: Any, sentence: str, nlp: Any) -> None:
    assert not [act for act in find_acts(to_universal(nlp(sentence))) if act.rule == rule.name]


def test_a_quotation_in_doubled_marks_is_read_once(nlp: Any) -> None:
    doc = to_universal(nlp("''The mill is lost,'' said Dana Orr. ''We told the board in March.''"))
    contents = [span for act in find_acts(doc) for span in act.content]
    assert len(contents) == len(set(contents)) == 2


def test_a_quotation_between_marks_typed_as_two_goes_on_in_the_next_paragraph(nlp: Any) -> None:
    text = "``The mill burned all night,'' Odd Lund said.\n``We kept the flames from the church, but the mill is lost.''\nNobody was hurt."
    assert statement(nlp, text, "the mill is lost").attribution.chain[0].name == "Odd Lund"


def test_a_paragraph_between_marks_is_speech_where_its_full_stop_stands_outside(nlp: Any) -> None:
    text = "Hanne Voss was reported as saying about the mill:\n``I think that it was the heart of this street''.\nNobody was hurt."
    assert statement(nlp, text, "the heart of this street").attribution.chain[0].name == "Hanne Voss"


def test_who_only_wishes_or_promises_does_not_tell_it(nlp: Any) -> None:
    wished = statement(nlp, "Dana Orr urged the crews to stay home.", "stay home")
    assert (wished.text, wished.attribution.kind) == ("Dana Orr urged the crews to stay home", "own")


def test_what_the_writer_says_beside_a_name_is_the_writers(nlp: Any) -> None:
    text = "Dana Orr said Tom Reyl, a nurse from Brund, had opened the gate."
    assert statement(nlp, text, "a nurse from Brund").attribution.kind == "own"
    assert tellers(nlp, text, "had opened the gate") == ["Dana Orr"]


def test_what_a_report_takes_back_is_nobody_elses(nlp: Any) -> None:
    text = "An earlier version of this article said that seven miners had died. The number is four."
    taken = statement(nlp, text, "seven miners")
    assert taken.withdrawn is not None
    assert taken.attribution.kind == "own"
    behind = statement(nlp, "The Herald reported that a nurse had died. This was wrong.", "a nurse had died")
    assert behind.certainty.label == "denied"


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("The rules announced Thursday would allow shops to open at night.", "allow shops", []),
        ("The plan announced Thursday would cut taxes.", "cut taxes", []),
        ("The charges announced Monday are false.", "are false", []),
        ("The cuts revealed Tuesday were smaller than feared.", "were smaller", []),
        ("The plan announced Thursday will cut taxes, the mayor said.", "will cut taxes", ["mayor"]),
        ("The findings reported Friday show that the well was foul.", "well was foul", ["findings"]),
        ("The minister announced Thursday that shops would open at night.", "shops would open", ["minister"]),
        ("The council announced Thursday it would close the pier.", "close the pier", ["council"]),
        ("The minister announced Thursday would be a holiday.", "would be a holiday", ["minister"]),
        ("An officer quoted by the Herald said two men had fled.", "two men had fled", ["Herald", "officer"]),
    ],
)
def test_what_is_announced_announces_nothing(nlp: Any, text: str, words: str, tellers: list[str]) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == tellers


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("The crowd was put at 4,000 by police.", "4,000", ["police"]),
        ("The toll has been put at 57 by the ministry, up from 40.", "57", ["ministry"]),
        ("Losses were estimated by the bank at 4 million crowns.", "4 million", ["bank"]),
        ("Organisers put the crowd at 9,000.", "9,000", ["Organisers"]),
        ("The death toll was put at 57.", "57", []),
        ("The price was set at 40 crowns by the council.", "40 crowns", []),
        ("The men were put to work at 9 by guards.", "guards", []),
        ("The toll was put at 57 by noon.", "57", []),
        ("The crowd, put at 4,000 by police, left at noon.", "left at noon", []),
    ],
)
def test_a_figure_is_told_by_whoever_puts_it_so(nlp: Any, text: str, words: str, tellers: list[str]) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == tellers


@pytest.mark.parametrize(
    ("text", "tellers"),
    [
        ("55 percent say the tax is fair, according to a poll by Norsk Data.", ["Norsk Data"]),
        ("55 percent of voters say the tax is fair, according to the poll.", ["poll"]),
        ("Two thirds of voters say the tax is fair, a Norsk Data poll found.", ["Norsk Data poll"]),
        ("One in three says the tax is fair, according to the survey.", ["survey"]),
        ("Four officials say the tax is fair, according to the Herald.", ["Herald", "Four officials"]),
        ("Tom Ilves says the tax is fair, according to a poll by Norsk Data.", ["Norsk Data", "Tom Ilves"]),
    ],
)
def test_a_share_of_those_asked_is_on_the_word_of_the_poll(nlp: Any, text: str, tellers: list[str]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    [found] = [s for s in statements if s.text == "the tax is fair"]
    assert tellers_of(found) == tellers


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("The crowd, estimated at 4,000 by police, marched to the square.", "estimated at", ["police"]),
        ("The crowd outside the hall, put at 2,000 by police, called for a vote.", "put at", ["police"]),
        ("The toll, set at 40 crowns by the council, is paid at the gate.", "set at", []),
    ],
)
def test_a_participle_that_puts_a_figure_so_is_told_by_whoever_does(
    text: str, words: str, tellers: list[str], nlp: Any
) -> None:
    read = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert [tellers_of(s) for s in read if s.text.startswith(words)] == [tellers]
    assert [tellers_of(s) for s in read if not s.text.startswith(words)] == [[]]


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("The interior ministry denied this. It said that it had taken up four offers.", "four offers", ["interior ministry"]),
        ("The ministry shut the camp. It said it had opened a new one.", "a new one", ["ministry"]),
        ("The letter accused the firm of fraud. It said that the books were false.", "books were false", ["letter"]),
        ("The storm came closer. It said on the sign that the bridge was shut.", "bridge was shut", []),
    ],
)
def test_it_speaks_for_the_body_that_the_sentence_before_is_about(
    text: str, words: str, tellers: list[str], nlp: Any
) -> None:
    assert tellers_of(statement(nlp, text, words)) == tellers


@pytest.mark.parametrize(
    ("text", "words", "chain"),
    [
        (
            "A senior harbour official said on Monday that troops may sail, hours after minister Carla Voss had ruled it out.\n\n"
            "The official, who asked not to be named, said that every way was open.",
            "every way was open",
            ["official"],
        ),
        (
            "A lawyer for the firm said the books were right. Carla Voss, a lawyer for the clerks, left the court. "
            "The lawyer said the clerks would appeal.",
            "the clerks would appeal",
            ["Carla Voss"],
        ),
        ("Carla Voss, an official, left the hall. The official said the fair was full.", "the fair was full", ["Carla Voss"]),
    ],
)
def test_who_speaks_without_a_name_is_nobody_named_in_between(text: str, words: str, chain: list[str], nlp: Any) -> None:
    assert tellers(nlp, text, words) == chain


@pytest.mark.parametrize(
    ("text", "words", "teller"),
    [
        ("The poll was dismissed by critics as a sham.", "dismissed by critics", ["critics"]),
        ("The poll was hailed by the government as an exercise in democracy.", "hailed by", ["government"]),
        ("Union leaders denounced the cuts as an attack on the poor.", "denounced the cuts", ["Union leaders"]),
        ("The council accused the club of hiding its debts.", "accused the club", ["council"]),
        ("The club was accused by the council of hiding its debts.", "accused by the council", ["council"]),
        ("Ida Moe accused Tom Orr of theft.", "accused Tom Orr", []),
        ("The guests hailed the singer.", "hailed the singer", []),
        ("Both parties denounced the remarks as anger grew.", "denounced the remarks", []),
        ("Both parties denounced the remarks, and as anger grew many members left.", "denounced the remarks", []),
        ("The mayor was hailed as a hero.", "hailed as a hero", []),
    ],
)
def test_what_something_is_called_is_told_by_who_calls_it_so(nlp: Any, text: str, words: str, teller: list[str]) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == teller


@pytest.mark.parametrize(
    ("text", "tellers"),
    [
        ("“We are sad,” Hilda Orr said in a statement on Monday. The statement said that 40 boats were lost.", ["Hilda Orr"]),
        ("In a statement, Hilda Orr called the fire a shame. The statement said that 40 boats were lost.", ["Hilda Orr"]),
        ("Osk Shipping released a statement on Monday. The statement said that 40 boats were lost.", ["Osk Shipping"]),
        ("The Herald published a letter. The letter said that 40 boats were lost.", ["letter"]),
        ("Hilda Orr spoke in a statement. The second statement said that 40 boats were lost.", ["second statement"]),
        ("Hilda Orr said it in a statement. Tom Ilves read a statement. The statement said that 40 boats were lost.", ["statement"]),
        ("Hilda Orr was named in a report. The report said that 40 boats were lost.", ["report"]),
    ],
)
def test_the_statement_is_told_by_who_issued_it(nlp: Any, text: str, tellers: list[str]) -> None:
    assert tellers_of(statement(nlp, text, "40 boats were lost")) == tellers
