"""Records of one statement of which one leaves no room for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TypeVar

from crossread.model import Exchange, PartyRelation

Record = TypeVar("Record", Exchange, PartyRelation)


def without_outdone(records: Iterable[Record], outdoes: Callable[[Record, Record], bool]) -> list[Record]:
    """Return the records that no other of their statement outdoes, in order; a statement has few, a report may have
    thousands."""
    kept = list(records)
    beside: dict[str, list[Record]] = defaultdict(list)
    for record in kept:
        beside[record.statement].append(record)
    return [one for one in kept if not any(outdoes(other, one) for other in beside[one.statement])]
