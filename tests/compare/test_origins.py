"""Which tellers count as one: the body and whoever speaks for it, named, unnamed or quoted at second hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crossread import pipeline
from crossread.clean import clean
from crossread.collect import collect
from crossread.model import Claim, Dossier

FIRST = """Orvane Foods halts production after metal find
Lakeside Courier
3 June 2025

Orvane Foods said on Tuesday that it had stopped two lines at its Brack plant.

"Nobody has been hurt by any of our products so far," a spokeswoman, Petra Lund, told the Courier.
"""
AGENCY = """Food maker stops two lines
Coast Wire
4 June 2025

BRACK (Coast Wire) - Orvane Foods has stopped two production lines at its plant in Brack.

Chief executive Olaf Brandt said on Wednesday that it had stopped two lines at its Brack plant as a precaution.
"""
SECOND_HAND = """Jars pulled from shelves
The Evening Lamp
4 June 2025

Shops have pulled jars made by Orvane Foods from their shelves.

A spokeswoman told the Lakeside Courier: "Nobody has been hurt by any of our products so far."
"""
RIVAL = """Union names the lines
Brack Observer
5 June 2025

Union leader Hanne Voss said on Thursday that Orvane Foods had stopped two lines at its Brack plant.
"""


def dossier_of(folder: Path, nlp: Any, *texts: str) -> Dossier:
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, "utf-8")
    reports = [report for raw in collect([str(folder)]).documents if (report := clean(raw).report)]
    return pipeline.read_reports(reports, nlp=nlp)


def claim_with(dossier: Dossier, words: str) -> Claim:
    held = {s.claim for s in dossier.statements if words in s.text}
    return max((c for c in dossier.claims if c.id in held), key=lambda c: len(c.reports))


def test_a_quotation_passed_on_has_one_origin(tmp_path: Path, nlp: Any) -> None:
    claim = claim_with(dossier_of(tmp_path, nlp, FIRST, SECOND_HAND), "Nobody has been hurt")
    assert len(claim.reports) == 2
    assert (claim.corroboration.state, claim.corroboration.independent) == ("same_origin", 1)


def test_a_chief_executive_without_his_company_is_of_the_company(tmp_path: Path, nlp: Any) -> None:
    claim = claim_with(dossier_of(tmp_path, nlp, FIRST, AGENCY), "stopped two lines")
    assert len(claim.reports) == 2
    assert claim.corroboration.independent == 1


@pytest.mark.parametrize("texts", [(FIRST, RIVAL), (FIRST, AGENCY, RIVAL)])
def test_somebody_else_is_another_origin(tmp_path: Path, nlp: Any, texts: tuple[str, ...]) -> None:
    claim = claim_with(dossier_of(tmp_path, nlp, *texts), "stopped two lines")
    assert (claim.corroboration.state, claim.corroboration.independent) == ("independent", 2)


LEAK = """Orvane to close Brack plant
Lakeside Courier
3 June 2025

Two people familiar with the plan told the Courier that Orvane Foods will close its Brack plant in March.
"""
CITES = """Plant in doubt
Coast Wire
4 June 2025

The Lakeside Courier reported on Tuesday, citing two people familiar with the plan, that Orvane Foods will close its Brack plant in March.
"""
NAMES_THE_PAPER = """Closure looms
The Evening Lamp
4 June 2025

Orvane Foods will close its Brack plant in March, the Lakeside Courier reported.
"""


@pytest.mark.parametrize("texts", [(LEAK, CITES), (LEAK, NAMES_THE_PAPER), (LEAK, CITES, NAMES_THE_PAPER)])
def test_unnamed_people_are_one_where_a_report_cites_the_other(tmp_path: Path, nlp: Any, texts: tuple[str, ...]) -> None:
    claim = claim_with(dossier_of(tmp_path, nlp, *texts), "will close its Brack plant")
    assert len(claim.reports) == len(texts)
    assert (claim.corroboration.state, claim.corroboration.independent) == ("same_origin", 1)


NAMED = """Blog shut
Brack Observer
5 June 2025

The blog has been shut down for good, Gridline spokesman Karl Mott said.
"""
UNNAMED = """Blog gone
The Evening Lamp
5 June 2025

The blog has been shut down for good, a spokesman for Gridline said.
"""
OTHER_LAND = """Boats sunk
Coast Wire
4 June 2025

Three boats were sunk in the strait on Tuesday, Ostria's Defence Ministry said.
"""
ONE_LAND = """Strait
The Evening Lamp
4 June 2025

Three boats were sunk in the strait on Tuesday, Velland's Defence Ministry said.
"""


def test_a_spokesman_is_one_with_and_without_his_name_and_the_link_has_its_evidence(tmp_path: Path, nlp: Any) -> None:
    dossier = dossier_of(tmp_path, nlp, NAMED, UNNAMED)
    assert claim_with(dossier, "shut down for good").corroboration.state == "same_origin"
    link = next(link for link in dossier.links if link.rule == "same_body")
    texts = {report.id: report.text for report in dossier.reports}
    assert all(texts[e.report][e.start : e.end] == e.text for e in link.evidence)
    assert len({e.report for e in link.evidence}) == 2


def test_ministries_of_two_countries_are_two(tmp_path: Path, nlp: Any) -> None:
    claim = claim_with(dossier_of(tmp_path, nlp, OTHER_LAND, ONE_LAND), "boats were sunk")
    assert len(claim.origins) == 2


QUOTED = """Treasurer speaks
Coast Wire
4 June 2025

