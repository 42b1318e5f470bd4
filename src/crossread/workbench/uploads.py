"""Files that a browser or a program sends: names that are only names, counted, each within its bound."""

from __future__ import annotations

import re
from collections.abc import Sequence

from starlette.datastructures import UploadFile

from crossread.collect import Source
from crossread.errors import Refused

MAX_NAME = 200  # characters
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def safe_name(name: str) -> str:
    """Return a file's name; raises Refused where it is a path, hidden, or no name at all."""
    if "/" in name or "\\" in name or name.startswith("."):
        raise Refused(f"{name[:80]!r} is a path or a hidden file, not a name; send the file under its plain name")
    if not name.strip() or len(name) > MAX_NAME or _CONTROL.search(name):
        raise Refused(f"a file's name has 1 to {MAX_NAME} printable characters; {name[:80]!r} has not")
    return name


async def sources(files: Sequence[UploadFile], most: int) -> list[Source]:
    """Return the files of a form as sources; raises Refused where there are none or too many."""
    given = [file for file in files if file.filename]
    if not given:
        raise Refused("no file was sent; choose one or more")
    if len(given) > most:
        raise Refused(
            f"{len(given)} files are more than the {most} that one request may have; send a zip, or less at a time"
        )
    return [Source(path=safe_name(file.filename or ""), data=await file.read()) for file in given]
