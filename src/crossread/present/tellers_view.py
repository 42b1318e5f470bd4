"""Who says what, and whom it leads back to: speakers with their words, origins with their reports, times."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from dataclasses import dataclass

from crossread.model import UNDONE, Entity, Origin
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said
from crossread.present.visible import one_line
from crossread.present.wording import day, moment

# How far behind a name its description is looked for, in code points.
DESCRIPTION = 110
_APPOSITION = re.compile(
    r"\s*,\s+((?:who |an? |the )?[^,.;:\n“”\"]{3,90})(?=[,.;])|\s+((?:of|from|at) [^,.;:\n“”\"]{3,60})"
)
_NO_ARTICLE = re.compile(r"^(?:a|an|the)\s+", re.IGNORECASE)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@dataclass(frozen=True)
class Quotation:
    """Words that a speaker said: direct, mixed or indirect; `copies` are numbers of reports that repeat them."""

    kind: str
    text: str
    said: Said
    copies: tuple[int, ...]


@dataclass(frozen=True)
class Speaker:
    """A teller and all that the reports let him say."""

    name: str
    note: str
    role: str
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True)
class OriginView:
    """An origin, or the outlets' own voice where `origin` is None, and how often each report leads there."""

    origin: Origin | None
    name: str
    role: str
    said: tuple[Said, ...]
    through: tuple[tuple[int, tuple[str, ...], int], ...]

    @property
    def count(self) -> int:
        return len([one for one in self.said if one.view.copy_of is None])

    @property
    def numbers(self) -> str:
        """Return the numbers of the reports that lead here, each once, for a table's cell."""
        return ", ".join(str(n) for n in dict.fromkeys(number for number, _, _ in self.through))


@dataclass(frozen=True)
class Moment:
    """Something that the reports date; several statements where they say the same."""

    from_: str
    to: str
    precision: str
    label: str
    text: str
    planned: bool
    said: tuple[Said, ...]


def _of_story(out: Outline, story: StoryView) -> list[Said]:
    members = {view.number for view in story.reports}
    found = [one for one in out.said.values() if one.view.number in members]
    return sorted(found, key=lambda one: (one.view.number, one.statement.start, one.statement.id))


def speakers(out: Outline, story: StoryView) -> tuple[Speaker, ...]:
    """Return the tellers of a story with their quotations, the most quoted first."""
    found: dict[str, list[Quotation]] = {}
    heads: dict[str, tuple[str, str]] = {}
    notes: dict[str, str] = {}
    seen: dict[tuple[str, str], tuple[str, int]] = {}
    for one in _of_story(out, story):
        told = one.statement.attribution
        if told.kind == "own":
            continue
        last = told.chain[-1] if told.chain else None
        entity = out.entities.get(told.speaker or (last.entity if last and last.entity else ""))
        name = entity.name if entity else last.name if last else told.source.text if told.source else ""
        if not name:
            continue
        key = entity.id if entity else name.casefold()
        text = one_line(" … ".join(one.view.report.text[a:b] for a, b in told.content) or one.statement.text)
        heads.setdefault(key, (one_line(name), last.role if last else ""))
        if entity is not None and entity.type == "person":
            notes[key] = max(notes.get(key, ""), _described(one, entity), key=len)
        repeated = seen.get((key, text.casefold()))
        if repeated is not None:
            was = found[key][repeated[1]]
            number = one.view.number
            if number != was.said.view.number and number not in was.copies:
                found[key][repeated[1]] = Quotation(was.kind, was.text, was.said, (*was.copies, number))
            continue
        seen[key, text.casefold()] = (key, len(found.get(key, ())))
        found.setdefault(key, []).append(Quotation(told.kind, text, one, ()))
    made = [Speaker(heads[key][0], notes.get(key, ""), heads[key][1], _whole(said)) for key, said in found.items()]
    return tuple(sorted(made, key=lambda s: (-len(s.quotations), s.quotations[0].said.view.number, s.name)))


def _whole(said: list[Quotation]) -> tuple[Quotation, ...]:
    """Leave out a quotation whose every word stands in a longer one of the same report."""

    def told_again(one: Quotation) -> bool:
        inner = one.said.statement.attribution.content
        return any(
            other is not one and other.said.view is one.said.view and len(other.text) > len(one.text) and len(inner) > 0
            and all(any(c <= a and b <= d for c, d in other.said.statement.attribution.content) for a, b in inner)
            for other in said
        )  # fmt: skip

    return tuple(one for one in said if not told_again(one))


def _described(one: Said, speaker: Entity) -> str:
    """Return what the report calls a speaker beside the name: "union secretary", "president of Hanbit Thermal"."""
    source = one.statement.attribution.source
    if source is None:
        return ""
    name = max((n for n in (speaker.name, *speaker.aliases) if n in source.text), key=len, default="")
    if not name:
        return ""
    before, after = source.text.split(name, 1)
    text = one.view.report.text
    behind = text[source.end - len(after) : source.end - len(after) + DESCRIPTION]
    beside = _APPOSITION.match(behind)
    note = (beside.group(1) or beside.group(2)) if beside else before
    return one_line(_NO_ARTICLE.sub("", note.strip(" ,")))


