"""Expressions that say how far or how long: "three days ago", "last year", "for two hours", "every week", "now"."""

from __future__ import annotations

import re
from datetime import timedelta

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
from crossread.reading.times.calendar_dates import DateForms
from crossread.reading.times.context import PERIOD_BEFORE
from crossread.reading.times.patterns import DAY_OF, PARTS

_LONG = {"year": 1, "decade": 10, "century": 100}  # of what lies before the year 1 no calendar day can be named


class SpanForms(DateForms):
    """Times by their distance from another, durations, repetitions, vague references."""

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

    def _ago(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        unit = unit_of(g["u"])
        count = number_of(g["n"])
        word = " ".join(g["w"].lower().split())
        back = word in ("ago", "earlier", "before", "previously")
        anchor = self.published if word in ("ago", "from now", "hence") else self.last
        near = self.last_quarter if self.last_quarter and match.start() - self.last_quarter[2] < PERIOD_BEFORE else None
        if unit == "year" and count == 1 and back and near is not None:
            return of_quarter(near[0] - 1, near[1])
        if anchor is None and unit == "year" and back:
            anchor = self.published  # "a year earlier": figures set against those of the year before
        if unit == "weekend":
            return None
        if anchor is None or unit in SMALL:
            if word in ("ago", "from now", "hence"):
                return "DATE", "PAST_REF" if back else "FUTURE_REF", None, None
            return "DURATION", duration(count, unit), None, None
        if count is None or (unit in _LONG and count * _LONG[unit] >= anchor.year):
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
            return "SET", each(unit_of(g["u"])), None, None
        return self._a_unit(unit_of(g["u"]), match)

    def _a_unit(self, unit: str, match: re.Match[str]) -> Values | None:
        """Tell "within a year" (a duration) from "$33 million a year" (a rate) by the word before."""
        before = self.text[max(0, match.start() - 14) : match.start()]
        if re.search(r"\b(?:in|for|within|after|over|than|about|nearly|almost|last|lasts|lasted|just|take|takes|took|only|spend|spent|another|every|under|into|be|is|was|every|half|by|of|wait|waited)\s$", before, re.I) or not before.strip():
            return "DURATION", duration(1, unit), None, None
        if unit in ("hour", "minute", "century", "decade") and not re.search(r"(?:\d|s|miles|[a-z])\s$", before):
            return None
        if re.search(r"(?:\d|%|s|people|times|million|billion|percent|cent|share|head|dollars?|days?)\s$", before):
            return "SET", each(unit), None, None
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
        return "SET", each(unit) if count == 1 else duration(count, unit), None, None

    def _ref(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        word = g["x"].lower()
        if word == "soon" and re.match(r"\s(?:as|after)\b", self.text[match.end() : match.end() + 6]):
            return None
        if "future" in word or word in ("soon", "the near term"):
            return "DATE", "FUTURE_REF", None, None
        past = "recent" in word or word in ("the past", "previously", "formerly")
        return "DATE", "PAST_REF" if past else "PRESENT_REF", None, None
