"""How to read a number: the words before and after that bound it, make it rough, or say that something rose or fell."""

from __future__ import annotations

import re
from functools import cache

from crossread.model import Bound
from crossread.read.lexicons import load

_LONGEST = 5  # words of the longest phrase ("somewhere in the region of")
_WINDOW = 64
_EDGE = "“\"'‘(—–,"
_AFTER = re.compile(r"\s?[-\s]?(?P<first>\+|[a-z]+)", re.IGNORECASE)


@cache
def _phrases(place: str) -> dict[str, Bound]:
    found: dict[str, Bound] = {}
    for bound, phrases in load("figures")[place].items():
        found.update(dict.fromkeys(phrases.split("|"), bound))
    return found


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("figures")[key].split("|"))


def words_before(text: str, start: int) -> list[tuple[str, int]]:
    """Return the last words before an offset, lower case, each with its place, back to the end of the last sentence."""
    low = max(0, start - _WINDOW)
    found: list[tuple[str, int]] = []
    for match in re.finditer(r"\S+", text[low:start]):
        word = match.group()
        at = low + match.start()
        if at == low and low and not text[low - 1].isspace():
            continue
        if word.lower() in ("sub-", "sub‑"):
            word = "sub"
        bare = word.lstrip(_EDGE)
        at += len(word) - len(bare)
        found.append((bare.lower(), at))
    for index in range(len(found) - 1, -1, -1):
        word = found[index][0]
        if word[-1:] in ".!?;:)" and word not in ("approx.", "ca.", "c.", "no.") and not re.fullmatch(r"(?:[a-z]\.)+|mr\.|st\.|inc\.|co\.", word):
            return found[index + 1 :]
    return found


def bound_before(words: list[tuple[str, int]], start: int) -> tuple[Bound | None, int, int]:
    """Return (bound, first offset, words used) of the phrases that lead up to a number.

    "up to an estimated": the outermost word that bounds counts; "just" and "a total of" only belong to the phrase.
    """
    phrases = _phrases("before")
    bound: Bound | None = None
    used, first = 0, start
    while used < len(words):
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
    phrases = _phrases("after")
    if match["first"] == "+":
        return ">", match.end()
    chunk = text[match.start("first") : match.start("first") + 20].lower()
    for phrase, bound in phrases.items():
        if chunk.startswith(phrase) and not chunk[len(phrase) : len(phrase) + 1].isalnum():
            if phrase in ("maximum", "minimum", "max", "tops", "plus") and re.match(r"\s\w", chunk[len(phrase) : len(phrase) + 2]) and text[match.start("first") - 1] != "-":
                return None  # "15 minimum wage rises", "5 plus 3"
            return bound, match.start("first") + len(phrase)
    return None


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
