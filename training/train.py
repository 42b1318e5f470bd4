"""Train the reading model: `python -m training.train --out build/model [--steps N | --minutes M] [--open-data]`.

Resumes by itself from the last checkpoint in the output folder. With `--steps` a run is repeatable; with
`--minutes` the learning rate follows the clock, so that a run ends in time on a machine of any speed.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from training.data import KNOWN_TYPES, NER_TAGS, PieceMaker, Window, all_windows, make_labels
from training.encoder import ARC, LABEL, LINK, Reader, arc_scores, label_scores, package_folder
from training.export import SHIPPED
from training.learning import Learner, averaged, read_checkpoint
from training.roles import Grounds, frames_of, role_loss
from training.rounding import see_rounding
from training.shipped import load_shipped

CONFIG = json.loads((Path(__file__).parent / "config.json").read_text("utf-8"))
LENGTHS_APART = 16  # pieces; a step takes a fifth less time than with every length
SECONDS_BETWEEN_SAVES = 180.0
UNKNOWN_SHARE = 0.05  # how much of an unmarked word's mass a type that the corpus does not mark may keep
MARKED = {name for known in KNOWN_TYPES.values() for name in known.split()}


def _share(tag: str, known: str) -> float:
    if tag == "O":
        return 1.0
    return UNKNOWN_SHARE if tag[2:] in MARKED and tag[2:] not in known.split() else 0.0


OUTSIDE_SHARE = {
    corpus: torch.tensor([_share(tag, known) for tag in NER_TAGS]).log() for corpus, known in KNOWN_TYPES.items()
}


def fast_bf16(device: str) -> bool:
    """Say whether half precision pays: two thirds of the time of a step where there are instructions for it, many times it where not."""
    supported: bool = torch.cuda.is_bf16_supported() if device == "cuda" else torch.cpu._is_avx512_bf16_supported()
    return supported


def padded(window: Window) -> int:
    """Return the length that a window is padded to: few lengths, since every new shape has its kernels made first."""
    return -(-len(window.pieces) // LENGTHS_APART) * LENGTHS_APART


def batches(windows: list[Window], rng: random.Random, budget: int) -> list[list[Window]]:
    """Group windows of near lengths into batches of at most `budget` padded pieces, in random order."""
    order = sorted(windows, key=lambda w: len(w.pieces) + rng.random() * 20)
    found: list[list[Window]] = []
    longest = 0
    for window in order:
        longest = max(longest, padded(window))
        if found and longest * (len(found[-1]) + 1) <= budget:
            found[-1].append(window)
        else:
            found.append([window])
            longest = padded(window)
    rng.shuffle(found)
    return found


def part_of(window: Window) -> str | None:
    """Return the part of the mix that a window belongs to; None for what this run does not learn from."""
    return next((n for n in CONFIG["mix"] if f"{window.task}/{window.corpus}" in CONFIG["mix"][n]["corpora"]), None)


def by_part(windows: Iterable[Window], only: Collection[str] = ()) -> dict[str, list[Window]]:
    """Return the windows of each part of the mix, of those that `only` names where it names any."""
    pools: dict[str, list[Window]] = {}
    for window in windows:
        if (part := part_of(window)) and (not only or part in only):
            pools.setdefault(part, []).append(window)
    return pools


class Stream:
    """An endless stream of batches, a task drawn by weight each time; `pools` are the windows of each."""

    def __init__(self, pools: dict[str, list[Window]], seed: int) -> None:
        self.rng = random.Random(seed)
        self.pools = pools
        self.waiting: dict[str, list[list[Window]]] = {name: [] for name in self.pools}
        every = {name: part["weight"] for name, part in CONFIG["mix"].items()}
        self.share = sum(every[name] for name in self.pools) / sum(every.values())

    def next(self) -> list[Window]:
        names = list(self.pools)
        name = self.rng.choices(names, [CONFIG["mix"][n]["weight"] for n in names])[0]
        if not self.waiting[name]:
            self.waiting[name] = batches(self.pools[name], self.rng, CONFIG["pieces_per_batch"])
        return self.waiting[name].pop()


def collate(batch: list[Window], device: str = "cpu") -> tuple[Tensor, Tensor, Tensor]:
    longest = max(map(padded, batch))
    pieces = torch.zeros(len(batch), longest, dtype=torch.long)
    features = torch.zeros(len(batch), longest, dtype=torch.long)
    mask = torch.zeros(len(batch), longest)
    for i, w in enumerate(batch):
        pieces[i, : len(w.pieces)] = torch.tensor(w.pieces)
        features[i, : len(w.pieces)] = torch.tensor(w.features)
        mask[i, : len(w.pieces)] = 1
    return pieces.to(device), features.to(device), mask.to(device)


def tag_loss(logits: Tensor, batch: list[Window], name: str, smoothing: float) -> Tensor:
    rows = torch.cat([logits[i, w.first] for i, w in enumerate(batch)])
    gold = torch.tensor([tag for w in batch for tag in w.labels[name]], device=rows.device)
    return functional.cross_entropy(rows.float(), gold, ignore_index=-100, label_smoothing=smoothing)


def entity_loss(logits: Tensor, batch: list[Window]) -> Tensor:
    """Cross entropy where O means "none of the types that this corpus marks": unknown types share its place."""
    losses = []
    for i, w in enumerate(batch):
        rows = logits[i, w.first].float().log_softmax(-1)
        gold = torch.tensor(w.labels["entity"], device=rows.device)
        outside = (rows + OUTSIDE_SHARE[w.corpus].to(rows.device)).logsumexp(-1)
        picked = rows.gather(1, gold[:, None]).squeeze(1)
        losses.append(-torch.where(gold == 0, outside, picked))
    return torch.cat(losses).mean()


def tree_loss(model: Reader, out: dict[str, Tensor], batch: list[Window]) -> tuple[Tensor, list[tuple[Tensor, Tensor]]]:
    """Return the loss, and of each tree the heads and relations that the network reads now: grounds of the roles."""
    arcs, labels, count = out["arc"].new_zeros(()), [], 0
    gold_labels: list[Tensor] = []
    read: list[tuple[Tensor, Tensor]] = []
    arc_total = []
    for i, w in enumerate(batch):
        begun = len(read)
        for places, heads, relations in w.trees:
            at = torch.tensor([w.first[p] for p in places], device=arcs.device)
            dep, head = out["arc"][i, at].float().split(ARC, -1)
            n = len(places)
            gold = torch.tensor(heads, device=arcs.device) - 1
            own = torch.arange(n, device=arcs.device)
            gold = torch.where(gold < 0, own, gold)  # the root is its own head
            scores = arc_scores(dep, head, model.arc_bilinear)
            arc_total.append(functional.cross_entropy(scores, gold, reduction="sum"))
            d, h = out["label"][i, at].float().split(LABEL, -1)
            labels.append(label_scores(d, h[gold], model.label_bilinear))
            gold_labels.append(torch.tensor(relations, device=arcs.device))
            count += n
            with torch.no_grad():
                above = scores.argmax(-1)
                named = label_scores(d, h[above], model.label_bilinear).argmax(-1) if w.frames[len(read) - begun] is not None else above
                read.append((above, named))
    if not count:
        return arcs, read
    loss = torch.stack(arc_total).sum() / count + functional.cross_entropy(torch.cat(labels), torch.cat(gold_labels))
    return loss, read


def frame_loss(model: Reader, out: dict[str, Tensor], batch: list[Window], read: list[tuple[Tensor, Tensor]]) -> Tensor:
    """Return the loss of roles and senses, on the trees as they were read."""
    device, at = out["hidden"].device, 0
    vectors, columns, propositions = [], [], []
    trees = iter(read)
    for i, w in enumerate(batch):
        for (places, _, _), frames in zip(w.trees, w.frames, strict=True):
            heads, relations = next(trees)
            if frames is None:
                continue
            n = len(places)
            vectors.append(out["hidden"][i, torch.tensor([w.first[p] for p in places], device=device)].float())
            marks = np.zeros(n, np.int64)
            marks[[p.predicate for p in frames if p.tags is not None]] = 1
            columns.append((heads.cpu().numpy() + at, relations.cpu().numpy(), np.full(n, at), np.full(n, at + n), marks))
            propositions += [replace(p, predicate=p.predicate + at) for p in frames]
            at += n
    if not at:
        return out["hidden"].new_zeros(()).float()
    heads, relations, starts, ends, marks = (np.concatenate(column) for column in zip(*columns, strict=True))
    grounds = Grounds(heads, relations, starts, ends, marks, propositions)
    return role_loss(model.roles, torch.cat(vectors), grounds)


def link_loss(model: Reader, out: dict[str, Tensor], batch: list[Window]) -> Tensor:
    """Which source and cue belong to a content: each content picks among the window's, or itself for none."""
    losses = []
    for i, w in enumerate(batch):
        if not w.links:
            continue
        x = out["link"][i, w.first].float()
        content, source, cue = x.split(LINK, -1)
        for kind, (name, side) in enumerate((("source", source), ("cue", cue))):
            begun = [j for j, tag in enumerate(w.labels[name]) if tag == 1]
            if not begun:
                continue
            contents = [link[0] for link in w.links if link[1 + kind] in begun or link[1 + kind] < 0]
            gold = [begun.index(link[1 + kind]) if link[1 + kind] >= 0 else len(begun) for link in w.links if link[1 + kind] in begun or link[1 + kind] < 0]  # fmt: skip
            if not contents:
                continue
            dep = torch.cat([content[contents], x.new_ones(len(contents), 1)], -1) @ model.link_bilinear[kind]
            scores = dep @ side[begun].T
            none = (dep * source.new_zeros(LINK)).sum(-1, keepdim=True)
            losses.append(functional.cross_entropy(torch.cat([scores, none], 1), torch.tensor(gold, device=x.device)))
    return torch.stack(losses).mean() if losses else out["link"].new_zeros(()).float()


