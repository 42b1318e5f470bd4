"""Long work in the background: one piece after the other, told as it goes, stopped cleanly when asked."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from crossread.collect import Source
from crossread.errors import Cancelled, CrossreadError
from crossread.library import Library
from crossread.library import jobs as rows
from crossread.library.jobs import Job

TELL_EVERY = 0.3  # seconds between two words on how far a job is; each is a transaction
WAITING = 50  # jobs that may wait; more are refused
Act = Callable[[Any], str]
"""Work: called with a function to tell how far it is (which raises Cancelled); returns what became of it."""


class Workshop:
    """A thread that does one job after the other; a job is refused where too many wait."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._queue: queue.Queue[tuple[int, Act] | None] = queue.Queue(WAITING)
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin to work; what an earlier server left is closed first."""
        with self.library.store.writing() as connection:
            rows.close_left_over(connection)
        self._thread = threading.Thread(target=self._work, name="crossread-jobs", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop after the job in hand is asked to stop."""
        with self.library.store.writing() as connection:
            rows.close_left_over(connection)
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(10)

    def add(self, files: Sequence[Source], who: str, published: str | None = None) -> Job:
        """Have files added."""
        dates = {file.path: published for file in files} if published else {}

        def act(tell: Any) -> str:
            added = self.library.add_sources(files, published=dates, who=who, progress=tell)
            said = f"{len(added.new)} new reports, {len(added.known)} that were there"
            return "\n".join([said, *added.warnings[:20]])

        names = ", ".join(file.path for file in files[:3]) + (f" and {len(files) - 3} more" if len(files) > 3 else "")
        return self._begin("add", names, who, act)

    def reread(self, who: str) -> Job:
        """Have read anew what an older reader read."""

        def act(tell: Any) -> str:
            lost = self.library.reread(progress=tell)
            return f"{sum(map(len, lost.values()))} decisions found their words no more"

        return self._begin("reread", "all reports that an older version read", who, act)

    def _begin(self, kind: str, what: str, who: str, act: Act) -> Job:
        with self.library.store.writing() as connection:
            key = rows.begin(connection, kind, what, who)
        try:
            self._queue.put_nowait((key, act))
        except queue.Full:
            with self.library.store.writing() as connection:
                rows.end(connection, key, "failed", f"{WAITING} jobs wait already; try again later")
        with self.library.store.reading() as connection:
            return rows.job_of(connection, key)

    def _work(self) -> None:
        while (item := self._queue.get()) is not None:
            self._do(*item)

    def _do(self, key: int, act: Act) -> None:
        told = 0.0

        def tell(what: str, done: int, total: int) -> None:
            nonlocal told
            if time.monotonic() - told < TELL_EVERY:
                return
            told = time.monotonic()
            with self.library.store.writing() as connection:
                if not rows.tell(connection, key, what, done, total):
                    raise Cancelled("stopped; what was done is kept")

        try:
            tell("begun", 0, 0)
            state, message = "done", act(tell)
        except Cancelled as stop:
            state, message = "cancelled", str(stop)
        except CrossreadError as error:
            state, message = "failed", str(error)
        except Exception as error:  # a fault of ours must not end the thread that does everybody's jobs
            state, message = "failed", f"a fault of Crossread: {type(error).__name__}: {error}"
        try:
            with self.library.store.writing() as connection:
                rows.end(connection, key, state, message)  # type: ignore[arg-type]
        except CrossreadError:
            pass  # the database is away; the next server closes what is left over
