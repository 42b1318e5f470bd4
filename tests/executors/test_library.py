"""A library that reads and compares in other processes holds the same as one that does all in this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from crossread.executors import Processes
from crossread.library import Library
from tests.executors.reports import REPORTS


def test_the_same_library_by_two_processes(nlp: Any, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in REPORTS:
        (folder / report.path).write_text(report.text, "utf-8")
    with Library(tmp_path / "one", model=nlp) as one, Library(tmp_path / "two", executor=Processes(2)) as two:
        assert one.add(str(folder)).stories == two.add(str(folder)).stories
        assert {row.id: one.dossier(row.id) for row in one.stories()} == {row.id: two.dossier(row.id) for row in two.stories()}
        assert one.counts() == two.counts() and one.counts()["reports"] == len(REPORTS)
        assert [told.change for told in one.changes()] == [told.change for told in two.changes()]
