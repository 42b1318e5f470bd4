"""The gates of the house: what is over them is excused by name, with a reason, and becomes less."""

from __future__ import annotations

import ast
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import mypy.api
import pytest

from benchmarks.house import GATES, Finding, excused, findings, regexes

FOUND = findings()


@pytest.mark.parametrize("gate", GATES)
def test_nothing_is_over_a_gate_but_what_is_excused_by_name(gate: str) -> None:
    allowed = excused().get(gate, {})
    over = [one for one in FOUND if one.gate == gate and one.where not in allowed]
    assert not over, "\n".join(f"{one.where}: {one.value}" for one in over)


@pytest.mark.parametrize("gate", GATES)
def test_no_excuse_outlives_its_reason(gate: str) -> None:
    places = {one.where for one in FOUND if one.gate == gate}
    assert not [where for where in excused().get(gate, {}) if where not in places], "take these off tests/data/house.json"


def test_every_excuse_has_a_reason() -> None:
    assert all(len(reason.split()) >= 3 for places in excused().values() for reason in places.values())


def test_a_finding_names_its_place() -> None:
    assert all(isinstance(one, Finding) and one.where for one in FOUND)


@pytest.mark.parametrize("written", ["import re", "from re import search", "from crossread.languages import patterns", "from crossread.languages.word_patterns import load_word_patterns"])
def test_a_comparison_that_searches_texts_by_their_form_is_found(written: str) -> None:
    assert [one.gate for one in regexes(ast.parse(written), "compare/none_of.py")] == ["regex"]


OUTSIDE = [path for folder in ("benchmarks", "research", "training", "tests", "examples") for path in sorted(Path(__file__).parents[1].glob(f"{folder}/**/*.py"))]


@cache
def _names_of(module: str) -> set[str] | None:
    """Return what a module of ours binds at its top, and the modules in its folder; None where it binds more than can be told."""
    spec = find_spec(module)
    assert spec is not None and spec.origin is not None, f"no module {module}"
    body = ast.parse(Path(spec.origin).read_text("utf-8"))
    names = {path.stem for place in spec.submodule_search_locations or () for path in Path(place).iterdir()}
    for node in ast.walk(body):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
            if node.name == "__getattr__":
                return None
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {(one.asname or one.name).partition(".")[0] for one in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: "/".join(path.parts[-3:]))
def test_what_is_imported_from_the_library_is_there(path: Path) -> None:
    """No type checker reads these folders, and some of their imports stand within functions that no test runs."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level and node.module.partition(".")[0] in ("crossread", "benchmarks", "research", "training", "tests"):
            names = _names_of(node.module)
            missing = [one.name for one in node.names if names is not None and one.name not in names]
            assert not missing, f"line {node.lineno}: {node.module} has no {', '.join(missing)}"


def test_what_is_called_outside_the_library_takes_what_it_is_given() -> None:
    """The types of benchmarks and trainings are not checked; what no caller could mean is."""
    root = Path(__file__).parents[1]
    told, *_ = mypy.api.run(["--config-file", os.devnull, "--ignore-missing-imports", "--check-untyped-defs", "--follow-imports", "silent", *(str(root / folder) for folder in ("benchmarks", "training", "research"))])
    assert [line for line in told.splitlines() if line.endswith(("[call-arg]", "[name-defined]"))] == []
