"""The teacher's soft answers: `python -m training.pair_answers --run build/pairs/teacher --out build/pairs/answers`.

Asks the base-size network (`training.pairs --network teacher`) about pairs of the labelled training stories (those that
the labels join, and of those that they keep apart the ones that read most alike), about candidates of further groups of
ECB+ that nobody labelled, and about some of the invented families. Writes `answers.pickle` (logits of all heads, by the
digest of a pair) and `pool.pickle` (the pairs); a student takes both: `training.pairs --answers … --pool …`. Goes on
where it was stopped.
"""

from __future__ import annotations

import argparse
import os
import pickle
import random
from collections.abc import Iterator, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import TypeVar

import torch

from training.learning import averaged, read_checkpoint
from training.pair_data import Example, ecb_stories, example, families, relation, split
from training.pair_network import teacher
from training.pairs import (
    BUILD,
    CONFIG,
    Encoded,
    PairEncoder,
    StoryPairs,
    kept_vectors,
    labelled,
    nearest_pairs,
    probabilities,
)
from training.statements import read_statements

T = TypeVar("T")
REPORTS_A_GROUP, NEAREST = 5, 4
JOINED, APART, ALIKE = 75, 60, 90  # pairs a story: joined; apart, drawn among so many that are most alike
UNLABELLED, INVENTED = 4500, 500
AT_ONCE = 480  # pairs that are asked before what is known is kept


def unlabelled(encode: PairEncoder, rng: random.Random) -> Iterator[Example]:
    """Yield candidates of some reports of each further group of ECB+; nothing is said to be right."""
    for story, _ in ecb_stories(read_statements(BUILD / "statements.jsonl")):
        chosen = set(rng.sample(range(len(story.texts)), min(REPORTS_A_GROUP, len(story.texts))))
        part = replace(story, statements=tuple(s for s in story.statements if s.document in chosen))
        for i, j in nearest_pairs(part, kept_vectors(part, encode.make), NEAREST):
            yield example(part, i, j, (), "unlabelled")


def some(examples: Sequence[T], count: int, rng: random.Random) -> list[T]:
    return rng.sample(examples, min(count, len(examples)))


def of_story(pairs: StoryPairs, encode: PairEncoder, rng: random.Random) -> Iterator[Example]:
    """Yield pairs of a labelled story in different reports, with what the labels say of them."""
    story, vectors = pairs.story, kept_vectors(pairs.story, encode.make)
    joined = [
        (i, j)
        for unit in pairs.joined.values()
        for i, j in unit
        if story.statements[i].document != story.statements[j].document
    ]
    apart = sorted(pairs.apart, key=lambda pair: -float(vectors[pair[0]] @ vectors[pair[1]]))[:ALIKE]
    for i, j in some(joined, JOINED, rng) + some(apart, APART, rng):
        yield example(story, i, j, relation(story, i, j), "asked")


def pool(stories: Sequence[StoryPairs], encode: PairEncoder, rng: random.Random) -> list[Encoded]:
    """Return the pairs that are asked about, each once, in random order."""
    chosen = [e for pairs in stories for e in of_story(pairs, encode, rng)]
    chosen += some(list(unlabelled(encode, rng)), UNLABELLED, rng)
    chosen += some(list(families("train")), INVENTED, rng)
    found = list({pair.digest: pair for pair in map(encode, chosen)}.values())
    rng.shuffle(found)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, default=BUILD / "teacher")
    parser.add_argument("--teacher", type=Path, default=Path("build/teacher/all-mpnet-base-v2"))
    parser.add_argument("--out", type=Path, default=BUILD / "answers")
    options = parser.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", CONFIG["threads"])))
    model = teacher(options.teacher, 0.0)
    averaged(model, read_checkpoint(options.run / "last.pt"))
    encode, rng = PairEncoder(), random.Random(CONFIG["seed"])
    asked = pool(labelled(split("train"), encode), encode, rng)
    options.out.mkdir(parents=True, exist_ok=True)
    kept = options.out / "answers.pickle"
    answers: dict[bytes, object] = pickle.loads(kept.read_bytes()) if kept.exists() else {}
    for at in range(0, len(asked), AT_ONCE):
        new = [pair for pair in asked[at : at + AT_ONCE] if pair.digest not in answers]
        if not new:
            continue
        answers |= zip((pair.digest for pair in new), probabilities(model, new, logits=True), strict=True)
        kept.with_suffix(".new").write_bytes(pickle.dumps(answers))
        kept.with_suffix(".new").rename(kept)
        known = [astuple(pair) for pair in asked if pair.digest in answers]
        (options.out / "pool.pickle").write_bytes(pickle.dumps(known))
        print(f"{len(answers)} of {len(asked)} pairs asked", flush=True)


if __name__ == "__main__":
    main()
