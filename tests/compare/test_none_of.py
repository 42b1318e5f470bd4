"""None beside some: whoever says that nobody was hurt contradicts whoever counts the hurt."""

from __future__ import annotations

import pytest

from tests.compare.test_shares import kinds_between


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fire at the Korsby mill caused no injuries", "Five workers were injured in the fire at the Korsby mill"),
        ("There were no casualties in the blast at the Korsby plant", "Two workers died in the blast at the Korsby plant"),
        ("No arrests were made at the march in Korsby on Sunday", "Twelve people were arrested at the march in Korsby on Sunday"),
        ("No one was hurt in the fire at the Korsby mill", "A hospital said that one woman was hurt in the fire at the Korsby mill"),
    ],
)  # fmt: skip
def test_none_beside_some_is_a_contradiction(one: str, other: str) -> None:
    assert "polarity" in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("There were no deaths in the fire at the Korsby mill", "Five workers were injured in the fire at the Korsby mill"),
        ("There were no serious injuries in the crash near Korsby", "Two people were slightly injured in the crash near Korsby"),
        ("No police officers were hurt in the clashes in Korsby", "Nine protesters were hurt in the clashes in Korsby"),
        ("Nobody was killed in the floods in Korsby", "Nobody died in the floods in Korsby"),
    ],
)  # fmt: skip
def test_none_of_others_is_none(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)
