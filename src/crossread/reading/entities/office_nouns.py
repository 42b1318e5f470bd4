"""Which nouns say what somebody is."""

from __future__ import annotations

from spacy.tokens import Token

from crossread.languages.tables import load, words


def is_office(noun: Token) -> bool:
    """Say whether a noun names what somebody is: an office, a trade, a part in events."""
    lemma = plain_noun(noun)
    return any(lemma in words(*where) for where in (("descriptions", "person"), ("relations", "leaders"), ("relations", "members")))


def plain_noun(noun: Token) -> str:
    """Return the lemma of a noun, an abbreviated title written out: "Sen." is "senator"."""
    lemma = noun.lemma_.lower().removesuffix(".")
    return str(load("tellers")["abbreviations"].get(lemma, lemma))
