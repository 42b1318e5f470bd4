"""Noun phrases: where one begins, what a number before it counts, whose it is, and which capitals begin a name."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Token
from crossread.grammar.noun_classes import noun_class

MOST_NUMBER_WORDS = 4  # steps from a number's first word up to the noun that it counts: "2", "million", "crowns"
_CORE = frozenset({*syntax.SUBJECTS, *syntax.OBJECTS, *syntax.RECIPIENTS, "obl:unmarked"})


def number_of_noun(noun: Token) -> Token | None:
    """Return the number that counts a noun."""
    return next((c for c in noun.children if c.dep_ == "nummod"), None)


def is_counted(noun: Token) -> bool:
    """Say whether a number counts a noun: "17 factories"."""
    return number_of_noun(noun) is not None


def first_word(noun: Token) -> Token:
    """Return the first word of all that hangs on a noun."""
    return noun.left_edge


def owner_of(noun: Token) -> Token | None:
    """Return whose a noun is: its possessive."""
    return next((c for c in noun.children if c.dep_ in syntax.OWNERS), None)


def noun_behind(noun: Token, prepositions: str) -> Token | None:
    """Return the noun that hangs on a noun behind one of the prepositions, the first in their order that is there."""
    wanted = prepositions.split()
    found = [c for c in noun.children if c.dep_ in ("nmod", "obl") and syntax.preposition(c) in wanted]
    return min(found, key=lambda c: wanted.index(syntax.preposition(c)), default=None)


def has_name_beside(noun: Token) -> bool:
    """Say whether a name stands beside a noun."""
    return any(c.dep_ in ("appos", "flat", "nmod:desc") and c.pos_ == "PROPN" for c in noun.children)


def number_behind_person(noun: Token) -> Token | None:
    """Return the number that counts a noun behind the noun of a person, who is no part of its phrase: "gave its rival
    40 boats"."""
    number, owner = number_of_noun(noun), owner_of(noun)
    if number is None or owner is None or not owner.i < number.i < noun.i:
        return None
    return number if any(noun_class(t.lemma_.lower()) == "person" for t in noun.doc[owner.i + 1 : number.i]) else None


def is_around_counted(noun: Token) -> bool:
    """Say whether a noun is only where counted things are: the arsenal of "45 warheads in its arsenal"."""
    case = next((c for c in noun.children if c.dep_ == "case" and c.lower_ == "in" and c.i > noun.sent.start), None)
    return case is not None and is_counted(noun.doc[case.i - 1])


def is_subject_alone(token: Token) -> bool:
    """Say whether a word stands by itself as the subject of a clause: "One said it was late"."""
    return token.dep_ in syntax.SUBJECTS and not any(
        c.dep_ in ("nmod", "amod", "acl", "acl:relcl") for c in token.children
    )


def is_of_nameless_name(token: Token, *, known_behind: bool) -> bool:
    """Say whether a capital shows that a word begins or is inside a name that nobody listed: "Doubtful Guest won by a
    length".

    `known_behind` says that the word behind it is a name by itself: "Perhaps Vance will sign". In a line where all
    words have capitals they show nothing.
    """
    sentence = token.sent
    if not any(t.is_alpha and t.is_lower and t.pos_ in ("VERB", "AUX", "NOUN", "ADJ") for t in sentence):
        return False
    before = [t for t in sentence if t.i < token.i and not t.is_space]
    if before and not before[-1].is_punct:
        return True
    behind = token.nbor(1) if token.i + 1 < sentence.end else None
    if behind is None or known_behind or not behind.text[:1].isupper() or behind.pos_ not in ("NOUN", "PROPN"):
        return False
    described = token.head == behind or token.dep_ != "amod"
    return described if token.pos_ != "ADV" else behind.pos_ == "NOUN"


def leads_counted_noun(doc: Doc, word: int, number: int) -> bool | None:
    """Say whether the word at `word` is the preposition of the noun that the number at `number` counts; None if open.

    "Talks collapsed over four clauses": the noun is neither subject nor object and no other preposition leads it, so
    the word does. "Fire destroyed over 40 homes": the noun is the object, so the word bounds the number. Places are
    code points.
    """
    before, first = (doc.char_span(at, at + 1, alignment_mode="expand") for at in (word, number))
    if before is None or first is None:
        return None
    noun, low = first[0], before[0].i
    for _ in range(MOST_NUMBER_WORDS):
        if noun.pos_ == "NOUN" or noun.head == noun or noun.head.i < noun.i:
            break
        noun = noun.head
    if noun.pos_ != "NOUN" or noun.i <= first[0].i:
        return None
    if noun.dep_ in _CORE:  # no object stands behind an oblique: "walked out on Monday over 14 classes" is misread
        return None if any(c.dep_ == "obl" and noun.head.i < c.i < low for c in noun.head.children) else False
    otherwise = any(c.dep_ == "case" and c.i != low for c in noun.children)
    if otherwise or noun.dep_ not in ("obl", "nmod") or noun.head.i > low:
        return None
    return _leads(before[0], noun)


def _leads(word: Token, noun: Token) -> bool | None:
    """Say whether a word leads a noun that hangs on a word before both."""
    above = noun.head
    if noun.dep_ == "nmod":
        holds = _of_people(above) and _of_people(noun)
        return None if holds else True  # "crowds over 30 people" limits; "a row over 30 files" is about them
    if word.dep_ == "case" or syntax.is_passive(above):
        return True
    return True if above.i < word.i - 1 else None


def _of_people(noun: Token) -> bool:
    """Say whether a noun means people or bodies of people."""
    return noun_class(noun.lemma_.lower()) in ("person", "group")
