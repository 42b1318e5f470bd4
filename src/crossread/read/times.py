"""Time expressions of a report: TIMEX3 type and value, and an interval where the report's date allows one."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from crossread.ids import make_id
from crossread.model import Report, Time, TimeType

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
_MONTH_OF = {name: i for i, name in enumerate(_MONTHS, 1)} | {name[:3]: i for i, name in enumerate(_MONTHS, 1)} | {"sept": 9}
_DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_DAY_OF = {name: i for i, name in enumerate(_DAYS)} | {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
_SEASONS = {"spring": ("SP", 3, 5), "summer": ("SU", 6, 8), "autumn": ("FA", 9, 11), "fall": ("FA", 9, 11), "winter": ("WI", 12, 2)}
_NUMBERS = {w: i for i, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"])} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50}  # fmt: skip
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y", "decade": "Y", "century": "Y", "hour": "H", "minute": "M", "second": "S"}
_PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "midday": "MI", "noon": "MI"}

_M = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
_D = r"(?:Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)"
_N = r"(?:\d{1,4}(?:\.\d+)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)"
_U = r"(?:day|week|month|year|decade|hour|minute|century|centurie)s?"
_PART = r"(?:morning|afternoon|evening|night)"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.IGNORECASE if name not in ("month", "month_year") else 0))
    for name, pattern in (
        ("iso", r"\b(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})\b"),
        ("dmy", rf"\b(?:(?P<wd>{_D}),?\s+)?(?:the\s)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m>{_M})(?:,?\s+(?P<y>\d{{4}}))?\b"),
        ("mdy", rf"\b(?:(?P<wd>{_D}),?\s+)?(?P<m>{_M})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y>\d{{4}})\b)?(?![\d,:]*\d)"),
        ("month_year", rf"\b(?:(?P<q>[Ee]arly|[Mm]id|[Ll]ate)[-\s](?:in\s)?)?(?P<m>{_M}),?\s+(?:of\s)?(?P<y>(?:1[5-9]|20)\d\d)\b"),
        ("quarter", r"\b(?:the\s)?(?P<n>first|second|third|fourth)\squarter(?:\sof\s(?P<y>\d{4}))?\b|\bQ(?P<q>[1-4])\s(?P<y2>\d{4})\b"),
        ("season", r"\b(?:(?P<q>early|mid|late|earlier|later)[-\s])?(?P<r>this|last|next|the)\s(?:(?:past|coming)\s)?(?P<s>spring|summer|autumn|winter)(?:\sof\s(?P<y>\d{4}))?\b|\b(?:in\s)(?P<s2>spring|summer|autumn|winter)(?:\s(?:of\s)?(?P<y2>\d{4}))?\b"),
        ("part", rf"\b(?P<r>this|yesterday|tomorrow|last|{_D})\s(?P<p>{_PART})\b|\b(?P<x>tonight|overnight)\b"),
        ("weekday", rf"\b(?:(?P<q>early|late|earlier|later)\s(?:on\s)?)?(?:(?P<r>last|next|this|this\scoming|this\spast)\s)?(?P<wd>{_D})\b"),
        ("today", r"\b(?P<x>today|yesterday|tomorrow|the day before yesterday|the day after tomorrow)\b"),
        ("relative", r"\b(?:(?P<q>early|mid|late|earlier|later)[-\s](?:in\s)?)?(?P<r>this|last|next|the\spast|the\slast|the\snext|the\scoming|the\sprevious|the\sfollowing|the\scurrent|that|the\ssame)\s(?P<u>day|week|weekend|month|year|decade|century|quarter)\b"),
        ("count_relative", rf"\b(?P<r>the\s(?:past|last|next|coming|previous|following)|(?:past|last|next))\s(?P<n>{_N}|few|several|couple\sof)\s(?P<u>{_U})\b"),
        ("ago", rf"\b(?P<n>{_N}|a\sfew|several|a\scouple\sof|many)\s(?P<u>{_U})\s(?P<w>ago|earlier|later|before|from\snow|on|afterwards?|after|hence)\b"),
        ("set", rf"\b(?:every|each)\s(?:(?P<n>{_N})\s)?(?P<u>day|week|month|year|hour|weekend|{_D}|morning|evening|night)s?\b|\b(?P<a>daily|weekly|monthly|yearly|annually|hourly|quarterly|annual)\b"),
        ("duration", rf"\b(?P<n>{_N}|several|a\sfew|many|some|half\san?|a\scouple\sof)(?P<h>[-\s])(?:(?:full|whole|straight|consecutive|more)\s)?(?P<u>{_U})\b(?![-\s]olds?\b)|\b(?P<v>hours|days|weeks|months|years|decades|centuries)\b(?=\s(?:of|after|before|later|ago|earlier|on|and|long)|[,.])"),
        ("decade", r"\b(?:the\s)?(?:(?P<q>early|mid|late)[-\s])?(?P<y>1[89]\d0|20\d0)s\b|\bthe\s(?:(?P<q2>early|mid|late)[-\s])?(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b"),
        ("year", r"(?:(?<=\bin\s)|(?<=\bsince\s)|(?<=\bof\s)|(?<=\bby\s)|(?<=\bfrom\s)|(?<=\buntil\s)|(?<=\bbefore\s)|(?<=\bafter\s)|(?<=\bduring\s)|(?<=\bto\s)|(?<=\band\s)|(?<=\bthe\s)|(?<=\())(?:(?P<q>early|mid|late|mid-|early-|late-)[-\s]?)?(?P<y>1[5-9]\d\d|20\d\d)\b(?![-\s]?(?:[%]|per\scent|percent|million|people))"),
        ("month", r"\b(?:(?P<r>last|next|this)\s)?(?:(?P<q>[Ee]arly|[Mm]id|[Ll]ate|[Ee]arlier|[Ll]ater)[-\s](?:in\s)?)?(?P<m>January|February|March|April|June|July|August|September|October|November|December|(?<=[Ii]n\s)May|(?<=[Ss]ince\s)May|(?<=[Bb]y\s)May|(?<=[Uu]ntil\s)May|(?<=[Ll]ast\s)May|(?<=mid-)May|(?<=early\s)May|(?<=late\s)May)\b(?!\s[A-Z][a-z])"),
        ("clock", r"\b(?:at\s)?(?P<h>[01]?\d|2[0-3])[:.](?P<mi>[0-5]\d)(?:\s?(?P<ap>[ap]\.?m\b\.?))?|\b(?P<h2>1?\d)\s?(?P<ap2>[ap]\.?m\b\.?)|\b(?P<x>noon|midnight)\b"),
        ("now", r"\b(?P<x>now|currently|recently|at\sthe\smoment|in\sthe\spast|the\sfuture|these\sdays)\b"),
    )
)  # fmt: skip
_FUTURE = re.compile(r"\b(?:will|would|shall|by|until|plans?|planned|due|scheduled|expected|is to|are to|to be|before|set to|upcoming|coming|intends?|may)\b", re.I)  # fmt: skip
_ABSOLUTE = frozenset({"iso", "dmy", "mdy", "month_year", "year", "clock", "decade", "quarter"})


@dataclass(frozen=True, slots=True)
class TimeReading:
    """One expression: place, type, TIMEX3 value, and first and last day (ISO) or None."""

    start: int
    end: int
    type: TimeType
    value: str
    from_: str | None
    to: str | None


def find_times(report: Report, text: str, doc: Doc | None = None) -> tuple[Time, ...]:
    """Return the time expressions of a report; relative ones stay open where the report has no date."""
    published = _day(report.published)
    return tuple(
        Time(
            id=make_id("t", report.id, r.start, r.end), report=report.id, start=r.start, end=r.end,
            text=report.text[r.start : r.end], type=r.type, value=r.value, from_=r.from_, to=r.to,
        )
        for r in read_times(text, published)
    )  # fmt: skip


def date_spans(text: str) -> list[tuple[int, int]]:
    """Return the places of dates, years and clock times, whose numbers are no quantities."""
    return sorted((m.start(), m.end()) for name, pattern in _PATTERNS if name in _ABSOLUTE for m in pattern.finditer(text))


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def read_times(text: str, published: date | None) -> list[TimeReading]:
    """Read the time expressions of a text against the day it was published (None: relative ones stay open)."""
    taken: list[tuple[int, int]] = []
    found: list[TimeReading] = []
    mask = bytearray(len(text))
    for name, pattern in _PATTERNS:
        if name == "now":
            continue
        for match in pattern.finditer(text):
            if any(mask[match.start() : match.end()]):
                continue
            reading = _read(name, match, text, published)
            if reading is None or (match.group() == "Daily" and start_of_name(text, match.start())):
                continue
            mask[reading.start : reading.end] = b"\x01" * (reading.end - reading.start)
            found.append(reading)
            taken.append((reading.start, reading.end))
    return sorted(found, key=lambda r: r.start)


def start_of_name(text: str, start: int) -> bool:
    """Say whether a capital word inside a sentence begins a name ("the Daily Courier")."""
    return bool(re.match(r"\w+\s[A-Z]", text[start : start + 30]))


def _read(name: str, match: re.Match[str], text: str, published: date | None) -> TimeReading | None:
    g = {key: value for key, value in match.groupdict().items() if value}
    start, end = match.start(), match.end()
    future = bool(_FUTURE.search(text[max(0, start - 45) : start].rsplit(".", 1)[-1]))

    def day(value: date) -> TimeReading:
        return TimeReading(start, end, "DATE", value.isoformat(), value.isoformat(), value.isoformat())

    def span(value: str, a: date | None, b: date | None, kind: TimeType = "DATE") -> TimeReading:
        return TimeReading(start, end, kind, value, a and a.isoformat(), b and b.isoformat())

    if name in ("iso", "dmy", "mdy"):
        month = int(g["m"]) if name == "iso" else _MONTH_OF[g["m"].lower().rstrip(".")]
        return _calendar_day(g.get("y"), month, int(g["d"]), published, future, day, span)
    if name in ("month_year", "month"):
        month = _MONTH_OF[g["m"].lower().rstrip(".")]
        if name == "month" and published is None:
            return span(f"XXXX-{month:02d}", None, None)
        year = int(g["y"]) if "y" in g else _near_year(month, published, future, g.get("r"))
        return _month(year, month, span)
    if name == "year":
        year = int(g["y"])
        return span(str(year), date(year, 1, 1), date(year, 12, 31))
    if name == "decade":
        decade = int(g["y"]) if "y" in g else 1920 + 10 * ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"].index(g["w"].lower())
        return span(str(decade)[:3], date(decade, 1, 1), date(decade + 9, 12, 31))
    if name == "quarter":
        number = int(g["q"]) if "q" in g else ["first", "second", "third", "fourth"].index(g["n"].lower()) + 1
        year = g.get("y") or g.get("y2")
        if year is None and published is None:
            return span(f"XXXX-Q{number}", None, None)
        y = int(year) if year else published.year  # type: ignore[union-attr]
        return span(f"{y}-Q{number}", date(y, 3 * number - 2, 1), _month_end(y, 3 * number))
    if name == "season":
        return _season(g, published, span)
    if name == "clock":
        return _clock(g, text, match, published, start, end)
    if name == "set":
        return TimeReading(start, end, "SET", _set_value(g), None, None)
    if name == "duration":
        return TimeReading(start, end, "DURATION", _duration_value(g), None, None)
    if name == "count_relative":
        number = _NUMBERS.get(g["n"].lower(), None) if not g["n"].isdigit() else int(g["n"])
        unit = g["u"].lower().rstrip("s")
        return TimeReading(start, end, "DURATION", f"P{'T' if unit in ('hour', 'minute') else ''}{number or 'X'}{_UNITS.get(unit, 'Y')}", None, None)
    if name == "ago":
        return _ago(g, published, start, end)
    if name == "part":
        return _part(g, published, future, start, end)
    if name == "weekday":
        wd = g["wd"].lower()
        short = len(wd) <= 5 and not wd.endswith("day")
        if short and not (text[match.start("wd")].isupper() and re.match(r"[,.]?\s\d|,", text[end : end + 3])):
            return None  # "sun" and "sat" are words; a short name needs its capital and a date behind it
        if wd.endswith("days"):
            return TimeReading(start, end, "SET", f"XXXX-WXX-{_DAY_OF[wd[:-1]] + 1}", None, None)
        if published is None:
            return span(f"XXXX-WXX-{_DAY_OF[wd] + 1}", None, None)
        return day(_weekday(_DAY_OF[wd], published, future, g.get("r", "")))
    if name == "today":
        offset = {"today": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}[g["x"].lower()]
        if published is None:
            return span("PRESENT_REF" if offset == 0 else "PAST_REF" if offset < 0 else "FUTURE_REF", None, None)
        return day(published + timedelta(days=offset))
    return _relative(g, published, span)


def _calendar_day(year, month, number, published, future, day, span):  # type: ignore[no-untyped-def]
    try:
        if year:
            return day(date(int(year), month, number))
        if published is None:
            return span(f"XXXX-{month:02d}-{number:02d}", None, None) if 1 <= number <= 31 else None
        options = [date(published.year + shift, month, number) for shift in (-1, 0, 1)]
        return day(min(options, key=lambda d: abs((d - published).days)))
    except ValueError:
        return None


def _near_year(month: int, published: date | None, future: bool, word: str | None) -> int:
    assert published is not None
    if word and word.lower() == "last":
        return published.year - (month >= published.month)
    if word and word.lower() == "next":
        return published.year + (month <= published.month)
    if future:
        return published.year + (month < published.month)
    return published.year - (month > published.month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _month(year, month, span):  # type: ignore[no-untyped-def]
    return span(f"{year}-{month:02d}", date(year, month, 1), _month_end(year, month))


def _season(g, published, span):  # type: ignore[no-untyped-def]
    code, first, last = _SEASONS[(g.get("s") or g["s2"]).lower()]
    year = g.get("y") or g.get("y2")
    if year is None and published is None:
        return span(f"XXXX-{code}", None, None)
    if year:
        y = int(year)
    else:
        word = g.get("r", "this").lower()
        y = published.year
        if word == "last" and published.month <= last:
            y -= 1
        if word == "next" and published.month >= first:
            y += 1
        if "s2" in g and first > published.month:
            y -= 1
    end = _month_end(y + (last < first), last)
    return span(f"{y}-{code}", date(y, first, 1), end)


def _clock(g, text, match, published, start, end):  # type: ignore[no-untyped-def]
    if "x" in g:
        return TimeReading(start, end, "TIME", "T12:00" if g["x"].lower() == "noon" else "T24:00", None, None)
    hour = int(g.get("h") or g["h2"])
    half = (g.get("ap") or g.get("ap2") or "").lower()
    if not half and "." in text[match.start() : match.end()]:
        return None  # "2.20" alone is a number
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    return TimeReading(start, end, "TIME", f"T{hour:02d}:{g.get('mi', '00')}", None, None)


def _set_value(g: dict[str, str]) -> str:
    if "a" in g:
        return {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H", "quarterly": "P1Q"}.get(g["a"].lower(), "P1Y")
    number = g.get("n", "1")
    value = number if number.isdigit() else str(_NUMBERS.get(number.lower(), 1))
    unit = g["u"].lower()
    if unit.rstrip("s") in _DAY_OF:
        return f"XXXX-WXX-{_DAY_OF[unit.rstrip('s')] + 1}"
    return f"P{value}{_UNITS.get(unit, 'D')}"


def _duration_value(g: dict[str, str]) -> str:
    unit = (g.get("u") or g["v"]).lower().rstrip("s")
    unit = "century" if unit == "centurie" else unit
    number = g.get("n", "X").lower()
    value: float | str = float(number) if re.fullmatch(r"\d+(?:\.\d+)?", number) else _NUMBERS.get(number, "X")
    if number.startswith("half"):
        value = 0.5
    if isinstance(value, (int, float)) and unit in ("decade", "century"):
        value *= 10 if unit == "decade" else 100
    shown = f"{value:g}" if isinstance(value, (int, float)) else value
    letter = _UNITS[unit] if value != "X" or unit not in ("decade", "century") else "DE" if unit == "decade" else "CE"
    return f"P{'T' if unit in ('hour', 'minute', 'second') else ''}{shown}{letter}"


def _shift(day: date, unit: str, count: int) -> date:
    if unit == "day":
        return day + timedelta(days=count)
    if unit == "week":
        return day + timedelta(weeks=count)
    months = count * {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit, 0)
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _ago(g, published, start, end):  # type: ignore[no-untyped-def]
    unit = g["u"].lower()
    unit = "century" if unit.startswith("centur") else unit.rstrip("s")
    number = g["n"].lower()
    count = int(float(number)) if number[0].isdigit() else _NUMBERS.get(number)
    word = " ".join(g["w"].lower().split())
    if word in ("later", "after", "before", "on", "afterward", "afterwards", "earlier"):
        # counted from another event of the text: a length is known, the day is not
        return TimeReading(start, end, "DURATION", _duration_value({"n": number, "u": unit}), None, None)
    if published is None or count is None or unit in ("hour", "minute"):
        past = word == "ago"
        return TimeReading(start, end, "DATE", "PAST_REF" if past else "FUTURE_REF", None, None)
    target = _shift(published, unit, -count if word == "ago" else count)
    if unit in ("day", "week"):
        first = last = target
        value = target.isoformat() if unit == "day" else f"{target.isocalendar()[0]}-W{target.isocalendar()[1]:02d}"
        if unit == "week":
            first = target - timedelta(days=target.weekday())
            last = first + timedelta(days=6)
    elif unit == "month":
        value, first, last = f"{target.year}-{target.month:02d}", target.replace(day=1), _month_end(target.year, target.month)
    else:
        value, first, last = str(target.year), date(target.year, 1, 1), date(target.year, 12, 31)
    return TimeReading(start, end, "DATE", value, first.isoformat(), last.isoformat())


def _weekday(weekday: int, published: date, future: bool, word: str) -> date:
    word = word.lower()
    back = (published.weekday() - weekday) % 7
    if word == "next" or "coming" in word:
        return published + timedelta(days=7 - back if back else 7)
    if word in ("last", "this past"):
        return published - timedelta(days=back or 7)
    if future and back:
        return published + timedelta(days=7 - back)
    return published - timedelta(days=back)


def _part(g, published, future, start, end):  # type: ignore[no-untyped-def]
    part = _PARTS.get((g.get("p") or ("night" if g.get("x") else "night")).lower(), "NI")
    word = (g.get("r") or g.get("x") or "this").lower()
    if published is None:
        return TimeReading(start, end, "TIME", f"XXXX-XX-XXT{part}", None, None)
    if word.rstrip("s") in _DAY_OF:
        day = _weekday(_DAY_OF[word.rstrip("s")], published, future, "")
    else:
        day = published + timedelta(days={"yesterday": -1, "tomorrow": 1, "last": -1}.get(word, 0))
    return TimeReading(start, end, "TIME", f"{day.isoformat()}T{part}", day.isoformat(), day.isoformat())


def _relative(g, published, span):  # type: ignore[no-untyped-def]
    unit = g["u"].lower()
    word = g["r"].lower().removeprefix("the ")
    shift = -1 if word in ("last", "past", "previous") else 1 if word in ("next", "coming", "following") else 0
    if word in ("previous", "following", "same", "that") or published is None:
        return span({-1: "PAST_REF", 1: "FUTURE_REF", 0: "PRESENT_REF"}[shift], None, None)
    if unit == "day":
        day = published + timedelta(days=shift)
        return span(day.isoformat(), day, day)
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=shift)
        number = monday.isocalendar()
        if unit == "weekend":
            return span(f"{number[0]}-W{number[1]:02d}-WE", monday + timedelta(days=5), monday + timedelta(days=6))
        return span(f"{number[0]}-W{number[1]:02d}", monday, monday + timedelta(days=6))
    if unit == "month":
        day = _shift(published, "month", shift)
        return span(f"{day.year}-{day.month:02d}", day.replace(day=1), _month_end(day.year, day.month))
    if unit == "quarter":
        day = _shift(published, "month", 3 * shift)
        number = (day.month - 1) // 3 + 1
        return span(f"{day.year}-Q{number}", date(day.year, 3 * number - 2, 1), _month_end(day.year, 3 * number))
    if unit == "decade":
        first = published.year // 10 * 10 + 10 * shift
        return span(str(first)[:3], date(first, 1, 1), date(first + 9, 12, 31))
    if unit == "century":
        return span(str(published.year // 100 + shift), None, None)
    year = published.year + shift
    return span(str(year), date(year, 1, 1), date(year, 12, 31))
