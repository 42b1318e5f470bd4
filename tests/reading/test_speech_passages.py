"""Who says what in the labelled passages of press prose: no figure falls below its floor."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.speech import PARTS, score_part

FLOORS = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["speech"]


@pytest.mark.parametrize("part", PARTS)
def test_speech_of_labelled_passages(nlp: Any, part: str) -> None:
    score = score_part(part, nlp)
    fallen = {name: round(score.share(name), 1) for name, least in FLOORS[part].items() if score.share(name) < least}
    assert not fallen, (part, fallen, score.errors)
