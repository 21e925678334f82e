"""Coreference as a model has learned to see it: for each phrase the earlier one that it most likely takes up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc

from kgraph.components.antecedents import Phrase, find_phrases, kind_of, relate_phrases
from kgraph.components.encoder import Chances, EncodedWindow, Encoder
from kgraph.components.windows import number_of, number_quotes
from kgraph.records import Slice

KINDS = ("kind", "role", "under")
LIKELY = -3.5  # log odds of being in a chain, below which a phrase is not looked at
NONE = -1.0  # score of taking up nothing: below 0, as a missed link costs more than it did in training
SMALL = 0.03  # antecedents less probable than this are left out
STRIP = 8  # phrases that are scored in one call: few, so that what is computed for each pair stays in the cache
ROWS, BEFORE = 200, 400  # phrases that are scored at once, and how many before them are offered as antecedents


@dataclass(frozen=True, slots=True)
class Link:
    """A phrase and the earlier ones that it may take up, each with the model's probability, the likeliest first."""

    phrase: Phrase
    antecedents: tuple[tuple[Phrase, float], ...]


def find_links(doc: Doc, encoding: Iterable[EncodedWindow], encoder: Encoder, quotes: Iterable[Slice]) -> list[Link]:
    """The likely antecedents of each phrase that has any, in order of the text."""
    rows = {i: (e, row) for e in encoding for row, i in enumerate(e.window.tokens)}
    phrases = [phrase for phrase in find_phrases(doc) if phrase.head in rows]
    if not phrases:
        return []
    kinds = number_of((kind_of(doc, phrase) for phrase in phrases), KINDS, encoder.vocabulary)
    heads = [rows[phrase.head] for phrase in phrases]
    states, names = np.stack([e.states[row] for e, row in heads]), np.stack([e.names[row] for e, row in heads])
    vectors, refers = encoder.score_phrases(states, names, kinds)
    likely = np.flatnonzero(refers > LIKELY)
    kept = [phrases[n] for n in likely]
    numbered = number_quotes(doc, quotes)
    links: list[Link] = []
    for first, last in _blocks(len(kept)):
        begin = max(0, first - BEFORE)
        some, part = kept[begin:last], likely[begin:last]
        pairs = relate_phrases(doc, some, numbered)
        for row in range(first - begin, last - begin, STRIP):
            end = min(row + STRIP, last - begin)
            near = part[:end]
            scores = encoder.score_antecedents(vectors[near], refers[near], pairs[row:end, :end].astype(np.int64), row)
            links += _best(some[:end], scores.astype(np.float64), row)
    return links


def _blocks(count: int) -> Iterator[tuple[int, int]]:
    for first in range(0, count, ROWS):
        yield first, min(count, first + ROWS)


def _best(phrases: Sequence[Phrase], scores: Chances, first: int) -> Iterator[Link]:
    for row in range(max(first, 1), len(phrases)):
        before = scores[row - first, :row]
        top = max(float(before.max()), NONE)
        powers = np.exp(before - top)
        chances = powers / (powers.sum() + np.exp(NONE - top))
        some = np.flatnonzero(chances >= SMALL)
        if some.size:
            likely = some[np.argsort(-chances[some], kind="stable")].tolist()
            yield Link(phrases[row], tuple((phrases[n], float(chances[n])) for n in likely))
