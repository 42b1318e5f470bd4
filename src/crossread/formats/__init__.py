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

# The name of a format, the module of this folder that writes it, and its function there.
FORMATS: dict[str, tuple[str, str]] = {
    "csl": ("csl", "export"),
    "ftm": ("ftm", "to_entities"),
    "ftm-statements": ("ftm", "to_statements"),
    "gexf": ("network", "to_gexf"),
    "graphml": ("network", "to_graphml"),
    "icd203": ("icd", "to_likelihood"),
    "icd206": ("icd", "to_citations"),
    "misp": ("misp", "export"),
    "prov": ("prov", "export"),
    "schema-org": ("schema_org", "export"),
    "sqlite": ("sqlite", "export"),
    "stix": ("stix", "export"),
    "webannotation": ("web_annotation", "export"),
}


def export(dossier: Dossier, to: str) -> Export:
    """Return a dossier in another format.

    Raises UsageError for a format that is not known, MissingExtra where the format's package is not installed.
    """
    if to not in FORMATS:
        raise UsageError(f"no format is called {to!r}; there are {', '.join(sorted(FORMATS))}")
    module, function = FORMATS[to]
    write = cast(Callable[[Dossier], Export], getattr(import_module(f"crossread.formats.{module}"), function))
    return write(dossier)
