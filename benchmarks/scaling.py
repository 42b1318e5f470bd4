"""How time and memory grow with the pile: `python -m benchmarks.scaling [--copies N ...] [--compare N ...]`.

Prints a Markdown table. Every row is a process of its own, on one thread: copies (shingling included), stories, and
the comparison after reading, on invented reports made from templates, the same ones in every run. One report in ten
is a copy, cut or extended; eight reports make a story. Seconds are of the processor, so that a machine's other work
counts for little. `slope` is the exponent between two rows: 1 is linear.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

STAGES = ("copies", "stories", "compare")
HEAD = "| stage | reports | seconds | reports/s | peak memory, MB | found | slope |\n| --- | --- | --- | --- | --- | --- | --- |"
WORDS = 400  # words of a report of the copies row, as in the figure of reports a second
STORY = 8  # reports of one story
ROW_LIMIT = 900  # seconds: a row that takes longer is left out, and the rest of the table goes on
SYLLABLES = ["bar", "den", "fel", "gor", "hal", "jor", "kes", "lin", "mor", "nar", "os", "pel", "quen", "ril", "sten", "tor", "ul", "ver", "wes", "yar"]
LINES = (
    "{body} said on {day} that {count} people were hurt when the {thing} at {place} caught fire.",
    "{person}, who leads {body}, told reporters that the {thing} had cost {money} million dollars.",
    "According to {person}, the fire at {place} began shortly before {hour} a.m. in the {part}.",
    "The council of {place} plans to close the {thing} until {month}.",
    "\"We heard a loud noise and ran,\" said {witness}, who lives near the {part}.",
    "{body} denied that the {part} had been out of order for {weeks} weeks.",
    "Officials put the number of people who had to leave their homes at {homes}.",
    "{witness} said that help came after {minutes} minutes.",
)
ROLES = ("body", "person", "place", "witness")


def invented_reports(count: int, words: int) -> list[str]:
    """Return texts of about `words` words each: stories of eight, every tenth report a copy of the one before it."""
    texts: list[str] = []
    for number in range(count):
        story, draw = random.Random(number // STORY), random.Random(f"report {number}")
        facts = _facts(story)
        if number % 10 == 9:
            source = texts[-1].split()
            cut = source[: max(1, len(source) * draw.randint(60, 95) // 100)]
            texts.append(" ".join([*cut, *_filler(draw, words // 5)]))
            continue
        lines = [line.format_map({**facts, "minutes": draw.randint(3, 40)}) for line in draw.sample(LINES, 6)]
        body = " ".join(lines)
        texts.append(f"{body} {' '.join(_filler(draw, max(0, words - len(body.split()))))}".strip())
    return texts


def _facts(draw: random.Random) -> dict[str, object]:
    names = {role: " ".join(_name(draw) for _ in range(1 if role == "place" else 2)) for role in ROLES}
    numbers = {"count": draw.randint(2, 90), "money": draw.randint(2, 900), "hour": draw.randint(1, 11), "weeks": draw.randint(2, 20), "homes": draw.randint(20, 900)}
    pick = {"thing": ["mill", "depot", "ferry", "plant", "bridge"], "part": ["boiler room", "north wing", "control room", "loading dock"],
            "day": ["Monday", "Tuesday", "Friday"], "month": ["March", "June", "October"]}  # fmt: skip
    return {**names, **numbers, **{key: draw.choice(values) for key, values in pick.items()}}


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(SYLLABLES) for _ in range(draw.randint(2, 3))).capitalize()


def _filler(draw: random.Random, words: int) -> list[str]:
    return ["".join(draw.choice(SYLLABLES) for _ in range(draw.randint(1, 3))) for _ in range(words)]


def measure(stage: str, count: int) -> dict[str, float]:
    """Run one stage in this process; processor seconds are of the stage alone, megabytes the peak above what stood before."""
    from crossread.group.copies import find_copies
    from crossread.group.stories import group_stories
    from crossread.model import Report

    texts = invented_reports(count, WORDS if stage != "compare" else 0)
    reports = [Report(id=f"r{i:06}", path=f"{i}.txt", text=text, published="2031-05-01") for i, text in enumerate(texts)]
    if stage == "compare":
        from crossread.model_runtime import load
        from crossread.pipeline import assemble
        from crossread.reading.reading import read_report

        nlp = load()
        readings = [read_report(report, nlp) for report in reports]
    before, begin = _peak(), time.process_time()
    if stage == "copies":
        found = len(find_copies(reports))
    elif stage == "stories":
        found = len(group_stories(reports))
    else:
        found = len(assemble(reports, readings).claims)
    return {"seconds": time.process_time() - begin, "megabytes": _peak() - before, "found": found}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, nargs="*", default=[10, 100, 1_000, 10_000])
    parser.add_argument("--stories", type=int, nargs="*", default=[10, 100, 1_000, 10_000])
    parser.add_argument("--compare", type=int, nargs="*", default=[10, 100, 1_000], help="after reading, which is not timed")
    parser.add_argument("--one", nargs=2, metavar=("STAGE", "N"), help="measure one row in this process, as JSON")
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one[0], int(options.one[1]))))
        return
    print(HEAD)
    for row in rows({stage: getattr(options, stage) for stage in STAGES}):
        print(line(row), flush=True)


def rows(counts: Mapping[str, Sequence[int]]) -> Iterator[list[Any]]:
    """Yield [stage, reports, seconds, megabytes, found, slope] of each stage at each count, each from its own process."""
    for stage, numbers in counts.items():
        last: tuple[int, float] | None = None
        for count in numbers:
            command = [sys.executable, "-m", "benchmarks.scaling", "--one", stage, str(count)]
            alone = os.environ | {"OMP_NUM_THREADS": "1"}
            try:
                out = subprocess.run(command, env=alone, check=True, stdout=subprocess.PIPE, text=True, timeout=ROW_LIMIT).stdout
            except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
                print(f"{stage} {count}: {error}", file=sys.stderr)
                break
            row = json.loads(out)
            slope = math.log(row["seconds"] / last[1]) / math.log(count / last[0]) if last else None
            yield [stage, count, round(row["seconds"], 3), round(row["megabytes"]), row["found"], slope and round(slope, 2)]
            last = (count, row["seconds"])


def line(row: Sequence[Any]) -> str:
    """Return a row as a line of the table."""
    stage, count, seconds, megabytes, found, slope = row
    return f"| {stage} | {count:,} | {seconds:.3f} | {count / seconds:,.0f} | {megabytes} | {found:,} | {'' if slope is None else slope} |"


if __name__ == "__main__":
    main()
