"""PyMISP takes the event by its own templates, and it holds the claims, the reports and who is in them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crossread.formats.misp import export
from crossread.model import Dossier

pymisp = pytest.importorskip("pymisp", reason="the extra `formats` is not installed")


def _event(dossier: Dossier) -> Any:
    event = pymisp.MISPEvent(strict_validation=True)
    event.load(export(dossier).data.decode("utf-8"))
    return event


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_pymisp_takes_it_by_its_templates_and_every_reference_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    event = _event(dossier)
    uuids = [one.uuid for made in event.objects for one in (made, *made.attributes)]
    assert len(set(uuids)) == len(uuids)
    for made in event.objects:
        again = pymisp.MISPObject(made.name, strict=True)  # each attribute is one of the template, and those that it asks for are there
        for attribute in made.attributes:
            again.add_attribute(attribute.object_relation, value=attribute.value)
        assert again.to_json(strict=True)
        assert not any(attribute.to_ids for attribute in made.attributes)
        assert {reference.referenced_uuid for reference in made.references} <= set(uuids)


def test_it_is_read_back_the_same(ferry: Dossier) -> None:
    written = json.loads(export(ferry).data)["Event"]
    again = json.loads(_event(ferry).to_json())
    assert [one["uuid"] for one in again["Object"]] == [one["uuid"] for one in written["Object"]]
    assert again["info"] == written["info"] == ferry.stories[0].title
    assert again["date"] == "2031-06-11"


def test_a_claim_refers_to_its_reports_and_says_how_much_stands_behind_it(ferry: Dossier) -> None:
    objects = _event(ferry).objects
    reports = {one.uuid: one.get_attributes_by_relation("title")[0].value for one in objects if one.name == "news-media"}
    claim = next(one for one in ferry.claims if one.relation == "agree")
    made = next(one for one in objects if one.name == "annotation" and one.get_attributes_by_relation("text")[0].value == claim.summary)
    titles = {report.title for report in ferry.reports if report.id in claim.reports}
    assert {reports[reference.referenced_uuid] for reference in made.references} == titles
    assert claim.corroboration.explanation in made.comment


def test_reports_keep_their_texts_and_parties_their_names(ferry: Dossier) -> None:
    objects = _event(ferry).objects
    texts = {one.get_attributes_by_relation("content")[0].value for one in objects if one.name == "news-media"}
    assert texts == {report.text.strip() for report in ferry.reports}
    people = {one.get_attributes_by_relation("full-name")[0].value for one in objects if one.name == "person"}
    assert people == {one.name for one in ferry.entities if one.type == "person"}
