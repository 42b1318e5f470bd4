"""Figures as the press writes them: values, bounds, units, and the numbers that are no figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model import Report
from crossread.reading.figures.money import convert_money
from crossread.reading.figures.quantities import find_quantities
from tests.reading.figures import LINES, phrases

PIECES = st.sampled_from(["12", "1,300", "$", "£", "million", "half", "a", "dozen", "-", "–", "to", "and", "km", "%", ".", " ", "\n", "two", "²", "RS-28", "per", "second", "ft", "(", "½", "of", "1/0", "1/2", "old"])


def test_the_table_is_large_enough() -> None:
    assert len(LINES) >= 150


@pytest.mark.parametrize("row", phrases("quantities"))
def test_reads_figures(row: dict[str, Any]) -> None:
    text = row["text"]
    found = find_quantities(Report(id="r", path="r.txt", text=text), text)
    assert [[q.bound, q.unit] for q in found] == [[bound, unit] for _, _, bound, unit in row["quantities"]]
    for quantity, (low, high, _, _) in zip(found, row["quantities"], strict=True):
        assert (quantity.low, quantity.high) == (None, None) if low is None else (quantity.low, quantity.high) == pytest.approx((low, high))


@settings(deadline=None)  # on a busy machine a text takes as long as the others let it
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)))
def test_no_text_breaks_it_and_spans_are_true(text: str) -> None:
    end = 0
    for quantity in find_quantities(Report(id="r", path="r.txt", text=text), text):
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert quantity.end > end
        end = quantity.end
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_money_is_converted_at_the_rate_of_the_report_s_day() -> None:
    text = "The bridge cost $10 million and 5 million euros."
    found = find_quantities(Report(id="r", path="r.txt", text=text), text)
    (dollars, euros), reasons = convert_money(found, "2022-07-14T09:00:00Z")
    assert dollars.base is not None and dollars.base.unit == "EUR" and dollars.unit == "USD"
    assert dollars.base.low == pytest.approx(10e6 / 1.0005, rel=0.02)  # the two were near parity in that week
    assert euros.base is not None and (euros.base.low, euros.base.unit) == (5e6, "EUR")
    assert reasons == ()


def test_money_of_an_undated_report_stays_as_written_with_the_reason() -> None:
    text = "The bridge cost $10 million."
    (dollars,), reasons = convert_money(find_quantities(Report(id="r", path="r.txt", text=text), text), None)
    assert dollars.base is not None and (dollars.base.low, dollars.base.unit) == (10e6, "USD")
    assert reasons == ("no publication date is known, so one sum of money stays in the currency as written",)


def test_money_without_a_rate_of_the_day_stays_as_written_with_the_reason() -> None:
    text = "The bridge cost $10 million."
    (dollars,), reasons = convert_money(find_quantities(Report(id="r", path="r.txt", text=text), text), "1990-05-01")
    assert dollars.base is not None and dollars.base.unit == "USD"
    assert len(reasons) == 1 and "USD" in reasons[0] and "1990-05-01" in reasons[0]


@pytest.mark.parametrize("text", ["Apollo 11 landed on the moon.", "Channel 4 showed the film on Friday.", "Storm 23 hit Velm at night."])
def test_a_number_that_ends_a_name_is_no_count(nlp: Any, text: str) -> None:
    from crossread.reading.reading import read_report

    assert read_report(Report(id="r", path="r", text=text), nlp).quantities == ()


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("The bear weighed 300 kilos.", "kilogram", 300.0),
        ("The spring yields 864 litres a day.", "cubic metre per second", 1e-05),
        ("The kiln burns 36 tonnes an hour.", "kilogram per second", 10.0),
    ],
)
def test_kilos_and_flows_have_a_base_to_be_compared_in(text: str, unit: str, value: float) -> None:
    (found,) = find_quantities(Report(id="r", path="r.txt", text=text), text)
    assert found.base is not None and (found.base.unit, found.base.low) == (unit, pytest.approx(value))


def test_a_class_of_submarines_is_no_weight() -> None:
    text = "The navy has two Kilo-class submarines."
    assert [q.unit for q in find_quantities(Report(id="r", path="r.txt", text=text), text)] == [None]
