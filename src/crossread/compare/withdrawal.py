"""What falls with an origin or a report: its statements, their figures, and what the claims then stand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crossread.compare.differences.kinds import relation_of
from crossread.compare.origins.corroboration import corroborate
from crossread.compare.origins.lines import origins_of
from crossread.model import Agreement, Corroboration, Dossier


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that loses `statements` and keeps others: what it was worth before and what it is worth without them."""

    claim: str
    statements: tuple[str, ...]
    relation: tuple[Agreement, Agreement]
    corroboration: tuple[Corroboration, Corroboration]


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """All that rests on the withdrawn names, by id, in the order of the dossier.

    `origins` and `reports` are what the names matched, `unknown` the names that matched nothing. `claims` have no
    statement left; `changed` keep some.
    """

    origins: tuple[str, ...]
    reports: tuple[str, ...]
    unknown: tuple[str, ...]
    statements: tuple[str, ...]
    quantities: tuple[str, ...]
    claims: tuple[str, ...]
    changed: tuple[ClaimChange, ...]


def withdraw(dossier: Dossier, names: Sequence[str]) -> Withdrawal:
    """Return what falls when origins or reports are withdrawn, named by id, name, outlet or path in any case.

    The dossier stays as it is; the claims that remain keep their statements and are weighed anew by what is left.
    """
    wanted = {name.casefold() for name in names}
    called = {o.id: {o.id.casefold(), o.name.casefold()} for o in dossier.origins}
    filed = {r.id: {r.id.casefold(), r.path.casefold(), (r.outlet or r.id).casefold()} for r in dossier.reports}
    origins = tuple(o.id for o in dossier.origins if called[o.id] & wanted)
    reports = tuple(r.id for r in dossier.reports if filed[r.id] & wanted)
    matched = set().union(*called.values(), *filed.values())
    resting = {s for o in dossier.origins if o.id in origins for s in o.statements}
    fallen = {s.id for s in dossier.statements if s.report in reports or s.id in resting}
    kept_figures = {q for s in dossier.statements if s.id not in fallen for q in s.quantities}
    lost_figures = {q for s in dossier.statements if s.id in fallen for q in s.quantities} - kept_figures
    return Withdrawal(
        origins=origins,
        reports=reports,
        unknown=tuple(name for name in names if name.casefold() not in matched),
        statements=tuple(s.id for s in dossier.statements if s.id in fallen),
        quantities=tuple(q.id for q in dossier.quantities if q.id in lost_figures),
        claims=tuple(c.id for c in dossier.claims if fallen.issuperset(c.statements)),
        changed=_changes(dossier, fallen),
    )


def _changes(dossier: Dossier, fallen: set[str]) -> tuple[ClaimChange, ...]:
    """Weigh anew the claims that lose some of their statements.

    Which origins are linked stays as all reports showed it: two that were one line do not become independent because
    the report that told of their link is put aside. So no count ever rises.
    """
    kept = {s.id: s for s in dossier.statements if s.id not in fallen}
    origins = origins_of(dossier)
    reports = {report.id: report for report in dossier.reports}
    found = []
    for claim in dossier.claims:
        left = [kept[s] for s in claim.statements if s in kept]
        if not left or len(left) == len(claim.statements):
            continue
        differences = tuple(d for d in claim.differences if all(s in kept for s in d.statements))
        relation = relation_of(differences, len({s.report for s in left}))
        gone = tuple(s for s in claim.statements if s in fallen)
        weighed = corroborate(left, origins, reports).corroboration
        before = claim.corroboration
        surer = weighed.state == "independent" and before.state != "independent"
        if surer or weighed.independent > max(before.independent, 1):
            weighed = claim.corroboration  # what was in doubt stays so
        found.append(ClaimChange(claim.id, gone, (claim.relation, relation), (claim.corroboration, weighed)))
    return tuple(found)
