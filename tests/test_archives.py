"""Backups come back as they were or not at all; N-Quads of others are checked before anything of them counts."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from readings import NORWAY, border_reading, small_ontology

from kgraph.archives import check_backup, open_quads, read_quads, restore_backup, write_backup
from kgraph.decisions import decide, load_decisions
from kgraph.identity import update_identity
from kgraph.records import KgraphError
from kgraph.store import Store, open_store
from kgraph.triples import quads_of

BORDER = "urn:kgraph:article:border"


@pytest.fixture
def store() -> Store:
    """Two articles that tell the same, what is one over them, and a decision."""
    made = Store()
    for name in ("border", "border2"):
        made.replace(f"urn:kgraph:article:{name}", quads_of(border_reading(name), small_ontology()))
    decide(made, "confirmed", [f"{BORDER}#event-38-42"], [], "Lena Okoro", "2021-05-09", "seen")
    update_identity(made, small_ontology())
    return made


def test_a_backup_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    count = write_backup(store, tmp_path / "one.gz")
    assert count == len(store) == check_backup(tmp_path / "one.gz") > 800
    assert restore_backup(tmp_path / "one.gz", tmp_path / "graph") == count
    with closing(open_store(tmp_path / "graph")) as again:
        assert again.dump() == store.dump()
        write_backup(again, tmp_path / "two.gz")
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph", "one.gz", "two.gz"]


def test_nothing_is_overwritten(store: Store, tmp_path: Path) -> None:
    write_backup(store, tmp_path / "one.gz")
    with pytest.raises(KgraphError, match=r"one.gz: is there already; a backup overwrites nothing"):
        write_backup(Store(), tmp_path / "one.gz")
    (tmp_path / "graph").mkdir()
    with pytest.raises(KgraphError, match=r"store .*graph: is there already; restore overwrites nothing"):
        restore_backup(tmp_path / "one.gz", tmp_path / "graph")
    assert check_backup(tmp_path / "one.gz") == len(store) and not list((tmp_path / "graph").iterdir())


def change(damage: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    return lambda data: gzip.compress(damage(gzip.decompress(data)))


@pytest.mark.parametrize(("damage", "reason"), [
    (lambda data: data[: len(data) // 2], "cannot be read as a backup"),
    (lambda data: data[:-9] + b"x" + data[-8:], "cannot be read as a backup"),
    (lambda data: b"no gzip at all", "cannot be read as a backup: not a gzipped file"),
    (change(lambda lines: lines[: lines.rindex(b"#")]), "is no backup, or its end is missing"),
    (change(lambda lines: lines.replace(b"Norge", b"Norga")), "is damaged: it does not hold what was written"),
    (change(lambda lines: lines.split(b"\n", 1)[1]), "is damaged: it does not hold what was written"),
])
def test_a_damaged_backup_is_refused(
    store: Store, tmp_path: Path, damage: Callable[[bytes], bytes], reason: str
) -> None:
    write_backup(store, tmp_path / "one.gz")
    (tmp_path / "one.gz").write_bytes(damage((tmp_path / "one.gz").read_bytes()))
    with pytest.raises(KgraphError, match=reason) as caught:
        restore_backup(tmp_path / "one.gz", tmp_path / "graph")
    assert "\n" not in str(caught.value)
    assert [path.name for path in tmp_path.iterdir()] == ["one.gz"]


@pytest.mark.parametrize("name", ["all.nq", "all.nq.gz"])
def test_articles_and_decisions_are_taken_from_quads(store: Store, tmp_path: Path, name: str) -> None:
    data = store.dump().encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    taken = read_quads(str(tmp_path / name))
    assert {article: sorted(quads, key=str) for article, quads in taken.articles.items()} == {
        article: store.quads(article) for article in (BORDER, f"{BORDER}2")}
    assert taken.decided == 1
    with open_quads(str(tmp_path / name)) as same:
        assert same.dump() == store.dump() and load_decisions(same) == load_decisions(store)


def line(predicate: str) -> Callable[[str], str]:
    """A change that leaves out the border article's own line of a property."""
    return lambda text: "".join(each for each in text.splitlines(True)
                                if not (each.startswith(f"<{BORDER}> ") and f"{predicate}>" in each))


@pytest.mark.parametrize(("damage", "reason"), [
    (lambda text: "", "holds no article"),
    (lambda text: "\n\nnot a quad\n" + text, "is not N-Quads: .*line 3"),
    (lambda text: "_:a <urn:x:p> <urn:x:o> <urn:x:g> .\n" + text, "has a blank node"),
    (lambda text: "<urn:x:a> <urn:x:p> <urn:x:o> .\n" + text, "has a triple in no named graph: <urn:x:a>"),
    (lambda text: "<urn:x:a> <urn:x:p> <urn:x:o> <urn:x:g> .\n" + text, "urn:x:g: is no article of kgraph"),
    (line("#text"), f"{BORDER}: its text or the hash of its text is missing"),
    (line("contentHash"), f"{BORDER}: its text or the hash of its text is missing"),
    (lambda text: text.replace("13 farmers", "31 farmers"), f"{BORDER}: its text is not the one that was read"),
    (lambda text: text.replace(f"<{BORDER}#claim-130-157> .\n", f"<{BORDER}#claim-1-2> .\n"),
     f"{BORDER}: the graph <{BORDER}#claim-1-2> belongs to no claim")])
def test_quads_that_are_not_whole_articles_are_refused(
    store: Store, tmp_path: Path, damage: Callable[[str], str], reason: str
) -> None:
    (tmp_path / "all.nq").write_text(damage(store.dump()))
    with pytest.raises(KgraphError, match=f"all.nq: {reason}") as caught:
        read_quads(str(tmp_path / "all.nq"))
    assert "\n" not in str(caught.value)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(KgraphError, match=r"none.nq: .*no such file or directory"):
        read_quads("none.nq")


def test_graph_names(store: Store) -> None:
    names = [name.value for name in store.graph_names()]
    assert names == sorted(names) and len(names) == 2 * 5 + 2
    assert ox.NamedNode(NORWAY) not in store.graph_names()
