"""Deeds that cannot both be so, whoever they are told of; and events that only look like one."""

from __future__ import annotations

import pytest

from crossread.languages.calendar import period
from crossread.languages.concepts import excluded, is_converse, opposed_deeds, opposed_words, quantifier
from tests.compare.test_groups import is_one_claim, read_texts

HEAD = "News in brief\n\n"
CLASHES = [
    ("A jury in Korsby found Ada Holm guilty of fraud on Monday", "A jury in Korsby cleared Ada Holm of fraud on Monday"),
    ("Rescuers found the missing climber Ada Holm alive on Monday", "Rescuers recovered the body of the missing climber Ada Holm on Monday"),
    ("Nexor reported a net profit of 40 million euros for the year", "Nexor reported a net loss of 40 million euros for the year"),
    ("Korsby Glass has agreed to buy Orrick Optics for 640 million crowns", "Orrick Optics has agreed to buy Korsby Glass for 640 million crowns"),
    ("The Korsby book fair took place on Saturday", "A burst pipe forced the organisers to call off the Korsby book fair on Saturday"),
    ("Ada Holm beat Jon Berg in the primary on Sunday", "Jon Berg celebrated a victory over Ada Holm in the primary on Sunday"),
    ("The director of the Korsby museum, Ada Holm, was dismissed on Monday", "The director of the Korsby museum, Ada Holm, resigned on Monday"),
    ("The court in Korsby upheld the sentence of Ada Holm on Monday", "The court in Korsby upheld the appeal of Ada Holm against her sentence on Monday"),
    ("The Korsby council voted on Monday to close the lido", "The Korsby council voted on Monday against closing the lido"),
    ("The Korsby council voted on Monday to close the lido", "The Korsby council voted on Monday against the closure of the lido"),
    ("Nexor has decided to keep its yard in Korsby", "Nexor has decided not to keep its yard in Korsby"),
    ("Jon Berg was still on the run on Monday evening", "Jon Berg was in custody on Monday evening"),
    ("The cyclist escaped without a scratch on Monday", "The cyclist was taken to hospital with a broken collarbone on Monday"),
    ("The fire near Korsby was under control on Monday", "The fire near Korsby was out of control on Monday"),
    ("The unions are in favour of the new law", "The unions are against the new law"),
    ("The council lifted the night curfew in Korsby on Friday", "The council extended the night curfew in Korsby on Friday"),
    ("Troops entered the town of Korsby on Monday", "Troops pulled out of the town of Korsby on Monday"),
    ("The rebels handed over the hostages in Korsby on Sunday", "The rebels kept the hostages in Korsby on Sunday"),
    ("The vaccine was effective in the Korsby trial", "The vaccine was ineffective in the Korsby trial"),
    ("The pilot ignored the warning from Korsby", "The pilot heeded the warning from Korsby"),
    ("The number of cholera cases in Korsby rose on Monday", "The number of cholera cases in Korsby fell on Monday"),
]  # fmt: skip
AGREE = [
    ("Ada Holm beat Jon Berg on Sunday", "Jon Berg lost to Ada Holm on Sunday"),
    ("Nexor sold two tankers to Soria on Monday", "Soria bought two tankers from Nexor on Monday"),
    ("The Korsby book fair was cancelled on Saturday", "A burst pipe forced the organisers to call off the Korsby book fair on Saturday"),
    ("The flood destroyed the bridge at Korsby", "The flood not only destroyed the bridge at Korsby"),
    ("The court dismissed Jon Berg's appeal against his conviction on Monday", "The court upheld Jon Berg's conviction on Monday"),
    ("Nexor plans to open 20 shops in Korsby", "Nexor wants to open 20 shops in Korsby"),
    ("The Korsby council decided on Monday against building a lido", "The Korsby council decided on Monday not to build a lido"),
    ("Police caught Jon Berg in Korsby on Monday", "Jon Berg, who was caught in Korsby on Monday, had been on the run"),
    ("Jon Berg broke his ankle in Korsby on Monday", "Jon Berg was taken to hospital with a broken ankle in Korsby on Monday"),
    ("The truck hit a wall in Korsby on Monday", "The lorry hit a wall in Korsby on Monday"),
    ("Korsby Glass has agreed to buy Orrick Optics for 640 million crowns", "Orrick Optics is to be bought by Korsby Glass for 640 million crowns"),
    ("The two unions agreed on Monday to merge", "The two unions decided on Monday to merge"),
    ("The Korsby tunnel is closed until Monday because of rockfall", "The Korsby tunnel will reopen on Monday"),
    ("Vets in Korsby destroyed 400 cows on Monday", "Vets in Korsby destroyed 400 cattle on Monday"),
    ("There were no survivors among the nine climbers in Korsby", "All nine climbers in Korsby were killed"),
    ("Troops entered the town of Korsby on Monday", "Troops moved into the town of Korsby on Monday"),
    ("The mayor of Korsby apologised for the delay on Monday", "The mayor of Korsby said sorry for the delay on Monday"),
    ("The number of cholera cases in Korsby has risen to 90", "Some 90 people have fallen ill with cholera in Korsby"),
]  # fmt: skip
OF_OTHERS = [
    ("Vets in Korsby destroyed 400 cattle on Monday", "Vets in Korsby destroyed 400 sheep on Monday"),
    ("About 300 homes in Korsby were without gas on Monday", "About 300 homes in Korsby were without running water on Monday"),
    ("Nine miners were found alive in Korsby on Monday", "Nine miners were still missing in Korsby on Monday"),
    ("The Blue List won 31 percent of the vote in East Korsby", "The Blue List won 44 percent of the vote in Port Korsby"),
]  # fmt: skip
TWO_PERIODS = [
    ("There have been 64 avalanches in Korsby this month", "There were 48 avalanches in Korsby last year"),
]
TWO_EVENTS = [
    ("Ada Holm won a gold medal in Korsby on Sunday", "Greta Moll won a gold medal in Korsby on Sunday"),
    ("Nexor Air cancelled 40 flights on Thursday because of fog", "Soria Airlines cancelled 40 flights on Thursday because of fog"),
]


