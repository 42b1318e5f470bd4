"""The story in one screen: what happened, when and where, the figures, who says it, what is disputed.

A reader must be able to stop here. Every line holds the statements that it rests on, and can be read by itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from crossread.model import Difference, FigureEntry, FigureSeries
from crossread.present import balance
from crossread.present import tellers_view as voices
from crossread.present.claims import ClaimView, ranges
from crossread.present.event import Event, content, event
from crossread.present.outline import Outline, StoryView
from crossread.present.readable import is_whole, shown
from crossread.present.statement_view import Said, texts
from crossread.present.visible import one_line, shorten
from crossread.present.weight import by_weight, main_entities, weigh
from crossread.present.wording import MONEY_SHORT, capital, day, figure

FIGURES, ORIGINS, CONFLICTS, SHARED, DEALINGS = 5, 5, 4, 6, 5  # lines of each part of the first screen
HEAD = 2  # paragraphs at the head of a report
_CURRENCIES = tuple(MONEY_SHORT.values())
FIGURE_WORDS = 110  # characters of the statement that stands beside a figure whose own words say what it counts
CARRIED = 110  # characters of what a teller carries
SMALL = 2  # a count of so few, which no desk asks for, is no figure of a story
MIXED = 50.0  # even counts of the dead do not drift so far apart within one story
RATIO = 4.0  # figures of one measure that lie further apart measure different things
REPEATED, FEWEST = 0.75, 4  # a line with this share of the words of another, which has at least so many, says the same again
DEALING_WORDS = {"needs": "need", "offers": "offer", "transfers": "handed over", "bars": "barred from"}
_NO_NAME = frozenset(["i", "me", "we", "us", "he", "she", "it", "they", "you", "not named"])
_AGE = re.compile(r",\s(?:both\s|all\s)?#[,.;]")
_POINTING = re.compile(r"^(?:this|that|these|those|the|a|an|his|her|its|their)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Line:
    """One line of the first screen: its head, what it says, a note beside it, and the statements it rests on."""

    text: str
    note: str
    said: tuple[Said, ...]
    words: str = ""


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


@dataclass(frozen=True)
class Part:
    """A part of the first screen: its title, what it is of, and its lines."""

    title: str
    kind: str
    lines: tuple[Line, ...]


def parts(first: Front, reports: int) -> tuple[Part, ...]:
    """Return the parts that hold something, in the order of what a reader asks; page, terminal and Markdown share them."""
    together = "What both say" if reports == 2 else "What several say"
    found = (
        Part("The figures", "figures", first.figures),
        Part("Conflicts", "conflict", first.conflicts),
        Part(together, "agree", first.shared),
        Part("Who says it", "tellers", first.tellers),
        Part("Barred, offered, needed, handed over", "dealings", first.dealings),
    )
    return tuple(part for part in found if part.lines)


def front(out: Outline, story: StoryView) -> Front:
    """Return the first screen of a story."""
    main = main_entities(out.dossier.entities, (view.report.id for view in story.reports))
    found = event(story)
    happened, figures = _event(found, story), _figures(out, story)
    conflicts = tuple(_conflict(row) for row in by_weight(story.conflict, main)[:CONFLICTS])
    told = [happened.text, *(line.words for line in figures), *(line.text for line in conflicts)]
    return Front(
        event=happened,
        where=_where(out, story),
        figures=figures,
        conflicts=conflicts,
        shared=_shared(story, main, found, told),
        tellers=_tellers(out, story, main),
        dealings=_dealings(out, story),
    )


def _event(found: Event | None, story: StoryView) -> Line:
    if found is None:
        return Line(one_line(story.story.title), "", ())
    count = texts(found.row.said)
    note = f"{count} of {len({view.text_number for view in story.reports})} texts" if count > 1 else f"{found.one.view.label}, ¶{found.one.paragraph}"
    return Line(found.shown.text.rstrip("."), note, (found.one, *(one for one in found.row.said if one is not found.one)))


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


def series_of(out: Outline, story: StoryView) -> tuple[FigureSeries, ...]:
    """Return the figures of a story that matter, those of most reports first: no lone ones, no ages, no counts of two."""
    found = [
        series
        for series in out.dossier.figures
        if series.story == story.story.id and all(e.quantity in out.quantities and e.statement in out.said for e in series.entries)
    ]
    kept = [series for series in found if not _is_age(out, series) and not _is_mixed(series) and (_asked_for(out, series) or _is_common(series))]
    return tuple(sorted(kept, key=lambda series: (-len(series.reports), not _asked_for(out, series), -len(series.entries), series.id)))


def _is_common(series: FigureSeries) -> bool:
    low, high = series.spread
    return len(series.reports) > 1 and high > SMALL and high <= RATIO * max(low, 1e-9)


def _is_mixed(series: FigureSeries) -> bool:
    low, high = series.spread
    return low > 0 and high > MIXED * low


def _is_age(out: Outline, series: FigureSeries) -> bool:
    """Say whether all its figures stand between commas behind a name, where newspapers write how old somebody is."""
    places = [(out.quantities[entry.quantity], out.said[entry.statement].view.report.text) for entry in series.entries]
    return all(
        not quantity.counted and not quantity.unit and bool(_AGE.search(f"{text[max(0, quantity.start - 8) : quantity.start]}#{text[quantity.end : quantity.end + 1]}"))
        for quantity, text in places
    )


def _asked_for(out: Outline, series: FigureSeries) -> bool:
    """Say whether a desk asks for it: the dead, the hurt, money; not distances and times, which most sentences have."""
    first = out.quantities[series.entries[0].quantity]
    return bool(first.topic) and (not first.unit or first.measure in MONEY_SHORT or first.unit == "percent")


def _figures(out: Outline, story: StoryView) -> tuple[Line, ...]:
    """Return the story's figures: the latest of each topic, how far they spread, and who gives it."""
    names = {origin.id: teller_name(origin.name) for origin in out.dossier.origins}
    lines: list[Line] = []
    for series in series_of(out, story)[:FIGURES]:
        line = _figure(out, series, names)
        told = any(line.words == other.words for other in lines)
        lines.append(Line(line.text, line.note, line.said) if told else line)
    return tuple(lines)


