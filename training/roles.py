"""Roles: PropBank's frames laid on words, the head that reads them, and its files: `python -m training.roles`.

The head is trained twice. In the network's own training (training/train.py) it shapes the encoder, on trees as the network
reads them at that moment. Then, as here, it goes on alone over the finished int8 encoder's vectors and trees, as at run
time, and is written beside the model as `frames.npz` and `frames.json`. Without a first training it starts from nothing.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from crossread.model_runtime.certainty import relations_of
from crossread.model_runtime.decode import Word, decode_words
from crossread.model_runtime.frames import (
    DISTANCES,
    PARTICLE_REACH,
    Inventory,
    candidates,
    make_inventory,
    pair_distances,
    pair_paths,
    pair_places,
    paths_in,
    sentence_bounds,
)
from crossread.model_runtime.network import Network, model_folder
from training.data import SHARED, lemma_script, rows

CONFIG = json.loads((Path(__file__).parent / "config.json").read_text("utf-8"))["roles"]
# PropBank gives auxiliaries a sense but no arguments; they are no predicates.
AUXILIARY = frozenset({"have.01", "be.03", "do.01"})
LEAST_ROLE = 40  # roles, R- and C- pieces rarer than this in training are not learned
LEAST_ENDING = 3  # endings of nouns seen with fewer verbs are no rule
UNKNOWN = -100


@cache
def sentences() -> dict[str, dict]:
    """Return the training rows by sentence id."""
    return {row["id"]: row for row in rows(SHARED / "data/roles/ewt.train.jsonl.gz")}


def is_auxiliary(frame: dict) -> bool:
    return frame["sense"] in AUXILIARY


@cache
def names_of_training() -> Inventory:
    """Return the names of roles and senses, and the senses of each lemma, from the training part and its treebank."""
    from training.data import conllu_documents

    lemma_at = {
        (sentence["id"], word[5]): (word[1].lower(), word[2])
        for document in conllu_documents(SHARED / "data/syntax/ewt.train.conllu.gz")
        for sentence in document
        for word in sentence["words"] or ()
    }
    roles: Counter[str] = Counter()
    seen: dict[str, Counter[str]] = {}
    endings: dict[tuple[str, str], set[str]] = {}
    for key, row in sentences().items():
        for frame in row["frames"]:
            roles.update(a["role"] for a in frame["arguments"])
            lemma, upos = lemma_at.get((key, frame["start"]), ("", ""))
            if not lemma:
                continue
            seen.setdefault(lemma, Counter())[frame["sense"]] += 1
            verb = frame["sense"].rpartition(".")[0]
            if upos != "VERB" and verb != lemma and "_" not in verb:
                cut, _, added = lemma_script(lemma, verb)[1:].partition("|")
                old = lemma[len(lemma) - int(cut) :]
                if len(old) > 1 and len(lemma) > len(old) + 2:
                    endings.setdefault((old, added), set()).add(lemma)
    senses = sorted({sense for of in seen.values() for sense in of})
    number = {sense: i for i, sense in enumerate(senses)}
    rules = sorted((rule for rule, found in endings.items() if len(found) >= LEAST_ENDING), key=lambda r: (-len(r[0]), -len(endings[r]), r))
    return make_inventory(
        [role for role, count in sorted(roles.items()) if count >= LEAST_ROLE],
        senses,
        {lemma: {number[s]: n for s, n in sorted(of.items(), key=lambda x: (-x[1], x[0]))} for lemma, of in sorted(seen.items())},
        rules,
    )


@dataclass
class Proposition:
    """A frame laid on the words of its sentence: tags are None for an auxiliary, whose arguments are not asked."""

    predicate: int
    tags: list[int] | None
    sense: int  # among `options`, UNKNOWN where it is not
    options: list[int]
    prior: list[float]


def lay_frames(frames: Iterable[dict], spans: Sequence[tuple[int, int]], lemmas: Sequence[str]) -> list[Proposition]:
    """Lay frames on words, whose places are `spans` in the same text; frames whose predicate is no word's are left out."""
    names = names_of_training()
    number = {role: i for i, role in enumerate(names.roles)}
    sense_number = {sense: i for i, sense in enumerate(names.senses)}
    found = []
    for frame in frames:
        place = next((i for i, (start, end) in enumerate(spans) if start <= frame["start"] < end), None)
        if place is None:
            continue
        tags = [0] * len(spans)
        for a in frame["arguments"]:
            kind = number.get(a["role"])
            inside = [i for i, (start, end) in enumerate(spans) if start < a["end"] and end > a["start"]]
            if kind is None or not inside:
                continue
            tags[inside[0]] = 2 * kind + 1
            for i in inside[1:]:
                tags[i] = 2 * kind + 2
        seen = candidates(lemmas[place], lemmas[place + 1 : place + 1 + PARTICLE_REACH], names)
        options = list(seen)
        gold = sense_number.get(frame["sense"], -1)
        sense = options.index(gold) if gold in seen and len(options) > 1 else UNKNOWN
        found.append(Proposition(place, None if is_auxiliary(frame) else tags, sense, options, [float(np.log(n)) for n in seen.values()]))
    return found


