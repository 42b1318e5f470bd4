"""Sentences -> quantities, without the model."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model import Report
from crossread.read.quantities import find_quantities


def predict(given: str, out: str) -> None:
    rows = []
    for row in read_rows(given):
        report = Report(id="x", path="x", text=row["text"])
        found = [
            {"low": q.low, "high": q.high, "bound": q.bound, "unit": q.unit, "counted": q.counted}
            for q in find_quantities(report, row["text"])
            if q.low is not None
        ]
        rows.append({"id": row["id"], "quantities": found})
    write_rows(out, rows)
