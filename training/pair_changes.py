"""Pairs made to differ, or to stay the same, from pairs that agree: what a corpus seldom holds, and every reader sees.

Each change takes a text, the span that is meant in it and a random choice, and gives the changed text and span, or None
where the text has nothing to change. Acts and states and their opposites are those of `languages/en/lexicon/opposites.toml`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from crossread.languages.en.inflection import base_form
from crossread.languages.tables import load
from crossread.model_runtime.pair_marks import Span, find_numbers
from training.pair_data import CONTAINS, CONTRADICTS, OTHER_ANSWER, RELATED, SAME, Example

Changed = tuple[str, Span]
Change = Callable[[str, Span, random.Random], Changed | None]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = ["January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December"]
_AUXILIARY = re.compile(r"\b(is|was|were|are|has|had|have|will|would|could|can|should)\b(?! not\b|n't)")
_NAME = re.compile(r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)*\b")
_WORD = re.compile(r"\b[a-z]+\b")
_HELPERS = re.compile(r"\b(?:has|have|had|been|was|were|is|are|be|being|got|get)(?: \w+ly)? $")
_INFINITIVE = re.compile(r"\b(?:to|will|would|could|may|might|must|should|can|not|n't|did) $")
_BE = re.compile(r"\b(?:is|was|were|are|be|been) $")
_QUANTIFIER = re.compile(r"\b(all|some|none|most|half|every one|several|many|few|both|neither|one)( of the | \d)", re.IGNORECASE)
_QUANTIFIERS = ("all", "some", "none", "most", "half", "a few")
_DONE = re.compile(r"\b(?:has|have|had) ([a-z]+)\b")
_UNDONE = re.compile(r"\b(?:will|plans? to|is to|are to|intends? to) ([a-z]+)\b")
_PLANS = ("will", "plans to", "is expected to", "could", "is to")
_MIXED = {"survive", "die", "find", "lose", "succeed", "hold", "clear"}  # rows with these hold words of several senses
_SINGLE_VOWEL = re.compile(r"[^aeiou][aeiou][^aeiouwxy]$")


@dataclass(frozen=True, slots=True)
class Verb:
    """The forms of a verb that news tells deeds in."""

    base: str
    past: str
    participle: str
    present: str  # the participle in -ing


@cache
def _irregular() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in load("irregular")["VERB"].split():
        form, _, base = row.partition(":")
        found.setdefault(base, []).append(form)
    return found


@cache
def verb(base: str) -> Verb:
    """Return the forms of a verb, by the table of irregular forms, else by the rules of spelling."""
    stem = base[:-1] if base.endswith("e") and not base.endswith("ee") else base
    if _SINGLE_VOWEL.search(base) and (len(base) <= 4 or base.endswith(("mit", "fer", "pel", "bel", "gin"))):
        stem = base + base[-1]
    past = base[:-1] + "ied" if base.endswith("y") and base[-2] not in "aeiou" else base + "d" if base.endswith("e") else stem + "ed"
    forms = [f for f in _irregular().get(base, []) if not f.endswith(("s", "ing"))] or [past]
    return Verb(base, forms[0], forms[1] if len(forms) > 1 else forms[0], stem + "ing" if not base.endswith("ie") else base[:-2] + "ying")


def _single(side: str) -> tuple[str, ...]:
    """Return the words of a side of a row that are one word: "strike-down" has no form that can be put in one's place."""
    return tuple(word for word in side.split() if "-" not in word)


@cache
def _acts() -> dict[str, list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]]:
    """Return for each form of a listed act: its base, which form it is, what says the same, what says the opposite."""
    table: dict[str, list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]] = {}
    for row in load("opposites")["acts"]:
        sides = [_single(side) for side in row]
        for own, other in (sides, sides[::-1]):
            alike = () if set(own) & _MIXED else own
            for base in own:
                forms = verb(base)
                for kind in ("base", "past", "participle", "present"):
                    table.setdefault(getattr(forms, kind), []).append((base, kind, alike, other))
    return table


def _with(text: str, span: Span, start: int, end: int, words: str) -> Changed:
    changed = text[:start] + words + text[end:]
    return changed, (span[0], span[1] + len(words) - (end - start))


