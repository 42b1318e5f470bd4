"""Pairs of texts with a figure each, marked {so}, and what the two figures are to one another."""

from __future__ import annotations

import json
from typing import Any

from crossread.compare.dossier import compare
from crossread.model import Dossier, Report, Story
from tests.conftest import ROOT

PAIRS = [json.loads(line) for line in (ROOT / "tests/data/figures/pairs.jsonl").read_text("utf-8").splitlines()]


def dossier_of(pair: dict[str, Any], nlp: Any) -> tuple[Dossier, tuple[str | None, str | None]]:
    """Read the two texts of a pair as reports of one story; returns the dossier and the marked figures (None: not read)."""
    from crossread.reading.reading import read_report

    reports, places = [], []
    for side, published, outlet in zip("ab", pair["published"], pair["outlets"], strict=True):
        before, figure, after = pair[side].replace("}", "{").split("{")
        reports.append(Report(id=f"r{side}", path=f"{side}.txt", text=before + figure + after, published=published, outlet=outlet))
        places.append((len(before), len(before) + len(figure)))
    readings = [read_report(report, nlp) for report in reports]
    story = Story(id="s", title="", reports=tuple(report.id for report in reports))
    dossier = compare(reports, readings, (story,))
    one, other = (_figure_at(dossier, f"r{side}", place) for side, place in zip("ab", places, strict=True))
    return dossier, (one, other)


def _figure_at(dossier: Dossier, report: str, place: tuple[int, int]) -> str | None:
    found = [q for q in dossier.quantities if q.report == report and q.start < place[1] and place[0] < q.end and q.statement]
    return found[0].id if found else None
