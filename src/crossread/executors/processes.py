"""Runs stages in several processes of this machine, the model loaded once in each."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Queue
from typing import Any, Generic

from crossread.errors import WorkersDie
from crossread.executors.stage import TRIES, Answers, Limits, R, Stage, T, set_aside
from crossread.executors.worker import receive, send

OPENINGS = 5  # workers in a row that may die before they are open, of which no item can be the reason
AHEAD = 4  # answers a worker that may wait to be taken: who takes them slowly holds the workers back, not the memory
_BEGIN = "import sys; sys.path[:] = sys.argv[1:]; from crossread.executors.worker import serve; serve()"
_DONE = object()


class _Died(Exception):
    """A worker process has ended without an answer."""


class _Worker:
    """One process, opened for one stage."""

    def __init__(self, stage: Stage[Any, Any], limits: Limits) -> None:
        paths = [str(Path(path).resolve()) for path in sys.path]  # relative ones mean the folder of this process
        command = [sys.executable, "-c", _BEGIN, *paths]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            self.ask((stage, limits))
        except BaseException:
            self.end()
            raise

    def ask(self, message: Any) -> Any:
        """Return the answer to one message; raises _Died, or what the stage raised."""
        assert self.process.stdin and self.process.stdout
        try:
            send(self.process.stdin, message)
            kind, answer = receive(self.process.stdout)
        except (OSError, EOFError, ValueError) as error:
            raise _Died from error
        if kind == "raised":
            raise answer
        return answer

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        self.process.wait()


class Processes:
    """So many processes of this machine; each begins when the first item is there for it."""

    def __init__(self, jobs: int, limits: Limits | None = None) -> None:
        self.jobs = max(1, jobs)
        self.limits = limits or Limits()

    def map(self, stage: Stage[T, R], items: Iterable[T]) -> Answers[R]:
        """Yield what the stage says of each item as it is done; see `Executor.map`."""
        run = _Run(stage, items, self.limits, self.jobs)
        try:
            yield from run.answers()
        finally:
            run.stop()


class _Run(Generic[T, R]):
    """One row of items on its way through the workers; a thread a worker waits for it."""

    def __init__(self, stage: Stage[T, R], items: Iterable[T], limits: Limits, jobs: int) -> None:
        self.stage, self.limits = stage, limits
        self.items = enumerate(items)
        self.lock = threading.Lock()
        self.found: Queue[Any] = Queue(AHEAD * jobs)
        self.stopped = False
        self.workers: set[_Worker] = set()
        self.threads = [threading.Thread(target=self._serve, daemon=True) for _ in range(jobs)]

    def answers(self) -> Iterator[tuple[int, R]]:
        for thread in self.threads:
            thread.start()
        left = len(self.threads)
        while left:
            found = self.found.get()
            if found is _DONE:
                left -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found

    def stop(self) -> None:
        """End all workers and let the threads go."""
        with self.lock:
            self.stopped = True
            workers = list(self.workers)
        for worker in workers:
            worker.process.kill()
        while any(thread.is_alive() for thread in self.threads):
            while not self.found.empty():
                self.found.get()
            for thread in self.threads:
                if thread.is_alive():
                    thread.join(0.05)

    def _next(self) -> tuple[int, T] | None:
        with self.lock:
            return None if self.stopped else next(self.items, None)

    def _serve(self) -> None:
        """Take items until there is none, and put the answers where they are waited for."""
        worker: _Worker | None = None
        try:
            while (asked := self._next()) is not None:
                place, item = asked
                for _ in range(TRIES):
                    worker = worker or self._open()
                    try:
                        self.found.put((place, worker.ask(item)))
                        break
                    except _Died:
                        self._end(worker)
                        worker = None
                        if self.stopped:
                            return
                else:
                    self.found.put((place, set_aside(self.stage, item)))
        except BaseException as error:
            self.found.put(error)
        finally:
            if worker is not None:
                self._end(worker)
            self.found.put(_DONE)

    def _open(self) -> _Worker:
        for _ in range(OPENINGS):
            try:
                worker = _Worker(self.stage, self.limits)
            except _Died:
                continue
            with self.lock:
                self.workers.add(worker)
                if self.stopped:
                    worker.process.kill()
            return worker
        raise WorkersDie(
            f"{OPENINGS} worker processes in a row ended while they were opened for {self.stage.name}: "
            f"is there memory for {len(self.threads)} of them on this machine of {os.cpu_count()} processors? "
            "Try fewer --jobs"
        )

    def _end(self, worker: _Worker) -> None:
        with self.lock:
            self.workers.discard(worker)
        worker.end()
