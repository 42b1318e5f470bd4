"""The rule base proves itself: every row reads its examples, keeps silent at its nevers, and is needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from crossread.errors import RuleError
from crossread.grammar import syntax
from crossread.grammar.clauses import Clauses
from crossread.grammar.labels import to_universal
from crossread.grammar.matching import Scene, check, condition, matches
from crossread.languages import rules as tables
from crossread.languages.rules import Rule, load_rules, marked
from crossread.model import Exchange, Report
from crossread.model.mention_index import MentionIndex
from crossread.reading.entities.resolution import resolve_entities
from crossread.reading.exchange import bans
from crossread.reading.exchange.frames import read_by_frames
from crossread.reading.parties import Parties
from crossread.reading.statements import build_statements

ALL = [(rule, example) for table in ("bans",) for rule in load_rules(table) for example in rule.examples]
NEVER = [(rule, sentence) for table in ("bans",) for rule in load_rules(table) for sentence in rule.never]
SIDES = ("party", "by", "giver", "receiver")


def records(nlp: Any, sentence: str) -> tuple[Exchange, ...]:
    """Return what the frames and the table of bans draft, before any of it is judged."""
    report = Report(id="r", path="r", text=sentence)
    doc = to_universal(nlp(sentence))
    entities = resolve_entities(report, doc)
    clauses = Clauses(doc, MentionIndex(entities))
    statements = build_statements(report, clauses, (), (), ())
    ledger = read_by_frames(report, clauses, statements, ())
    return tuple(draft.record for draft in ledger.drafts.values())


def fits(record: Exchange, slots: dict[str, str]) -> bool:
    """Say whether a record has the words of every slot: the item in its phrase, a party by its name."""
    for slot, words in slots.items():
        value = record.item if slot == "item" else getattr(getattr(record, slot), "name", "")
        if words.lower() not in value.lower() and value.lower() not in words.lower() or not value:
            return False
    return True


@pytest.mark.parametrize(("rule", "example"), ALL, ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_an_example_is_read_by_its_own_rule(rule: Rule, example: str, nlp: Any) -> None:
    sentence, slots = marked(example)
    found = [record for record in records(nlp, sentence) if record.rule == rule.name]
    assert any(fits(record, slots) for record in found), [(r.rule, r) for r in records(nlp, sentence)]


@pytest.mark.parametrize(("rule", "sentence"), NEVER, ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_a_never_stays_silent(rule: Rule, sentence: str, nlp: Any) -> None:
    assert not [record for record in records(nlp, sentence) if record.kind == "bars"]


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def leave_out(name: str) -> None:
        left = tuple(rule for rule in load_rules("bans") if rule.name != name)
        monkeypatch.setattr(bans, "load_rules", lambda table: left)

    yield leave_out


@pytest.mark.parametrize("rule", load_rules("bans"), ids=lambda rule: rule.name)
def test_taking_a_rule_out_breaks_one_of_its_examples(rule: Rule, without: Any, nlp: Any) -> None:
    without(rule.name)
    read = [any(fits(r, marked(e)[1]) for r in records(nlp, marked(e)[0])) for e in rule.examples]
    assert not all(read), f"rule {rule.name!r} is not needed for any of its examples"


def test_every_rule_has_an_example_and_every_path_and_condition_is_known() -> None:
    for table in ("bans",):
        rules = load_rules(table)
        check(rules)
        assert all(rule.examples for rule in rules)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"name": "a", "trigger": "*", "wher": []}, "unknown keys ['wher']"),
        ({"name": "a"}, "needs a name and a trigger"),
        ({"name": "a", "trigger": "@no_such_list"}, "no word list @no_such_list"),
        ({"name": "a", "trigger": "*", "examples": "one"}, "must be a list of strings"),
        ({"name": "a", "trigger": "*", "judged_as": "takes-thing"}, "is a rule and a word"),
    ],
)
def test_a_row_that_is_not_well_formed_is_named(row: dict[str, object], said: str) -> None:
    with pytest.raises(RuleError, match="bans.toml") as error:
        tables._rule("bans", 1, row)
    assert said in str(error.value)


def test_a_row_is_judged_as_one_that_there_is(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = {"rule": [{"name": "a", "trigger": "*", "judged_as": "b steal"}]}
    monkeypatch.setattr(tables, "read_table", lambda table, language: rows)
    with pytest.raises(RuleError, match="there is no rule 'b'"):
        load_rules.__wrapped__("bans")


@pytest.mark.parametrize("written", ["objekt is a party", "object is a parti", "object/off/nowhere", "object is @nothing"])
def test_an_unknown_step_test_or_list_is_an_error(written: str) -> None:
    with pytest.raises(RuleError):
        condition(written)
        check([replace(load_rules("bans")[0], where=(written,))])


OFFERING = [rule for table in ("exchange", "relations") for rule in load_rules(table)]


def slots_of(rule: Rule, nlp: Any, sentence: str) -> list[dict[str, str]]:
    """Return the phrases that one rule fills its slots with, for each of its matches; listed nouns apart."""
    doc = to_universal(nlp(sentence))
    parties = Parties(doc, (), MentionIndex(resolve_entities(Report(id="r", path="r", text=sentence), doc)))
    clauses = Clauses(doc, parties.index)
    found = []
    for token in doc:
        for match in matches((rule,), Scene(clauses, clauses.at(token), parties)):
            found.append({slot: doc.text[slice(*syntax.phrase(noun))] for slot, noun in match.slots.items()})
    return found


@pytest.mark.parametrize(
    ("rule", "example"), [(rule, e) for rule in OFFERING for e in rule.examples], ids=lambda x: x.name if isinstance(x, Rule) else ""
)
def test_a_rule_offers_its_examples(rule: Rule, example: str, nlp: Any) -> None:
    sentence, slots = marked(example)
    found = slots_of(rule, nlp, sentence)
    assert any(all(words in filled.get(slot, "") or filled.get(slot, "-") in words for slot, words in slots.items()) for filled in found), found


OFFERED_NOTHING = [*((rule, s) for rule in OFFERING for s in rule.never), *NEVER]  # of a ban also where no record would come of it


@pytest.mark.parametrize(("rule", "sentence"), OFFERED_NOTHING, ids=lambda x: x.name if isinstance(x, Rule) else "")
def test_a_rule_offers_nothing_at_a_never(rule: Rule, sentence: str, nlp: Any) -> None:
    assert not slots_of(rule, nlp, sentence)


def test_every_offering_rule_is_well_formed_and_has_an_example() -> None:
    check(OFFERING)
    assert all(rule.examples for rule in OFFERING)
