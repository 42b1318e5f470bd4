"""Figures of a report: values with bound, unit, base, and what they count. One pass over the numbers of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from crossread.ids import make_id
from crossread.languages.en.numerals import Numeral, find_numerals
from crossread.languages.en.units import Unit, in_base
from crossread.model import Base, Bound, Quantity, Report
from crossread.reading.figures.bounds import bound_after, bound_before, moves_things, trend, words_before
from crossread.reading.figures.counted_nouns import counted_after, counted_in, measured_in
from crossread.reading.figures.exclusions import is_name_or_year, no_quantity
from crossread.reading.figures.measures import age_after, currency_before, is_age, measure_after

if TYPE_CHECKING:
    from spacy.tokens import Doc

_RANGE = re.compile(r"\s?(?:-|–|—|‑|/)\s?|[-\s](?:to|and|or|and\sup\sto)[\s-]", re.IGNORECASE)
_NEGATIVE = re.compile(r"(?:^|(?<![\d\s])\s|[(\n])[-−]$")
_GAP = 5  # characters between the two ends of a range
COUNT = "count"  # the base of vague numbers of things
HIGHEST_RESULT = 200  # points of a match or votes of a chamber
RESULT_OF_CHANGE = 3  # "by A to B" is a range up to this ratio of the ends, else a change and its result; by eye on press text


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with the currency before it and the unit after it."""

    numeral: Numeral
    start: int
    end: int
    value: float
    unit: Unit | None
    name: str | None
    hyphen: bool = False


def find_quantities(report: Report, text: str, doc: Doc | None = None) -> tuple[Quantity, ...]:
    """Return the figures of a report in the order of the text.

    `text` is the report's text with residue masked, so that offsets are the report's. With `doc`, what is counted
    is read from its words and tree; without, from the words that follow. Years, dates, clock times, list numbers and
    the numbers inside names are no quantities.
    """
    numerals = find_numerals(text)
    found: list[Quantity] = []
    index, closed = 0, 0
    while index < len(numerals):
        numeral = numerals[index]
        index += 1
        if numeral.start < closed:
            continue
        past = no_quantity(text, numeral)
        if past is not None:
            closed = past
            continue
        step, quantity = _quantity(report, text, doc, numerals, index - 1)
        index += step - 1
        if quantity is not None:
            if found:
                quantity = _as_before(text, found[-1], quantity)
            found.append(quantity)
            closed = quantity.end
    return tuple(found)


def _figure(text: str, numeral: Numeral) -> _Figure:
    value = numeral.value if numeral.value is not None else numeral.least
    assert value is not None
    start, money, factor = currency_before(text, numeral)
    value *= factor
    if _NEGATIVE.search(text, max(0, start - 4), start):
        value, start = -value, start - 1
    measure = measure_after(text, numeral, value, money)
    if measure is None:
        return _Figure(numeral, start, numeral.end, value, money, money.name if money else None)
    return _Figure(numeral, start, measure.end, measure.value, measure.unit, measure.name, measure.hyphen)


