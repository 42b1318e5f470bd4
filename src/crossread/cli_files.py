"""What the commands share: dates that options give, where reports are read, files and folders that are written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from crossread import outputs

JsonFile = Annotated[
    Path | None, typer.Option(help="Write the dossier as JSON to this file (- for standard output).", metavar="FILE")
]
HtmlFile = Annotated[
    Path | None, typer.Option(help="Write the dossier as one self-contained page.", metavar="FILE")
]
MarkdownFile = Annotated[
    Path | None, typer.Option(help="Write the dossier as Markdown with footnotes.", metavar="FILE")
]
Jobs = Annotated[
    int, typer.Option("--jobs", help="Processes that read; they change speed, never output.", min=1, metavar="N")
]
ExecutorName = Annotated[
    str | None,
    typer.Option(
        "--executor", help="Where to read: processes (of this machine), or ray (extra: cluster).", metavar="NAME"
    ),
]
Address = Annotated[
    str | None, typer.Option("--address", help="Address of a Ray cluster; without it a local one.", metavar="HOST:PORT")
]


def read_dates(pairs: list[str]) -> dict[str, str]:
    """Return FILE -> DATE of the option `--published`."""
    found = {}
    for pair in pairs:
        name, equals, date = pair.rpartition("=")
        if not equals or not name or not date:
            raise typer.BadParameter(
                f"{pair!r} is not FILE=DATE, for example  storm.txt=2031-03-04", param_hint="--published"
            )
        found[name] = date
    return found


def write_text(path: Path, text: str) -> None:
    """Write a file, whole or not at all, or standard output for -, or end with 2 and the reason."""
    outputs.write(path, text)
