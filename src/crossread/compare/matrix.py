"""The agree/add/differ matrix: the claims of a story by its reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from crossread.compare.differences.kinds import STRENGTH
from crossread.model import Claim, Dossier

Cell = Literal["adds", "agrees", "differs", "conflicts", "silent"]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One story: `cells[claim][report]`, rows and columns in the order of `claims` and `reports`, all of them ids.

    A report *adds* a claim that no other has; it is *silent* where it does not have it; else its strongest difference
    from another report says whether it agrees, differs or conflicts.
    """

    story: str
    reports: tuple[str, ...]
    claims: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    def only_in(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each report the claims that it alone has."""
        return self._where(lambda row, column: row[column] == "adds")

    def missing_in(self) -> Mapping[str, tuple[str, ...]]:
        """Return for each report the claims that every other report has; stories of two reports have no such claim."""
        if len(self.reports) < 3:
            return {report: () for report in self.reports}
        return self._where(lambda row, column: row[column] == "silent" and row.count("silent") == 1)

    def _where(self, holds: Callable[[tuple[Cell, ...], int], bool]) -> Mapping[str, tuple[str, ...]]:
        return {
            report: tuple(claim for claim, row in zip(self.claims, self.cells, strict=True) if holds(row, column))
            for column, report in enumerate(self.reports)
        }


def matrix(dossier: Dossier) -> tuple[Matrix, ...]:
    """Return one matrix a story, in the order of the dossier; a claim belongs to the story of its reports."""
    report_of = {statement.id: statement.report for statement in dossier.statements}
    found = []
    for story in dossier.stories:
        own = set(story.reports)
        claims = [claim for claim in dossier.claims if own.issuperset(claim.reports)]
        cells = tuple(_row(claim, story.reports, report_of) for claim in claims)
        found.append(Matrix(story.id, story.reports, tuple(claim.id for claim in claims), cells))
    return tuple(found)


def _row(claim: Claim, reports: tuple[str, ...], report_of: Mapping[str, str]) -> tuple[Cell, ...]:
    strongest: dict[str, Cell] = {report: "agrees" if len(claim.reports) > 1 else "adds" for report in claim.reports}
    for difference in claim.differences:
        kind = STRENGTH[difference.kind]
        for report in (report_of[s] for s in difference.statements):
            if kind == "conflict":
                strongest[report] = "conflicts"
            elif kind == "differ" and strongest[report] == "agrees":
                strongest[report] = "differs"
    return tuple(strongest.get(report, "silent") for report in reports)
