"""The work of reading figures and times grows with the length of the text, no faster."""

from __future__ import annotations

import time

import pytest

from crossread.model import Report
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.times.expressions import find_times

PIECES = {
    "prose": "Nearly 6,000 people fled on Friday, three days after the vote, and £3.6billion was lost by 14 March 2021. ",
    "one sentence": "12 and 13 of the two hundred and three in the last four years or ",
    "digits": "1,234 5.6.7 08-09-10 ",
    "words of time": "year month the first quarter last week ",
}
TIMES = 8
ALLOWED = 2.5  # of linear growth, for the noise of a busy machine; quadratic growth would be eight times linear


def spent(text: str) -> float:
    report = Report(id="r", path="r.txt", text=text, published="2022-05-04")
    found = []
    for _ in range(3):
        began = time.process_time()
        find_quantities(report, text)
        find_times(report, text)
        found.append(time.process_time() - began)
    return min(found)


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_the_work_is_linear_in_the_length(piece: str) -> None:
    text = piece * (8_000 // len(piece))
    spent(text)
    assert spent(text * TIMES) < ALLOWED * TIMES * spent(text)
