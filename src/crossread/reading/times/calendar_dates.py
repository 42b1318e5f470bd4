"""Expressions that name a date: "14 March", "Friday", "the first quarter", "1984", "last summer", "Christmas Eve"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crossread.languages.calendar import months, weekdays
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

Groups = dict[str, str]
_NUMBERED = re.compile(r"\b\d{3,}\s$")
_PLURAL_AFTER = re.compile(r"\s[a-z]{3,}(?<![su])s\b")
_PREPOSITIONS = "in|since|of|by|from|until|till|before|after|during|to|the|and|or|early|late|mid"
_OF_YEARS = re.compile(
    rf"(?:\b(?:{_PREPOSITIONS}|its|their|his|her|our|this|that|a|for|between|through|year|fiscal|calendar|"
    rf"[A-Za-z]+[’']s)"
    r"[\s-]|^|[^\w\s]\s*)$",
    re.I,
)
_YEAR_BEFORE = re.compile(rf"\b(?:{_PREPOSITIONS})[\s-]$")
_YEAR_RANGE = re.compile(r"(?:1[5-9]|20)\d\d[-–]$")
_NO_YEAR_AFTER = re.compile(
    r"[\d.,]*\d|\s?(?:%|percent|per\scent|million|billion|people|tons|tonnes|miles|metres|meters|feet|dollars|pounds|"
    r"euros"
    r"|points|shares|jobs|troops|soldiers|workers)"
    r"|\s?(?!(?:in|and|to|as|he|it|of|or|on|by|at|is|was|the|for|but|she|we|an|a)\b)[a-z]{1,3}\b"
)
_ROUGH_BEFORE = re.compile(r"\b(?:of|about|some|than|over|nearly|around)\s$", re.I)
_MAY_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|of|during|from|to|before|after|through|between|and|ended?|late|early|for|on|"
    r"[a-z]{3,9}['’]s)\s$",
    re.I,
)
_MONTH_BEFORE = re.compile(r"\b(?:in|since|by|until|of|during|from|last)\s$", re.I)
_NAMES_TOO = frozenset(["May", "March", "Mar", "Jan", "Jun", "Sun", "Dec", "Sep", "April", "June", "August"])
_SEASON_BEFORE = re.compile(r"\b(?:in|during|over|for|by|since|until|of)\s$")
_QUARTER_BEFORE = re.compile(r"\b(?:in|for|during|of|throughout)\s$")
_GAME = re.compile(r"\b(?:touchdown|yards?|points?|goal|scored?|game|half|coach|quarterback|victory)\b", re.I)
_GAME_REACH = 90  # characters around "the fourth quarter" in which the words of a match are looked for
_RELATIVE_YEAR = {"last": -1, "this": 0, "next": 1}


class DateForms(Anchors):
    """Dates by name and number, quarters, seasons, feasts."""

    def _iso(self, g: Groups, match: re.Match[str]) -> Values | None:
        try:
            day = date(int(g["y"]), int(g["mm"]), int(g["d"]))
        except ValueError:
            return None
        if "h" in g:
            stamp = f"{day.isoformat()}T{g['h']}:{g['mi']}"
            return "TIME", stamp, stamp, stamp
        return around(day, "day")

    def _day_in_numbers(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read 4.3.2032 and 4/3/2032: day first, but where only the other order is a day; two digits only of this
        century."""
        one, two = int(g["d"]), int(g["mm"])
        year = int(g["yy"])
        if len(g["yy"]) == 2:
            if g["sep"] != "/" and not (g["sep"] == "." and len(g["d"]) == len(g["mm"]) == 2):
                return None
            year += 2000
        if not 1000 < year < 2200:
            return None
        for day, month in ((one, two), (two, one)) if g["sep"] == "/" else ((one, two),):
            try:
                return around(date(year, month, day), "day")
            except ValueError:
                continue
        return None

    def _day_of_month(self, g: Groups, match: re.Match[str]) -> Values | None:
        found = self._day_of(self._year_in(g), self._month_in(g), int(g.get("d") or g["d3"]))
        if isinstance(found, date) and "y" not in g and "yy" not in g:
            found = self._told_back(found, match)
        if found is None:
            return None
        return ("DATE", found, None, None) if isinstance(found, str) else around(found, "day")

    def _told_back(self, day: date, match: re.Match[str]) -> date:
        """Return the day of the year before where a period has "ended" on a day that is still ahead."""
        ended = re.search(r"\bended\s(?:on\s)?$", self.text[max(0, match.start() - 10) : match.start()])
        return shift(day, "year", -1) if ended and self.published is not None and day > self.published else day

    def _year_in(self, g: Groups) -> str | None:
        short = g.get("yy")
        return (f"20{short}" if len(short) == 2 else short) if short else g.get("y")

    def _month_in(self, g: Groups) -> int:
        return months()[(g.get("m") or g["m2"]).lower().rstrip(".")]

    def _several_days(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "3 to 7 March" as the days from the first to the last."""
        if int(g["d"]) >= int(g["d2"]) or (g.keys() & {"s", "a"} and not self._is_stretch(g, match)):
            return None
        month = self._month_in(g)
        last = self._day_of(g.get("y"), month, int(g["d2"]))
        first = self._day_of(str(last.year) if isinstance(last, date) else None, month, int(g["d"]))
        return _stretch(first, last)

    def _dates_from_to(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "from June 28 to July 3": a year is told with the last day for both; over New Year the first is
        earlier."""
        second = months()[(g.get("dm") or g["m4"]).lower().rstrip(".")]
        last = self._day_of(g.get("y"), second, int(g.get("d2") or g["d4"]))
        year = g.get("y1") or (str(last.year) if isinstance(last, date) else None)
        first = self._day_of(year, self._month_in(g), int(g.get("d") or g["d3"]))
        if isinstance(first, date) and isinstance(last, date) and first > last and "y1" not in g:
            first = shift(first, "year", -1)
        return None if isinstance(first, date) and isinstance(last, date) and first >= last else _stretch(first, last)

    def _is_stretch(self, g: Groups, match: re.Match[str]) -> bool:
        """Say whether "3/4 June" and "3 and 5 May" are days on end: two that follow one another, or "between" them."""
        return int(g["d2"]) == int(g["d"]) + 1 or match.group().lower().startswith("between")

    def _part_of_a_dated_day(self, g: Groups, match: re.Match[str]) -> Values | None:
        found = self._day_of_month(g, match)
        if found is None:
            return None
        part = load("calendar")["day_parts"][g["p"].lower()]
        return "TIME", f"{found[1]}T{part}", found[2], found[3]

    def _month(self, g: Groups, match: re.Match[str]) -> Values | None:
        if not self._names_month(g, match):
            return None
        month = self._month_in(g)
        word = (g.get("r") or g.get("r2") or "").lower()
        if "y" in g or "wy" in g:
            year = int(g["y"]) if "y" in g else word_year(g["wy"])
        elif "y5" in g:  # "between March and June 2030", "from November to March 2030"
            year = int(g["y5"]) - (month > months()[g["m5"].lower()])
        elif self.published is None:
            return "DATE", f"XXXX-{month:02d}", None, None
        elif "r2" in g:
            year = self.published.year + _RELATIVE_YEAR[word]
        else:
            year = self._near_year(month, self._future(match), word)
        return around(date(year, month, 1), "month")

    def _names_month(self, g: Groups, match: re.Match[str]) -> bool:
        """Say whether "May" or "April" is a month here, no verb and nobody's given name."""
        name = match["m"]
        if name in _NAMES_TOO and not g.keys() & {"y", "r", "q", "r2"}:
            before = self.text[max(0, match.start("m") - 14) : match.start("m")]
            if name in ("May", "March") and not _MAY_BEFORE.search(before):
                return False
            named = re.match(r"\s[A-Z][a-z]", self.text[match.end() : match.end() + 3])
            if named and not _MONTH_BEFORE.search(before):
                return False
        return not (match.end() < len(self.text) and name.islower())

    def _weekday(self, g: Groups, match: re.Match[str]) -> Values | None:
        name = g["wd"].lower().rstrip(".")
        part = load("calendar")["day_parts"].get(g.get("p", "").lower())
        timed = f"T{part}" if part else ""
        if name.endswith("days") or match.group().lower().endswith(("nights", "mornings", "evenings", "afternoons")):
            return "SET", f"XXXX-WXX-{weekdays()[name.removesuffix('s')] + 1}{timed}", None, None
        if not self._names_weekday(name, match):
            return None
        if self.published is None:
            return ("TIME" if part else "DATE"), f"XXXX-WXX-{weekdays()[name] + 1}{timed}", None, None
        day = self._nearest(weekdays()[name], self._future(match), g.get("r", "").lower())
        if part:
            return "TIME", f"{day.isoformat()}{timed}", day.isoformat(), day.isoformat()
        return around(day, "day")

    def _names_weekday(self, name: str, match: re.Match[str]) -> bool:
        """Say whether a word is a weekday: "sun" and "sat" need their capital and a date; none is part of a name."""
        capital = match["wd"][0].isupper()
        if not name.endswith("day") and not (capital and re.match(r",?\s\d", self.text[match.end() : match.end() + 3])):
            return False
        return capital or not re.match(r"\s[A-Z]", self.text[match.end() : match.end() + 2])

    def _weekday_but_one(self, g: Groups, match: re.Match[str]) -> Values | None:
        number = weekdays()[g["wd"].lower()]
        if self.published is None:
            return "DATE", f"XXXX-WXX-{number + 1}", None, None
        weeks = -1 if g["w"].lower().startswith("before") else 1
        day = self._nearest(number, weeks > 0, "next" if weeks > 0 else "last")
        return around(day + timedelta(weeks=weeks), "day")

    def _weekday_of_a_week(self, g: Groups, match: re.Match[str]) -> Values | None:
        number = weekdays()[(g.get("wd") or g["wd2"]).lower()]
        if self.published is None:
            return "DATE", f"XXXX-WXX-{number + 1}", None, None
        monday = self.published - timedelta(days=self.published.weekday())
        moved = _RELATIVE_YEAR[(g.get("r") or g["r2"]).lower()]
        return around(monday + timedelta(days=number, weeks=moved), "day")

    def _quarter(self, g: Groups, match: re.Match[str]) -> Values | None:
        number = int(g["n"]) if g["n"].isdigit() else load("calendar")["ordinals"][g["n"].lower()]
        year = g.get("y") or g.get("y2")
        if year:
            return of_quarter(int(year), number)
        if not g.keys() & {"yb", "yr", "ya"} and _GAME.search(
            self.text, max(0, match.start() - _GAME_REACH), match.end() + _GAME_REACH
        ):
            return None
        if self.published is None:
            return "DATE", f"XXXX-Q{number}", None, None
        word = (g.get("yb") or g.get("yr") or "").lower()
        if word:
            return of_quarter(self.published.year + _RELATIVE_YEAR[word], number)
        years = [self.published.year + more for more in (-1, 0, 1)]
        ends = [(abs((month_end(year, 3 * number) - self.published).days), year) for year in years]
        return of_quarter(min(ends)[1] - ("ya" in g), number)

    def _half_of_a_year(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "the first half of 2030" as six months of it."""
        half = load("calendar")["ordinals"][g["n"].lower()]
        if "y" in g:
            year = int(g["y"])
        elif self.published is None:
            return "DATE", f"XXXX-H{half}", None, None
        else:
            year = self.published.year + _RELATIVE_YEAR[g.get("yr", "this").lower()]
        return "DATE", f"{year}-H{half}", date(year, 6 * half - 5, 1).isoformat(), month_end(year, 6 * half).isoformat()

    def _period(self, g: Groups, match: re.Match[str]) -> Values | None:
        word = " ".join((g.get("w") or g.get("ya") or "").lower().replace("-", " ").split())
        near = self._quarter_before(match)
        if near is None:
            near = self._quarter_before_publication(g, match)
        if near is None:
            return None
        year_ago = word.startswith("year") or "of" in g or word in ("same", "corresponding", "comparable")
        return of_quarter(near[0] - year_ago, near[1])

    def _quarter_before(self, match: re.Match[str]) -> tuple[int, int] | None:
        near = self.last_quarter
        return (near[0], near[1]) if near and match.start() - near[2] < PERIOD_BEFORE else None

    def _quarter_before_publication(self, g: Groups, match: re.Match[str]) -> tuple[int, int] | None:
        if g.get("u", "").lower() == "period" or self.published is None:
            return None
        if g.get("u2") and not _QUARTER_BEFORE.search(self.text[max(0, match.start() - 12) : match.start()]):
            return None
        back = shift(self.published, "quarter", -1)
        return back.year, (back.month - 1) // 3 + 1

    def _year_end(self, g: Groups, match: re.Match[str]) -> Values | None:
        if self.published is None:
            return "DATE", "XXXX-12-31", None, None
        moved = _RELATIVE_YEAR.get(g.get("r", "").lower(), 0)
        return around(date(self.published.year + moved, 12, 31), "day")

    def _century(self, g: Groups, match: re.Match[str]) -> Values | None:
        word = g["o"].lower()
        number = int(re.sub(r"\D", "", word)) if word[0].isdigit() else load("calendar")["centuries"][word]
        if not 1 <= number <= 22:
            return None
        first = date(max(1, 100 * (number - 1)), 1, 1)
        return "DATE", f"{number - 1:02d}", first.isoformat(), date(100 * number - 1, 12, 31).isoformat()

    def _decade(self, g: Groups, match: re.Match[str]) -> Values | None:
        if "y" in g:
            first = int(g["y"])
        else:
            tens = g.get("y2") or g.get("y3")
            first = 1900 + (int(tens) if tens else load("calendar")["decades"][g["w"].lower()])
        return "DATE", str(first)[:3], date(first, 1, 1).isoformat(), date(first + 9, 12, 31).isoformat()

    def _year(self, g: Groups, match: re.Match[str]) -> Values | None:
        year, start = int(g["y"]), match.start("y")
        before, after = self.text[max(0, start - 14) : start], self.text[match.end() : match.end() + 14]
        if self._is_number(before, after) or (
            year % 1000 == 0 and _PLURAL_AFTER.match(after) and not _OF_YEARS.search(before)
        ):
            return None  # "555 1987", "fined 2000 drivers"
        if not 1900 <= year <= 2100 and not _YEAR_BEFORE.search(before) and "f" not in g:
            return None
        if year < 1900 and _ROUGH_BEFORE.search(before) and re.match(r"\s[a-z]+s\b", after):
            return None
        return "DATE", str(year), date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()

    def _is_number(self, before: str, after: str) -> bool:
        """Say whether what stands around makes four digits a sum, a code or a count."""
        last = before[-1:]
        if last and last in "-–" and before[-2:-1].isdigit():
            return _YEAR_RANGE.search(before) is None
        signed = bool(last) and last in "$£€¥#.,/:+@"
        return signed or _NUMBERED.search(before) is not None or _NO_YEAR_AFTER.match(after) is not None

    def _year_in_words(self, g: Groups, match: re.Match[str]) -> Values | None:
        year = 2000 if "k" in g else word_year(g["wy"])
        return "DATE", str(year), date(year, 1, 1).isoformat(), date(year, 12, 31).isoformat()

    def _season(self, g: Groups, match: re.Match[str]) -> TimeReading | Values | None:
        word = " ".join(g.get("r", "").lower().split())
        name = g["s"].lower()
        if not self._names_season(name, word, g, match):
            return None
        start = match.start() + (len("in ") if word in ("in", "in the") else 0)
        code, first, last = load("calendar")["seasons"][name]
        if g.keys() & {"y", "wy"}:
            year = int(g["y"]) if "y" in g else word_year(g["wy"])
        elif self.published is None:
            return TimeReading(start, match.end(), "DATE", f"XXXX-{code}")
        else:
            year = self._year_of_season(word, (first, last), match)
        end = month_end(year + (last < first), last)
        return TimeReading(
            start, match.end(), "DATE", f"{year}-{code}", date(year, first, 1).isoformat(), end.isoformat()
        )

    def _names_season(self, name: str, word: str, g: Groups, match: re.Match[str]) -> bool:
        """Say whether "fall" and "spring" are seasons here: dated, or with a word that makes them a time."""
        if g.keys() & {"y", "wy", "q"}:
            return True
        if not word or (name in ("fall", "spring") and word in ("the", "in")):
            return False
        before = self.text[max(0, match.start() - 8) : match.start()]
        return word != "the" or _SEASON_BEFORE.search(before) is not None

    def _year_of_season(self, word: str, span: tuple[int, int], match: re.Match[str]) -> int:
        published, (first, last) = self._published(), span
        if word == "last" or "past" in word:
            return published.year - (published.month <= last)
        if word == "next":
            return published.year + (published.month >= first)
        if word in ("in", "in the", "the") and first > published.month and not self._future(match):
            return published.year - 1
        return published.year

    def _feast(self, g: Groups, match: re.Match[str]) -> Values | None:
        name = " ".join(g["f"].lower().replace("’", "'").split())
        if not g["f"][0].isupper():
            return None
        if "y" in g:
            return around(feast_day(name, int(g["y"])), "day")
        if self.published is None:
            fixed = load("calendar")["fixed"].get(name)
            return "DATE", f"XXXX-{fixed[0]:02d}-{fixed[1]:02d}" if fixed else "XXXX-XX-XX", None, None
        published, word = self.published, g.get("r", "").lower()
        days = [feast_day(name, published.year + more) for more in (-1, 0, 1)]
        future = self._future(match)
        if word == "next" or (future and word != "last"):
            return around(next((d for d in days if d >= published), days[-1]), "day")
        if word == "last":
            return around([d for d in days if d < published][-1], "day")
        if not word:
            return around([d for d in days if d <= published + timedelta(days=45)][-1], "day")
        return around(feast_day(name, published.year), "day")


def _stretch(first: date | str | None, last: date | str | None) -> Values | None:
    """Return the days from the first to the last; open where one is, nothing where one is no day."""
    if first is None or last is None:
        return None
    if isinstance(first, str) or isinstance(last, str):
        return "DATE", f"{first}/{last}", None, None
    return "DATE", f"{first.isoformat()}/{last.isoformat()}", first.isoformat(), last.isoformat()
