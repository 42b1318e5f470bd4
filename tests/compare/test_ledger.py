"""The ledger over all reports: rows, matches and ties, from records to sentences."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from crossread import pipeline
from crossread.compare.ledger import item_class
from crossread.model import Dossier, Exchange, Report

TEXTS = (
    "Ostria needs shells and fuel, the defence ministry said.",
    "Ostria needs ammunition, two diplomats said. Velland has 40,000 artillery shells.",
)


def record(item: str, thing: str) -> Exchange:
    return Exchange(id="x", kind="holds", item=item, thing=thing, statement="s")


@pytest.mark.parametrize(
    ("item", "thing", "wanted"),
    [("30 warheads", "warhead", "arms"), ("two million tonnes of wheat", "wheat", "food"), ("artillery shells", "shell", "arms"), ("a registry", "registry", "registry")],
)
def test_an_item_has_a_class_by_its_noun_else_is_one_of_its_own(item: str, thing: str, wanted: str) -> None:
    assert item_class(record(item, thing)) == wanted


@pytest.fixture(scope="module")
def dossier(nlp: Any) -> Dossier:
    return pipeline.read_reports([Report(id=f"r{i}", path=f"{i}.txt", text=text) for i, text in enumerate(TEXTS)], nlp=nlp)


def test_every_row_and_match_leads_to_records_and_sentences(dossier: Dossier) -> None:
    records, statements = {x.id for x in dossier.exchange}, {s.id for s in dossier.statements}
    rows = {row.id for row in dossier.ledger}
    assert {r for row in dossier.ledger for r in row.records} == {x.id for x in dossier.exchange if any((x.party, x.giver, x.receiver, x.by))} <= records
    assert all({m.need, m.source} <= rows and set(m.statements) <= statements and m.derived for m in dossier.matches)


def test_needs_of_one_class_in_two_reports_are_one_row(dossier: Dossier) -> None:
    arms = [row for row in dossier.ledger if row.kind == "needs" and row.item_class == "arms"]
    assert len(arms) == 1 and len(arms[0].reports) == 2


def test_what_one_needs_and_another_has_is_a_match(dossier: Dossier) -> None:
    assert any(m.needs.name == "Ostria" and m.has.name == "Velland" and m.item_class == "arms" for m in dossier.matches)


SEEDS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "Russia needs arms": ("needs", ("Russia", "Putin", "Moscow"), ("arms",)),
    "North Korea has arms": ("holds offers transfers", ("North Korea", "Kim", "Pyongyang"), ("arms",)),
    "North Korea needs food": ("needs", ("North Korea", "Kim", "Pyongyang"), ("food",)),
    "North Korea needs technology": ("needs", ("North Korea", "Kim", "Pyongyang"), ("technology", "help")),
    "the two are barred": ("bars", ("North Korea", "Russia", "Kim", "Putin"), ()),
    "Russia has technology": ("holds offers transfers", ("Russia", "Putin", "Moscow"), ("technology", "help")),
}


def shared_rows(dossier: Dossier) -> list[str]:
    """Return which of the rows that a reader sees in both seeds the ledger tells of both."""
    found = []
    for name, (kinds, parties, classes) in SEEDS.items():
        rows = [
            row for row in dossier.ledger
            if row.kind in kinds.split() and any(p in row.party.name for p in parties) and (not classes or row.item_class in classes)
        ]  # fmt: skip
        if len({report for row in rows for report in row.reports}) > 1:
            found.append(name)
    ends = [tie for tie in dossier.ties if "meets" in tie.kinds and all(any(p in end.name for end in (tie.from_, tie.to)) for p in ("Kim", "Putin"))]
    return found + ["Kim meets Putin"] * (len({report for tie in ends for report in tie.reports}) > 1)


def test_the_seeds_share_most_of_the_rows_that_a_reader_sees(shared: Path) -> None:
    found = shared_rows(pipeline.read([str(shared / "cases/vladivostok")]))
    assert len(found) >= 5, found
