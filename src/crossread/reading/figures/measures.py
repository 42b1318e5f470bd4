"""The unit of a number: currency before it, unit or currency after it, rates ("a year", "per gallon"), ages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from crossread.languages.en.numerals import SCALES, Numeral, parse_digits, parse_words
from crossread.languages.en.units import Unit, unit_at, unit_named
from crossread.languages.tables import load

_SIGN = re.compile(
    r"(?:(?P<dollar>(?<![A-Za-z’'])(?:US|U\.S\.|USD|A|AU|AUD|C|CA|CAD|Can|CDN|HK|HKD|NZ|NZD|S|SG|SGD|R|NT|Mex|MX|MXN)?\$(?:US|A|NZ|HK|AU)?|(?<![A-Za-z’'])(?:US|U\.S\.|HK|NZ|S)\s\$|(?<![A-Za-z’'])(?:us|usd|hk|nz|nzd|c|mxn|aud|cad)\s?\$)"
    r"|(?P<sign>[£€¥₩₹₽₺₴₪₦₡₸₱฿₫₿৳￡￥₭₾]|\bY=|\bRs\.?|\bRM|\bRMB|\bPS|\bDM|\bkr)"
    r"|\b(?P<million>M)?(?P<code>[A-Z]{3})(?P<million2>M)?|\b(?P<word>dollars?|sen))\s?$"
)
_LAST = frozenset("$£€¥₩₹₽₺₴₪₦₡₸₱฿₫₿৳￡￥₭₾=.")
_GAP = re.compile(r"\s?[-‑]\s?|\s?[<(\[{](?=[^\W\d_]{1,3}[>)\]}])|\s?")
_PART_OF = re.compile(r"\s(?:of\s)?an?\s(?=[a-z])")  # "half a mile", "a third of a mile"
_PER = re.compile(r"\s?/\s?|(?:\s-\s|[-\s])(?:per|an?|each|every)(?:\s-\s|[-\s])|\s?p/", re.IGNORECASE)
_OF_PER = re.compile(r"\sof\s(?:(?!(?:for|in|over|within|during|on|at)\s)[\w’'-]+\s){1,3}?(?:an?|per)\s(?P<unit>day|week|month|year|hour)\b(?!\s(?:ago|later|earlier|before|old|after))", re.IGNORECASE)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:\s(?:ounce))?", re.IGNORECASE)
_NOT_PER = re.compile(r"\s(?:ago|later|earlier|before|old|after|and\sa\shalf)\b|[-\s]old\b", re.IGNORECASE)
_AGE = re.compile(
    r"[-\s]{0,3}(?P<unit>year|month|week|day)s?[-\s]{1,3}olds?\b|[-\s](?P<unit2>year|month|week|day)s?\sof\sage\b|\s?(?P<yo>y/?o|yrs?\sold)\b",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"M[A-Z]{3}")
_CODED = re.compile(r"M([A-Z]{3})\b|([A-Z]{3})\smillion\b")
_AGE_UNIT = re.compile(r"\s?[-\s]?(?P<unit>year|month|week|day)s?$", re.IGNORECASE)
_APPOSED_BEFORE = re.compile(r"(?:[A-Z][\w’'-]+|\b(?:wife|husband|son|daughter|brother|sister|mother|father|man|woman|boy|girl|student|teacher|driver|farmer|officer|soldier)|\b(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur)\s(?:[a-z-]+\s)?[a-z]{3,}(?<!s)(?<!dead)(?<!injured)(?<!wounded)(?<!missing)(?<!killed)),\s(?:now\s)?$")
_CENTS = re.compile(r"(?:\s(?:and\s)?|\sand\s)(?P<num>\d{1,2}|(?:[a-z]+)(?:[-\s][a-z]+)?)(?P<cents>\scents?|\spence)?(?=\s*(?:[.!?;,)]|$))", re.IGNORECASE)  # fmt: skip
_APPOSED = re.compile(r",?\s?(?:[.,;)]|$)")


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit read after a number: where it ends, the number's value with it, and the name of unit or rate."""

    end: int
    value: float
    unit: Unit
    name: str
    hyphen: bool = False


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(load("figures")[key].split("|"))


