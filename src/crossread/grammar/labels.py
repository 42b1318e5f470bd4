"""Dependency labels: Universal Dependencies, and the one map that turns a tree with spaCy's own labels into them."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import spacy.tokens

from crossread.grammar.doc import Doc

# ClearNLP labels (spaCy's English pipelines) -> Universal Dependencies v2, where head and dependent stay the same.
# Source: the label descriptions of both schemes (universaldependencies.org/u/dep; spacy.glossary).
RENAMED: Mapping[str, str] = {
    "acomp": "xcomp",
    "agent": "case",
    "attr": "obj",
    "auxpass": "aux:pass",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "dobj": "obj",
    "intj": "discourse",
    "meta": "dep",
    "neg": "advmod",
    "nn": "compound",
    "npadvmod": "obl:unmarked",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pcomp": "advcl",
    "poss": "nmod:poss",
    "possessive": "case",
    "preconj": "cc:preconj",
    "predet": "det:predet",
    "prep": "case",
    "prt": "compound:prt",
    "quantmod": "advmod",
    "relcl": "acl:relcl",
}
_PREPOSITIONS = frozenset({"prep", "agent", "dative"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})
_COPULAS = frozenset({"be"})


def is_universal(doc: spacy.tokens.Doc) -> bool:
    """Say whether the labels of a tree are already Universal Dependencies: no label is one that only spaCy has."""
    strings = doc.vocab.strings
    return not any(strings[label] in RENAMED for label in set(doc.to_array("DEP").tolist()))


def to_universal(doc: spacy.tokens.Doc) -> Doc:
    """Return spaCy's Doc in plain Python, with Universal Dependencies.

    One that has them, or has no tree, keeps its labels.

    Two constructions are turned round, because the schemes hang them the other way: a preposition (`prep` over `pobj`)
    becomes the `case` of its noun, and a copula (`be` over `acomp` or `attr`) becomes the `cop` of what it says.
    """
    if not doc.has_annotation("DEP") or is_universal(doc):
        return Doc(doc)
    heads = [token.head.i for token in doc]
    labels = [token.dep_ for token in doc]
    _turn_prepositions(doc, heads, labels)
    _turn_copulas(doc, heads, labels)
    labels = [RENAMED.get(label, label) for label in labels]
    rows = np.zeros((len(doc), 2), np.uint64)
    for i, (head, label) in enumerate(zip(heads, labels, strict=True)):
        rows[i] = (head - i) % 2**64, doc.vocab.strings.add(label)  # spaCy keeps distances to the left modulo 2^64
    return Doc(doc.copy().from_array(["HEAD", "DEP"], rows))  # type: ignore[arg-type]


def _turn_prepositions(doc: spacy.tokens.Doc, heads: list[int], labels: list[str]) -> None:
    for token in doc:
        below = next((c for c in token.children if c.dep_ in ("pobj", "pcomp")), None)
        if token.dep_ not in _PREPOSITIONS or below is None:
            continue
        above = token.head
        nominal = above.pos_ in _NOMINAL
        if below.dep_ == "pcomp":
            labels[below.i] = "acl" if nominal else "advcl"
        else:
            agent = token.dep_ == "agent"
            labels[below.i] = "obl:agent" if agent else "nmod" if nominal else "obl"
        heads[below.i], heads[token.i] = above.i, below.i
        labels[token.i] = "mark" if below.dep_ == "pcomp" else "case"
        for child in token.children:
            if child is not below and child.i != below.i:
                heads[child.i] = below.i


def _turn_copulas(doc: spacy.tokens.Doc, heads: list[int], labels: list[str]) -> None:
    for token in doc:
        if token.lemma_.lower() not in _COPULAS or token.pos_ not in ("AUX", "VERB"):
            continue
        said = next((c for c in token.children if c.dep_ in ("acomp", "attr") and c.i > token.i), None)
        if said is None:
            continue
        heads[said.i] = said.i if token.head == token else heads[token.i]
        labels[said.i], labels[token.i] = labels[token.i], "cop"
        heads[token.i] = said.i
        for child in token.children:
            if child.i != said.i:
                heads[child.i] = said.i