def frames_of(key: str, words: list[tuple]) -> list[Proposition] | None:
    """Return the frames of a sentence of the treebank, laid on its words; None where it has no annotation."""
    if key not in sentences():
        return None
    at = words[0][5]  # the row's text is the sentence's own, which the treebank's words are placed in
    spans, lemmas = [(w[5] - at, w[6] - at) for w in words], [w[1].lower() for w in words]
    return lay_frames(sentences()[key]["frames"], spans, lemmas)


class RoleHead(nn.Module):
    """The network that `crossread.model_runtime.frames.Scorer` holds the weights of."""

    def __init__(self, width: int, relations: int) -> None:
        super().__init__()
        names = names_of_training()
        inner, product, query = CONFIG["inner"], CONFIG["product"], CONFIG["query"]
        self.relations = relations + 1
        self.predicate = nn.Linear(width, 1)
        self.own = nn.Linear(width, inner)
        self.word = nn.Linear(width, inner, bias=False)
        self.left, self.right = nn.Linear(width, product, bias=False), nn.Linear(width, product, bias=False)
        self.product = nn.Linear(product, inner, bias=False)
        self.path = nn.Embedding(paths_in(self.relations), inner)
        self.distance = nn.Embedding(len(DISTANCES) + 1, inner)
        self.around = nn.Linear(3 * inner, inner)
        self.out = nn.Linear(inner, names.tags)
        self.query = nn.Linear(width, query)
        self.senses = nn.Embedding(len(names.senses), query)
        self.prior = nn.Parameter(torch.ones(()))
        for table in (self.path, self.distance, self.senses):
            nn.init.normal_(table.weight, std=0.05)
        self.drop_vectors, self.drop = nn.Dropout(CONFIG["drop_vectors"]), nn.Dropout(CONFIG["drop"])

    def tags(self, vectors: Tensor, predicate: Tensor, word: Tensor, paths: Tensor, steps: Tensor) -> Tensor:
        """Score the tags of pairs; `predicate` and `word` are rows of `vectors`."""
        at, which = predicate.unique(return_inverse=True)
        own = self.own(vectors[at])[which] + self.word(vectors)[word]
        if self.training:  # a tree is not always right: some paths are not told
            told = (torch.rand(len(paths), device=paths.device) >= CONFIG["drop_paths"]).float()[:, None]
        else:
            told = torch.ones(1, 1, device=paths.device)
        layer = own + self.path(paths) * told + self.distance(steps)
        layer = layer + self.product(self.left(vectors[at])[which] * self.right(vectors)[word])
        layer = self.drop(layer.relu())
        first = torch.ones(len(word), 1, dtype=torch.bool, device=paths.device)  # of a predicate's words
        first[1:, 0] = predicate[1:] != predicate[:-1]
        nothing = torch.zeros_like(layer[:1])
        before = torch.cat([nothing, layer[:-1]]).masked_fill(first, 0)
        after = torch.cat([layer[1:], nothing]).masked_fill(torch.cat([first[1:], first[:1]]), 0)
        layer = layer + self.drop(self.around(torch.cat([before, layer, after], 1)).relu())
        found: Tensor = self.out(layer)
        return found


@dataclass
class Grounds:
    """Words with their trees and frames, as numbers; places are rows of the vectors."""

    heads: np.ndarray
    relation: np.ndarray
    low: np.ndarray
    high: np.ndarray
    is_predicate: np.ndarray  # 1, 0, UNKNOWN
    propositions: list[Proposition]


