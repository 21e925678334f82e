"""Train the head of coreference anew on the vectors of a trained encoder, which stay as they are.

    python -m training.chains CHECKPOINT.pt VOCABULARY.json VOCAB.txt CHAINS CACHE OUT.pt [--epochs 24]

Coreference has few articles; after the encoder has learned with them, its head alone goes on for many epochs, which
takes minutes. `CHAINS` holds `train.gold.jsonl`, `CACHE` is the parsed corpus (see training/data.py).
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path

import torch
from torch import Tensor, nn

from kgraph.components.windows import WordPieces
from training.batches import Batch, Numbers, encode, make_batches
from training.data import Chains, is_held_out, load_chains
from training.model import Antecedents, Model
from training.train import LONGEST, SEED, score_chains

RATE = 1e-3


def find_states(model: Model, article: Chains, vocabulary: Numbers) -> tuple[Tensor, Tensor]:
    """Vectors and scores of names of the head words of all phrases of an article."""
    noise = random.Random(SEED)
    found: dict[int, Tensor] = {}
    with torch.no_grad():
        for group in make_batches(article.windows, noise):
            for example, states in zip(group, encode(model, Batch(group, vocabulary, noise, plain=True)), strict=True):
                found[id(example)] = states
        states = torch.stack([found[id(article.windows[n])][word] for n, word in article.places])
        return states, model.names(states)


def train_head(head: Antecedents, known: list[tuple[Chains, Tensor, Tensor]], vocabulary: Numbers, epochs: int) -> None:
    """Train a head and print the loss of articles that are left out."""
    noise = random.Random(SEED)
    learned = [item for item in known if not is_held_out(item[0].article)]
    left = [item for item in known if is_held_out(item[0].article)]
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.02)
    steps = epochs * len(learned)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1.0, n / 100) * max(0.02, 1 - n / steps))
    for epoch in range(epochs):
        head.train()
        noise.shuffle(learned)
        total = 0.0
        for article, states, names in learned:
            begin = noise.randrange(max(1, len(article.places) - LONGEST + 1))
            part = slice(begin, begin + LONGEST)
            loss = score_chains(head, states[part], names[part], article, part, vocabulary)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(head.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        head.eval()
        with torch.no_grad():
            parts = [slice(0, LONGEST)] * len(left)
            other = [
                float(score_chains(head, s[p], n[p], a, p, vocabulary))
                for (a, s, n), p in zip(left, parts, strict=True)
            ]
        print(
            f"epoch {epoch} loss {total / len(learned):.4f} left out {sum(other) / max(1, len(other)):.4f}", flush=True
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("checkpoint", "vocabulary", "pieces", "chains", "cache", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=24)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    vocabulary: Numbers = json.loads(options.vocabulary.read_text("utf-8"))
    model = Model({name: len(values) + 1 for name, values in vocabulary.items()})
    state = torch.load(options.checkpoint, weights_only=True)
    old = {name: value for name, value in state.items() if not name.startswith("antecedents.")}
    model.load_state_dict({**model.state_dict(), **old})
    model.eval()
    pieces = WordPieces(options.pieces.read_text("utf-8").splitlines())
    articles = load_chains(options.chains / "train.gold.jsonl", options.cache, pieces)
    known = [(article, *find_states(model, article, vocabulary)) for article in articles]
    train_head(model.antecedents, known, vocabulary, options.epochs)
    torch.save(model.state_dict(), options.out)


if __name__ == "__main__":
    main()
