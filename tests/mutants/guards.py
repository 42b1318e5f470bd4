"""Would the tests notice? `make mutants`, or python -m tests.mutants.guards [--sample N] [--seed S] [--only PART]

A mutant is the program with one guard switched off: an `if` of `reading/` or `grammar/` whose body only leaves (return,
continue, break) never leaves; or a rule of a table has one condition less. Each runs in a fork of a process that has the
model, against the tests of reading, grammar and languages and the golden readings, until one fails: it was noticed.
Prints what was not, and the share; ends with 1 below LEAST percent. The sample is drawn with a seed, so a figure can be
drawn again.

The tests that can notice run first: for a guard those in which it left when nothing was switched off (seen once, by
coverage, for all guards), for a condition those that bear the name of its rule. A guard that never leaves changes nothing
where it did not leave, so no other test is asked; but what is kept from one test to the next is seen in the first alone, so where a
guard left in FEW all are. A guard that left in no test is noticed by none. What the networks answer is remembered
from the first run of the tests: no mutant changes what they are asked but by the text.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import signal
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src/crossread"
FOLDERS = ("reading", "grammar")
TESTS = ("tests/languages", "tests/grammar", "tests/reading", "tests/golden", "tests/test_example.py")
KEPT = (
    "crossread.model_runtime", "crossread.model", "crossread.text", "crossread.errors", "crossread.ids", "crossread.release",
    "tests.mutants",
)  # fmt: skip
LEAST = 85.0
MOST_FIRST = 60  # tests asked for first, spread over those in which a guard left
FEW = 3  # a guard that left in so many tests may have left for what is kept from one test to the next
LIMIT = 600  # seconds of the processor for the tests of one mutant; one that never ends was noticed


@dataclass(frozen=True, slots=True)
class Guard:
    """An `if` that only leaves: its module, the line, and how it is written."""

    path: Path
    line: int
    written: str
    leaves: int = 0  # the line on which it leaves

    def __str__(self) -> str:
        return f"{self.path.relative_to(SOURCE)}:{self.line}: {self.written}"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of one row of a rule table."""

    table: str
    rule: str
    written: str

    def __str__(self) -> str:
        return f"{self.table}.toml, {self.rule}: {self.written}"


Mutant = Guard | Condition


