"""Articles -> time expressions."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model import Report
from crossread.reading.times.expressions import find_times


def predict(given: str, out: str) -> None:
    rows = []
    for row in read_rows(given):
        report = Report(id="x", path="x", text=row["text"], published=row.get("published"))
        found = [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in find_times(report, row["text"])
        ]
        rows.append({"id": row["id"], "times": found})
    write_rows(out, rows)
