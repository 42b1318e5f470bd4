"""Figures of a report: values with bound, unit, base, and what they count. One pass over the numbers of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from crossread.grammar.noun_phrases import is_subject_alone, leads_counted_noun
from crossread.ids import make_id
from crossread.languages.en.numerals import Numeral, find_numerals, scale_of
from crossread.languages.en.units import Unit, in_base, unit_named
from crossread.languages.tables import words as words_in
from crossread.model import Base, Bound, Quantity, Report
from crossread.reading.figures.bounds import (
    Phrase,
    Words,
    bound_after,
    bound_before,
    change_noun,
    change_of,
    gets_money,
    may_lead_noun,
    moves_things,
    trend,
    words_before,
)
from crossread.reading.figures.counted_nouns import counted_after, counted_in, measured_in
from crossread.reading.figures.exclusions import is_name_or_year, listed, no_quantity, rules
from crossread.reading.figures.measures import age_after, currency_before, is_age, measure_after, per_behind

if TYPE_CHECKING:
    from crossread.grammar.doc import Doc

_NEGATIVE = re.compile(r"(?:^|(?<![\d\s])\s|[(\n])[-−]$")
_MINUS = re.compile(r"(?:^|(?<!\d)(?<!\bor)\s)(?P<minus>minus\s|[–‒]|[-−])$", re.IGNORECASE)
_MINUS_WORD = re.compile(r"(?<!\bor)(?<!\bplus)(?:^|(?<=\s))(?P<minus>minus\s)$", re.IGNORECASE)
_PLUS = re.compile(r"\b(?:to|and|or|of|at|was|is|between)\s(?P<plus>plus\s|\+)$", re.IGNORECASE)
_COUNTS_NOTHING = re.compile(  # "minus 12 at night" is a reading; "minus 2 wheels" takes wheels away
    r"\s?(?:[.,;:)!?–—]|$)|\s(?:to|and|or|at|in|on|by|for|overnight|last|this|tonight|today|yesterday|during|when|"
    r"after|before"
    r"|while|but|below|with)\b"
)
_BELOW_ZERO = re.compile(r"\sbelow\s(?:zero|freezing)\b")
_GAP = 5  # characters between the two ends of a range
_SIGN = 6  # characters of a sign in words before its far end: "minus "
COUNT = "count"  # the base of vague numbers of things
HIGHEST_RESULT = 200  # points of a match or votes of a small chamber
MOST_VOTES = 1000  # … and of a large one; ranges of hundreds go up
MOST_SPREAD = 10  # how many times its near end the far end of "12-15,000" may be
# "by A to B" is a range up to this ratio of the ends, else a change and its result; by eye on press text
RESULT_OF_CHANGE = 3


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
    rule: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A figure on its way: a single number or both ends of a range, from `start` to `end`, and what made it so."""

    numeral: Numeral
    step: int
    start: int
    end: int
    low: float
    high: float
    unit: Unit | None
    name: str | None
    hyphen: bool
    rule: str
    bound: Bound = "="

    @property
    def bare(self) -> bool:
        return self.unit is None and self.name is None


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
                quantity = _counting_alike(text, found[-1], _as_before(text, found[-1], quantity))
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
        return _bare(text, numeral, start, value, money)
    value, end = measure.value, measure.end
    if measure.unit.base in ("percent", "kelvin", "percentage point") or measure.unit.name == "degree":
        value, start = _signed(text, start, value, _MINUS)
        below = _BELOW_ZERO.match(text, end)
        if value > 0 and below is not None:
            value, end = -value, below.end()
    return _Figure(numeral, start, end, value, measure.unit, measure.name, measure.hyphen, measure.rule)


def _signed(text: str, start: int, value: float, minus: re.Pattern[str]) -> tuple[float, int]:
    """Return a value with the sign that stands before it, and where that begins."""
    found = minus.search(text, max(0, start - 8), start)
    if value > 0 and found is not None:
        return -value, found.start("minus")
    plus = _PLUS.search(text, max(0, start - 16), start)
    return (value, plus.start("plus")) if value > 0 and plus is not None else (value, start)


