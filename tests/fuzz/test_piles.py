"""The first seeds of `make fuzz`: nothing is raised, no span is wrong, nothing is lost without a word."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.piles import faults, mutated, seeds


@pytest.mark.parametrize("seed", [*range(12), 145, 271])
def test_a_mutated_pile_is_read(tmp_path: Path, nlp: Any, seed: int) -> None:
    rng, pool = random.Random(seed), seeds()
    for number in range(rng.choice([1, 1, 2, 3])):
        name, data = rng.choice(pool)
        (tmp_path / f"{number}{name}").write_bytes(mutated(rng, data, pool))
    assert faults(tmp_path, nlp) == []
