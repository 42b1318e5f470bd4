"""Teach the ledger its own upper layers, and lay their network beside the judges: `python -m training.ledger_network`.

    python -m training.ledger_network [--data CORPORA] [--docs build/ledger-docs] [--run build/ledger-network] [--passes 4]

The states of the shipped reader behind its lower layers go on through three layers of the ledger's own, which begin as the
reader's; over the vectors of the words of a candidate a small network for each section says for each sense how probably one
is right. Both are taught together on the candidates that `training.ledger` learns from: first on single articles, invented
passages and sentences of our own, then with a lower rate on the labelled stories and as much of the others. The bar of judge and
network together is the least at which they have the precision that is wanted on stories that neither has seen (FOLDS ways; the
first course is one for all). What was taught is kept in `--run` after every hundred steps, and goes on from there. Writes
`model_runtime/model/ledger.onnx` and `reading/weights/{exchange,relations}_network.npz`. The stories never looked at are not read.
"""

from __future__ import annotations

import argparse
import copy
import json
import random
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from crossread.model_runtime.network import Network
from crossread.reading.plausibility import LEAST
from training.encoder import HEADS, LAYERS, UPPER, WIDTH, Layer
from training.export import SHIPPED
from training.fuse import forget_origin, fuse_attention
from training.labels.convert import HERE
from training.ledger import SIDES, Candidates, Example, Judge, Reader, gathered, measured
from training.read_back import shipped_weights

OUT = Path(__file__).parent.parent / "src/crossread/reading/weights"
PLACES = 3  # words of a candidate: the one that says it, the item or one party, who acts
HIDDEN, DROPPED = 192, 0.2
DECAY = 0.02
WARM, LAST = 60, 0.02  # steps until the rate is whole, and the share of it that is left at the end
PIECES, LEAST_ROWS = 1500, 60  # of a batch; of fewer candidates each counts no more than of so many
AVERAGED = 0.99  # of the mean of weights that the second half of the steps leaves
KEPT_EVERY = 100
FOLDS = 3
SHARE = {"exchange": 0.4, "relations": 0.4}  # how much a network's log odds count: of .3 to .5 what finds most on stories left out
# What the judge alone accepts is kept unless both together give it less: of .15 to .55 what finds most on stories left out
KEPT = {"exchange": 0.35, "relations": 0.45}
WANTED = {"exchange": 0.65, "relations": 0.77}  # precision that records must have on stories left out
LEASTS = np.arange(0.2, 0.8, 0.01).round(2).tolist()
Array = np.ndarray
Place = tuple[int, int]  # a window, and a piece in it


@dataclass(frozen=True)
class Row:
    """A candidate as the network sees it: the section, the number of its sense, what is right, and its words' places."""

    section: str
    sense: int
    target: float
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Course:
    """How long the network is taught, in passes over `rows`, and how fast its layers and its heads learn.

    With each pass go as many windows of `besides` as there are of `rows`, others each time.
    """

    rows: Mapping[int, Sequence[Row]]
    besides: Mapping[int, Sequence[Row]]
    passes: float
    rate: float
    head_rate: float


class Upper(nn.Module):
    """The ledger's own layers: the reader's states behind its lower ones -> a vector a piece."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(UPPER))

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        bias = (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def begin_as(self, reader: Path) -> None:
        """Take the weights of a reader's upper layers."""
        weights = shipped_weights(reader)
        for i, layer in enumerate(self.layers, LAYERS - UPPER):
            at = f"layers.{i}."
            layer.load_state_dict({name.removeprefix(at): value for name, value in weights.items() if name.startswith(at)})


class Exported(nn.Module):
    """The upper layers for one window without padding."""

    def __init__(self, upper: Upper) -> None:
        super().__init__()
        self.upper = upper

    def forward(self, middle: Tensor) -> Tensor:
        found: Tensor = self.upper(middle, torch.ones_like(middle[:, :, 0]))
        return found


class Head(nn.Module):
    """The vectors of a candidate's words, one behind the other -> log odds for each sense."""

    def __init__(self, senses: int) -> None:
        super().__init__()
        self.inner, self.outer = nn.Linear(PLACES * WIDTH, HIDDEN), nn.Linear(HIDDEN, senses)
        self.dropout = nn.Dropout(DROPPED)

    def forward(self, vectors: Tensor) -> Tensor:
        found: Tensor = self.outer(self.dropout(torch.tanh(self.inner(self.dropout(vectors)))))
        return found


