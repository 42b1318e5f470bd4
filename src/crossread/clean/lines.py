"""The lines of a text that hold something, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BEFORE = re.compile(r"^[\s#*_>•·▪●+-]+")
_AFTER = "#*_"
_BREAK = re.compile("[\n\r\x0b\x0c\x85\u2028\u2029]")  # what ends a line in any text (Unicode, section 5.8)
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
    for end in [*(match.start() for match in _BREAK.finditer(text, begin)), len(text)]:
        inner = text[at:end].strip()
        if inner:
            start = text.index(inner[0], at)
            found.append(Line(start, start + len(inner), inner))
        at = end + 1
    return found


def bare(line: str) -> str:
    """Return a line without list marks, emphasis and links of Markdown; a line of nothing else stays as it is."""
    inner = _BEFORE.sub("", _LINK.sub(r"\1", line))
    end = len(inner)
    while end and (inner[end - 1].isspace() or inner[end - 1] in _AFTER):
        end -= 1  # a pattern that looks for white space before the end looks at every run of it anew
    return inner[:end] or line
