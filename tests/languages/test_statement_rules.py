"""The table of cutting rules proves itself: each row cuts its examples, and each is needed for one of them."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.clause_words import heads_clause
from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import Scene, check, matches
from crossread.languages.rules import Rule, load_rules, marked
from crossread.model import Report, Statement
from crossread.reading import cutting
from crossread.reading.certainty_frames import Nobody
from crossread.reading.reading import read_report

RULES = load_rules("statements")
GIVES = frozenset({"statement", "inside", "part", "none"})


def read(nlp: Any, sentence: str) -> tuple[Statement, ...]:
    return read_report(Report(id="r", path="r", text=sentence), nlp).statements


def holds(rule: Rule, example: str, nlp: Any) -> bool:
    """Say whether an example is cut as its mark says."""
    sentence, slots = marked(example)
    words = slots[rule.gives]
    start, end = sentence.index(words), sentence.index(words) + len(words)
    statements = read(nlp, sentence)
    within = [s for s in statements if start <= s.start and s.end <= end]
    if rule.gives == "none":
        return not any(s.start < end and start < s.end for s in statements)
    above = any(s.start < start and end <= s.end for s in statements)
    if rule.gives == "part":
        return not within and above
    found = [s for s in within if words.endswith(s.text)]
    cut_off = not any(s.start < start and s.end >= end for s in statements if s.end == end)
    return bool(found) and found[0].rule == rule.name and (above if rule.gives == "inside" else cut_off)


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_an_example_is_cut_by_its_rule(rule: Rule, example: str, nlp: Any) -> None:
    assert holds(rule, example, nlp), [(s.rule, s.text) for s in read(nlp, marked(example)[0])]


def deciding(nlp: Any, sentence: str) -> set[str]:
    """Return the names of the rules that decide about the clauses of a sentence."""
    clauses = Clauses(to_universal(nlp(sentence)))
    scenes = (Scene(clauses, clauses.at(token), Nobody()) for token in clauses.doc if heads_clause(token))
    return {match.rule.name for scene in scenes if (match := next(matches(RULES, scene), None)) is not None}


@pytest.mark.parametrize(("rule", "sentence"), [(r, s) for r in RULES for s in r.never], ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_a_never_is_decided_by_another_rule(rule: Rule, sentence: str, nlp: Any) -> None:
    assert rule.name not in deciding(nlp, sentence)


@pytest.mark.parametrize("rule", [r for r in RULES if r.name != "anything-else"], ids=lambda rule: rule.name)
def test_taking_a_rule_out_breaks_one_of_its_examples(rule: Rule, nlp: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    left = tuple(r for r in RULES if r.name != rule.name)
    monkeypatch.setattr(cutting, "load_rules", lambda table: left)
    assert not all(holds(rule, example, nlp) for example in rule.examples)


def test_every_rule_is_well_formed_and_has_an_example() -> None:
    check(RULES)
    assert all(rule.examples and rule.gives in GIVES for rule in RULES)
