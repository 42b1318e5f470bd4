"""Clauses of whole sentences, read with the shipped model."""

from __future__ import annotations

from typing import Any

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal


def test_a_clause_has_the_learned_roles_of_its_predicate(nlp: Any) -> None:
    doc = to_universal(nlp("The board sold the old ferry in May."))
    [clause] = Clauses(doc)
    assert clause.sense.startswith("sell")
    assert {role: token.text for role, token in clause.roles.items()} == {"ARG0": "board", "ARG1": "ferry", "ARGM-TMP": "May"}


def test_other_arguments_make_another_clause(nlp: Any) -> None:
    doc = to_universal(nlp("The board gave the port a ferry in May."))
    [clause] = Clauses(doc)
    port = next(token for token in doc if token.text == "port")
    changed = clause.with_arguments(port, None, None)
    assert (changed.subject, changed.object, changed.recipient) == (port, None, None)
    assert clause.subject is not None and clause.subject.text == "board"
    assert (changed.tense, changed.obliques, changed.roles) == (clause.tense, clause.obliques, clause.roles)
