"""One report -> its reading: the only place that knows in which order a report is read."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.languages.tables import words
from crossread.model import Entity, Quantity, Reading, Report, Statement, Time, Warning, reporting_text
from crossread.model.mention_index import MentionIndex
from crossread.model_runtime.given import lay_over
from crossread.reading.chapters import chapters, join, part_of
from crossread.reading.entities.called import find_descriptions
from crossread.reading.entities.resolution import resolve_entities
from crossread.reading.exchange.proposals import find_exchange
from crossread.reading.figures.context import add_contexts
from crossread.reading.figures.money import convert_money
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.profiles import profile_statements
from crossread.reading.relations.records import read_relations
from crossread.reading.speech.attributions import find_attributions
from crossread.reading.statements import build_statements
from crossread.reading.times.expressions import find_times
from crossread.reading.times.timeline import build_timeline

if TYPE_CHECKING:
    from spacy.language import Language

    from crossread.model.annotations import Annotations

_DAY = re.compile(r"\d{4}-\d\d-\d\d|.*T\d\d")  # a day, known or not, or a clock time


def read_report(report: Report, nlp: Language, given: Annotations | None = None) -> Reading:
    """Read one report: names, figures, times, speech, statements, exchange, relations, timeline.

    `given` are annotations made elsewhere, which are read in place of the model's.
    A report in another language than English is not read; a warning in the reading says so. A report longer than
    any news (`chapters`) is read in parts, so that time and space grow with its length alone.
    """
    if report.language != "en":
        message = f"{report.path}: the language is {report.language!r}, only English is read; the text is kept, unread"
        return Reading(report=report.id, warnings=(Warning(report=report.id, message=message),))
    parts = chapters(report)
    if len(parts) == 1:
        return _read(report, nlp, given)
    return join(report, parts, [_read(part.report, nlp, part_of(given, part) if given else None) for part in parts])


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Let the collector of garbage wait: what a report is read with lives until it is read, and then goes all at once.

    Looking for garbage meanwhile takes a tenth of the time of reading, and finds none.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


@_collecting_later()
def _read(report: Report, nlp: Language, given: Annotations | None) -> Reading:
    text = reporting_text(report)
    seen = nlp(text)
    doc = to_universal(lay_over(seen, given) if given else seen)
    entities = resolve_entities(report, doc)
    times = find_times(report, text)
    figures = _outside_names(_counting(find_quantities(report, text, doc), times), entities)
    quantities, unconverted = convert_money(figures, report.published)
    attributions = find_attributions(report, doc, entities)
    clauses = Clauses(doc, MentionIndex(entities))
    statements = build_statements(report, clauses, attributions, quantities, times)
    relations, titles = read_relations(report, clauses, statements)
    # a title inside a statement takes nothing of what that statement says, so each kind is profiled by itself
    made = [profile_statements(clauses, part, entities, quantities, times) for part in (statements, titles)]
    profiled = {profile.statement: profile for part in made for profile in part}
    statements = tuple(sorted((*statements, *titles), key=lambda s: (s.start, -s.end)))
    profiles = tuple(profiled[s.id] for s in statements)
    open_times = sum(1 for time in times if time.from_ is None and time.type in ("DATE", "TIME"))
    warnings = tuple(Warning(report=report.id, message=f"{report.path}: {reason}") for reason in unconverted)
    if open_times and report.published is None:
        message = f"{report.path}: no publication date is known, so {open_times} of its times stay open"
        warnings = (*warnings, Warning(report=report.id, message=message))
    if not doc.has_pos:
        told = "the pipeline tells no parts of speech, so each sentence is one statement without participants"
        message = f"{report.path}: {told}"
        warnings = (*warnings, Warning(report=report.id, message=message))
    return Reading(
        report=report.id,
        entities=entities,
        statements=statements,
        profiles=profiles,
        quantities=add_contexts(text, statements, profiles, _with_statements(quantities, statements), times),
        times=times,
        exchange=find_exchange(report, clauses, statements, quantities),
        relations=relations,
        timeline=build_timeline(statements, times),
        descriptions=find_descriptions(report, doc, entities, attributions),
        warnings=warnings,
    )


def _counting(quantities: tuple[Quantity, ...], times: tuple[Time, ...]) -> tuple[Quantity, ...]:
    """Leave out numbers that are a day's or an hour's own: "3/4 May", "6.30 on Wednesday morning", "between 7.10 and
    9.50"."""
    days = [time for time in times if time.type in ("DATE", "TIME") and _DAY.match(time.value)]

    def is_told(q: Quantity) -> bool:
        begins = any(time.start <= q.start < time.end for time in days)
        return begins and any(time.start < q.end <= time.end for time in days)

    return tuple(q for q in quantities if q.unit in words("figures", "time_units") or not is_told(q))


def _outside_names(quantities: tuple[Quantity, ...], entities: Iterable[Entity]) -> tuple[Quantity, ...]:
    """Leave out bare numbers that end a name: "Apollo 11", "Channel 4"."""
    begins = {mention.end: mention.start for entity in entities for mention in entity.mentions}
    return tuple(q for q in quantities if q.unit or q.counted or begins.get(q.end, q.start) >= q.start)


def _with_statements(quantities: tuple[Quantity, ...], statements: tuple[Statement, ...]) -> tuple[Quantity, ...]:
    """Give each quantity the tightest statement that lists it."""
    home: dict[str, Statement] = {}
    for statement in statements:
        for quantity_id in statement.quantities:
            best = home.get(quantity_id)
            if best is None or statement.end - statement.start < best.end - best.start:
                home[quantity_id] = statement
    return tuple(
        msgspec.structs.replace(quantity, statement=home[quantity.id].id) if quantity.id in home else quantity
        for quantity in quantities
    )
