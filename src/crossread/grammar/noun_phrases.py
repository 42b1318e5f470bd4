"""Noun phrases: where one begins and ends, what its head is, how many it means, whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from crossread.grammar import syntax
from crossread.grammar.noun_classes import NounClass, noun_class, of_noun

Number = Literal["singular", "plural"]
_OWNERS = frozenset({"nmod:poss", "poss"})
_PLURAL_PRONOUNS = frozenset({"they", "them", "we", "us", "these", "those", "both", "many", "several"})


@dataclass(frozen=True, slots=True, eq=False)
class NounPhrase:
    """A noun with what belongs to it; `start` and `end` are code points, relative clauses and listed nouns left out."""

    head: Token
    lemma: str
    start: int
    end: int
    noun_class: NounClass
    number: Number
    determiner: str = ""
    owner: Token | None = None
    of: Token | None = None
    preposition: str = ""


def noun_phrase(head: Token, *, whole: bool = False) -> NounPhrase:
    """Return the noun phrase that a token heads; `whole` keeps relative clauses and appositions."""
    start, end = syntax.phrase(head, whole=whole)
    lemma = head.lemma_.lower()
    return NounPhrase(
        head=head,
        lemma=lemma,
        start=start,
        end=end,
        noun_class=noun_class(lemma),
        number=number_of(head),
        determiner=next((c.lower_ for c in head.children if c.dep_ == "det"), ""),
        owner=next((c for c in head.children if c.dep_ in _OWNERS), None),
        of=of_noun(head),
        preposition=syntax.preposition(head),
    )


def number_of(head: Token) -> Number:
    """Return whether a noun means one or several: by a list, by its form, or by the number before it."""
    if any(c.dep_ == "conj" for c in head.children) or head.lower_ in _PLURAL_PRONOUNS:
        return "plural"
    counted = next((c for c in head.children if c.dep_ == "nummod"), None)
    if counted is not None:
        return "singular" if counted.lower_ in ("1", "one", "a", "an") else "plural"
    return "plural" if head.lower_ != head.lemma_.lower() and head.lower_.endswith("s") else "singular"


def is_subject_alone(token: Token) -> bool:
    """Say whether a word stands by itself as the subject of a clause: "One said it was late"."""
    return token.dep_ in syntax.SUBJECTS and not any(c.dep_ in ("nmod", "amod", "acl", "acl:relcl") for c in token.children)
