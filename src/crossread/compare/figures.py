"""The table of figures: what a story counts, by topic, scope and unit, over all reports, the latest first.

Figures of one topic are one series also where their statements are not one claim; other places, other units and figures
of another size are series of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crossread.compare.differences.quantities import counted_words, interval_of
from crossread.compare.same_fact.views import StatementView
from crossread.ids import make_id
from crossread.model import FigureEntry, FigureSeries, Quantity

WITHIN = 4.0  # figures of one topic whose claims differ are one series up to this ratio of the larger to the smaller
LEAST_REPORTS = 2  # a series without a topic is kept where this many reports have it
Key = tuple[str, str, str]  # story, topic, unit


def figure_series(
    views: Sequence[StatementView],
    claim_of: Mapping[str, str],
    story_of: Mapping[str, str],
    published: Mapping[str, str | None],
    tellers: Mapping[str, str],
) -> tuple[FigureSeries, ...]:
    """Return the series of all stories; `tellers` gives the origin of a statement, `published` the day of a report."""
    found: dict[Key, list[tuple[StatementView, Quantity]]] = defaultdict(list)
    seen: set[str] = set()
    for view in views:
        story = story_of.get(view.statement.report, view.statement.report)
        for quantity in view.quantities:
            topic = _topic(quantity)
            if topic and quantity.id not in seen and interval_of(quantity) is not None:
                seen.add(quantity.id)
                found[story, topic, _unit(quantity)].append((view, quantity))
    series = []
    for (story, topic, unit), members in sorted(found.items()):
        for group in _by_scope(members, claim_of):
            named = any(quantity.topic for _, quantity in group)
            if named or len({view.root for view, _ in group}) >= LEAST_REPORTS:
                series.append(_series(story, topic, unit, group, published, tellers))
    return tuple(sorted(series, key=lambda one: (one.story, -len(one.reports), -len(one.entries), one.topic, one.id)))


def _topic(quantity: Quantity) -> str:
    if quantity.age:
        return ""
    return quantity.topic or " ".join(sorted(counted_words(quantity.counted)))


def _unit(quantity: Quantity) -> str:
    return (quantity.base.unit if quantity.base else quantity.unit) or ""


def _by_scope(
    members: Sequence[tuple[StatementView, Quantity]], claim_of: Mapping[str, str]
) -> list[list[tuple[StatementView, Quantity]]]:
    """Part the figures of a topic: those of one claim belong together, others where place and size allow it."""
    groups: list[list[tuple[StatementView, Quantity]]] = []
    for view, quantity in sorted(members, key=lambda one: (claim_of.get(one[0].statement.id, ""), one[1].id)):
        home = next((g for g in groups if any(_one_scope(view, quantity, v, q, claim_of) for v, q in g)), None)
        if home is None:
            groups.append([(view, quantity)])
        else:
            home.append((view, quantity))
    return groups


def _one_scope(
    view: StatementView, quantity: Quantity, other: StatementView, beside: Quantity, claim_of: Mapping[str, str]
) -> bool:
    if claim_of.get(view.statement.id) == claim_of.get(other.statement.id) is not None:
        return True
    ours, theirs = (set(q.context.places) if q.context else set() for q in (quantity, beside))
    if ours and theirs and not ours & theirs:
        return False
    one, two = interval_of(quantity), interval_of(beside)
    if one is None or two is None:
        return False
    low, high = sorted((abs(sum(one)) / 2, abs(sum(two)) / 2))
    return high <= WITHIN * max(low, 1e-9)


def _series(
    story: str,
    topic: str,
    unit: str,
    group: Sequence[tuple[StatementView, Quantity]],
    published: Mapping[str, str | None],
    tellers: Mapping[str, str],
) -> FigureSeries:
    entries = [_entry(view, quantity, published, tellers) for view, quantity in group]
    entries.sort(key=lambda entry: entry.quantity)
    entries.sort(key=lambda entry: (not entry.former, entry.as_of or ""), reverse=True)
    current = [entry for entry in entries if not entry.former] or entries
    scope = sorted({place for _, quantity in group if quantity.context for place in quantity.context.places})
    return FigureSeries(
        id=make_id("f", story, topic, unit, *(entry.quantity for entry in entries)),
        story=story,
        topic=topic,
        scope=tuple(scope),
        unit=unit or None,
        entries=tuple(entries),
        reports=tuple(dict.fromkeys(entry.report for entry in entries)),
        spread=(min(entry.low for entry in current), max(entry.high for entry in current)),
    )


def _entry(
    view: StatementView, quantity: Quantity, published: Mapping[str, str | None], tellers: Mapping[str, str]
) -> FigureEntry:
    low, high = interval_of(quantity) or (0.0, 0.0)
    report = view.statement.report
    dated = [time for time in view.times if time.type in ("DATE", "TIME")]
    told = [(time.from_[:10], (time.to or time.from_)[:10]) for time in dated if time.from_]
    days = [first if first == last else None for first, last in told]
    return FigureEntry(
        quantity=quantity.id,
        statement=view.statement.id,
        report=report,
        teller=tellers.get(view.statement.id),
        as_of=days[0] if len(days) == 1 else (published.get(report) or "")[:10] or None,
        low=low,
        high=high,
        bound=quantity.bound,
        former=bool(quantity.context and quantity.context.former),
    )
