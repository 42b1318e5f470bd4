"""Train the pair model: `python -m training.pairs --network student --out build/pairs/student [--steps N | --minutes M]`.

Reads the labels of our own (train part; figures on the tune part), VitaminC, MRPC, SuperPAL, ClaimDiff and ECB+'s
training part, and teaches one encoder with three heads: the six relations, VitaminC's verdict, the paraphrases of the
Microsoft corpus. `--network teacher` trains the base-size network on the same; `--answers FILE` gives a student the
teacher's soft answers (`python -m training.pair_answers`). Resumes by itself from the last checkpoint of the folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import pickle
import random
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from crossread.model_runtime.pair_model import encode_alone, encode_pair, encode_statements
from training.data import PieceMaker
from training.encoder import Encoder, package_folder
from training.learning import Learner, averaged, read_checkpoint
from training.pair_changes import changed_examples
from training.pair_data import (
    CONTRADICTS,
    JOINED,
    OTHER_ANSWER,
    TASKS,
    Example,
    Story,
    claimdiff,
    ecb_examples,
    ecb_stories,
    example,
    families,
    load_stories,
    mrpc,
    place_examples,
    relation,
    split,
    superpal,
    vitaminc,
)
from training.pair_network import PairModel, collate, half_precision, padded, student, teacher
from training.statements import read_statements

CONFIG = json.loads((Path(__file__).parent / "pairs.json").read_text("utf-8"))
BUILD = Path(os.environ.get("CROSSREAD_PAIRS", "build/pairs"))
Answers = dict[bytes, np.ndarray]


@dataclass(frozen=True)
class Encoded:
    """An example as the network takes it."""

    pieces: list[int]
    marks: list[int]
    task: int
    right: tuple[int, ...]
    weight: float
    source: str = ""
    key: str = ""

    @property
    def digest(self) -> bytes:
        return hashlib.blake2b(array("H", self.pieces).tobytes() + bytes(self.marks), digest_size=12).digest()


class PairEncoder:
    """Examples -> pieces and marks, in the order that run time gives them."""

    def __init__(self) -> None:
        self.make = PieceMaker(Tokenizer.from_file(str(package_folder() / "tokenizer.json")))

    def __call__(self, e: Example) -> Encoded:
        one, other = (e.text_a, e.span_a), (e.text_b, e.span_b)
        if e.task != "verdict":
            one, other = sorted((one, other))
        if e.task == "relation":
            pieces, marks = encode_statements((*one, *other), self.make)
        else:
            pieces, marks = encode_pair(one[0], other[0], self.make)
        return Encoded(pieces, marks, TASKS.index(e.task), e.right, e.weight, e.source, e.key)


def plain_vectors(texts: Sequence[str], make: PieceMaker) -> Tensor:
    """Return unit vectors of texts by the encoder as it was pretrained: what is near is a candidate."""
    encoder = Encoder(0.0).eval()
    encoder.load_pretrained()
    found = torch.zeros(len(texts), 384)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    with torch.no_grad(), half_precision():
        for at in range(0, len(order), 64):
            own = order[at : at + 64]
            ids = [[101, *make.tokenizer.encode(texts[i], add_special_tokens=False).ids[:100], 102] for i in own]
            batch = collate([(i, [0] * len(i)) for i in ids])
            hidden = encoder(batch.pieces, torch.full_like(batch.pieces, 0), batch.mask).float()
            means = (hidden * batch.mask[..., None]).sum(1) / batch.mask.sum(1, keepdim=True)
            found[own] = functional.normalize(means, dim=-1)
    return found


def nearest_pairs(story: Story, vectors: Tensor, nearest: int) -> list[tuple[int, int]]:
    """Return the pairs of statements of different reports, each with its nearest ones of every other report taken together."""
    documents = torch.tensor([s.document for s in story.statements])
    scores = vectors @ vectors.T
    scores[documents[:, None] == documents[None]] = -2
    found = set()
    for i, row in enumerate(scores.topk(min(nearest, len(documents)), -1).indices.tolist()):
        found |= {(min(i, j), max(i, j)) for j in row if scores[i, j] > -2}
    return sorted(found)


@dataclass
class StoryPairs:
    """What a story gives: the pairs that its labels join, by unit; candidates that they keep apart; pairs that answer otherwise."""

    story: Story
    joined: dict[int, list[tuple[int, int]]]
    apart: list[tuple[int, int]]
    candidates: list[tuple[int, int]]
    answers: list[tuple[int, int]]


def story_pairs(story: Story, vectors: Tensor, nearest: int) -> StoryPairs:
    joined: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for i, j in combinations(range(len(story.statements)), 2):
        if (shared := set(story.units[i]) & set(story.units[j])) and story.clear(i, j):
            joined[min(shared)].append((i, j))
    candidates = nearest_pairs(story, vectors, nearest)
    apart = [(i, j) for i, j in candidates if not set(story.units[i]) & set(story.units[j])]
    all_joined = {pair for unit in joined.values() for pair in unit}
    otherwise = [p for p in sorted(all_joined) if set(relation(story, *p)) <= {OTHER_ANSWER, CONTRADICTS}]
    return StoryPairs(story, joined, apart, candidates, otherwise)


def labelled(names: Iterable[str], encode: PairEncoder) -> list[StoryPairs]:
    """Return the pairs of the labelled stories among `names`."""
    statements = read_statements(BUILD / "statements.jsonl")
    found = []
    for story in load_stories(names, statements):
        if story.sides:
            found.append(story_pairs(story, kept_vectors(story, encode.make), CONFIG["nearest"]))
    return found


def statement_texts(story: Story) -> list[str]:
    return [story.texts[s.document][s.start : s.end] for s in story.statements]


def kept_vectors(story: Story, make: PieceMaker) -> Tensor:
    """Return the plain vectors of a story's statements, computed once."""
    texts = statement_texts(story)
    kept = BUILD / f"vectors/{hashlib.blake2b(chr(0).join(texts).encode(), digest_size=12).hexdigest()}.pt"
    if not kept.exists():
        kept.parent.mkdir(parents=True, exist_ok=True)
        torch.save(plain_vectors(texts, make), kept)
    found: Tensor = torch.load(kept)
    return found


