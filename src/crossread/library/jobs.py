"""Long work as rows: who asked for what, how far it is, and whether it was stopped."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Row, insert, select, update

from crossread.errors import NotInLibrary
from crossread.library.schema import jobs
from crossread.library.store import now

State = Literal["waiting", "running", "done", "failed", "cancelling", "cancelled"]
OVER = ("done", "failed", "cancelled")
SHOWN = 100  # jobs listed, the newest


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of work. `message` says what is being done, or what became of it."""

    id: int
    kind: str
    state: State
    what: str
    done: int
    total: int
    message: str
    who: str
    created_at: str
    ended_at: str | None = None


def begin(connection: Connection, kind: str, what: str, who: str) -> int:
    """Enter a job that waits. The caller commits."""
    row = {
        "kind": kind, "state": "waiting", "what": what, "done": 0, "total": 0, "message": "", "who": who,
        "created_at": now(),
    }  # fmt: skip
    key = connection.execute(insert(jobs).values(**row)).inserted_primary_key
    assert key is not None
    return int(key[0])


def tell(connection: Connection, key: int, message: str, done: int, total: int) -> bool:
    """Write down how far a job is; say whether it should go on. The caller commits."""
    alive = jobs.c.state.in_(("waiting", "running"))
    row = {"state": "running", "message": message, "done": done, "total": total}
    return bool(connection.execute(update(jobs).where(jobs.c.id == key, alive).values(**row)).rowcount)


def end(connection: Connection, key: int, state: State, message: str) -> None:
    """Write down what became of a job. The caller commits."""
    connection.execute(update(jobs).where(jobs.c.id == key).values(state=state, message=message[:2000], ended_at=now()))


def cancel(connection: Connection, key: int) -> Job:
    """Ask a job to stop; one that is over stays as it is. The caller commits."""
    connection.execute(
        update(jobs).where(jobs.c.id == key, jobs.c.state.in_(("waiting", "running"))).values(state="cancelling")
    )
    return job_of(connection, key)


def job_of(connection: Connection, key: int) -> Job:
    """Return one job; raises NotInLibrary where there is none of that number."""
    row = connection.execute(select(jobs).where(jobs.c.id == key)).first()
    if row is None:
        raise NotInLibrary(f"there is no job {key}")
    return _job(row)


def jobs_of(connection: Connection) -> tuple[Job, ...]:
    """Return the newest jobs, the newest first."""
    return tuple(map(_job, connection.execute(select(jobs).order_by(jobs.c.id.desc()).limit(SHOWN))))


def close_left_over(connection: Connection) -> None:
    """End the jobs of a server that is gone. The caller commits."""
    row = {
        "state": "failed",
        "message": "the server was stopped; what was done is kept, give it again for the rest",
        "ended_at": now(),
    }
    connection.execute(update(jobs).where(jobs.c.state.not_in(OVER)).values(**row))


def _job(row: Row[Any]) -> Job:
    return Job(**row._mapping)
