"""What fills the places of a statement, and which places two statements fill with other things."""

from __future__ import annotations

import pytest

from benchmarks.claim_pairs import joined
from crossread.compare.same_fact.roles import read_roles
from crossread.compare.same_fact.wording import stem, stems_of


def test_places_of_a_statement() -> None:
    own = "Police arrested the owner of the garage in the bank's yard"
    roles = read_roles(own, {"agent": ["Police"], "patient": ["the owner of the garage"]}, {}, stems_of(own), stem("arrest"))
    assert roles.heads == {"agent": {stem("police")}, "patient": {stem("owner"), stem("garage")}}
    assert roles.after[f"{stem('owner')} of"] == {stem("garage")}
    assert roles.before[stem("yard")] == {stem("bank")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The duke paid a visit to Nelm", "The goalkeeper paid a visit to Nelm"),
        ("The price of barley fell by 6 per cent", "The price of copper fell by 6 per cent"),
        ("About 170 anglers live on the lake", "About 170 anglers were fined in autumn"),
    ],
)
def test_two_that_differ_in_one_place_are_two_claims(one: str, other: str) -> None:
    assert joined([[one, other], ["The opera opens in March", "The opera opens in March"]]) == [False, True]
