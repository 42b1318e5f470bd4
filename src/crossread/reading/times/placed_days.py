"""Days named by their place: "the 28th of last month", "the last Sunday in May", "Tuesday week", "the 13th"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crossread.languages.calendar import months, weekdays
from crossread.languages.tables import load
from crossread.reading.times.arithmetic import TimeReading, Values, around, month_end, number_of, shift
from crossread.reading.times.calendar_dates import Groups
from crossread.reading.times.distances import SpanForms

LAST = -1  # "the last Sunday of May"
WEEK = timedelta(days=7)
_MONTHS_AHEAD = 14  # months in which "Friday the 13th" is looked for; there is one in each
_BACK = frozenset({"before", "previous", "preceding"})
_OF_LAST = frozenset({"the", "that", "same", "following", "previous", "preceding"})  # of which the text was speaking
_MOVED = {"last": -1, "previous": -1, "preceding": -1, "next": 1, "following": 1, "coming": 1}
_OPEN_MONTH = "XXXX-XX"


class PlacedDays(SpanForms):
    """Days told by their place in a month or a week, or beside another day."""

    def _day_of_a_month(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "the 28th of last month", "the first of May", "the last day of next month"."""
        first = self._month_meant(g, match)
        number = _ordinal(g["o"])
        if first is None:
            month = f"XXXX-{months()[g['m'].lower().rstrip('.')]:02d}" if "m" in g else _OPEN_MONTH
            return "DATE", f"{month}-{f'{number:02d}' if number > 0 else 'XX'}", None, None
        last = month_end(first.year, first.month)
        if "m" in g and "y" not in g and number > 0:
            day = self._day_of(None, first.month, number)
            return around(day, "day") if isinstance(day, date) else None
        if number > last.day:
            return None
        return around(last if number == LAST else first.replace(day=number), "day")

    def _weekday_of_a_month(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "the last Sunday in May", "the second Tuesday of next month"."""
        number, weekday = _ordinal(g["o"]), weekdays()[g["wd"].lower()]
        if "e" in g:
            return "SET", f"XXXX-WXX-{weekday + 1}", None, None
        first = self._month_meant(g, match)
        if first is None:
            return "DATE", f"XXXX-WXX-{weekday + 1}", None, None
        last = month_end(first.year, first.month)
        if number == LAST:
            return around(last - timedelta(days=(last.weekday() - weekday) % 7), "day")
        day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
        return around(day, "day") if day <= last else None

    def _part_of_a_month(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "the first week of June", "the second half of July" as the days that they are."""
        first, number = self._month_meant(g, match), _ordinal(g["o"])
        if first is None:
            return None
        last = month_end(first.year, first.month)
        if g["u"].lower() == "half":
            later = first.replace(day=16), last
            halves = {1: (first, first.replace(day=15)), 2: later, LAST: later}
            if number not in halves:
                return None
            start, end = halves[number]
        elif number == LAST:
            start, end = last - timedelta(days=6), last
        elif number <= 4:
            start = first + WEEK * (number - 1)
            end = start + timedelta(days=6)
        else:
            return None
        return _days(start, end)

    def _month_meant(self, g: Groups, match: re.Match[str]) -> date | None:
        """Return the first day of the month that a day is of; None where nothing tells its year."""
        if "m" in g:
            month = months()[g["m"].lower().rstrip(".")]
            if "y" in g:
                return date(int(g["y"]), month, 1)
            return date(self._near_year(month, self._future(match), ""), month, 1) if self.published else None
        word = g["r"].lower().removeprefix("the ")
        anchor = (self.last or self.published) if word in _OF_LAST else self.published
        return shift(anchor, "month", _MOVED.get(word, 0)).replace(day=1) if anchor else None

    def _day_alone(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "on the 5th": of the month that was named just before, else the last or, ahead, the next such day."""
        return self._day_by_number(int(g["d"]), None, match)

    def _weekday_and_day(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "Friday the 13th", "Tuesday, the 19th": the nearest such day, behind or ahead as the verb says."""
        return self._day_by_number(int(g["d"]), weekdays()[g["wd"].lower()], match)

    def _day_by_number(self, number: int, weekday: int | None, match: re.Match[str]) -> Values | None:
        if not 1 <= number <= 31:
            return None
        if self.published is None:
            return "DATE", f"{_OPEN_MONTH}-{number:02d}", None, None
        return around(self._near_day(number, weekday, match), "day")

    def _near_day(self, number: int, weekday: int | None, match: re.Match[str]) -> date:
        published = self._published()
        found = []
        for moved in range(-_MONTHS_AHEAD, _MONTHS_AHEAD + 1):
            first = shift(published.replace(day=1), "month", moved)
            if number <= month_end(first.year, first.month).day:
                day = first.replace(day=number)
                if weekday is None or day.weekday() == weekday:
                    found.append(day)
        tense = self._tense(match)
        if tense is None or weekday is not None and tense["future"] is None:
            near = [day for day in found if day <= published] if tense is not None else found
        elif self._future(match):
            near = [day for day in found if day >= published]
        else:
            near = [day for day in found if day <= published]
        return min(near or found, key=lambda day: abs((day - published).days))

    def _day_and_weeks(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "Tuesday week", "a week on Tuesday", "a week tomorrow": that many weeks behind the coming one."""
        weeks = _weeks(g)
        word = (g.get("wd") or g["t"]).lower()
        number = weekdays().get(word)
        if self.published is None:
            return "DATE", f"XXXX-WXX-{number + 1}" if number is not None else "FUTURE_REF", None, None
        if number is None:
            day = self.published + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(word, 0))
        else:
            day = self._nearest(number, True, "next")
        return around(day + weeks * WEEK, "day")

    def _day_weeks_ago(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "a fortnight ago on Friday": in the week that long ago; "a week ago Friday": a week before the last."""
        weeks, number = _weeks(g), weekdays()[(g.get("wd") or g["wd2"]).lower()]
        if self.published is None:
            return "DATE", f"XXXX-WXX-{number + 1}", None, None
        if weeks == 1 or g.get("of", "").lower() == "last":
            return around(self._nearest(number, False, "last") - weeks * WEEK, "day")
        monday = self.published - timedelta(days=self.published.weekday())
        return around(monday + timedelta(days=number) - weeks * WEEK, "day")

    def _weekday_beside(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "the following Monday", "the previous Friday": beside the day last named, else that of publication."""
        number, anchor = weekdays()[g["wd"].lower()], self.last or self.published
        if anchor is None:
            return "DATE", f"XXXX-WXX-{number + 1}", None, None
        return around(_weekday_from(anchor, number, (g.get("r") or g["r2"]).lower()), "day")

    def _day_beside_a_day(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "the Tuesday after Easter", "the day before 4 July"."""
        other = self._other_day(g, match)
        if other is None:
            return None
        way = g["w"].lower()
        if "wd" in g:
            return around(_weekday_from(other, weekdays()[g["wd"].lower()], way), "day")
        return around(other + timedelta(days=-1 if way in _BACK else 1), "day")

    def _day_beside_the_last(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "The day after, he quit": beside the day that was named last."""
        if self.last_day is None:
            return None
        return around(self.last_day[0] + timedelta(days=-1 if g["w"].lower() in _BACK else 1), "day")

    def _other_day(self, g: Groups, match: re.Match[str]) -> date | None:
        if "f" in g:
            found = self._feast({key: g[key] for key in ("f", "y") if key in g}, match)
            return date.fromisoformat(found[2]) if found is not None and found[2] is not None else None
        day = self._day_of(g.get("y"), self._month_in(g), int(g.get("d") or g["d3"]))
        return day if isinstance(day, date) else None

    def _weekdays_from_to(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "from Monday to Thursday" as the days of one stretch, behind or ahead as the verb says."""
        first, last = weekdays()[(g.get("wd") or g["wd3"]).lower()], weekdays()[g["wd2"].lower()]
        long = timedelta(days=(last - first) % 7)
        if self.published is None or not long:
            return None
        tense = self._tense(match)
        if tense is not None and tense["future"] is None:
            end = self._nearest(last, False, "")
            return _days(end - long, end)
        start = self._nearest(first, self._future(match), "")
        return _days(start, start + long)

    def _night_between(self, g: Groups, match: re.Match[str]) -> TimeReading | Values | None:
        """Read "the night of 3 to 4 June", "the night from Monday to Tuesday": a night that begins on the first."""
        if "wd" in g:
            first, last = weekdays()[g["wd"].lower()], weekdays()[g["wd2"].lower()]
            if (last - first) % 7 != 1 or self.published is None:
                return None
            start = self._nearest(last, self._future(match), "") - timedelta(days=1)
        else:
            day = self._day_of(g.get("y"), months()[g["m"].lower().rstrip(".")], int(g["d"]))
            if not isinstance(day, date) or int(g["d2"]) != (day + timedelta(days=1)).day:
                return None
            start = day
        return "TIME", f"{start.isoformat()}TNI", start.isoformat(), (start + timedelta(days=1)).isoformat()

    def _listed_day(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read each number before the last of "4, 5 and 9 July"; "4 and 5 July" is a stretch."""
        if int(g["d2"]) == int(g["d"]) + 1 and not g.get("c"):
            return None
        return self._day_of_month(g, match)

    def _week_of_the_year(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read "2031-W34", "calendar week 34", "week 34 of 2031"."""
        year = g.get("y") or g.get("y2")
        if year is None and self.published is None:
            return "DATE", f"XXXX-W{int(g['n']):02d}", None, None
        return around(date.fromisocalendar(int(year) if year else self._published().year, int(g["n"]), 1), "week")


def _weekday_from(day: date, weekday: int, way: str) -> date:
    """Return the last such weekday before a day, the first after it, or the one in its own week ("that Monday")."""
    if way in _BACK:
        return day - timedelta(days=(day.weekday() - weekday) % 7 or 7)
    if way in ("that", "same"):
        return day + timedelta(days=weekday - day.weekday())
    return day + timedelta(days=(weekday - day.weekday()) % 7 or 7)


def _weeks(g: Groups) -> int:
    if (g.get("u") or g.get("u2", "")).lower().startswith("fortnight"):
        return 2
    number = g.get("n") or g.get("n2")
    return round(number_of(number) or 1) if number else 1


def _ordinal(word: str) -> int:
    """Return the number of an ordinal, `LAST` for "last" and "final"."""
    word = word.lower()
    if word in ("last", "final"):
        return LAST
    return int(word[:-2]) if word[0].isdigit() else int(load("calendar")["day_ordinals"][word.replace(" ", "-")])


def _days(start: date, end: date) -> Values:
    return "DATE", f"{start.isoformat()}/{end.isoformat()}", start.isoformat(), end.isoformat()
