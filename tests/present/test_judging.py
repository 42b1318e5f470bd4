"""Sheets for readers: the same draw for the same seed, no words in what is kept, no answer left out unseen."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import first_screen, readability, sheets
from crossread.model import Dossier


@pytest.fixture
def folder(dossier: Dossier, tmp_path: Path) -> Path:
    path = tmp_path / "stories/harbour.json"
    path.parent.mkdir()
    path.write_text(dossier.to_json(), encoding="utf-8")
    return path.parent


def _fill(sheet: Path, answer: str) -> None:
    sheet.write_text(sheet.read_text("utf-8").replace("[ ]", f"[{answer}]"), encoding="utf-8")


def test_lines_are_drawn_by_a_seed_and_kept_without_words(folder: Path, tmp_path: Path) -> None:
    drawn = readability.draw([folder], 4, 19, folded=True)
    assert drawn == readability.draw([folder], 4, 19, folded=True) and len(drawn) == 4
    assert drawn != readability.draw([folder], 4, 20, folded=True)
    sheet, data = tmp_path / "sheet.txt", tmp_path / "kept.jsonl"
    sheets.write(sheet, readability.HEAD, drawn)
    with pytest.raises(ValueError, match="no y or n at 1, 2"):
        list(sheets.read(sheet))
    for reader, answer in (("a", "y"), ("b", "n"), ("b", "n")):
        _fill(sheet, " ")
        sheets.write(sheet, readability.HEAD, drawn)
        _fill(sheet, answer)
        sheets.keep(({**record, "reader": reader, "understood": yes} for record, yes in sheets.read(sheet)), data)
    rows = sheets.rows_of(data)
    assert len(rows) == 8
    assert all(set(row) == {"story", "report", "start", "end", "reader", "understood"} for row in rows)
    shares = sheets.shares(rows, "understood", ("story", "report", "start", "end"))
    assert (shares["a"], shares["b"], shares["all say yes"], shares["agree"]) == (100.0, 0.0, 0.0, 0.0)


def test_lines_may_be_asked_under_the_head_of_their_page(folder: Path, tmp_path: Path) -> None:
    drawn = readability.draw([folder], 4, 19, folded=True)
    head = readability.heads([folder], drawn)
    assert set(head) == {1} and head[1]  # one story: one head, above its first line
    sheet = tmp_path / "sheet.txt"
    sheets.write(sheet, readability.UNDER_HEAD, drawn, head)
    _fill(sheet, "y")
    text = sheet.read_text("utf-8")
    assert text.index(head[1][:40]) < text.index("[y]") and len(list(sheets.read(sheet))) == 4


def test_a_story_has_ten_questions_of_five_kinds() -> None:
    rows = json.loads(first_screen.QUESTIONS.read_text("utf-8"))["questions"]
    assert set(Counter(row["story"] for row in rows).values()) == {10}
    assert {row["kind"] for row in rows} == {"who", "what", "how many", "on whose word", "disputed"}
    for story in {row["story"] for row in rows}:
        assert len({row["kind"] for row in rows if row["story"] == story}) == 5


def test_a_sheet_holds_the_first_screen_and_its_questions(dossier: Dossier, tmp_path: Path) -> None:
    path = tmp_path / "stories/pirates.json"
    path.parent.mkdir()
    path.write_text(dossier.to_json(), encoding="utf-8")
    first_screen.write([path.parent], tmp_path / "sheets", 100)
    sheet = tmp_path / "sheets/pirates.txt"
    assert "Harbour Herald" in sheet.read_text("utf-8")
    _fill(sheet, "y")
    rows = [{**record, "reader": "a", "answered": yes} for record, yes in sheets.read(sheet)]
    assert first_screen.score(rows)["stories with eight or more"] == {"a": ["pirates"]}
