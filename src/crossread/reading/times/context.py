"""What a time expression hangs on: the day of publication, the verb before it, the last date that was named."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

_TENSE = re.compile(
    # also with a state: "will be shut", "is to stay closed"
    r"\b(?:(?P<future>(?:will|would|shall|may|could|should|must|to) (?:not )?(?:be|stay|remain|get|go) [a-z]+"
    r"|will|would|shall|by|until|till|"
    # a verb, or "a plan to": "presented the plan on Monday" looks back
    r"plans? (?=(?:to|an?|the|its|their|his|her|no|two|three|another|more|new|further)\b)"
    r"|planned|due|scheduled|expected|expects?|is to|are to|to be"
    r"|resumes?|reopens?|kicks? off|go(?:es)? on sale|(?:go|goes|head|heads) to the polls"
    # what is told of a day as fixed: "the council meets", "is appearing in court"
    r"|meets|(?:travels?|flies|heads) to|appears (?:in|before) (?:[a-z]+ ){0,2}court|goes on (?:trial|show|display)"
    r"|goes (?:to|before) (?:the |a )?(?:vote|senate|house|council|committee|cabinet|court|trial)"
    r"|(?:is|are) (?:meeting|visiting|travelling|traveling|flying|appearing|voting|playing)"
    # "ministers meet"
    r"|(?<=[a-z]s )(?<!\bwas )(?<!\bhas )(?<!\bis )(?<!\bits )(?<!\bhis )(?<!\bas )(?<!\bthis )(?<!\bdoes )"
    r"(?:play|meet|return|start|begin|open|close|vote|face|depart|leave|visit)"
    r"|(?:is|are) (?:set|slated|booked|billed|timed|planned|due|down|pencilled in|penciled in) (?:to|for)"
    r"|before|set to|upcoming|coming|intends?|may|aims?|hopes?|could|should|deadline|expires?"
    r"|takes? (?:effect|office|over)|comes into (?:force|effect)|begins|starts|opens|closes|ends|arrives|departs|"
    r"effective|starting|beginning|ending"
    r"|through|as early as|as soon as|faces?|(?:is|are) on(?=\s$))|had been (?:due|scheduled|expected|set) to"
    r"|(?:was|were) (?:due|scheduled|expected|set) to|said|says|told|was|were|had|did|met|went|came|left|began|took|"
    r"made"
    r"|gave|hurt|fell|rose|hit|led|ran|saw|shot|won|lost|put|quit|cut|[a-z]{3,}ed)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<!\b[ap]\.m)\.\s")
_PRESENT = re.compile(
    r"\b(?:is|are|isn[’']t|aren[’']t|has|have|can|must|remains?|stays?|runs?|lasts?|continues?)\b", re.I
)
_UP_TO = frozenset({"by", "until", "till", "before", "through"})
_SHORT = re.compile(
    r"\s(?:(?:late|early|the|mid|next|this|end|middle|start|beginning|of|at|least|about|around|or|"
    r"[A-Z][a-z]+day)\s){0,4}"
)
_AHEAD = re.compile(r"as (?:early|soon) as\b", re.I)
_OWNER = re.compile(r"[’']s?\s")
_SINCE = re.compile(r"\bsince\s(?:\w+\s)?$", re.I)
# "by Monday evening 300 homes were"
_PAST_AFTER = re.compile(r",?\s(?:[\w’'-]+,?\s){1,5}(?:were|was|had|[a-z]{3,}ed)\b")
_CLAUSE_END = re.compile(r"[.;!?:]\s|\n|[“”\"]|\b(?:that|who|which|whose|because|after|when|if|but|and)\b")
_WILL = re.compile(
    r"\b(?:will|shall|(?:is|are)\s(?:set|due|planned|scheduled|expected|booked|slated|going|to))\b", re.I
)
CLAUSE_WINDOW = 80  # characters behind a weekday that opens a clause in which its verb is looked for
TENSE_WINDOW = 45  # characters before a weekday or month in which its verb is looked for
PERIOD_BEFORE = 600  # characters within which a quarter still is the reference of "a year earlier"


class Anchors:
    """What the expressions of one text are resolved against: the day of publication and the last date that was
    named."""

    def __init__(self, text: str, published: date | None) -> None:
        self.text, self.published = text, published
        self.last: date | None = None
        self.last_day: tuple[date, int] | None = None  # the last single day that was named, and where
        self.last_clock: tuple[date, int] | None = None  # the last hour of a day that was named, and its day
        self.last_quarter: tuple[int, int, int] | None = None  # year, quarter, where

    def _future(self, match: re.Match[str]) -> bool:
        """Say whether the last word of tense before an expression, or its own first words, look ahead."""
        if _AHEAD.match(match.group()):
            return True
        last = self._tense(match)
        if last is None:
            return self._goes_on_ahead(match)
        if last["future"] is None:
            return False
        return not (last.group().lower() in _UP_TO and _PAST_AFTER.match(self.text, match.end()))

    def _goes_on_ahead(self, match: re.Match[str]) -> bool:
        """Say whether the clause that an expression opens looks ahead: "On Friday the court will rule"."""
        rest = _CLAUSE_END.split(self.text[match.end() : match.end() + CLAUSE_WINDOW])[0]
        ahead, first = _WILL.search(rest), _TENSE.search(rest)
        return ahead is not None and (first is None or first["future"] is not None or first.start() >= ahead.start())

    def _is_still_ahead(self, match: re.Match[str]) -> bool:
        """Say whether a clause speaks of what is to come: "until" and its like say nothing by themselves, their verb
        does."""
        last = self._tense(match)
        if last is None or last.group().lower() not in _UP_TO:
            return self._future(match)
        earlier = [
            found for found in _TENSE.finditer(last.string, 0, last.start()) if found.group().lower() not in _UP_TO
        ]
        if earlier:
            return earlier[-1]["future"] is not None
        return _PRESENT.search(last.string, 0, last.start()) is not None

    def _tense(self, match: re.Match[str]) -> re.Match[str] | None:
        clause = _SENTENCE.split(self.text[max(0, match.start() - TENSE_WINDOW) : match.start()])[-1]
        if _SINCE.search(clause):
            return None
        # "by" looks ahead right before a date, not in "by boat on Monday"
        found = [m for m in _TENSE.finditer(clause) if m.group().lower() != "by" or _SHORT.fullmatch(clause, m.end())]
        # "before Wednesday's attack": it dates the attack, and the attack another deed
        if _OWNER.match(self.text, match.end()):
            found = [m for m in found if m.group().lower() != "before"]
        return found[-1] if found else None

    def _published(self) -> date:
        assert self.published is not None
        return self.published

    def _day_of(self, year: str | None, month: int, day: int) -> date | str | None:
        """Return a day, or its open value where neither year nor publication date is known; None if no such day."""
        try:
            if year:
                return date(int(year), month, day)
            if self.published is None:
                date(2000, month, day)
                return f"XXXX-{month:02d}-{day:02d}"
            years = [self.published.year + more for more in (-1, 0, 1)]
            near = [date(y, month, day) for y in years if day != 29 or month != 2 or calendar.isleap(y)]
            return min(near, key=lambda d: abs((d - self._published()).days))
        except ValueError:
            return None

    def _near_year(self, month: int, future: bool, word: str) -> int:
        published = self._published()
        if word == "last":
            return published.year - (month >= published.month)
        if word == "next":
            return published.year + (month <= published.month)
        if word.startswith("this"):
            return published.year
        if future:
            return published.year + (month < published.month)
        return published.year - (month > published.month)

    def _nearest(self, weekday: int, future: bool, word: str) -> date:
        published = self._published()
        back = (published.weekday() - weekday) % 7
        if word == "next" or "coming" in word:
            return published + timedelta(days=7 - back if back else 7)
        if word == "last" or "past" in word:
            return published - timedelta(days=back or 7)
        if future and back:
            return published + timedelta(days=7 - back)
        return published - timedelta(days=back)
