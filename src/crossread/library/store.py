"""The database under a library: opened, brought up to date, and lent out as transactions that the caller ends.

A folder is SQLite (WAL, every commit on the disk before it is answered); a URL `postgresql+psycopg://…` is PostgreSQL.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlalchemy.schema import Table
from sqlalchemy.sql.dml import Insert

from crossread.errors import LibraryError, UsageError
from crossread.library.schema import HEAD

FILE = "library.sqlite"
BUSY_SECONDS = 60  # how long a writer waits for another; the longest transaction is the grouping of one `add`
LOCK = 7_327_001  # PostgreSQL's advisory lock, any number that nobody else in the database takes
_WRITES = "crossread_writes"
_URL = re.compile(r"^[a-z0-9+]+://", re.I)


def now() -> str:
    """Return the time in UTC, ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def insert_new(connection: Connection, table: Table) -> Any:
    """Return an insert that passes over rows that are there already."""
    made: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name](table)
    return made.on_conflict_do_nothing()


def upsert(connection: Connection, table: Table, key: tuple[str, ...], row: dict[str, Any]) -> Insert:
    """Return an insert that replaces what stands under the same key."""
    made: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[connection.dialect.name](table).values(**row)
    changed = {name: value for name, value in row.items() if name not in key}
    done: Insert = made.on_conflict_do_update(index_elements=list(key), set_=changed)
    return done


class Store:
    """One database. `reading` and `writing` lend a connection with a transaction; `writing` commits when its block
    ends.

    Every failure of the database is a LibraryError that says what to do; what was committed before it is kept.
    """

    def __init__(self, where: str | Path, *, create: bool = True) -> None:
        self.where = str(where)
        self.engine = _engine(self.where, create)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        with self._failures():
            self._bring_up_to_date(create)

    @property
    def shown(self) -> str:
        """Where the library is, without a password."""
        return make_url(self.where).render_as_string(hide_password=True) if _URL.match(self.where) else self.where

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state of the library throughout."""
        with self._failures(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection that may write; all is kept when the block ends, nothing when it raises."""
        with (
            self._failures(),
            self.engine.connect().execution_options(**{_WRITES: True}) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def alone(self) -> Iterator[Connection]:
        """Lend a connection that writes while no other `alone` does: stories are grouped by one process at a time."""
        with self.writing() as connection:
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
            yield connection

    def close(self) -> None:
        """Give back all connections."""
        self.engine.dispose()

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise LibraryError(f"the library {self.shown} cannot be used: {_reason(error)}") from error
        except SQLAlchemyError as error:
            raise LibraryError(f"the library {self.shown} cannot be used: {type(error).__name__}: {error}") from error

    def _bring_up_to_date(self, create: bool) -> None:
        with self.reading() as connection:
            at = _version(connection)
        if at == HEAD:
            return
        if at is None and not create:
            raise LibraryError(
                f"there is no library at {self.shown}: `crossread add PATH --library {self.shown}` begins one"
            )
        with self.alone() as connection:
            if _version(connection) != HEAD:  # another process may have done it while this one waited
                _migrate(connection)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise LibraryError(
            f"this library was made by a newer version of Crossread ({error}); upgrade Crossread"
        ) from error


def _engine(where: str, create: bool) -> Engine:
    if _URL.match(where):
        try:
            url = make_url(where)
        except ArgumentError as error:
            raise UsageError(
                f"{where!r} is no library: give a folder, or postgresql+psycopg://USER@HOST/DATABASE"
            ) from error
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.drivername != "postgresql+psycopg":
            raise UsageError(
                f"{url.drivername!r} is no library: give a folder, or postgresql+psycopg://USER@HOST/DATABASE"
            )
        return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=30)
    folder = Path(where)
    if not create and not (folder / FILE).exists():
        raise LibraryError(f"there is no library in {where}: `crossread add PATH --library {where}` begins one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"the folder {where} cannot be made: {error.strerror}; give another --library") from error
    engine = create_engine(
        f"sqlite:///{folder / FILE}", connect_args={"timeout": BUSY_SECONDS}, pool_size=10, max_overflow=30
    )
    event.listen(engine, "connect", _sqlite_opened)
    event.listen(engine, "begin", _sqlite_begun)
    return engine


def _sqlite_opened(connection: Any, _: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_sqlite_begun`, not by the driver's guess
    _write_ahead(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: Any) -> None:
    """Keep a write-ahead log.

    SQLite does not wait for another process while it changes the kind of log, so this does.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _sqlite_begun(connection: Connection) -> None:
    # A writer takes its place at once: one that began as a reader could not wait for another writer.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(_WRITES) else "BEGIN")


_DATABASE_FULL = "the database's disk is full; make room and give the command again: what was added is kept"
# SQLSTATE of PostgreSQL (appendix A of its manual), where its words vary: a page half written is a full disk too.
_STATES = {"53100": _DATABASE_FULL}
_REASONS = (
    ("disk is full", "the disk is full; make room and give the command again: what was added is kept"),
    ("No space left", _DATABASE_FULL),
    ("disk I/O", "the disk cannot be written; look at it and give the command again: what was added is kept"),
    ("database is locked", "another program has held it for a minute; give the command again: what was added is kept"),
    ("readonly", "it may not be written; check the permissions of its folder"),
    ("unable to open", "its file cannot be opened; check the path and its permissions"),
    ("not a database", "its file is no SQLite database; give another --library"),
    ("malformed", "its file is damaged; restore it from a copy"),
    ("connection", "the database does not answer; see that it runs and give the command again: what was added is kept"),
    ("terminat", "the database went away; see that it runs and give the command again: what was added is kept"),
    ("shutting down", "the database is shutting down; give the command again when it runs: what was added is kept"),
    ("starting up", "the database is starting up; give the command again in a moment"),
    ("password", "the database does not accept this user or password"),
    ("does not exist", "the database does not exist; make it with createdb, then give the command again"),
)


def _reason(error: DBAPIError) -> str:
    """Say in a few words what the driver's error means for whoever reads it; the driver's text stands behind it."""
    said = " ".join(str(error.orig).split())
    meaning = _STATES.get(str(getattr(error.orig, "sqlstate", "")), "")
    meaning = meaning or next((words for sign, words in _REASONS if sign.lower() in said.lower()), "")
    return f"{meaning} ({said[:200]})" if meaning else said[:300]
