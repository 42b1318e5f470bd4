"""Expressions that say how far or how long: "three days ago", "last year", "for two hours", "every week", "now"."""

from __future__ import annotations

import re
from datetime import timedelta

from crossread.languages.calendar import weekdays
from crossread.languages.tables import load
from crossread.reading.times.arithmetic import (
    SMALL,
    Values,
    around,
    duration,
    each,
    number_of,
    of_quarter,
    shift,
    unit_of,
)
from crossread.reading.times.calendar_dates import Groups
from crossread.reading.times.clock_times import ClockForms

_LONG = {"year": 1, "decade": 10, "century": 100}  # of what lies before the year 1 no calendar day can be named
_BACK = frozenset({"ago", "earlier", "before", "previously"})
_FROM_PUBLICATION = frozenset({"ago", "from now", "hence", "time"})
_MOVED = {
    "last": -1, "past": -1, "this past": -1, "previous": -1, "preceding": -1, "yesterday": -1,
    "next": 1, "coming": 1, "following": 1, "tomorrow": 1, "the next": 1, "the following": 1, "the previous": -1,
}  # fmt: skip
_FROM_LAST = frozenset({"previous", "following", "same", "that", "that same", "preceding"})
_OPEN = {"day": "XXXX-XX-XX", "year": "XXXX", "month": "XXXX-XX", "week": "XXXX-WXX"}
_UNTOLD = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
_LASTING = re.compile(
    r"\b(?:in|for|within|after|over|than|about|nearly|almost|last|lasts|lasted|just|take|takes|took|only|spend|spent|"
    r"another"
    r"|every|under|into|be|is|was|half|by|of|wait|waited)\s$",
    re.I,
)
_RATE = re.compile(r"(?:\d|%|s|people|times|million|billion|percent|cent|share|head|dollars?|days?)\s$")
_SPAN_BEFORE = re.compile(
    r"\b(?:for|in|within|after|of|over|through|take|takes|took|lasted?|spent|last|until|just|only|hours\sand)\s$", re.I
)
_SPAN_AFTER = re.compile(r"\s(?:of|after|before|on\send|long|and\syears)\b")
_THE_BEFORE = re.compile(r"\b(?:in|for|during|of|throughout|over|this|earlier|later|within|by|through|since|on)\s$")
_THE_AFTER = re.compile(r"\s(?:of|before|after|that|when|to|ended|ending|ago|in\swhich)\b")
_REPEATED = {
    "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "hourly": "PT1H", "quarterly": "P1Q", "nightly": "P1D",
    "yearly": "P1Y", "annually": "P1Y",
}  # fmt: skip
# "a second", "a quarter", "one night" measure nothing
_UNCOUNTED = frozenset({"second", "quarter", "night", "weekend"})
_AN = frozenset({"a", "an"})


