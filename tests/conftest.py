"""What all tests share: the folder of corpora and cases, and the pipeline, loaded once."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.example_coverage import EXAMPLE, names_an_example, plugin, wanted

ROOT = Path(__file__).parent.parent
KNOWN = json.loads((ROOT / "tests/data/known_failures.json").read_text("utf-8"))


def pytest_configure(config: pytest.Config) -> None:
    """Watch which lines the tests that name an example run, where that was asked for."""
    if wanted():
        config.pluginmanager.register(plugin(config), "example-coverage")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is known to fail, with the reason and today's figure; what passes again must be taken off the list."""
    for item in items:
        if names_an_example(item):
            item.add_marker(EXAMPLE)
        if (reason := KNOWN.get(item.nodeid)) is not None:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of corpora; the test is skipped where there is none."""
    folder = Path(os.environ.get("CROSSREAD_SHARED", "../shared"))
    folder = folder if folder.is_absolute() else ROOT / folder
    if not (folder / "data").is_dir():
        pytest.skip(f"no corpora at {folder}: set CROSSREAD_SHARED to run this test")
    return folder


@pytest.fixture(scope="session")
def nlp() -> Any:
    """Return the shipped pipeline."""
    from crossread.model_runtime import load

    return load()
