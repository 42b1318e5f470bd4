"""The bundle is taken by the standard's own library, and holds the claims with their places."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stix2

from crossread.formats.exported import uuid_of
from crossread.formats.stix import EXTENSION, UNDATED, export, instant
from crossread.model import Dossier


def _objects(dossier: Dossier) -> dict[str, list[Any]]:
    bundle = stix2.parse(export(dossier).data.decode("utf-8"), version="2.1", allow_custom=False)
    found: dict[str, list[Any]] = {}
    for one in bundle.objects:
        found.setdefault(one["type"], []).append(one)
    return found


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_the_library_takes_it_and_every_reference_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    found = _objects(dossier)
    assert len(found["report"]) == len(dossier.reports)
    assert len(found["note"]) == len(dossier.statements)
    assert len(found["grouping"]) == len(dossier.claims)
    objects = json.loads(export(dossier).data)["objects"]
    ids = {one["id"] for one in objects}
    assert len(ids) == len(objects)
    for one in objects:
        refs = [one[key] for key in one if key.endswith("_ref")] + one.get("object_refs", [])
        assert set(refs) <= ids


def test_notes_lead_to_their_words_in_the_report(ferry: Dossier) -> None:
    found = _objects(ferry)
    texts = {one["extensions"][EXTENSION]["record"]: one["extensions"][EXTENSION]["text"] for one in found["report"]}
    for note in found["note"]:
        place = note["extensions"][EXTENSION]
        assert texts[place["report"]][place["start"] : place["end"]] == note["content"]


def test_a_claim_keeps_its_differences_and_corroboration(ferry: Dossier) -> None:
    claim = next(one for one in ferry.claims if one.differences)
    grouping = next(one for one in _objects(ferry)["grouping"] if one["id"] == f"grouping--{uuid_of('grouping', claim.id)}")
    more = grouping["extensions"][EXTENSION]
    assert grouping["name"] == claim.summary
    assert len(grouping["object_refs"]) == len(claim.statements)
    assert [one["explanation"] for one in more["differences"]] == [one.explanation for one in claim.differences]
    assert (more["corroboration"], more["independent_origins"]) == (claim.corroboration.state, claim.corroboration.independent)


def test_what_stix_cannot_hold_is_counted(ferry: Dossier) -> None:
    places = sum(one.type == "place" for one in ferry.entities)
    assert any(loss.startswith(f"{places} record") and "a place is no identity" in loss for loss in export(ferry).losses)


@pytest.mark.parametrize(
    ("published", "time"),
    [("2031-06-11T09:20:00Z", "2031-06-11T09:20:00Z"), ("2031-06-11T09:20+02:00", "2031-06-11T07:20:00Z"),
     ("2031-06-11", "2031-06-11T00:00:00Z"), ("2031-06", None), ("June", None), (None, None)],
)  # fmt: skip
def test_times_are_told_in_utc(published: str | None, time: str | None) -> None:
    assert instant(published) == time


def test_a_report_without_a_date_is_labelled(hostile: Dossier) -> None:
    undated = [one for one in _objects(hostile)["report"] if one["created"].isoformat().startswith(UNDATED[:10])]
    assert all("undated" in one["labels"] for one in undated)
    assert len(undated) == sum(instant(report.published) is None for report in hostile.reports)
