"""Time expressions of a report: TIMEX3 type and value, and an interval where the report's date or text allows one.

What they look like stands in `languages/en/rules/times.toml`; a row is tried only where a word or number announces it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from crossread.ids import make_id
from crossread.languages.en.numerals import lower
from crossread.languages.patterns import PatternRule, load_patterns
from crossread.languages.tables import load
from crossread.model import Report, Time
from crossread.reading.times.arithmetic import TimeReading
from crossread.reading.times.values import TimeValues
from crossread.text.publication_day import publication_day

_BEFORE, _BEYOND = 48, 56  # how far an expression may reach from the word that announces it
_CLOCK_AFTER = re.compile(r"[:.][0-5]\d|\s?[ap]\.?m\b|\s?o[’']clock")
_DATE_AFTER = re.compile(r"([./-])\d{1,2}\1\d\d")
_DECADE_AFTER = re.compile(r"[’']?s\b")
_ORDINAL_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_HOUR_AFTER = re.compile(
    r"(?:\s?[-–—]\s?|\s(?:to|and|until|till|or)\s)(?:at\s|about\s|around\s)?\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?m\b"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_LISTED_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:,\s{_DAY}){{0,4}},?\s(?:and|or)\s{_DAY}\s(?:of\s)?[a-z]{{3}}")


@cache
def _zone_after() -> re.Pattern[str]:
    return re.compile(rf"\s\(?(?:{'|'.join(zone.lower() for zone in load('calendar')['zones'])})\b")


@dataclass(frozen=True, slots=True)
class Announced:
    """The rules by the word or kind of number that announces them, and an expression that finds all of these."""

    rules: dict[str, tuple[PatternRule, ...]]
    words: re.Pattern[str]


@cache
def announced(rules: tuple[PatternRule, ...]) -> Announced:
    """Index the rows of a table by what announces them; words by first letter, so that the engine skips other
    letters."""
    found: dict[str, list[PatternRule]] = {}
    for rule in rules:
        for word in rule.announced:
            found.setdefault(word, []).append(rule)
    by_letter: dict[str, list[str]] = {}
    for word in sorted((w for w in found if w[0] != "#"), key=lambda w: (-len(w), w)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    words = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return Announced({word: tuple(rows) for word, rows in found.items()}, re.compile(rf"(?:{words})(?![a-z])|\d+"))


def find_times(report: Report, text: str) -> tuple[Time, ...]:
    """Return the time expressions of a report; relative ones stay open where the report has no date.

    `text` is the report's text with residue masked, so that offsets are the report's.
    """
    return tuple(
        Time(
            id=make_id("t", report.id, r.start, r.end), report=report.id, start=r.start, end=r.end,
            text=report.text[r.start : r.end], type=r.type, value=r.value, from_=r.from_, to=r.to, rule=r.rule,
        )
        for r in read_times(text, publication_day(report.published))
    )  # fmt: skip


def read_times(text: str, published: date | None) -> list[TimeReading]:
    """Read the time expressions of a text against the day it was published (None: relative ones stay open)."""
    index = announced(load_patterns("times"))
    values = TimeValues(text, published)
    lowered = lower(text)
    found: list[TimeReading] = []
    done = 0
    for token in index.words.finditer(lowered):
        start, end = token.span()
        if start < done or (start and "a" <= lowered[start - 1] <= "z" and not token.group()[0].isdigit()):
            continue
        rules = index.rules.get(_kind(lowered, token.group(), end), ())
        reading = _first(rules, values, lowered, (done, start, end)) if rules else None
        if reading is not None:
            found.append(reading)
            done = reading.end
    return found


def _kind(text: str, word: str, end: int) -> str:
    """Return under what a word or number announces rules; `text` is in lower case."""
    if not word[0].isdigit():
        return word
    size = len(word)
    if size <= 2 and _DATE_AFTER.match(text, end):
        return "#dated"
    if size <= 2 and _LISTED_AFTER.match(text, end):
        return "#listed"
    if size == 4:
        if _zone_after().match(text, end):
            return "#hours"
        if not "15" <= word[:2] <= "20":
            return ""
        return "#decade" if word[3] == "0" and _DECADE_AFTER.match(text, end) else "#year"
    if size > 2:
        return ""
    if _ORDINAL_AFTER.match(text, end):
        return "#ordinal"
    if _CLOCK_AFTER.match(text, end):
        return "#clock"
    if _HOUR_AFTER.match(text, end):
        return "#hour"
    if size == 2 and word[1] == "0" and text[end : end + 1] == "s":
        return "#decade"
    return "#nine" if word == "9" and text.startswith("/11", end) else ""


def _first(
    rules: tuple[PatternRule, ...], values: TimeValues, lowered: str, place: tuple[int, int, int]
) -> TimeReading | None:
    """Return what the first rule reads that matches over the announcing word; `place` is (free from, start, end)."""
    done, start, end = place
    low, high = max(done, start - _BEFORE), end + _BEYOND
    near = lowered[low:high]
    for rule in rules:
        if rule.near is not None and rule.near.search(near) is None:
            continue
        match = _covering(rule, values.text, (low, high), start, end)
        if match is not None and rule.fits(values.text, match.start(), match.end()):
            reading = values.read(rule, match)
            if reading is not None:
                return reading
    return None


def _covering(rule: PatternRule, text: str, window: tuple[int, int], start: int, end: int) -> re.Match[str] | None:
    """Return the first match that holds the announcing word."""
    at, high = window
    while at < end:
        match = rule.form.search(text, at, high)
        if match is None or match.start() >= end:
            return None
        if match.end() > start:
            return match
        at = max(match.end(), at + 1)
    return None
