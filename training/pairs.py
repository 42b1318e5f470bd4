"""Train the pair model: `python -m training.pairs --out build/pairs [--steps N | --minutes M]`.

A claim and a piece of evidence -> SUPPORTS, REFUTES or NOT ENOUGH INFO, from VitaminC's training pairs. Resumes by
itself from the last checkpoint of the output folder. With `--steps` a run is repeatable; with `--minutes` the learning
rate follows the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import random
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

from crossread.model_runtime.pair_marks import MARKS, NUM_MARKS
from crossread.model_runtime.pair_model import LABELS, encode_pair, plain_text
from training.data import SHARED, PieceMaker, rows
from training.encoder import WIDTH, Encoder, package_folder
from training.learning import Learner, averaged, read_checkpoint

CONFIG = json.loads((Path(__file__).parent / "pairs.json").read_text("utf-8"))


@dataclass(frozen=True)
class Pair:
    pieces: list[int]
    marks: list[int]
    label: int
    digits: bool


def read_pairs(part: str, make: PieceMaker) -> list[Pair]:
    found = []
    for row in rows(SHARED / f"data/contradiction/vitaminc.{part}.jsonl.gz"):
        pieces, marks = encode_pair(
            plain_text(row["claim"]), plain_text(row["evidence"]), make, CONFIG["longest_claim"], CONFIG["longest_pair"]
        )
        found.append(Pair(pieces, marks, LABELS.index(row["label"]), row["digits"]))
    return found


def encoded(out: Path, part: str) -> list[Pair]:
    """Return the pairs of a part, kept in the run's folder so that a resumed run begins at once."""
    kept = out / f"{part}.pickle"
    if not kept.exists():
        make = PieceMaker(Tokenizer.from_file(str(package_folder() / "tokenizer.json")))
        kept.write_bytes(pickle.dumps(read_pairs(part, make)))
    found: list[Pair] = pickle.loads(kept.read_bytes())
    return found


class PairModel(nn.Module):
    """The encoder with marks in the place of letter case, and one head over what both texts come to."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.encoder.features = nn.Embedding(NUM_MARKS, WIDTH)
        self.head = nn.Sequential(nn.Linear(3 * WIDTH, WIDTH), nn.Tanh(), nn.Dropout(2 * dropout), nn.Linear(WIDTH, len(LABELS)))

    def load_pretrained(self) -> None:
        marks, self.encoder.features = self.encoder.features, nn.Embedding(NUM_MARKS, WIDTH)
        self.encoder.load_pretrained()
        kinds = load_file(str(package_folder() / "model.safetensors"))
        kinds = next(v for k, v in kinds.items() if k.endswith("token_type_embeddings.weight"))
        with torch.no_grad():
            marks.weight.normal_(std=0.01)
            marks.weight[MARKS:] += kinds[1] - kinds[0]
        self.encoder.features = marks

    def forward(self, pieces: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        """Return the logits of the three labels: [pairs, 3]."""
        hidden = self.encoder(pieces, marks, mask)
        first = mask * (marks < MARKS)
        second = mask * (marks >= MARKS)
        pooled = [hidden[:, 0]]
        for part in (first, second):
            part = part.to(hidden.dtype)
            pooled.append((hidden * part[..., None]).sum(1) / part.sum(1, keepdim=True).clamp(min=1.0))
        found: Tensor = self.head(torch.cat(pooled, -1))
        return found


def collate(batch: list[Pair], device: str) -> tuple[Tensor, Tensor, Tensor]:
    longest = max(len(p.pieces) for p in batch)
    pieces, marks = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(batch), longest)
    for i, p in enumerate(batch):
        n = len(p.pieces)
        pieces[i, :n], marks[i, :n], mask[i, :n] = torch.tensor(p.pieces), torch.tensor(p.marks), 1
    return pieces.to(device), marks.to(device), mask.to(device)


def batches(pairs: list[Pair], rng: random.Random, budget: int) -> list[list[Pair]]:
    """Group pairs of near lengths into batches of at most `budget` padded pieces, in random order."""
    found: list[list[Pair]] = []
    for pair in sorted(pairs, key=lambda p: len(p.pieces) + rng.random() * 6):
        if found and max(len(pair.pieces), len(found[-1][0].pieces)) * (len(found[-1]) + 1) <= budget:
            found[-1].append(pair)
        else:
            found.append([pair])
    rng.shuffle(found)
    return found


def evaluate(model: PairModel, pairs: list[Pair]) -> tuple[float, float]:
    """Return accuracy in percent, of all pairs and of those whose claim has a digit."""
    model.eval()
    device = model.head[0].weight.device.type
    right: list[tuple[bool, bool]] = []
    with torch.no_grad():
        for batch in batches(pairs, random.Random(0), 2400):
            guess = model(*collate(batch, device)).argmax(-1).tolist()
            right += [(g == p.label, p.digits) for g, p in zip(guess, batch, strict=True)]
    model.train()
    digits = [ok for ok, d in right if d]
    return 100 * sum(ok for ok, _ in right) / len(right), 100 * sum(digits) / len(digits)


def train(out: Path, steps: int | None, minutes: float | None, seed: int) -> None:
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    pairs, held = encoded(out, "train"), encoded(out, "dev")
    sample = random.Random(seed).sample(held, 500)
    print(f"{len(pairs)} pairs, {sum(len(p.pieces) for p in pairs)} pieces", flush=True)
    model = PairModel(CONFIG["dropout"])
    model.load_pretrained()
    learner = Learner(model, model.encoder, CONFIG)
    begun, waiting, loss_shown = 0, [], 1.1
    last = out / "last.pt"
    if last.exists():
        begun = learner.resume(last)["passes"]
    model.train()
    while (progress := learner.spent / (minutes * 60) if minutes else learner.done / (steps or CONFIG["steps"])) < 1:
        if not waiting:
            if begun:
                print(f"pass {begun} done; a sample of dev: {evaluate(model, sample)}", flush=True)
            waiting = batches(pairs, random.Random(seed + begun), CONFIG["pieces_per_batch"])
            begun += 1
        batch = waiting.pop()
        gold = torch.tensor([p.label for p in batch], device=learner.device)
        loss = functional.cross_entropy(
            model(*collate(batch, learner.device)), gold, label_smoothing=CONFIG["label_smoothing"]
        )
        learner.step(loss, progress, CONFIG["warm_up"])
        loss_shown = 0.98 * loss_shown + 0.02 * loss.item()
        if learner.done % 10 == 0:
            print(f"step {learner.done} {progress:.1%} {learner.spent:.0f}s loss {loss_shown:.3f}", flush=True)
        if learner.done % 100 == 0:
            learner.save(last, passes=begun)
    learner.save(last, passes=begun)
    print(f"last weights, dev: {evaluate(model, held)}", flush=True)
    averaged(model, read_checkpoint(last))
    print(f"averaged weights, dev: {evaluate(model, held)}", flush=True)
    (out / "done").write_text(str(learner.done), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/pairs"))
    parser.add_argument("--steps", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int, default=CONFIG["seed"])
    arguments = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", CONFIG["threads"])))
    torch.set_flush_denormal(True)
    train(arguments.out, arguments.steps, arguments.minutes, arguments.seed)


if __name__ == "__main__":
    main()
