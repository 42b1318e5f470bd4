"""Who tells what to whom, as the learned roles give it: spans of a predicate's arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossread.grammar.clause_links import form_of, link_of
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.syntax import is_clause

Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class RoleFrame:
    """A predicate and the words that fill its PropBank roles, those of one role in order of place."""

    predicate: Token
    sense: str
    roles: Mapping[str, tuple[Span, ...]]

    def first(self, role: str) -> Span | None:
        """Return the first words that fill a role."""
        return next(iter(self.roles.get(role, ())), None)


def role_frames(doc: Doc) -> Iterator[RoleFrame]:
    """Yield the frames of a text in order of their predicates; none where the pipeline tells no roles."""
    for frame in doc.frames:
        roles: dict[str, tuple[Span, ...]] = {}
        for argument in frame.arguments:
            roles[argument.role] = (*roles.get(argument.role, ()), doc[argument.start : argument.end])
        yield RoleFrame(doc[frame.predicate], frame.sense, roles)


def is_clausal(span: Span) -> bool:
    """Say whether words hold a predicate: something that is so, not only a thing."""
    return any(token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "compound", "case") for token in span)


def tells_so(span: Span) -> bool:
    """Say whether words are a clause that could stand alone: "the keys were lost", not "the loss that they found"."""
    root = span.root
    return (
        is_clause(root) and form_of(root) in ("finite", "verbless") and link_of(root) not in ("relative", "attributive")
    )


def text_place(span: Span) -> Place:
    """Return the place of words in the text, white space and marks between clauses at either end left out."""
    tokens = [t for t in span if not t.is_space]
    while tokens and tokens[-1].text in (",", ";", ":", "-", "–", "—"):
        tokens.pop()
    while tokens and (tokens[0].text in (",", ";", ":") or (tokens[0].lower_ == "that" and tokens[0].dep_ == "mark")):
        tokens.pop(0)
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)) if tokens else (0, 0)


def opens_clause(doc: Doc, span: Span) -> int:
    """Return where the clause begins to whose end the words of a trailing telling belong: the sentence's first word.

    "Divers reported in spring that a plate was loose, the cook has told the Herald": all that stands before is told.
    """
    sentence = span.sent
    before = [t for t in doc[sentence.start : span.start] if not t.is_space and not t.is_punct]
    joined = any(t.dep_ == "cc" or t.text in (";", ":", "“", '"') for t in doc[sentence.start : span.start])
    return (
        sentence.start_char
        if before and not joined and any(t.pos_ in ("VERB", "AUX") for t in before)
        else span.start_char
    )
