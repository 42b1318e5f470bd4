"""LexisNexis: "2 of 3 DOCUMENTS" before each article, or "End of Document" after it (Nexis Uni)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.collect.exports.article import Article, date_in, is_copyright, make_article

_NUMBERED = re.compile(r"^[ \t]*(?:Document )?\d{1,6} of \d{1,6}(?: DOCUMENTS?)?[ \t]*$", re.M)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*$", re.M)
_HEAD = frozenset(
    [
        "byline", "section", "length", "dateline", "highlight", "headline", "source", "column", "series",
        "distribution", "title",
    ]  # fmt: skip
)
_TAIL = frozenset([
    "load-date", "language", "publication-type", "graphic", "subject", "company", "ticker", "person", "city", "state",
    "country", "industry", "organization", "geographic", "journal code", "pub-type", "document-type", "classification",
    "correction-date", "update", "photo", "drawing", "chart",
])  # fmt: skip
_KEY = re.compile(r"^[ \t]*(?P<key>[A-Z][A-Za-z]*(?:[ -][A-Za-z]+){0,2}):(?:[ \t]+(?P<value>.*)|[ \t]*)$")
MIN_MARKED = 2  # numbers before articles are taken for an export only where their head has such keys, or there are two


def articles(text: str) -> Sequence[Article]:
    """Return the articles of an export of LexisNexis, or nothing."""
    ends = list(_ENDED.finditer(text))
    if ends:
        places = [0, *(end.end() for end in ends)]
        chunks = [text[a : end.start()] for a, end in zip(places, ends, strict=False)]
        return [_of_uni(chunk) for chunk in chunks if chunk.strip()]
    marks = list(_NUMBERED.finditer(text))
    if not marks or ("DOCUMENT" not in text[marks[0].start() : marks[0].end()] and len(marks) < MIN_MARKED):
        return ()
    bounds = [*(mark.start() for mark in marks[1:]), len(text)]
    chunks = [text[mark.end() : end] for mark, end in zip(marks, bounds, strict=True)]
    if not any(_key(line) for chunk in chunks for line in chunk.split("\n")):
        return ()
    return [_of_documents(chunk) for chunk in chunks if chunk.strip()]


def _key(line: str) -> tuple[str, str] | None:
    found = _KEY.match(line)
    name = found["key"].lower() if found else ""
    return (name, (found["value"] or "").strip()) if found and (name in _HEAD or name in _TAIL) else None


def _of_documents(chunk: str) -> Article:
    """Read outlet, date and title from the lines before the first key, then keys, then the text up to the closing
    keys."""
    lines = chunk.split("\n")
    first = next((n for n, line in enumerate(lines) if _key(line)), len(lines))
    title, outlet, published = _free_lines([line.strip() for line in lines[:first]])
    head, begin = _keys(lines, first)
    end = next((n for n in range(begin, len(lines)) if (key := _key(lines[n])) and key[0] in _TAIL), len(lines))
    body = [line for line in lines[begin:end] if not is_copyright(line)]
    return make_article(_text(head, body), title=head.get("headline", title), outlet=outlet, published=published)


def _of_uni(chunk: str) -> Article:
    """Read title, outlet and date from the first lines; the text stands between "Body" and the closing keys."""
    lines = chunk.split("\n")
    begin = next((n + 1 for n, line in enumerate(lines) if line.strip() == "Body"), None)
    if begin is None:
        begin = next((n for n, line in enumerate(lines) if _key(line)), 0)
        _, begin = _keys(lines, begin)
    top = [line.strip() for line in lines[:begin]]
    head, _ = _keys(top, next((n for n, line in enumerate(top) if _key(line)), len(top)))
    free = [line for line in top if line and line != "Body" and not _key(line) and not is_copyright(line)]
    published = next((date for line in free if (date := date_in(line))), "")
    named = [line for line in free if not date_in(line)]
    end = next(
        (
            n
            for n in range(begin, len(lines))
            if lines[n].strip() in ("Classification", "Graphic", "Notes")
            or ((key := _key(lines[n])) and key[0] in _TAIL)
        ),
        len(lines),
    )
    return make_article(
        _text(head, lines[begin:end]), title=" ".join(named[:1]), outlet=" ".join(named[1:2]), published=published
    )


def _free_lines(lines: list[str]) -> tuple[str, str, str]:
    """Return title, outlet and date: the outlet stands above the date, the title below it."""
    dated = next((n for n, line in enumerate(lines) if date_in(line)), None)
    if dated is None:
        free = [line for line in lines if line and not is_copyright(line)]
        return " ".join(free[1:]), " ".join(free[:1]), ""
    above = [line for line in lines[:dated] if line and not is_copyright(line)]
    below = [
        line
        for line in lines[dated + 1 :]
        if line and not line.endswith((" Edition", " edition")) and not is_copyright(line)
    ]
    return " ".join(below), " ".join(above[:1]), date_in(lines[dated])


def _keys(lines: list[str], begin: int) -> tuple[dict[str, str], int]:
    """Return the keys of the head from line `begin` on, and the line behind the last; a value goes on to the next
    blank line."""
    found: dict[str, str] = {}
    at, behind = begin, begin
    name = ""
    while at < len(lines):
        key = _key(lines[at])
        if key is not None and key[0] in _HEAD:
            name, found[key[0]] = key
        elif key is not None or (lines[at].strip() and not name):
            break
        elif not lines[at].strip():
            name = ""
        else:
            found[name] += " " + lines[at].strip()
        at += 1
        behind = at
    return found, behind


def _text(head: dict[str, str], body: list[str]) -> str:
    text = "\n".join(body).strip("\n")
    if head.get("dateline"):
        text = f"{head['dateline']} — {text.lstrip()}"
    return f"{head['highlight']}\n\n{text}" if head.get("highlight") else text
