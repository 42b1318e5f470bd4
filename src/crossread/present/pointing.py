"""Words of a line that point at what is said elsewhere: "the pushback", "at that time", "he" whom nobody names.

A line with such a word is understood only after what it points at, so it is shown with the sentence before it,
never alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossread.languages import tables
from crossread.model import Participant
from crossread.present.fillings import pieces
from crossread.present.statement_view import Said

STEM = 6  # letters by which a noun is found again in its plural
LONGEST = 3  # words of a phrase that says no more than its noun: "the second device"; a longer one tells which
SCANT = 5  # words of a statement that leaves out what one asks after, where one takes part: "the firm did not know"
ASKED = 8  # words of a question that says by itself what it asks
_DEFINITE = re.compile(
    r"(?i:the|this|that|these|those)\s+(?P<rest>[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*)*)$"
)
_NEAR = re.compile(r"(?:this|that|these|those|the same)\b", re.IGNORECASE)
# A bare noun within a longer phrase or behind a preposition, before a word that goes on with something else: "eating
# at the chain and".
_INSIDE = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)\s+(?P<noun>[a-z]{3,})"
    r"(?=[,.;:!?]|$|\s+(?:and|or|but|in|on|at|to|by|with|from|for|as|is|are|was|were|has|have|had|will|would|could"
    r"|said|says|when|while|after|before|because|if|until|since|during|also)\b)"
)
# Behind a quotation: no name within it is his.
_SPEAKER = re.compile(r"[”\"'’]\s+(?:he|she|they)\s+[a-z]", re.IGNORECASE)
# Of whom they are some is said before.
_GROUP = re.compile(
    r"\W*(?:others|many|some|most|few|several|all|none|another|neither|both)\s+"
    r"(?:also|are|were|is|was|have|has|had|will|would|could|may|sa(?:y|id))\b",
    re.IGNORECASE,
)
_HEAD = range(0, 3)  # where the first phrase of a sentence may begin: at once, or after a quotation mark
_FIRST = re.compile(r"\w+")
# What "this" is, or where "here" is, is said before; who "I" is, behind the quotation.
_DEICTIC = re.compile(r"\b(?:this|that)(?:['’]s| is| was)\b|\bthis thing\b|\bhere[.”\"’']*$", re.IGNORECASE)
_OWN_WORDS = re.compile(r"\b(?:I|[Mm]y|[Ww]e|[Oo]ur)\b")
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|``(?:(?!'').)*(?:''|$)|\"[^\"]*(?:\"|$)")
_TELLS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|t(?:old|ells)|ask(?:ed|s)|add(?:ed|s)|wr(?:ote|ites)|tweet(?:ed|s)|argu(?:ed|es)"
    r"|claim(?:ed|s)|insist(?:ed|s)|testif(?:ied|ies)|repl(?:ied|ies)|explain(?:ed|s)|continued|announced|declared"
    r"|stated|warned|responded|quipped|joked|according to|called|noted|recalled|vowed)\b|:\s*$"
)  # verbs outside a quotation with which somebody speaks
_TO_READER = re.compile(r"^\W*(?:do|did|have|are|what|how|would|will|which)\b.*\byou\b", re.IGNORECASE)
_STAMP = re.compile(
    r"^\W*(?:posted|(?:last )?updated|published|edited|created|filed|advertisement|related|photos?:)\b"
    r"|^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)(?:day)?|tue|wed|thu|sat),? +[a-z]{3,9}\.? +\d{1,2},? +\d{4}\b"
    r"|^read (?:the|more|full)\b",
    re.IGNORECASE,
)  # of the page, no statement of news
_HEADS = re.compile(r"(?:What|How|Why|Who|Where)\b")  # a heading that leads on: "What the union wants"
_SAYS = re.compile(r"^\[[^\]]+:\]\s*")  # who speaks, before his words
_COUNTED = frozenset(["both", "neither", "either", "others", "the others", "the latter", "the former", "the two"])
_PERSON = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][a-z]+")


def points(one: Said, line: str, due: Iterable[int]) -> bool:
    """Say whether a statement names somebody or something by a noun that only what stands before explains.

    `line` is how it reads with what is put in brackets; `due` where in the report that belongs.
    """
    known = _known(one)
    bare = any(is_bare(part, known) and not _is_told(part, due) for part in one.statement.participants)
    return bare or _has_object(one, one.readable) or _names_bare(line, known)


def _known(one: Said) -> str:
    """Return the head of a report in small letters: what it names the story is about, and its reader knows it."""
    first = one.view.paragraphs[0] if one.view.paragraphs else None
    return (one.view.report.title or (one.view.report.text[first.start : first.end] if first else "")).lower()


def _has_object(one: Said, said: str) -> bool:
    """Say whether a pronoun that is no subject stands for one whom the same clause cannot name: "threw her down"."""
    words = set(re.findall(r"\w+", said.lower()))
    objects = [part.text.lower() for part in one.statement.participants if part.role != "agent"]
    return any(word in tables.words("lines", "objects") and word in words for word in objects)


def _names_bare(words: str, known: str) -> bool:
    """Say whether a noun of which there are many stands bare in words that have not named it before."""
    for found in _INSIDE.finditer(words):
        noun = found["noun"]
        if not _is_known(noun, known) and noun[:STEM] not in words[: found.start()].lower():
            return True
    return False


def bare_nouns(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of nouns that stand bare behind "the" or "this", those left out of which there is one alone."""
    for found in _INSIDE.finditer(text):
        if found["noun"] not in tables.words("lines", "only_one"):
            yield found.span("noun")


