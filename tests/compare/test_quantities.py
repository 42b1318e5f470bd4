"""Two figures side by side: what a careful reader would call them, from the texts that they stand in.

The expectations of `tests/data/figures/pairs.jsonl` were written before the pairs were measured; `known` marks those not
yet met.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from crossread.compare.differences.between import compare_figures
from tests.compare.figure_pairs import PAIRS, dossier_of

LEAST_PRECISE = 0.95  # of what is called a conflict: false conflicts cost most


@pytest.fixture(scope="module")
def found(nlp: Any) -> list[tuple[str, str]]:
    """Return the finding and the explanation of every pair; "unread" where a figure was not found."""
    results = []
    for pair in PAIRS:
        dossier, (one, other) = dossier_of(pair, nlp)
        if one is None or other is None:
            results.append(("unread", ""))
        else:
            comparison = compare_figures(dossier, one, other)
            results.append((comparison.finding, comparison.explanation))
    return results


def test_there_are_pairs_of_every_kind() -> None:
    kinds = Counter(pair["kind"] for pair in PAIRS)
    assert len(PAIRS) >= 170 and len(kinds) == 8 and min(kinds.values()) >= 8


@pytest.mark.parametrize("at", range(len(PAIRS)))
def test_two_figures_are_what_a_careful_reader_calls_them(found: list[tuple[str, str]], at: int) -> None:
    pair, (finding, explanation) = PAIRS[at], found[at]
    if pair.get("known"):
        assert finding != pair["kind"], "met now: take the mark off"
        pytest.xfail("known")
    assert finding == pair["kind"], f"{pair['a']} / {pair['b']}: {explanation}"


def test_an_explanation_names_both_places_in_one_sentence(found: list[tuple[str, str]]) -> None:
    for pair, (finding, explanation) in zip(PAIRS, found, strict=True):
        if finding != "unread":
            assert all(outlet in explanation for outlet in pair["outlets"]), explanation
            assert explanation.endswith(".") and "\n" not in explanation


def test_what_is_called_a_conflict_is_one(found: list[tuple[str, str]]) -> None:
    called = [pair for pair, (finding, _) in zip(PAIRS, found, strict=True) if finding == "conflict"]
    assert sum(pair["kind"] == "conflict" for pair in called) >= LEAST_PRECISE * len(called)


@pytest.mark.parametrize(
    ("other", "finding", "why"),
    [
        ("Valetta hired {500} nurses last year.", "scope", "different holders, Vale and Valetta"),
        ("Lodd hired {500} nurses last year.", "scope", "different holders, Vale and Lodd"),
        ("Nurses told Vale that {500} nurses were hired last year.", "conflict", ""),
        ("Vale-born managers hired {500} nurses last year.", "conflict", ""),
    ],
)
def test_a_holder_is_named_by_a_word_and_not_by_a_part_of_one(nlp: Any, other: str, finding: str, why: str) -> None:
    pair = {"a": "Vale hired {300} nurses last year.", "b": other, "published": [None, None], "outlets": ["Herald", "Courier"]}
    dossier, (one, two) = dossier_of(pair, nlp)
    assert one is not None and two is not None
    comparison = compare_figures(dossier, one, two)
    assert comparison.finding == finding and why in comparison.explanation
