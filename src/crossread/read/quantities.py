"""Figures of a report: values with bound, unit, and what they count. One pass of compiled patterns over the text."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from crossread.ids import make_id
from crossread.model import Base, Bound, Quantity, Report
from crossread.read.numbers import DIGITS, FRACTIONS, SCALE, SCALES, VAGUE, WORDS, parse_digits, parse_words
from crossread.read.times import date_spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SYMBOL = r"(?:US|A|C|HK|NZ|S|R)?\$|[£€¥₩₹₽₺₴₪₦]"
_NUMBER = re.compile(
    rf"(?<![\w.,/:$])(?<!\D[-‑])(?P<cur>{_SYMBOL})?\s?(?:(?P<num>{DIGITS})(?:[-\s]?(?P<scale>{SCALE})\b)?|(?P<words>\b(?:{WORDS}))\b)"
    r"(?![\d,.]*\d)(?!(?:st|nd|rd|th)\b)",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    rf"\b(?:(?:many|several|a few|some)\s)?(?P<vague>{'|'.join(VAGUE)})(?:\sof\s(?:{'|'.join(VAGUE)}))?(?=\sof\s|\s[a-z])"
    r"|\b(?:several|a few|a couple of)\s(?:hundred|thousand|million|billion|dozen)\b|\ba dozen\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<top>one|two|three|four|five|seven|nine|a)[-\s])?(?P<part>{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b(?=\s(?:of|the|its|their|a)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|–|—)\s?|\s(?:to|and|or)\s")
_BEFORE: tuple[tuple[Bound, re.Pattern[str]], ...] = tuple(
    (bound, re.compile(rf"(?:^|(?<=[\s(—–-]))(?:{words})\s+$", re.IGNORECASE))
    for bound, words in (
        (
            ">",
            "more than|greater than|over|above|at least|no fewer than|no less than|not less than|upwards? of|in excess of|north of|"
            "exceeding|exceeded|a minimum of|minimum|just over|well over|topped|surpassed|beyond",
        ),
        (
            "<",
            "up to(?: an?)?|as many as|as much as|as high as|at most|no more than|not more than|fewer than|less than|under|below|"
            "a maximum of|maximum|nearly|almost|just under|close to|approaching|short of|within|up",
        ),
        ("~", "about|around|roughly|approximately|approx\\.?|some|an? estimated|estimated|circa|or so|the estimated|an average of|on the order of|in the region of|somewhere around"),
        ("=", "exactly|precisely|a combined|combined|a total of|a record|only|just|totalling|totaling|another|an additional"),
    )
)
_UP = re.compile(r"\b(?:rose|rise|risen|rises|rising|increased?|increas(?:es|ing)|climbed|jumped|grew|grown|growing|gained?|surged?|soared|up|higher|added|advanced|expanded)(?:\s\w+)?(?:\sby)?\s+$", re.I)  # fmt: skip
_DOWN = re.compile(r"\b(?:fell|falls?|fallen|falling|dropp?(?:ed|s|ing)?|declined?|decreased?|lost|slumped|slid|down|lower|tumbled|plunged|shrank|shrunk|cut|contracted|sank|slipped)(?:\s\w+)?(?:\sby)?\s+$", re.I)  # fmt: skip
_AFTER_MORE = re.compile(r"\s?\+|[-\s]?plus\b|\sor\smore\b|\sor\sabove\b", re.IGNORECASE)
_AFTER_LESS = re.compile(r"\sor\s(?:less|fewer|under)\b", re.IGNORECASE)
_AGE = re.compile(r"[-\s]years?[-\s]old\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age)\s+$", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d$")
_NAME_BEFORE = re.compile(r"(?:^|[\s(“\"'‘])(?P<name>[A-Z][\w’'-]*)\s$")
_LISTED = re.compile(r"\b(?:chapter|section|article|page|no\.?|number|room|route|flight|phase|level|grade|type|line|platform|gate|channel|volume|act|rule|group|district|resolution|paragraph|episode|season|round)\s*$", re.I)  # fmt: skip
_MONTHS = frozenset(["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December", "Sept", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug"])  # fmt: skip
_MAYBE_UNIT = re.compile(r"[-\s]?(?P<unit>[^\W\d_]+(?:[-\s./]?[^\W\d_]+){0,2}|%|[°º]\s?[CF]?\b|m[²³])")


@dataclass(frozen=True, slots=True)
class _Figure:
    start: int
    end: int
    value: float
    currency: str | None
    scaled: bool
    digits: bool


@cache
def _units() -> tuple[dict[str, tuple[str, str | None, float]], dict[str, str], dict[str, str]]:
    data = json.loads(files("crossread.read").joinpath("data/units.json").read_text("utf-8"))
    units = {
        form.replace("_", " "): (name, base, float(factor))
        for name, (forms, base, factor) in data["units"].items()
        for form in forms.split()
    }
    money = {form.replace("_", " "): code for code, forms in data["currencies"].items() for form in forms.split()}
    bases = {name: (base, float(factor)) for name, (_, base, factor) in data["units"].items()}
    return units, money, bases


def find_quantities(report: Report, text: str, doc: Doc | None = None) -> tuple[Quantity, ...]:
    """Return the figures of a report in the order of the text.

    `text` is the report's text with residue masked, so that offsets are the report's. With `doc`, what is counted
    is read from its words; without, from the words that follow. Years, dates, clock times, list numbers and the
    numbers inside names are no quantities.
    """
    taken = date_spans(text)
    figures = [f for f in _figures(text) if not _inside(f.start, f.end, taken)]
    found: list[Quantity] = []
    index = 0
    while index < len(figures):
        first = figures[index]
        second = figures[index + 1] if index + 1 < len(figures) else None
        step, quantity = _quantity(report, text, doc, first, second)
        index += step
        if quantity is not None:
            found.append(quantity)
    for pattern in (_VAGUE, _FRACTION):
        for match in pattern.finditer(text):
            if not any(q.start < match.end() and q.end > match.start() for q in found) and not _inside(match.start(), match.end(), taken):
                found.append(_vague(report, text, doc, match))
    return tuple(sorted(found, key=lambda q: (q.start, q.end)))


def _inside(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (start, 10**12)) - 1
    return any(low < end and high > start for low, high in spans[max(0, at - 1) : at + 2])


def _figures(text: str) -> list[_Figure]:
    money = _units()[1]
    found = []
    for match in _NUMBER.finditer(text):
        currency = money.get(match["cur"].lower()) if match["cur"] else None
        start = match.start("cur") if match["cur"] else match.start("num" if match["num"] else "words")
        if match["num"]:
            value, end, scaled = parse_digits(match["num"]), match.end("num"), False
            scale = (match["scale"] or "").lower()
            attached = scale in ("m", "b", "k") and not (currency or text[match.end("num") : match.end("num") + 1] != "-")
            follows = text[match.end() : match.end() + 2]
            if scale and not (len(scale) == 1 and (attached or (not currency and not re.match(r"\s[a-z]", follows)))):
                value, end, scaled = value * SCALES[scale], match.end(), True
            found.append(_Figure(start, end, value, currency, scaled, True))
        else:
            words = match["words"]
            if words.lower() in ("one", "zero", "a"):
                continue
            found.append(_Figure(start, match.end("words"), parse_words(words), currency, " " in words, False))
    return found


def _quantity(
    report: Report, text: str, doc: Doc | None, first: _Figure, second: _Figure | None
) -> tuple[int, Quantity | None]:
    start, end, low, high = first.start, first.end, first.value, first.value
    currency, unit, step = first.currency, None, 1
    end, unit, money = _unit_after(text, first, end)
    currency = currency or money
    if second is not None and second.start - end <= 5:
        between = text[end : second.start]
        joined = _RANGE.fullmatch(between)
        lead = text[max(0, start - 12) : start].lower()
        spans = joined and ("and" not in between or "between" in lead) and "or" not in between and not lead.endswith("from ")
        if spans and (second.currency is None or currency in (None, second.currency)):
            far, unit2, money2 = _unit_after(text, second, second.end)
            a, b = first.value, second.value
            if second.scaled and not first.scaled and a < b and a < 1000:
                a *= 10 ** (3 * int((len(f"{int(b)}") - 1) // 3))
            if a <= b and unit in (None, unit2) and not (currency and unit2) and not (second.currency and unit):
                low, high, end, step = a, b, far, 2
                unit, currency = unit2 or unit, currency or second.currency or money2
    bound, start = _bound_before(text, start)
    if unit is None and currency is None and _is_name_or_year(text, first, step):
        return step, None
    after = _AFTER_MORE.match(text, end) or _AFTER_LESS.match(text, end)
    if after:
        bound = ">" if _AFTER_MORE.match(text, end) else "<"
        end = after.end()
    if _AGE.match(text, first.end):
        unit, end = "year of age", _AGE.match(text, first.end).end()  # type: ignore[union-attr]
    elif _AGED.search(text[max(0, first.start - 8) : first.start]) and unit in (None, "year"):
        unit = "year of age"
    if bound is None:
        lead = text[max(0, start - 40) : start]
        bound = "up" if _UP.search(lead) else "down" if _DOWN.search(lead) else "="
    counted = _counted(text, doc, end) if currency is None and unit in (None, "percent") else None
    return step, _make(report, text, start, end, low, high, bound, currency or unit, counted)


def _make(report: Report, text: str, start: int, end: int, low: float | None, high: float | None, bound: Bound, unit: str | None, counted: str | None) -> Quantity:  # fmt: skip
    return Quantity(
        id=make_id("q", report.id, start, end), report=report.id, start=start, end=end, text=report.text[start:end],
        low=low, high=high, bound=bound, unit=unit, counted=counted, base=_base(low, high, unit),
    )  # fmt: skip


def _base(low: float | None, high: float | None, unit: str | None) -> Base | None:
    if unit is None or low is None or high is None:
        return None
    if unit == "degree Celsius":
        return Base(low=low + 273.15, high=high + 273.15, unit="kelvin")
    if unit == "degree Fahrenheit":
        return Base(low=(low + 459.67) * 5 / 9, high=(high + 459.67) * 5 / 9, unit="kelvin")
    base: Any = _units()[2].get(unit)
    if base is None:
        return Base(low=low, high=high, unit=unit) if len(unit) == 3 and unit.isupper() else None
    return Base(low=low * base[1], high=high * base[1], unit=base[0]) if base[0] else None


def _unit_after(text: str, figure: _Figure, end: int) -> tuple[int, str | None, str | None]:
    """Return (end, unit, currency) after taking in the unit that follows a number, if one does."""
    match = _MAYBE_UNIT.match(text, end)
    if not match:
        return end, None, None
    units, money, _ = _units()
    words = re.split(r"[\s]", match["unit"])
    hyphen = match.group()[0] == "-"
    for count in range(len(words), 0, -1):
        length = len(" ".join(words[:count]))
        raw = text[match.start("unit") : match.start("unit") + length]
        form = re.sub(r"\s+", " ", raw).lower()
        stop = match.start("unit") + length
        if form in money and figure.currency in (None, money[form]):
            if form in ("won", "real", "rand", "dong", "lei", "leu") and not (figure.scaled or figure.value >= 1000):
                continue
            return stop, None, money[form]
        found = units.get(form) or (units.get("degrees " + words[1].lower()) if form.startswith("degrees ") and len(words) > 1 else None)
        if found is None or figure.currency:
            continue
        if form == "m" and figure.scaled:
            continue
        if not hyphen and len(form) > 4 and form[-1] != "s" and figure.value != 1 and form in ("second", "minute", "month", "degree", "decade", "century"):  # fmt: skip
            continue
        return stop, found[0], None
    return end, None, None


def _bound_before(text: str, start: int) -> tuple[Bound | None, int]:
    bound: Bound | None = None
    for _ in range(3):
        lead = text[max(0, start - 30) : start]
        for kind, pattern in _BEFORE:
            match = pattern.search(lead)
            if match:
                start -= len(lead) - match.start()
                # "up to an estimated": the outer word says the bound, unless it says nothing
                bound = kind if bound in (None, "=", "~") and kind != "=" else bound or kind
                break
        else:
            break
    return bound, start


def _is_name_or_year(text: str, figure: _Figure, step: int) -> bool:
    if not figure.digits:
        return False
    bare = text[figure.start : figure.end]
    lead = text[max(0, figure.start - 30) : figure.start]
    if step == 1 and _YEAR.match(bare) and not re.match(r"\s+(?:[a-z]+\s){0,2}[a-z]+s\b", text[figure.end : figure.end + 40]):
        return True
    if step == 1 and _YEAR.match(bare) and re.search(r"\b(?:in|since|until|by|from|of|for|to|and|the|[A-Z][a-z]+)\s$", lead):
        return True
    if _LISTED.search(lead):
        return True
    name = _NAME_BEFORE.search(lead)
    if name and name["name"] not in _MONTHS and len(bare) <= 4 and "," not in bare:
        before = lead[: name.start("name")].rstrip()
        if before and before[-1] not in ".!?”\"":  # a capital inside a sentence: "Flight 12", "Unit 3"
            return True
    return False


def _counted(text: str, doc: Doc | None, end: int) -> str | None:
    if doc is not None:
        return _counted_in(doc, end)
    match = _FOLLOWING.match(text, end)
    if not match:
        return None
    words: list[str] = []
    for word in match[1].split():
        if word.lower() in _STOP:
            break
        words.append(word)
    return " ".join(words[:3]) or None


_FOLLOWING = re.compile(r"\s(?:of\s(?:the|its|their|his|her)?\s?)?((?:[^\W\d_][\w-]*\s?){1,4})")
_STOP = frozenset(["of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "that", "which", "who", "the", "a", "an", "its", "their", "his", "her", "this", "these", "than", "while", "when", "after", "before", "per", "since", "over", "under", "into", "near", "among", "during", "until", "according", "said"])  # fmt: skip


def _counted_in(doc: Doc, end: int) -> str | None:
    """Return the noun phrase that follows a number: modifiers and nouns, "of its" stepped over."""
    span = doc.char_span(max(0, end - 1), end, alignment_mode="expand")
    if span is None:
        return None
    at = span.end
    if at < len(doc) and doc[at].lower_ == "of":
        at += 1
        while at < len(doc) and doc[at].pos_ in ("DET", "PRON") and at - span.end < 4:
            at += 1
    first, last = at, -1
    while at < len(doc) and at - first < 8:
        token: Token = doc[at]
        if token.pos_ in ("NOUN", "PROPN"):
            last = at
        elif not (token.pos_ in ("ADJ", "NUM", "X") or token.text in ("-", "‑") or (token.pos_ in ("VERB", "ADV", "CCONJ") and last < 0 and token.dep_ in ("amod", "advmod", "compound"))):  # fmt: skip
            break
        at += 1
    if last < 0:
        return None
    return doc[first : last + 1].text.strip()


def _vague(report: Report, text: str, doc: Doc | None, match: re.Match[str]) -> Quantity:
    part = match.groupdict().get("part")
    value = None
    if part:
        top = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "nine": 9}
        value = top.get((match["top"] or "one").lower(), 1) * FRACTIONS[part.lower()]
    bound, start = _bound_before(text, match.start())
    counted = _counted(text, doc, match.end())
    return _make(report, text, start, match.end(), value, value, bound or ("=" if part else "~"), None, counted)
