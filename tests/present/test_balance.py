"""The balance as data: what several hold of one kind, each figure with its bound and its sentence."""

from __future__ import annotations

from typing import Any

from crossread.model import Report
from crossread.pipeline import read_reports
from crossread.present.balance import balance
from crossread.present.outline import outline

FIRST = "Ostria has 300 tanks and 1.2 million soldiers. Velland has about 900 tanks and more than 400,000 troops."
SECOND = "Ostria has 340 tanks, the Harrow Institute said. Velland has 900 tanks."


def test_one_kind_of_thing_is_one_row_with_bounds_and_rival_estimates(nlp: Any) -> None:
    reports = tuple(Report(id=f"r{i}", path=f"{i}.txt", text=text) for i, text in enumerate((FIRST, SECOND)))
    out = outline(read_reports(reports, nlp=nlp))
    rows = {row.item: row for story in out.stories for row in balance(out, story)}
    marks = [(h.party, h.low, h.bound, h.said.view.number) for row in rows.values() for h in row.holdings]
    assert ("Velland", 900, "~", 1) in marks
    assert ("Velland", 400_000, ">", 1) in marks  # troops stand beside soldiers
    assert ("Ostria", 1_200_000, "=", 1) in marks
    assert all(h.said.statement.text for row in rows.values() for h in row.holdings)
    assert len({id(row) for row in rows.values()}) >= 2


def test_figures_in_one_written_unit_stay_in_it(nlp: Any) -> None:
    text = "Ostria has a store of 900 tonnes of copper. Velland has a store of 450 tonnes of copper."
    out = outline(read_reports((Report(id="r", path="r.txt", text=text),), nlp=nlp))
    marks = [(row.item, h.low, row.unit) for story in out.stories for row in balance(out, story) for h in row.holdings]
    assert marks == [("store of copper", 900, "tonne"), ("store of copper", 450, "tonne")]
