"""The teacher's soft answers: `python -m training.pair_answers --run build/pairs/teacher --out build/pairs/answers`.

Asks the base-size network (`training.pairs --network teacher`) about one pass of what a student is trained on, about all
candidates of the labelled training stories, and about candidates of further groups of ECB+ that nobody labelled. Writes
`answers.pickle` (logits of all heads, by the digest of a pair) and `pool.pickle` (the pairs without labels); a student
takes both: `training.pairs --answers … --pool …`.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

import torch

from training.learning import averaged, read_checkpoint
from training.pair_data import Example, Story, ecb_stories, example
from training.pair_network import teacher
from training.pairs import (
    BUILD,
    CONFIG,
    Corpus,
    Encoded,
    PairEncoder,
    corpus,
    kept_vectors,
    nearest_pairs,
    probabilities,
)
from training.statements import read_statements

REPORTS_A_GROUP, NEAREST = 5, 4


def unlabelled(encode: PairEncoder, rng: random.Random) -> Iterator[Example]:
    """Yield candidates of some reports of each further group of ECB+; nothing is said to be right."""
    for story, _ in ecb_stories(read_statements(BUILD / "statements.jsonl")):
        chosen = set(rng.sample(range(len(story.texts)), min(REPORTS_A_GROUP, len(story.texts))))
        part = replace(story, statements=tuple(s for s in story.statements if s.document in chosen))
        for i, j in nearest_pairs(part, kept_vectors(part, encode.make), NEAREST):
            yield example(part, i, j, (), "unlabelled")


def candidates(story: Story, pairs: list[tuple[int, int]]) -> Iterator[Example]:
    for i, j in pairs:
        yield example(story, i, j, (), "candidates")


def pool(data: Corpus, encode: PairEncoder, rng: random.Random) -> tuple[list[Encoded], list[Encoded]]:
    """Return the pairs with labels and those without, each pair once."""
    known = {p.digest: p for e in data.sample(rng, CONFIG["shares"]["student"]) for p in [encode(e)]}
    for pairs in data.stories:
        known |= {p.digest: p for e in candidates(pairs.story, pairs.candidates) for p in [encode(e)]}
    new = {p.digest: p for e in unlabelled(encode, rng) for p in [encode(e)]}
    return list(known.values()), [p for digest, p in new.items() if digest not in known]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, default=BUILD / "teacher")
    parser.add_argument("--teacher", type=Path, default=Path("build/teacher/all-mpnet-base-v2"))
    parser.add_argument("--out", type=Path, default=BUILD / "answers")
    parser.add_argument("--most", type=int, default=10**9, help="ask about at most so many pairs of each kind")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", CONFIG["threads"])))
    model = teacher(options.teacher, 0.0)
    averaged(model, read_checkpoint(options.run / "last.pt"))
    encode, rng = PairEncoder(), random.Random(CONFIG["seed"])
    known, new = (part[: options.most] for part in pool(corpus(encode), encode, rng))
    options.out.mkdir(parents=True, exist_ok=True)
    answers: dict[bytes, object] = {}
    for part in (known, new):
        for at in range(0, len(part), 2000):
            some = part[at : at + 2000]
            rows = probabilities(model, some, logits=True)
            answers |= {p.digest: row for p, row in zip(some, rows, strict=True)}
            print(f"{len(answers)} of {len(known) + len(new)} pairs asked", flush=True)
    (options.out / "answers.pickle").write_bytes(pickle.dumps(answers))
    (options.out / "pool.pickle").write_bytes(pickle.dumps([astuple(p) for p in new]))


if __name__ == "__main__":
    main()
