"""What another reader of pages tells of a folder of pages: `PYTHON benchmarks/page_peers.py TOOL FOLDER OUT`.

It imports nothing of ours, so that it runs in an environment of the peers' own (`benchmarks/pages.py` says which). Each page is
given as bytes and without its address; comments of readers are not asked for, all else is as the tool comes.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

NOT_HERE = 3  # how this ends where the tool is not installed
_BLOCKS = ("p", "div", "li", "br", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "blockquote", "pre", "section", "article")
Told = dict[str, str]
"""Any of text, title and published."""


def _trafilatura() -> Callable[[bytes], Told]:
    import trafilatura

    def read(page: bytes) -> Told:
        about = trafilatura.extract_metadata(page)
        text = trafilatura.extract(page, include_comments=False) or ""
        return {"text": text, "title": (about and about.title) or "", "published": (about and about.date) or ""}

    return read


def _newspaper4k() -> Callable[[bytes], Told]:
    import newspaper

    def read(page: bytes) -> Told:
        article = newspaper.Article("https://page.example/", fetch_images=False)  # else it fetches what the page names
        article.download(input_html=page)
        article.parse()
        day = article.publish_date
        return {"text": article.text, "title": article.title or "", "published": day.isoformat() if day else ""}

    return read


def _readability() -> Callable[[bytes], Told]:
    import lxml.html
    import readability

    def read(page: bytes) -> Told:
        document = readability.Document(page)
        tree: Any = lxml.html.fromstring(document.summary())
        for block in tree.iter(*_BLOCKS):
            block.tail = "\n" + (block.tail or "")
        return {"text": tree.text_content(), "title": document.short_title() or "", "published": ""}

    return read


TOOLS = {"trafilatura": _trafilatura, "newspaper4k": _newspaper4k, "readability-lxml": _readability}


def main() -> None:
    tool, folder, out = sys.argv[1:]
    try:
        read = TOOLS[tool]()
    except ImportError as error:
        print(f"{tool}: {error}", file=sys.stderr)
        sys.exit(NOT_HERE)
    found: dict[str, Told] = {}
    for path in sorted(Path(folder).iterdir()):
        try:
            found[path.name] = read(path.read_bytes())
        except Exception as error:  # a page that a tool breaks on is lost to it; whatever it raised
            print(f"{tool}, {path.name}: {type(error).__name__}: {str(error)[:200]}", file=sys.stderr)
            found[path.name] = {}
    Path(out).write_text(json.dumps(found, ensure_ascii=False), "utf-8")


if __name__ == "__main__":
    main()
