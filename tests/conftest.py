"""One reader for all tests: building it takes two seconds, reading a sentence some ten milliseconds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kgraph.iris import article_iri
from kgraph.reader import Reader, ReaderSettings
from kgraph.records import Article, Reading

Read = Callable[..., Reading]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """By rules alone: what the tests of single components are about. The learned reader is used where it is named."""
    return Reader(ReaderSettings(attributions="rules"))


@pytest.fixture(scope="session")
def read(reader: Reader) -> Read:
    """`read(text, published=None, title=None)`: a text as an article of its own."""

    def read_text(text: str, published: str | None = None, title: str | None = None) -> Reading:
        return reader.read(Article("test", article_iri("test"), text, title=title, published=published))

    return read_text
