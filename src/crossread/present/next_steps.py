"""What is next: what reports say is settled for a day that is still to come.

A statement counts where it is planned or expected, is no promise in somebody's own words, and has a day:
one that lies behind the report's own, or, where the day of the report is not known, one that its words put ahead
("next month", or a weekday beside "will").
"""

from __future__ import annotations

import re

from crossread.languages.tables import words
from crossread.model import Time
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said

_OPEN_DAY = re.compile(r"XXXX-(?:\d\d|WXX-\d)")  # a month, a day of a month or of a week, of a year that is not told
AHEAD = frozenset(["planned", "predicted"])
SPOKEN = frozenset(["direct", "mixed"])  # "I will end this war": a promise, no day of a calendar
DATED = frozenset(["DATE", "TIME"])


def next_steps(out: Outline, story: StoryView) -> tuple[Said, ...]:
    """Return the statements of what is to come on a day that is told, the earliest report first."""
    members = {view.number for view in story.reports}
    mine = [one for one in out.said.values() if one.view.number in members and one.view.copy_of is None]
    found = [one for one in mine if _is_next(one)]
    return tuple(sorted(found, key=lambda one: (one.view.number, one.statement.start, one.statement.id)))


def _is_next(one: Said) -> bool:
    statement = one.statement
    if statement.status not in AHEAD or statement.negated or statement.attribution.kind in SPOKEN:
        return False
    settled = statement.predicate in words("front", "settled")
    if statement.tense != "future" and not settled and statement.modality != "would":
        return False
    return any(_is_ahead(time, one, settled=settled or statement.tense == "future") for time in one.times)


def _is_ahead(time: Time, one: Said, *, settled: bool) -> bool:
    if time.type not in DATED or time.value == "PAST_REF":
        return False
    if time.from_ is not None:
        day = (one.view.report.published or "")[:10]
        return bool(day) and time.from_[:10] > day and len(time.value) > len("2031")
    return time.value == "FUTURE_REF" or (settled and _OPEN_DAY.match(time.value) is not None)