"The sea wall was never meant to hold a storm of that kind," treasurer Olaf Brandt said on Wednesday.
"""
TAKEN = """Wall under storm
The Evening Lamp
4 June 2025

The sea wall was never meant to hold a storm of that kind.
"""


def test_an_outlet_that_has_a_quotation_as_its_own_words_is_no_second_voice(tmp_path: Path, nlp: Any) -> None:
    claim = claim_with(dossier_of(tmp_path, nlp, QUOTED, TAKEN), "never meant to hold")
    assert len(claim.reports) == 2
    assert (claim.corroboration.state, claim.corroboration.independent) == ("same_origin", 1)


SUNK = """Boat lost
Coast Wire
4 June 2025

A patrol boat sank off Cape Merrow on Tuesday, {teller} said on Wednesday.

It was raining.
"""
ONE_BODY = [
    ("the Ministry of Agriculture", "the agriculture ministry"),
    ("Ostria's Ministry of the Interior", "the Ostrian interior ministry"),
    ("the fire brigade of Harwen", "the Harwen fire brigade"),
    ("the Ostrian health ministry", "the country's national health ministry in Ostria"),
]
TWO_BODIES = [
    ("Dravia's Ministry of Defence", "the Ostrian defence ministry"),
    ("Dravia's Ministry of Defence", "the Dravian health ministry"),
    ("the Dravian health ministry", "the country's national health ministry in Ostria"),
]


@pytest.mark.parametrize(("one", "other"), ONE_BODY)
def test_a_body_under_two_names_is_one_origin(tmp_path: Path, nlp: Any, one: str, other: str) -> None:
    second = SUNK.replace("Boat lost\nCoast Wire", "Patrol sinks\nThe Evening Lamp")
    dossier = dossier_of(tmp_path, nlp, SUNK.format(teller=one), second.format(teller=other))
    claim = claim_with(dossier, "boat sank")
    assert len(claim.reports) == 2 and len(claim.origins) == 1
    assert len(next(o for o in dossier.origins if o.id == claim.origins[0]).statements) == 2


@pytest.mark.parametrize(("one", "other"), TWO_BODIES)
def test_bodies_of_two_countries_or_two_trades_are_two_origins(
    tmp_path: Path, nlp: Any, one: str, other: str
) -> None:
    second = SUNK.replace("Boat lost\nCoast Wire", "Patrol sinks\nThe Evening Lamp")
    dossier = dossier_of(tmp_path, nlp, SUNK.format(teller=one), second.format(teller=other))
    assert len(claim_with(dossier, "boat sank").origins) == 2


@pytest.mark.parametrize(
    ("one", "other", "independent"),
    [
        ("the UN refugee agency", "UNHCR", False),
        ("Nordan's defence ministry", "the Nordanic Ministry of Defence", False),
        ("the UN refugee agency", "UNICEF", True),
    ],
)
def test_a_body_known_by_its_letters_or_its_country_is_no_second_origin(
    tmp_path: Path, nlp: Any, one: str, other: str, independent: bool
) -> None:
    second = SUNK.replace("Boat lost\nCoast Wire", "Patrol sinks\nThe Evening Lamp")
    dossier = dossier_of(tmp_path, nlp, SUNK.format(teller=one), second.format(teller=other))
    assert (claim_with(dossier, "boat sank").corroboration.state == "independent") == independent


@pytest.mark.parametrize(
    ("office", "holder"),
    [
        ("the sheriff's office of Marl County", "Sheriff Ann Toll"),
        ("the Marl County Sheriff's Office", "Sheriff Ann Toll"),
        ("the mayor's office in Tarn", "Uta Brenn, the mayor of Tarn,"),
        ("the prosecutors' office in Tarn", "a prosecutor"),
    ],
)
def test_who_holds_an_office_speaks_with_it(tmp_path: Path, nlp: Any, office: str, holder: str) -> None:
    second = SUNK.replace("Boat lost\nCoast Wire", "Patrol sinks\nThe Evening Lamp")
    dossier = dossier_of(tmp_path, nlp, SUNK.format(teller=office), second.format(teller=holder))
    assert [link.rule for link in dossier.links] == ["office_of_body"]
    assert claim_with(dossier, "boat sank").corroboration.state == "same_origin"


@pytest.mark.parametrize(
    ("office", "holder"),
    [
        ("the mayor's office in Tarn", "Uta Brenn, the mayor of Holm,"),
        ("the mayor's office", "Sheriff Ann Toll"),
        ("the prime minister's office", "Uta Brenn, the transport minister,"),
        ("the governor's office", "Paul Resk, a former governor,"),
        ("the district attorney's office", "the owner's attorney, Joan Pell,"),
    ],
)
def test_an_office_is_not_that_of_another_place_trade_or_time(
    tmp_path: Path, nlp: Any, office: str, holder: str
) -> None:
    second = SUNK.replace("Boat lost\nCoast Wire", "Patrol sinks\nThe Evening Lamp")
    dossier = dossier_of(tmp_path, nlp, SUNK.format(teller=office), second.format(teller=holder))
    assert not dossier.links


def test_an_office_is_of_none_of_two_mayors(tmp_path: Path, nlp: Any) -> None:
    second = SUNK.replace("Boat lost\nCoast Wire", "Patrol sinks\nThe Evening Lamp").format(teller="Uta Brenn, the mayor of Holm,")
    dossier = dossier_of(
        tmp_path, nlp, SUNK.format(teller="the mayor's office"), f"{second}\nThe tug is safe, Ida Marsh, the mayor of Tarn, said.\n"
    )
    assert not any("office" in link.explanation for link in dossier.links)
