"""Statements as they are laid beside one another: with their profiles, figures, times, and merged entities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

import msgspec

from crossread.model import Deed, Entity, Participant, Quantity, Reading, Report, Statement, StatementProfile, Time
from crossread.model_runtime.pair_marks import sentence_around

noun_of = attrgetter("head")  # of a participant: the lemma of the noun that says who or what


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement in its sentence. `root` is the report whose text it is: of a copy, that of its source.

    `entities`, `agents` and `patients` are ids of merged entities, `words` the lemmas and name words of its own words;
    those who do and suffer its `deeds` have ids of merged entities too; `known` are all entities, by id. `text` is its
    sentence, `span` its place in it (code points).
    """

    statement: Statement
    profile: StatementProfile
    root: str
    text: str
    span: tuple[int, int]
    words: frozenset[str]
    entities: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    deeds: tuple[Deed, ...] = ()
    known: Mapping[str, Entity] = field(default_factory=dict)


def view_statements(
    reports: Sequence[Report], readings: Sequence[Reading], entities: Sequence[Entity], mapping: Mapping[str, str]
) -> tuple[StatementView, ...]:
    """Return the view of every statement, in the order of the readings; `mapping` leads from local to merged
    entities."""
    by_id = {report.id: report for report in reports}
    known = {entity.id: entity for entity in entities}
    stands = {entity.id: entity.stands_for or entity.id for entity in entities}

    def merged(keys: Iterable[str | None]) -> frozenset[str]:
        found = (mapping.get(key, key) for key in keys if key)
        return frozenset(stands.get(key, key) for key in found)

    def party(told: Participant | None) -> Participant | None:
        if told is None or told.entity is None:
            return told
        return msgspec.structs.replace(told, entity=next(iter(merged((told.entity,)))))

    views = []
    for reading in readings:
        report = by_id[reading.report]
        figures = {quantity.id: quantity for quantity in reading.quantities}
        dates = {time.id: time for time in reading.times}
        profiles = {profile.statement: profile for profile in reading.profiles}
        for statement in reading.statements:
            profile = profiles[statement.id]
            text, span = sentence_around(report.text, statement.start, statement.end)
            sides = {
                role: [p.entity for p in statement.participants if p.role == role] for role in ("agent", "patient")
            }
            views.append(
                StatementView(
                    statement=statement,
                    profile=profile,
                    root=report.copy_of or report.id,
                    text=text,
                    span=span,
                    words=frozenset((*profile.lemmas, *profile.names)),
                    entities=merged(profile.entities),
                    agents=merged(sides["agent"]),
                    patients=merged(sides["patient"]),
                    quantities=tuple(figures[key] for key in profile.quantities if key in figures),
                    times=tuple(dates[key] for key in profile.times if key in dates),
                    deeds=tuple(
                        Deed(word=d.word, doer=party(d.doer), of=party(d.of), forced=d.forced) for d in profile.deeds
                    ),
                    known=known,
                )
            )
    return tuple(views)
