"""Texts -> chains of mentions."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model_runtime import load


def predict(given: str, out: str) -> None:
    nlp = load()
    write_rows(out, ({"id": row["id"], "chains": nlp(row["text"])._.clusters} for row in read_rows(given)))
