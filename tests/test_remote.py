"""A store on a real SPARQL server gives the same as one on disk, and tells what is wrong with a server in one line."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pyoxigraph as ox
import pytest
from readings import border_reading, small_ontology, without
from sparql_server import free_port, oxigraph_server

from kgraph import cli, remote
from kgraph.archives import read_quads, restore_backup, write_backup
from kgraph.checks import check_store
from kgraph.decisions import decide, load_decisions, withdraw
from kgraph.declarations import load_ontology, ontology_folder
from kgraph.export.readings import merged_readings
from kgraph.identity import update_identity
from kgraph.page import page_html
from kgraph.questions import load_questions
from kgraph.records import KgraphError
from kgraph.remote import RemoteStore
from kgraph.status import find_status
from kgraph.store import DECISIONS, Store, open_store
from kgraph.triples import quads_of
from kgraph.vocabulary import KG, RDF

BORDER = "urn:kgraph:article:border"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with oxigraph_server() as found:
        yield found


@pytest.fixture
def there(address: str) -> Iterator[Store]:
    store = open_store(address)
    store._change(set(store.find()), set(), store.graph_names())
    yield store
    store.close()


def fill(store: Store) -> Store:
    for name in ("border", "border2"):
        store.replace(f"urn:kgraph:article:{name}", quads_of(border_reading(name), small_ontology()))
    decide(store, "confirmed", [f"{BORDER}#event-38-42"], [], "Lena Okoro", "2021-05-09", "seen")
    update_identity(store, small_ontology())
    return store


def test_all_is_the_same_as_on_disk(there: Store, tmp_path: Path) -> None:
    here = fill(Store())
    fill(there)
    assert isinstance(there, RemoteStore)
    assert there.dump() == here.dump() and len(there) == len(here) > 800
    assert there.articles() == here.articles() and there.graph_names() == here.graph_names()
    assert there.graphs(BORDER) == here.graphs(BORDER) and there.quads(BORDER) == here.quads(BORDER)
    for terms in ((None, RDF.type, KG.Claim), (ox.NamedNode(BORDER), None, None), (None, None, KG.Event)):
        assert set(there.find(*terms)) == set(here.find(*terms)) != set()
        assert set(there.find(*terms, ox.NamedNode(BORDER))) == set(here.find(*terms, ox.NamedNode(BORDER)))
    assert load_decisions(there) == load_decisions(here) and find_status(there) == find_status(here)
    ontology = load_ontology()
    assert list(merged_readings(there, ontology)) == list(merged_readings(here, ontology))
    assert page_html(there) == page_html(here)
    assert check_store(there, ontology_folder()) == check_store(here, ontology_folder())
    for name, store in (("here.gz", here), ("there.gz", there)):
        write_backup(store, tmp_path / name)
    assert (tmp_path / "here.gz").read_bytes() == (tmp_path / "there.gz").read_bytes()


def test_the_questions_have_the_same_rows(there: Store) -> None:
    here, answered = fill(Store()), 0
    fill(there)
    for question in load_questions().values():
        for stated in (False, True):
            rows, others = (store.query(question.text, stated=stated) for store in (here, there))
            assert rows.names == others.names, question.name
            assert sorted(map(str, rows.terms)) == sorted(map(str, others.terms)), question.name
            answered += len(rows.rows) > 0
    assert answered >= 10


def test_rows_of_other_forms(there: Store) -> None:
    assert there.query("ASK { ?s ?p ?o }", stated=True).rows == [("false",)]
    fill(there)
    assert there.query("ASK { ?a kg:attacked ?b }").rows == [("true",)]
    assert there.query("ASK { ?a kg:attacked ?b }", stated=True).rows == [("false",)]
    built = there.query("CONSTRUCT { ?b kg:about ?a } { ?a kg:attacked ?b }")
    assert built.names == ("subject", "predicate", "object") and built.rows[0][1] == KG.about.value
    with pytest.raises(KgraphError, match="query does not parse at line 1"):
        there.query("SELECT ?s {")
    with pytest.raises(KgraphError, match="an update is not a query"):
        there.query("DROP ALL")


def test_replace_retract_load_and_withdraw(there: Store) -> None:
    fill(there)
    fewer = quads_of(without(border_reading(), "event-142-150"), small_ontology())
    there.replace(BORDER, fewer)
    assert there.quads(BORDER) == fewer
    assert ox.NamedNode(f"{BORDER}#claim-130-157") not in there.graph_names()
    loaded = [(f"{BORDER}{n}", quads_of(border_reading(f"border{n}"), small_ontology())) for n in (2, 3, 4)]
    assert sorted(there.load(loaded)) == [(article, len(quads)) for article, quads in loaded]
    assert there.articles() == [BORDER, f"{BORDER}2", f"{BORDER}3", f"{BORDER}4"]
    assert there.retract(BORDER) is True and there.retract(BORDER) is False
    assert there.articles() == [f"{BORDER}2", f"{BORDER}3", f"{BORDER}4"]
    withdraw(there, load_decisions(there)[0].iri)
    assert list(there.find(graph=DECISIONS)) == []


def test_a_backup_is_restored_to_an_empty_server(there: Store, address: str, tmp_path: Path) -> None:
    here = fill(Store())
    count = write_backup(here, tmp_path / "one.gz")
    assert restore_backup(tmp_path / "one.gz", address) == count and there.dump() == here.dump()
    with pytest.raises(KgraphError, match="is not empty; restore overwrites nothing"):
        restore_backup(tmp_path / "one.gz", address)


def test_the_commands(
    there: Store, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr("sys.argv", ["kgraph", *arguments, "--store", address])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        return int(stop.value.code or 0), out or err

    monkeypatch.chdir(tmp_path)
    Path("velm.txt").write_text("Norway sent 300 soldiers to Mali on 3 May 2021, General Ida Rask said.\n")
    status, told = run("build", "velm.txt", "--attributions", "rules")
    assert status == 0 and told.startswith(f"1 article built into {address}, ")
    assert "soldiers" in run("query", "deployments")[1]
    event = json.loads(run("query", "SELECT ?e { ?e a kg:Deployment }", "--output", "json")[1])[0]["e"]
    assert run("confirm", event, "--by", "Lena Okoro", "--on", "2021-05-09")[0] == 0
    assert "confirmed by Lena Okoro" in run("identity")[1]
    assert run("check", "store") == (0, "1 article checked, 0 violations\n")
    assert run("page", "--out", "page.html")[0] == 0 and "Ida Rask" in Path("page.html").read_text()
    assert run("status")[1].splitlines()[0].split() == ["articles", "1"]
    assert run("backup", "kept.gz")[0] == 0 and read_quads("kept.gz").decided == 1
    Path("all.nq").write_text(run("export")[1])
    assert run("retract", "velm")[0] == 0 and there.articles() == []
    assert run("import", "all.nq")[0] == 0 and there.articles() == ["urn:kgraph:article:velm"]
    assert run("serve") == (2, "kgraph: serve needs a folder: what is on a server is served already\n")


class _Answers(BaseHTTPRequestHandler):
    """Answers each request with the next of some statuses, and notes who asks; 200 is an ASK that is false."""

    statuses: list[int]
    seen: list[str | None]
    truths: list[str]
    graphs_at: str | None = "store"

    def do_HEAD(self) -> None:
        self.send_response(200 if self.path == f"/news/{self.graphs_at}?default" else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(self.headers["Authorization"])
        status = self.statuses.pop(0) if self.statuses else 200
        truth = self.truths.pop(0) if self.truths else "false"
        body = b'{"head": {}, "boolean": %s}' % truth.encode() if status == 200 else b"Try\nlater"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Be quiet."""


