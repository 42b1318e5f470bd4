"""Every note is called, every claim has its notes, and only ICD 203's own terms get its ranges."""

from __future__ import annotations

import re

import pytest

from crossread.formats.icd import degree, to_citations, to_likelihood
from crossread.model import Certainty, Dossier, Report, Statement, TextSpan


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_every_note_is_called_and_every_call_has_its_note(name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    text = to_citations(dossier).data.decode("utf-8")
    claims, notes = text.split("## Endnotes")
    called, noted = re.findall(r"\[\^(\d+)\]", claims), re.findall(r"^\[\^(\d+)\]:", notes, re.M)
    assert set(called) == set(noted)
    assert len(noted) == len({key for claim in dossier.claims for key in claim.statements})
    assert "<script" not in text and "\u202e" not in text


def test_a_note_names_outlet_title_date_place_and_teller(ferry: Dossier) -> None:
    text = to_citations(ferry).data.decode("utf-8")
    one = next(one for one in ferry.statements if one.attribution.chain and one.claim)
    report = next(report for report in ferry.reports if report.id == one.report)
    note = next(line for line in text.splitlines() if line.startswith("[^") and f"code points {one.start}–{one.end}" in line and str(report.outlet) in line)
    assert str(report.title) in note and str(report.published) in note
    assert f"on the word of {one.attribution.chain[0].name}" in note


@pytest.mark.parametrize(
    ("words", "chance"),
    [("Very  likely", "80–95 %"), ("probable", "55–80 %"), ("remote", "01–05 %"), ("almost certainly", "95–99 %"), ("may", None), ("not likely", None)],
)
def test_only_terms_of_the_directive_get_its_range(words: str, chance: str | None) -> None:
    assert degree(words) == chance


def test_words_of_likelihood_stand_in_the_order_of_the_directive() -> None:
    def said(key: str, words: str, value: float) -> Statement:
        cue = TextSpan(text=words, start=0, end=len(words))
        sure = Certainty(value=value, label="probable", cues=(cue,))
        return Statement(id=key, report="r-1", start=0, end=9, text="It sinks.", sentence=(0, 9), predicate="sink", certainty=sure, status="predicted")

    dossier = Dossier(reports=(Report(id="r-1", path="a.txt", text="It sinks."),), statements=(said("s-1", "may", 0.5), said("s-2", "likely", 2), said("s-3", "unlikely", -1)))
    rows = to_likelihood(dossier).data.decode("utf-8").splitlines()[4:7]
    assert [row.split(" | ")[0:2] for row in rows] == [["| unlikely", "20–45 %"], ["| likely", "55–80 %"], ["| may", "not a term of ICD 203"]]
