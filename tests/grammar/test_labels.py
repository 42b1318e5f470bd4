"""Trees with spaCy's own labels become Universal Dependencies once, whatever pipeline made them."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import is_universal, to_universal
from crossread.grammar.syntax import preposition

VOCAB = spacy.blank("en").vocab
GAVE = Doc(
    VOCAB,
    words=["Ostria", "sold", "tanks", "to", "Velland", "."],
    pos=["PROPN", "VERB", "NOUN", "ADP", "PROPN", "PUNCT"],
    lemmas=["Ostria", "sell", "tank", "to", "Velland", "."],
    heads=[1, 1, 1, 1, 3, 1],
    deps=["nsubj", "ROOT", "dobj", "prep", "pobj", "punct"],
)
BANNED = Doc(
    VOCAB,
    words=["Exports", "were", "banned", "by", "Velland", "."],
    pos=["NOUN", "AUX", "VERB", "ADP", "PROPN", "PUNCT"],
    lemmas=["export", "be", "ban", "by", "Velland", "."],
    heads=[2, 2, 2, 2, 3, 2],
    deps=["nsubjpass", "auxpass", "ROOT", "agent", "pobj", "punct"],
)
AROUND = Doc(
    VOCAB,
    words=["Crews", "dug", "in", "and", "around", "Velland", "."],
    pos=["NOUN", "VERB", "ADP", "CCONJ", "ADP", "PROPN", "PUNCT"],
    lemmas=["crew", "dig", "in", "and", "around", "Velland", "."],
    heads=[1, 1, 1, 2, 2, 4, 1],
    deps=["nsubj", "ROOT", "prep", "cc", "conj", "pobj", "punct"],
)


def test_a_preposition_becomes_the_case_of_its_noun() -> None:
    doc = to_universal(GAVE)
    assert is_universal(doc.told)
    assert [(t.text, t.dep_, t.head.text) for t in doc if t.text in ("to", "Velland")] == [
        ("to", "case", "Velland"),
        ("Velland", "obl", "sold"),
    ]


def test_a_clause_of_another_scheme_says_who_does_what() -> None:
    doc = to_universal(GAVE)
    clause = Clauses(doc).at(doc[1])
    assert clause.subject is not None and clause.subject.text == "Ostria"
    assert clause.object is not None and clause.object.text == "tanks"
    assert [(prep, noun.text) for prep, noun in clause.obliques] == [("to", "Velland")]


def test_a_passive_of_another_scheme_has_its_agent() -> None:
    doc = to_universal(BANNED)
    clause = Clauses(doc).at(doc[2])
    assert clause.passive
    assert clause.subject is not None and clause.subject.text == "Velland"
    assert clause.object is not None and clause.object.text == "Exports"


def test_a_noun_below_two_prepositions_has_the_nearer() -> None:
    doc = to_universal(AROUND)
    assert preposition(doc[5]) == "around"


def test_universal_trees_stay_as_they_are() -> None:
    doc = to_universal(GAVE)
    again = to_universal(doc.told)
    assert again.told is doc.told
    assert [(t.dep_, t.head.i) for t in again] == [(t.dep_, t.head.i) for t in doc]
