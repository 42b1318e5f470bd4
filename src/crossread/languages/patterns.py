"""Rules over characters as tables: rows of TOML files with a name, an expression, what it says, and sentences that
prove it.

    [parts]
    day = '(?P<wd>%@calendar.days%)'                 # %name% stands for a part, %@lexicon.key% for the words of a list

    [[rule]]
    name = "weekday-before-last"
    announced = "@calendar.days"         # words or lists; #names for numbers: an expression is tried only there
    pattern = 'the\\s%day%\\sbefore\\slast'
    near = 'before'                                   # must stand near, in lower case: cheaper than the expression
    before = '\\bsince\\s'                             # what must (`not_before`: must not) end right before the match
    after = '\\s(?:of|in)'                             # what must (`not_after`: must not) begin right after it
    reads = "weekday before last"                     # what the reader makes of it
    options = { back = "2" }
    examples = ["The mayor quit {the Monday before last = 2032-03-01}."]
    never = ["The Monday before the vote was quiet."]

Here rows are loaded and checked; the readers of figures and times say what `reads` means. An unknown key is an error.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from crossread.errors import RuleError
from crossread.languages.rule_rows import check_keys, check_names, read_table, strings, table_of
from crossread.languages.tables import ENGLISH, folder_of, load

KEYS = frozenset(
    [
        "name", "announced", "pattern", "near", "before", "not_before", "after", "not_after", "reads", "options",
        "exact", "examples", "never", "note",
    ]  # fmt: skip
)
REACH = 60  # characters before a match in which `before` and `not_before` are looked for
_PART = re.compile(r"%(@?[a-z_.]+)%")
_MARKED = re.compile(r"\{(?P<words>[^{}=]+) = (?P<value>[^{}]*)\}")


@dataclass(frozen=True, slots=True, eq=False)
class PatternRule:
    """One row. `exact` keeps the case of the expression; `options` are the reader's own."""

    name: str
    table: str
    form: re.Pattern[str]
    reads: str
    announced: tuple[str, ...] = ()
    near: re.Pattern[str] | None = None
    before: re.Pattern[str] | None = None
    not_before: re.Pattern[str] | None = None
    after: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def fits(self, text: str, start: int, end: int) -> bool:
        """Say whether what stands around a match is as the row asks."""
        if self.after is not None and self.after.match(text, end) is None:
            return False
        if self.not_after is not None and self.not_after.match(text, end) is not None:
            return False
        if self.before is None and self.not_before is None:
            return True
        lead = text[max(0, start - REACH) : start]
        if self.before is not None and self.before.search(lead) is None:
            return False
        return self.not_before is None or self.not_before.search(lead) is None


@dataclass(frozen=True, slots=True)
class _Words:
    """What expressions of a table are made of: its parts, and the language whose lists they name."""

    parts: Mapping[str, str]
    language: str = ENGLISH


@cache
def load_patterns(table: str, language: str = ENGLISH) -> tuple[PatternRule, ...]:
    """Return the rules of a table in its order; raises RuleError where a row is not well formed."""
    data = read_table(table, language)
    parts = data.get("parts", {})
    found = tuple(
        pattern_rule(table, number, row, _Words(parts, language)) for number, row in enumerate(data.get("rule", []), 1)
    )
    check_names(table, (rule.name for rule in found))
    return found


def pattern_rule(table: str, number: int, row: Mapping[str, object], parts: Mapping[str, str] | _Words) -> PatternRule:
    """Return one row of a table, checked; raises RuleError that names the row and what is wrong with it."""
    name = str(row.get("name", f"number {number}"))
    where = f"{table}.toml, rule {name!r}"
    known = parts if isinstance(parts, _Words) else _Words(parts)
    check_keys(where, row, KEYS)
    if missing := sorted({"name", "pattern", "reads"} - row.keys()):
        raise RuleError(f"{where}: {missing} are missing; a rule needs a name, a pattern, and what it reads")
    flags = re.NOFLAG if row.get("exact") else re.IGNORECASE
    conditions = {
        key: _compiled(where, str(row[key]), known, flags, ends=key.endswith("before"))
        for key in ("before", "not_before", "after", "not_after")
        if key in row
    }
    return PatternRule(
        name=name,
        table=table,
        form=_compiled(where, str(row["pattern"]), known, flags),
        reads=str(row["reads"]),
        announced=_announced(where, str(row.get("announced", "")), known.language),
        near=_compiled(where, str(row["near"]), known, re.NOFLAG) if "near" in row else None,
        options=table_of(where, "options", row.get("options", {}), "name = value"),
        examples=strings(where, "examples", row.get("examples", ())),
        never=strings(where, "never", row.get("never", ())),
        **conditions,
    )


def _announced(where: str, written: str, language: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in written.split():
        found.extend(word_forms(word[1:], where, language) if word.startswith("@") else [word.replace("_", " ")])
    return tuple(dict.fromkeys(word.lower() for word in found))


def _compiled(
    where: str, written: str, known: _Words, flags: re.RegexFlag, *, ends: bool = False
) -> re.Pattern[str]:
    spelled = expand(written, known.parts, where, known.language)
    try:
        return re.compile(f"(?:{spelled})$" if ends else spelled, flags)
    except re.error as error:
        raise RuleError(f"{where}: {spelled!r} is no expression: {error}") from error


def expand(written: str, parts: Mapping[str, str], where: str, language: str = ENGLISH) -> str:
    """Return an expression with its parts and word lists filled in."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("@"):
            return "|".join(
                re.escape(word) for word in sorted(word_forms(name[1:], where, language), key=lambda w: (-len(w), w))
            )
        if name not in parts:
            raise RuleError(f"{where}: there is no part %{name}%; the parts stand at the head of the table")
        return expand(parts[name], parts, where, language)

    return _PART.sub(fill, written)


def word_forms(name: str, where: str = "", language: str = ENGLISH) -> tuple[str, ...]:
    """Return the words of the list `lexicon.key`; a table's keys are its words.

    Raises RuleError where there is none.
    """
    lexicon, _, key = name.partition(".")
    try:
        found = load(lexicon, language)[key]
    except (KeyError, FileNotFoundError) as error:
        raise RuleError(
            f"{where}: there is no word list @{name}; lists stand in {folder_of(language)}/lexicon"
        ) from error
    if isinstance(found, str):
        return tuple(found.split("|") if "|" in found else found.split())
    return tuple(str(word) for word in found)


def marked(example: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return an example as a plain sentence, and (words, what they say) in its order."""
    said = tuple((m["words"], m["value"]) for m in _MARKED.finditer(example))
    return _MARKED.sub(lambda m: m["words"], example), said