def is_bare(part: Participant, known: str = "") -> bool:
    """Say whether a phrase says no more than "the" and a noun, of which there are many."""
    if part.text.lower() in _COUNTED:
        return True
    found = _DEFINITE.match(part.text.strip())
    if found is None or len(part.text.split()) > LONGEST:
        return False
    if part.role == "time":
        return _NEAR.match(part.text) is not None
    last = found["rest"].split()[-1].lower()
    return _NEAR.match(part.text) is not None or not _is_known(last, known)


def _is_known(noun: str, known: str) -> bool:
    return noun in tables.words("lines", "only_one") or noun[:STEM] in known


def is_scant(one: Said) -> bool:
    """Say whether a statement is so short, with one who takes part, that what one asks after stands elsewhere."""
    return len(one.readable.split()) <= SCANT and len(one.statement.participants) < 2 and not one.quantities


def is_settled(words: str, least: int) -> bool:
    """Say whether a line begins with nobody and nothing that it does not name, and is long enough to tell something.

    A name in square brackets, which stands behind a pronoun, names him.
    """
    spoken = _SAYS.match(words) is not None
    words = _SAYS.sub("", words)
    first = _FIRST.search(words)
    if first is None or len(words.split()) < least or _is_no_news(words):
        return False
    if _GROUP.match(words):
        return False
    if first.group().lower() in tables.words("lines", "openers") and not words[first.end() :].lstrip().startswith(
        ("[", "(")
    ):
        return False
    return (spoken or not _lacks_speaker(words)) and _names_person(words)


def _is_no_news(words: str) -> bool:
    """Say whether a line asks, leads on to what follows, or is a stamp of the page: "Updated 8:41 p.m."."""
    asks = words.endswith("?") and (len(words.split()) < ASKED or _TO_READER.search(words) is not None)
    heads = _HEADS.match(words) is not None and "?" not in words and len(words.split()) <= ASKED
    return asks or heads or words.endswith(":") or _STAMP.search(words) is not None


def _lacks_speaker(words: str) -> bool:
    """Say whether a quotation stands in a line that does not say whose it is."""
    asked = _SPEAKER.search(words)
    if asked is not None and "[" not in words[: asked.end() + 2]:
        return True
    outside = _QUOTATION.sub("", words)
    own = _OWN_WORDS.search(words) is not None and _TELLS.search(outside) is None
    return own or not any(c.isalpha() for c in outside)


def _names_person(words: str) -> bool:
    """Say whether the first "he" or "she" of a line has a name before it, or one in brackets behind it."""
    found = _PERSON.search(words)
    if found is None or "[" in words[: found.end() + 2]:
        return True
    return "(" in words[found.end() : found.end() + 2] or _NAME.search(words, 1, found.start()) is not None


def leans(said: Sequence[Said], low: int, high: int, due: Mapping[int, Sequence[str]]) -> bool:
    """Say whether a sentence, at this place, leans on the one before: it hangs on it, or has a bare noun anywhere.

    `due` is what is put in brackets where: a noun that they tell of is not bare.
    """
    one = said[0]
    known = _known(one)
    parts = [part for other in said for part in other.statement.participants if low <= part.start < high]
    line = "".join(words for words, _ in pieces(one.view.report.text, (low, high), (), due))
    bare = any(is_bare(part, known) and not _is_told(part, due) for part in parts) or _names_bare(line, known)
    return bare or hangs(said, low, high, due)


def _is_told(part: Participant, due: Iterable[int]) -> bool:
    """Say whether something is put in brackets within a phrase or right behind it."""
    return any(part.start < at <= part.end + len("’s") for at in due)


def hangs(said: Sequence[Said], low: int, high: int, due: Mapping[int, Sequence[str]]) -> bool:
    """Say whether a sentence tells nothing without the one before: it begins with a bare noun, or "he" is nobody."""
    one = said[0]
    words = one.view.report.text[low:high]
    heads = [part for other in said for part in other.statement.participants if part.start - low in _HEAD]
    if any(is_bare(part, _known(one)) and not _is_told(part, due) for part in heads) or _DEICTIC.search(words):
        return True
    asked = _SPEAKER.search(words)
    if asked is not None and not any(low + asked.start() < at <= low + asked.end() + 1 for at, _ in one.names):
        return True
    found = _PERSON.search(words)
    if found is None:
        return False
    named = any(at <= low + found.end() + 1 for at, _ in one.names if low < at <= high)
    return not named and _NAME.search(words, 1, found.start()) is None
