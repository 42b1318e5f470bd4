"""Fit what says that a sentence tells a candidate record: `python -m training.hearing [--docs build/ledger-docs]`.

Reads the candidates of exchange and relations that `training.ledger` learns from (stories for training and choosing,
invented passages, single articles, passages and sentences), lets the shipped pair model read each as a plain sentence
beside its statement (`crossread.reading.hearing`), and teaches a small network over what it makes of both which are
right. How much it counts beside the judge of named features, and the bar of both together, are chosen on stories left out
of both (FOLDS ways). Writes `src/crossread/reading/weights/hearing.npz`. The stories never looked at are not read.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from crossread.languages.tables import load
from crossread.reading.hearing import heard_vector
from crossread.reading.plausibility import load_plausibility
from training.labels.convert import HERE
from training.ledger import SIDES, Example, Judge, Reader, asked_in, examples, measured, proposed, sources

OUT = Path(__file__).parent.parent / "src/crossread/reading/weights/hearing.npz"
HIDDEN, PASSES, BATCH, RATE, DECAY = 96, 8, 256, 1e-3, 0.05
DROPPED = (0.3, 0.4)  # shares of the inputs and of the hidden layer that are left out while it learns
SEEDS = 3  # networks whose mean of log odds is taken: one beside another, a mean is one network three times as wide
FOLDS = 3
SHARE = 0.3  # of .2 to .5 all find the same on stories left out
WORTH = 0.2  # probability by the judge from which the pair model is asked; from .06 on as much is found
KEPT = 0.15  # what the judge alone accepts is kept unless both together give it less
SURE = load_plausibility("exchange").least
LEASTS = np.arange(0.2, 0.8, 0.01).round(2).tolist()
KINDS: tuple[str, ...] = tuple(load("hypotheses")["sentences"])
Array = np.ndarray


@dataclass(frozen=True)
class Candidates:
    """The candidates of a section by story, what the pair model makes of each, and the labels that are asked for."""

    rows: Mapping[str, list[Example]]
    vectors: Mapping[str, Array]
    asked: set[tuple[str, int]]


def gathered(reader: Reader, data: Path) -> dict[str, Candidates]:
    """Return the candidates of both sections, each heard by the shipped pair model."""
    rows: dict[str, dict[str, list[Example]]] = {section: defaultdict(list) for section in SIDES}
    vectors: dict[str, dict[str, list[Array]]] = {section: defaultdict(list) for section in SIDES}
    asked: dict[str, set[tuple[str, int]]] = {section: set() for section in SIDES}
    for name, read, told in sources(reader, data, with_articles=True):
        for section, (labels, second) in told.items():
            asked[section] |= asked_in(name, labels, section)
            rows[section][name] += examples(read, section, labels, second)
            vectors[section][name] += [heard_vector(one.record, one.statement, read.report).astype(np.float16) for one in proposed(read, section)]
        reader.done.clear()
    return {
        section: Candidates(rows[section], {name: np.stack(some) for name, some in vectors[section].items() if some}, asked[section])
        for section in SIDES
    }


def fitted(parts: Sequence[tuple[Array, Sequence[Example]]], seed: int) -> nn.Sequential:
    """Return a network over the vectors of candidates that says for each kind how probably one is right."""
    values = torch.from_numpy(np.concatenate([vectors for vectors, _ in parts]).astype(np.float32))
    told = [row for _, rows in parts for row in rows]
    kinds = torch.tensor([KINDS.index(row.kind) for row in told])
    right = torch.tensor([row.target for row in told], dtype=torch.float32)
    torch.manual_seed(seed)
    mean, spread = values.mean(0), values.std(0) + 1e-3
    inner, outer = nn.Linear(values.shape[1], HIDDEN), nn.Linear(HIDDEN, len(KINDS))
    net = nn.Sequential(nn.Dropout(DROPPED[0]), inner, nn.Tanh(), nn.Dropout(DROPPED[1]), outer)
    learner = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    values = (values - mean) / spread
    for _ in range(PASSES):
        order = torch.randperm(len(told))
        for low in range(0, len(told), BATCH):
            at = order[low : low + BATCH]
            odds = net(values[at]).gather(1, kinds[at, None])[:, 0]
            loss = functional.binary_cross_entropy_with_logits(odds, right[at])
            learner.zero_grad()
            loss.backward()
            learner.step()
    with torch.no_grad():  # of vectors as they are, not as scaled
        inner.bias -= inner.weight @ (mean / spread)
        inner.weight /= spread
    return net.eval()


def odds_of(net: nn.Sequential, vectors: Array, rows: Sequence[Example]) -> Array:
    """Return the log odds that a network gives candidates of their kinds."""
    with torch.no_grad():
        told = net(torch.from_numpy(vectors.astype(np.float32)))
    found: Array = told.numpy()[np.arange(len(rows)), [KINDS.index(row.kind) for row in rows]]
    return found


def both(judged: Array, odds: Array) -> Array:
    """Return the probability by judge and hearing together, as `crossread.reading.hearing` makes it; 0 where none is asked."""
    held = np.clip(judged, 1e-4, 1 - 1e-4)
    together = (1 - SHARE) * np.log(held / (1 - held)) + SHARE * odds
    chances = np.where(judged >= WORTH, 1 / (1 + np.exp(-together)), 0.0)
    found: Array = np.where((judged >= SURE) & (chances >= KEPT), 1.0, chances)
    return found


def left_out(held: Mapping[str, Candidates], names: Sequence[str]) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return what the judge alone, and with the hearing, gives the exchange of stories that neither has seen."""
    own, alone, together = held["exchange"], {}, {}
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        parts = [(c.vectors[name], c.rows[name]) for c in held.values() for name in c.vectors if name not in out]
        nets = [fitted(parts, seed) for seed in range(SEEDS)]
        judge = Judge([row for name, rows in own.rows.items() if name not in out and not name.startswith("article") for row in rows])
        for name in sorted(out & own.vectors.keys()):
            alone[name] = judge.chances(own.rows[name])
            odds = np.mean([odds_of(net, own.vectors[name], own.rows[name]) for net in nets], 0)
            together[name] = both(alone[name], odds)
    return alone, together


