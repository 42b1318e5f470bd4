"""Entities across reports: one under all its names, namesakes apart, every merge with its reason."""

from __future__ import annotations

import pytest

from crossread.compare.entities import EntityMerge, fold_name, merge_entities
from crossread.model import Entity, Mention


def entity(name: str, kind: str, report: str, *, stands_for: str | None = None) -> Entity:
    return Entity(
        id=f"{report}/{name}/{kind}", name=name, type=kind, stands_for=stands_for, mentions=(Mention(report=report, start=0, end=len(name)),)
    )  # type: ignore[arg-type]


def merged(*rows: tuple[str, str, str], stories: dict[str, str] | None = None) -> EntityMerge:
    return merge_entities([[entity(*row)] for row in rows], stories)


def names(merge: EntityMerge) -> set[frozenset[str]]:
    return {frozenset((e.name, *e.aliases)) for e in merge.entities}


def test_names_are_folded() -> None:
    assert fold_name("Dr. Ánna Orlová-Reyes", "person") == fold_name("Anna Orlova Reyes", "person")
    assert fold_name("The Tern Lines Co., Ltd.", "organisation") == ("tern", "lines")
    assert fold_name("U.S.", "place") == fold_name("United States", "place")
    assert fold_name("Group", "organisation") == ("group",)


def test_a_short_form_joins_the_only_longer_name_and_says_so() -> None:
    merge = merged(("Anna Hale", "person", "a"), ("Hale", "person", "b"), ("Tern Lines", "organisation", "a"), ("Tern", "organisation", "c"))
    assert names(merge) == {frozenset(["Anna Hale", "Hale"]), frozenset(["Tern Lines", "Tern"])}
    assert all("short form" in e.merged[0] for e in merge.entities)


def test_a_name_that_fits_two_stays_apart() -> None:
    rows = [("Anna Hale", "person", "a"), ("Ben Hale", "person", "a"), ("Hale", "person", "b")]
    assert len(merged(*rows).entities) == 3


def test_one_word_read_as_a_body_is_whom_another_report_names_in_full() -> None:
    rows = [("Mitt Romney", "person", "a"), ("Romney", "organisation", "b")]
    merge = merged(*rows)
    assert names(merge) == {frozenset(["Mitt Romney", "Romney"])} and "family name" in merge.entities[0].merged[0]
    mills = merged(*rows, ("Romney Mills", "organisation", "c"))  # the firm is meant
    assert names(mills) == {frozenset(["Mitt Romney"]), frozenset(["Romney", "Romney Mills"])}
    assert len(merged(*rows, ("Romney administration", "organisation", "c")).entities) == 2
    assert len(merged(*rows, ("Romney", "person", "c")).entities) == 2  # a report reads a man of that word
    assert len(merged(*rows, ("Romney", "organisation", "c"), stories={"a": "s", "b": "s", "c": "t"}).entities) == 2  # the other story has no Mitt
    assert len(merged(("Other Democrats", "person", "a"), ("Democrats", "organisation", "b")).entities) == 2
    firm = merged(("Ford", "organisation", "a"), ("Ford Motor", "organisation", "b"), ("William Ford", "person", "c"))
    assert names(firm) == {frozenset(["Ford", "Ford Motor"]), frozenset(["William Ford"])}
    assert len(merged(("Ford", "organisation", "a"), ("Ford", "organisation", "b"), ("William Ford", "person", "c")).entities) == 2  # more know the firm
    assert [e.type for e in merge.entities] == ["person"]


def test_a_person_is_no_place_of_the_same_name() -> None:
    assert len(merged(("Paris", "person", "a"), ("Paris", "place", "b")).entities) == 2


def test_single_names_of_two_stories_are_two_people() -> None:
    rows = [("Hale", "person", "a"), ("Hale", "person", "b")]
    assert len(merged(*rows).entities) == 1
    assert len(merged(*rows, stories={"a": "s1", "b": "s2"}).entities) == 2
    full = [("Anna Hale", "person", "a"), ("Hale", "person", "b")]
    assert len(merged(*full, stories={"a": "s1", "b": "s2"}).entities) == 2


def test_a_place_with_its_region_is_the_place_unless_there_are_two() -> None:
    one = merged(("Brackley", "place", "a"), ("Brackley, Ohio", "place", "b"))
    assert names(one) == {frozenset(["Brackley", "Brackley, Ohio"])} and one.entities[0].name == "Brackley"
    assert "region" in one.entities[0].merged[0]
    two = merged(("Brackley", "place", "a"), ("Brackley, Ohio", "place", "b"), ("Brackley, Kent", "place", "c"))
    assert len(two.entities) == 3


def test_first_letters_stand_for_a_body() -> None:
    merge = merged(("Harbour Safety Office", "organisation", "a"), ("HSO", "organisation", "b"))
    assert names(merge) == {frozenset(["Harbour Safety Office", "HSO"])}
    assert "first letters" in merge.entities[0].merged[0]


def test_a_name_transliterated_otherwise_is_one_but_not_a_like_name() -> None:
    assert len(merged(("Olena Zhadanska", "person", "a"), ("Olena Zhadanskaya", "person", "b")).entities) == 1
    assert len(merged(("Olena Zhadanska", "person", "a"), ("Olha Zhadanska", "person", "b")).entities) == 2
    assert len(merged(("Anna Hale", "person", "a"), ("Anna Hall", "person", "b")).entities) == 2


def test_the_same_name_in_two_reports_is_a_merge_with_its_reason() -> None:
    (one,) = merged(("Tern Lines", "organisation", "a"), ("Tern Lines Ltd", "organisation", "b")).entities
    assert "one name in 2 reports" in one.merged[0]


def test_spellings_orders_and_short_given_names_of_one_person_are_one() -> None:
    assert len(merged(("Baek Dol-su", "person", "a"), ("Dol-su Baek", "person", "b"), ("Baek Dolsu", "person", "c")).entities) == 1
    assert len(merged(("Abdul Rahim al-Marzuni", "person", "a"), ("Abd al-Rahim el-Marzouni", "person", "b"), ("Abdulrahim Al Marzuni", "person", "c")).entities) == 1
    assert len(merged(("Bill Reyes", "person", "a"), ("William Reyes", "person", "b")).entities) == 1
    assert len(merged(("Bill Reyes", "person", "a"), ("Robert Reyes", "person", "b")).entities) == 2
    assert len(merged(("Mehdi Irannor", "person", "a"), ("Mehdi iran-Nor", "place", "b")).entities) == 1  # a reading errs in the kind


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sergei Maltov", "Sergej Maltow", True),
        ("Nikolai Vasiljev", "Nikolay Vasilyev", True),
        ("Andrij Shevtsov", "Andriy Schewzow", True),
        ("Ivan Petrov", "Ivan Petrova", False),
        ("Li Shen", "Li Chen", False),
    ],
)
def test_one_name_in_the_spellings_of_two_languages(one: str, other: str, same: bool) -> None:
    assert (len(merged((one, "person", "a"), (other, "person", "b")).entities) == 1) == same


def test_what_one_report_tells_apart_stays_apart_in_all() -> None:
    rows = [entity("Marta Linde", "vehicle", "a"), entity("Marta Linde", "person", "a")]
    merge = merge_entities([rows, [entity("Marta Linde", "person", "b")]], None)
    assert sorted((e.type, len(e.mentions)) for e in merge.entities) == [("person", 2), ("vehicle", 1)]
