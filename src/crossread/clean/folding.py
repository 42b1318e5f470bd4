"""A report as it is read: what no reader sees is taken out and wrapped lines are whole again; offsets lead back.

Plain text stays in the report as it was decoded. It is read folded: invisible characters, hyphens at line ends and the
line ends that a narrow column put into sentences would cut words, names and quotations in two. Only characters are
taken out or changed one for one, so that every place in the folded text has its place in the text as it stands.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from crossread.clean.lines import Line, find_lines
from crossread.languages.calendar import month_number
from crossread.languages.tables import words
from crossread.model import Dossier, Reading, Report
from crossread.model.annotations import Annotations
from crossread.model.places import moved

# Format characters that show nothing: soft hyphen, zero-width marks, joiners, variation selectors, direction marks.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]|\r(?=\n)"
)
_BLANK = re.compile(
    "[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
# "&amp;", "&#8217;", "&amp;nbsp;"
_ESCAPED = re.compile(r"&(?:amp;)*(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z]{2,8}\d{0,2});")
_BREAK = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_HYPHENATED = re.compile("(?<=[^\\W\\d_])(?P<hyphen>[-\u2010\u00ad])[ \\t]*(?P<end>\r?\n)[ \\t]*(?=[^\\W\\d_])")
# Blanks that a list of tokens leaves in words: "6. 1-magnitude", "3. 30 p. m.", "the world’ s", "‘ I don’ t". A
# number is closed up only in a report that shows one of the other signs, since elsewhere a sentence may begin with the
# second.
_PARTED_WORD = re.compile(
    r"(?<=[^\W\d_]’)[ ](?=(?:s|m|d|re|ve|ll)\b)|(?<=[nN]’)[ ](?=t\b)"
    r"|(?<=\s‘)[ ](?=\w)|(?<=\d[ ][ap]\.)[ ](?=m\b)|(?<=\d[ap]\.)[ ](?=m\b)"
)
_PARTED_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:, \d{3})+(?![\d,])")
# no list and no sentence's end: "120, 000", "1, 500-kilometre", "$2. 5 million", "5. 9 magnitude"
_ONE_FIGURE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:, \d{3})*(?:, 000\b|, \d{3}-[^\W\d_])"
    r"|[$€£¥]\d{1,3}\. \d{1,2}(?: (?:thousand|million|billion|trillion)|m|bn)\b"
    r"|(?<![\d.,:])\d{1,3}\. \d{1,2}(?:-| )(?:magnitude|million|billion|trillion)\b"
)
_BEGINS_WITH_NOTHING = re.compile(r"[1-9]\d{0,2}(?:, \d{3})*, 0\d\d(?=[ -][a-z])")  # no list has "051": "4, 051 yards"
_MONTH_BEFORE = re.compile(r"([^\W\d_]+)\.? \Z")
_PARTED_NUMBER = re.compile(r"(?<![\d.,:])(?<!\n)\d{1,3}\.(?P<blank> )\d{1,2}(?!\d|[.,:]\d)")
_WORD_BEFORE = re.compile(r"[^\W\d_]+\Z")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"([^\W\d_]+)\.?\Z")
_LISTED = re.compile(r"(?:[-–—•*·▪●>#|]|\d{1,3}[.)]\s|\(?[a-z]\)\s)")
_CLOSED = re.compile(r"[.!?:;…][\"”’')\]]*\Z")
# Columns of mail, terminals and news wires are 60 to 80 wide; lines of more than 120 are paragraphs.
MIN_COLUMN, MAX_COLUMN = 40, 120
FILLED = 0.6  # of the column: a shorter line was not ended by the column
INDENT = 2  # blanks by which a first line of a paragraph stands in


@dataclass(frozen=True, slots=True)
class Folding:
    """The text as it is read; `deleted` are the places in the report's text of the characters that were taken out."""

    original: str
    text: str
    deleted: tuple[int, ...]
    folded_at: tuple[int, ...]  # for each deleted character, where it would stand in the folded text
    report: str | None = None

    def to_folded(self, place: int) -> int:
        """Return where a place of the report's text stands in the folded text."""
        return place - bisect_right(self.deleted, place - 1)

    def start(self, place: int) -> int:
        """Return where in the report's text a span that begins at this folded place begins."""
        return place + bisect_right(self.folded_at, place)

    def end(self, place: int) -> int:
        """Return where in the report's text a span that ends at this folded place ends."""
        return self.start(place - 1) + 1 if place else 0

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the report's text a span of the folded text stands."""
        begin = self.start(start)
        return begin, max(begin, self.end(end)) if end > start else begin

    def words(self, start: int, end: int, text: str) -> str:
        """Return the words of a span as they stand in the report; other words (a gist) stay."""
        return self.original[slice(*self.span(start, end))] if text == self.text[start:end] else text


