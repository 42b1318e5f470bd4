"""Who denies a thing contradicts who says so, however the denial is put; a denial of another thing does not."""

from __future__ import annotations

import pytest

from tests.compare.test_clashes import HEAD, kinds_between
from tests.compare.test_groups import read_texts

DENIED = [
    ("Colonel Jon Berg denied that he fired on the crowd in Korsby", "Colonel Jon Berg fired on the crowd in Korsby, villagers said"),
    ("Mayor Ada Holm denied taking a bribe", "Mayor Ada Holm took a bribe, a witness said"),
    ("In a tweet, striker Jon Berg denied having signed for Lowgate", "Jon Berg signed for Lowgate on Sunday, the club said"),
    ("Through her lawyer, Ada Holm denied setting the fire", "Neighbours say Ada Holm set the fire"),
    ("The brewer Nexor refuted a report that it had laid off 60 drivers", "Nexor laid off 60 drivers last week, the union said"),
    ("Inspector Greta Moll denied she had struck the boy but acknowledged that she had locked him in", "Inspector Greta Moll struck the boy, his mother said"),
    ("We did not pay the hijackers, Minister Jon Berg said", "Officials say the government paid the hijackers"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DENIED)
def test_who_denies_a_thing_contradicts_who_says_so(one: str, other: str) -> None:
    dossier = read_texts(f"{HEAD}{one}.", f"{HEAD}{other}.")
    [claim] = [c for c in dossier.claims if any(d.kind == "polarity" for d in c.differences)]
    assert claim.relation == "conflict"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nexor denied that it would close its plant in Korsby", "Nexor will close a plant in Orrick"),
        ("Ada Holm denied that Jon Berg shot the dog", "Greta Moll shot the dog, a neighbour said"),
    ],
)
def test_a_denial_of_another_thing_contradicts_nobody(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)
