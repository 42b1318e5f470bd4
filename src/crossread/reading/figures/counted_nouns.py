"""What a figure counts or measures: its noun phrase, from the tree where there is one, else from the words that
follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossread.grammar import syntax
from crossread.grammar.noun_classes import noun_class

if TYPE_CHECKING:
    from crossread.grammar.doc import Doc, Token

_FOLLOWING = re.compile(
    r"(?:-|[^\S\n])(?:of\s(?:the|its|their|his|her|our|those|these)?\s?)?((?:[^\W\d_][\w’'-]*[^\S\n]?){1,5})"
)
_STOP = frozenset(
    [
        "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is", "are", "was",
        "were", "be", "been", "being", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could",
        "may", "might", "must", "should", "that", "which", "who", "whom", "whose", "where", "the", "a", "an", "its",
        "their", "his", "her", "our", "my", "your", "this", "these", "those", "than", "while", "when", "after",
        "before", "per", "since", "over", "under", "into", "near", "among", "during", "until", "till", "according",
        "said", "says", "say", "so", "if", "because", "about", "against", "between", "through", "without", "within",
        "not", "also", "still", "now", "today", "yesterday", "tomorrow", "ago", "later", "earlier", "each", "more",
        "less", "alone", "too", "very", "just", "only", "died", "killed", "injured", "it", "they", "he", "she", "we",
        "i", "you", "there",
    ]  # fmt: skip
)
_LONGEST = 4
_MOMENTS = frozenset(
    [
        "year", "month", "week", "day", "night", "today", "yesterday", "tomorrow", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "quarter", "morning", "afternoon", "evening",
    ]  # fmt: skip
)


def counted_after(text: str, end: int) -> str | None:
    """Return up to four words after a number as what is counted; cut at the first word that cannot be in a noun
    phrase."""
    match = _FOLLOWING.match(text, end)
    if match is None:
        return None
    words: list[str] = []
    for word in match[1].split():
        if word.lower() in _STOP or (words and (word.endswith("ed") or word.endswith("ly"))):
            break
        words.append(word)
    return " ".join(words[:_LONGEST]) or None


def counted_in(doc: Doc, end: int) -> str | None:
    """Return the noun phrase that follows a number: modifiers and nouns, "of its" stepped over."""
    span = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    if span is None:
        return None
    found = _noun_phrase(doc, span.end)
    return _of_whom(doc, span.start) or found if found == "others" else found


def _of_whom(doc: Doc, at: int) -> str | None:
    """Return what "31 others" are others of: what the figure before them in the sentence counts, people of any kind
    as people."""
    for token in reversed(doc[doc[at].sent.start : at]):
        if token.pos_ == "NOUN" and any(c.dep_ == "nummod" for c in token.children):
            return "people" if noun_class(token.lemma_.lower()) in ("person", "group") else str(token.text)
    return None


def _noun_phrase(doc: Doc, at: int) -> str | None:
    began = at
    while (
        at < len(doc)
        and doc[at].lower_ in ("-", "of", "the", "its", "their", "his", "her", "our", "those", "these", "all")
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
        elif (
            not (
                token.pos_ in ("ADJ", "NUM", "X")
                or (
                    token.pos_ in ("VERB", "ADV", "CCONJ") and last < 0 and token.dep_ in ("amod", "advmod", "compound")
                )
            )
            or token.pos_ == "ADJ"
            and last >= 0
            and token.dep_ != "amod"
        ):
            break
        at += 1
    while first < last and doc[first].pos_ == "NUM":
        first += 1  # "two of the 32 containers"
    if last < 0 or doc[last].lower_ in _MOMENTS:
        return None
    return doc[first : last + 1].text.strip()


def measured_in(doc: Doc, start: int, end: int, hyphen: bool) -> str | None:
    """Return what a measure is of: "tonnes of jet fuel", "a 426-mile trek"; else the subject that has it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return None
    follows = doc[span.end].lower_ if span.end < len(doc) else ""
    if follows == "of" or hyphen:
        return _noun_phrase(doc, span.end)
    return None



def about(doc: Doc, start: int, end: int, bare: bool = True) -> list[str]:
    """Return the words of what a figure is about, in order of the text.

    These are the nouns it is of or stands before ("tonnes of jet fuel", "a $700 award"), and the subject of its clause
    ("shares fell 5%"); the noun that a `bare` number counts is not among them. Empty where the text names nothing.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not len(span):
        return []
    root = span.root
    counted = (
        root.head
        if bare
        and root.dep_ in ("nummod", "compound", "det", "nmod")
        and root.head.i >= span.end
        and root.pos_ in ("NUM", "DET")
        else None
    )
    own = {t.i for t in span}
    found: set[int] = set()
    top = root if counted is None else counted
    if counted is not None:
        own |= {t.i for t in counted.subtree if t.i >= span.start and t.i <= counted.i}
    if bare and counted is None:  # "one of the moments": what it is of is what it counts
        own |= {t.i for child in root.children if child.dep_ == "nmod" for t in child.subtree}
    _add_phrase(top, own, found)
    steps = 0
    while top.head is not top and steps < 6:
        steps += 1
        if top.pos_ in ("VERB", "AUX") or syntax.is_clause(top):
            break
        top = top.head
        if top.pos_ in ("NOUN", "PROPN") and top.i not in own:
            _add_phrase(top, own, found)
    while steps < 9:
        steps += 1
        subject = syntax.subject(top)
        if subject is not None and subject.i not in own and subject.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "X"):
            _add_phrase(subject, own, found)
        if (
            found
            or top.head is top
            or top.dep_ not in ("advcl", "xcomp", "acl", "conj", "ccomp", "acl:relcl", "parataxis")
        ):
            break
        top = top.head
    return [doc[i].text for i in sorted(found)]


_WITHIN = frozenset(
    {
        "compound", "amod", "nmod", "nmod:poss", "flat", "appos", "conj", "nummod", "nmod:desc", "nmod:unmarked",
        "obl", "list", "dep", "goeswith",
    }  # fmt: skip
)


def _add_phrase(head: Token, own: set[int], found: set[int]) -> None:
    """Add the content words of a noun phrase, clauses left out."""
    if head.i not in own and head.pos_ in ("NOUN", "PROPN", "ADJ", "X", "SYM", "VERB"):
        found.add(head.i)
    for child in head.children:
        if child.i in own:
            continue
        if child.dep_ in _WITHIN and child.pos_ in ("NOUN", "PROPN", "ADJ", "X", "VERB"):
            _add_phrase(child, own, found)
