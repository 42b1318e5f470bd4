"""Numbers that count nothing: dates, clock times, telephone numbers and codes by rule, years and numbers inside names.

The rules stand in `languages/en/rules/figures.toml`, as "no digits" and "no words".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from crossread.languages.calendar import month_number
from crossread.languages.en.numerals import Numeral
from crossread.languages.en.units import unit_at
from crossread.languages.patterns import PatternRule, load_patterns, word_forms

if TYPE_CHECKING:
    from crossread.grammar.doc import Doc

_IS_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SURNAME = re.compile(r"[a-z]?[A-Z][\w’'&-]*$")
_UNIT_LETTERS = re.compile(r"(?:x|mn|bn|m|k|MUSD|[A-Z]{3})\b")


@cache
def listed(key: str) -> frozenset[str]:
    """Return the words of a list of the lexicon of figures."""
    return frozenset(word_forms(f"figures.{key}"))


@cache
def rules(reads: str) -> tuple[PatternRule, ...]:
    """Return the rules of figures that read one kind of thing."""
    return tuple(rule for rule in load_patterns("figures") if rule.reads == reads)


@dataclass(frozen=True, slots=True)
class _Excluding:
    """The rules of one kind: one expression for all that ask for no more than their form, and those that ask for more.

    `touching` are tried only where something touches the number from the left.
    """

    forms: re.Pattern[str]
    plain: tuple[PatternRule, ...]
    asking: tuple[PatternRule, ...]
    touching: tuple[PatternRule, ...]


@cache
def _excluding(found: tuple[PatternRule, ...]) -> _Excluding:
    plain = tuple(r for r in found if r.before is None and r.not_before is None and "where" not in r.options)
    return _Excluding(
        re.compile("|".join(f"(?:{r.spelled})" for r in plain)),
        plain,
        tuple(r for r in found if r not in plain and "touching" not in r.options),
        tuple(r for r in found if "touching" in r.options),
    )


def no_quantity(text: str, numeral: Numeral) -> int | None:
    """Return where a date, clock time, telephone number, code or ordinal ends that a number begins; None if none."""
    start, end = numeral.start, numeral.end
    if numeral.value is None and numeral.least is None:
        return end
    in_words = numeral.kind in ("words", "vague") or (numeral.kind == "fraction" and text[start].isalpha())
    excluding = _excluding(rules("no words" if in_words else "no digits"))
    alone = start == 0 or text[start - 1].isspace() or text[start - 1] in "($£€"
    found = None if alone else _first(excluding.touching, text, start, end)
    if found is None and excluding.forms.match(text, start) is not None:
        found = _first(excluding.plain, text, start, end)
    return found if found is not None else _first(excluding.asking, text, start, end)


def _first(tried: tuple[PatternRule, ...], text: str, start: int, end: int) -> int | None:
    """Return where the first rule ends that holds at a number, or the number itself where that is longer."""
    for rule in tried:
        match = rule.form.match(text, start)
        if match is None or not rule.fits(text, start, match.end()):
            continue
        if "where" not in rule.options or _is_code(text, end):
            return max(end, match.end())
    return None


def _is_code(text: str, end: int) -> bool:
    """Say whether letters that touch a number make a code ("3D", "5G", "737MAX") and no unit or scale."""
    if not text[end : end + 1].isalpha() or unit_at(text, end) is not None:
        return False
    return _UNIT_LETTERS.match(text[end : end + 5]) is None


def is_name_or_year(text: str, doc: Doc | None, numeral: Numeral, words: list[tuple[str, int]], end: int) -> bool:
    """Say whether a number without unit is a year, a list number or a part of a name.

    `words` lead up to it; `end` is that of the range which it begins, else its own.
    """
    if numeral.kind not in ("digits", "words") or (numeral.scaled and numeral.kind == "digits"):
        return False
    if numeral.kind == "words":
        return _is_name_in_words(text, numeral, words, _plural_follows(text, end))
    plural = _plural_follows(text, end)
    last = words[-1][0].rstrip(",") if words else ""
    bare = text[numeral.start : numeral.end]
    if _IS_YEAR.fullmatch(bare) and _is_year(text, end, words, plural, end != numeral.end):
        return True
    if (last in listed("listed") and not plural) or _is_index(last):
        return True
    if _names_thing(text, bare, end, last, plural):
        return True
    if len(bare) <= 4 and bare.isdigit() and words and _is_capital_before(text, numeral, words[-1][1], last):
        name = text[words[-1][1] : numeral.start].rstrip()
        model = _MODEL.search(text, max(0, words[-1][1] - 8), numeral.start) is not None
        return not plural or last in listed("numbering_names") or (name == name.strip("“‘\"'(") and model)
    return doc is not None and _inside_name(doc, numeral.start, numeral.end)


def _is_year(text: str, end: int, words: list[tuple[str, int]], plural: bool, ranged: bool) -> bool:
    if ranged or re.match(r"[^\S\n][A-Z][a-z]", text[end : end + 3]):
        return True
    lead = [w for w, _ in words[-2:]]
    last = lead[-1].rstrip(",") if lead else ""
    if lead[-1:] == ["of"] and lead[0] in listed("amounts"):
        return False
    return not plural or last in listed("leads_to_year") or month_number(last) is not None


def _is_index(last: str) -> bool:
    return last in listed("indices") or last.endswith(("&p", "/asx", "/tsx"))


def _names_thing(text: str, bare: str, end: int, last: str, plural: bool) -> bool:
    """Say whether what follows makes a number a name: "787 Dreamliner", "90049 ZIP Code", "the 787 is"."""
    if re.match(r"\s(?:ZIP|zip|postcode|area)\s(?:Code|code)|\s(?:pm|am)\b", text[end : end + 12]):
        return True
    follows = re.match(r"[^\S\n]([A-Z][\w’'-]+)", text[end : end + 24])
    if not plural and follows and "." not in bare and follows[1] not in listed("headline_casualties"):
        return True
    return (
        last == "the"
        and re.match(r"\s(?:is|was|has|had|will|can|could|flew|runs|also|would)\b", text[end : end + 7]) is not None
    )


def _is_capital_before(text: str, numeral: Numeral, place: int, last: str) -> bool:
    """Say whether a word in capitals stands before a number that could be its own ("Boeing 737")."""
    name = text[place : numeral.start].rstrip()
    if not _SURNAME.match(name) or name[-1] in ",;:" or last in listed("before_counts"):
        return False
    return month_number(last) is None and not _begins_sentence(text, place)


def _is_name_in_words(text: str, numeral: Numeral, words: list[tuple[str, int]], plural: bool) -> bool:
    """Say whether a number in words is a part of a name or compound ("Big Six", "Chapter Two", "four-cylinder")."""
    last = words[-1][0].rstrip(",") if words else ""
    if last in listed("numbered_in_words"):
        return True
    if text[numeral.start].isupper() and not _begins_sentence(text, numeral.start):
        return not _is_headline(text, numeral.start)
    if numeral.scaled:
        return False
    compound = _COMPOUND.match(text, numeral.end)
    if compound is not None:  # "an eight-game streak" counts games, "a four-star general" no stars
        counts = listed("counted_one_by_one") if numeral.value == 1 else None
        noun = compound[1].lower()
        return noun in listed("compound_idioms") if counts is None else noun not in counts
    return last in listed("picked_out") and not plural


_COMPOUND = re.compile(r"[-‑]([^\W\d_]+)")


def _is_headline(text: str, start: int) -> bool:
    """Say whether a line is set in capitals word by word, so that a capital makes no name."""
    line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0][:160]
    words = [w for w in re.findall(r"[A-Za-z][\w’'-]*", line) if len(w) > 3]
    return len(words) > 2 and all(w[0].isupper() for w in words)


_MODEL = re.compile(
    r"(?:\b(?:an?|the|its|their|his|her|our|these|those|new|\d+)\s[A-Z][\w&-]*|[A-Z][a-z]+[A-Z][a-z]\w*)\s$"
)
_WORDS_AFTER = re.compile(r"[^\W\d_][\w’'-]*|[.,;:()]")


def _plural_follows(text: str, end: int) -> bool:
    if text[end : end + 1] not in (" ", "\u00a0"):
        return False
    for word in _WORDS_AFTER.findall(text, end, end + 48)[:3]:
        lowered = word.lower()
        if lowered in listed("ends_phrase") or lowered in listed("no_plurals"):
            return False
        plural = lowered.endswith("s") and len(word) > 3 and not lowered.endswith(("ss", "us", "is", "’s", "'s"))
        if plural or lowered in listed("plurals_without_s"):
            return True
    return False


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" “\"'‘(")
    return at == 0 or not before or before[-1] in ".!?\n:;”" or (before[-1] in "–—-" and text[at - 1] == " ")


def _inside_name(doc: Doc, start: int, end: int) -> bool:
    """Say whether the reading model takes a number for a part of a name that begins before it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span[0].ent_type_ not in _NAMED or span[0].ent_iob_ != "I":
        return False
    return span.start > 0 and doc[span.start - 1].text[:1].isupper()


_NAMED = frozenset(["weapon", "vehicle", "product", "facility", "law", "event", "organisation", "place", "person"])
