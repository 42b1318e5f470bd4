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
        ("No injuries were reported in the fire at the Korsby mill", "Five workers were injured in the fire at the Korsby mill"),
        ("No one was hurt in the fire at the Korsby mill", "A hospital said that one woman was hurt in the fire at the Korsby mill"),
        ("Nobody was killed or injured in the blast at the Korsby plant", "Five workers were injured in the blast at the Korsby plant"),
        ("Not a single worker was injured in the fire at the Korsby mill", "Five workers were injured in the fire at the Korsby mill"),
        ("Neither of the two workers was injured in the fire at the Korsby mill", "Two workers were injured in the fire at the Korsby mill"),
        ("The blast at the Korsby plant passed off without any injuries", "Five workers were injured in the blast at the Korsby plant"),
        ("No deaths or serious injuries were reported in the crash near Korsby", "Two people died in the crash near Korsby"),
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
        ("No deaths or serious injuries were reported in the crash near Korsby", "Two people were injured in the crash near Korsby"),
        ("There were no injuries among passengers in the crash near Korsby", "Two drivers were injured in the crash near Korsby"),
        ("The driver suffered no injuries in the crash near Korsby", "Two passengers were injured in the crash near Korsby"),
        ("Nobody was killed in the floods in Korsby", "Nobody died in the floods in Korsby"),
    ],
)  # fmt: skip
def test_none_of_others_is_none(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("No sooner had the alarm gone off than five workers were injured at the Korsby mill", "Five workers were injured at the Korsby mill"),
        ("There is no doubt that five workers were injured in the fire at the Korsby mill", "Five workers were injured in the fire at the Korsby mill"),
        ("No more than five workers were injured in the fire at the Korsby mill", "Five workers were injured in the fire at the Korsby mill"),
        ("No fewer than nine guests were hurt in the blast at the Korsby inn", "Nine guests were hurt in the blast at the Korsby inn"),
        ("The ferry that sank off Korsby had no life jackets", "Two people died on the ferry that sank off Korsby"),
    ],
)  # fmt: skip
def test_a_no_that_counts_nobody_out_denies_no_figure(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)
