"""Whether a name is said of a town, or of the government that sits there, by the words around it."""

from __future__ import annotations

from crossread.grammar import syntax
from crossread.grammar.doc import Token
from crossread.languages.tables import words, words_of


def is_said_of_government(name: Token) -> bool:
    """Say whether a capital's name means the government that sits there: it acts or owns, nobody travels to it."""
    prep, top = syntax.preposition(name), name
    while top.dep_ == "conj" and top.head != top:
        top = top.head
        prep = prep or syntax.preposition(top)
    if any(c.lower_ in ("'s", "’s", "’") for c in name.children):
        return name.head.lower_ not in words("towns", "owned_by_city")
    if top.dep_ in syntax.SUBJECTS:
        return not any(c.dep_ == "cop" for c in top.head.children) or top.head.lemma_ not in words(
            "descriptions", "place"
        )
    if top.dep_ in syntax.OBJECTS | syntax.RECIPIENTS:
        return top.head.lemma_ not in words("towns", "motion")
    if prep in words("towns", "prepositions") or not prep:
        return False
    if top.dep_ in ("appos", "flat", "nmod:unmarked", "compound"):
        return False
    governor = top.head
    chain = {governor.lemma_.lower(), governor.head.lemma_.lower()} | {
        c.lemma_.lower() for c in governor.children if c.dep_ == "compound"
    }
    if chain & words("towns", "motion") or governor.pos_ == "PROPN":
        return False
    if prep in ("from", "to", "for"):
        others = [n for p, n in syntax.obliques(syntax.clause_of(governor)) if p in ("from", "to") and n.i != top.i]
        return not any(n.pos_ == "PROPN" for n in others)
    return prep in words("towns", "of_governments") and governor.lemma_ not in words("towns", "parts_of_town")


def is_travelled_to(name: Token) -> bool:
    """Say whether a name is where one is or goes: "in Velden", "the visit to Velden", "left for Velden"."""
    prep = syntax.preposition(name)
    goes = name.head.lemma_.lower() in words("towns", "motion")
    return is_only_in_town(prep) or (goes and prep in ("to", "from", "for"))


def is_only_in_town(preposition: str) -> bool:
    """Say whether a preposition leads to places alone, and not to a firm as well."""
    return preposition in words_of("towns", "prepositions", "through") - words("towns", "of_firms_too")


def is_said_of_town(name: Token) -> bool:
    """Say whether a name is that of whose people, streets or mayor a text speaks: "people of Velden", "Velden's
    mayor"."""
    above = name.head
    of = _is_of(name, words_of("towns", "settlements", "of_town"))
    owned = words("towns", "owned_by_town")
    owner = any(c.lower_ in ("'s", "’s", "’") for c in name.children) and above.lemma_.lower() in owned
    joined = above.i > name.i and above.lower_ in owned and name.dep_ in ("compound", "nmod:desc", "nmod")
    return of or owner or joined


def is_called_town(name: Token) -> bool:
    """Say whether a name is right behind what a town is called: "the city of Velden"."""
    return _is_of(name, words("towns", "settlements"))


def _is_of(name: Token, nouns: frozenset[str]) -> bool:
    return syntax.preposition(name) == "of" and name.head.lemma_.lower() in nouns
