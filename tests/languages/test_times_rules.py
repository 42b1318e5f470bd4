"""The rules of times prove themselves: every row reads its examples, keeps silent at its nevers, and is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from crossread.errors import RuleError
from crossread.languages.patterns import PatternRule, load_patterns, marked, pattern_rule
from crossread.model import Report, Time
from crossread.reading.times import expressions
from crossread.reading.times.expressions import find_times
from crossread.reading.times.values import check

RULES = load_patterns("times")
PUBLISHED = "2032-03-12"  # a Friday: relative examples are read against it


def times(sentence: str) -> tuple[Time, ...]:
    return find_times(Report(id="r", path="r", text=sentence, published=PUBLISHED), sentence)


def fits(example: str, rule: str | None) -> bool:
    """Say whether every marked expression is read with its value, one of them by the rule."""
    sentence, wanted = marked(example)
    found = {(t.text, t.value): t.rule for t in times(sentence)}
    return all(one in found for one in wanted) and (rule is None or rule in found.values())


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: getattr(x, "name", "")
)
def test_an_example_is_read_by_its_own_rule(rule: PatternRule, example: str) -> None:
    assert fits(example, rule.name), [(t.text, t.value, t.rule) for t in times(marked(example)[0])]


@pytest.mark.parametrize(
    ("rule", "sentence"), [(r, s) for r in RULES for s in r.never], ids=lambda x: getattr(x, "name", "")
)
def test_a_never_stays_silent(rule: PatternRule, sentence: str) -> None:
    assert rule.name not in [time.rule for time in times(sentence)]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def leave_out(name: str) -> None:
        left = tuple(rule for rule in RULES if rule.name != name)
        monkeypatch.setattr(expressions, "load_patterns", lambda table: left)

    yield leave_out


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_taking_a_rule_out_breaks_one_of_its_examples(rule: PatternRule, without: Any) -> None:
    without(rule.name)
    assert not all(fits(example, None) for example in rule.examples), f"{rule.name!r} is not needed"


def test_every_rule_is_read_by_something_and_has_examples() -> None:
    check(RULES)
    assert all(rule.examples and rule.never for rule in RULES)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": "a", "pattern": "x", "reads": "y", "befor": "z"}, "unknown keys ['befor']"),
        ({"name": "a", "reads": "y"}, "['pattern'] are missing"),
        ({"name": "a", "pattern": "%nothing%", "reads": "y"}, "there is no part %nothing%"),
        ({"name": "a", "pattern": "%@calendar.moons%", "reads": "y"}, "no word list @calendar.moons"),
        ({"name": "a", "pattern": "(", "reads": "y"}, "is no expression"),
        ({"name": "a", "pattern": "x", "reads": "y", "examples": "one"}, "must be a list of strings"),
    ],
)
def test_a_row_that_is_not_well_formed_is_named(row: dict[str, object], said: str) -> None:
    with pytest.raises(RuleError, match="times.toml") as error:
        pattern_rule("times", 1, row, {})
    assert said in str(error.value)


def test_a_reader_that_nothing_offers_is_named() -> None:
    row = pattern_rule("times", 1, {"name": "a", "pattern": "x", "reads": "the future"}, {})
    with pytest.raises(RuleError, match="nothing reads 'the future'"):
        check((row,))
