"""Lines of crawled reports: which are reporting, and what the head says of outlet, title and date.

Each file of `tests/data/clean` opens with the expected metadata; after it each line stands behind + (reporting) or
- (residue), as a careful reader would sort them.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.clean.masthead import is_byline
from crossread.clean.residue import mark_text
from tests.conftest import ROOT

SAMPLES = sorted((ROOT / "tests/data/clean").glob("*.txt"))


def _sample(path: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    head, _, body = path.read_text("utf-8").partition("\n\n")
    pairs = (line.split(":", 1) for line in head.splitlines())
    expected = {key: value.strip() for key, value in pairs if value.strip()}
    return expected, [(line[:1], line[2:]) for line in body.splitlines()]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_lines_of_a_crawled_report(path: Path) -> None:
    expected, lines = _sample(path)
    text = "\n".join(line for _, line in lines)
    marks = mark_text(text, page=False)
    assert marks.metadata == expected
    at, wrong = 0, []
    for sign, line in lines:
        covered = any(r.start <= at and at + len(line) <= r.end for r in marks.residue)
        if line and covered != (sign == "-"):
            wrong.append(line)
        at += len(line) + 1
    assert not wrong


@pytest.mark.parametrize(
    "line",
    [
        "Advertising revenue fell 12% at the broadcaster, its chairman told staff.",
        "“Share this with your neighbours,” the mayor said on Tuesday.",
        "Sign language interpreters were sent to the shelter.",
        "Watchers on the cliff saw the mast go under at noon.",
        "The photo agency Lumen said its archive had been copied.",
        "Related costs rose to 4 million euros, the auditors found.",
        "She is a reporter who was held for nine days in the capital.",
    ],
)
def test_reporting_is_not_taken_for_promotion(line: str) -> None:
    filler = "The council met for a second day and put off the vote on the harbour wall until its engineers have tested all of the older concrete."
    assert not mark_text(f"{filler}\n\n{line}\n\n{filler}\n", page=False).residue


def test_front_matter_is_residue_and_read() -> None:
    text = "---\ntitle: A wall\noutlet: Harbour Times\ndate: 2031-05-01\n---\nThe wall fell.\n"
    marks = mark_text(text, page=False)
    assert marks.metadata == {"title": "A wall", "outlet": "Harbour Times", "published": "2031-05-01"}
    assert [(r.start, r.reason) for r in marks.residue] == [(0, "front matter")]


@pytest.mark.parametrize(("line", "expected"), [("By Ada Holm", True), ("Ada Holm, Harbour Times", True), ("By noon the wall had gone?", False), ("Ada Holm, mayor", False)])
def test_bylines(line: str, expected: bool) -> None:
    assert is_byline(line) is expected
