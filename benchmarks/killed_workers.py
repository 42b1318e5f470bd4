"""Kill a Ray worker again and again while reports are read: `python -m benchmarks.killed_workers [--minutes 10] [--every 20]`.

Generated reports (`benchmarks.streaming`) are read on a local cluster of two workers until the time is over, while the
process of a worker is killed every so many seconds; then every report is looked for. Prints one JSON line and ends with 1
where a report was lost, came twice, was set aside, or was read otherwise than without kills (a sample is read here again).
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.streaming import invented
from crossread.executors import Stage
from crossread.executors.on_ray import OnRay, local_cluster
from crossread.model import Report
from crossread.pipeline import Read, open_reader, unread

SAMPLE = 20  # reports read here again


def _open(folder: Path) -> Callable[[Report], Read]:
    read = open_reader()
    (folder / str(os.getpid())).write_text("", "utf-8")  # so that the worker can be found and killed
    return read


def run(seconds: float, every: float, jobs: int = 2) -> dict[str, object]:
    """Return what became of the reports that were sent within so many seconds."""
    sent: dict[int, Report] = {}
    begun = time.monotonic()

    def reports() -> Iterator[Report]:
        for place, (report, _) in enumerate(invented(10_000_000)):
            if time.monotonic() - begun > seconds:
                return
            sent[place] = report
            yield report

    over, killed = threading.Event(), []
    with tempfile.TemporaryDirectory() as name, local_cluster(jobs):
        folder = Path(name)

        def kill() -> None:
            while not over.wait(every):
                alive = [int(path.name) for path in folder.iterdir() if Path("/proc", path.name).exists()]
                if alive:
                    os.kill(alive[len(killed) % len(alive)], signal.SIGKILL)
                    killed.append(time.monotonic() - begun)

        killer = threading.Thread(target=kill, daemon=True)
        killer.start()
        found: Counter[int] = Counter()
        kept: dict[int, Read] = {}
        aside = 0
        for place, read in OnRay(jobs).map(Stage("reading", partial(_open, folder), unread), reports()):
            found[place] += 1
            aside += any("set aside" in warning.message for warning in read.reading.warnings)
            if place < SAMPLE:
                kept[place] = read
        over.set()
        killer.join()
    here = open_reader()
    return {
        "reports": len(sent), "killed": len(killed), "lost": len(set(sent) - set(found)), "twice": sum(count > 1 for count in found.values()),
        "set aside": aside, "read otherwise": sum(here(sent[place]) != read for place, read in kept.items()),
        "seconds": round(time.monotonic() - begun),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--every", type=float, default=20, help="seconds between two kills")
    options = parser.parse_args()
    found = run(options.minutes * 60, options.every)
    print(json.dumps(found))
    sys.exit(any(found[bad] for bad in ("lost", "twice", "set aside", "read otherwise")) or not found["killed"])


if __name__ == "__main__":
    main()
