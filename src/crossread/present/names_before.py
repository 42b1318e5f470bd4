"""Which name the reports of a story put before a noun: "the Velm fire", where one of them writes only "the fire".

A noun gets the name that a story puts before it at least TWICE, and MAINLY: more than three times as often as any
other. What an event is called by one noun it is by another of the same row: "the blaze" is "the Velm fire".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from crossread.languages.tables import load, words

TWICE = 2  # times that a story has a name before a noun
MAINLY = 3  # times as often as another name
LONGEST = 3  # words of such a name
_TOKEN = re.compile(r"[^\W_][\w’'-]*|[^\w\s]|\n")
_NAME = re.compile(r"[A-Z][\w’'-]*$")
_OWNED = re.compile(r"(?:['’]s|['’])$")
_NOUN = re.compile(r"[A-Za-z][a-z]{2,}$")
# One event has these names; each row by itself.
_SISTERS = tuple(
    frozenset(row.split())
    for row in (
        "attack attacks massacre shooting shootings assault rampage bombing", "fire blaze inferno",
        "robbery heist theft",
        "quake earthquake tremor temblor", "deal agreement accord compromise pact", "bill legislation measure",
        "outage disruption", "crash collision accident", "killing murder slaying", "storm hurricane typhoon cyclone",
        "vulnerability flaw bug exploit", "investigation inquiry probe", "negotiations talks", "protest protests rally",
        "gunman shooter attacker", "plant factory", "store shop", "movie film", "scandal affair", "speech address",
    )
)  # fmt: skip


class NamesBefore:
    """The names before nouns in the texts of one story."""

    def __init__(self, texts: Iterable[str]) -> None:
        tokens = [_TOKEN.findall(text) for text in texts]
        names = _names(tokens)
        self.found: dict[str, Counter[str]] = defaultdict(Counter)
        for mine in tokens:
            for at, token in enumerate(mine):
                if _NOUN.match(token) and not (token[0].isupper() and _goes_on(mine, at)):
                    name = _before(mine, at, names)
                    if name:
                        self.found[token.lower()][name] += 1

    def of(self, noun: str) -> str:
        """Return the name that a noun, in small letters, has before it in this story; "" where it is not sure."""
        return _sure(self.found.get(noun, {})) or _sure(
            sum((self.found[one] for one in sorted(sisters(noun)) if one in self.found), Counter[str]())
        )


def sisters(noun: str) -> frozenset[str]:
    """Return the nouns by which reports call what they call by this one, itself with them where there are any."""
    return next((row for row in _SISTERS if noun in row), frozenset())


def _names(tokens: Iterable[list[str]]) -> frozenset[str]:
    """Return the words that texts write with a capital within a sentence, and never without one."""
    inside, small = set(), set()
    for mine in tokens:
        for before, token in zip(mine, mine[1:], strict=False):
            if token[0].islower():
                small.add(token)
            elif _NAME.match(token) and (before[0].islower() or before == ","):
                inside.add(_OWNED.sub("", token))
    dates = {*load("calendar")["days"], *load("calendar")["months"]}
    titles = words("people", "titles")
    return frozenset(one for one in inside - dates if one.lower() not in small and one.lower() not in titles)


def _goes_on(tokens: list[str], at: int) -> bool:
    """Say whether a capital word stands before another: "Velm Fire Department" is no fire."""
    return at + 1 < len(tokens) and _NAME.match(tokens[at + 1]) is not None


def _before(tokens: list[str], at: int, names: frozenset[str]) -> str:
    """Return the run of names right before a place; "" where it is none, or is too long."""
    first = at
    while first and _OWNED.sub("", tokens[first - 1]) in names:
        first -= 1
    owned = at > first and _OWNED.search(tokens[at - 1]) is not None  # "Brandt's business" is one of several
    return " ".join(tokens[first:at]) if 0 < at - first <= LONGEST and not owned else ""


def _sure(found: Mapping[str, int]) -> str:
    """Return the name of which all the others are parts, or that stands far oftener than they."""
    if not found:
        return ""
    best = max(found, key=lambda name: (found[name], len(name), name))
    own = set(best.split())
    alike = {name: count for name, count in found.items() if own <= set(name.split()) or set(name.split()) <= own}
    others = sum(found.values()) - sum(alike.values())
    if sum(alike.values()) < TWICE or MAINLY * others >= sum(alike.values()):
        return ""
    return max((name for name, count in alike.items() if count > 1), key=lambda name: (len(name), name), default=best)
