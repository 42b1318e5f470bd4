"""Claims of a few reports: what is grouped, and that groups do not chain."""

from __future__ import annotations

import pytest

from crossread.ids import make_id
from crossread.model import Dossier, Report
from crossread.pipeline import read_reports


def read_texts(*texts: str) -> Dossier:
    reports = [
        Report(id=make_id("r", str(i)), path=f"{i}.txt", text=text, published=f"2031-02-{10 + i}") for i, text in enumerate(texts)
    ]
    return read_reports(reports)


def is_one_claim(dossier: Dossier, one: str, other: str) -> bool:
    """Say whether some statement that holds the one words and some that holds the other make one claim."""
    places = []
    for words in (one, other):
        report = next(r for r in dossier.reports if words in r.text)
        start = report.text.index(words)
        places.append(
            {s.claim for s in dossier.statements if s.report == report.id and s.start < start + len(words) and s.end > start}
        )
    return bool(places[0] & places[1])


HEAD = "Explosion in Dorsten\n\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DORSTEN (Wire) — Nine people died in the explosion at the mill in Dorsten.", "The number of people killed in the Dorsten explosion has risen to 12."),
        ("About 300 residents were moved to shelters in Dorsten after the explosion.", "Close to 320 people had to leave their homes in Dorsten after the explosion."),
        ("Nine others are being treated in hospital after the explosion at the Dorsten mill.", "About 14 people are still in hospital after the explosion at the mill in Dorsten."),
    ],
)  # fmt: skip
def test_counts_told_otherwise_are_one_claim(one: str, other: str) -> None:
    dossier = read_texts(HEAD + one, HEAD + other)
    assert is_one_claim(dossier, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Two people have died in the explosion at the mill in Dorsten.", "In 2011, nine people died when a silo burst in Herten."),
        ("Nine people died in the explosion at the mill.", "The mill in Dorsten employs 90 people."),
    ],
)
def test_counts_of_other_things_stay_apart(one: str, other: str) -> None:
    assert not is_one_claim(read_texts(HEAD + one, HEAD + other), one, other)
