"""Steps that see the rounding: weights and inputs as the shipped network has them, gradients as if nothing were rounded.

As `training.export` quantises: weights a row of 7 bits (`reduce_range`), symmetric; inputs a tensor of 8 bits, as wide as they
are. The straight-through estimate of Bengio et al. (2013), "Estimating or propagating gradients through stochastic neurons".
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

WEIGHT_STEPS, INPUT_STEPS = 63, 255


class RoundedLinear(nn.Linear):
    """A linear layer that multiplies what is left of its weights and inputs by rounding."""

    def forward(self, input: Tensor) -> Tensor:
        return functional.linear(_as_eight_bits(input), _as_seven_bits(self.weight), self.bias)


def see_rounding(model: nn.Module) -> None:
    """Let all linear layers of a model see the rounding; the names of its weights stay."""
    for layer in model.modules():
        if type(layer) is nn.Linear:
            layer.__class__ = RoundedLinear


def _as_seven_bits(weight: Tensor) -> Tensor:
    scale = weight.detach().abs().amax(1, keepdim=True).clamp(min=1e-8) / WEIGHT_STEPS
    return _past_rounding(weight, torch.round(weight / scale) * scale)


def _as_eight_bits(values: Tensor) -> Tensor:
    low, high = values.detach().amin().clamp(max=0), values.detach().amax().clamp(min=0)
    scale = (high - low).clamp(min=1e-8) / INPUT_STEPS
    return _past_rounding(values, torch.round((values - low) / scale) * scale + low)


def _past_rounding(value: Tensor, rounded: Tensor) -> Tensor:
    return value + (rounded - value).detach()
