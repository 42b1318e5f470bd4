"""What rests on an origin or a report, and what each report adds to a story."""

from __future__ import annotations

import pytest

import crossread
from crossread import pipeline
from crossread.model import Dossier
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def ferry() -> Dossier:
    return pipeline.read([str(ROOT / "examples/ferry")])


def test_all_that_rests_on_an_origin_falls(ferry: Dossier) -> None:
    origin = next(o for o in ferry.origins if o.name == "Maritime Safety Board")
    fallen = crossread.withdraw(ferry, ["maritime safety board", "nobody"])
    assert set(fallen.statements) == set(origin.statements)
    assert fallen.origins == (origin.id,)
    assert fallen.unknown == ("nobody",)
    gone = set(fallen.statements)
    assert all(gone.issuperset(c.statements) == (c.id in fallen.claims) for c in ferry.claims)


def test_a_claim_stands_on_what_is_left_of_it(ferry: Dossier) -> None:
    later = next(r for r in ferry.reports if "5_later" in r.path)
    fallen = crossread.withdraw(ferry, [later.path])
    assert fallen.reports == (later.id,)
    claim = {c.id: c for c in ferry.claims}
    assert fallen.changed
    for change in fallen.changed:
        before, after = change.corroboration
        assert before == claim[change.claim].corroboration
        assert after.independent <= before.independent
        assert 0 < len(change.statements) < len(claim[change.claim].statements)
    assert ("differ", "agree") in {change.relation for change in fallen.changed} or any(
        change.relation[1] == "single" for change in fallen.changed
    )


def test_nothing_falls_with_a_name_that_matches_nothing(ferry: Dossier) -> None:
    fallen = crossread.withdraw(ferry, ["nobody"])
    assert not (fallen.statements or fallen.quantities or fallen.claims or fallen.changed)


def test_the_matrix_holds_every_claim_of_the_story(ferry: Dossier) -> None:
    (table,) = crossread.matrix(ferry)
    assert table.claims == tuple(c.id for c in ferry.claims)
    claims = {c.id: c for c in ferry.claims}
    for claim, row in zip(table.claims, table.cells, strict=True):
        having = {r for r, cell in zip(table.reports, row, strict=True) if cell != "silent"}
        assert having == set(claims[claim].reports)
        assert ("adds" in row) == (len(having) == 1)
        assert ("conflicts" in row) == (claims[claim].relation == "conflict")
    assert all(claims[c].reports == (report,) for report, alone in table.only_in().items() for c in alone)
    assert all(set(claims[c].reports) == own - {r} for r, missed in table.missing_in().items() for c in missed for own in [set(table.reports)])