def currency_before(text: str, numeral: Numeral) -> tuple[int, Unit | None, float]:
    """Return (start, currency, factor) with the sign or code before a number taken in ("US$", "EUR ", "MUSD ")."""
    start, unit = _currency_before(text, numeral)
    return start, unit, 1e6 if unit is not None and _MILLIONS.match(text, start) else 1.0


def _currency_before(text: str, numeral: Numeral) -> tuple[int, Unit | None]:
    start = numeral.start
    lead = text[max(0, start - 7) : start]
    last = lead.rstrip()[-1:]
    if not last or numeral.kind == "vague" or not (last in _LAST or last.isalpha()) or (last.isalpha() and last.islower() and not lead.rstrip().endswith(("s", "r", "n"))):
        return start, None
    match = _SIGN.search(lead)
    if match is None:
        return start, None
    begin = start - len(lead) + match.start()
    if match["dollar"]:
        letters = re.sub(r"[\s.$]", "", match["dollar"]).upper()
        letters = {"MEX": "MXN", "CAN": "CAD", "CDN": "CAD", "MX": "MXN", "SG": "SGD", "NT": "TWD", "R": "BRL"}.get(letters, letters)
        code = {"": "USD", "US": "USD", "A": "AUD", "AU": "AUD", "C": "CAD", "CA": "CAD", "HK": "HKD", "NZ": "NZD", "S": "SGD"}.get(letters, letters)
        return begin, unit_named(code)
    if match["sign"]:
        sign = match["sign"]
        if sign == "PS":  # the pound sign as old wire systems spell it, only where it touches the number
            return (begin, unit_named("GBP")) if lead.endswith("PS") else (start, None)
        if sign == "kr":
            return start, None
        found = unit_at(sign, 0)
        return (begin, found[1]) if found and found[1].money else (start, None)
    if match["word"]:
        if match["word"] == "sen":
            return (begin, unit_named("sen")) if numeral.kind == "digits" and numeral.value and numeral.value >= 100 else (start, None)
        return (begin, unit_named("USD")) if numeral.kind == "digits" and numeral.scaled and lead.endswith("r ") else (start, None)
    unit = unit_named(match["code"])
    if unit is None or not unit.money:
        return start, None
    return begin, unit


def measure_after(text: str, numeral: Numeral, value: float, money: Unit | None) -> Measure | None:
    """Return the unit that follows a number and what rate it is of; None where none does."""
    end = numeral.end
    gap = (_PART_OF.match(text, end) if numeral.kind == "fraction" else None) or _GAP.match(text, end)
    at = gap.end() if gap else end
    found = unit_at(text, at)
    if found is None and money is None:
        coded = _CODED.match(text, at)
        unit = unit_named(coded[1] or coded[2]) if coded else None
        if coded and unit and unit.money:
            return Measure(coded.end(), value * 1e6, unit, unit.name)
    if found is not None and text[at].isupper() and not text[at + 1 : at + 2].isupper() and found[0] - at > 2 and re.fullmatch(r"(?:1[5-9]|20)\d\d", text[numeral.start : end]):
        found = None  # "in 2016 Stone said"
    if found is not None and not _fits(text, numeral, value, at, found, gap.group() if gap else "", money):
        found = None
    if money is not None:
        if found is not None and (found[1] == money or (found[1].money and found[1].name != "USD" and money.name == "USD")):
            return _rated(text, found[0], value, found[1], False)
        if found is not None and not found[1].money and found[1].name == "cent" and numeral.kind == "digits":
            pass
        return _rated(text, end, value, money, False)
    if found is None:
        return None
    stop, unit = found
    if text[at - 1 : at] in "<([{" and text[at - 1 : at] and text[stop : stop + 1] in (">", ")", "]", "}"):
        stop += 1
    if unit.money:
        million = re.match(r"\s(million|billion|thousand)\b", text[stop : stop + 10])
        if million and not numeral.scaled:
            value, stop = value * SCALES[million[1]], stop + million.end()
        value, stop = _with_cents(text, stop, value, unit)
    if unit.name == "pound-mass" or (unit.name == "GBP" and re.match(r"pounds?\b", text[at : at + 7], re.I)):
        unit = _pound(text, numeral, stop, gap.group() if gap else "")
    return _rated(text, stop, value, unit, bool(gap and gap.group().strip() in ("-", "‑")))


