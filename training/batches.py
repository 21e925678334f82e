"""Windows as padded tensors, with what training hides of them, and the encoder's reading of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.components.learned_claims import RELATIONS
from kgraph.components.windows import number_of
from training.data import Cue, Example, features_of
from training.model import Model

BUDGET = 2000  # pieces of a batch, padding included
MASK = 103  # the piece "[MASK]"
MASKED_NAMES = {"names": 0.05, "claims": 0.15}  # share of proper nouns the encoder does not get to see
LOST_FEATURES = 0.03  # share of words without features
UPPER = 0.04  # share of windows that are spelt as headlines in capitals
Numbers = dict[str, dict[str, int]]  # feature -> value -> number


class Batch:
    """Windows as padded tensors."""

    def __init__(
        self, examples: Sequence[Example], vocabulary: Numbers, noise: random.Random, plain: bool = False
    ) -> None:
        """With `plain`, nothing is hidden or lost."""
        self.examples = examples
        share = MASKED_NAMES["claims" if examples[0].cues is not None else "names"]
        self.pieces = pad([list(e.pieces) if plain else hide_names(e, share, noise) for e in examples])
        self.mask = self.pieces != 0
        self.first = pad([e.first for e in examples])
        self.lengths = torch.tensor([len(e.first) for e in examples])
        self.words = torch.arange(self.first.shape[1])[None] < self.lengths[:, None]
        features = [features_of(e, vocabulary) for e in examples]
        for rows in features if not plain else ():
            blur(rows, vocabulary, noise)
        self.features = pad(features)

    def relate(self, cues: Iterable[Iterable[Cue]], vocabulary: Numbers) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """For each cue of each window: the window's number, the share of each word in the cue, relations, roles."""
        found = [(n, cue) for n, group in enumerate(cues) for cue in group]
        length = self.first.shape[1]
        share = torch.zeros(len(found), length)
        for row, (_, cue) in enumerate(found):
            share[row, list(cue.words)] = 1 / len(cue.words)
        relations = pad([number_of(cue.relations, RELATIONS, vocabulary) for _, cue in found], length)
        return torch.tensor([n for n, _ in found]), share, relations, pad([cue.roles for _, cue in found], length)


def pad(rows: Sequence[Iterable[object]], length: int | None = None) -> Tensor:
    """Rows of numbers, or of rows of numbers, as one tensor with zeros behind the shorter ones."""
    arrays = [torch.as_tensor(np.asarray(row)) for row in rows]
    padded = nn.utils.rnn.pad_sequence(arrays, batch_first=True)
    missing = (length or padded.shape[1]) - padded.shape[1]
    return functional.pad(padded, (*(0, 0) * (padded.dim() - 2), 0, missing))


def hide_names(example: Example, share: float, noise: random.Random) -> list[int]:
    """The pieces with some proper nouns hidden, so that the reader learns from what stands around them."""
    pieces = list(example.pieces)
    ends = (*example.first[1:], len(pieces) - 1)
    for start, end, proper in zip(example.first, ends, example.proper, strict=True):
        if proper and noise.random() < share:
            pieces[start:end] = [MASK] * (end - start)
    return pieces


def blur(rows: np.ndarray, vocabulary: Numbers, noise: random.Random) -> None:
    """Take the features from some words, and small letters from some windows."""
    for row in rows:
        if noise.random() < LOST_FEATURES:
            row[1:5] = 0
    if noise.random() < UPPER:
        small = [vocabulary["shape"].get(shape, 0) for shape in ("a", "Aa", "aA")]
        rows[np.isin(rows[:, 0], small), 0] = vocabulary["shape"]["AA"]


def make_batches(examples: Sequence[Example], noise: random.Random) -> list[list[Example]]:
    """Windows of about the same length together, in random order."""
    order = sorted(examples, key=lambda e: len(e.pieces) + 6 * noise.random())
    batches: list[list[Example]] = [[]]
    for example in order:
        if (len(batches[-1]) + 1) * len(example.pieces) > BUDGET and batches[-1]:
            batches.append([])
        batches[-1].append(example)
    noise.shuffle(batches)
    return batches


def encode(model: Model, batch: Batch) -> Tensor:
    """The vectors of a batch's words."""
    with torch.autocast("cpu", torch.bfloat16):
        states = model.bert(batch.pieces, batch.mask)
    return model.states(states.float(), batch.first, batch.features, batch.lengths)
