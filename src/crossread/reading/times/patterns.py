"""The forms that English dates, times, durations and repetitions take: which word announces which patterns."""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]
MONTH_OF = {name: i for i, name in enumerate(MONTHS, 1)} | {name[:3]: i for i, name in enumerate(MONTHS, 1)} | {"sept": 9}
DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DAY_OF = {name: i for i, name in enumerate(DAYS)} | {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thurs": 3, "fri": 4, "sat": 5, "sun": 6}
SEASONS = {"spring": ("SP", 3, 5), "summer": ("SU", 6, 8), "autumn": ("FA", 9, 11), "fall": ("FA", 9, 11), "winter": ("WI", 12, 2)}
UNITS = ["day", "week", "month", "year", "decade", "century", "centurie", "hour", "minute", "second", "quarter", "weekend", "fortnight", "night"]
PARTS = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "overnight": "NI", "tonight": "NI", "midday": "MI"}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4}

_M = r"(?P<m>(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_D = r"(?P<wd>Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?|(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?)"
_W = r"(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine|four))?)"
_N = rf"(?P<n>\d{{1,4}}(?:,\d{{3}})*(?:\.\d+)?(?:\s\d/\d)?|half\san?|a\sfew|a\scouple(?:\sof)?|several|many|few|some|couple\sof|{_W}(?:\s(?:hundred|thousand|million))?)"
_U = r"(?P<u>days?|weeks?|months?|years?|decades?|century|centuries|hours?|minutes?|seconds?|quarters?|weekends?|fortnights?|nights?)"
_Y = r"(?P<y>(?:1[5-9]|20)\d\d)"
_M2, _Y2 = _M.replace("<m>", "<dm>"), _Y.replace("<y>", "<dmy>")  # of a day behind a clock time
_ABOUT = r"(?:(?:nearly|almost|about|around|roughly|approximately|more\sthan|less\sthan|fewer\sthan|over|under|at\sleast|at\smost|up\sto|no\smore\sthan|just\sover|just\sunder)\s)?"
_WY = r"nineteen\s(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?"
_MOD = r"(?:(?P<q>(?:very\s)?(?:early|earlier|late|later)|mid|(?:the\s)?(?:beginning|start|end|middle|close|turn)\sof|sometime|as\searly\sas)(?:[-\s](?:in\s|on\s)?))?"
_PART = r"(?P<p>morning|afternoon|evening|night)"
_ZONE = r"(?:\s\(?(?P<z>GMT|UTC|BST|CEST|CET|EEST|EET|MSK|IST|KST|JST|AEST|EST|EDT|CST|CDT|MST|MDT|PST|PDT|ET|PT|local\stime)\b\)?)?"
_CLOCK = rf"(?:(?:around|about|shortly\s(?:before|after))\s)?(?:(?P<h>[01]?\d|2[0-3])[:.](?P<mi>[0-5]\d)(?:[:.][0-5]\d)?(?:\s?(?P<ap>[ap]\.m\b\.?|[ap]m\b))?|(?P<h2>1[0-2]|0?[1-9])\s?(?P<ap2>[ap]\.m\b\.?|[ap]m\b)|(?P<h3>1[0-2]|[1-9])\s?o[’']clock(?:\sin\sthe\s(?P<p3>morning|afternoon|evening))?|(?P<x>noon|midnight|midday)\b){_ZONE}"


class Pattern(NamedTuple):
    """A form: its name, which `TimeValues` reads, its expression, and what must stand near for it to be tried at all.

    `hint` is searched in lower-case text; it costs a tenth of the expression.
    """

    name: str
    form: re.Pattern[str]
    hint: re.Pattern[str] | None = None


def _rx(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_DATES = [
    Pattern("clockday", _rx(rf"{_CLOCK},?\s(?:on\s)?(?:{_D}|(?P<dmd>\d{{1,2}})(?:st|nd|rd|th)?\s{_M2}(?:\s{_Y2})?\b|{_M}\s(?P<d>\d{{1,2}})(?:,\s{_Y})?\b|(?P<t>today|yesterday|tomorrow))"), re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m|clock|noon|midnight|midday")),
    Pattern("dmy", _rx(rf"(?:{_D},?\s)?(?:the\s)?\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_M}(?:,?\s{_Y})?\b(?![-/]\d)"), re.compile(r"\d")),
    Pattern("mdy", _rx(rf"(?:(?:this\s(?:coming\s)?)?{_D},?\s)?\b{_M}\s(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s{_Y}\b)?(?![\d,:]*\d)(?!\s?(?:%|percent|per\scent|million))"), re.compile(r"\d")),
    Pattern("month", re.compile(rf"(?i:{_MOD}(?:(?P<r>last|next|this|this\scoming|this\spast)\s)?)\b{_M}(?:(?i:,?\s(?:of\s)?(?:{_Y}\b|(?P<wy>{_WY})\b|(?P<r2>last|this|next)\syear\b)))?(?!\s\d)")),
]  # fmt: skip
_WEEKDAYS = [
    _DATES[0],
    _DATES[1],
    _DATES[2],
    Pattern("set", _rx(rf"\b(?P<e>every|each)\s(?:other\s)?(?P<u>{_D[6:-1]})\b(?:\s{_PART})?")),
    Pattern("weekday", _rx(rf"{_MOD}(?:(?P<r>last|next|this|this\scoming|this\spast)\s)?\b{_D}(?:\s{_PART}s?\b)?")),
]
_UNIT = [
    Pattern("quarter", _rx(rf"(?:(?:the|this|last)\s(?![a-z]+-quarter))?(?:(?P<yb>this|last|next)\syear['’]s\s)?(?:{_Y}['’]?s?\s)?(?:fiscal\s|year-(?P<ya>ago|earlier)\s)?\b(?P<n>first|second|third|fourth|final|1st|2nd|3rd|4th)[-\s](?:fiscal\s)?quarter\b(?:\s(?:of\s)?(?:fiscal\s)?(?P<y2>(?:19|20)\d\d)\b|\s(?:of\s)?(?P<yr>this|last|next)\syear\b)?"), re.compile(r"quarter")),
    Pattern("period", _rx(r"\b(?:the|a)\s(?P<w>latest|year-ago|year-earlier|same|corresponding|comparable|current|most\srecent)\s(?P<u>quarter|period)\b(?P<of>\s(?:a\syear\s(?:ago|earlier)|last\syear))?|\bthe\s(?P<u2>quarter)\b|\b(?P<ya>year-(?:ago|earlier))\b(?!\s(?:quarter|period|[a-z]+\squarter))"), re.compile(r"period|quarter|year-")),
    Pattern("set", _rx(rf"\b(?P<e>every|each)\s(?:other\s)?(?:{_N}\s)?{_U}\b|\b(?P<e2>once|twice)\san?\s(?P<u2>day|week|month|year|hour)\b"), re.compile(r"every|each|once|twice")),
    Pattern("yearend", _rx(r"\b(?:(?P<r>this|last|next)\s)?(?:the\s)?year[-\s]end\b"), re.compile(r"end")),
    Pattern("ago", _rx(rf"{_ABOUT}\b(?P<of>the\s)?{_N}(?:\s(?:full|whole))?\s{_U}(?:\sor\s(?:so|two|more))?\s(?P<w>ago|earlier|later|before(?=[,.;]|\sand\b|$)|previously|from\snow|afterwards?|hence)\b"), re.compile(r"ago|earlier|later|before|previously|from\snow|afterward|hence")),
    Pattern("span", _rx(rf"(?:each\sof\s)?\b(?:the\s)?(?P<r>first|past|last|next|coming|previous|following|preceding|final|recent|latest|opening|closing)\s{_N}\s(?:fiscal\s|consecutive\s|straight\s)?{_U}\b(?:\sor\sso\b)?"), re.compile(r"first|past|last|next|coming|previous|following|preceding|final|recent|latest|opening|closing")),
    Pattern("relative", _rx(rf"{_MOD}\b(?P<r>this\spast|this|last|next|the\spast|the\slast|the\snext|the\scoming|the\sprevious|the\sfollowing|the\spreceding|the\scurrent|the\sfiscal|the\sfull|the\swhole|the\srest\sof\sthe|the\ssame|that|that\ssame|the\scurrent\sfiscal|this\sfiscal|last\sfiscal|next\sfiscal|the)\s(?P<u>day|week|weekend|month|year|decade|century|quarter|night|fortnight)\b(?!['’]s?\s(?:eve|day))(?!-)")),
    Pattern("recent", _rx(r"\b(?:the\s)?(?P<r>recent|past|coming|future|previous|subsequent|early|last\sfew|past\sfew|next\sfew)\s(?P<u>days|weeks|months|years|decades|quarters|centuries)\b"), re.compile(r"recent|past|coming|future|previous|subsequent|early|few")),
    Pattern("century", _rx(r"\b(?:the\s)?(?:(?P<q>early|mid|late)[-\s])?(?P<o>\d{1,2}(?:st|nd|rd|th)|nineteenth|eighteenth|seventeenth|sixteenth|twentieth|twenty-first)[-\s]century\b"), re.compile(r"century")),
    Pattern("duration", _rx(rf"{_ABOUT}\b(?:(?:the(?=\s[a-z0-9]+\s[a-z]+s\b)|an\sadditional|another)\s)?(?:(?P<n1>\d+|two|three|four|five|six|seven|eight|nine|ten|a|one)(?:\sto\s|\sor\s|-to-|[-–]))?{_N}(?P<h>\s-\s|[-\s])(?:(?:full|trading|school|whole|straight|consecutive|more|additional|long|calendar|working|business|extra)\s)*{_U}\b(?![-\s](?:olds?\b|of\sage\b|s?-old))(?P<half>\sand\sa\shalf\b)?")),
    Pattern("ended", _rx(r"\bthe\s(?:fiscal\s|financial\s)?(?P<u>year|quarter)(?=\s(?:ended|ending|to)\s)"), re.compile(r"end|to")),
    Pattern("plural", _rx(r"\b(?P<v>hours|days|weeks|months|years|decades|centuries)\b(?:(?P<o>\sor\s(?:days|weeks|months|years|decades))\b)?(?:\s(?P<w>ago|earlier|later))?")),
    Pattern("aunit", _rx(r"\b(?:an?|per|(?P<one>the|one))\s(?P<u>day|week|month|year|hour|decade|century|minute)\b(?![-\s](?:old|ago|earlier|later|end)\b)")),
]  # fmt: skip
_YEARS = [
    Pattern("iso", _rx(r"\b(?P<y>\d{4})-(?P<mm>\d{2})-(?P<d>\d{2})\b(?:T(?P<h>\d\d):(?P<mi>\d\d))?"), re.compile(r"\d{4}-\d")),
    _UNIT[0],
    Pattern("years", _rx(rf"{_MOD}(?:the\s(?=(?:fiscal\s)?\d{{4}}\speriod))?\b(?:(?P<f>fiscal|calendar|the\syear|financial\syear)\s)?{_Y}\b(?![-–/]?\d)(?:\s(?P<per>period)\b)?")),
]
_DECADES = [
    Pattern("decade", _rx(r"\b(?:the\s)?(?:(?P<q>early|mid|late)(?:\sto\s(?:early|mid|late))?[-\s])?(?P<y>1[89]\d0|20\d0)['’]?s\b|(?:the\s)?(?:(?P<q2>early|mid|late)[-\s])?['’](?P<y2>\d0)s\b|\bthe\s(?:(?P<q3>early|mid|late)[-\s])?(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b")),
]
_CLOCKS = [
    _DATES[0],
    Pattern("clock", _rx(rf"\b{_CLOCK}")),
]
_SEASON = [
    Pattern("season", _rx(rf"{_MOD}(?:\b(?P<r>this|last|next|this\spast|this\scoming|the|in\sthe|in)\s)?(?:(?:past|coming)\s)?\b(?P<s>spring|summer|autumn|winter|fall)\b(?:\s(?:of\s)?(?:{_Y}|(?P<wy>{_WY}))\b)?")),
]
_DAYWORDS = [
    _DATES[0],
    Pattern("daybefore", _rx(r"\bthe\sday\s(?:before\syesterday|after\stomorrow)\b")),
    Pattern("part", _rx(rf"{_MOD}\b(?:(?P<r>this|yesterday|tomorrow|last|the\snext|that|the\ssame|the\sfollowing|the\sprevious)\s{_PART}|(?P<x>tonight|overnight))\b")),
    Pattern("today", _rx(rf"{_MOD}\b(?P<x>today|yesterday|tomorrow)\b")),
]
_REFS = [
    Pattern("ref", _rx(r"\b(?P<x>now|currently|at\s(?:the\smoment|present)|the\spast(?=[\s.,;]*(?:[.,;]|and\b|but\b|when\b|has\b|is\b|$))|more\srecently|recently|current(?=\s[a-z])|the\s(?:near\s|foreseeable\s)?future|soon|these\sdays|the\snear\sterm|nowadays)\b")),
]
_SETS = [Pattern("set", _rx(r"\b(?P<a>daily|weekly|monthly|yearly|annually|hourly|nightly)\b"))]
_FEAST = [Pattern("feast", _rx(r"(?:(?P<r>last|next|this)\s)?\b(?P<f>christmas(?:\s(?:day|eve))?|boxing\sday|new\syear['’]s\s(?:day|eve)|halloween|valentine['’]s\sday|independence\sday|armistice\sday|veterans\sday|bastille\sday|easter(?:\s(?:sunday|monday))?|good\sfriday|palm\ssunday|ash\swednesday|thanksgiving(?:\sday)?|labor\sday|columbus\sday|presidents\sday)\b(?:,?\s(?P<y>(?:19|20)\d\d)\b)?"), re.compile(r"christmas|boxing|new\syear|halloween|valentine|independence|armistice|veterans|bastille|easter|good\sfriday|palm|ash|thanksgiving|labor|columbus|presidents"))]  # fmt: skip
_WORDYEARS = [Pattern("wordyear", _rx(rf"\b(?:the\syear\s)?(?:(?P<wy>{_WY})|(?<=year\s)(?P<k>two\sthousand))\b"))]

TRIGGERS: dict[str, list[Pattern]] = {}
for _words, _patterns in (
    ([*MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"], _DATES),
    ([*DAYS, *(d + "s" for d in DAYS), "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat", "sun"], _WEEKDAYS),
    ([*(u for u in UNITS if u != "second"), *(u + "s" for u in UNITS), "twice", "period"], _UNIT),
    (["recent", "coming", "past", "future"], [p for p in _UNIT if p.name in ("recent", "span")]),
    (["yesterday", "today", "tomorrow", "tonight", "overnight", "morning", "afternoon", "evening", "night"], _DAYWORDS),
    (["noon", "midnight", "midday", "clock"], _CLOCKS),
    (["spring", "summer", "autumn", "winter", "fall"], _SEASON),
    (["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"], _DECADES),
    (["now", "currently", "present", "moment", "past", "recently", "current", "future", "soon", "days", "term", "nowadays"], _REFS),
    (["daily", "weekly", "monthly", "yearly", "annually", "hourly", "nightly"], _SETS),
    (["christmas", "boxing", "halloween", "valentine", "independence", "armistice", "veterans", "bastille", "easter", "thanksgiving", "labor", "columbus", "presidents"], _FEAST),
    (["nineteen", "thousand"], _WORDYEARS),
):  # fmt: skip
    for _word in _words:
        TRIGGERS[_word] = [*TRIGGERS.get(_word, []), *(p for p in _patterns if p not in TRIGGERS.get(_word, []))]
TRIGGERS["current"] = [next(p for p in _UNIT if p.name == "relative"), *TRIGGERS["current"]]
TRIGGERS["new"] = _FEAST
TRIGGERS["good"] = _FEAST
TRIGGERS["palm"] = _FEAST
TRIGGERS["ash"] = _FEAST
YEAR_PATTERNS, DECADE_PATTERNS, CLOCK_PATTERNS = _YEARS, _DECADES, _CLOCKS


def _announcing() -> re.Pattern[str]:
    """Return an expression of lower-case text for the words that announce a form, by first letter, and for numbers."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(TRIGGERS, key=lambda w: (-len(w), w)):
        by_letter.setdefault(word[0], []).append(word[1:])
    words = "|".join(f"{letter}(?:{'|'.join(rest)})" for letter, rest in sorted(by_letter.items()))
    return re.compile(rf"(?:{words})(?![a-z])|\d+")


ANNOUNCING = _announcing()
