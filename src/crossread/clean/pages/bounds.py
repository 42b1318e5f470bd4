"""Bounds of a page, kept before it is parsed: the parser runs in C, where nothing can stop it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# What XML 1.0 has no place for (section 2.2, "Characters"); lxml refuses to move text that holds it.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MAX_TAG = 8_000  # characters of one tag; libxml2 compares each attribute with all before it (100,000 of them: 234 s)
MAX_DEPTH = 240  # libxml2 leaves out what is nested deeper than 256
LARGE = 500_000  # characters of markup from which scripts and styles are taken out before the page is parsed
_UNREAD = (("<script", "</script"), ("<style", "</style"), ("<svg", "</svg"), ("<!--", "-->"))
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^<>]*)>")
_VOID = frozenset([
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dd", "dt", "tr", "td", "th", "option",
])  # fmt: skip
_INLINE = frozenset(
    [
        "span", "b", "i", "em", "strong", "font", "a", "u", "small", "big", "abbr", "cite", "code", "sub", "sup",
        "mark", "s", "q",
    ]  # fmt: skip
)


@dataclass(frozen=True, slots=True)
class Bounded:
    """Markup that can be parsed in time proportional to its length, and what was changed."""

    markup: str
    notes: tuple[str, ...]


def has_tags(markup: str) -> bool:
    """Say whether there is any tag in a page."""
    return _TAG.search(markup) is not None


def within_bounds(markup: str) -> Bounded:
    """Take out what no parser should meet; each change is said."""
    notes: list[str] = []
    markup = _FORBIDDEN.sub(" ", markup)
    if len(markup) > LARGE:
        markup = _without_scripts(markup)
    markup, long_tags = _short_tags(markup)
    if long_tags:
        notes.append(f"{long_tags} tags of more than {MAX_TAG:,} characters are read without their attributes")
    if _depth(markup) > MAX_DEPTH:
        markup = _TAG.sub(_flattened, markup)
        notes.append(f"its elements are nested more than {MAX_DEPTH} deep; it is read without its structure")
    return Bounded(markup, tuple(notes))


def _without_scripts(markup: str) -> str:
    """Take out scripts, styles, drawings and comments, but not what a page declares of itself (JSON-LD)."""
    low = markup.lower() if len(markup.lower()) == len(markup) else markup
    for opening, closing in _UNREAD:
        kept, at = [], 0
        while (start := low.find(opening, at)) >= 0:
            end = low.find(closing, start)
            end = len(markup) if end < 0 else end + len(closing)
            said = opening == "<script" and "ld+json" in low[start : start + 200]
            kept.append(markup[at : end if said else start])
            at = end
        markup = "".join([*kept, markup[at:]])
        low = markup.lower() if len(markup.lower()) == len(markup) else markup
    return markup


def _short_tags(markup: str) -> tuple[str, int]:
    kept: list[str] = []
    at = long_tags = 0
    while (start := markup.find("<", at)) >= 0:
        end = markup.find(">", start)
        end = len(markup) if end < 0 else end + 1
        if end - start > MAX_TAG:
            name = re.match(r"</?[a-zA-Z][a-zA-Z0-9]{0,20}", markup[start:end])
            kept += [markup[at:start], f"{name.group()}>" if name else " "]
            long_tags += 1
        else:
            kept.append(markup[at:end])
        at = end
    return "".join([*kept, markup[at:]]), long_tags


def _depth(markup: str) -> int:
    """Return how deep elements are nested, as far as tags tell; those that need no end do not count."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() in _VOID or tag[3].endswith("/"):
            continue
        depth = max(0, depth - 1) if tag[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _flattened(tag: re.Match[str]) -> str:
    name = tag[2].lower()
    if name in (
        "p", "h1", "h2", "h3", "br", "title", "script", "meta", "html", "head", "body", "time", "link", "style",
    ):
        return tag.group()
    return "" if name in _INLINE else "<br>"
