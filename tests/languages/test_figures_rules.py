"""The rules of figures prove themselves: every row reads its examples, keeps silent at its nevers, and is needed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from crossread.languages import patterns
from crossread.languages.patterns import PatternRule, load_patterns, marked
from crossread.model import Quantity, Report
from crossread.reading.figures import bounds, exclusions
from crossread.reading.figures.quantities import find_quantities

RULES = load_patterns("figures")
READ = {
    "no digits", "no words", "range", "bound before", "bound after", "change", "change noun", "age behind", "age before",
    "pounds of money", "pounds of weight", "no unit",
}  # fmt: skip


def figures(sentence: str) -> tuple[Quantity, ...]:
    return find_quantities(Report(id="r", path="r", text=sentence), sentence)


def said(quantity: Quantity) -> str:
    """Return a figure as the examples write it: bound, value or both ends, unit."""
    low, high = quantity.low or 0.0, quantity.high or 0.0
    value = f"{low:.12g}" if low == high else f"{low:.12g}..{high:.12g}"
    return " ".join(filter(None, [quantity.bound, value, quantity.unit]))


def fits(example: str) -> bool:
    """Say whether the marked words are read as the example says; where it says nothing, no figure may lie on them."""
    sentence, wanted = marked(example)
    found = figures(sentence)
    for words, value in wanted:
        start = sentence.index(words)
        on = [said(q) for q in found if q.start < start + len(words) and q.end > start]
        if (value.strip() not in on) if value.strip() else bool(on):
            return False
    return True


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: getattr(x, "name", "")
)
def test_an_example_is_read_by_its_own_rule(rule: PatternRule, example: str) -> None:
    assert fits(example), [(q.text, said(q)) for q in figures(marked(example)[0])]
    if rule.reads not in ("no digits", "no words", "no unit"):
        assert rule.name in [q.rule for one in rule.examples for q in figures(marked(one)[0])]


@pytest.mark.parametrize(
    ("rule", "sentence"), [(r, s) for r in RULES for s in r.never], ids=lambda x: getattr(x, "name", "")
)
def test_a_never_stays_silent(rule: PatternRule, sentence: str, without: Any) -> None:
    read = [(q.text, said(q)) for q in figures(sentence)]
    assert rule.name not in [q.rule for q in figures(sentence)]
    without(rule.name)
    assert read == [(q.text, said(q)) for q in figures(sentence)], "the rule changes what is read"


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    caches = (bounds._phrases, bounds._last_words, exclusions.rules, exclusions._excluding)

    def leave_out(name: str) -> None:
        left = tuple(rule for rule in RULES if rule.name != name)
        for module in (bounds, exclusions, patterns):
            monkeypatch.setattr(module, "load_patterns", lambda table: left)
        for one in caches:
            one.cache_clear()

    yield leave_out
    monkeypatch.undo()
    for one in caches:
        one.cache_clear()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_taking_a_rule_out_breaks_one_of_its_examples(rule: PatternRule, without: Any) -> None:
    without(rule.name)
    assert not all(fits(example) for example in rule.examples), f"{rule.name!r} is not needed"


def test_every_rule_is_of_a_kind_that_is_read_and_has_examples_and_nevers() -> None:
    assert {rule.reads for rule in RULES} == READ
    assert all(rule.examples and rule.never for rule in RULES)
