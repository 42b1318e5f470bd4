"""Quotation marks, outlets named as a medium, and the chains and speakers of whole sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.language import load
from crossread.model import Report
from crossread.read.media import is_outlet, media_of, reported_by
from crossread.read.quotes import open_ended, quoted_stretches, share_quoted
from crossread.read.report import read_report

MARKED = st.text(st.one_of(st.sampled_from("“”\"‘’'«»„`\n .,5a"), st.characters(exclude_categories=["Cs"])), max_size=120)


@settings(max_examples=10_000, deadline=None)
@given(MARKED)
def test_any_text_with_any_marks_is_paired(text: str) -> None:
    found = quoted_stretches(text)
    assert all(0 <= start < end <= len(text) for start, end in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:], strict=False))
    assert all("\n" not in text[start:end] for start, end in found)
    assert all(isinstance(open_ended(text, span), bool) for span in found)
    assert 0 <= share_quoted(text, [(0, len(text))], found) <= 1


@settings(max_examples=25, deadline=None)
@given(MARKED)
def test_any_text_with_any_marks_is_read(text: str) -> None:
    report = Report(id="r", path="r.txt", text=text, language="en")
    for statement in read_report(report, load()).statements:
        assert text[statement.start : statement.end] == statement.text


@pytest.mark.parametrize(
    ("text", "outlets"),
    [
        ("Odile Brandt told the Harbour Herald.", ["Harbour Herald"]),
        ("“No,” he said on ABC's “Dawn Talk.”", ["ABC"]),
        ("She told Ina Moss of Sky News on May 4.", ["Sky News"]),
        ("He told Vice President Lund.", []),
        ("They called on the Coastal Safety Agency.", []),
        ("He posted on Twitter.", []),
        ("Talks on TV went well.", []),
        ("She quoted a CNN poll, he said to CNN poll readers.", []),
    ],
)
def test_medium_is_the_outlet_that_heard(text: str, outlets: list[str]) -> None:
    assert [text[a:b] for a, b in media_of(text, (0, len(text)), [])] == outlets


def test_who_brought_it_to_light() -> None:
    text = "The ferry had leaked for weeks, as first reported by Northern Lamp."
    assert [text[a:b] for a, b in reported_by(text, (0, len(text)), [])] == ["Northern Lamp"]
    assert not is_outlet("TV") and is_outlet("Reuters")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("OSLO (Reuters) – Shipping magnate Odd Nilsen said on Friday the yard would close.", ["Reuters", "Odd Nilsen"]),
        ("“The pier is safe,” Marta Lindqvist told the Harbour Herald on Monday.", ["Harbour Herald", "Marta Lindqvist"]),
        ("The ministry said talks would resume, Reuters reported on Friday.", ["Reuters", "ministry"]),
        ("The Associated Press quoted Wim Boule, a resident, as saying that the driver ran away.", ["Associated Press", "Wim Boule"]),
    ],
)
def test_chain_runs_from_the_nearest_teller_to_the_furthest(text: str, names: list[str]) -> None:
    statements = read_report(Report(id="r", path="r.txt", text=text, language="en"), load()).statements
    chains = [[teller.name for teller in statement.attribution.chain] for statement in statements]
    assert names in [[name.removeprefix("The ").removeprefix("the ") for name in chain] for chain in chains], chains