def _figure(out: Outline, series: FigureSeries, names: dict[str, str]) -> Line:
    current = [entry for entry in series.entries if not entry.former] or list(series.entries)
    latest = _latest(out, current)
    who = names.get(latest.teller or "", "") or out.said[latest.statement].view.label
    counted = f"{len(series.reports)} reports" if len(series.reports) > 1 else ""
    note = " · ".join(part for part in (spread(out, series), who, day(latest.as_of) if latest.as_of else "", counted) if part)
    said = tuple(dict.fromkeys(out.said[entry.statement] for entry in (latest, *series.entries)))
    words = shown([out.said[latest.statement]]).text
    short = len(words) <= FIGURE_WORDS or not out.quantities[latest.quantity].counted
    return Line(figure_words(out, latest), note, said, words if short else "")


def _latest(out: Outline, entries: list[FigureEntry]) -> FigureEntry:
    """Return the latest figure, of one day the one whose statement can be read by itself."""
    newest = max(entry.as_of or "" for entry in entries)
    same = [entry for entry in entries if (entry.as_of or "") == newest]
    return next((entry for entry in same if is_whole(out.said[entry.statement])), same[0])


def figure_words(out: Outline, entry: FigureEntry) -> str:
    """Write a figure with what it counts: "4 people injured", "$160m"; of money the statement says what it pays for."""
    quantity = out.quantities[entry.quantity]
    value = figure(quantity)
    if quantity.unit:
        return value
    counted = one_line(quantity.counted or "")
    topic = quantity.topic or ""
    known = topic[:4].casefold() in counted.casefold()
    more = [part for part in (counted, "" if known else topic) if part]
    return " ".join([value, *more])


def spread(out: Outline, series: FigureSeries) -> str:
    """Say how far the current figures lie apart, in the units in which they are written; nothing where they are one."""
    current = [entry for entry in series.entries if not entry.former] or list(series.entries)
    low, high = min(current, key=lambda entry: entry.low), max(current, key=lambda entry: entry.high)
    if series.spread[0] == series.spread[1] or low.quantity == high.quantity:
        return ""
    return f"{figure(out.quantities[low.quantity])} to {figure(out.quantities[high.quantity])}"


def teller_name(name: str) -> str:
    """Write the name of a teller as a head: without the word that points at him, with a capital."""
    return capital(_POINTING.sub("", one_line(name)) or one_line(name))


def sides(row: ClaimView, reason: Difference) -> str:
    """Say a difference in one sentence, by the numbers of the reports: “four” in 1, 2; “six” in 3."""
    numbers = {one.statement.id: one.view.number for one in row.said}
    told = []
    for answer in reason.answers:
        mine = sorted({numbers[sid] for sid in answer.statements if sid in numbers})
        if mine:
            told.append(f"{one_line(answer.text)} in {ranges(mine)}")
    return "; ".join(told) if len(told) > 1 else one_line(reason.explanation)


