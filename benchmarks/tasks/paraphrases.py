"""Two sentences of two outlets -> do they say the same?"""

from __future__ import annotations

from benchmarks.rows import read_rows, write_rows
from crossread.model_runtime.pair_model import PairModel


def predict(given: str, out: str) -> None:
    model = PairModel()
    write_rows(out, ({"id": row["id"], "same": int(model.paraphrase(row["a"], row["b"]) > 0.5)} for row in read_rows(given)))
