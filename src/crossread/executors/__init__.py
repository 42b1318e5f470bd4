"""Places to run stages: this process, several processes, a Ray cluster. Never a second implementation of a stage.

An executor knows no stage. Whoever wires them hands it a `Stage`: how a worker is opened (a model is loaded once a
worker),
and what stands for an item that no worker survives. What comes back is the same wherever it ran.
"""

from __future__ import annotations

from crossread.errors import UsageError
from crossread.executors.here import Here
from crossread.executors.processes import Processes
from crossread.executors.stage import NO_LIMITS, TRIES, Answers, Executor, Limits, Stage

__all__ = ["NO_LIMITS", "TRIES", "Answers", "Executor", "Here", "Limits", "Processes", "Stage", "choose"]

NAMES = ("processes", "ray")


def choose(
    name: str | None = None, jobs: int = 1, address: str | None = None, limits: Limits | None = None
) -> Executor:
    """Return the executor of that name with so many workers; without a name, this process for one job.

    `address` is of a Ray cluster; without one a local cluster is begun and ended. Raises UsageError for a name that
    means
    nothing, and MissingExtra where Ray is not installed.
    """
    if name not in (None, *NAMES):
        raise UsageError(f"{name!r} is no executor; there are {', '.join(NAMES)}")
    if address is not None and name != "ray":
        raise UsageError("an address is of a Ray cluster: give --executor ray with it")
    if name == "ray":
        from crossread.executors.on_ray import OnRay

        return OnRay(jobs, address=address, limits=limits or Limits())
    return Here() if name is None and jobs <= 1 else Processes(jobs, limits or Limits())
