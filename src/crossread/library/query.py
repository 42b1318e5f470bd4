"""The query language of the command line, the API and the page (docs/library.md): text in, a frozen query out.

    ferry "safety board" -rumour        words, a phrase, what must not stand there
    harb*                               how a word begins
    name:Lindqvist speaker:"Karl Venn" origin:"Velmar Line" outlet:Gazette
    after:2031-06-01 before:2031-07 date:2031-06-11
    > 1000 tanks      >= 214 passengers      = 3      figure:10..20
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date as day
from datetime import timedelta
from typing import Literal

from crossread.errors import UsageError
from crossread.library.words import fold, thing_of

Field = Literal["body", "name", "speaker", "origin", "outlet"]
FIELDS: dict[str, Field] = {
    "name": "name", "speaker": "speaker", "origin": "origin", "outlet": "outlet", "source": "origin", "who": "speaker",
}  # fmt: skip
MAX_QUERY = 500  # characters; longer ones are no query of a person
MAX_TERMS = 24


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand side by side in a field; `prefix` lets the last one go on."""

    field: Field
    words: tuple[str, ...]
    prefix: bool = False
    absent: bool = False


@dataclass(frozen=True, slots=True)
class FigureTerm:
    """A figure within bounds (either may be open), and the folded singular of what it counts ("" for anything)."""

    low: float | None
    high: float | None
    thing: str = ""
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """All of these must hold.

    Dates are ISO; `after` is the first that counts, `before` the first that does not any more.
    """

    terms: tuple[Term, ...] = ()
    figures: tuple[FigureTerm, ...] = ()
    after: str | None = None
    before: str | None = None


_TOKEN = re.compile(r'(?P<minus>-)?(?:(?P<field>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')
_NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?:figure:)?(?P<sign>>=|<=|>|<|=)\s*(?P<number>{_NUMBER})(?:\s+(?P<thing>[^\W\d_][\w-]*))?(?!\S)"
)
_RANGE = re.compile(rf"figure:(?P<low>{_NUMBER})?\.\.(?P<high>{_NUMBER})?(?:\s+(?P<thing>[^\W\d_][\w-]*))?(?!\S)")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def parse(text: str) -> Query:
    """Return the query that a text asks; raises UsageError with what is wrong and how it is written."""
    if len(text) > MAX_QUERY:
        raise UsageError(f"a query may have {MAX_QUERY} characters; this one has {len(text):,}")
    figures: list[FigureTerm] = []

    def take(found: re.Match[str]) -> str:
        figures.append(_figure(found))
        return " "

    rest = _RANGE.sub(take, _FIGURE.sub(take, text))
    terms: list[Term] = []
    dates: dict[str, str] = {}
    for found in _TOKEN.finditer(rest):
        field = (found["field"] or "").lower()
        value = found["phrase"] if found["phrase"] is not None else found["word"]
        if field in ("after", "before", "date"):
            _date(field, value, dates)
        else:
            terms += _terms(field, value, found["phrase"] is not None, bool(found["minus"]))
    if len(terms) > MAX_TERMS:
        raise UsageError(f"a query may have {MAX_TERMS} words; this one has {len(terms)}")
    return Query(tuple(terms), tuple(figures), dates.get("after"), dates.get("before"))


def _terms(field: str, value: str, phrase: bool, minus: bool) -> list[Term]:
    if field and field not in FIELDS:
        if not phrase:
            known = ", ".join([*FIELDS, "after", "before", "date", "figure"])
            raise UsageError(f"{field}: is no field of a query; there are: {known}; quote words that hold a colon")
        value = f"{field} {value}"
    words = fold(value)
    if not words:
        return []
    where: Field = FIELDS.get(field, "body")
    return [Term(where, words, prefix=not phrase and value.endswith("*"), absent=minus)]


def _figure(found: re.Match[str]) -> FigureTerm:
    parts = found.groupdict()
    thing = thing_of(parts.get("thing") or "")
    if "sign" not in parts:
        low, high = (_number(parts[side]) if parts[side] else None for side in ("low", "high"))
        return FigureTerm(low, high, thing)
    number, sign = _number(parts["number"]), parts["sign"]
    if sign == "=":
        return FigureTerm(number, number, thing)
    if sign.startswith(">"):
        return FigureTerm(number, None, thing, low_open=sign == ">")
    return FigureTerm(None, number, thing, high_open=sign == "<")


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def _date(field: str, value: str, dates: dict[str, str]) -> None:
    first, dots, last = value.partition("..")
    for part in (first, last):
        if part and not _DATE.fullmatch(part):
            raise UsageError(f"{value!r} is no date: write {field}:2031-06-11, {field}:2031-06 or {field}:2031")
    if field == "date":
        dates["after"], dates["before"] = first or "0000", _day_after(last if dots else first)
    elif field == "after":
        dates["after"] = first
    else:
        dates["before"] = _day_after(first)


def _day_after(date: str) -> str:
    """Return the first day (or month, or year) that does not belong to a day, month or year any more."""
    if not date:
        return "9999"
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 3:
        try:
            return (day(*parts) + timedelta(days=1)).isoformat()
        except (ValueError, OverflowError):
            raise UsageError(f"{date!r} is no day of the calendar") from None
    if len(parts) == 1:
        return f"{parts[0] + 1:04}"
    return f"{parts[0] + parts[1] // 12:04}-{parts[1] % 12 + 1:02}"