def as_seen(text: str) -> str:
    """Return a title or a name as a reader sees it: escaped characters resolved, none that shows nothing."""
    return _INVISIBLE.sub("", _ESCAPED.sub(lambda match: _BLANK.sub(" ", _unescaped(match.group())), text))


def _unescaped(written: str) -> str:
    """Return the character that an entity stands for, whatever number of times it was escaped; else it as it is
    written."""
    while (found := html.unescape(written)) != written:
        written = found
    return written


def _entities(text: str) -> Iterator[tuple[range, str]]:
    """Yield the places of each escaped character, and the character."""
    for match in _ESCAPED.finditer(text) if "&" in text else ():
        found = _unescaped(match.group())
        if len(found) == 1:
            yield range(*match.span()), found


def fold(report: Report) -> Folding | None:
    """Fold the text of a report, or return None where it is read as it stands."""
    text = report.text
    deleted = {match.start() for match in _INVISIBLE.finditer(text)}
    changed = {match.start(): " " for match in _BLANK.finditer(text) if not _between_digits(text, match.start())}
    changed |= {match.start(): "\n" for match in _BREAK.finditer(text) if match.start() not in deleted}
    for match in _HYPHENATED.finditer(text):
        deleted.update(range(match.start("end"), match.end()))
        deleted.update(range(match.end("hyphen"), match.start("end")))
        if not _is_compound(text, match):
            deleted.add(match.start("hyphen"))
    for places, found in _entities(text):
        hidden = _INVISIBLE.match(found) is not None
        deleted.update(places if hidden else places[1:])
        changed[places[0]] = " " if _BLANK.match(found) or _BREAK.match(found) else found
    deleted |= set(_parted(text))
    changed |= {place: " " for place in _wrapped_ends(report) if place not in deleted}
    if not deleted and all(text[place] == new for place, new in changed.items()):
        return None
    pieces = list(text)
    for place, new in changed.items():
        pieces[place] = new
    for place in deleted:
        pieces[place] = ""
    return folding_of(text, "".join(pieces), tuple(sorted(deleted)))


def folding_of(original: str, text: str, deleted: tuple[int, ...]) -> Folding:
    """Return a folding that was kept: its two texts, and the places in the first, in order, that the second lacks."""
    return Folding(original, text, deleted, tuple(place - count for count, place in enumerate(deleted)))


def unfolded_reading(reading: Reading, folding: Folding) -> Reading:
    """Return the reading with every span at its place in the report's own text."""
    parts = {
        name: moved(getattr(reading, name), {reading.report: folding})
        for name in reading.__struct_fields__
        if name != "report"
    }
    return msgspec.structs.replace(reading, **parts)


def folded_report(report: Report, folding: Folding) -> Report:
    """Return the report with its text as it is read, and its residue at the places it has there."""
    residue = tuple(
        msgspec.structs.replace(mark, start=folding.to_folded(mark.start), end=folding.to_folded(mark.end))
        for mark in report.residue
    )
    return msgspec.structs.replace(report, text=folding.text, residue=residue)


def folded_annotations(given: Annotations, folding: Folding) -> Annotations:
    """Return annotations with every span at its place in the text as it is read."""
    return moved(given, {given.report: _ToFolded(folding)})


@dataclass(frozen=True, slots=True)
class _ToFolded:
    folding: Folding
    report: str | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.folding.to_folded(start), self.folding.to_folded(end)

    def words(self, start: int, end: int, text: str) -> str:
        return text


def _parted(text: str) -> Iterator[int]:
    """Yield the places of blanks that part what is one word or one number, in a text put together from tokens."""
    words_parted = [match.start() for match in _PARTED_WORD.finditer(text)]
    yield from words_parted
    thousands = [match for match in _PARTED_THOUSANDS.finditer(text) if not _is_dated(text, match.start())]
    sure = bool(words_parted) or _ONE_FIGURE.search(text) is not None
    if sure or thousands:
        yield from (match.start("blank") for match in _PARTED_NUMBER.finditer(text))
    # without another sign "rooms 12, 200 and 300" is a list
    closed = [match for match in thousands if sure or _BEGINS_WITH_NOTHING.match(text, match.start())]
    yield from (place for match in closed for place in range(*match.span()) if text[place] == " ")


def _is_dated(text: str, start: int) -> bool:
    """Say whether a number is a day of a month: "on May 5, 300 people marched"."""
    before = _MONTH_BEFORE.search(text, max(0, start - 20), start)
    return before is not None and month_number(before[1]) is not None


