"""Words that tell of something in return: "in return for", "in exchange for", "in return", and what they belong to."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token

_RETURNS = frozenset({"return", "exchange"})
_REACH = 7  # words behind "in return for" in which its noun stands


def tells_return(token: Token) -> bool:
    """Say whether a token is the noun of "in return" or "in exchange"."""
    return token.lower_ in _RETURNS and token.i > 0 and token.nbor(-1).lower_ == "in"


def answer_phrase(verb: Token) -> Token | None:
    """Return the noun that a clause gives or takes "in return for"."""
    for token in verb.subtree:
        if tells_return(token) and nearest_clause(token) == verb:
            found = returned(token)
            if found is not None:
                return found
    return None


def returned(token: Token) -> Token | None:
    """Return the noun behind "in return for", whatever the parser hung it on."""
    doc = token.doc
    if token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "for":
        return None
    preposition = doc[token.i + 1]
    if preposition.dep_ in ("case", "mark") and preposition.head.i > preposition.i:
        return preposition.head
    for later in doc[preposition.i + 1 : min(preposition.i + 1 + _REACH, token.sent.end)]:
        if later.pos_ in ("NOUN", "PROPN", "NUM") and later.dep_ not in ("compound", "nummod", "nmod:poss"):
            return later
    return None


def nearest_clause(token: Token) -> Token:
    """Return the verb that a phrase belongs to: the clause above it that stands before it, else the clause above."""
    clause = syntax.clause_of(token.head)
    if clause.i < token.i:
        last = clause
        for verb in clause.subtree:
            if verb.dep_ == "conj" and verb.pos_ == "VERB" and last.i < verb.i < token.i and verb.head == clause:
                last = verb
        return last
    return clause


def in_return(item: Token) -> bool:
    """Say whether the clause of an item tells that it goes in return for another."""
    return any(c.dep_ == "obl" and tells_return(c) for c in item.head.children)
