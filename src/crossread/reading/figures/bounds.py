"""How to read a number: the words before and after that bound it, make it rough, or say that something rose or fell.

The phrases stand in the lexicon of figures; the rules of `figures.toml` say which bound each list gives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from crossread.languages.calendar import months, weekdays
from crossread.languages.en.inflection import singular
from crossread.languages.patterns import load_patterns, word_forms
from crossread.model import Bound
from crossread.reading.figures.exclusions import listed

_LONGEST = 5  # words of the longest phrase ("somewhere in the region of")
_WINDOW = 64
_EDGE = "“\"‘'(—–,"
_WORDS = re.compile(r"\S+")
_STOPS = frozenset(".!?;:)")
_INITIALS = re.compile(r"(?:[a-z]\.)+|mr\.|st\.|inc\.|co\.")
_AFTER = re.compile(r"\s?[-\s]?(?P<first>\+|[a-z]+)", re.IGNORECASE)
_OVER = frozenset(["over", "just over", "well over"])
_ARTICLE_REACH = 5  # words before a number in which the article of its change may stand: "a sharp monthly drop of"
_CAUSE_WINDOW = 4  # words before "over" in which what it is about may stand: "strike on Monday over"


Words = list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """What a phrase beside a number says of it, and the rule that says so."""

    bound: Bound
    rule: str


@cache
def _phrases(reads: str) -> dict[str, Phrase]:
    """Return phrase -> what it says, of the rules of one kind: "bound before", "bound after", "change"."""
    found: dict[str, Phrase] = {}
    for rule in load_patterns("figures"):
        if rule.reads == reads:
            said = Phrase(cast(Bound, rule.options["bound"]), rule.name)
            found.update(dict.fromkeys(word_forms(f"figures.{rule.options['words']}"), said))
    return found


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of the phrases that bound what follows: most words are none of them."""
    return frozenset(phrase.split()[-1] for phrase in _phrases("bound before"))


def words_before(text: str, start: int) -> Words:
    """Return the last words before an offset, lower case, each with its place, back to the end of the last sentence."""
    low = max(0, start - _WINDOW)
    low = max(low, text.rfind("\n\n", low, start) + 1)
    found: Words = []
    for match in reversed(list(_WORDS.finditer(text, low, start))):
        at = match.start()
        if at == low and low and not text[low - 1].isspace():
            break
        word = match.group().lower()
        if word in ("sub-", "sub‑"):
            word = "sub"
        bare = word.lstrip(_EDGE)
        if bare[-1:] in _STOPS and bare and bare not in listed("shortened") and _INITIALS.fullmatch(bare) is None:
            break
        found.append((bare, at + len(word) - len(bare)))
    found.reverse()
    return found


def may_lead_noun(words: Words) -> bool:
    """Say whether the word before a number bounds it or may lead what is counted: "over", "about", "under"."""
    return bool(words) and words[-1][0] in listed("bounds_or_leads")


def bound_before(words: Words, start: int, *, leads: bool | None = None) -> tuple[Phrase | None, int, int]:
    """Return (what bounds a number, first offset, words used) of the phrases that lead up to it.

    "up to an estimated": the outermost word that bounds counts; "just" and "a total of" only belong to the phrase.
    `leads` says whether the last word is really the preposition of what is counted, where the tree tells it.
    """
    if leads:
        return None, start, 0
    ends = _last_words()
    bound: Phrase | None = None
    used, first = 0, start
    while used < len(words) and words[len(words) - used - 1][0] in ends:
        found = _phrase_at(words, used)
        if found is None:
            break
        size, said, phrase = found
        begin = len(words) - used - size
        if leads is None and not _is_bound(phrase, words[:begin], [w for w, _ in words[begin + size :]]):
            break
        used += size
        if said.bound != "=":
            bound, first = said, words[begin][1]
        elif size != 1 or words[begin][0] not in listed("plain_before"):
            bound, first = bound or said, words[begin][1]
    return bound, first, used


