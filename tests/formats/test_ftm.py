"""FollowTheMoney's own library takes every entity and every value, and both forms hold the same."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from crossread.formats.ftm import SCHEMATA, to_entities, to_statements
from crossread.model import Dossier, Report

ftm = pytest.importorskip("followthemoney", reason="the extra `ftm` is not installed (it needs a compiler and the headers of ICU)")


def _proxies(dossier: Dossier) -> dict[str, Any]:
    from followthemoney.proxy import EntityProxy

    made = [EntityProxy.from_dict(json.loads(line), cleaned=False) for line in to_entities(dossier).data.decode("utf-8").splitlines()]
    return {one.id: one for one in made}


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_the_library_takes_every_entity_and_every_reference_leads_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    dossier: Dossier = request.getfixturevalue(name)
    written = {line["id"]: line for line in map(json.loads, to_entities(dossier).data.decode("utf-8").splitlines())}
    found = _proxies(dossier)
    assert len(found) == len(to_entities(dossier).data.decode("utf-8").splitlines())
    for one in found.values():
        one.schema.validate({"properties": one.properties})
        assert {key: sorted(values) for key, values in one.properties.items()} == written[one.id]["properties"]
        for prop, value in one.itervalues():
            if prop.type.name == "entity":
                assert value in found and found[value].schema.is_a(prop.range), (one.schema.name, prop.name)


def test_reports_parties_statements_and_claims_are_there(ferry: Dossier) -> None:
    kinds = [one.schema.name for one in _proxies(ferry).values()]
    assert kinds.count("Article") == len(ferry.reports)
    assert kinds.count("Note") == len(ferry.statements) + len(ferry.claims)
    assert kinds.count("Person") == sum(one.type == "person" for one in ferry.entities)
    assert {SCHEMATA[one.type] for one in ferry.entities if one.type in SCHEMATA} <= set(kinds)


def test_a_mention_names_its_report_and_whom_it_means(ferry: Dossier) -> None:
    found = _proxies(ferry)
    tarn = next(one for one in found.values() if one.schema.name == "Person" and "Ilse Tarn" in one.get("name"))
    mentions = [one for one in found.values() if one.schema.name == "Mention" and tarn.id in one.get("resolved")]
    documents = {name for one in mentions for name in found[one.first("document")].get("fileName")}
    person = next(one for one in ferry.entities if one.name == "Ilse Tarn")
    assert documents == {report.path for report in ferry.reports if report.id in {mention.report for mention in person.mentions}}


def test_values_add_up_to_the_entities_and_say_which_record_they_are_from(ferry: Dossier) -> None:
    from followthemoney.statement.serialize import read_json_statements

    values = list(read_json_statements(io.BytesIO(to_statements(ferry).data)))
    held: dict[str, dict[str, list[str]]] = {}
    for one in values:
        if one.prop != "id":
            held.setdefault(one.entity_id, {}).setdefault(one.prop, []).append(one.value)
    wanted = {key: {prop: sorted(held_there) for prop, held_there in one.properties.items()} for key, one in _proxies(ferry).items()}
    assert {key: {prop: sorted(there) for prop, there in props.items()} for key, props in held.items()} == wanted
    records = {one.id for kind in ("reports", "entities", "statements", "claims", "relations", "exchange") for one in getattr(ferry, kind)}
    assert {one.origin for one in values if one.prop != "id"} <= records


def test_a_value_that_the_library_refuses_is_counted() -> None:
    dossier = Dossier(reports=(Report(id="r-1", path="a.txt", text="Words.", published="some day in June"),))
    assert "1 record: a value that is no date in FollowTheMoney" in to_entities(dossier).losses
