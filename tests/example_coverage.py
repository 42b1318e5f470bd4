"""Which lines of the reading the tests that name an example run: at least LEAST percent, with CROSSREAD_COVERAGE=1.

A test that names an example has the sentence it reads in its own words or rows (mark `example`; all of `tests/reading`,
`tests/grammar` and `tests/languages` do). Lines that only a corpus, a golden file or a mutated pile reaches do not count:
nobody would know what they are for. So nothing is watched while other tests run, which costs them nothing then.
Where several processes share the tests (pytest-xdist), each watches its own and the first adds up what they saw.
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
EXAMPLE, IMPORTED = "example", "^$"  # what runs on import runs for every test, in a context without a name
LEAST = 85.0
KEY = "crossread-example-coverage"


def _coverage() -> Any:
    import coverage

    return coverage.Coverage(data_file=None, config_file=False, source=SOURCES, messages=False)


class Watch:
    """Watches which lines run while the tests that name an example do; begins with what collecting the tests imports."""

    def __init__(self) -> None:
        self.coverage, self.running = _coverage(), True
        self.coverage.start()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        wanted = item.get_closest_marker(EXAMPLE) is not None
        if wanted and not self.running:
            self.coverage.start()
        if not wanted and self.running:
            self.coverage.stop()
        self.running = wanted
        if wanted:
            self.coverage.switch_context(EXAMPLE)

    def seen(self) -> Any:
        """Return what was seen, and stop watching."""
        if self.running:
            self.coverage.stop()
        self.running = False
        return self.coverage.get_data()


class Share:
    """A process that is handed a part of the tests: hands back what it saw."""

    def __init__(self) -> None:
        self.watch = Watch()

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self.watch.pytest_runtest_setup(item)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        session.config.workeroutput[KEY] = self.watch.seen().dumps()  # type: ignore[attr-defined]


class Bound:
    """Adds up what was seen and holds it to the bound; watches itself where no other process does (`watch`)."""

    def __init__(self, watch: Watch | None) -> None:
        self.watch, self.whole = watch, _coverage()
        self.share: float | None = None

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        if self.watch is not None:
            self.watch.pytest_runtest_setup(item)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        from coverage import CoverageData

        if (dumped := getattr(node, "workeroutput", {}).get(KEY)) is not None:
            part = CoverageData(no_disk=True)
            part.loads(dumped)
            self.whole.get_data().update(part)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.watch is not None:
            self.whole.get_data().update(self.watch.seen())
        self.share = float(self.whole.report(file=io.StringIO(), contexts=[EXAMPLE, IMPORTED]))
        if self.share < LEAST and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        if self.share is not None:
            told = f"tests that name an example run {self.share:.1f} percent of reading and grammar (at least {LEAST:.0f})"
            terminalreporter.write_line(told, red=self.share < LEAST)


def plugin(config: pytest.Config) -> Share | Bound:
    """Return what watches in this process: one that is handed tests, one that hands them out, or the only one."""
    if hasattr(config, "workerinput"):
        return Share()
    return Bound(None if getattr(config.option, "numprocesses", None) else Watch())


def names_an_example(item: pytest.Item) -> bool:
    """Say whether a test holds the sentence that it reads."""
    return item.nodeid.startswith(FOLDERS)


def wanted() -> bool:
    """Say whether coverage was asked for."""
    return os.environ.get("CROSSREAD_COVERAGE") == "1"
