"""Two reports that are one sentence but for a word or two: what such words tell, and what they do not."""

from __future__ import annotations

import pytest

from tests.compare.test_clashes import HEAD
from tests.compare.test_groups import differences_between, is_one_claim, read_texts
from tests.compare.test_shares import kinds_between

PART = [
    ("Rebel gunboats shelled a coastguard cutter near the Arle islands on Sunday", "A coastguard cutter shelled rebel gunboats near the Arle islands on Sunday"),
    ("Guards fired on the strikers outside the Korsby mill", "The strikers fired on guards outside the Korsby mill"),
    ("The ferry left Velm at noon on Friday with 40 passengers", "The ferry left Orde at noon on Friday with 40 passengers"),
    ("The explosion began in the boiler room", "The explosion began in the loading bay"),
    ("The fire at the Grand Hotel started in the kitchen on Thursday", "The fire at the Grand Hotel started in the attic on Thursday"),
    ("Velm beat Korsby 2-1 in the cup final", "Velm beat Korsby 3-1 in the cup final"),
    ("The patient was given the wrong drug on Monday", "The patient was given the right drug on Monday"),
    ("The ship was carrying grain to Velm", "The ship was carrying oil to Velm"),
    ("The clerk was shot in the leg on Monday", "The clerk was shot in the chest on Monday"),
    ("Doctors said that the miner's condition was stable", "Doctors said that the miner's condition was critical"),
    ("The gunman was arrested at his home in Velm", "The gunman was killed at his home in Velm"),
    ("Nexor denied that it had paid bribes in Velm", "Nexor admitted that it had paid bribes in Velm"),
]  # fmt: skip
ONE = [
    ("The council met the strikers on Monday in Velm", "The strikers met the council on Monday in Velm"),
    ("Karl Prebus, chairman of the Velm party, resigned", "Karl Preibus, chairman of the Velm party, resigned"),
    ("The U.N. sent tents to Velm on Monday", "The UN sent tents to Velm on Monday"),
    ("The fire started in the mayor's attic in Velm", "The fire started in the mayor’s attic in Velm"),
    ("Velm beat Korsby 2-1 in the cup final", "Velm beat Korsby 2–1 in the cup final"),
    ("The fire started in the main square of Velm", "The fire started in the central square of Velm"),
    ("The fire started on the roof of the store in Velm", "The fire began on the roof of the store in Velm"),
    ("Nexor bought the Arle mill for 3 million euros", "The Arle mill was sold to Nexor for 3 million euros"),
    ("The council rejected the plan to widen the road", "The plan to widen the road was thrown out by the council"),
    ("Schools in Velm will stay closed on Saturday", "Schools in Velm will not reopen on Saturday"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), PART)
def test_one_sentence_but_for_what_matters_is_no_agreement(one: str, other: str) -> None:
    dossier = read_texts(f"{HEAD}{one}.", f"{HEAD}{other}.")
    assert differences_between(dossier, one, other) or not is_one_claim(dossier, one, other)


@pytest.mark.parametrize(("one", "other"), ONE)
def test_one_thing_in_other_words_has_no_difference(one: str, other: str) -> None:
    assert not kinds_between(one, other)
    assert not kinds_between(other, one)


OF_TWO = [
    ("The total repair time will be around twelve days, Nexor said", "Nexor's first guess was that the break would take 12 days to fix"),
    ("Karl Venn Placed on Injured Reserve by Velm Saints", "Velm Saints placed Karl Venn on injured reserve Wednesday"),
    ("The Bluejays beat Orde 65-53 in the quarterfinals on Friday", "The Bluejays helped themselves to a 65-53 victory over Orde in the quarterfinals on Friday"),
    ("The war in Orde may not be winnable, the general said", "The war in Orde is unwinnable, the general said"),
]


@pytest.mark.parametrize(("one", "other"), OF_TWO)
def test_opposite_words_of_two_things_are_no_conflict(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)
