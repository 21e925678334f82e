"""Train encoder and heads together on corpora of names, attributions and coreference, and on sentences of our own.

    python -m training.train --names DIR --claims DIR --chains DIR --sentences FILE.jsonl --cache DIR --minilm DIR \\
        --out DIR [--epochs 4] [--threads 2]
    python -m training.train ... --start RUN/epoch-0.pt --frozen 2

The corpora hold `train.gold.jsonl`; the cache holds `names.train.spacy`, `attribution.train.spacy`,
`coref.train.spacy` and `FILE.spacy` (see training/data.py); `--minilm` holds `model.safetensors` and `vocab.txt`.
Writes one checkpoint an epoch.
The second form goes on after a first epoch in which all layers of the encoder learned, and keeps its lowest layers.
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
from training.data import (
    KINDS,
    Chains,
    Example,
    count_values,
    features_of,
    is_held_out,
    load_chains,
    load_examples,
    number_of,
)
from training.model import LAYERS, Antecedents, Model

SEED = 1
BUDGET = 2000  # pieces of a batch, padding included
RATES = {"encoder": 1.5e-4, "heads": 1e-3}
MASK = 103  # the piece "[MASK]"
MASKED_NAMES = {"names": 0.05, "claims": 0.15}  # share of proper nouns the encoder does not get to see
LOST_FEATURES = 0.03  # share of words without features
LOWER = 0.85  # the rate of each layer is that of the one above it times this
REPEATED = {"sentences": 2, "chains": 1}  # times that the smaller corpora are seen in an epoch
LONGEST = 300  # phrases of an article that are seen at once
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


def encode(model: Model, batch: Batch) -> Tensor:
    """The vectors of a batch's words."""
    with torch.autocast("cpu", torch.bfloat16):
        states = model.bert(batch.pieces, batch.mask)
    return model.states(states.float(), batch.first, batch.features, batch.lengths)


def find_chain_loss(model: Model, article: Chains, vocabulary: Numbers, noise: random.Random) -> Tensor:
    """The loss of an article's chains: that of phrases being in one, and that of their antecedents."""
    begin = noise.randrange(max(1, len(article.places) - LONGEST + 1))
    part = slice(begin, begin + LONGEST)
    heads: dict[tuple[int, int], Tensor] = {}
    needed = sorted({window for window, _ in article.places[part]})
    for group in make_batches([article.windows[n] for n in needed], noise):
        states = encode(model, Batch(group, vocabulary, noise))
        number = {id(example): row for row, example in enumerate(group)}
        rows = {n: number[id(article.windows[n])] for n in needed if id(article.windows[n]) in number}
        heads |= {(n, word): states[rows[n], word] for n, word in article.places[part] if n in rows}
    states = torch.stack([heads[place] for place in article.places[part]])
    return score_chains(model.antecedents, states, model.names(states).detach(), article, part, vocabulary)


def score_chains(
    head: Antecedents, states: Tensor, names: Tensor, article: Chains, part: slice, vocabulary: Numbers
) -> Tensor:
    """The loss of some of an article's phrases, given the vectors and scores of names of their head words."""
    kinds = torch.as_tensor(number_of(article.kinds[part], KINDS, vocabulary))
    x, refers = head.phrases(states, names, kinds)
    scores = head(x, refers, torch.as_tensor(article.pairs[part, part].astype(np.int64)))
    chains = torch.as_tensor(article.chains[part])
    before = torch.ones_like(scores, dtype=torch.bool).tril(-1)
    right = before & (chains[:, None] == chains[None]) & (chains[:, None] >= 0)
    none = torch.zeros(len(chains), 1)
    every = torch.cat([none, scores.masked_fill(~before, -1e4)], 1)
    wanted = torch.cat([none.masked_fill(right.any(1, keepdim=True), -1e4), scores.masked_fill(~right, -1e4)], 1)
    loss = (torch.logsumexp(every, 1) - torch.logsumexp(wanted, 1)).mean()
    return loss + 0.3 * functional.binary_cross_entropy_with_logits(refers, (chains >= 0).float())


def find_loss(model: Model, batch: Batch, vocabulary: Numbers) -> dict[str, Tensor]:
    """The losses of the heads that a batch has labels for."""
    states = encode(model, batch)
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


def train(
    model: Model, examples: list[Example], articles: list[Chains], vocabulary: Numbers, out: Path, epochs: range
) -> None:
    """Train and write a checkpoint after each epoch."""
    noise = random.Random(SEED + epochs.start)
    frozen = model.bert.frozen
    trained = [p for layer in model.bert.layers[frozen:] for p in layer.parameters()]
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": RATES["encoder"] * LOWER ** (LAYERS - 1 - n)}
        for n, layer in enumerate(model.bert.layers)
        if n >= frozen
    ]
    optimizer = torch.optim.AdamW([*groups, {"params": heads, "lr": RATES["heads"]}], weight_decay=0.01)
    kinds = [[e for e in examples if e.names is not None], [e for e in examples if e.cues is not None]]
    each = sum(len(make_batches(kind, random.Random(SEED))) for kind in kinds) + REPEATED["chains"] * len(articles)
    steps, before = epochs.stop * each, epochs.start * each
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, n / (0.02 * steps)) * max(0.02, 1 - (before + n) / steps)
    )
    began, step = time.time(), before
    for epoch in epochs:
        model.train()
        batches: list[list[Example] | Chains] = [batch for kind in kinds for batch in make_batches(kind, noise)]
        batches += REPEATED["chains"] * articles
        noise.shuffle(batches)
        sums: dict[str, list[float]] = {}
        for group in batches:
            if isinstance(group, Chains):
                losses = {"chains": find_chain_loss(model, group, vocabulary, noise)}
            else:
                losses = find_loss(model, Batch(group, vocabulary, noise), vocabulary)
            optimizer.zero_grad()
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_([*trained, *heads], 2.0)
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
    for name in ("names", "claims", "chains", "sentences", "cache", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--frozen", type=int, default=0, help="how many of the lowest layers keep what they know")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(SEED)
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces((options.minilm / "vocab.txt").read_text("utf-8").splitlines())
    cache, own = options.cache, options.sentences
    examples = [
        *load_examples(options.names / "train.gold.jsonl", cache / "names.train.spacy", pieces, claims=False),
        *load_examples(options.claims / "train.gold.jsonl", cache / "attribution.train.spacy", pieces, claims=True),
    ]
    examples = [e for e in examples if not is_held_out(e.article)]
    sentences = load_examples(own, cache / own.with_suffix(".spacy").name, pieces, claims=True)
    articles = load_chains(options.chains / "train.gold.jsonl", cache / "coref.train.spacy", pieces)
    articles = [a for a in articles if not is_held_out(a.article)]
    vocabulary = count_values([*examples, *sentences], articles)
    model = Model({name: len(values) + 1 for name, values in vocabulary.items()})
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    else:
        model.bert.load(options.minilm / "model.safetensors")
    model.bert.frozen = options.frozen
    first = int(options.start.stem.removeprefix("epoch-")) + 1 if options.start else 0
    print(len(examples), "windows", sum(len(e.first) for e in examples), "words", len(articles), "articles", flush=True)
    examples += REPEATED["sentences"] * sentences
    train(model, examples, articles, vocabulary, options.out, range(first, options.epochs))


if __name__ == "__main__":
    main()
