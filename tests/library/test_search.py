"""One query language: what each part of it finds, the same in both databases."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.errors import UsageError
from crossread.library import Library
from crossread.library.query import parse
from tests.library.conftest import Write


def test_each_part_of_the_language_finds_its_reports(library: Library, crane: list[str], orchard: str) -> None:
    library.add([*crane, orchard])
    expected = {
        "crane": 2, "CRANE harbour": 2, "crane apples": 0, '"harbour of Velm"': 2, '"Velm of harbour"': 0, "harb*": 2, "harb": 0,
        "-crane": 1, "crane -hospital": 1, "outlet:Herald": 2, 'outlet:"Velm Gazette"': 1, "crane outlet:Herald": 1,
        "name:Lindqvist": 2, 'speaker:"Oda Lindqvist"': 2, "origin:hospital": 1, "name:Nobody": 0,
        "date:2031-03-05": 2, "after:2031-03-05": 2, "before:2031-03-04": 1, "date:2031-03": 3, "date:2030": 0, "after:2031-03-06": 0,
        "date:2031-03-04..2031-03-04": 1, "> 1000 containers": 1, "> 1200 containers": 0, ">= 1,200 containers": 1, "< 10 dockers": 2,
        "= 6 dockers": 1, "figure:3..5 dockers": 1, "> 80000": 1, "crane > 1000": 1, "": 3,
    }  # fmt: skip
    assert {asked: library.search(asked).total for asked in expected} == expected


def test_hits_are_the_newest_first_and_show_the_place(library: Library, crane: list[str]) -> None:
    library.add(crane)
    found = library.search("dockers")
    assert [hit.published for hit in found.hits] == ["2031-03-05", "2031-03-04"]
    for hit in found.hits:
        assert library.report(hit.report).text[hit.start : hit.end] == "dockers"
        assert "dockers" in hit.excerpt
    assert [hit.report for hit in library.search("dockers", limit=1, offset=1).hits] == [found.hits[1].report]


def test_facets_narrow_what_was_found(library: Library, crane: list[str], orchard: str) -> None:
    library.add([*crane, orchard])
    found = library.search("crane")
    assert {facet.kind for facet in found.facets} >= {"name", "speaker", "outlet"}
    for facet in found.facets:
        assert library.search(f"crane {facet.query}").total == facet.reports, facet


@pytest.mark.parametrize("asked", ["colour:red", "after:yesterday", "date:2031-13-45", "x" * 501, "a " * 30])
def test_what_makes_no_sense_is_said(asked: str) -> None:
    with pytest.raises(UsageError):
        parse(asked)


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(asked: str) -> None:
    with contextlib.suppress(UsageError):
        parse(asked)


@given(st.text(alphabet="ab\"'*-:()<>=.0123456789 \\%&|!^~{}[]", max_size=24))
def test_no_text_breaks_a_database(_sqlite: Library, asked: str) -> None:
    with contextlib.suppress(UsageError):
        _sqlite.search(asked)


@pytest.fixture(scope="module")
def _sqlite(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("empty") / "library")


def test_an_excerpt_cuts_no_word(library: Library, write: Write) -> None:
    library.add(write("long.txt", "Prologue " * 40 + "the crane fell " + "epilogue " * 40))
    excerpt = library.search("crane").hits[0].excerpt
    assert set(excerpt.split()) == {"…", "Prologue", "the", "crane", "fell", "epilogue"}
    library.add(write("unbroken.txt", "字" * 300 + " harbour " + "字" * 300))
    assert "harbour" in library.search("harbour").hits[0].excerpt
