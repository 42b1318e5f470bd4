"""Which nouns a figure may count."""

from __future__ import annotations

from crossread.grammar.doc import Token


def may_stand_before_noun(token: Token, *, begun: bool) -> bool:
    """Say whether a word narrows the noun that follows; `begun`: a noun stands before it already."""
    if token.pos_ == "ADJ":
        return not begun or token.dep_ == "amod"
    if token.pos_ in ("VERB", "ADV", "CCONJ"):
        return not begun and token.dep_ in ("amod", "advmod", "compound")
    return token.pos_ in ("NUM", "X")