@pytest.fixture
def moody(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, type[_Answers]]]:
    handler = type("Answers", (_Answers,), {"statuses": [], "seen": [], "truths": []})
    monkeypatch.setattr(remote, "PAUSE", 0.01)
    server = HTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/news", handler
    server.shutdown()
    server.server_close()


def test_what_is_busy_is_asked_again(moody: tuple[str, type[_Answers]]) -> None:
    address, handler = moody
    handler.statuses[:] = [503, 429, 502]
    open_store(address).close()
    assert len(handler.seen) == 3 + 2, "the two questions of the opening"


@pytest.mark.parametrize(("statuses", "reason"), [
    ([503] * 4, r"query failed \(503\): Try later; 4 tries$"),
    ([404], r"has no query \(404\)$"),
    ([400], r"query failed \(400\): Try later$"),
    ([401], r"refused \(401\): give KGRAPH_TOKEN, or KGRAPH_USER and KGRAPH_PASSWORD, in the environment$")])
def test_the_last_word_is_clear(moody: tuple[str, type[_Answers]], statuses: list[int], reason: str) -> None:
    address, handler = moody
    handler.statuses[:] = statuses
    with pytest.raises(KgraphError, match=f"store {address}: {reason}"):
        open_store(address)
    assert len(handler.seen) == len(statuses)


