"""Words a second of the reading model: `python -m benchmarks.model_speed [--texts N] [--runs N] [--threads N]`.

Reads news articles (newswire dev) with all heads, and beside it, in the same run and on the same texts, runs the bare
int8 encoder: the same network cut off below its heads, one pass, nothing decoded. Prints one JSON line; of several runs
the best of each counts, since other work on the machine only ever slows a run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.rows import read_rows
from crossread.model_runtime import load
from crossread.model_runtime.network import SLOW_FUSIONS, WINDOW, model_folder, open_session, windows
from crossread.model_runtime.pre_tokens import find_atoms

ENCODED = "layer_norm_12"  # the last normalisation of the encoder, which all heads read


def bare_encoder(threads: int) -> Any:
    """Return a session of the shipped network without its heads; needs `onnx` (extra `train`)."""
    from onnx.utils import extract_model

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "encoder.onnx"
        extract_model(str(model_folder() / "reader.onnx"), str(path), ["pieces", "features"], [ENCODED])
        return open_session(path, threads, SLOW_FUSIONS)


def best(run: Callable[[], object], runs: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the least seconds of several runs, by a clock: `time.process_time` counts those of the processor."""
    found = []
    for _ in range(runs):
        began = clock()
        run()
        found.append(clock() - began)
    return min(found)


def measure(shared: Path, count: int = 20, runs: int = 5, threads: int = 1) -> dict[str, float | int]:
    """Return words a second with all heads and by the encoder alone (where `onnx` is installed), and megabytes shipped."""
    texts = [row["text"] for row in read_rows(str(shared / "data/entities/newswire.dev.jsonl.gz"))][:count]
    nlp = load(threads=threads)
    network = nlp.tokenizer.network  # type: ignore[attr-defined]
    words = sum(sum(not token.is_space for token in nlp(text)) for text in texts)
    feeds = []
    for text in texts:
        atoms = find_atoms(text)
        ids = [network.pieces(text[start:end]) for start, end in atoms]
        for begin, end in windows(text, atoms, [len(i) for i in ids], WINDOW):
            feeds.append(network.feed(text, atoms[begin:end], ids[begin:end])[0])

    def all_heads() -> None:
        for text in texts:
            nlp(text)

    def encoder_alone() -> None:
        for feed in feeds:
            bare.run(None, feed)

    whole = best(all_heads, runs)
    found: dict[str, float | int] = {"words": words, "threads": threads, "words_per_second": round(words / whole)}
    try:
        bare = bare_encoder(threads)
    except ImportError:
        print("the bare encoder is not timed: pip install onnx", file=sys.stderr)
    else:
        encoder = best(encoder_alone, runs)
        found |= {"encoder_words_per_second": round(words / encoder), "times_the_encoder": round(whole / encoder, 2)}
    return found | {"megabytes": round(sum(f.stat().st_size for f in model_folder().iterdir()) / 1e6, 1)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=20)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    shared = Path(os.environ.get("CROSSREAD_SHARED", "../shared"))
    print(json.dumps(measure(shared, arguments.texts, arguments.runs, arguments.threads)))


if __name__ == "__main__":
    main()
