"""Weigh the evidence for claims, so that their probabilities hold, on articles left out of training.

python -m training.calibrate WEIGHTS GOLD.jsonl CACHE.spacy

Fits a logistic regression and writes its weights into `reader.json`; to be run after training.export. A claim is right
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
from spacy.tokens import Doc, DocBin

from kgraph.components.encoder import Encoder, Thresholds
from kgraph.components.learned_claims import LearnedClaim, find_learned_claims, weigh
from kgraph.components.quotes import find_quotes
from kgraph.components.zones import find_zones
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


def _words(text: str, places: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(m.start() for start, end in places for m in re.compile(r"\w+").finditer(text, start, end))


def judge(text: str, claims: Sequence[LearnedClaim], gold: Iterable[dict[str, Any]]) -> list[bool]:
    """Whether each claim is right; every gold claim makes at most one right, the best pair first."""
    found = [
        Words(
            _words(text, [(c.source_span.start, c.source_span.end)] if c.source_span else []),
            _words(text, [(s.start, s.end) for s in c.contents]),
        )
        for c in claims
    ]
    wanted = [
        Words(*(_words(text, [(s["start"], s["end"]) for s in g[k]]) for k in ("source", "contents"))) for g in gold
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


def calibrate(folder: Path, gold: Path, cache: Path) -> dict[str, float]:
    """Fit the weights of the evidence and write them into a folder of weights."""
    path = folder / "reader.json"
    values = json.loads(path.read_text("utf-8"))
    encoder = Encoder(folder)
    golds = {record["id"]: record["gold"] for record in read_lines(gold)}
    reasons: list[dict[str, float]] = []
    right: list[bool] = []
    for doc in DocBin().from_disk(cache).get_docs(spacy.blank("en").vocab):
        if is_held_out(doc.user_data["id"]):
            claims = read_claims(doc, encoder)
            reasons += [weigh(doc, claim) for claim in claims]
            right += judge(doc.text, claims, golds[doc.user_data["id"]])
    weights = fit(np.array([list(r.values()) for r in reasons]), np.array(right, float))
    values["evidence"] = {name: round(float(weight), 4) for name, weight in zip(reasons[0], weights, strict=True)}
    path.write_text(json.dumps(values, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
    evidence: dict[str, float] = values["evidence"]
    return evidence


def read_claims(doc: Doc, encoder: Encoder) -> list[LearnedClaim]:
    """All claims of an article whose cues are likely enough, however unlikely they are as a whole."""
    zones = find_zones(doc.text)
    quotes = find_quotes(doc.text, zones)
    encoding = encoder.encode(doc, [zone.slice for zone in zones], [quote.outer for quote in quotes])
    return find_learned_claims(doc, encoding, encoder, Thresholds(encoder.thresholds.cue, 0))


if __name__ == "__main__":
    print(calibrate(*map(Path, sys.argv[1:4])))
