"""Whole texts of others within a report: a letter or statement in full, an interview of questions and answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from crossread.grammar import syntax
from crossread.grammar.doc import Doc, Span, Token
from crossread.grammar.noun_classes import noun_class
from crossread.languages.tables import fold, load, words
from crossread.reading.speech.by_grammar import Act
from crossread.reading.speech.by_lead_in import BODY, OWNERS, PERSON, names_in
from crossread.text.spans import trimmed

Place = tuple[int, int]
Named = tuple[Token, Place]
SIGNATURE_WORDS = 6
QUESTION_WORDS = 40
MIN_QUESTIONS = 2
CLOSING_WORDS = 5  # of a line that ends a letter: "Yours sincerely,"
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NOT_BY = ("to", "for", "in", "at", "with", "about", "on", "via")
_OPENS = "“\"‘«„"


def find_by_document(doc: Doc) -> list[Act]:
    """Return the acts that the form of a whole text shows: its paragraphs are the writer's or the interviewed's."""
    lines = [match.span() for match in _LINE.finditer(doc.text)]
    return list(_letters(doc, lines)) or [*_printed(doc, lines), *_interviews(doc, lines)]


@cache
def _salutation() -> re.Pattern[str]:
    openers = "|".join(re.escape(word) for word in load("speech")["salutations"].split("|"))
    writers = "|".join(word.capitalize() for word in sorted(words("function_words", "writers")))
    ends = rf"[,:!]\s*[–—-]+\s*|[,:!]\s*$|[–—-]+\s+|[,:!]\s+(?=(?:{writers})\b)"
    return re.compile(rf"(?:{openers})\b[^.!?\n:]{{0,60}}?\s*(?:{ends})")


@cache
def _closing() -> re.Pattern[str]:
    closers = "|".join(re.escape(word) for word in load("speech")["closings"].split("|"))
    behind = rf"(?:[, ]+[\w.]+){{0,{CLOSING_WORDS}}}[,.]*$"
    return re.compile(rf"(?:^|(?<=[.!?])\s+)(?:[–—-]+\s*)?(?:{closers})\b{behind}", re.I)


def _letters(doc: Doc, lines: Sequence[Place]) -> Iterator[Act]:
    """Read what stands between "Dear colleagues," and "Yours sincerely, NAME", or else the end of the text."""
    at = 0
    while at < len(lines):
        opened = _salutation().match(doc.text[slice(*lines[at])])
        if opened is None:
            at += 1
            continue
        first = lines[at][0] + opened.end()
        body, after, signed = _body(doc, lines, at)
        body[0] = (first, body[0][1])
        named = signed or _announced(doc, lines[:at]) or _introducing(doc, lines[:at])
        if after == len(lines) and signed is None:
            body = body[: _until_own_words(doc, body, named)]
            after = at + len(body)
        content = [trimmed(doc.text, *span) for span in body if span[1] > span[0]]
        if content and (signed is not None or named is not None or after < len(lines)):
            yield _act(content, named)
        at = max(after, at + 1)


def _body(doc: Doc, lines: Sequence[Place], at: int) -> tuple[list[Place], int, Named | None]:
    """Return the paragraphs of a letter that begins at a line, the number of the line behind it, and who signs it."""
    body: list[Place] = []
    for number in range(at, len(lines)):
        start, end = lines[number]
        closed = _closing().search(doc.text[start:end])
        if closed is not None:
            body.append(trimmed(doc.text, start, start + closed.start()))
            signed = _signature(doc, lines[number + 1]) if number + 1 < len(lines) else None
            return body, number + 1 + (signed is not None), signed
        if number > at and (signed := _signature(doc, lines[number])) is not None:
            return body, number + 1, signed
        body.append((start, end))
    return body, len(lines), None


def _signature(doc: Doc, line: Place) -> Named | None:
    """Return the name of a line that is a name and little more: "Ursel Kanning", "OTTOLINE KRESS,"."""
    text = doc.text[slice(*line)].strip(" –—-,.")
    span = doc.char_span(*line, alignment_mode="contract")
    if span is None or not text or len(text.split()) > SIGNATURE_WORDS or doc.text[line[1] - 1] in "!?:":
        return None
    tokens = [t for t in span if t.is_alpha]
    named = [t for t in tokens if t.ent_type_ in PERSON] or [t for t in tokens if text.isupper()]
    if not named or any(t.pos_ in ("VERB", "AUX") and not t.text[:1].isupper() for t in tokens):
        return None
    return span.root if span.root in named else named[0], (named[0].idx, named[-1].idx + len(named[-1].text))


def _act(content: list[Place], named: Named | None) -> Act:
    if named is None:
        return Act(content, exact=True, rule="printed", open=True)
    return Act(content, None, None, *named, exact=True, rule="printed")


def _printed(doc: Doc, lines: Sequence[Place]) -> Iterator[Act]:
    """Read what an introduction says is somebody's text in full, where the writer speaks of himself."""
    for number, first in enumerate(lines[1:], 1):
        if _salutation().match(doc.text[slice(*first)]) or doc.text[first[0]] in _OPENS:
            continue
        named = _announced(doc, lines[:number])
        if named is None:
            continue
        body, after, signed = _body(doc, lines, number)
        whole = signed is not None or after < len(lines)
        stop = _until_named(doc, body, _family(named[0])) if whole else _until_own_words(doc, body, named)
        if any(_is_writers(doc, span) for span in body[:stop]):
            yield _act(body[:stop], signed or named)
            return


