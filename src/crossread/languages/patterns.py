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
Expressions of this package's own tables, which its tests try one and all, are compiled when a text first needs them:
most texts need few. Those of a folder of your own are compiled at once, so that a fault in one is told at the start.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

from crossread.errors import RuleError
from crossread.languages.rule_rows import check_keys, check_names, read_table, strings, table_of
from crossread.languages.tables import ENGLISH, folder_of, load

KEYS = frozenset(
    [
        "name", "announced", "pattern", "near", "before", "not_before", "after", "not_after", "reads", "options",
        "exact", "examples", "never", "note",
    ]  # fmt: skip
)
EXPRESSIONS = ("pattern", "near", "before", "not_before", "after", "not_after")
REACH = 60  # characters before a match in which `before` and `not_before` are looked for
_PART = re.compile(r"%(@?[a-z_.]+)%")
_MARKED = re.compile(r"\{(?P<words>[^{}=]+) = (?P<value>[^{}]*)\}")


@dataclass(frozen=True, slots=True)
class _Words:
    """What expressions of a table are made of: its parts, and the language whose lists they name."""

    parts: Mapping[str, str]
    language: str = ENGLISH


@dataclass(frozen=True, eq=False)
class PatternRule:
    """One row. `exact` keeps the case of the expression; `options` are the reader's own.

    `written` are its expressions by their keys, with parts and word lists still named; they are compiled when they are
    first asked for, and raise RuleError then where they are not well formed.
    """

    name: str
    table: str
    written: Mapping[str, str]
    words: _Words
    reads: str
    exact: bool = False
    announced: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place of the row, for what is said of a fault in it."""
        return _place(self.table, self.name)

    @cached_property
    def spelled(self) -> str:
        """The expression with its parts and word lists filled in; what holds for its case stands in it."""
        spelled = expand(self.written["pattern"], self.words.parts, self.where, self.words.language)
        return spelled if self.exact else f"(?i:{spelled})"

    @cached_property
    def form(self) -> re.Pattern[str]:
        """The expression itself."""
        found = self._compiled("pattern", self._flags)
        assert found is not None
        return found

    @cached_property
    def near(self) -> re.Pattern[str] | None:
        """What must stand near, in lower case."""
        return self._compiled("near", re.NOFLAG)

    @cached_property
    def before(self) -> re.Pattern[str] | None:
        """What must end right before a match."""
        return self._compiled("before", self._flags)

    @cached_property
    def not_before(self) -> re.Pattern[str] | None:
        """What must not end right before a match."""
        return self._compiled("not_before", self._flags)

    @cached_property
    def after(self) -> re.Pattern[str] | None:
        """What must begin right after a match."""
        return self._compiled("after", self._flags)

    @cached_property
    def not_after(self) -> re.Pattern[str] | None:
        """What must not begin right after a match."""
        return self._compiled("not_after", self._flags)

    def check(self) -> None:
        """Compile all expressions; raises RuleError that names the row where one is not well formed."""
        for key in EXPRESSIONS:
            getattr(self, "form" if key == "pattern" else key)

    @property
    def _flags(self) -> re.RegexFlag:
        return re.NOFLAG if self.exact else re.IGNORECASE

    def _compiled(self, key: str, flags: re.RegexFlag) -> re.Pattern[str] | None:
        if key not in self.written:
            return None
        spelled = expand(self.written[key], self.words.parts, self.where, self.words.language)
        try:
            return re.compile(f"(?:{spelled})$" if key.endswith("before") else spelled, flags)
        except re.error as error:
            raise RuleError(f"{self.where}: {spelled!r} is no expression: {error}") from error

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


@cache
def load_patterns(table: str, language: str = ENGLISH) -> tuple[PatternRule, ...]:
    """Return the rules of a table in its order; raises RuleError where a row is not well formed."""
    data = read_table(table, language)
    words = _Words(data.get("parts", {}), language)
    found = tuple(_rule(table, number, row, words) for number, row in enumerate(data.get("rule", []), 1))
    check_names(table, (rule.name for rule in found))
    if Path(language).is_absolute():
        for rule in found:
            rule.check()
    return found


def pattern_rule(table: str, number: int, row: Mapping[str, object], parts: Mapping[str, str]) -> PatternRule:
    """Return one row of a table, checked; raises RuleError that names the row and what is wrong with it."""
    found = _rule(table, number, row, _Words(parts))
    found.check()
    return found


def _place(table: str, name: str) -> str:
    return f"{table}.toml, rule {name!r}"


def _rule(table: str, number: int, row: Mapping[str, object], words: _Words) -> PatternRule:
    """Return one row of a table, its expressions not yet compiled."""
    name = str(row.get("name", f"number {number}"))
    where = _place(table, name)
    check_keys(where, row, KEYS)
    if missing := sorted({"name", "pattern", "reads"} - row.keys()):
        raise RuleError(f"{where}: {missing} are missing; a rule needs a name, a pattern, and what it reads")
    return PatternRule(
        name=name,
        table=table,
        written={key: str(row[key]) for key in EXPRESSIONS if key in row},
        words=words,
        reads=str(row["reads"]),
        exact=bool(row.get("exact")),
        announced=_announced(where, str(row.get("announced", "")), words.language),
        options=table_of(where, "options", row.get("options", {}), "name = value"),
        examples=strings(where, "examples", row.get("examples", ())),
        never=strings(where, "never", row.get("never", ())),
    )


def _announced(where: str, written: str, language: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in written.split():
        found.extend(word_forms(word[1:], where, language) if word.startswith("@") else [word.replace("_", " ")])
    return tuple(dict.fromkeys(word.lower() for word in found))


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