def guards() -> Iterator[Guard]:
    """Yield every guard of the folders, in the order of files and lines."""
    for folder in FOLDERS:
        for path in sorted((SOURCE / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.If) and _only_leaves(node):
                    written = f"if {ast.unparse(node.test)}: {ast.unparse(node.body[0])}"[:150]
                    yield Guard(path, node.lineno, written, node.body[0].lineno)


def _only_leaves(node: ast.If) -> bool:
    return len(node.body) == 1 and not node.orelse and isinstance(node.body[0], ast.Return | ast.Continue | ast.Break)


def conditions() -> Iterator[Condition]:
    """Yield every condition of every rule."""
    for path in sorted((SOURCE / "languages/en/rules").glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8")).get("rule", []):
            for written in row.get("where", []):
                yield Condition(path.stem, str(row.get("name", "")), written)


class _SwitchedOff(ast.NodeTransformer):
    """Makes the condition of the guard at a line false."""

    def __init__(self, line: int) -> None:
        self.line = line

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if node.lineno == self.line and _only_leaves(node):
            node.test = ast.copy_location(ast.Constant(False), node.test)
        return node


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Hands out one module with its guard switched off."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        parts = guard.path.relative_to(SOURCE.parent).with_suffix("").parts
        self.package = parts[-1] == "__init__"
        self.name = ".".join(parts[:-1] if self.package else parts)

    def find_spec(self, name: str, path: Any = None, target: ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.guard.path, loader=self)  # type: ignore[arg-type]

    def get_filename(self, name: str) -> str:
        return str(self.guard.path)

    def exec_module(self, module: ModuleType) -> None:
        tree = _SwitchedOff(self.guard.line).visit(ast.parse(self.guard.path.read_text("utf-8")))
        exec(compile(ast.fix_missing_locations(tree), str(self.guard.path), "exec"), module.__dict__)


def _without_condition(condition: Condition) -> None:
    """Let the tables be read with one condition less."""
    from crossread.languages import rule_rows

    read = rule_rows.read_table

    def lessened(table: str, language: str) -> Any:
        data = read(table, language)
        if table != condition.table:
            return data
        for row in data.get("rule", []):
            if row.get("name") == condition.rule and condition.written in row.get("where", []):
                row["where"].remove(condition.written)
        return data

    rule_rows.read_table = lessened


def _forget() -> None:
    """Forget what was imported of the program and its tests but the model, so that the mutant is imported in its place."""
    for name in list(sys.modules):
        kept = any(name == one or name.startswith(f"{one}.") for one in KEPT)
        if name.startswith(("crossread.", "tests.")) and not kept:
            del sys.modules[name]


class RememberingSession:
    """A network's session that answers from memory what it was asked before."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.answers: dict[bytes, list[Any]] = {}

    def run(self, names: Sequence[str] | None, asked: Mapping[str, Any]) -> list[Any]:
        """Return the answers, copied, since their readers may write into them."""
        told = hashlib.sha256(repr(names).encode())
        for name in sorted(asked):
            told.update(f"{name} {asked[name].dtype} {asked[name].shape}".encode() + asked[name].tobytes())
        key = told.digest()
        if key not in self.answers:
            self.answers[key] = self.session.run(names, asked)
        return [answer.copy() for answer in self.answers[key]]

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, name)


def _remember_networks() -> None:
    import onnxruntime

    opened = onnxruntime.InferenceSession
    onnxruntime.InferenceSession = lambda *args, **options: RememberingSession(opened(*args, **options))


class Seen:
    """Which tests ran which lines, seen while the tests run without a mutant."""

    def __init__(self) -> None:
        import coverage

        sources = [str(SOURCE / folder) for folder in FOLDERS]
        self.coverage = coverage.Coverage(data_file=None, config_file=False, source=sources, messages=False)
        self.coverage.start()

    def pytest_runtest_setup(self, item: Any) -> None:
        self.coverage.switch_context(item.nodeid)

    def tests(self) -> dict[tuple[str, int], tuple[str, ...]]:
        """Return the tests that ran a line, by file and line; what ran on import is nobody's."""
        self.coverage.stop()
        data = self.coverage.get_data()
        found = {}
        for path in data.measured_files():
            for line, contexts in data.contexts_by_lineno(path).items():
                found[path, line] = tuple(sorted(c for c in contexts if c))
        return found


def tests_by_line() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Run the tests without a mutant, in this process, so that the networks are remembered; raises SystemExit where one fails."""
    _forget()
    seen = Seen()
    told = os.dup(1), os.dup(2)
    code = _pytest([*TESTS], seen)
    for place, handle in enumerate(told, 1):
        os.dup2(handle, place)
    if code != 0:
        sys.exit("the tests fail without any mutant: mend that first")
    return seen.tests()


def rounds_of_tests(mutant: Mutant, by_line: Mapping[tuple[str, int], tuple[str, ...]]) -> Iterator[Sequence[str]]:
    """Yield what pytest is asked for, round after round: what is likeliest to notice comes first."""
    if isinstance(mutant, Condition):
        if mutant.rule:
            yield "-k", mutant.rule, "tests/languages"
        yield TESTS
        return
    reached = by_line.get((str(mutant.path), mutant.leaves), ())
    first = reached[:: -(-len(reached) // MOST_FIRST)] if reached else ()
    if first:
        yield first
    if len(first) < len(reached):
        yield [test for test in reached if test not in set(first)]
    if 0 < len(reached) <= FEW:
        yield TESTS


def noticed(mutant: Mutant, by_line: Mapping[tuple[str, int], tuple[str, ...]]) -> bool:
    """Run the tests in forks with a mutant until one fails; say whether one did."""
    return any(_fails(mutant, tests) for tests in rounds_of_tests(mutant, by_line))


def _fails(mutant: Mutant, tests: Sequence[str]) -> bool:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = _run(mutant, tests)
        finally:
            os._exit(code)
    # 5 is "no test was found": a rule whose name no test bears
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) not in (0, 5)


def _run(mutant: Mutant, tests: Sequence[str]) -> int:
    signal.setitimer(signal.ITIMER_PROF, LIMIT)  # its signal ends the process
    _forget()
    if isinstance(mutant, Guard):
        sys.meta_path.insert(0, _Finder(mutant))
    else:
        _without_condition(mutant)
    return _pytest(tests)


def _pytest(tests: Sequence[str], *plugins: Any) -> int:
    import pytest

    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 1)
    os.dup2(null, 2)
    return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", *tests], plugins=list(plugins)))


def sample(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """Return so many mutants drawn at random, or all where there are fewer."""
    return list(mutants) if count >= len(mutants) else random.Random(seed).sample(list(mutants), count)


def main() -> None:
    """Try a sample of mutants."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=60, help="how many mutants; 0 for all")
    parser.add_argument("--seed", type=int, default=15)
    parser.add_argument("--only", default="", help="mutants whose file, rule or condition holds this")
    asked = parser.parse_args()
    _remember_networks()
    from crossread import model_runtime

    nlp = model_runtime.load()
    model_runtime.load = lambda *_, **__: nlp  # type: ignore[assignment]
    by_line = tests_by_line()
    every: list[Mutant] = [one for one in [*guards(), *conditions()] if asked.only in str(one)]
    tried = sample(every, asked.sample or len(every), asked.seed)
    missed = []
    for number, mutant in enumerate(tried, 1):
        if not noticed(mutant, by_line):
            missed.append(mutant)
            print(f"{number} of {len(tried)}, not noticed: {mutant}", flush=True)
    share = 100 * (1 - len(missed) / max(len(tried), 1))
    print(f"{len(tried)} of {len(every)} mutants tried, {len(missed)} not noticed: {share:.1f} percent noticed (at least {LEAST:.0f})")
    sys.exit(share < LEAST)


if __name__ == "__main__":
    main()