def _between_digits(text: str, place: int) -> bool:
    """Say whether a special blank parts thousands ("40\u202f000"): as a plain blank it would part two numbers."""
    return text[place - 1 : place].isdigit() and text[place + 1 : place + 2].isdigit()


def _is_compound(text: str, match: re.Match[str]) -> bool:
    """Say whether the hyphen at a line's end belongs to the word ("long-term"), not to the line ("depart-ment")."""
    if match["hyphen"] == "\u00ad":
        return False
    before = _WORD_BEFORE.search(text, max(0, match.start() - 40), match.start())
    after = _WORD_AFTER.match(text, match.end())
    left, right = before.group() if before else "", after.group() if after else ""
    if not right[:1].islower():
        return True
    if f"{left}-{right}" in text:
        return True
    return left.lower() in words("line_ends", "compound_words") and f"{left}{right}" not in text


def _wrapped_ends(report: Report) -> Iterator[int]:
    """Yield the places of line breaks that stand within a sentence or a paragraph because the line was full."""
    text = report.text
    lines = find_lines(text, 0)
    residue = sorted((mark.start, mark.end) for mark in report.residue)
    pairs = [pair for pair in zip(lines, lines[1:], strict=False) if _breaks(text, *pair) == 1]
    width = max((len(one.text) for one, _ in pairs), default=0)
    column = width if MIN_COLUMN <= width <= MAX_COLUMN else None
    joined = [_is_wrapped(text, one, other, column) for one, other in pairs]
    wrapped_blocks = _blocks_with(pairs, joined)
    for number, (one, other) in enumerate(pairs):
        if (
            _touches(residue, one)
            or _touches(residue, other)
            or (report.title and as_seen(one.text).startswith(report.title))
        ):
            continue
        same_block = wrapped_blocks[number] and not _LISTED.match(other.text) and not _is_indented(text, one, other)
        if joined[number] or same_block:
            place = one.end
            while text[place] not in "\n\r\x0b\x0c\x85\u2028\u2029":
                place += 1
            yield place + 1 if text[place : place + 2] == "\r\n" else place


def _is_wrapped(text: str, one: Line, other: Line, column: int | None) -> bool:
    if _LISTED.match(other.text) or _is_indented(text, one, other):
        return False
    first = other.text.split(None, 1)[0]
    if column and len(one.text) >= FILLED * column and len(one.text) + 1 + len(first) > column:
        return True
    if _CLOSED.search(one.text):
        return False
    if other.text[0].islower():
        return len(one.text.split()) > 1
    last = _LAST_WORD.search(one.text)
    return bool(
        last and len(one.text.split()) > 2 and last[1].lower() in words("line_ends", "open_words")
    ) or one.text.endswith(",")


def _blocks_with(pairs: Sequence[tuple[Line, Line]], joined: Sequence[bool]) -> list[bool]:
    """Say of each pair of lines whether it stands in a block (lines without a blank line between) most of which is
    wrapped."""
    found: list[bool] = []
    begin = 0
    for at in range(len(pairs) + 1):
        if at == len(pairs) or (at and pairs[at][0] != pairs[at - 1][1]):
            share = sum(joined[begin:at])
            found += [2 * share > at - begin] * (at - begin)
            begin = at
    return found


def _is_indented(text: str, one: Line, other: Line) -> bool:
    return _column_of(text, other) >= _column_of(text, one) + INDENT


def _column_of(text: str, line: Line) -> int:
    at = line.start
    while at and text[at - 1] in " \t":
        at -= 1
    return line.start - at


def _breaks(text: str, one: Line, other: Line) -> int:
    """Return how many line breaks stand between two lines."""
    gap = text[one.end : other.start].replace("\r\n", "\n")
    return sum(c in "\n\r\x0b\x85\u2028" for c in gap) + 2 * sum(c in "\x0c\u2029" for c in gap)


def _touches(residue: Sequence[tuple[int, int]], line: Line) -> bool:
    at = bisect_right(residue, (line.start, len(residue) and residue[-1][1] + 1)) - 1
    return any(start < line.end and line.start < end for start, end in residue[max(0, at) : at + 2])


def unfold(dossier: Dossier, foldings: Mapping[str, Folding], reports: Mapping[str, Report]) -> Dossier:
    """Return the dossier with every span at its place in the reports' own texts; `foldings` are by the reports' ids."""
    if not foldings:
        return dossier
    whole = [
        msgspec.structs.replace(reports[report.id], copy_of=report.copy_of) if report.id in foldings else report
        for report in dossier.reports
    ]
    names = [name for name in dossier.__struct_fields__ if name not in ("format", "reports", "stories")]
    parts = {name: moved(getattr(dossier, name), foldings) for name in names}
    return msgspec.structs.replace(dossier, **{**parts, "reports": tuple(whole)})
