"""One measure in two units is one fact, and the same number in two units is none."""

from __future__ import annotations

import pytest

from tests.compare.test_shares import kinds_between


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The dam at Korsby is 240 feet high", "The dam at Korsby is 73 metres high"),
        ("The tumour measured two inches", "The tumour measured 5 centimetres"),
        ("The plot in Korsby covers 5 hectares", "The plot in Korsby covers 50,000 square metres"),
        ("The bear weighed 660 pounds", "The bear weighed 300 kilos"),
        ("The Korsby oil field yields 20,000 barrels a day", "The Korsby oil field yields 3.2 million litres a day"),
    ],
)  # fmt: skip
def test_one_measure_in_two_units_agrees(one: str, other: str) -> None:
    assert kinds_between(one, other) <= {"rounding"}
    assert kinds_between(other, one) <= {"rounding"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("The dam at Korsby is 240 feet high", "The dam at Korsby is 240 metres high"), ("The plot in Korsby covers 5 hectares", "The plot in Korsby covers 5 acres")],
)  # fmt: skip
def test_one_number_of_two_units_does_not(one: str, other: str) -> None:
    assert kinds_between(one, other) == {"figure"}
