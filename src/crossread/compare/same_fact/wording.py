"""Words as statements are compared: stems, stop words, classes that say the same, phrases, negation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from crossread.languages.tables import load

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*")
_SUFFIXES = tuple(  # ending, what stands instead, letters that must be left
    (ending, instead, 4 if ending in ("er", "ers", "or", "ors", "al", "ly", "e") else 3)
    for ending, instead in (
        ("ations", ""), ("ation", ""), ("ments", ""), ("ment", ""), ("nesses", ""), ("ness", ""), ("ities", ""), ("ity", ""),
        ("iers", "y"), ("ier", "y"), ("ings", ""), ("ing", ""), ("ies", "y"), ("ied", "y"), ("ers", ""), ("ors", ""), ("ed", ""),
        ("er", ""), ("or", ""), ("es", ""), ("s", ""), ("ly", ""), ("e", ""),
    )
)  # fmt: skip
PHRASE_GAP = 3  # words that may stand inside a phrase: "lost her long fight for life"
_NOT = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|neither|nor|cannot|free of|fail(?:s|ed|ing)? to|refus(?:e|es|ed|ing) to"
    r"|unable|lack(?:s|ed|ing)?)\b(?!\s+(?:only|least|less|more|later|longer|doubt|matter|one)\b)|n['’]t\b",
    re.IGNORECASE,
)
_BE = frozenset(["be", "is", "are", "was", "were", "been", "being"])
_LIMIT = re.compile(r"(?:\b(?:not|no|never|nothing|nobody|none|without)\b|n['’]t\b).*\b(?:before|until|till|unless|if)\b", re.I)


@cache
def lexicon() -> Mapping[str, Mapping[str, object]]:
    """Return the comparison lexicon: stop words and classes of words that say the same in news prose."""
    data: Mapping[str, Mapping[str, object]] = load("comparison")
    return data


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(str(word) for word in lexicon()["stop"])


def is_stop_word(word: str) -> bool:
    """Say whether a lower-case word says too little to be compared."""
    return word in _stop_words()


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(str(word)) for word in lexicon()["light"])


def is_light(item: str) -> bool:
    """Say whether a predicate's stem says little by itself: its nouns name the deed."""
    return item in _light()


@cache
def person_stems() -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of nouns for people in general, and of nouns for people of any kind, those included."""
    general = frozenset(stem(str(word)) for word in lexicon()["people"])
    return general, general | frozenset(stem(str(word)) for word in lexicon()["kinds of people"])


@cache
def _concepts() -> Mapping[str, frozenset[str]]:
    table: dict[str, set[str]] = defaultdict(set)
    for name, words in lexicon()["concepts"].items():
        for word in words:  # type: ignore[attr-defined]
            table[stem(str(word))].add(name)
    return {item: frozenset(names) for item, names in table.items()}


def concept_of(item: str) -> frozenset[str]:
    """Return the classes of the lexicon that a stem belongs to."""
    return _concepts().get(item, frozenset())


@cache
def _opposites() -> Mapping[str, frozenset[str]]:
    """Return class of the lexicon, or stem -> those that say the opposite."""
    table: dict[str, set[str]] = defaultdict(set)
    pairs: Any = lexicon()["opposites"]
    for one, other in pairs:
        for word, against in ((one, other), (other, one)):
            table[word] |= {against, stem(against)}
            table[stem(word)] |= {against, stem(against)}
    return {word: frozenset(against) for word, against in table.items()}


def opposed(one: str, other: str) -> bool:
    """Say whether two stems are opposites: won and lost, opened and closed."""
    table, against = _opposites(), concept_of(other) | {other}
    return any(not against.isdisjoint(table[name]) for name in (*concept_of(one), one) if name in table)


@cache
def _irregular() -> Mapping[str, str]:
    data = load("irregular")
    return dict(pair.split(":") for pair in data["VERB"].split())


@cache
def stem(word: str) -> str:
    """Cut the common English endings and level irregular verbs: a coarse stem, to see that two words are one."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    return base_stem(_irregular().get(word, word))