class SpanForms(ClockForms):
    """Times by their distance from another, durations, repetitions, vague references."""

    def _today(self, g: Groups, match: re.Match[str]) -> Values | None:
        moved = _MOVED.get(g["x"].lower(), 0)
        if self.published is None:
            return "DATE", _UNTOLD[moved], None, None
        return around(self.published + timedelta(days=moved), "day")

    def _day_but_one(self, g: Groups, match: re.Match[str]) -> Values | None:
        days = -2 if g["w"].lower().startswith("before") else 2
        if self.published is None:
            return "DATE", _UNTOLD[days // 2], None, None
        return around(self.published + timedelta(days=days), "day")

    def _part_of_day(self, g: Groups, match: re.Match[str]) -> Values | None:
        part = load("calendar")["day_parts"][(g.get("p") or g["x"]).lower()]
        word = " ".join((g.get("r") or "this").lower().split())
        anchor = self.last if word.startswith("the ") or word == "that" else self.published
        if anchor is None or "r" not in g and part == "MO":  # "in the early hours": of what day is not said
            return "TIME", f"XXXX-XX-XXT{part}", None, None
        day = anchor + timedelta(days=_MOVED.get(word, 0))
        return "TIME", f"{day.isoformat()}T{part}", day.isoformat(), day.isoformat()

    def _distance(self, g: Groups, match: re.Match[str]) -> Values | None:
        unit, count = unit_of(g.get("u") or g["u2"]), number_of(g.get("n", "a"))
        word = " ".join(g.get("w", "time").lower().split())
        back = word in _BACK
        near = self._quarter_before(match)
        if unit == "year" and count == 1 and back and near is not None:
            return of_quarter(near[0] - 1, near[1])
        anchor = self.published if word in _FROM_PUBLICATION else self.last
        if anchor is None and unit == "year" and back:
            anchor = self.published  # "a year earlier": figures set against those of the year before
        if unit == "fortnight" and count == 1:
            unit, count = "day", 14  # nobody counts fortnights by the week: "a fortnight ago" is that very day
        if anchor is None or unit in SMALL:
            if word not in _FROM_PUBLICATION:
                return "DURATION", duration(count, unit), None, None
            count = None
        if anchor is None or count is None or (unit in _LONG and count * _LONG[unit] >= anchor.year):
            return "DATE", "PAST_REF" if back else "FUTURE_REF", None, None
        moved = round(count)
        return around(shift(anchor, unit, -moved if back else moved), unit)

    def _distance_ahead(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "in three days" as a day, where its verb looks ahead."""
        count, unit = number_of(g["n"]), unit_of(g["u"])
        if self.published is None or count is None or not self._future(match):
            return None
        if unit == "fortnight":
            unit, count = "day", 14 * count
        return around(shift(self.published, unit, round(count)), unit)

    def _open_stretch(self, g: Groups, match: re.Match[str]) -> Values | None:
        return "DURATION", duration(None, g["u"]), None, None

    def _stretch(self, g: Groups, match: re.Match[str]) -> Values | None:
        return "DURATION", duration(number_of(g["n"]), g["u"]), None, None

    def _two_stretches(self, g: Groups, match: re.Match[str]) -> Values | None:
        first, second = number_of(g["n"]), number_of(g["n2"])
        letters = ("H", "M") if g["u"].lower() == "hours" else ("Y", "M")
        if (letters[0] == "H") != g["u2"].lower().startswith("minute") or first is None or second is None:
            return None
        return "DURATION", f"P{'T' if letters[0] == 'H' else ''}{first:g}{letters[0]}{second:g}{letters[1]}", None, None

    def _whole_unit(self, g: Groups, match: re.Match[str]) -> Values | None:
        return "DURATION", duration(1, g["u"]), None, None

    def _duration(self, g: Groups, match: re.Match[str]) -> Values | None:
        word, unit = g["n"].lower(), unit_of(g["u"])
        count = number_of(g["n1"] if "n1" in g else g["n"])
        if unit in _UNCOUNTED and word in (*_AN, "one"):
            return None
        if match["n"].istitle() and match["u"].istitle() and match.start():
            return None  # "the Ten Year Plan"
        if word in _AN and g["h"] == " " and "half" not in g and match.group().lower().startswith(("a ", "an ")):
            return self._lone_unit(unit, match)
        if unit == "quarter" and (g["h"] != " " or re.match(r"\sof\b", self.text[match.end() : match.end() + 3])):
            return None  # "three-quarters of"
        if word == "some" and unit in (*SMALL, "quarter", "weekend", "fortnight", "night", "century"):
            return None
        if "half" in g and count is not None:
            count += 0.5
        return "DURATION", duration(count, unit), None, None

    def _per_unit(self, g: Groups, match: re.Match[str]) -> Values | None:
        return "SET", each(unit_of(g["u"])), None, None

    def _lone_unit(self, unit: str, match: re.Match[str]) -> Values | None:
        """Tell "within a year" (a duration) from "$33 million a year" (a rate) by the word before."""
        before = self.text[max(0, match.start() - 14) : match.start()]
        if _LASTING.search(before) or not before.strip():
            return "DURATION", duration(1, unit), None, None
        return ("SET", each(unit), None, None) if _RATE.search(before) else None

    def _year_ended(self, g: Groups, match: re.Match[str]) -> Values | None:
        return "DURATION", "P1Y" if g["u"].lower() == "year" else "P3M", None, None

    def _plural_unit(self, g: Groups, match: re.Match[str]) -> Values | None:
        word = g.get("w", "").lower()
        if word:
            return "DATE", "FUTURE_REF" if word == "later" else "PAST_REF", None, None
        after = self.text[match.end() : match.end() + 8]
        before = self.text[max(0, match.start() - 12) : match.start()]
        if re.match(r"[-\s]old\b", after) or not (_SPAN_BEFORE.search(before) or _SPAN_AFTER.match(after)):
            return None
        return "DURATION", duration(None, unit_of(g["v"])), None, None

    def _relative_unit(self, g: Groups, match: re.Match[str]) -> Values | None:
        unit = unit_of(g["u"])
        word = " ".join(g["r"].lower().split()).removeprefix("the ").removesuffix(" fiscal")
        if match["u"][0].isupper() and (match["r"][0].isupper() or word == "the"):
            return None  # the name of a programme, the Person of the Year
        if word == "the":
            return self._the_unit(unit, match)
        moved = _MOVED.get(word, 0)
        if word in _FROM_LAST or (word == "next" and unit == "day" and "the" in g["r"].lower()):
            if self.last is None:
                return "DATE", _OPEN.get(unit, "PAST_REF"), None, None
            return around(shift(self.last, unit, moved), unit)
        if self.published is None:
            return "DATE", _UNTOLD[moved], None, None
        return around(shift(self.published, unit, moved), unit)

    def _the_unit(self, unit: str, match: re.Match[str]) -> Values | None:
        """Read "the weekend", "the week", "the year": the last or running one, where a preposition makes it a time."""
        before = self.text[max(0, match.start() - 16) : match.start()].lower()
        if unit == "weekend":
            return self._the_weekend(before)
        if unit not in ("year", "month", "week") or not (match["q"] or _THE_BEFORE.search(before)):
            return None
        if _THE_AFTER.match(self.text[match.end() : match.end() + 8]):
            return None
        return ("DATE", "PRESENT_REF", None, None) if self.published is None else around(self.published, unit)

    def _the_weekend(self, before: str) -> Values:
        if self.published is None:
            return "DATE", "XXXX-WXX-WE", None, None
        coming = re.search(r"\b(?:ahead of|before|for|coming)\s$", before) is not None
        return around(shift(self.published, "week", 0 if coming or self.published.weekday() >= 5 else -1), "weekend")

    def _recent_units(self, g: Groups, match: re.Match[str]) -> Values | None:
        word = g["r"].lower()
        ahead = word in ("coming", "future", "next few", "subsequent")
        if word == "early" or word.endswith(" few"):
            return "DURATION", duration(None, g["u"]), None, None
        if unit_of(g["u"]) == "month" and not ahead:
            return "DURATION", "PXM", None, None
        return "DATE", "FUTURE_REF" if ahead else "PAST_REF", None, None

    def _adverb_of_repetition(self, g: Groups, match: re.Match[str]) -> Values | None:
        if match["a"][0].isupper() and re.match(r"\s[A-Z]", self.text[match.end() : match.end() + 2]):
            return None  # a newspaper
        return "SET", _REPEATED[g["a"].lower()], None, None

    def _every_unit(self, g: Groups, match: re.Match[str]) -> Values | None:
        unit = unit_of(g.get("u") or g["u2"])
        day = weekdays().get(unit)
        if day is not None:
            part = load("calendar")["day_parts"].get(g.get("p", "").lower())
            return "SET", f"XXXX-WXX-{day + 1}" + (f"T{part}" if part else ""), None, None
        count = number_of(g["n"]) if "n" in g else 1.0
        return "SET", each(unit) if count == 1 else duration(count, unit), None, None
