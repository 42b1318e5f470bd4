"""Where statements of one claim part: times, certainty, plan and deed, opposites; and where they only tell it otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crossread.compare.differences.features import FEATURES
from crossread.compare.differences.kinds import nearby
from crossread.compare.differences.moments import compare_moments, is_moment, parts_of
from crossread.compare.differences.score import ALIKE_BESIDE, probability, slot_weights
from crossread.compare.differences.slots import Finding
from crossread.model import Report, Time
from crossread.model.vocabulary import TimeType
from crossread.reading.reading import read_report
from tests.compare.test_groups import differences_between, read_texts


def moment(value: str, text: str = "then", bounds: tuple[str, str] | None = None) -> Time:
    kind: TimeType = "TIME" if "T" in value else "DATE"
    from_, to = bounds or (None, None)
    return Time(id=value, report="r", start=0, end=1, text=text, type=kind, value=value, from_=from_, to=to)


@pytest.mark.parametrize(
    ("one", "other", "relation", "unit"),
    [
        ("XXXX-WXX-5", "XXXX-WXX-5", "same", ""),
        ("XXXX-WXX-5", "XXXX-WXX-5TAF", "coarser", "minute"),
        ("XXXX-WXX-6", "XXXX-WXX-WE", "coarser", ""),
        ("XXXX-WXX-5", "XXXX-WXX-WE", "apart", "weekday"),
        ("XXXX-WXX-5TAF", "T17:30", "coarser", ""),
        ("XXXX-WXX-5TMO", "T17:30", "apart", "minute"),
        ("1966", "1967", "apart", "year"),
        ("196", "1967", "coarser", ""),
        ("XXXX-03-03", "XXXX-03", "coarser", "day"),
        ("2031-02-30", "2031-02", "coarser", "day"),
        ("PAST_REF", "XXXX-WXX-2", "unanchored", ""),
        ("XXXX-SU", "XXXX-07", "coarser", ""),
    ],
)
def test_times_without_a_day_of_publication(one: str, other: str, relation: str, unit: str) -> None:
    for found in (compare_moments(moment(one), moment(other)), compare_moments(moment(other), moment(one))):
        assert found.relation == relation
        if unit:
            assert found.unit == unit


def test_times_with_bounds_are_laid_side_by_side_as_intervals() -> None:
    day = moment("2031-04-02", bounds=("2031-04-02", "2031-04-02"))
    month = moment("2031-04", bounds=("2031-04-01", "2031-04-30"))
    other = moment("2031-05-01", bounds=("2031-05-01", "2031-05-01"))
    assert compare_moments(day, month).relation == "coarser"
    assert compare_moments(day, other).gap == 29.0
    assert compare_moments(month, other).relation == "apart"


def test_a_length_of_time_is_no_moment() -> None:
    assert not is_moment(Time(id="t", report="r", start=0, end=1, text="two years", type="DURATION", value="P2Y"))
    assert is_moment(moment("XXXX-WXX-1"))
    assert not parts_of("PAST_REF")


def test_every_weight_belongs_to_a_feature_or_a_trait_of_its_slot() -> None:
    general = {feature.name for feature in FEATURES} | {ALIKE_BESIDE}
    for slot, weights in slot_weights().items():
        assert all(name in general or name.startswith(f"{slot}: ") for name in weights.features), slot
        assert 0.0 < weights.bar < 1.0


def test_a_slot_without_weights_is_not_weighed() -> None:
    with pytest.raises(KeyError):
        probability(Finding("where", "scope", ("here", "there"), "in another place"), None)  # type: ignore[arg-type]


PAIRS = [
    ("Harn Steel paid the fine for the Orlo dye works on Tuesday", "Harn Steel failed to pay the fine for the Orlo dye works on Tuesday", "polarity"),
    ("The pilot radioed the tower at 9 pm", "The pilot never radioed the tower", "polarity"),
    ("Nobody was hurt in the fire at the Orlo dye works", "Four people were hurt in the fire at the Orlo dye works", "polarity"),
    ("Tarrow Steel sold the dye works to Pell Mills", "Pell Mills sold the dye works to Tarrow Steel", "polarity"),
    ("The council accepted the harbour plan on Monday by nine votes", "The council rejected the harbour plan on Monday by nine votes", "polarity"),
    ("Norland will hand the ferry to Soria on Sunday", "Norland handed the ferry to Soria on Sunday", "status"),
    ("The high court in Korsby upheld the sentence of Ada Holm", "The high court in Korsby quashed the sentence of Ada Holm", "polarity"),
    ("The dockers of Korsby called off their strike on Sunday", "The dockers of Korsby went ahead with their strike on Sunday", "polarity"),
    ("The diver was brought up alive from the Korsby wreck", "The diver was brought up dead from the Korsby wreck", "polarity"),
    ("The carmaker Nexor sued the airline Soria over the crash", "The airline Soria sued the carmaker Nexor over the crash", "polarity"),
    ("All of the 12 schools in Korsby opened on Monday", "Some of the 12 schools in Korsby opened on Monday", "scope"),
    ("The Korsby bridge was closed for repairs in spring", "The Velm bridge was closed for repairs in spring", "scope"),
    ("Nexor will close its mill in Korsby", "Nexor has closed its mill in Korsby", "status"),
    ("The blaze at the Korsby mill destroyed 40 homes", "The blaze at the Korsby mill destroyed 55 homes", "revision"),
    ("Production at the Korsby mill doubled last year", "Production at the Korsby mill rose 20 percent last year", "figure"),
    ("50 were injured in Korsby", "53 were injured in Korsby", "revision"),
    ("The Korsby Rovers led 33-26 at the half", "The Korsby Rovers led 33-29 at the half", "figure"),
    ("The vote on the Korsby mill will run from October 26 to November 20", "The vote on the Korsby mill will run from October 29 to November 20", "time"),
    ("Ada Holm was on the short list of the Korsby mill", "Ada Holm was not on the short list of the Korsby mill", "polarity"),
    ("On Friday the dockers of Korsby will have their say", "On Friday the dockers of Korsby won't have their say", "polarity"),
    ("The mayor was in the hall of the Korsby mill", "The mayor was never in the hall of the Korsby mill", "polarity"),
]


@pytest.mark.parametrize(("one", "other", "kind"), PAIRS)
def test_one_sentence_with_another_answer_differs_in_that(one: str, other: str, kind: str) -> None:
    dossier = read_texts(f"{one}.", f"{other}.")
    assert kind in differences_between(dossier, one, other)
    shown = [x for claim in dossier.claims for x in claim.differences if x.kind == kind]
    assert len(shown) == 1
    assert all(answer.text in shown[0].explanation for answer in shown[0].answers)
    assert {s for answer in shown[0].answers for s in answer.statements} == set(shown[0].statements)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Holm closed the quay on Monday", "The mayor closed the quay on Monday"),
        ("Brandt made an offer for the Kelm mills", "Brandt offered to buy the Kelm mills"),
        ("The firm Nexor met the firm Soria on Monday", "The firm Soria met the firm Nexor on Monday"),
        ("Ada Holm beat Jon Berg in the final on Sunday", "Jon Berg was beaten by Ada Holm in the final on Sunday"),
        ("Ada Holm did not survive the fall at Korsby", "Ada Holm died in the fall at Korsby"),
        ("Production at the Korsby mill nearly doubled last year", "Production at the Korsby mill rose 92 percent last year"),
        ("Nexor's profit halved last year", "Nexor's profit fell by 50 percent last year"),
        ("The Korsby ferry sank with more than 50 men", "The Korsby ferry sank with more than 53 men"),
        ("If the Korsby mill is sold, its men will strike", "If the Korsby mill is not sold, its men will strike"),
        ("Ada Holm may run for mayor of Korsby", "Ada Holm may not run for mayor of Korsby"),
        ("Was Ada Holm in the house at Korsby on Monday", "Wasn't Ada Holm in the house at Korsby on Monday"),
        ("The court struck down Article 5 of the Korsby treaty", "The court struck down Article 6 of the Korsby treaty"),
        ("About 50 men were held in the Korsby mill", "About 53 men were held in the Korsby mill"),
        ("The Korsby Rovers lost 1-2 in the cup on Sunday", "The Korsby Rovers lost 2-1 in the cup on Sunday"),
        ("The Korsby ferry sails at 07:30 on Sunday", "The Korsby ferry sails at 7:30 on Sunday"),
    ],
)
def test_the_same_in_other_words_is_no_difference(one: str, other: str) -> None:
    dossier = read_texts(f"{one}.", f"{other}.")
    kinds = {x.kind for claim in dossier.claims for x in claim.differences}
    assert not kinds & {"scope", "status", "polarity", "figure"}, json.dumps(sorted(kinds))


def test_two_years_with_bounds_part_by_the_year() -> None:
    one, other = (moment(year, bounds=(f"{year}-01-01", f"{year}-12-31")) for year in ("2003", "2002"))
    assert (compare_moments(one, other).unit, compare_moments(one, other).gap) == ("year", 1.0)


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Both pumps of the tug failed, the sailors' union said on Thursday.", []),
        ("The tug left Arle on Thursday before both pumps failed, the sailors' union said on Friday.", ["Thursday"]),
    ],
)
def test_the_day_on_which_somebody_tells_it_is_no_day_of_what_he_tells(nlp: Any, text: str, beside: list[str]) -> None:
    near = nearby([reading := read_report(Report(id="r", path="r.txt", text=text), nlp)])
    told = next(s.id for s in reading.statements if s.text.lower().startswith("both pumps"))
    assert [time.text for time in near[told].times] == beside if beside else told not in near


def test_two_words_and_a_not_are_no_conflict() -> None:
    asked = "Ada Holm asked whether the dockers of Korsby still work. They {}."
    dossier = read_texts(asked.format("do"), asked.format("don't"))
    assert not [x for claim in dossier.claims for x in claim.differences if x.kind == "polarity"]
