"""What a time expression means: TIMEX3 type and value, and its first and last moment where an anchor allows one.

Values follow ISO-TimeML 1.2.1 as TimeBank uses it. Relative expressions are resolved against the day the report was
published, or against the last date of the text where their words say so ("two days later", "that year"); without an
anchor they keep a value with X for what is open, and no interval.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from crossread.model import TimeType
from crossread.read.lexicons import load
from crossread.read.numbers import parse_digits, parse_words
from crossread.read.timepatterns import DAY_OF, MONTH_OF, ORDINALS, PARTS, SEASONS

_TENSE = re.compile(r"\b(?:(?P<future>will|would|shall|by|until|till|plans?|planned|due|scheduled|expected|expects?|is to|are to|to be|before|set to|upcoming|coming|intends?|may|aims?|hopes?|could|should|deadline|expires?|takes effect|comes into (?:force|effect)|begins|starts|opens|effective|starting|beginning|ending|through|as early as|as soon as)|had been (?:due|scheduled|expected|set) to|was (?:due|scheduled|expected|set) to|were (?:due|scheduled|expected|set) to|said|says|told|was|were|had|did|met|went|came|left|began|took|made|gave|[a-z]{3,}ed)\b", re.I)  # fmt: skip
_NUMBERED = re.compile(r"\b\d{3,}\s$")
_PLURAL_AFTER = re.compile(r"\s[a-z]{3,}(?<![su])s\b")
_OF_YEARS = re.compile(r"(?:\b(?:in|since|of|by|from|until|till|before|after|during|to|the|and|or|early|late|mid|its|their|his|her|our|this|that|a|for|between|through|year|fiscal|calendar|[A-Za-z]+[’']s)[\s-]|^|[^\w\s]\s*)$", re.I)
_UP_TO = frozenset({"by", "until", "till", "before"})
_PAST_AFTER = re.compile(r",?\s(?:[\w’'-]+,?\s){1,5}(?:were|was|had|[a-z]{3,}ed)\b")  # "by Monday evening 300 homes were"
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_LETTER = {"day": "D", "week": "W", "weekend": "WE", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S", "quarter": "Q", "night": "NI", "fortnight": "W", "decade": "DE", "century": "CE"}  # fmt: skip
_SMALL = frozenset({"hour", "minute", "second"})
_MANY = {"decade": 10, "century": 100}
_CENTURIES = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_WORD_DECADES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
TENSE_WINDOW = 45  # characters before a weekday or month in which its verb is looked for
SAME_DAY_REACH = 600  # characters, about a paragraph, within which "at 6.40pm" is of the day last named
_SAID = re.compile(r"\b(?:said|says|told|reported|announced|added|confirmed)\b[^.\n]{0,30}$", re.I)
_PERIOD_BEFORE = 600  # characters within which a quarter still is the reference of "a year earlier"


@dataclass(frozen=True, slots=True)
class TimeReading:
    """One expression: place, type, TIMEX3 value, and first and last moment (ISO) or None."""

    start: int
    end: int
    type: TimeType
    value: str
    from_: str | None = None
    to: str | None = None


Values = tuple[TimeType, str, str | None, str | None]


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def shift(day: date, unit: str, count: int) -> date:
    """Return a day moved by units; a month too short for it ends it earlier."""
    if unit in ("day", "night"):
        return day + timedelta(days=count)
    if unit in ("week", "weekend"):
        return day + timedelta(weeks=count)
    if unit == "fortnight":
        return day + timedelta(weeks=2 * count)
    total = day.year * 12 + day.month - 1 + count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    year, month = divmod(total, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def around(day: date, unit: str) -> Values:
    """Return the day, week, month, quarter, year, decade or century that a day lies in."""
    if unit in ("day", "night"):
        return "DATE", day.isoformat(), day.isoformat(), day.isoformat()
    if unit in ("week", "weekend", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        year, week, _ = monday.isocalendar()
        first, last = (monday + timedelta(days=5), monday + timedelta(days=6)) if unit == "weekend" else (monday, monday + timedelta(days=6))
        return "DATE", f"{year}-W{week:02d}" + ("-WE" if unit == "weekend" else ""), first.isoformat(), last.isoformat()
    if unit == "month":
        return "DATE", f"{day.year}-{day.month:02d}", day.replace(day=1).isoformat(), month_end(day.year, day.month).isoformat()
    if unit == "quarter":
        return of_quarter(day.year, (day.month - 1) // 3 + 1)
    if unit == "decade":
        first = date(day.year // 10 * 10, 1, 1)
        return "DATE", str(day.year // 10), first.isoformat(), date(first.year + 9, 12, 31).isoformat()
    if unit == "century":
        first = date(day.year // 100 * 100 or 1, 1, 1)
        return "DATE", str(day.year // 100), first.isoformat(), date(first.year + 99, 12, 31).isoformat()
    return "DATE", str(day.year), date(day.year, 1, 1).isoformat(), date(day.year, 12, 31).isoformat()


def of_quarter(year: int, number: int) -> Values:
    """Return a quarter of a calendar year."""
    return "DATE", f"{year}-Q{number}", date(year, 3 * number - 2, 1).isoformat(), month_end(year, 3 * number).isoformat()


def easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    k = (32 + 2 * e + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def number_of(words: str) -> float | None:
    """Return how many ("two", "2 1/2", "half a"), or None where it is left open ("several", "a few")."""
    words = " ".join(words.lower().split())
    if words.startswith("half"):
        return 0.5
    if "couple" in words:
        return 2
    if words in ("a few", "several", "many", "few", "some"):
        return None
    if words[0].isdigit():
        whole, _, part = words.partition(" ")
        top, _, bottom = part.partition("/")
        return parse_digits(whole) + (int(top) / int(bottom) if bottom and int(bottom) else 0)
    return parse_words(words)


def duration(count: float | None, unit: str) -> str:
    """Return a TIMEX3 duration: P3M, PT2H, PXY, P2Y6M for two and a half years."""
    unit = unit_of(unit)
    if unit == "fortnight":
        unit, count = "week", 2 * count if count else count
    if unit in _MANY and count is not None:
        unit, count = "year", count * _MANY[unit]
    if unit == "quarter":
        unit, count = "month", 3 * count if count else count
    letter = _LETTER[unit]
    time = "T" if unit in _SMALL else ""
    if count is None:
        return f"P{time}X{letter}"
    if count != int(count):
        halves = {"year": ("Y", "M", 12), "hour": ("H", "M", 60), "minute": ("M", "S", 60)}.get(unit)
        if halves is not None and count > 1:
            return f"P{time}{int(count)}{halves[0]}{round(count % 1 * halves[2])}{halves[1]}"
    return f"P{time}{count:g}{letter}"


def unit_of(word: str) -> str:
    """Return a unit of time in the singular."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.removesuffix("s")


