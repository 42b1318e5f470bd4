"""Which lines of the reading the tests that name an example run: at least LEAST percent, with CROSSREAD_COVERAGE=1.

A test that names an example has the sentence it reads in its own words or rows (mark `example`; all of `tests/reading`,
`tests/grammar` and `tests/languages` do). Lines that only a corpus, a golden file or a mutated pile reaches do not count:
nobody would know what they are for.
"""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [str(ROOT / "src/crossread" / folder) for folder in ("reading", "grammar")]
FOLDERS = ("tests/reading/", "tests/grammar/", "tests/languages/")
EXAMPLE, OTHER = "example", "other"
LEAST = 85.0


class ExampleCoverage:
    """A pytest plugin: watches which lines run while which tests do."""

    def __init__(self) -> None:
        import coverage

        self.watch = coverage.Coverage(data_file=None, config_file=False, source=SOURCES, messages=False)
        self.watch.start()
        self.share: float | None = None

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.watch.switch_context(EXAMPLE if item.get_closest_marker(EXAMPLE) else OTHER)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        self.watch.stop()
        imported = "^$"  # what runs on import runs for every test
        self.share = float(self.watch.report(file=io.StringIO(), contexts=[EXAMPLE, imported]))
        if self.share < LEAST and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.share is not None:
            told = f"tests that name an example run {self.share:.1f} percent of reading and grammar (at least {LEAST:.0f})"
            terminalreporter.write_line(told, red=self.share < LEAST)


def names_an_example(item: pytest.Item) -> bool:
    """Say whether a test holds the sentence that it reads."""
    return item.nodeid.startswith(FOLDERS)


def wanted() -> bool:
    """Say whether coverage was asked for."""
    return os.environ.get("CROSSREAD_COVERAGE") == "1"
