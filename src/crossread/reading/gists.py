"""The gist of a statement: the words that make it whole, put together from its clause, the clause above and its
references."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from crossread.grammar import syntax
from crossread.grammar.anaphora import holds_place, is_described
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Doc, Token
from crossread.grammar.whole_clauses import whole_clause, without_joints
from crossread.languages.tables import words
from crossread.model import Entity, Gist
from crossread.model.mention_index import MentionIndex

ASIDE_WORDS = 12  # words in brackets that a gist leaves out; more are a sentence of their own
_NO_BLANK_BEFORE = frozenset(".,;:!?)]}%’'”")
_NO_BLANK_BEHIND = frozenset("([{$£€¥“‘")
_SPOKEN = frozenset({"i", "we"})
# Subjects alone: of owners and objects the references are right too seldom for a line that is read without its
# sentence.
_REPLACED = frozenset({"he", "she", "they", "it"})
_MARKS = frozenset([",", "–", "—", "--", "(", ")", "[", "]", ";", ":"])
_QUOTES = "“”\"«»„"


class Word(NamedTuple):
    """A word of a gist: what is written, and where in the report it comes from."""

    text: str
    start: int
    end: int


def gist_of(clause: Clause, own: Collection[int], index: MentionIndex, speaker: str | None) -> Gist:
    """Return the gist of a clause.

    `own` are the tokens of the clause in order of place; `speaker` is the entity whose words they are: who "I" is.
    """
    doc, head = clause.predicate.doc, clause.predicate
    tokens = whole_clause(clause, without_joints(_without_asides([doc.tokens[i] for i in own], head), head))
    written = [_word(token, index, speaker, tokens[:at]) for at, token in enumerate(tokens)]
    return made(doc, written)


def made(doc: Doc, written: Iterable[Word]) -> Gist:
    """Return the gist that words make, in the order given: blanks as in the report where words are neighbours there."""
    kept = _without_lone_marks(doc, _without_lone_quotes(list(written)))
    while kept and not any(c.isalnum() for c in kept[-1].text) and kept[-1].text not in ("%", ")", "”", '"'):
        kept.pop()
    while kept and kept[0].text in (",", ";", ":", "-", "–", "—", ".", ")"):
        kept.pop(0)
    text = ""
    spans: list[tuple[int, int]] = []
    last: Word | None = None
    for word in kept:
        joined = last is not None and last.end == word.start < word.end
        close = joined or not text or word.text[:1] in _NO_BLANK_BEFORE or text[-1] in _NO_BLANK_BEHIND
        text += word.text if close else f" {word.text}"
        if spans and last is not None and last.end <= word.start and not doc.text[last.end : word.start].strip():
            spans[-1] = (spans[-1][0], word.end)
        elif word.end > word.start:
            spans.append((word.start, word.end))
        last = word
    return Gist(text=text, spans=tuple(spans))


def plain(token: Token) -> Word:
    """Return a token as a word of a gist."""
    return Word(token.text, token.idx, token.idx + len(token.text))


def _without_asides(own: list[Token], head: Token) -> list[Token]:
    """Return the words of a clause without what stands in brackets, but where its head does."""
    kept: list[Token] = []
    opened: int | None = None
    for at, token in enumerate(own):
        if token.text == "(" and at and any(t.text == ")" for t in own[at : at + ASIDE_WORDS]):
            opened = at
        if opened is None:
            kept.append(token)
        elif token.text == ")":
            opened = None
    return kept if head in kept else own


def _word(token: Token, index: MentionIndex, speaker: str | None, before: list[Token]) -> Word:
    """Return a word as a gist has it: a pronoun by the name of whom it stands for, unless that name stands before
    it."""
    start, end, form = token.idx, token.idx + len(token.text), token.lower_
    if token.pos_ != "PRON" or form not in _REPLACED | _SPOKEN or not syntax.is_subject(token) or holds_place(token):
        return plain(token)
    entity = index.by_id.get(speaker or "") if form in _SPOKEN else index.at(start, end)
    if entity is None or entity.name.lower() in words("statements", "unnamed") or _names(entity.id, before, index):
        return plain(token)
    if form in _SPOKEN:
        return Word(f"{token.text} ({entity.name})", start, end)
    if (form == "it") != (entity.type in ("organisation", "place", "facility")) and form != "they":
        return plain(token)
    if form == "it" and is_described(token):  # what "it" is, is read wrongly too often: "it can be data"
        return plain(token)
    start, end = _naming(token, entity) or (start, end)
    return Word(entity.name, start, end)


def _naming(token: Token, entity: Entity) -> tuple[int, int] | None:
    """Return the nearest place before a pronoun where the report has the entity's name."""
    text, size = token.doc.text, len(entity.name)
    places = [m.start for m in entity.mentions if m.end <= token.idx and text[m.start : m.start + size] == entity.name]
    return (max(places), max(places) + size) if places else None


def _names(entity: str, before: list[Token], index: MentionIndex) -> bool:
    """Say whether words before a pronoun already name whom it stands for."""
    return any((found := index.at(t.idx, t.idx + len(t.text))) is not None and found.id == entity for t in before)


def _without_lone_quotes(written: list[Word]) -> list[Word]:
    """Leave out quotation marks whose other half is not there."""
    marks = [word.text for word in written if word.text in _QUOTES]
    paired = len(marks) % 2 == 0 and marks.count("“") == marks.count("”")
    return written if paired else [word for word in written if word.text not in _QUOTES]


def _without_lone_marks(doc: Doc, written: list[Word]) -> list[Word]:
    """Leave out commas, dashes and brackets beside which something was left out."""

    def parted(left: Word, right: Word) -> bool:
        return right.start < left.end or bool(doc.text[left.end : right.start].strip())

    kept = []
    for at, word in enumerate(written):
        ends = at == 0 or at == len(written) - 1
        if word.text in _MARKS and (ends or parted(written[at - 1], word) or parted(word, written[at + 1])):
            continue
        kept.append(word)
    return kept
