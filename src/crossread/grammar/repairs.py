"""What the parser got wrong and the words around it set right; each repair is named and has a Doc literal as its
test."""

from __future__ import annotations

from collections.abc import Collection

from crossread.grammar.doc import Token

REACH = 8  # tokens behind a noun in which the "from doing" of a misread ban is looked for


def ban_taken_for_noun(noun: Token, bars: Collection[str]) -> tuple[Token | None, Token, Token] | None:
    """Return (who bars, who is barred, the deed) of "the licence bars Daesung from selling chips" where "bars" is a
    noun."""
    doc = noun.doc
    if not noun.lower_.endswith("s") or noun.lemma_.lower() not in bars:
        return None
    behind = doc[noun.i + 2 : min(noun.i + REACH, noun.sent.end - 1)]
    mark = next(
        (t for t in behind if t.lower_ == "from" and t.nbor(1).pos_ == "VERB" and t.nbor(1).lower_.endswith("ing")),
        None,
    )
    if mark is None or any(t.pos_ in ("VERB", "ADP", "PUNCT") for t in doc[noun.i + 1 : mark.i]):
        return None
    between = [t for t in doc[noun.i + 1 : mark.i] if t.pos_ in ("NOUN", "PROPN")]
    if not between:
        return None
    by = next((c for c in noun.children if c.dep_ == "compound" and c.i < noun.i), None)
    root = noun.sent.root
    if by is None and root.i < noun.i and root.pos_ in ("NOUN", "PROPN"):
        by = root
    return by, between[-1], mark.nbor(1)