class TimeValues:
    """Reads the expressions of one text in order; it remembers the last date, which later ones may hang on."""

    def __init__(self, text: str, published: date | None) -> None:
        self.text, self.published = text, published
        self.last: date | None = None
        self.last_day: tuple[date, int] | None = None  # the last single day that was named, and where
        self.last_quarter: tuple[int, int, int] | None = None  # year, quarter, where

    def read(self, name: str, match: re.Match[str]) -> TimeReading | None:
        """Return what a match of the pattern `name` says, or None where it is no time after all."""
        groups = {key: value for key, value in match.groupdict().items() if value}
        handler: Callable[[dict[str, str], re.Match[str]], TimeReading | Values | None] = getattr(self, f"_{name}")
        found = handler(groups, match)
        if found is None:
            return None
        reading = found if isinstance(found, TimeReading) else TimeReading(match.start(), match.end(), *found)
        if reading.from_ is not None and reading.type in ("DATE", "TIME"):
            self.last = date.fromisoformat(reading.from_[:10])
            one_day = reading.to is not None and reading.to[:10] == reading.from_[:10]
            if one_day and not _SAID.search(self.text, max(0, match.start() - 45), match.start()):
                self.last_day = (self.last, reading.end)
            quarter = _QUARTER.fullmatch(reading.value) if name == "quarter" else None
            if quarter:
                self.last_quarter = (int(quarter[1]), int(quarter[2]), reading.end)
        return reading

    def _future(self, match: re.Match[str]) -> bool:
        """Say whether the last word of tense before an expression looks ahead."""
        clause = self.text[max(0, match.start() - TENSE_WINDOW) : match.start()].rsplit(". ", 1)[-1]
        found = list(_TENSE.finditer(clause))
        if not found or found[-1]["future"] is None:
            return False
        return not (found[-1].group().lower() in _UP_TO and _PAST_AFTER.match(self.text, match.end()))

    def _day_of(self, year: str | None, month: int, day: int) -> date | str | None:
        """Return a day, or its open value where neither year nor publication date is known; None if no such day."""
        try:
            if year:
                return date(int(year), month, day)
            if self.published is None:
                date(2000, month, day)
                return f"XXXX-{month:02d}-{day:02d}"
            near = [date(self.published.year + more, month, day) for more in (-1, 0, 1) if day != 29 or month != 2 or calendar.isleap(self.published.year + more)]
            return min(near, key=lambda d: abs((d - self._published()).days))
        except ValueError:
            return None

    def _published(self) -> date:
        assert self.published is not None
        return self.published

    def _iso(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        try:
            day = date(int(g["y"]), int(g["mm"]), int(g["d"]))
        except ValueError:
            return None
        if "h" in g:
            stamp = f"{day.isoformat()}T{g['h']}:{g['mi']}"
            return "TIME", stamp, stamp, stamp
        return around(day, "day")

    def _dmy(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        found = self._day_of(g.get("y"), MONTH_OF[g["m"].lower().rstrip(".")], int(g["d"]))
        if isinstance(found, date) and "y" not in g and self.published and found > self.published and re.search(r"\bended\s(?:on\s)?$", self.text[max(0, match.start() - 10) : match.start()]):
            found = shift(found, "year", -1)
        if found is None:
            return None
        return ("DATE", found, None, None) if isinstance(found, str) else around(found, "day")

    _mdy = _dmy

    def _month(self, g: dict[str, str], match: re.Match[str]) -> TimeReading | Values | None:
        month = MONTH_OF[g["m"].lower().rstrip(".")]
        name = match["m"]
        if name in ("May", "March", "Mar", "Jan", "Jun", "Sun", "Dec", "Sep", "April", "June", "August") and not ("y" in g or "r" in g or "q" in g or "r2" in g):
            before = self.text[max(0, match.start("m") - 14) : match.start("m")]
            if name in ("May", "March") and not re.search(r"\b(?:in|since|by|until|till|of|during|from|to|before|after|through|between|and|ended?|late|early|for|on|[a-z]{3,9}['’]s)\s$", before, re.I):
                return None
            if re.match(r"\s[A-Z][a-z]", self.text[match.end() : match.end() + 3]) and not re.search(r"\b(?:in|since|by|until|of|during|from|last)\s$", before, re.I):
                return None  # a given name
        if match.end() < len(self.text) and name.islower():
            return None
        first: date
        word = (g.get("r") or g.get("r2") or "").lower()
        if "y" in g or "wy" in g:
            year = int(g["y"]) if "y" in g else _word_year(g["wy"])
        elif self.published is None:
            return "DATE", f"XXXX-{month:02d}", None, None
        elif "r2" in g:
            year = self.published.year + {"last": -1, "this": 0, "next": 1}[word]
        else:
            year = self._near_year(month, self._future(match), word)
        first = date(year, month, 1)
        return around(first, "month")

    def _near_year(self, month: int, future: bool, word: str) -> int:
        published = self._published()
        if word == "last":
            return published.year - (month >= published.month)
        if word == "next":
            return published.year + (month <= published.month)
        if word.startswith("this"):
            return published.year
        if future:
            return published.year + (month < published.month)
        return published.year - (month > published.month)

    def _weekday(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        name = g["wd"].lower().rstrip(".")
        part = PARTS.get(g.get("p", "").lower())
        if name.endswith("days") or match.group().lower().endswith(("nights", "mornings", "evenings", "afternoons")):
            number = DAY_OF[name.removesuffix("s")] + 1
            return "SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), None, None
        if not name.endswith("day"):  # "sun" and "sat" are words: a short name needs its capital and a date
            if not match["wd"][0].isupper() or not re.match(r",?\s\d", self.text[match.end() : match.end() + 3]):
                return None
        if not match["wd"][0].isupper() and re.match(r"\s[A-Z]", self.text[match.end() : match.end() + 2]):
            return None
        if self.published is None:
            return ("TIME" if part else "DATE"), f"XXXX-WXX-{DAY_OF[name] + 1}" + (f"T{part}" if part else ""), None, None
        day = self._nearest(DAY_OF[name], self._future(match), g.get("r", "").lower())
        if part:
            return "TIME", f"{day.isoformat()}T{part}", day.isoformat(), day.isoformat()
        return around(day, "day")

    def _nearest(self, weekday: int, future: bool, word: str) -> date:
        published = self._published()
        back = (published.weekday() - weekday) % 7
        if word == "next" or "coming" in word:
            return published + timedelta(days=7 - back if back else 7)
        if word == "last" or "past" in word:
            return published - timedelta(days=back or 7)
        if future and back:
            return published + timedelta(days=7 - back)
        return published - timedelta(days=back)

    def _clockday(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        clock = self._clock_value(g)
        if clock is None or ("h" in g and "." in match.group()[:5] and "ap" not in g and "z" not in g):
            return None
        day: date | str | None
        if "wd" in g:
            name = g["wd"].lower().rstrip(".")
            if name not in DAY_OF:
                return None
            day = f"XXXX-WXX-{DAY_OF[name] + 1}" if self.published is None else self._nearest(DAY_OF[name], self._future(match), "")
        elif "dm" in g:
            day = self._day_of(g.get("dmy"), MONTH_OF[g["dm"].lower().rstrip(".")], int(g["dmd"]))
        elif "m" in g:
            day = self._day_of(g.get("y"), MONTH_OF[g["m"].lower().rstrip(".")], int(g["d"]))
        else:
            moved = {"today": 0, "yesterday": -1, "tomorrow": 1}[g["t"].lower()]
            day = "XXXX-XX-XX" if self.published is None else self.published + timedelta(days=moved)
        if day is None:
            return None
        return self._stamp(day, clock, g.get("z"))

    def _clock(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        clock = self._clock_value(g)
        if clock is None or ("h" in g and "ap" not in g and "z" not in g and not self._is_clock(match)):
            return None
        if re.match(r"\d", self.text[match.end() : match.end() + 1]):
            return None
        day = self.published
        if self.last_day is not None and match.start() - self.last_day[1] <= SAME_DAY_REACH:
            day = self.last_day[0]
        return ("TIME", clock, None, None) if day is None else self._stamp(day, clock, g.get("z"))

    def _is_clock(self, match: re.Match[str]) -> bool:
        """Say whether "16:30" is a time of day and no result or verse; with a dot it needs a word before."""
        if "." in match.group():
            return False
        return not re.search(r"[\d:]$", self.text[max(0, match.start() - 1) : match.start()])

    def _clock_value(self, g: dict[str, str]) -> str | None:
        if "x" in g:
            return {"noon": "T12:00", "midday": "TMI"}.get(g["x"].lower(), "T24:00")
        hour = int(g.get("h") or g.get("h2") or g["h3"])
        half = (g.get("ap") or g.get("ap2") or "").lower()
        if not half and "p3" in g:
            half = "a" if g["p3"].lower() == "morning" else "p"
        if half:
            if hour > 12:
                return None
            hour = hour % 12 + (12 if half[0] == "p" else 0)
        return f"T{hour:02d}:{g.get('mi', '00')}"

    def _stamp(self, day: date | str, clock: str, zone: str | None) -> Values:
        if isinstance(day, str):
            return "TIME", f"{day}{clock}", None, None
        if not clock[1:2].isdigit():
            return "TIME", f"{day.isoformat()}{clock}", day.isoformat(), day.isoformat()
        offset = load("calendar")["zones"].get((zone or "").upper())
        tail = ""
        if offset is not None:
            minutes = round(abs(offset) * 60)
            tail = "Z" if not offset else f"{'-' if offset < 0 else '+'}{minutes // 60:02d}:{minutes % 60:02d}"
        moment = f"{day.isoformat()}{clock}"
        shown = moment if clock != "T24:00" else f"{(day + timedelta(days=1)).isoformat()}T00:00"
        return "TIME", moment, shown + tail, shown + tail

    def _today(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        moved = {"today": 0, "yesterday": -1, "tomorrow": 1}[g["x"].lower()]
        if self.published is None:
            return "DATE", {0: "PRESENT_REF", -1: "PAST_REF", 1: "FUTURE_REF"}[moved], None, None
        return around(self.published + timedelta(days=moved), "day")

    def _daybefore(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        back = "yesterday" in match.group().lower()
        if self.published is None:
            return "DATE", "PAST_REF" if back else "FUTURE_REF", None, None
        return around(self.published + timedelta(days=-2 if back else 2), "day")

    def _part(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        part = PARTS[(g.get("p") or g["x"]).lower()]
        word = " ".join((g.get("r") or "this").lower().split())
        anchor, moved = self.published, {"yesterday": -1, "tomorrow": 1, "last": -1}.get(word, 0)
        if word.startswith("the ") or word == "that":
            anchor, moved = self.last, {"the next": 1, "the following": 1, "the previous": -1}.get(word, 0)
        if g.get("x", "").lower() == "overnight" and not re.search(r"\b(?:from|on|into)\s$", self.text[max(0, match.start() - 6) : match.start()]) and re.match(r"\s[a-z]+s?\b", self.text[match.end() : match.end() + 4]):
            pass
        if anchor is None:
            return "TIME", f"XXXX-XX-XXT{part}", None, None
        day = anchor + timedelta(days=moved)
        return "TIME", f"{day.isoformat()}T{part}", day.isoformat(), day.isoformat()

    def _quarter(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        number = ORDINALS[g["n"].lower()]
        back = 1 if "ya" in g else 0
        year = g.get("y") or g.get("y2")
        word = (g.get("yb") or g.get("yr") or "").lower()
        if year is None and self.published is None:
            return "DATE", f"XXXX-Q{number}", None, None
        if year:
            return of_quarter(int(year), number)
        published = self._published()
        if word:
            return of_quarter(published.year + {"last": -1, "this": 0, "next": 1}[word], number)
        ends = [(abs((month_end(published.year + more, 3 * number) - published).days), published.year + more) for more in (-1, 0, 1)]
        return of_quarter(min(ends)[1] - back, number)

    def _period(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        word = " ".join((g.get("w") or g.get("ya") or "").lower().replace("-", " ").split())
        near = self.last_quarter if self.last_quarter and match.start() - self.last_quarter[2] < _PERIOD_BEFORE else None
        if g.get("u", "").lower() == "period" and near is None:
            return None
        if near is None:
            if self.published is None or (g.get("u2") and not re.search(r"\b(?:in|for|during|of|throughout)\s$", self.text[max(0, match.start() - 12) : match.start()])):
                return None
            back = shift(self.published, "quarter", -1)
            near = (back.year, (back.month - 1) // 3 + 1, 0)
        year_ago = word.startswith("year") or "of" in g or word in ("same", "corresponding", "comparable")
        return of_quarter(near[0] - year_ago, near[1])

    def _yearend(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        if self.published is None:
            return "DATE", "XXXX-12-31", None, None
        moved = {"last": -1, "next": 1}.get(g.get("r", "").lower(), 0)
        return around(date(self.published.year + moved, 12, 31), "day")

    def _ago(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        unit = unit_of(g["u"])
        count = number_of(g["n"])
        word = " ".join(g["w"].lower().split())
        back = word in ("ago", "earlier", "before", "previously")
        anchor = self.published if word in ("ago", "from now", "hence") else self.last
        near = self.last_quarter if self.last_quarter and match.start() - self.last_quarter[2] < _PERIOD_BEFORE else None
        if unit == "year" and count == 1 and back and near is not None:
            return of_quarter(near[0] - 1, near[1])
        if anchor is None and unit == "year" and back:
            anchor = self.published  # "a year earlier": figures set against those of the year before
        if unit == "weekend":
            return None
        if anchor is None or unit in _SMALL:
            if word in ("ago", "from now", "hence"):
                return "DATE", "PAST_REF" if back else "FUTURE_REF", None, None
            return "DURATION", duration(count, unit), None, None
        if count is None:
            if unit == "year":
                return "DATE", "PAST_REF" if back else "FUTURE_REF", None, None
            return "DATE", "PAST_REF" if back else "FUTURE_REF", None, None
        moved = round(count) if count == int(count) else round(count)
        return around(shift(anchor, unit, -moved if back else moved), unit)

    def _span(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        return "DURATION", duration(number_of(g["n"]), g["u"]), None, None

    def _duration(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        count = number_of(g["n"])
        unit = unit_of(g["u"])
        if unit in ("second", "quarter", "night", "weekend") and g["n"].lower() in ("a", "an", "one") :
            return None
        if g["n"].lower() in ("a", "an") and g["h"] == " " and "half" not in g and match.group().lower().startswith(("a ", "an ")):
            return self._a_unit(unit, match)
        if unit == "quarter" and (g["h"] != " " or re.match(r"\sof\b", self.text[match.end() : match.end() + 3])):
            return None  # "three-quarters of"
        if "n1" in g:
            count = number_of(g["n1"])
        if g["n"].lower() in ("some",) and unit not in ("day", "week", "month", "year", "decade"):
            return None
        if "half" in g and count is not None:
            count += 0.5
        return "DURATION", duration(count, unit), None, None

    def _aunit(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        if "one" in g:
            return None
        if match.group().lower().startswith("per"):
            return "SET", _each(unit_of(g["u"])), None, None
        return self._a_unit(unit_of(g["u"]), match)

    def _a_unit(self, unit: str, match: re.Match[str]) -> Values | None:
        """Tell "within a year" (a duration) from "$33 million a year" (a rate) by the word before."""
        before = self.text[max(0, match.start() - 14) : match.start()]
        if re.search(r"\b(?:in|for|within|after|over|than|about|nearly|almost|last|lasts|lasted|just|take|takes|took|only|spend|spent|another|every|under|into|be|is|was|every|half|by|of|wait|waited)\s$", before, re.I) or not before.strip():
            return "DURATION", duration(1, unit), None, None
        if unit in ("hour", "minute", "century", "decade") and not re.search(r"(?:\d|s|miles|[a-z])\s$", before):
            return None
        if re.search(r"(?:\d|%|s|people|times|million|billion|percent|cent|share|head|dollars?|days?)\s$", before):
            return "SET", _each(unit), None, None
        return None

    def _ended(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        return "DURATION", "P1Y" if g["u"].lower() == "year" else "P3M", None, None

    def _plural(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        unit = unit_of(g["v"])
        if g.get("w", "").lower() == "ago" or g.get("w"):
            return "DATE", "PAST_REF" if g["w"].lower() != "later" else "FUTURE_REF", None, None
        before = self.text[max(0, match.start() - 12) : match.start()]
        if not re.search(r"\b(?:for|in|within|after|of|over|through|take|takes|took|lasted?|spent|last|until|just|only|hours\sand)\s$", before, re.I) and not re.match(r"\s(?:of|after|before|on\send|long|and\syears)\b", self.text[match.end() : match.end() + 8]):
            return None
        if re.match(r"[-\s]old\b", self.text[match.end() : match.end() + 5]):
            return None
        return "DURATION", duration(None, unit), None, None

    def _relative(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        unit = unit_of(g["u"])
        word = " ".join(g["r"].lower().split()).removeprefix("the ").removesuffix(" fiscal")
        if unit == "night":
            if word != "last":
                return None
            return self._part({"p": "night", "r": "last"}, match)
        if match["r"][0].isupper() and match["u"][0].isupper():
            return None  # the name of a programme
        moved = -1 if word in ("last", "past", "this past", "previous", "preceding") else 1 if word in ("next", "coming", "following") else 0
        if word in ("previous", "following", "same", "that", "that same", "preceding") or (word == "next" and unit == "day" and "the" in g["r"].lower()):
            if self.last is None:
                return "DATE", {"day": "XXXX-XX-XX", "year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX"}.get(unit, "PAST_REF"), None, None
            return around(shift(self.last, unit, moved), unit)
        if word == "the":
            return self._the(unit, match)
        if self.published is None:
            return "DATE", {-1: "PAST_REF", 1: "FUTURE_REF", 0: "PRESENT_REF"}[moved], None, None
        if word in ("past", "this past") and "the" in g["r"].lower() and unit in ("decade", "month", "week", "day"):
            return ("DATE", *around(shift(self.published, unit, moved), unit)[1:])
        return around(shift(self.published, unit, moved), unit)

    def _the(self, unit: str, match: re.Match[str]) -> Values | None:
        """Read "the weekend", "the week", "the year": the last or running one, where a preposition makes it a time."""
        before = self.text[max(0, match.start() - 16) : match.start()].lower()
        if "q" in match.groupdict() and match["q"]:
            before = "in "
        if unit == "weekend":
            if self.published is None:
                return "DATE", "XXXX-WXX-WE", None, None
            coming = re.search(r"\b(?:ahead of|before|for|coming)\s$", before) is not None
            return around(shift(self.published, "week", 0 if coming or self.published.weekday() >= 5 else -1), "weekend")
        if unit not in ("year", "month", "week") or not re.search(r"\b(?:in|for|during|of|throughout|over|this|earlier|later|within|by|through|since|on)\s$", before):
            return None
        if re.match(r"\s(?:of|before|after|that|when|to|ended|ending|ago|in\swhich)\b", self.text[match.end() : match.end() + 8]):
            return None
        if self.published is None:
            return "DATE", "PRESENT_REF", None, None
        return around(self.published, unit)

    def _recent(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        ahead = g["r"].lower() in ("coming", "future", "next few", "subsequent")
        if g["r"].lower() == "early":
            return "DURATION", duration(None, g["u"]), None, None
        if g["r"].lower() in ("last few", "past few", "next few"):
            return "DURATION", duration(None, g["u"]), None, None
        if unit_of(g["u"]) == "month" and not ahead:
            return "DURATION", "PXM", None, None
        return "DATE", "FUTURE_REF" if ahead else "PAST_REF", None, None

    def _century(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        word = g["o"].lower()
        number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else _CENTURIES[word]
        if not 1 <= number <= 22:
            return None
        first = date(max(1, 100 * (number - 1)), 1, 1)
        return "DATE", f"{number - 1:02d}", first.isoformat(), date(100 * number - 1, 12, 31).isoformat()

    def _decade(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        if "y" in g:
            first = int(g["y"])
        else:
            tens = int(g["y2"]) if "y2" in g else 20 + 10 * _WORD_DECADES.index(g["w"].lower())
            first = 1900 + tens
        return "DATE", str(first)[:3], date(first, 1, 1).isoformat(), date(first + 9, 12, 31).isoformat()

    def _years(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        year, start = int(g["y"]), match.start("y")
        before, after = self.text[max(0, start - 14) : start], self.text[match.end() : match.end() + 14]
        if before[-1:] and (before[-1] in "$£€¥#.,/:+@" or (before[-1] in "-–" and before[-2:-1].isdigit())):
            return None
        if _NUMBERED.search(before) or (year % 1000 == 0 and _PLURAL_AFTER.match(after) and not _OF_YEARS.search(before)):
            return None  # "555 1987", "fined 2000 drivers"
        if re.match(r"[\d.,]*\d|\s?(?:%|percent|per\scent|million|billion|people|[a-z]{1,3}\b(?<!in)(?<!and)(?<!to)(?<!as)(?<!he)(?<!it)(?<!of)(?<!or)(?<!on)(?<!by)(?<!at)(?<!is)(?<!was)(?<!the)(?<!for)(?<!but)(?<!she)(?<!we)(?<!an)(?<!a)|tons|tonnes|miles|metres|meters|feet|dollars|pounds|euros|points|shares|jobs|troops|soldiers|workers)", after):
            return None
        if not (1900 <= year <= 2100) and not re.search(r"\b(?:in|since|of|by|from|until|before|after|during|to|the|and|early|late|mid)[\s-]$", before) and "f" not in g:
            return None
        if re.search(r"\b(?:of|about|some|than|over|nearly|around)\s$", before) and re.match(r"\s[a-z]+s\b", after) and year < 1900:
            return None
        return "DATE", str(year), date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()

    def _wordyear(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        year = 2000 if "k" in g else _word_year(g["wy"])
        return "DATE", str(year), date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()

    def _season(self, g: dict[str, str], match: re.Match[str]) -> TimeReading | Values | None:
        word = " ".join(g.get("r", "").lower().split())
        name = g["s"].lower()
        start = match.start()
        dated = "y" in g or "wy" in g
        if not word and not dated and "q" not in g:
            return None
        if name in ("fall", "spring") and word in ("the", "in", "") and not dated and "q" not in g:
            return None
        if word == "the" and not dated and "q" not in g and not re.search(r"\b(?:in|during|over|for|by|since|until|of)\s$", self.text[max(0, start - 8) : start]):
            return None
        if word in ("in", "in the"):
            start += len("in ")
        code, first, last = SEASONS[name]
        if "y" in g or "wy" in g:
            year = int(g["y"]) if "y" in g else _word_year(g["wy"])
        elif self.published is None:
            return TimeReading(start, match.end(), "DATE", f"XXXX-{code}")
        else:
            year = self.published.year
            if (word == "last" or "past" in word) and self.published.month <= last:
                year -= 1
            elif word == "next" and self.published.month >= first:
                year += 1
            elif word in ("in", "in the", "the") and first > self.published.month and not self._future(match):
                year -= 1
        end = month_end(year + (last < first), last)
        return TimeReading(start, match.end(), "DATE", f"{year}-{code}", date(year, first, 1).isoformat(), end.isoformat())

    def _set(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        if "a" in g:
            if match["a"][0].isupper() and re.match(r"\s[A-Z]", self.text[match.end() : match.end() + 2]):
                return None  # a newspaper
            value = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H", "quarterly": "P1Q", "nightly": "P1D"}
            return "SET", value.get(g["a"].lower(), "P1Y"), None, None
        unit = unit_of(g.get("u") or g["u2"])
        if unit.removesuffix("s") in DAY_OF:
            part = PARTS.get(g.get("p", "").lower())
            return "SET", f"XXXX-WXX-{DAY_OF[unit.removesuffix('s')] + 1}" + (f"T{part}" if part else ""), None, None
        count = number_of(g["n"]) if "n" in g else 1.0
        return "SET", _each(unit) if count == 1 else duration(count, unit), None, None

    def _ref(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        word = g["x"].lower()
        if word == "soon" and re.match(r"\s(?:as|after)\b", self.text[match.end() : match.end() + 6]):
            return None
        if "future" in word or word in ("soon", "the near term"):
            return "DATE", "FUTURE_REF", None, None
        past = "recent" in word or word in ("the past", "previously", "formerly")
        return "DATE", "PAST_REF" if past else "PRESENT_REF", None, None

    def _feast(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        name = " ".join(g["f"].lower().replace("’", "'").split())
        if not g["f"][0].isupper():
            return None
        if "y" not in g and self.published is None:
            fixed = load("calendar")["fixed"].get(name)
            return "DATE", f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX", None, None
        if "y" in g:
            return around(_feast_day(name, int(g["y"])), "day")
        published = self._published()
        days = [_feast_day(name, published.year + more) for more in (-1, 0, 1)]
        word = g.get("r", "").lower()
        if word == "last" or (not word and not self._future(match)):
            past = [d for d in days if d < published] if word == "last" else [d for d in days if d <= published + timedelta(days=45)]
            return around(past[-1], "day")
        if word == "next" or self._future(match):
            return around(next((d for d in days if d >= published), days[-1]), "day")
        return around(_feast_day(name, published.year), "day")


def _word_year(words: str) -> int:
    return 1900 + int(parse_words(words.lower().removeprefix("nineteen").strip()))


def _each(unit: str) -> str:
    return f"PT1{_LETTER[unit]}" if unit in _SMALL else "P1Q" if unit == "quarter" else duration(1, unit)


def _feast_day(name: str, year: int) -> date:
    data = load("calendar")
    if name in data["fixed"]:
        return date(year, *data["fixed"][name])
    if name in data["easter"]:
        return easter(year) + timedelta(days=data["easter"][name])
    month, weekday, number = data["nth"][name]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
