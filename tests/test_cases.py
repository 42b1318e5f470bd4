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


INVENTED = Path(__file__).parent / "data/stories"


def shortfall(folder: Path, shared: Path, least: float) -> str:
    """Return what was missed in a story if the share of its checks passed is below `least`, else nothing."""
    reports = folder / "reports"
    dossier = json.loads(pipeline.read([str(reports if reports.is_dir() else folder)]).to_json())
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    figures, misses, wrong = load_scorer(shared).score(expected, dossier)
    assert not wrong, wrong
    return "" if figures["share"] >= least else f"{figures['share']} of the checks\n" + "\n".join(map(str, misses))


@pytest.mark.parametrize("story", ["vladivostok", "batteries"])
def test_a_careful_reader_finds_what_he_expects(shared: Path, story: str) -> None:
    folder = shared / "cases" / story
    if not folder.is_dir():
        pytest.skip(f"no case {story}")
    assert not shortfall(folder, shared, FLOORS[story])


@pytest.mark.parametrize("story", sorted(FLOORS["claims"]))
def test_claims_of_an_invented_story(shared: Path, story: str) -> None:
    assert not shortfall(INVENTED / story, shared, FLOORS["claims"][story])
