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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache

from crossread.errors import RuleError
from crossread.languages.rule_rows import check_keys, check_names, read_table, strings, table_of
from crossread.languages.tables import ENGLISH, folder_of, words

KEYS = frozenset(
    {"name", "trigger", "pos", "where", "slots", "gives", "options", "judged_as", "examples", "never", "note"}
)
_SLOT = re.compile(r"\{(?P<slot>\w+): (?P<words>[^}]+)\}")


@dataclass(frozen=True, slots=True, eq=False)  # a row is itself alone: so that what is made of it can be kept by it
class Rule:
    """One row. `lemmas` is None for any trigger; `gives` is the kind of record; `options` are the reader's own
    flags.

    `judged_as` is a rule and a word that mean the same and that a learned judge knows: "takes-thing steal" for "make
    off with".
    """

    name: str
    table: str
    lemmas: frozenset[str] | None
    pos: tuple[str, ...] = ("VERB", "AUX")
    where: tuple[str, ...] = ()
    slots: Mapping[str, str] = field(default_factory=dict)
    gives: str = ""
    options: frozenset[str] = frozenset()
    judged_as: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    language: str = ENGLISH


@cache
def load_rules(table: str, language: str = ENGLISH) -> tuple[Rule, ...]:
    """Return the rules of a table in its order; raises RuleError where a row is not well formed."""
    rows = read_table(table, language).get("rule", [])
    found = tuple(_rule(table, number, row, language) for number, row in enumerate(rows, 1))
    check_names(table, (rule.name for rule in found))
    names = {rule.name for rule in found}
    for rule in found:
        if not names.issuperset(rule.judged_as[:1]):
            raise RuleError(f"{table}.toml, rule {rule.name!r}: there is no rule {rule.judged_as[0]!r} to judge it as")
    return found


def _rule(table: str, number: int, row: Mapping[str, object], language: str = ENGLISH) -> Rule:
    name = str(row.get("name", f"number {number}"))
    where = f"{table}.toml, rule {name!r}"
    check_keys(where, row, KEYS)
    if "name" not in row or "trigger" not in row:
        raise RuleError(f"{where}: a rule needs a name and a trigger")
    listed = {key: strings(where, key, row.get(key, ())) for key in ("where", "examples", "never")}
    return Rule(
        name=name,
        table=table,
        lemmas=_trigger(where, str(row["trigger"]), language),
        language=language,
        pos=tuple(str(row.get("pos", "VERB AUX")).split()),
        slots=table_of(where, "slots", row.get("slots", {}), "slot = path"),
        gives=str(row.get("gives", "")),
        options=frozenset(str(row.get("options", "")).split()),
        judged_as=_judged_as(where, str(row.get("judged_as", ""))),
        **listed,
    )


def _judged_as(where: str, written: str) -> tuple[str, ...]:
    told = tuple(written.split())
    if len(told) not in (0, 2):
        raise RuleError(f"{where}: judged_as is a rule and a word, not {written!r}")
    return told


def _trigger(where: str, written: str, language: str) -> frozenset[str] | None:
    if written == "*":
        return None
    return frozenset.intersection(*(listed_words(part.split(), where, language) for part in written.split("&")))


def listed_words(written: Iterable[str], where: str, language: str = ENGLISH) -> frozenset[str]:
    """Return words as they stand, and those of the lists named "@key" or "@lexicon.key"; errors as `word_list`."""
    found: set[str] = set()
    for word in written:
        found |= word_list(word[1:], where, language) if word.startswith("@") else {word}
    return frozenset(found)


def word_list(name: str, where: str, language: str = ENGLISH) -> frozenset[str]:
    """Return the word list `lexicon.key`, or `key` of the exchange lexicon; raises RuleError where there is none."""
    lexicon, _, key = name.rpartition(".")
    try:
        return words(lexicon or "exchange", key, language)
    except (KeyError, FileNotFoundError) as error:
        raise RuleError(
            f"{where}: there is no word list @{name}; lists stand in {folder_of(language)}/lexicon"
        ) from error


def marked(example: str) -> tuple[str, dict[str, str]]:
    """Return an example as a plain sentence, and slot -> the words that it marks."""
    slots = {m["slot"]: m["words"] for m in _SLOT.finditer(example)}
    return _SLOT.sub(lambda m: m["words"], example), slots
