"""The tables of a library, the same for SQLite and PostgreSQL; what differs (full text) is made in the migrations.

Times are ISO 8601 in UTC, with milliseconds, so that they sort as text. Records of `crossread.model` are kept whole, as
JSON, beside the few columns that are searched. Offsets count code points of the report's text.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "0002"  # the newest migration; a test holds it against Alembic's own answer

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
NUMBER = BigInteger().with_variant(Integer, "sqlite")  # SQLite counts up only what is called INTEGER

originals = Table(  # evidentiary copies: rows are put in and never changed (triggers see to it)
    "originals", metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("first_at", String(32), nullable=False),
    Column("data", LargeBinary, nullable=False),
)  # fmt: skip
arrivals = Table(  # when what came whence; `warnings` says what of it was not read and why
    "arrivals", metadata,
    Column("id", NUMBER, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("whence", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("warnings", Text, nullable=False),
    UniqueConstraint("sha256", "whence"),
)  # fmt: skip
stories = Table(
    "stories", metadata,
    Column("id", String(40), primary_key=True),
    Column("title", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False, index=True),
    Column("version", Integer, nullable=False),
    # counts what its dossier must take in; `built` is how much it has taken in
    Column("wanted", Integer, nullable=False),
    Column("built", Integer, nullable=False),
    Column("reports", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("conflicts", Integer, nullable=False),
    Column("unanchored", Text, nullable=False),
    Column("dossier", LargeBinary),
)  # fmt: skip
reports = Table(
    "reports", metadata,
    Column("seq", NUMBER, primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("sha256", String(64), ForeignKey("originals.sha256"), nullable=False),
    Column("whence", Text, nullable=False, index=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", String(40), index=True),
    Column("added_at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("record", LargeBinary, nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("taken_by", Text),
    Column("taken_at", Float),
    Column("story", String(40), ForeignKey("stories.id"), index=True),
    Column("corrects", String(40)),
)  # fmt: skip
readings = Table(  # one a report and reader; the newest is the one in force, the older ones stay for whoever asks
    "readings", metadata,
    Column("id", NUMBER, primary_key=True),
    Column("report", String(40), ForeignKey("reports.id"), nullable=False),
    Column("reader", String(80), nullable=False),
    Column("at", String(32), nullable=False),
    Column("record", LargeBinary, nullable=False),
    UniqueConstraint("report", "reader"),
)  # fmt: skip
facets = Table(
    "facets", metadata,
    Column("seq", NUMBER, ForeignKey("reports.seq"), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("folded", String(200), primary_key=True),
    Column("value", Text, nullable=False),
    Index("ix_facets_folded", "kind", "folded"),
)  # fmt: skip
figures = Table(
    "figures", metadata,
    Column("seq", NUMBER, ForeignKey("reports.seq"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("thing", String(200), primary_key=True),
    Column("end", Integer, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Index("ix_figures_thing", "thing", "high"),
)  # fmt: skip
changes = Table(
    "changes", metadata,
    Column("id", NUMBER, primary_key=True),
    Column("story", String(40), ForeignKey("stories.id"), nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", String(32), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("summary", Text, nullable=False),
    Column("anchors", Text, nullable=False),
    Index("ix_changes_story", "story", "version"),
)  # fmt: skip
seen = Table(  # up to which version an analyst has looked at a story
    "seen", metadata,
    Column("who", String(200), primary_key=True),
    Column("story", String(40), ForeignKey("stories.id"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", String(32), nullable=False),
)  # fmt: skip
decisions = Table(
    "decisions", metadata,
    Column("id", NUMBER, primary_key=True),
    Column("story", String(40), ForeignKey("stories.id"), nullable=False, index=True),
    Column("kind", String(32), nullable=False),
    Column("one", Text, nullable=False),
    Column("other", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("why", Text, nullable=False),
    Column("undone_at", String(32)),
    Column("undone_by", Text),
    Column("undone_why", Text),
)  # fmt: skip
feeds = Table(
    "feeds", metadata,
    Column("url", String(2000), primary_key=True),
    Column("etag", Text),
    Column("modified", Text),
    Column("failures", Integer, nullable=False),
    Column("next_at", Float, nullable=False),
)  # fmt: skip
fetches = Table(  # every request that left the machine, and what was sent with it
    "fetches", metadata,
    Column("id", NUMBER, primary_key=True),
    Column("url", Text, nullable=False),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("sent", Text, nullable=False),
    Column("status", Integer),
    Column("size", BigInteger),
    Column("sha256", String(64)),
    Column("outcome", Text, nullable=False),
)  # fmt: skip
accounts = Table(
    "accounts", metadata,
    Column("name", String(200), primary_key=True),
    Column("password", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("closed_at", String(32)),
)  # fmt: skip
sessions = Table(
    "sessions", metadata,
    Column("token", String(64), primary_key=True),
    Column("account", String(200), ForeignKey("accounts.name"), nullable=False),
    Column("expires", Float, nullable=False),
)  # fmt: skip
jobs = Table(
    "jobs", metadata,
    Column("id", NUMBER, primary_key=True),
    Column("kind", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("what", Text, nullable=False),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("created_at", String(32), nullable=False),
    Column("ended_at", String(32)),
)  # fmt: skip
