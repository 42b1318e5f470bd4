"""Web page -> its main text, a paragraph a line, and what the page says of itself."""

from __future__ import annotations

import html
import logging
import re
from dataclasses import dataclass
from typing import Any

from crossread.clean.pages import bounds, declared, parts
from crossread.fence import importing_without_sockets

MIN_WORDS = 25  # fewer words of main text are no article, unless the page marks them as one
# characters of markup; trafilatura takes minutes for more, so their paragraphs are taken as they are
MAX_EXTRACTED = 2_000_000
# What trafilatura logs of a page is said by our own warnings; whoever wants it gives the logger a handler.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
_ESCAPED = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")


@dataclass(frozen=True, slots=True)
class Page:
    """Main text, metadata (title, outlet, published, url), about how many words were left out, and what else to say."""

    text: str
    metadata: dict[str, str]
    left_out: int
    notes: tuple[str, ...] = ()


def read_page(markup: str) -> Page | None:
    """Return the article of a page, or None where there is none."""
    import lxml.html

    if not bounds.has_tags(markup):
        return _without_tags(markup)
    bounded = bounds.within_bounds(markup)
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        tree: Any = lxml.html.fromstring(bounded.markup.encode("utf-8", "replace"), parser=parser)
    except (ValueError, lxml.etree.ParserError):
        return None
    about = declared.read_declarations(tree)
    everything = parts.count_words(parts.seen_text(tree))
    parts.drop_what_is_no_reporting(tree)
    parts.wrap_loose_text(tree)
    rows = parts.tables_to_rows(tree)
    lines = _extract(tree, len(bounded.markup)) or parts.paragraphs_of(tree, MIN_WORDS)
    if not lines:
        return None
    lines = [_unescaped(line) for line in lines]
    title = _unescaped(about.metadata.get("title", ""))
    while lines and title and _fold(lines[0]) == _fold(title):
        lines.pop(0)
    notes = [*bounded.notes, *about.notes]
    held = _fold(" ".join(lines))
    lost = sum(_fold(row) not in held for row in rows)
    if lost:
        notes.append(f"{lost} of {len(rows)} rows of tables were left out; see the file itself")
    if not lines:
        return None
    text = "\n".join(lines) + "\n"
    metadata = {key: _unescaped(value) for key, value in about.metadata.items()}
    return Page(text, metadata, max(0, everything - parts.count_words(text)), tuple(notes))


def _extract(tree: Any, size: int) -> list[str]:
    """Return the lines of the main text as trafilatura finds them, or nothing."""
    import lxml.html

    with importing_without_sockets():
        import trafilatura
    if size > MAX_EXTRACTED:
        return []
    markup = lxml.html.tostring(tree, encoding="unicode")
    # Without favor_recall precision gains two points, and recall on some test pages loses ten (benchmarks/pages.py).
    text = trafilatura.extract(markup, include_comments=False, include_tables=True, favor_recall=True) or ""
    return _lines(text) if parts.count_words(text) >= MIN_WORDS else []


def _without_tags(text: str) -> Page | None:
    """Return the article of a page that has no tags at all: a text under the name of a page."""
    lines = _lines(_unescaped(text)) if parts.count_words(text) >= MIN_WORDS else []
    return Page("\n".join(lines) + "\n", {}, 0) if lines else None


def _lines(text: str) -> list[str]:
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def _unescaped(text: str) -> str:
    """Resolve entities that were escaped twice ("&amp;amp;"), as careless sites write them."""
    return html.unescape(text) if _ESCAPED.search(text) else text


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
