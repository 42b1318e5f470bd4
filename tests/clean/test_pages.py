"""Pages: the article whatever its boxes are called, its own title and date, its tables, and bounds that hold."""

from __future__ import annotations

import json
import time

import pytest

from crossread.clean import clean
from crossread.clean.pages import read_page
from crossread.model import RawDocument

TITLE = "Harbour wall falls on cars"
PROSE = [
    "The wall of the old harbour fell on Sunday night and buried two cars, the fire service in Korsby said.",
    "“It sounded like thunder,” said Ada Holm, who lives above the quay. “Then the lights went out.”",
    "The mayor, Jon Berg, said the quay would stay closed until the winter and that 40 boats had to be moved.",
    "Engineers had warned of cracks in the wall last year, according to a report that the council never published.",
]
STORY = f"<h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in PROSE)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{TITLE} | Korsby Times</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    "body",
    [
        f'<div class="share-layout"><article>{STORY}</article></div>',
        f'<div id="comments-open" class="newsletter">{STORY}</div>',
        f'<aside class="content">{STORY}</aside>',
        f'<form id="aspnetForm"><div class="sidebar-left">{STORY}</div></form>',
        f'<main class="related cookie-accepted">{STORY}</main>',
        f'<div class="social"><div class="share">Share</div>{STORY}</div>',
        f'<section class="paywall">{STORY}</section>',
    ],
)
def test_the_article_is_kept_whatever_its_wrapper_is_called(body: str) -> None:
    found = read_page(page(body))
    assert found is not None
    assert all(line in found.text for line in PROSE)
    assert found.metadata["title"] == TITLE and found.metadata["outlet"] == "Korsby Times"


def test_boxes_beside_the_article_are_left_out() -> None:
    boxes = "<div class='newsletter-signup'><p>Get our letter every day at noon.</p></div><aside><p>Storm nears the islands of the north.</p></aside><nav><p>Home and world and sport</p></nav>"
    found = read_page(page(f"<article>{STORY}{boxes}</article>"))
    assert found is not None and "Get our letter" not in found.text and "Storm nears" not in found.text


ARTICLE = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2031-06-09T18:05:00Z", "publisher": [{"@type": "Organization", "name": "Korsby Times"}]}
SITE = {"@type": "WebSite", "name": "The Times Group", "headline": "All the news", "datePublished": "2001-01-01"}


@pytest.mark.parametrize("linked", [[SITE, ARTICLE], {"@graph": [SITE, ARTICLE]}, {"@type": "WebPage", "mainEntity": ARTICLE}, [[SITE], [ARTICLE]]])
def test_linked_data_of_the_article_counts_before_that_of_the_site(linked: object) -> None:
    found = read_page(page(f"<article>{STORY}</article>", f'<script type="application/ld+json">{json.dumps(linked)}</script>'))
    assert found is not None
    assert found.metadata == {"title": TITLE, "published": "2031-06-09T18:05:00Z", "outlet": "Korsby Times"}


@pytest.mark.parametrize(
    "date",
    [
        '<time datetime="PT3M">3 min</time><p>Published <time datetime="2031-06-09T18:05:00Z">9 June</time></p>',
        '<p>Updated <time datetime="2031-06-11">11 June</time>, first published <time datetime="2031-06-09">9 June</time></p>',
        '<span itemprop="datePublished" content="2031-06-09">Monday</span>',
        '<div class="article-date">9 June 2031, 18:05</div>',
    ],
)
def test_the_date_is_the_articles(date: str) -> None:
    ticker = '<div class="news"><time datetime="2031-12-24">24 Dec</time> Snow expected</div>'
    found = read_page(page(f"{ticker}<article>{STORY.replace('</h1>', '</h1>' + date)}</article>"))
    assert found is not None and found.metadata["published"].startswith(("2031-06-09", "9 June 2031"))


def test_a_table_is_kept_with_its_figures() -> None:
    rows = "".join(f"<tr><td>{party}</td><td>{votes}</td></tr>" for party, votes in (("Green List", "12,340"), ("Harbour Party", "9,112")))
    found = read_page(page(f"<article>{STORY}<table><tr><th>Party</th><th>Votes</th></tr>{rows}</table><p>{PROSE[0]}</p></article>"))
    assert found is not None
    assert ("Green List; 12,340" in found.text and "Harbour Party; 9,112" in found.text) or any("rows of tables" in note for note in found.notes)


def test_entities_that_were_escaped_twice_are_resolved() -> None:
    found = read_page(page(f"<article>{STORY.replace('Korsby', 'Mill &amp;amp; Sons')}</article>").replace(TITLE, "Mill &amp;amp; Sons fined"))
    assert found is not None and "Mill & Sons" in found.text and found.metadata["title"] == "Mill & Sons fined"


def test_what_is_not_free_to_read_is_said() -> None:
    linked = json.dumps({**ARTICLE, "isAccessibleForFree": False})
    done = clean(RawDocument(path="a.html", media="html", text=page(STORY, f'<script type="application/ld+json">{linked}</script>')))
    assert any("not free" in w.message for w in done.warnings)


@pytest.mark.parametrize(
    ("body", "note"),
    [
        ("<div>" * 300 + STORY + "</div>" * 300, "nested"),
        ("<div " + " ".join(f"a{n}=x" for n in range(100_000)) + f">{STORY}</div>", "attributes"),
        (f"<article>{STORY}</article>" + "<script>" + "x" * 9_000_000 + "</script>", ""),
        ("<b>" * 50_000 + STORY, "nested"),
        (STORY + "<p>word " * 60_000, ""),
        (STORY + "<" * 100_000, ""),
        (STORY + "<!--" * 50_000, ""),
        (STORY + "&amp;" * 200_000, ""),
    ],
)
def test_a_hostile_page_ends_in_time_and_keeps_its_words(body: str, note: str) -> None:
    begun = time.process_time()
    found = read_page(page(body))
    assert time.process_time() - begun < 20
    assert found is not None
    assert PROSE[0] in found.text and PROSE[3] in found.text
    assert not note or any(note in said for said in found.notes)
