"""Copies: found at any length, led to their source, with what the copier did."""

from __future__ import annotations

import random
import re

import pytest

from crossread.group import credits
from crossread.group.copies import find_copies, told_copies
from crossread.group.credits import credited_agency
from crossread.group.overlaps import CROWD, find_overlaps
from crossread.group.shingles import SHINGLE, shingle_texts
from crossread.model import Report, Residue

WORDS = ["harbour", "mast", "ferry", "quay", "signal", "tide", "captain", "rope", "engine", "ticket", "lamp", "gull", "crew", "winter", "cargo", "bell", "deck", "anchor"]


def prose(seed: int, count: int) -> str:
    rng = random.Random(seed)
    return " ".join(rng.choice(WORDS) + str(rng.randint(1, 999)) for _ in range(count))


def report(name: str, text: str, **more: str) -> Report:
    return Report(id=name, path=f"{name}.txt", text=text, **more)  # type: ignore[arg-type]


def test_shingles_are_the_runs_of_five_words_of_a_text_whatever_its_letters() -> None:
    texts = ["", "one two", "İstanbul'da ÇÖP 12,5 — naïve_word Ωμέγα 𝔘𝔫𝔦 日本語 \ud800 end", prose(1, 70_000)]
    for text, found in zip(texts, shingle_texts(texts), strict=True):
        words = re.findall(r"\w+", text)
        assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == words
        lower = [w.lower() for w in words]
        runs = {tuple(lower[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1)}
        assert len(set(found.hashes.tolist())) == len(runs)


def test_the_same_words_have_the_same_hash_in_any_text() -> None:
    alone, later = shingle_texts(["the red boat left the quay", "Then, said he: THE RED boat left the quay."])
    assert set(alone.hashes.tolist()) <= set(later.hashes.tolist())


def test_a_short_text_within_a_long_one_is_found() -> None:
    short = prose(2, 120)
    texts = [prose(3, 2_000), f"{prose(4, 900)} {short} {prose(5, 900)}", short]
    (found,) = find_overlaps(list(shingle_texts(texts)), contained=0.5)
    assert (found.first, found.second, found.share) == (1, 2, 1.0)


def test_a_text_carried_by_more_reports_than_a_crowd_is_one_group() -> None:
    text = prose(6, 200)
    reports = [report(f"r{n:03}", f"{text} {prose(100 + n, 30)}") for n in range(CROWD + 40)]
    copies = find_copies(reports)
    assert len(copies) == len(reports) - 1
    assert len({copy.source for copy in copies}) == 1


def test_a_formula_that_all_share_makes_no_copies() -> None:
    reports = [report(f"r{n}", f"{prose(200 + n, 150)} all rights reserved by the owner of this fine paper") for n in range(90)]
    assert find_copies(reports) == ()


def test_the_earlier_text_is_the_source_and_no_copy_leads_to_a_copy() -> None:
    whole = prose(7, 400)
    half = " ".join(whole.split()[:260])
    reports = [
        report("late", half + " " + prose(8, 60), published="2031-03-04"),
        report("first", whole, published="2031-03-02"),
        report("later", " ".join(half.split()[60:]) + " " + prose(9, 300), published="2031-03-05"),
        report("other", prose(10, 400), published="2031-03-01"),
    ]
    copies = find_copies(reports)
    assert {c.report: c.source for c in copies} == {"late": "first", "later": "first"}
    assert "dated earlier" in copies[0].explanation


def test_an_agency_s_own_report_is_the_source_though_dated_later() -> None:
    text = "DUNMORE (Reuters) - " + prose(11, 200)
    mine = report("a", text, outlet="Harbour Gazette", published="2031-03-01")
    own = report("b", text + " more", outlet="Reuters", published="2031-03-02")
    (copy,) = find_copies([mine, own])
    assert (copy.source, copy.agency) == ("b", "Reuters")


def test_residue_is_no_shared_text() -> None:
    notice = prose(12, 300)
    reports = [report("a", f"{notice} {prose(13, 60)}"), report("b", f"{notice} {prose(14, 60)}")]
    marked = [
        Report(id=r.id, path=r.path, text=r.text, residue=(Residue(start=0, end=len(notice), reason="sign-up"),)) for r in reports
    ]
    assert len(find_copies(reports)) == 1 and find_copies(marked) == ()


def test_passages_and_changes_point_at_the_words() -> None:
    sentences = [prose(20 + n, 25) for n in range(6)]
    source = report("s", ". ".join(sentences), published="2031-01-01")
    changed = " ".join([*sentences[2].split()[:12], "mended", "words", *sentences[2].split()[14:]])
    text = ". ".join([sentences[0], sentences[1], changed, prose(40, 45), sentences[4], sentences[5]])
    (copy,) = find_copies([source, report("c", text, published="2031-01-02")])
    for passage in copy.passages:
        theirs = source.text[passage.source_start : passage.source_end]
        assert re.findall(r"\w+", text[passage.start : passage.end].lower()) == re.findall(r"\w+", theirs.lower())
    assert [c.kind for c in copy.changes] == ["changed", "added", "cut"]
    assert text[copy.changes[0].start : copy.changes[0].end] == "mended words"
    assert text[copy.changes[1].start : copy.changes[1].end] == prose(40, 45)
    assert source.text[copy.changes[2].source_start : copy.changes[2].source_end] == sentences[3]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Ferry runs aground\nDUNMORE, March 2 (Reuters) - A ferry ran aground.", "Reuters"),
        ("Ferry runs aground\nBy ANNA HALE Associated Press\nDUNMORE — A ferry ran aground.", "AP"),
        ("Ferry runs aground\nBy Anna Hale and Ben Orr, The Associated Press\nA ferry ran aground.", "AP"),
        ("Ferry runs aground\nAgence France-Presse\nA ferry ran aground.", "AFP"),
        ("A ferry ran aground.\nNo one was hurt.\n© 2031 The Associated Press. All rights reserved.", "AP"),
        ("A ferry on the rocks. (AP Photo/Anna Hale)\nBy Ben Orr\nThe owner told Reuters that no one was hurt.", None),
        ("Ferry runs aground\nAnna Hale/AFP\nA ferry ran aground, Bloomberg reported.", None),
        ("Gallery\nAnna Hale, AP\nThe ferry at the quay.", None),
    ],
)
def test_credits(text: str, agency: str | None) -> None:
    assert credited_agency(text) == agency


