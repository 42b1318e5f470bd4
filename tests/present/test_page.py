"""The page as text: every link lands, hostile words stay words, nothing is fetched, and it keeps to its size."""

from __future__ import annotations

import re

from lxml import html

from crossread.model import Dossier, show_in_notebooks
from crossread.present.page import notebook_html, to_html
from tests.present.large import build

# Bytes of the page of ten and of two hundred reports.
TEN_REPORTS, TWO_HUNDRED_REPORTS = 1_500_000, 3_000_000


def test_every_link_lands_in_the_page(dossier: Dossier) -> None:
    tree = html.fromstring(to_html(dossier))
    ids = set(tree.xpath("//@id"))
    assert len(ids) == len(tree.xpath("//@id"))
    assert [href for href in tree.xpath("//@href") if href[:1] != "#" or href[1:] not in ids] == []
    for places in tree.xpath("//@data-s"):
        assert set(places.split()) <= ids


def test_every_statement_and_claim_has_its_place(dossier: Dossier) -> None:
    ids = set(html.fromstring(to_html(dossier)).xpath("//@id"))
    assert {statement.id for statement in dossier.statements} <= ids
    assert {claim.id for claim in dossier.claims} <= ids


def test_hostile_words_are_only_words(dossier: Dossier) -> None:
    page = to_html(dossier)
    tree = html.fromstring(page)
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //iframe | //object | //link[@rel != 'expect'] | //@onerror | //@src") == []
    assert "⟪U+202E⟫" in page and "\u202e" not in page
    assert "<script>alert" not in notebook_html(dossier)


def test_nothing_is_fetched(dossier: Dossier) -> None:
    page = to_html(dossier)
    assert "default-src 'none'" in page
    assert not re.search(r"(?:src|href|action)\s*=\s*[\"']?(?:https?:)?//|@import|url\(", page)


def test_the_same_dossier_gives_the_same_page(dossier: Dossier) -> None:
    assert to_html(dossier) == to_html(dossier)


def test_size_and_columns_of_many_reports() -> None:
    assert len(to_html(build(10)).encode()) < TEN_REPORTS
    tree = html.fromstring(to_html(build(60)))
    assert max(len(row) for row in tree.xpath("//table[contains(@class, 'matrix')]//tr")) <= 14
    assert len(tree.xpath("//article[contains(@class, 'report')]/details[@open]")) <= 4


def test_two_hundred_reports_can_be_mailed() -> None:
    page = to_html(build(200))
    assert len(page.encode()) < TWO_HUNDRED_REPORTS


def test_rows_name_their_statements_by_keys_that_are_there(dossier: Dossier) -> None:
    tree = html.fromstring(to_html(dossier))
    keys = tree.xpath("//@data-k")
    assert len(set(keys)) == len(keys) == len(dossier.statements)
    for places in (*tree.xpath("//@data-p"), *tree.xpath("//@data-all"), *tree.xpath("//@data-e")):
        assert set(places.split()) <= set(keys)


def test_no_reports() -> None:
    assert "No reports" in to_html(Dossier())


def test_a_notebook_shows_counts_and_shared_claims_and_nothing_active(dossier: Dossier) -> None:
    show_in_notebooks(notebook_html)  # as reading does before it gives a dossier
    cell = html.fromstring(dossier._repr_html_())
    words = " ".join(cell.text_content().split())
    assert dossier.stories[0].title in words
    assert any(claim.summary in words for claim in dossier.claims if len(claim.reports) > 1)
    assert cell.xpath("//script | //link | //img | //@src | //@href") == []
