"""Records of single readings -> the same records with the ids of merged entities."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from crossread.model import Description, Exchange, Party, PartyRelation, Reading, Statement


def remapped_reading(reading: Reading, mapping: Mapping[str, str]) -> Reading:
    """Return a reading whose statements, exchange, relations and descriptions have the ids of merged entities."""
    return msgspec.structs.replace(
        reading,
        statements=tuple(remapped_statement(s, mapping) for s in reading.statements),
        exchange=tuple(remapped_exchange(x, mapping) for x in reading.exchange),
        relations=tuple(remapped_relation(x, mapping) for x in reading.relations),
        descriptions=tuple(remapped_description(d, mapping) for d in reading.descriptions),
    )


def remapped_statement(statement: Statement, mapping: Mapping[str, str]) -> Statement:
    """Return a statement with the ids of merged entities."""
    attribution = statement.attribution
    return msgspec.structs.replace(
        statement,
        participants=tuple(
            msgspec.structs.replace(p, entity=mapping.get(p.entity)) if p.entity else p for p in statement.participants
        ),
        attribution=msgspec.structs.replace(
            attribution,
            speaker=mapping.get(attribution.speaker) if attribution.speaker else None,
            chain=tuple(
                msgspec.structs.replace(t, entity=mapping.get(t.entity)) if t.entity else t for t in attribution.chain
            ),
        ),
    )


def _party(party: Party | None, mapping: Mapping[str, str]) -> Party | None:
    if party is None or party.entity is None:
        return party
    return msgspec.structs.replace(party, entity=mapping.get(party.entity))


def remapped_exchange(record: Exchange, mapping: Mapping[str, str]) -> Exchange:
    """Return an exchange record with the ids of merged entities."""
    sides = {name: _party(getattr(record, name), mapping) for name in ("party", "giver", "receiver", "by")}
    return msgspec.structs.replace(record, **sides)


def remapped_description(description: Description, mapping: Mapping[str, str]) -> Description:
    """Return a description with the ids of merged entities."""
    return msgspec.structs.replace(
        description,
        entity=mapping.get(description.entity) if description.entity else None,
        whose=tuple(
            msgspec.structs.replace(p, entity=mapping.get(p.entity)) if p.entity else p for p in description.whose
        ),
    )


def remapped_relation(record: PartyRelation, mapping: Mapping[str, str]) -> PartyRelation:
    """Return a relation with the ids of merged entities."""
    return msgspec.structs.replace(record, from_=_party(record.from_, mapping), to=_party(record.to, mapping))
