"""Reports that wait to be read: taken by one process at a time, given back when that process is gone."""

from __future__ import annotations

import os
import socket
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, or_, select, text, update

from crossread.library.records import pack, unpack
from crossread.library.schema import facets, figures, readings, reports, stories
from crossread.library.store import insert_new, now
from crossread.library.words import column, fold, folded, thing_of
from crossread.model import Reading, Report
from crossread.pipeline import Read, reading_in_place

# after which a report that another machine took is given to others; no report takes so long to read
LEASE_SECONDS = 600
BATCH = 8  # reports taken and committed together; a kill costs at most their reading
MAX_FACET = 200  # characters of a name by which reports are counted and found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report to be read, and its number in the library."""

    seq: int
    report: Report


def this_process() -> str:
    """Return who takes reports: machine, process, and a word that no later process has."""
    return f"{socket.gethostname()}/{os.getpid()}/{_BORN}"


_BORN = uuid.uuid4().hex[:8]


def take(connection: Connection, owner: str, most: int = BATCH) -> tuple[Waiting, ...]:
    """Take the next reports that wait and that no living process has. The caller commits."""
    owners = select(reports.c.taken_by).where(reports.c.state == "waiting", reports.c.taken_by.is_not(None)).distinct()
    gone = [by for by in connection.execute(owners).scalars() if not _lives(by)]
    free = or_(
        reports.c.taken_by.is_(None), reports.c.taken_by.in_(gone), reports.c.taken_at < time.time() - LEASE_SECONDS
    )
    wanted = (
        select(reports.c.seq, reports.c.record)
        .where(reports.c.state == "waiting", free)
        .order_by(reports.c.seq)
        .limit(most)
    )
    found = tuple(
        Waiting(seq, unpack(record, Report, f"report {seq}"))
        for seq, record in connection.execute(wanted.with_for_update(skip_locked=True))
    )
    if found:
        taken = reports.c.seq.in_([one.seq for one in found])
        connection.execute(update(reports).where(taken).values(taken_by=owner, taken_at=time.time()))
    return found


def _lives(by: str) -> bool:
    """Say whether the process that took a report may still read it; of another machine only the lease tells."""
    host, pid, born = by.rsplit("/", 2)
    if host != socket.gethostname():
        return True
    if int(pid) == os.getpid():
        return born == _BORN
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


def give_back(connection: Connection, owner: str) -> None:
    """Let what this process took and did not read wait for others. The caller commits."""
    mine = (reports.c.taken_by == owner) & (reports.c.state == "waiting")
    connection.execute(update(reports).where(mine).values(taken_by=None, taken_at=None))


def renew(connection: Connection, owner: str) -> None:
    """Say that this process still reads what it took. The caller commits."""
    connection.execute(update(reports).where(reports.c.taken_by == owner).values(taken_at=time.time()))


def waiting(connection: Connection, ids: Sequence[str] | None = None) -> int:
    """Count the reports, or those of `ids`, that wait to be read."""
    wanted = select(func.count()).select_from(reports).where(reports.c.state == "waiting")
    return int(connection.execute(wanted if ids is None else wanted.where(reports.c.id.in_(ids))).scalar_one())


def keep(connection: Connection, one: Waiting, read: Read, reader: str) -> None:
    """Keep a reading and make its report findable. The caller commits."""
    row = {"report": one.report.id, "reader": reader, "at": now(), "record": pack(read)}
    connection.execute(delete(readings).where((readings.c.report == one.report.id) & (readings.c.reader == reader)))
    connection.execute(insert_new(connection, readings).values(**row))
    was_read = connection.execute(select(reports.c.story).where(reports.c.seq == one.seq)).scalar() is not None
    _index(connection, one, reading_in_place(one.report, read))
    connection.execute(
        update(reports).where(reports.c.seq == one.seq).values(state="read", taken_by=None, taken_at=None)
    )
    if was_read:
        home = select(reports.c.story).where(reports.c.seq == one.seq).scalar_subquery()
        connection.execute(update(stories).where(stories.c.id == home).values(wanted=stories.c.wanted + 1))


