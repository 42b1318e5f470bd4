"""Figures as the press writes them: values, bounds, units, and the numbers that are no figures."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model import Report
from crossread.reading.figures.money import convert_money
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.reading import read_report
from tests.reading.figures import LINES, phrases

PIECES = st.sampled_from(["12", "1,300", "$", "£", "million", "half", "a", "dozen", "-", "–", "to", "and", "km", "%", ".", " ", "\n", "two", "²", "RS-28", "per", "second", "ft", "(", "½", "of", "1/0", "1/2", "old"])


def test_the_table_is_large_enough() -> None:
    assert len(LINES) >= 150


@pytest.mark.parametrize("row", phrases("quantities"))
def test_reads_figures(row: dict[str, Any]) -> None:
    text = row["text"]
    found = find_quantities(Report(id="r", path="r.txt", text=text), text)
    assert [[q.bound, q.unit] for q in found] == [[bound, unit] for _, _, bound, unit in row["quantities"]]
    for quantity, (low, high, _, _) in zip(found, row["quantities"], strict=True):
        assert (quantity.low, quantity.high) == (None, None) if low is None else (quantity.low, quantity.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("About two or three hundred boats left.", [(200, 300)]),
        ("It cost 4 or 5 million crowns.", [(4e6, 5e6)]),
        ("The fair drew five or six thousand guests.", [(5000, 6000)]),
        ("It has seven or eight barns.", [(7, 7), (8, 8)]),
        ("It has 200 or 300 boats.", [(200, 200), (300, 300)]),
        ("A third to 40 percent of voters stayed away.", [(100 / 3, 40)]),
        ("Half to 60 percent of the crop was lost.", [(50, 60)]),
        ("Between a quarter and 30 percent of the trams stood still.", [(25, 30)]),
        ("A third to a half of the workers struck on Monday.", [(1 / 3, 1 / 2)]),
        ("Between one quarter and two thirds of the crop was lost.", [(1 / 4, 2 / 3)]),
        ("Half to two thirds of the crop was lost.", [(1 / 2, 2 / 3)]),
        ("A third of the men and a half of the women left.", [(1 / 3, 1 / 3), (1 / 2, 1 / 2)]),
        ("A half of the workers struck on Monday.", [(1 / 2, 1 / 2)]),
        ("A third and a fourth boat sank.", []),
        ("The bank foresees minus 3 to plus 2 million crowns.", [(-3e6, 2e6)]),
        ("It will lie between minus 3 and plus 2 million euros.", [(-3e6, 2e6)]),
        ("It was minus 300,000 to plus 2 million crowns.", [(-3e5, 2e6)]),
    ],
)
def test_both_ends_of_a_range_are_of_one_scale_and_one_unit(text: str, ends: list[tuple[float, float]]) -> None:
    found = find_quantities(Report(id="r", path="r.txt", text=text), text)
    assert [(q.low, q.high) for q in found] == [pytest.approx(one) for one in ends]


@settings(deadline=None)  # on a busy machine a text takes as long as the others let it
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)))
def test_no_text_breaks_it_and_spans_are_true(text: str) -> None:
    end = 0
    for quantity in find_quantities(Report(id="r", path="r.txt", text=text), text):
        assert quantity.text == text[quantity.start : quantity.end] != ""
        assert quantity.end > end
        end = quantity.end
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high


def test_money_is_converted_at_the_rate_of_the_report_s_day() -> None:
    text = "The bridge cost $10 million and 5 million euros."
    found = find_quantities(Report(id="r", path="r.txt", text=text), text)
    (dollars, euros), reasons = convert_money(found, "2022-07-14T09:00:00Z")
    assert dollars.base is not None and dollars.base.unit == "EUR" and dollars.unit == "USD"
    assert dollars.base.low == pytest.approx(10e6 / 1.0005, rel=0.02)  # the two were near parity in that week
    assert euros.base is not None and (euros.base.low, euros.base.unit) == (5e6, "EUR")
    assert reasons == ()


def test_money_of_an_undated_report_stays_as_written_with_the_reason() -> None:
    text = "The bridge cost $10 million."
    (dollars,), reasons = convert_money(find_quantities(Report(id="r", path="r.txt", text=text), text), None)
    assert dollars.base is not None and (dollars.base.low, dollars.base.unit) == (10e6, "USD")
    assert reasons == ("no publication date is known, so one sum of money stays in the currency as written",)


def test_money_without_a_rate_of_the_day_stays_as_written_with_the_reason() -> None:
    text = "The bridge cost $10 million."
    (dollars,), reasons = convert_money(find_quantities(Report(id="r", path="r.txt", text=text), text), "1990-05-01")
    assert dollars.base is not None and dollars.base.unit == "USD"
    assert len(reasons) == 1 and "USD" in reasons[0] and "1990-05-01" in reasons[0]


@pytest.mark.parametrize("text", ["Apollo 11 landed on the moon.", "Channel 4 showed the film on Friday.", "Storm 23 hit Velm at night."])
def test_a_number_that_ends_a_name_is_no_count(nlp: Any, text: str) -> None:
    from crossread.reading.reading import read_report

    assert read_report(Report(id="r", path="r", text=text), nlp).quantities == ()


def told(text: str) -> list[tuple[float | None, float | None, str, str | None]]:
    return [(q.low, q.high, q.bound, q.unit) for q in find_quantities(Report(id="r", path="r.txt", text=text), text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("The ticket costs 💷40 at the gate.", 40, "GBP"),
        ("The mill cost PS40 million.", 40e6, "GBP"),
        ("The roll costs R40.", 40, "ZAR"),
        ("Rice was sold at sen 500 a bag.", 500, "sen per bag"),
        ("They paid dollar 5 million for the mill.", 5e6, "USD"),
        ("They paid $40 Australian dollars a week.", 40, "AUD per week"),
        ("They paid €40 euros a week.", 40, "EUR per week"),
        ("The roll costs 50 p in Arle.", 50, "penny"),
        ("The roll costs 500 CUP.", 500, "CUP"),
        ("The roll costs 50 元.", 50, "CNY"),
    ],
)
def test_money_is_read_however_its_currency_is_written(text: str, value: float, unit: str) -> None:
    assert told(text) == [(value, value, "=", unit)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The price was for 40 lb.", "pound-mass"),
        ("The price of a 500-pound shell fell.", "pound-mass"),
        ("The rocket weighs 5 million pounds.", "pound-mass"),
        ("The house cost 5 million pounds.", "GBP"),
    ],
)
def test_pounds_are_of_weight_where_words_or_form_say_so(text: str, unit: str) -> None:
    assert [q[-1] for q in told(text)] == [unit]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The pipe is 40in wide.", "inch"),
        ("The rent rose five fold.", "time"),
        ("The firm spans 11 time zones.", None),
        ("In cold weather the 40 C-class tractors stalled.", None),
    ],
)
def test_words_and_letters_that_name_a_unit_do_so_only_where_they_fit(text: str, unit: str | None) -> None:
    assert [q[-1] for q in told(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 Stone said the mill was lost.",
        "In 1998 Miles won the cup.",
        "Calls from the 310 area code were blocked.",
        "The shop opens at 930 am.",
    ],
)
def test_years_before_a_name_and_codes_are_no_figures(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("text", ["The mill sold an average of 1800 a week.", "The club reported a total of 1850."])
def test_an_average_is_no_year_though_it_could_be_one(text: str) -> None:
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The fair drew 300+visitors.", [(300, 300, ">", None)]),
        ("The ship burned 40 tons or more than a tenth of its fuel.", [(40, 40, "=", "ton"), (0.1, 0.1, ">", None)]),
        ("The crane lifts 5 tons and more than that on Sundays.", [(5, 5, "=", "ton")]),
        ("Debt rose by $43m to $419m.", [(43e6, 43e6, "up", "USD"), (419e6, 419e6, "=", "USD")]),
        ("Prices fell by 5 to 6 percent.", [(5, 6, "down", "percent")]),
        ("The forecast was minus 8 degrees to minus 2 degrees Celsius.", [(-8, -2, "=", "degree Celsius")]),
        ("The 5 y/o boy fell.", [(5, 5, "=", "year of age")]),
        ("The 5yo boy fell.", [(5, 5, "=", "year of age")]),
        ("The 12-yo and the 16 yrs old rider won.", [(12, 12, "=", "year of age"), (16, 16, "=", "year of age")]),
        ("The shop sold 5 yo-yos.", [(5, 5, "=", None)]),
    ],
)
def test_what_stands_around_a_figure_bounds_it_or_begins_another(text: str, wanted: list[tuple[float, float, str, str | None]]) -> None:
    assert told(text) == [(pytest.approx(low), pytest.approx(high), bound, unit) for low, high, bound, unit in wanted]


def test_one_that_stands_for_a_thing_told_before_counts_nothing(nlp: Any) -> None:
    from crossread.reading.reading import read_report

    assert read_report(Report(id="r", path="r", text="The boats sank. One burned for a day."), nlp).quantities == ()


def test_money_that_the_bank_has_no_rate_of_stays_as_written_with_the_reason() -> None:
    text = "The bridge cost 300 million Iranian rials."
    (rials,), reasons = convert_money(find_quantities(Report(id="r", path="r.txt", text=text), text), "2022-07-14")
    assert rials.base is not None and rials.base.unit == "IRR"
    assert reasons == ("the ECB gives no rate of IRR for 2022-07-14, so one sum of money stays in it as written",)
@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("The bear weighed 300 kilos.", "kilogram", 300.0),
        ("The spring yields 864 litres a day.", "cubic metre per second", 1e-05),
        ("The kiln burns 36 tonnes an hour.", "kilogram per second", 10.0),
    ],
)
def test_kilos_and_flows_have_a_base_to_be_compared_in(text: str, unit: str, value: float) -> None:
    (found,) = find_quantities(Report(id="r", path="r.txt", text=text), text)
    assert found.base is not None and (found.base.unit, found.base.low) == (unit, pytest.approx(value))


def test_a_class_of_submarines_is_no_weight() -> None:
    text = "The navy has two Kilo-class submarines."
    assert [q.unit for q in find_quantities(Report(id="r", path="r.txt", text=text), text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ministers of the Big Six met.", "She finished in the top three.", "The 2016 Arle riots shook the town.", "In phase two the mill will grow.",
        "Article five was dropped.", "Pilots flew Embraer 190-style jets.", "The judge cited page 12 of the papers.", "The judge cited clause 12 of the papers.",
    ],
)  # fmt: skip
def test_a_number_that_names_a_thing_counts_none(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The 5 million is for the mill.", [(5e6, 5e6, "=", None)]),
        ("The bank lost its first two million.", [(2e6, 2e6, "=", None)]),
        ("Police fined 2000 drivers.", [(2000, 2000, "=", None)]),
        ("The union counted 15 minimum wage rises.", [(15, 15, "=", None)]),
        ("Prices rose again. Beaten by 5 boats, Arle quit.", [(5, 5, "=", None)]),
        ("Sales fell at the mill, which has 40 looms.", [(40, 40, "=", None)]),
        ("Prices rose in Arle, where 5 percent of shops shut.", [(5, 5, "=", "percent")]),
        ("Talks broke down over 2 million euros.", [(2e6, 2e6, "=", "EUR")]),
        ("The strike grew over 2 million euros in unpaid wages.", [(2e6, 2e6, "=", "EUR")]),
        ("The index rose one point.", [(1, 1, "up", "point")]),
        ("The lead was two-point.", [(2, 2, "=", "point")]),
        ("The fund gave $40 each worker.", [(40, 40, "=", "USD")]),
        ("A clock aged 350 stood there.", [(350, 350, "=", None)]),
        ("The loads weigh 5 kilograms to 8 tonnes.", [(5, 5, "=", "kilogram"), (8, 8, "=", "tonne")]),
        ("He has 40 to hundreds of boats.", [(40, 40, "=", None), (None, None, "~", None)]),
        ("He scored 40 / 50 in the test.", [(40, 40, "=", None), (50, 50, "=", None)]),
        ("The flood cost 40 towns 9 percent of their shops.", [(40, 40, "=", None), (9, 9, "=", "percent")]),
        ("Over 5 miles of road cost 9 million euros.", [(5, 5, ">", "mile"), (9e6, 9e6, "=", "EUR")]),
        ("The lead shrank by about 9 percentage points, 42% to 33%.", [(9, 9, "~", "percentage point"), (42, 42, "=", "percent"), (33, 33, "=", "percent")]),
        ("It has 1,500 to 2,000 million euros.", [(1.5e9, 2e9, "=", "EUR")]),
    ],
)
def test_a_figure_takes_no_bound_unit_or_scale_that_is_another_s(text: str, wanted: list[tuple[float, float, str, str | None]]) -> None:
    assert told(text) == [(low if low is None else pytest.approx(low), high if high is None else pytest.approx(high), bound, unit) for low, high, bound, unit in wanted]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Police freed 40 miners and nurses.", "miners"),
        ("The flood drowned 40 sheep quickly.", "sheep"),
        ("The fire took 9 percent of their shops.", "shops"),
    ],
)
def test_what_is_counted_ends_where_its_phrase_ends(text: str, counted: str) -> None:
    assert [q.counted for q in find_quantities(Report(id="r", path="r.txt", text=text), text)] == [counted]


@pytest.mark.parametrize(("text", "rule"), [("Thousands of homes were flooded.", "vague number"), ("A third of the houses are empty.", "fraction")])
def test_a_figure_says_what_it_is_where_no_rule_made_it_so(text: str, rule: str) -> None:
    assert [q.rule for q in find_quantities(Report(id="r", path="r.txt", text=text), text)] == [rule]


def test_a_rate_that_no_table_knows_has_no_base() -> None:
    text = "The mill sells 40 tonnes per customer."
    (found,) = find_quantities(Report(id="r", path="r.txt", text=text), text)
    assert (found.unit, found.base) == ("tonne per customer", None)


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("The death toll has passed 2,000.", [">"]),
        ("The number of dead passed 2,000 on Monday.", [">"]),
        ("The council passed 2,000 laws.", ["="]),
        ("Quake kills 2,000\nAt least 12 towns were hit.", ["=", ">"]),
        ("The quake killed 2,000 or more.", [">"]),
        ("He was jailed for as long as 10 years.", ["<"]),
        ("It is one of the biggest hauls ever.", []),
        ("It hit one of the west piers.", ["="]),
    ],
)
def test_a_total_that_passes_a_number_is_above_it_and_a_bound_keeps_to_its_line(
    text: str, bounds: list[str], nlp: Any
) -> None:
    assert [q.bound for q in read_report(Report(id="r", path="r", text=text), nlp).quantities] == bounds


@pytest.mark.parametrize(
    ("text", "figure", "former"),
    [
        ("Ostria has taken up offers from four states.", "four", False),
        ("Aid came from four states and 12 firms.", "four", False),
        ("The number of cases is up from 40 boats.", "40", True),
        ("The number of boats fell from 40 to 33.", "40", True),
        ("They raised an earlier count of 23.", "23", True),
        ("They gave a count of 23.", "23", False),
    ],
)
def test_a_figure_is_the_earlier_one_where_something_moved_from_it(
    text: str, figure: str, former: bool, nlp: Any
) -> None:
    found = read_report(Report(id="r", path="r", text=text), nlp).quantities
    assert [q.context.former for q in found if figure in q.text and q.context] == [former]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Oil rose $1.20 to $71 a barrel.", [("up", 1.2, 1.2, "USD"), ("=", 71, 71, "USD per barrel")]),
        ("Wheat fell 3 cents to 41 cents.", [("down", 3, 3, "cent"), ("=", 41, 41, "cent")]),
        ("Membership rose 200 to 1,400.", [("up", 200, 200, None), ("=", 1400, 1400, None)]),
        ("Prices could rise 3 to 5 percent.", [("up", 3, 5, "percent")]),
        ("Rents rose 3 to 20 percent.", [("up", 3, 20, "percent")]),
        ("The army lost 20 to 100 men.", [("=", 20, 100, None)]),
        ("The storm dropped 3 to 12 inches of snow.", [("=", 3, 12, "inch")]),
        ("Unemployment fell from 12 to 9 percent.", [("=", 12, 12, "percent"), ("=", 9, 9, "percent")]),
        ("The limit was cut from 60 to about 50 mph.", [("=", 60, 60, "mile per hour"), ("~", 50, 50, "mile per hour")]),
        ("The budget fell from 9 to 7 million euros.", [("=", 9e6, 9e6, "EUR"), ("=", 7e6, 7e6, "EUR")]),
        ("The walk takes from 3 to 5 hours.", [("=", 3, 5, "hour")]),
        ("He moved from 3 boats to 5 tons of fish.", [("=", 3, 3, None), ("=", 5, 5, "ton")]),
    ],
)
def test_how_far_something_moved_and_where_it_came_to_are_two_figures_of_one_unit(
    text: str, figures: list[tuple[str, float, float, str | None]], nlp: Any
) -> None:
    found = read_report(Report(id="r", path="r", text=text), nlp).quantities
    assert [(q.bound, q.low, q.high, q.unit) for q in found] == figures


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("Sales at Arle fell by a third.", [("down", 1 / 3)]),
        ("Crime dropped by more than half in Velm.", [(">", 1 / 2)]),
        ("Velm cut its staff by a fifth last year.", [("down", 1 / 5)]),
        ("Output is up by two-thirds.", [("up", 2 / 3)]),
        ("It is down a quarter on last year.", [("down", 1 / 4)]),
        ("They left by half past two.", []),
        ("He lost two games and added a third.", [("=", 2)]),
        ("She fell by the third gate.", []),
        ("They were held by a third party.", []),
        ("Sales rose in the quarter.", []),
    ],
)
def test_a_part_by_which_something_moved_is_a_figure(text: str, moved: list[tuple[str, float]], nlp: Any) -> None:
    found = read_report(Report(id="r", path="r", text=text), nlp).quantities
    assert [(q.bound, q.low) for q in found] == [(bound, pytest.approx(value)) for bound, value in moved]


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("Velm reported a 12 percent rise in profit.", ["up"]),
        ("Nurses demand a 9% pay rise.", ["up"]),
        ("The army faces a $2 billion cut.", ["down"]),
        ("A fall of 12 percent in orders hurt Arle.", ["down"]),
        ("An increase of 300 cases was seen in Velm.", ["up"]),
        ("It announced a 25 basis point cut.", ["down"]),
        ("If 40 percent drop out, the plan fails.", ["="]),
        ("It has a 12 percent growth rate.", ["="]),
        ("It expects growth of -0.5 percent.", ["="]),
        ("Some 50 percent want a cut.", ["~"]),
        ("The book tells of the rise of two empires.", ["="]),
        ("The village had a 3-mile climb to its well.", ["="]),
    ],
)
def test_the_noun_of_a_change_says_that_a_share_moved(text: str, bounds: list[str], nlp: Any) -> None:
    assert [q.bound for q in read_report(Report(id="r", path="r", text=text), nlp).quantities] == bounds


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("Ada Quill, who is 71, will retire.", [71]),
        ("She was just 19 when she won.", [19]),
        ("Mr. Dorn is 47 and lives in Arle.", [47]),
        ("Men aged between 18 and 60 must stay.", [18]),
        ("The brothers, 12 and 14, drowned.", [12, 14]),
        ("The couple, both 68, were found.", [68]),
        ("Nobody over 65 may stand.", [65]),
        ("Children under 12 will stay at home.", [12]),
        ("He was 12 miles away.", []),
        ("She is 3 and 2 this season.", []),
        ("He was 4 under par.", []),
        ("The price was 30.", []),
        ("Of the women, 12 were hurt.", []),
        ("Children under 12 trees sang.", []),
    ],
)
def test_how_old_somebody_is_is_told_by_whom_the_number_stands_beside(text: str, ages: list[float], nlp: Any) -> None:
    assert [q.low for q in read_report(Report(id="r", path="r", text=text), nlp).quantities if q.age] == ages


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("The clinic treats 40 patients a week.", [("40", "patients", "week")]),
        ("Some 12 ships per day pass it.", [("Some 12", "ships", "day")]),
        ("Velm has 12 murders per 100,000 residents.", [("12", "murders", "100,000")]),
        ("He hired 30 men a year ago.", [("30", "men", None)]),
        ("He fired 20 workers a month into the strike.", [("20", "workers", None)]),
        ("The town has 12 firms and 100,000 people.", [("12", "firms", None), ("100,000", "people", None)]),
    ],
)
def test_a_number_of_things_may_be_a_rate_and_what_it_is_per_is_no_figure(
    text: str, per: list[tuple[str, str, str | None]], nlp: Any
) -> None:
    found = read_report(Report(id="r", path="r", text=text), nlp).quantities
    assert [(q.text, q.counted, q.per) for q in found] == per


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The bill passed by 219 votes to 212.", ["votes", "votes"]),
        ("It sent 30 tanks to 12 towns.", ["tanks", "towns"]),
        ("The house approved it 230-190.", []),
        ("Some 200-230 people came.", ["people"]),
    ],
)
def test_both_sides_of_a_vote_count_votes(text: str, counted: list[str], nlp: Any) -> None:
    assert [q.counted for q in read_report(Report(id="r", path="r", text=text), nlp).quantities] == counted


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("The boat sank 58km (36 miles) off Orsk.", "="),
        ("The plane crashed 12 km north of Velm.", "="),
        ("The car plunged 20 metres into a ravine.", "down"),
        ("The river rose two metres.", "up"),
        ("The firm raised $30 million from its owners.", "="),
        ("Rents were raised by $30.", "up"),
        ("As many as 12 may die.", "<"),
    ],
)
def test_a_place_and_money_that_is_got_are_no_changes(text: str, bound: str, nlp: Any) -> None:
    assert read_report(Report(id="r", path="r", text=text), nlp).quantities[0].bound == bound


def test_the_hour_before_an_hour_is_no_figure(nlp: Any) -> None:
    text = "He was seen between 2 and 4 p.m. on Monday with 2 and 4 dogs."
    assert [q.text for q in read_report(Report(id="r", path="r", text=text), nlp).quantities] == ["2", "4"]
