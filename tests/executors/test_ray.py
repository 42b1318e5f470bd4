"""On a local Ray cluster of two workers: the same bytes, nothing lost and nothing twice where workers are killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crossread.executors import Here, choose
from crossread.library import Library
from crossread.pipeline import read_reports
from tests.executors import stages
from tests.executors.reports import REPORTS

ray: Any = pytest.importorskip("ray", reason="NOT PROVED HERE: Ray is not installed (pip install 'crossread[cluster]')")
pytest.importorskip("ray.data", reason="NOT PROVED HERE: Ray Data is not installed (pip install 'crossread[cluster]')")


@pytest.fixture(scope="module")
def on_ray() -> Iterator[Any]:
    """Return the executor, on a cluster that these tests share."""
    from crossread.executors.on_ray import local_cluster

    with local_cluster(2):
        yield choose("ray", jobs=2)


def test_the_dossier_has_the_same_bytes(on_ray: Any, nlp: Any) -> None:
    assert read_reports(REPORTS, executor=on_ray).to_json() == read_reports(REPORTS, nlp=nlp).to_json()


def test_what_ends_its_worker_is_set_aside_and_the_rest_is_done(on_ray: Any, tmp_path: Path) -> None:
    items = [*(f"a{n}" for n in range(12)), "die once", "die", *(f"b{n}" for n in range(12))]
    found = list(on_ray.map(stages.deadly(tmp_path), items))
    assert sorted(place for place, _ in found) == list(range(len(items)))
    said = {items[place]: answer for place, answer in found}
    assert "lost: trying it ended its process 2 times" in said.pop("die")
    assert said == {item: f"{item} done" for item in items if item != "die"}


def test_what_a_stage_raises_is_raised_here(on_ray: Any, tmp_path: Path) -> None:
    with pytest.raises(Exception, match="means nothing"):
        list(on_ray.map(stages.deadly(tmp_path), ["a", "raise"]))


def test_workers_that_are_killed_lose_nothing(on_ray: Any, tmp_path: Path) -> None:
    """The shorter form of `python -m benchmarks.killed_workers`."""
    found: list[tuple[int, object]] = []
    killed: set[int] = set()
    for answer in on_ray.map(stages.slow(tmp_path), map(str, range(60))):
        found.append(answer)
        if len(found) in (5, 30):
            pids = {int(path.name.rsplit(" ", 1)[1]) for path in tmp_path.iterdir()} - killed
            alive = sorted(pid for pid in pids if Path(f"/proc/{pid}").exists())[:1]
            for pid in alive:
                os.kill(pid, signal.SIGKILL)
                killed.add(pid)
    assert killed
    assert sorted(found) == [(n, f"{n} done") for n in range(60)]


def test_a_program_may_bring_a_stage_of_its_own(tmp_path: Path) -> None:
    """What stands in the program that was started is in no module that a worker could import."""
    program = tmp_path / "own.py"
    program.write_text(
        "from crossread.executors import Stage\n"
        "from crossread.executors.on_ray import OnRay, local_cluster\n"
        "def begin():\n    return str.upper\n"
        "def aside(text, why):\n    return ''\n"
        "if __name__ == '__main__':\n"
        "    with local_cluster(1):\n"
        "        print(dict(OnRay(1).map(Stage('shouting', begin, aside), ['a', 'b'])))\n"
    )
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, timeout=180)
    assert done.stdout == "{0: 'A', 1: 'B'}\n", done.stderr[-2000:]


def test_the_same_library_by_ray(on_ray: Any, nlp: Any, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for report in REPORTS:
        (folder / report.path).write_text(report.text, "utf-8")
    with Library(tmp_path / "one", model=nlp) as one, Library(tmp_path / "two", executor=on_ray) as two:
        assert one.add(str(folder)).stories == two.add(str(folder)).stories
        assert {row.id: one.dossier(row.id) for row in one.stories()} == {row.id: two.dossier(row.id) for row in two.stories()}


def test_ray_counts_no_users() -> None:
    from ray._common.usage import usage_lib

    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0" and not usage_lib.usage_stats_enabled()


def test_small_numbers(on_ray: Any) -> None:
    assert list(on_ray.map(stages.doubling(), [])) == []
    assert list(on_ray.map(stages.doubling(), [4])) == list(Here().map(stages.doubling(), [4]))
