"""The workbench as a running server: on the loopback address unless there are accounts."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from pathlib import Path

from crossread.errors import MissingExtra, Refused, UsageError
from crossread.library import Library
from crossread.library.accounts import has_administrator
from crossread.workbench.settings import LOOPBACK, Settings


def is_loopback(host: str) -> bool:
    """Say whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def settings_for(
    library: Library, host: str, *, names: tuple[str, ...] = (), secure: bool = False, who: str = "local"
) -> Settings:
    """Return how to serve at an address; raises Refused where others could reach it and nobody would have to log in."""
    with library.store.reading() as connection:
        ready = has_administrator(connection)
    if not is_loopback(host) and not ready:
        raise Refused(
            f"{host} can be reached from other machines, and there are no accounts: make one with"
            f" `crossread account NAME --role administer --library …`, or serve at 127.0.0.1"
        )
    hosts = LOOPBACK | {host} | set(names)
    return Settings(accounts=ready, who=who, hosts=frozenset(hosts), secure=secure)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there (port 0: at one that is free); raises UsageError where nothing can listen."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except (OSError, OverflowError) as error:
        raise UsageError(
            f"nothing can be served at {host}, port {port} ({error}); give another --port or --host"
        ) from error


def serve(
    library: Library, settings: Settings, at: socket.socket, certificate: tuple[Path, Path] | None = None
) -> None:
    """Serve until stopped. `certificate` and its key make it answer encrypted."""
    try:
        import uvicorn

        from crossread.workbench.app import make_app
    except ImportError as missing:
        raise MissingExtra("the workbench", missing.name or "fastapi", "library") from missing
    keys = {"ssl_certfile": certificate[0], "ssl_keyfile": certificate[1]} if certificate else {}
    app = make_app(library, settings)
    config = uvicorn.Config(app, log_level="warning", server_header=False, **keys)  # type: ignore[arg-type]
    with suppress(KeyboardInterrupt), at:  # Ctrl-C is how it is stopped
        uvicorn.Server(config).run(sockets=[at])
