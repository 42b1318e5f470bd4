"""How statements are cut: by example, and the share with a fault over the example and the invented stories."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.statements import folders, measure
from crossread.model import Report
from crossread.reading.reading import read_report

MOST = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["statements with a fault"]


def texts(nlp: Any, text: str) -> list[str]:
    return [s.text for s in read_report(Report(id="r", path="r.txt", text=text), nlp).statements]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("VARN, June 3 (Coast Wire) - Two trams collided on Monday.", ["Two trams collided on Monday"]),
        ("The board barred the ferry from sailing until both pumps are replaced.", ["The board barred the ferry from sailing until both pumps are replaced"]),
        ("The tram stopped after the rails had buckled.", ["The tram stopped", "the rails had buckled"]),
        ("The union, which has 6,800 members, called a strike.", ["The union, which has 6,800 members, called a strike", "has 6,800 members"]),
        ("“We looked at the bill, and we looked at the clock,” said Ana Roth.", ["We looked at the bill", "we looked at the clock"]),
        ("Four people have died since May and 63 have fallen ill.", ["Four people have died since May", "63 have fallen ill"]),
        ("Other duties\n\nThe crew painted the hull.", ["The crew painted the hull"]),
        ("Two in hospital\n\nThe crew painted the hull.", ["Two in hospital", "The crew painted the hull"]),
    ],
)
def test_statements_are_whole_propositions(nlp: Any, text: str, wanted: list[str]) -> None:
    assert texts(nlp, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The minister knew nothing of the defects.", "not know"),
        ("The firm admitted none of the claims.", "not admit"),
        ("Nothing was found in the wreck.", "not find"),
        ("He promised nothing but trouble.", "promise"),
        ("The talks yielded nothing more than a statement.", "yield"),
    ],
)
def test_a_predicate_is_denied_by_its_object_too(nlp: Any, text: str, wanted: str) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text), nlp).statements
    assert [s.predicate for s in statements] == [wanted]


def test_few_statements_are_cut_amiss(nlp: Any) -> None:
    counts, total, shown = measure([p for p in folders() if "cases" not in p.parts], nlp)
    share = 100 * len({line.split(": ", 1)[1] for line in shown}) / total
    assert share <= MOST, (round(share, 1), counts, shown)
