from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef
from readings import MALI, NORWAY, border_reading, small_ontology, without

from kgraph.formats import write_formats
from kgraph.records import Article, Entity, KgraphError, Mention, Reading, Slice
from kgraph.store import Store, open_store
from kgraph.triples import quads_of
from kgraph.vocabulary import KG, RDF

BORDER, OTHER = "urn:kgraph:article:border", "urn:kgraph:article:border2"
ATTACKS = "SELECT ?who ?whom WHERE { ?who kg:attacked ?whom }"


def fill(store: Store, *ids: str) -> Store:
    for article_id in ids:
        reading = border_reading(article_id)
        store.replace(reading.article.iri, quads_of(reading, small_ontology()))
    return store


def test_what_is_stored_is_what_was_written() -> None:
    quads = quads_of(border_reading(), small_ontology())
    store = fill(Store(), "border")
    assert len(quads) > 200
    assert store.dump() == "".join(f"{quad} .\n" for quad in quads)
    assert store.quads(BORDER) == quads
    assert store.articles() == [BORDER]


def test_building_again_changes_nothing() -> None:
    store = fill(Store(), "border", "border2")
    before = store.dump()
    assert fill(store, "border").dump() == before


def test_replacing_leaves_no_trace_of_the_old_reading_and_others_alone() -> None:
    store = fill(Store(), "border", "border2")
    other = store.quads(OTHER)
    fewer = without(without(border_reading(), "event-142-150"), "event-38-42")
    quads = quads_of(fewer, small_ontology())
    store.replace(BORDER, quads)
    assert store.quads(BORDER) == quads and store.quads(OTHER) == other
    assert not store.inner.contains_named_graph(ox.NamedNode(f"{BORDER}#claim-130-157")), "its only event has gone"


def test_retract_removes_all_of_one_article() -> None:
    store = fill(Store(), "border", "border2")
    alone = fill(Store(), "border2").dump()
    assert store.retract(BORDER) is True
    assert store.dump() == alone
    assert store.retract(BORDER) is False
    assert store.dump() == alone


def test_inner_claims_are_among_the_graphs() -> None:
    store = fill(Store(), "border")
    assert [g.value for g in store.graphs(BORDER)] == [
        BORDER, *(f"{BORDER}#claim-{c}" for c in ("130-157", "160-191", "160-212", "287-323"))]
    names = {g.value for g in store.inner.named_graphs() if isinstance(g, ox.NamedNode)}
    assert names == {g.value for g in store.graphs(BORDER)}


def test_a_quad_of_another_article_is_refused_and_nothing_is_stored() -> None:
    store = fill(Store(), "border")
    before = store.dump()
    with pytest.raises(KgraphError, match=f"{BORDER}: a quad stands in the graph {OTHER}"):
        store.replace(BORDER, quads_of(border_reading("border2"), small_ontology()))
    assert store.dump() == before


def test_only_what_differs_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    store = fill(Store(), "border")
    written: list[tuple[int, int]] = []
    change = store._change
    monkeypatch.setattr(store, "_change", lambda removed, added, gone=(): (
        written.append((len(removed), len(added))), change(removed, added, gone)))
    fill(store, "border")
    assert written == [(0, 0)]
    quads = quads_of(border_reading(), small_ontology())
    title = next(q for q in quads if q.predicate.value.endswith("/title"))
    other = ox.Quad(title.subject, title.predicate, ox.Literal("Soldiers for Mali"), title.graph_name)
    store.replace(BORDER, [other, *(q for q in quads if q != title)])
    assert written == [(0, 0), (1, 1)]
    assert other in store.quads(BORDER) and title not in store.quads(BORDER)


def test_many_articles_are_loaded_in_bulk_and_those_that_are_there_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kgraph.store.BULK", 900)  # two articles of about 400 quads
    store = fill(Store(), "border")
    bulks: list[int] = []
    add = store._add_bulk
    monkeypatch.setattr(store, "_add_bulk", lambda quads: (bulks.append(len(quads)), add(quads)))
    readings = [without(border_reading(), "event-38-42"), *map(border_reading, ("a", "b", "c", "a"))]
    pairs = [(r.article.iri, quads_of(r, small_ontology())) for r in readings]
    assert 2 * len(pairs[1][1]) < 900 < 3 * len(pairs[1][1])
    stored = list(store.load(pairs))
    assert sorted(stored) == sorted((article, len(quads)) for article, quads in pairs)
    assert bulks == [2 * len(pairs[1][1]), len(pairs[1][1])], "a and b, then c; a again is replaced"
    alone = Store()
    for article, quads in pairs:
        alone.replace(article, quads)
    assert store.dump() == alone.dump()


