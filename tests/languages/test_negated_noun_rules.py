"""The table of what there is none of: each rule reads its examples, leaves its nevers alone, and is needed."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.matching import check
from crossread.languages.rules import Rule, load_rules, marked
from crossread.model import NegatedNoun, Report
from crossread.reading import negated_nouns
from crossread.reading.reading import read_report

RULES = load_rules("negated_nouns")


def read(nlp: Any, sentence: str) -> list[NegatedNoun]:
    profiles = read_report(Report(id="r", path="r", text=sentence), nlp).profiles
    return [noun for profile in profiles for noun in profile.negated_nouns]


def name_of(value: object) -> str:
    return value.name if isinstance(value, Rule) else ""


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=name_of)
def test_an_example_is_read_by_its_rule(rule: Rule, example: str, nlp: Any) -> None:
    sentence, slots = marked(example)
    found = read(nlp, sentence)
    assert (slots["thing"], rule.name) in [(noun.text, noun.rule) for noun in found]
    assert all(sentence[noun.start : noun.end] == noun.text for noun in found)


@pytest.mark.parametrize(("rule", "sentence"), [(r, s) for r in RULES for s in r.never], ids=name_of)
def test_a_never_stays_silent(rule: Rule, sentence: str, nlp: Any) -> None:
    assert rule.name not in [noun.rule for noun in read(nlp, sentence)]


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_taking_a_rule_out_breaks_one_of_its_examples(rule: Rule, nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(r for r in RULES if r.name != rule.name)
    monkeypatch.setattr(negated_nouns, "load_rules", lambda table: left)
    examples = [marked(example) for example in rule.examples]
    assert not all(slots["thing"] in [noun.text for noun in read(nlp, sentence)] for sentence, slots in examples)


def test_every_rule_is_well_formed_and_has_examples() -> None:
    check(RULES)
    assert all(rule.examples and rule.never and "thing" in rule.slots for rule in RULES)
