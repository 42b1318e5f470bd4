"""Text as it is searched: without case, accents and marks, the same for every database."""

from __future__ import annotations

import re
import unicodedata

# characters of a report that are searched; PostgreSQL refuses an index entry of more than a megabyte
MAX_INDEXED = 400_000
MAX_PLACE = 600  # characters, of four bytes at most
_WORD = re.compile(r"[^\W_]+")
_PLURALS = (("ies", "y"), ("ches", "ch"), ("shes", "sh"), ("sses", "ss"), ("xes", "x"), ("s", ""))


def fold(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded: lower case, no accents, no marks."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()
    return tuple(_WORD.findall(unicodedata.normalize("NFC", plain)))


def folded(text: str) -> str:
    """Return the folded words with a space between."""
    return " ".join(fold(text[:MAX_INDEXED]))


def thing_of(words: str) -> str:
    """Return the folded head of what a figure counts, in the singular: "grain barges" -> "barge"."""
    found = fold(words)
    if not found:
        return ""
    head = found[-1]
    for ending, instead in _PLURALS:
        if head.endswith(ending) and len(head) > len(ending) + 2 and not head.endswith(("ss", "us")):
            return head[: -len(ending)] + instead
    return head


def place(path: str) -> str:
    """Return a path or address as it is looked up: PostgreSQL indexes no more than 2,704 bytes."""
    return (column(path) or "")[:MAX_PLACE]


def column(text: str | None) -> str | None:
    """Return a text that every database takes in a column: PostgreSQL knows no NUL."""
    return None if text is None else text.replace("\x00", "\ufffd")