def _quantity(report: Report, text: str, doc: Doc | None, numerals: list[Numeral], index: int) -> tuple[int, Quantity | None]:
    """Return (numbers used, quantity): a single number or the two ends of a range."""
    numeral = numerals[index]
    if numeral.value is None and numeral.least is None:
        return 1, None
    figure = _figure(text, numeral)
    step, low, high, end = 1, figure.value, figure.value, figure.end
    unit, name = figure.unit, figure.name
    if index + 1 < len(numerals):
        second = _second(text, figure, numerals[index + 1])
        if second is not None:
            first_value = _scaled_alike(figure, second)
            low, high = sorted((first_value, second.value))
            step, end = 2, second.end
            unit, name = (second.unit, second.name) if second.unit else (unit, name)
        elif unit is None:
            unit, name = _shared(text, figure, numerals[index + 1])
    words = words_before(text, figure.start)
    age = age_after(text, end) if unit is None or name in ("year", "month", "week", "day") else None
    if age is not None:
        name, end, unit = age[1], age[0], None
    elif unit is None or name == "year":
        if is_age(text, figure.start, end, [w for w, _ in words], low):
            name, unit = "year of age", None
    bare = unit is None and name is None
    if bare and numeral.kind == "digits" and not numeral.scaled and index + 1 < len(numerals):
        if _is_result(text, numeral, numerals[index + 1], step):
            return 2, None
    if bare and is_name_or_year(text, doc, numeral, end, words, step):
        return step, None
    bound, start, used = bound_before(words, figure.start)
    if unit is not None and unit.base == "second" and used == 1 and words[-1][0] == "over" and (len(words) < 2 or words[-2][0] not in _LASTING):
        bound, start, words, used = None, figure.start, [], 0  # "spread over two years"
    after = bound_after(text, end)
    if after is not None:
        bound, end = after
    if bound in (None, "="):
        before = words[: len(words) - used] if used else words
        of_things = unit is not None and not unit.money and unit.base != "percent" and _OF_THINGS.match(text, end)
        moved = None if of_things and moves_things(before) else trend(before)
        bound = moved or bound or "="
    if numeral.kind == "vague":
        bound = bound if bound in (">", "<") else "~"
    if doc is not None:
        counted = counted_in(doc, end) if bare or name in ("percent", "time") else measured_in(doc, figure.start, end, figure.hyphen)
    else:
        counted = counted_after(text, end) if bare or name == "percent" else None
    return step, _make(report, text, (start, end), (low, high), bound, name, unit, counted, numeral)


def _second(text: str, figure: _Figure, numeral: Numeral) -> _Figure | None:
    """Return the far end of a range that a figure begins, or None where the two are two figures."""
    between = text[figure.end : numeral.start]
    if len(between) > _GAP + 3 or numeral.value is None or figure.numeral.value is None:
        return None
    second = _figure(text, numeral)
    joint = text[figure.end : second.start]
    if len(joint) > _GAP + 2 or _RANGE.fullmatch(joint) is None:
        return None
    lead = text[max(0, figure.start - 24) : figure.start].lower()
    word = joint.strip(" -–—‑/").lower()
    if "/" in joint and not (figure.unit and figure.unit.money and second.unit == figure.unit):
        return None
    if word == "or" or (word == "and" and "between" not in lead):
        return None
    if word == "to" and (lead.endswith("from ") and not _ranges(text, figure.start) or re.search(r"\b(?:vote of|voted|won|lost|beat|by|score of|odds of|ratio of)\s$", lead) and second.unit is None and re.search(r"\b(?:vote|score|ratio|odds)", lead)):
        return None
    if figure.unit is not None and second.unit is not None and figure.name != second.name and not (second.name or "").startswith(f"{figure.name} per "):
        return None
    if word == "to" and re.search(r"\bby\s$", lead) and second.value > RESULT_OF_CHANGE * abs(figure.value):
        return None  # "rose by $43m to $419m": the change and what came of it
    if figure.unit is not None and second.unit is None and not figure.unit.money:
        return None  # "20 miles to 5"
    if figure.numeral.kind == "fraction" or numeral.kind == "fraction":
        return None
    falls = figure.value > second.value and not (second.numeral.scaled and not figure.numeral.scaled)
    if falls and not (word == "to" and lead.endswith("from ")) and not lead.endswith("between "):
        return None
    if no_quantity(text, numeral) is not None:
        return None
    return second


def _shared(text: str, figure: _Figure, numeral: Numeral) -> tuple[Unit | None, str | None]:
    """Return the unit that a bare number shares with the next: "eight or nine euros", "2.2 and 3.5 percent"."""
    if numeral.value is None or figure.numeral.kind == "fraction" or not _SERIES.fullmatch(text, figure.end, numeral.start):
        return None, None
    second = _figure(text, numeral)
    if second.unit is None or second.start != numeral.start or no_quantity(text, numeral) is not None:
        return None, None
    return second.unit, second.name


