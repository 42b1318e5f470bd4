"""Lines that begin with a label and a colon: what the label is, and the verdict that a later line gives on the line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from crossread.grammar.doc import Doc, Span, Token
from crossread.languages.tables import words, words_of

Line = tuple[int, int]
MAX_LABEL = 4  # words of a label: "What was claimed"
MAX_BRACKET = 10  # words of a bracket in a label: "Correction (May 4, 2033):"
LINES_BEHIND = 6  # lines behind a claim among which its verdict is looked for


def line_label(token: Token) -> Token | None:
    """Return the last word of the label of the line in which a word stands: "claim" for "The claim: …"."""
    lines = _lines(token.doc)
    return _label(token.doc, lines[_at(lines, token)])


def is_claim_label(token: Token) -> bool:
    """Say whether a word is the label of a line that brings a claim: "claim" of "The claim: …"."""
    return token.lower_ in words("certainty", "claim_labels") and line_label(token) == token


def labelled_claims(doc: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield the label and the words of each line that brings a claim and has a verb."""
    for start, end in _lines(doc):
        label = _label(doc, (start, end))
        if label is not None and label.lower_ in words("certainty", "claim_labels"):
            colon = next(t.i for t in doc[label.i + 1 : end] if t.text == ":")
            said = doc[colon + 1 : end]
            if any(t.pos_ in ("VERB", "AUX") for t in said):
                yield doc[start : label.i + 1], said


def verdict_behind(token: Token) -> Token | None:
    """Return the word by which a later labelled line judges that of a word: "false" for "Our verdict: False"."""
    doc, lines = token.doc, _lines(token.doc)
    at = _at(lines, token)
    if _label(doc, lines[at]) is None:
        return None
    for line in lines[at + 1 : at + 1 + LINES_BEHIND]:
        label = _label(doc, line)
        if label is not None and label.lower_ in words("certainty", "claim_labels"):
            return None  # the next claim
        if label is not None and label.lower_ in words("certainty", "verdict_labels"):
            return _judging([t for t in doc[label.i + 2 : line[1]] if not t.is_space])
        if label is not None and label.lower_ in words("certainty", "true_labels"):
            return label
    return None


def _judging(said: list[Token]) -> Token | None:
    """Return the first word of a verdict, behind "this is", "the claim is", "mostly"."""
    judging = words_of("certainty", "verdicts_against", "verdicts_open", "true")
    return next((t for t in said[:MAX_LABEL] if t.lower_ in judging or t.lemma_.lower() in judging), None)


def _label(doc: Doc, line: Line) -> Token | None:
    """Return the word before the colon that the first words of a line end in; None where nothing follows it.

    A bracket may stand between: "Correction (May 4): …".
    """
    start, end = line
    for token in doc[start : min(end, start + MAX_LABEL + 1)]:
        if token.text == ":":
            return doc[token.i - 1] if start < token.i < end - 1 else None
        if token.text == "(" and token.i > start:
            closed = next((t.i for t in doc[token.i : min(end, token.i + MAX_BRACKET)] if t.text == ")"), end)
            return doc[token.i - 1] if closed < end - 2 and doc[closed + 1].text == ":" else None
        if token.is_punct:
            return None
    return None


def _is_labelled(doc: Doc, start: int) -> bool:
    """Say whether the words from a place on begin with the label of a claim or of the verdict on it."""
    label = _label(doc, (start, min(start + MAX_LABEL + MAX_BRACKET, len(doc))))
    return label is not None and label.lower_ in words_of("certainty", "claim_labels", "verdict_labels")


def _at(lines: tuple[Line, ...], token: Token) -> int:
    return max(bisect_right(lines, (token.i, len(token.doc))) - 1, 0)


@lru_cache(maxsize=2)
def _lines(doc: Doc) -> tuple[Line, ...]:
    """Return the first and last + 1 word of each line that is not empty, without blanks at its ends; once a text.

    A sentence within a line that begins with the label of a claim or of its verdict is a line too: "The claim: … The
    verdict: False."
    """
    found: list[Line] = []
    start: int | None = None
    last = 0
    for token in doc:
        if start is not None and token.i > start and token.sent.start == token.i and _is_labelled(doc, token.i):
            found.append((start, last))
            start = None
        if not token.is_space:
            start, last = (token.i if start is None else start), token.i + 1
        if start is not None and "\n" in token.text_with_ws:
            found.append((start, last))
            start = None
    if start is not None:
        found.append((start, last))
    return tuple(found) or ((0, len(doc)),)
