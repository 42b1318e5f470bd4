"""Web page -> its main text, a paragraph a line, and what the page says of itself."""

from __future__ import annotations

import json
import logging
import re
from dataclasses import dataclass
from typing import Any

NOT_REPORTING = (
    "//script|//style|//nav|//aside|//form|//button|//figcaption|//footer|//iframe|//noscript|//dialog"
    "|//*[contains(concat(' ',translate(@class,'-_','  '),' '),' promo ')]"
    "|//*[contains(@class,'author-box') or contains(@class,'related') or contains(@class,'newsletter')"
    " or contains(@class,'cookie') or contains(@class,'share') or contains(@class,'comments')]"
)
# What XML 1.0 has no place for (section 2.2, "Characters"); lxml refuses to move text that holds it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What trafilatura logs of a page is said by our own warnings; whoever wants it gives the logger a handler.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())
MIN_WORDS = 25  # fewer words of main text are no article


@dataclass(frozen=True, slots=True)
class Page:
    """Main text, metadata (title, outlet, published, url) and about how many words were left out."""

    text: str
    metadata: dict[str, str]
    left_out: int


def read_page(html: str) -> Page | None:
    """Return the article of a page, or None where there is none."""
    import lxml.html
    import trafilatura

    html = _FORBIDDEN.sub(" ", html)
    try:
        tree: Any = lxml.html.fromstring(html.encode("utf-8", "replace"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml.etree.ParserError):
        return None
    metadata = _metadata(tree)
    everything = len((tree.text_content() or "").split())
    for element in tree.xpath(NOT_REPORTING):
        if element.getparent() is not None:
            element.drop_tree()
    text = trafilatura.extract(
        lxml.html.tostring(tree, encoding="unicode"), include_comments=False, include_tables=True, favor_recall=True
    )
    if not text or len(text.split()) < MIN_WORDS:
        return None
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if line]
    title = metadata.get("title", "")
    while lines and title and _fold(lines[0]) == _fold(title):
        lines.pop(0)
    text = "\n".join(lines) + "\n"
    return Page(text, metadata, max(0, everything - len(text.split())))


def _fold(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()


def _metadata(tree: Any) -> dict[str, str]:
    """Read meta tags and JSON-LD; the page's own title tag names the outlet only behind a bar or dash."""
    found: dict[str, str] = {}

    def put(key: str, value: object) -> None:
        if isinstance(value, str) and value.strip() and key not in found:
            found[key] = " ".join(value.split())

    tags = {
        (tag.get("property") or tag.get("name") or "").lower(): tag.get("content") or "" for tag in tree.xpath("//meta")
    }
    linked = [item for script in tree.xpath("//script[@type='application/ld+json']") for item in _linked(script.text)]
    put("title", tags.get("og:title"))
    put("outlet", tags.get("og:site_name"))
    put("published", tags.get("article:published_time"))
    for item in linked:
        put("title", item.get("headline"))
        put("published", item.get("datePublished"))
        publisher = item.get("publisher")
        put("outlet", publisher.get("name") if isinstance(publisher, dict) else None)
    for name in ("date", "dc.date", "parsely-pub-date", "pubdate", "datepublished"):
        put("published", tags.get(name))
    for stamp in tree.xpath("//time/@datetime"):
        put("published", stamp)
    whole = (tree.xpath("string(//title)") or "").strip()
    parts = re.split(r"\s+[|–—-]\s+", whole)
    put("title", (tree.xpath("string(//h1)") or "").strip() or parts[0])
    if len(parts) > 1 and len(parts[-1].split()) <= 6:
        put("outlet", parts[-1])
    put("url", tags.get("og:url"))
    for link in tree.xpath("//link[@rel='canonical']/@href"):
        put("url", link)
    return found


def _linked(text: str | None) -> list[dict[str, Any]]:
    try:
        data = json.loads(text or "")
    except (ValueError, RecursionError):
        return []
    if isinstance(data, dict):
        data = data.get("@graph", [data])
    return [item for item in data if isinstance(item, dict)] if isinstance(data, list) else []
