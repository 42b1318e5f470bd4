"""What somebody was and is no longer: "a former clerk", "ex-Norvane chief", "led it until 2015", "used to run it"."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.clauses import tense_of
from crossread.grammar.doc import Token
from crossread.grammar.noun_classes import is_time
from crossread.languages.tables import words

MAX_TITLE = 8  # words of a title before its noun that are looked through
_IN_TITLE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_LIMITS = frozenset({"until", "till"})
_ENDS = frozenset({"to", "until", "till", "through"})


def is_of_the_past(noun: Token) -> bool:
    """Say whether an office, a membership or a tie that a noun names is a former one, or ended at a time that it
    tells: "a former chief of X", "the ex-chief", "once the chief of X", "chief of X from 2009 to 2015"."""
    if _is_former(noun) or any(c.lower_ in words("relations", "formerly") for c in noun.children):
        return True
    before = noun.doc[noun.left_edge.i - 1] if noun.left_edge.i > noun.sent.start else None
    if before is not None and before.lower_ in words("relations", "formerly") and noun.dep_ == "appos":
        return True
    copula = next((c for c in noun.children if c.dep_ == "cop"), None)
    if copula is not None:
        return tense_of(noun, syntax.auxiliaries(noun)) == "past" and _has_end(noun)
    return noun.dep_ == "appos" and _has_end(noun)


def is_told_as_ended(verb: Token) -> bool:
    """Say whether a deed in the past tense is told with its end: "led it until 2015", "ran it from 2004 to 2011",
    "used to run it"."""
    above = verb.head
    if verb.dep_ == "xcomp" and above.lemma_.lower() == "use" and above.lower_ == "used":
        return True
    return tense_of(verb, syntax.auxiliaries(verb)) == "past" and _has_end(verb)


def _is_former(noun: Token) -> bool:
    """Say whether "former" or "ex-" stands before a noun, maybe with names between: "former Norvane chief"."""
    former = words("relations", "former")
    if noun.lower_.partition("-")[0] == "ex" and "-" in noun.text:
        return True
    for token in reversed(noun.doc[max(noun.sent.start, noun.i - MAX_TITLE) : noun.i]):
        if token.lower_ in former or token.lower_.startswith("ex-"):
            return True
        if token.pos_ not in _IN_TITLE and token.text != "-":
            return False
    return False


def _has_end(word: Token) -> bool:
    """Say whether a time limits a word: "until 2015", "until he was sacked", "from 2009 to 2015"."""
    below = [(mark.lower_, c) for c in word.children for mark in c.children if mark.dep_ in ("case", "mark")]
    if any(led in _LIMITS for led, _ in below):
        return True
    begun = any(led in ("from", "between") and is_time(c) for led, c in below)
    ended = any(led in _ENDS and is_time(c) for led, c in below)
    return begun and (ended or any(_is_span(c) for led, c in below if led in ("from", "between")))


def _is_span(time: Token) -> bool:
    """Say whether a time brings its end with it: "from 2009 to 2015" hung on one word, "between 2009 and 2015"."""
    return any(is_time(c) and (c.dep_ == "conj" or syntax.preposition(c) in _ENDS) for c in time.children)
