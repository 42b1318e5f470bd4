"""What the trainings of both networks share: rates by layer, a step, the average of the weights, and where to resume.

A rate rises while warming up, then falls in a line to `least_rate` of its top. The average over the steps (of the last
1 / (1 - `average`), about) is what ships: it is steadier than the last weights.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from training.encoder import Encoder


def averaged(model: nn.Module, state: dict[str, Any]) -> None:
    """Load a checkpoint's averaged weights; what is not trained keeps the value that it has in the checkpoint."""
    model.load_state_dict({**state["model"], **state["average"]})


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Read a checkpoint onto the processor, wherever it was made."""
    state: dict[str, Any] = torch.load(path, map_location="cpu", weights_only=False)
    return state


class Learner:
    """A network being trained. `settings` are those of config.json or pairs.json; the encoder's word vectors stay as they are."""

    def __init__(self, model: nn.Module, encoder: Encoder, settings: dict[str, Any]) -> None:
        self.model, self.settings, self.done = model, settings, 0
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        model.to(self.device)
        encoder.words.weight.requires_grad_(False)
        self.trained = {name: p for name, p in model.named_parameters() if p.requires_grad}
        self.average = {name: p.detach().clone() for name, p in self.trained.items()}
        groups = [{**group, "lr": 0.0} for group in self._groups(encoder)]
        self.optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.began = time.time()

    def _groups(self, encoder: Encoder) -> list[dict[str, Any]]:
        """Return the rates: heads and the marks beside the words fastest, each lower layer a little slower."""
        base, decay, head = (self.settings[name] for name in ("encoder_rate", "layer_decay", "head_rate"))
        found = [
            {"params": list(layer.parameters()), "top": base * decay ** (len(encoder.layers) - 1 - i)}
            for i, layer in enumerate(encoder.layers)
        ]
        lowest = [
            p for name, p in encoder.named_parameters() if p.requires_grad and not name.startswith(("layers.", "features."))
        ]
        found.append({"params": lowest, "top": base * decay ** len(encoder.layers)})
        taken = {id(p) for group in found for p in group["params"]}
        return [*found, {"params": [p for p in self.trained.values() if id(p) not in taken], "top": head}]

    @property
    def spent(self) -> float:
        """Seconds of training, those before a stop included."""
        return time.time() - self.began

    def resume(self, path: Path) -> dict[str, Any]:
        """Go on from a checkpoint; returns it."""
        state = read_checkpoint(path)
        self.model.load_state_dict(state["model"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = {name: value.to(self.device) for name, value in state["average"].items()}
        self.done, self.began = state["step"], time.time() - state["spent"]
        print(f"resumed at step {self.done}", flush=True)
        return state

    def step(self, loss: Tensor, progress: float, warm_up: int) -> None:
        """Follow the gradient of a loss; `progress` is the share of the run that is over."""
        rate = min(1.0, self.done / warm_up) * max(self.settings.get("least_rate", 0.0), 1 - progress)
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * rate
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(list(self.trained.values()), 1.0)
        self.optimiser.step()
        keep = min(self.settings["average"], (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            for name, p in self.trained.items():
                self.average[name].mul_(keep).add_(p, alpha=1 - keep)
        self.done += 1

    def save(self, path: Path, **more: object) -> None:
        """Write a checkpoint, whole or not at all."""
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "average": self.average}
        torch.save({**state, "step": self.done, "spent": self.spent, **more}, path.with_suffix(".new"))
        path.with_suffix(".new").rename(path)