def _is_writers(doc: Doc, paragraph: Place) -> bool:
    """Say whether the writer of a paragraph speaks of himself in it, and not in a quotation."""
    quoted = [span for span in doc.quoted if paragraph[0] < span[1] and span[0] < paragraph[1]]
    return any(
        t.lower_ in words("function_words", "writers") and not any(low <= t.idx < high for low, high in quoted)
        for t in _tokens(doc, paragraph)
    )


def _until_own_words(doc: Doc, paragraphs: Sequence[Place], named: Named | None) -> int:
    """Return how many paragraphs of a text that nothing ends are the writer's: to the one that speaks of him; where he
    speaks of himself in most of them, to the last in which he does."""
    stop = _until_named(doc, paragraphs, _family(named[0])) if named is not None else len(paragraphs)
    own = [at for at, span in enumerate(paragraphs[:stop]) if _is_writers(doc, span)]
    return own[-1] + 1 if own and 2 * len(own) > own[-1] + 1 else stop


def _tokens(doc: Doc, place: Place) -> Span | tuple[()]:
    return doc.char_span(*place, alignment_mode="contract") or ()


def _introducing(doc: Doc, lines: Sequence[Place]) -> Named | None:
    """Return whose text the nearest line above that speaks of one says it is."""
    for line in reversed(lines):
        tokens = [t for t in _tokens(doc, line) if not t.is_space]
        if _printed_in(tokens) and (named := _writer(tokens)) is not None:
            return named
    return None


def _announced(doc: Doc, lines: Sequence[Place]) -> Named | None:
    """Return whose text the last line says that it follows, or is whole; else who tells something right above it."""
    tokens = [t for t in _tokens(doc, lines[-1]) if not t.is_space] if lines else []
    printed = _printed_in(tokens)
    if not printed or not _says_it_follows(tokens):
        return None
    owned = next((named for noun in printed if (named := _owner_of(noun)) is not None), None)
    return owned or _writer(tokens) or _telling(doc, lines[:-1])


def _printed_in(tokens: Sequence[Token]) -> list[Token]:
    return [t for t in tokens if t.lemma_.lower() in words("speech", "printed_nouns")]


def _owner_of(noun: Token) -> Named | None:
    """Return the pronoun of whose text a noun speaks: "her full statement"."""
    for token in reversed(list(noun.doc[noun.sent.start : noun.i])):
        if token.lower_ in OWNERS:
            return token, (token.idx, token.idx + len(token.text))
        if token.pos_ not in ("ADJ", "NOUN"):
            break
    return None


