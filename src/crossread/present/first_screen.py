"""The first screen of a story in the terminal: at most so many lines, whatever the width, the weightiest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from crossread.present.claims import ranges
from crossread.present.event import content
from crossread.present.front import Front, Line, front, parts, repeats
from crossread.present.lines import Line as AloneLine
from crossread.present.lines import alone, heaviest
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import ReportView, once
from crossread.present.summary import summary
from crossread.present.visible import one_line, shorten
from crossread.present.wording import SIGNS, clock, day

MOST_LINES = 56  # lines of one story; with the warnings behind it a terminal page of 60
PLACES = 2  # places of a line; the page has more
REPORTS = 8  # reports listed; more are counted
ALONE = 8  # lines of what only one text has
KEPT = 5  # lines that the parts above leave for what only one text has
MARKS = {
    "figures": ("#", "bold"), "conflict": (SIGNS["conflict"], "bold red"), "agree": (SIGNS["agree"], "green"),
    "objections": ("✗", "red"), "steps": ("›", "cyan"), "tellers": ("·", "dim"), "dealings": ("·", "dim"),
}  # fmt: skip
WARNINGS = 3  # lines of what was not read; more are counted
_NUMBERS = re.compile(r"\b(?:\d[\d,]*|one)\b")


def first_screen(out: Outline, story: StoryView, console: Console) -> None:
    """Print the first screen: parts in the order of what a reader asks, later ones cut where there is no room."""
    first = front(out, story)
    left = MOST_LINES - _print(console, _head(out, story, first))
    *shared, alone_part = _parts(out, story, first)
    kept = min(KEPT, left) if alone_part[3] else 0
    for title, sign, style, lines in (*shared, alone_part):
        room = left if title == alone_part[0] else left - kept
        left -= _part(console, title, (_row(sign, style, line) for line in lines), room)
    console.print(Text("Everything: --full; the page: --html FILE.", style="dim"))


def _print(console: Console, body: RenderableType) -> int:
    console.print(body)
    return len(console.render_lines(body, pad=False))


def _head(out: Outline, story: StoryView, first: Front) -> Group:
    parts: list[RenderableType] = [Text(""), Text(first.event.text, style="bold")]
    note = " · ".join(part for part in (first.event.note, first.where) if part)
    parts += [Text(note, style="dim"), Text(one_line(summary(out, story)))]
    reports = [_report(view) for view in story.reports[:REPORTS]]
    if len(story.reports) > REPORTS:
        reports.append(Text(f"and {len(story.reports) - REPORTS} more", style="dim"))
    return Group(*parts, Text(" · ").join(reports))


def _report(view: ReportView) -> Text:
    line = Text(f"{view.number} ", style="bold")
    line.append(view.label, style="not bold")
    when = f" {day(view.report.published)} {clock(view.report.published)}".rstrip() if view.report.published else ""
    line.append(when, style="dim not bold")
    line.append(f" copy of {view.copy_of}" if view.copy_of else "", style="dim not bold")
    return line


def _parts(out: Outline, story: StoryView, first: Front) -> Iterable[tuple[str, str, str, Sequence[Line]]]:
    """Yield title, sign, style and lines of every part that is there; what only one has comes last."""
    for part in parts(first, len(story.reports)):
        yield part.title, *MARKS[part.kind], part.lines
    above = [content(words) for words in first.words]
    lines = heaviest(alone(story, out.dossier.entities))
    found = [line for line in lines if not any(repeats(content(line.shown.text), other) for other in above)]
    found = (found or list(lines if len(story.reports) == 1 else ()))[:ALONE]
    title = "What only one has" if len(story.reports) > 1 else "What it says"
    yield title, SIGNS["single"], "blue", [_alone(line) for line in found]


def _alone(line: AloneLine) -> Line:
    return Line(line.shown.text, one_line(line.note), line.row.originals)


def _part(console: Console, title: str, rows: Iterable[Table], room: int) -> int:
    """Print a part as far as there is room for its head and a line at least; return the lines taken."""
    taken = 0
    for row in rows:
        lines = len(console.render_lines(row, pad=False)) + (1 if not taken else 0)
        if taken + lines > room:
            break
        if not taken:
            console.rule(Text(title, style="bold"), align="left")
        console.print(row)
        taken += lines
    return taken


def _row(sign: str, style: str, line: Line) -> Table:
    body = Text(line.text, style="bold" if line.words else "")
    if line.words and not line.again:
        body.append(f"  {line.words}", style="not bold")
    places = ", ".join(one.place for one in once(line.said)[: 2 * PLACES if sign == SIGNS["conflict"] else PLACES])
    note = "  ".join(part for part in (line.note, places) if part)
    body.append(f"  {note}", style="dim not bold")
    return _grid(Text(sign, style=style), body, 1)


def _grid(mark: Text, body: Text, width: int) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify="right" if width > 1 else "left", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(mark, body)
    return grid


def warnings(out: Outline, console: Console) -> None:
    """Print in at most three lines what was not read, or not measured: messages of one kind are one line."""
    kinds: dict[str, list[int | None]] = {}
    words: dict[str, str] = {}
    for number, message in out.warnings:
        path = next((one_line(view.report.path) for view in out.reports if view.number == number), "")
        text = message.removeprefix(f"{path}: ") if path else message
        kind = _NUMBERS.sub("#", text).replace("sums", "sum").replace("stay ", "stays ")
        kinds.setdefault(kind, []).append(number)
        words.setdefault(kind, text)
    if not kinds:
        return
    console.print()
    for kind, numbers in list(kinds.items())[:WARNINGS]:
        known = sorted({number for number in numbers if number})
        where = f"{'reports' if len(known) > 1 else 'report'} {ranges(known)}: " if known else ""
        line = Text(f"{where}{shorten(words[kind], console.width)}", style="dim", no_wrap=True, overflow="ellipsis")
        console.print(_grid(Text("!", style="yellow"), line, 1))
    left = sum(len(numbers) for numbers in list(kinds.values())[WARNINGS:])
    if left:
        console.print(Text(f"and {left} more warnings: --full", style="dim"))
