"""What the commands share: dates that options give, files and folders that are written."""

from __future__ import annotations

import sys
from pathlib import Path

import typer


def read_dates(pairs: list[str]) -> dict[str, str]:
    """Return FILE -> DATE of the option `--published`."""
    found = {}
    for pair in pairs:
        name, equals, date = pair.rpartition("=")
        if not equals or not name or not date:
            raise typer.BadParameter(f"{pair!r} is not FILE=DATE, for example  storm.txt=2031-03-04", param_hint="--published")
        found[name] = date
    return found


def make_folder(path: Path) -> None:
    """Make a folder and those above it, or end with 2 and the reason."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        typer.echo(f"crossread: cannot make the folder {path}: {error.strerror}", err=True)
        raise typer.Exit(2) from None


def write_text(path: Path, text: str) -> None:
    """Write a file, or standard output for -, or end with 2 and the reason."""
    if str(path) == "-":
        sys.stdout.write(text)
        return
    make_folder(path.parent)
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        typer.echo(f"crossread: cannot write {path}: {error.strerror}", err=True)
        raise typer.Exit(2) from None
