"""Small stages that workers can open, some of which end their process: what executors are held against without a model."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from crossread.errors import UsageError
from crossread.executors import Stage
from crossread.model import Report
from crossread.pipeline import Read, open_reader, unread

POISON = "POISON"


def lost(item: object, reason: str) -> str:
    return f"{item} lost: {reason}"


def doubling() -> Stage[int, object]:
    return Stage("doubling", _open_doubling, lost)


def _open_doubling() -> Callable[[int], object]:
    print("a package that prints when it is loaded")
    return lambda item: item * 2


def deadly(folder: Path) -> Stage[str, object]:
    """A stage in which "die" ends its process each time, "die once" the first time; each try leaves a file in the folder."""
    return Stage("trying", partial(_open_deadly, folder), lost)


def _open_deadly(folder: Path) -> Callable[[str], object]:
    def run(item: str) -> object:
        tries = len(list(folder.glob(f"{item} *")))
        (folder / f"{item} {tries} {os.getpid()}").write_text("")
        if item == "die" or (item == "die once" and not tries):
            os._exit(9)
        if item == "hang":
            time.sleep(600)
        if item == "hoard":
            return len(bytearray(1 << 31))
        if item == "raise":
            raise UsageError("this means nothing")
        return f"{item} done"

    return run


def slow(folder: Path) -> Stage[str, object]:
    """A stage that takes a while; each item leaves a file that names its process."""
    return Stage("waiting", partial(_open_slow, folder), lost)


def _open_slow(folder: Path) -> Callable[[str], object]:
    def run(item: str) -> object:
        (folder / f"{item} {os.getpid()}").write_text("")
        time.sleep(0.1)
        return f"{item} done"

    return run


def never() -> Stage[int, object]:
    return Stage("beginning", _open_never, lost)


def _open_never() -> Callable[[int], object]:
    os._exit(3)


def poisoned() -> Stage[Report, Read]:
    """The reading of reports, ended by one that holds the word POISON."""
    return Stage("reading", _open_poisoned, unread)


def _open_poisoned() -> Callable[[Report], Read]:
    read = open_reader()

    def run(report: Report) -> Read:
        if POISON in report.text:
            os.abort()
        return read(report)

    return run
