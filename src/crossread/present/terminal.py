"""A dossier in the terminal: the story, what agrees, what differs, what only one has, and on whose word."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from crossread.model import Dossier
from crossread.present import balance, voices
from crossread.present.markdown import summary
from crossread.present.outline import ClaimView, Outline, StoryView, outline
from crossread.present.visible import one_line
from crossread.present.wording import (
    BEHIND_MARKS,
    BEHIND_WORDS,
    KIND_WORDS,
    SIGNS,
    certainty_note,
    chain_words,
    clock,
    day,
)

STYLES = {"agree": "green", "differ": "yellow", "conflict": "bold red", "single": "blue"}
# Lines shown of the long lists; the page has all of them.
LONG_LIST = 25
# More columns than this do not fit a terminal: the reports are then named in the cell.
WIDE_MATRIX = 8


def _say(text: str, style: str = "") -> Text:
    return Text(one_line(text), style=style)


def render(dossier: Dossier, console: Console) -> None:
    """Print a dossier. Text from reports is never read as markup, and control characters are spelled out."""
    out = outline(dossier)
    if not out.stories:
        console.print(_say("No reports.", "bold"))
    for story in out.stories:
        _story(out, story, console)
    if out.warnings:
        _head(console, "Not read, or not measured")
        for number, message in out.warnings:
            console.print(Padding(_say(f"{f'report {number}: ' if number else ''}{message}"), (0, 0, 0, 2)))


def _head(console: Console, text: str) -> None:
    console.print()
    console.rule(_say(text, "bold"), align="left")


def _story(out: Outline, story: StoryView, console: Console) -> None:
    console.print()
    console.print(_say(story.story.title, "bold"))
    console.print(_say(summary(out, story)))
    console.print()
    for view in story.reports:
        line = Text(f"{view.number:>3} ", style="bold")
        line.append(view.label)
        when = f"{day(view.report.published)} {clock(view.report.published)}".strip()
        line.append(f"  {when}", style="dim")
        if view.copy_of:
            line.append(f"  copy of {view.copy_of}", style="dim")
        console.print(line)
    counts = Text("\n")
    for relation, claims in (
        ("agree", story.agree), ("differ", story.differ), ("conflict", story.conflict), ("single", story.single),
    ):  # fmt: skip
        word = "said by only one" if relation == "single" else relation
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
        _head(console, "What only one has")
        for row in story.single[:LONG_LIST]:
            line = Text("– ", style=STYLES["single"])
            line.append(row.summary, style="default")
            line.append(f"  {row.said[0].place}", style="dim")
            console.print(line)
        _more(console, len(story.single))
    _exchange(console, out, story)
    _tellers(console, out, story)


def _more(console: Console, count: int) -> None:
    if count > LONG_LIST:
        console.print(_say(f"… and {count - LONG_LIST} more: see the page (--html) or the JSON.", "dim"))


def _matrix(console: Console, story: StoryView, claims: tuple[ClaimView, ...]) -> None:
    table = Table(box=None, pad_edge=False, header_style="dim", expand=False)
    table.add_column("", width=1)
    table.add_column("claim", ratio=2, min_width=24)
    wide = len(story.reports) > WIDE_MATRIX
    if wide:
        table.add_column("says")
    else:
        for view in story.reports:
            table.add_column(_say(f"{view.number} {view.short}"), justify="right", overflow="fold")
    table.add_column("behind it", no_wrap=True)
    for row in claims:
        claim = _say(row.summary)
        for difference in row.differences:
            claim.append(f"\n{KIND_WORDS.get(difference.kind, difference.kind)}: ", style=STYLES[row.relation])
            claim.append(one_line(difference.explanation), style="dim")
        cells = [Text(cell.text, style=STYLES[row.relation] if cell.deviates else "") for cell in row.cells]
        if wide:
            spoken = [
                f"{cell.text} ({cell.said.view.number})" for cell in row.cells if cell.said and cell.kind == "value"
            ]
            cells = [Text(", ".join(spoken))]
        state = row.claim.corroboration.state
        behind = Text(f"{BEHIND_MARKS[state]} {BEHIND_WORDS[state]}", style="dim")
        table.add_row(Text(SIGNS[row.relation], style=STYLES[row.relation]), claim, *cells, behind)
    console.print(table)


def _conflict(console: Console, row: ClaimView) -> None:
    kinds = ", ".join(dict.fromkeys(KIND_WORDS.get(d.kind, d.kind) for d in row.differences))
    head = Text("≠ ", style=STYLES["conflict"])
    head.append(row.summary, style="bold")
    head.append(f"  {kinds}", style=STYLES["conflict"])
    console.print(head)
    table = Table(box=None, pad_edge=False, show_header=True, header_style=STYLES["conflict"], expand=True)
    for side in row.sides:
        table.add_column(_say(side.value), ratio=1)
    cells = []
    for side in row.sides:
        cell = Text()
        for one in side.said:
            if one.view.copy_of is not None:
                continue
            note = certainty_note(one.statement)
            cell.append(f"“{one_line(one.statement.text)}” ")
            place = f"{one.place} {one.view.label} · {one_line(chain_words(one.statement))}"
            cell.append(place + (f" · {one_line(note)}" if note else "") + "\n", style="dim")
        cells.append(cell)
    if cells:
        table.add_row(*cells)
        console.print(Padding(table, (0, 0, 0, 2)))
    for difference in row.differences[:3]:
        console.print(Padding(_say(difference.explanation, "dim"), (0, 0, 1, 2)))


def _exchange(console: Console, out: Outline, story: StoryView) -> None:
    trades = balance.trades(out, story)
    if trades:
        _head(console, "The exchange")
        table = Table(box=None, pad_edge=False, header_style="dim")
        for name in ("", "party", "other side", "quantity", "item", "on whose word", "place"):
            table.add_column(name, justify="right" if name == "quantity" else "left")
        last = ""
        for trade in trades[: 2 * LONG_LIST]:
            item = trade.item + (" (possible)" if trade.possible else "")
            item += f" [bargain {trade.bargain}]" if trade.bargain else ""
            cells = (
                "" if trade.kind == last else trade.kind, trade.party, trade.other, trade.figure, item,
                chain_words(trade.said.statement), trade.said.place,
            )  # fmt: skip
            last = trade.kind
            table.add_row(*(_say(cell) for cell in cells))
        console.print(table)
    rows = balance.balance(out, story)
    if rows:
        _head(console, "The balance")
        for row in rows:
            line = _say(row.item, "bold")
            for held in row.holdings:
                line.append(f"\n  {held.party}: {held.label}")
                line.append(f"  {held.said.place}", style="dim")
            if row.ratio:
                line.append(f"\n  {row.ratio} ({row.ratio_note})", style="italic")
            console.print(line)
    camps = balance.camps(out, story)
    if camps:
        _head(console, "Who stands with whom")
        for camp in camps[:LONG_LIST]:
            line = _say(camp.first)
            line.append(f" {camp.kind.replace('_', ' ')} ", style="italic")
            line.append(camp.second)
            line.append(f"  {', '.join(one.place for one in camp.said)}", style="dim")
            console.print(line)


def _tellers(console: Console, out: Outline, story: StoryView) -> None:
    speakers = voices.speakers(out, story)
    if speakers:
        _head(console, "Who says what")
        for speaker in speakers[:LONG_LIST]:
            line = _say(speaker.name, "bold")
            line.append(f"  {speaker.note}" if speaker.note else "", style="dim")
            for quotation in speaker.quotations[:6]:
                bar = {"direct": "┃", "mixed": "╏"}.get(quotation.kind, "┊")
                line.append(f"\n {bar} {quotation.text}", style="not bold")
                line.append(f"  {quotation.said.place}", style="not bold dim")
            console.print(line)
        _more(console, len(speakers))
    found = voices.origins(out, story)
    if found:
        _head(console, "Where it comes from")
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("origin")
        table.add_column("statements", justify="right")
        table.add_column("reports")
        for view in found[:LONG_LIST]:
            table.add_row(_say(view.name), Text(str(view.count)), Text(view.numbers))
        console.print(table)
        _more(console, len(found))
    moments = voices.timeline(out, story)
    if moments:
        _head(console, "When")
        for moment in moments[:LONG_LIST]:
            line = Text(f"{moment.label:>24}  ", style="bold")
            line.append(moment.text, style="dim" if moment.planned else "not bold")
            line.append(f"  {', '.join(one.place for one in moment.said)}", style="dim")
            console.print(line)
        _more(console, len(moments))
