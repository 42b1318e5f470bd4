"""How to read a number: the words before and after that bound it, make it rough, or say that something rose or fell."""

from __future__ import annotations

import re
from functools import cache

from crossread.languages.tables import load
from crossread.model import Bound

_LONGEST = 5  # words of the longest phrase ("somewhere in the region of")
_WINDOW = 64
_EDGE = "“\"'‘(—–,"
_WORDS = re.compile(r"\S+")
_STOPS = frozenset(".!?;:)")
_SHORTENED = frozenset(["approx.", "ca.", "c.", "no."])
_INITIALS = re.compile(r"(?:[a-z]\.)+|mr\.|st\.|inc\.|co\.")
_AFTER = re.compile(r"\s?[-\s]?(?P<first>\+|[a-z]+)", re.IGNORECASE)


@cache
def _phrases(place: str) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for bound, phrases in load("figures")[place].items():
        found.update(dict.fromkeys(phrases.split("|"), bound))
    return found


@cache
def _edges(place: str, at: int) -> frozenset[str]:
    """Return the first (0) or last (-1) words of the phrases of a place: most words are none of them."""
    return frozenset(re.findall(r"[a-z]+|\S+" if at == 0 else r"\S+", phrase)[at] for phrase in _phrases(place))


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("figures")[key].split("|"))


def words_before(text: str, start: int) -> list[tuple[str, int]]:
    """Return the last words before an offset, lower case, each with its place, back to the end of the last sentence."""
    low = max(0, start - _WINDOW)
    found: list[tuple[str, int]] = []
    for match in reversed(list(_WORDS.finditer(text, low, start))):
        at = match.start()
        if at == low and low and not text[low - 1].isspace():
            break
        word = match.group().lower()
        if word in ("sub-", "sub‑"):
            word = "sub"
        bare = word.lstrip(_EDGE)
        if bare[-1:] in _STOPS and bare and bare not in _SHORTENED and _INITIALS.fullmatch(bare) is None:
            break
        found.append((bare, at + len(word) - len(bare)))
    found.reverse()
    return found


def bound_before(words: list[tuple[str, int]], start: int) -> tuple[Bound | None, int, int]:
    """Return (bound, first offset, words used) of the phrases that lead up to a number.

    "up to an estimated": the outermost word that bounds counts; "just" and "a total of" only belong to the phrase.
    """
    phrases, ends = _phrases("before"), _edges("before", -1)
    bound: Bound | None = None
    used, first = 0, start
    while used < len(words) and words[len(words) - used - 1][0] in ends:
        for size in range(min(_LONGEST, len(words) - used), 0, -1):
            begin = len(words) - used - size
            kind = phrases.get(" ".join(w for w, _ in words[begin : len(words) - used]))
            if kind is not None:
                break
        else:
            break
        plain = kind == "=" and size == 1 and words[begin][0] in ("the", "a", "an", "all", "as", "those", "these", "its", "their", "his", "her", "our")
        used += size
        if kind != "=":
            bound = kind
            first = words[begin][1]
        elif not plain:
            bound = bound or kind
            first = words[begin][1]
    return bound, first, used


def bound_after(text: str, end: int) -> tuple[Bound, int] | None:
    """Return (bound, end) of a phrase that follows a number ("or more", "+", "or so")."""
    match = _AFTER.match(text, end)
    if match is None:
        return None
    if match["first"] == "+":
        return ">", match.end()
    if match["first"].lower() not in _edges("after", 0):
        return None
    phrases = _phrases("after")
    chunk = text[match.start("first") : match.start("first") + 20].lower()
    for phrase, bound in phrases.items():
        if chunk.startswith(phrase) and not chunk[len(phrase) : len(phrase) + 1].isalnum():
            if chunk.startswith(" than", len(phrase)):
                return None  # "a ton and more than a kilometre"
            if phrase in ("maximum", "minimum", "max", "tops", "plus") and re.match(r"\s\w", chunk[len(phrase) : len(phrase) + 2]) and text[match.start("first") - 1] != "-":
                return None  # "15 minimum wage rises", "5 plus 3"
            return bound, match.start("first") + len(phrase)
    return None


def moves_things(words: list[tuple[str, int]]) -> bool:
    """Say whether the word before a figure may take things as its object: "grew 6 tons of rice"."""
    return bool(words) and words[-1][0] in _words("takes_things")


def trend(words: list[tuple[str, int]]) -> Bound | None:
    """Return up or down where the words before say that the number is a change ("fell by a further", "up")."""
    between = _words("change_between")
    ups, downs = _words("up"), _words("down")
    seen_by = False
    for back, (word, _) in enumerate(reversed(words)):
        kind: Bound | None = "up" if word in ups else "down" if word in downs else None
        if kind:
            return kind
        if word == "by":
            seen_by = True
        elif word in ("to", "at", "from", "of") or (word not in between and not (seen_by and back <= 5)):
            return None
    return None
