"""Rules hold in the order of their table, whatever triggers them and whatever conditions they share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import Scene, matches
from crossread.languages.rules import Rule
from crossread.reading.certainty_frames import Nobody

ANY = Rule("", "made", None)
OWN = Rule("", "made", frozenset({"sell"}))
OTHER = Rule("", "made", frozenset({"buy"}))


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ([(ANY, ()), (OWN, ()), (ANY, ())], [0, 1, 2]),
        ([(OWN, ("object",)), (OTHER, ("object",)), (ANY, ("object",)), (OWN, ())], [0, 2, 3]),
        ([(OWN, ("denied",)), (ANY, ("denied", "object")), (ANY, ("object", "denied")), (OWN, ("object",))], [3]),
        ([(ANY, ("object", "denied")), (ANY, ("object", "active")), (ANY, ("denied",)), (ANY, ("object",))], [1, 3]),
    ],
)
def test_rules_hold_in_the_order_of_the_table(rows: Sequence[tuple[Rule, tuple[str, ...]]], wanted: list[int], nlp: Any) -> None:
    doc = to_universal(nlp("The board sold the old ferry in May."))
    clauses = Clauses(doc)
    [clause] = clauses
    rules = tuple(replace(rule, name=str(place), where=where) for place, (rule, where) in enumerate(rows))
    assert [int(match.rule.name) for match in matches(rules, Scene(clauses, clause, Nobody()))] == wanted