def _bare(text: str, numeral: Numeral, start: int, value: float, money: Unit | None) -> _Figure:
    """Return a number without unit behind it; "20 below zero" are degrees, "minus 12" counts nothing."""
    below = _BELOW_ZERO.match(text, numeral.end) if money is None and value > 0 else None
    if below is not None:
        return _Figure(numeral, start, below.end(), -value, unit_named("degree"), "degree")
    if money is None and _COUNTS_NOTHING.match(text, numeral.end):
        value, start = _signed(text, start, value, _MINUS_WORD)
    return _Figure(numeral, start, numeral.end, value, money, money.name if money else None)


def _quantity(
    report: Report, text: str, doc: Doc | None, numerals: list[Numeral], index: int
) -> tuple[int, Quantity | None]:
    """Return (numbers used, quantity): a single number or the two ends of a range."""
    numeral = numerals[index]
    following = numerals[index + 1] if index + 1 < len(numerals) else None
    reading = _ends(text, _figure(text, numeral), following)
    words = words_before(text, reading.start)
    reading = _aged(text, reading)
    if reading.bare and numeral.kind == "digits" and not numeral.scaled and following is not None:
        if _is_result(text, numeral, following, reading.step):
            return 2, None
    if reading.bare and is_name_or_year(text, doc, numeral, words, reading.end):
        return reading.step, None
    if doc is not None and reading.bare and _is_pronoun(doc, numeral):
        return reading.step, None
    reading = _bounded(text, reading, words, _leads(doc, reading, words))
    counted = _counted(text, doc, reading)
    return reading.step, _make(report, _changed(text, doc, reading, counted), counted)


def _ends(text: str, figure: _Figure, following: Numeral | None) -> _Reading:
    """Return one figure, or the range that it begins."""
    one = _Reading(
        figure.numeral, 1, figure.start, figure.end, figure.value, figure.value, figure.unit, figure.name,
        figure.hyphen, figure.rule,
    )  # fmt: skip
    if following is None:
        return one
    found = _second(text, figure, following)
    if found is not None:
        second, rule = found
        near = _near_end(text, figure, second)
        low, high = sorted((near, second.value))
        unit, name = (second.unit, second.name) if second.unit else (figure.unit, figure.name)
        return replace(one, step=2, end=second.end, low=low, high=high, unit=unit, name=name, rule=rule)
    if figure.unit is None:
        came_to = _moved_to(text, figure, following)
        if came_to is not None:
            value = _on_scale_of(text, figure, came_to)
            return replace(one, low=value, high=value, unit=came_to.unit, name=came_to.name)
        unit, name = _shared(text, figure, following)
        return replace(one, unit=unit, name=name)
    return one


def _near_end(text: str, figure: _Figure, second: _Figure) -> float:
    """Return the near end of a range on the scale of the far one: "a third to 40 percent" begins at 33.3 percent."""
    if figure.numeral.kind != "fraction":
        return _scaled_alike(text, figure, second)
    return figure.value if second.numeral.kind == "fraction" else figure.value * 100


def _aged(text: str, reading: _Reading) -> _Reading:
    """Make an age of a figure that is one, by the words behind it or its place."""
    age = age_after(text, reading.end) if reading.unit is None or reading.name in _AGE_UNITS else None
    if age is not None:
        return replace(reading, end=age[0], name=age[1], unit=None, rule=age[2])
    if reading.unit is None or reading.name == "year":
        rule = is_age(text, reading.start, reading.end, reading.low)
        if rule is not None:
            return replace(reading, name="year of age", unit=None, rule=rule)
    return reading


def _is_pronoun(doc: Doc, numeral: Numeral) -> bool:
    """Say whether "one" stands for somebody: "One said it was late"; "one dead" counts."""
    span = doc.char_span(numeral.start, numeral.end, alignment_mode="expand")
    if span is None or len(span) != 1 or span[0].lower_ != "one" or not is_subject_alone(span[0]):
        return False
    return doc[span[0].i + 1 : span[0].i + 2].text.lower() not in words_in("topics", "toll")


