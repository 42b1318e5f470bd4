"""What an executor is given, and what every executor does."""

from __future__ import annotations

import faulthandler
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Answers: TypeAlias = Generator[tuple[int, R], None, None]
"""(place of the item, what the stage says of it); closing it ends the work."""

TRIES = 2  # workers that may die of one item before it is set aside
SECONDS = 600  # for one item, after which its worker is ended: a library's lease, and no report takes so long to read


@dataclass(frozen=True, slots=True)
class Stage(Generic[T, R]):
    """One stage as workers run it.

    `open` is called once a worker and returns what is done to each item; `lost` gives what stands for an item that is
    set
    aside, from the item and the reason. Both must be importable (functions of a module, or partials of them): workers
    are
    other processes. What `open` returns must say the same of an item whatever came before it.
    """

    name: str
    open: Callable[[], Callable[[T], R]]
    lost: Callable[[T, str], R]


class Executor(Protocol):
    """A place to run stages."""

    def map(self, stage: Stage[T, R], items: Iterable[T]) -> Answers[R]:
        """Yield (place of the item, what the stage says of it) as it is done, in any order, each item once.

        Items are asked for as workers become free, so an endless row of them takes no memory. A worker that dies is
        replaced and its item tried again; after TRIES deaths the item is set aside (`Stage.lost`). What a stage raises
        is
        raised here, and ends the work.
        """
        ...


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may take in a worker: `seconds` of the clock, and `megabytes` above what the opened worker has;
    None is no limit.

    Over the time the worker is ended, and the item is tried again or set aside. Over the memory the stage meets a
    MemoryError, which becomes a warning of that report, or the worker dies. Memory is held on Linux alone.
    """

    seconds: float | None = SECONDS
    megabytes: int | None = None

    def hold_memory(self) -> None:
        """Bound the memory of this process from now on; called once, when the worker is open."""
        if self.megabytes is None or sys.platform != "linux":
            return
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:
            mapped = int(stream.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        most = mapped + (self.megabytes << 20)
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))

    @contextmanager
    def held(self) -> Iterator[None]:
        """End this process where what is done inside takes too long, even inside a native call."""
        if self.seconds is None:
            yield
            return
        with open(os.devnull, "w") as nowhere:
            faulthandler.dump_traceback_later(self.seconds, exit=True, file=nowhere)
            try:
                yield
            finally:
                faulthandler.cancel_dump_traceback_later()


NO_LIMITS = Limits(seconds=None)


def set_aside(stage: Stage[Any, R], item: Any) -> R:
    """Return what stands for an item that no worker survived."""
    return stage.lost(item, f"{stage.name} it ended its process {TRIES} times (killed, out of memory or out of time)")
