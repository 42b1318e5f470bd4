"""Runs stages on a Ray cluster, as a map of Ray Data: one actor a worker, which opens the stage once.

Ray's own count of its users is off (`crossread/__init__.py`); a local cluster listens on the loopback alone and keeps
its files
in a folder that is removed with it.
"""

from __future__ import annotations

import itertools
import logging
import os
import pickle
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from crossread.errors import MissingExtra
from crossread.executors.stage import TRIES, Answers, Limits, R, Stage, T, set_aside

BLOCK = 8  # items that a worker is sent at once; when it dies, those of them that were done are done again
CHUNK = 1024  # items on their way at once; between two chunks the workers are opened anew
HOME = "/tmp"  # of a local cluster: the names of Ray's sockets may have about 100 characters, and TMPDIR may be long
# Ray takes 127.0.0.1 for the wish to be reached from outside; on Linux all of 127.0.0.0/8 is this machine.
LOOPBACK = "127.0.0.2" if sys.platform == "linux" else "127.0.0.1"


class OnRay:
    """So many workers on a Ray cluster: at `address`, or that this program has joined, or a local one for the while."""

    def __init__(self, jobs: int, *, address: str | None = None, limits: Limits | None = None) -> None:
        try:
            import ray.data  # noqa: F401
        except ImportError as missing:
            raise MissingExtra("reading on a cluster", missing.name or "ray", "cluster") from missing
        self.jobs = max(1, jobs)
        self.address = address
        self.limits = limits or Limits()

    def map(self, stage: Stage[T, R], items: Iterable[T]) -> Answers[R]:
        """Yield what the stage says of each item as it is done; see `Executor.map`."""
        numbered = enumerate(items)
        first = list(itertools.islice(numbered, CHUNK))
        if not first:
            return
        with _cluster(self.address, self.jobs):
            while first:
                yield from self._map(stage, first)
                first = list(itertools.islice(numbered, CHUNK))

    def _map(self, stage: Stage[T, R], items: list[tuple[int, T]]) -> Answers[R]:
        import ray

        ray.data.DataContext.get_current().enable_progress_bars = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        tally = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=-1)(_Tally).remote()
        blocks = [_table(items[at : at + BLOCK]) for at in range(0, len(items), BLOCK)]
        by_place = dict(items)
        workers = min(self.jobs, len(blocks))
        answers = ray.data.from_arrow(blocks).map_batches(
            _Worker,
            fn_constructor_args=(_packed(stage, self.limits), tally),
            batch_size=None,  # a block as it is
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=workers),
            num_cpus=1,
            max_restarts=-1,
            max_task_retries=-1,
        )
        for batch in answers.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=1):
            for place, answer in zip(batch["place"].to_pylist(), batch["item"].to_pylist(), strict=True):
                kind, said = pickle.loads(answer)
                if kind == "raised":
                    raise said
                yield place, set_aside(stage, by_place[place]) if kind == "lost" else said


def _packed(stage: Stage[Any, Any], limits: Limits) -> bytes:
    """Return what a worker opens; a function of the started program, which no worker can import, with its code."""
    from ray import cloudpickle

    packed: bytes = cloudpickle.dumps((stage, limits))
    return packed


def _table(items: list[tuple[int, T]]) -> Any:
    import pyarrow as pa

    places = pa.array([place for place, _ in items], pa.int64())
    return pa.table({"place": places, "item": pa.array([pickle.dumps(item, 5) for _, item in items], pa.binary())})


class _Tally:
    """How often each block was begun, and which items of blocks begun again were not ended.

    An actor of its own, which is begun anew where it dies: then it has forgotten, and an item is tried once more than
    else.
    """

    def __init__(self) -> None:
        self.begun: Counter[int] = Counter()
        self.held: Counter[int] = Counter()

    def begin(self, block: int) -> int:
        """Return how often the block that begins with this item was begun, this time included."""
        self.begun[block] += 1
        return self.begun[block]

    def hold(self, place: int) -> int:
        """Return how often the item was begun by itself and not ended before; this time counts from now on."""
        before = self.held[place]
        self.held[place] += 1
        return before

    def let_go(self, place: int) -> None:
        """Say that an item was ended."""
        del self.held[place]


class _Worker:
    """What runs in an actor: a stage, opened once.

    A block is run through at first. Where its worker died, the next one goes through it an item at a time, each held in
    the
    tally; the item that is found held TRIES times has ended as many workers by itself, and is set aside.
    """

    def __init__(self, packed: bytes, tally: Any) -> None:
        stage, limits = pickle.loads(packed)
        self.limits, self.tally = limits, tally
        self.refused: Exception | None = None
        try:
            self.run = stage.open()
        except Exception as error:  # an actor that raises here would be begun again and again
            self.refused = error
        limits.hold_memory()

    def __call__(self, block: Any) -> Any:
        import pyarrow as pa
        import ray

        places = block["place"].to_pylist()
        again = ray.get(self.tally.begin.remote(places[0])) > 1
        items = zip(places, block["item"].to_pylist(), strict=True)
        answers = [pickle.dumps(self._answer(place, item, again), 5) for place, item in items]
        return pa.table({"place": block["place"], "item": pa.array(answers, pa.binary())})

    def _answer(self, place: int, item: bytes, again: bool) -> tuple[str, Any]:
        import ray

        if self.refused is not None:
            return "raised", self.refused
        if again and ray.get(self.tally.hold.remote(place)) >= TRIES:
            return "lost", None
        try:
            with self.limits.held():
                found = ("done", self.run(pickle.loads(item)))
        except Exception as error:
            found = ("raised", error)
        if again:
            self.tally.let_go.remote(place)
        return found


@contextmanager
def _cluster(address: str | None, jobs: int) -> Iterator[None]:
    """Join the cluster at the address, or stay in the one that this program has joined, or begin and end one here."""
    import ray

    if ray.is_initialized():
        yield
    elif address is None:
        with local_cluster(jobs):
            yield
    else:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR")
        try:
            yield
        finally:
            ray.shutdown()


@contextmanager
def local_cluster(jobs: int) -> Iterator[None]:
    """Begin a cluster on this machine with room for so many workers, and end it afterwards with all its files."""
    import ray

    folder = tempfile.mkdtemp(prefix="crossread-", dir=HOME if os.path.isdir(HOME) else None)
    try:
        ray.init(
            address="local", num_cpus=jobs + 1, include_dashboard=False, log_to_driver=False, logging_level="ERROR",
            _temp_dir=folder, _node_ip_address=LOOPBACK,
        )  # fmt: skip
        yield
    finally:
        ray.shutdown()
        shutil.rmtree(folder, ignore_errors=True)
