"""The exchange: what is read, what must not be, and its precision and recall on the labelled passages."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.exchange import EXCHANGE, OWN, RELATIONS, score_cases, score_own
from crossread.model import Exchange, Reading, Report
from crossread.reading.reading import read_report

FLOORS = json.loads((Path(__file__).parent.parent / "data/floors.json").read_text("utf-8"))["exchange"]


def read(nlp: Any, text: str) -> Reading:
    return read_report(Report(id="r", path="r.txt", text=text), nlp)


def lines(records: Iterable[Exchange]) -> set[tuple[str, ...]]:
    """Return (kind, item, slot=name, …) of each record."""
    found = set()
    for x in records:
        sides = [f"{slot}={p.name}" for slot in ("party", "giver", "receiver", "by") if (p := getattr(x, slot))]
        found.add((x.kind, x.item, *sides))
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ostria has 300 tanks and 40 helicopters.", {("holds", "300 tanks", "party=Ostria"), ("holds", "40 helicopters", "party=Ostria")}),
        ("Ostria is running low on shells and fuel.", {("needs", "shells", "party=Ostria"), ("needs", "fuel", "party=Ostria")}),
        ("The carrier Bluewing is in dire need of pilots.", {("needs", "pilots", "party=Bluewing")}),
        ("Ostria depends on Velland for gas.", {("needs", "gas", "party=Ostria", "giver=Velland")}),
        ("Ostria has asked Velland for 12 boats.", {("needs", "12 boats", "party=Ostria", "giver=Velland")}),
        ("Bluewing has too few crews.", {("needs", "too few crews", "party=Bluewing")}),
        ("Velland could step in with grain.", {("offers", "grain", "giver=Velland")}),
        ("Velland promised to send Ostria 30 trucks.", {("offers", "30 trucks", "giver=Velland", "receiver=Ostria")}),
        ("Ostria was given 90 rifles by Velland.", {("transfers", "90 rifles", "giver=Velland", "receiver=Ostria")}),
        ("The Corran Council was lent 9 million crowns by the Bank of Velland.", {("transfers", "9 million crowns", "giver=Bank of Velland", "receiver=Corran Council")}),
        ("The Lenz Museum was given a silver globe by the heirs.", {("transfers", "a silver globe", "giver=the heirs", "receiver=Lenz Museum")}),
        ("Velland handed 20 captured sailors to Ostria in return for 35 fishermen.", {("transfers", "20 captured sailors", "giver=Velland", "receiver=Ostria")}),
        ("Velland supplied Ostria with 90 rifles.", {("transfers", "90 rifles", "giver=Velland", "receiver=Ostria")}),
        ("Ostria is banned from exporting weapons.", {("bars", "weapons", "party=Ostria")}),
        ("Ostria may not sell its airline before 2030.", {("bars", "its airline", "party=Ostria")}),
        ("Velland accused Ostria of supplying the rebels with rifles.", {("transfers", "rifles", "giver=Ostria", "receiver=the rebels")}),
        ("Ostria was accused of selling tanks to the rebels.", {("transfers", "tanks", "giver=Ostria", "receiver=the rebels")}),
        ("The town received offers of help from Velland.", {("offers", "help", "giver=Velland", "receiver=The town")}),
        ("The farm is short of feed and straw.", {("needs", "feed", "party=The farm"), ("needs", "straw", "party=The farm")}),
        ("The charity sent tents, blankets and medicine to Ostria.", {("transfers", i, "giver=The charity", "receiver=Ostria") for i in ("tents", "blankets", "medicine")}),
        ("Velland will give its rival two berths in return.", {("transfers", "two berths", "giver=Velland", "receiver=rival")}),
        ("Ostria signed a contract for 40 tonnes of coal.", {("transfers", "40 tonnes of coal", "receiver=Ostria")}),
        ("“We have 40 boats,” the harbour master said.", {("holds", "40 boats", "party=the harbour master")}),
        ("Bosses paid the strikers £3.5m in compensation.", {("transfers", "£3.5m in compensation", "giver=Bosses", "receiver=the strikers")}),
        ("Ostria has asked Velland to lend it 12 boats.", {("needs", "12 boats", "party=Ostria", "giver=Velland")}),
        ("The law forbids foreign firms from owning farmland.", {("bars", "farmland", "party=foreign firms", "by=The law")}),
        ("Sanctions imposed by the European Union prevent Ostria from selling diamonds.", {("bars", "diamonds", "party=Ostria", "by=European Union")}),
        ("It is illegal for shops in the city to sell fireworks.", {("bars", "fireworks", "party=shops in the city")}),
        ("The handover of 200 tanks by Germany to Ukraine was completed in May.", {("transfers", "200 tanks", "giver=Germany", "receiver=Ukraine")}),
        ("Germany's purchase of 40 jets from Sweden was approved by parliament.", {("transfers", "40 jets", "giver=Sweden", "receiver=Germany")}),
        ("The island is dependent on the mainland for its water.", {("needs", "its water", "party=The island", "giver=the mainland")}),
        ("Velland stopped sending coal to Ostria.", {("bars", "coal", "party=Ostria", "by=Velland")}),
    ],
)  # fmt: skip
def test_reads_who_has_what(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert wanted <= lines(read(nlp, text).exchange)


@pytest.mark.parametrize(
    "text",
    [
        "The minister has said that she has no plans to resign.",
        "Ostria has held talks with Velland and has a chance of success.",
        "Velland gave a warm welcome to the delegation and paid tribute to its leader.",
        "Ostria does not hold any tanks.",
        "The Velland team received a lot of attention and took a long look at the plan.",
        "Bluewing is not short of pilots.",
        "Fans of the club held up banners and sent a signal to the board.",
        "The project has had its problems.",
        "The inspectors will hand over their findings to the ministry on Monday.",
        "Ostria and Velland signed a contract for 40 tonnes of coal.",
        "“You have our boats,” a placard said.",
        "Doctors treated 200 patients and sent 40 of them home.",
        "The team won three games and lost two to the Hawks.",
        "The ferry ran aground and its passengers were taken ashore by lifeboats.",
        "Jordan Oake had 12 rebounds and six assists.",
        "The judge gave the driver four life sentences.",
        "Ostria should stop arms sales to Velland, the minister said.",
        "Velland was unwilling to let the army send Ostria 30 trucks.",
        "Velland ruled out giving Ostria 30 trucks.",
        "Velland denied selling Ostria 30 trucks.",
    ],
)
def test_light_verbs_idioms_and_denials_give_nothing(nlp: Any, text: str) -> None:
    assert not lines(read(nlp, text).exchange)


def test_a_body_without_a_name_is_none_of_those_named(nlp: Any) -> None:
    """What it says "it" is short of is its own, and "the fund" of a later sentence is that fund; sums end no name."""
    text = (
        "Help for Brenna\n\nThe relief fund said it was short of cash. Ostria sent Brenna 12 trucks. The fund sent Velland 9 tents. "
        "The North Bank lent Arle 40 million dollars. The League will give Brenna 2 billion euros."
    )
    found = {line for line in lines(read(nlp, text).exchange) if line[0] != "offers"}
    assert found - {("transfers", "2 billion euros", "giver=League", "receiver=Brenna")} == {
        ("needs", "cash", "party=The relief fund"),
        ("transfers", "12 trucks", "giver=Ostria", "receiver=Brenna"),
        ("transfers", "9 tents", "giver=The fund", "receiver=Velland"),
        ("transfers", "40 million dollars", "giver=North Bank", "receiver=Arle"),
    }


def test_what_goes_both_ways_is_one_bargain(nlp: Any) -> None:
    found = read(nlp, "Velland sold Ostria 40 trucks in exchange for two million tonnes of wheat.").exchange
    assert {(x.kind, x.giver and x.giver.name, x.receiver and x.receiver.name, x.thing) for x in found} == {
        ("transfers", "Velland", "Ostria", "truck"), ("transfers", "Ostria", "Velland", "wheat"),
    }  # fmt: skip
    assert len({x.bargain for x in found}) == 1 and found[0].bargain


def test_items_of_one_kind_bear_one_name(nlp: Any) -> None:
    text = "Ostria has 1.2 million soldiers. Velland has 900,000 troops. Ostria holds 12 tonnes of gold."
    assert sorted({x.thing for x in read(nlp, text).exchange}) == ["gold", "soldier"]


def test_every_record_stands_in_the_statement_that_carries_it(nlp: Any) -> None:
    reading = read(nlp, "Ostria, which has 300 tanks, needs fuel. Velland will lend it 12 boats, officials said.")
    texts = {s.id: s.text for s in reading.statements}
    assert reading.exchange
    assert all(x.item in " ".join(texts[x.statement].split()) for x in reading.exchange)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # who has none of a thing may need it, and what he has none of is named without the "no"
        ("The village does not have a doctor.", {("needs", "a doctor", "party=The village")}),
        ("Velland has no need for ferries.", set()),
        # a sum told in other money is no second one
        ("Norvane submitted a bid of 4.3 billion euros, or about 5 billion dollars.", {("offers", "4.3 billion euros", "giver=Norvane")}),
        ("Norvane paid 300 crowns or 400 crowns.", {("transfers", "300 crowns", "giver=Norvane"), ("transfers", "400 crowns", "giver=Norvane")}),
        ("Mira Pell belongs to the Delta Movement.", set()),
        # what is counted is had, and not what it is kept in
        ("Ostria has 45 boats in its sheds.", {("holds", "45 boats", "party=Ostria")}),
        ("Velland gave its rival 40 boats.", {("transfers", "40 boats", "giver=Velland", "receiver=rival")}),
        ("Velland handed over 20 boats to Ostria.", {("transfers", "20 boats", "giver=Velland", "receiver=Ostria")}),
        ("The mayor spared thousands of tenants from eviction.", set()),
        ("The club made goalkeeper Tom Orr an offer of 4 million euros.", {("offers", "4 million euros", "giver=The club", "receiver=Tom Orr")}),
        ("In order to get loans from the League, the government announced cuts.", {("needs", "loans", "party=the government", "giver=League")}),
        ("More than two dozen pumps were brought to the scene.", set()),
        ("Thieves stole 3 million euros worth of old paintings from the museum.", {("transfers", "3 million euros worth of old paintings", "giver=the museum", "receiver=Thieves")}),
        # to whom a thing is offered, whoever offers it
        ("Moe was indeed offered the high-profile role.", {("offers", "the high-profile role", "receiver=Moe")}),
    ],
)
def test_what_is_had_is_named_without_what_stands_around_it(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize("part", OWN)
def test_precision_and_recall_hold_on_the_labelled_passages(nlp: Any, part: str) -> None:
    score = score_own(part, nlp)
    for name, kinds in (("exchange", EXCHANGE), ("relations", RELATIONS)):
        precision, recall = (100 * rate for rate in score.rates(kinds))
        least = FLOORS[part][name]
        assert precision >= least[0] and recall >= least[1], (part, name, precision, recall, score.errors)


def test_precision_and_recall_hold_on_the_open_stories(shared: Path) -> None:
    score = score_cases(shared / "cases")
    for name, kinds in (("exchange", EXCHANGE), ("relations", RELATIONS)):
        precision, recall = (100 * rate for rate in score.rates(kinds))
        least = FLOORS["cases"][name]
        assert precision >= least[0] and recall >= least[1], (name, precision, recall)


@pytest.mark.parametrize(
    "text",
    [
        "Hexley paid dearly for a missed penalty.",
        "Torrin paid the price for a slow start.",
        "The rector of Arden University said that the papers had been stolen from a safe.",
        "The museum's director said a Roman coin was stolen from a drawer.",
        "The court lent its ear to the widows.",
        "The union spurned an offer to pay the drivers 2,000 euros.",
    ],
)
def test_figures_of_speech_tellers_and_containers_make_no_record(nlp: Any, text: str) -> None:
    assert lines(read(nlp, text).exchange) == set()


def test_who_makes_an_offer_is_its_giver_and_who_rejects_it_is_not(nlp: Any) -> None:
    found = lines(read(nlp, "Belmark has turned down an offer by Tarkia to sell it 40 buses.").exchange)
    assert ("offers", "40 buses", "giver=Tarkia", "receiver=Belmark") in found
    assert not any(kind == "transfers" for kind, *_ in found)


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("A patrol stopped the Velland navy from delivering 200 rifles to Ostria.", False),
        ("Velland forgot to send 200 rifles to Ostria.", False),
        ("Instead of sending 200 rifles to Ostria, the Velland army kept them.", False),
        ("Velland was wrongly accused of sending 200 rifles to Ostria.", False),
        ("Velland did not fail to deliver 200 rifles to Ostria.", True),
        ("Velland delivered 200 rifles to Ostria.", True),
    ],
)
def test_what_somebody_is_kept_from_changes_no_hands(nlp: Any, text: str, done: bool) -> None:
    found = [x for x in read(nlp, text).exchange if x.kind == "transfers" and x.receiver is not None]
    assert bool(found) == done, lines(found)


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("In her will Maren Osk left the Tollgate museum 400 puppets.", True),
        ("Mira Pell left the Arle library 2,000 letters in her will, a notary said.", True),
        ("Mira Pell left the hall 40 puppets behind.", False),
        ("In his will Hugo Brand left instructions to the town.", False),
        ("In her will Mira Pell left her three children nothing.", False),
    ],
)
def test_anything_that_is_counted_can_be_left_in_a_will(nlp: Any, text: str, given: bool) -> None:
    assert any(x.kind == "transfers" and x.receiver for x in read(nlp, text).exchange) == given


def test_an_estate_gives_what_its_owner_left(nlp: Any) -> None:
    found = lines(read(nlp, "The Sandrigg lifeboat station has received 9,000 pounds from the estate of Enid Crowle.").exchange)
    assert ("transfers", "9,000 pounds", "giver=the estate of Enid Crowle", "receiver=The Sandrigg lifeboat station") in found, found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Many of the farms need water.", {("needs", "water", "party=the farms")}),
        ("The farmers asked to be lent 40 trucks.", {("needs", "40 trucks", "party=The farmers")}),
        ("The firm's shortage of drivers in Arle grew.", {("needs", "drivers", "party=The firm")}),
        ("Sweden supplied Germany's purchase of 40 jets.", {("transfers", "40 jets", "giver=Sweden", "receiver=Germany")}),
        ("Velland let the rebels use its ports.", {("transfers", "its ports", "giver=Velland", "receiver=the rebels")}),
    ],
)
def test_who_needs_or_gets_something_is_who_the_words_around_it_say(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Ostria has no need for troops.",
        "There was no shortage of water in Arle.",
        "Ostria was less dependent than Velland.",
        "Morale is running low on the boats.",
        "Velland let the rebels use its name.",
        "The boats from which Ostria buys lie in the harbour.",
    ],
)
def test_no_need_and_nothing_that_can_be_had_give_nothing(nlp: Any, text: str) -> None:
    assert lines(read(nlp, text).exchange) == set()


def test_who_bids_for_shares_needs_them_and_offers_the_sum_in_return(nlp: Any) -> None:
    found = read(nlp, "Velland bid 40 million crowns for the shares.").exchange
    assert lines(found) == {("needs", "the shares", "party=Velland"), ("offers", "40 million crowns", "giver=Velland")}


@pytest.mark.parametrize(
    "text",
    [
        "The treaty does not forbid Velland from selling grain abroad.",
        "Nothing in the law bars foreigners from buying land.",
        "The court refused to ban the group from collecting funds.",
        "The school never kept pupils from carrying phones.",
        "The ministry lifted a ban on the sale of fireworks.",
        "Velland ended its embargo on Ostrian wine.",
        "Lawmakers rejected a ban on plastic bags.",
        "The council voted against a ban on plastic bags.",
        "Velland is weighing a ban on Ostrian beef.",
        "Doctors called for a ban on plastic bags.",
        "The union proposed a ban on plastic bags.",
        "The party opposes a ban on diesel cars.",
    ],
)
def test_a_ban_that_is_denied_lifted_or_only_proposed_bars_nobody(nlp: Any, text: str) -> None:
    assert not [x for x in read(nlp, text).exchange if x.kind == "bars"]


@pytest.mark.parametrize(
    "text",
    [
        "The law does not permit Velland to sell grain.",
        "The school kept pupils from carrying phones.",
        "Velland imposed a ban on Ostrian beef.",
        "Velland could lift the ban on Ostrian beef.",
    ],
)
def test_a_ban_that_holds_is_read(nlp: Any, text: str) -> None:
    assert [x for x in read(nlp, text).exchange if x.kind == "bars"]


@pytest.mark.parametrize(
    "text",
    [
        "Velland considered selling Ostria its old frigates.",
        "Velland allowed Tarn Glass to buy 40 trucks from Ostria.",
        "The law lets Velland sell grain to Ostria.",
        "The deal allowed Ostria to receive 30 jets from Velland.",
        "Velland threatened to sell 30 jets to Ostria.",
        "Ostria has yet to receive the 30 jets from Velland.",
        "Velland did not say whether it would send 30 jets to Ostria.",
    ],
)
def test_what_is_only_weighed_allowed_or_asked_changes_no_hands(nlp: Any, text: str) -> None:
    assert not [x for x in read(nlp, text).exchange if x.kind == "transfers"]


@pytest.mark.parametrize(
    ("text", "done"),
    [
        ("“Were these boats sold to Ostria?” asked Mira Pell.", False),
        ("\"Did you sell the boats to Ostria?\" the chairwoman, Mira Pell, asked.", False),
        ("Were 40 boats sold to Ostria? The ministry will not say.", False),
        ("Pell asked: \"Has Velland sold 40 boats to Ostria?\"", False),
        # who asks who, how many or what else takes the deed for done
        ("\"Who sold these boats to Ostria?\" asked Mira Pell.", True),
        ("\"How many boats did you sell to Ostria?\" asked Mira Pell.", True),
        ("Osk Marine sold 40 boats to Ostria, but was it worth it?", True),
        ("Osk Marine sold 40 boats to Ostria. \"What more do you want?\" asked Mira Pell.", True),
    ],
)
def test_what_somebody_asks_whether_it_was_done_changes_no_hands(nlp: Any, text: str, done: bool) -> None:
    assert any(x.kind == "transfers" for x in read(nlp, text).exchange) == done


@pytest.mark.parametrize(
    ("text", "receiver", "item"),
    [
        ("The Ministry of the Interior sent Arle 30 pumps on Tuesday.", "Arle", "30 pumps"),
        ("The charity gave the city of Port Hallmar 200 blankets.", "the city of Port Hallmar", "200 blankets"),
        ("Velland lent the island of Sorn 12 boats.", "the island of Sorn", "12 boats"),
    ],
)
def test_a_town_gets_what_is_counted_behind_its_name(nlp: Any, text: str, receiver: str, item: str) -> None:
    found = [(x.receiver.name, x.item) for x in read(nlp, f"Flood relief\n\n{text}").exchange if x.receiver is not None]
    assert found == [(receiver, item)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The union demanded to be given 40 seats.", {("needs", "40 seats", "party=The union")}),
        ("The islanders pleaded to be sent 40 tents.", {("needs", "40 tents", "party=The islanders")}),
        ("Arle pleaded to be given 40 trucks by Velland.", {("needs", "40 trucks", "party=Arle", "giver=Velland")}),
        ("Velland asked for 30 trucks to be returned by Ostria.", {("needs", "30 trucks", "party=Velland", "giver=Ostria")}),
        ("Ostria wants 40 tents to be handed over by Velland.", {("needs", "40 tents", "party=Ostria", "giver=Velland")}),
        ("The clinic needs 30 beds to be sent by the army.", {("needs", "30 beds", "party=The clinic", "giver=the army")}),
        ("The hospital hopes for 20 pumps to be delivered by Velland.", {("needs", "20 pumps", "party=The hospital", "giver=Velland")}),
        ("Yesterday's shortage of petrol in Arle ended.", {("needs", "petrol", "party=Arle")}),
        ("Monday's shortage of milk in Hallmar closed two shops.", {("needs", "milk", "party=Hallmar")}),
        ("Police are running low on fuel.", {("needs", "fuel", "party=Police")}),
        ("It is the bank from which Ostria borrowed 4 million crowns.", {("transfers", "4 million crowns", "giver=the bank", "receiver=Ostria")}),
        ("The trucks which Arle buys are small.", {("transfers", "The trucks", "receiver=Arle")}),
        ("The boats on which Arle depends are old.", {("needs", "The boats", "party=Arle")}),
    ],
)
def test_what_is_asked_for_or_short_is_needed_and_nothing_has_changed_hands(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "It is a fund to which Arle gives.",
        "The lorries from which Arle buys are small.",
        "The shop to which Velland sells is shut.",
        "Hope is running low on the boats.",
        "Water is running low on the island.",
        "Summer's demand for water was met in Arle.",
        "Winter's demand for gas was met.",
    ],
)
def test_whom_one_gives_to_what_runs_low_and_a_season_are_no_goods_and_no_party(nlp: Any, text: str) -> None:
    assert not lines(read(nlp, text).exchange)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Arle won two tankers from Norvane.", {("transfers", "two tankers", "giver=Norvane", "receiver=Arle")}),
        ("Velland gave its rival 40 boats.", {("transfers", "40 boats", "giver=Velland", "receiver=rival")}),
        ("Arle and Hallmar signed a contract for 40 buses.", set()),
        ("Odo Lund joined Hallmar from Arle in May.", set()),
        ("The army left 40 trucks.", set()),
        ("Norvane moved its Gridvault 3 containers.", set()),
        ("Velland opposed the sale of tanks to Ostria.", set()),
        ("Arle is not running low on fuel.", set()),
        ("Velland bought Velland.", set()),
    ],
)
def test_nothing_is_had_or_given_that_the_words_do_not_tell_of(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # who is given stands before the number, whatever his name is made of
        ("The alliance has promised the N-party two ministries.", {("offers", "two ministries", "giver=The alliance", "receiver=N-party")}),
        ("The alliance has promised two party ministries.", {("offers", "two party ministries", "giver=The alliance")}),
        # what is asked for is no part of whom it is asked of
        ("The Karva governor, Lia Moss, appealed to the capital for diggers.", {("needs", "diggers", "party=Lia Moss", "giver=the capital")}),
        # "from" behind the last of a list is of all
        (
            "Otto Grau received 90,000 francs, a watch and a holiday from Steinbau.",
            {("transfers", item, "giver=Steinbau", "receiver=Otto Grau") for item in ("90,000 francs", "a holiday")},
        ),
        # "both" is no word of the first
        ("The dealer kept both the boat and the money.", {("holds", i, "party=The dealer") for i in ("the boat", "the money")}),
        # charged with a deed like accused of it, and nobody's offer
        ("Two brothers have been charged with smuggling 200 rifles to the Delta rebels.", {("transfers", "200 rifles", "giver=Two brothers", "receiver=the Delta rebels")}),
        ("Police seized the lorry of the brothers.", {("transfers", "the lorry of the brothers", "receiver=Police")}),
        # who is described between commas has none in the name
        ("The rebels, led by Commander Fayo, control 12 mines.", {("holds", "12 mines", "party=The rebels")}),
        # the name behind its noun is of the thing
        ("Ostria handed over the frigate Aurora to Dravia.", {("transfers", "the frigate Aurora", "giver=Ostria", "receiver=Dravia")}),
        # whose licence it is
        ("The board revoked the licence of Norvane.", {("bars", "the licence", "party=Norvane", "by=The board")}),
        # what is demanded has not been handed over
        ("The gang has demanded 70 million crowns from the insurer Covera.", {("needs", "70 million crowns", "party=The gang", "giver=Covera")}),
    ],
)
def test_who_and_what_end_where_they_do(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("The judge barred the firm from trading for two years.", {"trading"}),
        ("The judge barred the firm from selling cars for two years.", {"cars"}),
        ("The judge barred the firm from bidding for land.", {"land"}),
    ],
)
def test_how_long_a_ban_holds_is_not_what_it_bars(nlp: Any, text: str, barred: set[str]) -> None:
    assert {x.item for x in read(nlp, text).exchange if x.kind == "bars"} <= barred


def test_what_a_hired_firm_is_is_no_second_firm(nlp: Any) -> None:
    text = "The firm hired Blackgate, a security company, and handed a copy of the files to the police."
    assert "a security company" not in {x.item for x in read(nlp, text).exchange}


def test_who_owns_a_place_is_no_word_of_its_name(nlp: Any) -> None:
    text = "Police recovered two paintings from a barn owned by a farmer, Nils Bo."
    assert {p.name for x in read(nlp, text).exchange for p in (x.party, x.giver, x.receiver) if p} <= {"Nils Bo", "a barn", "Police"}


@pytest.mark.parametrize(("text", "held"), [("The firm owns a few boats.", True), ("The firm has too few boats.", False)])
def test_a_few_are_held_and_too_few_are_needed(nlp: Any, text: str, held: bool) -> None:
    assert any(x.kind == "holds" for x in read(nlp, text).exchange) is held


def test_a_sum_gets_nothing(nlp: Any) -> None:
    found = lines(read(nlp, "Orde supplied Velm with 40 boats, for which the town paid 3 million crowns.").exchange)
    assert ("transfers", "40 boats", "giver=Orde", "receiver=Velm") in found
    assert not any("crowns" in side for _, _, *sides in found for side in sides)


def test_a_list_that_ends_a_text_is_read(nlp: Any) -> None:
    assert {x.item for x in read(nlp, "The army needs boats and fuel").exchange} == {"boats", "fuel"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # a product has a number in its name, and its maker is no buyer
        ("Osk Systems sold its Vesta Desk 9 package to the city.", {("transfers", "its Vesta Desk 9 package", "giver=Osk Systems", "receiver=the city")}),
        ("Osk Systems sold Vesta its Desk 9 package.", {("transfers", "its Desk 9 package", "giver=Osk Systems", "receiver=Vesta")}),
        # the two of whom the last word tells are no third
        ("Tarn Group has sold its three quarries to Northmoor, both firms said on Monday.", {("transfers", "its three quarries", "giver=Tarn Group", "receiver=Northmoor")}),
        ("Tarn Group has sold its three quarries to Northmoor, the union said on Monday.", {("transfers", "its three quarries", "giver=Tarn Group", "receiver=Northmoor")}),
        # one licence is revoked, whatever its holder is called
        ("The regulator revoked the licence of Borealis's agent, Tarn Freight.", {("bars", "the licence", "party=Tarn Freight", "by=The regulator")}),
        # where things lie gives nothing; whose place it is does, and so does a body
        ("Thieves stole two tractors from a barn near Arle.", {("transfers", "two tractors", "receiver=Thieves")}),
        ("Police took 40 rifles from the depot.", {("transfers", "40 rifles", "receiver=Police")}),
        ("Thieves stole two tractors from Mira Pell's barn.", {("transfers", "two tractors", "giver=Mira Pell", "receiver=Thieves")}),
        ("Thieves stole two drawings from the museum.", {("transfers", "two drawings", "giver=the museum", "receiver=Thieves")}),
        # what somebody wants done with a thing he does not lack
        ("The mayor wanted the money spent on dykes.", set()),
        ("The army needs the road cleared.", set()),
        ("The army wants boats built in Arle.", {("needs", "boats built in Arle", "party=The army")}),
        # whom they broke in on has lost it
        ("The gang broke into the Lenz Museum and stole 40 drawings.", {("transfers", "40 drawings", "giver=Lenz Museum", "receiver=The gang")}),
        ("The gang attacked the guards and bought a car.", {("transfers", "a car", "receiver=The gang")}),
        # praise is given, and so are loans
        ("Coach Bo Hansel gave the keeper much credit after the draw.", set()),
        ("The Bank of Velland gave Norvane a credit of 9 million crowns.", {("transfers", "a credit of 9 million crowns", "giver=Bank of Velland", "receiver=Norvane")}),
    ],
)
def test_who_loses_and_who_gets_is_somebody_and_once(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Hackers attacked Norvane in May and sold the data they stole.",
        "The gang broke into Norvane's network in May and published the data it stole.",
    ],
)
def test_what_a_gang_stole_and_hands_on_was_its_victims(nlp: Any, text: str) -> None:
    found = {(x.giver.name, x.receiver.name) for x in read(nlp, text).exchange if x.giver and x.receiver}
    assert found in ({("Norvane", "Hackers")}, {("Norvane", "The gang")})


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # who is somewhere with a thing has it; not who is there with a smile or with somebody
        ("The gunman fled with 9,000 crowns.", {("holds", "9,000 crowns", "party=The gunman")}),
        ("The clerk returned with a shotgun.", {("holds", "a shotgun", "party=The clerk")}),
        ("The clerk returned with a smile.", set()),
        ("The clerk returned with his wife.", set()),
        ("The man pointed a gun at the guard.", {("holds", "a gun", "party=The man")}),
        ("The reporter pointed a finger at the mayor.", set()),
        # who makes off with a thing has taken it; not who gets away from somebody
        ("Three men made off with 40 rings from the jeweller.", {("transfers", "40 rings", "giver=the jeweller", "receiver=Three men")}),
        ("Four robbers made off with jewellery and watches.", {("transfers", i, "receiver=Four robbers") for i in ("jewellery", "watches")}),
        ("Three men got away from the guards.", set()),
        # what is turned over is handed on, whoever stands first
        ("The office turned over the files to the panel.", {("transfers", "the files", "giver=The office", "receiver=the panel")}),
        ("The boat turned over in the harbour.", set()),
        # a message goes from one to another where somebody sends it
        ("Otto Grau received a private message from Norvane on Monday.", {("transfers", "a private message", "giver=Norvane", "receiver=Otto Grau")}),
        ("The vote sends a clear message to Velland.", set()),
        # whose use of a thing is told
        ("Mira Pell's use of a private email account was disclosed this week.", {("holds", "a private email account", "party=Mira Pell")}),
        ("Mira Pell's use of irony was noted this week.", set()),
    ],
)
def test_having_and_handing_on_are_told_in_more_ways(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # who turns a request down or answers it is not who asked; who sends or renews it is
        ("Ostria rejected a request for tents.", set()),
        ("Ostria denied a request for tents.", set()),
        ("Ostria agreed to a request for tents.", set()),
        ("Ostria renewed its request for tents.", {("needs", "tents", "party=Ostria")}),
        ("Ostria filed a request for 40 tents.", {("needs", "40 tents", "party=Ostria")}),
        ("Ostria asked Velland for 12 boats.", {("needs", "12 boats", "party=Ostria", "giver=Velland")}),
        # what was not yet done, would have been done, or is only supposed or left open
        ("Ostria has yet to make an offer.", set()),
        ("Ostria has made an offer.", {("offers", "an offer", "giver=Ostria")}),
        ("Ostria would have paid Velland 4 million crowns.", set()),
        ("Ostria could have sold the tanks to Velland.", set()),
        ("Ostria has paid Velland 4 million crowns.", {("transfers", "4 million crowns", "giver=Ostria", "receiver=Velland")}),
        ("If Ostria sells Velland 40 tanks, the pact is off.", set()),
        ("When Ostria sold Velland 40 tanks, the pact ended.", {("transfers", "40 tanks", "giver=Ostria", "receiver=Velland")}),
        ("Ostria has not ruled out sending 40 tanks to Velland.", set()),
        ("Nor does the law bar any firm from selling guns.", set()),
        ("The law bars any firm from selling guns.", {("bars", "guns", "party=any firm", "by=The law")}),
        # a thing is given nothing, a weapon has no bullets, and who takes out what is his gets nothing
        ("The town spent 4 million crowns on a new roof.", {("transfers", "4 million crowns", "giver=The town")}),
        ("The navy gave the ship a new engine.", {("transfers", "a new engine", "giver=The navy", "receiver=the ship")}),
        ("The rifle was loaded with 40 bullets.", set()),
        ("The ship was loaded with 40 tonnes of coal.", {("holds", "40 tonnes of coal", "party=The ship")}),
        ("The officers took out their pistols.", {("holds", "their pistols", "party=The officers")}),
        ("The officers took 40 pistols.", {("transfers", "40 pistols", "receiver=The officers")}),
        # to whom, and how much, stand in a row
        ("The clinic offers Keller $12 million.", {("offers", "$12 million", "giver=The clinic", "receiver=Keller")}),
        ("The bank promised farmers 40 trucks.", {("offers", "40 trucks", "giver=The bank", "receiver=farmers")}),
        ("A lot of farmers need seed.", {("needs", "seed", "party=farmers")}),
        ("The lot of the farmers is hard.", set()),
    ],
)
def test_who_answers_what_is_supposed_and_things_are_no_sides(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Did Ostria sell Velland 40 tanks?", set()),
        ("How did Ostria sell Velland 40 tanks?", {("transfers", "40 tanks", "giver=Ostria", "receiver=Velland")}),
        ("Does Ostria have 40 tanks?", set()),
        ("Ostria nearly gave Velland 40 tanks.", set()),
        ("Ostria gave Velland nearly 40 tanks.", {("transfers", "nearly 40 tanks", "giver=Ostria", "receiver=Velland")}),
        ("Ostria stopped short of selling 40 tanks to Velland.", set()),
        ("Ostria stopped selling tanks to Velland.", {("bars", "tanks", "party=Velland", "by=Ostria")}),
        ("The city plans to ban lorries from the centre.", set()),
        ("Ostria wanted to sell 40 tanks to Velland.", {("offers", "40 tanks", "giver=Ostria", "receiver=Velland")}),
        ("Ostria is in talks to buy 40 tanks from Velland.", {("needs", "40 tanks", "party=Ostria", "giver=Velland")}),
        ("Ostria is close to buying 40 tanks from Velland.", {("needs", "40 tanks", "party=Ostria", "giver=Velland")}),
        ("The judge barred reporters from the courtroom.", {("bars", "the courtroom", "party=reporters", "by=The judge")}),
    ],
)
def test_what_is_asked_nearly_done_or_planned_is_not_done(nlp: Any, text: str, wanted: set[tuple[str, ...]]) -> None:
    assert lines(read(nlp, text).exchange) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "The House narrowly granted Velland 12 planes.",
        "Velland sold Ostria 12 tanks last year, but at what cost?",
        "Velland sold Ostria 12 tanks last year, but who paid for them?",
    ],
)
def test_what_was_done_narrowly_or_is_asked_about_was_done(nlp: Any, text: str) -> None:
    records = read_report(Report(id="r", path="r.txt", text=text, language="en"), nlp).exchange
    assert [record.kind for record in records] == ["transfers"]