def _with_cents(text: str, stop: int, value: float, unit: Unit) -> tuple[float, int]:
    """Take in the cents of "three dollars fifty", "5 dollars and 50 cents"."""
    match = _CENTS.match(text, stop)
    if match is None or value != int(value) or value >= 1e6:
        return value, stop
    try:
        cents = parse_digits(match["num"]) if match["num"].isdigit() else parse_words(match["num"])
    except KeyError:
        return value, stop
    if re.match(r"an?\b", match["num"], re.IGNORECASE) or not 0 < cents < 100 or not re.fullmatch(r"\d+|[a-z]+(?:[-\s][a-z]+)?", match["num"]):
        return value, stop
    return value + cents / 100, match.end()


def _pound(text: str, numeral: Numeral, stop: int, gap: str) -> Unit:
    """Tell pounds of money from pounds of weight by the words around, scale and hyphen."""
    mass, money = unit_named("pound-mass"), unit_named("GBP")
    assert mass and money
    if text[numeral.end : stop].strip().lower().startswith("lb"):
        return mass
    if numeral.scaled or re.match(r"\s(?:sterling|a\s(?:year|month|week|day|head)|per\s(?:person|head|year|week|month|hour))\b", text[stop : stop + 12], re.I):
        return money
    if "-" in gap or re.match(r"\s(?:of|per\ssquare|force|heavier|lighter|overweight)\b", text[stop : stop + 12]):
        return money if re.search(r"\b(?:fine|worth)\s", text[max(0, numeral.start - 30) : numeral.start].lower()) else mass
    around = re.findall(r"[a-z]+", text[max(0, numeral.start - 60) : stop + 40].lower())
    if any(w in ("weigh", "weighs", "weighed", "weighing", "weight", "baby", "fat", "lbs", "kg", "kilograms", "heavy", "pounder", "overweight", "muscle") for w in around):
        return mass
    return money if any(w in _list("money_words") for w in around) else mass


def _fits(text: str, numeral: Numeral, value: float, at: int, found: tuple[int, Unit], gap: str, money: Unit | None) -> bool:
    """Say whether words that name a unit do so here: "won", "in", "a", "point", "second" are common words too."""
    stop, unit = found
    form = text[at:stop]
    lowered = form.lower()
    glued = not gap
    if money is not None and not unit.money:
        return False
    if unit.name == "inch" and form in ('"', "in", "″"):
        if form == "in":
            return not glued and numeral.kind == "digits" and bool(re.match(r"\s?(?:[.,;)x×]|by\b|long|wide|tall|deep|more|thick|in\sdiameter|$)", text[stop : stop + 8])) and bool(re.search(r"\d\s?(?:ft|feet|foot)\s\d+\s?$", text[max(0, at - 14) : at])) or (glued and text[stop : stop + 1] in " .,;)x")
        return glued or (form == '"' and not _opens_quote(text, stop) and text.count('"', max(0, at - 200), at) % 2 == 0)
    if len(form) == 1 and form.isalpha():
        if form == "p":
            return glued or (numeral.kind == "digits" and not re.match(r"\s?\.?m", text[stop : stop + 2]))
        if form in "msghlLAVWNJt":
            return numeral.kind == "digits" and (glued or form in "mWNJVL" and not numeral.scaled) and not (form == "s" and re.fullmatch(r"(?:1[5-9]|20)?\d0", text[numeral.start : numeral.end]))
        return numeral.kind == "digits" and glued
    if lowered in _list("money_only_scaled"):
        return numeral.scaled or value >= 1000 or numeral.kind == "digits" and lowered not in ("real", "won", "mark", "kip", "ether")
    if lowered in ("second", "minute", "degree", "bar", "stone", "cup", "point", "time", "turn", "nit", "pint", "century", "fold", "percentage", "decade", "knot") and numeral.kind != "fraction":
        if lowered in ("time", "fold"):
            return value == 1 or lowered == "fold" or "-" in gap
        return "-" in gap or value <= 1 or lowered in ("degree", "percentage") or bool(re.match(r"\s[a-z]", text[stop : stop + 2]))
    if lowered == "times" and re.match(r"\s(?:square|reporter|newspaper)\b", text[stop : stop + 10], re.I):
        return False
    if lowered in ("stones", "bars", "cups") :
        return False
    if lowered in ("pc", "pp", "bp", "cc", "ct", "hp", "kt", "mt", "cal", "gal", "rad", "min", "sec", "ha", "nm", "mi", "yr", "hr"):
        return numeral.kind == "digits"
    return True


