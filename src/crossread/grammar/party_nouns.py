"""Nouns that may stand for somebody: which name stands for the same, and what the tree shows of who acts."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token

_SAME = frozenset({"appos", "flat", "nmod:desc"})
_ACTING = syntax.SUBJECTS | {"iobj"}


def names_below(noun: Token) -> list[Token]:
    """Return the nouns that hang on a noun and stand for the same: "French rival Lumenor", "the firm, Hale"."""
    return [child for child in noun.children if _is_same(child, noun)]


def _is_same(child: Token, noun: Token) -> bool:
    if child.dep_ in _SAME:
        return child.pos_ in ("PROPN", "X") or child.dep_ == "appos"
    return child.dep_ == "nmod" and child.i > noun.i and child.pos_ == "PROPN" and not syntax.preposition(child)


def name_above_or_behind(noun: Token) -> Token | None:
    """Return the name right behind a noun, else the name that it stands beside: "Ida Moe, the lawyer who headed"."""
    if (after := syntax.named_beside(noun)) is not None:
        return after
    bare = not any(c.dep_ in ("nmod:poss", "nummod", "cc") for c in noun.children)
    if noun.dep_ == "appos" and noun.pos_ == "NOUN" and noun.head.pos_ == "PROPN" and bare:
        return noun.head
    return noun.head if noun.dep_ in ("nmod:desc", "flat") and noun.head.i > noun.i else None


def words_of_owners(noun: Token) -> list[Token]:
    """Return the words of the phrases that say whose a noun is."""
    return [word for child in noun.children if child.dep_ in syntax.OWNERS for word in child.subtree]


def acts_or_is_given(noun: Token) -> bool:
    """Say whether a noun is the subject of a clause, or the one to whom something is given."""
    return noun.dep_ in _ACTING


def is_told_of_with_who(noun: Token) -> bool:
    """Say whether a clause with "who" tells of a noun itself: "the independents, who"; not "a letter from the rebels,
    who"."""
    told_of = any(c.dep_ in syntax.RELATIVE and "who" in syntax.words_beside(c) for c in noun.children)
    return told_of and not any(c.dep_ == "nmod" for c in noun.children)


def subject_above(pronoun: Token) -> Token | None:
    """Return the subject of the verb that brings the clause of a pronoun, or has as its object what that describes.

    "The agency says it needs boats", "the gang sold the data it stole".
    """
    clause = pronoun.head
    noun = clause.head
    if clause.dep_ in syntax.RELATIVE and noun.dep_ in syntax.OBJECTS and syntax.is_subject(pronoun):
        return syntax.agent(noun.head)
    return syntax.subject(noun) if clause.dep_ == "ccomp" and noun.pos_ == "VERB" else None


def is_several(noun: Token) -> bool:
    """Say whether a noun means several by its form or by a list."""
    by_form = noun.lower_ != noun.lemma_.lower() and noun.lower_.endswith("s")
    return by_form or any(c.dep_ == "conj" for c in noun.children)
