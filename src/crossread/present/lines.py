"""What only one text has, as lines that can be read alone: the weightiest first, fragments inside their sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from crossread.model import Dossier, Entity
from crossread.present.claims import ClaimView
from crossread.present.outline import StoryView, outline
from crossread.present.readable import Shown, by_itself, in_sentence, is_whole, names_all
from crossread.present.statement_view import ReportView, Said
from crossread.present.understood import Names, bar, names_of, understood
from crossread.present.weight import main_entities, weigh
from crossread.present.wording import aside

MOST = 10  # lines of one report that are shown at once
TELLING = 3.0  # what a sentence loses of which only who said so is told by this report alone
POINTING = 1.5  # what a sentence loses that begins with "this" or "it": it is understood only after the one before


@dataclass(frozen=True)
class Line:
    """One line: how it reads, the claim it leads to, and the claims that are folded behind it: those of the same
    sentence, and of sentences after it that cannot be understood alone."""

    shown: Shown
    row: ClaimView
    parts: tuple[ClaimView, ...]
    weight: float

    @property
    def rows(self) -> tuple[ClaimView, ...]:
        """All its claims."""
        return (self.row, *self.parts)

    @property
    def said(self) -> tuple[Said, ...]:
        """All statements behind it."""
        return tuple(one for row in self.rows for one in row.said)

    @property
    def note(self) -> str:
        """What stands beside it: who says it, where the line (or the sentence that it is) does not, and how surely."""
        return aside(self.row.originals[0].statement, teller=self.shown.whole and not self.shown.speaks)


@dataclass(frozen=True)
class ReportLines:
    """The lines of one report: those that matter most, in the order of the report, and the rest, folded."""

    view: ReportView
    first: tuple[Line, ...]
    rest: tuple[Line, ...]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return len(self.first) + len(self.rest)


def alone(story: StoryView, entities: tuple[Entity, ...]) -> tuple[ReportLines, ...]:
    """Return the lines of each report of a story that has claims of its own."""
    made = []
    for view, found, known in _by_report(story, entities):
        lines = _settled(found, known)
        ranked = sorted(lines, key=lambda line: (-round(line.weight, 6), line.shown.start, line.row.claim.id))
        if ranked:
            made.append(ReportLines(view, _by_place(ranked[:MOST]), tuple(ranked[MOST:])))
    return tuple(made)


def found_lines(dossier: Dossier) -> Iterator[tuple[ReportView, Line, Names]]:
    """Yield all lines of a dossier, also those that are folded, each with its report and the names of its story."""
    out = outline(dossier)
    for story in out.stories:
        for view, lines, known in _by_report(story, out.dossier.entities):
            yield from ((view, line, known) for line in lines)


def _by_report(
    story: StoryView, entities: tuple[Entity, ...]
) -> Iterator[tuple[ReportView, list[Line], Names]]:
    main = main_entities(entities, (view.report.id for view in story.reports))
    known = names_of(entities, main)
    groups: dict[int, dict[tuple[int, int], list[ClaimView]]] = defaultdict(lambda: defaultdict(list))
    for row in story.single:
        one = _key(row)
        groups[one.view.number][one.statement.sentence].append(row)
    for view in story.reports:
        sentences = groups.get(view.number, {}).values()
        yield view, [_clearer(line, known) for rows in sentences for line in _of_sentence(rows, main)], known


def _clearer(line: Line, known: Names) -> Line:
    """Return a line without the sentence before its own where it is understood better so."""
    if line.shown.begin < 0:
        return line
    alone = in_sentence([_key(row) for row in line.rows], strict=True, bare=True)
    better = understood(alone, line.said, known) > understood(line.shown, line.said, known)
    return replace(line, shown=alone) if alone.settled and better else line


def _settled(lines: list[Line], known: Names) -> list[Line]:
    """Fold each line that is not understood alone behind the one before it, the first ones behind the one after."""
    found = sorted(lines, key=lambda line: (line.shown.start, line.shown.end))
    worth = [understood(line.shown, line.said, known) for line in found]
    kept: list[tuple[float, Line]] = []
    early: list[ClaimView] = []
    for line, value in zip(found, worth, strict=True):
        last = kept[-1][1] if kept else None
        if not line.shown.settled or value < bar():
            if last is None:
                early += line.rows
            else:
                kept[-1] = (kept[-1][0], _with(last, line))
        elif last is not None and (_repeats(line, last) or _of_one_quotation(last, line)):
            better = _repeats(line, last) or value > kept[-1][0]
            kept[-1] = (value, _with(line, last)) if better else (kept[-1][0], _with(last, line))
        else:
            kept.append((value, replace(line, parts=(*line.parts, *early))))
            early = []
    return [line for _, line in kept] or _best(found, worth)


def _with(line: Line, other: Line) -> Line:
    """Return a line with another folded behind it."""
    return replace(line, parts=(*line.parts, *other.rows))


def _repeats(line: Line, before: Line) -> bool:
    """Say whether a line shows, with the sentence before its own, what the line before shows alone."""
    return before.shown.begin < 0 and 0 <= line.shown.begin <= before.shown.start


def _of_one_quotation(before: Line, line: Line) -> bool:
    """Say whether two lines are of one quotation, of which the one that is understood better is shown."""
    one, other = (_key(found.row).statement.attribution for found in (before, line))
    return one.kind == other.kind == "direct" and bool(one.content) and one.content == other.content


def _best(lines: list[Line], worth: list[float]) -> list[Line]:
    """Return the line of a report that is understood best, all others folded behind it; `worth` is how well each is."""
    if not lines:
        return []
    best, _ = max(zip(lines, worth, strict=True), key=lambda one: (one[0].shown.settled, one[1], -one[0].shown.start))
    others = tuple(row for line in lines if line is not best for row in line.rows)
    return [replace(best, parts=(*best.parts, *others))]


def in_order(story: StoryView, entities: tuple[Entity, ...]) -> tuple[Line, ...]:
    """Return all lines of a story in the order of its reports."""
    return tuple(line for found in alone(story, entities) for line in _by_place([*found.first, *found.rest]))


def heaviest(found: tuple[ReportLines, ...]) -> tuple[Line, ...]:
    """Return the lines of all reports, the weightiest first."""
    lines = [(line, report.view.number) for report in found for line in (*report.first, *report.rest)]
    return tuple(
        line for line, _ in sorted(lines, key=lambda pair: (-round(pair[0].weight, 6), pair[1], pair[0].shown.start))
    )


def _by_place(lines: list[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: (line.shown.start, line.shown.end)))


def _key(row: ClaimView) -> Said:
    return row.originals[0]


def _of_sentence(rows: list[ClaimView], main: tuple[str, ...]) -> list[Line]:
    """Return the lines of one sentence: each claim that is whole, or the sentence where one that matters is not."""
    rows = sorted(rows, key=lambda row: (_key(row).statement.start, -_key(row).statement.end))
    whole = [row for row in rows if is_whole(_key(row)) and names_all(_key(row))]
    outer = [row for row in whole if not any(_inside(row, other) for other in whole if other is not row)]
    left = [
        row
        for row in rows
        if row not in whole and not _key(row).open and not any(_inside(row, other) for other in outer)
    ]
    if not outer or left:
        said = [_key(row) for row in rows]
        lead = max(rows, key=lambda row: weigh(row, main))
        sentence = in_sentence(said, strict=True)
        weight = weigh(lead, main) - POINTING * (not sentence.stands) - TELLING * all(one.open for one in said)
        return [Line(sentence, lead, tuple(row for row in rows if row is not lead), weight)]
    lines = []
    taken: list[ClaimView] = []
    for row in outer:
        parts = tuple(other for other in rows if other not in outer and other not in taken and _inside(other, row))
        taken += parts
        lines.append(Line(by_itself(_key(row), strict=True), row, parts, weigh(row, main)))
    rest = tuple(row for row in rows if row not in outer and row not in taken)
    first = lines[0]
    return [Line(first.shown, first.row, (*first.parts, *rest), first.weight), *lines[1:]]


def _inside(row: ClaimView, other: ClaimView) -> bool:
    one, two = _key(row).statement, _key(other).statement
    return two.start <= one.start and one.end <= two.end and (one.start, one.end) != (two.start, two.end)
