"""The open stories, held against what a careful reader expects of them."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from crossread import pipeline

FLOORS = json.loads((Path(__file__).parent / "data/floors.json").read_text("utf-8"))


def load_scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_dossier", shared / "exam/score_dossier.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("story", ["vladivostok", "batteries"])
def test_a_careful_reader_finds_what_he_expects(shared: Path, story: str) -> None:
    folder = shared / "cases" / story
    if not folder.is_dir():
        pytest.skip(f"no case {story}")
    reports = folder / "reports"
    dossier = json.loads(pipeline.read([str(reports if reports.is_dir() else folder)]).to_json())
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    figures, misses, wrong = load_scorer(shared).score(expected, dossier)
    assert not wrong, wrong
    assert figures["share"] >= FLOORS[story], "\n".join(misses)
