"""Reading -> lines: each record with the rule or head that made it and its words, for whoever asks why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from crossread.model import Reading, Statement

# The part of the reader behind records that name no rule of their own.
HEADS: Mapping[str, str] = {
    "entities": "names and coreference heads",
    "statements": "clause tree",
    "quantities": "figure grammar",
    "times": "time grammar",
    "exchange": "frames of exchange",
    "relations": "frames of relations",
    "timeline": "times of statements",
    "descriptions": "words beside names",
}


class Explained(msgspec.Struct, frozen=True):
    """One record: its kind, what made it, its words, and what was read of them."""

    kind: str
    made_by: str
    words: str
    says: str = ""


def explain(reading: Reading) -> Iterator[Explained]:
    """Yield every record of a reading, kind by kind, in the reading's order."""
    told = {s.id: s.text for s in reading.statements}
    for kind, head in HEADS.items():
        for record in getattr(reading, kind):
            words = (
                getattr(record, "text", None)
                or getattr(record, "name", None)
                or told.get(getattr(record, "statement", ""), "")
            )
            says = SAYS[kind](record) if kind in SAYS else ""
            yield Explained(kind, getattr(record, "rule", "") or head, " ".join(words.split()), says)


def as_text(reading: Reading) -> str:
    """Return the records as lines under a heading a kind; a kind without records is named with 0."""
    found = list(explain(reading))
    lines: list[str] = []
    for kind in HEADS:
        rows = [one for one in found if one.kind == kind]
        lines.append(f"{kind}: {len(rows)}")
        lines += [f"  [{one.made_by}] {one.words}" + (f"  – {one.says}" if one.says else "") for one in rows]
    lines += [f"warning: {warning.message}" for warning in reading.warnings]
    return "\n".join(lines) + "\n"


def _statement(statement: Statement) -> str:
    cues = ", ".join(f"“{cue.text}”" for cue in statement.certainty.cues)
    parts = [statement.certainty.label + (f" ({cues})" if cues else ""), statement.status]
    if statement.withdrawn is not None:
        parts.append(f"withdrawn (“{statement.withdrawn.text}”)")
    if statement.attribution.chain:
        parts.append("told by " + " < ".join(teller.name for teller in statement.attribution.chain))
    return "; ".join(parts)


def _parties(record: Any) -> str:
    sides = ((side, getattr(record, side, None)) for side in ("party", "giver", "receiver", "by", "from_", "to"))
    named = ", ".join(f"{side.rstrip('_')} {party.name}" for side, party in sides if party is not None)
    item = f": {record.item}" if getattr(record, "item", "") else ""
    return f"{record.kind}{item}" + (f" ({named})" if named else "")


SAYS: Mapping[str, Callable[[Any], str]] = {
    "entities": lambda entity: f"{entity.type}, {len(entity.mentions)} mentions",
    "statements": _statement,
    "quantities": lambda q: f"{q.bound} {q.low:g} {q.unit or ''}".rstrip() if q.low is not None else q.bound,
    "times": lambda time: time.value,
    "exchange": _parties,
    "relations": _parties,
    "timeline": lambda entry: f"{entry.from_} to {entry.to}",
}
