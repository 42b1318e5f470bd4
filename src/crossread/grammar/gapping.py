"""Clauses whose verb is said once for several shares: "gave £20,000 to the choir and £5,000 to the school"."""

from __future__ import annotations

from spacy.tokens import Token

from crossread.grammar import syntax

_LED_BY = frozenset({"to", "from", "for", "into"})
_INSIDE = frozenset({"compound", "amod", "nummod", "det", "nmod:poss", "flat"})
_THINGS = frozenset({"NOUN", "PROPN", "SYM", "NUM"})


def shares_of(thing: Token) -> tuple[Token, Token] | None:
    """Return (whom the first share goes to or comes from, whom this one does) of a later share; None where it is none.

    Each share has its thing and, behind the same preposition or right before its sum, its own party.
    """
    if thing.dep_ != "conj" or thing.pos_ not in _THINGS:
        return None
    first = thing
    while first.dep_ == "conj" and first.head.pos_ in _THINGS:
        first = first.head
    if first.dep_ not in syntax.OBJECTS or first.i > thing.i:
        return None
    one, own = _led(first, _begin(thing)), _led(thing, thing.sent.end)
    if one is not None and own is not None and one[0] == own[0]:
        return one[1], own[1]
    whom = next((c for c in first.head.children if c.dep_ in syntax.RECIPIENTS and c.i < first.i), None)
    before = thing.doc[_begin(thing) - 1]
    if whom is None or before.pos_ not in ("NOUN", "PROPN") or not _follows_and(before, first.i):
        return None
    return whom, before


def _begin(thing: Token) -> int:
    """Return where the words of a thing begin, its "and" left out."""
    own = [c.left_edge.i for c in thing.children if c.dep_ in _INSIDE and c.i < thing.i]
    return min([thing.i, *own])


def _led(thing: Token, end: int) -> tuple[str, Token] | None:
    """Return (preposition, noun) of the phrase right behind a thing, before `end`; the parser may have hung it anywhere."""
    at = max([thing.i, *(c.i for c in thing.subtree if c.pos_ == "NUM" and c.i <= thing.i + 2)]) + 1
    if at >= end or thing.doc[at].lower_ not in _LED_BY or thing.doc[at].pos_ != "ADP":
        return None
    noun = thing.doc[at].head
    while noun.dep_ in _INSIDE and noun.head.i > at:
        noun = noun.head
    return (thing.doc[at].lower_, noun) if at < noun.i < end and noun.pos_ in ("NOUN", "PROPN") else None


def _follows_and(noun: Token, start: int) -> bool:
    """Say whether a noun phrase stands right behind an "and" or a comma that comes after `start`."""
    before = _begin(noun) - 1
    return before > start and (noun.doc[before].dep_ == "cc" or noun.doc[before].text == ",")
