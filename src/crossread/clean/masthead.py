"""What the head and the edges of a plain-text report say of itself: title, outlet, date, byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from crossread.clean.date_lines import DateLine, read_date_line
from crossread.clean.dates import DATE, iso_date
from crossread.clean.lines import Line, bare
from crossread.languages.tables import load

HEAD_LINES = 12  # lines with text in which masthead, byline and date are looked for
MAX_TITLE = 200  # characters; a longer line before the first paragraph is a summary, no title
# a masthead that does not end on a word like "Post" or "News" is short, or it is a headline in capitals
MAX_WEAK_WORDS = 4
MIN_TITLE_WORDS = 3  # fewer words are a button or the name of a section
PARAGRAPH_WORDS = 14  # from here on a line that ends like a sentence is reporting
_BYLINE = re.compile(r"^(?:By|BY|by)\s+(?=[A-Z])(?P<names>.{2,120})$")
_BYLINE_BARE = re.compile(r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}, (?P<outlet>[A-Z][\w&'’. ]{2,40})$")
_BYLINE_SMALL = re.compile(r"^(?:words|text|story|report) by\s", re.I)
_FOR_OUTLET = re.compile(r"\b(?:for|FOR)\s+(?P<name>(?:the |The |THE )?[A-Z][\w&'’. -]{2,40})$")
_TITLE_WORD = re.compile(r"^(?:[A-Z0-9&'’.-]\S*|of|the|and|for|in|on|at|de|la|&)$")
_SIDE = re.compile(r"\s*[|–—]\s")
_CREDIT = r"\((?P<credit{0}>[A-Z][\w&.'’ ]{{1,30}})\)|/(?P<wire{0}>[A-Z][\w&.'’ ]{{1,30}})/"
_PLACE = r"[A-Z][A-Z.'’ -]+[A-Z](?:[,/]\s?[A-Z][\w.'’]+(?:\s[A-Z][\w.'’]+){0,2}(?=[\s,/(]))?"
_DAY = (
    r"(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?(?:,\s\d{4})?|\d{1,2}\s[A-Z][a-z]{2,8}\.?(?:,?\s\d{4})?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d{2}-\d{2})"
)
# A place in capitals, a day and an agency in any order, and a dash: "OSLO, March 4 (Lumen) -", "(Lumen) OSLO, 4 March
# 2032 —".
_DATELINE = re.compile(
    rf"^(?:(?:{_CREDIT.format(1)})\s*[-–—]?\s*)?{_PLACE}(?:,?\s*(?:\(?(?P<date>{_DAY})\)?|{_CREDIT.format(2)}|(?:Mon|"
    rf"Tues|Wednes|Thurs|Fri|Satur|Sun)day)){{0,3}}\s*(?:[–—]|--?|:)\s"
)
_OWN_PROMOTION = re.compile(
    r"\b(?:go to|visit|subscribe to|sign up to|sign up for|log on to|also on|more from|follow|welcome to|"
    r"download the)\s+"
    r"(?:the\s+)?(?P<name>[A-Z][\w&'’]*(?:\s+(?:[A-Z][\w&'’]*|of|and|the|&)){0,5})"
)
_OWN_NOTICE = re.compile(r"^(?P<name>[A-Z][\w&'’]*(?:\s+[A-Z][\w&'’]*){0,4}) (?:is|are) not responsible\b")
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))\s*(?:\(c\)|©)?\s*(?:\d{4}\s*)?(?P<name>[A-Z][^.,|]{2,50})", re.I)
_RELEASE = re.compile(r"^SOURCE:? (?P<name>[A-Z][\w&'’.,() -]{2,60})$")
_COMPANY = re.compile(r",?\s+(?:company|co|ltd|limited|inc|llc|plc|group|media group|corporation|corp)\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Head:
    """Which lines (by number) are not reporting and why, and any of title, outlet, published."""

    marked: dict[int, str]
    metadata: dict[str, str]


@cache
def _words() -> dict[str, frozenset[str]]:
    data = load("masthead")
    return {
        "press": frozenset(data["press_words"].split()),
        "weak": frozenset(data["weak_words"].split()),
        "labels": frozenset(data["labels"].split("|")),
    }


def is_byline(line: str) -> bool:
    """Say whether a line names who wrote the report, and nothing else."""
    if _BYLINE.match(line) or _BYLINE_SMALL.match(line):
        return line[-1:] not in "?!"
    unled = _BYLINE_BARE.match(line)  # "Ada Holm, Harbour Times"
    return bool(unled and _ends_as_press(unled["outlet"]))


def _date_line(line: str) -> DateLine | None:
    return read_date_line(line, _stands_in_a_head)


def _stands_in_a_head(part: str) -> bool:
    """Say whether a part of a line is a byline, an outlet, a section: names, and no words of a sentence."""
    return is_byline(part) or _is_label(part) or _has_name_shape(part.replace(",", ""))


def is_navigation(line: str) -> bool:
    """Say whether a line is a row of menu entries: three or more short parts between bars or dots."""
    for bar in (" > ", " » ", " › "):  # the way to a section: "World > Europe"
        parts = line.split(bar)
        if len(parts) == 2 and all(len(part.split()) <= 3 and part[-1:] not in ".?!" for part in parts):
            return True
    for bar in (" | ", " · ", " > ", " / ", " • ", " » "):
        parts = line.split(bar)
        if len(parts) >= 3 and all(len(part.split()) <= 4 and part[-1:] not in ".?!" for part in parts):
            return True
    return False


@dataclass(slots=True)
class _HeadLines:
    """What the first lines were found to be, while they are read; `free` are those that may be title or masthead."""

    marked: dict[int, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    free: list[tuple[int, str]] = field(default_factory=list)
    dates: list[DateLine] = field(default_factory=list)

    def take(self, number: int, words: str, *, residue: bool) -> None:
        """Take one line: a date, a byline, what is known for no reporting, the label of a section, or free."""
        dated = _date_line(words)
        if dated is not None:
            self.dates.append(dated)
            self.marked[number] = "publication date"
            for part in dated.beside:
                _outlet_of_part(part, self.metadata)
        elif is_byline(words):
            self.marked[number] = "byline"
            _outlet_of_byline(words, self.metadata)
        elif residue:
            return
        elif _is_label(words):
            self.marked[number] = "section label"
        else:
            self.free.append((number, words))


def read_head(text: str, lines: Sequence[Line], residue: frozenset[int]) -> Head:
    """Read the lines before the first paragraph. `residue` are the lines already known for no reporting."""
    head = _HeadLines()
    for number, line in enumerate(lines[:HEAD_LINES]):
        words = bare(line.text)
        if len(words.split()) >= PARAGRAPH_WORDS and words[-1:] in ".!?”\"’'":
            break
        head.take(number, words, residue=number in residue)
    if head.dates:  # a line that says only when the report was changed counts where no other dates it
        head.metadata["published"] = _iso(next((one for one in head.dates if not one.changed), head.dates[0]).date)
    masthead, title = _masthead_and_title(head, text)
    if masthead is not None:
        head.metadata.setdefault("outlet", _name(bare(lines[masthead].text)))
        head.marked[masthead] = "masthead"
    if title is None or _is_sentence(bare(lines[title].text)):
        at_top = bool(lines) and text[: lines[0].start].strip() == ""
        short = _short_title(head.free, masthead, at_top, bool(head.marked))
        title = title if short is None else short
    if title is not None:
        head.metadata["title"], _, side = bare(lines[title].text).partition(" | ")
        if _has_name_shape(side) and _ends_as_press(side):
            head.metadata.setdefault("outlet", side)
    for line in lines[:HEAD_LINES]:
        _read_dateline(line.text, head.metadata)
    return Head(head.marked, head.metadata)


def _masthead_and_title(head: _HeadLines, text: str) -> tuple[int | None, int | None]:
    """Return which of the free lines is the masthead and which the title, where there are such."""
    has_date = "publication date" in head.marked.values()
    title: int | None = None
    masthead: int | None = None
    for position, (number, words) in enumerate(head.free):
        set_apart = has_date and (position > 0 or head.marked.get(number + 1) == "publication date")
        if masthead is None and len(head.free) > 1 and _is_masthead(words, text, set_apart):
            masthead = number
        elif title is None and len(words) <= MAX_TITLE and len(words.split()) >= MIN_TITLE_WORDS:
            title = number
    return masthead, title


def _is_sentence(line: str) -> bool:
    """Say whether a line ends as a sentence of the text does, which few headlines do: "The river rose. Two
    drowned."."""
    return line[-1:] == "." or ". " in line


