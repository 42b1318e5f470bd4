"""Outputs are whole or as they were, and the same bytes each time."""

from __future__ import annotations

import csv
import io
import os
from pathlib import Path
from typing import Any

import pytest

from crossread.model import Dossier, Report, Warning
from crossread.present import atomic
from crossread.present.atomic import whole_folder, write_whole
from crossread.present.tables import rows, write_csv, write_excel


def listing(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_replaced_or_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "new/a.json"
    write_whole(path, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(OSError, match="space"):
        write_whole(path, b"n" * 10_000)
    assert listing(tmp_path) == {"new/a.json": b"old"}
    monkeypatch.undo()
    (tmp_path / "link").symlink_to(path)
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink() and path.read_bytes() == b"new"


def test_links_that_lead_nowhere_are_refused_and_left(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    with pytest.raises(OSError, match="symbolic links"):
        write_whole(tmp_path / "loop", b"new")
    with pytest.raises(OSError, match="symbolic links"), whole_folder(tmp_path / "loop", ["a"]):
        pass
    assert (tmp_path / "loop").is_symlink()


def test_a_workbook_whose_sheets_cannot_be_held_is_an_output_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from lxml.etree import SerialisationError

    def full(*_: object) -> None:
        raise SerialisationError("IO_EFBIG")

    monkeypatch.setattr("crossread.present.tables._fill", full)
    with pytest.raises(OSError, match="temporary files"):
        write_excel(Dossier(), tmp_path / "d.xlsx")
    assert not listing(tmp_path)


def test_a_folder_is_replaced_as_one_and_what_else_is_in_it_stays(tmp_path: Path) -> None:
    place = tmp_path / "out"
    for turn in ("one", "two"):
        with whole_folder(place, ["a", "b"]) as new:
            (new / "a").write_text(turn)
            (new / "b").write_text(turn)
    with pytest.raises(OSError), whole_folder(place, ["a", "b"]) as new:
        (new / "a").write_text("three")
        raise OSError(28, "No space left on device")
    assert listing(tmp_path) == {"out/a": b"two", "out/b": b"two"}
    (place / "mine.txt").write_text("mine")
    with whole_folder(place, ["a", "b"]) as new:
        (new / "a").write_text("four")
        (new / "b").write_text("four")
    assert listing(tmp_path) == {"out/a": b"four", "out/b": b"four", "out/mine.txt": b"mine"}


HOSTILE = ["=1+1", "+A1", "-2", "@SUM(A1)", "\tx", "a\rb", 'say "no"', "a,b", " =1", "two\nlines", "＝1", "plain"]


def test_tables_run_nothing_and_hold_every_row(tmp_path: Path) -> None:
    dossier = Dossier(warnings=tuple(Warning(message=text) for text in HOSTILE))
    write_csv(dossier, tmp_path)
    text = (tmp_path / "warnings.csv").read_bytes().decode()
    read = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["message"].removeprefix("'") for row in read] == HOSTILE
    assert not any(row["message"].startswith(("=", "+", "-", "@", "\t", "\r")) for row in read)
    assert [row["message"] for row in rows(dossier, "warnings")] == HOSTILE


def test_a_workbook_is_the_same_bytes_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("openpyxl")
    dossier = Dossier(reports=(Report(id="r", path="=a.txt", text="=1+1"),))
    first = write_excel(dossier, tmp_path / "a.xlsx").read_bytes()
    import time

    real: Any = time.localtime
    monkeypatch.setattr(time, "localtime", lambda *a: real(1_900_000_000))
    os.environ["TZ"] = "UTC"
    assert write_excel(dossier, tmp_path / "b.xlsx").read_bytes() == first
