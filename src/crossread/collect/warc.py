"""Web archives (WARC, also packed): a page a report, by FastWARC. Needs the extra `files`."""

from __future__ import annotations

import io
from collections.abc import Iterator

from crossread.collect.source import MAX_BYTES, MAX_DOCUMENTS, NotRead, Source, Warn
from crossread.errors import MissingExtra
from crossread.model import RawDocument


def read_warc(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the pages of a web archive; what is no page, no answer or too large is counted."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise NotRead(str(MissingExtra("web archives", "fastwarc", "files"))) from error
    found = other = large = 0
    try:
        for record in ArchiveIterator(io.BytesIO(source.data), record_types=WarcRecordType.response, parse_http=True):
            kind = (record.http_content_type or "").lower()
            if "html" not in kind or (
                record.http_headers is not None and record.http_headers.status_code not in (None, 200)
            ):
                other += 1
                continue
            body = record.reader.read(MAX_BYTES + 1)
            if len(body) > MAX_BYTES:
                large += 1
                continue
            found += 1
            address = record.headers.get("WARC-Target-URI") or ""
            metadata = {"url": address.strip("<>")} if address else {}
            yield RawDocument(
                path=f"{source.path}#{found}", data=body, media="html", metadata={**metadata, **source.metadata}
            )
            if found == MAX_DOCUMENTS:
                warn(source.path, f"more than {MAX_DOCUMENTS:,} pages; the rest is not read")
                break
    except (OSError, ValueError, RuntimeError) as error:
        warn(source.path, f"this web archive is broken ({error}); read as far as it goes")
    if other or large:
        warn(source.path, f"{other} answers that are no pages and {large} that are too large are not read")
    if not found:
        raise NotRead("this web archive holds no page")
