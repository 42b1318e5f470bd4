"""Spellings of one name: when two people of two reports are one entity."""

from __future__ import annotations

import pytest

from crossread.compare.entities import merge_entities
from crossread.languages.person_names import spelled_alike
from crossread.model import Entity, Mention


def merged(*names: str) -> int:
    people = [Entity(id=f"e{i}", name=name, type="person", mentions=(Mention(report=f"r{i}", start=0, end=len(name)),)) for i, name in enumerate(names)]
    return len(merge_entities([[one] for one in people]).entities)


@pytest.mark.parametrize(
    ("one", "other"),
    [("aleksandr", "alexander"), ("grigoryev", "grigoriev"), ("mohammed", "muhammad"), ("yevgeny", "evgeni"), ("volkov", "wolkow")],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert spelled_alike(one, other)


@pytest.mark.parametrize(("one", "other"), [("maria", "mario"), ("daniel", "daniela"), ("marina", "martina"), ("jon", "john")])
def test_names_that_are_two(one: str, other: str) -> None:
    assert not spelled_alike(one, other)


def test_two_reports_may_spell_one_person_in_two_ways() -> None:
    assert merged("Aleksandr Grigoryev", "Alexander Grigoriev") == 1


def test_generations_stay_apart_and_a_name_without_one_joins_the_only_one() -> None:
    assert merged("Ramon Pell Sr.", "Ramon Pell Jr.") == 2
    assert merged("Ramon Pell", "Ramon Pell Jr.") == 1


def test_a_single_name_read_as_a_man_is_the_body_that_another_report_names_unless_somebody_bears_it() -> None:
    kinds = {"a": ("Marbury", "person"), "b": ("Marbury", "organisation"), "c": ("Ann Marbury", "person")}
    made = {
        key: Entity(id=key, name=name, type=kind, mentions=(Mention(report=key, start=0, end=len(name)),))  # type: ignore[arg-type]
        for key, (name, kind) in kinds.items()
    }
    assert len(merge_entities([[made["a"]], [made["b"]]]).entities) == 1
    apart = merge_entities([[made["a"]], [made["b"]], [made["c"]]]).mapping
    assert apart["a"] != apart["b"]