def bar_of(own: Candidates, judged: dict[str, Array], together: dict[str, Array]) -> float:
    """Return the least probability at which both are as precise on stories left out as the judge alone at its bar; prints both."""
    stories = {name: own.rows[name] for name in judged}
    asked = {one for one in own.asked if one[0] in stories}

    def told(chances: dict[str, Array], least: float) -> tuple[float, float]:
        right, shown, met = measured(stories, chances, least)
        return 100 * right / max(shown, 1), 100 * len(met & asked) / len(asked)

    alone = told(judged, SURE)
    print(f"judge alone at {SURE:.2f}: {alone[0]:.1f} / {alone[1]:.1f}; heard {sum(int((c >= WORTH).sum()) for c in judged.values())}")
    for least in LEASTS:
        precision, recall = told(together, least)
        if precision >= alone[0]:
            print(f"both at {least}: {precision:.1f} / {recall:.1f}", flush=True)
            return float(least)
    return float(LEASTS[-1])


def write(nets: Sequence[nn.Sequential], least: float) -> None:
    """Write the mean of networks as one: their hidden layers side by side."""
    layers: list[tuple[Any, Any]] = [(net[1], net[4]) for net in nets]
    with torch.no_grad():
        inner = torch.cat([one.weight for one, _ in layers]).T
        outer = torch.cat([other.weight for _, other in layers], 1).T / len(nets)
        constants = torch.cat([one.bias for one, _ in layers]), torch.stack([other.bias for _, other in layers]).mean(0)
    np.savez_compressed(
        OUT,
        kinds=np.array(KINDS),
        share=np.float32(SHARE),
        worth=np.float32(WORTH),
        inner=inner.numpy().astype(np.float16),
        inner_constant=constants[0].numpy(),
        outer=outer.numpy().astype(np.float16),
        outer_constant=constants[1].numpy(),
        least=np.float32(least),
        kept=np.float32(KEPT),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/stories"))
    parser.add_argument("--docs", type=Path, default=Path("build/ledger-docs"))
    options = parser.parse_args()
    held = gathered(Reader(options.docs), options.data)
    parts = json.loads((HERE / "split.json").read_text("utf-8"))
    names = [name for name in sorted(parts["train"]) if name in held["exchange"].rows]
    least = bar_of(held["exchange"], *left_out(held, names))
    parts_of_all = [(c.vectors[name], c.rows[name]) for c in held.values() for name in c.vectors]
    write([fitted(parts_of_all, seed) for seed in range(SEEDS)], least)


if __name__ == "__main__":
    main()
