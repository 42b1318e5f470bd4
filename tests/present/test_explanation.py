"""`crossread explain`: each record of a reading with what made it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from crossread.cli import app
from crossread.model import Report
from crossread.present.explanation import HEADS, explain
from crossread.reading.reading import read_report

TEXT = "An earlier version of this article said that four sailors drowned. The Navy sold 12 boats to Varnia on 3 May 2031."


def test_every_record_is_explained_once_with_what_made_it(nlp: Any) -> None:
    reading = read_report(Report(id="r", path="r", text=TEXT), nlp)
    found = list(explain(reading))
    assert len(found) == sum(len(getattr(reading, kind)) for kind in HEADS)
    assert all(one.made_by and one.words for one in found)
    statement = next(one for one in found if one.words == "four sailors drowned")
    assert (statement.kind, statement.made_by) == ("statements", "content-of-a-clause")
    assert "withdrawn (“version”)" in statement.says


def test_the_command_prints_rule_and_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    result = CliRunner().invoke(app, ["explain", str(path)])
    assert result.exit_code == 0, result.output
    assert "[content-of-a-clause] four sailors drowned" in result.output
    assert "12 boats" in result.output or "12" in result.output


def test_a_file_that_is_not_there_ends_with_2(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["explain", str(tmp_path / "none.txt")]).exit_code == 2
