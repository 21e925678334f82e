"""What a larger model makes of windows, as a file, and back at the windows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from training.data import Cue, Example, Soft


def save_soft(examples: Sequence[Example], path: Path) -> None:
    """Write what was added to windows, in their order."""
    rows = []
    for example in examples:
        if example.soft is None:
            raise ValueError(f"a window of {example.article} was not looked at")
        own = example.cues is None  # cues that the corpus does not hold have to be kept, too
        rows.append(
            {
                "article": example.article,
                "cues": torch.from_numpy(example.soft.cues).half(),
                "roles": [torch.from_numpy(scores).half() for _, scores in example.soft.roles],
                "own": [(cue.words, cue.relations) for cue, _ in example.soft.roles] if own else [],
                "names": None if example.soft.names is None else torch.from_numpy(example.soft.names).half(),
            }
        )
    torch.save(rows, path)


def attach_soft(examples: Sequence[Example], path: Path) -> None:
    """Give windows back what was written for them. Raises ValueError where they are not the same windows."""
    rows = torch.load(path, weights_only=True)
    if len(rows) != len(examples):
        raise ValueError(f"{path} is of {len(rows)} windows, the corpora have {len(examples)}")
    for row, example in zip(rows, examples, strict=True):
        if row["article"] != example.article or len(row["cues"]) != len(example.first):
            raise ValueError(f"{path} is of other windows than those of {example.article}")
        nothing = np.zeros(len(example.first), np.int64)
        cues = example.roles if example.cues is not None else [Cue(*cue, nothing) for cue in row["own"]]
        scores = [part.float().numpy() for part in row["roles"]]
        names = None if row["names"] is None else row["names"].float().numpy()
        example.soft = Soft(row["cues"].float().numpy(), list(zip(cues, scores, strict=True)), names)