def role_loss(head: RoleHead, vectors: Tensor, grounds: Grounds) -> Tensor:
    """Return the loss of predicates, arguments and senses together; `vectors` has a row a word, in full precision."""
    device = vectors.device
    vectors = head.drop_vectors(vectors)
    gold = torch.from_numpy(grounds.is_predicate).to(device)
    known = gold >= 0
    if not bool(known.any()):
        return vectors.sum() * 0
    likely = head.predicate(vectors[known]).squeeze(1)
    loss = CONFIG["predicate_weight"] * functional.binary_cross_entropy_with_logits(likely, gold[known].float())
    asked = [p for p in grounds.propositions if p.tags is not None]
    if asked:
        places = np.array([p.predicate for p in asked], np.int64)
        which, word, _ = pair_places(places, grounds.low, grounds.high)
        predicate = places[which]
        paths = pair_paths(grounds.heads, grounds.relation, predicate, word, head.relations)
        to = lambda values: torch.from_numpy(values).to(device)  # noqa: E731
        scores = head.tags(vectors, to(predicate), to(word), to(paths), to(pair_distances(predicate, word)))
        tags = torch.tensor([tag for p in asked for tag in p.tags or ()], device=device)
        loss = loss + functional.cross_entropy(scores, tags, label_smoothing=CONFIG["label_smoothing"])
    many = [p for p in grounds.propositions if p.sense != UNKNOWN]
    if many:
        loss = loss + CONFIG["sense_weight"] * _sense_loss(head, vectors, many)
    return loss


def _sense_loss(head: RoleHead, vectors: Tensor, asked: list[Proposition]) -> Tensor:
    width = max(len(p.options) for p in asked)
    options = torch.tensor([p.options + [0] * (width - len(p.options)) for p in asked], device=vectors.device)
    prior = torch.tensor([p.prior + [-1e4] * (width - len(p.options)) for p in asked], device=vectors.device)
    query = head.query(vectors[[p.predicate for p in asked]])
    scores = (head.senses(options) * query[:, None]).sum(-1) + prior * torch.where(prior > -1e3, head.prior, torch.ones_like(head.prior))
    return functional.cross_entropy(scores, torch.tensor([p.sense for p in asked], device=vectors.device))


def texts(rng: random.Random) -> Iterator[tuple[str, list[dict]]]:
    """Yield texts of one to eight sentences that follow one another, with their frames in the text's own places."""
    for _, group in groupby(sentences().items(), key=lambda item: item[0].rpartition("-")[0]):
        waiting = [row for _, row in group]
        while waiting:
            size = rng.choice((1, 1, 2, 4, 8))
            part, waiting = waiting[:size], waiting[size:]
            text, frames = "", []
            for row in part:
                text += " " if text else ""
                for f in row["frames"]:
                    at = [{**a, "start": a["start"] + len(text), "end": a["end"] + len(text)} for a in f["arguments"]]
                    frames.append({**f, "start": f["start"] + len(text), "end": f["end"] + len(text), "arguments": at})
                text += row["text"]
            yield text, frames


def grounds_of(words: Sequence[Word], frames: list[dict], relations: Sequence[str]) -> Grounds:
    """Lay a text's frames on the words that the model reads; arguments that leave the predicate's sentence are cut."""
    low, high = sentence_bounds(words)
    found = []
    spans, lemmas = [(w.start, w.end) for w in words], [w.lemma.lower() for w in words]
    for begin in sorted(set(low.tolist())):
        end = int(high[begin])
        for p in lay_frames((f for f in frames if spans[begin][0] <= f["start"] < spans[end - 1][1]), spans[begin:end], lemmas[begin:end]):
            p.predicate += begin
            found.append(p)
    marks = np.zeros(len(words), np.int64)
    marks[[p.predicate for p in found if p.tags is not None]] = 1
    heads = np.array([w.head for w in words], np.int64)
    return Grounds(heads, relations_of(words, relations)[0], low, high, marks, found)


def read_grounds(network: Network, seed: int) -> list[tuple[np.ndarray, Grounds]]:
    """Read the training texts with the network: vectors in half precision, and what stands on them."""
    found = []
    for text, frames in texts(random.Random(seed)):
        read = network(text)
        words = decode_words(text, read)
        if words:
            hidden = read.of("hidden")[[w.atom for w in words]].astype(np.float16)
            found.append((hidden, grounds_of(words, frames, network.tables.relations)))
    return found


def joined(batch: list[tuple[np.ndarray, Grounds]]) -> tuple[Tensor, Grounds]:
    """Put several texts into one, places moved."""
    at, parts, propositions = 0, [], []
    for hidden, g in batch:
        parts.append((g.heads + at, g.relation, g.low + at, g.high + at, g.is_predicate))
        propositions += [Proposition(p.predicate + at, p.tags, p.sense, p.options, p.prior) for p in g.propositions]
        at += len(hidden)
    heads, relation, low, high, marks = (np.concatenate(columns) for columns in zip(*parts, strict=True))
    vectors = torch.from_numpy(np.concatenate([hidden for hidden, _ in batch])).float()
    return vectors, Grounds(heads, relation, low, high, marks, propositions)


