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
from crossread.languages.tables import fold, load, words, words_of
from crossread.reading.speech.by_grammar import Act
from crossread.reading.speech.by_lead_in import BODY, PERSON, names_in
from crossread.text.spans import trimmed

Place = tuple[int, int]
Named = tuple[Token, Place]
SIGNATURE_WORDS = 6
QUESTION_WORDS = 40
MIN_QUESTIONS = 2
CLOSING_WORDS = 5  # of a line that ends a letter: "Yours sincerely,"
_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_WHOSE = ("his", "her")
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
    ends = rf"[,:!]\s*[–—-]+\s*|[,:!]\s*$|[–—-]+\s+|(?P<inline>[,:!]\s+)(?=(?:{writers})\b)"
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
        body, after, signed = _body(doc, lines, at)
        announced = _announced(doc, lines[:at])
        if opened["inline"]:
            named = signed or announced
            body = body if signed is not None else body[: _until_own_words(doc, body, announced)]
            after = at + len(body) if signed is None else after
        else:
            body[0] = (lines[at][0] + opened.end(), body[0][1])
            named = signed or announced or _introducing(doc, lines[:at], needs_form=False)
        content = [trimmed(doc.text, *span) for span in body if span[1] > span[0]]
        ended = after < len(lines) and not opened["inline"]
        if content and (named is not None or ended):
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
        opened = _salutation().match(doc.text[slice(*first)])
        if (opened is not None and not opened["inline"]) or doc.text[first[0]] in _OPENS:
            continue
        named = _introducing(doc, lines[number - 1 : number], needs_form=True)
        announced = _announced(doc, lines[:number]) if named is None else None
        if named is None and announced is None:
            continue
        body, _, signed = _body(doc, lines, number)
        if named is not None:
            body = body[: _until_named(doc, body, _family(named[0]))]
        elif signed is None:
            body = body[: _until_own_words(doc, body, announced)]
        if any(_is_writers(doc, span) for span in body):
            yield _act(body, signed or named or announced)
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
    writer = named[0] if named is not None else None
    if writer is not None and writer.lower_ in _WHOSE:  # the person of whom the report spoke last
        people = names_in(list(doc.tokens[: writer.i]), PERSON)
        writer = people[-1].root if people else None
    stop = _until_named(doc, paragraphs, _family(writer)) if writer is not None else len(paragraphs)
    own = [at for at, span in enumerate(paragraphs[:stop]) if _is_writers(doc, span)]
    return own[-1] + 1 if own and 2 * len(own) > own[-1] + 1 else stop


def _tokens(doc: Doc, place: Place) -> Span | tuple[()]:
    return doc.char_span(*place, alignment_mode="contract") or ()


def _introducing(doc: Doc, lines: Sequence[Place], *, needs_form: bool) -> Named | None:
    """Return whose text follows; `needs_form`: the introduction must say that the text follows, or is whole."""
    for line in reversed(lines):
        tokens = [t for t in _tokens(doc, line) if not t.is_space]
        kinds = [t for t in tokens if t.lemma_.lower() in words("speech", "printed_nouns")]
        if kinds and (not needs_form or _says_it_follows(tokens)) and (named := _writer(tokens)) is not None:
            return named
    return None


def _announced(doc: Doc, lines: Sequence[Place]) -> Named | None:
    """Return whose text the last line announces that names nobody: "Here is her full statement:", "Read the full
    post:".

    It is that of the pronoun before it, or of who tells something in that line or the nearest above. What the outlet
    says of itself announces nobody's text.
    """
    tokens = [t for t in _tokens(doc, lines[-1]) if not t.is_space] if lines else []
    if not tokens or tokens[-1].text != ":" or any(t.lower_ in words("function_words", "writers") for t in tokens):
        return None
    for token in tokens[1:]:
        printed = token.lemma_.lower() in words_of("speech", "printed_nouns", "posted_nouns")
        if printed and token.nbor(-1).lower_ in words("speech", "printed_whole"):
            owner = token.nbor(-2) if token.i - tokens[0].i > 1 else token
            if owner.lower_ not in _WHOSE:
                return _teller_above(doc, lines)
            known = any(t.ent_type_ in PERSON for line in lines for t in _tokens(doc, line))
            return (owner, (owner.idx, owner.idx + len(owner.text))) if known else None
    return None


def _teller_above(doc: Doc, lines: Sequence[Place]) -> Named | None:
    """Return the person who tells or writes something in the last line where one does, the last there."""
    for line in reversed(lines):
        told = (t for t in _tokens(doc, line) if t.lemma_.lower() in words_of("speech", "say", "posting"))
        people = [one for verb in told if not syntax.is_passive(verb) and (one := syntax.subject(verb)) is not None]
        named = [person for person in people if person.ent_type_ in PERSON]
        if named:
            return named[-1], syntax.phrase(named[-1])
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
