"""RSS and Atom files: an entry a report; the feed's title is the outlet. Read by feedparser, from bytes alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from crossread.collect.fragments import looks_marked_up, paragraphs
from crossread.collect.metadata import as_moment
from crossread.collect.source import NotRead, Source, Warn
from crossread.model import RawDocument
from crossread.text.encoding import decode

_DECLARED = re.compile(r"\A\s*<\?xml[^>]*\?>")


def read_feed(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the entries of a feed; raises NotRead where there are none."""
    feed = _parsed(source, warn)
    if not feed.entries:
        raise NotRead(
            "this feed has no entries"
            if feed.version
            else f"this is no feed ({feed.get('bozo_exception', 'no entries')})"
        )
    if feed.bozo:
        warn(source.path, f"this feed is not well formed ({feed.bozo_exception}); read as far as it goes")
    outlet = _text(feed.feed.get("title", ""))
    short = 0
    for number, entry in enumerate(feed.entries, start=1):
        whole = max(
            (content.get("value", "") for content in entry.get("content", ())),
            key=lambda value: len(value or ""),
            default="",
        )
        text = _text(whole) or _text(entry.get("summary", ""))
        where = f"{source.path}#{number}"
        if not text:
            warn(where, "this entry has no text, only a title or an address; passed over")
            continue
        short += not whole
        found = {
            "title": _text(entry.get("title", "")),
            "outlet": _text(entry.get("source", {}).get("title", "")) or outlet,
            "published": as_moment(entry.get("published") or entry.get("updated") or ""),
            "url": entry.get("link", ""),
        }
        yield RawDocument(
            path=where, text=text, media="text", metadata={**{k: v for k, v in found.items() if v}, **source.metadata}
        )
    if short:
        warn(source.path, f"{short} of {len(feed.entries)} entries hold only a summary, not the whole text")


def _parsed(source: Source, warn: Warn) -> Any:
    """Return the feed; one whose declared encoding has no sense is decoded as any text is."""
    import feedparser

    try:
        return feedparser.parse(source.data, sanitize_html=False, resolve_relative_uris=False)
    except (UnicodeError, LookupError):
        text = decode(source.data, lambda message: warn(source.path, message))
        return feedparser.parse(_DECLARED.sub("", text).encode(), sanitize_html=False, resolve_relative_uris=False)


def _text(value: str | None) -> str:
    value = value or ""
    return paragraphs(value) if looks_marked_up(value) or "&" in value else value.strip()
