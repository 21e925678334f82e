"""Invented articles in any number: the seeds' readings with other names, places and figures, the same every time.

Each name is exchanged for one of the same length, and each figure for another one of as many digits, so that every
slice still holds what stands in the text: the graphs are those that `triples.py` writes, and pass every check. A few
names are in many articles, and many names in a few. They measure speed; kgraph has read the seeds only.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from hashlib import sha256
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kgraph.articles import Failure, load_articles
from kgraph.formats import write_formats
from kgraph.identity.graph import Merged, quads_of_identity
from kgraph.identity.groups import Link
from kgraph.iris import BASE, article_iri, slug
from kgraph.ontology import Ontology
from kgraph.reader import Reader, ReaderSettings
from kgraph.records import KgraphError, Quantity, Reading, Slice
from kgraph.triples import quads_of

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))
NAME = re.compile(r"[A-Z][a-z]{3,}")
COUNTED = re.compile(r"(?<![\d,])(?:[1-4]\d\d?|50)(?![\d,])")  # none has more digits when 49 are added
TOLD = ("text", "title", "label", "aliases", "object")  # what readings hold in words
POOLS = {"Country": 40, "Region": 100, "Settlement": 400, "Place": 400, "Person": 2000}  # names of a kind; others 300
SOUNDS = ("bcdfghjklmnprstvz", "aeiou")
BATCH = 1_000_000  # quads that are loaded at once
MOST = 50  # articles that one entity is joined over

# Places to be filled stand in a pattern as characters that no seed has: a name, a name in lower case, a figure.
UPPER, LOWER, FIGURE = 0x4E00, 0x5E00, 0x6E00
SMALL = {UPPER + i: LOWER + i for i in range(0x1000)}
KEY = re.compile(r"ns#nameKey> .*")  # where the name, too, is in lower case
NUMBER = 10**12  # a figure's place where it must be a number
PLACE = re.compile(r"([\u4e00-\u6fff])\1*|10{9}\d{3}|urn:kgraph:article:invented|[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Article:
    """An invented article: its IRI and N-Quads, and by their IRIs the names of entities and of events with figures."""

    iri: str
    text: str
    quads: str
    named: dict[str, str]
    told: dict[str, str]


class Pattern:
    """A reading, told of other people and places."""

    def __init__(self, reading: Reading, ontology: Ontology) -> None:
        named = {mention.entity for mention in reading.mentions if mention.kind == "name"}
        entities = [entity for entity in reading.entities if entity.iri in named]
        self.pools = {word: POOLS.get(e.type, 300) for e in entities for word in NAME.findall(e.label)}
        slices = [event.quantity.slice for event in reading.events if event.quantity and event.quantity.slice]
        counted = (slice.of(reading.article.text) for slice in slices)
        self.figures = sorted({int(figure) for words in counted for figure in COUNTED.findall(words)})
        marked = _Marks(reading, list(self.pools), self.figures).mark(reading)
        self.quads = _cut(
            KEY.sub(lambda line: line[0].translate(SMALL), write_formats(quads_of(marked, ontology), "nquads"))
        )
        self.text, self.digest = _cut(marked.article.text), sha256(marked.article.text.encode()).hexdigest()
        self.named = [
            (_cut(new.iri), _cut(new.label))
            for old, new in zip(reading.entities, marked.entities, strict=True)
            if old.iri in named and old.iri.startswith(reading.article.iri)
        ]
        self.told = [
            (_cut(f"{marked.article.iri}#{event.id}"), _cut(f"Casualties {event.quantity.effect} {number}"))
            for event in marked.events
            if event.quantity and (number := event.quantity.minimum)
        ]

    def write(self, number: int) -> Article:
        """The article of that number."""
        iri, more = article_iri(f"invented-{number:06}"), _draw(number, "figures", 49)
        values = {"urn:kgraph:article:invented": iri}
        for i, (word, size) in enumerate(self.pools.items()):
            name = _invent(word, _draw(number, word, size))
            values |= {chr(UPPER + i) * len(word): name, chr(LOWER + i) * len(word): name.lower()}
        for i, figure in enumerate(self.figures):
            values |= {chr(FIGURE + i) * len(str(figure)): str(figure + more), str(NUMBER + i): str(figure + more)}
        text = _fill(self.text, values)
        quads = _fill(self.quads, values | {self.digest: sha256(text.encode()).hexdigest()})
        named, told = (
            {_fill(i, values): _fill(label, values) for i, label in each} for each in (self.named, self.told)
        )
        return Article(iri, text, quads, named, told)


class _Marks:
    """Marks in a reading the places of what is exchanged."""

    def __init__(self, reading: Reading, words: list[str], figures: list[int]) -> None:
        self.iris: dict[str, str] = {}
        self.figures = {figure: NUMBER + i for i, figure in enumerate(figures)}
        self.new = {word: chr(UPPER + i) * len(word) for i, word in enumerate(words)}
        self.new |= {word.lower(): chr(LOWER + i) * len(word) for i, word in enumerate(words)}
        self.new |= {str(figure): chr(FIGURE + i) * len(str(figure)) for i, figure in enumerate(figures)}
        numbers = "|".join(map(str, figures))
        self.words = re.compile(rf"\b(?:{'|'.join(words)})\b|(?<![\d,-])(?:{numbers})(?![\d,-])")
        self.slugs = re.compile(rf"(?<=-)(?:{'|'.join(map(str.lower, words))}|{numbers})(?=-|$)")
        for entity in reading.entities:
            if entity.iri.startswith(reading.article.iri):
                local = entity.iri.removeprefix(reading.article.iri)
            else:
                local = f"known:-{slug(entity.label)}"
            local = self.slugs.sub(lambda match: self.new[match[0]], local)
            self.iris[entity.iri] = f"{BASE}{local}" if local[0] != "#" else f"urn:kgraph:article:invented{local}"
        self.iris |= {reading.article.iri: "urn:kgraph:article:invented"}

    def mark(self, value: Any, told: bool = False) -> Any:
        """The value with marks in its IRIs and, where it is `told` in words, in these; offsets, and all else, stay."""
        if isinstance(value, str):
            words = self.words.sub(lambda match: self.new[match[0]], value) if told else value
            return self.iris.get(value, words)
        if isinstance(value, tuple):
            return tuple(self.mark(each, told) for each in value)
        if not is_dataclass(value) or isinstance(value, type | Slice):
            return value
        marked = {field.name: self.mark(getattr(value, field.name), field.name in TOLD) for field in fields(value)}
        if isinstance(value, Quantity):
            marked |= {name: self.figures.get(marked[name], marked[name]) for name in ("value", "minimum", "maximum")}
        return replace(value, **marked)


def _cut(text: str) -> list[str]:
    """The text in parts, so that each place to be filled is a part."""
    ends = [0, *(end for match in PLACE.finditer(text) for end in match.span()), len(text)]
    return [text[begin:end] for begin, end in pairwise(ends) if begin < end]


def _fill(parts: list[str], values: dict[str, str]) -> str:
    return "".join(values.get(part, part) for part in parts)


def _draw(number: int, what: str, size: int) -> int:
    """A number below `size`, the small ones more often."""
    share = int.from_bytes(sha256(f"{number} {what}".encode()).digest()[:4]) / 2**32
    return int(size * share**3)


def _invent(word: str, place: int) -> str:
    """A word of the same length; the word itself is the first of its pool."""
    digest = sha256(f"{word} {place}".encode()).digest()
    letters = [SOUNDS[i % 2][digest[i % 32] % len(SOUNDS[i % 2])] for i in range(len(word))]
    return "".join(letters).capitalize() if place else word


def read_patterns() -> list[Pattern]:
    """What all invented articles are made of: the seeds, as kgraph reads them."""
    reader = Reader(ReaderSettings())
    patterns = []
    for path in SEEDS:
        article = next(load_articles([str(path)]))
        if isinstance(article, Failure):
            raise KgraphError(str(article))
        patterns.append(Pattern(reader.read(article), reader.ontology))
    return patterns


def write_articles() -> Iterator[Article]:
    """Invented articles without end, made of one seed and of the other by turns."""
    patterns = read_patterns()
    for number in count():
        yield patterns[number % len(patterns)].write(number)


def fill_store(inner: ox.Store, size: int) -> list[Article]:
    """Load invented articles until there are at least `size` quads; the first forty articles, to be asked about.

    Entities of one name are joined as one, without the care of `kgraph identity`: here the graph's size counts.
    """
    first: list[Article] = []
    named: dict[str, list[str]] = defaultdict(list)
    told: dict[str, list[str]] = defaultdict(list)
    batch, waiting, loaded = [], 0, 0
    for article in write_articles():
        batch.append(article.quads)
        waiting += article.quads.count("\n")
        first += [article] if len(first) < 40 else []
        for iri, name in article.named.items():
            named[name].append(iri)
        for iri, name in article.told.items():
            told[name].append(iri)
        if waiting >= BATCH or loaded + waiting >= size:
            inner.bulk_load("".join(batch).encode(), ox.RdfFormat.N_QUADS)
            loaded, waiting, batch = loaded + waiting, 0, []
        if loaded >= size:
            break
    joined = [*_join("entity", "same name", named), *_join("event", "same figure", told)]
    inner.bulk_extend(quad for merged in joined for quad in quads_of_identity(merged))
    return first


def _join(kind: str, reason: str, groups: dict[str, list[str]]) -> Iterator[Merged]:
    for label, members in sorted(groups.items()):
        for number, begin in enumerate(range(0, len(members), MOST)):
            some = tuple(members[begin : begin + MOST])
            links = tuple(Link(*sorted(pair), (f"{reason}: {label}",)) for pair in pairwise(some))
            if links:
                yield Merged(f"{BASE}{kind}:{slug(label)}-{number}", label, some, links)