def answer_loss(out: dict[str, Tensor], batch: list[Window]) -> Tensor:
    """Cross entropy with the distributions that were answered (Hinton et al. 2015), summed over the heads."""
    losses = []
    for name in batch[0].soft:
        rows = torch.cat([out[name][i, w.first] for i, w in enumerate(batch)]).float().log_softmax(-1)
        told = torch.from_numpy(np.concatenate([w.soft[name] for w in batch])).to(rows.device).float().softmax(-1)
        losses.append(-(told * rows).sum(-1).mean())
    return torch.stack(losses).sum()


def syntax_loss(model: Reader, out: dict[str, Tensor], batch: list[Window]) -> Tensor:
    smooth = CONFIG["label_smoothing"]
    tags = sum(w * tag_loss(out[n], batch, n, smooth) for n, w in (("boundary", 1.0), ("upos", 1.0), ("lemma", 0.5)))
    trees, read = tree_loss(model, out, batch)
    loss: Tensor = tags + trees + CONFIG["roles"]["weight"] * frame_loss(model, out, batch, read)
    return loss


def certainty_loss(out: dict[str, Tensor], batch: list[Window]) -> Tensor:
    predicted = torch.cat([out["certainty"][i, [w.first[a] for a, _ in w.certainty]] for i, w in enumerate(batch)])
    gold = torch.tensor([score for w in batch for _, score in w.certainty], device=predicted.device)
    if not len(gold):
        return predicted.float().sum()
    # nearly L1: the figure that counts is the mean absolute error, which the median serves, not the mean
    return functional.smooth_l1_loss(predicted.float(), gold, beta=CONFIG["certainty_bend"])


