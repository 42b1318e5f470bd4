"""What a workbench is started with."""

from __future__ import annotations

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Settings:
    """`accounts` demands a login; without it everybody who reaches the server acts as `who`, which is for the loopback
    alone.

    `hosts` are the names that a browser may call the server by; others are refused, so that no foreign page can reach
    it by a name of its own (DNS rebinding). `secure` marks cookies for encrypted connections only.
    """

    accounts: bool = False
    who: str = "local"
    hosts: frozenset[str] = LOOPBACK
    secure: bool = False
    fetching: bool = False
    max_upload: int = 100_000_000  # bytes of one request
    max_files: int = 500
    reads_a_minute: int = 60_000  # of one client; the loopback has one client, however many browsers
    writes_a_minute: int = 600
    logins_a_minute: int = 10
