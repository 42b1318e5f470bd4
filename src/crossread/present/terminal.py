"""A dossier in the terminal: the story, what agrees, what differs, what only one has, and on whose word.

Everything hangs on one column of signs at the left; wide terminals get the claim table, narrow ones a list of it.
Piped, it is the same text without colours.
"""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossread.model import Dossier
from crossread.present import balance, ledger_view
from crossread.present import tellers_view as voices
from crossread.present.claims import REASONS, ClaimView
from crossread.present.filters import Facts
from crossread.present.first_screen import first_screen, warnings
from crossread.present.lines import in_order
from crossread.present.names_view import Named, name_note, named
from crossread.present.outline import Outline, StoryView, outline
from crossread.present.statement_view import Said, once
from crossread.present.summary import summary
from crossread.present.visible import one_line
from crossread.present.wording import (
    BEHIND_MARKS,
    BEHIND_WORDS,
    KIND_WORDS,
    RELIABILITY,
    SIGNS,
    certainty_note,
    chain_words,
    clock,
    day,
)

STYLES = {"agree": "green", "differ": "yellow", "conflict": "bold red", "single": "blue"}
# Lines shown of the long lists; the page has all of them.
LONG_LIST = 25
# Columns that the claim table needs: for the claim and what is behind it, and for each report.
MATRIX_BASE, MATRIX_COLUMN = 62, 11
QUOTES_SHOWN = 6


def _say(text: str, style: str = "") -> Text:
    return Text(one_line(text), style=style)


def render(dossier: Dossier, console: Console, *, full: bool = False) -> None:
    """Print a dossier: of each story the first screen, with `full` everything that is known of it.

    Text from reports is never read as markup, and control characters are spelled out.
    """
    out = outline(dossier)
    if not out.stories:
        console.print(_say("No reports.", "bold"))
    facts = Facts(out)
    for story in out.stories:
        first_screen(out, story, console)
        if full:
            _story(out, story, console)
            _names(console, named(out, story, facts))
    if not full:
        warnings(out, console)
    elif out.warnings:
        _head(console, "Not read, or not measured")
        for number, message in out.warnings:
            _line(console, Text("!", style="yellow"), _say(f"{f'report {number}: ' if number else ''}{message}"))


def _head(console: Console, text: str) -> None:
    console.print()
    console.rule(_say(text, "bold"), align="left")


