"""Fit the networks beside the judges of candidates: `python -m training.plausibility_network [--docs build/ledger-docs]`.

Reads the candidates of exchange and relations that `training.ledger` learns from (stories for training and choosing,
invented passages, single articles) and teaches for each section a small network over the vectors of a candidate's words
which are right (`crossread.reading.plausibility`). The bar of judge and network together is chosen on stories left out of
both (FOLDS ways): the least at which they have the precision that is wanted of the judge alone (`training.ledger`). Writes
`src/crossread/reading/weights/{exchange,relations}_network.npz`. The stories never looked at are not read.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from crossread.reading.plausibility import LEAST
from training.labels.convert import HERE
from training.ledger import SIDES, WANTED, Candidates, Example, Judge, Reader, gathered, measured

OUT = Path(__file__).parent.parent / "src/crossread/reading/weights"
HIDDEN, PASSES, BATCH, RATE, DECAY = 96, 8, 256, 1e-3, 0.05
DROPPED = (0.3, 0.4)  # shares of the inputs and of the hidden layer that are left out while it learns
SEEDS = 3  # networks whose mean of log odds is taken: one beside another, a mean is one network three times as wide
FOLDS = 3
SHARE = {"exchange": 0.3, "relations": 0.3}  # how much a network's log odds count: of .3 to .7 what finds most on stories left out
# What the judge alone accepts is kept unless both together give it less: of .15 to .6 what finds most on stories left out
KEPT = {"exchange": 0.15, "relations": 0.5}
LEASTS = np.arange(0.2, 0.8, 0.01).round(2).tolist()
Array = np.ndarray


def vectors_of(rows: Sequence[Example]) -> Array:
    """Return the vectors of candidates, a row each."""
    return np.stack([row.vector for row in rows]).astype(np.float32)


def fitted(rows: Sequence[Example], senses: Sequence[str], seed: int) -> nn.Sequential:
    """Return a network over the vectors of candidates that says for each sense how probably one is right."""
    values = torch.from_numpy(vectors_of(rows))
    meant = torch.tensor([senses.index(row.sense) for row in rows])
    right = torch.tensor([row.target for row in rows], dtype=torch.float32)
    torch.manual_seed(seed)
    mean, spread = values.mean(0), values.std(0) + 1e-3
    inner, outer = nn.Linear(values.shape[1], HIDDEN), nn.Linear(HIDDEN, len(senses))
    net = nn.Sequential(nn.Dropout(DROPPED[0]), inner, nn.Tanh(), nn.Dropout(DROPPED[1]), outer)
    learner = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    values = (values - mean) / spread
    for _ in range(PASSES):
        order = torch.randperm(len(rows))
        for low in range(0, len(rows), BATCH):
            at = order[low : low + BATCH]
            odds = net(values[at]).gather(1, meant[at, None])[:, 0]
            loss = functional.binary_cross_entropy_with_logits(odds, right[at])
            learner.zero_grad()
            loss.backward()
            learner.step()
    with torch.no_grad():  # of vectors as they are, not as scaled
        inner.bias -= inner.weight @ (mean / spread)
        inner.weight /= spread
    return net.eval()


def odds_of(nets: Sequence[nn.Sequential], rows: Sequence[Example], senses: Sequence[str]) -> Array:
    """Return the mean of the log odds that networks give candidates."""
    values = torch.from_numpy(vectors_of(rows))
    with torch.no_grad():
        told = torch.stack([net(values) for net in nets]).mean(0).numpy()
    found: Array = told[np.arange(len(rows)), [senses.index(row.sense) for row in rows]]
    return found


def both(judged: Array, odds: Array, share: float) -> Array:
    """Return the probability by judge and network together, as `crossread.reading.plausibility` makes it."""
    held = np.clip(judged, LEAST, 1 - LEAST)
    together: Array = 1 / (1 + np.exp(-((1 - share) * np.log(held / (1 - held)) + share * odds)))
    return together


def left_out(own: Candidates, names: Sequence[str], senses: Sequence[str], share: float) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return what the judge alone, and with networks, gives the candidates of stories that neither has seen."""
    alone, together = {}, {}
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        kept = [row for name, rows in own.stories.items() if name not in out for row in rows] + own.besides
        nets = [fitted(kept, senses, seed) for seed in range(SEEDS)]
        judge = Judge(kept)
        for name in sorted(out):
            alone[name] = judge.chances(own.stories[name])
            together[name] = both(alone[name], odds_of(nets, own.stories[name], senses), share)
    return alone, together


def bar_of(own: Candidates, alone: dict[str, Array], together: dict[str, Array], bars: tuple[float, float, float]) -> float:
    """Return the least probability from which both together are precise enough on stories left out; prints it beside the judge alone.

    `bars` are that of the judge alone, the probability by both down to which what it accepts is kept, and the precision wanted.
    """
    sure, kept, wanted = bars
    stories = {name: own.stories[name] for name in alone}
    asked = {one for one in own.asked if one[0] in stories}

    def told(chances: dict[str, Array], least: float) -> tuple[float, float]:
        right, shown, met = measured(stories, chances, least)
        return 100 * right / max(shown, 1), 100 * len(met & asked) / len(asked)

    judged = told(alone, sure)
    print(f"judge alone at {sure:.2f}: {judged[0]:.1f} / {judged[1]:.1f}", flush=True)
    held = {
        name: np.where(alone[name] >= sure, np.where(chances >= kept, 1.0, 0.0), chances) for name, chances in together.items()
    }  # as `Plausibility.accepts` has it
    found = next((least for least in LEASTS if told(held, least)[0] >= 100 * wanted), LEASTS[-1])
    precision, recall = told(held, found)
    print(f"both at {found}: {precision:.1f} / {recall:.1f}", flush=True)
    return float(found)


def write(path: Path, nets: Sequence[nn.Sequential], senses: Sequence[str], bars: Mapping[str, float]) -> None:
    """Write the mean of networks as one: their hidden layers side by side."""
    layers: list[tuple[Any, Any]] = [(net[1], net[4]) for net in nets]
    with torch.no_grad():
        inner = torch.cat([one.weight for one, _ in layers]).T
        outer = torch.cat([other.weight for _, other in layers], 1).T / len(nets)
        constants = torch.cat([one.bias for one, _ in layers]), torch.stack([other.bias for _, other in layers]).mean(0)
    np.savez_compressed(
        path,
        senses=np.array(senses),
        inner=inner.numpy().astype(np.float16),
        inner_constant=constants[0].numpy(),
        outer=outer.numpy().astype(np.float16),
        outer_constant=constants[1].numpy(),
        **{name: np.float32(value) for name, value in bars.items()},
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/stories"))
    parser.add_argument("--docs", type=Path, default=Path("build/ledger-docs"))
    options = parser.parse_args()
    held = gathered(Reader(options.docs), options.data, list(SIDES))
    parts = json.loads((HERE / "split.json").read_text("utf-8"))
    for section, own in held.items():
        names = [name for name in sorted(parts["train"]) if name in own.stories]
        every = [row for rows in own.stories.values() for row in rows] + own.besides
        senses = sorted({row.sense for row in every})
        share, kept = SHARE[section], KEPT[section]
        with np.load(OUT / f"{section}.npz") as judge:
            sure = float(judge["least"])
        least = bar_of(own, *left_out(own, names, senses, share), (sure, kept, WANTED[section]))
        nets = [fitted(every, senses, seed) for seed in range(SEEDS)]
        write(OUT / f"{section}_network.npz", nets, senses, {"share": share, "least": least, "kept": kept})


if __name__ == "__main__":
    main()
