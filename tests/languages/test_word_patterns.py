"""Patterns of words find their examples, and not what they must never find."""

from __future__ import annotations

import pytest

from crossread.languages.word_patterns import WordPattern, load_word_patterns

PATTERNS = list(load_word_patterns("figure_context").values())


@pytest.mark.parametrize("row", PATTERNS, ids=lambda row: row.name)
def test_examples_are_found_and_nevers_are_not(row: WordPattern) -> None:
    assert all(row.pattern.search(words) for words in row.examples)
    assert not any(row.pattern.search(words) for words in row.never)
