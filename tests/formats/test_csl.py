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
