"""Words a second from text to stories and to the dossier: `python -m benchmarks.whole_speed [--runs N]`.

Without the pair model: every report of the nine open stories (CROSSREAD_SHARED) is read, and the pile is grouped into copies
and stories. With it: the same readings are compared, story by story, nothing kept from the run before. Beside them, in the same
run and on the same texts, the bare int8 encoder: the reading network cut off below its heads, one pass, nothing decoded. One
thread, seconds of the processor; of several runs the best of each counts, since other work on the machine only ever slows a run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import model_speed
from benchmarks.model_speed import bare_encoder
from crossread.collect import sources_of
from crossread.model import Report
from crossread.model_runtime import load
from crossread.model_runtime.network import WINDOW, windows
from crossread.model_runtime.pair_model import shared_pair_model
from crossread.model_runtime.pre_tokens import find_atoms
from crossread.pipeline import assemble_read, read_one, reports_of, stories_of

best = partial(model_speed.best, clock=time.process_time)


def open_stories(shared: Path) -> list[list[Report]]:
    """Return the reports of each open story, made from the corpora by the script that comes with them."""
    cases = shared / "cases/sidebyside"
    with tempfile.TemporaryDirectory() as folder:
        made = [cases / "materialise.py", folder, shared / "data/stories", cases / "stories.json"]
        subprocess.run([sys.executable, *map(str, made)], check=True, stdout=subprocess.DEVNULL)
        return [_reports(place) for place in sorted(Path(folder).glob("*/reports"))]


def _reports(place: Path) -> list[Report]:
    found: dict[str, Report] = {}
    for source in sources_of([str(place)], lambda path, why: None):
        found.update({report.id: report for report in reports_of(source)[0]})
    return list(found.values())


def measure(shared: Path, runs: int = 3) -> dict[str, Any]:
    """Return words a second without and with the pair model, and how many times the time of the bare encoder they take."""
    stories = open_stories(shared)
    reports = [report for story in stories for report in story]
    words = sum(len(report.text.split()) for report in reports)
    model = load()
    read = {report.id: read_one(report, model) for report in reports}
    reading = best(lambda: [read_one(report, model) for report in reports], runs)
    grouping = best(lambda: stories_of(reports), runs)

    def compared() -> None:
        shared_pair_model.cache_clear()  # its answers of the run before
        shared_pair_model()
        for story in stories:
            assemble_read(story, [read[report.id] for report in story])

    opening = best(lambda: (shared_pair_model.cache_clear(), shared_pair_model()), runs)
    comparing = best(compared, runs) - opening
    found: dict[str, Any] = {
        "reports": len(reports), "words": words, "reading, s": round(reading, 2), "grouping, s": round(grouping, 2), "comparing, s": round(comparing, 2),
        "reading and grouping, words/s": round(words / (reading + grouping)), "whole pipeline, words/s": round(words / (reading + comparing)),
    }  # fmt: skip
    try:
        bare = bare_encoder(1)
    except ImportError:
        print("the bare encoder is not timed: pip install onnx", file=sys.stderr)
        return found
    network = model.tokenizer.network  # type: ignore[attr-defined]
    feeds = [feed for report in reports for feed in _feeds(network, report.text)]
    encoder = best(lambda: [bare.run(None, feed) for feed in feeds], runs)
    return found | {
        "bare encoder, words/s": round(words / encoder), "times the encoder, without the pair model": round((reading + grouping) / encoder, 2),
        "times the encoder, with the pair model": round((reading + comparing) / encoder, 2),
    }  # fmt: skip


def _feeds(network: Any, text: str) -> list[Any]:
    atoms = find_atoms(text)
    ids = [network.pieces(text[start:end]) for start, end in atoms]
    return [network.feed(text, atoms[begin:end], ids[begin:end])[0] for begin, end in windows(text, atoms, [len(i) for i in ids], WINDOW)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    print(json.dumps(measure(Path(os.environ.get("CROSSREAD_SHARED", "../shared")), options.runs), indent=1))


if __name__ == "__main__":
    main()
