"""Feeds looked at again and again: only what is new is fetched, and a feed that fails is left alone for longer each
time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from crossread.collect import Source
from crossread.errors import Refused, UsageError
from crossread.library.fetching import Fetched, Fetcher, is_address
from crossread.library.schema import arrivals, feeds, fetches
from crossread.library.store import Store, upsert
from crossread.library.words import column, place

FIRST_WAIT = 300.0  # seconds after a first failure; doubled with each further one …
LONGEST_WAIT = 86_400.0  # … up to a day
MAX_ENTRIES = 200  # of one feed, the first; older ones are of other days
_CONDITIONS = (("etag", "if-none-match"), ("modified", "if-modified-since"))


def feeds_in(named: Sequence[str]) -> tuple[str, ...]:
    """Return the addresses of feeds: given themselves, or listed in OPML files.

    Raises UsageError for what is neither.
    """
    found: dict[str, None] = {}
    for name in named:
        found.update(dict.fromkeys([name] if is_address(name) else _outlines(name)))
    return tuple(found)


def _outlines(name: str) -> list[str]:
    from lxml import etree

    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
        tree = etree.fromstring(Path(name).read_bytes(), parser)
    except OSError as error:
        raise UsageError(
            f"{name}: cannot be read ({error.strerror}); give an OPML file or the address of a feed"
        ) from error
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{name}: is no OPML file ({error}); give one, or the address of a feed") from error
    urls = [str(outline.get("xmlUrl")) for outline in tree.iter("outline") if outline.get("xmlUrl")]
    if not urls:
        raise UsageError(f"{name}: names no feeds (no outline has an xmlUrl)")
    return urls


def news(store: Store, fetcher: Fetcher, urls: Sequence[str], said: list[str]) -> Iterator[Source]:
    """Yield the pages that feeds name and that were not fetched before; what cannot be had is said and tried again
    later."""
    for url in urls:
        row = _row(store, url)
        if row["next_at"] > time.time():
            continue
        try:
            known = {header: row[key] for key, header in _CONDITIONS if row[key]}
            answer = fetcher.fetch(url, known)
        except Refused as refusal:
            said.append(_put_off(store, row, str(refusal)))
            continue
        if answer.status == 304:
            _keep(store, {**row, "failures": 0, "next_at": 0.0})
            continue
        if answer.status >= 400:
            said.append(_put_off(store, row, f"{url}: answered {answer.status}", answer))
            continue
        yield from _entries(store, fetcher, answer, said)
        _keep(
            store,
            {
                **row,
                "etag": answer.headers.get("etag"),
                "modified": answer.headers.get("last-modified"),
                "failures": 0,
                "next_at": 0.0,
            },
        )


def _entries(store: Store, fetcher: Fetcher, feed: Fetched, said: list[str]) -> Iterator[Source]:
    import feedparser

    parsed = feedparser.parse(feed.data, response_headers={"content-location": feed.url})
    links = {entry.link: entry for entry in parsed.entries[:MAX_ENTRIES] if is_address(entry.get("link", ""))}
    if not links and parsed.bozo:
        said.append(f"{feed.url}: is no feed ({parsed.bozo_exception})")
    for link, entry in links.items():
        if not _done(store, link):
            page = page_at(fetcher, link, said, _known(entry, parsed.feed))
            if page is not None:
                yield page


def _known(entry: Any, feed: Any) -> dict[str, str]:
    """Return what a feed says of a page, under the names that a sidecar has."""
    found = {"title": entry.get("title", ""), "outlet": feed.get("title", "")}
    if entry.get("published_parsed"):
        found["published"] = time.strftime("%Y-%m-%dT%H:%M:%SZ", entry.published_parsed)
    return {key: str(value) for key, value in found.items() if value}


def page_at(fetcher: Fetcher, url: str, said: list[str], known: dict[str, str] | None = None) -> Source | None:
    """Fetch a page to be added; None where it cannot be had, and the reason is said."""
    try:
        answer = fetcher.fetch(url)
    except Refused as refusal:
        said.append(str(refusal))
        return None
    if answer.status >= 400 or not answer.data.strip():
        said.append(
            f"{url}: answered {answer.status}" + ("" if answer.status >= 400 else " with nothing in it") + "; not added"
        )
        return None
    return Source(path=url, data=answer.data, metadata={**(known or {}), "url": answer.url})


def _done(store: Store, url: str) -> bool:
    """Say whether a page was taken in before, or could not be had within the last day."""
    day_ago = datetime.fromtimestamp(time.time() - LONGEST_WAIT, UTC).isoformat()
    taken = select(arrivals.c.id).where(arrivals.c.whence == place(url)).limit(1)
    failed = (fetches.c.status.is_(None)) | (fetches.c.status >= 400)
    tried = select(fetches.c.id).where(fetches.c.url == column(url), fetches.c.at >= day_ago, failed).limit(1)
    with store.reading() as connection:
        return connection.execute(taken).first() is not None or connection.execute(tried).first() is not None


def _row(store: Store, url: str) -> dict[str, Any]:
    with store.reading() as connection:
        row = connection.execute(select(feeds).where(feeds.c.url == url)).first()
    return dict(row._mapping) if row else {"url": url, "etag": None, "modified": None, "failures": 0, "next_at": 0.0}


def _keep(store: Store, row: dict[str, Any]) -> None:
    with store.writing() as connection:
        connection.execute(upsert(connection, feeds, ("url",), row))


def _put_off(store: Store, row: dict[str, Any], why: str, answer: Fetched | None = None) -> str:
    """Leave a feed alone for a while, as long as it asks for or twice as long as the last time; return what is said
    of it."""
    failures = row["failures"] + 1
    wait = max(min(FIRST_WAIT * 2 ** (failures - 1), LONGEST_WAIT), _asked_for(answer))
    _keep(store, {**row, "failures": failures, "next_at": time.time() + wait})
    return f"{why}; looked at again in {wait / 60:.0f} minutes"


def _asked_for(answer: Fetched | None) -> float:
    """Return how many seconds an answer asks to be left alone (Retry-After: a number or a date), a day at most."""
    said = answer.headers.get("retry-after", "") if answer else ""
    try:
        wait = float(said) if said.isdigit() else parsedate_to_datetime(said).timestamp() - time.time()
    except (TypeError, ValueError):
        return 0.0
    return min(max(wait, 0.0), LONGEST_WAIT)
