"""What a time expression means: TIMEX3 type and value, and its first and last moment where an anchor allows one.

Values follow ISO-TimeML 1.2.1 as TimeBank uses it. Relative expressions are resolved against the day the report was
published, or against the last date of the text where their words say so ("two days later", "that year"); without an
anchor they keep a value with X for what is open, and no interval.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from crossread.reading.times.arithmetic import TimeReading, Values
from crossread.reading.times.distances import SpanForms

_QUARTER = re.compile(r"(\d{4})-Q(\d)")
_SAID = re.compile(r"\b(?:said|says|told|reported|announced|added|confirmed)\b[^.\n]{0,30}$", re.I)


class TimeValues(SpanForms):
    """Reads the expressions of one text in order; it remembers the last date, which later ones may hang on."""

    def read(self, name: str, match: re.Match[str]) -> TimeReading | None:
        """Return what a match of the pattern `name` says, or None where it is no time after all."""
        groups = {key: value for key, value in match.groupdict().items() if value}
        handler: Callable[[dict[str, str], re.Match[str]], TimeReading | Values | None] = getattr(self, f"_{name}")
        try:
            found = handler(groups, match)
        except (OverflowError, ValueError):  # beyond the ends of the calendar: the words are a time, of no day there is
            found = ("DATE", "XXXX", None, None)
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
