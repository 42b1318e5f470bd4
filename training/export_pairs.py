"""Checkpoint of the pair model -> the files that the package ships: `python -m training.export_pairs --run build/pairs/student`."""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from crossread.model_runtime.pair_marks import MARKS
from training.encoder import HEADS
from training.export import SHIPPED
from training.fuse import forget_origin, fuse_attention
from training.learning import averaged, read_checkpoint
from training.pair_network import PairModel, empty_student


class Exported(nn.Module):
    """The pair model for one pair without padding, its heads as separate outputs."""

    def __init__(self, model: PairModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pieces: Tensor, marks: Tensor) -> tuple[Tensor, ...]:
        return tuple(self.model(pieces, marks, torch.ones_like(pieces)).values())


def load_model(run: Path) -> PairModel:
    """Return the averaged weights of a run."""
    model = empty_student()
    averaged(model, read_checkpoint(run / "last.pt"))
    return model.eval()


def export(model: PairModel, out: Path) -> None:
    """Write the quantised network of a model, and temperatures of one where there are none yet.

    Weights are of 7 bits: sums of 8-bit products overflow on processors without VNNI, which then say otherwise.
    """
    out.mkdir(parents=True, exist_ok=True)
    sample = (torch.randint(5, 3000, (1, 24)), torch.cat([torch.zeros(1, 10), torch.full((1, 14), MARKS)], 1).long())
    length = torch.export.Dim("length", min=4, max=512)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            Exported(model), sample, str(plain), input_names=["pieces", "marks"], output_names=[*model.heads, "vector"],
            dynamic_shapes=({1: length}, {1: length}), dynamo=True, external_data=False,
        )  # fmt: skip
        quantize_dynamic(
            onnx.load(plain), out / "pairs.onnx", per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
            extra_options={"MatMulConstBOnly": True},
        )  # fmt: skip
    graph = onnx.load(out / "pairs.onnx")
    fuse_attention(graph, HEADS)
    forget_origin(graph)
    onnx.save(graph, out / "pairs.onnx")
    settings = out / "pairs.json"
    if not settings.exists():
        settings.write_text(json.dumps({"temperatures": dict.fromkeys(model.heads, 1.0), "joined_bias": 0.0}) + "\n", "utf-8")
    print(out / "pairs.onnx", (out / "pairs.onnx").stat().st_size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("build/pairs/student"))
    parser.add_argument("--out", type=Path, default=SHIPPED)
    arguments = parser.parse_args()
    export(load_model(arguments.run), arguments.out)


if __name__ == "__main__":
    main()
