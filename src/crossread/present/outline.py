"""What page, terminal and Markdown have in common: reports numbered by time, claims against reports, the places.

`outline(dossier)` is the one way in. Everything in it is frozen, derived from the dossier alone, and drops
silently nothing but references that lead nowhere (a dossier may come from a file).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crossread.ids import make_id
from crossread.model import (
    Claim,
    Difference,
    Dossier,
    Entity,
    Origin,
    Quantity,
    Report,
    Statement,
    Story,
    Time,
    Warning,
)
from crossread.present.visible import one_line, shorten
from crossread.present.wording import figure, moment

# Characters that a column's short name may take before it is cut.
SHORT_NAME = 11
CELL_LENGTH = 16


@dataclass(frozen=True)
class Paragraph:
    """One line of a report: its number from 1, and its place in code points."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class ReportView:
    """A report with its number in the dossier (1 is the earliest; copies follow their source)."""

    number: int
    report: Report
    label: str
    short: str
    copy_of: int | None
    paragraphs: tuple[Paragraph, ...]

    def paragraph(self, offset: int) -> int:
        """Return the number of the paragraph that holds a place."""
        starts = [paragraph.start for paragraph in self.paragraphs]
        return self.paragraphs[max(0, bisect_right(starts, offset) - 1)].number if starts else 1


@dataclass(frozen=True)
class Said:
    """A statement with its report and its claim at hand."""

    statement: Statement
    view: ReportView
    paragraph: int
    claim: Claim | None
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]

    @property
    def place(self) -> str:
        """The short place: report number and paragraph."""
        return f"{self.view.number} ¶{self.paragraph}"


@dataclass(frozen=True)
class Cell:
    """What one report says to one claim: a value, a ditto (copy) or silence (no statement)."""

    kind: str
    text: str
    said: Said | None
    deviates: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a conflict: its value and the statements that say so, copies counted apart."""

    value: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class ClaimView:
    """A row of the claim table: one cell a report, and the sides where two accounts clash."""

    claim: Claim
    summary: str
    cells: tuple[Cell, ...]
    said: tuple[Said, ...]
    differences: tuple[Difference, ...]
    sides: tuple[Side, ...]
    origins: tuple[Origin, ...]

    @property
    def relation(self) -> str:
        return self.claim.relation


@dataclass(frozen=True)
class StoryView:
    """One story: its reports by time and its claims by relation, conflicts before differences."""

    story: Story
    reports: tuple[ReportView, ...]
    agree: tuple[ClaimView, ...]
    conflict: tuple[ClaimView, ...]
    differ: tuple[ClaimView, ...]
    single: tuple[ClaimView, ...]

    @property
    def claims(self) -> tuple[ClaimView, ...]:
        return self.agree + self.conflict + self.differ + self.single


@dataclass(frozen=True)
class Outline:
    """All that the presenters need, found by id."""

    dossier: Dossier
    reports: tuple[ReportView, ...]
    stories: tuple[StoryView, ...]
    said: dict[str, Said]
    entities: dict[str, Entity]
    quantities: dict[str, Quantity]
    warnings: tuple[tuple[int | None, str], ...]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Split a report at its newlines; blank lines count for nothing."""
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(len(found) + 1, start, start + len(line)))
        start += len(line) + 1
    return tuple(found)


def outline(dossier: Dossier) -> Outline:
    """Derive the outline of a dossier."""
    stories = _stories(dossier)
    by_id = {report.id: report for report in dossier.reports}
    views: dict[str, ReportView] = {}
    for story in stories:
        for report in _by_time([by_id[rid] for rid in story.reports]):
            source = views.get(report.copy_of or "")
            views[report.id] = ReportView(
                number=len(views) + 1,
                report=report,
                label=one_line(report.outlet or "") or "Outlet not known",
                short=_short(report.outlet) if report.outlet else "unnamed",
                copy_of=source.number if source else None,
                paragraphs=paragraphs(report.text),
            )
    quantities = {quantity.id: quantity for quantity in dossier.quantities}
    times = {time.id: time for time in dossier.times}
    claims = {claim.id: claim for claim in dossier.claims}
    said = {
        statement.id: Said(
            statement=statement,
            view=views[statement.report],
            paragraph=views[statement.report].paragraph(statement.start),
            claim=claims.get(statement.claim),
            quantities=tuple(quantities[qid] for qid in statement.quantities if qid in quantities),
            times=tuple(times[tid] for tid in statement.times if tid in times),
        )
        for statement in dossier.statements
        if statement.report in views
    }
    origins = {origin.id: origin for origin in dossier.origins}
    taken: set[str] = set()
    story_views = tuple(_story_view(story, views, dossier.claims, said, origins, taken) for story in stories)
    return Outline(
        dossier=dossier,
        reports=tuple(views.values()),
        stories=story_views,
        said=said,
        entities={entity.id: entity for entity in dossier.entities},
        quantities=quantities,
        warnings=tuple(_warning(warning, views) for warning in dossier.warnings),
    )


