"""What every table of rules is held to: rows of a TOML file with known keys, own names, and lists of strings."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from crossread.errors import RuleError
from crossread.languages.tables import folder_of


def read_table(table: str, language: str) -> Mapping[str, Any]:
    """Return a table of rules as it stands in its TOML file."""
    path = folder_of(language).joinpath("rules").joinpath(f"{table}.toml")
    return tomllib.loads(path.read_text("utf-8"))


def check_names(table: str, names: Iterable[str]) -> None:
    """Raise RuleError where two rows of a table have one name."""
    counts = Counter(names)
    if twice := sorted(name for name, count in counts.items() if count > 1):
        raise RuleError(f"{table}.toml: the names {twice} stand twice; each rule has a name of its own")


def check_keys(where: str, row: Mapping[str, object], known: Collection[str]) -> None:
    """Raise RuleError, naming the place, where a row has a key that no rule has."""
    if unknown := sorted(row.keys() - known):
        raise RuleError(f"{where}: unknown keys {unknown}; known are {sorted(known)}")


def strings(where: str, key: str, value: object) -> tuple[str, ...]:
    """Return a list of strings of a row; raises RuleError, naming the place, where it is something else."""
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise RuleError(f"{where}: {key} must be a list of strings")


def table_of(where: str, key: str, value: object, entries: str) -> dict[str, str]:
    """Return a table of a row as strings; raises RuleError, naming the place and what its `entries` are, else."""
    if not isinstance(value, Mapping):
        raise RuleError(f"{where}: {key} must be a table of {entries}")
    return {str(name): str(said) for name, said in value.items()}
