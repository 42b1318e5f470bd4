"""Claims with evidence -> SUPPORTS, REFUTES or NOT ENOUGH INFO."""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model_runtime.pair_model import LABELS, PairModel, plain_text


def predict(given: str, out: str) -> None:
    model = PairModel()
    rows = []
    for row in read_rows(given):
        shares = model(plain_text(row["claim"]), plain_text(row["evidence"]))
        rows.append({"id": row["id"], "label": LABELS[shares.index(max(shares))]})
    write_rows(out, rows)
