"""Heads of plain text: title, outlet and date in the many ways they are written, and what is no title."""

from __future__ import annotations

import pytest

from crossread.clean import clean
from crossread.model import RawDocument, Report

BODY = "The wall of the old harbour fell on Sunday night and buried two cars, the fire service in Korsby said.\n\nNobody was hurt, it said.\n"
TITLE = "Harbour wall falls on cars"


def cleaned(text: str, **metadata: str) -> Report:
    report = clean(RawDocument(path="a.txt", data=text.encode(), metadata=metadata)).report
    assert report is not None
    return report


def unread(report: Report) -> set[str]:
    return {report.text[mark.start : mark.end] for mark in report.residue}


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published: 09.06.2031, 18:05", "2031-06-09T18:05:00"),
        ("09/06/2031 (Monday)", None),
        ("19/06/2031", "2031-06-19"),
        ("06/19/2031", "2031-06-19"),
        ("9 June 2031 | 3 min read", "2031-06-09"),
        ("World | 9 June 2031 | 18:05", "2031-06-09T18:05:00"),
        ("By Ada Holm · 9 June 2031 · 4 min read", "2031-06-09"),
        ("Monday, June 9th, 2031 at 6:05 pm EST", "2031-06-09T18:05:00"),
        ("Last updated: 10 June 2031 08:00 | First published: 9 June 2031", "2031-06-09"),
        ("Updated 10 June 2031", "2031-06-10"),
        ("Published on 9 June 2031 by Ada Holm", "2031-06-09"),
        ("Ada Holm, Korsby Times, 9 June 2031", "2031-06-09"),
        ("2031/06/09 18:05", "2031-06-09T18:05"),
        ("Korsby Times – 9 June 2031", "2031-06-09"),
    ],
)
def test_a_line_of_the_head_dates_the_report(line: str, published: str | None) -> None:
    report = cleaned(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (report.title, report.published) == (TITLE, published)
    assert line in unread(report)


@pytest.mark.parametrize("line", ["The fire of 9 June 2031 is still under review, the board said.", "On 9 June 2031 | the wall fell and the town was cut off."])
def test_a_sentence_with_a_date_is_no_head(line: str) -> None:
    assert line not in unread(cleaned(f"{TITLE}\n\n{line}\n\n{BODY}"))


@pytest.mark.parametrize(
    ("domain", "published"),
    [("https://korsby.example.de/1", "2031-06-09"), ("https://korsby.us/1", "2031-09-06"), ("https://korsby.com/1", None)],
)
def test_the_order_of_day_and_month_is_the_countrys_or_left_open(domain: str, published: str | None) -> None:
    done = clean(RawDocument(path="a.txt", data=f"{TITLE}\n\n09/06/2031\n\n{BODY}".encode(), metadata={"url": domain}))
    assert done.report is not None and done.report.published == published
    assert any("2031-06-09 or 2031-09-06" in warning.message for warning in done.warnings)


@pytest.mark.parametrize(
    "lead",
    ["KORSBY, 9 June 2031 (Lumen) - ", "KORSBY (Lumen), June 9, 2031 — ", "(Lumen) KORSBY, June 9, 2031 – ", "KORSBY, June 9, 2031 (Lumen) -- ", "KORSBY, Nordland, 9 June 2031 (Lumen) - "],
)
def test_a_dateline_holds_day_and_agency_in_any_order(lead: str) -> None:
    report = cleaned(f"{TITLE}\n\n{lead}{BODY}")
    assert (report.title, report.published, report.outlet) == (TITLE, "2031-06-09", "Lumen")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Wall falls\n\nKorsby Times\n\n9 June 2031\n\n", "Wall falls"),
        ("Two hurt\n\n", "Two hurt"),
        ("Blackout\n\nKorsby Times\n\nPublished: 9 June 2031\n\n", "Blackout"),
        ("Korsby Times\n\n", None),
        ("Ada Holm\n\n", None),
        ("World news\n\nHarbour wall falls on cars\n\n", TITLE),
        ("World > Europe\n\nHarbour wall falls on cars\n\n", TITLE),
        ("Korsby\n\nHarbour wall falls on cars\n\n", TITLE),
    ],
)
def test_the_headline_is_found_however_short_and_no_kicker_is_one(head: str, title: str | None) -> None:
    assert cleaned(head + BODY).title == title


@pytest.mark.parametrize("title", ["Flood", "Why?", "Bank robbed", "1,200 flee"])
def test_a_short_headline_is_no_sentence_of_a_short_text(title: str) -> None:
    text = "The river rose on Monday. Two people drowned.\n"
    assert cleaned(f"{title}\n\nPublished: 2034-05-18\n\n{text}").title == title


def test_a_headline_is_as_readers_see_it() -> None:
    assert cleaned("Fish &amp; chips &#8211; no&shy;thing else\n\n" + BODY).title == "Fish & chips – nothing else"


@pytest.mark.parametrize("end", ["\r", "\r\n", "\u2028", "\x85"])
def test_a_head_is_read_with_any_line_ends(end: str) -> None:
    report = cleaned(f"{TITLE}\n\nKorsby Times\n\n9 June 2031\n\n{BODY}".replace("\n", end))
    assert (report.title, report.outlet, report.published) == (TITLE, "Korsby Times", "2031-06-09")
