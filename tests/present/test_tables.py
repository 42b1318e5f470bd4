"""Tables and networks hold every record, and open again in the programs they are for."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest

from crossread import to_pandas, to_polars
from crossread.model import Dossier
from crossread.present.tables import KINDS, rows, write_csv, write_excel, write_parquet


def counts(dossier: Dossier) -> dict[str, int]:
    return {kind: len(getattr(dossier, kind)) for kind in KINDS}


def test_csv_has_a_row_for_every_record(dossier: Dossier, tmp_path: Path) -> None:
    files = write_csv(dossier, tmp_path)
    found = {path.stem: len(list(csv.DictReader(path.open(encoding="utf-8", newline="")))) for path in files}
    assert found == counts(dossier)


def test_parquet_keeps_numbers_as_numbers(dossier: Dossier, tmp_path: Path) -> None:
    tables = {path.stem: pyarrow.parquet.read_table(path) for path in write_parquet(dossier, tmp_path)}
    assert {kind: table.num_rows for kind, table in tables.items()} == counts(dossier)
    assert [row["low"] for row in tables["quantities"].to_pylist()] == [q.low for q in dossier.quantities]


def test_excel_has_a_sheet_a_kind_and_no_formulas(dossier: Dossier, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_excel(dossier, tmp_path / "dossier.xlsx"))
    assert {sheet.title: sheet.max_row - 1 for sheet in book} == counts(dossier)
    assert not any(cell.data_type == "f" for sheet in book for row in sheet for cell in row)


def test_data_frames(dossier: Dossier) -> None:
    frames = to_pandas(dossier)
    assert {kind: len(frame) for kind, frame in frames.items()} == counts(dossier)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_have_the_columns_that_are_announced(dossier: Dossier, kind: str) -> None:
    from crossread.present.tables import columns

    names = [name for name, _ in columns(kind)]
    assert all(list(row) == names for row in rows(dossier, kind))


def test_numbers_that_are_named_one_by_one_are_numbers() -> None:
    """The sign of a tie is 1 or -1; a column of texts refuses it."""
    from crossread.present.tables import columns

    assert dict(columns("ties"))["sign"] is int


def test_polars_frames_hold_what_those_of_pandas_hold(dossier: Dossier) -> None:
    pytest.importorskip("polars", reason="the extra `polars` is not installed")
    frames = to_polars(dossier)
    assert {kind: frame.height for kind, frame in frames.items()} == counts(dossier)
    assert frames["quantities"]["low"].to_list() == [q.low for q in dossier.quantities]
    assert frames["statements"]["id"].to_list() == list(to_pandas(dossier)["statements"]["id"])
