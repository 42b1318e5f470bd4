"""What page, terminal and Markdown have in common: reports numbered by time, claims against reports, the places.

`outline(dossier)` is the one way in. Everything in it is frozen, derived from the dossier alone, and drops
silently nothing but references that lead nowhere (a dossier may come from a file).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crossread.ids import make_id
from crossread.model import Claim, Dossier, Entity, Origin, Quantity, Report, Statement, Story, Warning
from crossread.present.claims import ClaimView, claim_view
from crossread.present.filled_nouns import noun_fillings
from crossread.present.fillings import Fillings, Persons
from crossread.present.sentences import surroundings, unfinished
from crossread.present.statement_view import ReportView, Said, paragraphs, texts
from crossread.present.visible import one_line
from crossread.present.wording import moment

# Characters that a column's short name may take before it is cut: two lines of a narrow head.
SHORT_NAME = 16


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
                label=_label(report),
                short=_short(report.outlet) if report.outlet else _short(_label(report)),
                copy_of=source.number if source else None,
                paragraphs=paragraphs(report.text),
            )
    quantities = {quantity.id: quantity for quantity in dossier.quantities}
    times = {time.id: time for time in dossier.times}
    claims = {claim.id: claim for claim in dossier.claims}
    words = {report.id: report.text for report in dossier.reports}
    cut, around = unfinished(dossier.statements, words), surroundings(dossier, words)
    persons = Persons(dossier, words)
    filled = Fillings(persons.fillings(), noun_fillings(dossier, words))
    said = {
        statement.id: Said(
            statement=statement,
            view=views[statement.report],
            paragraph=views[statement.report].paragraph(statement.start),
            claim=claims.get(statement.claim),
            quantities=tuple(quantities[qid] for qid in statement.quantities if qid in quantities),
            times=tuple(times[tid] for tid in statement.times if tid in times),
            open=statement.id in cut,
            names=around[statement.report, statement.sentence[0]][0],
            before=around[statement.report, statement.sentence[0]][1],
            fillings=filled.of(statement, around[statement.report, statement.sentence[0]][1]),
            speaker=_speaker(statement, persons),
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
        warnings=tuple(
            sorted((_warning(warning, views) for warning in dossier.warnings), key=lambda found: found[0] or 0)
        ),
    )


def _speaker(statement: Statement, persons: Persons) -> str:
    chain = statement.attribution.chain
    return (persons.called(chain[-1].entity or "", statement.report) or one_line(chain[-1].name)) if chain else ""


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


def _label(report: Report) -> str:
    """Return the outlet, and where it is not known the name of the report's file, as explanations have it."""
    return one_line(report.outlet or "") or one_line(report.path.rpartition("/")[2]) or "Outlet not known"


def _short(name: str) -> str:
    """Return a column head: the outlet's own words as far as they fit, articles left out."""
    words = [word for word in one_line(name).split() if word.casefold() not in {"the", "a", "an"}] or [name]
    text = words[0]
    for word in words[1:]:
        if len(text) + 1 + len(word) > SHORT_NAME:
            break
        text += " " + word
    return text if len(text) <= SHORT_NAME else text[:SHORT_NAME] + "…"


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
        row = claim_view(claim, mine, reports, origins)
        rows[row.relation].append(row)
    for shared in ("agree", "conflict", "differ"):
        rows[shared].sort(key=lambda row: (-texts(row.said), row.said[0].view.number, row.said[0].statement.start))
    rows["single"].sort(key=lambda row: (row.said[0].view.number, row.said[0].statement.start))
    return StoryView(story=story, reports=reports, **{key: tuple(value) for key, value in rows.items()})
