"""What holds for every format: the same bytes each time, any dossier taken, and a message where something is wrong."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from crossread.cli import app
from crossread.errors import MissingExtra, UsageError
from crossread.formats import FORMATS, export
from crossread.model import Dossier, Report, from_json
from tests.conftest import ROOT
from tests.formats.carried import COLUMNS, carries, differs, with_payment


@pytest.fixture(params=sorted(FORMATS))
def to(request: pytest.FixtureRequest) -> str:
    """Return the name of a format whose package is here: that of FollowTheMoney has to be compiled (`make test-ftm`)."""
    if request.param.startswith("ftm"):
        pytest.importorskip("followthemoney", reason="the extra `ftm` is not installed")
    return str(request.param)


def test_the_same_dossier_gives_the_same_bytes(to: str, ferry: Dossier) -> None:
    first = export(ferry, to)
    assert first.data
    assert export(from_json(ferry.to_json()), to) == first


def test_any_dossier_is_taken(to: str, hostile: Dossier) -> None:
    odd = Report(id="r-1", path="odd\ud800.txt", title="\x00\ud800 & <b>", text="lone \ud800 and \x01")
    for dossier in (hostile, Dossier(), Dossier(reports=(odd,))):
        export(dossier, to).data.decode("utf-8", "strict" if to != "sqlite" else "replace")


def test_a_format_that_is_not_known_is_refused_with_those_that_are(ferry: Dossier) -> None:
    with pytest.raises(UsageError, match="'rdfa'.*webannotation"):
        export(ferry, "rdfa")


def test_the_command_writes_the_file_and_says_what_is_left_out(ferry: Dossier, tmp_path: Path) -> None:
    dossier, out = tmp_path / "dossier.json", tmp_path / "reports.json"
    dossier.write_text(ferry.to_json(), "utf-8")
    done = CliRunner().invoke(app, ["export", str(dossier), "--to", "csl", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == export(ferry, "csl").data
    assert f"left out: {len(ferry.claims)} claims" in done.stderr


def test_a_story_of_a_library_is_exported_as_its_dossier_is(tmp_path: Path, nlp: Any) -> None:
    pytest.importorskip("sqlalchemy", reason="the extra `library` is not installed")
    from crossread.library import Library

    where, out = tmp_path / "library", tmp_path / "reports.json"
    with Library(where, model=nlp) as library:
        library.add([str(ROOT / "examples" / "ferry" / "1_coast-wire.txt")])
        (story,) = library.stories()
        dossier = library.dossier(story.id)
    done = CliRunner().invoke(app, ["export", "--library", str(where), "--story", story.id, "--to", "csl", "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert out.read_bytes() == export(dossier, "csl").data
    done = CliRunner().invoke(app, ["export", "--library", str(where), "--story", "none", "--to", "csl", "--out", str(out)])
    assert done.exit_code == 2 and "there is no story none" in done.stderr


@pytest.mark.parametrize("given", [[], ["dossier.json", "--library", "my", "--story", "s"], ["--library", "my"], ["dossier.json", "--story", "s"]])
def test_the_command_wants_one_dossier(given: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", *given, "--to", "csl", "--out", str(tmp_path / "out.json")])
    assert done.exit_code == 2 and "--story" in done.output


@pytest.mark.parametrize("wrong", ["nothing.json", "."])
def test_the_command_ends_with_2_where_there_is_no_dossier(wrong: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["export", str(tmp_path / wrong), "--to", "csl", "--out", str(tmp_path / "out.json")])
    assert done.exit_code == 2
    assert "cannot read" in done.stderr
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [("stix", "stix2", "formats"), ("graphml", "networkx", "formats"), ("gexf", "networkx", "formats"), ("misp", "pymisp", "formats"),
     ("ftm", "followthemoney", "ftm")],
)  # fmt: skip
def test_a_missing_package_says_which_command_installs_it(
    name: str, package: str, extra: str, hostile: Dossier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setitem(sys.modules, f"{package}.statement", None)
    with pytest.raises(MissingExtra, match=rf"'{package}'.*pip install 'crossread\[{extra}\]'"):
        export(hostile, name)


def _table() -> dict[str, dict[str, str]]:
    """Return what docs/formats.md says that each format carries: format -> column -> ●, ◐ or ○."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in (ROOT / "docs/formats.md").read_text("utf-8").splitlines() if line.startswith("| ")]
    head = next(row for row in rows if row[1] == "places")
    told = [row for row in rows if row[1][:1] in ("●", "◐", "○")]
    return {name: dict(zip(head[1:], [cell[:1] for cell in row[1:]], strict=True)) for row in told for name in row[0].replace("`", "").split(", ")}


def test_every_format_has_its_row_and_every_facet_is_there_to_be_seen(ferry: Dossier) -> None:
    assert set(_table()) == set(FORMATS)
    assert all(set(row) == set(COLUMNS) for row in _table().values())
    assert [name for facets in COLUMNS.values() for name, facet in facets.items() if not differs(with_payment(ferry), facet)] == []


def test_the_table_of_the_docs_says_what_a_format_carries(to: str, ferry: Dossier) -> None:
    dossier = with_payment(ferry)
    assert {column: carries(dossier, to, facets.values()) for column, facets in COLUMNS.items()} == _table()[to]