def _leads(doc: Doc | None, reading: _Reading, words: Words) -> bool | None:
    """Say whether the word before a number of things is the preposition of what is counted: "a row over 30 files"."""
    if doc is None or not reading.bare or not may_lead_noun(words):
        return None
    return leads_counted_noun(doc, words[-1][1], reading.start)


def _bounded(text: str, reading: _Reading, words: Words, leads: bool | None) -> _Reading:
    """Give a figure its bound, and the words of it."""
    said, start, used = bound_before(words, reading.start, leads=leads)
    lasting = reading.unit is not None and reading.unit.base == "second" and used == 1 and words[-1][0] == "over"
    if lasting and (len(words) < 2 or words[-2][0] not in listed("lasting")):
        said, start, words, used = None, reading.start, [], 0  # "spread over two years"
    end = reading.end
    after = bound_after(text, end)
    if after is not None:
        said, end = after
    if said is None or said.bound == "=":
        said = _moved(text, reading, words[: len(words) - used] if used else words, end) or said
    bound: Bound = said.bound if said is not None else "="
    if reading.numeral.kind == "vague":
        bound = bound if bound in (">", "<") else "~"
    return _Reading(
        reading.numeral, reading.step, start, end, reading.low, reading.high, reading.unit, reading.name,
        reading.hyphen,
        reading.rule or (said.rule if said is not None else "") or _kind(reading), bound,
    )  # fmt: skip


def _moved(text: str, reading: _Reading, before: Words, end: int) -> Phrase | None:
    """Return what says that a figure is a change; a verb that takes things moves none: "dropped two bags"."""
    unit = reading.unit
    things = unit is None or (not unit.money and unit.base != "percent" and _OF_THINGS.match(text, end) is not None)
    counts = reading.bare and _COUNTS_THINGS.match(text, end) is not None
    if (counts or (things and unit is not None)) and moves_things(before):
        return None
    if unit is not None and ((unit.money and gets_money(before)) or _is_place(text, unit, end)):
        return None
    if before and before[-1][0] == "over":
        return None  # "over" that bounds nothing means because of: "talks broke down over 2 million euros"
    return trend(before) or (change_of(before, counts=unit is None) if reading.low >= 0 else None)


def _is_place(text: str, unit: Unit, end: int) -> bool:
    """Say whether a length tells where something is: "sank 58 km (36 miles) off Orsk", "crashed a mile north of it"."""
    return unit.base == "metre" and _WHERE.match(text, end) is not None


def _changed(text: str, doc: Doc | None, reading: _Reading, counted: str | None) -> _Reading:
    """Make a change of a share or a sum that stands before the noun of one: "a 12 percent rise", "a $2 billion cut"."""
    unit = reading.unit
    if reading.bound != "=" or reading.low < 0 or unit is None or reading.name != unit.name:
        return reading
    if not (unit.money or unit.name in _SHARES):
        return reading
    noun = counted or (counted_after(text, reading.end) if doc is None else counted_in(doc, reading.end)) or ""
    said = change_noun(noun.split()[-1]) if noun else None
    return reading if said is None else replace(reading, bound=said.bound, rule=said.rule)


def _kind(reading: _Reading) -> str:
    """Name what a figure is where no rule made it so."""
    if reading.numeral.kind in ("vague", "fraction"):
        return {"vague": "vague number", "fraction": "fraction"}[reading.numeral.kind]
    if reading.unit is None:
        return "count"
    return "sum of money" if reading.unit.money else "measure"


def _counted(text: str, doc: Doc | None, reading: _Reading) -> str | None:
    if doc is None:
        return counted_after(text, reading.end) if reading.bare or reading.name == "percent" else None
    if reading.bare or reading.name in ("percent", "time"):
        return counted_in(doc, reading.end)
    return measured_in(doc, reading.start, reading.end, reading.hyphen)


