"""The gist of a statement: the words that make it whole, put together from its clause, the clause above and its
references."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from crossread.grammar import syntax
from crossread.grammar.clause_links import first_of_list, form_of, has_own_subject, is_set_off, link_of, relative_word
from crossread.grammar.clauses import Clause
from crossread.grammar.doc import Doc, Token
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
_CLOSES = frozenset(["”", '"', "’", "'", ")", "%"])
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
    tokens = _ordered(clause, _without_asides([doc.tokens[i] for i in own], head))
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
    """Return the words of a clause without what stands in brackets, and without words at its front that only join it
    to others."""
    kept: list[Token] = []
    opened: int | None = None
    for at, token in enumerate(own):
        if token.text == "(" and at and any(t.text == ")" for t in own[at : at + ASIDE_WORDS]):
            opened = at
        if opened is None:
            kept.append(token)
        elif token.text == ")":
            opened = None
    kept = [t for t in (kept if head in kept else own) if t.head != head or not _only_joins(t)]
    while kept and kept[0] != head and (_only_joins(kept[0]) or kept[0].text == ","):
        kept = kept[1:]
    return kept


def _only_joins(token: Token) -> bool:
    if token.dep_ in ("mark", "cc"):
        return token.lower_ not in words("statements", "conditions") | {"to"}
    return token.dep_ in ("advmod", "discourse") and token.lower_ in words("statements", "discourse")


def _ordered(clause: Clause, own: list[Token]) -> list[Token]:
    """Return the words of a clause in the order in which they can be read alone, with what it lacks from the clause
    above."""
    head = clause.predicate
    joint = relative_word(head)
    noun = _described(head)
    if noun is not None and not (has_own_subject(head) and joint is not None and joint.head != head):
        return _with_noun(head, own, joint, noun)
    if noun is not None and joint is not None:
        # "the town where he lived", "the man whose car burned"
        return [*_phrase(noun, first_of_list(head)), *([] if joint in own else [joint]), *own]
    if has_own_subject(head):
        return own
    first = first_of_list(head)
    if first != head and link_of(first) == "complement":
        return [*_led_to(first), *own]
    subject = _doer(clause)
    before = [] if subject is None or subject in own else _listed_phrase(subject, head)
    return [*before, *_shared_auxiliaries(head), *own]


def _doer(clause: Clause) -> Token | None:
    """Return who or what a clause without a subject of its own speaks of."""
    head = clause.predicate
    found = syntax.subject(head)
    if link_of(head) == "attributive" and head.pos_ == "VERB":
        noun = head.head
        if form_of(head) == "gerund" and is_set_off(head) and noun.i + 1 < head.left_edge.i - 1:
            learned = clause.roles.get("ARG0")  # far behind its noun: "moved to Varn, where the firm is, hoping to win"
            found = learned if learned is not None and learned.i < head.i else found
        if found == noun and any(c.dep_ == "cop" for c in noun.children):
            return syntax.subject(noun) or noun  # "was a success, grossing $7 million"
    return found


def _described(head: Token) -> Token | None:
    """Return the noun that a relative clause, or one listed with it, describes."""
    first = first_of_list(head)
    if link_of(first) != "relative" or (first != head and has_own_subject(head) and relative_word(head) is None):
        return None
    return syntax.relative_subject(first)


def _with_noun(head: Token, own: list[Token], joint: Token | None, noun: Token) -> list[Token]:
    """Return a relative clause with its noun in the place of the pronoun: before the verb, or behind it as its
    object."""
    phrase, rest = _phrase(noun, first_of_list(head)), [t for t in own if t != joint]
    subject = next((c for c in head.children if c.dep_ in syntax.SUBJECTS), None)
    if subject is None or subject == joint:
        return [*phrase, *_shared_auxiliaries(head), *rest]
    at = next((n for n, t in enumerate(rest) if t.i > head.i and t.dep_ != "compound:prt"), len(rest))
    return [*rest[:at], *phrase, *rest[at:]]


def _phrase(noun: Token, without: Token | None = None) -> list[Token]:
    """Return the words of a noun phrase, without the clause `without` and those that are set off from it by commas."""
    start, end = syntax.phrase(noun)
    apart = {
        t.i for c in noun.children if c == without or (link_of(c) == "attributive" and is_set_off(c)) for t in c.subtree
    }
    found = [t for t in noun.subtree if start <= t.idx < end and t.i not in apart and not t.is_space]
    found = sorted({*found, *_name_beside(noun, found)}, key=lambda t: t.i)
    while found and found[-1].is_punct and found[-1].text not in _CLOSES:
        found.pop()
    return found


def _name_beside(noun: Token, phrase: list[Token]) -> list[Token]:
    """Return the name right behind a noun phrase, no comma between: "the car ferry" (Mirela)."""
    behind = noun.doc[phrase[-1].i + 1 : phrase[-1].i + 2] if phrase else ()
    named = [t for t in behind if t.pos_ == "PROPN" and t.dep_ in ("appos", "flat") and t.head in phrase]
    return [t for name in named for t in name.subtree if t.pos_ == "PROPN" and t.i >= name.i]


def _listed_phrase(noun: Token, head: Token) -> list[Token]:
    """Return a noun phrase with all that is listed with it: "Ann and Tom"; a relative pronoun by its noun."""
    listed = [c for c in syntax.conjuncts(noun) if c.sent == noun.sent]
    tokens = [t for one in listed for t in _phrase(one, first_of_list(head)) if t != head]
    if not tokens:
        return []
    joined = [
        c
        for one in listed
        for c in one.children
        if c.dep_ in ("cc", "punct") and tokens[0].i < c.i < tokens[-1].i and c.text in (",", "and", "or", "&")
    ]
    return sorted({*tokens, *(joined if len(listed) > 1 else [])}, key=lambda t: t.i)


def _led_to(first: Token) -> list[Token]:
    """Return the words before an infinitive that is listed with another: "The city plans to" (build a bridge and
    sell the port)."""
    above = first.head
    subject = [] if has_own_subject(above) else _ordered_subject(above)
    below = {t.i for t in first.subtree}
    lead = [
        t for t in above.subtree if t.i < first.i and t.i not in below and t.i >= above.left_edge.i and not t.is_space
    ]
    lead.sort(key=lambda t: t.i)
    to = [c for c in first.children if c.dep_ in ("mark", "aux") and c.lower_ == "to"]
    return [*subject, *lead, *to]


def _ordered_subject(head: Token) -> list[Token]:
    subject = syntax.subject(head)
    return _listed_phrase(subject, head) if subject is not None and subject.i < head.i else []


def _shared_auxiliaries(head: Token) -> list[Token]:
    """Return the auxiliaries, and what denies them, that a listed verb shares with the first: "has bought and sold"."""
    first = first_of_list(head)
    if first == head or any(c.dep_ in ("aux", "aux:pass", "cop") for c in head.children):
        return []
    form, base = head.lower_, head.lemma_.lower()
    found = [
        c for c in first.children if c.dep_ in ("aux", "aux:pass") and c.i < first.i and _takes(c, form, base, head)
    ]
    if not found:
        return []
    denied = [c for c in first.children if c.dep_ == "advmod" and c.lower_ in syntax.NEGATIONS and c.i < first.i]
    return sorted([*found, *denied], key=lambda t: t.i)


def _takes(auxiliary: Token, form: str, base: str, head: Token) -> bool:
    """Say whether an auxiliary of the first verb goes with the form of a later one."""
    lemma = auxiliary.lemma_.lower()
    if lemma == "have":
        return form != base and not form.endswith(("ing", "s"))
    if lemma == "be":
        return form.endswith("ing") and form != base or (auxiliary.dep_ == "aux:pass" and syntax.is_passive(head))
    return form == base


def _word(token: Token, index: MentionIndex, speaker: str | None, before: list[Token]) -> Word:
    """Return a word as a gist has it: a pronoun by the name of whom it stands for, unless that name stands before
    it."""
    start, end, form = token.idx, token.idx + len(token.text), token.lower_
    if token.pos_ != "PRON" or form not in _REPLACED | _SPOKEN or not syntax.is_subject(token):
        return plain(token)
    entity = index.by_id.get(speaker or "") if form in _SPOKEN else index.at(start, end)
    if entity is None or entity.name.lower() in words("statements", "unnamed") or _names(entity.id, before, index):
        return plain(token)
    if form in _SPOKEN:
        return Word(f"{token.text} ({entity.name})", start, end)
    if (form == "it") != (entity.type in ("organisation", "place", "facility")) and form != "they":
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
