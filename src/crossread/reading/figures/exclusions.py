"""Numbers that count nothing: years, dates, clock times, telephone and list numbers, results, numbers inside names."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from crossread.languages.en.numerals import Numeral
from crossread.languages.tables import load

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_FORMATS = re.compile(
    rf"""(?:
      \d{{4}}-\d{{2}}-\d{{2}}(?:T[\d:.]+Z?)?(?!\d) | \d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?![\d%]) | \d+\.\d+\.\d+(?:\.\d+)*
    | \d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\.\d+)?(?:\s?[ap]\.?m\b\.?)? | \d{{1,2}}(?:\.\d\d)?\s?(?:[ap]\.m\.|[ap]m\b|o[’']clock\b)
    | [012]\d{{3}}\s?(?:GMT|UTC|EDT|EST|PDT|PST|CDT|CST|BST|CET|CEST|ET|IST|MSK|JST|KST|hrs|hours\s(?:on|local|GMT))\b
    | \d+(?:st|nd|rd|th)\b | {_YEAR}s\b | \d0s\b
    | {_YEAR}\s?[-–—/]\s?(?:{_YEAR}|\d\d)(?![\d,.]*\d)(?!\s?(?:%|per\s?cent|percent|people|m\b|km|kg))
    | 0\d{{2,4}}[\s-]\d{{3,}}(?:[\s-]\d{{3,}})* | \(?\d{{3}}\)?[-.\s]\d{{3}}[-.]\d{{4}}(?!\d) | \d{{3}}-\d{{4}}(?![\d,])
    | \d{{1,3}}(?:-\d{{1,4}}){{2,}} | \d{{3,}}(?:-\d{{3,}}){{2,}} | \d{{1,2}}\s?\)(?=\s[a-z]) | (?:480|720|1080|1440|2160)[pi]\b | (?:24/7|9/11|7/7|50[-/]50|20/20)
    | \d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s(?:of\s)?{_MONTH}\b(?!\s(?:be|not|have|also)\b)
    | \d{{3,5}}(?=\s[A-Z][a-z]+\s(?:Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Boulevard|Blvd|Square|Way)\b)
    )""",
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"([A-Za-z]{3,9})\.?$")
_NO_COUNT_AFTER = re.compile(r"\s?o[’']clock|[-\s]something|\s(?:January|February|March|April|June|July|August|September|October|November|December)\b")
_IS_YEAR = re.compile(_YEAR)
_OPEN_COMPOUND = re.compile(r"\b(?:[Ss]ub|[Nn]early|about|under|over|to|than|mid|plus)[-‑]$")
_ONE = re.compile(r"[-\s](?:another|day\b(?!s)|time\b|thing\b|way\b|side\b|hand\b|such\b|more\s(?:time|thing)|of\sthem\b|off\b|on\s(?:one|the|top)|by\sone|after\b|or\b|and\b|to\b|at\b|who\b|that\b|which\b|can\b|could\b|may\b|might\b|must\b|should\b|would\b|will\b|is\b|was\b|has\b|had\b|does\b|in\b|for\b|with\b|from\b|as\b|but\b|if\b|when\b|where\b|than\b|’s|'s)|['’]s|[.,;:!?)”\"]|$", re.IGNORECASE)  # fmt: skip
_ONE_BEFORE = frozenset(["no", "any", "every", "each", "the", "this", "which", "another", "some", "not", "either", "neither", "only-the", "latter", "former", "other", "new", "old", "good", "bad", "big", "first", "last", "next", "right", "wrong", "loved", "whole", "such"])
_SURNAME = re.compile(r"[a-z]?[A-Z][\w’'&-]*$")


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(load("figures")[key].split("|"))


def no_quantity(text: str, numeral: Numeral) -> int | None:
    """Return where a date, clock time, telephone number, code or ordinal ends that a number begins; None if none."""
    start, end = numeral.start, numeral.end
    if numeral.value is None and numeral.least is None:
        return end
    before = text[start - 1 : start]
    if numeral.kind in ("words", "vague") or (numeral.kind == "fraction" and text[start].isalpha()):
        return _no_count_in_words(text, numeral)
    if before and (before.isalnum() or before in "_#@&+’'\\"):
        if before == "+":
            phone = re.match(r"\d{1,3}(?:[\s-]\(?\d{2,5}\)?){1,4}", text[start : start + 24])
            return start + phone.end() if phone else end
        if before.isalpha() and not re.search(r"(?:^|[^A-Za-z])(?:US|[A-Z]{3}|RM|Rs|PS|M[A-Z]{3}|C|HK|NZ)$", text[max(0, start - 6) : start]):
            return end
        if before in "_#@&’'\\":
            return end
    if before and before in "-‑" and start > 1 and text[start - 2].isalpha() and not _OPEN_COMPOUND.search(text[max(0, start - 8) : start]):
        return end
    if before and before in ".,:/" and start > 1 and text[start - 2].isdigit() and text[start] != ".":
        return end
    match = _FORMATS.match(text, start)
    if match is not None and not (match.group()[-1] == "s" and "$" in before):
        return max(end, match.end())
    if text[end : end + 1].isalpha() and _is_code(text, start, end):
        return end
    month = text[max(0, start - 12) : start].rstrip()
    if start and text[start - 1] == " " and end - start <= 2:
        word = _LAST_WORD.search(month)
        if word and word[1].lower() in _list("months") and (word[1][0].isupper() or word[1].lower() not in ("may", "march", "mar", "sep", "jun") or re.search(r"\b(?:on|in|until|by|since|to)\s(?:may|march)$", month)):
            tail = re.match(r"\d{1,2}(?:\s?[-–]\s?\d{1,2}(?![\d:]))?(?:,?\s(?:1[5-9]|20)\d\d\b)?", text[start : start + 20])
            return start + tail.end() if tail else end
    return None


def _is_code(text: str, start: int, end: int) -> bool:
    """Say whether letters that touch a number make a code ("3D", "5G", "737MAX") and no unit or scale."""
    from crossread.languages.en.units import unit_at

    found = unit_at(text, end)
    return found is None and not re.match(r"(?:x|mn|bn|m|k|MUSD|[A-Z]{3})\b", text[end : end + 5])


def _no_count_in_words(text: str, numeral: Numeral) -> int | None:
    start, end = numeral.start, numeral.end
    word = text[start:end].lower()
    if text[start - 1 : start] in "-‑’'" and start > 1 and text[start - 2].isalpha():
        return end
    if word in ("zero", "nine-eleven"):
        return end
    if _NO_COUNT_AFTER.match(text, end):
        return end
    if word == "one":
        if _ONE.match(text, end) and not re.match(r"\sday\sold\b", text[end : end + 9]):
            return end
        before = re.search(r"([\w’'-]+)\s$", text[max(0, start - 14) : start])
        if before and before[1].lower() in _ONE_BEFORE:
            return end
        if re.match(r"-[a-z]+", text[end : end + 4]) and not re.match(r"-(?:year|month|week|day|hour|minute|mile|metre|meter|yen|dollar|pound|euro|point|cent|kilometer|kilometre|foot|inch|third|half|quarter|fifth|ton|tonne)", text[end : end + 12]):
            return end
    if text[end : end + 1] == "-" and "A" <= text[end + 1 : end + 2] <= "Z":
        return end
    return None


def is_name_or_year(text: str, doc: Doc | None, numeral: Numeral, end: int, words: list[tuple[str, int]], step: int) -> bool:
    """Say whether a number without unit is a year, a list number or a part of a name."""
    if numeral.scaled or numeral.kind not in ("digits", "words"):
        return False
    last = words[-1][0].rstrip(",") if words else ""
    plural = _plural_follows(text, end)
    if numeral.kind == "words":
        return _is_name_in_words(text, numeral, end, last, plural)
    bare = text[numeral.start : numeral.end]
    if _IS_YEAR.fullmatch(bare):
        if step == 2 or re.match(r"\s[A-Z][a-z]", text[end : end + 3]):
            return True
        lead = [w for w, _ in words[-2:]]
        if not (lead[-1:] == ["of"] and lead[0] in _AMOUNTS) and (not plural or last in _YEAR_LEAD or last in _list("months")):
            return True
    if last in _list("listed") and not plural:
        return True
    if last in _list("indices") or last.endswith(("&p", "/asx", "/tsx")):
        return True
    if re.match(r"\s(?:ZIP|zip|postcode|area)\s(?:Code|code)|\s(?:pm|am)\b", text[end : end + 12]):
        return True
    if not plural and re.match(r"\s[A-Z][\w’'-]+", text[end : end + 24]) and "." not in bare:
        return True  # "787 Dreamliner"
    if len(bare) <= 4 and "," not in bare and "." not in bare and words:
        place = words[-1][1]
        name = text[place : numeral.start].rstrip()
        if _SURNAME.match(name) and last not in _list("months") and not _begins_sentence(text, place) and last not in _COMMON and name[-1] not in ",;:":
            return not plural or last in _MAKERS or (name == name.strip("“‘\"'(") and _MODEL.search(text, max(0, place - 8), numeral.start) is not None)
    if last == "the" and re.match(r"\s(?:is|was|has|had|will|can|could|flew|runs|also|would)\b", text[end : end + 7]):
        return True  # "the 787 is"
    if doc is not None:
        return _inside_name(doc, numeral.start, numeral.end)
    return False


def _is_name_in_words(text: str, numeral: Numeral, end: int, last: str, plural: bool) -> bool:
    """Say whether a number in words is a part of a name or compound ("Big Six", "Chapter Two", "four-cylinder")."""
    if last in ("chapter", "section", "article", "phase", "act", "part", "formula", "channel"):
        return True
    if text[numeral.start].isupper() and not _begins_sentence(text, numeral.start):
        return True
    if re.match(r"[-‑][^\W\d_]", text[end : end + 2]):
        return True
    return last in ("top", "bottom", "last", "final", "first", "other", "next") and not plural


_YEAR_LEAD = frozenset(["in", "since", "until", "till", "by", "of", "during", "after", "before", "early", "late", "mid", "circa", "from", "year", "summer", "winter", "spring", "autumn", "fall", "fiscal", "season", "through", "throughout"])
_MODEL = re.compile(r"(?:\b(?:an?|the|its|their|his|her|our|these|those|new|\d+)\s[A-Z][\w&-]*|[A-Z][a-z]+[A-Z][a-z]\w*)\s$")  # "its GridVault 3"
_AMOUNTS = frozenset(["average", "total", "maximum", "minimum", "sum", "median", "mean", "record", "number", "amount", "figure", "price"])
_COMMON = frozenset(["the", "a", "an", "about", "around", "over", "under", "some", "nearly", "almost", "only", "just", "all", "these", "those", "at", "least", "than", "to", "of", "in", "on", "for", "with", "and", "or", "but", "by", "from", "up", "as", "its", "their", "his", "her", "our", "my", "this", "that", "there", "are", "were", "is", "was", "more", "between", "exactly", "i", "we", "they", "he", "she", "you", "it", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "killed"])
_MAKERS = frozenset(["boeing", "airbus", "article", "articles", "section", "sections", "chapter", "iphone", "galaxy", "xbox", "playstation", "flight", "route", "highway", "interstate", "ps", "windows", "group", "class"])


_WORDS_AFTER = re.compile(r"[^\W\d_][\w’'-]*|[.,;:()]")
_ENDS_PHRASE = frozenset(["is", "was", "has", "as", "its", "his", "this", "us", "of", "and", "or", "to", "in", "on", "at", "by", "for", "from", "with", "that", "which", "who", "a", "an", "the", "says", "runs", "plus", "versus", "after", "before", "when", "but", "than", "were", "are", "had", "have", "will", "would", "be", "been", ".", ",", ";", ":", "(", ")"])
_PLURALS = frozenset(["people", "men", "women", "children", "police", "troops", "personnel", "staff", "cattle", "sheep", "fish", "aircraft"])


def _plural_follows(text: str, end: int) -> bool:
    if text[end : end + 1] not in (" ", "\u00a0"):
        return False
    for word in _WORDS_AFTER.findall(text, end, end + 48)[:3]:
        lowered = word.lower()
        if lowered in _ENDS_PHRASE:
            return False
        if (lowered.endswith("s") and len(word) > 3 and not lowered.endswith(("ss", "us", "is", "’s", "'s"))) or lowered in _PLURALS:
            return True
    return False


def _begins_sentence(text: str, at: int) -> bool:
    before = text[max(0, at - 3) : at].rstrip(" “\"'‘(")
    return at == 0 or not before or before[-1] in ".!?\n:;”" or (before[-1] in "–—-" and text[at - 1] == " ")


def _inside_name(doc: Doc, start: int, end: int) -> bool:
    """Say whether the reading model takes a number for a part of a name that begins before it."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or not span[0].ent_type_:
        return False
    label = span[0].ent_type_
    if label not in ("weapon", "vehicle", "product", "facility", "law", "event", "organisation", "place", "person"):
        return False
    return span[0].ent_iob_ == "I" and span.start > 0 and doc[span.start - 1].text[:1].isupper()
