"""A first screen begins with statements that can be read by themselves."""

from __future__ import annotations

from crossread import pipeline
from crossread.present.outline import outline
from crossread.present.weight import is_whole
from tests.conftest import ROOT


def test_a_clause_without_its_subject_is_not_whole() -> None:
    out = outline(pipeline.read([str(ROOT / "examples/ferry")]))
    whole = {one.readable: is_whole(one) for one in out.said.values()}
    assert not whole["injured on the Aurelia"] and not whole["lost its steering in the Skarn Strait on Tuesday"]
    assert whole["The number of people injured on the Aurelia has risen to four"] and whole["The ferry lost its steering on Tuesday"]
    assert whole["Velmar Line had ignored warnings about the pumps"]  # "it had ignored ...", given its subject
