"""Times of day: "10:30 GMT", "5pm on March 3", "noon"; the day that is meant comes from their own words, else from
near."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from crossread.languages.calendar import months, weekdays
from crossread.languages.patterns import word_forms
from crossread.languages.tables import load
from crossread.reading.times.arithmetic import Values, number_of
from crossread.reading.times.calendar_dates import DateForms, Groups

LATE, EARLY = 18, 7  # an hour before 7 that follows one from 18 on is of the next day
TO_CLOCK = 12  # characters between two hours of one day: " until about "
SHORT_DAY = 4  # letters of a weekday's abbreviation at most
SAME_DAY_REACH = 600  # characters, about a paragraph, within which "at 6.40pm" is of the day last named
_MOVED = {"yesterday": -1, "tomorrow": 1, "last": -1}
_FROM_PUBLICATION = {
    "the day before yesterday": -2,
    "the night before last": -2,
    "the evening before last": -2,
    "the day after tomorrow": 2,
}
_MEANT_DAY = {"noon": "T12:00", "midday": "TMI", "midnight": "T24:00"}
_PAST = {"half": 30, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_NO_CLOCK_BEFORE = re.compile(
    r"[\d:]$|\b(?!At\b|By\b|From\b|Until\b|To\b|Around\b|After\b|Before\b|Since\b|Time\b|Updated\b|Published\b|The\b|"
    r"Between\b)"
    r"[A-Z][a-z]+(?<!day)\s$"
)  # a verse: "Exodus 18:21"
_SENTENCE_END = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"])|\n\s*\n")
_TO_DAYS = re.compile(r"(?:\s(?:to|until|till|and)\s[\d:.]+)?(?:,?\s(?:(?:on|in)\s)?)?")
# "the Herald, which comes out on Mondays, said"
_APART = re.compile(r"[,;:]|\b(?:that|who|which|because|after|when|if|but|and)\b")
_TAKEN = re.compile(r"\bin\s(?:(?:just|only|under|a\s(?:record|winning))\s)?$", re.I)  # "ran the mile in 3:59"

_CLOCK_REACH = 160  # characters on either side, about a sentence, in which what measures something is looked for


@cache
def _lead_to_clock() -> re.Pattern[str]:
    leads = "|".join(word_forms("calendar.clock_leads"))
    return re.compile(
        rf"\b(?:(?:{leads})\s(?:about\s|around\s|just\s)?|(?:between|from)\s\d{{1,2}}\.\d\d\s(?:and|to)\s|the\s)$", re.I
    )


@cache
def _behind_clock() -> re.Pattern[str]:
    follows = "|".join(word_forms("calendar.clock_follows"))
    return re.compile(rf"(?:[.,;:)!?”\"](?!\d)|\s?[-–](?=\d)|\s(?:{follows})\b|\s*$)", re.I)


@cache
def _measuring() -> re.Pattern[str]:
    return re.compile(rf"[%$€£]|\b(?:{'|'.join(word_forms('calendar.measuring'))})\b", re.I)


@cache
def _repeated() -> re.Pattern[str]:
    """Return what says that a clause tells of every such day: "every Monday", "on weekdays"."""
    days = "|".join(day for day in weekdays() if len(day) > SHORT_DAY)
    parts = "morning|afternoon|evening|night"
    return re.compile(
        rf"\b(?:(?:{days})(?:s|\s(?:{parts})s)|weekdays|weekends|(?:every|each)\s(?:\w+\s)?(?:{days}|hour|day|week|"
        rf"month|year|{parts}|weekday|weekend)|daily(?=\s(?:at|from|by|until)|[,.;]|$))\b",
        re.I,
    )


@cache
def _clock_between() -> re.Pattern[str]:
    """Return what finds the day behind another clock's time: " (16:30 GMT) on Friday", ", or 4.30 p.m. in Tarn, on
    Friday"."""
    days = "|".join(day for day in weekdays() if len(day) > SHORT_DAY)
    clock = r"(?:or\s)?\d{1,2}[:.]?\d{0,2}(?:\s?[ap]\.?m\.?)?(?:\s(?:[A-Z]{2,4}|local\stime)\b)?"
    where = r"(?:\s(?:in\s[A-Z][a-z]+|there))?"
    return re.compile(rf"{where}\s?[(,/]\s?{clock}\)?,?\s(?:on\s)(?P<wd>{days})\b", re.I)


