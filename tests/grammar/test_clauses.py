"""Clauses of whole sentences, read with the shipped model or from a tree written down by hand."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.syntax import is_clause, is_negated, is_only_later
from crossread.grammar.whole_clauses import whole_clause
from tests.grammar.trees import tree, word


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


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        ({"morphs": ["", "Tense=Past|VerbForm=Fin", ""]}, "past"),
        ({"morphs": ["", "Tense=Pres|VerbForm=Fin", ""]}, "present"),
        ({"tags": ["NNP", "VBD", "NN"]}, "past"),
        ({"tags": ["NNP", "VBP", "NN"]}, "present"),
    ],
)
def test_a_verb_with_one_form_has_the_tense_that_the_pipeline_tells(form: dict[str, list[str]], tense: str) -> None:
    doc = tree("Voters/NOUN/nsubj/1/voter cut/VERB/ROOT/1 taxes/NOUN/obj/1/tax", **form)
    assert Clauses(doc).at(doc[1]).tense == tense


@pytest.mark.parametrize(
    ("written", "negated"),
    [
        ("It/PRON/nsubj/3 was/AUX/cop/3/be not/PART/advmod/1 open/ADJ/ROOT/3", True),
        ("It/PRON/nsubj/4 was/AUX/cop/4/be not/PART/advmod/1 only/ADV/advmod/4 open/ADJ/ROOT/4", False),
    ],
)
def test_a_clause_is_denied_by_a_word_that_hangs_on_its_helper(written: str, negated: bool) -> None:
    assert is_negated(word(tree(written), "open")) == negated


def test_what_did_not_open_until_a_strike_ended_only_opened_later() -> None:
    doc = tree(
        "It/PRON/nsubj/3 did/AUX/aux/3/do not/PART/advmod/3 open/VERB/ROOT/3 until/SCONJ/mark/7 the/DET/det/6 strike/NOUN/nsubj/7 ended/VERB/advcl/3/end"
    )
    assert is_only_later(word(doc, "open"))


@pytest.mark.parametrize(
    ("written", "head", "wanted"),
    [
        (
            "It/PRON/nsubj/3 was/AUX/cop/3/be a/DET/det/3 success/NOUN/ROOT/3 ,/PUNCT/punct/5 grossing/VERB/acl/3/gross 9/NUM/nummod/7 crowns/NOUN/obj/5/crown",
            "grossing", "It grossing 9 crowns",
        ),
        ("He/PRON/nsubj/1 told/VERB/ROOT/1/tell “/PUNCT/punct/3 …/PUNCT/obj/1 to/PART/mark/5 go/VERB/xcomp/1", "go", "to go"),
    ],
)  # fmt: skip
def test_a_clause_is_read_with_whom_it_speaks_of(written: str, head: str, wanted: str) -> None:
    doc = tree(written)
    clause = Clauses(doc).at(word(doc, head))
    own = [t for t in clause.predicate.subtree if not t.is_punct]
    assert " ".join(t.text for t in whole_clause(clause, own)) == wanted


def test_an_auxiliary_that_stands_for_its_verb_heads_a_clause() -> None:
    doc = tree("Arle/PROPN/nsubj/1 paid/VERB/ROOT/1/pay and/CCONJ/cc/3 will/AUX/conj/1 again/ADV/advmod/3")
    assert is_clause(word(doc, "will"))
    assert not is_clause(word(doc, "again"))
