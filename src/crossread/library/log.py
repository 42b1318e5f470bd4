"""The log of decisions: rows are added, and marked as undone; none is rewritten or erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from crossread.errors import NotInLibrary, StaleDecision
from crossread.library.anchors import Anchor
from crossread.library.decisions import Decision
from crossread.library.schema import decisions, stories
from crossread.library.store import now
from crossread.library.words import column

_ANCHORS = tuple[Anchor, ...]


def decisions_of(connection: Connection, story: str | None = None, *, standing: bool = False) -> tuple[Decision, ...]:
    """Return the decisions about a story, or all, the first first; `standing` leaves out what was undone."""
    wanted = select(decisions).order_by(decisions.c.id)
    if story is not None:
        wanted = wanted.where(decisions.c.story == story)
    if standing:
        wanted = wanted.where(decisions.c.undone_at.is_(None))
    return tuple(map(_decision, connection.execute(wanted)))


def decision_of(connection: Connection, key: int) -> Decision:
    """Return one decision; raises LibraryError where there is none of that number."""
    row = connection.execute(select(decisions).where(decisions.c.id == key)).first()
    if row is None:
        raise NotInLibrary(f"there is no decision {key}; `crossread decisions` lists them")
    return _decision(row)


def _decision(row: Row[Any]) -> Decision:
    found = dict(row._mapping)
    for side in ("one", "other"):
        found[side] = msgspec.json.decode(found[side], type=_ANCHORS)
    found["value"] = msgspec.json.decode(found["value"])
    return Decision(**found)


def add(
    connection: Connection, story: str, kind: str, sides: tuple[Sequence[Anchor], Sequence[Anchor]],
    value: Mapping[str, Any], by: tuple[str, str],
) -> int:
    """Add a decision (`by`: who and why) and have the story built anew; return its number. The caller commits."""
    row = {
        "story": story, "kind": kind, "one": msgspec.json.encode(sides[0]).decode(),
        "other": msgspec.json.encode(sides[1]).decode(),
        "value": msgspec.json.encode(value).decode(), "who": column(by[0]), "at": now(), "why": column(by[1]),
    }  # fmt: skip
    made = connection.execute(insert(decisions).values(**row))
    _stale(connection, story)
    key = made.inserted_primary_key
    assert key is not None
    return int(key[0])


def undo(connection: Connection, key: int, who: str, why: str) -> Decision:
    """Mark a decision as undone and have its story built anew. The caller commits."""
    decision = decision_of(connection, key)
    marks = {"undone_at": now(), "undone_by": column(who), "undone_why": column(why)}
    done = connection.execute(
        update(decisions).where(decisions.c.id == key, decisions.c.undone_at.is_(None)).values(**marks)
    )
    if not done.rowcount:
        raise StaleDecision(
            f"decision {key} was undone by {decision.undone_by} on {decision.undone_at}; there is nothing to undo"
        )
    _stale(connection, decision.story)
    return decision_of(connection, key)


def _stale(connection: Connection, story: str) -> None:
    # a version is what one person may decide about
    bumped = {"wanted": stories.c.wanted + 1, "version": stories.c.version + 1}
    connection.execute(update(stories).where(stories.c.id == story).values(**bumped))


def refuse_if_changed(connection: Connection, story: str, version: int | None) -> None:
    """Raise StaleDecision where a story is not any more as it was in `version`; the text says since when and by
    whom."""
    locked = select(stories.c.version, stories.c.wanted, stories.c.built, stories.c.changed_at).where(
        stories.c.id == story
    )
    row = connection.execute(locked.with_for_update()).first()
    if row is None:
        raise NotInLibrary(f"there is no story {story}; `crossread stories` lists them")
    if version is None or (version == row.version and row.wanted == row.built):
        return
    last = connection.execute(
        select(decisions.c.who, decisions.c.kind, decisions.c.at, decisions.c.undone_by, decisions.c.undone_at)
        .where(decisions.c.story == story).order_by(decisions.c.id.desc()).limit(1)
    ).first()  # fmt: skip
    by = (
        f"; the last decision is {last.undone_by or last.who}'s ({last.kind}, {last.undone_at or last.at})"
        if last
        else ""
    )
    raise StaleDecision(
        f"the story has changed since you looked at it (you saw version {version}, it is now {row.version}, of "
        f"{row.changed_at}{by}); "
        "look at it again, then decide"
    )
