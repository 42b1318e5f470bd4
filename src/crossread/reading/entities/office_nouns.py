"""Which nouns say what somebody is."""

from __future__ import annotations

from collections.abc import Iterable

from crossread.grammar.descriptions import stands_as_title
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import noun_class
from crossread.languages.tables import load, words

_DEPUTIES = ("vice", "deputy", "lieutenant")
_BETWEEN = ("prime", "foreign", "finance", "interior", "defense", "defence", "health", "police", "fire", "attorney")
_LISTED = (("descriptions", "person"), ("relations", "leaders"), ("relations", "members"), ("tellers", "one_holder"))


def is_office(noun: Token) -> bool:
    """Say whether a noun names what somebody is: an office, a trade, a part in events."""
    lemma = plain_noun(noun)
    for where in _LISTED:
        if lemma in words(*where):
            return True
    return (noun.pos_ == "NOUN" or stands_as_title(noun)) and noun_class(lemma) == "person"


def plain_noun(noun: Token) -> str:
    """Return the lemma of a noun, an abbreviated title written out, a deputy's whole: "senator" for "Sen.",
    "vice-president" for "vice president"."""
    lemma = written_out(noun.lemma_.lower())
    if lemma not in words("tellers", "one_holder"):
        return lemma
    before = noun.nbor(-1) if noun.i > 0 else noun
    while before.i > 0 and before.lower_ in _BETWEEN:
        before = before.nbor(-1)
    return f"{written_out(before.lower_)}-{lemma}" if before.lower_ in _DEPUTIES else lemma


def is_deputy(called: Iterable[str], office: str) -> bool:
    """Say whether somebody is called the deputy of those who hold an office: a vice president is not the president."""
    return any(f"{deputy}-{office}" in called for deputy in _DEPUTIES)


def written_out(noun: str) -> str:
    """Return a noun in lower case as it is written in full: "gov." is "governor"."""
    bare = noun.removesuffix(".")
    return str(load("tellers")["abbreviations"].get(bare, bare))
