"""What a million reports a day would take, from costs measured here: `python -m benchmarks.simulation [--reports 1000000]`.

Measures on this machine, one core: reading a report of news length, putting it into its story, comparing a story anew when a
report joins it, the bytes that are kept of a report, and the memory of a worker. Then walks through days of reports, minute
by minute, with two peaks a day, for several numbers of workers, and prints one table: how busy they are, how long a report
waits at the peak until it stands in its story's dossier, and what one grouping process and one database must bear.

`--costs FILE` uses costs that were measured before (the JSON that the first line prints), so that the rest takes no time.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import sys
import time
from collections import deque
from pathlib import Path
from typing import Any

SAMPLE = 24  # generated reports that are read in full: some whole stories
NEWS_WORDS = 400  # words of a report that the plan is made for; generated ones are shorter, and reading is linear in words
STREAMED = 2_000
MINUTES = 1440
DAYS = 3
HEAD = "| workers | busy at the peak, % | waits at the peak, min | behind after a day, reports | memory, GB | core hours a day |\n| --- | --- | --- | --- | --- | --- |"
WRITES_PER_REPORT = 4  # rows kept in a transaction of eight reports, a share each, and those of the dossier


def measure() -> dict[str, float]:
    """Return what one report costs, in seconds of one core, bytes and megabytes."""
    import msgspec

    from benchmarks.streaming import STORY, invented
    from crossread.group.streaming import StoryStream
    from crossread.library.records import pack
    from crossread.model_runtime.pair_model import shared_pair_model
    from crossread.pipeline import assemble_read, open_reader

    rows = list(invented(SAMPLE * 40))
    stories: dict[str, list[Any]] = {}
    for report, story in rows:
        stories.setdefault(story, []).append(report)
    chosen: list[list[Any]] = []
    for reports in stories.values():
        if 3 <= len(reports) <= 8 and sum(map(len, chosen)) + len(reports) <= SAMPLE:
            chosen.append(reports)
    read_one = open_reader()
    read_one(chosen[0][0])
    begun = time.process_time()
    read = [[read_one(report) for report in reports] for reports in chosen]
    reading = time.process_time() - begun
    shared_pair_model()
    assemble_read(chosen[0][:1], read[0][:1])
    comparing = kept = 0.0
    joined = 0
    for reports, readings in zip(chosen, read, strict=True):
        for count in range(1, len(reports) + 1):
            begun = time.process_time()
            dossier = assemble_read(reports[:count], readings[:count])
            comparing += time.process_time() - begun
            joined += 1
        kept += sum(len(pack(report)) + len(pack(one)) for report, one in zip(reports, readings, strict=True)) + len(pack(dossier))
    stream = StoryStream()
    begun = time.process_time()
    for report, _ in rows[:STREAMED]:
        stream.put_one(report)
    words = sum(len(report.text.split()) for reports in chosen for report in reports)
    count = sum(map(len, chosen))
    longer = NEWS_WORDS * count / words
    return {
        "reading": reading / count * longer, "grouping": (time.process_time() - begun) / min(len(rows), STREAMED),
        "comparing": comparing / joined * longer, "bytes": kept / count * longer, "reports a story": STORY,
        "worker MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10)),
        "sample": count, "json bytes": len(msgspec.json.encode(read[0][0])),
    }  # fmt: skip


def arrivals(reports: int, minute: int) -> float:
    """Return the reports that come within a minute of the day: a morning and an afternoon peak of twice the mean."""
    hour = minute / 60
    shape = 0.4 + 1.6 * (math.exp(-(((hour - 8) / 2.5) ** 2)) + math.exp(-(((hour - 16) / 3) ** 2)))
    return reports / MINUTES * shape / _MEAN


_MEAN = sum(0.4 + 1.6 * (math.exp(-(((m / 60 - 8) / 2.5) ** 2)) + math.exp(-(((m / 60 - 16) / 3) ** 2))) for m in range(MINUTES)) / MINUTES


def simulate(reports: int, workers: int, costs: dict[str, float]) -> dict[str, float]:
    """Walk through the days; a worker reads and compares, first come first served."""
    seconds = costs["reading"] + costs["comparing"]
    waiting: deque[list[float]] = deque()  # [minute of arrival, reports]
    worst = busiest = 0.0
    for minute in range(DAYS * MINUTES):
        came = arrivals(reports, minute % MINUTES)
        waiting.append([minute, came])
        room = workers * 60 / seconds
        left = room
        while waiting and left > 0:
            took = min(left, waiting[0][1])
            waiting[0][1] -= took
            left -= took
            worst = max(worst, minute - waiting[0][0])
            if waiting[0][1] <= 1e-9:
                waiting.popleft()
        busiest = max(busiest, (room - left) / room)
        if minute == MINUTES - 1:
            behind = sum(count for _, count in waiting)
    worst = max(worst, DAYS * MINUTES - waiting[0][0] if waiting else 0)
    return {"busy": busiest * 100, "waits": worst + seconds / 60, "behind": behind, "memory": workers * costs["worker MB"] / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000, help="a day")
    parser.add_argument("--workers", type=int, nargs="*", default=[4, 8, 16, 32, 64, 128])
    parser.add_argument("--costs", type=Path)
    options = parser.parse_args()
    costs = json.loads(options.costs.read_text("utf-8")) if options.costs else measure()
    print(json.dumps({name: round(value, 5) for name, value in costs.items()}), flush=True)
    hours = options.reports * (costs["reading"] + costs["comparing"]) / 3600
    print(HEAD)
    for workers in options.workers:
        row = simulate(options.reports, workers, costs)
        print(f"| {workers} | {row['busy']:.0f} | {row['waits']:.1f} | {row['behind']:,.0f} | {row['memory']:.1f} | {min(hours, workers * 24):,.0f} |")
    peak = max(arrivals(options.reports, minute) for minute in range(MINUTES)) / 60
    print(f"\nAt the peak {peak:.0f} reports a second: one grouping process bears {1 / costs['grouping']:.0f}, the database must bear "
          f"{peak * WRITES_PER_REPORT:.0f} rows a second; {options.reports * costs['bytes'] / 1e9:.0f} GB are kept a day.")  # fmt: skip


if __name__ == "__main__":
    main()