def _short_title(free: Sequence[tuple[int, str]], masthead: int | None, at_top: bool, in_a_head: bool) -> int | None:
    """Return the line of a headline of one or two words: the first of the text, and more than a name standing alone."""
    number, words = next(((n, w) for n, w in free if n != masthead), (-1, ""))
    if (
        number != 0
        or not at_top
        or len(words.split()) >= MIN_TITLE_WORDS
        or _ends_as_press(words)
        or words[-1:] in ".:;,"
    ):
        return None
    told = any(word[:1].islower() for word in words.split())  # "Kerrow sold": a name alone has no such word
    return number if told or in_a_head or masthead is not None else None


def outlet_of_edges(lines: Sequence[str]) -> str | None:
    """Take the outlet from the site's own promotion or sign-off (lines of residue), never from who was told
    something."""
    for pattern in (_OWN_NOTICE, _RELEASE, _OWN_PROMOTION, _COPYRIGHT):
        for line in lines:
            found = pattern.search(line)
            if found:
                name = _COMPANY.sub("", found["name"].strip()) if pattern is _COPYRIGHT else found["name"].strip()
                if pattern in (_OWN_NOTICE, _RELEASE) or _ends_as_press(name) or _ends_as_press(name.rsplit(" ", 1)[0]):
                    return name
    return None


