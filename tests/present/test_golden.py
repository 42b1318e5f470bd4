"""Markdown and terminal against files that a person has read: a change of either shows as a change of its file.

After a change that is meant, write them anew, then read what changed (`git diff tests/present/golden`):

    python -m tests.present.test_golden
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from crossread.model import Dossier
from crossread.present.markdown import to_markdown
from crossread.present.terminal import render
from tests.present.conftest import build

GOLDEN = Path(__file__).parent / "golden"
MOST_LINES, WARNING_LINES = 60, 20  # of a story, and of what was not read behind all stories


def terminal(dossier: Dossier, width: int, *, full: bool = False) -> str:
    """Return what a pipe of this width gets; lines end where their words do."""
    console = Console(file=io.StringIO(), width=width, color_system=None, force_terminal=False)
    render(dossier, console, full=full)
    assert isinstance(console.file, io.StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


WAYS: dict[str, Callable[[Dossier], str]] = {
    "dossier.md": to_markdown,
    "terminal-wide.txt": lambda dossier: terminal(dossier, 132, full=True),
    "terminal-narrow.txt": lambda dossier: terminal(dossier, 72, full=True),
    "first-screen.txt": lambda dossier: terminal(dossier, 100),
}


@pytest.mark.parametrize("name", WAYS)
def test_it_is_as_it_was_read(dossier: Dossier, name: str) -> None:
    assert WAYS[name](dossier) == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("width", [60, 80, 132, 200])
def test_the_first_screen_is_a_screen(dossier: Dossier, width: int) -> None:
    lines = terminal(dossier, width).splitlines()
    assert len(lines) <= MOST_LINES * len(dossier.stories) + WARNING_LINES
    assert max(map(len, lines)) <= width


def main() -> None:
    """Write the golden files from the invented dossier of `conftest.py`."""
    GOLDEN.mkdir(exist_ok=True)
    for name, write in WAYS.items():
        (GOLDEN / name).write_text(write(build()), encoding="utf-8")


if __name__ == "__main__":
    main()
