"""Train the scorer of certainty on the shipped encoder's vectors: `python -m training.certainty`, some minutes.

UW marks news, UDS the web, and they disagree about the same words: trained alone, UW reaches a mean error that no
joint scorer does. Each corpus has a weight in config.json; news weighs most, since news is what is read here.
"""

from __future__ import annotations

import argparse
import json
import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from crossread.model_runtime.certainty import (
    SURE,
    Scorer,
    marker_means,
    places_of,
    relations_of,
)
from crossread.model_runtime.decode import decode_words
from crossread.model_runtime.network import Network, model_folder
from training.data import OPEN_CORPORA, SHARED, rows

CONFIG = json.loads((Path(__file__).parent / "config.json").read_text("utf-8"))["certainty"]


@dataclass
class Events:
    """All events of the corpora: vectors [n, 5, W] in half precision, relations, scores and weights."""

    vectors: Tensor
    own: Tensor
    above: Tensor
    score: Tensor
    weight: Tensor


def read_events(network: Network, open_data: bool) -> Events:
    """Read the corpora's sentences with the network and gather what stands around each event."""
    vectors, numbers, scores = [], [], []
    for corpus, weight in CONFIG["weights"].items():
        if open_data and corpus not in OPEN_CORPORA:
            continue
        for row in rows(SHARED / f"data/certainty/{corpus}.train.jsonl.gz"):
            read = network(row["text"])
            words = decode_words(row["text"], read)
            hidden = read.of("hidden")[[w.atom for w in words]]
            at = [next((k for k, w in enumerate(words) if w.start <= e["start"] < w.end), None) for e in row["events"]]
            events = [(k, float(e.get("mean", e["score"]))) for k, e in zip(at, row["events"], strict=True) if k is not None]
            if not events:
                continue
            index = [k for k, _ in events]
            padded = np.concatenate([hidden, np.zeros_like(hidden[:1])])  # -1 is the row of zeros
            around = [padded[places[index]] for places in places_of(words)]
            vectors.append(np.stack([*around, marker_means(words, hidden)[index]], 1).astype(np.float16))
            own, above = relations_of(words, network.tables.relations)
            numbers.append(np.stack([own[index], above[index]], 1))
            scores.append(np.array([(score, weight) for _, score in events], np.float32))
    number, score = torch.from_numpy(np.concatenate(numbers)), torch.from_numpy(np.concatenate(scores))
    return Events(torch.from_numpy(np.concatenate(vectors)), number[:, 0], number[:, 1], score[:, 0], score[:, 1])


class Head(nn.Module):
    """The network that `crossread.model_runtime.certainty.Scorer` holds the weights of."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        inner = CONFIG["inner"]
        self.around = nn.Linear(5 * width, inner)
        self.own, self.above = nn.Embedding(relations, inner), nn.Embedding(relations, inner)
        self.out = nn.Linear(inner, 1)
        for table in (self.own, self.above):
            nn.init.normal_(table.weight, std=0.1)
        nn.init.constant_(self.out.bias, 2.5)  # most events are sure
        self.drop_vectors, self.drop = nn.Dropout(CONFIG["drop_vectors"]), nn.Dropout(CONFIG["drop"])

    def forward(self, vectors: Tensor, own: Tensor, above: Tensor) -> Tensor:
        layer = self.around(self.drop_vectors(vectors.float().flatten(1))) + self.own(own) + self.above(above)
        found: Tensor = self.out(self.drop(nn.functional.gelu(layer, approximate="tanh"))).squeeze(1)
        return found.clamp(-SURE * 1.1, SURE * 1.1)


def train(events: Events, relations: int, seed: int) -> Head:
    torch.manual_seed(seed)
    model = Head(events.vectors.shape[2], relations)
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, weight_decay=CONFIG["decay"])
    size, total = CONFIG["batch"], len(events.score)
    steps, done = CONFIG["epochs"] * (total // size), 0
    for epoch in range(CONFIG["epochs"]):
        order, summed = torch.randperm(total), 0.0
        for begin in range(0, total - size + 1, size):
            at = order[begin : begin + size]
            for group in optimiser.param_groups:
                group["lr"] = CONFIG["rate"] * min(1.0, (done + 1) / 100) * (1 - done / steps)
            predicted = model(events.vectors[at], events.own[at], events.above[at])
            # nearly L1: the figure that counts is the mean absolute error, which the median serves, not the mean
            off = nn.functional.smooth_l1_loss(predicted, events.score[at], beta=CONFIG["bend"], reduction="none")
            loss = (off * events.weight[at]).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            done += 1
            summed += loss.item()
        print(f"epoch {epoch + 1}: {summed / (total // size):.3f}", flush=True)
    return model.eval()


@torch.no_grad()
def scorer_of(model: Head) -> Scorer:
    """Return the weights as numpy has them."""
    inner, wide = model.around.weight.shape
    out = torch.cat([model.out.weight[0], model.out.bias])
    return Scorer(
        model.around.weight.T.reshape(5, wide // 5, inner).numpy(), model.own.weight.numpy(), model.above.weight.numpy(),
        model.around.bias.numpy(), out.numpy(),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=model_folder(), help="folder of the exported model")
    parser.add_argument("--open-data", action="store_true")
    parser.add_argument("--cache", type=Path, help="file to keep what the network read in")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    network = Network(1, arguments.model)
    if arguments.cache and arguments.cache.exists():
        events = pickle.loads(arguments.cache.read_bytes())
    else:
        events = read_events(network, arguments.open_data)
        if arguments.cache:
            arguments.cache.write_bytes(pickle.dumps(events))
    model = train(events, len(network.tables.relations) + 1, CONFIG["seed"])
    half = {name: value.astype(np.float16) for name, value in vars(scorer_of(model)).items()}
    np.savez(arguments.model / "certainty.npz", **half)


if __name__ == "__main__":
    main()
