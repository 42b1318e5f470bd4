"""Dates, times, durations and repetitions as the press writes them, with and without a report's date."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model import Report
from crossread.reading.times.expressions import find_times
from tests.reading.figures import phrases

PIECES = st.sampled_from(["31", "30", "February", "May", "Friday", "last", "the", "year", "ago", "99", "2020", "0000-00-00", "2021-13-45", "9999", "century", "first", "quarter", "of", "25:00", "10:30", "GMT", "Easter", "years", "later", ",", ".", "10000000", "next", "5th", "Sunday", "week", "month", "to", "and", "the", "half past six", "from", "night", "W60", "3/4"])


@pytest.mark.parametrize("row", phrases("times"))
def test_reads_times(row: dict[str, Any]) -> None:
    report = Report(id="r", path="r.txt", text=row["text"], published=row["published"])
    assert [[t.type, t.value] for t in find_times(report, row["text"])] == row["times"]


@settings(deadline=None)  # on a busy machine a text takes as long as the others let it
@given(
    st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=20).map(" ".join)),
    st.one_of(st.none(), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)).map(str)),
)
def test_no_text_breaks_it_and_spans_are_true(text: str, published: str | None) -> None:
    end = 0
    for time in find_times(Report(id="r", path="r.txt", text=text, published=published), text):
        assert time.text == text[time.start : time.end] != ""
        assert time.start >= end
        end = time.end
        assert (time.from_ is None) == (time.to is None)
        assert time.from_ is None or time.to is None or time.from_ <= time.to


@pytest.mark.parametrize("text", ["The plant opened last year.", "The talks began on Friday.", "He left three days ago.", "Guests came yesterday.", "It shut over the weekend.", "It fell in the last few weeks.", "It rose this month."])
def test_a_relative_time_of_an_undated_report_has_no_interval(text: str) -> None:
    times = find_times(Report(id="r", path="r.txt", text=text), text)
    assert times and all(t.from_ is None and t.to is None for t in times)


NIGHT = "The ferry left Arle at 21:15 on Friday. At 22:40 it struck a buoy. No tug came until 23:50. At 00:30 it sank."


def days(text: str, published: str = "2032-03-12") -> dict[str, str | None]:
    return {t.text: t.from_ for t in find_times(Report(id="r", path="r.txt", text=text, published=published), text)}


def test_a_bare_hour_is_of_the_day_that_is_told_whatever_stands_before_it() -> None:
    told = days(NIGHT, "2032-03-17")
    assert [told[hour] for hour in ("22:40", "23:50", "00:30")] == ["2032-03-12T22:40", "2032-03-12T23:50", "2032-03-13T00:30"]


def test_an_hour_on_a_weekday_is_of_the_day_that_was_dated_right_before_it() -> None:
    told = "The bridge was shut on Saturday 3 May until 2 p.m. on Saturday."
    assert days(told, "2031-05-14")["2 p.m. on Saturday"] == "2031-05-03T14:00"
    apart = "The bridge was shut on Saturday 3 May. A ferry then sank after a week of repairs at 2 p.m. on Saturday."
    assert days(apart, "2031-05-14")["2 p.m. on Saturday"] == "2031-05-10T14:00"


def test_an_hour_that_is_ahead_is_not_of_the_day_before() -> None:
    assert days("The bridge shut on 3 March. It will stay shut until 18:00.")["18:00"] == "2032-03-12T18:00"


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The fee was due on the 5th of last month.", "the 5th of last month", "2032-02-05"),
        ("They will vote on Sunday week.", "Sunday week", "2032-03-21"),
        ("The road will be mended on Monday.", "Monday", "2032-03-15"),
        ("The mill burned on the night of 3/4 March.", "the night of 3/4 March", "2032-03-03"),
        ("It was shut from Monday to Wednesday.", "from Monday to Wednesday", "2032-03-08"),
        ("The fair falls on the first Sunday of next month.", "the first Sunday of next month", "2032-04-04"),
    ],
)
def test_days_by_their_place_in_a_month_or_week(text: str, words: str, day: str) -> None:
    assert days(text)[words] == day


def _told(text: str) -> list[tuple[str, str]]:
    return [(t.text, t.value) for t in find_times(Report(id="r", path="r.txt", text=text, published="2032-03-12"), text)]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("The final starts at 7.45 on Sunday, with the gates open from 17.30.", ["17.30"]),
        ("The office is open until 16.45.", ["16.45"]),
        ("The alarm went off shortly after 22.05.", ["22.05"]),
        ("The 14.20 to Osk left on time.", ["14.20"]),
    ],
)
def test_an_hour_with_a_dot_is_one_where_an_hour_stands(text: str, hours: list[str]) -> None:
    told = " ".join(words for words, _ in _told(text))
    assert all(hour in told for hour in hours)


@pytest.mark.parametrize(
    "text",
    [
        "The share fell from 18.30 to 17.15.", "The index closed at 17.30.", "Tickets start from 18.30 crowns.",
        "Turnout stood at 16.45.", "She won in 22.05 seconds.", "The 14.20 is the latest figure for inflation.",
    ],
)
def test_a_measure_with_a_dot_is_no_hour(text: str) -> None:
    assert not [value for _, value in _told(text) if value.startswith("2032")]


def test_a_stretch_between_two_whole_dates_is_one_time_however_they_are_written() -> None:
    for text in ("from 23 to 26 June", "from June 23 to June 26", "from 23 June to 26 June"):
        assert [value for _, value in _told(f"The fair will run {text}.")] == ["2032-06-23/2032-06-26"]
    assert _told("It ran from March 20, 2031 to April 2, 2031.")[0][1] == "2031-03-20/2031-04-02"


def _read(text: str, published: str | None) -> list[tuple[str, str, str]]:
    return [(t.text, t.type, t.value) for t in find_times(Report(id="r", path="r.txt", text=text, published=published), text)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The port was shut from 3 to 7 March.", [("from 3 to 7 March", "DATE", "XXXX-03-03/XXXX-03-07")]),
        ("The mayor quit the Monday before last.", [("the Monday before last", "DATE", "XXXX-WXX-1")]),
        ("The mayor quit Tuesday last week.", [("Tuesday last week", "DATE", "XXXX-WXX-2")]),
        ("Sales rose in the third quarter.", [("the third quarter", "DATE", "XXXX-Q3")]),
        ("The debt is due by year-end.", [("year-end", "DATE", "XXXX-12-31")]),
        ("The siren began at 8 p.m. yesterday.", [("8 p.m. yesterday", "TIME", "XXXX-XX-XXT20:00")]),
        ("The siren began at 9:30 on Monday.", [("9:30 on Monday", "TIME", "XXXX-WXX-1T09:30")]),
        ("The office opens at 9:30 on Mondays.", [("9:30", "TIME", "T09:30"), ("Mondays", "SET", "XXXX-WXX-1")]),
        ("The mayor left the day before yesterday.", [("the day before yesterday", "DATE", "PAST_REF")]),
        ("The ministers met this morning.", [("this morning", "TIME", "XXXX-XX-XXTMO")]),
        ("The race ran on the last Sunday in May.", [("the last Sunday in May", "DATE", "XXXX-WXX-7")]),
        ("The port was shut in the first week of June.", [("June", "DATE", "XXXX-06")]),
        ("The ferry sank on Friday the 13th.", [("Friday the 13th", "DATE", "XXXX-XX-13")]),
        ("The bank is shut on the 10th.", [("the 10th", "DATE", "XXXX-XX-10")]),
        ("The fair begins in calendar week 4.", [("calendar week 4", "DATE", "XXXX-W04")]),
        ("The ministers meet on Tuesday week.", [("Tuesday week", "DATE", "XXXX-WXX-2")]),
        ("The bridge opens a week tomorrow.", [("a week tomorrow", "DATE", "FUTURE_REF")]),
        ("The mayor left a fortnight ago on Monday.", [("a fortnight ago on Monday", "DATE", "XXXX-WXX-1")]),
        ("The bridge opened the following Monday.", [("the following Monday", "DATE", "XXXX-WXX-1")]),
        ("The bridge opened the Tuesday after 4 March.", [("Tuesday", "DATE", "XXXX-WXX-2"), ("4 March", "DATE", "XXXX-03-04")]),
        ("The port was shut from Monday to Wednesday.", [("Monday", "DATE", "XXXX-WXX-1"), ("Wednesday", "DATE", "XXXX-WXX-3")]),
    ],
)
def test_what_an_undated_report_leaves_open_is_open_in_the_value(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _read(text, None) == told


@pytest.mark.parametrize("text", ["The bank shut on the 10th.", "The plant is shut in calendar week 34.", "Sales rose in the latest quarter.", "The day after, the mayor quit."])
def test_nothing_is_dated_where_no_date_is_near(text: str) -> None:
    assert not [t for t in find_times(Report(id="r", path="r.txt", text=text), text) if t.from_ is not None]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The dam broke three fortnights ago.", "three fortnights ago", "2032-W05"),
        ("Sales fell last quarter.", "last quarter", "2031-Q4"),
        ("The mayor left a couple of days ago.", "a couple of days ago", "2032-03-10"),
        ("The mill opens in the second quarter of next year.", "the second quarter of next year", "2033-Q2"),
        ("Prices fell in the summer.", "the summer", "2031-SU"),
        ("The bridge will open at Christmas.", "Christmas", "2032-12-25"),
        ("The bridge shut last Easter.", "last Easter", "2031-04-13"),
        ("The raid began at 5pm the day before yesterday.", "5pm the day before yesterday", "2032-03-10T17:00"),
        ("The vote was moved to next January.", "next January", "2033-01"),
        ("The fair was moved to this June.", "this June", "2032-06"),
        ("In the third quarter of 2031 sales fell to 5 million crowns, from 7 million a year earlier.", "a year earlier", "2030-Q3"),
        ("The mill burned on Wednesday 3 March. It had been inspected that Monday.", "that Monday", "2032-03-01"),
        ("The ministers met on 4 and 5 March.", "4 and 5 March", "2032-03-04/2032-03-05"),
        ("The mill shut the following year.", "the following year", "XXXX"),
        ("The mill shut that week.", "that week", "XXXX-WXX"),
    ],
)
def test_a_relative_time_is_counted_from_what_its_words_name(text: str, words: str, value: str) -> None:
    assert dict(_told(text))[words] == value


def test_the_next_season_is_of_the_year_after_once_it_has_begun() -> None:
    assert _read("The bridge opens next autumn.", "2032-10-12") == [("next autumn", "DATE", "2033-FA")]
    assert _read("The bridge opens next autumn.", "2032-03-12") == [("next autumn", "DATE", "2032-FA")]


def test_midday_is_of_its_day_without_an_hour() -> None:
    text = "The siren began at midday on Monday."
    assert [(t.value, t.from_, t.to) for t in find_times(Report(id="r", path="r.txt", text=text, published="2032-03-12"), text)] == [("2032-03-08TMI", "2032-03-08", "2032-03-08")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The shop opens at 8am on Saturdays.", [("8am", "T08:00"), ("Saturdays", "XXXX-WXX-6")]),
        ("The mill rests from noon to 13:30 on weekdays.", [("noon", "T12:00"), ("13:30", "T13:30")]),
        ("On Mondays, the office opens at 9:30.", [("Mondays", "XXXX-WXX-1"), ("9:30", "T09:30")]),
        ("The choir meets at 7:30 on Monday evenings.", [("7:30", "T07:30"), ("Monday evenings", "XXXX-WXX-1TEV")]),
        ("Trains leave at 9:15 every day.", [("9:15", "T09:15"), ("every day", "P1D")]),
        ("The pool opens daily at 7am.", [("daily", "P1D"), ("7am", "T07:00")]),
        ("The Herald, which comes out on Mondays, says the siren began at 9:30.", [("Mondays", "XXXX-WXX-1"), ("9:30", "2032-03-12T09:30")]),
        ("The office opens on Mondays. The siren began on Thursday at 9:30.", [("Mondays", "XXXX-WXX-1"), ("Thursday at 9:30", "2032-03-11T09:30")]),
    ],
)
def test_an_hour_that_comes_again_is_of_no_one_day(text: str, told: list[tuple[str, str]]) -> None:
    assert [(words, value) for words, _, value in _read(text, "2032-03-12")] == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mira Pell took gold in 1:58.42.", [("1:58.42", "DURATION", "PT1M58.42S")]),
        ("Venn won the marathon in 2:08:13.", [("2:08:13", "DURATION", "PT2H8M13S")]),
        ("Venn ran the mile in just 3:59.", []),
        ("The relay team clocked 3:02.9 in May 2031.", [("3:02.9", "DURATION", "PT3M2.9S"), ("May 2031", "DATE", "2031-05")]),
    ],
)
def test_the_time_that_somebody_took_is_no_hour_of_the_day(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _read(text, "2032-03-12") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The work took 2 and a half years.", [("2 and a half years", "DURATION", "P2Y6M")]),
        ("The clerk was given two years and 40 minutes.", [("two years", "DURATION", "P2Y"), ("40 minutes", "DURATION", "PT40M")]),
        ("The early years were hard.", [("The early years", "DURATION", "PXY")]),
        ("The past months were hard.", [("The past months", "DURATION", "PXM")]),
    ],
)
def test_how_long_something_lasts(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _read(text, "2032-03-12") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The port was shut from 28 to 30 February.", [("February", "DATE", "2032-02")]),
        ("The mayor left on the morning of 31 April 2031.", [("April 2031", "DATE", "2031-04")]),
        ("The fee is due on the 31st of next month.", [("next month", "DATE", "2032-04")]),
        ("Fans called it the third half of July 2031.", [("July 2031", "DATE", "2031-07")]),
        ("On Monday the 50th visitor came.", [("Monday", "DATE", "2032-03-08")]),
        ("The port was shut from Monday to Monday.", [("Monday", "DATE", "2032-03-08"), ("Monday", "DATE", "2032-03-08")]),
        ("It rained in the night from Monday to Friday.", [("from Monday to Friday", "DATE", "2032-03-08/2032-03-12")]),
        ("It rained in the night of 3 to 5 March.", [("3 to 5 March", "DATE", "2032-03-03/2032-03-05")]),
    ],
)
def test_words_that_name_no_day_or_stretch_leave_what_stands_around_them(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _read(text, "2032-03-12") == told


@pytest.mark.parametrize(
    "text",
    [
        "The pump bears the number 12.10.0047 on its side.", "Sales rose in the latest period.",
        "It was her 31st century for Hallmar.", "Only 1650 voted.", "A crowd of 1700 strikers marched.",
        "The game hides an easter egg.", "Venn won the heat in 2:08.137.", "The log says 13:30 am.",
        "She won three-quarters of the vote.", "The plan met anger in some quarters.",
    ],
)
def test_what_looks_like_a_time_and_is_none(text: str) -> None:
    assert _read(text, "2032-03-12") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair ran two weekends ago.", [["two weekends ago", "DATE", "2032-W09-WE"]]),
        ("Many weekends ago the fair ran.", [["Many weekends ago", "DATE", "PAST_REF"]]),
        ("The river rose 5% an hour.", [["an hour", "SET", "PT1H"]]),
        ("Arle grew 5% a decade.", [["a decade", "SET", "P10Y"]]),
        ("It rained in the last half of July 2031.", [["the last half of July 2031", "DATE", "2031-07-16/2031-07-31"]]),
    ],
)
def test_weekends_ago_rates_of_change_and_the_last_half_of_a_month(text: str, expected: list[list[str]]) -> None:
    found = find_times(Report(id="r", path="r.txt", text=text, published="2032-03-12"), text)
    assert [[t.text, t.type, t.value] for t in found] == expected


@pytest.mark.parametrize(("text", "day"), [("The mayor defended the plan on Monday.", "2032-03-08"), ("The board approved its plans on Monday.", "2032-03-08"), ("The club plans a march on Monday.", "2032-03-15"), ("The club plans to march on Monday.", "2032-03-15")])
def test_a_plan_that_is_a_thing_does_not_look_ahead(text: str, day: str) -> None:
    assert days(text)["Monday"] == day


@pytest.mark.parametrize(
    "text",
    [
        "The file 47-1987 was lost.", "The pump is of type 4-3-32.", "Version 4.3.32 came out.", "Prime minister Ida May won the vote.",
        "The board let April Venn go.", "The judge freed August Lund.", "The ratio was 9:300.", "One night the mill burned.",
        "The firm spent a quarter of its money.", "The month was wet.", "It rained during the day.", "The year brought rain to Arle.",
    ],
)  # fmt: skip
def test_codes_given_names_and_spans_that_nothing_makes_a_time_are_none(text: str) -> None:
    assert _read(text, "2032-03-12") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mill opened in spring 2031.", [("spring 2031", "DATE", "2031-SP")]),
        ("The mill shut in early spring.", [("early spring", "DATE", "2032-SP")]),
        ("Fall 2031 was dry.", [("Fall 2031", "DATE", "2031-FA")]),
        ("The siren began at 5pm on 3 March.", [("5pm on 3 March", "TIME", "2032-03-03T17:00")]),
        ("The work will be done within a year.", [("a year", "DURATION", "P1Y")]),
        ("The siren rang for half a day.", [("half a day", "DURATION", "P0.5D")]),
    ],
)
def test_a_season_an_hour_and_a_span_are_read_with_what_makes_them_one(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _read(text, "2032-03-12") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Sales fell in Q1 2030.", [("Q1 2030", "DATE", "2030-Q1")]),
        ("In Q4, profit at Arle doubled.", [("Q4", "DATE", "2031-Q4")]),
        ("Profit fell in the first half of 2030.", [("the first half of 2030", "DATE", "2030-H1")]),
        ("They led for the first half of the game.", []),
        ("Between March and June 2030 it rained.", [("March", "DATE", "2030-03"), ("June 2030", "DATE", "2030-06")]),
        ("It was shut from November to March 2030.", [("November", "DATE", "2029-11"), ("March 2030", "DATE", "2030-03")]),
        ("He left in March and the mill shut in June 2030.", [("March", "DATE", "2032-03"), ("June 2030", "DATE", "2030-06")]),
        ("As many as 12 may die.", []),
        ("It opened on 12 May.", [("12 May", "DATE", "2032-05-12")]),
        ("He was seen between 2 and 4 p.m. on Monday.", [("2", "TIME", "2032-03-08T14:00"), ("4 p.m. on Monday", "TIME", "2032-03-08T16:00")]),
        ("It opens from 11 to 1pm daily.", [("11", "TIME", "T11:00"), ("1pm", "TIME", "T13:00"), ("daily", "SET", "P1D")]),
        ("It has 2 and 4 cars.", []),
    ],
)
def test_what_shares_a_year_or_half_a_day_has_both(text: str, told: list[tuple[str, str, str]]) -> None:
    assert _read(text, "2032-03-12") == told


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The council meets on Thursday.", "2032-03-18"),
        ("The ministers are meeting in Arle on Thursday.", "2032-03-18"),
        ("Voters go to the polls on Sunday.", "2032-03-14"),
        ("The bill goes to the senate on Thursday.", "2032-03-18"),
        ("The man appears in court on Monday.", "2032-03-15"),
        ("The man appears to have died on Monday.", "2032-03-08"),
        ("He is meeting the kin of men killed on Monday.", "2032-03-08"),
        ("The council, which meets in Arle, voted on Monday.", "2032-03-08"),
    ],
)
def test_what_is_told_of_a_weekday_in_the_present_is_ahead(text: str, day: str) -> None:
    assert list(days(text).values()) == [day]