def reading_of(connection: Connection, ids: Sequence[str]) -> dict[str, Read]:
    """Return the newest reading of each report."""
    rows = connection.execute(
        select(readings.c.report, readings.c.record).where(readings.c.report.in_(ids)).order_by(readings.c.id)
    )
    return {report: unpack(record, Read, f"the reading of {report}") for report, record in rows}


def named_in(reading: Reading) -> dict[str, dict[str, str]]:
    """Return what a report is found by, by kind: names, speakers, origins; folded -> as written."""
    found: dict[str, dict[str, str]] = {"name": {}, "speaker": {}, "origin": {}}

    def put(kind: str, name: str) -> None:
        key = " ".join(fold(name))[:MAX_FACET]
        if key:
            found[kind].setdefault(key, column(name[:MAX_FACET]) or "")

    for entity in reading.entities:
        for name in (entity.name, *entity.aliases):
            put("name", name)
    named = {entity.id: entity.name for entity in reading.entities}
    for statement in reading.statements:
        chain = statement.attribution.chain
        if chain:
            put("speaker", named.get(statement.attribution.speaker or "", chain[0].name))
            put("origin", chain[-1].name)
    return found


def _index(connection: Connection, one: Waiting, reading: Reading) -> None:
    seq, report = one.seq, one.report
    named = named_in(reading)
    words = {
        "seq": seq,
        "body": folded(f"{report.title or ''}\n{report.text}"),
        "outlet": folded(report.outlet or ""),
        **{f"{kind}s": " \n ".join(found) for kind, found in named.items()},
    }
    sqlite = connection.dialect.name == "sqlite"
    for statement in _SQLITE_INDEX if sqlite else _POSTGRES_INDEX:
        connection.execute(text(statement), words)
    connection.execute(delete(facets).where(facets.c.seq == seq))
    connection.execute(delete(figures).where(figures.c.seq == seq))
    listed = [
        {"seq": seq, "kind": kind, "folded": key, "value": value}
        for kind, found in named.items()
        for key, value in found.items()
    ]
    if report.outlet and fold(report.outlet):
        listed.append(
            {
                "seq": seq,
                "kind": "outlet",
                "folded": " ".join(fold(report.outlet))[:MAX_FACET],
                "value": column(report.outlet),
            }
        )
    if listed:
        connection.execute(insert(facets), listed)
    counted = {
        (q.start, thing): {"seq": seq, "start": q.start, "end": q.end, "thing": thing, "low": q.low, "high": q.high}
        for q in reading.quantities
        if q.low is not None and q.high is not None
        for thing in dict.fromkeys(thing_of(words)[:MAX_FACET] for words in (q.counted or "", q.unit or ""))
    }  # what counts a thing in a unit is found by both; a bare number by neither, under ""
    if counted:
        connection.execute(insert_new(connection, figures), list(counted.values()))


# The body of a report never changes, so it is put in once; FTS5 keeps no copy of it.
_SQLITE_INDEX = (
    "INSERT INTO words (rowid, body, outlet) SELECT :seq, :body, :outlet WHERE NOT EXISTS (SELECT 1 FROM named WHERE "
    "rowid = :seq)",
    "DELETE FROM named WHERE rowid = :seq",
    "INSERT INTO named (rowid, names, speakers, origins) VALUES (:seq, :names, :speakers, :origins)",
)
_POSTGRES_INDEX = (
    "INSERT INTO words (seq, body, outlet, names, speakers, origins) VALUES (:seq, to_tsvector('simple', :body),"
    " to_tsvector('simple', :outlet), to_tsvector('simple', :names), to_tsvector('simple', :speakers), "
    "to_tsvector('simple', :origins))"
    " ON CONFLICT (seq) DO UPDATE SET names = excluded.names, speakers = excluded.speakers, origins = excluded.origins",
)
