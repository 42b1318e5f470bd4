"""The first screen of a story in the terminal: at most so many lines, whatever the width, the weightiest first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from crossread.present.front import Front, Line, front
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import ReportView, Said, once
from crossread.present.summary import summary
from crossread.present.visible import one_line
from crossread.present.weight import by_weight, is_whole, main_entities
from crossread.present.wording import SIGNS, aside, clock, day

MOST_LINES = 56  # lines of one story; with the warnings behind it a terminal page of 60
REPORTS = 8  # reports listed; more are counted
ALONE = 8  # lines of what only one text has


def first_screen(out: Outline, story: StoryView, console: Console) -> None:
    """Print the first screen: parts in the order of what a reader asks, later ones cut where there is no room."""
    first = front(out, story)
    left = MOST_LINES - _print(console, _head(out, story, first))
    for title, sign, style, lines in _parts(out, story, first):
        left -= _part(console, title, (_row(sign, style, line) for line in lines), left)
    console.print(Text("Everything: --full; the page: --html FILE.", style="dim"))


def _print(console: Console, body: RenderableType) -> int:
    console.print(body)
    return len(console.render_lines(body, pad=False))


def _head(out: Outline, story: StoryView, first: Front) -> Group:
    parts: list[RenderableType] = [Text(""), Text(first.event.text, style="bold")]
    note = " · ".join(part for part in (first.event.note, first.where) if part)
    parts += [Text(note, style="dim"), Text(one_line(summary(out, story))), Text("")]
    parts += [_report(view) for view in story.reports[:REPORTS]]
    if len(story.reports) > REPORTS:
        parts.append(Text(f"    and {len(story.reports) - REPORTS} more", style="dim"))
    return Group(*parts)


def _report(view: ReportView) -> Table:
    line = Text(view.label)
    line.append(f"  {day(view.report.published)} {clock(view.report.published)}".rstrip(), style="dim")
    line.append(f"  copy of {view.copy_of}" if view.copy_of else "", style="dim")
    return _grid(Text(str(view.number), style="bold"), line, 3)


def _parts(out: Outline, story: StoryView, first: Front) -> Iterable[tuple[str, str, str, Sequence[Line]]]:
    """Yield title, sign, style and lines of every part that is there."""
    together = "What both say, or say differently" if len(story.reports) == 2 else "What several say"
    yield "Figures", "#", "bold", first.figures
    yield "Conflicts", SIGNS["conflict"], "bold red", first.conflicts
    yield together, SIGNS["agree"], "green", first.shared
    yield "Who says it", "·", "dim", first.tellers
    yield "Barred, offered, needed, handed over", "·", "dim", first.dealings
    main = main_entities(out.dossier.entities, (view.report.id for view in story.reports))
    alone = by_weight(story.single, main)[:ALONE]
    title = "What only one has" if len(story.reports) > 1 else "What it says"
    yield title, SIGNS["single"], "blue", [_alone(row.originals) for row in alone]


def _alone(said: tuple[Said, ...]) -> Line:
    one = next((one for one in said if is_whole(one)), said[0])
    return Line(one_line(one.readable), one_line(aside(one.statement)), said)


def _part(console: Console, title: str, rows: Iterable[Table], room: int) -> int:
    """Print a part as far as there is room for its head and a line at least; return the lines taken."""
    taken = 0
    for row in rows:
        lines = len(console.render_lines(row, pad=False)) + (2 if not taken else 0)
        if taken + lines > room:
            break
        if not taken:
            console.print()
            console.rule(Text(title, style="bold"), align="left")
        console.print(row)
        taken += lines
    return taken


def _row(sign: str, style: str, line: Line) -> Table:
    body = Text(line.text)
    places = ", ".join(one.place for one in once(line.said)[:4])
    note = "  ".join(part for part in (line.note, places) if part)
    body.append(f"  {note}", style="dim")
    return _grid(Text(sign, style=style), body, 1)


def _grid(mark: Text, body: Text, width: int) -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify="right" if width > 1 else "left", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(mark, body)
    return grid
