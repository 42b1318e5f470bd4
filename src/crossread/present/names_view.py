"""Who and what is named: every name under which the reports know one thing, and why they were taken for one."""

from __future__ import annotations

from dataclasses import dataclass

from crossread.model import Entity
from crossread.present.claims import ranges
from crossread.present.filters import FILTER_NAMES, Facts, anchor
from crossread.present.outline import Outline, StoryView
from crossread.present.statement_view import Said
from crossread.present.visible import one_line

# Statements that a name's row leads to; the evidence pane shows no more.
PLACES = 40


@dataclass(frozen=True)
class Named:
    """One entity of a story: its other names, the reports that name it, and the reasons of its merges."""

    entity: Entity
    name: str
    aliases: tuple[str, ...]
    stands_for: str
    reports: tuple[int, ...]
    reasons: tuple[str, ...]
    said: tuple[Said, ...]


def name_note(row: Named) -> str:
    """Return what a name is, in which reports it stands, and why its forms were taken for one."""
    what = row.entity.type + (f", stands for {row.stands_for}" if row.stands_for else "")
    why = "; ".join(reason for reason in row.reasons if not reason.startswith("one name in ")) or (
        "read as one within a report" if row.aliases else ""
    )
    where = f"{'report' if len(row.reports) == 1 else 'reports'} {ranges(row.reports)}"
    return " · ".join(part for part in (what, where, why) if part)


def named(out: Outline, story: StoryView, facts: Facts) -> tuple[Named, ...]:
    """Return what several reports of the story, or several names, share, the most named first."""
    numbers = {view.report.id: view.number for view in story.reports}
    said: dict[str, list[Said]] = {}
    for sid, keys in facts.names.items():
        one = out.said[sid]
        if one.view.number in numbers.values() and one.view.copy_of is None:
            for key in keys:
                said.setdefault(key, []).append(one)
    found = []
    for entity in out.dossier.entities:
        mine = [numbers[mention.report] for mention in entity.mentions if mention.report in numbers]
        other = out.entities.get(entity.stands_for or "")
        if mine and (entity.merged or entity.aliases or other):
            places = sorted(said.get(anchor(entity.id), ()), key=lambda one: (one.view.number, one.statement.start))
            name = one_line(entity.name)
            row = Named(
                entity=entity,
                name=name,
                aliases=tuple(
                    one_line(alias) for alias in entity.aliases if alias.casefold() != entity.name.casefold()
                ),
                stands_for=one_line(other.name) if other else "",
                reports=tuple(sorted(set(mine))),
                reasons=tuple(one_line(reason).removeprefix(f"{name}: ") for reason in entity.merged),
                said=tuple(places[:PLACES]),
            )
            found.append((-len(mine), name, row))
    return tuple(row for _, _, row in sorted(found, key=lambda item: item[:2])[:FILTER_NAMES])
