"""Train encoder and heads together on corpora of names, attributions and coreference, and on sentences of our own.

    python -m training.train --names DIR --claims DIR --chains DIR --sentences FILE.jsonl --cache DIR --minilm DIR \\
        --out DIR [--epochs 4] [--threads 2]
    python -m training.train ... --start RUN/epoch-0.pt --frozen 2
    python -m training.train ... --mpnet DIR --only claims --frozen 3 --epochs 2
    python -m training.train ... --start RUN/epoch-3.pt --frozen 2 --epochs 7 --more CACHE... --soft SOFT.pt

The corpora hold `train.gold.jsonl`; the cache holds `names.train.spacy`, `attribution.train.spacy`,
`coref.train.spacy` and `FILE.spacy` (see training/data.py); `--minilm` holds `model.safetensors` and `vocab.txt`.
Writes one checkpoint an epoch.
The second form goes on after a first epoch in which all layers of the encoder learned, and keeps its lowest layers.
The third trains a larger encoder on claims, and the last goes on with what training/soften.py has taken from that one.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from kgraph.components.windows import WordPieces
from training.batches import Batch, Numbers, encode, make_batches, pad
from training.data import (
    KINDS,
    Chains,
    Example,
    Look,
    count_values,
    is_held_out,
    load_chains,
    load_examples,
    number_of,
)
from training.encoders import Bert, Mpnet
from training.model import Antecedents, Model
from training.soft import attach_soft

SEED = 1
RATES = {"encoder": 1.5e-4, "larger encoder": 7e-5, "heads": 1e-3}
WARMING = {"encoder": 0.02, "larger encoder": 0.06}  # share of the steps in which the rates rise
LOWER = {"encoder": 0.85, "larger encoder": 0.92}  # the rate of each layer is that of the one above it times this
REPEATED = {"sentences": 2, "chains": 1}  # times that the smaller corpora are seen in an epoch
LONGEST = 300  # phrases of an article that are seen at once
WARMTH = 2.0  # of a larger model's scores: the higher, the more what it holds for unlikely counts


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
    """The losses of the heads that a batch has labels for, and of those that a larger model has looked at."""
    states, examples = encode(model, batch), batch.examples
    losses: dict[str, Tensor] = {}
    soft = [e.soft for e in examples if e.soft is not None]
    if examples[0].names is not None:
        tags = pad([e.names for e in examples])
        # beside a teacher the corpus counts less: what it alone says is soon learned by heart
        weight = 0.5 if any(s.names is not None for s in soft) else 2
        losses["names"] = weight * model.name_chain.loss(model.names(states), tags, batch.words)
    if examples[0].cues is not None:
        tags = pad([e.cues for e in examples])
        losses["cues"] = 2 * functional.cross_entropy(model.cues(states)[batch.words], tags[batch.words])
    if soft:
        losses["soft cues"] = 2 * differ(model.cues(states), pad([s.cues for s in soft]), batch.words)
    if soft and (scored := [s.names for s in soft if s.names is not None]):
        losses["soft names"] = 2 * differ(model.names(states), pad(scored), batch.words)
    if any(e.all_cues for e in examples):
        rows, share, relations, roles = batch.relate([e.all_cues for e in examples], vocabulary)
        scores = model.role_scores(states[rows], batch.features[rows], share, relations, batch.lengths[rows])
        if examples[0].cues is not None:
            losses["roles"] = model.role_chain.loss(scores, roles, batch.words[rows])
        if soft:
            wanted = pad([part for s in soft for _, part in s.roles], scores.shape[1])
            losses["soft roles"] = differ(scores, wanted, batch.words[rows])
    return losses


def differ(scores: Tensor, wanted: Tensor, words: Tensor) -> Tensor:
    """How far scores of tags are from a larger model's, a word's mean.

    The measure is that of Hinton, Vinyals and Dean, Distilling the Knowledge in a Neural Network (2015).
    """
    mine, its = (functional.log_softmax(part[words] / WARMTH, -1) for part in (scores, wanted))
    return WARMTH**2 * functional.kl_div(mine, its, reduction="batchmean", log_target=True)


def train(
    model: Model,
    examples: list[Example],
    articles: list[Chains],
    vocabulary: Numbers,
    out: Path,
    epochs: range,
    seed: int = SEED,
) -> None:
    """Train and write a checkpoint after each epoch."""
    noise = random.Random(seed + epochs.start)
    frozen = model.bert.frozen
    trained = [p for layer in model.bert.layers[frozen:] for p in layer.parameters()]
    heads = [p for name, p in model.named_parameters() if not name.startswith("bert.")]
    size = "larger encoder" if isinstance(model.bert, Mpnet) else "encoder"
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "lr": RATES[size] * LOWER[size] ** (len(model.bert.layers) - 1 - n)}
        for n, layer in enumerate(model.bert.layers)
        if n >= frozen
    ]
    optimizer = torch.optim.AdamW([*groups, {"params": heads, "lr": RATES["heads"]}], weight_decay=0.01)
    kinds = [
        [e for e in examples if e.names is not None],
        [e for e in examples if e.cues is not None],
        [e for e in examples if e.names is None and e.cues is None],
    ]
    kinds = [kind for kind in kinds if kind]
    each = sum(len(make_batches(kind, random.Random(SEED))) for kind in kinds) + REPEATED["chains"] * len(articles)
    steps, before = epochs.stop * each, epochs.start * each
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1.0, n / (WARMING[size] * steps)) * max(0.02, 1 - (before + n) / steps)
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


def load_windows(
    options: argparse.Namespace, pieces: WordPieces, look: Look | None = None
) -> tuple[list[Example], list[Example]]:
    """The windows of the corpora of names and attributions, and those of our own sentences."""
    cache, own = options.cache, options.sentences
    return [
        *load_examples(options.names / "train.gold.jsonl", cache / "names.train.spacy", pieces, False, look),
        *load_examples(options.claims / "train.gold.jsonl", cache / "attribution.train.spacy", pieces, True, look),
    ], load_examples(own, cache / own.with_suffix(".spacy").name, pieces, True, look)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("names", "claims", "chains", "sentences", "cache", "minilm", "out"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--frozen", type=int, default=0, help="how many of the lowest layers keep what they know")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--more", type=Path, nargs="*", default=[], help="parsed corpora without labels, for --soft")
    parser.add_argument("--soft", type=Path, help="what a larger model makes of the windows (training/soften.py)")
    parser.add_argument("--mpnet", type=Path, help="train such a larger model: folder of MPNet's weights")
    parser.add_argument("--leave-chains", action="store_true", help="do not go on with coreference")
    parser.add_argument("--only", choices=("names", "claims"), help="learn this alone")
    parser.add_argument("--seed", type=int, default=SEED, help="another one makes another teacher")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    pieces = WordPieces((options.minilm / "vocab.txt").read_text("utf-8").splitlines())
    cache = options.cache
    examples, sentences = load_windows(options, pieces)
    more = [e for path in options.more for e in load_examples(None, path, pieces)]
    if options.soft:
        attach_soft([*examples, *sentences, *more], options.soft)
    examples = [e for e in examples if not is_held_out(e.article)]
    articles = load_chains(options.chains / "train.gold.jsonl", cache / "coref.train.spacy", pieces)
    articles = [a for a in articles if not is_held_out(a.article)]
    vocabulary = count_values([*examples, *sentences], articles)
    encoder = Mpnet() if options.mpnet else Bert()
    model = Model({name: len(values) + 1 for name, values in vocabulary.items()}, encoder)
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    else:
        encoder.load((options.mpnet or options.minilm) / "model.safetensors")
    model.bert.frozen = options.frozen
    first = int(options.start.stem.removeprefix("epoch-")) + 1 if options.start else 0
    print(len(examples), "windows", sum(len(e.first) for e in examples), "words", len(articles), "articles", flush=True)
    examples += REPEATED["sentences"] * sentences + more
    if options.only:
        examples = [e for e in examples if (e.cues if options.only == "claims" else e.names) is not None]
    if options.only or options.leave_chains:
        articles = []
    train(model, examples, articles, vocabulary, options.out, range(first, options.epochs), options.seed)


if __name__ == "__main__":
    main()
