"""Articles that passed are not checked again until they, or the rules, change."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pyoxigraph as ox
import pytest
from readings import border_reading, small_ontology

from kgraph.archives import read_quads
from kgraph.checks import check_store
from kgraph.declarations import ontology_folder
from kgraph.passes import check_articles, forget
from kgraph.records import KgraphError
from kgraph.store import CHECKED, Store
from kgraph.triples import quads_of
from kgraph.vocabulary import KG

FOLDER = ontology_folder()
FIRST, SECOND = "urn:kgraph:article:first", "urn:kgraph:article:second"


def quads(name: str) -> list[ox.Quad]:
    return quads_of(border_reading(name), small_ontology())


@pytest.fixture
def store() -> Store:
    """One article that is right, and one whose nodes stand in no zone."""
    made = Store()
    made.replace(FIRST, quads("first"))
    made.replace(SECOND, [quad for quad in quads("second") if quad.predicate != KG.zone])
    return made


def test_only_what_changed_is_checked_and_faults_are_told_again(store: Store) -> None:
    count, found = check_articles(store, FOLDER)
    assert count == 2 and len(found) > 0 and {each.article for each in found} == {SECOND}
    assert found == check_store(store, FOLDER)
    assert check_articles(store, FOLDER) == (1, found)
    store.replace(SECOND, quads("second"))
    assert check_articles(store, FOLDER) == (1, [])
    assert check_articles(store, FOLDER) == (0, [])
    store.replace(FIRST, [quad for quad in quads("first") if quad.predicate != KG.zone])
    count, found = check_articles(store, FOLDER)
    assert count == 1 and {each.article for each in found} == {FIRST}


def test_named_articles_are_checked_in_any_case_and_alone(store: Store) -> None:
    check_articles(store, FOLDER)
    assert check_articles(store, FOLDER, ["first"]) == (1, [])
    count, found = check_articles(store, FOLDER, [SECOND])
    assert count == 1 and {each.article for each in found} == {SECOND}
    assert check_articles(store, FOLDER)[0] == 1
    with pytest.raises(KgraphError, match="the store has no article urn:kgraph:article:third"):
        check_articles(store, FOLDER, ["third"])


def test_other_rules_check_all_anew(store: Store, tmp_path: Path) -> None:
    store.replace(SECOND, quads("second"))
    assert check_articles(store, FOLDER) == (2, [])
    copytree(FOLDER, tmp_path / "rules")
    with (tmp_path / "rules" / "shapes.ttl").open("a") as shapes:
        shapes.write("kg:ArticleShape sh:property [ sh:path dcterms:publisher ; sh:maxCount 0 ; sh:message 'no' ] .\n")
    count, found = check_articles(store, tmp_path / "rules")
    assert count == 2 and [(each.article, each.rule) for each in found] == [(FIRST, "no"), (SECOND, "no")]


def test_what_was_retracted_is_forgotten(store: Store) -> None:
    check_articles(store, FOLDER)
    store.retract(FIRST)
    forget(store, [FIRST])
    assert list(store.find(graph=CHECKED)) == []
    check_articles(store, FOLDER)
    store.retract(SECOND)
    assert check_articles(store, FOLDER) == (0, []) and len(store) == 0


def test_an_export_of_a_checked_store_can_be_imported(store: Store, tmp_path: Path) -> None:
    check_articles(store, FOLDER)
    (tmp_path / "all.nq").write_text(store.dump())
    taken = read_quads(str(tmp_path / "all.nq"))
    assert set(taken.articles) == {FIRST, SECOND}


def test_several_processes_find_the_same(store: Store) -> None:
    assert check_articles(store, FOLDER, processes=2) == (2, check_store(store, FOLDER))
