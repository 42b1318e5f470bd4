"""What other tools call title, outlet, date, address and text -> our names, and their values as plain text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

# Keys in order of trust, folded (lower case, letters only): trafilatura, newspaper4k, fundus, NewsAPI, GDELT, Media
# Cloud, Common Crawl News, schema.org, JSON Feed.
KEYS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline", "headlines", "headlinemain", "name", "subject"),
    "outlet": (
        "outlet", "medianame", "sitename", "publisher", "publication", "publicationtitle", "newspaper", "journal",
        "source",
        "sourcename", "hostname", "sourcehostname", "sourcedomain", "domain", "sourcecommonname",
    ),
    "published": (
        "published", "date", "publishedat", "publishdate", "datepublished", "datepublish", "publisheddate", "pubdate",
        "publicationdate", "publishingdate", "publisheddatetime", "publishedtime", "createdat", "seendate", "datetime",
        "timestamp",
    ),
    "url": ("url", "link", "source", "sourceurl", "documentidentifier", "articleurl", "weburl", "permalink", "guid",
    "externalurl"),
}  # fmt: skip
TEXT_KEYS = (
    "text", "content", "body", "maintext", "articlebody", "articletext", "fulltext", "plaintext", "contenttext",
    "bodytext",
    "story", "article", "rawtext", "cleanedtext", "contenthtml", "html", "description", "summary", "abstract", "lead",
)  # fmt: skip
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?Z?)?")
# seconds: from 1973 to 3000; a smaller number is a year or an id
_FIRST_EPOCH, _LAST_EPOCH = 100_000_000, 32_503_680_000
_ADDRESS = re.compile(r"https?://|www\.", re.I)


def folded_keys(row: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the row with its keys in lower-case letters alone; of two that fold alike the first counts."""
    found: dict[str, Any] = {}
    for key, value in row.items():
        found.setdefault(re.sub(r"[^a-z]", "", str(key).lower()), value)
    return found


def metadata_of(row: Mapping[str, Any]) -> dict[str, str]:
    """Return title, outlet, published and url of a row whose keys are folded."""
    found: dict[str, str] = {}
    for name, keys in KEYS.items():
        for key in keys:
            value = as_moment(row[key]) if name == "published" and key in row else as_text(row.get(key))
            # "source" is an outlet in some tools and an address in others.
            if value and (name in ("title", "published") or bool(_ADDRESS.match(value)) == (name == "url")):
                found[name] = value
                break
    return found


def as_text(value: Any) -> str:
    """Return a value as text: of an object its name, of a list its first member, of nothing an empty text."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Mapping):
        named = folded_keys(value)
        return next((text for key in ("name", "title", "main", "value", "id") if (text := as_text(named.get(key)))), "")
    if isinstance(value, (list, tuple)):
        return as_text(value[0]) if value else ""
    return "" if value is None or isinstance(value, bool) else str(value)


def as_moment(value: Any) -> str:
    """Return a date as ISO 8601 where it is a number of seconds, a stamp of digits or a date of a mail; else as it
    is."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        seconds = value / 1000 if value > _LAST_EPOCH else value
        return datetime.fromtimestamp(seconds, UTC).isoformat() if _FIRST_EPOCH < seconds < _LAST_EPOCH else str(value)
    text = as_text(value)
    if text.isdecimal() and 9 <= len(text) <= 13 and not text.startswith(("19", "20")):
        return as_moment(int(text))
    stamp = _STAMP.fullmatch(text)
    if stamp:
        day = f"{stamp[1]}-{stamp[2]}-{stamp[3]}"
        return f"{day}T{stamp[4]}:{stamp[5]}:{stamp[6] or '00'}Z" if stamp[4] else day
    if re.match(r"[A-Z][a-z]{2}, \d", text):
        try:
            return parsedate_to_datetime(text).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return text
    return text
