"""The ledger over all reports: who holds, needs, offers, hands over what; what fits together; who stands with whom."""

from __future__ import annotations

from typing import Literal

import msgspec

from crossread.model.corroboration import Corroboration
from crossread.model.reading import Certainty, Party
from crossread.model.vocabulary import ExchangeKind, Record, RelationKind, Status

MatchBy = Literal["holds", "offers", "transfers"]


class FigureDifference(Record, frozen=True, kw_only=True):
    """Two figures of one row that are not the same, in one sentence."""

    figures: tuple[str, str]
    explanation: str


class LedgerRow(Record, frozen=True, kw_only=True):
    """All records that say the same of the same: one party (or one side to another), one kind, one class of item.

    `party` has, needs, gives or is barred; `other` is the other side, where the records name one. `item_class` groups
    items (arms, money, …), `items` are the words of the reports. `certainty` is that of the surest statement, `status`
    that of most.
    """

    id: str
    kind: ExchangeKind
    party: Party
    other: Party | None = None
    item_class: str
    items: tuple[str, ...]
    records: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...] = ()
    quantities: tuple[str, ...] = ()
    differences: tuple[FigureDifference, ...] = ()
    corroboration: Corroboration
    certainty: Certainty
    status: Status


class LedgerMatch(Record, frozen=True, kw_only=True):
    """What one party needs and another has: derived from two rows, said by no report.

    `statements` are the sentence of the need and the sentence of the having; `bars` rows that stand in the way.
    """

    id: str
    need: str
    source: str
    by: MatchBy
    item_class: str
    needs: Party
    has: Party
    statements: tuple[str, str]
    bars: tuple[str, ...] = ()
    derived: bool = True


class LedgerBargain(Record, frozen=True, kw_only=True):
    """Rows whose records are given in return for one another."""

    id: str
    rows: tuple[str, ...]
    records: tuple[str, ...]


class Tie(Record, frozen=True, kw_only=True):
    """How two parties stand to one another over all reports: one edge of the signed network of camps.

    `sign` is 1 for and with, -1 against, 0 where both are said.
    """

    id: str
    from_: Party = msgspec.field(name="from")
    to: Party
    sign: Literal[-1, 0, 1]
    kinds: tuple[RelationKind, ...]
    relations: tuple[str, ...]
    reports: tuple[str, ...]
