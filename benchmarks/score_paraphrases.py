"""Hold predictions {"id", "same"} against gold {"id", "same"}: `python score_paraphrases.py GOLD PRED`, in percent, one JSON line."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def read(path: str) -> dict[str, int]:
    return {row["id"]: row["same"] for row in map(json.loads, Path(path).read_text("utf-8").splitlines())}


def score(gold: dict[str, int], said: dict[str, int]) -> dict[str, float]:
    """Return accuracy, and precision, recall and F1 of "the same"; a pair that is not answered counts as "not the same"."""
    right = sum(said.get(key, 0) == same for key, same in gold.items())
    both = sum(said.get(key, 0) and same for key, same in gold.items())
    shown, asked = sum(said.get(key, 0) for key in gold), sum(gold.values())
    precision, recall = (both / max(count, 1) for count in (shown, asked))
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    figures = {"accuracy": right / len(gold), "precision": precision, "recall": recall, "f1": f1}
    return {key: round(100 * value, 2) for key, value in figures.items()}


if __name__ == "__main__":
    print(json.dumps(score(read(sys.argv[1]), read(sys.argv[2]))))
