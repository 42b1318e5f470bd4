"""Records moved to other places: every span of a record, and of all records in it, by what is said for its report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

import msgspec

_T = TypeVar("_T")
_SPANS = (("start", "end"), ("source_start", "source_end"))


class Mover(Protocol):
    """Where the spans of one report go."""

    @property
    def report(self) -> str | None:
        """The id of the report that the records then belong to; None leaves it."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span goes."""

    def words(self, start: int, end: int, text: str) -> str:
        """Return the words of a span (at its old place, with its old words) at its new place."""


def moved(value: _T, movers: Mapping[str, Mover]) -> _T:
    """Return a record, or a tuple of records, with its spans moved; records of reports without a mover stay."""
    found: _T = _moved(value, movers, "", "")
    return found


def _moved(value: Any, movers: Mapping[str, Mover], report: str, source: str) -> Any:
    if isinstance(value, tuple):
        if len(value) == 2 and isinstance(value[0], int) and isinstance(value[1], int):  # a span without words
            return movers[report].span(*value) if report in movers else value
        return tuple(_moved(one, movers, report, source) for one in value)
    if not isinstance(value, msgspec.Struct):
        return value
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    report = fields.get("report") or report
    source = fields["source"] if isinstance(fields.get("source"), str) else source
    new = {
        name: _moved(one, movers, report, source)
        for name, one in fields.items()
        if isinstance(one, (tuple, msgspec.Struct))
    }
    for (first, last), where in zip(_SPANS, (report, source), strict=True):
        start, end = fields.get(first), fields.get(last)
        if where not in movers or not isinstance(start, int) or not isinstance(end, int):
            continue
        new[first], new[last] = movers[where].span(start, end)
        if first == "start" and isinstance(fields.get("text"), str):
            new["text"] = movers[where].words(start, end, fields["text"])
    if report in movers and fields.get("report") == report and movers[report].report is not None:
        new["report"] = movers[report].report
    return msgspec.structs.replace(value, **new) if new else value
