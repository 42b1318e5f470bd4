"""Files of pages become reports: what of a page is its article, by how pages are built and not by whose they are."""

from __future__ import annotations

from pathlib import Path

from crossread.clean import clean
from crossread.collect import collect
from crossread.model import Report

TITLE = "Bridge over the Orn closed for the winter"
CHINESE = "县政府星期五宣布，由于潜水员在第二个桥墩发现裂缝，奥恩河上的旧桥将在整个冬季关闭。"


def page(body: str, title: str = TITLE, head: str = "") -> str:
    return f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


def report(folder: Path, markup: str) -> Report:
    (folder / "page.html").write_text(markup, "utf-8")
    (raw,) = collect([str(folder / "page.html")]).documents
    made = clean(raw).report
    assert made is not None, "no article was found"
    return made


def test_an_article_in_a_script_without_spaces_has_words_too(tmp_path: Path) -> None:
    assert CHINESE in report(tmp_path, page(f"<article><p>{CHINESE}</p></article>", "奥恩河大桥关闭")).text
