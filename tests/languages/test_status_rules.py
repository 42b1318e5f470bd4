"""The tables of status and of hedges: each rule reads its examples, leaves its nevers alone, and is needed."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import Scene, check, matches
from crossread.languages.rules import Rule, load_rules, marked
from crossread.languages.tables import load
from crossread.reading.certainty import AS_ABOVE, NOTHING, CertaintyReader
from crossread.reading.certainty_frames import Nobody

STATUS = load_rules("status")
HEDGES = load_rules("hedges")


def name_of(value: object) -> str:
    return value.name if isinstance(value, Rule) else ""


def reader(nlp: Any, sentence: str) -> CertaintyReader:
    return CertaintyReader(Clauses(to_universal(nlp(sentence))))


def fired(made: CertaintyReader, rules: tuple[Rule, ...], *, first: bool) -> list[tuple[Rule, int, str]]:
    """Return (rule, place of the predicate, its cue) of every rule that holds, of each clause the first alone if asked."""
    found = []
    for clause in made.clauses:
        hits = list(matches(rules, Scene(made.clauses, clause, Nobody())))
        for hit in hits[:1] if first else hits:
            cue = hit.slots.get("cue")
            found.append((hit.rule, clause.predicate.idx, cue.text if cue is not None else ""))
    return found


def within(sentence: str, words: str, place: int) -> bool:
    start = sentence.index(words)
    return start <= place < start + len(words)


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in STATUS for e in r.examples], ids=name_of)
def test_an_example_has_the_status_of_its_rule(rule: Rule, example: str, nlp: Any) -> None:
    sentence, slots = marked(example)
    ((given, words),) = slots.items()
    made = reader(nlp, sentence)
    found = [(r, p) for r, p, _ in fired(made, STATUS, first=True) if within(sentence, words, p)]
    assert any(r.name == rule.name for r, _ in found), [(r.name, p) for r, p in found]
    place = next(p for r, p in found if r.name == rule.name)
    head = next(t for t in made.doc if t.idx == place)
    assert made.status(head) == given
    assert given == rule.gives or rule.gives == AS_ABOVE


@pytest.mark.parametrize(("rule", "sentence"), [(r, s) for r in STATUS for s in r.never], ids=name_of)
def test_a_never_has_another_status(rule: Rule, sentence: str, nlp: Any) -> None:
    assert rule.name not in [r.name for r, _, _ in fired(reader(nlp, sentence), STATUS, first=True)]


@pytest.mark.parametrize(("rule", "example"), [(r, e) for r in HEDGES for e in r.examples], ids=name_of)
def test_an_example_is_hedged_by_its_rule(rule: Rule, example: str, nlp: Any) -> None:
    sentence, slots = marked(example)
    found = [(r.name, cue) for r, _, cue in fired(reader(nlp, sentence), HEDGES, first=False)]
    assert (rule.name, slots["cue"]) in found


@pytest.mark.parametrize(("rule", "sentence"), [(r, s) for r in HEDGES for s in r.never], ids=name_of)
def test_a_never_is_not_hedged(rule: Rule, sentence: str, nlp: Any) -> None:
    assert rule.name not in [r.name for r, _, _ in fired(reader(nlp, sentence), HEDGES, first=False)]


@pytest.mark.parametrize(("rules", "rule"), [(t, r) for t in (STATUS, HEDGES) for r in t], ids=name_of)
def test_a_rule_taken_out_is_missed(rules: tuple[Rule, ...], rule: Rule, nlp: Any) -> None:
    for example in rule.examples:
        made = reader(nlp, marked(example)[0])
        left = tuple(r for r in rules if r.name != rule.name)
        heads = list(made.clauses)
        made.statuses, made.hedges = (left, made.hedges) if rules is STATUS else (made.statuses, left)
        whole = reader(nlp, marked(example)[0])
        after = [_all(made, c.predicate.i) for c in heads]
        if after != [_all(whole, c.predicate.i) for c in heads]:
            return
    raise AssertionError(f"rule {rule.name!r} is not needed for any of its examples")


def _all(made: CertaintyReader, at: int) -> tuple[str, float]:
    head = made.doc[at]
    span = head.sent.start_char, head.sent.end_char
    return made.status(head), made.certainty(head, span, None, denied=False).value


def test_the_tables_are_well_formed() -> None:
    check(STATUS)
    check(HEDGES)
    lexicon = load("certainty")
    assert all(r.gives == NOTHING or r.gives[0].isdigit() or r.gives in lexicon for r in HEDGES)
    assert all(r.examples and r.never for r in (*STATUS, *HEDGES))
