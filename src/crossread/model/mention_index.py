"""Which entity the words at a place stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from crossread.model import Entity


class MentionIndex:
    """Looks entities up by place in one report."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        self.by_id = {entity.id: entity for entity in entities}
        self._places = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions)
        self._starts = [place[0] for place in self._places]
        self._longest = max((high - low for low, high, _ in self._places), default=0)
        self._found: dict[tuple[int, int], Entity | None] = {}

    def at(self, start: int, end: int) -> Entity | None:
        """Return the entity whose mention holds the head word at [start, end): the longest such mention."""
        place = start, end
        if place in self._found:
            return self._found[place]
        found = self._found[place] = self._at(start, end)
        return found

    def _at(self, start: int, end: int) -> Entity | None:
        best: tuple[int, str] | None = None
        first = start - min(400, self._longest)
        for low, high, key in self._places[bisect_left(self._starts, first) : bisect_right(self._starts, start)]:
            if low <= start and high >= end and (best is None or high - low > best[0]):
                best = (high - low, key)
        return self.by_id[best[1]] if best else None

    def within(self, start: int, end: int) -> list[Entity]:
        """Return the entities with a mention inside [start, end), in order of place, each once."""
        found: dict[str, Entity] = {}
        for _, high, key in self._places[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if high <= end:
                found.setdefault(key, self.by_id[key])
        return list(found.values())
