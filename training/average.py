"""The mean of several checkpoints of one run, which reads better than the last of them what no run has seen.

    python -m training.average RUN/epoch-10.pt RUN/epoch-14.pt RUN/epoch-18.pt --out RUN/mean.pt

The method is that of Izmailov and others, Averaging Weights Leads to Wider Optima and Better Generalization (2018).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def average(checkpoints: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of each tensor of numbers; of others the last.

    Raises ValueError where the checkpoints are not of one model.
    """
    if len({tuple((name, value.shape) for name, value in each.items()) for each in checkpoints}) != 1:
        raise ValueError("the checkpoints are not of one model")
    *_, last = checkpoints
    return {
        name: torch.stack([each[name] for each in checkpoints]).mean(0) if value.is_floating_point() else value
        for name, value in last.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoints", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    torch.save(average([torch.load(path, weights_only=True) for path in options.checkpoints]), options.out)


if __name__ == "__main__":
    main()
