"""Rules as tables: rows of TOML files with a name, a trigger, conditions, slots, and sentences that prove them.

    [[rule]]
    name = "party-barred-from-deed"
    trigger = "@bars"                       # lemmas of a word list, or words; "*" for any; "@a & @b" for both
    where = ["not denied", "complement is a verb"]
    slots = { party = "object", deed = "complement", by = "subject | agent below" }
    examples = ["The law forbids {party: foreign firms} from owning {item: farmland}."]
    never = ["The goalkeeper stopped the ball from crossing the line."]

Here rows are loaded and checked; `crossread.grammar.matching` finds what they match. An unknown key is an error.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from crossread.errors import RuleError
from crossread.languages.tables import words

KEYS = frozenset({"name", "trigger", "pos", "where", "slots", "gives", "options", "examples", "never", "note"})
_SLOT = re.compile(r"\{(?P<slot>\w+): (?P<words>[^}]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One row. `lemmas` is None for any trigger; `gives` is the kind of record; `options` are the reader's own flags."""

    name: str
    table: str
    lemmas: frozenset[str] | None
    pos: tuple[str, ...] = ("VERB", "AUX")
    where: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    gives: str = ""
    options: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


@cache
def load_rules(table: str, language: str = "en") -> tuple[Rule, ...]:
    """Return the rules of a table in its order; raises RuleError where a row is not well formed."""
    path = files("crossread.languages").joinpath(f"{language}/rules/{table}.toml")
    rows = tomllib.loads(path.read_text("utf-8")).get("rule", [])
    found = tuple(_rule(table, number, row) for number, row in enumerate(rows, 1))
    names = [rule.name for rule in found]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise RuleError(f"{table}.toml: the names {twice} stand twice; each rule has a name of its own")
    return found


def _rule(table: str, number: int, row: Mapping[str, object]) -> Rule:
    name = str(row.get("name", f"number {number}"))
    if unknown := sorted(row.keys() - KEYS):
        raise RuleError(f"{table}.toml, rule {name!r}: unknown keys {unknown}; known are {sorted(KEYS)}")
    if "name" not in row or "trigger" not in row:
        raise RuleError(f"{table}.toml, rule {name!r}: a rule needs a name and a trigger")
    listed = {key: tuple(_strings(table, name, key, row.get(key, ()))) for key in ("where", "examples", "never")}
    slots = row.get("slots", {})
    if not isinstance(slots, Mapping):
        raise RuleError(f"{table}.toml, rule {name!r}: slots must be a table of slot = path")
    return Rule(
        name=name,
        table=table,
        lemmas=_trigger(table, name, str(row["trigger"])),
        pos=tuple(str(row.get("pos", "VERB AUX")).split()),
        slots={str(slot): str(path) for slot, path in slots.items()},
        gives=str(row.get("gives", "")),
        options=frozenset(str(row.get("options", "")).split()),
        **listed,
    )


def _strings(table: str, name: str, key: str, value: object) -> tuple[str, ...]:
    if isinstance(value, (list, tuple)) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise RuleError(f"{table}.toml, rule {name!r}: {key} must be a list of strings")


def _trigger(table: str, name: str, written: str) -> frozenset[str] | None:
    if written == "*":
        return None
    sets = []
    for part in written.split("&"):
        found: set[str] = set()
        for word in part.split():
            found |= word_list(word[1:], f"{table}.toml, rule {name!r}") if word.startswith("@") else {word}
        sets.append(found)
    return frozenset.intersection(*map(frozenset, sets))


def word_list(name: str, where: str) -> frozenset[str]:
    """Return the word list `lexicon.key`, or `key` of the exchange lexicon; raises RuleError where there is none."""
    lexicon, _, key = name.rpartition(".")
    try:
        return words(lexicon or "exchange", key)
    except (KeyError, FileNotFoundError) as error:
        raise RuleError(f"{where}: there is no word list @{name}; lists stand in languages/en/lexicon") from error


def marked(example: str) -> tuple[str, dict[str, str]]:
    """Return an example as a plain sentence, and slot -> the words that it marks."""
    slots = {m["slot"]: m["words"] for m in _SLOT.finditer(example)}
    return _SLOT.sub(lambda m: m["words"], example), slots
