"""Pairs that say one thing in other words are joined, look-alikes seldom."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.claim_pairs import LISTS, PAIRS, figures
from crossread.languages.concepts import opposed

FLOORS = json.loads((Path(__file__).parents[1] / "data/floors.json").read_text("utf-8"))["claim pairs"]


@pytest.mark.parametrize("name", LISTS)
def test_pairs_of_statements(name: str) -> None:
    pairs = json.loads(PAIRS.read_text("utf-8"))
    found = figures(pairs[name] if name else pairs)
    least = FLOORS[name] if name else FLOORS
    assert found["precision"] >= least["precision"], found
    assert found["recall"] >= least["recall"], found


def test_opposites_are_known_by_their_class() -> None:
    assert opposed("open", "shut")
    assert opposed("win", "lose")
    assert not opposed("win", "buy")
