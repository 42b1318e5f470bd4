"""What a figure is about, in the words of a desk."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.model import Report
from crossread.reading.reading import read_report


@pytest.mark.parametrize(
    ("sentence", "figure", "topic"),
    [
        ("The death toll from the quake rose to 57.", "57", "dead"),
        ("The quake killed at least 12 people in Velm.", "at least 12", "dead"),
        ("The bomb claimed 12 lives.", "12", "dead"),
        ("The crash injured 80 passengers.", "80", "injured"),
        ("Police arrested four men.", "four", "arrested"),
        ("Norvik bought a 25 per cent stake in Daro.", "25 per cent", "stake"),
        ("Norvik bought Daro for $3.9 billion.", "$3.9 billion", "price"),
        ("He was sentenced to eight years in prison.", "eight years", "years in prison"),
        ("Some 60,000 customers lost power.", "60,000", "customers"),
        ("The mayor met 12 farmers.", "12", None),
        ("Gunmen killed a mother of 12 in Velm.", "12", None),
        ("The bomb killed 12 of the passengers.", "12", "dead"),
        ("The man, 34, was known to police.", "34", None),
    ],
)
def test_the_topic_of_a_figure(sentence: str, figure: str, topic: str | None, nlp: Any) -> None:
    found = read_report(Report(id="r", path="r", text=sentence), nlp).quantities
    assert [q.topic for q in found if figure in q.text] == [topic]


@pytest.mark.parametrize(
    ("headline", "topics"),
    [
        ("Three dead, nine hurt in Arle fire", ["dead", "injured"]),
        ("Two killed, 14 injured in Hallmar bus crash", ["dead", "injured"]),
        ("At least 20 dead, 100 injured in Maro quake", ["dead", "injured"]),
        ("One dead, six missing as ferry sinks off Orsk", ["dead", "missing"]),
        ("Twelve dead and 30 missing in Orsk landslide", ["dead", "missing"]),
        ("Three people dead, nine hurt in Arle fire", ["dead", "injured"]),
        ("Bus crash in Venn: four dead, 12 injured", ["dead", "injured"]),
        ("Nine missing, two dead after ferry sinks", ["missing", "dead"]),
        ("Four hurt in Tolm gas explosion", ["injured"]),
    ],
)
def test_a_headline_without_a_verb_tells_how_many_are_dead_or_hurt(nlp: Any, headline: str, topics: list[str]) -> None:
    read = read_report(Report(id="r", path="r", text=f"{headline}\n\nThe town is sad.\n"), nlp)
    by_id = {statement.id: statement for statement in read.statements}
    assert [q.topic for q in read.quantities] == topics
    assert all(by_id[q.statement or ""].status == "happened" for q in read.quantities)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("The blast killed 12 miners and wounded 31 others.", ["dead", "injured"]),
        ("The shelling killed 9 soldiers, wounded 22 others and displaced 300 families.", ["dead", "injured", "displaced"]),
        ("Gunmen killed four guards and wounded nine others in Arle.", ["dead", "injured"]),
        ("The raid killed two and wounded six.", ["dead", "injured"]),
        ("The storm left 7 people dead and injured 30 others.", ["dead", "injured"]),
    ],
)
def test_each_figure_of_a_list_of_deeds_has_the_topic_of_its_own(nlp: Any, text: str, topics: list[str]) -> None:
    assert [q.topic for q in read_report(Report(id="r", path="r", text=text), nlp).quantities] == topics


@pytest.mark.parametrize(
    ("text", "figure", "counted"),
    [
        ("Police freed 40 miners.", "40", "miners"),
        ("The clinic treated 40 yesterday.", "40", None),
        ("The mill burned 40 tonnes of jet fuel.", "40 tonnes", "jet fuel"),
        ("The blast killed 12 miners and wounded 31 others.", "31", "people"),
        ("The ministry sent Hallmar 12,500 pumps.", "12,500", "pumps"),
    ],
)
def test_what_a_figure_counts_is_read_off_the_tree(nlp: Any, text: str, figure: str, counted: str | None) -> None:
    found = read_report(Report(id="r", path="r", text=text), nlp).quantities
    assert [q.counted for q in found if q.text == figure] == [counted]


def test_who_only_gives_a_figure_does_not_hold_what_it_counts(nlp: Any) -> None:
    (figure,) = read_report(Report(id="r", path="r", text="The Norland army put the toll at 40."), nlp).quantities
    assert figure.context is not None and figure.context.holders == ()


@pytest.mark.parametrize(
    ("sentence", "figure", "topic"),
    [
        ("Two men drowned, bringing the death toll in the flood to nine.", "nine", "dead"),
        ("The fall raised the death toll to 31.", "31", "dead"),
        ("The town raised the road toll on 31 bridges.", "31", None),
        ("The ministry put the death toll at 31.", "31", "dead"),
        ("The ministry revised the death toll from 40 to 31.", "40", "dead"),
        ("Police put the number of injured at 31.", "31", "injured"),
        ("The firm cut prices at 31 shops.", "31", None),
        ("The blast killed a mother of 12 children.", "12", None),
        ("The blast killed a mother and her 12 children.", "12", "dead"),
        ("Another 40 people were missing on Tuesday.", "40", "missing"),
        ("Sales rose, missing a forecast of 10 billion.", "10 billion", None),
        ("The 40 sailors missed the ferry.", "40", None),
    ],
)
def test_a_toll_that_is_brought_to_a_number_and_those_who_are_missing(
    sentence: str, figure: str, topic: str | None, nlp: Any
) -> None:
    found = read_report(Report(id="r", path="r", text=sentence), nlp).quantities
    assert [q.topic for q in found if figure in q.text] == [topic]


@pytest.mark.parametrize(
    ("sentence", "topics", "among"),
    [
        ("Twelve people were killed, four of them children.", ["dead", "dead"], [False, True]),
        ("At least 30 were wounded, five of them seriously.", ["injured", "injured"], [False, True]),
        ("The raid killed 12 people, seven of whom were civilians.", ["dead", "dead"], [False, True]),
        ("Ten were hurt, two critically.", ["injured", "injured"], [False, True]),
        ("He met 12 farmers, four of them from Velm.", [None, None], [False, True]),
        ("The blast killed 12 people. Four of them sang.", ["dead", None], [False, True]),
        ("The blast killed 12 people and burned four of the boats.", ["dead", None], [False, False]),
        ("The blast killed between 30 and 45 people.", ["dead"], [False]),
    ],
)
def test_some_of_those_counted_are_counted_for_the_same(
    sentence: str, topics: list[str | None], among: list[bool], nlp: Any
) -> None:
    found = read_report(Report(id="r", path="r", text=sentence), nlp).quantities
    assert [q.topic for q in found] == topics
    assert [q.context is not None and q.context.among for q in found] == among
