"""A dossier as tables: one a kind of record, for Arrow, pandas, CSV, Parquet, Excel.

Nested fields (participants, chains, cues) are JSON text in their column; lists of ids are joined by a blank,
so that every table opens everywhere. Offsets stay code points, end exclusive.
"""

from __future__ import annotations

import errno
import io
import json
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

import msgspec

from crossread.errors import MissingExtra
from crossread.model import (
    Claim,
    Dossier,
    Entity,
    Exchange,
    LedgerBargain,
    LedgerMatch,
    LedgerRow,
    Origin,
    PartyRelation,
    Quantity,
    Record,
    Report,
    Statement,
    Story,
    Tie,
    Time,
    TimelineEntry,
    Warning,
)
from crossread.present.atomic import whole_folder, write_whole
from crossread.present.outline import outline
from crossread.present.visible import visible

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

KINDS: dict[str, type[Record]] = {
    "reports": Report, "stories": Story, "entities": Entity, "statements": Statement, "quantities": Quantity,
    "times": Time, "claims": Claim, "origins": Origin, "exchange": Exchange, "relations": PartyRelation,
    "ledger": LedgerRow, "matches": LedgerMatch, "bargains": LedgerBargain, "ties": Tie,
    "timeline": TimelineEntry, "warnings": Warning,
}  # fmt: skip
# Longest text that a cell of an Excel workbook takes (Microsoft, "Excel specifications and limits").
EXCEL_CELL = 32_767
# what begins a formula; full-width signs do in East Asian versions
_RUN = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_CREATED = "1980-01-01T00:00:00Z"  # the same in every workbook: the same dossier makes the same bytes
_STAMPS = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
Row = dict[str, Any]


@cache
def columns(kind: str) -> tuple[tuple[str, type], ...]:
    """Return the columns of a kind of record with their types: str, bool, int or float. `place` is added to
    statements."""
    found: list[tuple[str, type]] = []
    for field in msgspec.structs.fields(KINDS[kind]):
        found.append((field.encode_name, _column_type(field.type)))
    if kind == "statements":
        found += [("attribution_kind", str), ("speaker_name", str), ("certainty_value", float)]
        found += [("certainty_label", str), ("outlet", str), ("paragraph", int)]
    return tuple(found)


def _column_type(kind: Any) -> type:
    if kind is bool:
        return bool
    if (
        kind is int
        or kind == int | None
        or (get_origin(kind) is Literal and all(type(one) is int for one in get_args(kind)))
    ):
        return int
    if kind is float or kind == float | None:
        return float
    return str


def rows(dossier: Dossier, kind: str) -> list[Row]:
    """Return one dictionary a record, its values str, bool, int, float or None."""
    out = outline(dossier) if kind == "statements" else None
    made = []
    for record in getattr(dossier, kind):
        built: Row = msgspec.to_builtins(record)
        row = {name: _flat(built.get(name)) for name, _ in columns(kind)}
        if out is not None:
            one = out.said.get(record.id)
            entity = out.entities.get(record.attribution.speaker or "")
            row["attribution_kind"] = record.attribution.kind
            row["speaker_name"] = visible(entity.name) if entity else None
            row["certainty_value"], row["certainty_label"] = record.certainty.value, record.certainty.label
            row["outlet"], row["paragraph"] = (one.view.label, one.paragraph) if one else (None, None)
        made.append(row)
    return made


def _flat(value: Any) -> Any:
    if isinstance(value, str):
        # Lone surrogates cannot be encoded in any of the formats.
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, (list, tuple)) and value and all(isinstance(item, str) for item in value):
        spaced = any(" " in item for item in value)
        return _flat(json.dumps(value, ensure_ascii=False) if spaced else " ".join(value))
    if isinstance(value, (list, tuple, dict)):
        return _flat(json.dumps(value, ensure_ascii=False)) if value else None
    return value


def to_arrow(dossier: Dossier) -> dict[str, pyarrow.Table]:
    """Return one Arrow table a kind of record; raises MissingExtra without pyarrow."""
    try:
        import pyarrow
    except ImportError as error:
        raise MissingExtra("Arrow tables and Parquet", "pyarrow", "tables") from error
    types = {str: pyarrow.string(), bool: pyarrow.bool_(), int: pyarrow.int64(), float: pyarrow.float64()}
    return {
        kind: pyarrow.Table.from_pylist(
            rows(dossier, kind), schema=pyarrow.schema([(name, types[sort]) for name, sort in columns(kind)])
        )
        for kind in KINDS
    }