def kinds_between(one: str, other: str) -> set[str]:
    dossier = read_texts(f"{HEAD}{one}.", f"{HEAD}{other}.")
    return {x.kind for claim in dossier.claims for x in claim.differences}


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_opposite_deeds_of_one_party_clash(one: str, other: str) -> None:
    assert "polarity" in kinds_between(one, other)


@pytest.mark.parametrize(("one", "other"), AGREE)
def test_one_deed_told_from_two_sides_is_no_difference(one: str, other: str) -> None:
    assert not kinds_between(one, other) & {"polarity", "status", "scope", "figure"}


@pytest.mark.parametrize(("one", "other"), OF_OTHERS)
def test_what_is_told_of_others_is_another_scope_and_no_agreement(one: str, other: str) -> None:
    found = kinds_between(one, other)
    assert "figure" not in found and ("scope" in found or not is_one_claim(read_texts(f"{HEAD}{one}.", f"{HEAD}{other}."), one, other))


@pytest.mark.parametrize(("one", "other"), TWO_EVENTS + TWO_PERIODS)
def test_what_two_parties_do_is_not_one_claim(one: str, other: str) -> None:
    assert not is_one_claim(read_texts(f"{HEAD}{one}.", f"{HEAD}{other}."), one, other)


def test_figures_of_other_periods_are_no_conflict() -> None:
    one = "The sales of Nexor rose 5 percent in the first half of the year"
    assert "figure" not in kinds_between(one, "The sales of Nexor rose 2 percent in the second quarter of the year")


@pytest.mark.parametrize(
    ("phrase", "taken"),
    [
        ("All 62 passengers of the ferry", "all"),
        ("Only 40 of the 62 passengers", "part"),
        ("Almost all members", "part"),
        ("Not all schools", "part"),
        ("two thirds of the board", "part"),
        ("None of the 30", "none"),
        ("Some 300 people", ""),
        ("the 40 homes", ""),
        ("The president of the club", ""),
    ],
)
def test_how_much_a_phrase_takes(phrase: str, taken: str) -> None:
    assert quantifier(phrase) == taken


@pytest.mark.parametrize(("one", "other"), [("fair", "unfair"), ("complete", "incomplete"), ("honest", "dishonest"), ("binding", "non-binding")])
def test_a_syllable_makes_an_adjective_its_opposite(one: str, other: str) -> None:
    assert opposed_words(one, other) and opposed_words(other, one)


@pytest.mark.parametrize(("one", "other"), [("valuable", "invaluable"), ("different", "indifferent"), ("formed", "informed"), ("able", "stable")])
def test_what_only_looks_like_a_denial_is_none(one: str, other: str) -> None:
    assert not opposed_words(one, other)


def test_periods_are_told_apart_by_length_and_number() -> None:
    half, quarter, third = (period(p) for p in ("the first half of the year", "the second quarter", "the third quarter"))
    assert half is not None and quarter is not None and third is not None
    assert half.is_apart(quarter) and quarter.is_apart(third)
    months, march = period("the three months to June"), period("March")
    assert months is not None and not months.is_apart(quarter)
    assert march is not None and march.number == 3
    assert period("14 March") is None and period("Monday") is None


def test_deeds_and_states_stand_against_one_another() -> None:
    assert opposed_deeds("find-guilty", "acquit") and opposed_deeds("guilty", "not-guilty")
    assert opposed_deeds("alive", "die") and not opposed_deeds("alive", "recover")
    assert is_converse("sell", "buy") and not is_converse("open", "close")
    assert excluded("sack", "resign") and not excluded("sack", "fire")


