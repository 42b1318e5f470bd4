"""spaCy without its command line: `import spacy` loads that too, with a client of the web, templates and forms, for
`spacy.info` alone. It is a third of what the import takes, and no reading needs it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from types import ModuleType
from typing import Any

from crossread.fence import importing_without_sockets

PART = "spacy.cli"


@contextmanager
def importing_spacy() -> Iterator[None]:
    """Import spaCy without its command line, and without the probe for a socket.

    `spacy.info` and `spacy.cli` are there afterwards as ever, loaded when somebody asks for them. Where spaCy is
    imported already, as by `spacy.load("crossread")`, it stays as it is.
    """
    with importing_without_sockets():
        found = None if "spacy" in sys.modules else find_spec("spacy")
        if found is None:
            yield
            return
        standing_in = _without_contents(PART, [f"{place}/cli" for place in found.submodule_search_locations or ()])
        asked = _without_contents(f"{PART}.info")
        asked.info = _info  # type: ignore[attr-defined]
        sys.modules |= {PART: standing_in, asked.__name__: asked}
        try:
            yield
        finally:
            for module in (standing_in, asked):
                if sys.modules.get(module.__name__) is module:
                    del sys.modules[module.__name__]
            if "spacy" in sys.modules:
                sys.modules["spacy"].__getattr__ = _late  # type: ignore[method-assign]


def _without_contents(name: str, path: list[str] | None = None) -> ModuleType:
    module = ModuleType(name)
    if path is not None:
        module.__path__ = path
    return module


def _info(*arguments: Any, **named: Any) -> Any:
    """Say what `spacy.info` says."""
    return importlib.import_module(f"{PART}.info").info(*arguments, **named)


def _late(name: str) -> Any:
    """Return what spaCy's module lacks: its command line, loaded now."""
    if name == "cli":
        return importlib.import_module(PART)
    raise AttributeError(f"module 'spacy' has no attribute {name!r}")
