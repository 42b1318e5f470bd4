"""How old somebody is said to be, as a description of him: "the 39-year-old", "Otto Brahm, 61,"."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.grammar.doc import Span, Token

AGE_ENDING = "-year-old"
_DASHES = frozenset({"-", "‑", "–"})
_OPENS, _CLOSES = frozenset({",", "("}), frozenset({",", ")", ".", ";", ":"})


def age_told(old: Token) -> str | None:
    """Return the age that ends with a word, where it is such: 39-year-old of "the 39-year-old"."""
    if old.lower_.endswith(AGE_ENDING):
        return old.lower_
    before = [t.lower_ for t in old.doc[max(old.i - 4, 0) : old.i] if t.text not in _DASHES]
    if old.lower_ != "old" or len(before) < 2 or before[-1] != "year":
        return None
    return f"{before[-2]}{AGE_ENDING}"


def ages_beside(name: Span, described: Sequence[Token]) -> set[str]:
    """Return the ages told of a name, behind it or before nouns that describe its bearer: "Otto Brahm, 61, said"."""
    behind = [t.text for t in name.doc[name.end : name.end + 3]]
    told = len(behind) == 3 and behind[0] in _OPENS and behind[1].isdigit() and behind[2] in _CLOSES
    before = {age_told(child) for noun in described for child in noun.children if child.i < noun.i}
    return {age for age in before if age} | ({f"{behind[1]}{AGE_ENDING}"} if told else set())
