"""Nouns and names: what kind of thing a phrase is of, whose office somebody has, what a capital or a place shows."""

from __future__ import annotations

import pytest

from crossread.grammar.name_nouns import carrier_of
from crossread.grammar.noun_classes import is_short, kind_of
from crossread.grammar.noun_phrases import is_of_nameless_name, leads_counted_noun
from crossread.grammar.offices import offices
from crossread.grammar.towns import is_said_of_government
from crossread.model import Entity, Mention
from crossread.model.mention_index import MentionIndex
from tests.grammar.trees import tree, word


@pytest.mark.parametrize(
    ("written", "noun", "short"),
    [
        ("Hardly/ADV/advmod/1 any/DET/det/2 beds/NOUN/ROOT/2/bed", "beds", True),
        ("insufficient/ADJ/amod/1 fuel/NOUN/ROOT/1", "fuel", True),
        ("not/PART/advmod/1 enough/ADJ/amod/2 beds/NOUN/ROOT/2/bed", "beds", True),
        ("any/DET/det/1 beds/NOUN/ROOT/1/bed", "beds", False),
    ],
)
def test_too_little_is_told_in_many_words(written: str, noun: str, short: bool) -> None:
    assert is_short(word(tree(written), noun)) == short


def test_a_package_is_of_what_stands_before_it() -> None:
    doc = tree("Arle/PROPN/nsubj/1 got/VERB/ROOT/1/get a/DET/det/4 credit/NOUN/compound/4 line/NOUN/obj/1 of/ADP/case/7 9/NUM/nummod/7 crowns/NOUN/nmod/4/crown")
    assert kind_of(word(doc, "line")) == "credit"


def test_a_place_outside_the_text_has_no_words() -> None:
    doc = tree("Arle/PROPN/nsubj/1 slept/VERB/ROOT/1/sleep")
    far = len(doc.text) + 5
    assert carrier_of(doc, far, far + 1) is None
    assert leads_counted_noun(doc, far, 0) is None


@pytest.mark.parametrize(
    ("written", "begins", "nameless"),
    [
        ("They/PRON/nsubj/1 like/VERB/ROOT/1 Doubtful/ADJ/amod/3 Guest/PROPN/obj/1", "Guest", True),
        ("Doubtful/ADJ/amod/1 Guest/NOUN/nsubj/2 won/VERB/ROOT/2/win", "Doubtful", True),
        ("DOUBTFUL/ADJ/amod/1 GUEST/NOUN/nsubj/2 WINS/VERB/ROOT/2/win", "GUEST", False),
    ],
)
def test_a_capital_shows_a_name_where_other_words_have_none(written: str, begins: str, nameless: bool) -> None:
    assert is_of_nameless_name(word(tree(written), begins), known_behind=False) == nameless


def test_what_a_preposition_leads_is_not_bounded_by_it() -> None:
    talks = tree("Talks/NOUN/nsubj/1/talk collapsed/VERB/ROOT/1/collapse over/ADP/case/4 four/NUM/nummod/4 clauses/NOUN/obl/1/clause")
    assert leads_counted_noun(talks, word(talks, "over").idx, word(talks, "four").idx) is True
    fire = tree("Fire/NOUN/nsubj/1 razed/VERB/ROOT/1/raze over/ADP/case/4 40/NUM/nummod/4 homes/NOUN/obj/1/home")
    assert leads_counted_noun(fire, word(fire, "over").idx, word(fire, "40").idx) is False


@pytest.mark.parametrize(
    ("written", "people", "held"),
    [
        (
            "Senators/NOUN/nmod:desc/1/senator Venn/PROPN/nsubj/6 and/CCONJ/cc/3 Orr/PROPN/conj/1 of/ADP/case/5 Arle/PROPN/nmod/1 met/VERB/ROOT/6/meet",
            ("Venn", "Orr"), [("Venn", "Arle"), ("Orr", "Arle")],
        ),
        (
            "Senator/NOUN/nmod:desc/1 Venn/PROPN/nsubj/6 and/CCONJ/cc/3 Orr/PROPN/conj/1 of/ADP/case/5 Arle/PROPN/nmod/1 met/VERB/ROOT/6/meet",
            ("Venn", "Orr"), [("Venn", "Arle")],
        ),
        (
            "Venn/PROPN/nsubj/4 is/AUX/cop/4/be not/PART/advmod/4 the/DET/det/4 mayor/NOUN/ROOT/4 of/ADP/case/6 Arle/PROPN/nmod/4",
            ("Venn",), [],
        ),
        (
            "Director/PROPN/nsubj/5 of/ADP/case/3 Arle/PROPN/compound/3 Ports/PROPN/nmod/0 Venn/PROPN/dep/0 spoke/VERB/ROOT/5/speak",
            ("Venn",), [("Venn", "Ports")],
        ),
        (
            "Director/PROPN/nsubj/3 of/ADP/case/2 Arle/PROPN/nmod/0 greeted/VERB/ROOT/3/greet Venn/PROPN/obj/3",
            ("Venn",), [],
        ),
    ],
)  # fmt: skip
def test_an_office_is_held_by_whom_the_words_name(written: str, people: tuple[str, ...], held: list[tuple[str, str]]) -> None:
    doc = tree(written)
    entities = [
        Entity(id=name, name=name, type="person", mentions=(Mention(report="r", start=word(doc, name).idx, end=word(doc, name).idx + len(name)),))
        for name in people
    ]
    found = offices(doc, MentionIndex(entities))
    assert [(one.holder.text, one.body.text) for one in found if one.holder.text in people and one.noun != one.holder] == held


def test_a_town_beside_its_noun_is_no_government() -> None:
    written = "A/DET/det/1 ferry/NOUN/nsubj/8 from/ADP/case/4 the/DET/det/4 port/NOUN/nmod/1 ,/PUNCT/punct/7 from/ADP/case/7 Velden/PROPN/appos/4 sank/VERB/ROOT/8/sink"
    assert not is_said_of_government(word(tree(written), "Velden"))
    written = "A/DET/det/1 pact/NOUN/nsubj/4 with/ADP/case/3 Velden/PROPN/nmod/1 failed/VERB/ROOT/4/fail"
    assert is_said_of_government(word(tree(written), "Velden"))
