"""What a time expression means: TIMEX3 type and value, and its first and last moment where an anchor allows one.

Values follow ISO-TimeML 1.2.1 as TimeBank uses it; several days are the ISO 8601 interval of the first and the last.
Relative expressions are resolved against the day the report was published, or against the last date of the text where
their words say so ("two days later", "that year"); without an anchor they keep a value with X for what is open, and no
interval.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from crossread.errors import RuleError
from crossread.languages.patterns import PatternRule
from crossread.reading.times.arithmetic import TimeReading, Values
from crossread.reading.times.calendar_dates import Groups
from crossread.reading.times.placed_days import PlacedDays

NIGHT = 20  # hour for which "on Monday night" stands where a small hour follows
_HOUR = re.compile(r"T(?:(\d\d):\d\d|NI)")
_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_SAID = re.compile(r"\b(?:said|says|told|reported|announced|added|confirmed)\b[^.\n]{0,30}$", re.I)
Reader = Callable[[Groups, re.Match[str]], TimeReading | Values | None]
FIXED = frozenset({"vague reference", "fixed day"})  # the row's own value is all that they say


def check(rules: tuple[PatternRule, ...]) -> None:
    """See that every row is read by something; raises RuleError that names the row."""
    for rule in rules:
        if rule.reads not in FIXED and not hasattr(TimeValues, _method(rule.reads)):
            raise RuleError(f"{rule.table}.toml, rule {rule.name!r}: nothing reads {rule.reads!r}")


def _method(reads: str) -> str:
    return "_" + reads.replace(" ", "_")


class TimeValues(PlacedDays):
    """Reads the expressions of one text in order; it remembers the last date, which later ones may hang on."""

    def read(self, rule: PatternRule, match: re.Match[str]) -> TimeReading | None:
        """Return what a match of a rule says, or None where it is no time after all."""
        try:
            found = self._values(rule, match)
        except (OverflowError, ValueError):  # beyond the ends of the calendar: the words are a time, of no day there is
            found = ("DATE", "XXXX", None, None)
        if found is None:
            return None
        whole = found if isinstance(found, TimeReading) else TimeReading(match.start(), match.end(), *found)
        reading = replace(whole, rule=rule.name)
        if reading.from_ is not None and reading.type in ("DATE", "TIME"):
            self._remember(reading, match)
        return reading

    def _values(self, rule: PatternRule, match: re.Match[str]) -> TimeReading | Values | None:
        if rule.reads in FIXED:
            value = rule.options["value"]
            day = value if value[0].isdigit() else None
            return "DATE", value, day, day
        reader: Reader = getattr(self, _method(rule.reads))
        return reader({key: value for key, value in match.groupdict().items() if value}, match)

    def _remember(self, reading: TimeReading, match: re.Match[str]) -> None:
        assert reading.from_ is not None
        self.last = date.fromisoformat(reading.from_[:10])
        one_day = reading.to is not None and reading.to[:10] == reading.from_[:10]
        if one_day and not _SAID.search(self.text, max(0, match.start() - 45), match.start()):
            self.last_day = (self.last, reading.end)
        hour = _HOUR.search(reading.value)
        if hour:
            self.last_clock = (self.last, int(hour[1]) if hour[1] else NIGHT)
        quarter = _QUARTER.fullmatch(reading.value) if reading.rule == "quarter-of-year" else None
        if quarter:
            self.last_quarter = (int(quarter[1]), int(quarter[2]), reading.end)
