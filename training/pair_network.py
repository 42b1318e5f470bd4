"""The networks that read pairs: the shipped size (MiniLM) and the teacher (MPNet), with the same marks and the same heads."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from crossread.model_runtime.network import CLS, SEP
from crossread.model_runtime.pair_marks import AROUND, MARKS, NUM_MARKS
from crossread.model_runtime.pair_model import LABELS, PARAPHRASE, RELATIONS
from training.encoder import WIDTH, Encoder, package_folder

HEAD_SIZES = {"relation": len(RELATIONS), "verdict": len(LABELS), "paraphrase": len(PARAPHRASE)}
TEACHER_SHA256 = "78c0197b"


def spread_marks(marks: nn.Embedding, second_side: Tensor | None) -> None:
    """Begin the marks: small noise, the second text told apart as in pretraining, words around a statement as in it."""
    with torch.no_grad():
        marks.weight.normal_(std=0.01)
        if second_side is not None:
            marks.weight[MARKS : 2 * MARKS] += second_side
        marks.weight[AROUND:] += marks.weight[:AROUND]


class PairModel(nn.Module):
    """An encoder with marks in the place of letter case, and a head a task over what both statements come to."""

    def __init__(self, encoder: nn.Module, width: int, dropout: float) -> None:
        super().__init__()
        self.encoder = encoder
        self.heads = nn.ModuleDict(
            {
                name: nn.Sequential(nn.Linear(4 * width, width // 2), nn.Tanh(), nn.Dropout(2 * dropout), nn.Linear(width // 2, size))
                for name, size in HEAD_SIZES.items()
            }
        )

    def pooled(self, pieces: Tensor, marks: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vector of the whole with the means of the two statements and their distance, and the first mean alone."""
        hidden = self.encoder(pieces, marks, mask)
        inside = mask.to(hidden.dtype) * (marks < AROUND).to(hidden.dtype)
        second = (marks % AROUND >= MARKS).to(hidden.dtype)
        means = []
        for part in (inside * (1 - second), inside * second):
            means.append((hidden * part[..., None]).sum(1) / part.sum(1, keepdim=True).clamp(min=1.0))
        return torch.cat([hidden[:, 0], *means, (means[0] - means[1]).abs()], -1), means[0]

    def forward(self, pieces: Tensor, marks: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """Return the logits of every head, [pairs, classes], and the unit vector of the first text, [pairs, width]."""
        found, first = self.pooled(pieces, marks, mask)
        logits = {name: head(found) for name, head in self.heads.items()}
        return {**logits, "vector": functional.normalize(first, dim=-1)}


def student(dropout: float) -> PairModel:
    """Return the network of the shipped size, its encoder pretrained."""
    encoder = Encoder(dropout)
    encoder.load_pretrained()
    kinds = load_file(str(package_folder() / "model.safetensors"))
    kind = next(v for k, v in kinds.items() if k.endswith("token_type_embeddings.weight"))
    encoder.features = nn.Embedding(NUM_MARKS, WIDTH)
    spread_marks(encoder.features, kind[1] - kind[0])
    return PairModel(encoder, WIDTH, dropout)


def empty_student() -> PairModel:
    """Return the network of the shipped size, to load trained weights into."""
    encoder = Encoder(0.0)
    encoder.features = nn.Embedding(NUM_MARKS, WIDTH)
    return PairModel(encoder, WIDTH, 0.0).eval()


class TeacherEncoder(nn.Module):
    """MPNet (base size) behind the student's interface: its vocabulary is BERT's, four places later."""

    def __init__(self, folder: Path, dropout: float) -> None:
        super().__init__()
        from transformers import MPNetConfig, MPNetModel

        config = MPNetConfig.from_pretrained(folder)
        config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout
        digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
        if not digest.startswith(TEACHER_SHA256):
            raise ValueError(f"model.safetensors: sha256 begins {digest[:8]}, expected {TEACHER_SHA256}; run  make teacher")
        model = MPNetModel(config, add_pooling_layer=False)
        state = {k.removeprefix("mpnet."): v for k, v in load_file(str(folder / "model.safetensors")).items()}
        missing, _ = model.load_state_dict(state, strict=False)
        if missing := [name for name in missing if "position_ids" not in name]:
            raise ValueError(f"the teacher's file lacks {missing[:3]}; run  make teacher")
        self.width = config.hidden_size
        self.words = model.embeddings.word_embeddings
        self.positions, self.norm = model.embeddings.position_embeddings, model.embeddings.LayerNorm
        self.layers, self.bias = model.encoder.layer, model.encoder.relative_attention_bias
        self.dropout = nn.Dropout(dropout)
        self.features = nn.Embedding(NUM_MARKS, self.width)
        spread_marks(self.features, None)
        self.compute_bias = model.encoder.compute_position_bias

    def forward(self, pieces: Tensor, marks: Tensor, mask: Tensor) -> Tensor:
        shifted = torch.where(pieces == CLS, 0, torch.where(pieces == SEP, 2, pieces + 4))
        places = torch.arange(2, pieces.shape[1] + 2, device=pieces.device)
        x = self.dropout(self.norm(self.words(shifted) + self.positions(places)[None] + self.features(marks)))
        bias = self.compute_bias(x)
        shut = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            found = layer(x, attention_mask=shut, position_bias=bias)
            x = found[0] if isinstance(found, tuple) else found
        return x


def teacher(folder: Path, dropout: float) -> PairModel:
    """Return the base-size network, its encoder pretrained (`make teacher` puts it in `folder`)."""
    encoder = TeacherEncoder(folder, dropout)
    return PairModel(encoder, encoder.width, dropout)


@dataclass(frozen=True)
class Batch:
    pieces: Tensor
    marks: Tensor
    mask: Tensor


def padded(length: int) -> int:
    """Return the length that a pair of so many pieces is padded to."""
    return -(-length // 8) * 8


def collate(encoded: list[tuple[list[int], list[int]]]) -> Batch:
    """Pad encoded pairs to one length."""
    longest = padded(max(len(pieces) for pieces, _ in encoded))
    pieces, marks = (torch.zeros(len(encoded), longest, dtype=torch.long) for _ in range(2))
    mask = torch.zeros(len(encoded), longest)
    for i, (own, own_marks) in enumerate(encoded):
        n = len(own)
        pieces[i, :n], marks[i, :n], mask[i, :n] = torch.tensor(own), torch.tensor(own_marks), 1
    return Batch(pieces, marks, mask)


def half_precision() -> torch.autocast:
    """bfloat16 where the processor multiplies it fast (AVX-512 with AMX, or a GPU); turned off by CROSSREAD_FP32=1.

    A processor with AVX2 alone only imitates it, at a fifth of the speed of 32 bits.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    fast = device == "cuda" or torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    return torch.autocast(device, torch.bfloat16, enabled=fast and not os.environ.get("CROSSREAD_FP32"))