def _stories(dossier: Dossier) -> list[Story]:
    """Return the stories, the largest first; a report that is in none makes one of its own."""
    known = {report.id for report in dossier.reports}
    placed: set[str] = set()
    stories = []
    for story in sorted(dossier.stories, key=lambda s: -len(s.reports)):
        members = tuple(rid for rid in dict.fromkeys(story.reports) if rid in known and rid not in placed)
        placed.update(members)
        if members:
            stories.append(Story(id=story.id, title=story.title, reports=members))
    left = [report for report in dossier.reports if report.id not in placed]
    if left and not stories:
        title = next((report.title for report in left if report.title), None) or "Reports"
        return [Story(id="st-all", title=title, reports=tuple(report.id for report in left))]
    for report in left:
        stories.append(Story(id=make_id("st", report.id), title=report.title or report.path, reports=(report.id,)))
    return stories


def _by_time(reports: list[Report]) -> list[Report]:
    """Sort by time of publication, undated last, each source followed by its copies."""

    def when(report: Report) -> tuple[bool, float, str]:
        at = moment(report.published)
        stamp = at.timestamp() if at is not None and at.tzinfo else 0.0
        if at is not None and not at.tzinfo:
            # A moment without a zone is read as UTC, so that the order is the same on every machine.
            stamp = (at - at.__class__(1970, 1, 1)).total_seconds()
        return (at is None, stamp, report.path)

    ids = {report.id for report in reports}
    ordered: list[Report] = []
    for source in sorted((r for r in reports if r.copy_of not in ids or r.copy_of == r.id), key=when):
        ordered.append(source)
        ordered.extend(sorted((r for r in reports if r.copy_of == source.id and r is not source), key=when))
    placed = {report.id for report in ordered}
    return ordered + sorted((r for r in reports if r.id not in placed), key=when)


def _short(name: str) -> str:
    """Return a column head: the outlet's own words as far as they fit, articles left out."""
    words = [word for word in one_line(name).split() if word.casefold() not in {"the", "a", "an"}] or [name]
    text = words[0]
    for word in words[1:]:
        if len(text) + 1 + len(word) > SHORT_NAME:
            break
        text += " " + word
    return text if len(text) <= SHORT_NAME + 2 else text[:SHORT_NAME] + "…"


def _warning(warning: Warning, views: dict[str, ReportView]) -> tuple[int | None, str]:
    view = views.get(warning.report or "")
    return (view.number if view else None, one_line(warning.message))


def _story_view(
    story: Story,
    views: dict[str, ReportView],
    claims: Iterable[Claim],
    said: dict[str, Said],
    origins: dict[str, Origin],
    taken: set[str],
) -> StoryView:
    reports = tuple(sorted((views[rid] for rid in story.reports), key=lambda view: view.number))
    members = set(story.reports)
    rows: dict[str, list[ClaimView]] = {"agree": [], "conflict": [], "differ": [], "single": []}
    for claim in claims:
        mine = tuple(said[sid] for sid in claim.statements if sid in said)
        if claim.id in taken or not mine or mine[0].view.report.id not in members:
            continue
        taken.add(claim.id)
        rows[claim.relation].append(_claim_view(claim, mine, reports, origins))
    for shared in ("agree", "conflict", "differ"):
        rows[shared].sort(key=lambda row: (-_texts(row.said), row.said[0].view.number, row.said[0].statement.start))
    rows["single"].sort(key=lambda row: (row.said[0].view.number, row.said[0].statement.start))
    return StoryView(story=story, reports=reports, **{key: tuple(value) for key, value in rows.items()})


