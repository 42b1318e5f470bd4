"""Readings of one pile -> the dossier: entities merged, claims made, differences typed, origins counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from crossread.compare.differences.kinds import find_differences, relation_of
from crossread.compare.entities import merge_entities
from crossread.compare.origins.corroboration import corroborate
from crossread.compare.origins.lines import Origins, find_origins
from crossread.compare.origins.lines import Pile as Lineage
from crossread.compare.same_fact.grouping import ClaimGroup, group_claims
from crossread.compare.same_fact.profile import StatementFeatures, features_of
from crossread.compare.same_fact.word_vectors import Pile, make_pile
from crossread.compare.withdrawal import withdraw
from crossread.ids import make_id
from crossread.model import (
    Claim,
    Description,
    Difference,
    Dossier,
    Exchange,
    OriginLink,
    Party,
    PartyRelation,
    Reading,
    Report,
    Statement,
    Story,
    Warning,
)

MAX_PAIRS_COMPARED = 400  # statements of one claim compared pair by pair up to here; beyond, against the first


def compare(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    *,
    warnings: Iterable[Warning] = (),
    without: Sequence[str] = (),
) -> Dossier:
    """Lay the readings side by side. `without` withdraws origins or reports, by id, name, outlet or path."""
    readings = [_keep_grounded(reading) for reading in readings]
    dossier = _assemble(reports, readings, stories, tuple(warnings))
    if not without:
        return dossier
    fallen = withdraw(dossier, without)
    gone = frozenset(fallen.statements)
    kept = [_without(reading, gone) for reading in readings]
    said = tuple(
        Warning(message=f"withdrawn: {name!r} matches nothing; name an origin or a report by id, name, outlet or path")
        for name in fallen.unknown
    )
    count = Warning(
        message=f"withdrawn: {', '.join(without)}; {len(gone)} statements rest on that and were left out; "
        f"{len(fallen.claims)} claims fall with them, {len(fallen.changed)} keep fewer statements"
    )
    return _assemble(reports, kept, stories, (*warnings, *said, count))


def _without(reading: Reading, gone: frozenset[str]) -> Reading:
    statements = tuple(s for s in reading.statements if s.id not in gone)
    figures = {q for s in statements for q in s.quantities}
    times = {t for s in statements for t in s.times}
    cut = msgspec.structs.replace(
        reading,
        statements=statements,
        quantities=tuple(q for q in reading.quantities if q.id in figures),
        times=tuple(t for t in reading.times if t.id in times),
    )
    return _keep_grounded(cut)


def _keep_grounded(reading: Reading) -> Reading:
    """Drop what leads to no statement: no span, no statement; a count of what was dropped is a warning."""
    known = {s.id for s in reading.statements}
    exchange = tuple(x for x in reading.exchange if x.statement in known)
    relations = tuple(x for x in reading.relations if x.statement in known)
    timeline = tuple(x for x in reading.timeline if x.statement in known)
    quantities = tuple(
        q if q.statement is None or q.statement in known else msgspec.structs.replace(q, statement=None)
        for q in reading.quantities
    )
    dropped = len(reading.exchange) + len(reading.relations) - len(exchange) - len(relations)
    warnings = reading.warnings
    if dropped:
        warnings = (*warnings, Warning(report=reading.report, message=f"{dropped} relations without a statement left out"))
    return msgspec.structs.replace(
        reading, exchange=exchange, relations=relations, timeline=timeline, quantities=quantities, warnings=warnings
    )


def _assemble(
    reports: Sequence[Report], readings: Sequence[Reading], stories: Sequence[Story], warnings: tuple[Warning, ...]
) -> Dossier:
    story_of = {report: story.id for story in stories for report in story.reports}
    merge = merge_entities([reading.entities for reading in readings], story_of)
    mapping = merge.mapping
    statements = [_remap_statement(s, mapping) for reading in readings for s in reading.statements]
    exchange = [_remap_exchange(x, mapping) for reading in readings for x in reading.exchange]
    relations = [_remap_relation(x, mapping) for reading in readings for x in reading.relations]
    descriptions = [_remap_description(d, mapping) for reading in readings for d in reading.descriptions]
    origins = find_origins(Lineage(reports, stories, merge.entities, relations, descriptions), statements)
    features = features_of(readings, merge.entities, mapping)
    source_of = {report.id: report.copy_of for report in reports if report.copy_of}
    pile = make_pile(features)
    groups = group_claims(features, pile, story_of, source_of)
    claims, claim_of, links = _claims(groups, features, pile, statements, reports, origins)
    return Dossier(
        reports=tuple(reports),
        stories=tuple(stories),
        entities=merge.entities,
        statements=tuple(msgspec.structs.replace(s, claim=claim_of[s.id]) for s in statements),
        quantities=tuple(q for reading in readings for q in reading.quantities),
        times=tuple(t for reading in readings for t in reading.times),
        claims=claims,
        origins=origins.origins,
        links=tuple({link.id: link for link in (*origins.links, *links)}.values()),
        descriptions=tuple(descriptions),
        exchange=tuple(exchange),
        relations=tuple(relations),
        timeline=tuple(
            sorted((t for reading in readings for t in reading.timeline), key=lambda t: (t.from_, t.to, t.statement))
        ),
        warnings=warnings,
    )


def _claims(
    groups: Sequence[ClaimGroup],
    features: Sequence[StatementFeatures],
    pile: Pile,
    statements: Sequence[Statement],
    reports: Sequence[Report],
    origins: Origins,
) -> tuple[tuple[Claim, ...], dict[str, str], list[OriginLink]]:
    by_report = {report.id: report for report in reports}
    published = {report.id: report.published for report in reports}
    claims: list[Claim] = []
    claim_of: dict[str, str] = {}
    links: list[OriginLink] = []

    def label(report: str) -> str:
        found = by_report[report]
        return found.outlet or (f"“{found.title}”" if found.title else found.path.replace("\\", "/").rsplit("/", 1)[-1])

    for group in groups:
        members = [statements[index] for index in group.members]
        claim_id = make_id("c", *(s.id for s in members))
        where = tuple(dict.fromkeys(s.report for s in members))
        differences: list[Difference] = []
        for i, j in _pairs(group.members):
            a, b = features[i], features[j]
            if a.statement.report == b.statement.report or a.statement.text == b.statement.text:
                continue
            same_line = origins.line(a.statement) is not None and origins.line(a.statement) == origins.line(b.statement)
            differences += find_differences(a, b, published, same_line, label, pile)
        weighed = corroborate(members, origins, by_report)
        links += weighed.links
        claims.append(
            Claim(
                id=claim_id,
                summary=_summary(members, published),
                statements=tuple(s.id for s in members),
                reports=where,
                relation=relation_of(tuple(differences), len(where)),
                differences=tuple(differences),
                origins=weighed.origins,
                corroboration=weighed.corroboration,
            )
        )
        claim_of.update({s.id: claim_id for s in members})
    return tuple(claims), claim_of, links


def _pairs(members: Sequence[int]) -> list[tuple[int, int]]:
    pairs = [(i, j) for at, i in enumerate(members) for j in members[at + 1 :]]
    return pairs if len(pairs) <= MAX_PAIRS_COMPARED else [(members[0], j) for j in members[1:]]


def _summary(members: Sequence[Statement], published: Mapping[str, str | None]) -> str:
    """Return the words of the most concise full statement, earliest report first: always words of a report."""
    best = min(members, key=lambda s: (abs(len(s.text) - 90), published.get(s.report) or "9999", s.id))
    return " ".join(best.text.split())


def _remap_statement(statement: Statement, mapping: Mapping[str, str]) -> Statement:
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


def _remap_exchange(record: Exchange, mapping: Mapping[str, str]) -> Exchange:
    sides = {name: _party(getattr(record, name), mapping) for name in ("party", "giver", "receiver", "by")}
    return msgspec.structs.replace(record, **sides)


def _remap_description(description: Description, mapping: Mapping[str, str]) -> Description:
    return msgspec.structs.replace(
        description,
        entity=mapping.get(description.entity) if description.entity else None,
        whose=tuple(msgspec.structs.replace(p, entity=mapping.get(p.entity)) if p.entity else p for p in description.whose),
    )


def _remap_relation(record: PartyRelation, mapping: Mapping[str, str]) -> PartyRelation:
    return msgspec.structs.replace(record, from_=_party(record.from_, mapping), to=_party(record.to, mapping))
