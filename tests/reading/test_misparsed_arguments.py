"""Arguments that a parser hung on the wrong word are found by their place: an arc that passes over a verb is a slip."""

from __future__ import annotations

import spacy
from spacy.tokens import Doc as SpacyDoc

from crossread.grammar import syntax
from crossread.grammar.arguments import arguments_of
from crossread.grammar.doc import Doc
from crossread.model.mention_index import MentionIndex


def doc_of(*rows: tuple[str, str, str, int]) -> Doc:
    """Build a Doc from (word, part of speech, dependency, head)."""
    words, pos, deps, heads = zip(*rows, strict=True)
    return Doc(SpacyDoc(spacy.blank("en").vocab, words=list(words), pos=list(pos), deps=list(deps), heads=list(heads), lemmas=[w.lower() for w in words]))


def test_an_object_hung_on_the_noun_before_the_relative_clause() -> None:
    doc = doc_of(
        ("Hale", "PROPN", "nsubj", 7), (",", "PUNCT", "punct", 3), ("which", "PRON", "nsubj", 3), ("owns", "VERB", "acl:relcl", 0),
        ("9", "NUM", "nummod", 5), ("shares", "NOUN", "nmod:unmarked", 0), (",", "PUNCT", "punct", 0), ("left", "VERB", "ROOT", 7),
    )  # fmt: skip
    found = arguments_of(doc[3], MentionIndex(()))
    assert (found.subject, found.object) == (doc[0], doc[5])


def test_a_subject_hung_on_the_verb_of_saying_behind_the_clause() -> None:
    doc = doc_of(
        ("Hale", "PROPN", "nsubj", 6), ("made", "VERB", "ccomp", 6), ("a", "DET", "det", 3), ("bid", "NOUN", "obj", 1),
        (",", "PUNCT", "punct", 6), ("it", "PRON", "nsubj", 6), ("said", "VERB", "ROOT", 6),
    )  # fmt: skip
    assert syntax.subject(doc[1]) == doc[0]
