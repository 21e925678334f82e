"""One of a group that is called by the group's name."""

from __future__ import annotations

import pytest
from words import entity_of, mention_of

from kgraph.reader import Reader
from kgraph.records import Article, Reading


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, text: str) -> Reading:
    return reader.read(Article("members", "urn:kgraph:article:members", text))


@pytest.mark.parametrize(("text", "words", "kind"), [
    ("At least one Democrat agreed with the mayor.", "one Democrat", "description"),
    ("The Republican left Orle before noon, an aide said.", "The Republican", "description"),
    ("Republicans in Orle agreed with the mayor.", "Republicans", "name"),
    ("The Republican mayor left Orle.", "Republican", "name")])
def test_a_member_is_somebody(reader: Reader, text: str, words: str, kind: str) -> None:
    mention = mention_of(read(reader, text), words)
    assert (mention.kind, mention.type) == (kind, "Person" if kind == "description" else "Group")


def test_a_member_is_not_the_group(reader: Reader) -> None:
    text = "Ana Reyes, a Democrat, spoke in Orle. Many a Republican listened. Democrats and Republicans met."
    reading = read(reader, text)
    assert entity_of(reading, "a Democrat") == entity_of(reading, "Ana Reyes")
    assert entity_of(reading, "a Republican") != entity_of(reading, "Republicans")


def test_who_is_named_beside_it_is_who_a_description_is_of(reader: Reader) -> None:
    reading = read(reader, "Ana Reyes, a teacher from Tirma, spoke to Bo Lind, the mayor of Orle.")
    assert entity_of(reading, "a teacher") == entity_of(reading, "Ana Reyes") != entity_of(reading, "Bo Lind")