class LedgerNetwork(nn.Module):
    """Upper layers and a head a section; `senses` are those of each."""

    def __init__(self, senses: Mapping[str, Sequence[str]], dropout: float = 0.1) -> None:
        super().__init__()
        self.upper = Upper(dropout)
        self.heads = nn.ModuleDict({section: Head(len(own)) for section, own in senses.items()})


@dataclass
class Windows:
    """The states of texts behind the lower layers, float16, [pieces, width]; each window is (first piece, pieces)."""

    states: Array
    spans: list[Place]
    starts: dict[str, dict[int, Place]]  # text -> where a word begins in it -> its window and piece

    def rows(self, section: str, examples: Sequence[Example], senses: Sequence[str]) -> list[Row]:
        """Return candidates with the places of their words."""
        return [
            Row(section, senses.index(one.sense), one.target, tuple(self.starts[one.text][at] for at in one.offsets)) for one in examples
        ]

    def batch(self, numbers: Sequence[int]) -> tuple[Tensor, Tensor]:
        """Return the states of windows padded to one length, and which pieces are theirs."""
        longest = -(-max(self.spans[number][1] for number in numbers) // 8) * 8
        states, mask = torch.zeros(len(numbers), longest, WIDTH), torch.zeros(len(numbers), longest)
        for i, number in enumerate(numbers):
            first, size = self.spans[number]
            states[i, :size] = torch.from_numpy(self.states[first : first + size].astype(np.float32))
            mask[i, :size] = 1
        return states, mask


def windows_of(texts: Sequence[str], network: Network) -> Windows:
    """Read texts as far as the lower layers go."""
    states: list[Array] = []
    spans: list[Place] = []
    starts: dict[str, dict[int, Place]] = {}
    total = 0
    for text in texts:
        starts[text] = {}
        for window in network.middle(text):
            starts[text] |= {start: (len(spans), piece) for start, piece in window.pieces.items()}
            spans.append((total, len(window.states)))
            states.append(window.states.astype(np.float16))
            total += len(window.states)
    return Windows(np.concatenate(states), spans, starts)


def batches(windows: Windows, course: Course, order: random.Random) -> Iterator[list[int]]:
    """Yield windows of like length together, for ever."""
    numbers, others = sorted(course.rows), sorted(course.besides)
    while True:
        shuffled = numbers + order.sample(others, min(len(numbers), len(others)))
        order.shuffle(shuffled)
        made: list[list[int]] = []
        for low in range(0, len(shuffled), 256):
            batch: list[int] = []
            for number in sorted(shuffled[low : low + 256], key=lambda n: windows.spans[n][1]):
                if batch and (len(batch) + 1) * windows.spans[number][1] > PIECES:
                    made.append(batch)
                    batch = []
                batch.append(number)
            made.append(batch)
        order.shuffle(made)
        yield from made


def loss_of(net: LedgerNetwork, windows: Windows, numbers: Sequence[int], rows: Mapping[int, Sequence[Row]]) -> Tensor:
    """Return how wrong the network is of the candidates of some windows, a mean over them."""
    hidden = net.upper(*windows.batch(numbers))
    own = [(i, row) for i, number in enumerate(numbers) for row in rows[number]]
    total = hidden.new_zeros(())
    for section, head in net.heads.items():
        those = [(i, row) for i, row in own if row.section == section]
        if not those:
            continue
        at = torch.tensor([i for i, _ in those])[:, None], torch.tensor([[piece for _, piece in row.places] for _, row in those])
        odds = head(hidden[at].flatten(1)).gather(1, torch.tensor([[row.sense] for _, row in those]))[:, 0]
        right = torch.tensor([row.target for _, row in those])
        total = total + functional.binary_cross_entropy_with_logits(odds, right, reduction="sum")
    return total / max(len(own), LEAST_ROWS)


def teach(net: LedgerNetwork, windows: Windows, course: Course, path: Path) -> None:
    """Teach the network in place, from where the course was left in a file."""
    rows = {**course.besides, **course.rows}
    pieces = sum(windows.spans[number][1] for number in course.rows) * (2 if course.besides else 1)
    steps = int(course.passes * pieces / (0.9 * PIECES))
    groups = [
        {"params": list(net.upper.parameters()), "lr": course.rate},
        {"params": list(net.heads.parameters()), "lr": course.head_rate},
    ]
    learner = torch.optim.AdamW(groups, weight_decay=DECAY)
    rates = [group["lr"] for group in learner.param_groups]
    mean: dict[str, Tensor] = {}
    done = 0
    taught_on = [len(course.rows), len(course.besides), pieces, steps]
    if path.exists():
        held = torch.load(path, weights_only=True)
        if held["taught_on"] != taught_on:
            raise ValueError(f"{path} was taught on other texts ({held['taught_on']}, now {taught_on}); remove it to begin anew")
        net.load_state_dict(held["network"])
        learner.load_state_dict(held["learner"])
        mean, done = held["mean"], held["done"]
    torch.manual_seed(done)
    net.train()
    for step, batch in enumerate(batches(windows, course, random.Random(done)), done):
        if step >= steps:
            break
        part = min(1.0, (step + 1) / WARM) * max(LAST, 1 - step / steps)
        for group, rate in zip(learner.param_groups, rates, strict=True):
            group["lr"] = part * rate
        loss = loss_of(net, windows, batch, rows)
        learner.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        learner.step()
        if 2 * step > steps:
            for name, value in net.named_parameters():
                mean[name] = AVERAGED * mean[name] + (1 - AVERAGED) * value.detach() if name in mean else value.detach().clone()
        if (step + 1) % KEPT_EVERY == 0:
            torch.save({"network": net.state_dict(), "learner": learner.state_dict(), "mean": mean, "done": step + 1, "taught_on": taught_on}, path)
            print(f"step {step + 1} of {steps}: {loss.item():.3f}", flush=True)
    net.load_state_dict(net.state_dict() | mean)
    net.eval()


def hidden_of(net: LedgerNetwork, windows: Windows, numbers: Sequence[int]) -> dict[int, Array]:
    """Return what the upper layers make of windows, float16 as at reading."""
    found: dict[int, Array] = {}
    with torch.no_grad():
        for number in numbers:
            found[number] = net.upper(*windows.batch([number]))[0].numpy().astype(np.float16)
    return found


def odds_of(net: LedgerNetwork, windows: Windows, rows: Sequence[Row]) -> Array:
    """Return the log odds of candidates of one section, each word's vector from its own window, as at reading."""
    if not rows:
        return np.zeros(0)
    hidden = hidden_of(net, windows, sorted({number for row in rows for number, _ in row.places}))
    vectors = np.stack([np.concatenate([hidden[number][piece] for number, piece in row.places]) for row in rows])
    with torch.no_grad():
        told = net.heads[rows[0].section](torch.from_numpy(vectors.astype(np.float32))).numpy()
    found: Array = told[np.arange(len(rows)), [row.sense for row in rows]]
    return found


def both(judged: Array, odds: Array, share: float) -> Array:
    """Return the probability by judge and network together, as `crossread.reading.plausibility` makes it."""
    held = np.clip(judged, LEAST, 1 - LEAST)
    together: Array = 1 / (1 + np.exp(-((1 - share) * np.log(held / (1 - held)) + share * odds)))
    return together


def bar_of(own: Candidates, alone: dict[str, Array], together: dict[str, Array], bars: tuple[float, float, float]) -> float:
    """Return the least probability from which both together are precise enough on stories left out; prints it beside the judge alone.

    `bars` are that of the judge alone, the probability by both down to which what it accepts is kept, and the precision wanted.
    """
    sure, kept, wanted = bars
    stories = {name: own.stories[name] for name in alone}
    asked = {one for one in own.asked if one[0] in stories}

    def told(chances: dict[str, Array], least: float) -> tuple[float, float]:
        right, shown, met = measured(stories, chances, least)
        return 100 * right / max(shown, 1), 100 * len(met & asked) / len(asked)

    judged = told(alone, sure)
    print(f"judge alone at {sure:.2f}: {judged[0]:.1f} / {judged[1]:.1f}", flush=True)
    held = {
        name: np.where(alone[name] >= sure, np.where(chances >= kept, 1.0, 0.0), chances) for name, chances in together.items()
    }  # as `Plausibility.accepts` has it
    found = next((least for least in LEASTS if told(held, least)[0] >= 100 * wanted), LEASTS[-1])
    precision, recall = told(held, found)
    print(f"both at {found}: {precision:.1f} / {recall:.1f}", flush=True)
    return float(found)


def write_head(path: Path, head: nn.Module, senses: Sequence[str], bars: Mapping[str, float]) -> None:
    """Write the network over the vectors, as `crossread.reading.plausibility` reads it."""
    weights = {name: value.detach().numpy() for name, value in head.named_parameters()}
    np.savez_compressed(
        path,
        senses=np.array(senses),
        inner=weights["inner.weight"].T.astype(np.float16),
        inner_constant=weights["inner.bias"],
        outer=weights["outer.weight"].T.astype(np.float16),
        outer_constant=weights["outer.bias"],
        **{name: np.float32(value) for name, value in bars.items()},
    )


def write_upper(path: Path, upper: Upper) -> None:
    """Write the upper layers, quantised like the reader's (weights of 7 bits, see `training.export_pairs`)."""
    length = torch.export.Dim("length", min=2, max=512)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Exported(upper).eval(), (torch.randn(1, 24, WIDTH),), str(plain), input_names=["middle"], output_names=["vectors"],
            dynamic_shapes=({1: length},), dynamo=True, external_data=False,
        )  # fmt: skip
        quantize_dynamic(
            onnx.load(plain), path, per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    graph = onnx.load(path)
    fuse_attention(graph, HEADS)
    forget_origin(graph)
    onnx.save(graph, path)
    print(path, path.stat().st_size)


def by_window(rows: Sequence[Row]) -> dict[int, list[Row]]:
    """Return window -> its candidates; those whose words lie in two teach nothing."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if len({number for number, _ in row.places}) == 1:
            found[row.places[0][0]].append(row)
    return found


@dataclass(frozen=True)
class Courses:
    """What the network is taught on: rows of stories by section and name, and those of all else."""

    stories: Mapping[str, Mapping[str, Sequence[Row]]]
    besides: Sequence[Row]
    passes: float

    def first(self) -> Course:
        return Course(by_window(self.besides), {}, self.passes, 1.5e-4, 1.5e-3)

    def second(self, names: Collection[str]) -> Course:
        rows = [row for own in self.stories.values() for name, those in own.items() if name in names for row in those]
        return Course(by_window(rows), by_window(self.besides), self.passes / 2, 6e-5, 3.6e-4)


def left_out(
    held: Mapping[str, Candidates], windows: Windows, net: LedgerNetwork, courses: Courses, run: Path
) -> dict[str, tuple[dict[str, Array], dict[str, Array]]]:
    """Return for each section what the judge gives the candidates of stories that it has not seen, and the log odds by a
    network that has gone on from `net` without them."""
    parts = json.loads((HERE / "split.json").read_text("utf-8"))
    names = [name for name in sorted(parts["train"]) if all(name in own.stories for own in held.values())]
    found: dict[str, tuple[dict[str, Array], dict[str, Array]]] = {section: ({}, {}) for section in held}
    for fold in range(FOLDS):
        out = set(names[fold::FOLDS])
        own_net = copy.deepcopy(net)
        teach(own_net, windows, courses.second(set(names) - out), run / f"fold{fold}.pt")
        for section, own in held.items():
            judge = Judge([row for name in names if name not in out for row in own.stories[name]] + own.besides)
            for name in sorted(out):
                found[section][0][name] = judge.chances(own.stories[name])
                found[section][1][name] = odds_of(own_net, windows, courses.stories[section][name])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/stories"))
    parser.add_argument("--docs", type=Path, default=Path("build/ledger-docs"))
    parser.add_argument("--run", type=Path, default=Path("build/ledger-network"))
    parser.add_argument("--passes", type=float, default=4.0, help="over articles; over stories half as many")
    options = parser.parse_args()
    options.run.mkdir(parents=True, exist_ok=True)
    held = gathered(Reader(options.docs), options.data, list(SIDES))
    texts = {one.text for own in held.values() for rows in (*own.stories.values(), own.besides) for one in rows}
    windows = windows_of(sorted(texts), Network(folder=SHIPPED))
    senses = {
        section: sorted({one.sense for rows in (*own.stories.values(), own.besides) for one in rows}) for section, own in held.items()
    }
    besides = [
        row
        for section, own in held.items()
        for row in windows.rows(section, list({id(one): one for one in own.besides}.values()), senses[section])
    ]
    stories = {
        section: {name: windows.rows(section, rows, senses[section]) for name, rows in own.stories.items()} for section, own in held.items()
    }
    courses = Courses(stories, besides, options.passes)
    net = LedgerNetwork(senses)
    net.upper.begin_as(SHIPPED / "reader.onnx")
    teach(net, windows, courses.first(), options.run / "first.pt")
    told = left_out(held, windows, net, courses, options.run)
    teach(net, windows, courses.second({name for own in stories.values() for name in own}), options.run / "second.pt")
    write_upper(SHIPPED / "ledger.onnx", net.upper)
    for section, own in held.items():
        share, kept = SHARE[section], KEPT[section]
        alone, odds = told[section]
        with np.load(OUT / f"{section}.npz") as judge:
            sure = float(judge["least"])
        together = {name: both(alone[name], odds[name], share) for name in alone}
        least = bar_of(own, alone, together, (sure, kept, WANTED[section]))
        write_head(OUT / f"{section}_network.npz", net.heads[section], senses[section], {"share": share, "least": least, "kept": kept})


if __name__ == "__main__":
    main()