def contrast(model: PairModel, pairs: StoryPairs, make: PieceMaker, rng: random.Random) -> Tensor:
    """Return the loss of telling, by vectors, which statements of a story belong to one unit (InfoNCE, many positives)."""
    units = [u for u in pairs.joined.values() if u]
    chosen = [rng.choice(u) for u in rng.sample(units, min(len(units), CONFIG["contrast_units"]))]
    near = rng.sample(pairs.apart, min(len(pairs.apart), CONFIG["contrast_units"] // 2))
    places = list(dict.fromkeys(i for pair in chosen + near for i in pair))
    texts = statement_texts(pairs.story)
    fed = collate([encode_alone(texts[i], make) for i in places])
    with half_precision():
        vectors = model(fed.pieces, fed.marks, fed.mask)["vector"].float()
    owned = [set(pairs.story.units[i]) for i in places]
    same = torch.tensor([[bool(a & b) and i != j for j, b in enumerate(owned)] for i, a in enumerate(owned)])
    scores = vectors @ vectors.T / CONFIG["contrast_temperature"]
    scores = scores.masked_fill(torch.eye(len(places), dtype=torch.bool), -1e4)
    logs = scores.log_softmax(-1)
    rows = same.any(-1)
    return -(logs.masked_fill(~same, 0).sum(-1) / same.sum(-1).clamp(min=1))[rows].mean()


@dataclass
class Corpus:
    """All that is trained on; `sample` gives one pass of it."""

    stories: list[StoryPairs]
    fixed: list[Example]
    ecb: list[list[Example]]

    def sample(self, rng: random.Random, shares: dict[str, float]) -> list[Example]:
        """Return one pass; `shares` says how much of a corpus it takes (all where it says nothing)."""
        found = [e for e in self.fixed if rng.random() < shares.get(e.source, 1.0)]
        for group in self.ecb:
            found += rng.sample(group, min(len(group), CONFIG["ecb_a_story"]))
        ours: list[Example] = []
        for pairs in self.stories:
            story, joined = pairs.story, []
            for unit in pairs.joined.values():
                joined += rng.sample(unit, min(len(unit), CONFIG["pairs_a_unit"]))
            joined += rng.sample(pairs.answers, min(len(pairs.answers), CONFIG["answers_a_story"]))
            apart = rng.sample(pairs.apart, min(len(pairs.apart), round(CONFIG["negatives_a_positive"] * len(joined))))
            for i, j in dict.fromkeys(joined + apart):
                if right := relation(story, i, j):
                    rare = set(right) <= {OTHER_ANSWER, CONTRADICTS}
                    ours.append(replace(example(story, i, j, right), weight=CONFIG["answer_weight"] if rare else 1.0))
            places = list(place_examples(story))
            ours += [e for e in places if e.source == "traps" or rng.random() < CONFIG["places_share"]]
        found += ours
        agreeing = ours + [e for e in self.fixed if e.source in CONFIG["changed_sources"]]
        for _ in range(CONFIG["changed_rounds"]):
            found += changed_examples(agreeing, rng, CONFIG["changed_share"], beside_itself=CONFIG["beside_itself"])
        return found


def corpus(encode: PairEncoder) -> Corpus:
    rng = random.Random(CONFIG["seed"])
    statements = read_statements(BUILD / "statements.jsonl")
    fixed = [*vitaminc("train"), *mrpc("train"), *superpal(), *claimdiff(), *families("train")]
    groups = ecb_stories(statements) if CONFIG["ecb_a_story"] else ()
    ecb = [ecb_examples(story, marked, rng, 4 * CONFIG["ecb_a_story"]) for story, marked in groups]
    return Corpus(labelled(split("train"), encode), fixed, ecb)


def batches(pairs: Sequence[Encoded], rng: random.Random, budget: int) -> list[list[Encoded]]:
    """Group pairs of near lengths into batches of at most `budget` padded pieces, in random order.

    All batches of one padded length are of one size: kernels are compiled anew for each new shape.
    """
    by_length: dict[int, list[Encoded]] = defaultdict(list)
    for pair in pairs:
        by_length[padded(len(pair.pieces))].append(pair)
    found = []
    for length, own in sorted(by_length.items()):
        rng.shuffle(own)
        size = max(1, budget // length)
        found += [own[at : at + size] for at in range(0, len(own), size)]
    rng.shuffle(found)
    return found


def gold_loss(logits: Tensor, right: list[tuple[int, ...]]) -> Tensor:
    """Minus the logarithm of what the allowed classes get together, a little smoothed: [pairs]."""
    allowed = torch.zeros_like(logits)
    for i, classes in enumerate(right):
        allowed[i, list(classes)] = 1.0
    logs = logits.log_softmax(-1)
    exact = -(logs + (allowed - 1) * 1e4).logsumexp(-1)
    smooth: float = CONFIG["label_smoothing"]
    return (1 - smooth) * exact - smooth * logs.mean(-1)


def loss_of(model: PairModel, batch: list[Encoded], answers: Answers) -> Tensor:
    """Return the loss of a batch: the gold classes, and the teacher's answers where it gave some."""
    fed = collate([(p.pieces, p.marks) for p in batch])
    with half_precision():
        logits = model(fed.pieces, fed.marks, fed.mask)
    total = torch.zeros(())
    soft = [answers.get(p.digest) for p in batch] if answers else [None] * len(batch)
    share: float = CONFIG["soft_share"]
    for task, name in enumerate(TASKS):
        mine = [i for i, p in enumerate(batch) if p.task == task]
        own = logits[name].float()
        if gold := [i for i in mine if batch[i].right]:
            weights = torch.tensor([batch[i].weight * (1 - share if soft[i] is not None else 1.0) for i in gold])
            total = total + CONFIG["weight"][name] * (gold_loss(own[gold], [batch[i].right for i in gold]) * weights).sum()
        if taught := [i for i in mine if soft[i] is not None]:
            column = sum(len(h[-1].bias) for h in list(model.heads.values())[:task])
            wanted = torch.tensor(np.stack([soft[i] for i in taught])).float()[:, column : column + own.shape[1]]
            away = functional.kl_div(own[taught].log_softmax(-1), wanted.log_softmax(-1), reduction="none", log_target=True)
            total = total + share * 1.5 * CONFIG["weight"][name] * away.sum()
    return total / len(batch)


def probabilities(model: PairModel, pairs: Sequence[Encoded], logits: bool = False) -> np.ndarray:
    """Return the answers of all heads, side by side, in the order of the pairs."""
    model.eval()
    order = sorted(range(len(pairs)), key=lambda i: len(pairs[i].pieces))
    found = np.zeros((len(pairs), 11), np.float32)
    with torch.no_grad(), half_precision():
        for at in range(0, len(order), 48):
            own = order[at : at + 48]
            fed = collate([(pairs[i].pieces, pairs[i].marks) for i in own])
            out = model(fed.pieces, fed.marks, fed.mask)
            heads = [(h.float() if logits else h.float().softmax(-1)) for h in out.values()]
            found[own] = torch.cat(heads[: len(TASKS)], -1).numpy()
    model.train()
    return found


def average_precision(scores: np.ndarray, right: np.ndarray) -> float:
    order = np.argsort(-scores, kind="stable")
    hits = right[order]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1))[hits].mean()) if hits.any() else 0.0


