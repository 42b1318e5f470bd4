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