def _outlet_of_byline(line: str, metadata: dict[str, str]) -> None:
    last = line.split(",")[-1].strip()
    if "," in line and _has_name_shape(last) and _ends_as_press(last):
        metadata.setdefault("outlet", last)
        return
    found = _FOR_OUTLET.search(line)
    if found and _ends_as_press(found["name"]):
        metadata.setdefault("outlet", found["name"].title() if found["name"].isupper() else found["name"])


def _iso(words: str) -> str:
    """Return a date in ISO 8601, or as written where its day and month could change places."""
    return iso_date(words) or words


def _outlet_of_part(part: str, metadata: dict[str, str]) -> None:
    """Take the outlet from what stands beside a date: "Harbour Times", "By Kit Ames, Harbour Times"."""
    for name in (part.strip() for part in part.split(",")):
        if _has_name_shape(name) and _ends_as_press(name) and not name.lower().startswith("by "):
            metadata.setdefault("outlet", name)
    _outlet_of_byline(part, metadata)


def _read_dateline(text: str, metadata: dict[str, str]) -> None:
    """A dateline with a year dates a report that nothing else dates; its credit names the outlet that nothing else
    names."""
    found = _DATELINE.match(text)
    if not found:
        return
    if DATE.search(found["date"] or ""):
        metadata.setdefault("published", _iso(found["date"]))
    credit = found["credit1"] or found["credit2"]
    if credit:
        metadata.setdefault("outlet", credit)


def _name(line: str) -> str:
    return _SIDE.split(line)[0].strip(" •·|")


def _is_label(line: str) -> bool:
    """Say whether a line is the name of a section or a flag ("BREAKING", "World news"), not of an outlet."""
    return line.strip(" :!-–—").lower() in _words()["labels"]


def _is_masthead(line: str, text: str, set_apart: bool) -> bool:
    """Say whether a line of the head is the outlet's name. `set_apart`: a title above it or a date below sets it apart.

    A name that ends on a word of the press is one. Another must be set apart, and hold a word that outlets like or
    stand once more in the text; in capitals throughout it is a heading.
    """
    name = _name(line)
    if not _has_name_shape(name):
        return False
    if _ends_as_press(name):
        return True
    words = name.split()
    if not set_apart or len(words) > MAX_WEAK_WORDS or (name.isupper() and len(words) > 1):
        return False
    return any(word.lower() in _words()["weak"] for word in words) or text.count(name) > 1


def _has_name_shape(name: str) -> bool:
    words = name.split()
    return (
        1 <= len(words) <= 6
        and name[-1:] not in '.?!:…,;”"'
        and ":" not in name
        and all(_TITLE_WORD.match(w) for w in words)
    )


def _ends_as_press(name: str) -> bool:
    """Say whether a name ends like an outlet's ("Korsby Times"), or has the word before "of" ("Times of Korsby")."""
    words = [word.strip(".,").lower() for word in _name(name).split()]
    press = _words()["press"]
    if len(words) > 2 and "of" in words[1:-1]:
        words = words[: words.index("of", 1)]
    return bool(words) and words[-1] in press
