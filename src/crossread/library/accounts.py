"""Accounts of a workbench that others can reach: argon2 passwords, three roles, sessions that end."""

from __future__ import annotations

import hashlib
import secrets
import time
from typing import TYPE_CHECKING, Literal, get_args

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update

from crossread.errors import MissingExtra, NotInLibrary, Refused, UsageError
from crossread.library.schema import accounts, sessions
from crossread.library.store import now
from crossread.library.words import column

if TYPE_CHECKING:
    from argon2 import PasswordHasher

Role = Literal["read", "decide", "administer"]
ROLES: tuple[str, ...] = get_args(Role)  # each may do what those before it may
SESSION_SECONDS = 12 * 3600  # a working day
LEAST_PASSWORD = 12  # characters (NIST SP 800-63B-4 asks for 15 where nothing else protects, 8 at the very least)
MOST_PASSWORD = 200
MAX_NAME = 100


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may log in."""

    name: str
    role: Role
    created_at: str
    closed_at: str | None = None


def may(role: str, wanted: str) -> bool:
    """Say whether a role may do what another may."""
    return ROLES.index(role) >= ROLES.index(wanted)


def _hasher() -> PasswordHasher:
    try:
        from argon2 import PasswordHasher
    except ImportError as missing:
        raise MissingExtra("accounts", "argon2-cffi", "library") from missing
    return PasswordHasher()


def put_account(connection: Connection, name: str, password: str, role: str) -> None:
    """Make an account, or give one another password and role; its sessions end. The caller commits."""
    if not name.strip() or len(name) > MAX_NAME or not name.isprintable():
        raise UsageError(f"an account's name has 1 to {MAX_NAME} printable characters")
    if role not in ROLES:
        raise UsageError(f"{role!r} is no role; there are: {', '.join(ROLES)}")
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        raise UsageError(f"a password has {LEAST_PASSWORD} to {MOST_PASSWORD} characters")
    row = {"password": _hasher().hash(password), "role": role, "closed_at": None}
    done = connection.execute(update(accounts).where(accounts.c.name == name).values(**row))
    if not done.rowcount:
        connection.execute(insert(accounts).values(name=name, created_at=now(), **row))
    connection.execute(delete(sessions).where(sessions.c.account == name))


def close_account(connection: Connection, name: str) -> None:
    """Close an account and end its sessions; what it decided stays. The caller commits."""
    done = connection.execute(update(accounts).where(accounts.c.name == column(name)).values(closed_at=now()))
    if not done.rowcount:
        raise NotInLibrary(f"there is no account {name!r}")
    connection.execute(delete(sessions).where(sessions.c.account == name))


def accounts_of(connection: Connection) -> tuple[Account, ...]:
    """Return all accounts, by name; passwords are not among what is told."""
    rows = connection.execute(
        select(accounts.c.name, accounts.c.role, accounts.c.created_at, accounts.c.closed_at).order_by(accounts.c.name)
    )
    return tuple(Account(name=r.name, role=r.role, created_at=r.created_at, closed_at=r.closed_at) for r in rows)


def has_administrator(connection: Connection) -> bool:
    """Say whether somebody can log in who may administer."""
    wanted = (
        select(func.count())
        .select_from(accounts)
        .where(accounts.c.role == "administer", accounts.c.closed_at.is_(None))
    )
    return bool(connection.execute(wanted).scalar_one())


def log_in(connection: Connection, name: str, password: str) -> str:
    """Return the token of a new session; raises Refused in the same words and time whatever was wrong.

    The caller commits.
    """
    from argon2.exceptions import InvalidHashError, VerificationError

    hasher = _hasher()
    row = connection.execute(
        select(accounts).where(accounts.c.name == column(name), accounts.c.closed_at.is_(None))
    ).first()
    try:
        hasher.verify(row.password if row else _nobody(), password[:MOST_PASSWORD])
    except (VerificationError, InvalidHashError):
        row = None
    if row is None:
        raise Refused("this name and password do not belong together")
    token = secrets.token_urlsafe(32)
    connection.execute(delete(sessions).where(sessions.c.expires < time.time()))
    connection.execute(
        insert(sessions).values(token=_digest(token), account=name, expires=time.time() + SESSION_SECONDS)
    )
    return token


_NOBODY: list[str] = []


def _nobody() -> str:
    """Return the hash of a password that nobody has, so that an unknown name costs as long as a wrong password."""
    if not _NOBODY:
        _NOBODY.append(_hasher().hash(secrets.token_urlsafe(32)))
    return _NOBODY[0]


def who_is(connection: Connection, token: str) -> Account | None:
    """Return whose session a token is; None where it has ended or never was."""
    wanted = (
        select(accounts.c.name, accounts.c.role, accounts.c.created_at)
        .join(sessions, sessions.c.account == accounts.c.name)
        .where(sessions.c.token == _digest(token), sessions.c.expires >= time.time(), accounts.c.closed_at.is_(None))
    )
    row = connection.execute(wanted).first()
    return Account(name=row.name, role=row.role, created_at=row.created_at) if row else None


def log_out(connection: Connection, token: str) -> None:
    """End a session. The caller commits."""
    connection.execute(delete(sessions).where(sessions.c.token == _digest(token)))


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
