"""The table of what stands above a clause: each rule weighs its examples, leaves its nevers alone, and is needed."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import check
from crossread.languages.rules import Rule, load_rules, marked
from crossread.model import Report, Statement
from crossread.reading import certainty_frames
from crossread.reading.certainty_frames import VALUES, Frames
from crossread.reading.reading import read_report

RULES = load_rules("certainty")


def read(nlp: Any, sentence: str) -> tuple[Statement, ...]:
    return read_report(Report(id="r", path="r", text=sentence), nlp).statements


def rules_at(nlp: Any, sentence: str) -> set[str]:
    doc = to_universal(nlp(sentence))
    frames = Frames(Clauses(doc))
    return {framing.rule for token in doc if (framing := frames.at(token)) is not None}


def fits(rule: Rule, statement: Statement) -> bool:
    if rule.gives == "withdrawn":
        return statement.withdrawn is not None and statement.certainty.label == "denied"
    return statement.certainty.label == rule.gives


def holds(rule: Rule, example: str, nlp: Any) -> bool:
    sentence, slots = marked(example)
    words = slots[rule.gives]
    start = sentence.index(words)
    found = [s for s in read(nlp, sentence) if start <= s.start and s.end <= start + len(words)]
    return bool(found) and all(fits(rule, s) and s.certainty.cues for s in found) and rule.name in rules_at(nlp, sentence)


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_an_example_is_weighed_by_its_rule(rule: Rule, example: str, nlp: Any) -> None:
    found = [(s.text, s.certainty.label, s.withdrawn) for s in read(nlp, marked(example)[0])]
    assert holds(rule, example, nlp), (found, rules_at(nlp, marked(example)[0]))


@pytest.mark.parametrize(("rule", "sentence"), [(r, s) for r in RULES for s in r.never], ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_a_never_stays_silent(rule: Rule, sentence: str, nlp: Any) -> None:
    assert rule.name not in rules_at(nlp, sentence)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_taking_a_rule_out_breaks_one_of_its_examples(rule: Rule, nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(r for r in RULES if r.name != rule.name)
    monkeypatch.setattr(certainty_frames, "load_rules", lambda table: left)
    read_alike = []
    for example in rule.examples:
        sentence, slots = marked(example)
        start = sentence.index(slots[rule.gives])
        found = [s for s in read(nlp, sentence) if start <= s.start and s.end <= start + len(slots[rule.gives])]
        read_alike.append(bool(found) and all(fits(rule, s) for s in found))
    assert not all(read_alike), f"rule {rule.name!r} is not needed for any of its examples"


def test_every_rule_is_well_formed_and_has_an_example() -> None:
    check(RULES)
    assert all(rule.examples and rule.gives in VALUES for rule in RULES)
