"""A share and the whole that it is of: how many that makes, and what is no answer."""

from __future__ import annotations

import pytest

from tests.compare.test_groups import differences_between, is_one_claim, read_texts

HEAD = "News in brief\n\n"


def kinds_between(one: str, other: str) -> set[str]:
    dossier = read_texts(f"{HEAD}{one}.", f"{HEAD}{other}.")
    return differences_between(dossier, one, other) if is_one_claim(dossier, one, other) else {"apart"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A third of the 900 seats in the Korsby arena were empty on Saturday", "Three hundred seats in the Korsby arena were empty on Saturday"),
        ("One in five of the 400 houses in Korsby was damaged", "Eighty houses in Korsby were damaged"),
        ("Half of the $800 million fund has been spent", "$400 million of the fund has been spent"),
        ("More than half of the 800 workers have gone back to work", "Some 450 workers have gone back to work"),
        ("Half of the 60 pupils at the Korsby school fell ill on Monday", "Half of the pupils at the Korsby school fell ill on Monday"),
        ("Twelve of the 40 passengers were hurt", "Twelve passengers were hurt"),
    ],
)  # fmt: skip
def test_a_share_of_a_known_whole_says_how_many(one: str, other: str) -> None:
    assert kinds_between(one, other) <= {"rounding"}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("Half of the 60 pupils at the Korsby school fell ill on Monday", "Twelve pupils at the Korsby school fell ill on Monday", "figure"),
        ("30 of the 180 workers at the Korsby plant fell ill", "22 workers at the Korsby plant fell ill", "figure"),
        ("22 of the 190 workers at the Korsby plant fell ill", "22 of the 180 workers at the Korsby plant fell ill", "figure"),
        ("22 of the 180 workers at the Korsby plant fell ill", "180 workers at the Korsby plant fell ill", "scope"),
    ],
)  # fmt: skip
def test_the_whole_is_no_answer_beside_its_part(one: str, other: str, kind: str) -> None:
    assert kinds_between(one, other) == {kind}
