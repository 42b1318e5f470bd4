"""Comparing a story again when one report joins it: `python -m benchmarks.growing_story FOLDER`, processor seconds.

Reads the reports of a folder, compares all but the last, then all: first with nothing known, then as a library that is kept
open does it. What both say must be the same, to the byte.
"""

from __future__ import annotations

import json
import sys
import time

from crossread.collect import sources_of
from crossread.model_runtime.pair_model import shared_pair_model
from crossread.pipeline import assemble_read, open_reader, reports_of


def main() -> None:
    found = {}
    for source in sources_of([sys.argv[1]], lambda path, why: None):
        found.update({report.id: report for report in reports_of(source)[0]})
    reports = list(found.values())
    read_one = open_reader()
    read = [read_one(report) for report in reports]

    def compared(count: int) -> tuple[float, str]:
        begun = time.process_time()
        dossier = assemble_read(reports[:count], read[:count])
        return time.process_time() - begun, dossier.to_json()

    shared_pair_model()
    compared(1)
    shared_pair_model.cache_clear()
    shared_pair_model()
    alone, wanted = compared(len(reports))
    shared_pair_model.cache_clear()
    shared_pair_model()
    compared(len(reports) - 1)
    grown, same = compared(len(reports))
    print(json.dumps({"reports": len(reports), "anew, s": round(alone, 2), "grown by one, s": round(grown, 2), "same bytes": wanted == same}))


if __name__ == "__main__":
    main()
