"""How surely statements are put: labelled sentences, and every term of the three scales of likelihood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spacy.tokens.underscore import Underscore

from benchmarks.certainty import PARTS, score_part, score_terms
from crossread.languages.tables import load
from crossread.model import Report
from crossread.reading.reading import read_report
from tests.reading.told import statement_with, tellers_of

FLOORS = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["certainty of statements"]


@pytest.mark.parametrize("part", PARTS)
def test_certainty_of_labelled_sentences(nlp: Any, part: str) -> None:
    figures, errors = score_part(part, nlp)
    fallen = {name: value for name, value in figures.items() if value < FLOORS[part][name]}
    assert not fallen, (part, fallen, errors)


def test_terms_of_the_scales_are_read_and_shown(nlp: Any) -> None:
    share, errors = score_terms(nlp)
    assert share >= FLOORS["scales"], errors


def test_every_published_term_is_known(shared: Path) -> None:
    known = load("probability")["terms"]
    scales = json.loads((shared / "data/certainty/probability_terms.json").read_text("utf-8"))["scales"]
    for scale in scales:
        for entry in scale.get("terms", ()):
            for term in (entry["term"], *entry["also"]):
                assert known[term]["scales"][scale["id"]] == [entry["low"], entry["high"]], term


def test_the_verdict_of_the_next_claim_is_not_that_of_the_one_before(nlp: Any) -> None:
    text = "Claim: The firm sold each guest a boat.\n\nClaim: The dam burst.\n\nVerdict: False."
    found = {s.text: s.certainty.label for s in read_report(Report(id="r", path="r", text=text), nlp).statements}
    assert found["The dam burst"] == "denied" != found["The firm sold each guest a boat"]


@pytest.mark.parametrize(
    ("text", "told", "label"),
    [
        ("The report that Mira Toll had fled was based on a forged letter.", "Mira Toll had fled", "denied"),
        ("Police have no records to show that the fund was looted.", "the fund was looted", "unlikely"),
        ("Claim: The firm gives each guest a boat.\n\nVerdict: Misleading. Guests pay 90 crowns.", "The firm gives each guest a boat", "denied"),
        ("Claim: The firm gave each guest a boat.\n\nVerdict: Mostly true. Guests got 90 boats.", "The firm gave each guest a boat", "asserted"),
        ("Rumour: The mayor owns the mill.\n\nFact: The mill belongs to the town.", "The mill belongs to the town", "asserted"),
        ("The board read the letter that Ana Roth wrote.", "Ana Roth wrote", "asserted"),
        ("Allegations that the clinic overcharged patients were dismissed by its director.", "the clinic overcharged patients", "denied"),
        ("Suggestions that the nurse lied were rejected as absurd.", "the nurse lied", "denied"),
        ("The claim that Lars Odum had sold the maps was without foundation, a tribunal ruled.", "Lars Odum had sold the maps", "denied"),
        ("Proof that the well was poisoned was found in May.", "the well was poisoned", "asserted"),
        ("Word spread that the bank was closed.", "the bank was closed", "possible"),
        ("CORRECTION (April 14, 2033): This article has been amended. It originally said that Ada Reth had sold the mill.", "Ada Reth had sold the mill", "denied"),
        ("The treasurer told the truth when he said that the fund was looted.", "the fund was looted", "asserted"),
    ],
)
def test_what_is_told_as_false_is_not_asserted(text: str, told: str, label: str, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert {s.certainty.label for s in statements if s.text.endswith(told)} == {label}, [(s.text, s.certainty.label) for s in statements]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Doubtful Guest won the Marlcombe Handicap by two lengths.", "asserted"),
        ("The band Maybe Tomorrow played in Varn on Friday.", "asserted"),
        ("Perhaps the band played in Varn on Friday.", "possible"),
        ("The alleged ringleader was arrested in Varn on Friday.", "asserted"),
        ("Two suspected smugglers were extradited on Friday.", "asserted"),
        ("The alleged robber fled on Friday.", "possible"),
        ("Divers found a possible wreck off Varn.", "possible"),
        ("Prosecutors are looking for a boat and investigating an alleged fraud.", "asserted"),
    ],
)
def test_a_hedging_word_weighs_only_what_it_describes(text: str, label: str, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert {s.certainty.label for s in statements} == {label}, [(s.text, s.certainty.label) for s in statements]


def test_where_nothing_tells_of_doubt_all_is_put_surely(nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(Underscore.token_extensions, "certainty")  # as in a pipeline that is not ours
    [statement] = read_report(Report(id="r", path="r", text="The boat sank on Friday."), nlp).statements
    assert statement.certainty.label == "asserted"
@pytest.mark.parametrize(
    ("text", "told", "label"),
    [
        ("It is unclear why the pilot turned back.", "why the pilot turned back", "asserted"),
        ("It was unclear when divers left the harbour.", "divers left the harbour", "asserted"),
        ("It is not known how the thieves escaped from the jail.", "how the thieves escaped from the jail", "asserted"),
        ("It was unclear whether divers left the harbour.", "whether divers left the harbour", "unknown"),
        ("It is not known when the talks will resume.", "the talks will resume", "unknown"),
        ("When did the divers leave the harbour?", "the divers leave the harbour?", "unknown"),
    ],
)
def test_where_only_the_time_or_the_way_is_open_the_deed_is_not(text: str, told: str, label: str, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert [s.certainty.label for s in statements if told.rstrip("?") in s.text] == [label], [(s.text, s.certainty.label) for s in statements]


def test_who_is_wrong_to_do_so_is_not_denied_for_what_he_saw(nlp: Any) -> None:
    text = "The guard who saw that the gate was open was wrong to leave."
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert {s.certainty.label for s in statements} == {"asserted"}, [(s.text, s.certainty.label) for s in statements]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("An unknown man robbed the bank in Varn.", "asserted"),
        ("An unlikely hero saved the child.", "asserted"),
        ("The council set aside 2 million crowns for likely repairs.", "asserted"),
        ("Divers found a likely wreck.", "probable"),
        ("A second quake is unlikely.", "unlikely"),
    ],
)
def test_an_adjective_that_describes_a_thing_does_not_weigh_the_deed(text: str, label: str, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert {s.certainty.label for s in statements} == {label}, [(s.text, s.certainty.label) for s in statements]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("He was jailed with no chance of parole.", "asserted"),
        ("With no prospect of a deal, the envoy left Varn.", "asserted"),
        ("The gang leader got life with no possibility of parole.", "asserted"),
        ("They were trapped with little hope of rescue and little chance of food.", "asserted"),
        ("There is no chance of parole.", "denied"),
        ("There is no chance that the boat will sail.", "denied"),
        ("In all likelihood the boat sank.", "probable"),
        ("With a low probability of 20 percent, the boat sank.", "unlikely"),
    ],
)
def test_a_chance_of_something_else_does_not_weigh_the_deed(text: str, label: str, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert statements[0].certainty.label == label, [(s.text, s.certainty.label) for s in statements]


def test_what_there_is_no_chance_of_is_denied_beside_what_was_done(nlp: Any) -> None:
    text = "With no possibility that the boat will sail, the crew left."
    labels = {s.predicate: s.certainty.label for s in read_report(Report(id="r", path="r", text=text), nlp).statements}
    assert labels == {"leave": "asserted", "sail": "denied"}


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("A repair by Friday was impossible.", "asserted"),
        ("Rescue became impossible.", "asserted"),
        ("An impossible task awaits the crew.", "asserted"),
        ("It is impossible that the bridge fell.", "denied"),
        ("A deal is not impossible.", "possible"),
        ("A deal is possible.", "possible"),
        ("The bridge could not be opened.", "asserted"),
        ("The bridge could be opened.", "possible"),
        ("Police suspect the brothers of setting the fire.", "possible"),
        ("The brothers are suspected of setting the fire.", "possible"),
        ("Police do not suspect the brothers of setting the fire.", "asserted"),
        ("Police accused the brothers of setting the fire.", "asserted"),
    ],
)
def test_what_cannot_be_is_told_as_a_fact_and_what_is_suspected_is_not(text: str, label: str, nlp: Any) -> None:
    [statement] = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert statement.certainty.label == label


@pytest.mark.parametrize(
    ("text", "told", "label", "teller"),
    [
        ("The firm withdrew its report believing that the price was too high.", "the price was too high", "probable", "firm"),
        ("The firm withdrew its offer, believing the price was too high.", "the price was too high", "probable", "firm"),
        ("The Herald withdrew a report saying that the judge was bribed.", "the judge was bribed", "denied", "report"),
        ("Police met a sailor believing that the war was on.", "the war was on", "probable", "sailor"),
    ],
)
def test_what_is_believed_is_the_belief_of_who_acts_and_is_not_taken_back(text: str, told: str, label: str, teller: str, nlp: Any) -> None:
    statement = statement_with(nlp, text, told)
    assert statement.certainty.label == label
    assert [name.split()[0] for name in tellers_of(statement)] == [teller]


@pytest.mark.parametrize(
    ("text", "told", "label"),
    [
        ("The claim made on Monday is false.", "The claim made on Monday is false", "asserted"),
        ("The claim made on Monday is false.", "made on Monday", "asserted"),
        ("The claim that the ferry sank on Monday is false.", "the ferry sank on Monday", "denied"),
        ("A letter saying that the ferry sank on Monday is false.", "the ferry sank on Monday", "denied"),
    ],
)
def test_when_a_false_claim_was_made_is_not_denied(text: str, told: str, label: str, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert {s.text: s.certainty.label for s in statements}[told] == label


@pytest.mark.parametrize(
    ("text", "told", "label", "status"),
    [
        ("The firm may close the mill or sell the site.", "sell the site", "possible", "predicted"),
        ("The court could fine the firm or strip it of its licence.", "strip it of its licence", "possible", "predicted"),
        ("He could not pay and left the town.", "left the town", "asserted", "happened"),
        ("The firm may close the mill and has sold the site.", "has sold the site", "asserted", "happened"),
        ("The firm would not comment.", "would not comment", "asserted", "happened"),
        ("The mayor would not say whether the dam was safe.", "would not say", "asserted", "happened"),
        ("The firm would not grow.", "would not grow", "probable", "conditional"),
        ("The clerk said she would not comment.", "she would not comment", "asserted", "planned"),
        ("The clerk could not be reached.", "could not be reached", "asserted", "happened"),
        ("The clerk could be reached.", "could be reached", "possible", "predicted"),
        ("The fire is thought to have begun in the hall.", "thought to have begun", "probable", "happened"),
        ("The crew is expected to have left by May.", "expected to have left", "probable", "predicted"),
        ("The clerk was asked about the dam.", "asked about the dam", "asserted", "happened"),
        ("The clerk was asked to mend the dam.", "asked to mend the dam", "asserted", "wanted"),
    ],
)
def test_what_is_shared_held_back_or_believed_is_as_sure_and_as_done_as_it_is_told(
    text: str, told: str, label: str, status: str, nlp: Any
) -> None:
    statement = statement_with(nlp, text, told)
    assert (statement.certainty.label, statement.status) == (label, status)


@pytest.mark.parametrize(
    ("text", "told", "label"),
    [
        ("The nurses do not believe that the pill harmed the men.", "the pill harmed the men", "unlikely"),
        ("Nobody thinks that the dam will hold.", "the dam will hold", "unlikely"),
        ("The nurses did not know that the pill harmed the men.", "the pill harmed the men", "asserted"),
        ("Lund denied having called the clerk a thief.", "called the clerk a thief", "denied"),
        ("Lund denied that he had called the clerk a thief.", "called the clerk a thief", "denied"),
        ("Lund admitted having called the clerk a thief.", "called the clerk a thief", "asserted"),
    ],
)
def test_what_is_not_believed_or_denied_is_not_told_as_so(text: str, told: str, label: str, nlp: Any) -> None:
    assert statement_with(nlp, text, told).certainty.label == label


@pytest.mark.parametrize(
    ("text", "told", "status"),
    [
        ("The company said that it would close its mill in Arle, cutting 900 jobs.", "close its mill", "planned"),
        ("The council announced that it would shut the bridge on Monday to repair its cables.", "shut the bridge", "planned"),
        ("The ministry said the army would leave the valley because the truce had held.", "army would leave", "planned"),
        ("The airline said it would cancel 40 flights after its pilots voted to walk out.", "cancel 40", "planned"),
        ("The operator said that the reactor would stay shut while engineers checked the pumps.", "would stay", "predicted"),
    ],
)
def test_a_reason_or_a_time_puts_no_plan_under_a_condition(nlp: Any, text: str, told: str, status: str) -> None:
    found = statement_with(nlp, text, told)
    assert (found.certainty.label, found.status) == ("asserted", status)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor said the dam would burst if the rain went on.", "dam would burst"),
        ("The mayor said the town would build a bridge provided that the state paid half.", "would build"),
        ("The mayor said the town would build a bridge in case the ferry failed.", "would build"),
        ("The mayor said the town would build a bridge were the state to pay half.", "would build"),
        ("The mayor said the town would have built a bridge had the state paid half.", "would have built"),
        ("The bridge would collapse, killing hundreds.", "bridge would collapse"),
    ],
)
def test_a_plan_under_a_condition_stays_in_doubt(nlp: Any, text: str, told: str) -> None:
    found = statement_with(nlp, text, told)
    assert (found.certainty.label, found.status) == ("possible", "conditional")


@pytest.mark.parametrize(
    ("text", "told", "label", "status"),
    [
        ("It is feared that the barge has sunk.", "the barge has sunk", "possible", "happened"),
        ("It is thought that the clerk sold the maps.", "the clerk sold the maps", "probable", "happened"),
        ("The clerk appears to have sold the maps.", "sold the maps", "probable", "happened"),
        ("The clerk may have sold the maps.", "sold the maps", "possible", "happened"),
        ("The clerk may sell the maps.", "sell the maps", "possible", "predicted"),
        ("The clerk is likely to sell the maps.", "sell the maps", "probable", "predicted"),
        ("The mayor was to sell the port on Monday.", "sell the port", "asserted", "planned"),
        ("The port was to have been sold in May.", "been sold in May", "asserted", "planned"),
        ("The plant was due to be shut on Friday.", "be shut on Friday", "asserted", "planned"),
        ("Fog was to blame for the crash.", "blame for the crash", "asserted", "happened"),
        ("The bus left the road, killing two men.", "killing two men", "asserted", "happened"),
        ("The mayor resigned after losing the vote.", "losing the vote", "asserted", "happened"),
        ("The clerk admitted selling nine maps.", "selling nine maps", "asserted", "happened"),
        ("The union demanded that the port be sold.", "the port be sold", "asserted", "wanted"),
        ("The mayor said the mill would have closed but for the loan.", "the mill would have closed", "probable", "conditional"),
        ("Police are investigating reports that Ada Lund sold foul meat.", "Ada Lund sold foul meat", "possible", "happened"),
        ("There were allegations that Ada Lund sold foul meat.", "Ada Lund sold foul meat", "possible", "happened"),
        ("There was proof that Ada Lund sold foul meat.", "Ada Lund sold foul meat", "asserted", "happened"),
        ("The union’s claim that Ada Lund sold foul meat was repeated on Monday.", "Ada Lund sold foul meat", "asserted", "happened"),
        ("Police have not ruled out that the boy drowned.", "the boy drowned", "possible", "happened"),
    ],
)
def test_how_sure_a_deed_is_and_whether_it_is_done(text: str, told: str, label: str, status: str, nlp: Any) -> None:
    statements = [s for s in read_report(Report(id="r", path="r", text=text), nlp).statements if told in s.text]
    innermost = min(statements, key=lambda s: s.end - s.start)
    assert (innermost.certainty.label, innermost.status) == (label, status), innermost
