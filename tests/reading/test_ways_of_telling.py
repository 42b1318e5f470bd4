"""Turns of phrase that say on whose word something stands, without "said that"."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.model import Report
from crossread.reading.reading import read_report
from tests.reading.told import tellers_of

TOLD = [
    ("Police counted 1,200 marchers at the square.", "1,200 marchers", ["Police"]),
    ("The union counts 300 members.", "300 members", ["union"]),
    ("The city put the crowd at 4,000, and the army counted 60 dead.", "60 dead", ["army"]),
    ("The city put the crowd at 4,000, and the army counted 60 dead.", "the crowd at 4,000", ["city"]),
    ("Aid groups counted 31 families in the hall.", "31 families", ["Aid groups"]),
    ("Monitors counted 31 detainees in the hall.", "31 detainees", ["Monitors"]),
    ("To hear Ada Holm tell it, the mill was lost in May.", "the mill was lost", ["Ada Holm"]),
    ("As Jon Berg remembers it, the money vanished over a weekend.", "the money vanished", ["Jon Berg"]),
    ("The way her brother recalls it, nobody locked the door.", "nobody locked the door", ["her brother"]),
    ("A plea for mercy\n\nThe Herald has seen a letter in which Ada Holm asks the court for mercy.", "asks the court for mercy", ["Herald", "letter"]),
    ("Police obtained a recording on which the bishop is heard ordering the sale.", "the bishop is heard", ["recording"]),
    ("The log records that nobody objected.", "nobody objected", ["log"]),
    ("The Red Lantern puts the toll at 41. The union has it at 63.", "has it at 63", ["union"]),
    ("A tally by the union, based on lists, stands at 70.", "stands at 70", ["union"]),
    ("By the union's count, 4,500 marched; it rained all day.", "4,500 marched", ["union"]),
    ("By the ministry's count, 312 houses burned.", "312 houses burned", ["ministry"]),
    ("To hear the fishermen tell it, the sea has never been emptier.", "never been emptier", ["fishermen"]),
    ("The film was shown in court. The logbook records that the pump failed at noon.", "the pump failed", ["logbook"]),
    ("The gate stood open at night, and the cook had the only key, Ada Holm, a former prisoner, told the court.", "the cook had the only key", ["Ada Holm"]),
    ("The gate stood open at night, and the cook had the only key, Ada Holm, a former prisoner, told the court.", "The gate stood open", ["Ada Holm"]),
    ("Deaths in the pit\n\nIn a statement, the Korsby mine: “The pumps were checked in March.”", "The pumps were checked", ["Korsby mine"]),
    ("Korsby water unsafe, lab tests find\n\nThe tests took a week.", "water unsafe", ["lab tests"]),
    ("Korsby gas deal 'dead', minister admits\n\nThe talks took a week.", "gas deal 'dead'", ["minister"]),
    ("Jon Berg will box against Emil Charr in Varn on Sept. 8, according to the fisheries ministry.", "will box", ["fisheries ministry"]),
    ("According to the mayor, Ada Holm will resign.", "will resign", ["mayor"]),
    ("According to the mayor, Ada Holm, the bridge is shut.", "bridge is shut", ["Ada Holm"]),
    ("According to the fisheries ministry, Holm, with 6,000 fans cheering her on, went ahead.", "went ahead", ["fisheries ministry"]),
    ("Fire\n\nTwo men fled, police said. The body of Ada Holm, 61, and Mia Orr, 48, were found on Tuesday when crews answered calls about a smell of gas, according to the Arle district attorney's office.", "were found", ["Arle district attorney's office"]),
    ("“The dam will hold until spring,” Holt said, according to CNN.", "dam will hold", ["CNN", "Holt"]),
    ("“The dam will hold until spring,” the sign said, according to the mayor.", "dam will hold", ["mayor", "sign"]),
    ("“She has not committed any crime,” the letter said, according to CNN.", "committed any crime", ["CNN", "letter"]),
    ("“She has not committed any crime but under the circumstances she has no choice,” the letter addressed to Chairman Dan Holm reads, according to CNN.", "committed any crime", ["CNN", "letter"]),
    ("“The dam will hold until spring,” Ada Holm said, an aide told Reuters.", "dam will hold", ["Reuters", "aide", "Ada Holm"]),
    ("A statement released by the ministry said the dam will hold until spring.", "dam will hold", ["ministry"]),
    ("A report issued by the ministry said the dam will hold until spring.", "dam will hold", ["ministry"]),
    ("Emails released by the ministry said the dam will hold until spring.", "dam will hold", ["ministry", "Emails"]),
    ("Reuters was told by one of them that the dam will hold until spring.", "dam will hold", ["one of them"]),
    ("The clerk called it “a dam that will hold”, and the gates were shut, according to CNN.", "gates were shut", ["CNN"]),
    ("The senator, running against the mayor, leads Clinton 50% to 40% among registered Democrats, according to a CNN/WMUR poll.", "leads Clinton", ["CNN/WMUR poll"]),
    ("And Mrs. Holt now holds a gaping advantage of 83 points over the nominee, Jon J. Orle, according to a New York Times/CBS News poll released last week.", "gaping advantage", ["New York Times/CBS News poll released last week"]),
    ("The dam will hold until spring, according to three engineers who spoke to the BBC but were not allowed to be named.", "dam will hold", ["BBC", "engineers"]),
    ("The dam will hold until spring, according to a lawyer who spoke with The Guardian's owners.", "dam will hold", ["lawyer"]),
    ("An engineer, speaking to the BBC on condition of anonymity, said the dam will hold until spring.", "dam will hold", ["BBC", "engineer"]),
    ("A singer, speaking to fans at the Guardian theatre, said the dam will hold until spring.", "dam will hold", ["singer"]),
    ("Two engineers cited by Reuters said the dam will hold until spring.", "dam will hold", ["Reuters", "engineers"]),
    ("The ministry said in a statement carried by Reuters that the dam will hold until spring.", "dam will hold", ["Reuters", "statement", "ministry"]),
    ("Ada Holm told a Politico reporter that the dam will hold until spring.", "dam will hold", ["Politico", "Ada Holm"]),
    ("A Politico reporter said the dam will hold until spring.", "dam will hold", ["Politico reporter"]),
    ("The board said that turnout was almost 90%.", "turnout was", ["board"]),
    ("The mayor said the answer was no.", "answer was no", ["mayor"]),
    ("Two men were held, the agency quoted the police chief as saying.", "Two men were held", ["agency", "police chief"]),
    ("Two men were held, Varn officials were quoted by Reuters as saying.", "Two men were held", ["Reuters", "Varn officials"]),
    ("The bridge fell on Monday, and Reuters quoted the mayor as saying little.", "bridge fell", []),
    ("The clerk fled to Varn, with one guard quoted as saying so.", "fled to Varn", []),
    ("Two men were held, the agency quoted the police chief as saying on Monday.", "Two men were held", ["agency", "police chief"]),
    ("Prices rose, the paper quoted a trader as saying.", "Prices rose", ["paper", "trader"]),
    ("The bridge was shut, and a guard was quoted as saying that the river rose.", "bridge was shut", []),
    ("Doctors recommend that children be vaccinated.", "children be vaccinated", ["Doctors"]),
    ("The party alerted reporters that the governor backs the deal.", "backs the deal", ["party"]),
    ("The court requested a report.", "requested a report", []),
    ("Police said a neighbour reported hearing two shots.", "hearing two shots", ["Police", "neighbour"]),
    ("The guard admitted leaving the gate open.", "leaving the gate open", ["guard"]),
    ("The road, Ada Holm said, had been washed away. It would open again in May. Until then buses would go by Varn.", "buses would go by Varn", ["Ada Holm"]),
    ("The accident, said the railway in a statement, was caused by a cow.", "caused by a cow", ["railway"]),
    ("Reports that the mill was sold are wide of the mark, the owner said.", "the mill was sold", ["owner"]),
    ("The owner said reports that the mill was sold were untrue.", "the mill was sold", ["owner"]),
    ("Radio Nord said the Lamp had reported that the driver had confessed.", "driver had confessed", ["Radio Nord", "Lamp"]),
    ("Both the ministry and the army said the rocket had missed.", "rocket had missed", ["Both the ministry and the army"]),
    ("The bridge, according to pupils, had been shut.", "had been shut", ["pupils"]),
    ("Days before telling the board that he would resign, Jon Berg sold the mill.", "he would resign", ["Jon Berg"]),
    ("As the Lamp noted on Monday, the dam leaks.", "the dam leaks", ["Lamp"]),
    ("As Ada Holm told reporters, the dam leaks.", "the dam leaks", ["Ada Holm"]),
    ("The dam, as the minister has pointed out, leaks every spring.", "leaks every spring", ["minister"]),
    ("The dam leaks, as officials warned on Monday.", "The dam leaks", ["officials"]),
    ("Test results suggest that the beams were rotten.", "the beams were rotten", ["Test results"]),
    ("The inquiry shows that the beams were rotten.", "the beams were rotten", ["inquiry"]),
    ("The Lamp reports that, according to Ada Holm, the dam leaks.", "the dam leaks", ["Lamp", "Ada Holm"]),
    ("Reuters reported that according to two officials the talks had failed.", "talks had failed", ["Reuters", "officials"]),
    ("One aide recalled Ada Holm saying that the dam leaks.", "the dam leaks", ["aide", "Ada Holm"]),
    ("Two nurses remembered the doctor telling them that the ward was full.", "ward was full", ["nurses", "doctor"]),
    ("Ada Holm left the hall saying that the dam leaks.", "the dam leaks", ["Ada Holm"]),
    ("“The dam leaks,” Ada Holm said in a statement carried by the state news agency Varnpress.", "The dam leaks", ["Varnpress", "statement", "Ada Holm"]),
    ("The dam leaks, state media reported.", "The dam leaks", ["state media"]),
    ("Police say 57 dead in Varn blast", "57 dead", ["Police"]),
    ("Officials say 12 dead after ferry sinks", "12 dead", ["Officials"]),
    ("The chairman was wrong, wrote the columnist Erik Lund in Friday's Courier, to sell the mill.", "The chairman was wrong", ["Erik Lund"]),
]  # fmt: skip
OWN = [
    ("The bridge was shut; according to pupils, it had cracked.", "bridge was shut"),
    ("Neither the ministry nor the army would say who had fired the rocket.", "fired the rocket"),
    ("Nobody has said that the bridge is safe.", "the bridge is safe"),
    ("The town counts 3,000 inhabitants.", "3,000 inhabitants"),
    ("Ana Roth counts two sons among the pupils.", "two sons"),
    ("The farm counted 40 cows.", "40 cows"),
    ("As she told the story, the lamp went out.", "the lamp went out"),
    ("As the bank reported a loss, its shares fell.", "its shares fell"),
    ("Prices rose as the bank warned of a shortage.", "Prices rose"),
    ("As the paper did not say, the dam leaks.", "the dam leaks"),
    ("By Monday's count, 40 were dead.", "40 were dead"),
    ("By the union's count, 4,500 marched; it rained all day.", "it rained all day"),
    ("The town bought a house in which the bishop had lived.", "the bishop had lived"),
    ("The firm has a plant at 43 Mill Road.", "has a plant"),
    ("The tally of votes stands at 70.", "stands at 70"),
    ("The minister says the plan is safe. It would cost 3 million crowns.", "It would cost"),
    ("The plan was safe, Ada Holm said.\n\nIt would cost 3 million crowns.", "It would cost"),
    ("The plan was safe, Ada Holm said. It would have cost 3 million crowns.", "It would have cost"),
    ("The plan was safe, Ada Holm said. It was drawn up in May. It would cost 3 million crowns.", "It would cost"),
]  # fmt: skip


def tellers(nlp: Any, text: str, words: str) -> list[str]:
    """Return who tells the shortest statement that holds the words."""
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    return tellers_of(min((s for s in statements if words in s.text), key=lambda s: len(s.text)))


@pytest.mark.parametrize(("text", "words", "named"), TOLD)
def test_who_tells_it_is_named_by_the_turn_of_phrase(nlp: Any, text: str, words: str, named: list[str]) -> None:
    assert tellers(nlp, text, words) == named


@pytest.mark.parametrize(("text", "words"), OWN)
def test_what_only_looks_like_telling_is_the_writers(nlp: Any, text: str, words: str) -> None:
    assert tellers(nlp, text, words) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The Lamp reports that, according to Ada Holm, the dam leaks.", ["the dam leaks"]),
        ("The ministry said in a statement carried by Reuters that the dam leaks.", ["the dam leaks"]),
        ("One aide recalled Ada Holm saying that the dam leaks.", ["the dam leaks"]),
        ("The bridge was unsafe, Holt said, an aide told Reuters.", ["The bridge was unsafe"]),
        ("The mast carried by the crew broke.", ["The mast carried by the crew broke"]),
    ],
)
def test_who_passes_words_on_is_no_statement_beside_them(nlp: Any, text: str, said: list[str]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert [s.text for s in statements] == said


def test_what_a_headline_has_in_marks_reaches_to_whom_it_is_told_of(nlp: Any) -> None:
    text = "Lockkeeper 'was asleep' when barge hit gate\n\nThe barge sank within minutes."
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    kinds = {s.text: s.attribution.kind for s in statements}
    assert kinds["Lockkeeper 'was asleep'"] == "mixed"
    assert kinds["barge hit gate"] == kinds["The barge sank within minutes"] == "own"


@pytest.mark.parametrize(
    ("label", "claim"),
    [
        ("Claim", "the mayor sold the dam"),
        ("The claim", "Haldane poisoned the river"),
        ("What was claimed", "the bank closed 40 branches"),
        ("Rumour", "the queen has fled"),
        ("Allegation", "the clerk forged the lists"),
        ("Claim", "a video shows soldiers burning the mill"),
    ],
)
@pytest.mark.parametrize("verdict", ["", "Verdict: False.\n\n", "Verdict: Unproven.\n\n"])
def test_what_a_check_of_facts_labels_a_claim_is_not_told_by_the_outlet(nlp: Any, label: str, claim: str, verdict: str) -> None:
    text = f"Fact check\n\n{label}: {claim}.\n\n{verdict}The town has a register of all sales."
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).statements
    assert [(s.text, s.attribution.kind, s.attribution.speaker) for s in statements if claim in s.text] == [(claim, "indirect", None)]


def test_a_heading_that_names_claims_claims_nothing(nlp: Any) -> None:
    statements = read_report(Report(id="r", path="r.txt", text="Three claims: what they mean\n\nThe river is clean.", language="en"), nlp).statements
    assert {s.attribution.kind for s in statements} == {"own"}