def batch_loss(model: Reader, batch: list[Window]) -> Tensor:
    device = model.encoder.norm.weight.device.type
    with torch.autocast(device, dtype=torch.bfloat16, enabled=CONFIG["bf16"] and fast_bf16(device)):
        out = model(*collate(batch, device))
    task = batch[0].task
    if task == "syntax":
        return syntax_loss(model, out, batch)
    if task == "entities":
        return 1.5 * entity_loss(out["entity"], batch)
    if task == "speech":
        spans = sum(tag_loss(out[name], batch, name, 0.0) for name in ("source", "cue", "content"))
        return spans + 0.5 * link_loss(model, out, batch)
    if task == "answers":
        kept = CONFIG["answers"]["kept"] * syntax_loss(model, out, batch)
        return answer_loss(out, batch) + kept + CONFIG["answers"]["certainty"] * certainty_loss(out, batch)
    return certainty_loss(out, batch)


def train(
    out: Path, steps: int | None, minutes: float | None, open_data: bool, seed: int, start_from: Path | None = None,
    only: Sequence[str] = (), teacher: Path | None = None, answers: Path | None = None, rounded: bool = False,
) -> None:  # fmt: skip
    """Train and keep checkpoints in `out`; `only` names the parts of the mix to train on, empty for all.

    With `teacher`, the folder of all-mpnet-base-v2, the network trained is the teacher; `answers` is the folder of what a
    teacher said, to be learned from beside the labels. `rounded` steps see the rounding of the shipped network.

    `steps` is the length of a run on all parts. A run on some of them, or on open data, is shorter by their share of the mix.
    """
    out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(seed)
    make = PieceMaker(Tokenizer.from_file(str(package_folder() / "tokenizer.json")))
    labels = make_labels()
    (out / "labels.json").write_text(json.dumps(vars(labels) | {"entities": NER_TAGS}, ensure_ascii=False), "utf-8")

    def drawn(step: int) -> Stream:
        """Cut the texts into windows anew: where a window begins and how paragraphs are set apart is drawn each time."""
        windows = all_windows(labels, make, seed + step, CONFIG["window_pieces"], open_data, frames_of)
        pools = by_part(windows, only)
        for part, more in by_part(taught).items():
            pools.setdefault(part, []).extend(more)
        kept = [window for pool in pools.values() for window in pool]
        print(f"step {step}: {len(kept)} windows, {sum(len(w.pieces) for w in kept)} pieces", flush=True)
        return Stream(pools, seed + step)

    taught: list[Window] = []
    if answers is not None:
        from training.teacher.answers import answered

        CONFIG["mix"]["answers"] = CONFIG["answers"]
        taught = answered(answers)
    if teacher is not None:
        from training.teacher.network import teacher_reader

        model = teacher_reader(teacher)
    else:
        model = Reader(labels.sizes(), len(labels.relations))
        model.encoder.load_pretrained()
    if start_from == SHIPPED:
        load_shipped(model, start_from)
    elif start_from is not None:  # a further run over the averaged weights of an earlier one
        averaged(model, read_checkpoint(start_from / "last.pt"))
    if rounded:
        see_rounding(model)
    learner = Learner(model, model.encoder, CONFIG)
    last = out / "last.pt"
    if last.exists():
        learner.resume(last)
    model.train()
    stream = drawn(learner.done)
    steps = round((steps or CONFIG["steps"]) * stream.share)  # a part alone gets as many batches as among all
    warm_up = min(CONFIG["warm_up"], max(1, steps // 10))  # a short run is not spent on warming up
    losses: dict[str, float] = {}
    saved = learner.spent
    while (progress := learner.spent / (minutes * 60) if minutes else learner.done / steps) < 1:
        if learner.done % CONFIG["redraw"] == 0 and learner.done:
            stream = drawn(learner.done)
        batch = stream.next()
        loss = batch_loss(model, batch)
        learner.step(loss, progress, warm_up)
        task = batch[0].task
        losses[task] = 0.98 * losses.get(task, loss.item()) + 0.02 * loss.item()
        if learner.done % 50 == 0:
            shown = " ".join(f"{k} {v:.3f}" for k, v in sorted(losses.items()))
            print(f"step {learner.done} {progress:.1%} {learner.spent:.0f}s {shown}", flush=True)
        if learner.spent - saved > SECONDS_BETWEEN_SAVES:
            learner.save(last)
            saved = learner.spent
    learner.save(last)
    (out / "done").write_text(str(learner.done), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/model"))
    parser.add_argument("--steps", type=int)
    parser.add_argument("--minutes", type=float)
    parser.add_argument(
        "--start-from", type=Path, help="folder of an earlier run, or 'shipped' for the shipped weights: a further run"
    )
    parser.add_argument("--threads", type=int, default=CONFIG["threads"])
    parser.add_argument("--open-data", action="store_true")
    parser.add_argument("--only", nargs="+", default=(), choices=list(CONFIG["mix"]), help="parts of the mix to train on")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--network", choices=("student", "teacher"), default="student")
    parser.add_argument("--teacher", type=Path, default=Path("build/teacher/all-mpnet-base-v2"), help="where `make teacher` put it")
    parser.add_argument("--answers", type=Path, help="folder of a teacher's answers, to learn from beside the labels")
    parser.add_argument("--see-rounding", action="store_true", help="round weights and inputs as the shipped network does")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    start_from = arguments.start_from
    teacher = arguments.teacher if arguments.network == "teacher" else None
    if teacher is not None:
        CONFIG.update(CONFIG["teacher"])
    elif start_from is not None:
        CONFIG.update(CONFIG["further"])
        start_from = SHIPPED if str(start_from) == "shipped" else start_from
    train(
        arguments.out, arguments.steps, arguments.minutes, arguments.open_data, arguments.seed or CONFIG["seed"], start_from,
        arguments.only, teacher, arguments.answers, arguments.see_rounding,
    )  # fmt: skip


if __name__ == "__main__":
    main()
