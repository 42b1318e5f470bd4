"""Plain text, Markdown and pages: one file, one report, kept as bytes; its encoding is found when it is cleaned."""

from __future__ import annotations

from collections.abc import Iterator

from crossread.collect import live_blog
from crossread.collect.source import Source, Warn
from crossread.model import RawDocument


def read_text(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Give a plain text as it is."""
    yield RawDocument(path=source.path, data=source.data, media="text", metadata=source.metadata)


def read_markdown(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Give a text in Markdown as it is."""
    yield RawDocument(path=source.path, data=source.data, media="markdown", metadata=source.metadata)


def read_page(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Give a page as it is, but a live blog entry by entry."""
    entries = list(live_blog.entries_of(source, warn))
    yield from entries
    if entries:
        return
    yield RawDocument(path=source.path, data=source.data, media="html", metadata=source.metadata)
