"""How surely a proposition is put, and whether it is done, planned or wished: by rule tables and the learned head."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import cast

from crossread.grammar import syntax
from crossread.grammar.clause_links import (
    clause_above,
    describes_noun,
    is_asked,
    is_chance_of_another,
    link_of,
    own_words,
    takes_for_done,
    words_above,
)
from crossread.grammar.clauses import Clauses
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.matching import Scene, matches
from crossread.grammar.noun_phrases import is_of_nameless_name
from crossread.languages.rules import load_rules
from crossread.languages.tables import load, words, words_of
from crossread.model import Certainty, Status, TextSpan, certainty_label
from crossread.reading.certainty_frames import scene_at

HEDGES = "hedges"
STATUS = "status"
MODEL_FLOOR = 1.0  # the model alone (no hedging word) lowers a clause to "probable", never further
# Above this the model sees no doubt: of 44 clauses of our stories between .5 and 1.6 without a hedging word, 3 were
# in doubt.
MODEL_BAR = 0.5
SURE = 3.0
DOUBTED = 2.5  # a verb of saying that is valued at least this much puts nothing in doubt
UNLISTED = 1.2  # a passive hedge that the table gives no value: "is understood to"
MAX_CLIMB = 4  # verbs that lead to one another: "began to try to sell"
NOTHING = "nothing"
AS_ABOVE = "as above"
Place = tuple[int, int]
Found = tuple[float, Place]


class CertaintyReader:
    """Reads the certainty and the status of one Doc's clauses, each at its predicate."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses, self.doc = clauses, clauses.doc
        self.hedges, self.statuses = load_rules(HEDGES), load_rules(STATUS)
        places = [match.span() for match in _begun_phrase().finditer(self.doc.text)]
        self._begins, self._ends = [start for start, _ in places], [end for _, end in places]

    def status(self, head: Token) -> Status:
        """Return whether the clause tells of something done, going on, planned, foreseen, wished, conditional or
        general."""
        token = head
        for _ in range(MAX_CLIMB):
            match = next(matches(self.statuses, self._scene(token)), None)
            if match is None:
                return "general"
            if match.rule.gives != AS_ABOVE:
                return cast(Status, match.rule.gives)
            token = clause_above(token) or token
        return "general"

    def certainty(self, head: Token, span: Place, cue: Token | None, *, denied: bool) -> Certainty:
        """Return how surely the teller puts the clause headed by `head`, whose words are `span`.

        `cue` is the verb of saying, whose own doubt ("suspects", "doubts") is the teller's; `denied` says that somebody
        denies the content. Plain negation is part of the proposition and leaves it as sure as it is: "did not fire" is
        asserted.
        """
        found = self._phrases(head, span)
        found += self._hedges(head, [place for _, place in found])
        doubted = float(load("certainty")["verbs"].get(cue.lemma_.lower(), SURE)) if cue is not None else SURE
        if cue is not None and doubted < DOUBTED:
            found.append((doubted, _place(cue)))
        value = min(found)[0] if found else self._seen(head)
        if is_left_open(head):
            value = 0.0
            open_ = _unknown().search(self.doc.text, head.sent.start_char, head.sent.end_char)
            found += [(0.0, open_.span())] if open_ and not found else []
        if denied:
            value = -SURE
        cues = [TextSpan(text=self.doc.text[a:b], start=a, end=b) for _, (a, b) in sorted(found, key=lambda i: i[1])]
        if denied and cue is not None:
            cues.append(TextSpan(text=cue.text, start=cue.idx, end=cue.idx + len(cue.text)))
        label = certainty_label(value, denied=denied)
        return Certainty(value=round(value, 2), label=label, cues=tuple(dict.fromkeys(cues)))

    def _scene(self, head: Token) -> Scene:
        return scene_at(self.clauses, head)

    def _phrases(self, head: Token, span: Place) -> list[Found]:
        """Return the phrases of likelihood among the clause's own words and those that stand above it."""
        found: list[Found] = []
        above = words_above(head)
        for tokens, (start, end) in ((own_words(head), span), (above, _reach(above))):
            if self._may_hold_phrase(start, end) and _any_phrase().search(self.doc.text, start, end):
                places = {t.idx for t in tokens}
                for value, place in _said(self.doc, start, end, head):
                    if place[0] in places and not _taken(place, found) and not self._is_of_name(place[0]):
                        found.append((value, place))
        return found

    def _may_hold_phrase(self, start: int, end: int) -> bool:
        """Say whether a phrase of likelihood may stand in [start, end), by one look through the whole text."""
        at = bisect_right(self._ends, start)
        return at < len(self._begins) and self._begins[at] < end

    def _hedges(self, head: Token, phrases: list[Place]) -> list[Found]:
        """Return what the rules of hedging give; a word counts once, in the order of the table."""
        found: list[Found] = []
        known = [(SURE, place) for place in phrases]
        for match in matches(self.hedges, self._scene(head)):
            cue = match.slots.get("cue")
            if cue is None or _taken(_place(cue), known) or _is_literal(cue) or self._is_of_name(cue.idx):
                continue
            known.append((SURE, _place(cue)))
            if match.rule.gives != NOTHING:
                found.append((_given(match.rule.gives, cue), _place(cue)))
        return found

    def _is_of_name(self, start: int) -> bool:
        """Say whether a word with a capital letter is part of a name: "Doubtful Guest won", "the band Maybe
        Tomorrow"."""
        span = self.doc.char_span(start, start + 1, alignment_mode="expand")
        if span is None or not self.doc.text[start].isupper():
            return False
        token = span.root
        named = self.clauses.mentions.at(token.idx, token.idx + len(token.text))
        behind = self.clauses.mentions.at(end := token.idx + len(token.text_with_ws), end + 1)
        return named is not None or is_of_nameless_name(token, known_behind=behind is not None)

    def _seen(self, head: Token) -> float:
        """Return how sure the learned head finds a clause without a hedging word: sure, or in doubt."""
        told = head.certainty
        if told is None:
            return SURE
        seen = abs(told)
        return max(seen, MODEL_FLOOR) if seen < MODEL_BAR and not syntax.is_negated(head) else SURE