def linked(out: Outline, found: tuple[OriginView, ...]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of origins (ids) that a report links: a chief and the brigade, a minister and the ministry."""
    by_entity = {view.origin.entity: view.origin.id for view in found if view.origin and view.origin.entity}
    pairs = []
    for relation in out.dossier.relations:
        first, second = by_entity.get(relation.from_.entity or ""), by_entity.get(relation.to.entity or "")
        if relation.kind in {"leads", "part_of"} and first and second and first != second:
            pairs.append((first, second))
    return tuple(dict.fromkeys(pairs))


def origins(out: Outline, story: StoryView) -> tuple[OriginView, ...]:
    """Return the origins of a story, the most used first, the outlets' own voice last."""
    members = {view.number for view in story.reports}
    views: list[OriginView] = []
    named: set[str] = set()
    for origin in out.dossier.origins:
        mine = tuple(out.said[sid] for sid in origin.statements if sid in out.said)
        mine = tuple(one for one in mine if one.view.number in members)
        named.update(one.statement.id for one in mine)
        if mine:
            views.append(OriginView(origin, one_line(origin.name), origin.role, mine, _through(mine)))
    own = tuple(one for one in _of_story(out, story) if one.statement.id not in named)
    views.sort(key=lambda view: (-view.count, view.name))
    if own:
        views.append(OriginView(None, "own voice: not recorded", "outlet", own, _through(own)))
    return tuple(views)


def _through(said: tuple[Said, ...]) -> tuple[tuple[int, tuple[str, ...], int], ...]:
    """Count the ways from report to origin: report number, tellers in between, statements."""
    ways: Counter[tuple[int, tuple[str, ...]]] = Counter()
    for one in said:
        if one.view.copy_of is None:
            between = [one_line(teller.name) for teller in one.statement.attribution.chain[:-1]]
            if between and between[0].casefold() == one.view.label.casefold():
                between = between[1:]
            ways[one.view.number, tuple(between)] += 1
    return tuple((number, between, count) for (number, between), count in sorted(ways.items()))


def timeline(out: Outline, story: StoryView) -> tuple[Moment, ...]:
    """Return the dated statements of a story in order, those of one claim and one time together.

    A statement inside another of the same time (a clause of it) adds no line.
    """
    members = {view.number for view in story.reports}
    grouped: dict[tuple[str, str, str], list[tuple[str, Said]]] = {}
    dated: dict[tuple[str, str, int], list[Said]] = {}
    for entry in out.dossier.timeline:
        one = out.said.get(entry.statement)
        if one is not None and one.view.number in members:
            claim = one.claim.id if one.claim else one.statement.id
            grouped.setdefault((entry.from_, entry.to, claim), []).append((entry.precision, one))
            dated.setdefault((entry.from_, entry.to, one.view.number), []).append(one)
    made = []
    for (start, end, _), entries in sorted(grouped.items(), key=lambda item: item[0]):
        said = tuple(sorted((one for _, one in entries), key=lambda one: (one.view.number, one.statement.start)))
        if all(any(_within(one, other) for other in dated[start, end, one.view.number]) for one in said):
            continue
        first = next((one for one in said if one.view.copy_of is None), said[0])
        planned = first.statement.status in UNDONE
        precision = entries[0][0]
        text = one_line(first.statement.text)
        made.append(Moment(start, end, precision, span_label(start, end, precision), text, planned, said))
    return tuple(made)


def _within(one: Said, other: Said) -> bool:
    inner, outer = one.statement, other.statement
    return (
        outer.start <= inner.start and inner.end <= outer.end and (outer.start, outer.end) != (inner.start, inner.end)
    )


def span_label(start: str, end: str, precision: str) -> str:
    """Name a span of time as coarsely as it is known: 2031 · Jun 2031 · Jun–Aug 2031 · Mon 3 Mar 2031 · 3–9 Mar
    2031."""
    first, last = day(start), day(end)
    a, b = moment(start), moment(end)
    if precision == "year" and len(start) >= 4:
        return start[:4] if start[:4] == end[:4] else f"{start[:4]}–{end[:4]}"
    if precision == "month" and start[:7] == end[:7]:
        return first.split(" ", 1)[-1]
    if a is None or b is None:
        return start if start == end else f"{start} – {end}"
    if first == last:
        clock = start[11:16]
        named = f"{_WEEKDAYS[a.weekday()]} {first}"
        return f"{named} {clock}".strip() if precision == "time" and clock else named
    if a.day == 1 and b.day == monthrange(b.year, b.month)[1]:
        return (
            f"{first.split()[1]}–{last[len(str(b.day)) + 1 :]}"
            if a.year == b.year
            else f"{first[2:]} – {last.split(' ', 1)[1]}"
        )
    if first.split(" ")[1:] == last.split(" ")[1:]:
        return f"{first.split(' ')[0]}–{last}"
    return f"{first} – {last}"
