"""An agent's session, driven by the SDK's own client: two files in, the conflicting claim and its two sentences out."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters

from crossread.errors import UsageError
from crossread.mcp_server import Desk, server
from tests.conftest import ROOT

REPORTS = {
    "gazette.txt": "Harbour fire in Velm\n\nVelm Gazette\n\nPublished: 2031-03-04\n\nThree dockers were killed in a fire at the port of Velm on Monday, the police said.\n",
    "herald.txt": "Fire at Velm port\n\nTolvia Herald\n\nPublished: 2031-03-04\n\nNine dockers were killed in a fire at the port of Velm on Monday, the Dock Union said.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


async def _session(target: Any) -> dict[str, Any]:
    async with Client(target) as client:
        tools = sorted(tool.name for tool in (await client.list_tools()).tools)

        async def ask(name: str, **given: Any) -> Any:
            answer = await client.call_tool(name, given)
            assert not answer.is_error, answer.content
            return answer.structured_content

        read = await ask("read_reports", paths=["gazette.txt", "herald.txt"])
        key = read["dossier"]
        differences = await ask("differences", dossier=key)
        claim = differences["items"][0]["claim"]
        return {
            "tools": tools, "read": read, "claims": await ask("claims", dossier=key), "differences": differences,
            "origins": await ask("origins", dossier=key), "evidence": await ask("evidence", dossier=key, record=claim),
        }  # fmt: skip


def test_two_files_in_the_conflict_and_its_two_sentences_out(folder: Path) -> None:
    made = StdioServerParameters(command=sys.executable, args=["-m", "crossread.cli", "mcp", "--root", str(folder)], env={"PYTHONPATH": f"{ROOT / 'src'}"}, cwd=str(folder))
    first = asyncio.run(_session(made))
    assert first["tools"] == ["claims", "differences", "evidence", "ledger", "origins", "read_reports", "search_library"]
    assert {one["outlet"] for one in first["read"]["reports"]} == {"Velm Gazette", "Tolvia Herald"}
    difference = first["differences"]["items"][0]
    assert difference["kind"] == "figure"
    assert {answer["given_by"][0]["outlet"] for answer in difference["answers"]} == {"Velm Gazette", "Tolvia Herald"}
    sentences = {one["outlet"]: one["sentence"] for one in first["evidence"]["items"]}
    assert sentences["Velm Gazette"].startswith("Three dockers were killed")
    assert sentences["Tolvia Herald"].startswith("Nine dockers were killed")
    for one in first["evidence"]["items"]:
        text = REPORTS["gazette.txt" if one["outlet"] == "Velm Gazette" else "herald.txt"]
        assert text[one["start"] : one["end"]] == one["text"]
    assert {"police", "Dock Union"} <= {one["name"].removeprefix("the ") for one in first["origins"]["items"]}
    assert asyncio.run(_session(server([folder]))) == first


@pytest.mark.parametrize("path", ["../secret.txt", "/etc/hostname", "linked.txt", "nothing.txt", ".", "", "a\0b"])
def test_nothing_outside_the_roots_is_read(path: str, folder: Path) -> None:
    root = folder / "root"
    root.mkdir()
    (folder / "secret.txt").write_text("The port of Velm was closed.", "utf-8")
    (root / "linked.txt").symlink_to(folder / "secret.txt")

    async def ask() -> Any:
        async with Client(server([root])) as client:
            return await client.call_tool("read_reports", {"paths": [path]})

    answer = asyncio.run(ask())
    assert answer.is_error
    assert "path is empty" in answer.content[0].text or "not below" in answer.content[0].text


@pytest.mark.parametrize(("tool", "given", "says"), [("claims", {}, "read_reports"), ("evidence", {"record": "c-1"}, "read_reports")])
def test_a_dossier_that_was_not_read_is_told(tool: str, given: dict[str, str], says: str, tmp_path: Path) -> None:
    async def ask() -> Any:
        async with Client(server([tmp_path])) as client:
            return await client.call_tool(tool, {"dossier": "d-1", **given})

    answer = asyncio.run(ask())
    assert answer.is_error and says in answer.content[0].text


def test_long_lists_come_in_pages(folder: Path) -> None:
    desk = Desk([ROOT / "examples"])
    key = desk.read_reports(["ferry"])["dossier"]
    seen, start = [], 0
    while start is not None:
        page = desk.claims(key, start=start)
        assert len(page["items"]) <= 20
        seen += [one["claim"] for one in page["items"]]
        start = page["next"]
    assert len(seen) == len(set(seen)) == page["total"]


def test_the_ledger_says_who_has_and_needs_what_and_leads_to_its_sentences() -> None:
    desk = Desk([ROOT / "examples"])
    key = desk.read_reports(["ferry"])["dossier"]
    rows = desk.ledger(key)
    assert rows["total"] and rows["items"]
    for row in rows["items"]:
        shown = desk.evidence(key, row["row"])["items"]
        assert {one["report"] for one in shown} == set(row["reports"])
        assert row["first_place"]["statement"] in {one["statement"] for one in shown}
    kind = rows["items"][0]["kind"]
    assert {row["kind"] for row in desk.ledger(key, kind=kind)["items"]} == {kind}
    party = rows["items"][0]["party"]
    assert 0 < desk.ledger(key, party=party.upper())["total"] <= rows["total"]
    assert desk.ledger(key, party="nobody of this name") | {"start": 0} == {
        "total": 0, "start": 0, "next": None, "items": [], "matches": [], "matches_total": 0,
    }  # fmt: skip


def test_a_library_is_searched_and_its_stories_are_dossiers(folder: Path, nlp: Any) -> None:
    pytest.importorskip("sqlalchemy")
    from crossread.library import Library

    with Library(folder / "library", model=nlp) as library:
        library.add([str(folder / name) for name in REPORTS])

    async def ask() -> tuple[Any, Any, Any, Any]:
        async with Client(server([folder], str(folder / "library"))) as client:
            found = (await client.call_tool("search_library", {"query": "dockers origin:police"})).structured_content
            page = (await client.call_tool("search_library", {"query": "dockers", "start": 1})).structured_content
            told = (await client.call_tool("differences", {"dossier": found["items"][0]["story"]})).structured_content
            return found, page, told, await client.call_tool("claims", {"dossier": "no-such-story"})

    found, page, told, wrong = asyncio.run(ask())
    assert [one["outlet"] for one in found["items"]] == ["Velm Gazette"]
    hit = found["items"][0]
    text = REPORTS["gazette.txt"]
    assert text[hit["start"] : hit["end"]].casefold() == "dockers"
    assert (page["total"], page["start"], page["next"], len(page["items"])) == (2, 1, None, 1)
    assert {place["outlet"] for answer in told["items"][0]["answers"] for place in answer["given_by"]} == {"Velm Gazette", "Tolvia Herald"}
    assert wrong.is_error and "no-such-story" in wrong.content[0].text


def test_without_a_library_the_search_says_how_to_start_with_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="mcp --library"):
        Desk([tmp_path]).search_library("ferry")
