"""What a larger model makes of the corpora, for the small one to learn from.

    python -m training.soften VOCABULARY.json --for-claims CLAIMS.pt [CLAIMS.pt ...] --for-names NAMES.pt \\
        --names DIR --claims DIR --sentences FILE.jsonl --cache DIR --minilm DIR --out SOFT.pt

The checkpoints are of `training.train --mpnet ... --only claims` and `--only names`, or of the small model,
which then keeps what it knows while it learns from others. The corpora and the cache are those of training/train.py. Of
several models for claims, the mean of their scores counts. Every window gets scores of cues, roles and names, also
where its own corpus does not tell of them: so the small model sees claims in world news, and names in that of politics.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from torch import Tensor

from kgraph.components.learned_claims import find_cues, relate_words
from kgraph.components.windows import Window, WordPieces
from training.batches import Batch, Numbers, encode, make_batches
from training.data import Cue, Example, Soft, load_examples
from training.encoders import Bert, Mpnet
from training.model import Model
from training.soft import save_soft
from training.train import SEED, load_windows

Seen = tuple[Doc, Window]
LEAST = 0.3  # probability of a cue's words from which a cue counts where the corpus has none


@torch.no_grad()
def soften(examples: Sequence[Example], seen: Mapping[int, Seen], models: Sequence[Model], known: Numbers) -> None:
    """Add to windows what models make of them, on average. `seen` tells for each example's id where it comes from."""
    for group in make_batches(examples, random.Random(SEED)):
        batch = Batch(group, known, random.Random(SEED), plain=True)
        looks = [(model, encode(model, batch)) for model in models]
        cues = mean([model.cues(states) for model, states in looks])
        found = [
            e.roles if e.cues is not None else list(_find_cues(*seen[id(e)], scores[: len(e.first)]))
            for e, scores in zip(group, cues, strict=True)
        ]
        roles: Iterable[NDArray[np.float32]] = []
        if any(found):
            rows, share, relations, _ = batch.relate(found, known)
            roles = mean(
                [
                    model.role_scores(states[rows], batch.features[rows], share, relations, batch.lengths[rows])
                    for model, states in looks
                ]
            )
        each = iter(roles)
        for n, example in enumerate(group):
            words = len(example.first)
            example.soft = Soft(cues[n, :words], [(cue, next(each)[:words]) for cue in found[n]])


def mean(scores: Sequence[Tensor]) -> NDArray[np.float32]:
    """The mean of several models' scores of the same words."""
    return torch.stack(list(scores)).mean(0).numpy()


@torch.no_grad()
def soften_names(examples: Sequence[Example], model: Model, known: Numbers) -> None:
    """Add to windows that another model has looked at what a model makes of their names."""
    for group in make_batches(examples, random.Random(SEED)):
        batch = Batch(group, known, random.Random(SEED), plain=True)
        scores = model.names(encode(model, batch)).numpy()
        for n, example in enumerate(group):
            if example.soft is None:
                raise ValueError(f"a window of {example.article} has no scores of cues")
            example.soft = replace(example.soft, names=scores[n, : len(example.first)])


def _find_cues(doc: Doc, window: Window, scores: NDArray[np.float32]) -> Iterator[Cue]:
    powers = np.exp(scores - scores.max(-1, keepdims=True)).astype(np.float64)
    places = list(find_cues(powers / powers.sum(-1, keepdims=True), LEAST))
    every = {window.tokens[n] for place in places for n in place}
    for place in places:
        related = relate_words(doc, window.tokens, [window.tokens[n] for n in place], every)
        yield Cue(tuple(place), list(related), np.zeros(len(window.tokens), np.int64))


def load_model(checkpoint: Path, vocabulary: Numbers) -> Model:
    """A model of either size as training left it."""
    state = torch.load(checkpoint, weights_only=True)
    encoder = Mpnet() if "bert.apart.weight" in state else Bert()
    model = Model({name: len(values) + 1 for name, values in vocabulary.items()}, encoder)
    model.load_state_dict(state)
    model.eval()
    return model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("vocabulary", type=Path)
    parser.add_argument("--for-claims", type=Path, nargs="+", required=True, help="checkpoints trained on claims")
    for name in ("names", "claims", "sentences", "cache", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="parsed corpora without labels")
    parser.add_argument("--for-names", type=Path, help="a checkpoint that was trained on names")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    vocabulary = json.loads(options.vocabulary.read_text("utf-8"))
    pieces = WordPieces((options.minilm / "vocab.txt").read_text("utf-8").splitlines())
    seen: dict[int, Seen] = {}

    def look(doc: Doc, window: Window, example: Example) -> None:
        seen[id(example)] = doc, window

    examples, sentences = load_windows(options, pieces, look)
    examples += sentences + [e for path in options.more for e in load_examples(None, path, pieces, look=look)]
    soften(examples, seen, [load_model(path, vocabulary) for path in options.for_claims], vocabulary)
    if options.for_names:
        soften_names(examples, load_model(options.for_names, vocabulary), vocabulary)
    save_soft(examples, options.out)
    print(len(examples), "windows", sum(len(e.soft.roles) for e in examples if e.soft), "cues")


if __name__ == "__main__":
    main()