class ClockForms(DateForms):
    """Clock times, alone and with the day that they are of."""

    def _clock_on_a_day(self, g: Groups, match: re.Match[str]) -> Values | None:
        clock = self._clock_value(g)
        if clock is None or self._is_amount(g, match) or (")" in match.group() and "(" not in match.group()):
            return None
        if "every" in g:
            return None  # "at 9:30 on Monday evenings"
        day = self._day_beside(g, match)
        return None if day is None else self._stamp(day, clock, g.get("z"))

    def _hour_before_an_hour(self, g: Groups, match: re.Match[str]) -> Values | None:
        """Read the 2 of "2 and 4 p.m. on Monday": of the half of the day of the hour behind it, or of the one before
        where it is the higher ("11 to 1 p.m.")."""
        later, half = int(g["h2"]) % 12, g["ap2"].lower()[:1]
        earlier = int(g["hb"]) % 12
        afternoon = (half == "p") == (earlier <= later)
        clock = f"T{earlier + 12 * afternoon:02d}:00"
        if self._is_repeated(match, match.end("ap2")):
            return "TIME", clock, None, None
        beside = g.keys() & {"dm", "m", "wd", "t", "rd", "rw"}
        day = self._day_beside(g, match) if beside else self._day_near(match, clock)
        return ("TIME", clock, None, None) if day is None else self._stamp(day, clock, None)

    def _day_beside(self, g: Groups, match: re.Match[str]) -> date | str | None:
        """Return the day that stands beside a clock time, or its open value."""
        if "dm" in g:
            return self._day_of(g.get("dmy"), months()[g["dm"].lower().rstrip(".")], int(g["dmd"]))
        if "m" in g:
            return self._day_of(g.get("y"), months()[g["m"].lower().rstrip(".")], int(g["d"]))
        if "wd" in g:
            number = weekdays().get(g["wd"].lower().rstrip("."))
            if number is None:
                return None
            near = self.last_day
            if near is not None and near[0].weekday() == number and match.start() - near[1] <= TO_CLOCK:
                return near[0]  # "from 6 a.m. until 2 p.m. on Saturday": one day for both
            future = self.published is not None and self._future(match)
            return f"XXXX-WXX-{number + 1}" if self.published is None else self._nearest(number, future, "")
        if self.published is None:
            return "XXXX-XX-XX"
        if "rw" in g:
            return self._nearest(weekdays()[g["wd3"].lower()], True, g["rw"].lower())
        return self._day_told(" ".join(g["rd"].lower().split())) if "rd" in g else self._day_moved(g)

    def _day_moved(self, g: Groups) -> date:
        """Return the day of "yesterday evening", "last night"; a small hour of last night is of the day itself."""
        word = g["t"].lower().split()[0]
        small = word == "last" and _half_of_day(g, 0) == "a"
        return self._published() + timedelta(days=0 if small else _MOVED.get(word, 0))

    def _day_told(self, words: str) -> date:
        """Return the day of "the next morning", "that night", "the day before": beside the day last named."""
        if words in _FROM_PUBLICATION:
            return self._published() + timedelta(days=_FROM_PUBLICATION[words])
        last = self.last_day[0] if self.last_day is not None else self.last or self._published()
        behind, ahead = {"before", "previous", "preceding"}, {"after", "next", "following"}
        said = set(words.split())
        return last + timedelta(days=bool(said & ahead) - bool(said & behind))

    def _is_amount(self, g: Groups, match: re.Match[str]) -> bool:
        """Say whether "9.30" is no clock time: with a dot it needs "am", a zone, or words that tell a time and no
        measure."""
        if "h" not in g or g.keys() & {"ap", "z", "p4", "p5"} or self.text[match.end("h") : match.end("h") + 1] != ".":
            return False
        return not self._is_told_as_clock(match.start("h"), match.end("mi"))

    def _is_told_as_clock(self, start: int, end: int) -> bool:
        """Say whether a number stands where a time does ("opens at 9.30", "the 14.20 to Osk") and nothing is
        measured there."""
        before, behind = self.text[max(0, start - _CLOCK_REACH) : start], self.text[end : end + _CLOCK_REACH]
        if not _lead_to_clock().search(before) or not _behind_clock().match(behind):
            return False
        ends = list(_SENTENCE_END.finditer(before))
        ahead = _SENTENCE_END.search(behind)
        sentence = before[ends[-1].end() if ends else 0 :] + " " + behind[: ahead.start() if ahead else None]
        return _measuring().search(sentence) is None

    def _race_time(self, g: Groups, match: re.Match[str]) -> Values:
        """Read "2:08.13" and "1:58:07" as the time that somebody took."""
        hours = f"{int(g['rh'])}H" if "rh" in g else ""
        return "DURATION", f"PT{hours}{int(g['rm'])}M{g['rs'].lstrip('0') or '0'}S", None, None

    def _clock(self, g: Groups, match: re.Match[str]) -> Values | None:
        clock = self._clock_value(g)
        if clock is None or self._is_amount(g, match):
            return None
        if "h" in g and not g.keys() & {"ap", "z", "p3"} and self._is_no_clock(match.start()):
            return None
        if re.match(r"\d", self.text[match.end() : match.end() + 1]):
            return None
        day = None if self._is_repeated(match) else self._day_near(match, clock)
        return ("TIME", clock, None, None) if day is None else self._stamp(day, clock, g.get("z"))

    def _is_no_clock(self, start: int) -> bool:
        """Say whether the words before two numbers make a verse of them, or the time that somebody took."""
        before = self.text[max(0, start - 24) : start]
        return _NO_CLOCK_BEFORE.search(before[-16:]) is not None or _TAKEN.search(before) is not None

    def _is_repeated(self, match: re.Match[str], end: int | None = None) -> bool:
        """Say whether the words around tell that an hour comes again: "at 9:30 on weekdays", "On Mondays it opens at
        nine"; `end` is where the hour behind it ends that shares its days."""
        behind = _TO_DAYS.match(self.text, match.end() if end is None else end)
        if behind is not None and _repeated().match(self.text, behind.end()):
            return True
        before = self.text[max(0, match.start() - _CLOCK_REACH) : match.start()]
        clause = _SENTENCE_END.split(before)[-1]
        found = list(_repeated().finditer(clause))
        if not found or (self.last_day is not None and self.last_day[1] > match.start() - len(clause)):
            return False
        opens = clause[: found[-1].start()].strip().lower() in ("", "on", "in")
        return opens or _APART.search(clause, found[-1].end()) is None

    def _day_near(self, match: re.Match[str], clock: str) -> date | None:
        """Return the day last named near, else that of publication; what is still to come is not of an earlier
        sentence.

        Where the same moment stands behind it by another clock, the day behind that is meant: "18:30 (16:30 GMT) on
        Friday".
        """
        behind = _clock_between().match(self.text, match.end())
        if behind is not None and self.published is not None:
            return self._nearest(weekdays()[behind["wd"].lower()], self._future(match), "")
        if self.last_day is None or match.start() - self.last_day[1] > SAME_DAY_REACH:
            return self.published
        day, at = self.last_day
        between = self.text[at : match.start()]
        ahead = self.published is not None and day < self.published and self._is_still_ahead(match)
        if ahead and _SENTENCE_END.search(between):
            return self.published
        return day + timedelta(days=1) if self._is_past_midnight(day, clock, match) else day

    def _is_past_midnight(self, day: date, clock: str, match: re.Match[str]) -> bool:
        """Say whether a small hour follows a late one of the same day: "at 23:10 on Friday. At 00:20 …"."""
        late = self.last_clock is not None and self.last_clock[0] == day and self.last_clock[1] >= LATE
        told = (
            match.groupdict().get("ap")
            or match.groupdict().get("ap2")
            or match.group("h4")
            or (match["h"] or "")[:1] == "0"
        )
        return late and bool(told) and clock[1:3].isdigit() and int(clock[1:3]) < EARLY

    def _clock_value(self, g: Groups) -> str | None:
        if "x" in g:
            return _MEANT_DAY[g["x"].lower()]
        hour, minutes = _hour_and_minutes(g)
        half = _half_of_day(g, hour)
        if half and (hour <= 12 or "p3" in g):
            hour = hour % 12 + (12 if half == "p" else 0)
        elif half and not (half == "p" and hour < 24):
            return None
        return f"T{hour:02d}:{minutes}"

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


def _half_of_day(g: Groups, hour: int) -> str:
    """Return "a" or "p" where "am", "pm" or a part of the day tells the half, else ""."""
    said = (g.get("ap") or g.get("ap2") or "").lower()[:1]
    told = g.get("rd", "").lower().split()[-1:] if hour <= 12 else []
    part = (g.get("p3") or (g.get("p4") or g.get("p5") or "" if hour <= 12 else "")).lower() or "".join(told)
    if said or part not in ("morning", "afternoon", "evening", "night"):
        return said
    return "a" if part == "morning" or (part == "night" and hour < EARLY) else "p"


def _hour_and_minutes(g: Groups) -> tuple[int, str]:
    """Return hour and minutes as they are written: "6:40", "half past six", "a quarter to nine", "six o'clock"."""
    word = g.get("h5") or g.get("h6") or g.get("h7")
    if word is None:
        return int(g.get("h") or g.get("h2") or g.get("h4") or g["h3"]), g.get("mi") or g.get("mi4") or "00"
    hour = int(number_of(word) or 0)
    if "sp" in g:
        return hour, f"{_PAST[g['sp'].lower().removeprefix('a ')]:02d}"
    return (hour - 1 or 12, "45") if "st" in g else (hour, "00")
