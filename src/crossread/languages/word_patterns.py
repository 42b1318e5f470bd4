"""Patterns of words as tables: rows of TOML files with a name, a pattern, and words that prove it.

    [[pattern]]
    name = "revised"
    pattern = '\\bnow\\b|\\bup from\\b'
    examples = ["the toll is now 57"]
    never = ["the mill knows nothing"]

A pattern is a regular expression without regard to case, unless `case = true`. An unknown key is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from crossread.errors import RuleError
from crossread.languages.rule_rows import check_keys, read_table
from crossread.languages.tables import ENGLISH

KEYS = frozenset({"name", "pattern", "case", "examples", "never", "note"})


@dataclass(frozen=True, slots=True)
class WordPattern:
    """One row, compiled."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    never: tuple[str, ...]


@cache
def load_word_patterns(table: str, language: str = ENGLISH) -> Mapping[str, WordPattern]:
    """Return the patterns of a table by name; raises RuleError where a row is not well formed."""
    found: dict[str, WordPattern] = {}
    for row in read_table(table, language).get("pattern", []):
        name = str(row.get("name", f"number {len(found) + 1}"))
        where = f"{table}.toml, pattern {name!r}"
        check_keys(where, row, KEYS)
        if name in found or not row.get("examples"):
            raise RuleError(f"{where}: a pattern needs a name of its own and an example")
        try:
            compiled = re.compile(row["pattern"], 0 if row.get("case") else re.IGNORECASE)
        except (re.error, KeyError) as error:
            raise RuleError(f"{where}: no regular expression: {error}") from error
        found[name] = WordPattern(name, compiled, tuple(row["examples"]), tuple(row.get("never", ())))
    return found
