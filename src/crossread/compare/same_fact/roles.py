"""Who acts, on whom, and of what: the places that a statement fills, and whether two fill one place with other things."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from crossread.compare.same_fact.wording import WORD, is_stop_word, lexicon, stem

CORE = ("agent", "patient", "recipient")
LONGEST_FILLER = 5  # words after a preposition that belong to it
_BREAK = re.compile(r"[.,;:()\[\]“”\"–—]")
Items = frozenset[str]


@cache
def _prepositions() -> Items:
    return frozenset(lexicon()["prepositions"])


@cache
def _ends() -> Items:
    return frozenset(lexicon()["ends a noun phrase"])


@dataclass(frozen=True, slots=True)
class Roles:
    """What fills the places of one statement, as stems and keys of names.

    `heads`: role -> what acts or is acted on, its noun alone; `after`: a noun, if any, and a preposition -> what follows
    ("vote on", "in"); `before`: a noun -> what stands before it and says which one ("the bank's leader").
    """

    heads: Mapping[str, Items] = field(default_factory=dict)
    after: Mapping[str, Items] = field(default_factory=dict)
    before: Mapping[str, Items] = field(default_factory=dict)


def read_roles(own: str, participants: Mapping[str, list[str]], keys: Mapping[str, Items], stems: Items, predicate: str) -> Roles:
    """Return the places of a statement.

    `participants` gives role -> the texts that fill it, `keys` role -> keys of the entities that do; `stems` are those
    of the whole statement, keys of names among them; its `predicate` fills no place.
    """
    named = {word: item for item in sorted(stems) if item[0] == "@" for word in item[1:].split()}
    heads: dict[str, Items] = {}
    for role in CORE:
        found = set(keys.get(role, ()))
        if not found:
            found = {item for text in participants.get(role, ()) for item in _head(text, named)}
        if found:
            heads[role] = frozenset(found)
    after, before = _around(own, named, stems - {predicate})
    return Roles(heads, after, before)


def _item(word: str, named: Mapping[str, str]) -> str | None:
    lower = word.lower().replace("’", "'").removesuffix("'s").rstrip("'")
    if lower in named and word[:1].isupper():
        return named[lower]
    return None if is_stop_word(lower) or lower[0].isdigit() or len(lower) < 2 else stem(lower)


def _head(text: str, named: Mapping[str, str]) -> Items:
    """Return the noun of a phrase, the last word before what is hung on it, and what it is of: "the inside of the box"."""
    head: str | None = None
    of: set[str] = set()
    for match in WORD.finditer(_BREAK.split(text.strip(), maxsplit=1)[0]):
        word, lower = match.group(), match.group().lower()
        if lower in _prepositions() or lower in _ends() or lower.endswith("ing"):
            if head and (of or lower != "of"):
                break
            if head:
                of.add(head)
            continue
        head = _item(word, named) or head
    return frozenset({head, *of}) if head else frozenset()


def _around(own: str, named: Mapping[str, str], stems: Items) -> tuple[Mapping[str, Items], Mapping[str, Items]]:
    after: dict[str, set[str]] = defaultdict(set)
    before: dict[str, set[str]] = defaultdict(set)
    governor, room, last, end = None, 0, None, 0
    for match in WORD.finditer(own):
        word, lower = match.group(), match.group().lower()
        if _BREAK.search(own, end, match.start()):
            governor = last = None
        end = match.end()
        if lower in _prepositions():
            governor, room, last = f"{last or ''} {lower}".lstrip(), LONGEST_FILLER, None
            continue
        if lower in _ends():
            governor = last = None
            continue
        item = _item(word, named)
        item = item if item in stems else None
        if item is None and not is_stop_word(lower) and not lower[0].isdigit():
            governor = last = None  # the predicate, a date, a word of a phrase
            continue
        if governor and room and item:
            after[governor].add(item)
        room -= 1
        if item and last and item != last:
            before[item].add(last)
        last = item
    return {k: frozenset(v) for k, v in after.items()}, {k: frozenset(v) for k, v in before.items()}
