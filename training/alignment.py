"""Train the scorers of alignment on ECB+: `python -m training.alignment`, some minutes, seeded.

Mentions are read once with the shipped model and grouped into stories as at run time, so the scorers learn on what
they will see. The bar of the linkage is the best in cross-validation over whole topics. Writes
`research/alignment/alignment.npz`; `--held` prints the figures of cross-validation only.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from benchmarks.rows import read_rows
from benchmarks.tasks.alignment import read_mentions
from crossread.languages.word_shares import word_shares
from research.alignment.clusters import KINDS, WEIGHTS, PairScorer, align, pair_features
from research.alignment.contexts import ContextMention
from training.data import SHARED

HIDDEN, PASSES, BATCH, RATE, DECAY, DROPPED = 64, 6, 1024, 4e-3, 1e-3, 0.2
FOLDS = 4
BARS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4)
TIE = 0.05  # points of F1 that are no difference: of bars as good the least is taken, which joins across documents more
TYPICAL = 80  # mentions; pairs of a story of n mentions count TYPICAL / n each, so that great stories do not drown small ones
Block = tuple[np.ndarray, np.ndarray]


def blocks_of(mentions: Sequence[ContextMention], chains: Sequence[str], kind: str) -> list[Block]:
    """Return features and answers of the pairs of every story."""
    stories: dict[str, list[int]] = defaultdict(list)
    for i, mention in enumerate(mentions):
        if mention.kind == kind:
            stories[mention.story].append(i)
    found = []
    for places in stories.values():
        if len(places) > 1:
            i, j = np.triu_indices(len(places), 1)
            chain = np.array([chains[p] for p in places])
            features = pair_features([mentions[p] for p in places], word_shares())
            found.append((features.astype(np.float32), (chain[i] == chain[j]).astype(np.float32)))
    return found


def train(blocks: Sequence[Block], seed: int, bar: float = 0.3) -> PairScorer:
    """Train one scorer; the scaling of the features is folded into its first layer."""
    torch.manual_seed(seed)
    x, y = np.concatenate([b[0] for b in blocks]), np.concatenate([b[1] for b in blocks])
    # a story of n mentions has n(n - 1) / 2 pairs
    weight = np.concatenate([np.full(len(b[1]), TYPICAL / np.sqrt(2 * len(b[1])), np.float32) for b in blocks])
    mean, spread = x.mean(0), x.std(0) + 1e-6
    rows, answers, weights = torch.from_numpy((x - mean) / spread), torch.from_numpy(y), torch.from_numpy(weight)
    net = nn.Sequential(nn.Dropout(0.05), nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(DROPPED), nn.Linear(HIDDEN, 1))
    steps = PASSES * (len(y) // BATCH)
    optimiser = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps + 1)
    for _ in range(PASSES):
        order = torch.randperm(len(y))
        for begin in range(0, len(y) - BATCH + 1, BATCH):
            own = order[begin : begin + BATCH]
            loss = nn.functional.binary_cross_entropy_with_logits(net(rows[own])[:, 0], answers[own], weight=weights[own])
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            schedule.step()
    first, last = net[1], net[4]
    w = first.weight.detach().numpy().T / spread[:, None]
    bias = first.bias.detach().numpy() - mean @ w
    second = np.append(last.weight.detach().numpy()[0], last.bias.detach().numpy())
    return PairScorer(np.vstack([w, bias]).astype(float), second.astype(float), bar)


def conll(rows: list[dict[str, Any]], mentions: Sequence[ContextMention], scorer: PairScorer, kind: str) -> float:
    """Return the CoNLL F1 of one kind, by the exam's scorer."""
    import score_alignment  # type: ignore[import-not-found]

    ids = [m["id"] for row in rows for m in row["mentions"]]
    own = [i for i, mention in enumerate(mentions) if mention.kind == kind]
    clusters = align([mentions[i] for i in own], word_shares(), {kind: scorer})
    found = score_alignment.evaluate(rows, {"clusters": [[ids[own[i]] for i in c] for c in clusters]})
    return float(found[kind]["whole_corpus"]["conll"])


def best_bar(rows: list[dict[str, Any]], mentions: Sequence[ContextMention], kind: str) -> float:
    """Return the bar with the best mean CoNLL F1 over topics that the scorer did not see."""
    topics = sorted({row["topic"] for row in rows})
    fold = {topic: n % FOLDS for n, topic in enumerate(topics)}
    marks = [fold[row["topic"]] for row in rows for _ in row["mentions"]]
    chains = [m["chain"] for row in rows for m in row["mentions"]]
    scores = dict.fromkeys(BARS, 0.0)
    for held in range(FOLDS):
        seen = [i for i, mark in enumerate(marks) if mark != held]
        scorer = train(blocks_of([mentions[i] for i in seen], [chains[i] for i in seen], kind), held)
        own_rows = [row for row in rows if fold[row["topic"]] == held]
        own = [mentions[i] for i, mark in enumerate(marks) if mark == held]
        for bar in BARS:
            scores[bar] += conll(own_rows, own, PairScorer(scorer.first, scorer.second, bar), kind) / FOLDS
    print(kind, {bar: round(score, 2) for bar, score in scores.items()}, flush=True)
    return min(bar for bar in BARS if scores[bar] > max(scores.values()) - TIE)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mentions", type=Path, default=Path("build/alignment.pickle"), help="where what was read is kept")
    parser.add_argument("--held", action="store_true", help="cross-validate only")
    options = parser.parse_args()
    sys.path.append(str(SHARED / "exam"))
    rows = list(read_rows(str(SHARED / "data/alignment/ecbplus.train.jsonl.gz")))
    if options.mentions.exists():
        mentions = pickle.loads(options.mentions.read_bytes())
    else:
        mentions = read_mentions(rows)
        options.mentions.parent.mkdir(parents=True, exist_ok=True)
        options.mentions.write_bytes(pickle.dumps(mentions))
    chains = [m["chain"] for row in rows for m in row["mentions"]]
    weights: dict[str, np.ndarray] = {}
    for kind in KINDS:
        bar = best_bar(rows, mentions, kind)
        if not options.held:
            scorer = train(blocks_of(mentions, chains, kind), 0, bar)
            weights |= {f"{kind}_first": scorer.first.astype(np.float32), f"{kind}_second": scorer.second.astype(np.float32), f"{kind}_bar": np.array(bar)}
    if weights:
        np.savez_compressed(WEIGHTS, **weights)  # type: ignore[arg-type]
        print(f"written to {WEIGHTS}")


if __name__ == "__main__":
    main()
