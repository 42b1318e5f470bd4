"""How a clause hangs on the one above it: as its content, its circumstance, a relative clause, one more of a list …"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from spacy.tokens import Token

from crossread.grammar import syntax

Link = Literal[
    "main", "content", "complement", "adverbial", "relative", "attributive", "aside", "subject", "coordinate", "apposition", "argument"
]
Form = Literal["finite", "infinitive", "gerund", "participle", "verbless"]
_LINKS: dict[str, Link] = {
    "root": "main", "ROOT": "main", "ccomp": "content", "xcomp": "complement", "advcl": "adverbial", "acl:relcl": "relative",
    "relcl": "relative", "advcl:relcl": "relative", "acl": "attributive", "parataxis": "aside", "csubj": "subject",
    "csubj:pass": "subject", "csubj:outer": "subject", "conj": "coordinate", "appos": "apposition",
}  # fmt: skip
_OPENING = frozenset({",", "–", "—", "(", "-", ";", ":", "--"})
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop"})
_JOINERS = frozenset({"mark", "case"})
_RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom", "whose", "where", "when", "why"})


def link_of(token: Token) -> Link:
    """Return how a clause hangs on the word above it."""
    return _LINKS.get(token.dep_, "argument")


def first_of_list(token: Token) -> Token:
    """Return the first of the verbs or nouns that a token is listed with, itself where it is listed with none before it."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def mark_of(token: Token) -> str:
    """Return the word that joins a clause to the one above ("that", "after", "to", "by"), lower case, or nothing."""
    found = [c.lower_ for c in token.children if c.dep_ in _JOINERS and c.i < token.i]
    return found[0] if found else ""


def form_of(token: Token) -> Form:
    """Return the form of a clause's predicate: finite, "to do", "doing", "done" or without a verb."""
    helpers = [c for c in token.children if c.dep_ in _AUXILIARIES]
    if any(c.lower_ == "to" and c.dep_ in ("mark", "aux") for c in token.children):
        return "infinitive"
    if any(not c.lower_.endswith("ing") and c.lower_ not in ("be", "been") for c in helpers):
        return "finite"
    if token.pos_ not in ("VERB", "AUX"):
        return "gerund" if helpers else "verbless"
    if token.lower_.endswith("ing") and token.lower_ != token.lemma_.lower():
        return "gerund"
    return "finite" if has_own_subject(token) or not is_participle(token) else "participle"


def is_participle(token: Token) -> bool:
    """Say whether a verb without helpers stands as "done": hung on a noun, or on a verb without a subject of its own."""
    if syntax.is_main(token):
        return False
    hung = first_of_list(token)
    return hung.dep_ in ("acl", "advcl", "xcomp", "amod") and token.lower_ != token.lemma_.lower()


def has_own_subject(token: Token) -> bool:
    """Say whether a subject hangs on the predicate itself."""
    return any(c.dep_ in syntax.SUBJECTS for c in token.children)


def is_set_off(token: Token) -> bool:
    """Say whether a comma, a dash or a bracket stands before a clause, or is its first word."""
    first = token.left_edge
    while first.is_punct and first.i < token.i:
        if first.text in _OPENING:
            return True
        first = first.nbor(1)
    return first.i > 0 and first.nbor(-1).text in _OPENING


def tells_names_or_numbers(token: Token) -> bool:
    """Say whether a clause has a name or a number in it."""
    return any(t.pos_ in ("NUM", "PROPN") for t in token.subtree)


def has_arguments(token: Token) -> bool:
    """Say whether a verb has an object, an oblique or a clause of its own."""
    return any(c.dep_ in syntax.OBJECTS | syntax.OBLIQUES | {"ccomp", "xcomp"} for c in token.children)


def relative_word(token: Token) -> Token | None:
    """Return the pronoun that joins a relative clause: "which", "whose", "where", wherever in the clause it hangs."""
    if link_of(first_of_list(token)) != "relative":
        return None
    return next((t for t in words_below(token) if t.lower_ in _RELATIVE_PRONOUNS and t.i < token.i and t.dep_ != "mark"), None)


def words_below(token: Token) -> Iterator[Token]:
    """Yield the words of a clause that are no part of a clause below it, in order of place."""
    found, queue = [token], [token]
    while queue:
        for child in queue.pop().children:
            if not (syntax.is_clause(child) and link_of(child) not in ("argument", "apposition", "subject")):
                found.append(child)
                queue.append(child)
    return iter(sorted(found, key=lambda t: t.i))
