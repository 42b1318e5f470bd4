"""Texts -> names, money, times and quantities."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model_runtime import load


def predict(given: str, out: str) -> None:
    nlp = load()
    write_rows(
        out,
        (
            {
                "id": row["id"],
                "entities": [
                    {"start": e.start_char, "end": e.end_char, "type": e.label_} for e in nlp(row["text"]).ents
                ],
            }
            for row in read_rows(given)
        ),
    )
