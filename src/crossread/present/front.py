"""The story in one screen: what happened, when and where, the figures, who says it, what is disputed.

A reader must be able to stop here. Every line holds the statements that it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass

from crossread.model import FigureEntry, FigureSeries, Quantity
from crossread.present import balance
from crossread.present import tellers_view as voices
from crossread.present.claims import ClaimView
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said, texts
from crossread.present.visible import one_line
from crossread.present.weight import by_weight, is_whole, main_entities
from crossread.present.wording import day, figure, number

FIGURES, ORIGINS, CONFLICTS, SHARED, DEALINGS = 5, 5, 4, 6, 6  # lines of each part of the first screen


@dataclass(frozen=True)
class Line:
    """One line of the first screen: its words, a note beside them, and the statements it rests on."""

    text: str
    note: str
    said: tuple[Said, ...]


@dataclass(frozen=True)
class Front:
    """The first screen of a story. `event` is what happened, in words of a report; empty parts are empty."""

    event: Line
    where: str
    figures: tuple[Line, ...]
    conflicts: tuple[Line, ...]
    shared: tuple[Line, ...]
    tellers: tuple[Line, ...]
    dealings: tuple[Line, ...]


def front(out: Outline, story: StoryView) -> Front:
    """Return the first screen of a story."""
    main = main_entities(out.dossier.entities, (view.report.id for view in story.reports))
    ranked = by_weight((*story.agree, *story.differ, *story.conflict, *story.single), main)
    central = next((row for row in ranked if any(is_whole(one) for one in row.said)), ranked[0] if ranked else None)
    return Front(
        event=_event(central, story),
        where=_where(out, story),
        figures=_figures(out, story),
        conflicts=tuple(_conflict(row) for row in by_weight(story.conflict, main)[:CONFLICTS]),
        shared=tuple(_shared(row) for row in by_weight((*story.agree, *story.differ), main) if row is not central)[:SHARED],
        tellers=_tellers(out, story),
        dealings=_dealings(out, story),
    )


def _event(central: ClaimView | None, story: StoryView) -> Line:
    """Return the most central claim in its latest form: of the latest report that tells it whole."""
    if central is None:
        return Line(one_line(story.story.title), "", ())
    whole = [one for one in central.originals if is_whole(one)] or list(central.originals)
    latest = max(whole, key=lambda one: (one.view.report.published or "", -len(one.readable)))
    count = texts(central.said)
    note = f"{count} of {len({view.text_number for view in story.reports})} texts" if count > 1 else latest.view.label
    return Line(one_line(latest.readable), note, central.said)


def _where(out: Outline, story: StoryView) -> str:
    """Return the days that the reports are of and the places that most of them name."""
    reports = {view.report.id for view in story.reports}
    places = []
    for entity in out.dossier.entities:
        named = {mention.report for mention in entity.mentions if mention.report in reports}
        if entity.type == "place" and len(named) > len(reports) / 2:
            places.append((-len(named), -len(entity.mentions), one_line(entity.name)))
    days = sorted({(view.report.published or "")[:10] for view in story.reports} - {""})
    span = day(days[0]) if len(days) == 1 else f"{day(days[0])} – {day(days[-1])}" if days else ""
    return " · ".join(part for part in (span, ", ".join(name for _, _, name in sorted(places)[:3])) if part)


def _figures(out: Outline, story: StoryView) -> tuple[Line, ...]:
    """Return the story's figures: the latest of each topic, how far they spread, and who gives it."""
    names = {origin.id: one_line(origin.name) for origin in out.dossier.origins}
    lines = []
    for series in out.dossier.figures:
        if series.story == story.story.id and series.entries[0].quantity in out.quantities:
            lines.append(_figure(out, series, names))
    return tuple(lines[:FIGURES])


def _figure(out: Outline, series: FigureSeries, names: dict[str, str]) -> Line:
    latest = series.entries[0]
    told = f"{series.topic}: {figure(out.quantities[latest.quantity])}"
    low, high = series.spread
    spread = f"{number(low)} to {number(high)} {_unit(series, out.quantities[latest.quantity])}".rstrip() if low != high else ""
    who = names.get(latest.teller or "", "") or _label(out, latest)
    scope = ", ".join(series.scope[:2])
    counted = f"{len(series.reports)} reports" if len(series.reports) > 1 else ""
    note = " · ".join(part for part in (spread, who, day(latest.as_of) if latest.as_of else "", scope, counted) if part)
    return Line(told, note, tuple(out.said[e.statement] for e in series.entries if e.statement in out.said))


def _unit(series: FigureSeries, quantity: Quantity) -> str:
    return series.unit if series.unit and series.unit != quantity.unit else ""


def _label(out: Outline, entry: FigureEntry) -> str:
    one = out.said.get(entry.statement)
    return one.view.label if one else ""


def _conflict(row: ClaimView) -> Line:
    reason = next((reason for reason in row.reasons if reason.kind in ("figure", "polarity")), None)
    return Line(one_line(row.summary), one_line(reason.explanation) if reason else "", row.said)


def _shared(row: ClaimView) -> Line:
    one = min(row.originals, key=lambda one: (not is_whole(one), abs(len(one.readable) - 90)))
    state = row.claim.corroboration
    behind = f"{state.independent} origins" if state.state == "independent" else ""
    note = " · ".join(part for part in (f"{texts(row.said)} texts", behind, ", ".join(row.kinds)) if part)
    return Line(one_line(one.readable), note, row.said)


def _tellers(out: Outline, story: StoryView) -> tuple[Line, ...]:
    """Return who stands behind the story: the origins that carry most of its statements."""
    found = [view for view in voices.origins(out, story) if view.origin is not None]
    ranked = sorted(found, key=lambda view: -view.count)[:ORIGINS]
    return tuple(
        Line(one_line(view.name), f"{view.count} statements · reports {view.numbers}", view.said) for view in ranked
    )


def _dealings(out: Outline, story: StoryView) -> tuple[Line, ...]:
    """Return what is barred, offered, needed, handed over, where two records or more tell of it."""
    lines = []
    for head, trades in balance.by_kind(balance.trades(out, story)):
        for trade in trades:
            words = " ".join(part for part in (trade.party, trade.other, trade.figure, trade.item) if part)
            lines.append(Line(one_line(words), one_line(head), trade.said))
    return tuple(lines[:DEALINGS]) if len(lines) > 1 else ()
