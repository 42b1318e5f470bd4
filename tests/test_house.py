"""The gates of the house: what is over them is excused by name, with a reason, and becomes less."""

from __future__ import annotations

import ast

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
