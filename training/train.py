"""Train encoder and heads together on a corpus of names and one of attributions.

    python -m training.train --names DIR --claims DIR --cache DIR --minilm DIR --out DIR [--epochs 4] [--threads 2]
    python -m training.train ... --start CHECKPOINT --sentences FILE.jsonl [--epochs 1]

`--names` and `--claims` hold `train.gold.jsonl`; the cache holds `names.train.spacy` and `attribution.train.spacy`
(see training/data.py); `--minilm` holds `model.safetensors` and `vocab.txt`. Writes one checkpoint an epoch.
The second form goes on from a checkpoint with slower steps, on the corpora and further sentences (`FILE.spacy`
in the cache).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.components.learned_claims import RELATIONS
from kgraph.components.windows import WordPieces
from training.data import Example, count_values, features_of, is_held_out, load_examples, number_of
from training.model import FROZEN, Model

SEED = 1
BUDGET = 2000  # pieces of a batch, padding included
RATES = {"encoder": 1.5e-4, "heads": 1e-3}
MASK = 103  # the piece "[MASK]"
MASKED_NAMES = {"names": 0.05, "claims": 0.15}  # share of proper nouns the encoder does not get to see
LOST_FEATURES = 0.03  # share of words without features
SLOWER = 0.3  # rates of the second form
REPEATED = 4  # times that it sees the sentences in an epoch
UPPER = 0.04  # share of windows that are spelt as headlines in capitals
Numbers = dict[str, dict[str, int]]  # feature -> value -> number


class Batch:
    """Windows as padded tensors."""

    def __init__(self, examples: Sequence[Example], vocabulary: Numbers, noise: random.Random) -> None:
        self.examples = examples
        kind = "names" if examples[0].names is not None else "claims"
        self.pieces = pad([hide_names(e, MASKED_NAMES[kind], noise) for e in examples])
        self.mask = self.pieces != 0
        self.first = pad([e.first for e in examples])
        self.lengths = torch.tensor([len(e.first) for e in examples])
        self.words = torch.arange(self.first.shape[1])[None] < self.lengths[:, None]
        features = [features_of(e, vocabulary) for e in examples]
        for rows in features:
            blur(rows, vocabulary, noise)
        self.features = pad(features)

    def cues(self, vocabulary: Numbers) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """For each cue its window's number, the share of each word in it, relations, roles."""
        found = [(n, cue) for n, e in enumerate(self.examples) for cue in e.roles]
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


def find_loss(model: Model, batch: Batch, vocabulary: Numbers) -> dict[str, Tensor]:
    """The losses of the heads that a batch has labels for."""
    with torch.autocast("cpu", torch.bfloat16):
        states = model.bert(batch.pieces, batch.mask)
    states = model.states(states.float(), batch.first, batch.features, batch.lengths)
    if batch.examples[0].names is not None:
        tags = pad([e.names for e in batch.examples])
        return {"names": 2 * model.name_chain.loss(model.names(states), tags, batch.words)}
    scores = model.cues(states)
    tags = pad([e.cues for e in batch.examples])
    losses = {"cues": 2 * functional.cross_entropy(scores[batch.words], tags[batch.words])}
    if any(e.roles for e in batch.examples):
        rows, share, relations, roles = batch.cues(vocabulary)
        scores = model.role_scores(states[rows], batch.features[rows], share, relations, batch.lengths[rows])
        losses["roles"] = model.role_chain.loss(scores, roles, batch.words[rows])
    return losses


def train(model: Model, examples: list[Example], vocabulary: Numbers, out: Path, epochs: int, speed: float) -> None:
    """Train and write a checkpoint after each epoch; `speed` is a factor on all rates."""
    noise = random.Random(SEED)
    encoder = [p for layer in model.bert.layers[FROZEN:] for p in layer.parameters()]
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    groups = [{"params": encoder, "lr": speed * RATES["encoder"]}, {"params": heads, "lr": speed * RATES["heads"]}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    kinds = [[e for e in examples if e.names is not None], [e for e in examples if e.cues is not None]]
    steps = epochs * sum(len(make_batches(kind, random.Random(SEED))) for kind in kinds)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, n / (0.06 * steps)) * max(0.02, 1 - n / steps)
    )
    began, step = time.time(), 0
    for epoch in range(epochs):
        model.train()
        batches = [batch for kind in kinds for batch in make_batches(kind, noise)]
        noise.shuffle(batches)
        sums: dict[str, list[float]] = {}
        for group in batches:
            losses = find_loss(model, Batch(group, vocabulary, noise), vocabulary)
            optimizer.zero_grad()
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_([*encoder, *heads], 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            for name, loss in losses.items():
                sums.setdefault(name, []).append(float(loss.detach()))
            if step % 50 == 0:
                means = " ".join(f"{name} {np.mean(values[-100:]):.4f}" for name, values in sorted(sums.items()))
                print(f"epoch {epoch} step {step}/{steps} {time.time() - began:.0f} s {means}", flush=True)
        torch.save(model.state_dict(), out / f"epoch-{epoch}.pt")
        (out / "vocabulary.json").write_text(json.dumps(vocabulary, indent=0, ensure_ascii=False), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("names", "claims", "cache", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    for name in ("start", "sentences"):
        parser.add_argument(f"--{name}", type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces((options.minilm / "vocab.txt").read_text("utf-8").splitlines())
    names, claims, cache = options.names / "train.gold.jsonl", options.claims / "train.gold.jsonl", options.cache
    examples = [
        *load_examples(names, cache / "names.train.spacy", pieces, claims=False),
        *load_examples(claims, cache / "attribution.train.spacy", pieces, claims=True),
    ]
    examples = [e for e in examples if not is_held_out(e.article)]
    if options.start:
        vocabulary: Numbers = json.loads((options.start.parent / "vocabulary.json").read_text("utf-8"))
        parsed = cache / options.sentences.with_suffix(".spacy").name
        examples += REPEATED * load_examples(options.sentences, parsed, pieces, claims=True)
    else:
        vocabulary = count_values(examples)
    model = Model({name: len(values) + 1 for name, values in vocabulary.items()})
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    else:
        model.bert.load(options.minilm / "model.safetensors")
    print(len(examples), "windows", sum(len(e.first) for e in examples), "words", flush=True)
    train(model, examples, vocabulary, options.out, options.epochs, SLOWER if options.start else 1.0)


if __name__ == "__main__":
    main()
