"""Which words of a text are not reporting: promotion, sign-ups, links, captions, prompts, credits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from crossread.clean.lines import Line, bare, find_lines
from crossread.clean.masthead import is_byline, is_navigation, outlet_of_edges, read_head
from crossread.languages.tables import load
from crossread.model import Residue

MAX_LINK = 200  # characters; a longer line is no entry in a list of links
PAGE_HEAD = 4  # lines of an extracted page in which a byline may have stayed
TAIL_WORDS = 25  # a line of as many words is a paragraph: what only closes a report does not stand above one
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.S)
_FRONT_NAMES = {"date": "published", "source": "outlet", "publication": "outlet", "headline": "title"}
_SENTENCE_END = re.compile(r"[.!?][”\"’')]*$")


@dataclass(frozen=True, slots=True)
class Marks:
    """Residue in order of place, and any of title, outlet, published, url."""

    residue: tuple[Residue, ...]
    metadata: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A line of at most `words` words that matches is no reporting; a longer one is, whatever it holds."""

    reason: str
    pattern: re.Pattern[str]
    words: int


@dataclass(frozen=True, slots=True)
class _Rules:
    lines: tuple[_Rule, ...]
    tail: tuple[_Rule, ...]
    lists: re.Pattern[str]
    sections: re.Pattern[str]


@cache
def _rules() -> _Rules:
    data = load("residue")
    lines, tail = (tuple(_Rule(why, re.compile(p, re.I), n) for why, p, n in data[kind]) for kind in ("lines", "tail"))
    return _Rules(lines, tail, re.compile(data["lists"], re.I), re.compile(data["sections"], re.I))


def mark_text(text: str, *, page: bool) -> Marks:
    """Mark what is not reporting. Of a page (already extracted) the head gives no title, outlet or date."""
    front = None if page else _FRONT.match(text)
    begin = front.end() if front else 0
    lines = find_lines(text, begin)
    reasons = _line_reasons(text, lines)
    metadata = _front_matter(front[1]) if front else {}
    if page:
        reasons |= {n: "byline" for n, line in enumerate(lines[:PAGE_HEAD]) if is_byline(line.text)}
    else:
        head = read_head(text, lines, frozenset(reasons))
        reasons |= head.marked
        metadata = {**head.metadata, **metadata}
        if "outlet" not in metadata:
            outlet = outlet_of_edges([lines[number].text for number in sorted(reasons)])
            metadata |= {"outlet": outlet} if outlet else {}
    residue = [Residue(start=lines[n].start, end=lines[n].end, reason=reasons[n]) for n in sorted(reasons)]
    if front:
        residue.insert(0, Residue(start=0, end=front.end(), reason="front matter"))
    return Marks(tuple(residue), metadata)


def _front_matter(block: str) -> dict[str, str]:
    found = {}
    for row in block.splitlines():
        key, _, value = row.partition(":")
        name = _FRONT_NAMES.get(key.strip().lower(), key.strip().lower())
        if name in ("title", "outlet", "published", "url") and value.strip():
            found[name] = value.strip().strip("\"'")
    return found


def _line_reasons(text: str, lines: Sequence[Line]) -> dict[int, str]:
    """Return line number -> why it is no reporting."""
    rules = _rules()
    found: dict[int, str] = {}
    in_list = in_section = False
    last_paragraph = max((n for n, line in enumerate(lines) if len(line.text.split()) >= TAIL_WORDS), default=-1)
    for number, line in enumerate(lines):
        words = bare(line.text)
        count = len(words.split())
        reason = next(
            (
                rule.reason
                for rule in (*rules.lines, *(rules.tail if number > last_paragraph else ()))
                if count <= rule.words and (rule.pattern.search(words) or rule.pattern.search(line.text))
            ),
            "navigation" if is_navigation(words) else None,
        )
        apart = number > 0 and text.count("\n", lines[number - 1].end, line.start) > 1
        if rules.lists.match(words):
            reason, in_list = reason or "related link", True
        elif in_list and (apart or _SENTENCE_END.search(words)):
            in_list = False
        if in_list and reason is None and len(words) <= MAX_LINK:
            reason = "related link"
        in_section = in_section or bool(rules.sections.match(words))
        if in_section and reason is None:
            reason = "closing section"
        if reason:
            found[number] = reason
    return found
