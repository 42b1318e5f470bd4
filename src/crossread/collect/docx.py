"""Word documents (DOCX) -> their text.

Read from the XML itself: python-docx's paragraphs leave out tracked insertions, content controls and text boxes, so
words of a release would be lost without a word. What was struck out (w:del) and hidden text is not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossread.collect.source import NotRead, Source, Warn
from crossread.collect.zipped_xml import open_zip, read_member, xml_part
from crossread.model import RawDocument

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}pPr", f"{_W}rPr", _FALLBACK})
_BREAKS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_TITLES = ("Title", "Heading1")


def read_docx(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the text of a Word document: paragraphs, rows of tables, text boxes, notes at the end."""
    with open_zip(source.data) as archive:
        names = set(archive.namelist())
        if "word/document.xml" not in names:
            raise NotRead("this is no Word document: it has no part word/document.xml")
        body = xml_part(archive, "word/document.xml")
        blocks = _blocks(body)
        for name in _NOTES:
            if name in names:
                blocks += _blocks(xml_part(archive, name))
        pictures = sum(name.startswith("word/media/") for name in names)
        comments = "word/comments.xml" in names and bool(read_member(archive, "word/comments.xml", 10_000_000))
    if not any(block.strip() for block in blocks):
        raise NotRead("this Word document has no text" + (f", only {pictures} pictures" if pictures else ""))
    if comments:
        warn(source.path, "comments in the margin are not read")
    title = next((text for style, text in _styled(body) if style in _TITLES and text.strip()), "")
    found = {"title": " ".join(title.split())} if title else {}
    yield RawDocument(
        path=source.path,
        text="\n\n".join(b for b in blocks if b.strip()),
        media="text",
        metadata={**found, **source.metadata},
    )


def _styled(body: Any) -> Iterator[tuple[str, str]]:
    for paragraph in body.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        if style is not None:
            yield style.get(f"{_W}val", ""), _text(paragraph)


def _blocks(root: Any) -> list[str]:
    """Return a text a paragraph, and a line a row of a table, in order of place."""
    found: list[str] = []
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_W}tr":
            cells = [" ".join(_text(p) for p in cell.iter(f"{_W}p")) for cell in element.iter(f"{_W}tc")]
            found.append("\t".join(" ".join(cell.split()) for cell in cells))
        elif element.tag == f"{_W}p":
            found.append(_text(element))
            boxes = [
                box
                for box in element.iter(f"{_W}txbxContent")
                if not any(a.tag == _FALLBACK for a in box.iterancestors())
            ]
            waiting += reversed(boxes)
        else:
            waiting += reversed([child for child in element if isinstance(child.tag, str)])
    return found


def _text(paragraph: Any) -> str:
    pieces: list[str] = []
    waiting = [child for child in reversed(paragraph)]
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED or element.tag == f"{_W}txbxContent":
            continue
        if element.tag == f"{_W}r" and element.find(f"{_W}rPr/{_W}vanish") is not None:
            continue
        if element.tag == f"{_W}t":
            pieces.append(element.text or "")
        elif element.tag in _BREAKS:
            pieces.append(_BREAKS[element.tag])
        else:
            waiting += [child for child in reversed(element) if isinstance(child.tag, str)]
    return "".join(pieces)
