"""What all tests share: the folder of corpora and cases, and the pipeline, loaded once."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of cases and scorers; the test is skipped where there is none."""
    folder = Path(os.environ.get("CROSSREAD_SHARED", "../shared"))
    folder = folder if folder.is_absolute() else ROOT / folder
    if not (folder / "exam").is_dir():
        pytest.skip(f"no exam folder at {folder}: set CROSSREAD_SHARED to run this test")
    return folder


@pytest.fixture(scope="session")
def nlp() -> Any:
    """Return the shipped pipeline."""
    from crossread.model_runtime import load

    return load()