TWO_THINGS = [
    ("Nexor will close its Korsby plant in June with the loss of 90 jobs", "Nexor will close its Orrick plant in July with the loss of 150 jobs"),
    ("The north wing of the hospital will be closed for two weeks", "The south wing of the hospital will be closed for five weeks"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), TWO_THINGS)
def test_what_is_told_of_two_things_of_one_kind_does_not_clash(one: str, other: str) -> None:
    assert not kinds_between(one, other) & {"figure", "polarity", "revision"}


def test_what_is_told_of_one_thing_does() -> None:
    one = "Nexor will close its Korsby plant in June with the loss of 90 jobs"
    assert kinds_between(one, one.replace("90", "150")) & {"figure", "revision"}


def test_one_number_in_two_units_clashes_and_the_same_measure_does_not() -> None:
    one = "The new runway of Korsby airport is 900 metres long"
    assert "figure" in kinds_between(one, one.replace("metres", "feet"))
    assert "figure" not in kinds_between(one, one.replace("900 metres", "2,950 feet"))


def test_the_winner_is_one_though_a_report_was_read_to_take_the_club_for_a_man() -> None:
    one = "Home side Lowgate beat Marbury in Sunday's hockey final"
    assert "polarity" in kinds_between(one, "Marbury won Sunday's hockey final against Lowgate 3-2 after extra time")


IN_DELBY = "A fire destroyed a furniture warehouse in Delby on Sunday"


def test_the_like_at_another_place_is_another_event_where_a_third_report_has_the_first() -> None:
    elsewhere, third = IN_DELBY.replace("Delby", "Orrin"), "A furniture warehouse in Delby was gutted by fire on Sunday"
    dossier = read_texts(f"{HEAD}{IN_DELBY}.", f"{HEAD}{elsewhere}.", f"{HEAD}{third}.")
    assert is_one_claim(dossier, IN_DELBY, third)
    assert not is_one_claim(dossier, IN_DELBY, elsewhere)


def test_a_place_told_closer_is_no_other_place() -> None:
    assert "scope" not in kinds_between(IN_DELBY, IN_DELBY.replace("Delby", "Delby's Mill Street"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The river at Korsby rose above the flood mark on Sunday", "The river at Korsby stayed below the flood mark on Sunday"),
        ("The vote in Korsby took place before the debate", "The vote in Korsby took place after the debate"),
        ("Nexor exported the pumps with a licence", "Nexor exported the pumps without a licence"),
    ],
)  # fmt: skip
def test_opposite_prepositions_before_the_same_words_clash(one: str, other: str) -> None:
    assert "polarity" in kinds_between(one, other)


@pytest.mark.parametrize(("one", "other"), [("Prices in Korsby stayed below 3 crowns", "Prices in Korsby stayed under 3 crowns"), ("The mine in Korsby shut after the accident", "The mine in Korsby shut in May after the accident")])
def test_like_prepositions_do_not(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mayor Ada Holm is going to finish the term", "Mayor Ada Holm is not going to say who paid for the tram"),
        ("Normal service on the Korsby line was restored", "Normal service on the Korsby line may not be restored before Monday"),
        ("Lieutenant Jon Berg had called him a thief, the court heard", "Jon Berg said Ole Tarn had called him a thief"),
    ],
)
def test_what_is_open_or_told_of_another_deed_or_of_him_alone_denies_nothing(one: str, other: str) -> None:
    assert "polarity" not in kinds_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The jobless rate in Korsby rose to 4 percent in the spring", "The jobless rate in Korsby rose by 4 percentage points in the spring"),
        ("After two years of calm, the jobless rate in Korsby rose to 4 percent in the spring quarter", "The jobless rate in Korsby rose by 4 percentage points in the spring quarter"),
        ("Bread prices in Korsby rose to 4 crowns in May", "Bread prices in Korsby rose by 4 crowns in May"),
        ("The debt of Korsby fell to 20 million crowns last year", "The debt of Korsby fell by 20 million crowns last year"),
        ("The bank in Korsby raised its lending rate to 3 percent on Monday", "The bank in Korsby raised its lending rate by 3 percentage points on Monday"),
    ],
)
def test_a_level_and_a_change_by_one_number_are_no_agreement(one: str, other: str) -> None:
    assert kinds_between(one, other) == {"scope"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Inflation in Korsby rose to 6.2 percent in May", "Inflation in Korsby rose by 0.3 percentage points in May"),
        ("The jobless rate in Korsby rose by 4 points to 9 percent in May", "The jobless rate in Korsby rose by 4 percentage points in May"),
        ("The mill in Korsby cut 200 jobs on Monday", "The mill in Korsby axed 200 jobs on Monday"),
        ("The bank in Korsby raised its lending rate to 3 percent on Monday", "The bank in Korsby raised its lending rate from 2 to 3 percent on Monday"),
    ],
)
def test_a_level_and_the_change_that_led_to_it_agree(one: str, other: str) -> None:
    assert not kinds_between(one, other) & {"scope", "figure", "polarity"}
