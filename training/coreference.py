"""Train the scorer of coreference on the shipped encoder's vectors: `python -m training.coreference`, some minutes.

The encoder stays as it is: words, trees, names and vectors are read once with the int8 model, as at run time, so the
scorer learns on what it will see. Writes `coreference.npz` beside the model.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from crossread.model_runtime.candidate_phrases import find_phrases
from crossread.model_runtime.coreference import (
    PAIRWISE,
    UNARY,
    Scorer,
    pair_features,
    pairs_of,
    unary_features,
)
from crossread.model_runtime.decode import decode_names, decode_words
from crossread.model_runtime.network import Network, model_folder
from training.data import SHARED, TYPES, rows

CONFIG = json.loads((Path(__file__).parent / "config.json").read_text("utf-8"))["coreference"]


@dataclass
class Text:
    """A text made ready: vectors of head, first and last word a phrase, features, pairs, and what is right."""

    rows: Tensor
    unary: Tensor
    later: Tensor
    earlier: Tensor
    pairwise: Tensor
    chain: Tensor  # the chain of every phrase, -1 for none


def read_texts(path: Path, network: Network) -> list[Text]:
    """Read a file of texts with chains."""
    found = []
    for row in rows(path):
        read = network(row["text"])
        words = decode_words(row["text"], read)
        names = decode_names(row["text"], words, read)
        p = find_phrases(row["text"], words, names, TYPES)
        hidden = read.of("hidden")[[w.atom for w in words]]
        home = {tuple(m): number for number, chain in enumerate(row["chains"]) for m in chain}
        i, j = pairs_of(p, np.arange(len(p.spans)))
        found.append(
            Text(
                torch.from_numpy(np.concatenate([hidden[p.head], hidden[p.first], hidden[p.last]], 1)),
                torch.from_numpy(unary_features(p)), torch.from_numpy(i), torch.from_numpy(j),
                torch.from_numpy(pair_features(p, i, j).astype(np.int16)),
                torch.tensor([home.get(span, -1) for span in p.spans]),
            )
        )  # fmt: skip
    return found


class Ranker(nn.Module):
    """The network that `crossread.model_runtime.coreference.Scorer` holds the weights of."""

    def __init__(self, width: int) -> None:
        super().__init__()
        size, inner = CONFIG["vector"], CONFIG["inner"]
        self.project = nn.Linear(3 * width, size)
        self.unary = nn.Embedding(sum(UNARY.values()), inner)
        self.mention = nn.Linear(size, inner)
        self.mention_out = nn.Linear(inner, 1)
        self.pairwise = nn.Embedding(sum(PAIRWISE.values()), inner)
        self.later = nn.Linear(size, inner)
        self.earlier = nn.Linear(size, inner, bias=False)
        self.product = nn.Linear(size, inner, bias=False)
        self.pair_out = nn.Linear(inner, 1)
        for table in (self.unary, self.pairwise):
            nn.init.normal_(table.weight, std=0.1)
        self.drop_rows, self.drop = nn.Dropout(CONFIG["drop_vectors"]), nn.Dropout(CONFIG["drop"])

    def vectors(self, text: Text) -> Tensor:
        return self.drop(torch.tanh(self.project(self.drop_rows(text.rows.float()))))

    def mentions(self, text: Text, vectors: Tensor) -> Tensor:
        layer = self.unary(text.unary).sum(1) + self.mention(vectors)
        return self.mention_out(self.drop(layer.relu())).squeeze(1)

    def pairs(self, i: Tensor, j: Tensor, features: Tensor, vectors: Tensor) -> Tensor:
        layer = self.later(vectors)[i] + self.earlier(vectors)[j] + self.product(vectors[i] * vectors[j])
        layer = layer + self.pairwise(features.long()).sum(1)
        return self.pair_out(self.drop(layer.relu())).squeeze(1)


def loss_of(model: Ranker, text: Text) -> Tensor:
    vectors = model.vectors(text)
    mention = model.mentions(text, vectors)
    in_chain = (text.chain >= 0).float()
    known = nn.functional.binary_cross_entropy_with_logits(mention, in_chain)
    # pairs of the likeliest phrases only, as at run time, gold ones always among them
    likely = (mention.detach() > mention.detach().quantile(1 - CONFIG["share"])) | (text.chain >= 0)
    use = likely[text.later] & likely[text.earlier]
    i, j = text.later[use], text.earlier[use]
    scores = model.pairs(i, j, text.pairwise[use], vectors) + mention[i] + mention[j]
    right = (text.chain[i] == text.chain[j]) & (text.chain[i] >= 0)
    total = torch.zeros(len(mention)).index_add(0, i, scores.clamp(max=30).exp()) + 1
    has = torch.zeros(len(mention), dtype=torch.bool).index_fill(0, i[right], True)
    good = torch.zeros(len(mention)).index_add(0, i[right], scores[right].clamp(max=30).exp()) + (~has).float()
    ranked = (total.log() - (good + 1e-12).log())[likely]
    return ranked.sum() / in_chain.sum().clamp(min=1) + CONFIG["mention_weight"] * known


def train(texts: list[Text], seed: int) -> Ranker:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    model = Ranker(texts[0].rows.shape[1] // 3)
    optimiser = torch.optim.AdamW(model.parameters(), lr=0.0, weight_decay=CONFIG["decay"])
    steps, done = CONFIG["epochs"] * len(texts), 0
    model.train()
    for epoch in range(CONFIG["epochs"]):
        rng.shuffle(texts)
        total = 0.0
        for text in texts:
            for group in optimiser.param_groups:
                group["lr"] = CONFIG["rate"] * min(1.0, done / 100) * (1 - done / steps)
            loss = loss_of(model, text)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            done += 1
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / len(texts):.3f}", flush=True)
    return model.eval()


@torch.no_grad()
def scorer_of(model: Ranker, texts: list[Text]) -> Scorer:
    """Return the weights as numpy has them; `keep` passes all but a small share of the training mentions."""

    def linear(layer: nn.Linear) -> np.ndarray:
        weight = layer.weight.T if layer.bias is None else torch.cat([layer.weight.T, layer.bias[None]])
        return weight.numpy()

    scores = torch.cat([model.mentions(t, model.vectors(t))[t.chain >= 0] for t in texts])
    return Scorer(
        linear(model.project), model.unary.weight.numpy(), linear(model.mention), linear(model.mention_out)[:, 0],
        model.pairwise.weight.numpy(), linear(model.later), linear(model.earlier), linear(model.product),
        linear(model.pair_out)[:, 0], scores.quantile(CONFIG["missed"]).numpy(),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, default=model_folder(), help="folder of the exported model")
    parser.add_argument("--cache", type=Path, help="file to keep the texts in, once read")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    if arguments.cache and arguments.cache.exists():
        texts = pickle.loads(arguments.cache.read_bytes())
    else:
        texts = read_texts(SHARED / "data/coreference/gum.train.jsonl.gz", Network(1, arguments.model))
        if arguments.cache:
            arguments.cache.write_bytes(pickle.dumps(texts))
    scorer = scorer_of(train(texts, CONFIG["seed"]), texts)
    half = {name: np.asarray(value).astype(np.float16) for name, value in vars(scorer).items()}
    np.savez(arguments.model / "coreference.npz", **half)


if __name__ == "__main__":
    main()
