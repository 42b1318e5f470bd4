"""Decisions come as rows of a CSV file: about words, checked all before the first is carried out."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from crossread.cli import app
from crossread.errors import FormatError
from crossread.library import Library
from crossread.library.decision_rows import read_rows
from crossread.model import Dossier

WORDS = "Four dockers were hurt when a crane fell in the harbour of Velm on Monday"


def _rows(library: Library, crane: list[str], text: str) -> tuple[str, Dossier]:
    library.add(crane)
    story = library.stories()[0].id
    found = read_rows("d.csv", text.encode("utf-8"), {story: library.dossier(story)}, "ana")
    for row in found:
        library.decide(row.story, row.kind, row.one, row.other, value=row.value, by=row.by)
    return story, library.dossier(story)


def test_rows_are_carried_out_as_decisions(library: Library, crane: list[str]) -> None:
    name = Path(crane[0]).name
    assert WORDS in Path(crane[0]).read_text("utf-8")
    story, dossier = _rows(library, crane, f'kind,report,words,name,role,grade,who,why\nsource.rate,{name},,,,B,ben,known for years\nspeaker.correct,{name},"{WORDS}",Karl Venn,person,,,\n')
    log = library.decisions(story)
    assert [(one.kind, one.who, one.why) for one in log] == [("source.rate", "ben", "known for years"), ("speaker.correct", "ana", "")]
    assert any(s.attribution.chain and s.attribution.chain[0].name == "Karl Venn" for s in dossier.statements)
    assert not library.unanchored()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind,report,colour\n", "unknown columns colour"),
        ("kind,words\n", "the columns kind and report are missing"),
        ("kind,report\n", "has no rows"),
        ("kind,report\nclaim.join,NAME\n", "row 2: 'claim.join' is no kind of decision"),
        ("kind,report\nreport.withdraw,nobody.txt\n", "row 2: 0 reports are called 'nobody.txt'"),
        ("kind,report,words\nclaim.confirm,NAME,no such words\n", "row 2: the words 'no such words' stand nowhere in"),
        ("kind,report,grade\nsource.rate,NAME,B\nsource.rate,NAME,Z\n", "row 3: 'Z' is no grade"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_nothing_is_carried_out(library: Library, crane: list[str], text: str, said: str) -> None:
    with pytest.raises(FormatError, match=rf"d\.csv.*{said}"):
        _rows(library, crane, text.replace("NAME", Path(crane[0]).name))
    assert not library.decisions()


def test_the_command_takes_a_file(tmp_path: Path, crane: list[str]) -> None:
    where = str(tmp_path / "library")
    run = CliRunner()
    assert run.invoke(app, ["add", *crane, "--library", where]).exit_code == 0
    (tmp_path / "d.csv").write_text(f"kind,report,grade\nsource.rate,{Path(crane[0]).name},B\n", "utf-8")
    done = run.invoke(app, ["decide", str(tmp_path / "d.csv"), "--library", where, "--who", "ana"])
    assert done.exit_code == 0, done.output
    assert "source.rate  ana" in done.stdout
    done = run.invoke(app, ["decide", str(tmp_path / "none.csv"), "--library", where])
    assert done.exit_code == 2
    assert "cannot read" in done.stderr
