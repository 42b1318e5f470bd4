"""The one adaptor for every exam: `python -m benchmarks.predict TASK INPUT OUTPUT`."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec


def main() -> None:
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    task, given, out = sys.argv[1:]
    if find_spec(f"benchmarks.tasks.{task}") is None:
        sys.exit(f"no such task: {task!r}; see benchmarks/tasks/")
    import_module(f"benchmarks.tasks.{task}").predict(given, out)


if __name__ == "__main__":
    main()
