"""Corpora for training: articles with their gold spans, parsed once by the project's own pipeline, as windows of words.

Parse a corpus (one JSON object a line, with `id` and `text`) into a cache that the training reads:

    python -m training.data CORPUS.jsonl CACHE.spacy
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy.tokens import Doc, DocBin

from kgraph.components.antecedents import Phrase, find_phrases, kind_of, relate_phrases
from kgraph.components.learned_chains import KINDS
from kgraph.components.learned_claims import RELATIONS, relate_words
from kgraph.components.quotes import find_quotes
from kgraph.components.windows import (
    FEATURES,
    Window,
    WordPieces,
    describe_words,
    find_quoted,
    find_windows,
    number_of,
    number_quotes,
)
from kgraph.components.zones import find_zones
from kgraph.reader import DEFAULT_MODEL, load_pipeline

NAMES = ("Person", "Organization", "Place", "Group")
CLASS_OF = {"Person": 0, "Organization": 1, "Location": 2, "Facility": 2, "NORP": 3}
RARE = {"path": 20, "kind": 5, "role": 5, "under": 5}  # values seen less often count as unknown

NOT_FREE = ("GUM_essay", "GUM_fiction", "GUM_letter", "GUM_podcast", "GUM_whow")  # texts under non-commercial terms
HELD_OUT = 20  # one article in so many is kept from training, for thresholds


@dataclass(frozen=True)
class Cue:
    """A cue of a window: its words, how every word stands to it, and each word's role (1 source, 2 contents)."""

    words: tuple[int, ...]
    relations: list[tuple[str, ...]]
    roles: NDArray[np.int64]


@dataclass(frozen=True)
class Soft:
    """What larger models make of a window: scores of words as cues, words x tags; of roles, for each of some cues; and
    of words as names, where a model has looked for them.
    """

    cues: NDArray[np.float32]
    roles: list[tuple[Cue, NDArray[np.float32]]]
    names: NDArray[np.float32] | None = None


@dataclass
class Example:
    """A window with its labels; `names` and `cues` are None where the corpus does not tell."""

    article: str
    pieces: tuple[int, ...]
    first: tuple[int, ...]
    features: list[tuple[str, ...]]
    proper: list[bool]
    names: NDArray[np.int64] | None = None
    cues: NDArray[np.int64] | None = None
    roles: list[Cue] = field(default_factory=list)
    soft: Soft | None = None

    @property
    def all_cues(self) -> list[Cue]:
        """The corpus' cues; where it has none, those that the larger model finds."""
        return [cue for cue, _ in self.soft.roles] if self.cues is None and self.soft else self.roles


Look = Callable[[Doc, Window, Example], None]  # is shown every window as it is made


@dataclass
class Chains:
    """An article with its phrases and the chain that each belongs to (-1: none), for the head of coreference.

    `places` holds for each phrase the window and the word of its head; `pairs` is phrases x phrases x features.
    """

    article: str
    windows: list[Example]
    places: list[tuple[int, int]]
    kinds: list[tuple[str, ...]]
    pairs: NDArray[np.int8]
    chains: NDArray[np.int64]


