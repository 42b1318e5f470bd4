"""The shipped int8 model -> weights to continue training from: `--start-from shipped`.

The word vectors are those of the encoder package (training leaves them alone), the rest is dequantised; half a step
of rounding stays in every weight, which the first steps of a further run take out.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.encoder import Reader
from training.roles import read as read_roles


def load_shipped(model: Reader, folder: Path) -> None:
    """Put the weights of the model in `folder` (reader.onnx, pairs.npz) into `model`, whose encoder is loaded already."""
    graph = onnx.load(str(folder / "reader.onnx")).graph
    stored = {item.name: numpy_helper.to_array(item) for item in graph.initializer}
    users: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found: dict[str, Tensor] = {}

    def keep(name: str, values: np.ndarray) -> None:
        found[name.removeprefix("model.")] = torch.from_numpy(np.array(values, np.float32))

    for name, values in stored.items():
        if name.startswith(("model.", "heads.")) and values.dtype == np.float32 and values.ndim:
            keep(name, values)
    for name in ("positions", "features"):
        key = f"model.encoder.{name}.weight"
        zero, scale = stored[f"{key}_zero_point"].astype(np.float32), stored[f"{key}_scale"]
        keep(key, (stored[f"{key}_quantized"].astype(np.float32) - zero) * scale)
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # MatMulInteger, Cast, Mul, Add of a bias, which bears the layer's name
            weight = node.input[1].removesuffix("_quantized")
            after = node
            while after.op_type != "Add":
                after = users[after.output[0]][0]
            bias = next(name for name in after.input if name in stored)
            zero = stored[f"{weight}_zero_point"].astype(np.float32)
            values = (stored[f"{weight}_quantized"].astype(np.float32) - zero) * stored[f"{weight}_scale"]
            keep(bias.removesuffix("bias") + "weight", values.T)
    for name in ("weight", "bias"):
        rows = found.pop(f"heads.{name}")
        layers = model.first_layers()
        parts = rows.split([layer.out_features for layer in layers.values()])
        found |= {f"{place}.{name}": part for place, part in zip(layers, parts, strict=True)}
    pairs = np.load(folder / "pairs.npz")
    for name in pairs.files:
        found[f"{name}_bilinear"] = torch.from_numpy(pairs[name].astype(np.float32))
    if (folder / "frames.npz").exists():
        found |= {f"roles.{name}": value for name, value in read_roles(model.roles, folder).items()}
    else:
        found |= {f"roles.{name}": value for name, value in model.roles.state_dict().items()}
    missing = set(model.state_dict()) - set(found) - {"encoder.words.weight"}
    if missing:
        raise ValueError(f"{folder}: no weights for {sorted(missing)}")
    model.load_state_dict({**model.state_dict(), **found})
