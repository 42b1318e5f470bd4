"""Holds numpy's linear algebra to one thread.

Its matrices are small here. A second thread gains nothing on an idle machine, and on a busy one each product waits for
a core: parsing took 30 times as long beside two busy processes. One thread also sums in one order, always.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _controller() -> ThreadpoolController:
    return ThreadpoolController()  # looks through the loaded libraries: once a process


def one_blas_thread() -> AbstractContextManager[Any]:
    """Return a context in which numpy's matrix products use one thread."""
    limiter: AbstractContextManager[Any] = _controller().limit(limits=1, user_api="blas")
    return limiter
