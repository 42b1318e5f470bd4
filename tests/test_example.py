"""The bundled example shows what the program is for: agreement, revision, conflict, copy, chain, exchange."""

from __future__ import annotations

import pytest

from crossread import from_json, pipeline
from crossread.model import Claim, Dossier, Statement
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def ferry() -> Dossier:
    return pipeline.read([str(ROOT / "examples/ferry")])


def report_of(dossier: Dossier, part: str) -> str:
    return next(r.id for r in dossier.reports if part in r.path)


def at(dossier: Dossier, words: str, part: str = "") -> Statement:
    found = [s for s in dossier.statements if words in s.text and (not part or s.report == report_of(dossier, part))]
    return min(found, key=lambda s: len(s.text))


def claim_of(dossier: Dossier, statement: Statement) -> Claim:
    return next(c for c in dossier.claims if c.id == statement.claim)


def test_one_story_with_one_copy(ferry: Dossier) -> None:
    assert len(ferry.stories) == 1
    copies = {r.path.rsplit("/")[-1]: r.copy_of for r in ferry.reports if r.copy_of}
    assert copies == {"2_hallmar-post.txt": report_of(ferry, "1_coast-wire")}


def test_the_number_taken_ashore_agrees(ferry: Dossier) -> None:
    claim = claim_of(ferry, at(ferry, "214 passengers were taken ashore by lifeboats", "1_coast"))
    assert claim.relation == "agree"
    assert len(claim.reports) >= 4


def test_the_injured_are_revised(ferry: Dossier) -> None:
    claim = claim_of(ferry, at(ferry, "The number of people injured", "5_later"))
    assert "revision" in {d.kind for d in claim.differences}


def test_a_warning_is_said_and_denied(ferry: Dossier) -> None:
    assert at(ferry, "it had ignored warnings about the pumps", "1_coast").certainty.label == "denied"


def test_a_chain_leads_to_the_board(ferry: Dossier) -> None:
    chain = at(ferry, "a hydraulic pump probably failed").attribution.chain
    assert [teller.name for teller in chain] == ["Coast Wire", "Maritime Safety Board"]


def test_the_ledger_names_who_has_and_needs_what(ferry: Dossier) -> None:
    lines = {(x.kind, x.party.name if x.party else None) for x in ferry.exchange}
    assert ("holds", "Velmar Line") in lines
    assert ("needs", "Velmar Line") in lines
    assert any(x.kind == "bars" for x in ferry.exchange)


def test_a_multi_sentence_quotation_has_one_speaker(ferry: Dossier) -> None:
    said = at(ferry, "My crew did everything right", "1_coast").attribution
    assert said.kind == "direct"
    assert said.chain[-1].name == "Ilse Tarn"


@pytest.mark.xfail(strict=False, reason="a known failure: a source that the parser tears in two")
def test_an_estimate_behind_its_content_is_attributed(ferry: Dossier) -> None:
    assert at(ferry, "up to 5 million euros").attribution.chain[-1].name == "Dana Holt"


def test_json_and_back(ferry: Dossier) -> None:
    assert from_json(ferry.to_json()) == ferry


def test_withdrawing_an_origin_takes_its_statements(ferry: Dossier) -> None:
    less = pipeline.read([str(ROOT / "examples/ferry")], without=["Maritime Safety Board"])
    assert not [s for s in less.statements if "A failed hydraulic pump" in s.text]
    assert any("withdrawn" in w.message for w in less.warnings)


def test_same_input_same_output_whatever_the_threads(ferry: Dossier) -> None:
    assert pipeline.read([str(ROOT / "examples/ferry")], threads=2).to_json() == ferry.to_json()
