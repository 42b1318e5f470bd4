"""Which nouns say what somebody is."""

from __future__ import annotations

from crossread.grammar.descriptions import stands_as_title
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import noun_class
from crossread.languages.tables import load, words

_LISTED = (("descriptions", "person"), ("relations", "leaders"), ("relations", "members"), ("tellers", "one_holder"))


def is_office(noun: Token) -> bool:
    """Say whether a noun names what somebody is: an office, a trade, a part in events."""
    lemma = plain_noun(noun)
    for where in _LISTED:
        if lemma in words(*where):
            return True
    return (noun.pos_ == "NOUN" or stands_as_title(noun)) and noun_class(lemma) == "person"


def plain_noun(noun: Token) -> str:
    """Return the lemma of a noun, an abbreviated title written out: "Sen." is "senator"."""
    return written_out(noun.lemma_.lower())


def written_out(noun: str) -> str:
    """Return a noun in lower case as it is written in full: "gov." is "governor"."""
    bare = noun.removesuffix(".")
    return str(load("tellers")["abbreviations"].get(bare, bare))