def _second(text: str, figure: _Figure, numeral: Numeral) -> tuple[_Figure, str] | None:
    """Return the far end of a range that a figure begins and the rule, or None where the two are two figures."""
    between = text[figure.end : numeral.start]
    if len(between) > _GAP + _SIGN + 3 or numeral.value is None or figure.numeral.value is None:
        return None
    second = _signed_in_words(text, _figure(text, numeral))
    joint = text[figure.end : second.start]
    if len(joint) > _GAP + 2 or not _may_join_fraction(figure, second):
        return None
    lead = text[max(0, figure.start - 24) : figure.start].lower()
    for rule in rules("range"):
        if rule.form.fullmatch(joint) is None or (rule.before is not None and rule.before.search(lead) is None):
            continue
        of = rule.options.get("of")
        if of == "one scale" and not _shares_scale(text, figure, second):
            continue
        if not _same_unit(figure, second, of == "money"):
            return None
        if not _goes_up(text, figure, second, joint, lead) or no_quantity(text, numeral) is not None:
            return None
        return second, rule.name
    return None


def _signed_in_words(text: str, figure: _Figure) -> _Figure:
    """Return the far end of a range with the sign that is written as a word: "minus 3 to plus 2 million"."""
    value, start = figure.value, figure.start
    if start == figure.numeral.start:
        value, start = _signed(text, start, value, _MINUS_WORD)
    return replace(figure, start=start, value=value)


def _may_join_fraction(figure: _Figure, second: _Figure) -> bool:
    """Say whether the ends of a range are both fractions, or neither, or the near one stands before a share: "a third
    to a half", "a third to 40 percent"."""
    near, far = (one.numeral.kind == "fraction" for one in (figure, second))
    return near == far if far or not near else figure.unit is None and second.name == "percent"


def _shares_scale(text: str, figure: _Figure, second: _Figure) -> bool:
    """Say whether a small number shares the scale of the one behind its "or": "two or three hundred"."""
    first = figure.numeral
    scaled = scale_of(text, second.numeral) > 1 and not first.scaled and figure.unit is None
    return scaled and abs(_scaled_alike(text, figure, second)) > abs(figure.value)


def _same_unit(figure: _Figure, second: _Figure, of_money: bool) -> bool:
    one, other = figure.unit, second.unit
    if one is not None and one.name == "degree" and other is not None and other.base == "kelvin":
        return True  # "minus 3 degrees to plus 2 degrees Celsius"
    if of_money and not (one is not None and one.money and other == one):
        return False
    if one is not None and other is not None and figure.name != second.name:
        return (second.name or "").startswith(f"{figure.name} per ")
    return not (one is not None and other is None and not one.money)  # "20 miles to 5"


def _goes_up(text: str, figure: _Figure, second: _Figure, joint: str, lead: str) -> bool:
    """Say whether two numbers can be the ends of a range: not a change, its result, a vote, or from more to less."""
    from_ = lead.endswith("from ")
    if joint.strip(" -") == "to":
        voted = second.unit is None and _VOTE.search(lead) is not None
        if voted or (from_ and not _ranges(text, figure.start)):
            return False
        if second.value > RESULT_OF_CHANGE * abs(figure.value) and _is_change(text, figure, second, lead):
            return False  # "rose by $43m to $419m", "rose $1.20 to $71": the change and what came of it
    falls = (
        abs(figure.value) > second.value
        and not (second.numeral.scaled and not figure.numeral.scaled)
        and figure.value > second.value
    )
    return not falls or (from_ and joint.strip(" -") == "to") or lead.endswith("between ")


def _is_change(text: str, figure: _Figure, second: _Figure, lead: str) -> bool:
    """Say whether the number before "to" is how far something moved: both ends tell their unit, or neither has one and
    nothing is counted ("lost 20 to 100 men")."""
    if lead.endswith("by "):
        return True
    if figure.unit is None and (second.unit is not None or _COUNTS_THINGS.match(text, second.end) is not None):
        return False
    return trend(words_before(text, figure.start)) is not None


