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
