"""Sentences -> cuts: which clauses are statements, by the table of cutting rules, and which words are theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.grammar.appositions import Description
from crossread.grammar.clause_words import (
    ends_preposition,
    first_and_last,
    heads_clause,
    is_coordinator,
    joins,
    reach,
    words_before_in_clause_above,
    words_below_head,
)
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Span, Token
from crossread.grammar.matching import Scene, matches
from crossread.grammar.syntax import is_subject
from crossread.languages.rules import load_rules
from crossread.model.mention_index import MentionIndex
from crossread.text.spans import trimmed

TABLE = "statements"
STATEMENTS = frozenset({"statement", "inside"})
NO_FATE = ("part", "")  # of a sign that the parser takes for the head of a sentence
_OPENS = "“\"‘'(£$€"
_CLOSES = "”\"’')%"
Place = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A statement as it is cut: the predicate of its clause, its span, the words of it that are its own, and the rule.

    `described` is the name and what stands beside it, where that is what is stated; `beside` are those of the sentence.
    """

    predicate: Token
    span: Place
    own: tuple[int, ...]
    rule: str
    described: Description | None = None
    beside: tuple[Description, ...] = ()


class _Parties:
    """Who is named, for the conditions of the table: nothing else is known while sentences are cut."""

    def __init__(self, index: MentionIndex) -> None:
        self.index = index

    def named(self, token: Token) -> bool:
        return self.index.at(token.idx, token.idx + len(token.text)) is not None

    def may_be_party(self, token: Token | None) -> bool:
        return token is not None and self.named(token)


class Cutter:
    """Cuts the sentences of one Doc.

    `told` are the spans of sources and cues, each with that of its cue: no statement about what they brought holds
    them.
    """

    def __init__(self, clauses: Clauses, index: MentionIndex, told: Sequence[tuple[Place, Place | None]]) -> None:
        self.clauses, self.told = clauses, sorted(told, key=lambda one: one[0])
        self.parties = _Parties(index)
        self.rules = load_rules(TABLE)

    def cut(self, sentence: Span) -> list[Cut]:
        """Return the statements of a sentence in order of their heads."""
        if not sentence.doc.has_pos:  # all that can honestly be said without parts of speech
            span = trimmed(sentence.doc.text, sentence.start_char, sentence.end_char)
            return [Cut(sentence.root, span, tuple(t.i for t in sentence if not t.is_space), "whole-sentence")]
        fates = {token.i: self._fate(token) for token in sentence if heads_clause(token)}
        found = []
        for i, (gives, rule) in sorted(fates.items()):
            if gives in STATEMENTS and (made := self._cut(sentence.doc[i], fates, rule)) is not None:
                found.append(made)
        return found

    def _fate(self, token: Token) -> tuple[str, str]:
        """Return what becomes of a clause and the name of the rule that says so."""
        scene = Scene(self.clauses, self.clauses.at(token), self.parties)
        match = next(matches(self.rules, scene), None)
        return (match.rule.gives, match.rule.name) if match is not None else NO_FATE

    def _cut(self, head: Token, fates: Mapping[int, tuple[str, str]], rule: str) -> Cut | None:
        below = self._told_in(head)
        for token in words_below_head(head):
            if token != head and fates.get(token.i, NO_FATE)[0] in ("statement", "none"):
                below.update(t.i for t in reach(token))
        sentence = head.sent
        own = [t for t in reach(head) if t.i not in below and not t.is_space and sentence.start <= t.i < sentence.end]
        if rule == "deed-that-is-planned":
            own = [t for t in words_before_in_clause_above(head) if t not in own] + own
        own = _together(own)
        while own and _only_leads(own[0], head):
            own = own[1:]
        while own and own[-1].is_punct and own[-1].text not in _CLOSES:
            own = own[:-1]
        if head not in own:
            return None
        start, end = own[0].idx, own[-1].idx + len(own[-1].text)
        line = head.doc.text.rfind("\n\n", start, end)
        if line >= 0:
            start, end = (start, line) if head.idx < line else (line, end)
        start, end = trimmed(head.doc.text, start, end)
        return Cut(head, (start, end), tuple(t.i for t in own if start <= t.idx < end), rule)

    def _told_in(self, head: Token) -> set[int]:
        """Return the words of sources and cues among those of a clause, but where the cue is the clause itself, or
        what it speaks of: "Ada's claim angered farmers"."""
        found: set[int] = set()
        first, last = first_and_last(head)
        subject = self.clauses.at(head).subject
        named = subject is not None and subject.pos_ == "NOUN" and is_subject(subject)  # and no "by the union's count"
        about = {head.idx} | ({subject.idx} if subject is not None and named else set())
        for (start, end), cue in self.told:
            if start > last.idx:
                break
            own = start <= head.idx < end or (cue is not None and any(cue[0] <= at < cue[1] for at in about))
            if first.idx <= end + 1 and not own:
                behind = (t for t in head.doc[first.i : last.i + 1] if t.idx == end + 1 and ends_preposition(t))
                found.update(t.i for t in head.doc[first.i : last.i + 1] if start <= t.idx < end)
                found.update(t.i for t in behind)
        return found


def _only_leads(token: Token, head: Token) -> bool:
    """Say whether a word at the begin of a clause tells nothing of its own: a mark, "and", "that"."""
    return (token.is_punct and token.text not in _OPENS) or is_coordinator(token) or joins(token, head)


def _together(tokens: list[Token]) -> list[Token]:
    """Leave out marks at the ends that other words part from the clause: the quotation mark behind the next clause."""
    inner = [t.i for t in tokens if not t.is_punct]
    if not inner:
        return tokens
    kept = {t.i for t in tokens}
    low, high = inner[0], inner[-1]
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    return [t for t in tokens if low <= t.i <= high]
