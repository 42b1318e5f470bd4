"""One SQLite file for Datasette, sqlite-utils and any other client: a table a kind of record, with foreign keys.

Ids that a record holds are rows of a table of links, so that every one can be followed and counted; parties and
certainty have columns of their own to make facets of; what is nested deeper is JSON text, which SQLite's `json_each`
opens.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import msgspec

from crossread.formats.exported import Export, whole
from crossread.model import Dossier

# Every table: where its records lie in the dossier, in the order in which they are written.
_KINDS = (
    "reports", "stories", "copies", "entities", "claims", "statements", "quantities", "times", "figures", "origins",
    "links",
    "descriptions", "exchange", "relations", "ledger", "matches", "bargains", "ties", "timeline", "warnings",
)  # fmt: skip
# Which table a column that holds one id points at; where the column means another table by kind, the kind goes before.
_POINTS = {
    "report": "reports", "copy_of": "reports", "copies.source": "reports", "statement": "statements", "claim": "claims",
    "entity": "entities", "stands_for": "entities", "speaker": "entities", "story": "stories", "quantity": "quantities",
    "need": "ledger", "matches.source": "ledger",
    "from_entity": "entities", "to_entity": "entities", "party_entity": "entities", "giver_entity": "entities",
    "receiver_entity": "entities", "by_entity": "entities", "other_entity": "entities", "needs_entity": "entities",
    "has_entity": "entities",
}  # fmt: skip
# Which table the ids of a list point at.
_LISTS = {
    "reports": "reports", "statements": "statements", "origins": "origins", "quantities": "quantities",
    "times": "times",
    "relations": "relations", "records": "exchange", "rows": "ledger", "bars": "ledger",
}  # fmt: skip
_PARTIES = ("party", "giver", "receiver", "by", "from", "to", "other", "needs", "has")
_SQL = {str: "TEXT", bool: "INTEGER", int: "INTEGER", float: "REAL"}
Row = dict[str, Any]


def export(dossier: Dossier) -> Export:
    """Return the file as bytes, the same for the same dossier and release of SQLite."""
    with closing(sqlite3.connect(":memory:")) as base:
        held = {kind: {getattr(record, "id", "") for record in getattr(dossier, kind)} for kind in _KINDS}
        for kind in _KINDS:
            _write(base, dossier, kind, held)
        _write_mentions(base, dossier, held)
        _write_answers(base, dossier)
        _write_chains(base, dossier, held)
        base.commit()
        base.execute("VACUUM")
        return Export(base.serialize())


def _write(base: sqlite3.Connection, dossier: Dossier, kind: str, held: dict[str, set[str]]) -> None:
    rows, linked = [], []
    for record in getattr(dossier, kind):
        built: Row = msgspec.to_builtins(record)
        links = {name: built.pop(name) for name in _LISTS if _is_link(kind, name, built)}
        row = dict(_columns(kind, built, held))
        rows.append(row)
        linked += [(name, row.get("id"), place, one) for name, ids in links.items() for place, one in enumerate(ids)]
    fields = _fields(kind, dossier)
    columns = [*fields, *sorted({name for row in rows for name in row} - set(fields))]
    if "id" not in columns:
        columns.insert(0, "id")
        rows = [{"id": number, **row} for number, row in enumerate(rows, start=1)]
    _table(base, kind, columns, rows)
    for name in dict.fromkeys(link[0] for link in linked):
        to = _LISTS[name]
        one, other = f"{kind}_id", f"{to}_id" if to != kind else f"other_{to}_id"
        found = [
            {one: key, other: target, "place": place}
            for link, key, place, target in linked
            if link == name and target in held[to]
        ]
        _links(base, f"{kind}_{name}", (one, kind), (other, to), found)


def _is_link(kind: str, name: str, built: Row) -> bool:
    value = built.get(name)
    return (
        "id" in built
        and kind not in ("links",)
        and isinstance(value, (list, tuple))
        and all(isinstance(one, str) for one in value)
    )


def _fields(kind: str, dossier: Dossier) -> list[str]:
    """Return the columns that a table has even where it has no row."""
    return ["id"] if not getattr(dossier, kind) else []


def _columns(kind: str, built: Row, held: dict[str, set[str]]) -> Iterator[tuple[str, Any]]:
    for name, value in built.items():
        if name in _PARTIES and (value is None or isinstance(value, dict)):
            yield f"{name}_name", (value or {}).get("name")
            yield f"{name}_entity", _known(kind, f"{name}_entity", (value or {}).get("entity"), held)
        elif name == "certainty":
            yield "certainty", value["value"]
            yield "certainty_label", value["label"]
            yield "certainty_cues", value["cues"]
        elif name == "corroboration":
            yield from (
                (f"corroboration_{key}" if key != "state" else "corroboration", one) for key, one in value.items()
            )
        elif name == "attribution":
            yield "attribution", value["kind"]
            yield "speaker", _known(kind, "speaker", value["speaker"], held)
            yield "attribution_rest", {key: value[key] for key in ("content", "source", "cue")}
        else:
            yield name, _known(kind, name, value, held)


def _known(kind: str, name: str, value: Any, held: dict[str, set[str]]) -> Any:
    """Return an id only where its record is in the dossier: a foreign key must lead somewhere."""
    to = _POINTS.get(f"{kind}.{name}") or _POINTS.get(name)
    return value if to is None or value in held[to] else None


def _table(base: sqlite3.Connection, kind: str, columns: list[str], rows: list[Row]) -> None:
    made = []
    for name in columns:
        sort = next((_SQL[type(row[name])] for row in rows if type(row.get(name)) in _SQL), "TEXT")
        key = " PRIMARY KEY" if name == "id" else ""
        to = _POINTS.get(f"{kind}.{name}") or _POINTS.get(name)
        made.append(f'"{name}" {sort}{key}' + (f' REFERENCES "{to}"("id")' if to else ""))
    base.execute(f'CREATE TABLE "{kind}" ({", ".join(made)})')
    base.executemany(
        f'INSERT INTO "{kind}" VALUES ({", ".join("?" * len(columns))})',
        ([_cell(row.get(name)) for name in columns] for row in rows),
    )


def _links(base: sqlite3.Connection, table: str, one: tuple[str, str], other: tuple[str, str], rows: list[Row]) -> None:
    base.execute(
        f'CREATE TABLE "{table}" ("{one[0]}" TEXT REFERENCES "{one[1]}"("id"), "{other[0]}" TEXT REFERENCES '
        f'"{other[1]}"("id"), "place" INTEGER)'
    )
    base.executemany(
        f'INSERT INTO "{table}" VALUES (?, ?, ?)', ([row[one[0]], row[other[0]], row["place"]] for row in rows)
    )


def _write_mentions(base: sqlite3.Connection, dossier: Dossier, held: dict[str, set[str]]) -> None:
    texts = {report.id: report.text for report in dossier.reports}
    places = [
        (entity.id, mention)
        for entity in dossier.entities
        for mention in entity.mentions
        if mention.report in held["reports"]
    ]
    rows = [
        {
            "id": number, "entity": key, "report": one.report, "start": one.start, "end": one.end,
            "text": texts[one.report][one.start : one.end],
        }  # fmt: skip
        for number, (key, one) in enumerate(places, start=1)
    ]
    _table(base, "mentions", ["id", "entity", "report", "start", "end", "text"], rows)


def _write_answers(base: sqlite3.Connection, dossier: Dossier) -> None:
    """Write what the statements of a claim differ in: one row an answer and statement."""
    rows = [
        {"claim": claim.id, "kind": one.kind, "answer": answer.text, "statement": key, "explanation": one.explanation}
        for claim in dossier.claims
        for one in claim.differences
        for answer in one.answers
        for key in answer.statements
    ]
    _table(
        base,
        "answers",
        ["id", "claim", "kind", "answer", "statement", "explanation"],
        [{"id": n, **row} for n, row in enumerate(rows, 1)],
    )


def _write_chains(base: sqlite3.Connection, dossier: Dossier, held: dict[str, set[str]]) -> None:
    """Write on whose word a statement stands: one row a teller, step 1 the nearest."""
    rows = [
        {
            "statement": one.id, "step": step, "name": teller.name, "role": teller.role,
            "entity": _known("tellers", "entity", teller.entity, held), "start": teller.start, "end": teller.end,
        }
        for one in dossier.statements
        for step, teller in enumerate(one.attribution.chain, start=1)
    ]  # fmt: skip
    columns = ["id", "statement", "step", "name", "role", "entity", "start", "end"]
    _table(base, "tellers", columns, [{"id": number, **row} for number, row in enumerate(rows, start=1)])


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, (list, tuple, dict)):
        return whole(json.dumps(value, ensure_ascii=False)) if value else None
    return value
