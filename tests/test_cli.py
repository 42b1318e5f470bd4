"""The command line as a newcomer meets it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.forked import Done, command

FERRY = ROOT / "examples/ferry"


def crossread(*arguments: str, given: str | bytes | None = None) -> subprocess.CompletedProcess[str]:
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run([sys.executable, "-m", "crossread", *arguments], input=data, capture_output=True, timeout=120)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


Warm = Callable[..., Done]


@pytest.fixture
def warm(nlp: Any) -> Warm:
    """Return a function that runs the command in a fork, which has the model."""
    return lambda *arguments, given="": command(list(arguments), nlp, ROOT, given)


def test_help_names_the_commands() -> None:
    done = crossread("--help")
    assert done.returncode == 0
    assert "read" in done.stdout and "schema" in done.stdout


def test_help_loads_no_model() -> None:
    code = "import sys, crossread.cli; sys.exit(any(m in sys.modules for m in ('spacy', 'onnxruntime', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_all_outputs(tmp_path: Path) -> None:
    out = {kind: tmp_path / f"sub/dossier.{kind}" for kind in ("json", "html", "md")}
    done = crossread("read", str(FERRY), "--json", str(out["json"]), "--html", str(out["html"]), "--markdown", str(out["md"]))
    assert done.returncode == 0, done.stderr
    assert "Hallmar" in done.stdout
    assert json.loads(out["json"].read_text("utf-8"))["format"] == "crossread/dossier/1"
    assert "<html" in out["html"].read_text("utf-8")
    assert out["md"].read_text("utf-8").startswith("#")


def test_tables_and_networks(tmp_path: Path, warm: Warm) -> None:
    wanted = {"--tables": "csv", "--parquet": "parquet", "--excel": "d.xlsx", "--graphml": "sub/d.graphml"}
    options = [part for option, name in wanted.items() for part in (option, str(tmp_path / name))]
    done = warm("read", str(FERRY), "--quiet", *options)
    assert done.returncode == 0, done.stderr
    assert all((tmp_path / name).exists() for name in wanted.values())


def test_standard_input(warm: Warm) -> None:
    done = warm("read", "-", "--json", "-", given="Velm has 40 tugs. The mayor said on Monday that 12 more may be bought.")
    assert done.returncode == 0, done.stderr
    dossier = json.loads(done.stdout)
    assert dossier["reports"][0]["path"] == "-"
    assert any(q["low"] == 40 for q in dossier["quantities"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["read", "nowhere.txt"], "nowhere.txt"),
        (["read"], "PATH"),
        (["read", str(FERRY), "--published", "storm"], "FILE=DATE"),
        (["read", str(FERRY), "--pipeline", "no_such_pipeline"], "no_such_pipeline"),
        (["red", str(FERRY)], "red"),
        (["read", str(FERRY), "--tables", ""], "names no folder"),
    ],
)
def test_what_makes_no_sense_ends_with_2_and_says_why(arguments: list[str], said: str) -> None:
    done = crossread(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_an_empty_folder_and_an_empty_file_end_with_2(tmp_path: Path) -> None:
    assert crossread("read", str(tmp_path)).returncode == 2
    (tmp_path / "empty.txt").write_text("")
    done = crossread("read", str(tmp_path))
    assert done.returncode == 2
    assert "empty.txt" in done.stderr


def test_one_bad_file_among_good_ones_is_a_warning(tmp_path: Path, warm: Warm) -> None:
    (tmp_path / "good.txt").write_text("The port of Velm has 12 cranes, the harbour master said.")
    (tmp_path / "bad.jsonl").write_text("{not json\n")
    (tmp_path / "latin.txt").write_bytes("The café in Velm burned down, police said.".encode("cp1252"))
    done = warm("read", str(tmp_path), "--json", "-")
    assert done.returncode == 0, done.stderr
    dossier = json.loads(done.stdout)
    assert len(dossier["reports"]) == 2
    assert any("bad.jsonl" in w["message"] for w in dossier["warnings"])
    assert any("1252" in w["message"] for w in dossier["warnings"])
    assert "bad.jsonl" in done.stderr and "1252" in done.stderr


def test_schema_is_json() -> None:
    done = crossread("schema")
    assert done.returncode == 0
    assert json.loads(done.stdout)["title"] == "crossread/dossier/1"


STORY = "The port of Velm has 12 cranes, the harbour master said."


def test_an_output_is_never_written_over_a_report_or_another_output(tmp_path: Path, warm: Warm) -> None:
    story = tmp_path / "a.txt"
    story.write_text(STORY)
    (tmp_path / "link.txt").symlink_to(story)
    for arguments in (("--json", str(story)), ("--html", str(tmp_path / "link.txt")), ("--json", str(tmp_path / "x"), "--html", str(tmp_path / "x"))):
        done = warm("read", str(story), "--quiet", *arguments)
        assert done.returncode == 2 and arguments[0] in done.stderr + done.stdout
        assert story.read_text() == STORY and not (tmp_path / "x").exists()


def run(arguments: list[str], **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "crossread", *arguments], capture_output=True, timeout=300, **more)  # type: ignore[call-overload, no-any-return]


def test_any_terminal_will_do(tmp_path: Path) -> None:
    import os

    (tmp_path / "a\x1b[31m.txt").write_text(f"“{STORY}” said Zoë Brûlé – on Monday.")
    (tmp_path / "b\x1b[2J.png").write_bytes(b"\x89PNG")
    for more in ({"PYTHONIOENCODING": "ascii"}, {"COLUMNS": "0"}, {"COLUMNS": "2000000000"}):
        done = run(["read", str(tmp_path), "--threads", "100000"], env={**os.environ, **more})
        assert done.returncode == 0 and b"Traceback" not in done.stderr and b"Velm" in done.stdout
        assert b"\x1b" not in done.stderr + done.stdout
    asked = run(["read", str(tmp_path), "--json", "-"], env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert "“" in json.loads(asked.stdout.decode("utf-8"))["reports"][0]["text"]


@pytest.mark.parametrize("streams", ["<&- >&-", ">&-", "2>&-", ">/dev/full", "2>/dev/full >/dev/full", "| true"])
def test_streams_that_are_closed_or_full_end_without_a_trace(tmp_path: Path, streams: str) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    done = subprocess.run(["bash", "-c", f'"{sys.executable}" -m crossread read "{tmp_path}" {streams}'], capture_output=True, timeout=120)
    assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr
    assert done.returncode in (0, 2, 141)


def test_a_refusal_that_cannot_be_said_is_one_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    from crossread import cli

    class Full:
        encoding = "utf-8"

        def write(self, text: str) -> int:
            raise OSError(27, "File too large")

        def flush(self) -> None: ...

        def isatty(self) -> bool:
            return False

    monkeypatch.setattr(sys, "stderr", Full())
    monkeypatch.setattr(sys, "argv", ["crossread", "read", "--nonsense"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 2


def test_a_reader_that_has_gone_is_no_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import os
    import sys

    from crossread import outputs

    read, write = os.pipe()
    os.close(read)
    monkeypatch.setattr(sys, "stdout", open(write, "w"))  # noqa: SIM115
    with outputs.printing():
        outputs.console().print("Velm has 12 cranes.")


def test_only_what_is_longer_than_the_screen_goes_through_the_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import pydoc

    from rich.console import Console

    from crossread import outputs

    paged: list[str] = []
    monkeypatch.setattr(pydoc, "pager", paged.append)
    console = Console(file=io.StringIO(), width=80, height=24)
    outputs.page("one line\n", console)
    assert isinstance(console.file, io.StringIO) and console.file.getvalue() == "one line\n" and paged == []
    outputs.page("line\n" * 60, console)
    assert paged == ["line\n" * 60]
