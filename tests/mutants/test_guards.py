"""What a mutant is: the guards and conditions that are found, and what is switched off."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import pytest

from tests.mutants import guards
from tests.mutants.guards import Guard, _Finder


def test_guards_and_conditions_of_the_program_are_found() -> None:
    found, rules = list(guards.guards()), list(guards.conditions())
    assert len(found) > 300 and len(rules) > 100
    assert len(set(map(str, rules))) > 100
    assert all(one.written.startswith("if ") for one in found)


def test_a_guard_that_is_switched_off_never_leaves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "def halve(n):\n    if n % 2:\n        return None\n    if n > 9:\n        n = 9\n    return n // 2\n"
    folder = tmp_path / "crossread/reading"
    folder.mkdir(parents=True)
    (folder / "halving.py").write_text(text)
    monkeypatch.setattr(guards, "SOURCE", tmp_path / "crossread")
    (guard,) = [one for one in guards.guards()]
    assert (guard.line, guard.written) == (2, "if n % 2: return None")
    finder = _Finder(guard)
    assert finder.name == "crossread.reading.halving"
    spec = finder.find_spec(finder.name)
    assert spec is not None and finder.find_spec("crossread.reading.other") is None
    module = type(ast)("halving")
    finder.exec_module(module)
    assert module.halve(3) == 1


def test_the_same_seed_draws_the_same_sample() -> None:
    every = [Guard(Path(f"{n}.py"), n, "") for n in range(50)]
    assert guards.sample(every, 7, 3) == guards.sample(every, 7, 3) == random.Random(3).sample(every, 7)
    assert guards.sample(every, 99, 3) == every
