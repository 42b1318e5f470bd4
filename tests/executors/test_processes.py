"""Several processes say what one says, survive what kills a worker, and leave nothing behind."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import crossread
from crossread.errors import MissingExtra, UsageError, WorkersDie
from crossread.executors import Here, Limits, Processes, choose
from crossread.pipeline import read_reports
from tests.conftest import ROOT
from tests.executors import stages
from tests.executors.reports import REPORTS


def test_here_and_processes_say_the_same() -> None:
    wanted = dict(Here().map(stages.doubling(), range(40)))
    assert dict(Processes(2).map(stages.doubling(), range(40))) == wanted == {n: n * 2 for n in range(40)}


def test_the_dossier_has_the_same_bytes(nlp: Any) -> None:
    assert crossread.read(["examples/ferry"], jobs=2).to_json() == crossread.read(["examples/ferry"]).to_json()
    assert read_reports(REPORTS, jobs=2).to_json() == read_reports(REPORTS, nlp=nlp).to_json()


def test_a_program_without_a_main_guard_may_use_jobs(tmp_path: Path) -> None:
    """Workers do not run the program again that began them."""
    program = tmp_path / "program.py"
    place = str(ROOT / "examples/ferry")
    program.write_text(f"import crossread\nprint('begun', flush=True)\nprint(len(crossread.read([{place!r}], jobs=2).reports))\n", "utf-8")
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=300, env=env, cwd=tmp_path)
    assert done.stdout.split()[:1] == ["begun"] and done.stdout.count("begun") == 1, done.stderr


def test_a_worker_that_dies_is_replaced_and_its_item_tried_again(tmp_path: Path) -> None:
    items = ["a", "die once", "b", "die", "c"]
    found = dict(Processes(2).map(stages.deadly(tmp_path), items))
    assert [found[n] for n in (0, 1, 2, 4)] == ["a done", "die once done", "b done", "c done"]
    assert "lost: trying it ended its process 2 times" in str(found[3])
    tries = sorted(path.name.rsplit(" ", 2)[0] for path in tmp_path.iterdir())
    assert tries == ["a", "b", "c", "die", "die", "die once", "die once"]


def test_what_takes_too_long_is_set_aside(tmp_path: Path) -> None:
    found = dict(Processes(1, Limits(seconds=0.5)).map(stages.deadly(tmp_path), ["hang", "a"]))
    assert "lost" in str(found[0]) and found[1] == "a done"


@pytest.mark.skipif(sys.platform != "linux", reason="memory is held on Linux alone")
def test_what_takes_too_much_memory_raises_in_its_worker(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        list(Processes(1, Limits(megabytes=200)).map(stages.deadly(tmp_path), ["hoard"]))


def test_what_a_stage_raises_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="means nothing"):
        list(Processes(2).map(stages.deadly(tmp_path), ["a", "raise", "b"]))


def test_workers_that_never_open_are_told(tmp_path: Path) -> None:
    with pytest.raises(WorkersDie, match="5 worker processes in a row"):
        list(Processes(1).map(stages.never(), [1]))


def test_an_endless_row_is_taken_as_it_is_needed_and_nothing_is_left(tmp_path: Path) -> None:
    asked = []

    def endless() -> Any:
        for n in itertools.count():
            asked.append(n)
            yield str(n)

    found = list(itertools.islice(Processes(2).map(stages.deadly(tmp_path), endless()), 50))
    assert len(found) == 50 and len(asked) < 200
    pids = {int(path.name.rsplit(" ", 1)[1]) for path in tmp_path.iterdir()}
    time.sleep(0.1)
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


def test_a_poisoned_report_is_set_aside_with_a_warning(nlp: Any) -> None:
    bad = REPORTS[1].__class__(id="r-bad", path="bad.txt", text=f"The harbour master said {stages.POISON}.")
    found = dict(Processes(2).map(stages.poisoned(), [REPORTS[0], bad, REPORTS[1]]))
    assert found[1].reading.statements == ()
    assert "bad.txt: set aside, its text is kept, unread: reading it ended its process 2 times" in found[1].reading.warnings[0].message
    wanted = dict(Here().map(stages.poisoned(), [REPORTS[0], REPORTS[1]]))
    assert [found[0], found[2]] == [wanted[0], wanted[1]]


def test_names_of_executors() -> None:
    assert isinstance(choose(), Here) and isinstance(choose(jobs=3), Processes) and isinstance(choose("processes"), Processes)
    with pytest.raises(UsageError, match="no executor"):
        choose("slurm")
    with pytest.raises(UsageError, match="--executor ray"):
        choose(address="10.0.0.1:6379")


def test_without_ray_the_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtra, match=r"crossread\[cluster\]"):
        choose("ray")
