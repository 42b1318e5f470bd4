"""The API does what the page does, as its own description says; schemathesis asks it all that the description allows."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.library import Library
from crossread.model import from_json
from tests.library.conftest import COURIER
from tests.workbench.conftest import HOST, Ask, job_done


def test_an_evening_by_the_api(library: Library, ask: Ask, story: str) -> None:
    client = ask()
    dossier = from_json(client.get(f"/api/v1/stories/{story}/dossier").content)
    version = client.get(f"/api/v1/stories/{story}").json()["version"]
    client.post(f"/api/v1/stories/{story}/seen", json={"version": version})
    job = job_done(client, client.post("/api/v1/reports", files=[("files", ("courier.txt", COURIER.encode()))]).json()["id"])
    assert job["state"] == "done", job
    told = client.get(f"/api/v1/stories/{story}/changes", params={"since": "last"}).json()
    assert any(one["change"]["kind"] == "report.new" for one in told)
    one, other = dossier.claims[0].id, dossier.claims[1].id
    merge = {"kind": "claim.merge", "one": [one], "other": [other], "why": "they are one", "version": version}
    assert client.post(f"/api/v1/stories/{story}/decisions", json=merge).status_code == 409
    merge["version"] = client.get(f"/api/v1/stories/{story}").json()["version"]
    fresh = from_json(client.get(f"/api/v1/stories/{story}/dossier").content)
    merge |= {"one": [fresh.claims[0].id], "other": [fresh.claims[1].id]}
    made = client.post(f"/api/v1/stories/{story}/decisions", json=merge)
    assert made.status_code == 201, made.text
    assert len(from_json(client.get(f"/api/v1/stories/{story}/dossier").content).claims) == len(fresh.claims) - 1
    assert client.post(f"/api/v1/decisions/{made.json()['id']}/undo", json={"why": "no"}).status_code == 200
    assert from_json(client.get(f"/api/v1/stories/{story}/dossier").content) == fresh
    assert client.get("/api/v1/search", params={"q": "crane > 1000 containers"}).json()["total"] == 1
    for kind, sign in (("html", "<!doctype html>"), ("md", "#"), ("prov", "prov"), ("log", "claim.merge")):
        assert sign in client.get(f"/api/v1/stories/{story}/export/{kind}").text, kind
    assert client.get(f"/api/v1/stories/{story}/export/gold").status_code == 404
    assert client.get("/api/v1/fetches").json() == []
    report = fresh.reports[0]
    assert client.get(f"/api/v1/reports/{report.id}/original").content.decode().startswith(report.text[:20])


def test_long_work_is_stopped_cleanly(library: Library, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from crossread.pipeline import read_one

    begun, go_on = threading.Event(), threading.Event()

    def slowly(report: Any, model: Any) -> Any:
        begun.set()
        go_on.wait(20)
        return read_one(report, model)

    monkeypatch.setattr("crossread.pipeline.read_one", slowly)
    monkeypatch.setattr("crossread.workbench.work.TELL_EVERY", 0.0)
    client = ask()
    files = [("files", (f"{n}.txt", f"The crane {n} of Velm fell on Monday, the harbour master said.".encode())) for n in range(20)]
    number = client.post("/api/v1/reports", files=files).json()["id"]
    assert begun.wait(20)
    assert client.post(f"/api/v1/jobs/{number}/cancel").json()["state"] == "cancelling"
    go_on.set()
    assert job_done(client, number)["state"] == "cancelled"
    assert 0 < library.search("crane").total < 20
    again = client.post("/api/v1/reports", files=files).json()["id"]
    assert job_done(client, again)["state"] == "done"
    assert library.search("crane").total == 20


def test_schemathesis_finds_no_fault(library: Library, ask: Ask, story: str) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    schemathesis.checks.load_all_checks()
    client = ask()
    schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", client.app, headers={"host": HOST})
    checks = [
        schemathesis.checks.not_a_server_error, schemathesis.checks.status_code_conformance,
        schemathesis.checks.response_schema_conformance, schemathesis.checks.content_type_conformance,
    ]  # fmt: skip
    asked = 0
    for operation in schema.get_all_operations():

        @given(case=operation.ok().as_strategy())
        @settings(max_examples=8, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
        def ask_once(case: Any) -> None:
            case.call_and_validate(headers={"host": HOST}, checks=checks)

        ask_once()
        asked += 1
    assert asked > 20