def _moved_to(text: str, figure: _Figure, numeral: Numeral) -> _Figure | None:
    """Return what a bare number came to: the 9 percent of "fell from 12 to 9 percent"."""
    if numeral.value is None or figure.numeral.kind == "fraction" or no_quantity(text, numeral) is not None:
        return None
    if _TO.fullmatch(text, figure.end, numeral.start) is None:
        return None
    if _FROM.search(text, max(0, figure.start - 24), figure.start) is None:
        return None
    came_to = _figure(text, numeral)
    return came_to if came_to.start == numeral.start else None


def _on_scale_of(text: str, figure: _Figure, other: _Figure) -> float:
    """Return the value of a number on the scale of the one it moved to: "from 9 to 7 million"."""
    scale = scale_of(text, other.numeral)
    scaled = figure.value * scale
    return scaled if not figure.numeral.scaled and abs(scaled) <= MOST_SPREAD * abs(other.value) else figure.value


def _shared(text: str, figure: _Figure, numeral: Numeral) -> tuple[Unit | None, str | None]:
    """Return the unit that a bare number shares with the next: "eight or nine euros", "2.2 and 3.5 percent"."""
    if (
        numeral.value is None
        or figure.numeral.kind == "fraction"
        or not _SERIES.fullmatch(text, figure.end, numeral.start)
    ):
        return None, None
    second = _figure(text, numeral)
    if second.unit is None or second.start != numeral.start or no_quantity(text, numeral) is not None:
        return None, None
    return second.unit, second.name


