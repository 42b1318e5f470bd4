"""The exchange of all reports as one ledger: rows, matches, bargains, and the ties of the parties.

A row is what records of one kind say of one party and one class of item, whichever report says it. A person who leads a
country stands in its rows: what Kim needs, North Korea needs. A match joins a need with what another has, offers or
hands over of that class: derived, never said, so it bears both sentences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from typing import Literal

from crossread.compare.origins.corroboration import corroborate
from crossread.compare.origins.lines import Origins
from crossread.ids import make_id
from crossread.languages.tables import fold, load
from crossread.model import (
    Entity,
    Exchange,
    FigureDifference,
    LedgerBargain,
    LedgerMatch,
    LedgerRow,
    Party,
    PartyRelation,
    Quantity,
    Report,
    Statement,
    Tie,
)

SIGNS: Mapping[str, int] = {"supports": 1, "cooperates": 1, "meets": 1, "opposes": -1}
HAVING: tuple[Literal["holds", "offers", "transfers"], ...] = ("holds", "offers", "transfers")
MAX_MATCHES = 200  # of one pile; no story has been seen with more
LEAST_RATIO = 1.01  # figures of one unit closer than this are called the same
_MAIN = {
    "holds": ("party",),
    "needs": ("party",),
    "offers": ("giver",),
    "transfers": ("giver", "receiver"),
    "bars": ("party", "by"),
}
_OTHER = {"holds": (), "needs": ("giver",), "offers": ("receiver",), "transfers": ("receiver",), "bars": ("by",)}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The ledger of one pile."""

    rows: tuple[LedgerRow, ...]
    matches: tuple[LedgerMatch, ...]
    bargains: tuple[LedgerBargain, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Basis:
    """What the ledger is made of."""

    reports: Mapping[str, Report]
    entities: Mapping[str, Entity]
    statements: Mapping[str, Statement]
    quantities: Mapping[str, Quantity]
    origins: Origins


@cache
def _classes() -> Mapping[str, str]:
    table: Mapping[str, str] = load("item_classes")["classes"]
    return {word: name for name, listed in table.items() for word in listed.split()}


def item_class(record: Exchange) -> str:
    """Return the class of a record's item by its kind of thing, else by the words of the item, else the thing
    itself."""
    known = _classes()
    words = [w.strip("“”\"',.").lower() for w in reversed(record.item.split())]
    for word in (record.thing, *words):
        for form in (word, word.removesuffix("s"), word.removesuffix("es")):
            if form in known:
                return known[form]
    return record.thing or (words[0] if words else "")


def make_ledger(exchange: Sequence[Exchange], relations: Sequence[PartyRelation], pile: Basis) -> Sheet:
    """Return the ledger of a pile's records; every row, match and tie leads to records, and so to sentences."""
    states = _states(relations, pile.entities)
    rows = _rows(exchange, pile, states)
    return Sheet(rows, _matches(rows, exchange, states), _bargains(rows, exchange), _ties(relations, pile))


def _states(relations: Iterable[PartyRelation], entities: Mapping[str, Entity]) -> dict[str, str]:
    """Return person -> the country that he leads, and seat of government -> its country."""
    found = {e.id: e.stands_for for e in entities.values() if e.stands_for is not None and e.stands_for in entities}
    for relation in relations:
        person, body = entities.get(relation.from_.entity or ""), entities.get(relation.to.entity or "")
        if (
            relation.kind == "leads"
            and person is not None
            and body is not None
            and (person.type, body.type) == ("person", "place")
        ):
            found.setdefault(person.id, body.stands_for or body.id)
    return found


def _key(party: Party | None, states: Mapping[str, str]) -> str:
    if party is None:
        return ""
    return states.get(party.entity or "", party.entity) or fold(party.name)


def _first(record: Exchange, slots: Iterable[str]) -> Party | None:
    return next((party for slot in slots if (party := getattr(record, slot)) is not None), None)


def _rows(exchange: Sequence[Exchange], pile: Basis, states: Mapping[str, str]) -> tuple[LedgerRow, ...]:
    grouped: dict[tuple[str, ...], list[Exchange]] = defaultdict(list)
    for record in exchange:
        main = _first(record, _MAIN[record.kind])
        other = _first(record, _OTHER[record.kind])
        if main is None:
            continue
        told = _key(other, states) if record.kind == "transfers" else ""
        grouped[record.kind, _key(main, states), told, item_class(record)].append(record)
    return tuple(_row(key, records, pile, states) for key, records in grouped.items())


def _row(key: tuple[str, ...], records: Sequence[Exchange], pile: Basis, states: Mapping[str, str]) -> LedgerRow:
    kind = records[0].kind
    statements = [pile.statements[s] for s in dict.fromkeys(r.statement for r in records)]
    weighed = corroborate(statements, pile.origins, pile.reports)
    figures = tuple(dict.fromkeys(r.quantity for r in records if r.quantity))
    main, other = (
        _first(records[0], _MAIN[kind]),
        next((p for r in records if (p := _first(r, _OTHER[kind])) is not None), None),
    )
    assert main is not None
    return LedgerRow(
        id=make_id("l", *key, *(r.id for r in records)),
        kind=kind,
        party=_named(main, pile.entities, states),
        other=_named(other, pile.entities, states) if other is not None and other != main else None,
        item_class=key[-1],
        items=tuple(dict.fromkeys(r.item for r in records)),
        records=tuple(r.id for r in records),
        reports=tuple(dict.fromkeys(s.report for s in statements)),
        origins=weighed.origins,
        quantities=figures,
        differences=_differences([pile.quantities[q] for q in figures if q in pile.quantities]),
        corroboration=weighed.corroboration,
        certainty=max((s.certainty for s in statements), key=lambda c: c.value),
        status=Counter(s.status for s in statements).most_common(1)[0][0],
    )


def _named(party: Party, entities: Mapping[str, Entity], states: Mapping[str, str]) -> Party:
    """Name a party by its entity: the country of the person or the seat that stands for it."""
    entity = entities.get(states.get(party.entity or "", party.entity or ""))
    return Party(name=entity.name, entity=entity.id) if entity is not None else party


def _differences(figures: Sequence[Quantity]) -> tuple[FigureDifference, ...]:
    """Return the figures of one row, of different reports and one unit, that are not the same."""
    found = []
    for a, b in combinations(figures, 2):
        if a.report == b.report or a.unit != b.unit or a.counted != b.counted or a.low is None or b.low is None:
            continue
        low, high = sorted((abs(a.low), abs(b.low)))
        if high and high / max(low, 1e-9) > LEAST_RATIO:
            found.append(
                FigureDifference(figures=(a.id, b.id), explanation=f"“{a.text}” in one report, “{b.text}” in another.")
            )
    return tuple(found)


def _matches(
    rows: Sequence[LedgerRow], exchange: Sequence[Exchange], states: Mapping[str, str]
) -> tuple[LedgerMatch, ...]:
    """Join every need with what another party has of that class; rows that more reports tell come first."""
    statement_of = {record.id: record.statement for record in exchange}
    having = [row for row in rows if row.kind in HAVING]
    bars = [row for row in rows if row.kind == "bars"]
    found = []
    for need in (row for row in rows if row.kind == "needs"):
        for source in having:
            if source.item_class != need.item_class or _key(source.party, states) == _key(need.party, states):
                continue
            told = (
                "got"
                if source.kind == "transfers"
                and source.other is not None
                and _key(source.other, states) != _key(need.party, states)
                else ""
            )
            if told:
                continue  # handed to somebody else
            ends = {_key(need.party, states), _key(source.party, states)}
            found.append(
                LedgerMatch(
                    id=make_id("m", need.id, source.id),
                    need=need.id,
                    source=source.id,
                    by=next(kind for kind in HAVING if kind == source.kind),
                    item_class=need.item_class,
                    needs=need.party,
                    has=source.party,
                    statements=(statement_of[need.records[0]], statement_of[source.records[0]]),
                    bars=tuple(b.id for b in bars if _key(b.party, states) in ends and b.item_class == need.item_class),
                )
            )
    weight = {row.id: len(row.reports) for row in rows}
    found.sort(key=lambda m: (-weight[m.need] - weight[m.source], m.id))
    return tuple(found[:MAX_MATCHES])


def _bargains(rows: Sequence[LedgerRow], exchange: Sequence[Exchange]) -> tuple[LedgerBargain, ...]:
    row_of = {record: row.id for row in rows for record in row.records}
    tied: dict[str, list[str]] = defaultdict(list)
    for record in exchange:
        if record.bargain:
            tied[record.bargain].append(record.id)
    return tuple(
        LedgerBargain(
            id=bargain, rows=tuple(dict.fromkeys(row_of[r] for r in records if r in row_of)), records=tuple(records)
        )
        for bargain, records in tied.items()
    )


def _ties(relations: Sequence[PartyRelation], pile: Basis) -> tuple[Tie, ...]:
    """Return the signed network: one edge for two parties, whichever of them is said to stand so to the other."""
    grouped: dict[tuple[str, str], list[PartyRelation]] = defaultdict(list)
    for relation in relations:
        if relation.kind in SIGNS:
            one, other = sorted((_key(relation.from_, {}), _key(relation.to, {})))
            grouped[one, other].append(relation)
    found = []
    for (one, other), told in grouped.items():
        signs = {SIGNS[r.kind] for r in told}
        sign: Literal[-1, 0, 1] = 0 if len(signs) > 1 else 1 if 1 in signs else -1
        found.append(
            Tie(
                id=make_id("k", one, other, *(r.id for r in told)),
                from_=told[0].from_,
                to=told[0].to,
                sign=sign,
                kinds=tuple(dict.fromkeys(r.kind for r in told)),
                relations=tuple(r.id for r in told),
                reports=tuple(dict.fromkeys(pile.statements[r.statement].report for r in told)),
            )
        )
    return tuple(found)
