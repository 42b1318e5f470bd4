"""Runs the shipped network: text -> one row of numbers an atom. Needs onnxruntime, not torch."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from crossread.errors import MissingExtra, UsageError
from crossread.model_runtime.pre_tokens import NUM_FEATURES, features_of, find_atoms
from crossread.model_runtime.word_pieces import word_pieces

# Pieces a window, chosen on dev for all heads together (docs/decisions/one-window.md): trees do not mind, speech, whose
# parts lie far apart, gains.
WINDOW = 240
CLS, SEP, UNK = 101, 102, 100
MODEL_VARIABLE = "CROSSREAD_MODEL"  # names the folder of a model of one's own, as `training.export` writes it
DEVICE_VARIABLE = "CROSSREAD_DEVICE"  # cpu (if it is not set) or cuda, in this process and in every worker
PROVIDERS = {"cpu": ["CPUExecutionProvider"], "cuda": ["CUDAExecutionProvider", "CPUExecutionProvider"]}
# onnxruntime 1.32 has a slow kernel for the two fused: with it the whole network takes 13% longer (AVX2).
SLOW_FUSIONS = ["SkipLayerNormFusion"]
_STRONG = re.compile(r"\n\s*")
_WEAK = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


def model_folder() -> Path:
    """Return the folder of the model: the shipped one, or what the variable CROSSREAD_MODEL names."""
    return Path(os.environ.get(MODEL_VARIABLE) or str(files("crossread.model_runtime").joinpath("model")))


def open_session(path: Path, threads: int, disabled: Sequence[str] = ()) -> Any:
    """Return an onnxruntime session of a network on the device that is asked for, without the fusions in `disabled`."""
    import onnxruntime

    wanted = providers(onnxruntime.get_available_providers())
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path), options, providers=wanted, disabled_optimizers=list(disabled) or None
    )


def providers(available: Sequence[str]) -> list[str]:
    """Return where the networks run, by the variable CROSSREAD_DEVICE.

    Raises UsageError for a device of no meaning, MissingExtra where the runtime for a GPU is not installed.
    """
    device = os.environ.get(DEVICE_VARIABLE) or "cpu"
    if device not in PROVIDERS:
        raise UsageError(f"{DEVICE_VARIABLE} is {device!r}; it may be {' or '.join(PROVIDERS)}")
    if PROVIDERS[device][0] not in available:
        raise MissingExtra("reading on a GPU", "onnxruntime-gpu", "gpu")
    return PROVIDERS[device]


@dataclass(frozen=True)
class Tables:
    """Label tables and the weights of the pairwise heads."""

    upos: list[str]
    relations: list[str]
    lemmas: list[str]
    entities: list[str]
    columns: dict[str, tuple[int, int]]
    arc: np.ndarray
    label: np.ndarray
    link: np.ndarray

    @property
    def types(self) -> list[str]:
        """Return the types of names in the order of the tags."""
        return [tag[2:] for tag in self.entities if tag.startswith("B-")]


@dataclass(frozen=True)
class AtomRows:
    """What the network says: `atoms` are (start, end) in the text, `rows[i]` belongs to atom i.

    `ledger` are the vectors of the ledger's own upper layers, float16, a row an atom; None of a model without them.
    """

    atoms: list[tuple[int, int]]
    rows: np.ndarray
    tables: Tables
    ledger: np.ndarray | None = None

    def of(self, name: str) -> np.ndarray:
        """Return the columns of one head."""
        start, end = self.tables.columns[name]
        return self.rows[:, start:end]


@dataclass(frozen=True)
class MiddleStates:
    """What the lower layers make of one window, [pieces, width]; `pieces` says for each offset of the text at which an
    atom begins which piece is its first."""

    states: np.ndarray
    pieces: dict[int, int]


class Network:
    """The quantised encoder with all heads. Windows run one at a time: int8 scales then never depend on a batch.

    Beside it stand the upper layers of the ledger (`training.ledger_network`), which go on from its `middle` states:
    they were taught on those of this encoder, so a model of one's own has none until they are taught anew.
    """

    def __init__(self, threads: int = 1, folder: Path | None = None) -> None:
        folder = folder or model_folder()
        self.folder = folder
        self.session = open_session(folder / "reader.onnx", threads, SLOW_FUSIONS)
        upper = folder / "ledger.onnx"
        goes_on = upper.exists() and any(output.name == "middle" for output in self.session.get_outputs())
        self.upper = open_session(upper, threads, SLOW_FUSIONS) if goes_on else None
        self.tables = load_tables(folder)
        self.pieces = word_pieces(folder / "tokenizer.json", UNK, kept=200_000)

    def __call__(self, text: str) -> AtomRows:
        """Read `text`; rows are float32 of the width of all heads together."""
        atoms = find_atoms(text)
        width = max(end for _, end in self.tables.columns.values())
        if not atoms:
            return AtomRows([], np.zeros((0, width), np.float32), self.tables)
        rows, ledger = zip(*(self._run(feed, first) for feed, first in self._feeds(text, atoms)), strict=True)
        upper = np.concatenate(ledger) if self.upper is not None else None
        return AtomRows(atoms, np.concatenate(rows), self.tables, upper)

    def middle(self, text: str) -> Iterator[MiddleStates]:
        """Yield for each window the states that the ledger's layers go on from; for teaching those layers."""
        atoms = find_atoms(text)
        begin = 0
        for feed, first in self._feeds(text, atoms):
            states = self.session.run(["middle"], feed)[0][0]
            places = zip(atoms[begin : begin + len(first)], np.minimum(first, len(states) - 1).tolist(), strict=True)
            yield MiddleStates(states, {start: at for (start, _), at in places})
            begin += len(first)

    def _feeds(
        self, text: str, atoms: list[tuple[int, int]]
    ) -> Iterator[tuple[dict[str, np.ndarray], list[int]]]:
        """Yield each window of a text as the network takes it, and the place of each of its atoms' first piece."""
        ids = [self.pieces(text[start:end]) for start, end in atoms]
        for begin, end in windows(text, atoms, [len(i) for i in ids], WINDOW):
            yield self.feed(text, atoms[begin:end], ids[begin:end])

    def feed(
        self, text: str, atoms: list[tuple[int, int]], ids: list[tuple[int, ...]]
    ) -> tuple[dict[str, np.ndarray], list[int]]:
        """Return one window as the network takes it, and the place of each atom's first piece."""
        pieces, features, first = [CLS], [NUM_FEATURES], []
        for own, feature in zip(ids, features_of(text, atoms), strict=True):
            first.append(len(pieces))
            pieces += own
            features += [feature] * len(own)
        pieces.append(SEP)
        features.append(NUM_FEATURES)
        return {"pieces": np.array([pieces[:512]], np.int64), "features": np.array([features[:512]], np.int64)}, first

    def _run(self, feed: dict[str, np.ndarray], first: list[int]) -> tuple[np.ndarray, np.ndarray | None]:
        if self.upper is None:
            rows: np.ndarray = self.session.run(["rows"], feed)[0][0]
            return rows[np.minimum(first, len(rows) - 1)], None
        rows, middle = self.session.run(["rows", "middle"], feed)
        upper = self.upper.run(None, {"middle": middle})[0][0]
        at = np.minimum(first, len(upper) - 1)
        return rows[0][at], upper[at].astype(np.float16)


