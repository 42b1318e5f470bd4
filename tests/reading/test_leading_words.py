"""Words that lead or bound, shares of one verb, and who goes on speaking: what a reader takes from the clause."""

from __future__ import annotations

from typing import Any

import pytest

from crossread.grammar.doc import Doc
from crossread.model import Reading, Report
from crossread.reading.figures.quantities import find_quantities
from crossread.reading.reading import read_report


def read(nlp: Any, text: str) -> Reading:
    return read_report(Report(id="r", path="r.txt", text=text), nlp)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Talks collapsed over four clauses.", "="),
        ("A row over 30 missing files goes on.", "="),
        ("Teachers walked out on Monday over 14 cancelled classes.", "="),
        ("The dispute about two islands is old.", "="),
        ("The fire destroyed over 40 homes.", ">"),
        ("Police arrested over 60 protesters.", ">"),
        ("It employs about 300 men.", "~"),
    ],
)
def test_a_preposition_of_what_is_counted_bounds_nothing(nlp: Any, text: str, bound: str) -> None:
    (found,) = find_quantities(Report(id="r", path="r.txt", text=text), text, Doc(nlp(text)))
    assert found.bound == bound


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "The charity sent 40 tents to Ormeth and 300 blankets to Sule Bay after the quake.",
            {("40 tents", "Ormeth"), ("300 blankets", "Sule Bay")},
        ),
        (
            "Rell Trust donated $2 million to the hospital and $500,000 to the fire brigade in December.",
            {("$2 million", "the hospital"), ("$500,000", "the fire brigade")},
        ),
        (
            "Lodd Trust gave 20 pumps to Port Venn and 70 beds to East Hallmar in May.",
            {("20 pumps", "Port Venn"), ("70 beds", "East Hallmar")},
        ),
        (
            "The army handed 3 boats to Arle and 12 trucks to Cape Dorr.",
            {("3 boats", "Arle"), ("12 trucks", "Cape Dorr")},
        ),
    ],
)
def test_each_share_goes_to_its_own(nlp: Any, text: str, wanted: set[tuple[str, str]]) -> None:
    found = {(x.item, x.receiver.name) for x in read(nlp, text).exchange if x.kind == "transfers" and x.receiver}
    assert found == wanted


@pytest.mark.parametrize("deed", ["lost the race to lead", "quit the race to lead", "wants to lead"])
def test_who_only_runs_does_not_lead(nlp: Any, deed: str) -> None:
    assert not [r for r in read(nlp, f"Hedda Kranz {deed} the Harbour Party.").relations if r.kind == "leads"]


def test_who_adds_is_who_spoke(nlp: Any) -> None:
    text = "Manager Tom Rees said striker Leo Dunn had trained well. “He is ready,” he added. Dunn has missed nine games."
    told = {s.attribution.chain[-1].name for s in read(nlp, text).statements if "ready" in text[s.start : s.end]}
    assert told == {"Tom Rees"}


def test_past_perception_is_no_possibility(nlp: Any) -> None:
    (seen, rise) = read(nlp, "Neighbours could see flames above the roof.\n\nPrices could see a rise.").statements
    assert (seen.certainty.label, seen.status) == ("asserted", "happened")
    assert rise.certainty.label == "possible"
