"""Plain text: which lines are not reporting, and what the head of a report says of itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crossread.clean.dates import iso_date
from crossread.model import Residue

HEAD_LINES = 10  # lines with text in which masthead, byline and date are looked for
MAX_BOILERPLATE = 400  # characters; a longer line is reporting, whatever words it holds
MAX_TITLE = 200
_DATE_LABEL = re.compile(
    r"^(?:first )?(?:published|posted|updated|last updated|date|issued|released|filed)\b\s*(?:on|at)?\s*[:,]?\s*", re.I
)
_BYLINE = re.compile(r"^(?:By|BY|by)\s+(?=[A-Z])(?P<names>.{2,120})$")
_BYLINE_SMALL = re.compile(r"^(?:words|text|story|report) by\s", re.I)
_TITLE_WORD = re.compile(r"^(?:[A-Z0-9&'’.-]\S*|of|the|and|for|in|on|at|de|la|&)$")
_WEEKDAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE_LINE = re.compile(
    rf"^(?:{_WEEKDAYS},?\s*)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+[A-Za-z]{{3,9}}\.?,?\s+\d{{4}}|[A-Za-z]{{3,9}}\.?\s+\d{{1,2}},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}\S*)[\s,|·-]*(?:at\s+)?(?:\d{1,2}[:.]\d{2}\s*(?:am|pm)?\s*[A-Z]{0,4})?$",
    re.I,
)
_OWN_PROMOTION = re.compile(
    r"\b(?:go to|visit|subscribe to|sign up to|sign up for|log on to|also on|more from|follow|welcome to|download the)\s+"
    r"(?:the\s+)?(?P<name>[A-Z][\w&'’]*(?:\s+(?:[A-Z][\w&'’]*|of|and|the|&)){0,5})"
)
_OWN_NOTICE = re.compile(r"^(?P<name>[A-Z][\w&'’]*(?:\s+[A-Z][\w&'’]*){0,4}) (?:is|are) not responsible\b")
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))\s*(?:\(c\)|©)?\s*(?:\d{4}\s*)?(?P<name>[A-Z][^.,|]{2,50})", re.I)
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)


@dataclass(frozen=True, slots=True)
class Marks:
    """Residue in order of place, and any of title, outlet, published."""

    residue: tuple[Residue, ...]
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


@cache
def _rules() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], re.Pattern[str], frozenset[str]]:
    data = json.loads(files("crossread.clean").joinpath("data/residue.json").read_text("utf-8"))
    lines = tuple((reason, re.compile(pattern, re.I if reason != "" else 0)) for reason, pattern in data["lines"])
    return lines, re.compile(data["headings"], re.I), frozenset(data["press_words"].split())


def mark_text(text: str, *, page: bool) -> Marks:
    """Mark what is not reporting in a text; for a page (already extracted) only single lines are looked at."""
    residue: list[Residue] = []
    metadata: dict[str, str] = {}
    begin = 0
    front = None if page else _FRONT.match(text)
    if front:
        residue.append(Residue(start=0, end=front.end(), reason="front matter"))
        begin = front.end()
        for row in front[1].splitlines():
            key, _, value = row.partition(":")
            name = {"date": "published", "source": "outlet", "publication": "outlet"}.get(key.strip().lower(), key.strip().lower())
            if name in ("title", "outlet", "published", "url") and value.strip():
                metadata[name] = value.strip().strip("\"'")
    lines = _lines(text, begin)
    marked = {} if page else _head(lines, metadata)
    patterns, headings, _ = _rules()
    in_list = False
    for number, line in enumerate(lines):
        if number in marked:
            residue.append(Residue(start=line.start, end=line.end, reason=marked[number]))
            continue
        reason = None
        if len(line.text) <= MAX_BOILERPLATE:
            reason = next((why for why, pattern in patterns if pattern.search(line.text)), None)
            if reason is None and _is_navigation(line.text):
                reason = "navigation"
        apart = number > 0 and text.count("\n", lines[number - 1].end, line.start) > 1
        if headings.match(line.text):
            reason, in_list = reason or "related link", True
        elif in_list and (apart or line.text[-1:] in ".!?”\""):
            in_list = False
        if in_list and reason is None and len(line.text) <= MAX_TITLE:
            reason = "related link"
        if reason:
            residue.append(Residue(start=line.start, end=line.end, reason=reason))
    if "outlet" not in metadata and not page:
        outlet = _outlet_of(lines, residue, text)
        if outlet:
            metadata["outlet"] = outlet
    return Marks(tuple(sorted(residue, key=lambda item: item.start)), metadata)


def _lines(text: str, begin: int) -> list[_Line]:
    found, at = [], begin
    for raw in text[begin:].split("\n"):
        bare = raw.strip()
        if bare:
            start = at + raw.index(bare[0])
            found.append(_Line(start, start + len(bare), bare))
        at += len(raw) + 1
    return found


def _is_navigation(line: str) -> bool:
    """Say whether a line is a row of menu entries: three or more short parts between bars or dots."""
    for bar in (" | ", " · ", " > ", " / ", " • "):
        parts = line.split(bar)
        if len(parts) >= 3 and all(len(part.split()) <= 4 and part[-1:] not in ".?!" for part in parts):
            return True
    return False


def _is_masthead(line: str) -> bool:
    name = re.split(r"\s*[|–—]\s", line)[0]
    words = name.split()
    return 1 <= len(words) <= 6 and name[-1:] not in ".?!:…,;”\"" and all(_TITLE_WORD.match(w) for w in words)


def _names_press(line: str) -> bool:
    press = _rules()[2]
    name = re.split(r"\s*[|–—]\s", line)[0]
    return any(word.strip(".,").lower() in press for word in name.split())


def _is_paragraph(line: str) -> bool:
    return len(line.split()) >= 14 and line[-1:] in ".!?”\"’'"


def _head(lines: list[_Line], metadata: dict[str, str]) -> dict[int, str]:
    """Read the lines before the first paragraph; return which are residue and why."""
    marked: dict[int, str] = {}
    title: int | None = None
    masthead: int | None = None
    head = []
    for number, line in enumerate(lines[:HEAD_LINES]):
        if _is_paragraph(line.text):
            break
        head.append((number, line.text))
    for number, text in head:
        labelled = _DATE_LABEL.match(text)
        if (labelled and iso_date(text)) or _DATE_LINE.match(text):
            metadata.setdefault("published", iso_date(text) or text)
            marked[number] = "publication date"
        elif _BYLINE.match(text) or _BYLINE_SMALL.match(text):
            marked[number] = "byline"
            last = text.split(",")[-1].strip()
            if "," in text and _is_masthead(last) and _names_press(last):
                metadata.setdefault("outlet", last)
        elif _is_navigation(text) and len(re.split(r" [|·•/>] ", text)) >= 3:
            marked[number] = "navigation"
    dated = any(reason == "publication date" for reason in marked.values())
    free = [(number, text) for number, text in head if number not in marked]
    for position, (number, text) in enumerate(free):
        if masthead is None and _is_masthead(text) and (
            _names_press(text) if position == 0 and len(free) > 1 else _names_press(text) or (dated and position > 0)
        ):
            if position == 0 and len(free) < 2:
                continue
            masthead = number
        elif title is None and len(text) <= MAX_TITLE and not any(p.search(text) for _, p in _rules()[0]):
            title = number
    if masthead is not None:
        name = re.split(r"\s*[|–—]\s", lines[masthead].text)[0].strip()
        metadata["outlet"] = metadata.get("outlet") or name
        marked[masthead] = "masthead"
    if title is not None:
        metadata.setdefault("title", lines[title].text.lstrip("# ").strip())
    return marked


def _outlet_of(lines: list[_Line], residue: list[Residue], text: str) -> str | None:
    """Take the outlet from the site's own promotion or sign-off, never from who was told something."""
    spans = [text[item.start : item.end] for item in residue]
    for pattern in (_OWN_NOTICE, _OWN_PROMOTION, _COPYRIGHT):
        for span in spans:
            found = pattern.search(span)
            if found:
                name = found["name"].strip()
                if _names_press(name) or pattern is _OWN_NOTICE:
                    return name
    return None
