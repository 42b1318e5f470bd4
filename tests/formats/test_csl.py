"""The bibliography holds every report with the variables of the Citation Style Language."""

from __future__ import annotations

import json

import pytest

from crossread.formats.csl import date_parts, export
from crossread.model import Dossier

# https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables and -iii-types
VARIABLES = {"id", "type", "title", "container-title", "issued", "language", "URL", "note", "source"}


def test_every_report_is_an_item(ferry: Dossier) -> None:
    items = json.loads(export(ferry).data)
    assert [item["id"] for item in items] == [report.id for report in ferry.reports]
    assert all(set(item) <= VARIABLES and item["type"] in ("article-newspaper", "webpage") for item in items)
    first = items[0]
    assert (first["title"], first["container-title"]) == ("Ferry loses steering off Hallmar, 214 taken ashore", "Coast Wire")
    assert first["issued"] == {"date-parts": [[2031, 6, 11]]}


@pytest.mark.parametrize(("published", "parts"), [("2031-06-11T09:20:00Z", [2031, 6, 11]), ("2031-06", [2031, 6]), ("2031", [2031]), (None, [])])
def test_dates_are_as_exact_as_they_are_known(published: str | None, parts: list[int]) -> None:
    assert date_parts(published) == parts


@pytest.mark.parametrize("name", ["ferry", "hostile"])
def test_a_processor_of_the_language_makes_a_bibliography_of_it(name: str, request: pytest.FixtureRequest) -> None:
    citeproc = pytest.importorskip("citeproc", reason="the extra `dev` is not installed")
    from citeproc.source.json import CiteProcJSON

    dossier: Dossier = request.getfixturevalue(name)
    source = CiteProcJSON(json.loads(export(dossier).data))
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)  # its style comes with the package
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for report in dossier.reports:
        made.register(citeproc.Citation([citeproc.CitationItem(report.id)]))
    lines = list(map(str, made.bibliography()))
    assert len(lines) == len(dossier.reports)
    assert not [report.title for report in dossier.reports if report.title and not any(report.title.casefold()[:20] in line.casefold() for line in lines)]
