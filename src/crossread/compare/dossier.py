"""Readings of one pile -> the dossier: entities merged, claims made, differences typed, origins counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import msgspec

from crossread.compare.decided import NOTHING_DECIDED, Decided, regroup_claims, regroup_entities
from crossread.compare.differences.kinds import Story as ClaimStory
from crossread.compare.differences.kinds import find_differences, nearby, relation_of
from crossread.compare.differences.rates import rates_told
from crossread.compare.differences.slots import Nearby
from crossread.compare.entities import merge_entities
from crossread.compare.figures import figure_series
from crossread.compare.ledger import Basis, make_ledger
from crossread.compare.origins.corroboration import corroborate
from crossread.compare.origins.lines import Origins, find_origins
from crossread.compare.origins.lines import Pile as Lineage
from crossread.compare.remapped import remapped_reading
from crossread.compare.same_fact.grouping import ClaimGroup, group_claims
from crossread.compare.same_fact.score import PairModel
from crossread.compare.same_fact.views import StatementView, view_statements
from crossread.compare.withdrawal import withdraw
from crossread.ids import make_id
from crossread.model import (
    Claim,
    Dossier,
    OriginLink,
    Reading,
    Report,
    Statement,
    Story,
    Warning,
)


def compare(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    *,
    warnings: Iterable[Warning] = (),
    model: PairModel | None = None,
    decided: Decided = NOTHING_DECIDED,
) -> Dossier:
    """Lay the readings side by side.

    `model` reads pairs of statements; without one, named features alone say what is one claim. `decided` is what a
    person joined, parted and withdrew.
    """
    without = decided.without
    readings = [_keep_grounded(reading) for reading in readings]
    dossier = _assemble(reports, readings, stories, tuple(warnings), model, decided)
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
    return _assemble(reports, kept, stories, (*warnings, *said, count), model, decided)


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
        warnings = (
            *warnings,
            Warning(report=reading.report, message=f"{dropped} relations without a statement left out"),
        )
    return msgspec.structs.replace(
        reading, exchange=exchange, relations=relations, timeline=timeline, quantities=quantities, warnings=warnings
    )


def _assemble(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    stories: Sequence[Story],
    warnings: tuple[Warning, ...],
    model: PairModel | None,
    decided: Decided,
) -> Dossier:
    story_of = {report: story.id for story in stories for report in story.reports}
    merge = merge_entities([reading.entities for reading in readings], story_of)
    merge = regroup_entities(merge, [entity for reading in readings for entity in reading.entities], decided.entities)
    mapping = merge.mapping
    remapped = [remapped_reading(reading, mapping) for reading in readings]
    statements = [statement for reading in remapped for statement in reading.statements]
    exchange = [x for reading in remapped for x in reading.exchange]
    relations = [x for reading in remapped for x in reading.relations]
    descriptions = [d for reading in remapped for d in reading.descriptions]
    origins = find_origins(Lineage(reports, stories, merge.entities, relations, descriptions), statements)
    views = view_statements(reports, remapped, merge.entities, mapping)
    groups = group_claims(views, story_of, model)
    groups = regroup_claims(groups, {view.statement.id: index for index, view in enumerate(views)}, decided.claims)
    published = {report.id: report.published for report in reports}
    claims, claim_of, links = _claims(groups, views, reports, origins, nearby(remapped), story_of)
    quantities = {q.id: q for reading in readings for q in reading.quantities}
    by_id = {s.id: s for s in statements}
    basis = Basis({r.id: r for r in reports}, {e.id: e for e in merge.entities}, by_id, quantities, origins)
    sheet = make_ledger(exchange, relations, basis)
    return Dossier(
        reports=tuple(reports),
        stories=tuple(stories),
        entities=merge.entities,
        statements=tuple(msgspec.structs.replace(s, claim=claim_of[s.id]) for s in statements),
        quantities=tuple(q for reading in readings for q in reading.quantities),
        times=tuple(t for reading in readings for t in reading.times),
        claims=claims,
        figures=figure_series(views, claim_of, story_of, published, origins.of_statement),
        origins=origins.origins,
        links=tuple({link.id: link for link in (*origins.links, *links)}.values()),
        descriptions=tuple(descriptions),
        exchange=tuple(exchange),
        relations=tuple(relations),
        ledger=sheet.rows,
        matches=sheet.matches,
        bargains=sheet.bargains,
        ties=sheet.ties,
        timeline=tuple(
            sorted((t for reading in readings for t in reading.timeline), key=lambda t: (t.from_, t.to, t.statement))
        ),
        warnings=warnings,
    )


def _claims(
    groups: Sequence[ClaimGroup],
    views: Sequence[StatementView],
    reports: Sequence[Report],
    origins: Origins,
    near: Mapping[str, Nearby],
    story_of: Mapping[str, str],
) -> tuple[tuple[Claim, ...], dict[str, str], list[OriginLink]]:
    by_report = {report.id: report for report in reports}
    published = {report.id: report.published for report in reports}
    told = [(view.statement.id, origins.line(view.statement)) for view in views]
    line_of = {statement: line for statement, line in told if line is not None}
    rates = rates_told(views, story_of)
    any_story = ClaimStory(published, line_of, lambda report: _label(by_report[report]), near)
    claims: list[Claim] = []
    claim_of: dict[str, str] = {}
    links: list[OriginLink] = []
    for group in groups:
        members = [views[index].statement for index in group.members]
        claim_id = make_id("c", *(s.id for s in members))
        where = tuple(dict.fromkeys(s.report for s in members))
        story = replace(any_story, rates=rates[story_of.get(where[0], where[0])])
        differences = find_differences([(index, views[index]) for index in group.members], group.scores, story)
        scores = {(views[i].statement.id, views[j].statement.id): score.value for (i, j), score in group.scores.items()}
        weighed = corroborate(members, origins, by_report, scores)
        links += weighed.links
        claims.append(
            Claim(
                id=claim_id,
                summary=_summary(members, published),
                statements=tuple(s.id for s in members),
                reports=where,
                relation=relation_of(differences, len(where)),
                differences=differences,
                origins=weighed.origins,
                corroboration=weighed.corroboration,
            )
        )
        claim_of.update({s.id: claim_id for s in members})
    return tuple(claims), claim_of, links


def _label(report: Report) -> str:
    """Return how a report is named to the reader: its outlet, its headline, else its file."""
    title = f"“{report.title}”" if report.title else None
    return report.outlet or title or report.path.replace("\\", "/").rsplit("/", 1)[-1]


def _summary(members: Sequence[Statement], published: Mapping[str, str | None]) -> str:
    """Return the words of the most concise full statement, earliest report first: always words of a report."""
    best = min(members, key=lambda s: (abs(len(s.text) - 90), published.get(s.report) or "9999", s.id))
    return " ".join(best.text.split())
