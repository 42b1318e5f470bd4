"""Two times side by side around the end of a day, which is the begin of the next."""

from __future__ import annotations

import pytest

from crossread.compare.differences.moments import compare_moments, may_be_one_clock_time
from crossread.model import Report, Time
from crossread.reading.times.expressions import find_times


def time_in(text: str, published: str | None = None) -> Time:
    [found] = find_times(Report(id="r", path="r.txt", text=text, published=published), text)
    return found


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("It sank shortly after midnight.", "It sank at 00:05.", True),
        ("It sank shortly before midnight.", "It sank at 23:55.", True),
        ("It sank shortly after midnight.", "It sank at 23:55.", False),
        ("It sank shortly before midnight.", "It sank at 00:05.", False),
        ("It sank around midnight.", "It sank at 12:05.", False),
    ],
)
def test_a_clock_time_told_roughly_may_be_across_the_end_of_the_day(one: str, other: str, alike: bool) -> None:
    assert may_be_one_clock_time(time_in(one), time_in(other)) is alike


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("It sank on Saturday night.", "It sank at 2 a.m. on Sunday.", "coarser"),
        ("It sank on Saturday night.", "It sank at 11 p.m. on Saturday.", "coarser"),
        ("It sank on Saturday night.", "It sank at 9 a.m. on Sunday.", "apart"),
        ("It sank on Saturday night.", "It sank at 11 p.m. on Sunday.", "apart"),
        ("It sank on Saturday afternoon.", "It sank at 2 a.m. on Sunday.", "apart"),
    ],
)
def test_a_night_ends_on_the_next_morning(one: str, other: str, relation: str) -> None:
    assert compare_moments(time_in(one, "2031-05-14"), time_in(other, "2031-05-14")).relation == relation
