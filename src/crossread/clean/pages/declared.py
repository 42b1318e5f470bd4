"""What a page says of itself: meta tags, JSON-LD, microdata, its headline and its dates, in order of trust."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from crossread.clean.dates import DATE, iso_date

_ARTICLE = re.compile(
    r"(?:News|Report|Opinion|Analysis|Reportage|Review|Background|Satirical|Scholarly|Tech|Social|LiveBlog|"
    r"Blog)?(?:Article|Posting)$"
)
_DATE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:date|dateline|published|publish|pubdate|posted|timestamp|datetime|time)(?:$|[\s_-])", re.I
)
_PUBLISHED = re.compile(r"\b(?:published|posted|issued|first published)\b", re.I)
_META_DATES = (
    "article:published_time", "og:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.created", "parsely-pub-date", "sailthru.date", "publish-date", "pubdate", "cxenseparse:recs:publishtime",
)  # fmt: skip
_META_OUTLETS = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher")
MAX_LINKED = 500_000  # characters of JSON-LD on one page; more is no description
MAX_ITEMS = 200
LINES_OF_HEAD, MAX_DATE = 10, 40  # pieces of text behind the headline, and characters of one that is a date
MIN_HEADLINE = 15  # characters; a shorter headline ("Live updates") is part of many a title
_SET_OFF = "|–—·»:-"


@dataclass(frozen=True, slots=True)
class Declared:
    """Any of title, outlet, published, url, and what else a reader should know."""

    metadata: dict[str, str]
    notes: tuple[str, ...]


class _Found(dict[str, str]):
    def put(self, key: str, value: object) -> None:
        """Keep the first value of a key that is a text."""
        if isinstance(value, str) and value.strip() and key not in self:
            self[key] = " ".join(value.split())

    def put_date(self, value: object) -> None:
        """Keep the first value that is a date."""
        if isinstance(value, str) and iso_date(value):
            self.put("published", value)


def read_declarations(tree: Any) -> Declared:
    """Read what the page says of itself; the article's own words count before the site's."""
    found = _Found()
    tags = {
        (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower(): tag.get("content") or ""
        for tag in tree.iter("meta")
    }
    items = list(_linked(tree))
    articles = [item for item in items if any(_ARTICLE.search(kind) for kind in _types(item))]
    sites = [item for item in items if item not in articles]
    headline = _headline(tree)
    site = next((tags[name] for name in _META_OUTLETS if tags.get(name) and not tags[name].startswith("http")), "")
    if tags.get("og:title", "").strip().lower() != site.strip().lower():
        found.put("title", _own_title(tags.get("og:title", ""), headline))
    for article in articles:
        found.put("title", article.get("headline"))
        found.put_date(article.get("datePublished"))
        found.put("outlet", _name(article.get("publisher")))
        found.put("url", article.get("url"))
    found.put("outlet", site)
    for item in sites:
        if set(_types(item)) & {"WebSite", "NewsMediaOrganization", "Organization"}:
            found.put("outlet", item.get("name"))
    for name in _META_DATES:
        found.put_date(tags.get(name))
    _dates_of_the_article(tree, found)
    whole = (tree.xpath("string(//head/title)") or tree.xpath("string(//title)") or "").strip()
    shown = re.split(r"\s+[|–—·»-]\s+", whole)
    found.put("title", headline or shown[0])
    if len(shown) > 1 and len(shown[-1].split()) <= 6:
        found.put("outlet", shown[-1])
    found.put("url", tags.get("og:url"))
    for link in tree.xpath("//link[@rel='canonical']/@href"):
        found.put("url", link)
    paid = any(str(article.get("isAccessibleForFree")).lower() == "false" for article in articles)
    return Declared(
        dict(found), ("the page says that it is not free to read, so only its beginning may be here",) if paid else ()
    )


def _headline(tree: Any) -> str:
    """Return the headline: marked as such, else the first in the article, else the first of the page."""
    for path in ("//*[@itemprop='headline']", "//article//h1", "//main//h1", "//h1"):
        for element in tree.xpath(path):
            text = " ".join((element.get("content") or element.text_content() or "").split())
            if text:
                return text
    return ""


def _own_title(title: str, headline: str) -> str:
    """Return the headline where a title is that headline with more set off before or behind it, as the name of the
    site."""
    if len(headline) < MIN_HEADLINE:
        return title
    before, found, after = " ".join(title.split()).partition(headline)
    set_off = found and before.rstrip()[-1:] in _SET_OFF and after.lstrip()[:1] in _SET_OFF
    return headline if set_off else title


def _dates_of_the_article(tree: Any, found: _Found) -> None:
    """Take the date marked as published, else behind the headline the first `time`, one by its class, or a bare one."""
    for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        found.put_date(element.get("content") or element.get("datetime") or element.text_content())
    _dates_of_times(tree, ("//article//time", "(//article//h1 | //h1)[1]/following::time"), found)
    for element in tree.xpath("//article//*[@class] | (//h1)[1]/following::*[@class][position() < 40]"):
        text = element.text_content() or ""
        if _DATE_CLASS.search(element.get("class")) and len(text) < 120:
            found.put_date(text)
    for text in tree.xpath(
        f"(//article//h1 | //h1)[1]/following::text()[normalize-space()][position() <= {LINES_OF_HEAD}]"
    ):
        line = " ".join(text.split())
        if len(line) <= MAX_DATE and DATE.match(line):
            found.put_date(line)
    _dates_of_times(tree, ("//time",), found)


def _dates_of_times(tree: Any, paths: Sequence[str], found: _Found) -> None:
    for path in paths:
        times = [element for element in tree.xpath(path) if iso_date(_moment(element))]
        said = [element for element in times if _PUBLISHED.search(_before(element))]
        for element in (*said, *times):
            found.put_date(_moment(element))


def _moment(element: Any) -> str:
    return element.get("datetime") or element.text_content() or ""


def _before(element: Any) -> str:
    """Return the words right before an element, within its parent."""
    previous = element.getprevious()
    return str(
        (previous.tail if previous is not None else element.getparent().text if element.getparent() is not None else "")
        or ""
    )


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the objects of JSON-LD, those in lists, graphs and main entities too."""
    waiting: list[Any] = []
    for script in tree.xpath("//script[contains(@type,'ld+json')]"):
        text = (script.text_content() or "").strip()
        if not text or len(text) > MAX_LINKED:
            continue
        try:
            waiting.append(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue
    seen = 0
    while waiting and seen < MAX_ITEMS:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting = [*item[:MAX_ITEMS], *waiting]
        elif isinstance(item, dict):
            seen += 1
            yield item
            waiting += [
                item[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(item.get(key), (list, dict))
            ]


def _types(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type")
    return [str(one) for one in kind] if isinstance(kind, list) else [str(kind)] if kind else []


def _name(value: Any) -> str:
    """Return the name of a publisher, which may be a list, an object or a text."""
    if isinstance(value, list):
        return next((name for one in value if (name := _name(one))), "")
    if isinstance(value, dict):
        return _name(value.get("name") or "")
    return value if isinstance(value, str) else ""