def train(head: RoleHead, read: list[tuple[np.ndarray, Grounds]], seed: int, epochs: int, rate: float) -> RoleHead:
    """Train the head alone; its average over the last steps is what counts."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    optimiser = torch.optim.AdamW(head.parameters(), lr=0.0, weight_decay=CONFIG["decay"])
    average = {name: p.detach().clone() for name, p in head.named_parameters()}
    size = CONFIG["batch"]
    steps, done = epochs * (len(read) // size), 0
    head.train()
    for epoch in range(epochs):
        rng.shuffle(read)
        total = 0.0
        for begin in range(0, len(read) - size + 1, size):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (done + 1) / 100) * (1 - done / steps)
            loss = role_loss(head, *joined(read[begin : begin + size]))
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 1.0)
            optimiser.step()
            keep = min(0.995, (1 + done) / (10 + done))
            with torch.no_grad():
                for name, p in head.named_parameters():
                    average[name].mul_(keep).add_(p, alpha=1 - keep)
            done += 1
            total += loss.item()
        print(f"epoch {epoch + 1}: {total / (len(read) // size):.3f}", flush=True)
    head.load_state_dict({**head.state_dict(), **average})
    return head.eval()


@torch.no_grad()
def write(head: RoleHead, folder: Path) -> None:
    """Write the head's weights as numpy has them, and the names, beside the model."""
    names = names_of_training()

    def linear(layer: nn.Linear) -> np.ndarray:
        found = layer.weight.T if layer.bias is None else torch.cat([layer.weight.T, layer.bias[None]])
        return found.cpu().numpy().astype(np.float16)

    layers = {name: linear(getattr(head, name)) for name in ("own", "word", "left", "right", "product", "out", "query")}
    tables = {name: getattr(head, name).weight.cpu().numpy().astype(np.float16) for name in ("path", "distance", "senses")}
    inner = head.around.out_features
    layers["around"] = head.around.weight.T.reshape(3, inner, inner).cpu().numpy().astype(np.float16)
    layers["around_bias"] = head.around.bias.cpu().numpy().astype(np.float16)
    np.savez(folder / "frames.npz", **layers, **tables, predicate=linear(head.predicate)[:, 0], prior=head.prior.cpu().numpy().astype(np.float16))
    lemmas = {lemma: list(seen.items()) for lemma, seen in names.lemmas.items()}
    data = {"roles": names.roles, "senses": names.senses, "endings": names.endings, "lemmas": lemmas}
    (folder / "frames.json").write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")


def read(head: RoleHead, folder: Path) -> dict[str, Tensor]:
    """Return the head's state as `write` has written it; raises ValueError where it is of other shapes than `head`."""
    weights = np.load(folder / "frames.npz")
    found: dict[str, Tensor] = {}
    for name, value in head.state_dict().items():
        layer, _, part = name.partition(".")
        stored = torch.from_numpy(weights["around_bias" if name == "around.bias" else layer].astype(np.float32))
        if layer == "predicate":
            stored = stored[:, None]
        if name == "around.weight":
            stored = stored.flatten(0, 1).T
        elif isinstance(getattr(head, layer), nn.Linear) and name != "around.bias":
            width = getattr(head, layer).in_features
            stored = stored[:width].T if part == "weight" else stored[width]
        if stored.shape != value.shape:
            raise ValueError(f"{folder / 'frames.npz'}: {name} is {list(stored.shape)}, expected {list(value.shape)}; train it anew")
        found[name] = stored.contiguous()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=model_folder(), help="folder of the exported model")
    parser.add_argument("--to", type=Path, help="folder to write to; by default the model's")
    parser.add_argument("--run", type=Path, help="folder of the network's training, whose head is gone on with")
    parser.add_argument("--cache", type=Path, help="file to keep what the network read in")
    parser.add_argument("--epochs", type=int)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    network = Network(1, arguments.model)
    if arguments.cache and arguments.cache.exists():
        read = pickle.loads(arguments.cache.read_bytes())
    else:
        read = read_grounds(network, CONFIG["seed"])
        if arguments.cache:
            arguments.cache.write_bytes(pickle.dumps(read))
    head = RoleHead(read[0][0].shape[1], len(network.tables.relations))
    settings = CONFIG["alone" if arguments.run is None else "further"]
    if arguments.run is not None:
        from training.export import load_model

        head.load_state_dict(load_model(arguments.run)[0].roles.state_dict())
    train(head, read, CONFIG["seed"], arguments.epochs or settings["epochs"], settings["rate"])
    write(head, arguments.to or arguments.model)


if __name__ == "__main__":
    main()