def _as_before(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """Give a conversion in brackets, or the same change in another unit, the bound of the figure before it."""
    if quantity.bound != "=" or before.bound == "=" or not before.unit or not quantity.unit or before.unit == quantity.unit:
        return quantity
    if _CONVERTED.fullmatch(text, before.end, quantity.start) is None:
        return quantity
    return msgspec.structs.replace(quantity, bound=before.bound)


_CONVERTED = re.compile(r"\s?[(\[]\s?|\s?/\s?|,?\sor\s|\s?\((?:about\s)?|,\s")
_OF_THINGS = re.compile(r"\sof\s[a-z]")
_LASTING = frozenset(["for", "took", "take", "takes", "taken", "taking", "lasted", "last", "lasts", "lasting", "was", "were", "is", "are", "been", "be", "after", "of", "by", "in", "spent", "waited", "than", "well", "just", "at"])
_SERIES = re.compile(r",?\s(?:or|and)\s(?:perhaps\s|even\s|maybe\s)?", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:rose|risen|rising|fell|fallen|falling|went|gone|goes|up|down|increased?|increasing|dropp?(?:ed|ing)?|declined?|cut|raised?|reduced?|lowered|climbed|jumped|grew|grown|moved|revised|upgraded|downgraded|slashed|expanded|doubled|tripled|shrank|changed|dipped|slid|surged|plunged|soared|swelled|boosted?|lifted)\b", re.IGNORECASE)  # fmt: skip


def _ranges(text: str, start: int) -> bool:
    """Say whether "from A to B" is a range and not a change from one figure to another."""
    clause = re.split(r"[.;]\s", text[max(0, start - 90) : start])[-1]
    return _CHANGED.search(clause) is None


def _is_result(text: str, one: Numeral, other: Numeral, step: int) -> bool:
    """Say whether two bare numbers are a result, a record or a vote: "2-1", "55-45", "a 9-2 lead"."""
    if text[one.end : other.start] not in ("-", "–", "—", "‑") or other.kind != "digits" or other.scaled:
        return False
    if one.value is None or other.value is None or max(one.value, other.value) >= HIGHEST_RESULT:
        return False
    return one.value >= other.value or (step == 2 and not _counts(text, other.end))


def _scaled_alike(first: _Figure, second: _Figure) -> float:
    """Return the first end of a range in the scale of the second: "30 to 45 million"."""
    a, b = first.value, second.value
    if second.numeral.scaled and not first.numeral.scaled and 0 < a < 1000 and a < b:
        scale = 10 ** (3 * ((len(f"{int(b)}") - 1) // 3))
        return a * scale if a * scale <= b else a
    return a


def _counts(text: str, end: int) -> bool:
    """Say whether a thing in the plural follows a number."""
    return re.match(r"[-\s](?:[a-z][\w’'-]*\s){0,3}?[a-z][\w-]*(?:s|people|men|women|children|percent)\b", text[end : end + 50]) is not None


def _make(report: Report, text: str, span: tuple[int, int], values: tuple[float, float], bound: Bound, name: str | None, unit: Unit | None, counted: str | None, numeral: Numeral) -> Quantity:  # fmt: skip
    start, end = span
    low: float | None
    high: float | None
    low, high = values
    base = _base(low, high, name, unit)
    if numeral.kind == "fraction" and name is None:
        base = Base(low=round(100 * low, 9), high=round(100 * high, 9), unit="percent")
    if numeral.kind == "vague":
        base = Base(low=base.low if base else low, high=None, unit=base.unit if base else COUNT)
        low = high = None
    return Quantity(
        id=make_id("q", report.id, start, end), report=report.id, start=start, end=end, text=report.text[start:end],
        low=low, high=high, bound=bound, unit=name, per=_per_of(name), age=bool(name) and name in _AGES, counted=counted, base=base,
    )  # fmt: skip


_AGES = frozenset(f"{unit} of age" for unit in ("year", "month", "week", "day"))


def _per_of(name: str | None) -> str | None:
    """Return what a rate is per, where the name of a unit is one: "hour" of "kilometre per hour"."""
    return (name or "").partition(" per ")[2] or None


def _base(low: float, high: float, name: str | None, unit: Unit | None) -> Base | None:
    """Return the figure in the base of its unit: SI, or its own currency until a dated rate is found."""
    if unit is None or unit.base is None or (name is not None and " per " in name and unit.name != name and not unit.money):
        return None
    base = unit.base if unit.name == name or not unit.money else f"{unit.base}{(name or '')[len(unit.name) :]}"
    return Base(low=in_base(low, unit), high=in_base(high, unit), unit=base)
