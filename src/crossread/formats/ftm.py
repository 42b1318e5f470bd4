"""FollowTheMoney: reports, parties, mentions, statements, claims and links as entities, made and checked by
`followthemoney`.

Two forms: one JSON line an entity, which OpenAleph and yente load, and one JSON line a value (FollowTheMoney's
"statements"), whose `origin` is the id of the Crossread record that the value is from. What FollowTheMoney has no
property for (places, certainty, corroboration, differences) stands in `notes` and `keywords`, as text.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from crossread.errors import MissingExtra
from crossread.formats.exported import Export, count_of, uuid_of, whole
from crossread.model import Claim, Dossier, Entity, Exchange, Party, Report, Statement

DATASET = "crossread"
# Schemata (followthemoney 4, `schema/*.yaml`) for our types of entity; the others are no things that it knows.
SCHEMATA = {
    "person": "Person",
    "organisation": "Organization",
    "group": "LegalEntity",
    "place": "Address",
    "event": "Event",
}
_LEGAL = frozenset({"person", "organisation", "group"})  # what a Mention may resolve to, and who may pay


def to_entities(dossier: Dossier) -> Export:
    """Return a JSON line an entity; raises MissingExtra without `followthemoney`."""
    made = _Entities(dossier)
    lines = [json.dumps(_plain(one), ensure_ascii=False) for one in made.entities.values()]
    return Export("".join(f"{line}\n" for line in lines).encode("utf-8"), made.losses())


def to_statements(dossier: Dossier) -> Export:
    """Return a JSON line a value, with the record that it is from as its `origin`; raises MissingExtra without
    `followthemoney`."""
    made = _Entities(dossier)
    out = io.BytesIO()
    values = [
        one
        for entity in made.entities.values()
        for one in sorted(entity.statements, key=lambda s: (s.prop, s.value, s.id))
    ]
    _library("followthemoney.statement.serialize").write_statements(out, "json", values)
    return Export(out.getvalue(), made.losses())


def _library(module: str) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtra("FollowTheMoney", "followthemoney", "ftm") from error


def _plain(entity: Any) -> dict[str, Any]:
    """Return an entity with its properties and values in an order of their own: the library keeps them in sets."""
    held = entity.properties
    properties = {name: sorted(held[name]) for name in sorted(held)}
    return {
        "id": entity.id,
        "caption": entity.caption,
        "schema": entity.schema.name,
        "datasets": [DATASET],
        "properties": properties,
    }


def _id(*parts: str) -> str:
    return f"{DATASET}-{uuid_of(*parts)}"


class _Entities:
    """Collects the entities; one is there before another points at it."""

    def __init__(self, dossier: Dossier) -> None:
        self.made: Any = _library("followthemoney.statement").StatementEntity
        self.dataset = _library("followthemoney.dataset").Dataset.make({"name": DATASET, "title": "Crossread"})
        self.dossier = dossier
        self.entities: dict[str, Any] = {}
        self.lost: Counter[str] = Counter()
        self.reports = {report.id: report for report in dossier.reports}
        self.said = {one.id: one for one in dossier.statements}
        self.parties = {one.id: one for one in dossier.entities if one.type in SCHEMATA}
        self.lost["an entity of a type that is no schema (facility, weapon, law …)"] = len(dossier.entities) - len(
            self.parties
        )
        for report in dossier.reports:
            self._report(report)
        for party in self.parties.values():
            self._party(party)
        for statement in dossier.statements:
            self._statement(statement)
        for claim in dossier.claims:
            self._claim(claim)
        self._links()

    def losses(self) -> tuple[str, ...]:
        """Say what was left out, a line a reason."""
        kept = (
            (sum(len(one.mentions) for one in self.parties.values()), "place of a mention", "places of mentions"),
            (len(self.dossier.times) + len(self.dossier.quantities), "figure and time", "figures and times"),
            (len(self.dossier.ledger), "row of the ledger", "rows of the ledger"),
            (len(self.dossier.copies), "copy's passages", "copies' passages"),
        )  # fmt: skip
        counted = [f"{count_of(number, 'record')}: {reason}" for reason, number in self.lost.items() if number]
        return tuple(counted + [f"{count_of(*one)}: FollowTheMoney has no property for it" for one in kept if one[0]])

    def _add(self, schema: str, key: str, record: str, held: dict[str, Iterable[str | None] | str | None]) -> str:
        """Make an entity of the record `record`, checked against its schema; a value that the library refuses is
        counted."""
        entity = self.made(self.dataset, {"id": _id(key), "schema": schema})
        for name, values in held.items():
            for value in (values,) if isinstance(values, str) else values or ():
                if not value:
                    continue
                before = len(entity.get(name))
                entity.add(name, whole(value), origin=whole(record))
                if len(entity.get(name)) == before and not entity.has(name):
                    self.lost[f"a value that is no {entity.schema.get(name).type.name} in FollowTheMoney"] += 1
        entity.schema.validate({"properties": entity.properties})
        self.entities[entity.id] = entity
        return str(entity.id)

    def _report(self, report: Report) -> None:
        copied = f"copy of {self.reports[report.copy_of].path}" if report.copy_of in self.reports else None
        held: dict[str, Iterable[str | None] | str | None] = {
            "fileName": report.path, "title": report.title, "name": report.title or report.path,
            "publisher": report.outlet,
            "publishedAt": report.published, "language": report.language, "bodyText": report.text, "notes": copied,
        }  # fmt: skip
        self._add("Article", report.id, report.id, held)

    def _party(self, one: Entity) -> None:
        name = one.name or one.id
        held: dict[str, Iterable[str | None] | str | None] = {"name": name, "alias": one.aliases, "notes": one.merged}
        key = self._add(SCHEMATA[one.type], one.id, one.id, held | ({"full": name} if one.type == "place" else {}))
        for report in dict.fromkeys(mention.report for mention in one.mentions if mention.report in self.reports):
            text = self.reports[report].text
            names = dict.fromkeys(text[m.start : m.end] for m in one.mentions if m.report == report)
            resolved = key if one.type in _LEGAL else None
            mention = {
                "document": _id(report),
                "name": names or [name],
                "resolved": resolved,
                "detectedSchema": SCHEMATA[one.type],
            }
            self._mention(f"{one.id}\x1f{report}", one.id, mention)

    def _mention(self, key: str, record: str, held: dict[str, Any]) -> None:
        if any(name.strip() for name in held["name"]):
            self._add("Mention", key, record, held)

    def _statement(self, one: Statement) -> None:
        if one.report not in self.reports:
            self.lost["a statement whose report is not in the dossier"] += 1
            return
        told = one.attribution
        by = " < ".join(teller.name for teller in told.chain)
        place = f"characters {one.start} to {one.end} of {self.reports[one.report].path}"
        words = [
            f"certainty: {one.certainty.label}",
            f"status: {one.status}",
            f"attribution: {told.kind}",
            *(["withdrawn"] if one.withdrawn else []),
        ]
        about = dict.fromkeys(part.entity for part in one.participants if part.entity in self.parties)
        held: dict[str, Iterable[str | None] | str | None] = {
            "name": one.gist.text if one.gist else one.text or "statement", "description": one.text,
            "notes": [place, f"on the word of {by}" if by else None],
            "keywords": ["statement", *words], "entity": [_id(one.report), *(_id(party) for party in about if party)],
            "publisher": self.reports[one.report].outlet,
        }  # fmt: skip
        self._add("Note", one.id, one.id, held)

    def _claim(self, claim: Claim) -> None:
        said = [sid for sid in claim.statements if sid in self.said and _id(sid) in self.entities]
        names = {origin.id: origin.name for origin in self.dossier.origins}
        told = [f"origin: {names[key]}" for key in claim.origins if key in names]
        held: dict[str, Iterable[str | None] | str | None] = {
            "name": claim.summary or "claim", "description": claim.corroboration.explanation,
            "notes": [one.explanation for one in claim.differences] + told,
            "keywords": ["claim", f"relation: {claim.relation}", f"corroboration: {claim.corroboration.state}"],
            "entity": [_id(sid) for sid in said] + [_id(key) for key in claim.reports if key in self.reports],
        }  # fmt: skip
        self._add("Note", claim.id, claim.id, held)

    def _links(self) -> None:
        for relation in self.dossier.relations:
            self._link(relation.id, relation.kind, (relation.from_, relation.to), relation.statement, "")
        for record in self.dossier.exchange:
            ends = (
                (record.by, record.party) if record.kind == "bars" else (record.giver or record.party, record.receiver)
            )
            if not self._payment(record, ends):
                self._link(record.id, record.kind, ends, record.statement, record.item)

    def _payment(self, record: Exchange, ends: tuple[Party | None, Party | None]) -> bool:
        """Make a Payment of money that has changed hands between two who can pay; say whether it is one."""
        base = next((one.base for one in self.dossier.quantities if one.id == record.quantity), None)
        statement = self.said.get(record.statement)
        keys = [self.parties.get(one.entity or "") if one else None for one in ends]
        paid = (
            record.kind == "transfers"
            and base is not None
            and base.low == base.high
            and statement is not None
            and statement.status == "happened"
        )
        if (
            not paid
            or base is None
            or base.low is None
            or len(base.unit) != 3
            or not all(one and one.type in _LEGAL for one in keys)
        ):
            return False
        held: dict[str, Iterable[str | None] | str | None] = {
            "payer": [_id(one.id) for one in keys[:1] if one], "beneficiary": [_id(one.id) for one in keys[1:] if one],
            "amount": f"{base.low:g}", "currency": base.unit, "purpose": record.item, **self._proof(record.statement),
        }  # fmt: skip
        self._add("Payment", record.id, record.id, held)
        return True

    def _link(self, key: str, role: str, ends: tuple[Party | None, Party | None], statement: str, item: str) -> None:
        first, second = (self.parties.get(one.entity or "") if one else None for one in ends)
        if not first or not second or first.id == second.id:
            self.lost["a link asks for two entities"] += 1
            return
        held: dict[str, Iterable[str | None] | str | None] = {
            "subject": _id(first.id),
            "object": _id(second.id),
            "role": role,
            "description": item,
        }
        self._add("UnknownLink", key, key, held | self._proof(statement))

    def _proof(self, statement: str) -> dict[str, str]:
        one = self.said.get(statement)
        return {"proof": _id(one.report), "summary": one.text} if one and one.report in self.reports else {}
