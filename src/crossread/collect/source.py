"""What every kind of file is read from, and the bounds that all kinds share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from crossread.model import RawDocument

Warn = Callable[[str, str], None]
"""Called with a path and why something of it was not read."""

MAX_BYTES = 20_000_000  # a single report above this is no report; reading it would cost minutes and memory
MAX_CONTAINER_BYTES = 300_000_000  # a file of many reports: of 3 kB each, a hundred thousand of them
MAX_DOCUMENTS = 20_000  # reports of one file; what they would cost to compare is hours
MAX_XML_BYTES = 50_000_000  # the unpacked text part of an office document: a book of 10,000 pages


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes of one file as found, the path it is known by, and the metadata that stand beside it."""

    path: str
    data: bytes
    metadata: dict[str, str] = field(default_factory=dict)


class NotRead(Exception):
    """Why nothing can be read of a file; its text goes into the warning."""


Reader = Callable[[Source, Warn], Iterator[RawDocument]]