def parse_corpus(corpus: Path, cache: Path) -> int:
    """Parse all articles of a corpus into a cache and return their number."""
    nlp = load_pipeline(DEFAULT_MODEL)
    nlp.disable_pipes("ner")
    parsed = DocBin(attrs=["ORTH", "SPACY", "POS", "TAG", "DEP", "HEAD", "SENT_START", "LEMMA"], store_user_data=True)
    for record in read_lines(corpus):
        doc = nlp(record["text"])
        doc.user_data = {"id": record["id"]}
        parsed.add(doc)
    parsed.to_disk(cache)
    return len(parsed)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_held_out(article: str) -> bool:
    """Whether an article is kept from training, by a hash of its name."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % HELD_OUT == 0


def load_examples(
    gold: Path | None,
    cache: Path,
    pieces: WordPieces,
    claims: bool = False,
    look: Look | None = None,
) -> list[Example]:
    """All windows of a corpus with the labels of its gold file, claims or else names; `look` is shown each of them.

    A corpus without a gold file has windows without labels. Raises KeyError for an article that a gold file lacks.
    """
    golds = {record["id"]: record["gold"] for record in read_lines(gold)} if gold else None
    vocab = spacy.blank("en").vocab
    examples: list[Example] = []
    for doc in DocBin().from_disk(cache).get_docs(vocab):
        article = doc.user_data["id"]
        zones = find_zones(doc.text)
        quoted = find_quoted(doc, (quote.outer for quote in find_quotes(doc.text, zones)))
        items = golds[article] if golds is not None else []
        tags = _tag_names(doc, items) if golds is not None and not claims else []
        for window in find_windows(doc, [zone.slice for zone in zones], pieces):
            example = Example(
                article,
                window.pieces,
                window.first,
                describe_words(doc, window, quoted),
                [doc[i].pos_ == "PROPN" for i in window.tokens],
            )
            if golds is not None and claims:
                _label_claims(doc, window.tokens, items, example)
            elif golds is not None:
                example.names = np.array([tags[i] for i in window.tokens], np.int64)
            examples.append(example)
            if look is not None:
                look(doc, window, example)
    return examples


def load_chains(gold: Path, cache: Path, pieces: WordPieces) -> list[Chains]:
    """All articles of a corpus of coreference whose texts are under terms that let weights be made from them."""
    golds = {record["id"]: record["gold"] for record in read_lines(gold)}
    articles = []
    for doc in DocBin().from_disk(cache).get_docs(spacy.blank("en").vocab):
        article = doc.user_data["id"]
        if article.startswith(NOT_FREE):
            continue
        zones = find_zones(doc.text)
        quotes = [quote.outer for quote in find_quotes(doc.text, zones)]
        quoted = find_quoted(doc, quotes)
        windows = find_windows(doc, [zone.slice for zone in zones], pieces)
        examples = [
            Example(
                article,
                w.pieces,
                w.first,
                describe_words(doc, w, quoted),
                [doc[i].pos_ == "PROPN" for i in w.tokens],
            )
            for w in windows
        ]
        place = {i: (n, word) for n, w in enumerate(windows) for word, i in enumerate(w.tokens)}
        phrases = [phrase for phrase in find_phrases(doc) if phrase.head in place]
        articles.append(
            Chains(
                article,
                examples,
                [place[phrase.head] for phrase in phrases],
                [kind_of(doc, phrase) for phrase in phrases],
                relate_phrases(doc, phrases, number_quotes(doc, quotes)).astype(np.int8),
                _find_chains(doc, phrases, golds[article]),
            )
        )
    return articles


def _find_chains(doc: Doc, phrases: Sequence[Phrase], gold: Sequence[Sequence[dict[str, Any]]]) -> NDArray[np.int64]:
    """The chain of each phrase; where two mentions have one head ("A", "A and B"), the shorter one counts."""
    found = np.full(len(phrases), -1)
    place = {phrase.head: n for n, phrase in enumerate(phrases)}
    mentions = sorted((m["end"] - m["start"], m["start"], number) for number, chain in enumerate(gold) for m in chain)
    heads = {(m["end"] - m["start"], m["start"], number): m["head"] for number, chain in enumerate(gold) for m in chain}
    for mention in mentions:
        for i in reversed(_tokens(doc, [heads[mention]])):
            if i in place and found[place[i]] < 0:
                found[place[i]] = mention[2]
                break
    return found


def _tag_names(doc: Doc, items: Sequence[dict[str, Any]]) -> list[int]:
    """0 outside names; of class n, 2n + 1 the first word and 2n + 2 a further one. Names inside names do not count."""
    tags = [0] * len(doc)
    for item in items:
        if item["type"] in CLASS_OF and not item.get("nested"):
            for n, i in enumerate(_tokens(doc, [item])):
                tags[i] = 2 * CLASS_OF[item["type"]] + (1 if n == 0 else 2)
    return tags


def _tokens(doc: Doc, places: Iterable[dict[str, int]]) -> list[int]:
    found = []
    for place in places:
        span = doc.char_span(place["start"], place["end"], alignment_mode="expand")
        found += [t.i for t in span if not t.is_space] if span is not None else []
    return sorted(set(found))


def _label_claims(doc: Doc, tokens: Sequence[int], items: Sequence[dict[str, Any]], example: Example) -> None:
    place = {i: n for n, i in enumerate(tokens)}
    example.cues = np.zeros(len(tokens), np.int64)
    claims: dict[tuple[int, ...], dict[str, Any]] = {}
    for item in items:
        cue = tuple(i for i in _tokens(doc, item["cue"]) if i in place)
        if cue and item["contents"]:
            claims.setdefault(cue, item)
    every = {i for cue in claims for i in cue}
    for cue, item in claims.items():
        for n, i in enumerate(cue):
            example.cues[place[i]] = 1 if n == 0 else 2
        roles = np.zeros(len(tokens), np.int64)
        for role, name in ((1, "source"), (2, "contents")):
            roles[[place[i] for i in _tokens(doc, item[name]) if i in place]] = role
        example.roles.append(Cue(tuple(place[i] for i in cue), list(relate_words(doc, tokens, cue, every)), roles))


def count_values(examples: Iterable[Example], articles: Iterable[Chains]) -> dict[str, dict[str, int]]:
    """The vocabulary of all features, most frequent value first; numbers start at 1, as 0 stands for unknown."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in (*FEATURES, *RELATIONS, *KINDS)}
    for article in articles:
        for row in article.kinds:
            for name, value in zip(KINDS, row, strict=True):
                counts[name][value] += 1
    for example in examples:
        for row in example.features:
            for name, value in zip(FEATURES, row, strict=True):
                counts[name][value] += 1
        for cue in example.roles:
            for row in cue.relations:
                for name, value in zip(RELATIONS, row, strict=True):
                    counts[name][value] += 1
    return {
        name: {
            value: n
            for n, (value, seen) in enumerate(sorted(count.items(), key=lambda c: (-c[1], c[0])), 1)
            if seen >= RARE.get(name, 1)
        }
        for name, count in counts.items()
    }


def features_of(example: Example, vocabulary: dict[str, dict[str, int]]) -> NDArray[np.int64]:
    """The features of a window's words as numbers."""
    return number_of(example.features, FEATURES, vocabulary)


if __name__ == "__main__":
    print(parse_corpus(Path(sys.argv[1]), Path(sys.argv[2])), "articles parsed")
