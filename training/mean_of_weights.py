"""The mean of a pair model's weights at several points: `python -m training.mean_of_weights OUT.pt RUN.pt …`.

Weights late in a run are surer than they are right; the mean with earlier ones reads unseen stories better (model soup,
Wortsman et al. 2022) and is better calibrated. Of each checkpoint the average over its last steps is taken.
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch

from training.learning import averaged, read_checkpoint
from training.pair_network import empty_student


def main() -> None:
    out, *runs = map(Path, sys.argv[1:])
    states = []
    for run in runs:
        model = empty_student()
        averaged(model, read_checkpoint(run))
        states.append(model.state_dict())
    mean = {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"model": mean, "average": {}}, out)


if __name__ == "__main__":
    main()
