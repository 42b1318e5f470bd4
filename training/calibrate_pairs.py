"""Fit the temperatures of the shipped pair model on the tune stories, and say how well its probabilities hold.

    python -m training.calibrate_pairs [--fit] [--part tune|unseen]

Runs the shipped int8 network on the candidates of each story (the nearest by its own vectors) as the product would.
With `--fit` temperature and bias are written to `model/pairs.json`; figures of `unseen` are for the end, nothing is chosen by them.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from crossread.model_runtime.pair_model import ASKED_ALIKE, Pair, PairModel, calibrated
from training.export import SHIPPED
from training.pair_data import JOINED, Story, example, load_stories, relation, split
from training.pairs import BUILD, CONFIG, average_precision, best_f1, nearest_pairs, statement_texts
from training.statements import read_statements

BINS = 10


@dataclass
class Judged:
    """Candidates of stories: what the network says and what the labels allow."""

    logits: np.ndarray
    right: list[tuple[int, ...]]
    stories: list[str]
    asked: int  # pairs that the labels join, candidates or not
    seconds: float

    @property
    def joined(self) -> np.ndarray:
        return np.array([set(r) <= set(JOINED) for r in self.right])


def raw_logits(model: PairModel, pairs: list[Pair]) -> np.ndarray:
    """Return the logits of the relations by the shipped network, before temperature and bias."""
    model.temperatures, model.joined_bias = {**model.temperatures, "relation": 1.0}, 0.0
    return np.log(model.relations(pairs).clip(1e-12))


def judge(model: PairModel, stories: list[Story]) -> Judged:
    began, logits, right, names, asked = 0.0, [], [], [], 0
    for story in stories:
        vectors = torch.from_numpy(model.vectors(statement_texts(story)))
        pairs, own = [], []
        for i, j in nearest_pairs(story, vectors, CONFIG["nearest"]):
            if allowed := relation(story, i, j):
                e = example(story, i, j, allowed)
                pairs.append((e.text_a, e.span_a, e.text_b, e.span_b))
                own.append(allowed)
        now = time.process_time()
        logits.append(raw_logits(model, pairs))
        began += time.process_time() - now
        right += own
        names += [story.name] * len(own)
        documents = [s.document for s in story.statements]
        asked += sum(
            bool(set(story.units[i]) & set(story.units[j])) and documents[i] != documents[j]
            for i in range(len(documents)) for j in range(i)
        )  # fmt: skip
    return Judged(np.concatenate(logits), right, names, asked, began)


def likelihood(judged: Judged, temperature: float, bias: float) -> float:
    """Minus the mean logarithm of what the truth gets: does a pair ask the same? That is the figure that claims are made by."""
    joined = calibrated(judged.logits.copy(), temperature, bias)[:, ASKED_ALIKE].sum(1).clip(1e-6, 1 - 1e-6)
    return float(-np.log(np.where(judged.joined, joined, 1 - joined)).mean())


def fit(judged: Judged) -> tuple[float, float]:
    """Return temperature and bias of the best likelihood on a grid, fine enough that a finer one changes no figure."""
    grid = [(t, b) for t in np.arange(0.6, 2.05, 0.1) for b in np.arange(-3, 1.05, 0.25)]
    temperature, bias = min(grid, key=lambda at: likelihood(judged, *at))
    return round(float(temperature), 2), round(float(bias), 2)


def reliability(shares: np.ndarray, right: np.ndarray) -> tuple[list[tuple[float, float, int]], float]:
    """Return (mean probability, share that is so, count) by bin, and the expected calibration error in percent."""
    bins = np.minimum((shares * BINS).astype(int), BINS - 1)
    rows = [(float(shares[bins == b].mean()), float(right[bins == b].mean()), int((bins == b).sum())) for b in sorted(set(bins))]
    return rows, 100 * sum(abs(p - r) * n for p, r, n in rows) / len(shares)


def report(judged: Judged, temperature: float, bias: float) -> dict:
    shares = calibrated(judged.logits.copy(), temperature, bias)
    scores, right = shares[:, ASKED_ALIKE].sum(1), judged.joined
    rows, error = reliability(scores, right)
    f1, threshold = best_f1(scores, right)
    inside = [int(np.argmax(row)) in r for row, r in zip(shares, judged.right, strict=True)]
    by_kind: dict[str, list[bool]] = defaultdict(list)
    for row, allowed, ok in zip(shares, judged.right, inside, strict=True):
        del row
        by_kind["/".join(map(str, allowed))].append(ok)
    return {
        "pairs": len(right), "joined": int(right.sum()), "held by candidates": round(100 * right.sum() / judged.asked, 1),
        "AP": round(100 * average_precision(scores, right), 1), "best F1": round(100 * f1, 1), "at": round(threshold, 3),
        "six right": round(100 * float(np.mean(inside)), 1), "calibration error": round(error, 1),
        "pairs a second": round(len(right) / judged.seconds),
        "by what is right": {k: [round(100 * float(np.mean(v)), 1), len(v)] for k, v in sorted(by_kind.items())},
        "reliability": [[round(p, 3), round(r, 3), n] for p, r, n in rows],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--part", choices=["tune", "unseen"], default="tune")
    parser.add_argument("--model", type=Path, default=SHIPPED)
    options = parser.parse_args()
    model, path = PairModel(folder=options.model), options.model / "pairs.json"
    settings = json.loads(path.read_text("utf-8"))
    stories = load_stories(split(options.part), read_statements(BUILD / "statements.jsonl"))
    judged = judge(model, [story for story in stories if story.sides])
    if options.fit and options.part == "tune":
        settings["temperatures"]["relation"], settings["joined_bias"] = fit(judged)
        path.write_text(json.dumps(settings) + "\n", "utf-8")
    found = report(judged, settings["temperatures"]["relation"], settings["joined_bias"])
    print(json.dumps({"settings": settings, **found}))


if __name__ == "__main__":
    main()