def test_what_was_given_before_an_error_is_kept() -> None:
    def pairs() -> Iterator[tuple[str, list[ox.Quad]]]:
        yield BORDER, quads_of(border_reading(), small_ontology())
        raise KgraphError("no more")

    store = Store()
    with pytest.raises(KgraphError, match="no more"):
        list(store.load(pairs()))
    assert store.articles() == [BORDER]
    with pytest.raises(KgraphError, match=f"{OTHER}: a quad stands in the graph {BORDER}"):
        list(store.load([(OTHER, store.quads(BORDER))]))
    assert store.articles() == [BORDER]


def test_a_graph_of_another_article_is_never_taken_for_ones_own() -> None:
    store = fill(Store(), "border2")
    reported = ox.Quad(ox.NamedNode(f"{OTHER}#event-x"), KG.reportedIn, ox.NamedNode(BORDER), ox.NamedNode(OTHER))
    store.add([reported])
    before = store.dump()
    assert [g.value for g in store.graphs(BORDER)] == [BORDER]
    store.retract(BORDER)
    assert store.dump() == before


def test_union_finds_what_a_claim_says_and_stated_does_not() -> None:
    store = fill(Store(), "border")
    assert store.query(ATTACKS).rows == [(NORWAY, f"{BORDER}#entity-village")]
    assert store.query(ATTACKS, stated=True).rows == []
    everywhere = "SELECT ?who WHERE { GRAPH ?g { ?who kg:attacked ?whom } }"
    assert len(store.query(everywhere).rows) == 1 and store.query(everywhere, stated=True).rows == []
    deployed = "SELECT ?where WHERE { ?force kg:deployedTo ?where }"
    assert store.query(deployed).rows == store.query(deployed, stated=True).rows == [(MALI,)]


def test_stated_in_an_empty_store_finds_nothing() -> None:
    assert Store().query("SELECT ?s WHERE { ?s ?p ?o }", stated=True).rows == []


