"""The unit of a number: currency before it, unit or currency after it, rates ("a year", "per gallon"), ages."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from crossread.languages.en.number_words import SCALES, parse_words
from crossread.languages.en.numerals import Numeral, parse_digits
from crossread.languages.en.units import Unit, unit_at, unit_named
from crossread.reading.figures.exclusions import listed, rules

_LETTERS_BEFORE_DOLLAR = "US|U\\.S\\.|USD|A|AU|Aus|AUS|AUD|C|CA|CAD|Can|CDN|HK|HKD|NZ|NZD|S|SG|SGD|R|NT|Mex|MX|MXN"
_SIGNS = "£€¥₩₹₽₺₴₪₦₡₸₱฿₫₿৳￡￥₭₾💶💵💷💴"
_SIGN = re.compile(
    rf"(?:(?P<dollar>(?<![A-Za-z’'])(?:{_LETTERS_BEFORE_DOLLAR})?\$(?:US|A|NZ|HK|AU)?"
    r"|(?<![A-Za-z’'])(?:US|U\.S\.|HK|NZ|S)\s\$|(?<![A-Za-z’'])(?:us|usd|hk|nz|nzd|c|mxn|aud|cad)\s?\$)"
    rf"|(?P<sign>[{_SIGNS}]|\bY=|\bRs\.?|\bRM|\bRMB|\bPS|\bDM|(?<![\w-])R)"
    r"|\b(?P<million>M)?(?P<code>[A-Z]{3})(?P<million2>M)?|\b(?P<word>dollars?|sen))\s?$"
)
_GAP = re.compile(r"[^\S\n]?[-‑]\s?|[^\S\n]?[<(\[{](?=[^\W\d_]{1,3}[>)\]}])|[^\S\n]?|(?<=[^\n]{40})\n")
_PART_OF = re.compile(r"\s(?:of\s)?an?\s(?=[a-z])")  # "half a mile", "a third of a mile"
_OF_MONEY = re.compile(r"\sof\s(?=[a-z])")  # "hundreds of millions of dollars"
_PER = re.compile(r"\s?/\s?|(?:\s-\s|[-\s])(?:per|an?|each|every)(?:\s-\s|[-\s])|\s?p/", re.IGNORECASE)
_OF_PER = re.compile(
    r"\sof\s(?:(?!(?:for|in|over|within|during|on|at)\s)[\w’'-]+\s){1,3}?(?:an?|per)\s(?P<unit>day|week|month|year|"
    r"hour)\b"
    r"(?!\s(?:ago|later|earlier|before|old|after))",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+(?:\s(?:ounce))?", re.IGNORECASE)
_NOT_PER = re.compile(
    r"\s(?:ago|later|earlier|before|old|after|into|since|on(?=[.,;]|$)|apart|away|and\sa\shalf)\b|[-\s]old\b",
    re.IGNORECASE,
)
_TO_COUNTED = 10  # characters between a number and what it counts: " of their "
_PER_OF_THINGS = re.compile(
    r"\s(?:(?P<sure>per|each|every)\s|an?\s)(?P<unit>hour|day|night|week|month|year|minute|second)\b"
    r"|\s(?:per|for\severy)\s(?P<number>\d[\d,]*)",
    re.IGNORECASE,
)
_MILLIONS = re.compile(r"M[A-Z]{3}")
_CODED = re.compile(r"M([A-Z]{3})\b|([A-Z]{3})\smillion\b")
_AGE_UNIT = re.compile(r"\s?[-\s]?(?P<unit>year|yr|month|mo|week|wk|day)s?$", re.IGNORECASE)
_AGE_UNIT_SHORT = {"yr": "year", "mo": "month", "wk": "week"}
_OLD_BEHIND = re.compile(r"[-\s]{1,3}olds?\b|\sof\sage\b", re.IGNORECASE)
_CENTS = re.compile(
    r"(?:\s(?:and\s)?|\sand\s)(?P<num>\d{1,2}|(?:[a-z]+)(?:[-\s][a-z]+)?)(?P<cents>\scents?|\spence)?(?=\s*(?:[.!?;,)]|"
    r"$))",
    re.IGNORECASE,
)
_CENT_WORDS = re.compile(r"\d+|[a-z]+(?:[-\s][a-z]+)?")
_INCHES = re.compile(r"(?:-foot-|[′'])(?P<inches>\d{1,2})(?!\d|[.,]\d|\s?(?:in|inch|inches)\b)")
_DOLLARS = {
    "": "USD", "US": "USD", "A": "AUD", "AU": "AUD", "AUS": "AUD", "C": "CAD", "CA": "CAD", "CAN": "CAD", "CDN": "CAD",
    "HK": "HKD",
    "NZ": "NZD", "S": "SGD", "SG": "SGD", "NT": "TWD", "R": "BRL", "MEX": "MXN", "MX": "MXN",
}  # fmt: skip
_EMOJI = {"💶": "EUR", "💵": "USD", "💷": "GBP", "💴": "JPY"}
MOST_YEARS = 120  # nobody is older: a higher number beside a person is no age


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit read after a number: where it ends, the number's value with it, the name of unit or rate, the rule if
    any."""

    end: int
    value: float
    unit: Unit
    name: str
    hyphen: bool = False
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A number with the unit that seems to follow it: from `at` to `stop`, behind `gap`."""

    text: str
    numeral: Numeral
    value: float
    at: int
    stop: int
    unit: Unit
    gap: str

    @property
    def form(self) -> str:
        return self.text[self.at : self.stop]


def currency_before(text: str, numeral: Numeral) -> tuple[int, Unit | None, float]:
    """Return (start, currency, factor) with the sign or code before a number taken in ("US$", "EUR ", "MUSD ")."""
    start, unit = _currency_before(text, numeral)
    return start, unit, 1e6 if unit is not None and _MILLIONS.match(text, start) else 1.0


def _currency_before(text: str, numeral: Numeral) -> tuple[int, Unit | None]:
    start = numeral.start
    lead = text[max(0, start - 7) : start]
    match = _SIGN.search(lead) if numeral.kind != "vague" else None
    if match is None:
        return start, None
    unit = _currency_of(match, numeral, lead)
    return (
        (start - len(lead) + match.start(), unit)
        if unit is not None and (unit.money or match["word"])
        else (start, None)
    )


def _currency_of(match: re.Match[str], numeral: Numeral, lead: str) -> Unit | None:
    if match["dollar"]:
        letters = re.sub(r"[\s.$]", "", match["dollar"]).upper()
        return unit_named(_DOLLARS.get(letters, letters))
    if match["sign"]:
        sign = match["sign"]
        if sign in _EMOJI:
            return unit_named(_EMOJI[sign])
        # the pound sign as old wire systems spell it, the rand: only where they touch the number
        if sign in ("PS", "R"):
            return unit_named("GBP" if sign == "PS" else "ZAR") if lead.endswith(sign) else None
        found = unit_at(sign, 0)
        return found[1] if found else None
    if match["word"] == "sen":
        return unit_named("sen") if numeral.kind == "digits" and (numeral.value or 0) >= 100 else None
    if match["word"]:
        return unit_named("USD") if numeral.kind == "digits" and numeral.scaled and lead.endswith("r ") else None
    return unit_named(match["code"])


def measure_after(text: str, numeral: Numeral, value: float, money: Unit | None) -> Measure | None:
    """Return the unit that follows a number and what rate it is of; None where none does."""
    if money is not None:
        return _money_after(text, numeral, value, money)
    place = _place(text, numeral, value)
    if place is None:
        return _coded(text, numeral.end, value)
    if not _fits(place):
        return None
    stop, unit, rule = place.stop, place.unit, ""
    if text[place.at - 1 : place.at] in "<([{" and text[stop : stop + 1] in (">", ")", "]", "}") and place.gap.strip():
        stop += 1
    if unit.money:
        million = re.match(r"\s(million|billion|thousand)\b", text[stop : stop + 10])
        if million and not numeral.scaled:
            value, stop = value * SCALES[million[1]], stop + million.end()
        value, stop = _with_cents(text, stop, value)
    if unit.name == "pound-mass" or (
        unit.name == "GBP" and re.match(r"pounds?\b", text[place.at : place.at + 7], re.I)
    ):
        unit, rule = _pound(place)
    elif unit.name == "foot":
        value, stop = _with_inches(text, place, value)
    return replace(
        _rated(text, stop, value, unit, place.gap.strip() in ("-", "‑") and bool(place.gap.strip())), rule=rule
    )


def _place(text: str, numeral: Numeral, value: float) -> _Place | None:
    end = numeral.end
    gap = _PART_OF.match(text, end) if numeral.kind == "fraction" else None
    if numeral.kind == "vague":
        gap = _OF_MONEY.match(text, end)
    gap = gap or _GAP.match(text, end)
    at = gap.end() if gap else end
    found = unit_at(text, at)
    if found is None or (numeral.kind == "vague" and gap and "of" in gap.group() and not found[1].money):
        return None
    year_then_name = text[at].isupper() and not text[at + 1 : at + 2].isupper() and found[0] - at > 2
    if year_then_name and re.fullmatch(r"(?:1[5-9]|20)\d\d", text[numeral.start : end]):
        return None  # "in 2016 Stone said"
    return _Place(text, numeral, value, at, found[0], found[1], gap.group() if gap else "")


def _coded(text: str, end: int, value: float) -> Measure | None:
    gap = _GAP.match(text, end)
    coded = _CODED.match(text, gap.end() if gap else end)
    unit = unit_named(coded[1] or coded[2]) if coded else None
    return Measure(coded.end(), value * 1e6, unit, unit.name) if coded and unit and unit.money else None


def _money_after(text: str, numeral: Numeral, value: float, money: Unit) -> Measure:
    """Return a sum whose currency stands before it; a more precise one behind it counts ("$5 Canadian dollars")."""
    place = _place(text, numeral, value)
    # "€40m-€50m" are two
    if place is not None and place.unit.money and not text[place.stop : place.stop + 1].isdigit():
        closer = place.unit.name != "USD" and money.name == "USD"
        if place.unit == money or closer:
            return _rated(text, place.stop, value, place.unit, False)
    return _rated(text, numeral.end, value, money, False)


def _with_cents(text: str, stop: int, value: float) -> tuple[float, int]:
    """Take in the cents of "three dollars fifty", "5 dollars and 50 cents"."""
    match = _CENTS.match(text, stop)
    if match is None or value != int(value) or value >= 1e6:
        return value, stop
    if re.match(r"an?\b", match["num"], re.IGNORECASE) or not _CENT_WORDS.fullmatch(match["num"]):
        return value, stop
    cents = parse_digits(match["num"]) if match["num"].isdigit() else parse_words(match["num"])
    return (value + cents / 100, match.end()) if 0 < cents < 100 else (value, stop)


def _with_inches(text: str, place: _Place, value: float) -> tuple[float, int]:
    """Take in the inches of "6-foot-9"; inches that are named are a figure of their own."""
    match = _INCHES.match(text, place.numeral.end)
    if match is None or value != int(value) or int(match["inches"]) > 11:
        return value, place.stop
    return value + int(match["inches"]) / 12, match.end()


def _pound(place: _Place) -> tuple[Unit, str]:
    """Tell pounds of money from pounds of weight by the words around, scale and hyphen; the rule, where one says."""
    mass, money = unit_named("pound-mass"), unit_named("GBP")
    assert mass and money
    text, numeral = place.text, place.numeral
    if place.form.lower().startswith("lb"):
        return mass, ""
    for rule in (*rules("pounds of money"), *rules("pounds of weight")):
        if rule.form.match(text, place.stop) and rule.fits(text, numeral.start, place.stop):
            return (money if rule.reads.endswith("money") else mass), rule.name
    if "-" in place.gap:
        return mass, ""
    around = frozenset(re.findall(r"[a-z]+", text[max(0, numeral.start - 60) : place.stop + 40].lower()))
    if around & listed("heavy"):
        return mass, ""
    return (money if numeral.scaled or around & listed("money_words") else mass), ""


def _fits_inch(place: _Place) -> bool:
    glued, text, stop = not place.gap, place.text, place.stop
    if place.form == '"':
        opens = text[stop : stop + 1].isalnum()
        return glued or (not opens and text.count('"', max(0, place.at - 200), place.at) % 2 == 0)
    if place.form == "in":
        if glued:
            return text[stop : stop + 1] in " .,;)x"
        measured = re.match(
            r"\s?(?:[.,;)x×]|by\b|long|wide|tall|deep|more|thick|in\sdiameter|$)", text[stop : stop + 8]
        )
        behind_feet = re.search(r"\d\s?(?:ft|feet|foot)\s\d+\s?$", text[max(0, place.at - 14) : place.at])
        return place.numeral.kind == "digits" and bool(measured) and bool(behind_feet)
    return True


def _fits_letter(place: _Place) -> bool:
    form, digits, glued = place.form, place.numeral.kind == "digits", not place.gap
    if form == "p":
        return glued or (digits and not re.match(r"\s?\.?m", place.text[place.stop : place.stop + 2]))
    if form in "msghlLAVWNJt":
        decade = form == "s" and re.fullmatch(r"(?:1[5-9]|20)?\d0", place.text[place.numeral.start : place.numeral.end])
        return digits and (glued or (form in "mWNJVL" and not place.numeral.scaled)) and not decade
    return digits and glued


def _fits_degree_letter(place: _Place) -> bool:
    """Say whether C or F that touches a number is a temperature: "reached 47.3C"."""
    near = place.text[max(0, place.numeral.start - 60) : place.stop + 30].lower()
    if place.gap or place.numeral.kind != "digits":
        return False
    signed = _FROST.search(place.text, max(0, place.numeral.start - 7), place.numeral.start) is not None
    return signed or _WARMTH.search(near) is not None


_FROST = re.compile(r"(?:^|[\s(])(?:minus\s|[-−])$", re.IGNORECASE)
_WARMTH = re.compile(
    r"\b(?:temperatures?|hit|reach(?:ed|es|ing)?|degrees?|heat|cold|low|high|highs|lows|mercury|warm\w*|hot|cool\w*|"
    r"freez\w+"
    r"|weather|record|fever|oven|snow|frost|summer|winter|thermometers?)\b"
)


def _fits_common_word(place: _Place) -> bool:
    """Say whether "second", "minute", "point", "cup" are units: in the singular only of one, or before a noun."""
    form = place.form.lower()
    if form in ("time", "fold"):
        return place.value == 1 or form == "fold" or "-" in place.gap
    if "-" in place.gap or place.value <= 1 or form in ("degree", "percentage"):
        return True
    return re.match(r"\s[a-z]", place.text[place.stop : place.stop + 2]) is not None


def _fits_money_word(place: _Place) -> bool:
    numeral = place.numeral
    plain = numeral.kind == "digits" and place.form.lower() not in ("real", "won", "mark", "kip", "ether")
    return numeral.scaled or place.value >= 1000 or plain


_NAMED_TIMES = re.compile(r"\s(?:square|reporter|newspaper)\b", re.IGNORECASE)
Test = Callable[[_Place], bool]
_FITS: tuple[tuple[Test, Test], ...] = (  # the first that says it knows the unit decides whether it is one here
    (lambda p: p.unit.name == "inch" and p.form in ('"', "in", "″"), _fits_inch),
    (lambda p: p.form in ("C", "F") and p.unit.base == "kelvin", _fits_degree_letter),
    (lambda p: len(p.form) == 1 and p.form.isalpha(), _fits_letter),
    (
        lambda p: p.form.lower() in ("mole", "moles"),
        lambda p: bool(re.match(r"\s(?:of|per)\b", p.text[p.stop : p.stop + 4])),
    ),
    (lambda p: p.form.lower() in listed("money_only_scaled"), _fits_money_word),
    (lambda p: p.form.lower() in listed("units_as_words"), _fits_common_word),
    (lambda p: p.form.lower() == "times", lambda p: not _NAMED_TIMES.match(p.text, p.stop)),
    (lambda p: p.form.lower() in ("stones", "bars", "cups"), lambda p: False),
    (lambda p: p.form.lower() in listed("units_in_letters"), lambda p: p.numeral.kind == "digits"),
)


def _fits(place: _Place) -> bool:
    """Say whether words that name a unit do so here: "won", "in", "a", "point", "second" are common words too."""
    if place.unit.money and place.form.lower() not in listed("money_only_scaled"):
        return True
    text = place.text
    for rule in rules("no unit"):
        if rule.form.match(text, place.at) and rule.fits(text, place.numeral.start, place.stop):
            return False
    for knows, fits in _FITS:
        if knows(place):
            return fits(place)
    return True


def _rated(text: str, end: int, value: float, unit: Unit, hyphen: bool) -> Measure:
    """Take in what a figure is per: "$2.11 per gallon", "12-cent-a-share", "tons of copper a year"."""
    per = _PER.match(text, end)
    if per is not None:
        found = _denominator(text, per, unit)
        if found is None:
            return Measure(end, value, unit, unit.name, hyphen)
        name = f"{unit.name} per {found[1]}"
        return Measure(found[0], value, unit_named(name) or unit, name, hyphen)
    if not unit.money and unit.name not in ("percent", "year", "month", "day", "hour", "week", "minute"):
        of = _OF_PER.match(text, end)
        if of is not None:
            name = f"{unit.name} per {of['unit'].lower()}"
            return Measure(end, value, unit_named(name) or unit, name, hyphen)
    return Measure(end, value, unit, unit.name, hyphen)


def per_behind(text: str, end: int, counted: str) -> str | None:
    """Return what a number of things is per: "week" of "40 patients a week", "100,000" of "12 cases per 100,000"."""
    at = text.find(counted, end, end + len(counted) + _TO_COUNTED)
    found = _PER_OF_THINGS.match(text, at + len(counted)) if at >= 0 else None
    if found is None or (found["unit"] and not found["sure"] and _NOT_PER.match(text, found.end())):
        return None
    return (found["unit"] or found["number"]).lower()


def _denominator(text: str, per: re.Match[str], unit: Unit) -> tuple[int, str] | None:
    """Return (end, name) of what a rate is per, or None where "a" begins something else."""
    joint = per.group().strip(" -").lower()
    found = unit_at(text, per.end())
    if joint in ("each", "every") and found is None:
        return None
    sure = joint in ("/", "per", "p/")
    if found is not None and not found[1].money and found[1].name not in ("point", "time", "degree", "percent"):
        if sure or (not _NOT_PER.match(text, found[0]) and (found[1].name in listed("time_units") or unit.money)):
            return found[0], found[1].name
    word = _WORD.match(text, per.end())
    if (
        found is None
        and word is not None
        and joint != "/"
        and (joint == "per" or word.group().lower() in listed("per_nouns"))
    ):
        name = word.group().lower()
        return word.end(), "year" if name == "annum" else name
    return None


def age_after(text: str, end: int) -> tuple[int, str, str] | None:
    """Return (end, unit, rule) where a number is an age: "-year-old", "years old", "months of age"."""
    for rule in rules("age behind"):
        match = rule.form.match(text, end)
        if match is not None:
            return match.end(), _age_unit(match["unit"] or match["unit2"] or "year"), rule.name
        back = _AGE_UNIT.search(text, max(0, end - 8), end)
        tail = _OLD_BEHIND.match(text, end) if back else None
        if back is not None and tail is not None:
            return tail.end(), _age_unit(back["unit"]), rule.name
    return None


def _age_unit(written: str) -> str:
    unit = written.lower()
    return f"{_AGE_UNIT_SHORT.get(unit, unit)} of age"


def is_age(text: str, start: int, end: int, value: float) -> str | None:
    """Return the rule that makes a bare number an age by its place: "aged 35", "Ada Quill, 35, said"; else None."""
    if not 0 < value < MOST_YEARS:
        return None
    for rule in rules("age before"):
        match = rule.form.match(text, end)
        if match is not None and (value == int(value) or not rule.form.pattern) and rule.fits(text, start, match.end()):
            return rule.name
    return None
