"""The scorers, as all figures of this project are counted: `python -m benchmarks.scoring.score_X GOLD PREDICTED`.

Each is one file of the standard library alone, says in its head what it counts, and proves itself with `--self-test`.
They are kept byte for byte as they were published, so that figures of different days compare; they are therefore
not held to the style of the rest.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

SCORERS = (
    "alignment", "certainty", "chains", "contradiction", "copies", "coreference", "dossier", "entities", "faults", "ledger",
    "propositions", "quantities", "quotations", "roles", "sidebyside", "stories", "syntax", "times",
)  # fmt: skip


def scorer(name: str) -> ModuleType:
    """Return the scorer of a task (a name of SCORERS); raises ValueError for any other."""
    if name not in SCORERS:
        raise ValueError(f"there is no scorer {name!r}; there are {', '.join(SCORERS)}")
    return import_module(f"benchmarks.scoring.score_{name}")