def _telling(doc: Doc, lines: Sequence[Place]) -> Named | None:
    """Return the person of whom the nearest line that has one as a subject speaks first."""
    for line in reversed(lines):
        tokens = [t for t in _tokens(doc, line) if not t.is_space]
        named = next((name.root for name in names_in(tokens, PERSON) if syntax.is_subject(name.root)), None)
        if named is not None:
            return named, syntax.phrase(named)
    return None


def _says_it_follows(tokens: Sequence[Token]) -> bool:
    """Say whether a paragraph says that a text follows: "… follows in full.", "the following letter", "in full:"."""
    said = [t.lower_ for t in tokens if not t.is_punct]
    colon = tokens[-1].text == ":"
    pointed = any(one == "the" and other == "following" for one, other in pairwise(said)) or "below" in said
    pointed |= colon and any(one == "text" and other == "of" for one, other in pairwise(said))
    how = words("speech", "printed_whole") | {"in", "here"}
    last = next((word for word in reversed(said) if word not in how), "")
    whole = bool(set(said) & words("speech", "printed_whole"))
    return pointed or last in words("speech", "follows") or (whole and (colon or "here" in said))


def _writer(tokens: Sequence[Token]) -> Named | None:
    """Return by whom an introduction says a text is: behind "by" or "from", whose it is, or who is named first."""
    for kinds in (PERSON, BODY):
        names = [name.root for name in names_in(tokens, kinds)]
        for token in names:
            before = _before_phrase(token)
            if before in ("by", "from"):
                return token, syntax.phrase(token)
        free = [t for t in names if _before_phrase(t) not in _NOT_BY]
        if free:
            return free[0], syntax.phrase(free[0])
    able = [t for t in tokens if t.pos_ == "NOUN" and noun_class(t.lemma_.lower()) in ("person", "group")]
    unnamed = [t for t in able if _before_phrase(t) in ("by", "from")] or [t for t in able if syntax.is_subject(t)]
    if not unnamed:
        return None
    writer = max(unnamed, key=lambda t: (-syntax.phrase(t)[0], syntax.phrase(t)[1]))  # "the miners' union", whole
    return writer, syntax.phrase(writer)


def _before_phrase(token: Token) -> str:
    start, _ = syntax.phrase(token)
    before = next((t for t in reversed(list(token.doc[token.sent.start : token.i])) if t.idx < start), None)
    return before.lower_ if before is not None else ""


def _interviews(doc: Doc, lines: Sequence[Place]) -> Iterator[Act]:
    """Read questions that are paragraphs and the answers below, where the introduction says with whom the talk is."""
    asked = [i for i, line in enumerate(lines) if _is_question(doc.text[slice(*line)])]
    answered = [i for i in asked if i + 1 < len(lines) and i + 1 not in asked]
    if len(answered) < MIN_QUESTIONS or not asked[0]:
        return
    lead = [t for line in lines[: asked[0]] for t in _tokens(doc, line)]
    if not any(t.lemma_.lower() in words("speech", "interviews") for t in lead):
        return
    people = [name.root for name in names_in(lead, PERSON)]
    if not people:
        return
    often = Counter(_family(t) for t in people)
    speaker = max(people, key=lambda t: (often[_family(t)], len(syntax.phrase(t)), -t.i))
    answers = [lines[i] for i in range(answered[0] + 1, len(lines)) if i not in asked]
    stop = _until_named(doc, answers, _family(speaker))
    if stop:
        yield Act(answers[:stop], None, None, speaker, syntax.phrase(speaker), exact=True, rule="interview")


def _until_named(doc: Doc, paragraphs: Sequence[Place], family: str) -> int:
    """Return how many paragraphs stand before one, not the first, that speaks of the speaker: it is the outlet's."""
    told = (i for i, span in enumerate(paragraphs) if i and family in fold(doc.text[slice(*span)]).split())
    return next(told, len(paragraphs))


def _family(token: Token) -> str:
    last = token
    while last.i + 1 < len(token.doc) and last.nbor(1).ent_type_ in PERSON:
        last = last.nbor(1)
    return fold(last.text)


def _is_question(line: str) -> bool:
    return line.endswith("?") and line[0] not in _OPENS and len(line.split()) <= QUESTION_WORDS
