"""Parts of a page: which are no reporting, which are tables, and the paragraphs where no article is found."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Any

ALWAYS = (
    "//script|//style|//noscript|//template|//iframe|//svg|//button|//select|//textarea|//dialog|//figcaption"
    "|//*[@hidden]|//comment()"
)
# Elements and classes of boxes. A box that holds most of the page's paragraphs is the article's own wrapper, whatever
# its name.
BOXES = "//nav|//aside|//form|//footer|//*[@class or @id]"
_BOX_WORDS = frozenset(
    ["promo", "promotion", "newsletter", "cookie", "cookies", "consent", "gdpr", "share", "sharing", "social",
    "comments", "disqus", "related", "recommended", "recirculation",
     "recirc", "trending", "ticker", "advert", "advertisement", "sponsored", "paywall", "subscribe", "signup",
     "breadcrumb", "breadcrumbs", "sidebar", "popup", "modal", "outbrain", "taboola"]
)  # fmt: skip
_COMPOUND = re.compile(
    r"author-?(?:box|bio|card)|most-?(?:read|popular)|read-?(?:more|next)|more-?(?:on|from|stories)|"
    r"comments?[-_]?(?:list|form|thread|section|area|policy)",
    re.I,
)
MOST = 0.5  # a box with more than half of the words of all paragraphs is no box
_BLOCKS = ("p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "dd")
_KEPT = frozenset(["html", "body", "article", "main", "head"])
_INLINE = frozenset(
    [
        "a", "abbr", "b", "br", "cite", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
        "sup", "time", "u", "wbr",
    ]  # fmt: skip
)
MIN_LOOSE = 10  # words; fewer that stand loose beside paragraphs are a label or a line of dots
_ENDS = ".!?”\"»…。！？」"
# Scripts without spaces between words: Thai, Lao, Burmese, Khmer, Japanese, Chinese.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
MIN_CELLS, MAX_CELL = 2, 200  # a table of one column, or with whole paragraphs in its cells, lays out a page
_SPLIT = re.compile(r"[\s_-]+|(?<=[a-z])(?=[A-Z])")


def count_words(text: str) -> int:
    """Return about how many words a text has; two signs of a script that leaves no space between words are one."""
    return len(text.split()) + (0 if text.isascii() else len(_UNSPACED.findall(text)) // 2)


def seen_text(tree: Any) -> str:
    """Return the text of a page without scripts and styles."""
    return " ".join(
        piece for element in tree.iter() if isinstance(element.tag, str)
        for piece in (element.text if element.tag not in ("script", "style", "noscript", "template") else "",
        element.tail) if piece
    )  # fmt: skip


def drop_what_is_no_reporting(tree: Any) -> None:
    """Take out what is never reporting, and boxes (navigation, promotion, prompts) that do not hold the article."""
    for element in tree.xpath(ALWAYS):
        _drop(element)
    words = _words_below(tree)
    total = words.get(tree, 0)
    article = _class_of_most_paragraphs(tree, words)
    for element in tree.xpath(BOXES):
        if element.tag in _KEPT or (element.tag == "p" and element.get("class") == article):
            continue
        if _is_box(element) and words.get(element, 0) <= MOST * total:
            _drop(element)


def _class_of_most_paragraphs(tree: Any, words: dict[Any, int]) -> str:
    """Return the class whose paragraphs together hold most words: the article's own, though each is small."""
    held: dict[str, int] = {}
    for paragraph in tree.iter("p"):
        named = paragraph.get("class") or ""
        held[named] = held.get(named, 0) + words.get(paragraph, 0)
    most = max(held, key=lambda named: held[named], default="")
    return most if held and held[most] > MOST * sum(held.values()) else ""


def wrap_loose_text(tree: Any) -> None:
    """Make a paragraph of text that stands loose between blocks beside paragraphs, as behind a picture at the
    beginning."""
    import lxml.html

    for box in tree.xpath("//*[p]"):
        for block in [child for child in box if child.tag not in _INLINE]:
            run = list(takewhile(_is_inline, block.itersiblings()))
            told = (block.tail or "") + "".join(element.text_content() + (element.tail or "") for element in run)
            if count_words(told) < MIN_LOOSE:
                continue
            paragraph = lxml.html.Element("p")
            paragraph.text, block.tail = block.tail, None
            paragraph.extend(run)
            block.addnext(paragraph)


def _is_inline(element: Any) -> bool:
    return all(one.tag in _INLINE for one in element.iter())


def _is_box(element: Any) -> bool:
    if element.tag in ("nav", "aside", "form", "footer"):
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    if len(named) > 1000:
        return False
    parts = {part.lower() for part in _SPLIT.split(named)}
    # "has-newsletter-bar", "no-sidebar": a state of the page, not the box itself
    states = any(name.startswith(("has-", "no-", "is-", "with-", "js-")) for name in named.split())
    return (bool(parts & _BOX_WORDS) and not states) or _COMPOUND.search(named) is not None


def _words_below(tree: Any) -> dict[Any, int]:
    """Return for each element the words of the paragraphs in it, counted once from the leaves up."""
    found: dict[Any, int] = {}
    for element in tree.iterdescendants():
        if element.tag not in _BLOCKS:
            continue
        count = count_words(element.text_content() or "") if not any(child.tag in _BLOCKS for child in element) else 0
        for above in (element, *element.iterancestors()) if count else ():
            found[above] = found.get(above, 0) + count
    return found


def _drop(element: Any) -> None:
    if element.getparent() is None:
        return
    if isinstance(element.tag, str):
        element.drop_tree()
    else:  # a comment has a tail that is text
        tail, parent, previous = element.tail or "", element.getparent(), element.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
        parent.remove(element)


def tables_to_rows(tree: Any) -> list[str]:
    """Turn every table of data into paragraphs, a row each, its cells apart by semicolons; returns the rows."""
    import lxml.html

    found: list[str] = []
    for table in tree.xpath("//table[not(.//table)]"):
        rows = [
            [" ".join((cell.text_content() or "").split()) for cell in row.xpath("./td|./th")]
            for row in table.iter("tr")
        ]
        cells = [cell for row in rows for cell in row]
        if (
            len(rows) < MIN_CELLS
            or max(map(len, rows), default=0) < MIN_CELLS
            or max(map(len, cells), default=0) > MAX_CELL
        ):
            continue
        box = lxml.html.Element("div")
        box.tail = table.tail
        for row in rows:
            line = "; ".join(cell for cell in row if cell)
            if line:
                paragraph = lxml.html.Element("p")
                paragraph.text = line
                box.append(paragraph)
                found.append(line)
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, box)
    return found


def paragraphs_of(tree: Any, least: int) -> list[str]:
    """Return the paragraphs of the article, or of the page, where they hold `least` words; a marked article needs
    half as many."""
    for path, needed in (
        ("//*[@itemprop='articleBody']", least // 2),
        ("//article", least // 2),
        ("//main", least),
        ("//body", least),
    ):
        for element in tree.xpath(path):
            lines = [
                " ".join((block.text_content() or "").split())
                for block in element.iter(*_BLOCKS)
                if not any(child.tag in _BLOCKS for child in block)
            ]
            prose = [line for line in lines if line]
            if sum(map(count_words, prose)) >= needed and any(line[-1] in _ENDS for line in prose):
                return prose
    return []
