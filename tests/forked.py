"""The command line in a fork of the tests' own process, where the model is loaded and its tables are warm.

A command in a process of its own takes seven seconds of a processor for what is loaded anew; `tests/test_cli.py` has those.
"""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crossread import model_runtime


@dataclass(frozen=True, slots=True)
class Done:
    """How a fork ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def forked(call: Callable[[], Any], nlp: Any, folder: Path, given: str = "") -> Done:
    """Call something in a fork, in a folder, with `given` on standard input; whoever loads the model there is given `nlp`."""
    with tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        read.write(given.encode())
        read.seek(0)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = _child(call, nlp, folder, (read.fileno(), out.fileno(), errors.fileno()))
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for stream in (out, errors):
            stream.seek(0)
            said.append(stream.read().decode())
        return Done(code, said[0], said[1])


def command(arguments: list[str], nlp: Any, folder: Path, given: str = "") -> Done:
    """Run `crossread ARGUMENTS` in a fork."""

    def run() -> None:
        from crossread import cli

        sys.argv = ["crossread", *arguments]
        cli.main()

    return forked(run, nlp, folder, given)


def _child(call: Callable[[], Any], nlp: Any, folder: Path, streams: tuple[int, int, int]) -> int:
    os.chdir(folder)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    sys.stdin, sys.stdout, sys.stderr = open(0, closefd=False), open(1, "w", closefd=False), open(2, "w", closefd=False)  # noqa: SIM115
    load = model_runtime.load
    model_runtime.load = lambda threads=1, pipeline=None: nlp if pipeline is None else load(threads, pipeline)  # type: ignore[assignment]
    try:
        call()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code