def _phrase_at(words: Words, used: int) -> tuple[int, Phrase, str] | None:
    phrases = _phrases("bound before")
    for size in range(min(_LONGEST, len(words) - used), 0, -1):
        begin = len(words) - used - size
        phrase = " ".join(w for w, _ in words[begin : len(words) - used])
        if phrase in phrases:
            return size, phrases[phrase], phrase
    return None


def _is_bound(phrase: str, before: Words, between: list[str]) -> bool:
    """Say whether a phrase bounds here: "over" may mean because of, "up to" tell where something went."""
    last = [word for w, _ in before[-_CAUSE_WINDOW:] if (word := w.rstrip(",")) not in _of_time()]
    if phrase in _OVER:
        return not listed("because_of_over").intersection(last[-2:]) and not {"a", "an", "the", "his", "her"} & set(
            between
        )
    if phrase in listed("passing"):
        return any(word.rstrip(",") in listed("totals") for word, _ in before)
    if phrase == "up to":
        return not last or last[-1] not in listed("going")
    return True


@cache
def _of_time() -> frozenset[str]:
    return listed("when_between") | weekdays().keys() | months().keys()


def bound_after(text: str, end: int) -> tuple[Phrase, int] | None:
    """Return (what bounds a number, its end) of a phrase that follows it ("or more", "+", "or so")."""
    match = _AFTER.match(text, end)
    if match is None or (text[end : end + 1] == "\n" and match["first"][0].isupper()):
        return None  # another line begins: "Quake kills 2,000" and below it "At least 2,012 people died"
    phrases = _phrases("bound after")
    if match["first"] == "+":
        return phrases["+"], match.end()
    at = match.start("first")
    chunk = text[at : at + 20].lower()
    for phrase, said in phrases.items():
        size = len(phrase)
        if not chunk.startswith(phrase) or chunk[size : size + 1].isalnum():
            continue
        if chunk.startswith(" than", size):
            return None  # "a ton and more than a kilometre"
        if phrase == "odd" and text[at - 1] != "-":
            return None  # "20 odd jobs"
        if phrase in listed("limits_behind") and re.match(r"\s\w", chunk[size : size + 2]) and text[at - 1] != "-":
            return None  # "15 minimum wage rises", "5 plus 3"
        return said, at + size
    return None


def moves_things(words: Words) -> bool:
    """Say whether the word before a figure may take things as its object: "grew 6 tons of rice"."""
    return bool(words) and words[-1][0] in listed("takes_things")


def gets_money(words: Words) -> bool:
    """Say whether the word before a sum tells that somebody got it: "raised $30 million"."""
    return bool(words) and words[-1][0] in listed("gets_money")


def change_noun(word: str) -> Phrase | None:
    """Return up or down where a noun names a change: "rise", "cuts"."""
    return _phrases("change noun").get(singular(word.lower()))


def change_of(words: Words, *, counts: bool) -> Phrase | None:
    """Return up or down where a figure stands behind the "of" of a change: "a fall of 12 percent".

    A number of things that has no unit needs the article too: "an increase of 300 cases", "the rise of two empires".
    A rise that is only offered or asked for is a thing of that size: nothing has risen.
    """
    if len(words) < 2 or words[-1][0] != "of":
        return None
    before = {word for word, _ in words[-_ARTICLE_REACH:-2]}
    if not before.isdisjoint(listed("bargains_for")):
        return None
    told = not counts or not before.isdisjoint(("a", "an"))
    return change_noun(words[-2][0]) if told else None


def trend(words: Words) -> Phrase | None:
    """Return up or down where the words before say that the number is a change ("fell by a further", "up")."""
    between, changes = listed("change_between"), _phrases("change")
    seen_by = False
    for back, (word, _) in enumerate(reversed(words)):
        if word in changes:
            return changes[word]
        if word == "by":
            seen_by = True
        elif word in ("to", "at", "from", "of") or (word not in between and not (seen_by and back <= 5)):
            return None
    return None
