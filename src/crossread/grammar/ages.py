"""How old somebody is said to be, as a description of him: "the 39-year-old", "Otto Brahm, 61,"."""

from __future__ import annotations

from crossread.grammar.doc import Span, Token

AGE_ENDING = "-year-old"
_DASHES = frozenset({"-", "‑", "–"})
_OPENS, _CLOSES = frozenset({",", "("}), frozenset({",", ")", ".", ";", ":"})


def age_told(old: Token) -> str | None:
    """Return the age that ends with a word, where it is one that is said of people: 39-year-old of "the 39-year-old"."""
    if old.lower_.endswith(AGE_ENDING):
        return old.lower_
    before = [t.lower_ for t in old.doc[max(old.i - 4, 0) : old.i] if t.text not in _DASHES]
    if old.lower_ != "old" or len(before) < 2 or before[-1] != "year":
        return None
    return f"{before[-2]}{AGE_ENDING}"


def age_beside(name: Span) -> str | None:
    """Return the age that stands behind a name between commas or in brackets: 61 of "Otto Brahm, 61, said"."""
    behind = [t.text for t in name.doc[name.end : name.end + 3]]
    told = len(behind) == 3 and behind[0] in _OPENS and behind[1].isdigit() and behind[2] in _CLOSES
    return f"{behind[1]}{AGE_ENDING}" if told else None
