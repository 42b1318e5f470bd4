"""Names and what stands beside them: "Ann Orr, the mayor of Varn", "police chief Ann Orr"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from crossread.grammar import syntax
from crossread.grammar.descriptions import stands_as_title
from crossread.grammar.doc import Span, Token

_LEFT = frozenset({"amod", "compound", "nmod:poss", "nmod:desc", "nummod"})


@dataclass(frozen=True, slots=True, eq=False)
class Description:
    """A name and a noun that says who that is; `name` and `said` are the places of their words, in tokens, end
    exclusive."""

    noun: Token
    name: tuple[int, int]
    said: tuple[int, int]
    kind: Literal["apposition", "title"]


def descriptions(sentence: Span) -> Iterator[Description]:
    """Yield the names of a sentence with what is said beside them, in order of place."""
    for token in sentence:
        if token.pos_ not in ("PROPN", "NOUN"):
            continue
        if token.dep_ == "appos" and (found := _apposition(token)) is not None or (found := _title(token)) is not None:
            yield found


def beside_commas(noun: Token) -> list[Token]:
    """Return the nouns that say the same as a noun, between commas: the Mia Strand of "his wife, Mia Strand"."""
    return [child for child in noun.children if child.dep_ == "appos"]


def name_behind(noun: Token) -> tuple[int, int] | None:
    """Return the (start, end) code points of the name right behind a common noun: "the carmaker Ostra Motors".

    None where no name stands there, or a comma or a preposition parts them.
    """
    if noun.pos_ != "NOUN":
        return None
    named = (
        c for c in noun.children if c.dep_ in ("appos", "flat") and c.pos_ == "PROPN" and c.left_edge.i == noun.i + 1
    )
    head = next(named, None) or syntax.named_beside(noun)
    while head is not None and head.dep_ == "compound" and head.head.pos_ == "PROPN" and head.head.i > head.i:
        head = head.head  # the last word of a name heads it
    span = _name_span(head) if head is not None and not syntax.preposition(head) else None
    if span is None:
        return None
    last = noun.doc[span[1] - 1]
    return noun.doc[span[0]].idx, last.idx + len(last.text)


def _apposition(token: Token) -> Description | None:
    """Return "Ann Orr, the mayor of Varn" or "the mayor of Varn, Ann Orr": one side is a name, a comma parts them."""
    named, said = (token.head, token) if token.head.pos_ == "PROPN" else (token, token.head)
    if named.pos_ != "PROPN" or said.pos_ != "NOUN" or token.i < token.head.i or _flat(said):
        return None
    one, other = _name_span(named), _phrase_span(said)
    between = token.doc[min(one[1], other[1]) : max(one[0], other[0])]
    if not 1 <= len(between) <= 2 or between[0].text not in (",", "–", "—", "("):
        return None
    return Description(said, one, other, "apposition")


def _title(token: Token) -> Description | None:
    """Return "police chief Ann Orr": a noun right before a name, with what says which one."""
    if stands_as_title(token):
        name = _name_span(token.head)
        begins, ends = _first_word(token), token.i + 1
    elif token.pos_ == "NOUN" and (flat := _flat(token)):
        name = flat[0].i, flat[-1].right_edge.i + 1
        begins, ends = _modifiers_from(token), token.i + 1
    else:
        return None
    return Description(token, name, (begins, ends), "title") if name is not None and ends == name[0] else None


def _first_word(title: Token) -> int:
    """Return where a title begins: of "and FBI official Ann Orr" behind the "and"."""
    words_ = title.doc[title.left_edge.i : title.i + 1]
    return next(t.i for t in words_ if t == title or not (t.is_punct or t.dep_ == "cc"))


def _flat(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ == "flat" and c.pos_ == "PROPN" and c.i > token.i]


def _modifiers_from(token: Token) -> int:
    first = token.i
    for child in sorted(token.children, key=lambda c: -c.i):
        if child.i < first and child.dep_ in _LEFT and child.right_edge.i == first - 1:
            first = child.left_edge.i
    return first


def _name_span(token: Token) -> tuple[int, int]:
    last = token
    while (further := next((c for c in last.children if c.dep_ == "flat" and c.i > last.i), None)) is not None:
        last = further
    of = next((c for c in token.children if c.dep_ == "nmod" and c.i == last.i + 2 and c.pos_ == "PROPN"), None)
    first = token.i
    for child in sorted(token.children, key=lambda c: -c.i):
        if child.i == first - 1 and child.dep_ == "compound" and child.pos_ == "PROPN":
            first = child.i
    return first, (of.right_edge.i if of is not None and syntax.preposition(of) == "of" else last.i) + 1


def _phrase_span(token: Token) -> tuple[int, int]:
    span = token.doc.char_span(*syntax.phrase(token), alignment_mode="expand")
    assert span is not None  # a phrase stands in its text
    return span.start, span.end
