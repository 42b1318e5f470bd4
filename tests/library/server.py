"""A PostgreSQL server of the tests' own: in a folder that is thrown away, on a socket that nobody else sees.

PostgreSQL refuses to run as root, so root lends it to an unprivileged user that every Debian has.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USERS = ("postgres", "nobody")
SECONDS = 60  # that a server may take to start on a busy machine


def programs() -> Path | None:
    """Return the folder of initdb and postgres, the newest of several versions; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    named = shutil.which("initdb")
    return Path(named).resolve().parent if named else None


def _unprivileged() -> int | None:
    if os.geteuid() != 0:
        return None
    for name in USERS:
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    return None


class Server:
    """A running server: its URL, and its process to be stopped and started as a test wants."""

    def __init__(self, binaries: Path, folder: Path) -> None:
        self.binaries, self.folder, self.user = binaries, folder, _unprivileged()
        self.process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "--no-sync", "--auth=trust", "--username=crossread", "--encoding=UTF8", "--locale=C.UTF-8", "-D", str(folder / "data"))

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run([str(self.binaries / program), *arguments], user=self.user, cwd=self.folder, capture_output=True)
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.decode()[-2000:]}")

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = [f"unix_socket_directories={self.folder}", "listen_addresses=", "fsync=off", "max_connections=120"]
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "data"), *(part for option in options for part in ("-c", option))]
        log = (self.folder / "log").open("ab")
        self.process = subprocess.Popen(command, user=self.user, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            ready = subprocess.run([str(self.binaries / "pg_isready"), "-q", "-h", str(self.folder)], capture_output=True)
            if ready.returncode == 0:
                return
            time.sleep(0.1)
        raise RuntimeError(f"the server does not answer: {(self.folder / 'log').read_text()[-2000:]}")

    def kill(self) -> None:
        """Stop the server at once, as a crash would ("immediate" shutdown)."""
        if self.process is not None:
            self.process.send_signal(3)  # SIGQUIT
            self.process.wait(SECONDS)

    def database(self, name: str) -> str:
        """Make an empty database and return its URL."""
        self._run("createdb", "-h", str(self.folder), "-U", "crossread", name)
        return f"postgresql+psycopg://crossread@/{name}?host={self.folder}"


@contextmanager
def running(home: Path | None = None) -> Iterator[Server]:
    """Lend a server, in a folder of its own within `home`; stopped and removed afterwards."""
    binaries = programs()
    if binaries is None:
        raise FileNotFoundError("no PostgreSQL here: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="crossread-pg-", dir=home))
    server = None
    try:
        if (user := _unprivileged()) is not None:
            os.chown(folder, user, -1)
        server = Server(binaries, folder)
        server.start()
        yield server
    finally:
        if server is not None:
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)