def _conflict(row: ClaimView) -> Line:
    reason = next((reason for reason in row.reasons if reason.kind in ("figure", "polarity")), None)
    return Line(shown(row.originals).text, sides(row, reason) if reason else "", row.said)


def _shared(story: StoryView, main: tuple[str, ...], found: Event | None, told: list[str]) -> tuple[Line, ...]:
    """Return what several say by weight, each thing once: what the lines above tell is not told again."""
    lines: list[Line] = []
    above = [content(words) for words in told]
    for row in by_weight((*story.agree, *story.differ), main):
        if (found is not None and row is found.row) or all(one.open for one in row.originals):
            continue
        line = _claim(row)
        words = content(line.text)
        if not any(_repeats(words, other) for other in above):
            lines.append(line)
            above.append(words)
        if len(lines) == SHARED:
            break
    return tuple(lines)


def _repeats(words: set[str], other: set[str]) -> bool:
    """Say whether a line says what another has said: most of its words, and little else."""
    return len(words) > 0 and len(words & other) >= REPEATED * min(len(words), max(len(other), FEWEST))


def _claim(row: ClaimView) -> Line:
    state = row.claim.corroboration
    behind = f"{state.independent} origins" if state.state == "independent" else ""
    note = " · ".join(part for part in (f"{texts(row.said)} texts", behind, ", ".join(row.kinds)) if part)
    return Line(shown(row.originals).text, note, row.said)


def _tellers(out: Outline, story: StoryView, main: tuple[str, ...]) -> tuple[Line, ...]:
    """Return who stands behind the story: the origins that carry most of its statements, with the weightiest of them."""
    claims = {one.statement.id: row.claim.id for row in story.claims for one in row.said}
    weights = {row.claim.id: weigh(row, main) for row in story.claims}
    found = [view for view in voices.origins(out, story) if view.origin is not None and view.name.casefold() not in _NO_NAME]
    ranked = sorted(found, key=lambda view: (-len({number for number, _, _ in view.through}), -view.count, view.name))[:ORIGINS]
    lines = []
    for view in ranked:
        said = sorted(view.said, key=lambda one: (not is_whole(one), -weights.get(claims.get(one.statement.id, ""), 0.0), one.statement.id))
        count = f"{view.count} statement{'' if view.count == 1 else 's'} · {'report' if len(view.numbers) == 1 else 'reports'} {view.numbers}"
        lines.append(Line(_who(view), count, tuple(said), shorten(shown([said[0]]).words, CARRIED)))
    return tuple(lines)


def _who(view: voices.OriginView) -> str:
    """Name a teller with his office or what stands beside his name, where a report says it: "Ms Ada Venn, a lawyer"."""
    longer = [one.speaker for one in view.said if view.name in one.speaker and one.speaker != view.name]
    called = Counter(longer)
    return teller_name(max(called, key=lambda name: (called[name], name), default=view.name))


def _dealings(out: Outline, story: StoryView) -> tuple[Line, ...]:
    """Return what is barred, offered, needed, handed over, where two texts or the head of one tell of it; each sum once."""
    trades = [trade for trade in balance.trades(out, story) if trade.kind in DEALING_WORDS and trade.party.casefold() not in _NO_NAME]
    about = [trade for trade in trades if texts(trade.said) > 1 or any(one.paragraph <= HEAD for one in trade.said)]
    ranked = sorted(about, key=lambda trade: (-texts(trade.said), trade.said[0].view.number, trade.said[0].statement.start, trade.item))
    lines: dict[tuple[str, str], Line] = {}
    for trade in ranked:
        line = Line(trade.party, "only possible" if trade.possible else "", trade.said, dealing_words(trade))
        lines.setdefault((trade.kind, trade.figure or line.words), line)
    return tuple(lines.values())[:DEALINGS]


def dealing_words(trade: balance.Trade) -> str:
    """Say what a party deals in: "offer: $35,000 of reward, to the finder"."""
    of = "of" if trade.figure[:1] in _CURRENCIES and trade.item else ""
    thing = _joined((trade.figure, of, trade.item))
    return f"{DEALING_WORDS.get(trade.kind, 'has')}: " + ", ".join(part for part in (thing, trade.other) if part)


def _joined(parts: Iterable[str]) -> str:
    return one_line(" ".join(part for part in parts if part))
