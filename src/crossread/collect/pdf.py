"""PDF -> the text of its pages, by pypdf; a page without text is named, since it is a picture of one."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from crossread.collect.source import NotRead, Source, Warn
from crossread.model import RawDocument

MAX_PAGES = 500  # a report of more pages is a book
MAX_TEXT = 3_000_000  # characters; more than one report may have
RUNNING = 3  # a first or last line that stands on as many pages, but for its numbers, is a running head or foot
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?:…][\"”’')\]]*$")
logging.getLogger("pypdf").addHandler(logging.NullHandler())  # what it logs of a file is said by our own warnings


def read_pdf(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the text layer of a PDF; raises NotRead where it is locked or has none."""
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(source.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotRead("this PDF is locked with a password")
        count = len(reader.pages)
    except NotRead:
        raise
    except Exception as error:  # broken files raise whatever their broken part is read by
        raise NotRead(f"this PDF cannot be opened ({type(error).__name__}: {error})") from error
    if count > MAX_PAGES:
        warn(source.path, f"{count} pages are more than one report has; the first {MAX_PAGES} are read")
    pages, bare, broken = _pages(reader, min(count, MAX_PAGES))
    for places, what in ((bare, "have no text layer (scanned?), so they are not read"), (broken, "cannot be read")):
        if places:
            warn(
                source.path,
                f"{len(places)} of {count} pages {what}: "
                f"{', '.join(map(str, places[:10]))}{' …' if len(places) > 10 else ''}",
            )
    if not any(pages):
        raise NotRead("this PDF has no text layer: its pages are pictures; have their text recognised first")
    lines, running = _without_running_lines(pages)
    if running:
        warn(source.path, f"{running} running heads and feet of pages are left out")
    yield RawDocument(path=source.path, text=_joined(lines), media="text", metadata=source.metadata)


def _pages(reader: Any, count: int) -> tuple[list[list[str]], list[int], list[int]]:
    """Return the lines of each page, the numbers of pages without text, and of pages that cannot be read."""
    found: list[list[str]] = []
    bare: list[int] = []
    broken: list[int] = []
    length = 0
    for number in range(count):
        try:
            text = reader.pages[number].extract_text() if length < MAX_TEXT else ""
        except Exception:  # one broken page is one page less
            text = ""
            broken.append(number + 1)
        if not text.strip() and number + 1 not in broken:
            bare.append(number + 1)
        length += len(text)
        found.append([line.rstrip() for line in text.split("\n")])
    return [lines if any(lines) else [] for lines in found], bare, broken


def _without_running_lines(pages: Sequence[list[str]]) -> tuple[list[list[str]], int]:
    """Take heads and feet that run through the pages, and bare page numbers, from their first and last lines."""
    edges = Counter(_mask(line) for lines in pages for line in {*lines[:2], *lines[-2:]} if line.strip())
    running = {mask for mask, count in edges.items() if mask and (count >= RUNNING or (mask == "#" and len(pages) > 1))}
    kept, left_out = [], 0
    for lines in pages:
        inner = [
            line
            for place, line in enumerate(lines)
            if not (min(place, len(lines) - 1 - place) < 2 and _mask(line) in running)
        ]
        left_out += len(lines) - len(inner)
        kept.append(inner)
    return kept, left_out


def _mask(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split())).strip(" -–—|")


def _joined(pages: Sequence[list[str]]) -> str:
    """Join pages; one that ends within a sentence goes on in the next."""
    text = ""
    for lines in pages:
        page = "\n".join(lines).strip("\n")
        if not page:
            continue
        if text:
            text += "\n\n" if _SENTENCE_END.search(text.rstrip()) else "\n"
        text += page
    return text
