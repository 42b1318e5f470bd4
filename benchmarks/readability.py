"""How many lines of "what only one has" are understood without the sentence beside them, judged by readers.

    python -m benchmarks.readability draw FOLDER --sheet FILE [--lines 150] [--seed 19] [--shown] [--under-head]
    python -m benchmarks.readability keep FILE --reader NAME
    python -m benchmarks.readability score

FOLDER holds stories (NAME/reports/…) or dossiers (NAME.json). `draw` takes lines at random, the same for the same seed,
and writes a sheet in which a reader puts y or n; `keep` adds the answers to `benchmarks/data/readability.jsonl`: story,
report, start, end, yes or no, and who judged, no words of any report. `score` prints the shares of yes.
A line is drawn wherever it stands, also behind "and … more"; with `--shown` among those that are not folded alone. By itself
a line is asked of somebody who does not know what the story is; with `--under-head` the sheet has the line at the head of
the story above its lines, as page, terminal and Markdown have it.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import sheets
from crossread.present.event import event
from crossread.present.lines import alone
from crossread.present.outline import outline

DATA = Path(__file__).parent / "data/readability.jsonl"
HEAD = """Can each line be understood without the sentence around it? y: I know who did or is what, and can tell it on.
n: somebody or something in it is not said ("he", "the firm said"), it breaks off, or it makes no sense.
That I would like to know more is no reason for n. Write y or n between the brackets; leave the numbers as they are."""


UNDER_HEAD = HEAD.replace(
    "Can each line be understood without the sentence around it?",
    "You have read the head of a page: what the story is, in one line. Below it are lines of single reports, each apart.\n"
    "Can each line be understood by the head and the line, without the sentence around it and without the other lines?",
)


def lines_of(name: str, dossier: Any, *, folded: bool = True) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield each line of a story as its record (story, report, start, end) and its words."""
    out = outline(dossier)
    for story in out.stories:
        for report in alone(story, out.dossier.entities):
            for line in (*report.first, *(report.rest if folded else ())):
                place = {"story": name, "report": Path(report.view.report.path).name, "start": line.shown.start, "end": line.shown.end}
                yield place, line.shown.text


def draw(folders: list[Path], count: int, seed: int, *, folded: bool) -> list[tuple[dict[str, Any], str]]:
    """Return so many lines of the stories, drawn at random by a seed."""
    found = [line for name, path in sheets.stories(folders) for line in lines_of(name, sheets.dossier_of(path), folded=folded)]
    return random.Random(seed).sample(found, min(count, len(found)))


def heads(folders: list[Path], items: list[tuple[dict[str, Any], str]]) -> dict[int, str]:
    """Return the line at the head of its story for the first item of each, by number; items of a story stand together."""
    told = {}
    for name, path in sheets.stories(folders):
        out = outline(sheets.dossier_of(path))
        told[name] = " / ".join(found.shown.text for story in out.stories if (found := event(story)) is not None)
    names = [record["story"] for record, _ in items]
    return {n: told[name] for n, name in enumerate(names, 1) if n == 1 or names[n - 2] != name}


def main() -> None:
    """Draw lines, keep answers, or print their shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_subparsers(dest="way", required=True)
    drawing = ways.add_parser("draw")
    drawing.add_argument("folders", nargs="+", type=Path)
    drawing.add_argument("--sheet", type=Path, required=True)
    drawing.add_argument("--lines", type=int, default=150)
    drawing.add_argument("--seed", type=int, default=19)
    drawing.add_argument("--shown", action="store_true")
    drawing.add_argument("--under-head", action="store_true")
    keeping = ways.add_parser("keep")
    keeping.add_argument("sheet", type=Path)
    keeping.add_argument("--reader", required=True)
    for way in (keeping, ways.add_parser("score")):
        way.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args()
    if given.way == "draw":
        items = draw(given.folders, given.lines, given.seed, folded=not given.shown)
        if given.under_head:
            items.sort(key=lambda item: item[0]["story"])
            sheets.write(given.sheet, UNDER_HEAD, items, heads(given.folders, items))
        else:
            sheets.write(given.sheet, HEAD, items)
    elif given.way == "keep":
        rows = ({**record, "reader": given.reader, "understood": yes} for record, yes in sheets.read(given.sheet))
        print(sheets.keep(rows, given.data), "judgements in", given.data)
    else:
        print(json.dumps(sheets.shares(sheets.rows_of(given.data), "understood", ("story", "report", "start", "end"))))


if __name__ == "__main__":
    main()
