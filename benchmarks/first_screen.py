"""How many of a careful reader's questions the first screen of a story answers, judged by readers.

    python -m benchmarks.first_screen sheet FOLDER --out FOLDER [--width 100]
    python -m benchmarks.first_screen keep SHEET… --reader NAME
    python -m benchmarks.first_screen score

The questions are in `benchmarks/data/first_screen_questions.json`: ten a story, in our own words, written from the reports
before any dossier of them was looked at. `sheet` writes one sheet a story: its first screen as the terminal shows it, then
the questions with their answers; a reader puts y where the screen gives the answer (one of those named will do), else n.
`keep` adds story, number, yes or no, and who judged to `benchmarks/data/first_screen.jsonl`; `score` prints the shares.
"""

from __future__ import annotations

import argparse
import io
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks import sheets
from crossread.present.terminal import render

QUESTIONS = Path(__file__).parent / "data/first_screen_questions.json"
DATA = Path(__file__).parent / "data/first_screen.jsonl"
WANTED = 8  # of ten questions, for each story
HEAD = """Does the screen below answer the question? y: the answer, or one of those named, can be read on it, in whatever words.
n: it cannot, or the screen says something else. Judge by the screen alone. Write y or n between the brackets."""


def screen(dossier: Any, width: int) -> str:
    """Return the first screen as a pipe of this width gets it."""
    held = io.StringIO()
    render(dossier, Console(file=held, width=width, color_system=None, force_terminal=False))
    return "".join(f"{line.rstrip()}\n" for line in held.getvalue().splitlines())


def items(story: str) -> list[tuple[dict[str, Any], str]]:
    """Return the questions of a story as records (story, number) with their words."""
    rows = json.loads(QUESTIONS.read_text("utf-8"))["questions"]
    return [
        ({"story": story, "number": row["number"]}, f"{row['question']}\n({row['kind']}; answer: {row['answer']})")
        for row in rows
        if row["story"] == story
    ]


def write(folders: list[Path], to: Path, width: int) -> None:
    """Write one sheet for each story that has questions."""
    for name, path in sheets.stories(folders):
        asked = items(name)
        if asked:
            shown = screen(sheets.dossier_of(path), width)
            sheets.write(to / f"{name}.txt", f"{HEAD}\n\n{'=' * width}\n{shown}{'=' * width}", asked)


def score(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the shares over all questions, and the stories of which each reader finds enough answers."""
    found: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows:
        found[row["reader"], row["story"]] += row["answered"]
    readers = sorted({row["reader"] for row in rows})
    enough = {reader: sorted(story for (who, story), count in found.items() if who == reader and count >= WANTED) for reader in readers}
    return {**sheets.shares(rows, "answered", ("story", "number")), "stories with eight or more": enough}


def main() -> None:
    """Write sheets, keep answers, or print their shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ways = parser.add_subparsers(dest="way", required=True)
    writing = ways.add_parser("sheet")
    writing.add_argument("folders", nargs="+", type=Path)
    writing.add_argument("--out", type=Path, required=True)
    writing.add_argument("--width", type=int, default=100)
    keeping = ways.add_parser("keep")
    keeping.add_argument("sheets", nargs="+", type=Path)
    keeping.add_argument("--reader", required=True)
    for way in (keeping, ways.add_parser("score")):
        way.add_argument("--data", type=Path, default=DATA)
    given = parser.parse_args()
    if given.way == "sheet":
        write(given.folders, given.out, given.width)
    elif given.way == "keep":
        rows = [{**record, "reader": given.reader, "answered": yes} for sheet in given.sheets for record, yes in sheets.read(sheet)]
        print(sheets.keep(rows, given.data), "judgements in", given.data)
    else:
        print(json.dumps(score(sheets.rows_of(given.data))))


if __name__ == "__main__":
    main()
