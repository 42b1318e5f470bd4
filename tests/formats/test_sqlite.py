"""The file opens, its foreign keys lead somewhere, and it holds what the dossier holds."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crossread.formats.sqlite import export
from crossread.model import Dossier


@pytest.fixture
def base(ferry: Dossier) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(export(ferry).data)
        yield opened


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_the_file_is_sound_and_its_keys_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    with closing(sqlite3.connect(":memory:")) as opened:
        opened.deserialize(export(request.getfixturevalue(name)).data)
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    "kind",
    ["reports", "stories", "copies", "entities", "claims", "statements", "quantities", "times", "figures", "origins", "links",
     "descriptions", "exchange", "relations", "ledger", "matches", "bargains", "timeline", "warnings"],
)  # fmt: skip
def test_every_record_is_a_row(kind: str, base: sqlite3.Connection, ferry: Dossier) -> None:
    assert base.execute(f'SELECT count(*) FROM "{kind}"').fetchone()[0] == len(getattr(ferry, kind))


def test_places_lead_to_the_words_in_the_report(base: sqlite3.Connection) -> None:
    for table in ("statements", "quantities", "times", "mentions"):
        wrong = base.execute(
            f'SELECT count(*) FROM "{table}" t JOIN reports r ON r.id = t.report WHERE substr(r.text, t.start + 1, t.end - t.start) <> t.text'
        )
        assert wrong.fetchone()[0] == 0, table


def test_a_claim_leads_to_its_statements_tellers_and_answers(base: sqlite3.Connection, ferry: Dossier) -> None:
    claim = next(one for one in ferry.claims if one.differences)
    linked = base.execute("SELECT statements_id FROM claims_statements WHERE claims_id = ? ORDER BY place", (claim.id,)).fetchall()
    assert tuple(row[0] for row in linked) == claim.statements
    answers = base.execute("SELECT DISTINCT answer FROM answers WHERE claim = ?", (claim.id,)).fetchall()
    assert {row[0] for row in answers} == {answer.text for one in claim.differences for answer in one.answers}
    tellers = base.execute("SELECT name FROM tellers ORDER BY id").fetchall()
    assert [row[0] for row in tellers] == [teller.name for one in ferry.statements for teller in one.attribution.chain]


def test_datasette_opens_it_and_counts_what_it_can_be_narrowed_by(ferry: Dossier, tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app", reason="the extra `dev` is not installed")
    path = tmp_path / "dossier.db"
    path.write_bytes(export(ferry).data)

    async def ask(table: str, *facets: str) -> dict[str, dict[str, int]]:
        asked = "&".join(f"_facet={one}" for one in facets)
        answer = await app.Datasette([str(path)]).client.get(f"/dossier/{table}.json?{asked}&_shape=objects")
        assert answer.status_code == 200, answer.text
        counted = answer.json()["facet_results"]
        counted = counted.get("results", counted)
        return {name: {str(row["label"]): row["count"] for row in counted[name]["results"]} for name in facets}

    found = asyncio.run(ask("statements", "status", "certainty_label", "attribution"))
    assert found["status"] == dict(Counter(one.status for one in ferry.statements))
    assert found["certainty_label"] == dict(Counter(one.certainty.label for one in ferry.statements))
    assert asyncio.run(ask("claims", "relation"))["relation"] == dict(Counter(one.relation for one in ferry.claims))
