"""An article of an export, and the lines of heads that all vendors write alike."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DATE = re.compile(
    rf"\b(?:{_MONTH})\b\.?,?\s+\d{{1,2}},?\s+\d{{4}}\b|\b\d{{1,2}}\.?\s+(?:{_MONTH})\b\.?,?\s+\d{{4}}\b|"
    rf"\b\d{{4}}-\d{{2}}-\d{{2}}\b",
    re.I,
)
_COPYRIGHT = re.compile(r"^\s*(?:copyright\b|\(c\)|©|all rights reserved)", re.I)
MAX_DATE_LINE = 60  # characters; a longer line with a date in it is a sentence


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one article, and any of title, outlet, published, url."""

    text: str
    metadata: dict[str, str]


def make_article(text: str, **metadata: str) -> Article:
    """Return an article whose empty metadata are left out; values stand on one line."""
    return Article(
        text.strip("\n") + "\n", {key: " ".join(value.split()) for key, value in metadata.items() if value.strip()}
    )


def date_in(line: str) -> str:
    """Return the date of a line that holds little else, or nothing."""
    found = _DATE.search(line)
    return found.group() if found and len(line.strip()) <= MAX_DATE_LINE else ""


def is_copyright(line: str) -> bool:
    """Say whether a line says whose the rights are."""
    return _COPYRIGHT.match(line) is not None
