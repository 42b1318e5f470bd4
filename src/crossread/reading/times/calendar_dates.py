"""Expressions that name a date or a time of day: "14 March", "Friday", "10:30 GMT", "the first quarter"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crossread.languages.tables import load
from crossread.reading.times.arithmetic import (
    TimeReading,
    Values,
    around,
    feast_day,
    month_end,
    of_quarter,
    shift,
    word_year,
)
from crossread.reading.times.context import PERIOD_BEFORE, Anchors
from crossread.reading.times.patterns import DAY_OF, MONTH_OF, ORDINALS, PARTS, SEASONS

_NUMBERED = re.compile(r"\b\d{3,}\s$")
_PLURAL_AFTER = re.compile(r"\s[a-z]{3,}(?<![su])s\b")
_OF_YEARS = re.compile(r"(?:\b(?:in|since|of|by|from|until|till|before|after|during|to|the|and|or|early|late|mid|its|their|his|her|our|this|that|a|for|between|through|year|fiscal|calendar|[A-Za-z]+[’']s)[\s-]|^|[^\w\s]\s*)$", re.I)
_CENTURIES = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_WORD_DECADES = ["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"]
SAME_DAY_REACH = 600  # characters, about a paragraph, within which "at 6.40pm" is of the day last named


class DateForms(Anchors):
    """Dates by name and number, clock times, quarters, seasons, feasts."""

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
            year = int(g["y"]) if "y" in g else word_year(g["wy"])
        elif self.published is None:
            return "DATE", f"XXXX-{month:02d}", None, None
        elif "r2" in g:
            year = self.published.year + {"last": -1, "this": 0, "next": 1}[word]
        else:
            year = self._near_year(month, self._future(match), word)
        first = date(year, month, 1)
        return around(first, "month")

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
        near = self.last_quarter if self.last_quarter and match.start() - self.last_quarter[2] < PERIOD_BEFORE else None
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
        year = 2000 if "k" in g else word_year(g["wy"])
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
            year = int(g["y"]) if "y" in g else word_year(g["wy"])
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

    def _feast(self, g: dict[str, str], match: re.Match[str]) -> Values | None:
        name = " ".join(g["f"].lower().replace("’", "'").split())
        if not g["f"][0].isupper():
            return None
        if "y" not in g and self.published is None:
            fixed = load("calendar")["fixed"].get(name)
            return "DATE", f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX", None, None
        if "y" in g:
            return around(feast_day(name, int(g["y"])), "day")
        published = self._published()
        days = [feast_day(name, published.year + more) for more in (-1, 0, 1)]
        word = g.get("r", "").lower()
        if word == "last" or (not word and not self._future(match)):
            past = [d for d in days if d < published] if word == "last" else [d for d in days if d <= published + timedelta(days=45)]
            return around(past[-1], "day")
        if word == "next" or self._future(match):
            return around(next((d for d in days if d >= published), days[-1]), "day")
        return around(feast_day(name, published.year), "day")
