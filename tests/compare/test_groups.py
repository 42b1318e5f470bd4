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


def differences_between(dossier: Dossier, one: str, other: str) -> set[str]:
    found = {s.id for s in dossier.statements if any(w in s.text or s.text in w for w in (one, other))}
    return {d.kind for c in dossier.claims for d in c.differences if set(d.statements) <= found}


def test_an_offer_is_not_the_deed() -> None:
    one, other = "Norland has offered to lend Soria 12 fire engines.", "Norland has lent Soria 12 fire engines."
    dossier = read_texts("Fires in Soria\n\n" + one, "Fires in Soria\n\n" + other)
    assert is_one_claim(dossier, one[:-1], other[:-1])
    assert "status" in differences_between(dossier, one[:-1], other[:-1])


def test_two_deeds_of_one_party_stay_apart() -> None:
    one, other = "Vantor already owns 8 per cent of Ruhrgas.", "Vantor may not sell the plant of Ruhrgas in Herne before May."
    assert not is_one_claim(read_texts("Vantor\n\n" + one, "Vantor\n\n" + other), one[:-1], other[:-1])


def test_a_later_figure_close_by_is_a_revision_and_no_rounding() -> None:
    one = "Lena Moor won the vote in Elbing with 51.8 per cent."
    other = "Lena Moor won the vote in Elbing with 52.3 per cent."
    dossier = read_texts("Vote in Elbing\n\n" + one, "Vote in Elbing\n\n" + other)
    assert differences_between(dossier, one[:-1], other[:-1]) == {"revision"}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("The leak reached 1.5 million customers, up from 1.2 million.", "The leak reached 1.2 million customers.", "revision"),
        ("Nine miners are missing at the Korr pit, the operator said, revising down an earlier count of fourteen.", "Fourteen miners are missing at the Korr pit.", "revision"),
        ("The auditor put the number of customers hit at 1.6 million.", "About 1.2 million customers were hit.", "estimate"),
    ],
)
def test_a_former_figure_and_a_rival_one_are_no_conflict(one: str, other: str, kind: str) -> None:
    dossier = read_texts(one, other)
    assert is_one_claim(dossier, one, other)
    assert {d.kind for claim in dossier.claims for d in claim.differences} == {kind}
