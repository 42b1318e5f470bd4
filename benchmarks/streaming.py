"""Stories from a stream: `python -m benchmarks.streaming [--reports N] [--agreement]`.

Puts generated reports one by one into their stories (`crossread.group.streaming`) and prints reports a second of the
processor, peak memory, and how well the stories are found. With `--agreement`, B3 F1 of streaming beside batch on the dev
parts of the exam's corpora (CROSSREAD_SHARED), in the order of their dates, by the exam's own scorer.

The reports come from a grammar of invented stories, seeded: events with people, places, bodies and figures of their own, told
by several outlets over some days in words of their own, some of them again weeks later.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from crossread.group.stories import group_stories
from crossread.group.streaming import Assigned, Event, StoryStream
from crossread.model import Report

SEED = 20
STORY = 6  # reports of a story on the mean
PER_DAY = 1_000  # reports of the stream on one day
AGAIN = 0.05  # share of stories that are told of again weeks later
BEGIN = date(2031, 1, 1)
CORPORA = ("ecbplus", "basil", "gvc")

ONSETS = ["b", "br", "d", "dr", "f", "g", "gr", "h", "k", "kl", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w", "z"]
VOWELS = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
CODAS = ["", "l", "n", "r", "s", "m", "nd", "rk", "st", "x"]
OUTLETS = [f"The {place} {kind}" for place in ("Velm", "Korsby", "Ostria", "Hallmar", "Skarn", "Orrin") for kind in ("Post", "Courier", "Herald", "Wire")]
KINDS = {
    "fire": (
        "A fire broke out in {thing} at {place} {day}, and {count} people were taken to hospital.",
        "{person}, who leads {body}, said that the fire began in the {part} shortly before {hour} a.m.",
        "Flames rose from the {part} of {thing} at {place}, and {count} were hurt, according to {body}.",
        "{witness}, a neighbour, heard a bang and saw smoke over {place}.",
        "{body} put the damage at {money} million dollars.",
    ),
    "deal": (
        "{firm} will buy {thing} at {place} from {other} for {money} million dollars, {person} said {day}.",
        "The sale of {thing} by {other} to {firm} needs the consent of {body}.",
        "{person} of {firm} told reporters that {count} jobs in {place} are safe.",
        "Shares of {firm} fell by {percent} percent after the price for {thing} became known.",
        "{witness}, who speaks for the workers in {place}, called the deal a mistake.",
    ),
    "trial": (
        "A court in {place} sent {person} to prison for {years} years {day} for taking {money} million dollars from {body}.",
        "{person} had denied that the money came from {body}; the judges in {place} did not believe it.",
        "{witness} had told the court how {person} asked for payments through {firm}.",
        "The lawyer of {person} will appeal, he said in {place}.",
        "{body} wants {money} million dollars back from {person} and from {firm}.",
    ),
    "talks": (
        "{place} and {town} agreed {day} to open the crossing at {thing} for {count} lorries a day, {person} said.",
        "{person} led the talks for {place}; {witness} spoke for {town}.",
        "{town} had closed the crossing {years} years ago after a dispute about {money} million dollars of duties.",
        "{body} will watch over the crossing at {thing}, according to {witness}.",
        "Drivers waited for {hour} hours at {thing} when the first lorries passed.",
    ),
    "storm": (
        "A storm tore roofs off {count} houses in {place} {day}, and {thing} was flooded.",
        "{body} brought {homes} people from {place} and {town} to safety, {person} said.",
        "The water stood {hour} feet high in the {part} of {thing}, {witness} said.",
        "{person} of {body} warned that the river at {town} would rise until the evening.",
        "{firm} has no power for {homes} homes between {place} and {town}.",
    ),
}
DETAILS = (
    "The road from {place} to {road} was closed near {farm}.", "{second}, who lives in {road}, knew {person} well.",
    "{firm} had hired {second} in {month} to look at {thing}.", "A letter of {second} to {body} was read out in {town}.",
    "{farm} and {road} were named in a paper that {third} wrote in {month}.", "{third} asked {body} for an answer before {month}.",
    "The ship {ship} was on its way from {farm} to {place} at the time.", "{third} had come from {farm} to {town} with the {ship}.",
)  # fmt: skip
MONTHS = ("January", "March", "April", "June", "September", "November")
COMMON = (
    "It was not clear at first how long this would take.", "Others who know the matter said the same.", "A spokesman did not answer calls.",
    "More is expected in the coming days.", "The reason is not known.", "Nobody else was there at the time.", "People in the town spoke of little else.",
    "The government has been asked to look into it.", "This had been talked about for months.", "Experts say that it could have been foreseen.",
)  # fmt: skip
THINGS = ("the old mill", "the harbour depot", "the chemical plant", "the east bridge", "the grain store", "the ferry dock", "the power station", "the cattle market")
PARTS = ("boiler room", "north wing", "control room", "loading dock", "cellar", "upper hall")


def _name(draw: random.Random) -> str:
    return "".join(draw.choice(ONSETS) + draw.choice(VOWELS) + draw.choice(CODAS) for _ in range(2)).capitalize()


def _facts(draw: random.Random) -> dict[str, Any]:
    place, town = _name(draw), _name(draw)
    return {
        "place": place, "town": town, "person": f"{_name(draw)} {_name(draw)}", "witness": f"{_name(draw)} {_name(draw)}",
        "body": f"the {place} {draw.choice(('Fire Service', 'Council', 'Port Authority', 'Ministry of Works', 'Police'))}",
        "road": _name(draw), "farm": f"{_name(draw)} Farm", "second": f"{_name(draw)} {_name(draw)}", "third": f"{_name(draw)} {_name(draw)}",
        "ship": _name(draw), "month": draw.choice(MONTHS),
        "firm": f"{_name(draw)} {draw.choice(('Group', 'Holdings', 'Lines', 'Energy'))}", "other": f"{_name(draw)} Industries",
        "thing": draw.choice(THINGS), "part": draw.choice(PARTS), "count": draw.randint(3, 95), "money": draw.randint(2, 990),
        "hour": draw.randint(2, 11), "percent": draw.randint(2, 40), "years": draw.randint(2, 20), "homes": draw.randint(100, 9000),
    }  # fmt: skip


def invented(count: int, seed: int = SEED) -> Iterator[tuple[Report, str]]:
    """Yield reports, each with the name of its story, in the order in which they come; the same ones in every run."""
    plan = random.Random(seed)
    due: dict[int, list[tuple[int, int]]] = {}
    made = number = 0
    day = 0
    while made < count:
        while len(due.setdefault(day, [])) < PER_DAY:
            size = max(1, round(plan.expovariate(1 / STORY)))
            days = sorted(int(plan.expovariate(0.7)) for _ in range(size))
            later = plan.randint(20, 60) if plan.random() < AGAIN and size > 2 else 0
            for place, after in enumerate(days):
                again = later if place >= size - 2 else 0
                due.setdefault(day + after + again, []).append((number, place))
            number += 1
        today = due.pop(day)
        plan.shuffle(today)
        for story, place in today:
            yield _report(story, place, day), f"story {story}"
            made += 1
            if made == count:
                return
        day += 1


def _report(story: int, place: int, day: int) -> Report:
    draw = random.Random(f"{SEED} {story}")
    kind, facts = draw.choice(sorted(KINDS)), _facts(draw)
    own = random.Random(f"{SEED} {story} {place}")
    when = BEGIN + timedelta(day)
    facts["day"] = f"on {when:%A}"
    lines = [line.format_map(facts) for line in (*own.sample(KINDS[kind], 4), *own.sample(DETAILS, 5))] + own.sample(COMMON, 3)
    own.shuffle(lines)
    text = " ".join(line[0].upper() + line[1:] for line in lines)
    key = f"r-{story}-{place}"
    return Report(id=key, path=f"{key}.txt", outlet=own.choice(OUTLETS), text=text, published=when.isoformat())


def followed(events: Iterable[Event]) -> dict[str, str]:
    """Return report -> story once all events have come true."""
    home: dict[str, str] = {}
    into: dict[str, str] = {}
    for event in events:
        if isinstance(event, Assigned):
            home[event.report] = event.story
            into.pop(event.story, None)
        else:
            into[event.story] = event.into

    def last(story: str) -> str:
        while story in into:
            story = into[story]
        return story

    return {report: last(story) for report, story in home.items()}


def bcubed(gold: dict[str, str], found: dict[str, str]) -> float:
    """Return B3 F1 in percent."""
    cells: dict[tuple[str, str], int] = {}
    mine: dict[str, int] = {}
    theirs: dict[str, int] = {}
    for name, group in gold.items():
        label = found[name]
        cells[group, label] = cells.get((group, label), 0) + 1
        mine[label] = mine.get(label, 0) + 1
        theirs[group] = theirs.get(group, 0) + 1
    precision = sum(n * n / mine[label] for (_, label), n in cells.items()) / len(gold)
    recall = sum(n * n / theirs[group] for (group, _), n in cells.items()) / len(gold)
    return round(200 * precision * recall / (precision + recall), 2)


def measure(count: int) -> dict[str, Any]:
    """Return what streaming `count` generated reports took: processor seconds of the stream alone."""
    stream, events, gold = StoryStream(), [], {}
    spent, most_awake = 0.0, 0
    for report, story in invented(count):
        gold[report.id] = story
        begun = time.process_time()
        events += stream.put_one(report)
        spent += time.process_time() - begun
        most_awake = max(most_awake, len(stream.awake))
    home = followed(events)
    lost = [name for name in gold if name not in home]
    return {
        "reports": count, "reports/s": round(count / spent), "seconds": round(spent, 1), "peak memory, MB": _peak(), "B3 F1": bcubed(gold, home),
        "stories": len(set(gold.values())), "found": len(set(home.values())), "awake at most": most_awake, "asleep": len(stream.asleep), "lost": len(lost),
    }  # fmt: skip


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (20 if sys.platform == "darwin" else 10)


def agreement(shared: Path, part: str, corpora: Iterable[str] = CORPORA) -> Iterator[dict[str, Any]]:
    """Yield B3 F1 of batch and of streaming on each corpus, by the exam's scorer."""
    from benchmarks.tasks.stories import reports_of

    spec = importlib.util.spec_from_file_location("score_stories", shared / "exam/score_stories.py")
    assert spec and spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    for corpus in corpora:
        path = shared / f"data/stories/{corpus}.{part}.jsonl.gz"
        if not path.exists():
            continue
        rows, reports = score.read_lines(str(path)), reports_of(str(path))
        batch = [list(story.reports) for story in group_stories(reports)]
        home = followed(_streamed(reports))
        groups: dict[str, list[str]] = {}
        for name, story in home.items():
            groups.setdefault(story, []).append(name)
        found = [score.evaluate(rows, {"groups": groups})["bcubed_f1"] for groups in (batch, list(groups.values()))]
        yield {"corpus": f"{corpus}.{part}", "batch": found[0], "streaming": found[1], "difference": round(found[1] - found[0], 2)}


def _streamed(reports: Iterable[Report]) -> Iterator[Event]:
    stream = StoryStream()
    yield from stream.put(sorted(reports, key=lambda report: (report.published or "", report.id)))
    yield from stream.settle()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--agreement", action="store_true", help="beside batch on the exam's corpora, in place of generated reports")
    parser.add_argument("--part", default="dev")
    options = parser.parse_args()
    if options.agreement:
        for row in agreement(Path(os.environ.get("CROSSREAD_SHARED", "../shared")), options.part):
            print(json.dumps(row), flush=True)
        return
    print(json.dumps(measure(options.reports)))


if __name__ == "__main__":
    main()
