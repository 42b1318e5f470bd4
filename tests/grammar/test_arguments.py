"""Who does what to whom, wherever the parser hung the words."""

from __future__ import annotations

import pytest

from crossread.grammar.arguments import arguments_of
from crossread.grammar.giving_nouns import counted_over_store
from crossread.grammar.returns import returned
from crossread.model.mention_index import MentionIndex
from tests.grammar.trees import tree, word

LETTER = "A/DET/det/1 letter/NOUN/nsubj/10 from/ADP/case/4 the/DET/det/4 rebels/NOUN/nmod/1/rebel who/PRON/nsubj/6 seized/VERB/acl:relcl/1/seize the/DET/det/8 port/NOUN/obj/6 was/AUX/aux:pass/10/be read/VERB/ROOT/10"
WORTH = "Arle/PROPN/nsubj/1 bought/VERB/ROOT/1/buy a/DET/det/3 crane/NOUN/nsubj/4 worth/ADJ/ccomp/1 9/NUM/nummod/6 crowns/NOUN/obj/4/crown"
BY = "Grain/NOUN/nsubj:pass/2 was/AUX/aux:pass/2/be delivered/VERB/ROOT/2/deliver to/ADP/case/5 the/DET/det/5 port/NOUN/obl/2 of/ADP/case/7 Osk/PROPN/nmod/5 by/ADP/case/9 Arle/PROPN/nmod/7"
TWICE = "The/DET/det/1 start-up/NOUN/nsubj/3 Lexigen/PROPN/nsubj/3 bought/VERB/ROOT/3/buy boats/NOUN/obj/3/boat"
PAYS = "Arle/PROPN/nsubj/1 pays/VERB/ROOT/1/pay"
NEXT = "Arle/PROPN/nsubj/1 pays/VERB/ROOT/1/pay Tugs/NOUN/nsubj/3/tug wait/VERB/ROOT/3"


@pytest.mark.parametrize(
    ("written", "verb", "role", "noun"),
    [
        (LETTER, "seized", "subject", "rebels"),
        (WORTH, "bought", "object", "crane"),
        (BY, "delivered", "subject", "Arle"),
        (TWICE, "bought", "subject", "Lexigen"),
        (PAYS, "pays", "object", None),
        (NEXT, "pays", "object", None),
    ],
)
def test_an_argument_is_found_where_the_parser_hung_it(written: str, verb: str, role: str, noun: str | None) -> None:
    found = getattr(arguments_of(word(tree(written), verb), MentionIndex(())), role)
    assert (found and found.text) == noun


def test_a_store_holds_what_a_number_counts() -> None:
    doc = tree("Arle/PROPN/nsubj/1 keeps/VERB/ROOT/1/keep 30/NUM/nummod/3 shells/NOUN/obj/1/shell in/ADP/case/6 its/PRON/nmod:poss/6 depot/NOUN/nmod/3")
    found = counted_over_store(word(doc, "depot"))
    assert found is not None and found.text == "shells"


def test_what_is_given_in_return_is_found_behind_its_preposition() -> None:
    doc = tree("Arle/PROPN/nsubj/1 sent/VERB/ROOT/1/send grain/NOUN/obj/1 in/ADP/case/4 return/NOUN/obl/1 for/ADP/fixed/4 old/ADJ/amod/7 boats/NOUN/obl/1/boat")
    found = returned(word(doc, "return"))
    assert found is not None and found.text == "boats"