def to_pandas(dossier: Dossier) -> dict[str, pandas.DataFrame]:
    """Return one data frame a kind of record; raises MissingExtra without pandas."""
    try:
        import pandas
    except ImportError as error:
        raise MissingExtra("data frames", "pandas", "tables") from error
    return {
        kind: pandas.DataFrame(rows(dossier, kind), columns=[name for name, _ in columns(kind)]) for kind in KINDS
    }


def to_polars(dossier: Dossier) -> dict[str, polars.DataFrame]:
    """Return one polars frame a kind of record; raises MissingExtra without polars."""
    try:
        import polars
    except ImportError as error:
        raise MissingExtra("polars frames", "polars", "polars") from error
    types = {str: polars.String, bool: polars.Boolean, int: polars.Int64, float: polars.Float64}
    return {
        kind: polars.DataFrame(rows(dossier, kind), schema={name: types[sort] for name, sort in columns(kind)})
        for kind in KINDS
    }


def write_csv(dossier: Dossier, folder: Path) -> tuple[Path, ...]:
    """Write one CSV file a kind of record (UTF-8, comma, header); returns the files written.

    Byte for byte the same on every Python. A text that a spreadsheet would run as a formula is written behind an
    apostrophe, as OWASP advises ("CSV Injection"); numbers stay numbers.
    """
    folder = Path(folder)
    names = [f"{kind}.csv" for kind in KINDS]
    with whole_folder(folder, names) as new:
        for kind in KINDS:
            head = [name for name, _ in columns(kind)]
            lines = [
                ",".join(map(_csv_cell, head)),
                *(",".join(map(_csv_cell, row.values())) for row in rows(dossier, kind)),
            ]
            (new / f"{kind}.csv").write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8"))
    return tuple(folder / name for name in names)


def _csv_cell(value: Any) -> str:
    """Write a cell; the `csv` module leaves a lone CR bare on Python 3.11 and 3.12, so that a row ends within a
    text."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return repr(value) if isinstance(value, float) else str(value)
    text = f"'{value}" if value.startswith(_RUN) else value
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') or text != text.strip() else text


def write_parquet(dossier: Dossier, folder: Path) -> tuple[Path, ...]:
    """Write one Parquet file a kind of record; raises MissingExtra without pyarrow."""
    tables = to_arrow(dossier)
    import pyarrow.parquet

    names = [f"{kind}.parquet" for kind in tables]
    with whole_folder(Path(folder), names) as new:
        for kind, table in tables.items():
            pyarrow.parquet.write_table(table, new / f"{kind}.parquet")
    return tuple(Path(folder) / name for name in names)


def write_excel(dossier: Dossier, path: Path) -> Path:
    """Write a workbook with one sheet a kind of record; raises MissingExtra without openpyxl.

    Every text is stored as text: a report that begins with "=" is no formula.
    """
    try:
        import openpyxl
    except ImportError as error:
        raise MissingExtra("Excel workbooks", "openpyxl", "tables") from error
    from lxml.etree import SerialisationError

    book, made = openpyxl.Workbook(write_only=True), io.BytesIO()
    try:
        for kind in KINDS:
            _fill(book.create_sheet(kind), columns(kind), rows(dossier, kind))
        book.save(made)
    except SerialisationError as error:  # its sheets lie in the folder of temporary files until they are packed
        raise OSError(errno.EIO, f"a sheet cannot be written to the folder of temporary files ({error})") from error
    return write_whole(Path(path), _without_times(made.getvalue()))


def _fill(sheet: Any, head: tuple[tuple[str, type], ...], body: list[Row]) -> None:
    """Write a sheet's head and rows."""
    from openpyxl.cell.cell import WriteOnlyCell
    from openpyxl.styles import Font

    sheet.freeze_panes = "A2"
    names = [WriteOnlyCell(sheet, value=name) for name, _ in head]
    for cell in names:
        cell.font = Font(bold=True)
    sheet.append(names)
    for row in body:
        line = []
        for value in row.values():
            if isinstance(value, str):
                text = visible(value)
                cut = text if len(text) <= EXCEL_CELL else text[: EXCEL_CELL - 20] + "… (cut for Excel)"
                cell = WriteOnlyCell(sheet, value=cut)
                cell.data_type = "s"
                line.append(cell)
            else:
                line.append(value)
        sheet.append(line)


def _without_times(data: bytes) -> bytes:
    """Return a workbook without the times at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            part = old.read(member)
            if member.filename == "docProps/core.xml":
                part = _STAMPS.sub(rb"\g<1>" + _CREATED.encode() + rb"\g<2>", part)
            new.writestr(zipfile.ZipInfo(member.filename, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