@lru_cache(maxsize=4)
def load_tables(folder: Path) -> Tables:
    """Read label tables and pairwise weights from the model's folder."""
    data = json.loads((folder / "labels.json").read_text("utf-8"))
    weights = np.load(folder / "pairs.npz")
    return Tables(
        data["upos"],
        data["relations"],
        data["lemmas"],
        data["entities"],
        {name: (a, b) for name, (a, b) in data["columns"].items()},
        *(weights[name].astype(np.float32) for name in ("arc", "label", "link")),
    )


def windows(text: str, atoms: list[tuple[int, int]], sizes: list[int], limit: int) -> Iterator[tuple[int, int]]:
    """Yield stretches of atoms of at most `limit` pieces, cut at paragraphs, else sentences, else anywhere."""
    begin, total = 0, len(atoms)
    while begin < total:
        end, size = begin, 0
        while end < total and (end == begin or size + sizes[end] <= limit):
            size += sizes[end]
            end += 1
        if end < total:
            half = begin + (end - begin) // 2
            end = _cut(text, atoms, half, end, _STRONG) or _cut(text, atoms, half, end, _WEAK) or end
        yield begin, end
        begin = end


def _cut(text: str, atoms: list[tuple[int, int]], low: int, high: int, pattern: re.Pattern[str]) -> int | None:
    """Return the last atom in (low, high] that a break stands right before."""
    for at in range(high, low, -1):
        if at >= len(atoms):
            continue
        before, start = atoms[at - 1][1], atoms[at][0]
        found = pattern.match(text, before)
        if found and found.end() == start:
            return at
    return None
