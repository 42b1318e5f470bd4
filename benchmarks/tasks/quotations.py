"""Articles -> quotations with source and cue."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.language import load


def predict(given: str, out: str) -> None:
    nlp = load()
    rows = []
    for row in read_rows(given):
        found = [
            {
                "content": [list(s) for s in q.content],
                "source": [list(s) for s in q.source],
                "cue": [list(s) for s in q.cue],
            }
            for q in nlp(row["text"])._.quotations
        ]
        rows.append({"id": row["id"], "quotations": found})
    write_rows(out, rows)
