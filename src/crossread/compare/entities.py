"""Entities of many reports -> one list: the same name is the same entity, unless two bear it."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.ids import make_id
from crossread.model import Entity, EntityType, Mention

_COUNTRY_NAMES = {
    "us": "united states", "usa": "united states", "america": "united states", "united states of america": "united states",
    "uk": "united kingdom", "britain": "united kingdom", "great britain": "united kingdom", "eu": "european union", "uae": "united arab emirates",
    "republic of korea": "south korea", "rok": "south korea", "dprk": "north korea", "burma": "myanmar", "holland": "netherlands",
}  # fmt: skip
_SUFFIXES = frozenset(["inc", "ltd", "llc", "plc", "corp", "co", "company", "corporation", "group", "holdings", "limited", "gmbh", "ag", "sa", "nv"])


@dataclass(frozen=True, slots=True)
class EntityMerge:
    """The merged entities, from local ids to theirs, and why each that holds several was merged."""

    entities: tuple[Entity, ...]
    mapping: Mapping[str, str]
    reasons: Mapping[str, str]


def _key(name: str) -> tuple[str, ...]:
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold().replace("’", "'").replace("-", " ").replace(".", "").replace(",", "")) if not unicodedata.combining(c))
    plain = plain.removesuffix("'s")
    parts = tuple(p for p in plain.split() if p not in ("the",))
    parts = tuple(_COUNTRY_NAMES.get(" ".join(parts), " ".join(parts)).split())
    while len(parts) > 1 and parts[-1] in _SUFFIXES:
        parts = parts[:-1]
    return parts


def merge_entities(groups: Sequence[Sequence[Entity]]) -> EntityMerge:
    """Merge the entities of all reports.

    Equal full names merge. A short form merges with the one longer name that begins or (for persons) ends with it;
    where several do, it stays apart. Seats of government merge with seats alone, cities with cities.
    """
    everything = [entity for group in groups for entity in group]
    keys = {e.id: _key(e.name) for e in everything}
    seat = {e.id: e.stands_for is not None for e in everything}
    by_key: dict[tuple[tuple[str, ...], bool], list[Entity]] = defaultdict(list)
    for entity in everything:
        by_key[keys[entity.id], seat[entity.id]].append(entity)
    forms = sorted(by_key, key=lambda k: (-len(k[0]), k))
    home: dict[tuple[tuple[str, ...], bool], tuple[tuple[str, ...], bool]] = {}
    reasons: dict[tuple[tuple[str, ...], bool], str] = {}
    for form in forms:
        targets = {home[other] for other in home if other[1] == form[1] and _short_of(form[0], _type(by_key[form]), other[0], _type(by_key[other]))}
        if len(targets) == 1:
            home[form] = next(iter(targets))
            reasons[home[form]] = f"{' '.join(form[0])} is a short form of {' '.join(home[form][0])}"
        else:
            home[form] = form
    members: dict[tuple[tuple[str, ...], bool], list[Entity]] = defaultdict(list)
    for entity in everything:
        members[home[keys[entity.id], seat[entity.id]]].append(entity)
    mapping: dict[str, str] = {}
    ids: dict[tuple[tuple[str, ...], bool], str] = {}
    for form, found in members.items():
        ids[form] = make_id("e", *form[0], form[1], _type(found))
        mapping.update({e.id: ids[form] for e in found})
    made = []
    for form, found in members.items():
        names = [e.name for e in found]
        longest = [n for n in names if len(_key(n)) == max(len(_key(m)) for m in names)]
        name = max(longest, key=lambda n: (longest.count(n), len(n), n))
        aliases = sorted({alias for e in found for alias in (e.name, *e.aliases)} - {name})
        stands = next((mapping[e.stands_for] for e in found if e.stands_for in mapping), None)
        mentions = sorted({(m.report, m.start, m.end) for e in found for m in e.mentions})
        made.append(
            Entity(
                id=ids[form], name=name, type=_type(found), aliases=tuple(aliases), stands_for=stands if stands != ids[form] else None,
                mentions=tuple(Mention(report=r, start=a, end=b) for r, a, b in mentions),
            )
        )  # fmt: skip
    return EntityMerge(tuple(made), mapping, {ids[form]: why for form, why in reasons.items()})


def _type(entities: Sequence[Entity]) -> EntityType:
    weight: dict[EntityType, float] = defaultdict(float)
    for entity in entities:
        weight[entity.type] += len(entity.mentions) * (1 + len(_key(entity.name)))
    return max(weight, key=lambda t: (weight[t], t))


def _short_of(short: tuple[str, ...], kind: str, full: tuple[str, ...], full_kind: str) -> bool:
    if len(short) >= len(full):
        return False
    if full_kind == "person":
        if kind != "person":
            return False
        return short[-1] == full[-1] if len(short) == 1 else (short[0] == full[0] and short[-1] == full[-1])
    if full_kind != "organisation" or kind == "place":
        return False
    return full[: len(short)] == short and (len(short) > 1 or len(short[0]) > 3)
