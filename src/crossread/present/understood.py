"""How probably a line is understood by somebody who has read nothing else: a fitted number over what its words show.

Weights are fitted on lines of our own labelled stories that two readers judged, each alone
(`python -m training.understood`); docs/decisions/lines-understood.md says what they are worth.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from crossread.languages import tables
from crossread.model import Entity
from crossread.present.pointing import STEM, is_bare
from crossread.present.readable import Shown
from crossread.present.statement_view import Said

_PRONOUN = re.compile(r"\b(?:he|she|they|it|him|her|them|his|hers|their|its)\b(?!\s*[\[(])", re.IGNORECASE)
_PERSON_PRONOUN = re.compile(r"\b(?:he|she|him|his|her)\b(?!\s*[\[(])", re.IGNORECASE)
_SPEAKER_PRONOUN = re.compile(r"\b(?:I|me|my|we|us|our|you|your)\b(?!\s*[\[(])")
_POINTING = re.compile(r"\b(?:this|that|these|those|such|here|there)\s+[a-z]+", re.IGNORECASE)
_THE = re.compile(r"\b[Tt]he\s+((?:[a-z][\w’'-]*\s+){0,3}[a-z][\w’'-]*)")
_NARROWED = re.compile(r"\s+(?:of|who|which|that|in|on|at|for|between|from|to|with|against|[A-Z]|\[)")
_SPEAKER = re.compile(r"^\[[^\]]+:\] ")
_BRACKET = re.compile(r"[\[\]]")  # a name reads on over them: "[Ada] Brandt"
_NAME = re.compile(r"\b[A-Z][\w’'.-]*(?:\s+(?:of|and|the|de|van|al)?\s*[A-Z][\w’'.-]*)*")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss)\.?\s+[A-Z]")
_OFFICE = re.compile(
    r"\b(?:President|Senator|Sen|Rep|Gov|Governor|Mayor|Judge|Minister|Secretary|Chief|Police|Sgt|Capt|Gen|Dr|Prof|"
    r"Attorney|spokes\w+|leader|chairman|chairwoman|director|officer|coach|owner|lawyer|"
    r"analyst|professor|editor|author)\b"
)
_QUOTE = re.compile(r"[“\"‘]|``")
_SAYS = re.compile(r"\b(?:said|says|told|added|according to|wrote|tweeted|announced|argued|claimed|asked)\b")
_WORD = re.compile(r"\w+")
_ALSO = re.compile(
    r"\b(?:also|again|still|instead|either|too|anyway|further|otherwise|even so|as well|in fact)\b", re.IGNORECASE
)
_OTHERS = re.compile(r"\b(?:others?|another|both|some|many|such|same|one|ones|neither)\b(?! of)", re.IGNORECASE)
# A noun behind "the" or "this" that nothing behind it narrows, with an adjective or two at most.
_UNTOLD = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]h(?:is|ese|ose)|[Ss]uch an?)|(?:^|\b(?:of|in|on|at|by|for|to|from|with|about|after|before"
    r"|like|during|than|and|as) )[Tt]hat) (?!(?:there|who|which|not|been|once|even)\b)(?:[a-z-]+ ){0,2}?"
    r"(?P<noun>(?!(?:there|who|which|not|been|once|even)\b)[a-z]{3,})"
    r"(?=['’]s\b|[,.;:!?”\")]|$| (?:and|or|but|as|is|are|was|were|has|have|had|will|would|could|said|says|when"
    r"|while|after|before|because|if|until|since|during|also|[a-z]+ed|[a-z]+ly)\b)(?! \[)"
)
_QUOTATION = re.compile(r"“[^”]*(?:”|$)|``(?:(?!'').)*(?:''|$)|\"[^\"]*(?:\"|$)")
_SAID_OF = re.compile(r"\b(?:it|that|this|they|them|these|those|here|there)\b(?!\s*\[)", re.IGNORECASE)
# A sentence about a noun that stands alone, "The letter was sent", and one that stands last: "of the fire."
_OPENS_UNTOLD = re.compile(
    r"(?:The|Th(?:is|at|ese|ose)) (?P<noun>[a-z]{3,})(?=['’]s\b|,"
    r"| (?:is|are|was|were|has|have|had|will|would|could|did|does|also|said|says|to|might|may|must|who|which"
    r"|[a-z]+ed)\b)"
)
_ENDS_UNTOLD = re.compile(r"\b[Tt]he (?P<noun>[a-z]{3,})(?=[,.;:!?”\"]|$)")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_OWNED = re.compile(r"['’]s?$")
# The last verb has nothing behind it: "could help", "calling on Brandt to cancel".
_IN_THE_AIR = re.compile(r"\b(?:to|could|would|can|may|might|should|must|will|not|n['’]t)\s+[a-z]+[.!”\"’…\s]*$")
# Words with which a sentence goes on from the one before, and that say so at its head.
_GOES_ON = re.compile(
    r"(?:regardless|similarly|likewise|nonetheless|nevertheless|moreover|furthermore|meanwhile|instead|ironically"
    r"|besides|afterwards?|then|also|thus|therefore|still|in (?:addition|response|turn|fact|contrast|other words)"
    r"|as a result|for (?:example|instance)|by contrast|on the other hand|that said|despite (?:this|that)"
    r"|at (?:the|that) (?:time|point)|asked (?:about|if|whether)|one of (?:them|those|these)|of those"
    r"|among (?:them|those))\b",
    re.IGNORECASE,
)
# What these words mean stands before them: "did so", "one of them", "that way".
_POINTS_BACK = re.compile(
    r"\b(?:(?:of|among|between|to|from|for|with|about) (?:them|these|those)"
    r"|(?:do|does|did|done|doing|say|said|says) so|(?:this|that) (?:way|time|point|day|night|year|end)"
    r"|the (?:same|former|latter)|at the time|th(?:is|at) one"
    r"|the (?:next|previous|following) (?:day|morning|night|week|month|year))\b(?!\s*\[)",
    re.IGNORECASE,
)
_POINTED = re.compile(r"\b(?:those|these|such an?)\s+(?P<near>[a-z-]{3,})(?:\s+(?P<far>[a-z]{3,}))?", re.IGNORECASE)
BRIEF = 14  # words of a line that is nothing but what somebody says, below which it tells little
LETTERS, TELLING = 4, 16  # letters beyond which a word tells something; so many such words tell enough
GAPS = 3  # places at which words were left out of a gist, beyond which more say nothing more
FEW = 7  # words below which a line is short
LONG = 30.0  # words beyond which a line is long


@dataclass(frozen=True, slots=True)
class Names:
    """Words of names in small letters: of those whom a story is about, of all, and of people."""

    main: frozenset[str]
    all: frozenset[str]
    people: frozenset[str]


def names_of(entities: Iterable[Entity], main: Iterable[str]) -> Names:
    """Return the words of the names of a story; `main` are the ids of those whom it is about."""
    found, wanted = tuple(entities), frozenset(main)
    return Names(
        frozenset(word.lower() for entity in found if entity.id in wanted for word in entity.name.split()),
        frozenset(word.lower() for entity in found for word in entity.name.split() if word[:1].isupper()),
        frozenset(word.lower() for entity in found if entity.type == "person" for word in entity.name.split()),
    )


def features_of(shown: Shown, said: tuple[Said, ...], known: Names) -> dict[str, float]:
    """Return the named numbers of a line; `known` are the names of its story."""
    text = shown.text
    words = _WORD.findall(text)
    plain = _BRACKET.sub("", text)
    names = [
        found.group()
        for found in _NAME.finditer(plain)
        if found.start() > 0 or " " in found.group() or found.group().lower() in known.all
    ]
    single = [name for name in names if " " not in name.strip()]
    bare = [found for found in _THE.finditer(text) if not _NARROWED.match(text, found.end())]
    one = said[0]
    parts = [part for other in said for part in other.statement.participants]
    pronouns = len(_PRONOUN.findall(text))
    first = words[0].lower() if words else ""
    digits = sum(word.isdigit() for word in words)
    named_before = bool(names) and (found := _PRONOUN.search(text)) is not None and plain.find(names[0]) < found.start()
    return {
        "words": min(len(words), LONG) / LONG,
        "few words": float(len(_WORD.findall(_SPEAKER.sub("", text))) < FEW),
        "very long": float(len(words) > LONG),
        "in its gist": float(shown.whole),
        "a bracket": float("[" in text),
        "brackets": min(text.count("["), 3) / 3,
        "begins with a pronoun": float(first in tables.words_of("lines", "back", "own_voice")),
        "telling words": min(len({word.lower() for word in words if len(word) > LETTERS}), TELLING) / TELLING,
        "names or numbers in ten words": min(10 * (len(names) + digits) / max(1, len(words)), 4) / 4,
        "a comparing or joining word": float(bool(_ALSO.search(text))),
        "words of others": min(len(_OTHERS.findall(text)), 2) / 2,
        "speaker in front": float(text.startswith("[")),
        "cut": float("…" in text),
        "a question": float(text.rstrip("”\"’ ").endswith("?")),
        "pronouns": min(pronouns, 4) / 4,
        "a person's pronoun first": float(bool(_PERSON_PRONOUN.search(text)) and not named_before),
        "a pronoun, nobody named": float(pronouns > 0 and not names),
        "I or we": float(bool(_SPEAKER_PRONOUN.search(text))),
        "I or we, no speaker": float(
            bool(_SPEAKER_PRONOUN.search(text)) and not _SAYS.search(text) and not text.startswith("[")
        ),
        "pointing words": min(len(_POINTING.findall(text)), 2) / 2,
        "the and a noun": min(len(bare), 4) / 4,
        "begins with the and a noun": float(bool(bare) and bare[0].start() < 3),
        "begins with a joining word": float(first in tables.words("lines", "joining")),
        "names": min(len(names), 4) / 4,
        "no name": float(not names),
        "full names": min(len(names) - len(single), 3) / 3,
        "single names of persons alone": float(
            len(single) == len(names) and any(name.lower() in known.people for name in single)
        ),
        "begins with a full name": float(bool(names) and " " in names[0] and plain.find(names[0]) < 3),
        "a name of the story": float(any(word.lower() in known.main for name in names for word in name.split())),
        "a family name alone": float(any(name.lower() in known.people - known.main for name in single)),
        "begins with a name": float(bool(names) and plain.find(names[0]) < 3),
        "Mr": float(bool(_TITLED.search(text))),
        "an office": float(bool(_OFFICE.search(text))),
        "a number": float(any(c.isdigit() for c in text)),
        "a quotation": float(bool(_QUOTE.search(text))),
        "says": float(bool(_SAYS.search(text))),
        "participants": min(len(parts), 4) / 4,
        "bare participants": min(sum(is_bare(part) for part in parts), 3) / 3,
        "told by another": float(one.statement.attribution.kind != "own"),
        "several statements": float(len(said) > 1),
        "no tense": float(one.statement.tense == "none"),
        "two sentences": float(bool(re.search(r"[.!?”\"]\s+[A-Z“\"\[]", text))),
        "high in the report": 1.0 / (1.0 + one.paragraph),
        "heads its paragraph": float(_heads_paragraph(shown, one)),
        "a noun that is not told": float(_untold(text)),
        "opens with a noun that is not told": float(_opens_untold(text)),
        "a noun that is not told stands last": float(_ends_untold(text)),
        "a person's pronoun before any person": float(_before_anybody(text, known)),
        "a quotation that points or breaks off": float(_points_in_quotation(text)),
        "ends in the air": float(_IN_THE_AIR.search(text) is not None),
        "goes on from a sentence before": float(_GOES_ON.match(_SPEAKER.sub("", text).lstrip("“\"`… ")) is not None),
        "means what stands before": float(_POINTS_BACK.search(text) is not None),
        "those, and a noun that is not told": float(_those_untold(text)),
        "gaps in its gist": _gaps(shown, one) / GAPS,
    }


def _those_untold(text: str) -> bool:
    """Say whether "those" or "such a" stands before a noun that the line has not named before."""
    return any(
        not any(word and word[:STEM].lower() in text[: found.start()].lower() for word in found.group("near", "far"))
        for found in _POINTED.finditer(text)
    )


def _gaps(shown: Shown, one: Said) -> int:
    """Count the places within a sentence at which a line in its gist leaves words out."""
    gist = one.statement.gist if shown.whole else None
    low, high = one.statement.sentence
    inside = [place for place in gist.spans if low <= place[0] < high] if gist else []
    return min(max(0, len(inside) - 1), GAPS)


def _heads_paragraph(shown: Shown, one: Said) -> bool:
    """Say whether a line, with the sentence before it if that is shown, begins in the first sentence of a paragraph."""
    report = one.view.report.text
    begin = shown.begin if shown.begin >= 0 else one.statement.sentence[0]
    return not report[report.rfind("\n", 0, begin) + 1 : begin].strip(" \t“\"‘'`")


def _untold(text: str) -> bool:
    """Say whether a noun of which there are many stands behind "the" and is neither filled nor named before."""
    return any(
        found["noun"].lower() not in tables.words("lines", "only_one")
        and "[" not in found.group()
        and found["noun"][:STEM].lower() not in text[: found.start()].lower()
        for found in _UNTOLD.finditer(text)
    )


def _opens_untold(text: str) -> bool:
    """Say whether a line is about a noun that stands alone behind "the": "The letter was sent"."""
    found = _OPENS_UNTOLD.match(_SPEAKER.sub("", text).lstrip("“\"`… "))
    return found is not None and found["noun"] not in tables.words("lines", "only_one")


def _ends_untold(text: str) -> bool:
    """Say whether a clause ends in a noun that stands alone behind "the"."""
    return any(
        found["noun"] not in tables.words("lines", "only_one")
        and found["noun"][:STEM] not in text[: found.start()].lower()
        for found in _ENDS_UNTOLD.finditer(text)
    )


def _before_anybody(text: str, known: Names) -> bool:
    """Say whether "he" or "her" stands before the name of any person."""
    found = _PERSON_PRONOUN.search(text)
    return found is not None and not any(
        _OWNED.sub("", word).lower() in known.people for word in _CAPITAL.findall(text[: found.start()])
    )


def _points_in_quotation(text: str) -> bool:
    """Say whether what somebody says points at what is not there, is torn from the rest, or is too little."""
    torn = text.count('"') % 2 == 1 or text.count("“") != text.count("”")
    spoken = _SPEAKER.match(text) is not None
    told = " ".join(_QUOTATION.findall(text)) if not spoken else _SPEAKER.sub("", text)
    return torn or (spoken and len(text.split()) < BRIEF) or _SAID_OF.search(told) is not None


@cache
def _weights() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(files("crossread.present").joinpath("understood.json").read_text("utf-8"))
    return found


def understood(shown: Shown, said: tuple[Said, ...], known: Names) -> float:
    """Return how probably a line is understood alone, 0 to 1."""
    table = _weights()
    values = features_of(shown, said, known)
    odds = table["bias"] + sum(table["weights"].get(name, 0.0) * value for name, value in values.items())
    return 1.0 / (1.0 + math.exp(-odds))


def bar() -> float:
    """Return from which probability a line stands by itself."""
    return float(_weights()["bar"])
