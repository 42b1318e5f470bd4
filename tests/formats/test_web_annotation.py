"""Every annotation leads back to its words, by place and by quote."""

from __future__ import annotations

import json
from typing import Any

import pytest

from crossread.formats.exported import urn_of
from crossread.formats.web_annotation import export
from crossread.model import Dossier

# https://www.w3.org/TR/annotation-model/#motivation-and-purpose
MOTIVATIONS = {"tagging", "identifying", "describing", "classifying", "linking"}


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_places_and_quotes_lead_back_to_the_same_words(name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    texts = {urn_of(report.id): report.text for report in dossier.reports}
    items = json.loads(export(dossier).data)["first"]["items"]
    for item in items:
        text = texts[item["target"]["source"]["id"]]
        position, quote = item["target"]["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = text.find(quote["prefix"] + quote["exact"] + quote["suffix"])
        found = set()
        while around >= 0:
            found.add(around + len(quote["prefix"]))
            around = text.find(quote["prefix"] + quote["exact"] + quote["suffix"], around + 1)
        assert position["start"] in found
    wanted = {(one.report, one.start, one.end) for one in (*dossier.statements, *dossier.quantities, *dossier.times)}
    wanted |= {(one.report, one.start, one.end) for entity in dossier.entities for one in entity.mentions}
    reports = {urn_of(report.id): report.id for report in dossier.reports}
    places = {(reports[i["target"]["source"]["id"]], *list(i["target"]["selector"][0].values())[1:]) for i in items}
    assert places == wanted


def test_annotations_are_formed_as_the_standard_asks(ferry: Dossier) -> None:
    collection: dict[str, Any] = json.loads(export(ferry).data)
    items = collection["first"]["items"]
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["total"] == len(items) == len({item["id"] for item in items})
    for item in items:
        assert item["type"] == "Annotation"
        assert {item["motivation"], *(body["purpose"] for body in item["body"])} <= MOTIVATIONS
        assert all(body["type"] in ("TextualBody", "SpecificResource") for body in item["body"])
