"""Checkpoint -> the files that the package ships: `python -m training.export --run build/model`."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from training import roles
from training.encoder import HEADS, LAYERS, UPPER, WIDTH, Reader, package_folder
from training.fuse import forget_origin, fuse_attention, give_middle
from training.learning import averaged, read_checkpoint
from training.shipped import load_shipped

SHIPPED = Path(__file__).parent.parent / "src/crossread/model_runtime/model"


class Exported(nn.Module):
    """The reader with its outputs side by side, one row a piece; what all heads do first is one product."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model
        first = model.first_layers()
        names = {place: place.removeprefix("tags.").removesuffix(".0") for place in first}
        self.sizes = {names[place]: layer.out_features for place, layer in first.items()}
        self.heads = nn.Linear(WIDTH, sum(self.sizes.values()))
        with torch.no_grad():
            self.heads.weight.copy_(torch.cat([layer.weight for layer in first.values()]))
            self.heads.bias.copy_(torch.cat([layer.bias for layer in first.values()]))

    def columns(self) -> dict[str, tuple[int, int]]:
        found, at = {}, 0
        for name, size in {**self.sizes, "certainty": 1, "hidden": WIDTH}.items():
            found[name] = (at, at + size)
            at += size
        return found

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        hidden = self.model.encoder(pieces, features, torch.ones_like(pieces))
        out = dict(zip(self.sizes, self.heads(hidden).split(list(self.sizes.values()), -1), strict=True))
        out["certainty"] = self.model.certainty[2](functional.gelu(out["certainty"]))
        for name in ("arc", "label", "link"):
            out[name] = functional.gelu(out[name])
        return torch.cat([*out.values(), hidden], -1)


def load_model(run: Path) -> tuple[Reader, dict]:
    """Return the averaged weights of a run, or those that the package ships, as rounding left them, and the labels."""
    shipped = run == SHIPPED
    labels = json.loads((run / "labels.json").read_text("utf-8"))
    sizes = {"boundary": 3, "upos": len(labels["upos"]), "lemma": len(labels["lemmas"]), "entity": len(labels["entities"])}
    model = Reader(sizes | {"source": 3, "cue": 3, "content": 3}, len(labels["relations"]))
    if shipped:
        model.encoder.load_pretrained()
        load_shipped(model, run)
    else:
        averaged(model, read_checkpoint(run / "last.pt"))
    return model.eval(), {name: value for name, value in labels.items() if name != "columns"}


def export(run: Path, out: Path, quantise: bool = True) -> None:
    model, labels = load_model(run)
    wrapped = Exported(model).eval()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        sample = (torch.randint(5, 3000, (1, 24)), torch.randint(0, 20, (1, 24)))
        length = torch.export.Dim("length", min=2, max=512)
        torch.onnx.export(
            wrapped, sample, str(plain), input_names=["pieces", "features"], output_names=["rows"],
            dynamic_shapes=({1: length}, {1: length}), dynamo=True, external_data=False,
        )  # fmt: skip
        if quantise:
            quantize_dynamic(
                onnx.load(plain), out / "reader.onnx", per_channel=True, weight_type=QuantType.QInt8, reduce_range=True,
                extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
        else:
            shutil.copy(plain, out / "reader.onnx")
    graph = onnx.load(out / "reader.onnx")
    fuse_attention(graph, HEADS)
    give_middle(graph, LAYERS - UPPER, WIDTH)
    (out / "ledger.onnx").unlink(missing_ok=True)  # it goes on from another reader's states: `training.ledger_network` makes it anew
    forget_origin(graph)
    onnx.save(graph, out / "reader.onnx")
    np.savez(
        out / "pairs.npz",
        arc=model.arc_bilinear.detach().numpy().astype(np.float16),
        label=model.label_bilinear.detach().numpy().astype(np.float16),
        link=model.link_bilinear.detach().numpy().astype(np.float16),
    )
    roles.write(model.roles, out)
    (out / "labels.json").write_text(json.dumps(labels | {"columns": wrapped.columns()}, ensure_ascii=False), "utf-8")
    shutil.copy(package_folder() / "tokenizer.json", out / "tokenizer.json")
    print({path.name: path.stat().st_size for path in sorted(out.iterdir())})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("build/model"))
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--shipped", action="store_true", help="the weights that the package ships, in place of a run's")
    parser.add_argument("--plain", action="store_true", help="fp32, not quantised: for comparing")
    arguments = parser.parse_args()
    if arguments.shipped and arguments.out == SHIPPED:
        parser.error("--shipped reads the package's weights: name another folder with --out")
    export(SHIPPED if arguments.shipped else arguments.run, arguments.out, not arguments.plain)


if __name__ == "__main__":
    main()
