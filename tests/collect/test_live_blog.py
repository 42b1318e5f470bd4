"""A live blog that declares its entries is read entry by entry, each with its moment."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from crossread.collect import collect

CRANE = "Two dockers were hurt when a crane fell, the Dock Union said."
SHUT = "The harbour of Velm was shut on Tuesday morning, the harbour master said."
ENTRIES: list[Any] = [
    {"@type": "BlogPosting", "headline": "Two hurt", "datePublished": "2031-03-04T11:40:00Z", "articleBody": f"<p>{CRANE}</p><p>Both are in hospital.</p>"},
    {"@type": "BlogPosting", "headline": "Harbour shut", "datePublished": "2031-03-04T09:15:00Z", "articleBody": SHUT, "url": "https://velm.example/1"},
    {"@type": "BlogPosting", "headline": "A picture"},
]
BLOG: dict[str, Any] = {"@type": "LiveBlogPosting", "headline": "Storm in Velm: live", "publisher": {"@type": "Organization", "name": "Velm Gazette"}, "liveBlogUpdate": ENTRIES}


def page(linked: Any) -> str:
    body = f"<article><h1>Storm in Velm: live</h1><p>{CRANE}</p><p>{SHUT}</p></article>"
    return f'<html><head><script type="application/ld+json">{json.dumps(linked)}</script></head><body>{body}</body></html>'


@pytest.mark.parametrize("linked", [BLOG, [{"@type": "WebSite"}, BLOG], {"@graph": [{"@type": "WebSite"}, {**BLOG, "@type": ["LiveBlogPosting", "NewsArticle"]}]}])
def test_an_entry_is_a_report_with_its_moment(tmp_path: Path, linked: Any) -> None:
    (tmp_path / "live.html").write_text(page(linked))
    found = collect([str(tmp_path / "live.html")])
    first, second = found.documents
    assert (first.text, first.metadata) == (SHUT, {"title": "Harbour shut", "published": "2031-03-04T09:15:00Z", "outlet": "Velm Gazette", "url": "https://velm.example/1"})
    assert second.text == f"{CRANE}\n\nBoth are in hospital." and second.metadata["published"] == "2031-03-04T11:40:00Z"
    assert [path.path.rsplit("/", 1)[1] for path in found.documents] == ["live.html#1", "live.html#2"]
    assert ["1 of 3 entries" in warning.message for warning in found.warnings] == [True]


@pytest.mark.parametrize("linked", [{**BLOG, "liveBlogUpdate": ENTRIES[:1]}, {**BLOG, "liveBlogUpdate": None}, {**BLOG, "@type": "NewsArticle"}, "[" * 5000, 7])
def test_a_page_that_declares_no_entries_is_one_article(tmp_path: Path, linked: Any) -> None:
    (tmp_path / "live.html").write_text(page(linked).replace("NewsArticle", "LiveBlogPosting-not"))
    assert [document.media for document in collect([str(tmp_path / "live.html")]).documents] == ["html"]
