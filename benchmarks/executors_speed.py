"""The same reports read in several places: `python -m benchmarks.executors_speed [--reports N] [--places one,two,ray]`.

Generated reports (`benchmarks.streaming`) are read by one process, by two, and by a local Ray cluster of two workers, all in one
run; reports a second by the clock between the answers WARM and the last but TAIL, so that opening the workers and waiting for
the last of them do not count. The answers must be the same everywhere, to the byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

import msgspec

from benchmarks.streaming import invented
from crossread.executors import Executor, Processes
from crossread.model import Report
from crossread.pipeline import reading_stage

WARM, TAIL = 48, 16  # answers: some blocks of what Ray sends a worker at once


def _ray() -> Executor:
    from crossread.executors.on_ray import OnRay

    return OnRay(2)


PLACES: dict[str, Callable[[], Executor]] = {"one": lambda: Processes(1), "two": lambda: Processes(2), "ray": _ray}


def rate(executor: Executor, reports: list[Report]) -> tuple[float, str]:
    """Return reports a second, and a digest of what was read."""
    read: dict[int, bytes] = {}
    times = []
    for place, answer in executor.map(reading_stage(), reports):
        times.append(time.perf_counter())
        read[place] = msgspec.json.encode(answer)
    digest = hashlib.sha256(b"".join(read[place] for place in sorted(read))).hexdigest()
    times = times[WARM : len(times) - TAIL]
    return (len(times) - 1) / (times[-1] - times[0]), digest


def measure(count: int = 400, places: tuple[str, ...] = tuple(PLACES), rounds: int = 1) -> dict[str, Any]:
    """Return reports a second at each place (the best of several rounds), and the ratios."""
    reports = [report for report, _ in islice(invented(count), count)]
    rates: dict[str, float] = {}
    digests = set()
    for _ in range(rounds):
        for place in places:
            found, digest = rate(PLACES[place](), reports)
            rates[place] = max(found, rates.get(place, 0.0))
            digests.add(digest)
    figures: dict[str, Any] = {"reports": count, **{f"{place}, reports/s": round(found, 2) for place, found in rates.items()}}
    if {"one", "two"} <= rates.keys():
        figures["two processes beside one"] = round(rates["two"] / rates["one"], 3)
    if {"two", "ray"} <= rates.keys():
        figures["Ray with two workers beside two processes"] = round(rates["ray"] / rates["two"], 3)
    return figures | {"same bytes": len(digests) == 1}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--places", default=",".join(PLACES))
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    print(json.dumps(measure(options.reports, tuple(options.places.split(",")), options.rounds)))


if __name__ == "__main__":
    main()
