"""A shipped pair network -> a checkpoint to begin from: `python -m training.read_back [--whole] PAIRS.onnx OUT.pt`.

The weights are int8; what rounding took is small beside what a new training changes. Word vectors are those of the
pretrained encoder, which no training changes. Marks of a network that knows no statements within sentences are doubled:
words around a statement begin like words in it. Heads begin anew.

The encoder is laid half way (`FORMER_SHARE`) between the former network and the pretrained one: of the pairs of one unit
in the tune stories the 12 nearest by vectors hold 51% with the former network's encoder, 72% with the pretrained one,
68% with the mean of both, which keeps most of what the former learnt about comparing. With `--whole` it is the shipped network itself, heads and all.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from crossread.model_runtime.pair_marks import NUM_MARKS
from training.encoder import LAYERS
from training.pair_network import PairModel, student

FORMER_SHARE = 0.5
PRODUCTS = ("qkv", "out", "up", "down")


def _plain(held: dict[str, np.ndarray], name: str) -> Tensor:
    """Return weights as they were before rounding, but for what it took."""
    zero = held[f"{name}_zero_point"].astype(np.float32)
    return torch.from_numpy((held[f"{name}_quantized"].astype(np.float32) - zero) * held[f"{name}_scale"])


def shipped_weights(path: Path) -> dict[str, Tensor]:
    """Return the encoder's weights in a quantised graph, by their name in `training.encoder.Encoder`."""
    graph = onnx.load(path).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {
        name.removeprefix("model.encoder."): torch.from_numpy(value.copy())
        for name, value in held.items()
        if name.startswith("model.encoder.") and value.dtype == np.float32 and value.ndim == 1
    }
    products = [i.name.removesuffix("_quantized") for i in graph.initializer if i.name.endswith("_quantized")]
    products = [name for name in products if name.startswith("val_")]
    if len(products) < LAYERS * len(PRODUCTS):
        raise ValueError(f"{path}: {len(products)} products, expected {LAYERS * len(PRODUCTS)}; is this a pair network?")
    for i, name in enumerate(products[: LAYERS * len(PRODUCTS)]):
        found[f"layers.{i // len(PRODUCTS)}.{PRODUCTS[i % len(PRODUCTS)]}.weight"] = _plain(held, name).T.contiguous()
    for name in ("positions", "features"):
        found[f"{name}.weight"] = _plain(held, f"model.encoder.{name}.weight")
    return found


def shipped_heads(path: Path) -> dict[str, Tensor]:
    """Return the weights of the heads in a quantised graph, by their name in `training.pair_network.PairModel`."""
    held = {i.name.removeprefix("model."): numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    found = {name: torch.from_numpy(value.copy()) for name, value in held.items() if name.startswith("heads.") and name.endswith(".bias")}
    turned = [name.removesuffix("_quantized") for name in held if name.startswith("heads.") and name.endswith("_Transposed_quantized")]
    return found | {name.removesuffix("_Transposed"): _plain(held, name).T.contiguous() for name in turned}


def whole_network(path: Path) -> PairModel:
    """Return a shipped network as it is, but for what rounding took."""
    model = student(0.0)
    state = {f"encoder.{name}": value for name, value in shipped_weights(path).items()} | shipped_heads(path)
    missing, unknown = model.load_state_dict(state, strict=False)
    if unknown or missing != ["encoder.words.weight"]:
        raise ValueError(f"{path}: {missing[1:3]} missing, {unknown[:3]} unknown")
    return model


def begun_from(path: Path) -> PairModel:
    """Return a student whose encoder is that of a shipped network."""
    model, weights = student(0.0), shipped_weights(path)
    marks = weights["features.weight"]
    weights["features.weight"] = marks.repeat(NUM_MARKS // len(marks), 1)
    pretrained = model.encoder.state_dict()
    weights = {name: FORMER_SHARE * own + (1 - FORMER_SHARE) * pretrained[name] for name, own in weights.items()}
    missing, unknown = model.encoder.load_state_dict(weights, strict=False)
    if unknown or missing != ["words.weight"]:
        raise ValueError(f"{path}: {missing[1:3]} missing, {unknown[:3]} unknown")
    return model


def main() -> None:
    path, out = (Path(name) for name in sys.argv[1:] if name != "--whole")
    model = whole_network(path) if "--whole" in sys.argv else begun_from(path)
    torch.save({"model": model.state_dict(), "average": {}}, out)


if __name__ == "__main__":
    main()
