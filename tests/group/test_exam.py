"""The corpora of copies and stories, held against their scorers: floors in tests/data/floors.json."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.scoring import scorer
from benchmarks.tasks import copies, stories

FLOORS = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))


@pytest.mark.parametrize("corpus", ["ecbplus.dev", "basil.dev", "gvc.dev"])
def test_stories(shared: Path, tmp_path: Path, corpus: str) -> None:
    gold = shared / f"data/stories/{corpus}.jsonl.gz"
    if not gold.exists():
        pytest.skip(f"no {gold}")
    score = scorer("stories")
    stories.predict(str(gold), str(tmp_path / "out"))
    found = score.evaluate(score.read_lines(str(gold)), json.loads((tmp_path / "out").read_text("utf-8")))
    assert found["bcubed_f1"] >= FLOORS["stories"][corpus]


def test_copies(shared: Path, tmp_path: Path) -> None:
    gold = shared / "data/copies/helsinki.dev.jsonl.gz"
    if not gold.exists():
        pytest.skip(f"no {gold}")
    score = scorer("copies")
    copies.predict(str(gold), str(tmp_path / "out"))
    found = score.evaluate(score.read_lines(str(gold)), json.loads((tmp_path / "out").read_text("utf-8")))
    assert found["pairs"]["f1"] >= FLOORS["copies"]["pairs"]
    assert found["recall_low_jaccard"] >= FLOORS["copies"]["recall_low_jaccard"]
    assert found["origin"]["f1"] >= FLOORS["copies"]["origin"]
