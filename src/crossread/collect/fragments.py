"""A piece of HTML that is no page (a mail, an entry of a feed) -> its text, a paragraph a line."""

from __future__ import annotations

import re
from typing import Any

_BLOCKS = frozenset(
    ["address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "figure", "footer", "form", "h1", "h2", "h3",
    "h4", "h5", "h6", "header",
     "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)  # fmt: skip
_UNSEEN = frozenset(["script", "style", "head", "title", "noscript", "template", "svg"])
_TAG = re.compile(r"<[a-zA-Z!/][^>]{0,500}>")
# What XML 1.0 has no place for (section 2.2, "Characters"); lxml refuses to move text that holds it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def looks_marked_up(text: str) -> bool:
    """Say whether a text holds tags of HTML."""
    return _TAG.search(text) is not None


def paragraphs(html: str) -> str:
    """Return the text of a piece of HTML with a blank line between its blocks; entities are resolved."""
    import lxml.html

    clean = _FORBIDDEN.sub(" ", html).encode("utf-8", "replace")
    try:
        tree: Any = lxml.html.fromstring(b"<div>" + clean + b"</div>", parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (ValueError, lxml.etree.ParserError):
        return ""
    pieces: list[str] = []
    hidden = 0
    for event, element in lxml.etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else ""
        unseen = tag in _UNSEEN
        if event == "start":
            hidden += unseen
            pieces.append("\n" if tag in _BLOCKS else "")
            pieces.append("" if hidden else element.text or "")
            continue
        hidden -= unseen and event == "end"
        pieces.append("\n" if tag in _BLOCKS and event == "end" else "")
        pieces.append("" if hidden or element is tree else element.tail or "")
    lines = (" ".join(line.split()) for line in "".join(_flat(piece) for piece in pieces).split("\n"))
    return "\n\n".join(line for line in lines if line)


def _flat(piece: str) -> str:
    return piece if piece == "\n" else piece.replace("\n", " ").replace("\r", " ")
