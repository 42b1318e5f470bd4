"""Clauses whose verb is said once for several shares: "gave £20,000 to the choir and £5,000 to the school"."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token

_LED_BY = frozenset({"to", "from", "for", "into"})
_LISTED = frozenset({"conj", "appos"})
_WITHIN = _LISTED | {"flat"}  # a share may hang on the last word of the first one's party
_INSIDE = frozenset({"compound", "amod", "nummod", "det", "nmod:poss", "flat"})
_THINGS = frozenset({"NOUN", "PROPN", "SYM", "NUM"})


def shares_of(thing: Token) -> tuple[Token, Token] | None:
    """Return (whom the first share goes to or comes from, whom this one does) of a later share; None where it is none.

    Each share has its thing and, behind the same preposition or right before its sum, its own party.
    """
    first = _first_share(thing)
    if first is None or not _stands_behind_and(thing, first.i):
        return _after_another(thing, first)
    one, own = _led(first, _begin(thing)), _led(thing, thing.sent.end)
    return (one[1], own[1]) if one is not None and own is not None and one[0] == own[0] else None


def hung_shares(first: Token) -> list[Token]:
    """Return the later shares of a verb whose first is its object, where the parser hung them on another's party."""
    behind = first.doc[first.i + 1 : first.sent.end] if first.dep_ in syntax.OBJECTS else ()
    counted = (t for t in behind if t.pos_ in ("SYM", "NOUN") and any(c.dep_ == "nummod" for c in t.children))
    return [t for t in counted if _first_share(t) == first and shares_of(t) is not None]


def _first_share(thing: Token) -> Token | None:
    """Return the object that a thing is listed with, wherever the parser hung it: on the object or on its party."""
    if thing.dep_ not in _LISTED or thing.pos_ not in _THINGS:
        return None
    first = thing
    while first.dep_ in _WITHIN and first.head.pos_ in _THINGS and first.head.i < first.i:
        first = first.head
    if first.dep_ in ("obl", "nmod"):
        objects = [first.head, *first.head.children]
        first = next((c for c in objects if c.dep_ in syntax.OBJECTS and c.i < first.i), first)
    return first if first.dep_ in syntax.OBJECTS and first.i < thing.i else None


def _after_another(thing: Token, first: Token | None) -> tuple[Token, Token] | None:
    """Read shares whose party stands right before the sum: "gave the school £10,000 and the library £4,000"."""
    if first is None:
        return None
    whom = next((c for c in first.head.children if c.dep_ in syntax.RECIPIENTS and c.i < first.i), None)
    before = thing.doc[_begin(thing) - 1]
    if whom is None or before.pos_ not in ("NOUN", "PROPN") or not _stands_behind_and(before, first.i):
        return None
    return whom, before


def _begin(thing: Token) -> int:
    """Return where the words of a thing begin, its "and" left out."""
    own = [c.left_edge.i for c in thing.children if c.dep_ in _INSIDE and c.i < thing.i]
    return min([thing.i, *own])


def _led(thing: Token, end: int) -> tuple[str, Token] | None:
    """Return (preposition, noun) of the phrase right behind a thing, before `end`, wherever it hangs."""
    at = max([thing.i, *(c.i for c in thing.subtree if c.pos_ == "NUM" and c.i <= thing.i + 2)]) + 1
    if at >= end or thing.doc[at].lower_ not in _LED_BY or thing.doc[at].pos_ != "ADP":
        return None
    noun = thing.doc[at].head
    while noun.dep_ in _INSIDE and noun.head.i > at:
        noun = noun.head
    return (thing.doc[at].lower_, noun) if at < noun.i < end and noun.pos_ in ("NOUN", "PROPN") else None


def _stands_behind_and(noun: Token, start: int) -> bool:
    """Say whether a noun phrase stands right behind an "and" or a comma that comes after `start`."""
    before = _begin(noun) - 1
    return before > start and (noun.doc[before].dep_ == "cc" or noun.doc[before].text == ",")
