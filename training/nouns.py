"""Classes of nouns: `python -m training.nouns --list /usr/share/dict/american-english-small`, some minutes, seeded.

What a common noun names (a thing, a person, a group, a place, or none of these) is learnt from seeds that we chose by
hand (nouns.json), from the encoder's vectors of single words and the words' endings, by a softmax regression; it is then
said of the words of a plain word list (SCOWL, public domain) of which the regression is sure. Prints how often it is
right on seeds left out. Writes `src/crossread/read/data/nouns.json`.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from training.encoder import package_folder
from training.words import encode, word_list

SEEDS = json.loads((Path(__file__).parent / "nouns.json").read_text("utf-8"))
OUT = Path(__file__).parent.parent / "src/crossread/read/data/nouns.json"
CLASSES = ("other", "thing", "person", "group", "place")
ENDINGS = ["er", "or", "ist", "ian", "ant", "ent", "ness", "tion", "sion", "ment", "ity", "ism", "ship", "hood", "ance", "ence", "ing", "al", "ure", "age", "cy", "ery", "ary", "ology", "man", "woman"]
NO_NOUN = ("ed", "ing", "est", "ly", "ier")
SURE = 0.6  # probability from which a word is listed: about 9 in 10 of the seeds left out are right from there
DECAY, STEPS, FOLDS = 3e-3, 300, 5


def features(words: list[str], vectors: np.ndarray) -> torch.Tensor:
    """Return the word vectors and one column an ending, [words, 384 + endings]."""
    endings = np.array([[word.endswith(end) and len(word) > len(end) + 2 for end in ENDINGS] for word in words], np.float32)
    return torch.from_numpy(np.hstack([vectors * 8, endings]).astype(np.float32))  # 8 brings unit vectors near unit columns


def train(rows: torch.Tensor, answers: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Fit a softmax regression, every class weighing the same."""
    torch.manual_seed(0)
    weight = torch.zeros(rows.shape[1], len(CLASSES), requires_grad=True)
    bias = torch.zeros(len(CLASSES), requires_grad=True)
    balance = 1 / torch.bincount(answers, minlength=len(CLASSES)).float()
    optimiser = torch.optim.AdamW([weight, bias], lr=0.05, weight_decay=DECAY)
    for _ in range(STEPS):
        loss = functional.cross_entropy(rows @ weight + bias, answers, weight=balance) + DECAY * weight.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return weight.detach(), bias.detach()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", type=Path, required=True)
    arguments = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(package_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    seeds: dict[str, int] = {}
    for name in reversed(CLASSES):  # a word of two classes counts as the later in the table of seeds
        seeds |= {word: CLASSES.index(name) for word in SEEDS[name].split()}
    listed = {line.strip() for line in arguments.list.read_text("utf-8").splitlines()}
    words = sorted(set(seeds) | (set(word_list(tokenizer, arguments.list)) & listed))
    vectors = encode(words, tokenizer)
    rows = features(words, vectors - vectors.mean(0))
    known = [i for i, word in enumerate(words) if word in seeds]
    answers = torch.tensor([seeds[words[i]] for i in known])
    fold = torch.randperm(len(known), generator=torch.Generator().manual_seed(0)) % FOLDS
    right, sure = [], []
    for held in range(FOLDS):
        weight, bias = train(rows[known][fold != held], answers[fold != held])
        chance, best = (rows[known][fold == held] @ weight + bias).softmax(-1).max(-1)
        right += (best == answers[fold == held]).tolist()
        sure += (chance >= SURE).tolist()
    of_sure = [r for r, s in zip(right, sure, strict=True) if s]
    print(f"{len(seeds)} seeds; right {np.mean(right):.1%}, of the {np.mean(sure):.0%} that it is sure of {np.mean(of_sure):.1%}")
    weight, bias = train(rows[known], answers)
    chance, best = (rows @ weight + bias).softmax(-1).max(-1)
    vocabulary = set(words)
    table: dict[str, list[str]] = {name: [] for name in CLASSES[1:]}
    for word, p, k in zip(words, chance.tolist(), best.tolist(), strict=True):
        kind = seeds.get(word, k if p >= SURE else 0)
        plural = word.endswith("s") and word[:-1] in vocabulary  # tables are asked for lemmas
        if kind and not plural and (word in seeds or not word.endswith(NO_NOUN)):
            table[CLASSES[kind]].append(word)
    note = "Nouns by what they name; made by training/nouns.py from seeds chosen by hand."
    OUT.write_text(json.dumps({"note": note} | {k: " ".join(v) for k, v in table.items()}, indent=1) + "\n", "utf-8")
    print({name: len(found) for name, found in table.items()}, OUT.stat().st_size)


if __name__ == "__main__":
    main()
