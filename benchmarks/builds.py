"""Builds of the reading model side by side: `python -m benchmarks.builds NAME=FOLDER [NAME=FOLDER …] [--out FILE]`.

Each FOLDER holds a model as `training.export` writes it ("shipped" stands for the package's own). The rows are those of
`benchmarks/table.json` whose figures are the model's alone. Prints a table in Markdown, kept in FILE too where named.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from benchmarks.run import TABLE, _measure
from crossread.model_runtime.network import MODEL_VARIABLE

TASKS = ("syntax", "entities", "coreference", "quotations", "certainty", "roles")


def main() -> None:
    """Measure each build on each row and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("builds", nargs="+", metavar="NAME=FOLDER")
    parser.add_argument("--tasks", nargs="+", default=TASKS, choices=TASKS)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared")).resolve()
    builds = dict(pair.split("=", 1) for pair in arguments.builds)
    rows = [row for row in TABLE["rows"] if row["task"] in arguments.tasks]
    found: dict[tuple[str, str], dict[str, float]] = {}
    for name, folder in builds.items():
        os.environ.pop(MODEL_VARIABLE, None)
        if folder != "shipped":
            os.environ[MODEL_VARIABLE] = str(Path(folder).resolve())
        for row in rows:
            for figure, value, *_ in _measure(row, shared):
                found.setdefault((row["title"], figure), {})[name] = value
    lines = [f"| task | figure | {' | '.join(builds)} |", f"| --- | --- |{' --- |' * len(builds)}"]
    lines += [
        f"| {title} | {figure} | {' | '.join(f'{values[name]:g}' for name in builds)} |"
        for (title, figure), values in found.items()
    ]
    print("\n".join(lines))
    if arguments.out:
        arguments.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
