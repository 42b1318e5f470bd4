"""Dossiers in the formats of other tools: one module a format, each a function from a dossier to bytes.

The same dossier gives the same bytes: ids are made of the records' ids, and no time of writing is kept. What a format
cannot hold is counted in `Export.losses`; `docs/formats.md` lays the formats side by side.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from crossread.errors import UsageError
from crossread.formats.exported import Export
from crossread.model import Dossier

__all__ = ["FORMATS", "Export", "export"]

# The name of a format, and the module of this folder that writes it with its function `export`.
FORMATS: dict[str, str] = {
    "csl": "csl",
    "sqlite": "sqlite",
    "stix": "stix",
    "webannotation": "web_annotation",
}


def export(dossier: Dossier, to: str) -> Export:
    """Return a dossier in another format.

    Raises UsageError for a format that is not known, MissingExtra where the format's package is not installed.
    """
    if to not in FORMATS:
        raise UsageError(f"no format is called {to!r}; there are {', '.join(sorted(FORMATS))}")
    write = cast(Callable[[Dossier], Export], import_module(f"crossread.formats.{FORMATS[to]}").export)
    return write(dossier)
