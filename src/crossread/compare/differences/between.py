"""Two figures of a dossier side by side, whatever claims they stand in."""

from __future__ import annotations

from crossread.compare.differences.figures import Figure, compare_in_statements, is_later, other_thing
from crossread.compare.differences.quantities import QuantityComparison
from crossread.compare.origins.lines import origins_of
from crossread.model import Dossier


def compare_figures(dossier: Dossier, first: str, second: str) -> QuantityComparison:
    """Lay two figures of a dossier (ids of quantities) side by side.

    Raises KeyError where the dossier has no such figure or the figure stands in no statement.
    """
    reports = {report.id: report for report in dossier.reports}
    a, b = _figure(dossier, first), _figure(dossier, second)
    one, other = reports[a.quantity.report], reports[b.quantity.report]
    later = is_later(one.published, other.published)
    if later is False:
        a, b, one, other, later = b, a, other, one, True
    origins = origins_of(dossier)
    lines = [origins.line(x.statement) for x in (a, b)]
    labels = (one.outlet or one.path, other.outlet or other.path)
    same_line = lines[0] is not None and lines[0] == lines[1]
    return compare_in_statements(a, b, later=later, same_line=same_line, labels=labels, other_thing=other_thing(a, b))


def _figure(dossier: Dossier, key: str) -> Figure:
    quantity = {q.id: q for q in dossier.quantities}[key]
    statement = {s.id: s for s in dossier.statements}[quantity.statement or ""]
    figures, times = set(statement.quantities), set(statement.times)
    named = (
        entity.stands_for or entity.id
        for entity in dossier.entities
        if any(m.report == statement.report and statement.start <= m.start < statement.end for m in entity.mentions)
    )
    return Figure(
        quantity,
        statement,
        tuple(q for q in dossier.quantities if q.id in figures),
        tuple(t for t in dossier.times if t.id in times),
        frozenset(named),
    )
