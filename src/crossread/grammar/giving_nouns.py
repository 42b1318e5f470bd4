"""Nouns of having, giving and lacking in their clause: stocks, gifts, shortages; what counts and governs them."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.noun_phrases import is_counted
from crossread.languages.tables import words, words_of


def word_over(noun: Token) -> Token:
    """Return the word that a noun hangs on: of a subject the predicate."""
    return noun.head


def word_with(noun: Token, *relations: str) -> Token | None:
    """Return the word that a noun hangs on by one of the relations."""
    return noun.head if noun.dep_ in relations else None


def verb_with(noun: Token, *relations: str) -> Token | None:
    """Return the verb of which a noun is an argument by one of the relations."""
    return noun.head if noun.dep_ in relations and noun.head.pos_ == "VERB" else None


def noun_with(adjective: Token) -> Token | None:
    """Return the noun that an adjective describes, before it or behind it."""
    return word_with(adjective, "amod", "acl")


def led_noun(preposition: Token) -> Token | None:
    """Return the noun behind a preposition that leads it; None where the word leads none."""
    return preposition.head if preposition.dep_ == "case" and preposition.head.i > preposition.i else None


def is_led(noun: Token) -> bool:
    """Say whether a noun hangs on a verb or a noun as one behind a preposition does."""
    return noun.dep_ in ("obl", "nmod")


def is_of_time(noun: Token) -> bool:
    """Say whether a noun tells when, without a preposition: "last week"."""
    return noun.dep_ == "obl:tmod"


def stands_before_noun(noun: Token) -> bool:
    """Say whether a noun only narrows the noun behind it."""
    return noun.dep_ in ("compound", "nmod:poss", "amod")


def compound_parts(noun: Token) -> list[Token]:
    """Return the nouns before a noun that make a compound with it: gas of "gas supplies"."""
    return [c for c in noun.children if c.dep_ == "compound"]


def place_behind(owner: Token) -> int:
    """Return where the word stands behind a possessive and all that hangs on it."""
    last = max(owner.subtree, key=lambda t: t.i)
    following = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else last
    return int(following.idx)


def begin_of_figures(noun: Token) -> int | None:
    """Return where the predicate begins that gives its subject a figure: "reserves have fallen to 90,000 tonnes".

    None where the noun is no subject or the predicate gives none.
    """
    if noun.dep_ not in syntax.SUBJECTS:
        return None
    copulas = [c.idx for c in noun.head.children if c.dep_ == "cop"]
    if not copulas and noun.head.lemma_.lower() not in words("exchange", "figure_verbs"):
        return None
    return min([noun.head.idx, *copulas])


def counted_over_store(store: Token) -> Token | None:
    """Return what a number of stands "in its arsenal": "30 warheads in its arsenal", "smaller, with 30 warheads in
    its arsenal"."""
    if syntax.preposition(store) not in ("in", "within"):
        return None
    above = store.head
    if above.pos_ == "NUM" or (above.pos_ in ("NOUN", "SYM") and is_counted(above)):
        return above
    return next((c for c in store.children if c.dep_ == "nsubj" and is_counted(c)), None)


def holder_before(noun: Token) -> Token | None:
    """Return who has what stands behind "with": the name before it or the subject of its clause."""
    if noun.dep_ == "obl":
        return syntax.subject(noun.head)
    return noun.head if noun.dep_ == "nmod" and noun.head.pos_ == "PROPN" else None


def subject_above_phrase(token: Token) -> Token | None:
    """Return the subject before a phrase, of the nearest clause above that has one."""
    at = token
    for _ in range(6):
        found = syntax.subject(at) or syntax.relative_subject(at)
        if found is not None and found.i < token.i and found.pos_ in ("NOUN", "PROPN", "PRON"):
            return found if found.lower_ not in ("who", "which", "that") else syntax.relative_subject(at)
        at = at.head
    return None


def is_bare_matter(noun: Token) -> bool:
    """Say whether a noun without article names no things that one can count, but a matter: "water", "hope"."""
    lemma = noun.lemma_.lower()
    bare = not any(c.dep_ in ("det", "nmod:poss", "nummod", "compound", "flat") for c in noun.children)
    known = noun_class(lemma) == "thing" or lemma in words_of("exchange", "never", "goods")
    return bare and known and noun.lower_ == lemma