def _as_before(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """Give a conversion in brackets, or the same change in another unit, the bound of the figure before it."""
    if (
        quantity.bound != "="
        or before.bound == "="
        or not before.unit
        or not quantity.unit
        or before.unit == quantity.unit
    ):
        return quantity
    shares = "percent" in before.unit and "percent" in quantity.unit  # "about 9 points, 42% to 33%" converts nothing
    if shares or _CONVERTED.fullmatch(text, before.end, quantity.start) is None:
        return quantity
    return msgspec.structs.replace(quantity, bound=before.bound)


def _counting_alike(text: str, before: Quantity, quantity: Quantity) -> Quantity:
    """Give a bare number what the one before its "to" counts: the 212 of "by 219 votes to 212"."""
    if quantity.unit or quantity.counted or before.unit or not before.counted or before.low is None:
        return quantity
    if text[before.end : quantity.start].removeprefix("-").strip() != f"{before.counted} to":
        return quantity
    return msgspec.structs.replace(quantity, counted=before.counted)


_CONVERTED = re.compile(r"\s?[(\[]\s?|\s?/\s?|,?\sor\s|\s?\((?:about\s)?|,\s")
_OF_THINGS = re.compile(r"\sof\s[a-z]")
_COUNTS_THINGS = re.compile(
    r"\s(?!percent|per\scent|points?\b|to\b|in\b|on\b|from\b|at\b|by\b|of\b|and\b|or\b|over\b|year)[a-z]"
)
_VOTE = re.compile(
    r"\b(?:vote|score|ratio|odds)\b.*\b(?:vote\sof|voted|won|lost|beat|by|score\sof|odds\sof|ratio\sof)\s$|\b(?:vote|"
    r"score|odds|ratio)\sof\s$"
)
_WHERE = re.compile(
    r"(?:\s[(\[][^)\]]{1,24}[)\]])?\s(?:off(?!\s(?:a|the)\scliff)|"
    r"from(?!\s(?:its|their|an?|last|the\s(?:previous|peak|year|record|level|low|high)|\d{4}))|"
    r"away|offshore|outside|inland|(?:to\sthe\s)?"
    r"(?:north|south|east|west)[a-z-]*|short\sof|downstream|upstream)\b",
    re.IGNORECASE,
)
_SHARES = frozenset(["percent", "percentage point", "basis point", "point"])
_AGE_UNITS = frozenset(["year", "month", "week", "day"])
_THOUSANDS = re.compile(r"\d{1,3},\d00")
_SERIES = re.compile(r"[-‑]?,?\s(?:or|and)\s(?:perhaps\s|even\s|maybe\s)?", re.IGNORECASE)
_TO = re.compile(r"\sto\s(?:about\s|around\s|just\s|nearly\s|almost\s|only\s)?", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s(?:about\s|around\s|just\s|nearly\s|almost\s|some\s)?$", re.IGNORECASE)
_CHANGED = re.compile(
    r"\b(?:rose|risen|rising|fell|fallen|falling|went|gone|goes|up|down|increased?|increasing|dropp?(?:ed|ing)?|"
    r"declined?|cut"
    r"|raised?|reduced?|lowered|climbed|jumped|grew|grown|moved|revised|upgraded|downgraded|slashed|expanded|doubled|"
    r"tripled"
    r"|shrank|changed|dipped|slid|surged|plunged|soared|swelled|boosted?|lifted)\b",
    re.IGNORECASE,
)


def _ranges(text: str, start: int) -> bool:
    """Say whether "from A to B" is a range and not a change from one figure to another."""
    clause = re.split(r"[.;]\s", text[max(0, start - 90) : start])[-1]
    return _CHANGED.search(clause) is None


def _is_result(text: str, one: Numeral, other: Numeral, step: int) -> bool:
    """Say whether two bare numbers are a result, a record or a vote: "2-1", "55-45", "a 9-2 lead"."""
    if text[one.end : other.start] not in ("-", "–", "—", "‑") or other.kind != "digits" or other.scaled:
        return False
    if one.value is None or other.value is None or max(one.value, other.value) >= MOST_VOTES:
        return False
    if one.value >= other.value:
        return True
    return other.value < HIGHEST_RESULT and step == 2 and not _counts(text, other.end)


def _scaled_alike(text: str, first: _Figure, second: _Figure) -> float:
    """Return the first end of a range in the scale of the second: "30 to 45 million", "two or three hundred"."""
    a, b = first.value, second.value
    scale = scale_of(text, second.numeral)
    if (
        scale == 1
        and _THOUSANDS.fullmatch(text, second.numeral.start, second.numeral.end)
        and b < MOST_SPREAD * a * 1000
    ):
        scale = 1000  # "12-15,000 people"
    return a * scale if a * scale <= b and -a * scale <= MOST_SPREAD * abs(b) else a


def _counts(text: str, end: int) -> bool:
    """Say whether a thing in the plural follows a number."""
    return (
        re.match(
            r"[-\s](?:[a-z][\w’'-]*\s){0,3}?[a-z][\w-]*(?:s|people|men|women|children|percent)\b", text[end : end + 50]
        )
        is not None
    )


def _make(report: Report, reading: _Reading, counted: str | None) -> Quantity:
    start, end, name = reading.start, reading.end, reading.name
    low: float | None
    high: float | None
    low, high = reading.low, reading.high
    base = _base(low, high, name, reading.unit)
    if reading.numeral.kind == "fraction" and name is None:
        base = Base(low=round(100 * low, 9), high=round(100 * high, 9), unit="percent")
    if reading.numeral.kind == "vague":
        base = Base(low=base.low if base else low, high=None, unit=base.unit if base else COUNT)
        low = high = None
    per = per_behind(report.text, end, counted) if name is None and counted else _per_of(name)
    return Quantity(
        id=make_id("q", report.id, start, end), report=report.id, start=start, end=end, text=report.text[start:end],
        low=low, high=high, bound=reading.bound, unit=name, per=per, age=name is not None and name in _AGES,
        counted=counted, base=base, rule=reading.rule,
    )  # fmt: skip


_AGES = frozenset(f"{unit} of age" for unit in _AGE_UNITS)


def _per_of(name: str | None) -> str | None:
    """Return what a rate is per, where the name of a unit is one: "hour" of "kilometre per hour"."""
    return (name or "").partition(" per ")[2] or None


def _base(low: float, high: float, name: str | None, unit: Unit | None) -> Base | None:
    """Return the figure in the base of its unit: SI, or its own currency until a dated rate is found."""
    if unit is None or unit.base is None:
        return None
    other = name is not None and " per " in name and unit.name != name
    if other and not unit.money:
        return None
    base = f"{unit.base}{(name or '')[len(unit.name) :]}" if other else unit.base
    return Base(low=in_base(low, unit), high=in_base(high, unit), unit=base)
