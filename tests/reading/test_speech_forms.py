"""Who speaks where no verb says it: lead-ins with a colon, headlines, transcripts, letters, interviews; and pronouns."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.labels import to_universal
from crossread.model import Report
from crossread.reading.reading import read_report
from crossread.reading.speech.attributions import find_acts
from tests.reading.told import statement_with, tellers_of

OWN: list[str] = []
LETTER = (
    "Librarian writes to her staff\n\nThe following letter from Ada Renfrew, head of the Dole library, went out on Friday."
    "\n\nDear friends,\n\nThe reading room will shut in June. I alone signed the lease.\n\nYours sincerely,\nAda Renfrew"
)
LINES = """Mill

A statement from the mill said: “Damage to the wheel is great.
The key was lost.
“The wheel will be mended when we know.
“We are sad.”
Boats came until Monday."""
INTERVIEW = (
    "Moss on the marsh\n\nHilda Moss has studied newts for 30 years. We print our talk with her.\n\n"
    "Why did they vanish?\n\nA ditch was filled in. I had warned the council.\n\nWill they return?\n\nThe pond needs ten years."
)
TRANSCRIPT = (
    "The hearing\n\nThe record of the second day.\n\nTHE CHAIR: Who held the key?\n\nMR OBERLIN: It hung in the hall.\n\n"
    "MS TATE-ROSS (for the owners): The hall was locked.\n\nMR OBERLIN: Nobody locked that hall."
)
DASHED = (
    "Council\n\nThe clerk's notes.\n\nTHE CHAIR – Who signed?\n\nMR OBERLIN – The order was forged.\n\n"
    "THE CHAIR – And the second?\n\nMRS TATE [for the union] – The second was real."
)
# a sentence longer than what brings words by its colon alone
LONG_LEAD = " about the yard, about the men who had worked there for forty years, about the wages that nobody had paid since the spring, about the letters that had come from the owners week after week, and about the town"
PRINTED = "Library to shut\n\n{lead}\n\nThe reading room will shut in June. I alone signed the lease."
UNSIGNED = "Library to shut\n\nDear friends,\n\nThe reading room will shut in June. I alone signed the lease.\n\n{end}\n\nIt opened in 1902."
INLINE = "Library to shut\n\nAda Renfrew wrote of “a sad day”. Read the full post:\n\nDear friends, I am sorry. Books need readers.\n\nIt opened in 1902."
SILENT = (
    "The hearing\n\nThe record of the second day.\n\nTHE CHAIR: Who held the key?\n\nMR OBERLIN: …\n\n"
    "THE CHAIR: Who was it?\n\nMR OBERLIN: It hung in the hall."
)
ENTRIES = "Fair\n\nThe fair drew 900 people.\n\nBest cake: Ida Holm\nJudge: Ulf Brandt\nRope: 40 metres, new"
SCORERS = "Dole 3 Gart 0\n\nDole won on Friday.\n\nGoal: Orr 12\nGoal: Orr 40\nGoal: Hale 88"
ASKED = "The keeper\n\nWe met goalkeeper Nils Orr after the match.\n\nQ: Did it hurt?\n\nA: My hand went numb.\n\nQ: And now?\n\nA: Now it itches."
DATELINES = "Storm\n\nLODD – The harbour was shut.\n\nVARN – Two boats sank.\n\nLODD – The market stayed open."


def speakers(nlp: Any, text: str, words: str) -> list[str]:
    found = statement_with(nlp, text, words)
    named = tellers_of(found)
    return named if named or found.attribution.kind == "own" else ["somebody"]


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("Goalless draw\n\nVarn coach Tom Ilves on the red card: “The referee fell for a dive.”", "fell for a dive", ["Tom Ilves"]),
        ("Goalless draw\n\nVarn coach Tom Ilves on the red card: “Their man dived and we paid.”", "Their man dived", ["Tom Ilves"]),
        ("Ward\n\nThe letter does not mince its words. “We had one lamp. We shall not do so again.”", "had one lamp", ["letter"]),
        ("Ward\n\nThe letter asks for socks. “We had one lamp.”\n\nNor does it spare Dan Holt, the head. “He has seen it.”", "has seen it", ["letter"]),
        ("Ward\n\nThe letter was found in June. “We had one lamp.”", "had one lamp", ["somebody"]),
        ("Ward\n\nThe letter shocked the staff. “We had one lamp.”", "had one lamp", ["somebody"]),
        ("Ward\n\nThe roof leaks. It asks for care. “We had one lamp.”", "had one lamp", ["somebody"]),
        ("Club\n\nThe rowing club sacked a coach and issued the following statement on Sunday.\n\n“We got five letters.”", "five letters", ["rowing club"]),
        ("Club\n\nThe rowing club read the following statement on Sunday.\n\n“We got five letters.”", "five letters", ["somebody"]),
        ("Club\n\nThe rowing club issued a statement.\n\n“We got five letters.”", "five letters", ["somebody"]),
        ("Fares\n\nTom Ilves, 47, who runs a print shop: “The buses never came.”", "never came", ["Tom Ilves"]),
        ("Fares\n\nAda Renfrew, 52, a cleaner who takes the first train: “The buses never came.”", "never came", ["Ada Renfrew"]),
        ("Fares\n\nThe woman who drove Tom Ilves home: “The buses never came.”", "never came", ["woman"]),
        ("Fares\n\nTom Orr was away.\n\nThe hall was full. “He has been shown the bills. He asked us why.”", "shown the bills", ["somebody"]),
        ("Draw\n\nCoach Tom Ilves after the match:\n\nOn the fans: “They paid to see that.”", "They paid", ["Tom Ilves"]),
        ("Strike\n\nNorda Rail, in an email to staff: “Trains will run on Monday.”", "Trains will run", ["Norda Rail"]),
        ("Strike\n\nA sign at the depot gate: “Closed until the money comes.”", "Closed until", ["somebody"]),
        ("Strike\n\nUnion leader Karin Moss was blunt: the yard should have been shut.", "should have been shut", ["Karin Moss"]),
        (f"Strike\n\nKarin Moss was blunt{LONG_LEAD}: the yard should have been shut.", "should have been shut", OWN),
        ("Prices\n\nThe picture was clear: prices rose by 9%.", "prices rose", OWN),
        ("Book\n\nHer first book, “Nobody Told the Bees”, sold 300 copies.", "sold 300 copies", OWN),
        ("Chaos\n\n“Nine hours on a bus and no heat.” That was how the pensioner Vera Ohlin put it.", "Nine hours", ["Vera Ohlin"]),
        ("‘I never saw the key’: ex-warden Ilves at Dole trial\n\nTom Ilves ran the house.", "never saw the key", ["Tom Ilves"]),
        ("“They left us to drown”: survivors of Lodd ferry speak out\n\nIt sank.", "left us to drown", ["survivors"]),
        (TRANSCRIPT, "The hall was locked", ["TATE-ROSS"]),
        (DASHED, "The order was forged", ["OBERLIN"]),
        (DASHED, "The second was real", ["TATE"]),
        (DATELINES, "The market stayed open", OWN),
        (ENTRIES, "900 people", OWN),
        (ASKED, "My hand went numb", ["Nils Orr"]),
        (ASKED.replace("goalkeeper Nils Orr", "the goalkeeper"), "My hand went numb", ["somebody"]),
        ("ILVES: THE FERRY WAS ROTTEN\n\nCaptain Tom Ilves gave evidence in Dole.", "THE FERRY WAS ROTTEN", ["Tom Ilves"]),
        ("Ada Renfrew: how she built the mill\n\nMiller Ada Renfrew died on Friday.", "she built the mill", OWN),
        ("DOLE: THE FERRY IS BACK\n\nThe ferry came back to Dole on Friday.", "THE FERRY IS BACK", OWN),
        ("Tape\n\nThe court heard the tape. “The key is under the mat.” It ended there.", "The key is under", ["somebody"]),
        ("Play\n\nThe hall was full. “Who Is Under the Mat?” ran for an hour. It ended late.", "It ended late", OWN),
        ("Mill\n\nFarmer Ada Renfrew shrugged. “The wheel was rotten.” It has stood since 1702.", "wheel was rotten", ["Ada Renfrew"]),
        ("Mill\n\nFarmer Ada Renfrew rebuilt it. “The wheel was rotten.” It has stood since 1702.", "wheel was rotten", ["somebody"]),
        (LETTER, "The reading room will shut", ["Ada Renfrew"]),
        (LETTER, "went out on Friday", OWN),
        (UNSIGNED.format(end="Yours sincerely,"), "The reading room will shut", ["somebody"]),
        (UNSIGNED.format(end="Ada Renfrew"), "The reading room will shut", ["Ada Renfrew"]),
        (UNSIGNED.format(end="Ada Renfrew"), "It opened in 1902", OWN),
        (PRINTED.format(lead="Ida Moe passed on a letter from Tom Orr. The letter follows."), "I alone signed", ["Tom Orr"]),
        (PRINTED.format(lead="Ada Renfrew's letter to Tom Orr follows."), "I alone signed", ["Ada Renfrew"]),
        (PRINTED.format(lead="Ada Renfrew wrote to the staff.\n\nHere is her full statement:"), "I alone signed", ["Ada Renfrew"]),
        (PRINTED.format(lead="Ada Renfrew, the librarian, wrote of “a sad day”.\n\nRead the full post:"), "I alone signed", ["Ada Renfrew"]),
        (PRINTED.format(lead="The council published the text of its letter on Friday:"), "I alone signed", ["council"]),
        (PRINTED.format(lead="Here is her full statement:") + "\n\nThe council is silent.", "The council is silent", OWN),
        (PRINTED.format(lead="Ada Renfrew wrote to the staff.\n\nHere is the full list:"), "I alone signed", OWN),
        (PRINTED.format(lead="Ada Renfrew left.\n\nRead the full statement here."), "I alone signed", OWN),
        (PRINTED.format(lead="Ada Renfrew was accused of a lie.\n\nRead the full letter:"), "I alone signed", OWN),
        (PRINTED.format(lead="Ada Renfrew wrote to us.\n\nHere is our full letter:"), "I alone signed", OWN),
        (INLINE.replace("Read the full post:", "She left."), "Books need readers", OWN),
        (INLINE, "Books need readers", ["Ada Renfrew"]),
        (INLINE, "It opened in 1902", OWN),
        ("SRI LANKA: THE FERRY IS BACK\n\nThe ferry came back on Friday.", "THE FERRY IS BACK", OWN),
        ("Mill\n\nWithout the mayor it was simple: the mill was shut for good.", "was shut for good", OWN),
        ("Mill\n\nAda Renfrew runs the mill. Her answer was blunt: the town should sell the wheel.", "should sell", ["Ada Renfrew"]),
        ("Draw\n\nCoach Tom Ilves on Ben Cole: “He dived and we paid.”\n\nOn the fans: “They paid to see that.”", "They paid to", ["Tom Ilves"]),
        ("Draw\n\nCoach Tom Ilves after the match:\n\nOn the fans,  after the cup: “They paid to see that.”", "They paid", ["Tom Ilves"]),
        ("Tape\n\nAda Renfrew heard the tape. “The key is under the mat.”", "The key is under", ["somebody"]),
        ("Mill\n\nAda Renfrew ran it alone. “We lost the wheel.” A shake of the head. “Nobody came.”", "lost the wheel", ["Ada Renfrew"]),
        ("Mill\n\nAda Renfrew ran it alone. “We lost the wheel.” A shake of the head. “Nobody came.”", "Nobody came", ["Ada Renfrew"]),
        ("Mill\n\nAda Renfrew met Tom Orr. “We lost the wheel.” A shake of the head. It has stood since 1702.", "lost the wheel", ["somebody"]),
        ("Mill\n\nAda Renfrew read the note. “We are closing the mill.” She shook her head.", "closing the mill", ["somebody"]),
        ("Mill\n\nAda Renfrew runs the mill.\n\nShe would not say why. “Ask the priest.” The council meets in May.", "Ask the priest", ["Ada Renfrew"]),
        ("Mill\n\nThe miller, Tom Orr, did not deny it. “We are different people.” The council meets in May.", "different people", ["Tom Orr"]),
        ("Mill\n\n“I sound like a hen at dusk,” and Ada Renfrew, whom two towns loved, laughs until she coughs.", "a hen at dusk", ["Ada Renfrew"]),
        ("Mill\n\nThe council blamed the maker of the wheel. “They paid for nothing at all.” Ada Renfrew wept. “Nobody came.”", "paid for nothing", ["Ada Renfrew"]),
        (LINES, "The key was lost", ["statement from the mill"]),
        (LINES, "The wheel will be mended", ["statement from the mill"]),
        (LINES, "Boats came", OWN),
        ("Mill\n\nTom Orr runs it.\n“We lost the wheel.\nThe mill stands by the river.\nIt was built in 1702.", "stands by the river", OWN),
        ("Mill\n\n“We lost the wheel. It is gone,\nThe mill stands by the river.\n“We are sad,” Tom Orr said.", "stands by the river", OWN),
        ("Mill\n\nTom Orr wrote: ‘I’m at the mill’s gate.\nThings are tense now.\nPeople are angry.’\nThe gate fell.", "Things are tense", ["Tom Orr"]),
        ("Mill\n\nTom Orr wrote: ‘I’m at the mill’s gate.\nThings are tense now.\nPeople are angry.’\nThe gate fell.", "The gate fell", OWN),
        ("Mill\n\nThe ‘gate of the mill fell.\nThings are tense now.\nPeople’s anger is plain’.", "Things are tense", OWN),
        ("Church burns\n\nTom Orr said the church was old.\nHe would not say how many were in it.\n“They all got out alive.”\nOrr left.", "They all got out", ["Tom Orr"]),
        ("Mill\n\n``We can save the wheel,'' Orr said, adding that the loss, known as ``rot,'' is great.\n``They still owe us a wheel.''\nOrr left.", "still owe us", ["Orr"]),
        ("Mill\n\nAda Renfrew told us she doubted it.\n\"They wanted the wheel,” she said.\n“It is old.\nWhat do they want it for?\nIt is no use. \"\nOrr left.", "What do they want", ["Ada Renfrew"]),
        ("Mill\n\nTom Orr left.\n\"This is a sad day for us,'' the council said.\n\"Our thoughts are with the miller.\nThe loss is great.''\nOrr wept.", "The loss is great", ["council"]),
        ("Mill\n\nTom Orr left.\n\"This is a sad day for us,'' the council said.\n\"Our thoughts are with the miller.\nThe loss is great.''\nOrr wept.", "wept", OWN),
        ("Remarks by Ada Renfrew at the mill\n\n“Today is a great day for us.”\n\nThe mill cost 4 million.", "a great day", ["somebody"]),
        ("Mill\n\nThe party was furious. “She has betrayed us all.” Ada Renfrew crossed the floor last week.", "betrayed us", ["somebody"]),
        ("Mill\n\n“This is theft from us.” Renfrew raised taxes in May. The mill closed on Monday.", "theft from us", ["somebody"]),
        ("Mill\n\n“It was a shock to us all.” Ada Renfrew stepped down in May. The mill closed.", "a shock to us", ["somebody"]),
        ('Mill\n\n"They said “no more boats” and that was the end for us," Orr said. "I will not go back."', "not go back", ["Orr"]),
        ("Mill\n\nBy the mayor's count, 400 people stood in the square.", "400 people stood", ["mayor"]),
        ("Mill\n\nIt says in the contract that the firm must pay.", "must pay", OWN),
        (INTERVIEW, "The pond needs ten years", ["Hilda Moss"]),
        (INTERVIEW, "has studied newts", OWN),
        ("Rules\n\nNorda will publish the letter in full on Monday.\n\nWe asked it for comment.", "We asked", OWN),
    ],
)
def test_the_form_says_who_speaks(nlp: Any, text: str, words: str, tellers: list[str]) -> None:
    assert speakers(nlp, text, words) == tellers


def test_who_says_nothing_in_a_transcript_tells_nothing(nlp: Any) -> None:
    doc = to_universal(nlp(SILENT))
    told = [doc.text[start:end] for act in find_acts(doc) for start, end in act.content]
    assert told == ["Who held the key?", "Who was it?", "It hung in the hall."]


@pytest.mark.parametrize("text", [ENTRIES, SCORERS])
def test_the_entries_of_a_list_are_said_by_nobody(nlp: Any, text: str) -> None:
    found = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert [s.text for s in found if s.attribution.kind != "own"] == []


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("Theft\n\nThe rector of Dole University, Ada Renfrew, said a safe was broken. The rector said it was old.", "it was old", ["Ada Renfrew"]),
        ("Mill\n\nThe mayor of Gart, Jonas Reed, said the mill would close.", "would close", ["Jonas Reed"]),
        ("Otto Bram\n\nOtto Bram died at 91. Greta Silvers ran his shop from 1990. “He fired it all twice,” she said.", "fired it all", ["Greta Silvers"]),
        ("Cows\n\nIda Tarn painted cows. Her neighbour Paul Ferrin bought 40. “She gave me two more,” he recalled.", "gave me two", ["Paul Ferrin"]),
        ("Bank\n\nAsked whether the bank had lied, Governor Wanda Ipsen walked away.", "the bank had lied", OWN),
        ("Bank\n\nA reporter asked Ina Dahl about the bank. “Not today,” Dahl said.", "Not today", ["Ina Dahl"]),
        ("Dam\n\nThe abbot said on Monday that the roof fell in.", "the roof fell in", ["abbot"]),
    ],
)
def test_the_one_whose_words_they_are_is_named(nlp: Any, text: str, words: str, tellers: list[str]) -> None:
    assert speakers(nlp, text, words) == tellers


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The launch of the probe went according to plan on Wednesday.", False),
        ("Seats are given out according to need.", False),
        ("Fees vary according to the size of the boat.", False),
        ("The bridge will open in June, according to a plan seen by the Courier.", True),
        ("The ferry sank at noon, according to the harbour office.", True),
    ],
)
def test_a_yardstick_tells_nothing(text: str, told: bool, nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r", text=text), nlp).statements
    assert any(s.attribution.kind != "own" for s in statements) == told


@pytest.mark.parametrize(
    ("text", "words", "tellers"),
    [
        ("The offer was called “an insult to all of us” by Odd Lund.", "an insult", ["Odd Lund"]),
        ("The delay was described as “a disgrace” by Mira Pell.", "a disgrace", ["Mira Pell"]),
        ("The verdict was branded “a day of shame for the town” by Tom Orr on Monday.", "a day of shame", ["Tom Orr"]),
        ("The plan was called reckless by the mayor.", "reckless", ["mayor"]),
        ("The town is called Varn by its people.", "called Varn", []),
        ("The deal was described as a gift by Monday.", "a gift", []),
        ("The ship was dubbed Ana by the crew.", "dubbed Ana", []),
    ],
)
def test_what_something_was_called_is_told_by_who_called_it_so(nlp: Any, text: str, words: str, tellers: list[str]) -> None:
    assert tellers_of(statement_with(nlp, text, words)) == tellers


@pytest.mark.parametrize(
    "text",
    [
        "The court's reported hope is that the mill stays open.",
        "The mayor's stated view is that the mill stays open.",
    ],
)
def test_what_somebody_is_reported_to_hope_is_nobody_s_words(nlp: Any, text: str) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert not [teller for statement in statements for teller in tellers_of(statement)]


@pytest.mark.parametrize(
    "text",
    [
        "Arle lies on a hill.\n\nAda Renfrew found the note on Monday. “The key is under the mat.”\n\nPolice came at noon.",
        "Ada Renfrew saw the sign on Monday. “The key is under the mat.”\n\nPolice came at noon.",
    ],
)
def test_what_somebody_found_written_is_said_by_nobody_who_is_named(nlp: Any, text: str) -> None:
    statement = statement_with(nlp, text, "The key")
    assert statement.attribution.kind == "direct" and not tellers_of(statement)


@pytest.mark.parametrize(
    ("introduction", "teller"),
    [
        ("The letter by Ada Renfrew to the mayor, Tom Orr, follows in full.", "Ada Renfrew"),
        ("The letter to the mayor, Tom Orr, by Ada Renfrew follows here in full.", "Ada Renfrew"),
        ("The speech of Mira Pell to the council follows below.", "Mira Pell"),
        ("The statement by the miners' union is printed here in full.", "miners' union"),
        ("The statement from the miners follows verbatim.", "miners"),
    ],
)
def test_a_text_that_follows_in_full_is_told_by_who_wrote_it(nlp: Any, introduction: str, teller: str) -> None:
    text = f"{introduction}\n\nWe have worked in Arle for ten years. We need the mill."
    assert tellers_of(statement_with(nlp, text, "We need the mill")) == [teller]


def test_a_text_is_not_introduced_by_what_follows_something_else(nlp: Any) -> None:
    text = "The moon was full. A storm follows the letter by Ada Renfrew.\n\nWe need the mill."
    assert not tellers_of(statement_with(nlp, text, "We need the mill"))


@pytest.mark.parametrize(
    ("text", "whole", "tellers"),
    [
        ("The Gazette stopped quoting, Odd Lund said.", "The Gazette stopped quoting", ["Odd Lund"]),
        ("The Herald kept citing two officials, the editor said.", "The Herald kept citing two officials", ["editor"]),
        ("The strike is off, the Courier reported, citing two officials.", "The strike is off", ["Courier", "officials"]),
        ("Holt said that the dock would stay closed, citing safety concerns.", "the dock would stay closed", ["Holt"]),
        ("Citing the weather, Holt said that the dock would stay closed.", "the dock would stay closed", ["Holt"]),
        ("Citing the Fifth Amendment, Holt said that the dock would stay closed.", "the dock would stay closed", ["Holt"]),
        ("Holt said that the dock would stay closed, citing local media.", "the dock would stay closed", ["Holt", "local media"]),
        ("Holt said that the dock would stay closed, citing the agency's figures.", "the dock would stay closed", ["Holt", "agency"]),
    ],
)
def test_who_stops_or_keeps_quoting_is_told_whole(nlp: Any, text: str, whole: str, tellers: list[str]) -> None:
    statement = statement_with(nlp, text, whole)
    assert (statement.text, tellers_of(statement)) == (whole, tellers)


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Ada Renfrew's reported claim that the mill would close angered farmers.", "the mill would close"),
        ("Ada Renfrew's claim that the dam was safe angered farmers.", "the dam was safe"),
        ("Ada Renfrew's allegation that the bank had lied shocked investors.", "the bank had lied"),
        ("Ada Renfrew's statement that the firm sold boats upset the union.", "the firm sold boats"),
        ("Ada Renfrew's claim that the ship sank shocked the town.", "the ship sank"),
    ],
)
def test_a_claim_ends_before_the_verb_of_which_it_is_the_subject(nlp: Any, text: str, claimed: str) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert {s.text: tellers_of(s) for s in statements} == {text.removesuffix("."): [], claimed: ["Ada Renfrew"]}
    (told,) = (s.attribution.content for s in statements if s.text == claimed)
    assert [text[start:end] for start, end in told] == [claimed]


def test_what_a_claim_stirs_is_told_by_who_says_so(nlp: Any) -> None:
    text = "The claim that the mill would close angered farmers, Odd Lund said."
    assert tellers_of(statement_with(nlp, text, "angered")) == ["Odd Lund"]


@pytest.mark.parametrize(
    ("headline", "told", "tellers"),
    [
        ("Ship sinks off Varn, families told", "Ship sinks off Varn", []),
        ("Nurse gave wrong drug, inquiry hears", "Nurse gave wrong drug", []),
        ("Bank hid losses for years, whistleblower says", "Bank hid losses for years", ["whistleblower"]),
        ("Marn Group in talks to buy Skarn smelter -sources", "Marn Group in talks to buy Skarn smelter", ["sources"]),
        ("AP source: Marn to sign with Tolm Bears", "Marn to sign with Tolm Bears", ["AP source"]),
        ("Poll: Most in Reval oppose tunnel", "Most in Reval oppose tunnel", ["Poll"]),
        ("Ferry was full, crew say; owners: there was room", "there was room", ["owners"]),
        ("Ferry was full, crew say; owners: there was room", "Ferry was full", ["crew"]),
        ("Bridge was safe, says council; engineers: cracks were known", "cracks were known", ["engineers"]),
        ("Police: driver was asleep; lawyer: brakes had failed", "driver was asleep", ["Police"]),
        ("Ferry sank in minutes, survivors say; tug lost too", "Ferry sank in minutes", ["survivors"]),
        ("Central bank of Reval to hold rates until autumn, governor signals", "Central bank of Reval to hold rates until autumn", ["governor"]),
    ],
)
def test_a_headline_is_told_by_whom_its_end_or_its_label_names(nlp: Any, headline: str, told: str, tellers: list[str]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=headline + "\n\nThe town is sad.\n", language="en"), nlp).statements
    assert [(s.attribution.kind != "own", tellers_of(s)) for s in statements if s.text == told] == [(True, tellers)], [s.text for s in statements]


@pytest.mark.parametrize(
    "headline",
    [
        "Skarn steelworks to shed 900 jobs",
        "Orvik to ban cars in old town - council",
        "Orsk exports to slump 20 percent, bank says",
        "Wheat prices to soar this winter, board says",
        "Fuel sales to tumble, minister says",
        "Coal imports to double by 2036, agency says",
        "Hallmar rents to climb 8 percent, study finds",
        "Venn harbour to shut for repairs",
        "Bank costs to rise",
    ],
)
def test_what_a_headline_says_is_to_be_done_is_planned(nlp: Any, headline: str) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=headline + "\n\nThe town is sad.\n", language="en"), nlp).statements
    assert statements[0].status == "planned"


def test_words_in_quotation_marks_that_a_headline_gives_to_nobody_are_somebodys(nlp: Any) -> None:
    text = "Skipper 'was asleep at the wheel'\n\nThe town is sad.\n"
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert statements[0].attribution.kind != "own"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Strike\n\nA note at the gate: “Closed until the money comes” was torn down by the police.", "Closed until"),
        ("Mill\n\nHer letter shook the town: the mill should be sold.", "should be sold"),
        ("Ada Renfrew's hope that the mill would close angered farmers.", "the mill would close"),
        ("The boat was painted “a bright and ugly red” by Odd Lund.", "was painted"),
    ],
)
def test_a_title_a_hope_and_what_no_verb_of_saying_brings_are_told_by_the_report(nlp: Any, text: str, words: str) -> None:
    found = [s for s in read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements if words in s.text]
    assert found and all(s.attribution.kind == "own" for s in found)


def test_an_owner_before_a_thing_does_not_speak(nlp: Any) -> None:
    text = "Draw\n\nCoach Tom Ilves's hat on the bench: “The referee fell for a dive.”"
    assert not tellers_of(statement_with(nlp, text, "fell for a dive"))


def test_an_agency_is_an_outlet_only_where_it_is_one_of_the_press(nlp: Any) -> None:
    (teller,) = statement_with(nlp, "The Coastal Agency said the pier was shut.", "the pier").attribution.chain
    assert (teller.name, teller.role) == ("Coastal Agency", "organisation")


def test_a_single_word_behind_a_colon_is_nobodys_words(nlp: Any) -> None:
    doc = to_universal(nlp("Strike\n\nThe mayor's answer was clear: no."))
    assert find_acts(doc) == []
