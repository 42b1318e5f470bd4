"""What a person decided about claims and entities, carried out on what the program joined: the later decision wins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from crossread.compare.entities import EntityMerge
from crossread.compare.same_fact.grouping import ClaimGroup
from crossread.ids import make_id
from crossread.model import Entity

BY_A_PERSON = "joined by a person's decision"


@dataclass(frozen=True, slots=True)
class Link:
    """`one` and `other` (ids of statements, or of a reading's entities) belong together, or apart."""

    together: bool
    one: tuple[str, ...]
    other: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """Links in the order in which they were decided; `without` are origins and reports put aside, by id, name,
    outlet or path."""

    claims: tuple[Link, ...] = ()
    entities: tuple[Link, ...] = ()
    without: tuple[str, ...] = ()


NOTHING_DECIDED = Decided()


def regroup_claims(
    groups: Sequence[ClaimGroup], place: Mapping[str, int], links: Sequence[Link]
) -> tuple[ClaimGroup, ...]:
    """Join and part claims as decided. `place` maps ids of statements to their indexes; unknown ids count for nothing.

    Where a link parts a claim, what neither side names stays with `other`.
    """
    found = list(groups)
    for link in links:
        one, other = ({place[sid] for sid in side if sid in place} for side in (link.one, link.other))
        touched = [group for group in found if set(group.members) & (one | other)]
        rest = [group for group in found if group not in touched]
        if link.together and len(touched) > 1:
            members = tuple(sorted(index for group in touched for index in group.members))
            found = [
                *rest,
                ClaimGroup(members, {pair: score for group in touched for pair, score in group.scores.items()}),
            ]
        elif not link.together:
            found = [*rest, *(part for group in touched for part in _parted(group, one, other))]
    return tuple(sorted(found, key=lambda group: group.members))


def _parted(group: ClaimGroup, one: set[int], other: set[int]) -> list[ClaimGroup]:
    members = set(group.members)
    if not members & one or not members & other:
        return [group]
    return [
        ClaimGroup(tuple(sorted(side)), {pair: score for pair, score in group.scores.items() if side.issuperset(pair)})
        for side in (members & one, members - one)
        if side
    ]


def regroup_entities(merge: EntityMerge, local: Sequence[Entity], links: Sequence[Link]) -> EntityMerge:
    """Join and part merged entities as decided; links name the entities of single readings (`local`)."""
    if not links:
        return merge
    by_id = {entity.id: entity for entity in local}
    merged = {entity.id: entity for entity in merge.entities}
    mapping = dict(merge.mapping)
    for link in links:
        one, other = ([key for key in side if key in mapping] for side in (link.one, link.other))
        homes = list(dict.fromkeys(mapping[key] for key in [*one, *other]))
        if link.together and len(homes) > 1:
            first, *more = homes
            merged[first] = _joined(merged[first], [merged.pop(home) for home in more])
            mapping = {key: first if home in more else home for key, home in mapping.items()}
        elif not link.together:
            for home in homes:
                _part(home, set(one), set(other), merged, mapping, by_id)
    order = {home: at for at, home in enumerate(dict.fromkeys(mapping.values()))}
    return EntityMerge(tuple(sorted(merged.values(), key=lambda entity: order.get(entity.id, len(order)))), mapping)


def _joined(entity: Entity, more: Sequence[Entity]) -> Entity:
    names = [*entity.aliases, *(name for other in more for name in (other.name, *other.aliases))]
    return msgspec.structs.replace(
        entity,
        aliases=tuple(name for name in dict.fromkeys(names) if name != entity.name),
        merged=tuple(
            dict.fromkeys((*entity.merged, *(reason for other in more for reason in other.merged), BY_A_PERSON))
        ),
        mentions=tuple(
            sorted((m for e in (entity, *more) for m in e.mentions), key=lambda m: (m.report, m.start, m.end))
        ),
    )


def _part(
    home: str, one: set[str], other: set[str], merged: dict[str, Entity], mapping: dict[str, str],
    local: Mapping[str, Entity],
) -> None:
    members = [key for key, whose in mapping.items() if whose == home]
    leaving = [key for key in members if key in one]
    staying = [key for key in members if key not in one]
    if not leaving or not other & set(staying):
        return
    fresh = make_id("e", "apart", *sorted(leaving))
    before = merged[home]
    merged[home] = _of(before, home, [local[key] for key in staying])
    merged[fresh] = _of(before, fresh, [local[key] for key in leaving])
    mapping.update(dict.fromkeys(leaving, fresh))


def _of(before: Entity, key: str, members: Sequence[Entity]) -> Entity:
    names = list(dict.fromkeys(name for entity in members for name in (entity.name, *entity.aliases)))
    name = before.name if before.name in names else names[0]
    return msgspec.structs.replace(
        before,
        id=key,
        name=name,
        aliases=tuple(other for other in names if other != name),
        mentions=tuple(sorted((m for e in members for m in e.mentions), key=lambda m: (m.report, m.start, m.end))),
    )
