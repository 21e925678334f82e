"""What is in a store, what read it, and that what is stale is read again from the store's own text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from readings import border_reading, small_ontology

from kgraph.decisions import decide
from kgraph.reader import Reader, ReaderSettings, name_versions
from kgraph.records import Article, KgraphError
from kgraph.status import find_size, find_status, join_versions, load_article
from kgraph.store import Store
from kgraph.triples import quads_of

BORDER = "urn:kgraph:article:border"
OLD, NEW = (("kgraph 0.0.9", "model none 1.0", "ontology 0"), ("kgraph 0.1.0", "model none 1.0", "ontology 0"))


@pytest.fixture
def store() -> Store:
    older = replace(border_reading("older"), made_by=(("kgraph", "0.0.9"), *border_reading().made_by[1:]))
    untold = replace(border_reading("untold"), made_by=())
    made = Store()
    for reading in (border_reading(), older, untold):
        made.replace(reading.article.iri, quads_of(reading, small_ontology()))
    return made


def test_counts(store: Store) -> None:
    decide(store, "confirmed", [f"{BORDER}#event-38-42"], [], "Lena Okoro", "2021-05-09", None)
    counts = dict(find_status(store).counts)
    # Three articles of four claims, four events and six entities of its own; three more are known names.
    assert counts == {"articles": 3, "claims": 12, "events": 12, "entities": 3 * 6 + 3, "one over articles": 0,
                      "decisions": 1, "quads": len(store)}


def test_an_empty_store() -> None:
    status = find_status(Store())
    assert {count for _, count in status.counts} == {0} and status.readers == {} and status.stale(NEW) == []


def test_stale_is_what_others_read(store: Store) -> None:
    status = find_status(store)
    older, untold = "urn:kgraph:article:older", "urn:kgraph:article:untold"
    assert status.readers == {(): [untold], OLD: [older], NEW: [BORDER]}
    assert status.stale(NEW) == [older, untold]
    assert status.stale(OLD) == [BORDER, untold]


def test_a_reading_names_the_versions_of_its_reader(reader: Reader) -> None:
    read = reader.read(Article("a", "urn:kgraph:article:a", "Rain fell."))
    assert read.made_by == name_versions(reader.settings, reader.ontology)
    assert join_versions(read.made_by)[0].startswith("kgraph ")
    with pytest.raises(KgraphError, match="model none: not an installed spaCy pipeline"):
        name_versions(ReaderSettings(model="none"), reader.ontology)


def test_the_store_gives_an_article_back_as_it_was_given(reader: Reader) -> None:
    given = Article("https://example.org/a", "https://example.org/a", "Two said no.\n", "No", "The Tarn Post",
                    "2021-03-04", "https://example.org/a", ("Bo Lind", "Ida Rask"))
    store = Store()
    store.replace(given.iri, quads_of(reader.read(given), reader.ontology))
    assert load_article(store, given.iri, reader.ontology) == given


def test_size(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"123")
    (tmp_path / "b").write_bytes(b"4567")
    assert find_size(tmp_path) == 7
