"""The lines of a text that hold something, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEFORE = re.compile(r"^[\s#*_>•·▪●+-]+")
_AFTER = "#*_"
_LINK = re.compile(r"\[([^\]]{1,300})\]\((?:https?:)?[^)\s]*\)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it; `start` and `end` are its place in the text."""

    start: int
    end: int
    text: str


def find_lines(text: str, begin: int) -> list[Line]:
    """Return the lines that are not blank, from `begin` on."""
    found, at = [], begin
    for raw in text[begin:].split("\n"):
        inner = raw.strip()
        if inner:
            start = at + raw.index(inner[0])
            found.append(Line(start, start + len(inner), inner))
        at += len(raw) + 1
    return found


def bare(line: str) -> str:
    """Return a line without list marks, emphasis and links of Markdown; a line of nothing else stays as it is."""
    inner = _BEFORE.sub("", _LINK.sub(r"\1", line))
    end = len(inner)
    while end and (inner[end - 1].isspace() or inner[end - 1] in _AFTER):
        end -= 1  # a pattern that looks for white space before the end looks at every run of it anew
    return inner[:end] or line
