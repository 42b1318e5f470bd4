"""Decoding takes shortcuts where the best tags by themselves are well-formed: they must never change what is found."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model_runtime import decode
from crossread.model_runtime.repairs import mend_tree

TAGS = ["O", "B-a", "I-a", "B-b", "I-b"]


@given(st.integers(0, 10_000), st.integers(1, 120), st.floats(0, 12))
@settings(max_examples=200, deadline=None)
def test_spans_of_speech_are_those_of_the_whole_search(seed: int, words: int, calm: float) -> None:
    scores = np.random.default_rng(seed).normal(0, 6, (words, 3))
    scores[:, 0] += calm
    assert decode._bio(scores) == decode.best_spans(scores)


@given(st.integers(0, 10_000), st.integers(1, 120))
@settings(max_examples=200, deadline=None)
def test_names_are_well_formed_and_the_best_where_tags_agree(seed: int, words: int) -> None:
    scores = np.random.default_rng(seed).normal(0, 2, (words, len(TAGS)))
    scores[:, 0] += 4
    found = decode._named_spans(scores, TAGS)
    path = decode.best_path(scores)
    begun = [i for i, tag in enumerate(path) if tag % 2]
    assert [low for low, _, _ in found] == begun
    assert all(a < b <= words for a, b, _ in found)
    assert all(one[1] <= other[0] for one, other in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "words"),
    [("It paid $4.3 billion for 12,500 units.", ["4.3", "12,500"]), ("A 3.1% stake, 2.75 a share.", ["3.1", "2.75"])],
)
def test_no_word_begins_inside_a_number(nlp: Any, text: str, words: list[str]) -> None:
    assert [token.text for token in nlp(text) if any(c.isdigit() for c in token.text)] == words


def test_the_subject_between_a_conjunction_and_its_verb_is_that_verbs() -> None:
    # he(0) wants(1) shells(2) while(3) Ostria(4) seeks(5) help(6), with the subject hung on the first verb
    upos = ["PRON", "VERB", "NOUN", "SCONJ", "PROPN", "VERB", "NOUN"]
    heads, relations = [1, 1, 1, 5, 1, 1, 5], ["nsubj", "root", "obj", "mark", "nsubj", "advcl", "obj"]
    mend_tree(["he", "wants", "shells", "while", "Ostria", "seeks", "help"], upos, heads, relations)
    assert heads == [1, 1, 1, 5, 5, 1, 5]


def test_of_two_objects_the_first_is_whom_it_is_done_for() -> None:
    # Velland(0) sold(1) Ostria(2) 40(3) trucks(4)
    heads, relations = [1, 1, 1, 4, 1], ["nsubj", "root", "obj", "nummod", "obj"]
    mend_tree(["Velland", "sold", "Ostria", "40", "trucks"], ["PROPN", "VERB", "PROPN", "NUM", "NOUN"], heads, relations)
    assert relations == ["nsubj", "root", "iobj", "nummod", "obj"]


def test_a_town_is_not_what_it_was_sent() -> None:
    # We(0) sent(1) the(2) town(3) of(4) Port(5) Arle(6) 30(7) pumps(8), with the pumps behind the "of"
    forms = ["We", "sent", "the", "town", "of", "Port", "Arle", "30", "pumps"]
    upos = ["PRON", "VERB", "DET", "NOUN", "ADP", "PROPN", "PROPN", "NUM", "NOUN"]
    heads = [1, 1, 3, 1, 8, 8, 5, 8, 3]
    relations = ["nsubj", "root", "det", "obj", "case", "compound", "flat", "nummod", "nmod"]
    mend_tree(forms, upos, heads, relations)
    assert heads == [1, 1, 3, 1, 5, 3, 5, 8, 1]
    assert relations == ["nsubj", "root", "det", "iobj", "case", "nmod", "flat", "nummod", "obj"]


def test_a_town_of_so_many_people_stays_as_it_is() -> None:
    # We(0) found(1) a(2) town(3) of(4) 30(5) people(6)
    heads, relations = [1, 1, 3, 1, 6, 6, 3], ["nsubj", "root", "det", "obj", "case", "nummod", "nmod"]
    mend_tree(["We", "found", "a", "town", "of", "30", "people"], ["PRON", "VERB", "DET", "NOUN", "ADP", "NUM", "NOUN"], heads, relations)
    assert heads == [1, 1, 3, 1, 6, 6, 3]


def test_a_number_behind_a_name_counts_what_was_sent() -> None:
    # We(0) sent(1) Arle(2) 30(3) pumps(4)
    heads, relations = [1, 1, 1, 2, 1], ["nsubj", "root", "iobj", "flat", "obj"]
    mend_tree(["We", "sent", "Arle", "30", "pumps"], ["PRON", "VERB", "PROPN", "NUM", "NOUN"], heads, relations)
    assert (heads, relations[3]) == ([1, 1, 1, 4, 1], "nummod")


def test_what_is_worth_so_much_is_the_verbs() -> None:
    # It(0) hoarded(1) chips(2) worth(3) $(4) 3(5), with the price hung on the verb
    heads, relations = [1, 1, 3, 1, 1, 4], ["nsubj", "root", "compound", "advcl", "obj", "nummod"]
    mend_tree(["It", "hoarded", "chips", "worth", "$", "3"], ["PRON", "VERB", "NOUN", "ADJ", "SYM", "NUM"], heads, relations)
    assert heads == [1, 1, 1, 2, 3, 4] and relations[2] == "obj"


def test_a_persons_name_hangs_on_the_office_not_on_its_place() -> None:
    # the(0) mayor(1) of(2) Varn(3) ,(4) Ann(5) Orr(6) spoke(7)
    forms = ["the", "mayor", "of", "Varn", ",", "Ann", "Orr", "spoke"]
    upos = ["DET", "NOUN", "ADP", "PROPN", "PUNCT", "PROPN", "PROPN", "VERB"]
    heads, relations = [1, 7, 3, 1, 5, 3, 5, 7], ["det", "nsubj", "case", "nmod", "punct", "appos", "flat", "root"]
    mend_tree(forms, upos, heads, relations)
    assert heads[5] == 1


def test_what_has_a_subject_and_no_copula_is_a_verb() -> None:
    # a(0) dam(1) burst(2) at(3) dawn(4) ,(5) it(6) said(7)
    forms, upos = ["a", "dam", "burst", "at", "dawn", ",", "it", "said"], ["DET", "NOUN", "NOUN", "ADP", "NOUN", "PUNCT", "PRON", "VERB"]
    heads, relations = [1, 2, 7, 4, 2, 7, 7, 7], ["det", "nsubj", "ccomp", "case", "nmod", "punct", "nsubj", "root"]
    mend_tree(forms, upos, heads, relations)
    assert upos[2] == "VERB" and relations[4] == "obl"


@pytest.mark.parametrize(("word", "root"), [("due", 1), ("belonging", 0)])
def test_a_headline_leaves_out_the_is_before_due_to(word: str, root: int) -> None:
    # Link(0) due(1) to(2) open(3) in(4) spring(5)
    upos, relations = ["NOUN", "ADJ", "ADP", "NOUN", "ADP", "NOUN"], ["root", "case", "fixed", "nmod", "case", "nmod"]
    heads = [0, 3, 1, 0, 5, 0]
    mend_tree(["Link", word, "to", "open", "in", "spring"], upos, heads, relations)
    assert relations.index("root") == root
    assert word != "due" or (heads, relations[3], relations[5], upos[3]) == ([1, 1, 3, 1, 5, 3], "xcomp", "obl", "VERB")


@pytest.mark.parametrize(("doer", "root"), [("Bank", 2), ("Plan", 0)])
def test_a_headline_says_what_somebody_is_to_do(doer: str, root: int) -> None:
    # Bank(0) to(1) shed(2) jobs(3)
    upos = ["NOUN", "PART", "VERB", "NOUN"]
    heads, relations = [0, 2, 0, 2], ["root", "mark", "acl", "obj"]
    mend_tree([doer, "to", "shed", "jobs"], upos, heads, relations)
    assert heads[0] == root and heads[2] == root


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("She wrote it in 2019. “He never knew,” she said.", 2),
        ("Sen. “Bo” Lund came at 9 p.m. on Monday.", 1),
        ("Hale on the red card: “Their man dived.”", 2),
        ("Hale was angry and said: “Their man dived.”", 1),
    ],
)
def test_a_sentence_ends_before_a_quotation(nlp: Any, text: str, count: int) -> None:
    assert len(list(nlp(text).sents)) == count


def test_no_mending_turns_a_tree_into_a_ring() -> None:
    # a(0) bought(1) and(2) 63(3) have(4) sold(5): the joined noun stands above both verbs
    forms, upos = ["a", "bought", "and", "63", "have", "sold"], ["NOUN", "VERB", "CCONJ", "NUM", "AUX", "VERB"]
    heads, relations = [0, 3, 3, 0, 5, 1], ["root", "acl", "cc", "conj", "aux", "conj"]
    mend_tree(forms, upos, heads, relations)
    assert heads == [0, 3, 3, 0, 5, 1]


def test_what_a_claim_stirred_is_the_verb_of_the_sentence() -> None:
    forms = ["The", "claim", "that", "it", "would", "close", "angered", "farmers", "."]
    upos = ["DET", "NOUN", "SCONJ", "PRON", "AUX", "ADV", "VERB", "NOUN", "PUNCT"]
    heads = [1, 1, 6, 6, 6, 6, 1, 6, 1]
    relations = ["det", "root", "mark", "nsubj", "aux", "advmod", "acl", "obj", "punct"]
    mend_tree(forms, upos, heads, relations)
    assert heads == [1, 6, 5, 5, 5, 1, 6, 6, 6]
    assert (relations[1], relations[5], relations[6], relations[7], upos[5]) == ("nsubj", "acl", "root", "obj", "VERB")


def test_who_is_said_to_be_angered_stirs_nothing() -> None:
    forms = ["Farmers", "said", "that", "they", "were", "angered"]
    upos = ["NOUN", "VERB", "SCONJ", "PRON", "AUX", "VERB"]
    heads, relations = [1, 1, 5, 5, 5, 1], ["nsubj", "root", "mark", "nsubj:pass", "aux:pass", "ccomp"]
    mend_tree(forms, upos, heads, relations)
    assert heads == [1, 1, 5, 5, 5, 1]
