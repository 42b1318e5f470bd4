"""A dossier as Markdown, each line with a footnote that cites it: outlet, title, date and place in the text.

The citations follow the manner of ICD 206 (Sourcing Requirements for Disseminated Analytic Products): who
published it, under what title, when, where in it, and on whose word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crossread.model import Dossier
from crossread.present import balance, ledger_view
from crossread.present import tellers_view as voices
from crossread.present.claims import REASONS, ClaimView
from crossread.present.filters import Facts
from crossread.present.front import Front, front, parts
from crossread.present.lines import in_order
from crossread.present.names_view import Named, name_note, named
from crossread.present.outline import Outline, StoryView, outline
from crossread.present.statement_view import ReportView, Said, once
from crossread.present.summary import summary
from crossread.present.visible import one_line
from crossread.present.wording import (
    BEHIND_WORDS,
    KIND_WORDS,
    RELIABILITY,
    SIGNS,
    certainty_note,
    chain_words,
    clock,
    day,
)

NOTED = 4  # footnotes of one line of the first screen
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$!&^]|(?<=^)[-+](?=\s)|(?<=^)\d+(?=[.)]\s))")


def escape(text: str) -> str:
    """Return report text as Markdown that shows just these characters, on one line."""
    return _SPECIAL.sub(r"\\\1", one_line(text)).replace("://", ":\\/\\/")


class _Notes:
    """Numbers the footnotes in the order of their first use."""

    def __init__(self) -> None:
        self.order: dict[str, Said] = {}
        self.numbers: dict[str, int] = {}

    def mark(self, said: Iterable[Said]) -> str:
        marks = []
        for one in said:
            self.order.setdefault(one.statement.id, one)
            marks.append(f"[^{self.numbers.setdefault(one.statement.id, len(self.numbers) + 1)}]")
        return "".join(marks)

    def lines(self) -> list[str]:
        return [f"[^{number}]: {cite(one)}" for number, one in enumerate(self.order.values(), 1)]


def cite(one: Said) -> str:
    """Cite a statement: outlet, title, date, paragraph and offsets, on whose word, how surely."""
    parts = [escape(cite_report(one.view))]
    parts.append(f"¶{one.paragraph}, characters {one.statement.start}–{one.statement.end}")
    notes = [escape(note) for note in (chain_words(one.statement), certainty_note(one.statement)) if note]
    words = f"“{escape(one.statement.text)}”"
    return f"{', '.join(parts)} (report {one.view.number}; {'; '.join(notes)}): {words}"


def cite_report(view: ReportView) -> str:
    """Cite a report: outlet, title, date and time."""
    report = view.report
    parts = [view.label]
    if report.title:
        parts.append(f"“{one_line(report.title)}”")
    when = f"{day(report.published)}, {clock(report.published)}" if clock(report.published) else day(report.published)
    return ", ".join([*parts, when])


def to_markdown(dossier: Dossier) -> str:
    """Return the dossier as Markdown text (CommonMark with tables and footnotes), the same for the same dossier."""
    out = outline(dossier)
    notes = _Notes()
    lines: list[str] = []
    facts = Facts(out)
    for story in out.stories:
        lines += _story(out, story, notes)
        lines += _names(named(out, story, facts))
    if not out.stories:
        lines += ["# No reports", ""]
    if out.warnings:
        lines += ["## Not read, or not measured", ""]
        lines += [f"- {f'Report {number}: ' if number else ''}{escape(message)}" for number, message in out.warnings]
        lines.append("")
    lines += ["---", "", *notes.lines()]
    return "\n".join(lines).rstrip("\n") + "\n"


def _first_screen(first: Front, reports: int, notes: _Notes) -> list[str]:
    """Return the story in one screen: the same parts and lines as on the page and in the terminal."""
    lines: list[str] = []
    for part in parts(first, reports):
        lines += [f"## {part.title}", ""]
        for line in part.lines:
            head = f"**{escape(line.text)}**: {escape(line.words)}" if line.words else escape(line.text)
            note = f" ({escape(line.note)})" if line.note else ""
            lines.append(f"- {head}{note}{notes.mark(once(line.said)[:NOTED])}")
        lines.append("")
    return lines


def _story(out: Outline, story: StoryView, notes: _Notes) -> list[str]:
    first = front(out, story)
    about = " · ".join(part for part in (first.event.note, first.where) if part)
    lines = [
        f"# {escape(first.event.text)}{notes.mark(first.event.said[:1])}",
        "",
        *([escape(about), ""] if about else []),
        summary(out, story),
        "",
    ]
    lines += ["| | outlet | title | published | |", "| --- | --- | --- | --- | --- |"]
    for view in story.reports:
        copy = f"copy of {view.copy_of}" if view.copy_of else ""
        when = f"{day(view.report.published)} {clock(view.report.published)}".strip()
        outlet = escape(view.label)
        lines.append(f"| {view.number} | {outlet} | {escape(view.report.title or '')} | {when} | {copy} |")
    lines.append("")
    lines += _first_screen(first, len(story.reports), notes)
    if story.agree:
        head = "## What both say" if len(story.reports) == 2 else "## What all say, or several"
        lines += [head, "", *_matrix(story, story.agree, notes)]
    if story.conflict or story.differ:
        lines += ["## Where they differ, and how", ""]
        for row in story.conflict:
            lines += _conflict(row, notes)
        if story.differ:
            lines += _matrix(story, story.differ, notes)
    if story.single:
        lines += ["## What only one has", ""]
        for line in in_order(story, out.dossier.entities):
            lines.append(f"- {escape(line.shown.text)}{notes.mark(one for row in line.rows for one in row.originals)}")
        lines.append("")
    lines += _exchange(out, story, notes)
    lines += _people(out, story, notes)
    moments = voices.timeline(out, story)
    if moments:
        lines += ["## When", ""]
        for moment in moments:
            planned = " (planned)" if moment.planned else ""
            lines.append(f"- **{moment.label}**{planned}: {escape(moment.text)}{notes.mark(moment.said)}")
        lines.append("")
    return lines


def _matrix(story: StoryView, claims: tuple[ClaimView, ...], notes: _Notes) -> list[str]:
    heads = [f"{view.number} {escape(view.short)}" for view in story.reports]
    lines = [f"| claim | {' | '.join(heads)} | behind it |", "| --- |" + " --- |" * (len(heads) + 1)]
    for row in claims:
        cells = []
        for cell in row.cells:
            text = f"**{escape(cell.text)}**" if cell.deviates else escape(cell.text)
            cells.append(text + (notes.mark([cell.said]) if cell.said and cell.kind == "value" else ""))
        behind = BEHIND_WORDS[row.claim.corroboration.state]
        lines.append(f"| {SIGNS[row.relation]} {escape(row.summary)} | {' | '.join(cells)} | {behind} |")
    lines.append("")
    reasons = [(row, reason) for row in claims for reason in row.reasons[:REASONS]]
    lines += [f"- {escape(row.summary)}: *{reason.kind}*. {escape(reason.explanation)}" for row, reason in reasons]
    return [*lines, ""] if reasons else lines


def _conflict(row: ClaimView, notes: _Notes) -> list[str]:
    kinds = ", ".join(KIND_WORDS.get(kind, kind) for kind in row.kinds)
    lines = [f"### ≠ {escape(row.summary)} ({kinds})", ""]
    sides = row.sides
    for side in sides:
        lines.append(f"- **{escape(side.value)}**")
        for one in side.said:
            if one.view.copy_of is None:
                lines.append(f"    - “{escape(one.statement.text)}” {escape(one.view.label)}{notes.mark([one])}")
    if not sides:
        lines += [f"- “{escape(one.statement.text)}”{notes.mark([one])}" for one in row.said]
    lines.append("")
    lines += [f"*{reason.kind}*. {escape(reason.explanation)}\n" for reason in row.reasons[:REASONS]]
    lines.append(f"{BEHIND_WORDS[row.claim.corroboration.state]}: {escape(row.claim.corroboration.explanation)}")
    return [*lines, ""]


def _exchange(out: Outline, story: StoryView, notes: _Notes) -> list[str]:
    lines: list[str] = []
    trades = balance.trades(out, story)
    if trades:
        lines += [
            "## The exchange",
            "",
            "| | party | other side | quantity | item |",
            "| --- | --- | --- | --- | --- |",
        ]
        for trade in trades:
            note = " (only possible)" if trade.possible else ""
            bargain = f" (bargain {trade.bargain})" if trade.bargain else ""
            item = escape(trade.item) + note + bargain + notes.mark(trade.said)
            lines.append(
                f"| {balance.KIND_HEADS[trade.kind]} | {escape(trade.party)} | {escape(trade.other)} | "
                f"{escape(trade.figure)} | {item} |"
            )
        lines.append("")
    lines += _offers(out, story, notes)
    rows = balance.balance(out, story)
    if rows:
        lines += ["## The balance", ""]
        for row in rows:
            held = "; ".join(f"{escape(h.party)} {escape(h.label)}{notes.mark([h.said])}" for h in row.holdings)
            ratio = f". {row.ratio} ({escape(row.ratio_note)})" if row.ratio else ""
            lines.append(f"- **{escape(row.item)}**: {held}{ratio}")
        lines.append("")
    camps = balance.camps(out, story)
    if camps:
        lines += ["## Who stands with whom", ""]
        for camp in camps:
            verb = camp.kind.replace("_", " ")
            lines.append(f"- {escape(camp.first)} *{verb}* {escape(camp.second)}{notes.mark(camp.said)}")
        lines.append("")
    return lines


def _offers(out: Outline, story: StoryView, notes: _Notes) -> list[str]:
    lines: list[str] = []
    for pair in ledger_view.pairs(out, story):
        lines += [
            f"### {escape(pair.first)} and {escape(pair.second)}",
            "",
            "| needs | | has, offers or hands over |",
            "| --- | --- | --- |",
        ]
        for needing, having, views in (
            (pair.first, pair.second, pair.to_first),
            (pair.second, pair.first, pair.to_second),
        ):
            for view in views:
                barred = " (barred)" if view.barred else ""
                need = f"{escape(needing)}: {escape(view.needs)}{notes.mark(view.need_said)}"
                lines.append(
                    f"| {need} | {escape(having)} {view.by} | {escape(view.has)}{barred}{notes.mark(view.has_said)} |"
                )
        lines.append("")
    return (
        ["## What each can offer the other", "", "Derived: no report says that one fits the other.", "", *lines]
        if lines
        else []
    )


def _names(rows: tuple[Named, ...]) -> list[str]:
    if not rows:
        return []
    lines = ["## Names", ""]
    for row in rows:
        aliases = f", also {', '.join(map(escape, row.aliases))}" if row.aliases else ""
        lines.append(f"- **{escape(row.name)}**{aliases}: {escape(name_note(row))}")
    return [*lines, ""]


def _people(out: Outline, story: StoryView, notes: _Notes) -> list[str]:
    lines: list[str] = []
    speakers = voices.speakers(out, story)
    if speakers:
        lines += ["## Who says what", ""]
        for speaker in speakers:
            lines.append(f"- **{escape(speaker.name)}**{f' ({escape(speaker.note)})' if speaker.note else ''}")
            for quotation in speaker.quotations:
                text = escape(quotation.text)
                shown = f"*{text}*" if quotation.kind == "indirect" else text
                lines.append(f"    - {quotation.kind}: {shown}{notes.mark([quotation.said])}")
        lines.append("")
    found = voices.origins(out, story)
    if any(view.origin for view in found):
        lines += ["## Where it comes from", "", "| origin | | statements | reports |", "| --- | --- | --- | --- |"]
        for view in found:
            lines.append(f"| {escape(view.name)} | {view.role} | {view.count} | {view.numbers} |")
        lines += ["", RELIABILITY, ""]
    return lines
