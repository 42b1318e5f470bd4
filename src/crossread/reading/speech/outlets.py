"""Outlets that a sentence names as the medium of somebody's words: "told the Herald", "on the BBC's “Today”", "as
reported by X"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crossread.languages.tables import fold, load, words
from crossread.text.spans import overlap

Place = tuple[int, int]
_NAME = r"(?:[A-Z0-9][\w&.-]*|[\w]+[A-Z][\w]*)(?: (?:[A-Z0-9][\w&-]*|of|and|de|du|der|&)(?=\W))*"
_PLACES = re.compile(
    rf"\b(?P<how>told|tells|telling|to|on|with|for|by|via|from|in|of|during|at)\s+(?P<lead>(?:(?:the|an?|his|her|their|"
    rf"its)\s+)?)(?P<name>{_NAME})"
)
_BY = re.compile(
    r"\b(?:as\s+|(?:was|were|is)\s+|\w+\s+)?(?:first\s+|originally\s+|previously\s+)?"
    rf"(?:reported|published|obtained|seen|reviewed|leaked|broadcast|aired|carried|released|quoted|cited|"
    rf"interviewed|viewed)\s+(?:\w+day\s+)?by\s+(?:the\s+|an?\s+)?"
    rf"(?P<house>(?:[a-z-]+\s+){{0,3}}(?:{load('tellers')['kinds']['press'].replace(' ', '|')})\s+)?(?P<name>{_NAME})"
)  # "carried by KCNA", "carried by the state news agency KCNA"
_SPOKEN = re.compile(r"\b(?:told|interview\w*|spoke|speaking|appear\w*|sp?eaks)\b", re.I)
_POLLED = re.compile(r"\s+(?:poll|survey|reporter|correspondent|headquarters|executive|chief|debate)", re.I)
_REPORTER = re.compile(r"\s+(?:reporter|correspondent|journalist)s?\b", re.I)  # "told an NRK reporter"


@cache
def _listed() -> frozenset[str]:
    return frozenset(fold(item) for item in load("media")["names"].split("|"))


@cache
def _platforms() -> frozenset[str]:
    return frozenset(fold(item) for item in load("media")["platforms"].split("|"))


def is_platform(name: str) -> bool:
    """Say whether people publish their own words there: a mode of speaking, not a teller."""
    return fold(name) in _platforms()


def is_outlet(name: str) -> bool:
    """Say whether a name is that of a news organisation: a listed one, or one of several words with a press word in
    it."""
    folded = fold(name)
    parts = folded.split()
    press = set(parts) & words("descriptions", "media_names")
    if parts and len(parts) == 1 and parts[0] in words("speech", "trades_of_news"):
        return False  # the trade, not one house
    if parts and parts[-1] == "agency" and not press & {"press", "news"}:
        return False  # a public body
    return folded in _listed() or (bool(press) and any(c.isupper() for c in name))


def media_of(text: str, sentence: Place, apart: Sequence[Place]) -> list[Place]:
    """Return the outlets that a sentence names as its medium, in order of place; none that touches a place of `apart`.

    The channel is the medium where it owns the programme ("ABC's “This Week”"): its name stands behind the preposition.
    """
    found = []
    start, end = sentence
    spoken = _SPOKEN.search(text, start, end) is not None
    for match in _PLACES.finditer(text, start, end):
        place = _outlet_in(text, match.span("name"))
        if place is None or overlap(place, apart):
            continue
        told = match["how"] in ("told", "tells", "telling") and _REPORTER.match(text, place[1])
        if _POLLED.match(text, place[1]) and not told:
            continue
        if match["how"] in ("of", "in", "from", "for", "at", "by") and not spoken:
            continue
        found.append(place)
    return found


def reported_by(text: str, sentence: Place, apart: Sequence[Place]) -> list[Place]:
    """Return who is said to have brought the words to light first: "as reported by X", "seen by X"; outlets only."""
    found = []
    for match in _BY.finditer(text, *sentence):
        place = _outlet_in(text, match.span("name"))
        if place is None and (match["house"] or match.group().startswith("as ")):
            name = match["name"].rstrip(".,;:-")
            # the words before it say that it is an outlet, whether or not its name does
            place = match.start("name"), match.start("name") + len(name)
        if place is not None and not overlap(place, apart):
            found.append(place)
    return found


def _outlet_in(text: str, place: Place) -> Place | None:
    """Return the outlet with which a run of capitalised words begins, the longest that is one."""
    start, end = place
    tail = text.rfind(" of ", start, end) + 4
    if tail > start + 4 and is_outlet(text[tail:end]):
        start = tail  # "Dana Holt of Channel 4 News"
    parts = [(m.start() + start, m.end() + start) for m in re.finditer(r"\S+", text[start:end])]
    for count in range(len(parts), 0, -1):
        stop = parts[count - 1][1]
        while stop > start and text[stop - 1] in ".,;:-":
            stop -= 1
        whole = stop >= end - 1 or stop < parts[count - 1][1]
        name = text[start:stop]
        if (
            is_outlet(name)
            and not name.islower()
            and not is_platform(name)
            and (whole or count > 1 or name.isupper())
        ):
            return start, stop
    return None
