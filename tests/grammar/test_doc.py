"""The plain Doc says of every token and span what spaCy's says, for trees of any shape and texts of any spacing."""

from __future__ import annotations

import random

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from crossread.grammar.doc import Doc, Token, once

PIECES = ["Kim", "said", "ÜNAL", "日本", "🚢", "12", "three", ",", "”", "\n\n", " ", "e\u0301", "n't"]
STRINGS = ("i", "idx", "text", "text_with_ws", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_")
SIGNS = ("is_space", "is_punct", "is_alpha", "is_lower", "is_upper", "like_num")
VOCAB = spacy.blank("en").vocab


def careless(chance: random.Random) -> SpacyDoc:
    """Return a Doc of one to three sentences with a tree over each whose arcs may cross."""
    words: list[str] = []
    heads: list[int] = []
    for _ in range(chance.randint(1, 3)):
        begin, size = len(words), chance.randint(1, 9)
        order = chance.sample(range(begin, begin + size), size)
        found = {order[0]: order[0]} | {one: chance.choice(order[:at]) for at, one in enumerate(order) if at}
        heads += [found[i] for i in range(begin, begin + size)]
        words += [chance.choice(PIECES) for _ in range(size)]
    deps = ["ROOT" if head == i else "dep" for i, head in enumerate(heads)]
    spaces = [chance.random() < 0.6 for _ in words]
    doc = SpacyDoc(VOCAB, words=words, spaces=spaces, heads=heads, deps=deps, pos=["NOUN"] * len(words), lemmas=words)
    first = chance.randrange(len(words))
    doc.ents = (doc[first : first + 1],) if chance.random() < 0.5 else ()
    return doc


@pytest.mark.parametrize("seed", range(300))
def test_it_says_what_spacy_says(seed: int) -> None:
    chance = random.Random(seed)
    told = careless(chance)
    doc = Doc(told)
    assert doc.text == told.text
    assert [(s.start, s.end, s.start_char, s.end_char) for s in doc.sents] == [(s.start, s.end, s.start_char, s.end_char) for s in told.sents]
    assert [(e.start, e.end, e.label_, e.text) for e in doc.ents] == [(e.start, e.end, e.label_, e.text) for e in told.ents]
    for token, seen in zip(doc, told, strict=True):
        assert all(getattr(token, name) == getattr(seen, name) for name in (*STRINGS, *SIGNS))
        assert (token.head.i, token.left_edge.i, token.right_edge.i) == (seen.head.i, seen.left_edge.i, seen.right_edge.i)
        for name in ("children", "lefts", "subtree", "ancestors"):
            assert [t.i for t in getattr(token, name)] == [t.i for t in getattr(seen, name)], name
        assert (token.sent.start, token.sent.end) == (seen.sent.start, seen.sent.end)
    for low in range(-2, len(told) + 2):
        for high in range(-2, len(told) + 2):
            span, wanted = doc[low:high], told[low:high]
            assert (span.start, span.end, span.start_char, span.end_char, span.text) == (wanted.start, wanted.end, wanted.start_char, wanted.end_char, wanted.text)
            if len(span):
                assert (span.root.i, span.sent.start, span[-1].i) == (wanted.root.i, wanted.sent.start, wanted[-1].i)
    for _ in range(100):
        start, mode = chance.randint(-1, len(doc.text)), chance.choice(["contract", "expand"])
        place = start, start + chance.randint(1, 12)
        made, wanted = doc.char_span(*place, alignment_mode=mode), told.char_span(*place, alignment_mode=mode)
        assert (made is None) == (wanted is None)
        assert made is None or wanted is None or (made.start, made.end) == (wanted.start, wanted.end)


def test_what_is_found_of_a_token_is_found_once() -> None:
    asked: list[Token] = []

    @once
    def size(token: Token) -> int:
        asked.append(token)
        return len(token.text)

    doc = Doc(careless(random.Random(1)))
    assert [size(doc[0]), size(doc[0])] == [len(doc[0].text)] * 2
    assert asked == [doc[0]]


def test_a_span_is_the_same_as_one_of_its_own_text_alone() -> None:
    doc, other = Doc(careless(random.Random(1))), Doc(careless(random.Random(1)))
    assert doc[0:1] == doc[0:1]
    assert doc[0:1] != other[0:1]
    assert doc[0:1] != doc[0:1].text
