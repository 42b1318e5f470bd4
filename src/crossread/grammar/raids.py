"""Whom a deed before a theft was done to: "broke into the bank and took 40 files", "raided the shop, taking rings"."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.arguments import denies
from crossread.grammar.doc import Token
from crossread.languages.tables import words

_INTO = ("into", "at")


def raided_before(taking: Token) -> Token | None:
    """Return what somebody broke into or attacked in the clause that one of robbing is listed with, stands in or goes
    with."""
    if taking.lemma_.lower() not in words("exchange", "robbing"):
        return None
    verb = taking
    if verb.dep_ in syntax.RELATIVE and verb.head.dep_ in syntax.OBJECTS:
        verb = verb.head.head  # "attacked the clinic and sold the files it stole"
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.lower_.endswith("ing"))
    before = [verb.head, *(c for c in verb.head.children if c.dep_ == "conj")] if joined else []
    for deed in (verb, *before):
        if deed.i < taking.i and deed.lemma_.lower() in words("exchange", "raiding") and not denies(deed):
            return syntax.direct_object(deed) or next((n for p, n in syntax.obliques(deed) if p in _INTO), None)
    return None