def is_left_open(head: Token) -> bool:
    """Say whether a clause is a question or hangs on "it is unclear whether"; "unclear when it left" leaves the time
    open."""
    if takes_for_done(head) and not head.sent.text.rstrip().endswith("?"):
        return False
    if is_asked(head) or _unknown().search(" ".join(t.text for t in sorted(own_words(head), key=lambda t: t.i))):
        return True
    above = clause_above(head)
    if above is None or link_of(head) not in ("content", "subject", "adverbial"):
        return False
    return above.lemma_.lower() in words("certainty", "open") or bool(_unknown().search(head.sent.text))


@cache
def _phrase_table() -> tuple[tuple[re.Pattern[str], float], ...]:
    terms = load("probability")["terms"]
    table = {term: entry["value"] for term, entry in terms.items()} | load("certainty")["adverbs"]
    longest = sorted(table.items(), key=lambda i: -len(i[0]))
    return tuple((re.compile(rf"\b{re.escape(p)}\b", re.I), float(v)) for p, v in longest)


@cache
def _any_phrase() -> re.Pattern[str]:
    """Return what finds whether a text has any of the phrases at all: most have none."""
    return re.compile(rf"{_begun_phrase().pattern}\b", re.I)


@cache
def _begun_phrase() -> re.Pattern[str]:
    """Return what finds where a phrase may stand, also as the beginning of longer words: a stretch of text may end
    there."""
    inner = "|".join(pattern.pattern.removeprefix(r"\b").removesuffix(r"\b") for pattern, _ in _phrase_table())
    return re.compile(rf"\b(?:{inner})", re.I)


@cache
def _unknown() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{load('certainty')['unknown']})\b", re.I)


def _said(doc: Doc, start: int, end: int, head: Token) -> Iterator[Found]:
    """Yield the phrases of likelihood in [start, end), longest first, but where a word describes a thing, or a phrase
    tells the chance of something else than the clause of `head`."""
    for pattern, value in _phrase_table():
        for match in pattern.finditer(doc.text, start, end):
            found = doc.char_span(*match.span(), alignment_mode="expand")
            if not _is_literal(found) and not _describes(found) and not _is_of_another(found, head):
                yield value, match.span()


def _is_of_another(found: Span | None, head: Token) -> bool:
    """Say whether a phrase of likelihood brings that of which it is the chance, which is not the clause of `head`."""
    return found is not None and is_chance_of_another(found.root, head)


def _taken(place: Place, found: list[Found]) -> bool:
    return any(a < place[1] and b > place[0] for _, (a, b) in found)


def _given(gives: str, cue: Token) -> float:
    return float(gives) if gives[0].isdigit() else _value(gives, cue)


def _value(key: str, cue: Token) -> float:
    """Return the value of a cue in a table of the lexicon; a hedge that is not listed has its own."""
    table = load("certainty")[key]
    for form in (cue.lemma_.lower(), cue.lower_):
        if form in table:
            return float(table[form])
    return UNLISTED


def _is_literal(found: Token | Span | None) -> bool:
    """Say whether a word that can weigh describes a thing instead: "a remote island", "the wrong door"."""
    token = found if isinstance(found, Token) else found[0] if found is not None and len(found) == 1 else None
    if token is None or token.lemma_.lower() not in words("certainty", "literal_too"):
        return False
    return describes_noun(token, words_of("certainty", "chances", "told_nouns"))


def _describes(found: Span | None) -> bool:
    """Say whether an adjective of likelihood stands before a noun: the table of hedges says what that weighs."""
    single = found is not None and len(found) == 1 and found[0].lemma_.lower() in load("certainty")["adjectives"]
    return single and found is not None and describes_noun(found[0], words_of("certainty", "chances", "told_nouns"))


def _place(token: Token) -> Place:
    return token.idx, token.idx + len(token.text)


def _reach(tokens: list[Token]) -> Place:
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)) if tokens else (0, 0)