def _form_here(text: str, start: int, forms: set[str]) -> str | None:
    """Return which form of a verb stands at a place, by the word before it; None where it may be a noun."""
    before = text[:start]
    if _INFINITIVE.search(before):
        return "base" if "base" in forms else None
    if _HELPERS.search(before) and "participle" in forms:
        return "participle"
    if _BE.search(before) and "present" in forms:
        return "present"
    return "past" if "past" in forms and "base" not in forms else None


def _acts_in(text: str, span: Span) -> Iterator[tuple[re.Match[str], str, str, tuple[str, ...], tuple[str, ...]]]:
    for match in _WORD.finditer(text, *span):
        rows = _acts().get(match.group(), ())
        form = _form_here(text, match.start(), {kind for _, kind, _, _ in rows}) if rows else None
        for base, kind, alike, other in rows:
            if kind == form:
                yield match, base, kind, alike, other


def _in_other_words(text: str, span: Span, rng: random.Random, opposite: bool) -> Changed | None:
    found = []
    for match, base, kind, alike, other in _acts_in(text, span):
        found += [(match, kind, word) for word in (other if opposite else alike) if word != base]
    if not found:
        return None
    match, kind, word = rng.choice(found)
    return _with(text, span, match.start(), match.end(), getattr(verb(word), kind))


def opposite_act(text: str, span: Span, rng: random.Random) -> Changed | None:
    return _in_other_words(text, span, rng, True)


def same_act(text: str, span: Span, rng: random.Random) -> Changed | None:
    return _in_other_words(text, span, rng, False)


@cache
def _bases() -> frozenset[str]:
    return frozenset(base for rows in _acts().values() for base, *_ in rows)


@cache
def _states() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for row in load("opposites")["states"]:
        one, other = (tuple(word for word in _single(side) if word not in _bases()) for side in row)
        if one and other:  # a side may hold nothing but words of several pieces
            table |= dict.fromkeys(one, other) | dict.fromkeys(other, one)
    return table


def opposite_state(text: str, span: Span, rng: random.Random) -> Changed | None:
    found = [m for m in _WORD.finditer(text, *span) if m.group() in _states()]
    if not found:
        return None
    match = rng.choice(found)
    return _with(text, span, *match.span(), rng.choice(_states()[match.group()]))


def other_quantity(text: str, span: Span, rng: random.Random) -> Changed | None:
    match = _QUANTIFIER.search(text, *span)
    if match is None:
        return None
    words = rng.choice([q for q in _QUANTIFIERS if q != match.group(1).lower()])
    words = words.capitalize() if match.group(1)[0].isupper() else words
    of = " of the " if match.group(2).strip() == "of the" else " of the" + match.group(2)
    return _with(text, span, *match.span(), words + of)


def plan_for_deed(text: str, span: Span, rng: random.Random) -> Changed | None:
    """Make a plan of a deed ("has closed" -> "will close"), or a deed of a plan."""
    if (match := _UNDONE.search(text, *span)) is not None:
        return _with(text, span, *match.span(), f"{rng.choice(['has', 'have'])} {verb(match.group(1)).participle}")
    if (match := _DONE.search(text, *span)) is not None and match.group(1).endswith("ed"):
        return _with(text, span, *match.span(), f"{rng.choice(_PLANS)} {base_form(match.group(1))}")
    for match, base, kind, _, _ in _acts_in(text, span):
        if kind == "past":
            return _with(text, span, *match.span(), f"{rng.choice(_PLANS)} {base}")
    return None


def other_figure(text: str, span: Span, rng: random.Random) -> Changed | None:
    kinds = ("plain", "share", "money")
    numbers = [n for n in find_numbers(text) if span[0] <= n.start and n.end <= span[1] and n.kind in kinds]
    digits = [(n, m) for n in numbers for m in re.finditer(r"\d[\d,.]*\d|\d", text[n.start : n.end])]
    if not digits:
        return None
    number, match = rng.choice(digits)
    old = float(match.group().replace(",", "")) if match.group().count(".") <= 1 else 0.0
    new = round(old * rng.choice([0.3, 0.5, 0.8, 1.3, 2, 4])) + rng.randint(1, 3)
    start = number.start + match.start()
    return None if new == old else _with(text, span, start, start + len(match.group()), f"{new:,}")