def _opens_quote(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum()


def _rated(text: str, end: int, value: float, unit: Unit, hyphen: bool) -> Measure:
    """Take in what a figure is per: "$2.11 per gallon", "12-cent-a-share", "tons of copper a year"."""
    per = _PER.match(text, end)
    if per is not None:
        joint = per.group().strip(" -").lower()
        found = unit_at(text, per.end())
        word = _WORD.match(text, per.end())
        stop = None
        if joint in ("each", "every") and found is None:
            return Measure(end, value, unit, unit.name, hyphen)
        if found is not None and not found[1].money and (joint in ("/", "per", "p/") or not _NOT_PER.match(text, found[0])) and found[1].name not in ("point", "time", "degree", "percent"):
            if joint in ("/", "per", "p/") or found[1].name in _TIMELY or unit.money:
                stop, denominator = found[0], found[1].name
        elif word is not None and joint != "/" and (word.group().lower() in _list("per_nouns") or joint == "per"):
            stop, denominator = word.end(), "year" if word.group().lower() == "annum" else word.group().lower()
        if stop is not None:
            return Measure(stop, value, unit_named(f"{unit.name} per {denominator}") or unit, f"{unit.name} per {denominator}", hyphen)
    elif not unit.money and unit.name not in ("percent", "year", "month", "day", "hour", "week", "minute"):
        of = _OF_PER.match(text, end)
        if of is not None:
            return Measure(end, value, unit_named(f"{unit.name} per {of['unit'].lower()}") or unit, f"{unit.name} per {of['unit'].lower()}", hyphen)
    return Measure(end, value, unit, unit.name, hyphen)


_TIMELY = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})


def age_after(text: str, end: int) -> tuple[int, str] | None:
    """Return (end, unit) where a number is an age: "-year-old", "years old", "months of age"."""
    match = _AGE.match(text, end)
    if match is None:
        back = _AGE_UNIT.search(text, max(0, end - 8), end)
        tail = re.match(r"[-\s]{1,3}olds?\b|\sof\sage\b", text[end : end + 10], re.IGNORECASE) if back else None
        if back is None or tail is None:
            return None
        return end + tail.end(), f"{back['unit'].lower()} of age"
    return match.end(), f"{(match['unit'] or match['unit2'] or 'year').lower()} of age"


def is_age(text: str, start: int, end: int, words: list[str], value: float) -> bool:
    """Say whether a bare number is an age by its place: "aged 35", "Ada Quill, 35, said"."""
    if not 0 < value < 120:
        return False
    last = words[-2:]
    if last[-1:] in (["aged"], ["age"], ["ages"]) or last == ["age", "of"] or last == ["ages", "of"]:
        return True
    before = text[max(0, start - 40) : start]
    apposed = _APPOSED_BEFORE.search(before)
    return bool(apposed and value == int(value) and _APPOSED.match(text, end) and not re.search(r"\b(?:No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|May|June|July|August|September|October|November|December|Page|Chapter)[a-z.]*,\s$", before))
