"""A person's decisions as rows of a CSV file: what is decided, about which words of which report, by whom and why.

Columns: `kind` and `report` always; `words` where the decision is about words; `other_report` and `other_words` for
its second side; `story`, `who`, `why`; and a column a value (`grade`, `name`, `role`, `chain`, `low`, …), as the kind
of decision takes them. Every row is looked up and checked before the first is carried out.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from crossread.errors import CrossreadError, FormatError, NotInLibrary
from crossread.library.anchors import Anchor, anchor_at
from crossread.library.decisions import RULES, check
from crossread.model import Dossier, Report

FIXED = ("story", "kind", "report", "words", "other_report", "other_words", "who", "why")
VALUES = tuple(dict.fromkeys(key for rule in RULES.values() for key in (*rule.needs, *rule.takes)))


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One row, looked up: the arguments of `Library.decide`."""

    story: str
    kind: str
    one: tuple[Anchor, ...]
    other: tuple[Anchor, ...]
    value: Mapping[str, Any]
    by: tuple[str, str]


def read_rows(path: str, data: bytes, dossiers: Mapping[str, Dossier], who: str) -> list[DecisionRow]:
    """Return the decisions of a file; raises FormatError that names the file, the row and what is wrong with it."""
    try:
        table = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        unknown = [name for name in table.fieldnames or () if name not in (*FIXED, *VALUES)]
        if unknown or not {"kind", "report"} <= set(table.fieldnames or ()):
            wrong = f"unknown columns {', '.join(unknown)}" if unknown else "the columns kind and report are missing"
            raise FormatError(f"{path}: {wrong}; there are {', '.join((*FIXED, *VALUES))}")
        found = []
        for row in table:
            found.append(
                _row(
                    f"{path}, row {table.line_num}",
                    {key: (cell or "").strip() for key, cell in row.items() if key},
                    dossiers,
                    who,
                )
            )
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError(f"{path}: is no CSV in UTF-8: {error}") from error
    if not found:
        raise FormatError(f"{path}: has no rows below its head")
    return found


def _row(where: str, row: Mapping[str, str], dossiers: Mapping[str, Dossier], who: str) -> DecisionRow:
    value = {
        key: [name.strip() for name in row[key].split(";")] if key == "chain" else row[key]
        for key in VALUES
        if row.get(key)
    }
    rule = RULES.get(row["kind"])
    try:
        story, one = _place(where, row, dossiers, ("report", "words"), rule.about if rule else ("report",))
        other: tuple[Anchor, ...] = ()
        if row.get("other_report") or row.get("other_words"):
            beside = {**row, "story": story, "other_report": row.get("other_report") or row["report"]}
            _, other = _place(
                where, beside, dossiers, ("other_report", "other_words"), rule.about if rule else ("report",)
            )
        split = row["kind"].endswith(".split")  # what is left is the other side, which the library finds
        kept = check(row["kind"], one, other or (one if split else ()), value, row.get("why", ""))
    except CrossreadError as error:
        said = str(error)
        raise FormatError(said if said.startswith(where) else f"{where}: {said}") from error
    return DecisionRow(story, row["kind"], one, other, kept, (row.get("who") or who, row.get("why", "")))


def _place(
    where: str,
    row: Mapping[str, str],
    dossiers: Mapping[str, Dossier],
    columns: tuple[str, str],
    about: tuple[str, ...],
) -> tuple[str, tuple[Anchor, ...]]:
    name, words = row[columns[0]], row.get(columns[1], "")
    wanted = row.get("story", "")
    if wanted and wanted not in dossiers:
        raise NotInLibrary(f"{where}: there is no story {wanted!r}; `crossread stories` lists them")
    held = [
        (story, report)
        for story, dossier in dossiers.items()
        if not wanted or story == wanted
        for report in dossier.reports
        if name in _names(report)
    ]
    if len(held) != 1:
        raise NotInLibrary(
            f"{where}: {len(held)} reports are called {name!r}; a report is named by its path, the end of "
            f"its path or its id"
        )
    story, report = held[0]
    if not words:
        return story, (Anchor(kind="report", report=report.id),)
    start = report.text.find(words)
    if start < 0 or report.text.find(words, start + 1) >= 0:
        raise FormatError(
            f"{where}: the words {words[:60]!r} stand {'more than once' if start >= 0 else 'nowhere'} in "
            f"{report.path}; take as many as are needed to tell the place"
        )
    kind = next(kind for kind in (*about, "statement") if kind != "report")
    return story, (anchor_at(kind, report, start, start + len(words)),)  # type: ignore[arg-type]


def _names(report: Report) -> set[str]:
    return {report.id, report.path, PurePath(report.path).name}
