"""What each head gains or loses by company: `python -m training.ablations --out build/ablations`.

Trains the network several times on a short schedule, as config.json's `ablations` lists: all parts of the mix, openly
licensed corpora only, each part alone with as many batches as it gets in the mix. Measures the fp32 averages on dev
in windows whose words are given (so the figures stand above or below those from raw text, and compare only among
themselves) and prints a table. Each run resumes where it was stopped.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor

from crossread.model_runtime.decode import best_path, best_spans, tagged_spans
from crossread.model_runtime.trees import decode_tree
from training.data import (
    KNOWN_TYPES,
    NER_TAGS,
    SPEECH,
    PieceMaker,
    Window,
    certainty_windows,
    entity_windows,
    make_labels,
    speech_windows,
    syntax_windows,
)
from training.encoder import ARC, LABEL, Reader, arc_scores, label_scores, package_folder
from training.export import load_model
from training.train import CONFIG, collate, train

SIZES = {"syntax": [150], "entities": [150], "speech": [210]}  # pieces a window, near those that reading uses
SAMPLE = 200  # windows of each corpus, drawn once: the differences that are looked for are of points, not of tenths
Spans = set[tuple[int, ...]]


def dev_windows() -> dict[str, list[Window]]:
    """Return the windows of each figure."""
    make = PieceMaker(Tokenizer.from_file(str(package_folder() / "tokenizer.json")))
    labels, rng = make_labels(), random.Random(0)
    found = {
        "EWT": list(syntax_windows("ewt", labels, make, rng, SIZES["syntax"], "dev")),
        "GUM": list(syntax_windows("gum", labels, make, rng, SIZES["syntax"], "dev")),
        "newswire": list(entity_windows("newswire", make, rng, SIZES["entities"], "dev")),
        "PolNeAR": list(speech_windows(make, rng, SIZES["speech"], "dev")),
        "UW": list(certainty_windows("uw", make, "dev")),
        "UDS": list(certainty_windows("uds", make, "dev")),
    }
    return {name: rng.sample(rows, min(SAMPLE, len(rows))) for name, rows in found.items()}


def measure(model: Reader, windows: dict[str, list[Window]]) -> dict[str, float]:
    """Return the figures of a model, in percent but for the mean absolute errors."""
    found: dict[str, float] = {}
    for name, rows in windows.items():
        kind: Callable[[Reader, list[tuple[Window, dict[str, Tensor]]]], dict[str, float]]
        kind = {"syntax": _syntax, "entities": _names, "speech": _speech, "certainty": _certainty}[rows[0].task]
        with torch.no_grad():
            read = [(w, {k: v[0] for k, v in model(*collate([w])).items()}) for w in rows]
            found |= {f"{name} {figure}": round(value, 2) for figure, value in kind(model, read).items()}
    return found


def _syntax(model: Reader, read: list[tuple[Window, dict[str, Tensor]]]) -> dict[str, float]:
    right = words = tags = 0
    for window, out in read:
        for places, heads, relations in window.trees:
            at = [window.first[p] for p in places]
            dep, head = out["arc"][at].split(ARC, -1)
            found = decode_tree(arc_scores(dep, head, model.arc_bilinear).numpy())
            below, above = out["label"][at].split(LABEL, -1)
            named = label_scores(below, above[found], model.label_bilinear).argmax(-1).tolist()
            gold = [h - 1 if h else i for i, h in enumerate(heads)]
            right += sum(a == b and c == d for a, b, c, d in zip(found, gold, named, relations, strict=True))
            best = out["upos"][at].argmax(-1).tolist()
            tags += sum(window.labels["upos"][p] == tag for p, tag in zip(places, best, strict=True))
            words += len(places)
    return {"LAS": 100 * right / words, "UPOS": 100 * tags / words}


def _names(model: Reader, read: list[tuple[Window, dict[str, Tensor]]]) -> dict[str, float]:
    pairs = []
    for window, out in read:
        path = best_path(out["entity"][window.first].numpy())
        pairs.append((set(tagged_spans(window.labels["entity"])), {s for s in tagged_spans(path) if NER_TAGS[2 * s[2] + 1][2:] in _MARKED}))
    return {"F1": _f1(pairs)}


_MARKED = frozenset(KNOWN_TYPES["newswire"].split())


def _speech(model: Reader, read: list[tuple[Window, dict[str, Tensor]]]) -> dict[str, float]:
    found = {}
    for name in SPEECH:
        found[name] = _f1(
            [(set(tagged_spans(w.labels[name])), {(a, b, 0) for a, b in best_spans(out[name][w.first].numpy())}) for w, out in read]
        )
    return found


def _certainty(model: Reader, read: list[tuple[Window, dict[str, Tensor]]]) -> dict[str, float]:
    pairs = [(float(out["certainty"][w.first[atom]]), gold) for w, out in read for atom, gold in w.certainty]
    given, gold = np.array(pairs).T
    given = np.clip(given, -3, 3)
    return {"MAE": float(np.abs(given - gold).mean()), "r": 100 * float(np.corrcoef(given, gold)[0, 1])}


def _f1(pairs: list[tuple[Spans, Spans]]) -> float:
    common = sum(len(a & b) for a, b in pairs)
    return 200 * common / max(sum(len(a) + len(b) for a, b in pairs), 1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("build/ablations"))
    parser.add_argument("--steps", type=int, default=CONFIG["ablations"]["steps"])
    parser.add_argument("--threads", type=int, default=CONFIG["threads"])
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    windows = dev_windows()
    found: dict[str, dict[str, float]] = {}
    for name, run in CONFIG["ablations"]["runs"].items():
        out = arguments.out / name.replace(" ", "-")
        if not (out / "done").exists():
            train(out, arguments.steps, None, run.get("open_data", False), CONFIG["seed"], None, run.get("only", []))
        steps = (out / "done").read_text("utf-8")
        found[name] = measure(load_model(out)[0], {k: v for k, v in windows.items() if k in run["figures"]})
        print(name, steps, found[name], file=sys.stderr, flush=True)
    figures = list(dict.fromkeys(f for row in found.values() for f in row))
    print(f"| figure | {' | '.join(found)} |\n| --- |{' --- |' * len(found)}")
    for figure in figures:
        print(f"| {figure} | {' | '.join(f'{row[figure]:g}' if figure in row else '' for row in found.values())} |")


if __name__ == "__main__":
    main()