def other_day(text: str, span: Span, rng: random.Random) -> Changed | None:
    for names in (DAYS, MONTHS):
        for match in re.finditer("|".join(names), text):
            if span[0] <= match.start() and match.end() <= span[1]:
                return _with(text, span, *match.span(), rng.choice([n for n in names if n != match.group()]))
    return None


def negated(text: str, span: Span, rng: random.Random) -> Changed | None:
    match = _AUXILIARY.search(text, *span)
    return match and _with(text, span, match.end(), match.end(), " not")


def _names(text: str, span: Span) -> list[re.Match[str]]:
    return [m for m in _NAME.finditer(text, *span) if m.group() not in DAYS + MONTHS and m.group() != "The"]


@cache
def _mutual() -> frozenset[str]:
    """Return all forms of the acts that are the same when doer and done-to are turned round."""
    found = [verb(base) for base in load("opposites")["mutual"].split()]
    return frozenset(form for one in found for form in (one.base, one.past, one.participle, one.present, f"{one.base}s"))


def roles_swapped(text: str, span: Span, rng: random.Random) -> Changed | None:
    """Put each of two names in the place of the other, where a verb that is not mutual parts them."""
    names = _names(text, span)
    if len({m.group() for m in names}) < 2 or names[0].group() == names[-1].group():
        return None
    one, other = names[0], names[-1]
    between = _WORD.findall(text[one.end() : other.start()])
    if not any(len(word) > 2 and word != "and" for word in between) or not _mutual().isdisjoint(between):
        return None
    text, span = _with(text, span, *other.span(), one.group())
    return _with(text, span, *one.span(), other.group())


def other_name(text: str, span: Span, rng: random.Random) -> Changed | None:
    """Put another name, of the same initial shape, in the place of one: another town, another man."""
    names = [m for m in _names(text, span) if m.start() > 0 or " " in m.group()]
    if not names:
        return None
    match = rng.choice(names)
    made = rng.choice(["Bar", "Cor", "Del", "Fen", "Gal", "Hol", "Kes", "Lam", "Mar", "Nor", "Pel", "Ros", "Sel", "Tor", "Val", "Wes"])
    made += rng.choice(["ton", "dale", "mond", "wick", "ville", "berg", "ina", "ovic", "son", "man", "aro", "sky"])
    return _with(text, span, *match.span(), made)


APART: dict[Change, tuple[int, ...]] = {
    opposite_act: (CONTRADICTS,),
    opposite_state: (CONTRADICTS, OTHER_ANSWER),
    roles_swapped: (CONTRADICTS, OTHER_ANSWER),
    other_figure: (CONTRADICTS, OTHER_ANSWER),
    other_day: (CONTRADICTS, OTHER_ANSWER),
    negated: (CONTRADICTS,),
    other_quantity: (CONTRADICTS, OTHER_ANSWER),
    plan_for_deed: (OTHER_ANSWER,),
    other_name: (RELATED, OTHER_ANSWER),
}
OFTEN = dict(zip(APART, (4, 2, 4, 2, 1, 2, 1, 3, 1), strict=True))  # how often each is tried first


def changed_examples(examples: Sequence[Example], rng: random.Random, share: float, *, beside_itself: float = 0.0) -> Iterator[Example]:
    """Yield pairs made of pairs that agree: hard negatives, and acts told in other words that stay the same.

    `share` says of how many; of those `beside_itself` lay a text beside its own changed words in place of the other's.
    """
    for e in examples:
        if e.task != "relation" or not set(e.right) <= {SAME, CONTAINS} or rng.random() > share:
            continue
        if rng.random() < beside_itself:
            e = replace(e, text_a=e.text_b, span_a=e.span_b)
            yield replace(e, right=(SAME,), source="itself", weight=0.3, key="")  # else "the same words" would tell of a change
        order = sorted(APART, key=lambda c: rng.random() ** (1 / OFTEN[c]), reverse=True)
        for change in order:
            if made := change(e.text_b, e.span_b, rng):
                yield replace(e, text_b=made[0], span_b=made[1], right=APART[change], source="changed", weight=0.5, key="")
                break
        if made := same_act(e.text_b, e.span_b, rng):
            yield replace(e, text_b=made[0], span_b=made[1], source="reworded", weight=0.5, key="")
