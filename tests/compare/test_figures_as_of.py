"""As of which day a figure is told."""

from __future__ import annotations

from typing import Any

from crossread.model import Report
from crossread.pipeline import read_reports


def test_a_year_is_no_day_as_of_which_a_figure_is_told(nlp: Any) -> None:
    text = "Police said 14 people were killed in the fire in {}. The mayor said 14 people were killed in it on Tuesday."
    reports = [
        Report(id=name, path=f"{name}.txt", text=text.format(year), published="2031-05-08")
        for name, year in (("a", 2016), ("b", 2016))
    ]
    dossier = read_reports(reports, nlp=nlp)
    days = {entry.as_of for series in dossier.figures for entry in series.entries}
    assert days == {None, "2031-05-06"}
