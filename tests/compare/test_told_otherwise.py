"""One thing told coarser, rougher, less surely or less far, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.ids import make_id
from crossread.languages.calendar import period
from crossread.languages.concepts import how_far
from crossread.model import Dossier, Report, Story
from crossread.pipeline import assemble, read_reports
from crossread.reading.reading import read_report
from tests.compare.test_groups import differences_between
from tests.compare.test_shares import HEAD, kinds_between

HEIST = "Heist in Velm\n\n"


def read_undated(*texts: str) -> Dossier:
    return read_reports([Report(id=make_id("r", str(i)), path=f"{i}.txt", text=text) for i, text in enumerate(texts)])


def kinds_undated(one: str, other: str) -> set[str]:
    return differences_between(read_undated(f"{HEAD}{one}.", f"{HEAD}{other}."), one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Karl Venn served more than four years in prison for his role in the harbour fraud", "Karl Venn served four and a half months in prison for his role in the harbour fraud"),
        ("A court in Velm jailed Karl Venn for four years for the harbour fraud", "A court in Velm jailed Karl Venn for six years for the harbour fraud"),
        ("Ada Holt led the dockers' union for eight years", "Ada Holt led the dockers' union for eleven years"),
        ("The hikers were trapped in the Orde cave for nine hours", "The hikers were trapped in the Orde cave for fourteen hours"),
    ],
)
def test_how_long_something_lasted_is_a_figure(one: str, other: str) -> None:
    assert "figure" in kinds_between(one, other)
    assert "scope" not in kinds_between(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nexor's profit rose 5 percent in the first six months", "Nexor's profit rose 7 percent in the first nine months"),
        ("Nexor sold 400 trams in the past two years", "Nexor sold 900 trams in the past five years"),
        ("The Arle dairy lost 300 cows in the three months to June", "The Arle dairy lost 120 cows in the three months to March"),
    ],
)
def test_figures_of_other_periods_do_not_clash(one: str, other: str) -> None:
    assert not kinds_between(one, other) & {"figure", "revision", "estimate"}


def test_periods_of_one_length_part_by_the_month_they_end_in() -> None:
    june, march, ended = (period(p) for p in ("the three months to June", "the three months to March", "the quarter ended 30 June"))
    assert june is not None and march is not None and ended is not None
    assert june.is_apart(march) and not june.is_apart(ended)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The first call to the Velm fire brigade came shortly after 3:30 a.m. on Tuesday", "The first call to the Velm fire brigade came at 3:33 a.m. on Tuesday"),
        ("Firefighters were called to the Orde mill shortly before 9pm on Friday", "Firefighters were called to the Orde mill at 8.52pm on Friday"),
        ("The ferry ran aground off Hallmar at about 6.30pm", "The ferry ran aground off Hallmar at 6.37pm"),
        ("The ferry ran aground off Hallmar just after 6.30pm", "The ferry ran aground off Hallmar at 6.34pm"),
    ],
)
def test_a_clock_time_told_roughly_is_a_rounding_and_no_conflict(one: str, other: str) -> None:
    assert kinds_undated(one, other) == {"rounding"}
    assert "figure" not in kinds_between(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The ferry ran aground off Hallmar at 6.30pm", "The ferry ran aground off Hallmar at 9.10pm"),
        ("The ferry ran aground off Hallmar at about 6.30pm", "The ferry ran aground off Hallmar at 9.10pm"),
        ("The ferry ran aground off Hallmar shortly after 6.30pm", "The ferry ran aground off Hallmar at 6.20pm"),
        ("The ferry ran aground off Hallmar shortly before 6.30pm", "The ferry ran aground off Hallmar at 6.40pm"),
        ("The ferry ran aground off Hallmar at about 6.30pm", "The ferry ran aground off Hallmar at about 6.40pm"),
    ],
)
def test_a_clock_time_out_of_reach_is_no_rounding(one: str, other: str) -> None:
    assert "rounding" not in kinds_undated(one, other)
    assert "figure" in kinds_undated(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A quake killed more than 26,000 people in the city of Velm in 2003", "A quake killed more than 31,000 people in the city of Velm in 2003"),
        ("The Arle Rovers made pitcher Jon Brandt an offer of $200 million", "The Arle Rovers made pitcher Jon Brandt an offer in excess of $160 million"),
        ("The storm left more than 42,000 homes without power in Orde", "The storm left 55,000 homes without power in Orde"),
    ],
)
def test_a_bound_far_from_the_figure_is_no_rounding(one: str, other: str) -> None:
    assert not kinds_between(one, other) & {"rounding", "estimate"}
    assert kinds_between(other, one) & {"figure", "revision"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The island of Orde has a population of more than 100,000", "The island of Orde has a population of 120,000"),
        ("More than 250 dockers walked out at Velm on Monday", "About 280 dockers walked out at Velm on Monday"),
        ("More than 12 people were hurt in the Velm derailment", "Fourteen people were hurt in the Velm derailment"),
        ("More than 26,000 homes in Orde lost power", "Some 27,500 homes in Orde lost power"),
    ],
)
def test_a_bound_near_the_figure_is_no_conflict(one: str, other: str) -> None:
    assert "figure" not in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("No one was injured in the derailment at Orde", "No one is believed to have been injured in the derailment at Orde"),
        ("The Orde paper mill is a total loss", "The Orde paper mill is likely a total loss"),
        ("The flaw affects all versions of the Nexor browser", "The flaw could affect all versions of the Nexor browser"),
        ("Two divers drowned in the Velm wreck", "Two divers are thought to have drowned in the Velm wreck"),
        ("Thieves stole the crown from the Arle chapel", "Thieves apparently stole the crown from the Arle chapel"),
    ],
)
def test_one_sentence_with_a_hedge_is_less_sure(one: str, other: str) -> None:
    assert "certainty" in kinds_between(one, other)
    assert "certainty" in kinds_between(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Orde paper mill is a total loss", "The paper mill at Orde is a total loss"),
        ("Karl Venn fled the city on Monday", "Karl Venn is thought to have fled to Hallmar in a stolen boat with his brother"),
    ],
)
def test_what_parts_in_more_than_a_hedge_is_not_told_by_the_hedge(one: str, other: str) -> None:
    assert "certainty" not in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A fire has destroyed the Orde supermarket", "A fire has almost totally destroyed the Orde supermarket"),
        ("The blaze destroyed the chapel at Velm", "The blaze partly destroyed the chapel at Velm"),
        ("The dam at Hallmar has collapsed", "The dam at Hallmar has partially collapsed"),
        ("The Orde tunnel was closed on Monday", "The Orde tunnel was partially closed on Monday"),
    ],
)
def test_a_deed_done_in_part_is_of_another_scope(one: str, other: str) -> None:
    assert "scope" in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A fire has completely destroyed the Orde supermarket", "A fire has destroyed the Orde supermarket"),
        ("The flood largely spared the chapel at Velm", "The flood spared the chapel at Velm"),
        ("The Orde tunnel was partly closed on Monday", "The Orde tunnel was partially closed on Monday"),
    ],
)
def test_as_far_in_other_words_is_no_other_scope(one: str, other: str) -> None:
    assert "scope" not in kinds_between(one, other)


@pytest.mark.parametrize(
    ("text", "predicate", "extent"),
    [
        ("The fire almost totally destroyed the mill.", "destroy", ("part", "almost totally destroyed")),
        ("The fire nearly destroyed the mill.", "destroy", ("", "")),
        ("The fire hurt two men.", "hurt", ("", "")),
        ("The dam collapsed.", "collapse", ("all", "collapsed")),
    ],
)
def test_how_far_a_deed_goes_is_told_before_its_verb(text: str, predicate: str, extent: tuple[str, str]) -> None:
    assert how_far(text, predicate) == extent


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Arle party chairman Jon Brandt sent a letter to members on Saturday night", "Arle party chairman Jon Brandt sent a letter to members over the weekend"),
        ("The robbers drove a car into the jewellery shop in Velm at about 4.30am on Monday", "The robbers drove a car into the jewellery shop in Velm in the early hours of Monday"),
        ("In July a masked man robbed the Grand hotel in Velm", "At the end of July a masked man robbed the Grand hotel in Velm"),
        ("Jon Brandt pleaded guilty to the harbour fraud in 2003", "Jon Brandt pleaded guilty to the harbour fraud in April 2003"),
    ],
)
def test_a_time_told_coarser_in_one_sentence_is_a_difference_of_time(one: str, other: str) -> None:
    assert kinds_between(one, other) == {"time"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In early July a masked man robbed the Grand hotel in Velm", "In early July a masked man robbed the Grand hotel in Velm again"),
        ("Jon Brandt pleaded guilty on Friday to the harbour fraud", "On Friday Jon Brandt pleaded guilty to the harbour fraud"),
    ],
)
def test_one_time_is_no_difference_of_time(one: str, other: str) -> None:
    assert "time" not in kinds_between(one, other)


def test_two_currencies_are_one_sum_by_the_rate_that_another_report_tells() -> None:
    pounds, euros = "The thieves took jewels worth £1.7m from the Velm shop.", "The thieves took jewels worth €2m from the Velm shop."
    both = "Police in Velm said the gang had a haul of 2m euros (£1.7m; $2.6m) in its van."
    dossier = read_undated(HEIST + pounds, HEIST + euros, HEIST + both)
    found = [d for c in dossier.claims for d in c.differences if {a.text for a in d.answers} >= {"£1.7m", "€2m"}]
    assert [d.kind for d in found] == ["rounding"]
    assert not [d for c in read_undated(HEIST + pounds, HEIST + euros).claims for d in c.differences]


def test_a_rate_that_another_story_tells_says_nothing_here(nlp: Any) -> None:
    pounds, euros = "The thieves took jewels worth £1.7m from the Velm shop.", "The thieves took jewels worth €2m from the Velm shop."
    both = "Police in Velm said the gang had a haul of 2m euros (£1.7m; $2.6m) in its van."
    first, second, other = (f"r{n}" for n in range(3))
    texts = {first: HEIST + pounds, second: HEIST + euros, other: HEIST + both}
    reports = [Report(id=report, path=f"{report}.txt", text=text) for report, text in texts.items()]
    readings = [read_report(report, nlp) for report in reports]
    apart = Story(id="st-1", title="", reports=(first, second)), Story(id="st-2", title="", reports=(other,))
    assert not [d for c in assemble(reports, readings, stories=apart).claims for d in c.differences]
    one = (Story(id="st-1", title="", reports=(first, second, other)),)
    assert [d.kind for c in assemble(reports, readings, stories=one).claims for d in c.differences] == ["rounding"]


def test_a_sum_that_the_rate_does_not_bear_out_is_no_rounding() -> None:
    pounds, euros = "The thieves took jewels worth £1.2m from the Velm shop.", "The thieves took jewels worth €2m from the Velm shop."
    both = "Police in Velm said the gang had a haul of 2m euros (£1.7m) in its van."
    assert not [d for c in read_undated(HEIST + pounds, HEIST + euros, HEIST + both).claims for d in c.differences if d.kind == "rounding"]


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("A 6.7-strength quake killed more than 26,000 people in the city of Velm in 2003", "A major quake killed more than 31,000 in the city of Velm in 2003", "figure"),
        ("The Velm observatory put the centre of the quake at 58km (36 miles) south of Hallmar", "The observatory in Velm put the centre of the quake at 60km south of Hallmar", "rounding"),
    ],
)
def test_a_figure_is_found_beside_figures_of_other_things(one: str, other: str, kind: str) -> None:
    assert kind in kinds_undated(one, other)
    assert kind in kinds_undated(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The operator plans to send a ship to repair the cable off Velm", "A ship has been sent to repair the cable off Velm"),
        ("The Velm council intends to close the swimming pool in Orde", "The Velm council has closed the swimming pool in Orde"),
    ],
)
def test_a_plan_that_a_verb_tells_is_not_the_deed(one: str, other: str) -> None:
    assert "status" in kinds_between(one, other)


def test_two_plans_are_no_plan_and_deed() -> None:
    assert not kinds_between("The Velm council plans to close the swimming pool in Orde", "The Velm council intends to close the swimming pool in Orde") & {"status", "time"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Will Brandt scored 14 points for Hallmar on Friday", "Hallmar got 14 points from Will Brandt on Friday"),
        ("The Norland army lost 40 tanks in the Velm battle", "Soria said the Norland army lost 40 tanks in the Velm battle"),
    ],
)
def test_a_holder_whom_the_other_statement_names_is_no_other_holder(one: str, other: str) -> None:
    assert "scope" not in kinds_between(one, other)