@cache
def base_stem(word: str) -> str:
    """Cut the common endings of a word that is no irregular form: "lay" and "found" as verbs of their own."""
    cut = True
    while cut:
        cut = False
        for ending, instead, least in _SUFFIXES:
            if word.endswith(ending) and len(word) - len(ending) >= least:
                word = word[: len(word) - len(ending)] + instead
                cut = not instead
                break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


@cache
def _leading() -> frozenset[str]:
    return frozenset(base_stem(str(word)) for word in lexicon()["leads to a deed"])


def deed_behind(predicate: str, text: str) -> str | None:
    """Return the stem of the deed that a verb only leads to: "failed to file" tells of filing, "tried to buy" of buying."""
    if predicate not in _leading():
        return None
    words = [match.group().lower() for match in WORD.finditer(text)]
    for verb, to, deed in zip(words, words[1:], words[2:], strict=False):
        if to == "to" and stem(verb) == predicate and not is_stop_word(deed):
            return stem(deed)
    return None


def stems_of(text: str) -> frozenset[str]:
    """Return the stems of the content words of a text; figures are left to the quantities."""
    stop = _stop_words()
    found = (match.group().lower() for match in WORD.finditer(text))
    return frozenset(stem(word) for word in found if word not in stop and not word[0].isdigit() and len(word) > 1)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Stems that follow a verb and the stem of what they say with it.

    `ends`: nothing of the sentence follows ("came on."); `close`: nothing stands between, and the verb is no passive
    ("pulled out of the talks" is to withdraw, "pulled them out of the rubble", "were pulled out of it" to rescue).
    """

    others: tuple[str, ...]
    ends: bool
    close: bool
    meaning: str


@cache
def _phrases() -> Mapping[str, tuple[_Phrase, ...]]:
    """Return stem of a first word -> its phrases, the longest first, close ones before others of their length."""
    table: dict[str, list[_Phrase]] = defaultdict(list)
    for meaning, phrases in lexicon()["phrases"].items():
        for phrase in phrases:  # type: ignore[attr-defined]
            first, *others = phrase.rstrip("$").lstrip("=").split()
            one = _Phrase(tuple(map(stem, others)), phrase.endswith("$"), phrase.startswith("="), base_stem(meaning))
            table[base_stem(first)].append(one)
    return {first: tuple(sorted(found, key=lambda one: (-len(one.others), not one.close))) for first, found in table.items()}


def spelt_out(text: str) -> dict[tuple[str, ...], str]:
    """Return the phrases of a text that say something else than their verb does, and what they say: stems.

    "Put the vote off" says postpone, "came on." says activate, "came on Tuesday" nothing but came.
    """
    words = list(WORD.finditer(text))
    stems = [stem(word.group()) for word in words]
    closers = frozenset(lexicon()["ends a phrase"])
    found: dict[tuple[str, ...], str] = {}
    for at, first in enumerate(stems):
        passive = at > 0 and words[at - 1].group().lower() in _BE
        for phrase in _phrases().get(first, ()):
            place = at
            for other in phrase.others:
                ahead = stems[place + 1 : place + 2 + (0 if phrase.close else PHRASE_GAP)]
                if other not in ahead:
                    break
                place += 1 + ahead.index(other)
            else:
                follows = words[place + 1].group().lower() if place + 1 < len(words) else None
                joined = follows is not None and not text[words[place].end() : words[place + 1].start()].strip()
                if not (phrase.ends and joined and follows not in closers) and not (phrase.close and passive):
                    found[first, *phrase.others] = phrase.meaning
                    break
    return found


def is_negated(text: str) -> bool | None:
    """Say whether a text says that something is not so: an odd number of negative words; None for "not before"."""
    found = len(_NOT.findall(text))
    return None if found and _LIMIT.search(text) else found % 2 == 1
