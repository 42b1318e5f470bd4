"""What a mutant is: the guards and conditions that are found, and what is switched off."""

from __future__ import annotations

import ast
import random
from pathlib import Path

import numpy as np
import pytest

from tests.mutants import guards
from tests.mutants.guards import Condition, Guard, _Finder


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
    assert (guard.line, guard.leaves, guard.written) == (2, 3, "if n % 2: return None")
    finder = _Finder(guard)
    assert finder.name == "crossread.reading.halving"
    spec = finder.find_spec(finder.name)
    assert spec is not None and finder.find_spec("crossread.reading.other") is None
    module = type(ast)("halving")
    finder.exec_module(module)
    assert module.halve(3) == 1


def test_the_tests_in_which_a_guard_left_run_first() -> None:
    guard, other = Guard(Path("a.py"), 2, "", 3), Guard(Path("a.py"), 8, "", 9)
    by_line = {("a.py", 2): ("t::x", "t::y"), ("a.py", 3): ("t::y",)}
    assert list(guards.rounds_of_tests(guard, by_line)) == [("t::y",), guards.TESTS]
    assert not guards.noticed(other, by_line), "no test can notice a guard that left in none"
    many = {("a.py", 3): tuple(f"t::{n}" for n in range(1000))}
    first, rest = guards.rounds_of_tests(guard, many)
    assert 1 < len(first) <= guards.MOST_FIRST and sorted([*first, *rest]) == sorted(many["a.py", 3])
    named, every = guards.rounds_of_tests(Condition("bans", "ruled-out", "object is a party"), {})
    assert named[:2] == ("-k", "ruled-out") and every == guards.TESTS


def test_a_network_is_asked_the_same_once() -> None:
    class Session:
        asked = 0

        def run(self, names: object, told: dict[str, np.ndarray]) -> list[np.ndarray]:
            self.asked += 1
            return [told["a"] + 1]

    remembering = guards.RememberingSession(Session())
    first = remembering.run(None, {"a": np.zeros(2)})
    first[0][0] = 9
    assert remembering.run(None, {"a": np.zeros(2)})[0].tolist() == [1, 1]
    assert remembering.run(["b"], {"a": np.zeros(2)})[0].tolist() == [1, 1]
    assert remembering.run(None, {"a": np.zeros((1, 2))})[0].tolist() == [[1, 1]]
    assert remembering.asked == 3


def test_the_same_seed_draws_the_same_sample() -> None:
    every = [Guard(Path(f"{n}.py"), n, "") for n in range(50)]
    assert guards.sample(every, 7, 3) == guards.sample(every, 7, 3) == random.Random(3).sample(every, 7)
    assert guards.sample(every, 99, 3) == every