def _line(console: Console, mark: Text, body: Text, width: int = 1) -> None:
    """Print a line whose continuation hangs under its first word."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=width, justify="right" if width > 1 else "left", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(mark, body)
    console.print(grid)


def _places(said: tuple[Said, ...]) -> str:
    return ", ".join(one.place for one in once(said))


def _story(out: Outline, story: StoryView, console: Console) -> None:
    console.print()
    console.print(_say(story.story.title, "bold"))
    console.print(_say(summary(out, story)))
    console.print()
    for view in story.reports:
        line = Text(view.label)
        line.append(f"  {day(view.report.published)} {clock(view.report.published)}".rstrip(), style="dim")
        if view.copy_of:
            line.append(f"  copy of {view.copy_of}", style="dim")
        _line(console, Text(str(view.number), style="bold"), line, width=3)
    counts = Text("\n")
    for relation, claims in (
        ("agree", story.agree), ("differ", story.differ), ("conflict", story.conflict), ("single", story.single),
    ):  # fmt: skip
        word = "said by only one text" if relation == "single" else relation
        counts.append(f"  {SIGNS[relation]} {len(claims)} {word}", style=STYLES[relation])
    console.print(counts)
    if story.agree:
        _head(console, "What both say" if len(story.reports) == 2 else "What all say, or several")
        _matrix(console, story, story.agree)
    if story.conflict or story.differ:
        _head(console, "Where they differ, and how")
        for row in story.conflict:
            _conflict(console, row)
        if story.differ:
            _matrix(console, story, story.differ)
    if story.single:
        _head(console, "What only one has" if len(story.reports) > 1 else "What it says")
        lines = in_order(story, out.dossier.entities)
        for single in lines[:LONG_LIST]:
            body, note = Text(single.shown.text), one_line(single.note)
            body.append(f"  {_places(single.row.originals)}{' · ' if note else ''}{note}", style="dim")
            _line(console, Text("–", style=STYLES["single"]), body)
        _more(console, len(lines))
    _exchange(console, out, story)
    _tellers(console, out, story)


def _more(console: Console, count: int) -> None:
    if count > LONG_LIST:
        console.print(_say(f"… and {count - LONG_LIST:,} more: see the page (--html) or the JSON.", "dim"))


def _behind(row: ClaimView) -> Text:
    state = row.claim.corroboration.state
    words = f"{row.claim.corroboration.independent} origins" if state == "independent" else BEHIND_WORDS[state]
    return Text(f"{BEHIND_MARKS[state]} {words}", style="dim")


def _claim(row: ClaimView) -> Text:
    claim = _say(row.summary)
    for reason in row.reasons[:REASONS]:
        claim.append(f"\n{KIND_WORDS.get(reason.kind, reason.kind)}: ", style=STYLES[row.relation])
        claim.append(one_line(reason.explanation), style="dim")
    return claim


def _matrix(console: Console, story: StoryView, claims: tuple[ClaimView, ...]) -> None:
    if console.width < MATRIX_BASE + MATRIX_COLUMN * len(story.reports):
        for row in claims[: 2 * LONG_LIST]:
            body = Text(row.summary + "\n")
            for value in row.values:
                body.append(value.text, style=STYLES[row.relation] if value.deviates else "bold")
                body.append(f" ({value.numbers})   ", style="dim")
            body.append_text(_behind(row))
            body.append_text(_claim(row)[len(one_line(row.summary)) :])
            _line(console, Text(SIGNS[row.relation], style=STYLES[row.relation]), body)
        _more(console, len(claims) - LONG_LIST)
        return
    table = Table(box=None, pad_edge=False, header_style="dim", expand=True)
    table.add_column("", width=1)
    table.add_column("claim", ratio=1, min_width=30)
    for view in story.reports:
        table.add_column(_say(f"{view.number} {view.short}"), justify="right", width=MATRIX_COLUMN)
    table.add_column("behind it", no_wrap=True)
    for row in claims[: 2 * LONG_LIST]:
        cells = [Text(cell.text, style=STYLES[row.relation] if cell.deviates else "") for cell in row.cells]
        table.add_row(Text(SIGNS[row.relation], style=STYLES[row.relation]), _claim(row), *cells, _behind(row))
    console.print(table)
    _more(console, len(claims) - LONG_LIST)


def _conflict(console: Console, row: ClaimView) -> None:
    head = Text(row.summary, style="bold")
    head.append(f"  {', '.join(KIND_WORDS.get(kind, kind) for kind in row.kinds)}", style=STYLES["conflict"])
    _line(console, Text("≠", style=STYLES["conflict"]), head)
    for side in row.sides:
        body = _say(side.value, STYLES["conflict"])
        for one in side.said:
            if one.view.copy_of is not None:
                continue
            note = certainty_note(one.statement)
            body.append(f"\n“{one_line(one.statement.text)}” ", style="default not bold")
            words = f"{one.place} {one.view.label} · {one_line(chain_words(one.statement))}"
            body.append(words + (f" · {one_line(note)}" if note else ""), style="dim not bold")
        console.print(Padding(body, (0, 0, 0, 2)))
    for reason in row.reasons[:REASONS]:
        console.print(Padding(_say(reason.explanation, "dim"), (0, 0, 0, 2)))
    behind = _behind(row)
    behind.append(f"  {one_line(row.claim.corroboration.explanation)}")
    console.print(Padding(behind, (0, 0, 1, 2)))


def _exchange(console: Console, out: Outline, story: StoryView) -> None:
    trades = balance.trades(out, story)
    if trades:
        _head(console, "The exchange")
        for head, lines in balance.by_kind(trades[: 2 * LONG_LIST]):
            console.print(_say(head, "bold"))
            for trade in lines:
                body = _say(trade.party)
                body.append(f" {trade.other}" if trade.other else "")
                body.append(f"  {trade.figure}" if trade.figure else "", style="bold")
                body.append(f"  {trade.item}" if trade.item else "", style="italic")
                notes = [one_line(chain_words(trade.said[0].statement)), "only possible" if trade.possible else ""]
                notes.append(f"bargain {trade.bargain}" if trade.bargain else "")
                body.append(f"  {_places(trade.said)} · {' · '.join(note for note in notes if note)}", style="dim")
                _line(console, Text("·", style="dim"), body)
        _more(console, len(trades) - LONG_LIST)
    _offers(console, out, story)
    rows = balance.balance(out, story)
    if rows:
        _head(console, "The balance")
        for row in rows:
            line = _say(row.item, "bold")
            for held in row.holdings:
                line.append(f"\n  {held.party}: {held.label}", style="not bold")
                line.append(f"  {held.said.place}", style="dim not bold")
            if row.ratio:
                line.append(f"\n  {row.ratio} ({row.ratio_note})", style="italic not bold")
            console.print(line)
    camps = balance.camps(out, story)
    if camps:
        _head(console, "Who stands with whom")
        for camp in camps[:LONG_LIST]:
            line = _say(camp.first)
            line.append(f" {camp.kind.replace('_', ' ')} ", style="italic")
            line.append(camp.second)
            line.append(f"  {_places(camp.said)}", style="dim")
            _line(console, Text("·", style="dim"), line)
        _more(console, len(camps))


def _offers(console: Console, out: Outline, story: StoryView) -> None:
    found = ledger_view.pairs(out, story)
    if found:
        _head(console, "What each can offer the other (derived)")
    for pair in found:
        console.print(_say(f"{pair.first} and {pair.second}", "bold"))
        for needing, having, views in (
            (pair.first, pair.second, pair.to_first),
            (pair.second, pair.first, pair.to_second),
        ):
            for view in views:
                body = _say(f"{needing} needs {view.needs}; {having} {view.by} {view.has}")
                body.append(" (barred)" if view.barred else "")
                body.append(f"  {_places(view.said)}", style="dim")
                _line(console, Text("·", style="dim"), body)


def _names(console: Console, rows: tuple[Named, ...]) -> None:
    if rows:
        _head(console, "Names")
        for row in rows[:LONG_LIST]:
            line = _say(row.name, "bold")
            line.append(f"  {', '.join(row.aliases)}" if row.aliases else "", style="not bold")
            line.append(f"  {name_note(row)}", style="dim not bold")
            _line(console, Text("·", style="dim"), line)
        _more(console, len(rows))


def _tellers(console: Console, out: Outline, story: StoryView) -> None:
    speakers = voices.speakers(out, story)
    if speakers:
        _head(console, "Who says what")
        for speaker in speakers[:LONG_LIST]:
            name = _say(speaker.name, "bold")
            name.append(f"  {speaker.note}" if speaker.note else "", style="dim not bold")
            console.print(name)
            for quotation in speaker.quotations[:QUOTES_SHOWN]:
                body = Text(quotation.text)
                body.append(f"  {quotation.said.place}", style="dim")
                _line(console, Text({"direct": "┃", "mixed": "╏"}.get(quotation.kind, "┊")), body)
        _more(console, len(speakers))
    found = voices.origins(out, story)
    if any(view.origin for view in found):
        _head(console, "Where it comes from")
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("origin", overflow="fold")
        table.add_column("statements", justify="right")
        table.add_column("reports")
        for view in found[:LONG_LIST]:
            table.add_row(_say(view.name), Text(str(view.count)), Text(view.numbers))
        console.print(table)
        _more(console, len(found))
        console.print(_say(RELIABILITY, "dim"))
    moments = voices.timeline(out, story)
    if moments:
        _head(console, "When")
        width = max(len(moment.label) for moment in moments[:LONG_LIST])
        before = ""
        for moment in moments[:LONG_LIST]:
            line = Text(moment.text, style="dim" if moment.planned else "")
            line.append(f"  {_places(moment.said)}{' · planned' if moment.planned else ''}", style="dim")
            _line(console, Text("" if moment.label == before else moment.label, style="bold"), line, width=width)
            before = moment.label
        _more(console, len(moments))
