"""Clause -> what the words above it make of it: told as so, left open, called false, taken back; by a rule table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossread.grammar.clause_links import telling_clause
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Token
from crossread.grammar.matching import Match, Scene, matches
from crossread.languages.rules import load_rules
from crossread.languages.tables import words
from crossread.model import Certainty, TextSpan, certainty_label

TABLE = "certainty"
# The values of the labels that the table gives, on the scale of `Certainty`.
VALUES: Mapping[str, float] = {
    "withdrawn": -3.0, "denied": -3.0, "unlikely": -1.5, "unknown": 0.0, "possible": 0.6, "probable": 1.4,
}  # fmt: skip
MAX_CLIMB = 3  # clauses above a clause whose frame it shares: "no evidence that he thought that …"


@dataclass(frozen=True, slots=True, eq=False)
class Framing:
    """What stands above a clause: the label it gives, its cue and the rule that found it."""

    gives: str
    rule: str
    cue: Token | None

    @property
    def value(self) -> float:
        """How sure the clause is under it."""
        return VALUES[self.gives]

    @property
    def denies(self) -> bool:
        """Whether the clause is called false or taken back."""
        return self.gives in ("denied", "withdrawn")


class Nobody:
    """The table asks for no parties."""

    def named(self, token: Token) -> bool:
        return False

    def may_be_party(self, token: Token | None) -> bool:
        return False


def scene_at(clauses: Clauses, token: Token) -> Scene:
    """Return the clause of a predicate for tables that ask for no parties, made once."""
    found = clauses.scenes.get(token)
    if found is None:
        found = clauses.scenes[token] = Scene(clauses, clauses.at(token), Nobody())
    return found


class Frames:
    """The framings of one Doc's clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.rules = clauses, load_rules(TABLE)
        self._found: dict[Token, Match | None] = {}

    def at(self, head: Token) -> Framing | None:
        """Return the framing of a clause, or None where it is plainly told."""
        token = head
        for _ in range(MAX_CLIMB):
            found = self._match(token)
            if found is not None:
                return Framing(found.rule.gives, found.rule.name, found.slots.get("cue"))
            above = _told_in(token)
            if above is None:
                return None
            token = above
        return None

    def is_untrue(self, head: Token) -> bool:
        """Say whether a clause is called false, taken back, or said to be without evidence."""
        found = self.at(head)
        return found is not None and found.value < 0

    def _match(self, token: Token) -> Match | None:
        if token not in self._found:
            self._found[token] = next(matches(self.rules, scene_at(self.clauses, token)), None)
        return self._found[token]


def _told_in(token: Token) -> Token | None:
    """Return the clause whose content a clause is, unless that clause takes it for true ("knew that")."""
    above = telling_clause(token)
    return None if above is None or above.lemma_.lower() in words("certainty", "factive") else above


def framed(certainty: Certainty, framing: Framing) -> Certainty:
    """Return how sure a clause is with what stands above it: never surer than without."""
    value = min(certainty.value, framing.value)
    cues = (span_of(framing.cue),) if framing.cue is not None else ()
    denied = framing.denies or certainty.label == "denied"
    found = tuple(dict.fromkeys((*certainty.cues, *cues)))
    return Certainty(value=value, label=certainty_label(value, denied=denied), cues=found)


def span_of(token: Token) -> TextSpan:
    """Return a word with its place."""
    return TextSpan(text=token.text, start=token.idx, end=token.idx + len(token.text))
