"""Articles cut into windows for the encoder: a paragraph at a time, its words as pieces and with their features."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from kgraph.records import Slice

MAX_PIECES = 256  # a window's pieces, the marks at its ends included
WORD_PIECES = 16  # of an address or another endless word only the first pieces count
START, END, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
FEATURES = ("shape", "pos", "tag", "dep", "head", "quote", "edge")
Integers = NDArray[np.int64]
Vocabulary = Mapping[str, Mapping[str, int]]  # feature -> value -> number


class WordPieces:
    """Splits words into the pieces of a BERT vocabulary without case: one piece a line, "##" marks one inside a word.

    >>> pieces = WordPieces(["[CLS]", "[SEP]", "[UNK]", "storm", "##s", "-"])
    >>> pieces.split("Storms"), pieces.split("storm-storm"), pieces.split("calm")
    ((3, 4), (3, 5, 3), (2,))
    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.number = {piece: n for n, piece in enumerate(vocabulary)}
        self.start, self.end, self.unknown = (self.number[mark] for mark in (START, END, UNKNOWN))
        self._seen: dict[str, tuple[int, ...]] = {}

    def split(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one and at most `WORD_PIECES`."""
        if word not in self._seen:
            found = [n for part in _parts(word) for n in self._longest(part)]
            self._seen[word] = tuple(found[:WORD_PIECES]) or (self.unknown,)
        return self._seen[word]

    def _longest(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                number = self.number.get(("##" if start else "") + part[start:end])
                if number is not None:
                    break
            else:
                return [self.unknown]
            found.append(number)
            start = end
        return found


def _parts(word: str) -> Iterator[str]:
    """Letters without case and accents, parted at punctuation, which stands for itself."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    part = ""
    for character in plain:
        kind = unicodedata.category(character)
        if kind[0] in "PZC" or (character.isascii() and not character.isalnum()):
            if part:
                yield part
            if kind[0] not in "ZC":
                yield character
            part = ""
        else:
            part += character
    if part:
        yield part


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of an article that is read at once: its tokens, all their pieces, and each token's first piece."""

    tokens: tuple[int, ...]
    pieces: tuple[int, ...]
    first: tuple[int, ...]


def find_windows(doc: Doc, blocks: Sequence[Slice], pieces: WordPieces) -> list[Window]:
    """One window for each block of a text, more where it is too long; long blocks are parted between sentences."""
    windows: list[Window] = []
    position = 0
    for block in blocks:
        while position < len(doc) and doc[position].idx < block.start:
            position += 1
        sentences: list[list[Token]] = []
        while position < len(doc) and doc[position].idx < block.end:
            token = doc[position]
            if not sentences or token.is_sent_start:
                sentences.append([])
            if not token.is_space:
                sentences[-1].append(token)
            position += 1
        windows += [_window(tokens, pieces) for tokens in _fill(sentences, pieces)]
    return windows


def _fill(sentences: list[list[Token]], pieces: WordPieces) -> Iterator[list[Token]]:
    tokens: list[Token] = []
    room = MAX_PIECES - 2
    for sentence in sentences:
        sizes = [len(pieces.split(token.text)) for token in sentence]
        if sum(sizes) > room and tokens:
            yield tokens
            tokens, room = [], MAX_PIECES - 2
        for token, size in zip(sentence, sizes, strict=True):
            if size > room:  # a sentence longer than a window
                yield tokens
                tokens, room = [], MAX_PIECES - 2
            tokens.append(token)
            room -= size
    if tokens:
        yield tokens


def _window(tokens: list[Token], pieces: WordPieces) -> Window:
    numbers, first = [pieces.start], []
    for token in tokens:
        first.append(len(numbers))
        numbers += pieces.split(token.text)
    return Window(tuple(token.i for token in tokens), (*numbers, pieces.end), tuple(first))


def find_quoted(doc: Doc, quotes: Iterable[Slice]) -> set[int]:
    """The tokens inside quotations, their marks included."""
    places = sorted(quotes)
    quoted: set[int] = set()
    position = 0
    for token in doc:
        while position < len(places) and places[position].end <= token.idx:
            position += 1
        if position < len(places) and places[position].start < token.idx + len(token):
            quoted.add(token.i)
    return quoted


def number_quotes(doc: Doc, quotes: Iterable[Slice]) -> Integers:
    """For each token the number of the quotation that it stands in, or -1."""
    numbers = np.full(len(doc), -1)
    for number, quote in enumerate(sorted(quotes)):
        span = doc.char_span(quote.start, quote.end, alignment_mode="expand")
        if span is not None:
            numbers[span.start : span.end] = number
    return numbers


def describe_words(doc: Doc, window: Window, quoted: set[int]) -> list[tuple[str, ...]]:
    """What grammar and spelling tell of each word of a window, in the order of `FEATURES`."""
    rows: list[tuple[str, ...]] = []
    for i in window.tokens:
        token = doc[i]
        edge = "block" if i == window.tokens[0] else "sentence" if token.is_sent_start else "inside"
        rows.append(
            (
                shape_of(token.text),
                token.pos_,
                token.tag_,
                token.dep_,
                token.head.pos_,
                "in" if i in quoted else "out",
                edge,
            )
        )
    return rows


@lru_cache(maxsize=20_000)
def shape_of(word: str) -> str:
    """How a word is spelt, roughly.

    >>> [shape_of(word) for word in ("UN", "U.S.", "B", "Arvo", "al-Din", "iPhone", "town", "42", "7th", ",")]
    ['AA', 'A.', 'A', 'Aa', 'aA', 'aA', 'a', '0', '0a', ',']
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return "0" if any(c.isdigit() for c in word) else word[:1]
    if any(c.isdigit() for c in word):
        return "0A" if any(c.isupper() for c in letters) else "0a"
    if all(c.isupper() for c in letters):
        return "A" if len(word) == 1 else "A." if "." in word else "AA"
    if word[0].isupper():
        return "Aa"
    return "aA" if any(c.isupper() for c in letters) else "a"


def number_of(rows: Iterable[Sequence[str]], names: Sequence[str], vocabulary: Vocabulary) -> Integers:
    """Feature values as numbers, one row a word; 0 stands for a value never seen in training."""
    columns = zip(names, zip(*rows, strict=True), strict=True)
    return np.array([[vocabulary[name].get(value, 0) for value in column] for name, column in columns], np.int64).T
