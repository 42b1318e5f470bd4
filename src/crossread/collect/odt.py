"""OpenDocument texts (ODT) -> their text, read from the XML: odfpy, the library for them, has had no release since
2020."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from crossread.collect.source import NotRead, Source, Warn
from crossread.collect.zipped_xml import open_zip, xml_part
from crossread.model import RawDocument

_T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PARAGRAPHS = (f"{_T}p", f"{_T}h")
_SKIPPED = frozenset({f"{_T}tracked-changes", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end", f"{_T}note-citation"})


def read_odt(source: Source, warn: Warn) -> Iterator[RawDocument]:
    """Read the text of an OpenDocument text: paragraphs, headings, rows of tables, notes; struck-out text is not
    read."""
    with open_zip(source.data) as archive:
        if "content.xml" not in archive.namelist():
            raise NotRead("this is no OpenDocument text: it has no part content.xml")
        root = xml_part(archive, "content.xml")
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    blocks = _blocks(body) if body is not None else []
    if not any(block.strip() for block in blocks):
        raise NotRead("this OpenDocument file has no text")
    yield RawDocument(
        path=source.path, text="\n\n".join(b for b in blocks if b.strip()), media="text", metadata=source.metadata
    )


def _blocks(body: Any) -> list[str]:
    found: list[str] = []
    waiting = [body]
    while waiting:
        element = waiting.pop()
        if element.tag in _SKIPPED:
            continue
        if element.tag == f"{_TABLE}table-row":
            cells = [
                " ".join(_text(p) for p in cell.iter(*_PARAGRAPHS)) for cell in element.iter(f"{_TABLE}table-cell")
            ]
            found.append("\t".join(" ".join(cell.split()) for cell in cells))
        elif element.tag in _PARAGRAPHS:
            found.append(_text(element))
        else:
            waiting += reversed([child for child in element if isinstance(child.tag, str)])
    return found


def _text(paragraph: Any) -> str:
    pieces: list[str] = [paragraph.text or ""]
    for child in paragraph:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            pieces.append(_inline(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _inline(element: Any) -> str:
    if element.tag == f"{_T}s":
        count = str(element.get(f"{_T}c", "1"))
        return " " * min(int(count) if count.isdecimal() else 1, 100)
    if element.tag == f"{_T}tab":
        return "\t"
    if element.tag == f"{_T}line-break":
        return "\n"
    return _text(element) + ("\n" if element.tag in _PARAGRAPHS else "")
