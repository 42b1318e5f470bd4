"""Who tells what to whom, as the learned roles give it: spans of a predicate's arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossread.grammar import syntax
from crossread.grammar.clause_links import form_of, link_of
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.syntax import clause_of, is_clause
from crossread.languages.tables import words

_DANGLING = frozenset({"ADP", "DET", "CCONJ", "PART"})
_BEFORE_NOUNS = frozenset({"nmod:poss", "poss", "compound", "amod", "nummod"})
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


def carrier(span: Span) -> Token:
    """Return the word that carries a phrase, the name where an office stands before it."""
    root = span.root
    named = next((c for c in root.children if c.dep_ in ("appos", "flat") and c.pos_ == "PROPN" and c in span), None)
    return named if root.pos_ == "NOUN" and named is not None else root


def clause_hung_on(word: Token) -> Token | None:
    """Return the clause that a word hangs on; None where it hangs on nothing."""
    return clause_of(word.head) if word.head != word else None


def is_owned_participle(verb: Token) -> bool:
    """Say whether a participle stands before a noun and behind its owner: others report "Ito's reported plans"."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    return verb.dep_ == "amod" and (before.dep_ == "nmod:poss" or before.lower_ in syntax.POSSESSIVES)


def is_done_with(verb: Token, noun: Token) -> bool:
    """Say whether a participle behind a noun says what was done with it: "the rules announced Thursday" announce
    nothing."""
    quotes = verb.lemma_.lower() in words("speech", "cite")  # "an officer quoted as saying" says so
    return verb.dep_ == "acl" and verb.head == noun and form_of(verb) == "participle" and not quotes


def end_of_broken_phrase(last: Token) -> int | None:
    """Return where the phrase ends of which a preposition, an article or an owner is the last word of some words.

    None where these words end with a phrase, or with a particle or an adverb of the verb.
    """
    if last.dep_ in ("compound:prt", "advmod"):
        return None
    if last.pos_ not in _DANGLING and not (last.dep_ in _BEFORE_NOUNS and last.head.i == last.i + 1):
        return None
    head = last.head
    end = max((t for t in head.subtree if t.sent.start == head.sent.start), key=lambda t: t.i)
    return end.idx + len(end.text)


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