def test_an_agency_needs_no_credit_of_its_own() -> None:
    assert credited_agency("A ferry ran aground.", outlet="The Associated Press") == "AP"
    assert credited_agency("A ferry ran aground.", outlet="tass.com") == "TASS"
    assert credited_agency("A ferry ran aground.", outlet="Harbour Gazette") is None


def test_an_outlet_of_the_pile_that_others_credit_is_an_agency_too() -> None:
    text = prose(15, 200)
    mine = report("a", f"DUNMORE (North Wire) - {text}", outlet="Harbour Gazette", published="2031-03-01")
    lines = report("b", f"Source: North Wire\n{text}", outlet="Evening Bell", published="2031-03-01")
    own = report("c", text, outlet="North Wire", published="2031-03-02")
    assert {c.report: c.source for c in find_copies([mine, lines, own])} == {"a": "c", "b": "c"}


def test_a_copy_is_told_of_its_source_and_the_others_of_none() -> None:
    text = prose(15, 200)
    told, copies = told_copies([report("a", text, published="2031-03-01"), report("b", text, published="2031-03-02"), report("c", prose(16, 200))])
    assert {one.id: one.copy_of for one in told} == {"a": None, "b": "a", "c": None}
    assert [copy.report for copy in copies] == ["b"]


def test_outlets_that_a_text_does_not_name_cost_nothing() -> None:
    """Patterns take long to make: outlets that lie beside a report get their own only where its text names them."""
    text = "VELM (Velm Wire) - Six dockers were hurt on Monday.\n\nNothing else is known."
    made = credits._patterns.cache_info().misses
    for number in range(50):
        assert credits.credited_agency(text, "Marent Herald", {f"Courier {number}", "Skarn Post"}) == "Velm Wire"
    assert credits._patterns.cache_info().misses <= made + 1
    assert credits.credited_agency("Skarn Post\nSix dockers were hurt.", "Marent Herald", {"The Skarn Post"}) == "Skarn Post"
