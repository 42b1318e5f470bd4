"""A live blog that declares its entries (schema.org LiveBlogPosting): an entry a report, with its own moment.

What a page shows of a live blog is one text in which the newest stands first and "on Tuesday" means many days; what it
declares of itself has each entry's text, headline and moment. A page that declares none is read as one article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from crossread.collect.fragments import looks_marked_up, paragraphs
from crossread.collect.metadata import as_moment, as_text
from crossread.collect.source import Source, Warn
from crossread.model import RawDocument
from crossread.text.encoding import decode

_NAME = b"LiveBlogPosting"
_OPENS = re.compile(r"<script[^>]{0,300}\bapplication/ld\+json\b[^>]{0,300}>", re.I)
_CLOSES = re.compile(r"</script", re.I)
LEAST_ENTRIES = 2  # one entry is an article
MOST_NESTED = 6  # lists and graphs of linked data within one another


def entries_of(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Yield the entries of a page that is a live blog, the oldest first; nothing for another page."""
    if _NAME not in source.data:
        return
    for blog in _blogs(decode(source.data, lambda message: None)):
        updates = [one for one in _list(blog.get("liveBlogUpdate")) if isinstance(one, Mapping)]
        found = [made for one in updates if (made := _entry(one, blog)) is not None]
        if len(found) < LEAST_ENTRIES:
            continue
        if len(found) < len(updates):
            lost = f"{len(updates) - len(found)} of {len(updates)}"
            warn(source.path, f"{lost} entries of this live blog have no text; passed over")
        ordered = sorted(found, key=lambda entry: entry[1].get("published", ""))
        for number, (text, metadata) in enumerate(ordered, start=1):
            known = {**metadata, **source.metadata}
            yield RawDocument(path=f"{source.path}#{number}", text=text, media="text", metadata=known)
        return


def _entry(one: Mapping[str, Any], blog: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """Return an entry's text and what is known of it, or None if it has no text."""
    text = as_text(one.get("articleBody"))
    text = paragraphs(text) if looks_marked_up(text) else text
    if not text.strip():
        return None
    known = {
        "title": as_text(one.get("headline")),
        "published": as_moment(one.get("datePublished") or one.get("dateModified") or ""),
        "outlet": as_text(one.get("publisher")) or as_text(blog.get("publisher")),
        "url": as_text(one.get("url")) or as_text(blog.get("url")),
    }
    return text, {name: value for name, value in known.items() if value}


def _blogs(page: str) -> Iterator[Mapping[str, Any]]:
    place = 0
    while (opens := _OPENS.search(page, place)) and (closes := _CLOSES.search(page, opens.end())):
        place = closes.end()
        try:
            linked = json.loads(page[opens.end() : closes.start()])
        except (ValueError, RecursionError):
            continue
        yield from _live_blogs(linked)


def _live_blogs(linked: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > MOST_NESTED:
        return
    if isinstance(linked, list):
        for one in linked:
            yield from _live_blogs(one, depth + 1)
    elif isinstance(linked, Mapping):
        if "LiveBlogPosting" in map(str, _list(linked.get("@type"))):
            yield linked
        yield from _live_blogs(linked.get("@graph"), depth + 1)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