def _texts(said: tuple[Said, ...]) -> int:
    return len({one.view.copy_of or one.view.number for one in said})


def _claim_view(
    claim: Claim, said: tuple[Said, ...], reports: tuple[ReportView, ...], origins: dict[str, Origin]
) -> ClaimView:
    said = tuple(sorted(said, key=lambda one: (one.view.number, one.statement.start)))
    values = {one.statement.id: value_of(one, said, claim) for one in said}
    hard = [d for d in claim.differences if d.kind != "rounding"]
    touched = {sid for difference in hard for sid in difference.statements}
    usual = Counter(values[one.statement.id] for one in said if one.view.copy_of is None)
    common = usual.most_common(1)[0][0] if usual else ""
    cells = []
    for view in reports:
        mine = [one for one in said if one.view is view]
        best = next((one for one in mine if one.statement.id in touched), mine[0] if mine else None)
        if best is None:
            cells.append(Cell("silent", "·", None))
        elif view.copy_of is not None and _source_says(values[best.statement.id], view.copy_of, said, values):
            cells.append(Cell("ditto", "″", best))
        else:
            value = values[best.statement.id]
            odd = best.statement.id in touched and (claim.relation == "conflict" or value != common)
            cells.append(Cell("value", value, best, odd))
    return ClaimView(
        claim=claim,
        summary=one_line(claim.summary),
        cells=tuple(cells),
        said=said,
        differences=claim.differences,
        sides=_sides(claim, said, values) if claim.relation == "conflict" else (),
        origins=tuple(origins[oid] for oid in claim.origins if oid in origins),
    )


def _source_says(value: str, source: int, said: tuple[Said, ...], values: dict[str, str]) -> bool:
    return any(one.view.number == source and values[one.statement.id] == value for one in said)


def value_of(one: Said, said: tuple[Said, ...], claim: Claim) -> str:
    """Return what a report says to a claim, short: its figure, its doubt, its status, or its own verb."""
    kinds = {difference.kind for difference in claim.differences}
    statement = one.statement
    if "polarity" in kinds:
        return "denied" if statement.certainty.value <= -1 else "said"
    if one.quantities and not kinds & {"status", "certainty"} or kinds & {"figure", "rounding", "revision", "estimate"}:
        shared = Counter(
            (q.counted or q.unit or "") for other in said for q in {q.counted or q.unit or "": q for q in other.quantities}.values()
        )
        best = max(one.quantities, key=lambda q: (shared[q.counted or q.unit or ""], -q.start), default=None)
        if best is not None:
            return shorten(figure(best), CELL_LENGTH)
    if "time" in kinds and one.times:
        return shorten(one.times[0].text, CELL_LENGTH)
    if "status" in kinds:
        return statement.status
    if statement.certainty.cues and statement.certainty.label != "asserted":
        return shorten(statement.certainty.cues[0].text, CELL_LENGTH)
    if "certainty" in kinds or statement.certainty.label not in {"asserted"}:
        return statement.certainty.label
    return shorten(statement.predicate, CELL_LENGTH) or "says so"


def _sides(claim: Claim, said: tuple[Said, ...], values: dict[str, str]) -> tuple[Side, ...]:
    """Put a conflict's statements on two sides: along its differences, the rest beside equal values."""
    by_id = {one.statement.id: one for one in said}
    clash = next((d for d in claim.differences if d.kind in {"figure", "polarity"}), None)
    clash = clash or next(iter(claim.differences), None)
    if clash is None or any(sid not in by_id for sid in clash.statements):
        return ()
    first, second = (values[sid] for sid in clash.statements)
    if first == second:
        first, second = (shorten(by_id[sid].statement.text, 30) for sid in clash.statements)
        values = {**values, clash.statements[0]: first, clash.statements[1]: second}
    order: dict[str, list[Said]] = {first: [], second: []}
    for one in said:
        order.setdefault(values[one.statement.id], []).append(one)
    return tuple(Side(value, tuple(members)) for value, members in order.items())
