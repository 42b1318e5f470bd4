"""Killed at any moment, and two at once: nothing lost, nothing twice, the same dossiers as without. (`benchmarks/library.py` does it larger.)"""

from __future__ import annotations

import random
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

from crossread.library import Library
from crossread.library.store import Store
from tests.conftest import ROOT

PLACES = ("Velm", "Skarn", "Hallmar", "Orrin")
KILLS = 4


def _reports(folder: Path, count: int = 12) -> list[str]:
    folder.mkdir()
    for n in range(count):
        place = PLACES[n % len(PLACES)]
        text = f"Crane falls in {place}\n{n + 3} dockers were hurt when a crane fell in the harbour of {place} on Monday, the {place} Dock Union said."
        (folder / f"{n:02}.txt").write_text(text, "utf-8")
    return sorted(str(path) for path in folder.iterdir())


def _add(folder: Path, where: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "crossread", "add", str(folder), "--library", where, "--quiet"]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def _dossiers(library: Library) -> dict[str, Any]:
    return {row.id: library.dossier(row.id) for row in library.stories()}


def test_killed_at_random_and_given_again(where: str, nlp: Any, tmp_path: Path) -> None:
    paths = _reports(tmp_path / "reports")
    with Library(tmp_path / "calm", model=nlp) as calm:
        calm.add(str(tmp_path / "reports"))
        wanted = _dossiers(calm)
    chance = random.Random(7)
    begun = time.monotonic()
    whole = _add(tmp_path / "other", where)  # how long a start takes here, without any report
    whole.wait()
    start = time.monotonic() - begun
    for _ in range(KILLS):
        running = _add(tmp_path / "reports", where)
        time.sleep(start * chance.uniform(0.5, 2.0))
        running.kill()
        running.wait()
    last = _add(tmp_path / "reports", where)
    _, said = last.communicate(timeout=300)
    assert last.returncode == 0, said.decode()
    with Library(where, model=nlp) as library:
        assert library.counts() == {"reports": len(paths), "stories": len(wanted)}
        assert _dossiers(library) == wanted
        assert library.search("crane").total == len(paths)
        assert len([told for told in library.changes() if told.change.kind == "report.new"]) == len(paths)


def test_two_processes_may_add_at_once(where: str, nlp: Any, tmp_path: Path) -> None:
    paths = _reports(tmp_path / "reports", 8)
    both = [_add(tmp_path / "reports", where) for _ in range(2)]
    for one in both:
        _, said = one.communicate(timeout=300)
        assert one.returncode == 0, said.decode()
    with Library(where, model=nlp) as library:
        assert library.counts()["reports"] == len(paths)
        assert sum(row.reports for row in library.stories()) == len(paths)
        assert library.search("crane").total == len(paths)
        assert len([told for told in library.changes() if told.change.kind == "report.new"]) == len(paths)


def test_several_may_begin_one_library_at_once(tmp_path: Path) -> None:
    """SQLite does not wait by itself while another changes a new file's kind of log."""
    for number in range(10):
        gate = Barrier(4)

        def begin(place: Path, gate: Barrier = gate) -> None:
            gate.wait()
            Store(place)

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(begin, [tmp_path / str(number)] * 4))
