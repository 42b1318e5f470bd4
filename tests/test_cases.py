"""The open stories, held against what a careful reader expects of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.scoring import scorer
from crossread import pipeline

FLOORS = json.loads((Path(__file__).parent / "data/floors.json").read_text("utf-8"))


ROOT = Path(__file__).parent.parent
INVENTED = Path(__file__).parent / "data/stories"


def shortfall(folder: Path, least: float) -> str:
    """Return what was missed in a story if the share of its checks passed is below `least`, else nothing."""
    reports = folder / "reports"
    dossier = json.loads(pipeline.read([str(reports if reports.is_dir() else folder)]).to_json())
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    figures, misses, wrong = scorer("dossier").score(expected, dossier)
    assert not wrong, wrong
    return "" if figures["share"] >= least else f"{figures['share']} of the checks\n" + "\n".join(map(str, misses))


@pytest.mark.parametrize("story", ["vladivostok", "batteries"])
def test_a_careful_reader_finds_what_he_expects(request: pytest.FixtureRequest, story: str) -> None:
    own = ROOT / "benchmarks/cases" / story
    folder = own if own.is_dir() else request.getfixturevalue("shared") / "cases" / story
    assert not shortfall(folder, FLOORS[story])


@pytest.mark.parametrize("story", sorted(FLOORS["claims"]))
def test_claims_of_an_invented_story(story: str) -> None:
    assert not shortfall(INVENTED / story, FLOORS["claims"][story])
