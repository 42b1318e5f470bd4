"""Phrases of the press with the figures or times they hold; `known` marks those that are not yet read as wanted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import ROOT

LINES = (ROOT / "tests/data/figures/phrases.jsonl").read_text("utf-8").splitlines()


def phrases(kind: str) -> list[Any]:
    """Return the phrases with expected `quantities` or `times`, one parameter each."""
    rows = [row for row in map(json.loads, LINES) if kind in row]
    return [pytest.param(row, id=row["text"], marks=[pytest.mark.xfail(strict=True)] if row.get("known") else []) for row in rows]
