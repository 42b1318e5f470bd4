"""Files of pages become reports: what of a page is its article, by how pages are built and not by whose they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.clean import clean
from crossread.collect import collect
from crossread.model import Report

TITLE = "Bridge over the Orn closed for the winter"
PROSE = [
    "The old bridge over the Orn was closed on Friday after divers found a crack in its second pier.",
    "The county will not say when lorries may cross again, and the ferry at Sund takes only cars.",
    "Engineer Maja Lind said the crack was 40 centimetres long and had grown since the spring.",
    "Shops on the far side expect to lose a third of their customers before the new year.",
    "A temporary bridge would cost 3 million crowns, which the county does not have.",
    "The mayor of Sund has asked the ministry for help and hopes for an answer within a week.",
]
CHINESE = "县政府星期五宣布，由于潜水员在第二个桥墩发现裂缝，奥恩河上的旧桥将在整个冬季关闭。"


def article(prose: list[str], named: str = "") -> str:
    return "".join(f"<p{named}>{line}</p>" for line in prose)


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


def test_paragraphs_of_one_class_that_hold_most_words_are_the_article(tmp_path: Path) -> None:
    menu = "<ul>" + "".join(f"<li>Other news of the day from the valley, part {n}</li>" for n in range(5)) + "</ul>"
    made = report(tmp_path, page(f"<h1>{TITLE}</h1><div>{article(PROSE, ' class=paywall')}</div><nav>{menu}</nav>"))
    assert all(line in made.text for line in PROSE)


def test_a_single_paragraph_named_as_a_box_is_one(tmp_path: Path) -> None:
    made = report(tmp_path, page(f"<article>{article(PROSE)}<p class='newsletter'>Get our letter every day at noon.</p></article>"))
    assert "Get our letter" not in made.text and PROSE[-1] in made.text


@pytest.mark.parametrize("named", ["x_comment_list", "comment-form", "CommentSection", "inline-recirc"])
def test_a_box_by_a_compound_name_is_left_out(tmp_path: Path, named: str) -> None:
    said = "<p>Somebody should have painted that bridge long ago, my uncle always said so.</p>"
    made = report(tmp_path, page(f"<article>{article(PROSE)}<div id='{named}'>{said}</div></article>"))
    assert "my uncle" not in made.text and PROSE[-1] in made.text


def test_text_that_stands_loose_between_blocks_is_kept(tmp_path: Path) -> None:
    first, *rest = PROSE
    loose = first.replace("second pier", "<b>second</b> pier")
    others = "".join(f"<li><a href='/{n}'>Article: a chronology of the bridge {n}</a><p>57 mins ago</p></li>" for n in range(4))
    made = report(tmp_path, page(f"<div><div class='col'><ul>{others}</ul></div>{loose}{article(rest)}</div>"))
    assert f"{first}\n{rest[0]}\n" in made.text


def test_a_page_without_any_tag_is_its_text(tmp_path: Path) -> None:
    assert report(tmp_path, "\n\n".join(PROSE)).text == "\n".join(PROSE) + "\n"


@pytest.mark.parametrize("shown", [f"{TITLE} | Orn Valley Post", f"Orn Valley Post: {TITLE}", f"News: {TITLE} - Orn Valley Post"])
def test_the_title_is_without_the_name_of_the_site(tmp_path: Path, shown: str) -> None:
    made = report(tmp_path, page(f"<h1>{TITLE}</h1>{article(PROSE)}", shown, f'<meta property="og:title" content="{shown}">'))
    assert made.title == TITLE


@pytest.mark.parametrize("shown", [f"{TITLE} and the spring", "Ferry at Sund takes only cars", TITLE])
def test_a_title_that_says_more_stays(tmp_path: Path, shown: str) -> None:
    made = report(tmp_path, page(f"<h1>{TITLE}</h1>{article(PROSE)}", shown, f'<meta property="og:title" content="{shown}">'))
    assert made.title == shown


def test_a_bare_date_right_behind_the_headline_is_the_articles(tmp_path: Path) -> None:
    ticker = "<div><time datetime='2031-12-24'>24 Dec</time> Snow expected</div>"
    made = report(tmp_path, page(f"{ticker}<h1>{TITLE}</h1><div>2031-11-28 20:52:15 <span>Source: Orn Valley Post</span></div>{article(PROSE)}"))
    assert made.published is not None and made.published.startswith("2031-11-28")


def test_a_date_within_a_sentence_behind_the_headline_is_none_of_its_own(tmp_path: Path) -> None:
    told = "On 9 June 2030 the bridge was closed for the first time."
    assert report(tmp_path, page(f"<h1>{TITLE}</h1><p>{told}</p>{article(PROSE)}")).published is None