def test_rows() -> None:
    store = fill(Store(), "border")
    rows = store.query("""SELECT ?effect ?min ?max WHERE { ?e kg:effect ?effect ; kg:minimum ?min .
                          OPTIONAL { ?e kg:maximum ?max } }""")
    assert rows.names == ("effect", "min", "max")
    assert rows.rows == [(KG.killed.value, "13", None)]
    assert rows.terms == [(KG.killed, ox.Literal("13", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
                           None)]
    assert store.query("ASK { ?who kg:attacked ?whom }").rows == [("true",)]
    assert store.query("ASK { ?who kg:arrested ?whom }").rows == [("false",)]
    built = store.query("CONSTRUCT { ?whom kg:about ?who } WHERE { ?who kg:attacked ?whom }")
    assert built.names == ("subject", "predicate", "object")
    assert built.rows == [(f"{BORDER}#entity-village", KG.about.value, NORWAY)]


VALUES = """VALUES (?a ?b) { (<urn:x:b> 10) (<urn:x:b> 9.5) (<urn:x:a> "10") (UNDEF "9") (<urn:x:a> UNDEF) ("é" true)
    ("Z" <urn:x:c>) ("z"@en 1e1) (<urn:x:a> "2022-01-05"^^<http://www.w3.org/2001/XMLSchema#date>) }"""
TIMES = """VALUES (?a ?b) { (1 "2022-01-05T10:00:00+02:00"^^xsd:dateTime) (2 "2022-01-05T09:00:00Z"^^xsd:dateTime)
    (3 "2022-01-05T08:30:00Z"^^xsd:dateTime) }"""


@pytest.mark.parametrize("query", [
    f"SELECT ?a ?b {{ {VALUES} }}\nORDER BY ?a ?b",
    f"SELECT ?b ?a {{ {VALUES} }}\n  order by ?a\n",
    f"SELECT ?a {{ {VALUES} }}\nORDER BY ?b",  # a variable that is not in the answer
    f"SELECT ?a ?b {{ {VALUES} }}\nORDER BY ?a ?b LIMIT 3",
    f"SELECT ?a ?b {{ {TIMES} }}\nORDER BY ?b"])  # not in the order in which they are written
def test_rows_are_in_the_order_that_was_asked_for(query: str) -> None:
    store = Store()
    answer = store.query(query)
    same = [tuple(row) for row in store.inner.query(query, prefixes={"xsd": "http://www.w3.org/2001/XMLSchema#"})]
    at = [answer.names.index(name) for name in answer.names if f"?{name}" in query.split("BY")[-1]]
    assert len(answer.rows) == len(same) > 2
    assert [[row[n] for n in at] for row in answer.terms] == [[row[n] for n in at] for row in same]
    if not at:  # ordered by what is not in the answer: nothing is lost, and it is Oxigraph's order
        assert answer.terms == same


def test_rdflib_sees_the_same_graph() -> None:
    store = fill(Store(), "border")
    triples = list(store.dataset.triples((None, URIRef(KG.base + "attacked"), None)))
    assert triples == [(URIRef(NORWAY), URIRef(KG.base + "attacked"), URIRef(f"{BORDER}#entity-village"))]


@pytest.mark.parametrize(("text", "reason"), [
    ("SELECT ?s WHERE {", r"query does not parse at line 1, column 18: SELECT \?s WHERE {$"),
    ("", r"query does not parse at line 1, column 1: \(its end\)$"),
    ("DROP ALL", "query: an update is not a query; nothing was changed$"),
    ("# all of it\nPREFIX kg: <urn:x:>\n  delete { ?s ?p ?o } WHERE { ?s ?p ?o }", "query: an update is not a query"),
    ("INSERT DATA { <urn:x:a> <urn:x:b> <urn:x:c> }", "query: an update is not a query"),
    ("SELECT ?s WHERE { ?s kgg:said ?o }", "query does not parse at line 1, column .*kgg:said"),
    ("SELECT ?s WHERE {\n  ?s kg:said ?o ;\n    ) }", r"query does not parse at line 3, column .*: \) }$"),
    ("SELECT ?s WHERE { SERVICE <http://localhost/sparql> { ?s ?p ?o } }", "SERVICE is not supported"),
    ("SELECT ?s WHERE { service silent ?where { ?s ?p ?o } }", "SERVICE is not supported")])
def test_wrong_query_gets_one_line_and_changes_nothing(text: str, reason: str) -> None:
    store = fill(Store(), "border")
    before = len(store)
    with pytest.raises(KgraphError, match=reason) as caught:
        store.query(text)
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 250
    assert len(store) == before


@pytest.mark.parametrize("text", ["SELECT ?service WHERE { ?service kg:service ?o }", 'ASK { ?s ?p "SERVICE <x>" }',
                                  "ASK { ?s ?p <urn:x:SERVICE> } # no SERVICE here", "ASK { ?s ?p '''a SERVICE ''' }"])
def test_service_is_found_only_where_it_is_a_keyword(text: str) -> None:
    assert Store().query(text).rows in ([], [("false",)])


def test_store_on_disk(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "graph"
    store = fill(open_store(folder, create=True), "border")
    dump = store.dump()
    store.close()
    again = open_store(folder)
    assert again.dump() == dump
    again.close()


def count_beside(folder: Path) -> int:
    """Articles as another process sees them; Oxigraph may just replace its files, so `kgraph serve` asks again, too."""
    for turn in range(5):
        try:
            with closing(Store(ox.Store.read_only(str(folder)))) as beside:
                return len(beside.articles())
        except RuntimeError:
            time.sleep(0.1 * turn)
    raise AssertionError(f"{folder} could not be read five times")


def test_the_log_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each process that opens the store beside a build reads all of the log, and keeps it in memory."""
    def write(name: str) -> int:
        with closing(open_store(tmp_path / name, create=True)) as store:
            for number in range(30):
                fill(store, f"border-{number}")
            logs = sum(log.stat().st_size for log in (tmp_path / name).glob("*.log"))
            assert count_beside(tmp_path / name) == 30
        return logs

    monkeypatch.setattr("kgraph.store.LOGGED", 10**9)
    whole = write("whole")
    monkeypatch.setattr("kgraph.store.LOGGED", 500)
    assert 0 < write("parted") < whole / 5


def test_what_a_killed_load_left_is_cleared_away(tmp_path: Path) -> None:
    fill(open_store(tmp_path / "graph", create=True), "border").close()
    (tmp_path / "graph" / "bulk-123.sst").write_bytes(b"half a file")
    with closing(open_store(tmp_path / "graph")) as store:
        assert store.articles() == [BORDER]
    assert not list((tmp_path / "graph").glob("bulk-*"))


def test_store_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(KgraphError, match=r"store .*/none: no such folder"):
        open_store(tmp_path / "none")
    assert not (tmp_path / "none").exists()
    (tmp_path / "file").write_text("text")
    for create in (True, False):
        with pytest.raises(KgraphError, match=r"store .*/file: not a folder"):
            open_store(tmp_path / "file", create=create)
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("text")
    for create in (True, False):
        with pytest.raises(KgraphError, match=r"store .*/letters: the folder holds no store"):
            open_store(tmp_path / "letters", create=create)
    assert [p.name for p in (tmp_path / "letters").iterdir()] == ["one.txt"]


def test_damaged_store_gets_one_line(tmp_path: Path) -> None:
    fill(open_store(tmp_path / "graph", create=True), "border").close()
    damaged = list((tmp_path / "graph").glob("MANIFEST-*"))
    assert len(damaged) == 1
    damaged[0].write_bytes(b"not a manifest")
    with pytest.raises(KgraphError, match=r"store .*/graph: cannot be opened: ") as caught:
        open_store(tmp_path / "graph")
    assert "\n" not in str(caught.value)


def test_store_in_use_by_another_process(tmp_path: Path) -> None:
    folder = tmp_path / "graph"
    open_store(folder, create=True).close()
    code = ("import sys; from kgraph.store import open_store; store = open_store(sys.argv[1]); "
            "print('open', flush=True); sys.stdin.read()")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], **pipes, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "open\n"
        with pytest.raises(KgraphError, match=r"store .*/graph: in use by another process"):
            open_store(folder)
        other.communicate("")
    open_store(folder).close()


@given(text=st.text(min_size=1), title=st.text(min_size=1))
def test_any_text_comes_back_as_it_was(text: str, title: str) -> None:
    article = Article("odd", "urn:kgraph:article:odd", text, title=title)
    entity = Entity("urn:kgraph:article:odd#entity-x", text, "Group", (title,))
    mention = Mention("mention-0-1", Slice(0, 1), "name", "Group", entity.iri)
    reading = Reading(article, mentions=(mention,), entities=(entity,))
    quads = quads_of(reading, small_ontology())
    store = Store()
    store.replace(article.iri, quads)
    assert store.quads(article.iri) == quads
    assert store.query("SELECT ?text WHERE { ?a a kg:Article ; kg:text ?text }").rows == [(text,)]
    formats = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
    for name, format in formats.items():
        assert set(ox.parse(write_formats(quads, name), format=format)) == set(quads), name


def test_a_query_may_name_its_graphs() -> None:
    store = Store()
    for name in ("a", "b"):
        article = ox.NamedNode(f"urn:x:{name}")
        store.replace(article.value, [ox.Quad(article, RDF.type, KG.Article, article)])
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?a a kg:Article }}"
    assert store.query(count.format("")).rows == [("2",)]
    assert store.query(count.format("FROM <urn:x:a>")).rows == [("1",)]
    assert store.query("SELECT ?a FROM NAMED <urn:x:b> { GRAPH ?g { ?a a kg:Article } }").rows == [("urn:x:b",)]
    assert store.query("ASK { ?a a kg:Article FILTER(STR(?a) != 'FROM <urn:x:a>') } # FROM").rows == [("true",)]
    with pytest.raises(KgraphError, match=r"names its graphs \(FROM\)"):
        store.query(count.format("FROM <urn:x:a>"), stated=True)
