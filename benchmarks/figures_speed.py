"""Sentences a second of figures and times, without the reading model: `python -m benchmarks.figures_speed [--runs N]`.

Reads the sentences of NewsQuant dev and the articles of TimeBank dev, as the exams do, on one core. Prints one JSON line; of
several runs the best counts, in time of the processor, since other work on the machine only ever slows a run.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import time
from pathlib import Path

from benchmarks.rows import read_rows
from crossread.model import Report
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.times.expressions import find_times

CORPORA = ("quantities/newsquant.dev.jsonl.gz", "times/timebank.dev.jsonl.gz")
_SENTENCE = re.compile(r"[.!?][”\"’']?\s+(?=[A-Z“\"])|\n+")


def sentences_a_second(shared: Path, runs: int) -> float:
    """Return the best rate of several runs over both corpora, figures and times read of each text."""
    rows = [row for name in CORPORA for row in read_rows(str(shared / "data" / name))]
    reports = [Report(id="x", path="x", text=row["text"], published=row.get("published", "2022-05-04")) for row in rows]
    count = sum(1 for report in reports for piece in _SENTENCE.split(report.text) if piece.strip())
    spent = []
    for _ in range(runs):
        began = time.process_time()
        for report in reports:
            find_quantities(report, report.text)
            find_times(report, report.text)
        spent.append(time.process_time() - began)
    return count / min(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared"))
    print(json.dumps({"sentences_a_second": round(sentences_a_second(shared, arguments.runs))}))


if __name__ == "__main__":
    main()
