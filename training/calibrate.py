"""Weigh the evidence for claims, so that their probabilities hold, on articles left out of training.

python -m training.calibrate WEIGHTS GOLD.jsonl CACHE.spacy [CUE CLAIM]

Fits a logistic regression and writes its weights into `reader.json`, with the least probabilities of a cue's words and
of a claim where they are given; to be run after training.export. A claim is right
when its contents and a gold claim's share at least half of all their words, and their sources share a word or are both
missing.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.tokens import DocBin

from kgraph.components.attributions import source_slice
from kgraph.components.drafts import Draft
from kgraph.components.encoder import Encoder
from kgraph.components.evidence import weigh
from kgraph.declarations import load_ontology
from kgraph.records import Slice
from training.claims import read_claims
from training.data import is_held_out, read_lines

PENALTY = 1.0  # keeps weights small where there is little evidence


@dataclass(frozen=True)
class Words:
    """The words of a claim, each by its place in the text."""

    source: frozenset[int]
    contents: frozenset[int]

    def share(self, other: Words) -> float:
        """Words of both contents in all words of either, 0 where the sources differ."""
        if not self.source & other.source and (self.source or other.source):
            return 0.0
        return len(self.contents & other.contents) / max(1, len(self.contents | other.contents))


def _words(text: str, places: Iterable[Slice]) -> frozenset[int]:
    return frozenset(m.start() for s in places for m in re.compile(r"\w+").finditer(text, s.start, s.end))


def judge(text: str, claims: Sequence[Draft], gold: Iterable[dict[str, Any]]) -> list[bool]:
    """Whether each claim is right; every gold claim makes at most one right, the best pair first."""
    found = [
        Words(
            _words(text, [source_slice(c)] if c.source is not None else []),
            _words(text, c.contents),
        )
        for c in claims
    ]
    wanted = [
        Words(*(_words(text, [Slice(s["start"], s["end"]) for s in g[k]]) for k in ("source", "contents")))
        for g in gold
    ]
    pairs = sorted((-f.share(w), i, j) for i, f in enumerate(found) for j, w in enumerate(wanted) if f.share(w) >= 0.5)
    right: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in right and j not in right.values():
            right[i] = j
    return [i in right for i in range(len(claims))]


def fit(rows: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Weights of a logistic regression by Newton's method; the first column, always 1, is not held small."""
    weights = np.zeros(rows.shape[1])
    small = np.diag([0.0] + [PENALTY] * (rows.shape[1] - 1))
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - right) + small @ weights
        weights -= np.linalg.solve(rows.T @ (rows * (chances * (1 - chances))[:, None]) + small, slope)
    return weights


def calibrate(folder: Path, gold: Path, cache: Path, cue: float = 0.3, claim: float = 0.35) -> dict[str, float]:
    """Fit the weights of the evidence and write them, with the thresholds, into a folder of weights."""
    path = folder / "reader.json"
    values = json.loads(path.read_text("utf-8"))
    encoder, ontology = Encoder(folder), load_ontology()
    golds = {record["id"]: record["gold"] for record in read_lines(gold)}
    reasons: list[dict[str, float]] = []
    right: list[bool] = []
    for doc in DocBin().from_disk(cache).get_docs(spacy.blank("en").vocab):
        if is_held_out(doc.user_data["id"]):
            claims = read_claims(doc, encoder, ontology, cue, 0)[1]
            reasons += [weigh(doc.text, c) for c in claims]
            right += judge(doc.text, claims, golds[doc.user_data["id"]])
    names = list(dict.fromkeys(name for reason in reasons for name in reason))
    weights = fit(np.array([[reason.get(name, 0.0) for name in names] for reason in reasons]), np.array(right, float))
    values["evidence"] = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    values["thresholds"] = {"cue": cue, "claim": claim}
    path.write_text(json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    evidence: dict[str, float] = values["evidence"]
    return evidence


if __name__ == "__main__":
    print(calibrate(*map(Path, sys.argv[1:4]), *map(float, sys.argv[4:])))
