"""What the clause around a name makes of it where a person, a firm, a ship or a club bear one name.

"Shares in Hargan" are of the firm and "Mr Hargan" is its founder; a tug "named after Marta Linde" is not she.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from crossread.grammar import syntax
from crossread.grammar.descriptions import descriptions_of
from crossread.grammar.doc import Token
from crossread.languages.tables import words

_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}$")
_BEFORE_NAMES = frozenset({"compound", "nmod", "nmod:desc", "nmod:poss", "flat"})


def is_held(name: Token) -> bool:
    """Say whether a name is that of which somebody holds shares: "shares in Hargan", "a stake in Hargan"."""
    return syntax.preposition(name) == "in" and name.head.lemma_.lower() in words("descriptions", "held")


def does_business(name: Token) -> bool:
    """Say whether a name is the subject of what only firms do: "Cerrino employs 900 people"."""
    return name.dep_ in syntax.SUBJECTS and name.head.lemma_.lower() in words("descriptions", "only_firms_do")


def has_firm_noun(name: Token, start: int) -> bool:
    """Say whether the word before a name makes it a house's: "the fashion house Cerrino"."""
    before = syntax.word_before(name, start)
    return before in words("descriptions", "organisation") | words("descriptions", "firm_nouns")


def says_of_itself(name: Token) -> bool:
    """Say whether a name says what "it" does or what "its" things do: "Hargan said its plans would not change"."""
    if name.dep_ not in syntax.SUBJECTS or name.head.lemma_.lower() not in words("speech", "say"):
        return False
    subjects = (syntax.subject(clause) for clause in name.head.children if clause.dep_ in ("ccomp", "xcomp"))
    told = [noun for noun in subjects if noun is not None]
    return any(noun.lower_ == "it" or "its" in syntax.words_beside(noun) for noun in told)


def gives_its_name(name: Token) -> bool:
    """Say whether something is named after the bearer of a name: "a tug named after Marta Linde"."""
    verb = name.head
    return verb.lemma_.lower() in ("name", "call", "christen") and syntax.preposition(name) in ("after", "for")


def is_described(name: Token, start: int, describes: Callable[[Token], bool]) -> bool:
    """Say whether a noun that is said of people stands beside a name, or "who" behind it."""
    if descriptions_of(name, start, describes):
        return True
    nouns = [name, *(c for c in name.children if c.dep_ == "appos")]
    behind = (verb for noun in nouns for verb in noun.children if verb.dep_ in syntax.RELATIVE)
    return any(c.lower_ == "who" for verb in behind for c in verb.children)


def plays(name: Token) -> bool:
    """Say whether a name is that of a side in a match: it beats, loses or draws, with a score or in a league."""
    owned = name.head.i > name.i and name.dep_ in _BEFORE_NAMES
    if owned and name.head.lower_ in words("descriptions", "of_a_side"):
        return True  # "Ostley's striker"
    if name.dep_ not in syntax.SUBJECTS | syntax.OBJECTS:
        return False
    verb = name.head
    within = [t for t in verb.subtree if not t.is_space]
    scored = any(_SCORE.match(t.text) for t in within) or _has_split_score(within)
    of_a_game = verb.lemma_.lower() in words("descriptions", "sides_do")
    return of_a_game and (scored or any(t.lemma_.lower() in words("descriptions", "of_a_match") for t in within))


def _has_split_score(tokens: list[Token]) -> bool:
    """Say whether three tokens make a score: "2", "-", "1"."""
    return any(
        a.text.isdigit() and b.text in ("-", "–") and c.text.isdigit() and b.i == a.i + 1 and c.i == b.i + 1
        for a, b, c in zip(tokens, tokens[1:], tokens[2:], strict=False)
    )
