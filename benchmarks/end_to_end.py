"""Many reports from the file to the dossier: `python -m benchmarks.end_to_end [--reports 100000] [--sample 200] [--url URL]`.

Generated reports (`benchmarks.streaming`) are put into a library, five hundred at a time: kept, read, put into their stories, the
stories compared. A sample is read in full; the others are given readings made without the model, of names and figures alone, so
their comparison costs less than that of what was read: what grows with the pile (keeping, finding, grouping, rebuilding) is all
there. Prints one JSON line: seconds of the processor of each quarter, what was lost, and how time grows (1 is linear).
"""

from __future__ import annotations

import argparse
import json
import math
import re
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.streaming import invented
from crossread.collect import Source
from crossread.library import Library, growth, queue
from crossread.library import arrivals as arrival_rows
from crossread.model import Entity, Mention, Quantity, Reading, Report
from crossread.pipeline import Read, read_one, reports_of

GOES = 4


def measure(count: int = 100_000, sample: int = 200, where: str | None = None) -> dict[str, Any]:
    """Return what became of them, and how the time of a go grows with what is there already."""
    with tempfile.TemporaryDirectory() as folder, Library(where or str(Path(folder, "library"))) as library:
        reports = invented(count)
        spent: list[float] = []
        read_in_full = 0
        for go in range(GOES):
            begun = time.process_time()
            wanted = count * (go + 1) // GOES - count * go // GOES
            read_in_full += _go(library, [report for report, _ in islice(reports, wanted)], sample // GOES)
            spent.append(round(time.process_time() - begun, 1))
        found = library.counts()
        kept = sum(row.reports for row in library.stories(limit=10_000_000))
    slope = math.log(sum(spent) / spent[0]) / math.log(GOES) if spent[0] else 0.0
    return {
        "reports": count, "read in full": read_in_full, "lost": count - found["reports"], "in no dossier": count - kept, "stories": found["stories"],
        "seconds of each go": spent, "reports/s": round(count / sum(spent), 1), "exponent": round(slope, 2),
        "peak memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10),
    }  # fmt: skip


def _go(library: Library, reports: Sequence[Report], sample: int, batch: int = 500) -> int:
    """Add reports; return how many of them were read in full."""
    read = 0
    for at in range(0, len(reports), batch):
        entered: list[tuple[Source, Report]] = []
        for report in reports[at : at + batch]:
            source = Source(path=report.path, data=report.text.encode(), metadata={"outlet": report.outlet or "", "published": report.published or ""})
            entered.append((source, reports_of(source)[0][0]))
        with library.store.writing() as connection:
            for source, report in entered:
                arrival_rows.enter(connection, source, [report], [], "benchmark")
            waiting = queue.take(connection, queue.this_process(), batch)
        full = max(0, min(sample - read, len(waiting)))
        readings = [read_one(one.report, library.model) for one in waiting[:full]] + [Read(reading=_made(one.report)) for one in waiting[full:]]
        read += full
        with library.store.writing() as connection:
            for one, reading in zip(waiting, readings, strict=True):
                queue.keep(connection, one, reading, "made")
        growth.settle(library.store)
        library.rebuild()
    return read


_NAME = re.compile(r"\b[A-Z]\w+ [A-Z]\w+\b")
_FIGURE = re.compile(r"\b\d+\b")


def _made(report: Report) -> Reading:
    """Return a reading of a generated report without the model: names by their capitals, and figures."""
    names = {name[0]: name for name in _NAME.finditer(report.text)}
    entities = tuple(
        Entity(id=f"e-{report.id}-{at.start()}", name=name, type="person", mentions=(Mention(report=report.id, start=at.start(), end=at.end()),))
        for name, at in names.items()
    )
    quantities = tuple(
        Quantity(id=f"q-{report.id}-{at.start()}", report=report.id, start=at.start(), end=at.end(), text=at[0], low=float(at[0]), high=float(at[0]), bound="=")
        for at in _FIGURE.finditer(report.text)
    )
    return Reading(report=report.id, entities=entities, quantities=quantities)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--url", help="an empty PostgreSQL database, or a folder, instead of a temporary one")
    options = parser.parse_args()
    print(json.dumps(measure(options.reports, options.sample, options.url)))


if __name__ == "__main__":
    main()
