"""A text longer than any news is read in parts: same spans, one entity a name, ids that lead somewhere."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from crossread.model import Report
from crossread.pipeline import read_reports
from crossread.reading.chapters import PART, chapters
from crossread.reading.reading import read_report
from tests.test_properties import check

STORY = "Jon Berg said on Monday that the Harbour Authority had bought {} cranes. The mayor of Velm, Ada Holm, denied it.\n\n"
LONG = "".join(STORY.format(number) for number in range(700))


def test_the_parts_are_the_whole_and_end_with_paragraphs() -> None:
    for text in (LONG, "x" * 70_000, "a " * 40_000, LONG[:PART]):
        parts = chapters(Report(id="r", path="a.txt", text=text))
        assert "".join(part.report.text for part in parts) == text
        assert all(len(part.report.text) <= PART for part in parts)
        assert [part.begin for part in parts] == [sum(len(p.report.text) for p in parts[:n]) for n in range(len(parts))]
    assert all(part.report.text.endswith("\n\n") for part in chapters(Report(id="r", path="a.txt", text=LONG)))


def test_a_long_report_is_read_as_one(nlp: Any) -> None:
    report = Report(id="r-1", path="a.txt", text=LONG, published="2031-06-09")
    reading = read_report(report, nlp)
    ids = [record.id for record in (*reading.statements, *reading.quantities, *reading.times)]
    assert len(set(ids)) == len(ids)
    known = {entity.id for entity in reading.entities}
    told = {s.attribution.speaker for s in reading.statements if s.attribution.speaker}
    assert told <= known
    assert [entity.name for entity in reading.entities if entity.name == "Jon Berg"] == ["Jon Berg"]
    assert {record.report for record in (*reading.statements, *reading.quantities, *reading.times)} == {"r-1"}
    assert any("parts" in warning.message for warning in reading.warnings)


def test_spans_of_a_long_report_are_true(nlp: Any) -> None:
    check(read_reports([Report(id="r-1", path="a.txt", text=LONG[: PART + 4000].replace("cranes", "cra\u00adnes"))], nlp=nlp))


@pytest.mark.parametrize("collecting", [True, False])
def test_the_collector_of_garbage_is_left_as_it_was(*, collecting: bool) -> None:
    def fails(text: str) -> None:
        assert not gc.isenabled()
        raise ValueError(text)

    (gc.enable if collecting else gc.disable)()
    try:
        with pytest.raises(ValueError, match="Jon Berg"):
            read_report(Report(id="r-1", path="a.txt", text=STORY), fails)  # type: ignore[arg-type]
        assert gc.isenabled() == collecting
    finally:
        gc.enable()
