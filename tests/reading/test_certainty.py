"""How surely statements are put: labelled sentences, and every term of the three scales of likelihood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.certainty import PARTS, score_part, score_terms
from crossread.languages.tables import load

FLOORS = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["certainty of statements"]


@pytest.mark.parametrize("part", PARTS)
def test_certainty_of_labelled_sentences(nlp: Any, part: str) -> None:
    figures, errors = score_part(part, nlp)
    fallen = {name: value for name, value in figures.items() if value < FLOORS[part][name]}
    assert not fallen, (part, fallen, errors)


def test_terms_of_the_scales_are_read_and_shown(nlp: Any) -> None:
    share, errors = score_terms(nlp)
    assert share >= FLOORS["scales"], errors


def test_every_published_term_is_known(shared: Path) -> None:
    known = load("probability")["terms"]
    scales = json.loads((shared / "data/certainty/probability_terms.json").read_text("utf-8"))["scales"]
    for scale in scales:
        for entry in scale.get("terms", ()):
            for term in (entry["term"], *entry["also"]):
                assert known[term]["scales"][scale["id"]] == [entry["low"], entry["high"]], term
