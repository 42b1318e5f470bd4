"""Decisions carried out: on readings before they are compared, and as what the comparison must join, part or leave
out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec

from crossread.compare.decided import Decided, Link
from crossread.library.anchors import Anchor, Resolver
from crossread.library.decisions import Decision
from crossread.model import Attribution, Base, Quantity, Reading, Report, Statement, Teller, TimelineEntry, Warning
from crossread.pipeline import Read, reading_in_place

_TOGETHER = ("confirm", "merge")
_APART = ("refuse", "split")


@dataclass(slots=True)
class Carried:
    """A story with its decisions carried out, and which of them found their words no more (decision -> why)."""

    reports: list[Report]
    readings: list[Reading]
    decided: Decided = Decided()
    reports_out: list[str] = field(default_factory=list)
    origins_out: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    unanchored: dict[int, str] = field(default_factory=dict)


def carry_out(reports: Sequence[Report], read: Sequence[Read], decisions: Sequence[Decision]) -> Carried:
    """Carry out the decisions that stand, in the order in which they were made."""
    carried = Carried(list(reports), [one.reading for one in read])
    if not decisions:
        return carried
    resolver = Resolver(reports, [reading_in_place(*pair) for pair in zip(reports, read, strict=True)])
    claims: list[Link] = []
    entities: list[Link] = []
    for decision in decisions:
        one, lost = _found(resolver, decision.one)
        other, lost_too = _found(resolver, decision.other)
        if lost or lost_too:
            gone = (*lost, *lost_too)[0]
            carried.unanchored[decision.id] = (
                f"nothing of its kind stands any more at “{gone.text[:80] or gone.report}”"
            )
        if not one:
            continue
        family, act = decision.kind.split(".") if "." in decision.kind else (decision.kind, "")
        if act in _TOGETHER or act in _APART:
            (claims if family == "claim" else entities).append(Link(act in _TOGETHER, one, other))
        elif decision.kind in _CORRECTIONS:
            for key in one:
                _CORRECTIONS[decision.kind](carried, key, decision)
        elif decision.kind == "report.withdraw":
            carried.reports_out += one
        elif decision.kind == "origin.withdraw":
            carried.origins_out.append((str(decision.value.get("name", "")), one))
    carried.decided = Decided(tuple(claims), tuple(entities))
    return carried


def _found(resolver: Resolver, anchors: Sequence[Anchor]) -> tuple[tuple[str, ...], tuple[Anchor, ...]]:
    found = [(anchor, resolver.find(anchor)) for anchor in anchors]
    ids = dict.fromkeys(key for _, key in found if key is not None)
    return tuple(ids), tuple(anchor for anchor, key in found if key is None)


def _say(carried: Carried, report: str, what: str, decision: Decision) -> None:
    why = f": {decision.why}" if decision.why else ""
    carried.warnings.append(
        Warning(report=report, message=f"{what}, as {decision.who} decided on {decision.at[:10]}{why}")
    )


def _replace(carried: Carried, part: str, key: str, change: Callable[[Reading, Any], Any]) -> tuple[str, Any] | None:
    """Put what `change` makes of the record `key` in its place; return its report and what it was."""
    for at, reading in enumerate(carried.readings):
        records = getattr(reading, part)
        for n, record in enumerate(records):
            if record.id == key:
                changed = (*records[:n], change(reading, record), *records[n + 1 :])
                carried.readings[at] = msgspec.structs.replace(reading, **{part: changed})
                return reading.report, record
    return None


def _teller(reading: Reading, name: str, role: str | None, was: Teller | None) -> Teller:
    folded = name.casefold()
    entity = next((e for e in reading.entities if folded in {n.casefold() for n in (e.name, *e.aliases)}), None)
    kind = role or (
        entity.type if entity and entity.type in ("person", "organisation") else was.role if was else "person"
    )
    # The kind was checked by `check`.
    return Teller(name=name, role=kind, entity=entity.id if entity else None)  # type: ignore[arg-type]


def _with_chain(statement: Statement, chain: tuple[Teller, ...]) -> Statement:
    was = statement.attribution
    kind = "indirect" if was.kind == "own" else was.kind
    attribution = Attribution(
        kind=kind, content=was.content or ((statement.start, statement.end),), source=was.source, cue=was.cue,
        speaker=chain[0].entity if chain else None, chain=chain,
    )  # fmt: skip
    return msgspec.structs.replace(statement, attribution=attribution)


def _correct_speaker(carried: Carried, key: str, decision: Decision) -> None:
    name, role = decision.value["name"], decision.value.get("role")

    def change(reading: Reading, statement: Statement) -> Statement:
        was = statement.attribution.chain
        return _with_chain(statement, (_teller(reading, name, role, was[0] if was else None), *was[1:]))

    found = _replace(carried, "statements", key, change)
    if found:
        _say(carried, found[0], f"“{found[1].text[:60]}” is told by {name}", decision)


def _correct_tellers(carried: Carried, key: str, decision: Decision) -> None:
    names = decision.value["chain"]

    def change(reading: Reading, statement: Statement) -> Statement:
        return _with_chain(statement, tuple(_teller(reading, name, None, None) for name in names))

    found = _replace(carried, "statements", key, change)
    if found:
        _say(carried, found[0], f"“{found[1].text[:60]}” came by {' from '.join(names)}", decision)


def _correct_figure(carried: Carried, key: str, decision: Decision) -> None:
    value = decision.value
    low, high = value["low"], value.get("high", value["low"])

    def change(_: Reading, was: Quantity) -> Quantity:
        unit = value.get("unit", was.unit)
        base = _scaled(was, low, high) if unit == was.unit else None
        return msgspec.structs.replace(
            was, low=low, high=high, unit=unit, counted=value.get("counted", was.counted), base=base
        )

    found = _replace(carried, "quantities", key, change)
    if found:
        _say(
            carried,
            found[0],
            f"the figure “{found[1].text}” is {low:g}" + (f" to {high:g}" if high != low else ""),
            decision,
        )


def _scaled(was: Quantity, low: float, high: float) -> Base | None:
    """Return the base of a corrected figure of the same unit: the old factor holds (of temperatures it is no factor:
    none then)."""
    base = was.base
    if base is None or not was.low or base.low is None or was.unit in ("degree Celsius", "degree Fahrenheit"):
        return None
    factor = base.low / was.low
    return Base(low=low * factor, high=high * factor, unit=base.unit)


def _correct_date(carried: Carried, key: str, decision: Decision) -> None:
    first = decision.value["from"]
    last = decision.value.get("to", first)
    for at, report in enumerate(carried.reports):
        if report.id == key:
            carried.reports[at] = msgspec.structs.replace(report, published=first)
            _say(carried, key, f"the report is of {first}", decision)
            return

    found = _replace(
        carried, "times", key, lambda _, was: msgspec.structs.replace(was, from_=first, to=last, value=first)
    )
    if found:
        _move_on_timeline(carried, found[0], key, first, last)
        _say(carried, found[0], f"“{found[1].text}” is {first}" + (f" to {last}" if last != first else ""), decision)


def _move_on_timeline(carried: Carried, report: str, key: str, first: str, last: str) -> None:
    for at, reading in enumerate(carried.readings):
        if reading.report != report:
            continue
        moved = {s.id for s in reading.statements if key in s.times}
        was = {entry.statement: entry for entry in reading.timeline if entry.statement in moved}
        kept = tuple(entry for entry in reading.timeline if entry.statement not in moved)
        precision: Literal["time", "day"] = "time" if "T" in first else "day"
        fresh = tuple(
            TimelineEntry(from_=first, to=last, precision=precision, statement=sid) for sid in sorted(was or moved)
        )
        carried.readings[at] = msgspec.structs.replace(reading, timeline=(*kept, *fresh))


_CORRECTIONS: Mapping[str, Callable[[Carried, str, Decision], None]] = {
    "speaker.correct": _correct_speaker,
    "tellers.correct": _correct_tellers,
    "figure.correct": _correct_figure,
    "date.correct": _correct_date,
}
