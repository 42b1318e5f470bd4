"""What a figure counts or measures: its noun phrase, from the tree where there is one, else from the words that
follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossread.grammar.figure_nouns import may_stand_before_noun
from crossread.grammar.noun_classes import noun_class
from crossread.grammar.noun_phrases import is_counted
from crossread.reading.figures.exclusions import listed

if TYPE_CHECKING:
    from crossread.grammar.doc import Doc, Token

_FOLLOWING = re.compile(
    r"(?:-|[^\S\n])(?:of\s(?:(?:the|its|their|his|her|our|those|these)\s)?)?((?:[^\W\d_][\w’'-]*[^\S\n]?){1,5})"
)
_LONGEST = 4


def counted_after(text: str, end: int) -> str | None:
    """Return up to four words after a number as what is counted; cut at the first word that cannot be in a noun
    phrase."""
    match = _FOLLOWING.match(text, end)
    if match is None:
        return None
    words: list[str] = []
    for word in match[1].split():
        if word.lower() in listed("never_counted") or (words and (word.endswith("ed") or word.endswith("ly"))):
            break
        words.append(word)
    return " ".join(words[:_LONGEST]) or None


def counted_in(doc: Doc, end: int) -> str | None:
    """Return the noun phrase that follows a number: modifiers and nouns, "of its" stepped over."""
    span = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    assert span is not None  # a figure ends in the text
    found = _noun_phrase(doc, span.end)
    return _of_whom(doc, span.start) or found if found == "others" else found


def _of_whom(doc: Doc, at: int) -> str | None:
    """Return what "31 others" are others of: what the figure before them in the sentence counts, people of any kind
    as people."""
    for token in reversed(doc[doc[at].sent.start : at]):
        if token.pos_ == "NOUN" and is_counted(token):
            return "people" if noun_class(token.lemma_.lower()) in ("person", "group") else str(token.text)
    return None


def _noun_phrase(doc: Doc, at: int) -> str | None:
    began = at
    while (
        at < len(doc)
        and (doc[at].text == "-" or doc[at].lower_ in listed("before_counted"))
        and at - began < 4
    ):
        at += 1
    first, last = at, -1
    while at < len(doc) and at - first < 8:
        token: Token = doc[at]
        if token.pos_ in ("NOUN", "PROPN") or (token.pos_ == "PRON" and token.lower_ in ("others",)):
            last = at
        elif token.text in ("-", "‑", "’s", "'s", "&") and at + 1 < len(doc) and at > first:
            if token.text in "-‑":
                at += 1  # the far side of a hyphen belongs to the word before it
                last = at if doc[at].pos_ in ("NOUN", "PROPN") else last
        elif (
            token.lower_ == "and"
            and last >= 0
            and at + 1 < len(doc)
            and doc[at + 1].pos_ == "PROPN"
            and doc[last].pos_ == "PROPN"
        ):
            pass
        elif not may_stand_before_noun(token, begun=last >= 0):
            break
        at += 1
    while first < last and doc[first].pos_ == "NUM":
        first += 1  # "two of the 32 containers"
    if last < 0 or doc[last].lower_ in listed("moments"):
        return None
    return doc[first : last + 1].text.strip()


def measured_in(doc: Doc, start: int, end: int, hyphen: bool) -> str | None:
    """Return what a measure is of: "tonnes of jet fuel", "a 426-mile trek"; else the subject that has it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None  # a figure stands in the text
    follows = doc[span.end].lower_ if span.end < len(doc) else ""
    if follows == "of" or hyphen:
        return _noun_phrase(doc, span.end)
    return None
