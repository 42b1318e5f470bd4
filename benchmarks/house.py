"""Counts of the house: `python -m benchmarks.house`, what the gates hold and how much is excused.

`tests/test_house.py` holds the gates: complexity at most 12, lines at most 120, at most six parameters, no expression
with more than five boolean operators, no dependency label and no walk over a tree outside the folders that may, and no
regular expression in the comparison: what it needs of a text the reading hands over as fields. What is excused stands in `tests/data/house.json` by name, each with a reason, and may only become less.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src/crossread"
MAX_COMPLEXITY, MAX_LINE, MAX_PARAMETERS, MAX_OPERATORS = 12, 120, 6, 5
GATES = ("complexity", "operators", "parameters", "line", "label", "walk", "regex")
TEXTLESS_FOLDERS = ("compare",)
REGEX_MODULES = frozenset({"re", "regex", "crossread.languages.patterns", "crossread.languages.word_patterns"})
TREE_FOLDERS = ("grammar", "model_runtime")
LABELS = frozenset({"dep_", "deps_"})
WALKS = frozenset({"children", "head", "subtree", "lefts", "rights", "ancestors", "left_edge", "right_edge"})
_COMPLEX = re.compile(r"`(?P<name>\w+)` is too complex \((?P<value>\d+) >")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a gate found: which gate, where (file and function), and how much."""

    gate: str
    where: str
    value: int


def sources() -> list[Path]:
    """Return the source files of the package, in order."""
    return sorted(SOURCE.rglob("*.py"))


def findings() -> list[Finding]:
    """Return all that is over a gate, excused or not."""
    found = list(_complex())
    for path in sources():
        text = path.read_text("utf-8")
        name = str(path.relative_to(SOURCE))
        tree = ast.parse(text)
        long = sum(len(line) > MAX_LINE for line in text.split("\n"))
        if long:
            found.append(Finding("line", name, long))
        for function, where in _functions(tree, name):
            found += _of_function(function, where)
        if not name.startswith(TREE_FOLDERS):
            found += _walks(tree, name)
        if name.startswith(TEXTLESS_FOLDERS):
            found += regexes(tree, name)
    return found


def _complex() -> Iterator[Finding]:
    """Yield the functions that ruff finds too complex (McCabe, rule C901)."""
    limit = f"lint.mccabe.max-complexity={MAX_COMPLEXITY}"
    ruff = [str(Path(sys.executable).parent / "ruff"), "check", str(SOURCE), "--isolated", "--select", "C901"]
    done = subprocess.run([*ruff, "--config", limit, "--output-format", "json"], capture_output=True, text=True)
    for row in json.loads(done.stdout):
        if (told := _COMPLEX.search(row["message"])) is not None:
            where = f"{Path(row['filename']).relative_to(SOURCE)}:{told['name']}"
            yield Finding("complexity", where, int(told["value"]))


def _functions(tree: ast.AST, name: str) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef, str]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node, f"{name}:{node.name}"


def _of_function(function: ast.FunctionDef | ast.AsyncFunctionDef, where: str) -> Iterator[Finding]:
    own = list(_own_nodes(function))
    arguments = function.args
    parameters = [a for a in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs) if a.arg not in ("self", "cls")]
    if len(parameters) > MAX_PARAMETERS:
        yield Finding("parameters", where, len(parameters))
    most = max((_operators(node) for node in own if isinstance(node, ast.BoolOp)), default=0)
    if most > MAX_OPERATORS:
        yield Finding("operators", where, most)


def _own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a function without those of functions inside it."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            yield child
            yield from _own_nodes(child)


def _operators(expression: ast.AST) -> int:
    """Return how many boolean operators an expression has, those inside its parts counted too."""
    return sum(len(node.values) - 1 for node in ast.walk(expression) if isinstance(node, ast.BoolOp))


def _walks(tree: ast.AST, name: str) -> Iterator[Finding]:
    attributes = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    for gate, names in (("label", LABELS), ("walk", WALKS)):
        count = sum(attribute in names for attribute in attributes)
        if count:
            yield Finding(gate, name, count)


def regexes(tree: ast.AST, name: str) -> Iterator[Finding]:
    """Yield how often a module imports what searches a text by its form: `re`, or the tables of such patterns."""
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            imported += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    count = sum(one in REGEX_MODULES for one in imported)
    if count:
        yield Finding("regex", name, count)


def excused() -> dict[str, dict[str, str]]:
    """Return what is excused: gate -> place -> reason."""
    found: dict[str, dict[str, str]] = json.loads((ROOT / "tests/data/house.json").read_text("utf-8"))
    return found


def main() -> None:
    found = findings()
    for gate in GATES:
        of_gate = [one for one in found if one.gate == gate]
        worst = max((one.value for one in of_gate), default=0)
        print(f"{gate:11} places over {len(of_gate):4}  excused {len(excused().get(gate, {})):4}  largest {worst}")
    for folder in ("grammar", "languages", "reading", "compare", "present", "model_runtime", "collect", "clean", "group"):
        lines = sum(path.read_text("utf-8").count("\n") for path in (SOURCE / folder).rglob("*.py"))
        print(f"{folder:14} {lines:6} lines of Python")
    print(f"{'all':14} {sum(path.read_text('utf-8').count(chr(10)) for path in sources()):6} lines of Python")


if __name__ == "__main__":
    main()
