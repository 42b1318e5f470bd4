"""Which words a clause reaches over in its sentence: what of them is its own, and what only joins it to others."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list, link_of
from crossread.grammar.doc import Span, Token
from crossread.languages.tables import words, words_of

_RELATIVES = frozenset({"which", "who", "that"})


def heads_clause(token: Token) -> bool:
    """Say whether a token heads a clause or the sentence."""
    return not token.is_space and (token.head == token or (not token.is_punct and syntax.is_clause(token)))


def words_below_head(head: Token) -> tuple[Token, ...]:
    """Return the head of a clause and all words below it."""
    return head.subtree


def reach(head: Token) -> list[Token]:
    """Return the words of a clause and of those below it; what the parser hung before its "after" or "because" is
    not its."""
    found = sorted(head.subtree, key=lambda t: t.i)  # where branches cross, a tree does not give them in order
    if link_of(head) != "adverbial":
        return found
    joining = words_of("statements", "joining", "conditions")
    marks = [c.i for c in head.children if c.dep_ == "mark" and c.i < head.i and c.lower_ in joining]
    return [t for t in found if t.i >= marks[0]] if marks else found


def hanging_together(tokens: Sequence[Token], head: Token) -> list[Token]:
    """Return the words that hang on a head by words that are there too, and the marks: "his" goes with "lawyer"."""
    among, there, waiting = {t.i for t in tokens}, {head.i}, [head]
    while waiting:
        below = [c for c in waiting.pop().children if c.i in among]
        there.update(c.i for c in below)
        waiting += below
    return [t for t in tokens if t.i in there or t.is_punct]


def skips_in_list(tokens: Sequence[Token], head: Token) -> bool:
    """Say whether one of a list is left out behind a head and words behind it are not: "who are rich … are quick"."""
    there = {t.i for t in tokens}
    last = max((t.i for t in tokens if not t.is_punct), default=head.i)
    left_out = (c for t in tokens for c in t.children if c.dep_ == "conj" and c.i not in there)
    return any(head.i < c.i and c.right_edge.i < last for c in left_out)


def first_and_last(head: Token) -> tuple[Token, Token]:
    """Return the first and the last of the words below a head."""
    return head.left_edge, head.right_edge


def words_before_in_clause_above(head: Token) -> list[Token]:
    """Return the words of the clause above that stand before a head: who plans a deed that is told as planned."""
    return [t for t in head.doc[head.head.left_edge.i : head.i] if not t.is_space]


def is_coordinator(token: Token) -> bool:
    """Say whether a word joins what is listed: "and", "but", "or"."""
    return token.dep_ == "cc"


def ends_preposition(token: Token) -> bool:
    """Say whether a word is the "to" of "according to"."""
    return token.lower_ == "to" and token.dep_ == "fixed"


def joins(token: Token, head: Token) -> bool:
    """Say whether a clause's first word does no more than join it to the clause above: "that", "after", "which"."""
    if token.head != head or link_of(head) == "main":
        return False
    if token.dep_ in ("mark", "advmod"):
        return token.lower_ in words("statements", "joining")
    if token.lower_ == "that" and link_of(head) == "attributive":
        return True  # read as a pronoun: "the report that he had fled"
    return token.dep_ in syntax.SUBJECTS and token.lower_ in _RELATIVES and link_of(first_of_list(head)) == "relative"


def outside_relatives(span: Span) -> list[Token]:
    """Return the words of a phrase but for its relative clauses: of "Ada Holm, 40, who runs a shop" name and age."""
    return [token for token in span if not _is_in_relative(token, span)]


def _is_in_relative(token: Token, span: Span) -> bool:
    clauses = (t for t in (token, *token.ancestors) if span.start < t.i < span.end and t.dep_ in syntax.RELATIVE)
    return any(t.head.i < token.i and t.left_edge.i <= token.i for t in clauses)
