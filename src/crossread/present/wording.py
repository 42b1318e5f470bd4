"""The words and short forms that the page, the terminal and Markdown share: figures, dates, labels."""

from __future__ import annotations

from datetime import datetime

from crossread.model import Quantity, Statement

SIGNS = {"agree": "=", "differ": "≈", "conflict": "≠", "single": "–"}
RELATION_WORDS = {"agree": "agree", "differ": "differ", "conflict": "conflict", "single": "only one"}
KIND_WORDS = {"polarity": "yes or no"}
BEHIND_WORDS = {
    "independent": "two or more origins",
    "same_origin": "one origin",
    "single": "one teller",
    "not_recorded": "not recorded",
}
BEHIND_MARKS = {"independent": "●●", "same_origin": "●–•", "single": "●", "not_recorded": "◌"}
# What NATO's Admiralty Code asks (AJP-2.1: reliability of the source A to F, credibility of the information 1 to 6).
RELIABILITY = (
    "How reliable a source is (NATO Admiralty Code, A to F) is the analyst’s to say and is not computed here. Only a"
    " line with = and two dots or more may be read as “confirmed by other sources” (credibility 1): its origins are"
    " independent and agree."
)
BOUND_MARKS = {"=": "", "~": "~", "<": "<", ">": ">", "up": "↑", "down": "↓"}
UNIT_SHORT = {
    "percent": "%", "kilometre": "km", "metre": "m", "centimetre": "cm", "millimetre": "mm", "mile": "mi", "foot": "ft",
    "inch": "in", "yard": "yd", "kilogram": "kg", "gram": "g", "tonne": "t", "pound": "lb", "litre": "l",
    "cubic metre": "m³", "square kilometre": "km²", "square metre": "m²", "degree Celsius": "°C",
    "degree Fahrenheit": "°F", "megawatt": "MW", "megawatt hour": "MWh", "gigawatt": "GW", "gigawatt hour": "GWh",
    "kilowatt hour": "kWh", "year of age": "yrs", "hectare": "ha",
}
MONEY_SHORT = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "INR": "₹"}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH_NAMES = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_SCALES = ((1e12, "tn"), (1e9, "bn"), (1e6, "m"))
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def number(value: float) -> str:
    """Write a number short: 1,300 · 1.3m · 0.25."""
    size = abs(value)
    for scale, name in _SCALES:
        if size >= scale:
            return f"{round(value / scale, 2):,g}{name}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4g}" if size < 1000 else f"{value:,.1f}"


def figure(quantity: Quantity) -> str:
    """Write a figure short with its bound and unit: ~410, 85–110 $, <6,000, 9.9%."""
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return quantity.text
    if low is not None and high is not None and low != high:
        core = f"{number(low)}–{number(high)}"
    else:
        core = number(low if low is not None else high or 0.0)
    unit = quantity.unit or ""
    mark = BOUND_MARKS[quantity.bound]
    if quantity.measure in MONEY_SHORT:
        return f"{mark}{MONEY_SHORT[quantity.measure]}{core}" + (f" a {quantity.per}" if quantity.per else "")
    if unit == "percent":
        return f"{mark}{core}%"
    if unit.startswith("degree ") and unit in UNIT_SHORT:
        return f"{mark}{core} {UNIT_SHORT[unit]}"
    return f"{mark}{core} {_unit_words(unit, low, high)}".rstrip()


_PLURALS = {
    "penny": "pence", "foot": "feet", "inch": "inches", "century": "centuries", "krone": "kroner", "krona": "kronor",
}  # fmt: skip


def _unit_words(unit: str, low: float | None, high: float | None) -> str:
    if unit in UNIT_SHORT or not unit or unit.isupper():
        return UNIT_SHORT.get(unit, unit)
    return unit if low == high == 1 or unit.endswith("s") or " " in unit else _PLURALS.get(unit, unit + "s")


def capital(text: str) -> str:
    """Begin a text with a capital letter; the rest stays."""
    return text[:1].upper() + text[1:]


def counted_words(count: int, noun: str, plural: str | None = None) -> str:
    """Write a count in words up to twelve: "seven reports", "one copy"."""
    name = noun if count == 1 else plural or noun + "s"
    return f"{_WORDS[count] if 0 <= count < len(_WORDS) else f'{count:,}'} {name}"


def moment(published: str | None) -> datetime | None:
    """Read an ISO date or date-time; None where there is none or it is not one."""
    if not published:
        return None
    try:
        return datetime.fromisoformat(published.strip().replace("Z", "+00:00"))
    except ValueError:
        return None


def day(published: str | None) -> str:
    """Write the date of an ISO moment: 21 Oct 2025; "no date" where there is none."""
    at = moment(published)
    if at is None:
        return published or "no date"
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def days(first: str, last: str) -> str:
    """Write a span of days in full: 21 to 24 October 2025."""
    a, b = moment(first), moment(last)
    if a is None or b is None:
        return first if first == last else f"{first} to {last}"
    end = f"{b.day} {_MONTH_NAMES[b.month - 1]} {b.year}"
    if a.date() == b.date():
        return end
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day} to {end}"
    year = f" {a.year}" if a.year != b.year else ""
    return f"{a.day} {_MONTH_NAMES[a.month - 1]}{year} to {end}"


def clock(published: str | None) -> str:
    """Write the time of an ISO moment with its zone: 08:00 −04:00; empty for a bare date."""
    at = moment(published)
    if at is None or "T" not in (published or ""):
        return ""
    zone = at.strftime("%z")
    if not zone:
        return f"{at:%H:%M}"
    return f"{at:%H:%M} " + ("UTC" if zone == "+0000" else f"{zone[:3]}:{zone[3:]}".replace("-", "−"))


def certainty_note(statement: Statement) -> str:
    """Say how surely it is said where it is not simply asserted: probable: “likely”."""
    if statement.certainty.label == "asserted":
        return ""
    cues = ", ".join(f"“{cue.text}”" for cue in statement.certainty.cues[:2])
    return f"{statement.certainty.label}: {cues}" if cues else statement.certainty.label


def chain_words(statement: Statement) -> str:
    """Write the way the words came, nearest teller first: Daily Beacon ‹ Overland Press ‹ the regulator."""
    attribution = statement.attribution
    if attribution.kind == "own" and not attribution.chain:
        return "own voice"
    names = [teller.name for teller in attribution.chain]
    if not names and attribution.source is not None:
        names = [attribution.source.text]
    return " ‹ ".join(names) if names else "teller not named"


def aside(statement: Statement, *, teller: bool = True) -> str:
    """Say beside a line who says it, how surely and whether it is still to come: Kim Tae-yang · probable · planned.

    `teller`: the line does not say itself who says it.
    """
    attribution = statement.attribution
    source = attribution.source.text if attribution.source else ""
    who = (attribution.chain[-1].name if attribution.chain else source) if teller else ""
    status = statement.status if statement.status in {"planned", "wanted", "conditional"} else ""
    return " · ".join(part for part in (who, certainty_note(statement), status) if part)
