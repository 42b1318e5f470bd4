"""The first seeds of `make fuzz`: nothing is raised, no span is wrong, nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.piles import State, faults, pile, seeds


@pytest.mark.parametrize("seed", [*range(12), 145, 271])
def test_a_mutated_pile_is_read(tmp_path: Path, nlp: Any, seed: int) -> None:
    pile(seed, seeds(), tmp_path)
    assert faults(tmp_path, nlp) == []


def test_a_run_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    first = State(tmp_path / "state.json", 7)
    first.next, first.counts, first.wrong = 9, Counter(piles=2), {"8": ["raised: x"]}
    first.save()
    again = State(tmp_path / "state.json", 7)
    assert (again.next, again.counts, again.wrong) == (9, first.counts, first.wrong)