def best_f1(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Return the best F1 over all thresholds, and its threshold."""
    order = np.argsort(-scores, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(hits) + 1) + right.sum())
    at = int(f1.argmax())
    return float(f1[at]), float(scores[order[at]])


@dataclass
class Tests:
    """What a model is measured on while it is trained: parts that are for choosing."""

    tune: list[Encoded]
    verdicts: list[Encoded]
    paraphrases: list[Encoded]
    families: list[Encoded]
    stories: list[StoryPairs]
    make: PieceMaker

    @classmethod
    def load(cls, encode: PairEncoder, tuned: int = 1500, verdicts: int = 400) -> Tests:
        tune, stories = [], labelled(split("tune"), encode)
        for pairs in stories:
            for i, j in pairs.candidates:
                if right := relation(pairs.story, i, j):
                    tune.append(encode(example(pairs.story, i, j, right)))
        dev = [encode(e) for e in vitaminc("dev")]
        dev = random.Random(1).sample(dev, min(verdicts, len(dev)))
        tune = random.Random(1).sample(tune, min(tuned, len(tune)))
        return cls(tune, dev, [encode(e) for e in mrpc("dev")], [encode(e) for e in families("tune")], stories, encode.make)

    def within(self, model: PairModel, nearest: int) -> float:
        """Return the share of the pairs of one unit in different reports that are within the `nearest` by vectors."""
        found = asked = 0
        for pairs in self.stories:
            story = pairs.story
            with torch.no_grad(), half_precision():
                fed = [encode_alone(t, self.make) for t in statement_texts(story)]
                parts = [collate(fed[at : at + 64]) for at in range(0, len(fed), 64)]
                vectors = torch.cat([model(b.pieces, b.marks, b.mask)["vector"].float() for b in parts])
            near = set(nearest_pairs(story, vectors, nearest))
            wanted = {p for unit in pairs.joined.values() for p in unit}
            wanted = {(i, j) for i, j in wanted if story.statements[i].document != story.statements[j].document}
            found, asked = found + len(near & wanted), asked + len(wanted)
        return found / max(asked, 1)

    def figures(self, model: PairModel) -> dict[str, float]:
        rows = probabilities(model, self.tune)
        scores, right = rows[:, list(JOINED)].sum(1), np.array([set(p.right) <= set(JOINED) for p in self.tune])
        f1, threshold = best_f1(scores, right)
        inside = [bool(np.argmax(row[:6]) in p.right) for row, p in zip(rows, self.tune, strict=True)]
        answered = [ok for ok, p in zip(inside, self.tune, strict=True) if set(p.right) <= {2, 3}]
        found = {
            "AP": average_precision(scores, right), "F1": f1, "at": threshold,
            "six": float(np.mean(inside)), "answers": float(np.mean(answered)) if answered else 0.0,
        }  # fmt: skip
        for name, pairs, columns in (("verdict", self.verdicts, slice(6, 9)), ("paraphrase", self.paraphrases, slice(9, 11))):
            best = probabilities(model, pairs)[:, columns].argmax(-1)
            found[name] = float(np.mean([b in p.right for b, p in zip(best, pairs, strict=True)]))
        best = probabilities(model, self.families)[:, :6].argmax(-1)
        right_ones = [b in p.right for b, p in zip(best, self.families, strict=True)]
        for right in sorted({p.right for p in self.families}):
            own = [ok for ok, p in zip(right_ones, self.families, strict=True) if p.right == right]
            found[f"families {right}"] = float(np.mean(own))
        model.eval()
        found |= {"within 6": self.within(model, 6), "within 12": self.within(model, 12)}
        model.train()
        return {key: round(value, 4) for key, value in found.items()}


def read_answers(path: Path | None) -> Answers:
    found: Answers = pickle.loads(path.read_bytes()) if path else {}
    return found


def build(network: str, teacher_folder: Path) -> PairModel:
    dropout = CONFIG[network]["dropout"]
    return student(dropout) if network == "student" else teacher(teacher_folder, dropout)


def train(options: argparse.Namespace) -> None:
    out: Path = options.out
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(options.seed)
    encode = PairEncoder()
    data, tests, answers = corpus(encode), Tests.load(encode), read_answers(options.answers)
    extra = [Encoded(*row) for row in pickle.loads(options.pool.read_bytes())] if options.pool else []
    print(f"{len(data.stories)} labelled stories, {len(tests.tune)} tune pairs, {len(answers)} soft answers", flush=True)
    model = build(options.network, options.teacher)
    if options.begin:
        averaged(model, read_checkpoint(options.begin))
    learner = Learner(model, model.encoder, {**CONFIG, **CONFIG[options.network]})
    begun, waiting, loss_shown = 0, [], 1.5
    last = out / "last.pt"
    if last.exists():
        begun = learner.resume(last)["passes"]
    model.train()
    allowed = (options.minutes or 0) * 60
    while (progress := learner.spent / allowed if allowed else learner.done / options.steps) < 1:
        if not waiting:
            if begun:
                print(f"pass {begun} done; {tests.figures(model)}", flush=True)
            rng = random.Random(options.seed + begun)
            sampled = data.sample(rng, CONFIG["shares"][options.network])
            sampled = [encode(e) for e in rng.sample(sampled, min(len(sampled), CONFIG["pairs_a_pass"]))]
            sampled += rng.sample(extra, min(len(extra), round(CONFIG["pool_share"] * len(sampled))))
            counts = {s: sum(e.source == s for e in sampled) for s in sorted({e.source for e in sampled})}
            waiting = batches(sampled, rng, CONFIG["pieces_per_batch"])
            print(f"pass {begun}: {len(waiting)} steps of {counts}", flush=True)
            begun += 1
        loss = loss_of(model, waiting.pop(), answers)
        if learner.done % CONFIG["contrast_every"] == 0:
            some = random.Random(options.seed + learner.done)
            loss = loss + CONFIG["contrast_weight"] * contrast(model, some.choice(data.stories), encode.make, some)
        learner.step(loss, progress, CONFIG["warm_up"])
        loss_shown = 0.98 * loss_shown + 0.02 * loss.item()
        if learner.done % 50 == 0:
            print(f"step {learner.done} {progress:.1%} {learner.spent:.0f}s loss {loss_shown:.3f}", flush=True)
        if learner.done % 50 == 0:
            learner.save(last, passes=begun)
        if learner.done in CONFIG["kept_steps"]:
            learner.save(out / f"step-{learner.done}.pt", passes=begun)
    learner.save(last, passes=begun)
    print(f"last weights: {tests.figures(model)}", flush=True)
    averaged(model, read_checkpoint(last))
    print(f"averaged weights: {tests.figures(model)}", flush=True)
    (out / "done").write_text(str(learner.done), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--network", choices=["student", "teacher"], default="student")
    parser.add_argument("--out", type=Path, default=BUILD / "student")
    parser.add_argument("--teacher", type=Path, default=Path("build/teacher/all-mpnet-base-v2"))
    parser.add_argument("--begin", type=Path, help="a checkpoint to begin from")
    parser.add_argument("--answers", type=Path, help="the teacher's soft answers")
    parser.add_argument("--pool", type=Path, help="pairs without labels that the answers are about")
    parser.add_argument("--steps", type=int, default=2700)
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--seed", type=int, default=CONFIG["seed"])
    parser.add_argument("--settings", choices=["sharpened", "families", "brief", "distilled"], help="settings of pairs.json that take the place of the usual ones")
    options = parser.parse_args()
    if options.settings:
        CONFIG.update(CONFIG[options.settings])
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", CONFIG["threads"])))
    torch.set_flush_denormal(True)
    train(options)


if __name__ == "__main__":
    main()