def test_a_server_without_graph_store_is_refused(moody: tuple[str, type[_Answers]]) -> None:
    """Else each of its graphs would be taken for an empty one, and nothing old would ever be removed."""
    address, handler = moody
    handler.graphs_at = None
    with pytest.raises(KgraphError, match=rf"store {address}: has no store or data \(404\)$"):
        open_store(address)


def test_graphs_are_found_where_fuseki_has_them(moody: tuple[str, type[_Answers]]) -> None:
    address, handler = moody
    handler.graphs_at = "data"
    store = open_store(address)
    handler.do_GET = _give_a_graph  # type: ignore[attr-defined]
    graph = ox.NamedNode("urn:x:g")
    assert list(store.find(graph=graph)) == [ox.Quad(graph, ox.NamedNode("urn:x:p"), ox.Literal("told"), graph)]
    assert list(store.find(graph=ox.NamedNode("urn:x:none"))) == []
    store.close()


def _give_a_graph(handler: _Answers) -> None:
    found = handler.path == "/news/data?graph=urn%3Ax%3Ag"
    body = b'<urn:x:g> <urn:x:p> "told" .\n' if found else b""
    handler.send_response(200 if found else 404)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def test_a_server_whose_default_graph_is_not_the_union_is_refused(moody: tuple[str, type[_Answers]]) -> None:
    address, handler = moody
    handler.truths = ["false", "true"]
    with pytest.raises(KgraphError, match="its default graph is not the union of all graphs; set the server so"):
        open_store(address)


def test_who_asks_is_taken_from_the_environment(
    moody: tuple[str, type[_Answers]], monkeypatch: pytest.MonkeyPatch
) -> None:
    address, handler = moody
    open_store(address).close()
    monkeypatch.setenv("KGRAPH_USER", "ana")
    monkeypatch.setenv("KGRAPH_PASSWORD", "x")
    open_store(address).close()
    monkeypatch.setenv("KGRAPH_TOKEN", "abc")
    open_store(address).close()
    assert handler.seen == [None, None, "Basic YW5hOng=", "Basic YW5hOng=", "Bearer abc", "Bearer abc"]


def test_a_server_that_is_not_there_or_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "PAUSE", 0.01)
    with pytest.raises(KgraphError, match=r"cannot be reached \(Connection refused\); 4 tries$"):
        open_store(f"http://127.0.0.1:{free_port()}")
    monkeypatch.setattr(remote, "TIMEOUT", 0.1)
    silence = pytest.raises(KgraphError, match=r"cannot be reached \(timed out\); 4 tries$")
    with socket.create_server(("127.0.0.1", 0)) as silent, silence:
        open_store(f"http://127.0.0.1:{silent.getsockname()[1]}")


@pytest.mark.parametrize(("address", "reason"), [
    ("http://", "not an address as http://host:port/path"),
    ("http://127.0.0.1:99999/", "not an address as http://host:port/path"),
    ("http://127.0.0.1:1/x?y=z", "not an address as http://host:port/path"),
    ("http://ana:x@127.0.0.1:1", "user and password belong in KGRAPH_USER and KGRAPH_PASSWORD, not in the address")])
def test_what_is_no_address(address: str, reason: str) -> None:
    with pytest.raises(KgraphError, match=reason) as caught:
        open_store(address)
    assert "ana:x" not in str(caught.value)
