"""What of a clause can be read alone: no word without the word that it hangs on, no joint without a front."""

from __future__ import annotations

from crossread.grammar.clause_words import hanging_together
from crossread.grammar.whole_clauses import without_joints
from tests.grammar.trees import tree, word

LEFT = "Renfrew/PROPN/nsubj/1 left/VERB/ROOT/1 with/ADP/case/3 Lund/PROPN/obl/1 ,/PUNCT/punct/6 her/PRON/nmod:poss/6 lawyer/NOUN/appos/3 then/ADV/advmod/6"
POINT = "His/PRON/nmod:poss/1 point/NOUN/nsubj/6 was/AUX/cop/6 that/SCONJ/mark/6 Arle/PROPN/nsubj/6 should/AUX/aux/6 act/VERB/ROOT/6"


def test_what_belongs_to_a_word_goes_with_it() -> None:
    doc = tree(LEFT)
    kept = [t for t in doc if t.text != "lawyer"]
    assert [t.text for t in hanging_together(kept, word(doc, "left"))] == ["Renfrew", "left", "with", "Lund", ","]


def test_that_stays_between_a_front_and_its_verb_and_goes_where_nothing_stands_before() -> None:
    doc = tree(POINT)
    act = word(doc, "act")
    assert [t.text for t in without_joints(list(doc), act)] == ["His", "point", "was", "that", "Arle", "should", "act"]
    assert [t.text for t in without_joints(list(doc)[3:], act)] == ["Arle", "should", "act"]
