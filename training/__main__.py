"""All of it, from raw corpora to shipped files: `python -m training [--out build/model] [--open-data]`.

Two runs of the network (the second over the averaged weights of the first, with the weights of config.json's
`further`), its export to int8, then the scorers of certainty and coreference on what the int8 network reads; then the
pair model of claim and evidence, and its export. Each step resumes where it was stopped. Three tables are made by commands
of their own, when the network is shipped: `training.words` and `training.nouns` (both need a list of words), `training.alignment`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from training.export import SHIPPED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/model"), help="folder of runs and checkpoints")
    parser.add_argument("--to", type=Path, default=SHIPPED, help="folder of the files that the package ships")
    parser.add_argument("--open-data", action="store_true", help="only openly licensed corpora")
    arguments = parser.parse_args()
    openly = ["--open-data"] if arguments.open_data else []
    first, second = arguments.out / "first", arguments.out / "further"
    for module, *options in (
        ["train", "--out", str(first), *openly],
        ["train", "--out", str(second), "--start-from", str(first), *openly],
        ["export", "--run", str(second), "--out", str(arguments.to)],
        ["certainty", "--model", str(arguments.to), *openly],
        ["coreference", "--model", str(arguments.to)],
        ["pairs", "--out", str(arguments.out / "pairs")],
        ["export_pairs", "--run", str(arguments.out / "pairs"), "--out", str(arguments.to)],
    ):
        print("training", module, *options, flush=True)
        subprocess.run([sys.executable, "-m", f"training.{module}", *options], check=True)


if __name__ == "__main__":
    main()
