"""Paths and folders -> files, in order of name; what cannot be entered or looked at is said."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

Warn = Callable[[str, str], None]


def files_below(folder: Path, warn: Warn) -> Iterator[Path]:
    """Yield the files of a folder and of all below it that are not hidden, sorted by path; links to folders are not
    followed."""
    found: list[Path] = []

    def refused(error: OSError) -> None:
        warn(str(error.filename), f"this folder cannot be entered ({error.strerror or error}); check its permissions")

    hidden = 0
    for at, folders, names in os.walk(folder, onerror=refused):
        hidden += sum(name.startswith(".") for name in (*folders, *names))
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(at, name) for name in names if not name.startswith(".")]
    if hidden:
        warn(str(folder), f"{hidden} hidden files or folders are passed over; name them to read them")
    for file in sorted(found):
        try:
            if file.is_file():
                yield file
            elif not file.exists():
                warn(str(file), "this link leads nowhere; passed over")
        except OSError as error:
            warn(str(file), f"cannot be looked at ({error.strerror or error}); check its permissions")


def what_is(place: Path) -> str:
    """Return "folder", "file", "stream" (a pipe or device), or "" where there is nothing.

    Raises OSError where nothing can be said: the path is too long, or in a folder that may not be entered.
    """
    try:
        if place.is_dir():
            return "folder"
        if place.is_file():
            return "file"
        return "stream" if place.exists() else ""
    except ValueError as error:  # a name with a null byte
        raise OSError(str(error)) from error
