"""Files as they come in: the original kept as it is, its reports entered, each once, waiting to be read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec
from sqlalchemy import Connection, select, update

from crossread.collect import Source
from crossread.library.records import pack
from crossread.library.schema import arrivals, originals, reports
from crossread.library.store import insert_new, now
from crossread.library.words import column, place
from crossread.model import Report, Warning


@dataclass(slots=True)
class Added:
    """What one `add` did: ids of reports that are new, ids of those that were there, and what was not read and why."""

    new: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    stories: list[str] = field(default_factory=list)


def seen_before(connection: Connection, source: Source) -> bool:
    """Say whether these bytes came from this place before and were taken in."""
    key = (arrivals.c.sha256 == digest(source.data)) & (arrivals.c.whence == place(source.path))
    return connection.execute(select(arrivals.c.id).where(key)).first() is not None


def reports_from(connection: Connection, source: Source) -> list[str]:
    """Return the ids of the reports that these bytes hold, as far as they were taken in."""
    rows = connection.execute(
        select(reports.c.id).where(reports.c.sha256 == digest(source.data)).order_by(reports.c.seq)
    )
    return list(rows.scalars())


def digest(data: bytes) -> str:
    """Return the SHA-256 of an original, in hex."""
    return hashlib.sha256(data).hexdigest()


def enter(
    connection: Connection, source: Source, found: Sequence[Report], warnings: Sequence[Warning], who: str
) -> Added:
    """Enter a file and its reports; what is there already stays as it is. The caller commits."""
    added = Added(warnings=[warning.message for warning in warnings])
    sha256, at = digest(source.data), now()
    if found:
        row = {"sha256": sha256, "size": len(source.data), "first_at": at, "data": source.data}
        connection.execute(insert_new(connection, originals).values(**row))
    whence = place(source.path)
    connection.execute(
        insert_new(connection, arrivals).values(
            sha256=sha256, whence=whence, at=at, who=who, reports=len(found),
            warnings=msgspec.json.encode(added.warnings).decode(),
        )  # fmt: skip
    )
    for report in found:
        if connection.execute(select(reports.c.id).where(reports.c.id == report.id)).first():
            added.known.append(report.id)
            continue
        row = {
            "id": report.id, "sha256": sha256, "whence": whence, "title": column(report.title),
            "outlet": column(report.outlet),
            "published": report.published, "added_at": at, "who": who, "record": pack(report), "state": "waiting",
            "corrects": _earlier(connection, report) if len(found) == 1 else None,
        }  # fmt: skip
        done = connection.execute(insert_new(connection, reports).values(**row))
        (added.new if done.rowcount else added.known).append(report.id)
    return added


def _earlier(connection: Connection, report: Report) -> str | None:
    """Return the newest report that came from the same place with another text: the one that this one corrects."""
    same = select(reports.c.id).where(reports.c.whence == place(report.path)).order_by(reports.c.seq.desc()).limit(1)
    found: str | None = connection.execute(same).scalar()
    return found


def set_aside(connection: Connection, ids: Sequence[str]) -> None:
    """Let reports wait to be read anew. The caller commits."""
    connection.execute(
        update(reports).where(reports.c.id.in_(ids)).values(state="waiting", taken_by=None, taken_at=None)
    )
