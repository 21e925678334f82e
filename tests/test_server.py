"""The server: clients that are not ours, the protocol's forms, and requests that must be refused."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from pages import start_browser
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from readings import border_reading
from SPARQLWrapper import JSON, SPARQLWrapper

from kgraph.declarations import load_ontology
from kgraph.questions import load_questions
from kgraph.server.jobs import Job, _Reader
from kgraph.store import open_store
from kgraph.triples import quads_of

KG = "PREFIX kg: <https://w3id.org/kgraph/ns#>"
# Ever more rows: it ends in no time that a test can wait for.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
BORDER = "urn:kgraph:article:border"
NAMES = "SELECT ?name { ?p a kg:Person ; rdfs:label ?name }"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "graph"
    with closing(open_store(path, create=True)) as store:
        reading = border_reading()
        store.replace(reading.article.iri, quads_of(reading, load_ontology()))
    return path


@contextmanager
def serve(folder: Path, *options: str) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "kgraph", "serve", "--store", str(folder), "--port", str(port), *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serve(folder) as found:
        yield found


@pytest.fixture(scope="module")
def hasty(folder: Path) -> Iterator[str]:
    """A server that gives a query one second, with one worker."""
    with serve(folder, "--timeout", "1", "--workers", "1") as found:
        yield found


def ask(address: str, body: bytes | None = None, media: str | None = None, **headers: str) -> tuple[int, str, str, str]:
    """Status, media type, body and Retry-After of a request."""
    request = urllib.request.Request(address, body, {"Content-Type": media, **headers} if media else headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.headers["content-type"], answer.read().decode(), ""
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers["content-type"], error.read().decode(), error.headers["retry-after"] or ""


def query(address: str, text: str, accept: str = "*/*") -> tuple[int, str, str, str]:
    return ask(f"{address}/sparql?query={urllib.parse.quote(text)}", Accept=accept)


def test_a_client_that_is_not_ours_asks(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql", returnFormat=JSON)
    client.setQuery(f"{KG} SELECT ?name {{ ?p a kg:Person ; <http://www.w3.org/2000/01/rdf-schema#label> ?name }}")
    for method in ("GET", "POST"):
        client.setMethod(method)
        found = client.queryAndConvert()
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == ["Awa Keita"]


def test_rdflib_asks_it_like_a_graph_of_its_own(address: str) -> None:
    graph = Graph(SPARQLStore(f"{address}/sparql"))
    rows = list(graph.query(f"{KG} SELECT ?words {{ ?c a kg:Claim ; kg:text ?words ; kg:denies ?d }}"))
    assert [str(row[0]) for row in rows] == ["its soldiers attacked the village"]


def test_the_same_rows_as_embedded(address: str, folder: Path) -> None:
    with closing(open_store(folder)) as store:
        questions = load_questions()
        assert len(questions) >= 10
        for question in questions.values():
            status, _, body, _ = query(address, question.text, "text/csv")
            assert status == 200, body
            assert len(body.splitlines()) - 1 == len(store.query(question.text).rows), question.name


@pytest.mark.parametrize("text, accept, media, start", [
    (NAMES, "*/*", "application/sparql-results+json", '{"head":{"vars":["name"]}'),
    (NAMES, "application/sparql-results+xml", "application/sparql-results+xml", "<?xml"),
    (NAMES, "text/csv", "text/csv; charset=utf-8", "name\r\nAwa Keita"),
    (NAMES, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '?name\n"Awa Keita"'),
    (NAMES, "text/html, text/csv;q=0.8, */*;q=0.1", "text/csv; charset=utf-8", "name"),
    ("ASK { ?a a kg:Article }", "application/json", "application/json", '{"head":{},"boolean":true}'),
    ("CONSTRUCT { ?p a kg:Person } { ?p a kg:Person }", "*/*", "text/turtle; charset=utf-8",
     "<urn:kgraph:article:border"),
    ("DESCRIBE ?p { ?p a kg:Person }", "application/n-triples", "application/n-triples", "<urn:kgraph:article:border")])
def test_answers_come_as_they_are_wanted(address: str, text: str, accept: str, media: str, start: str) -> None:
    status, found, body, _ = query(address, text, accept)
    assert (status, found) == (200, media)
    assert body.startswith(start)


def test_graphs_named_by_the_client_are_asked_alone(address: str) -> None:
    own = urllib.parse.quote(BORDER)
    text = urllib.parse.quote("SELECT (COUNT(*) AS ?n) { ?e a kg:Attack }")
    _, _, whole, _ = ask(f"{address}/sparql?query={text}", Accept="text/csv")
    _, _, stated, _ = ask(f"{address}/sparql?query={text}&default-graph-uri={own}", Accept="text/csv")
    assert (whole.split(), stated.split()) == (["n", "2"], ["n", "0"])
    _, _, stated, _ = query(address, f"SELECT (COUNT(*) AS ?n) FROM <{BORDER}> {{ ?e a kg:Attack }}", "text/csv")
    assert stated.split() == ["n", "0"]


@pytest.mark.parametrize("body, media, status, reason", [
    (b"INSERT DATA { <urn:x:a> <urn:x:b> 1 }", "application/sparql-update", 403, "read-only"),
    (b"update=CLEAR%20ALL", "application/x-www-form-urlencoded", 403, "read-only"),
    (b"query=DROP%20ALL", "application/x-www-form-urlencoded", 400, "an update is not a query"),
    (b"DELETE WHERE { ?s ?p ?o }", "application/sparql-query", 400, "an update is not a query"),
    (b"SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "application/sparql-query", 400, "SERVICE"),
    (b"SELECT * { service silent ?x { ?s ?p ?o } }", "application/sparql-query", 400, "SERVICE"),
    (b"SELECT * { { SELECT * { OPTIONAL { SERVICE <file:///etc/passwd> { ?s ?p ?o } } } } }",
     "application/sparql-query", 400, "SERVICE"),
    (b"SELECT ?x {", "application/sparql-query", 400, "does not parse"),
    (b"\xff", "application/sparql-query", 400, "not UTF-8"),
    (b"", "application/x-www-form-urlencoded", 400, "one query is needed"),
    (b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400, "one query at a time"),
    (b"{}", "application/json", 415, "application/sparql-query"),
    (b"#" * 1_000_001, "application/sparql-query", 413, "at most 1,000,000 bytes")])
def test_what_must_not_be_is_refused_in_one_line(address: str, body: bytes, media: str, status: int,
                                                 reason: str) -> None:
    found, kind, text, _ = ask(f"{address}/sparql", body, media)
    assert (found, kind) == (status, "text/plain; charset=utf-8")
    assert reason in text and text.count("\n") == 1


def test_an_unwanted_form_a_strange_host_and_a_strange_method_are_refused(address: str) -> None:
    assert query(address, NAMES, "image/png")[0] == 406
    assert ask(f"{address}/health", Host="example.org")[0] == 400
    assert ask(f"{address}/graph", b"", "text/plain")[0] == 405
    assert ask(f"{address}/../../etc/passwd")[0] == 404


def test_from_reads_no_file_and_no_network(address: str) -> None:
    for source in ("file:///etc/passwd", "http://example.org/data.ttl"):
        assert query(address, f"SELECT * FROM <{source}> {{ ?s ?p ?o }}", "text/csv")[2].split() == ["o,p,s"]


def test_an_answer_that_is_too_large_is_refused(address: str) -> None:
    status, _, text, _ = query(address, "SELECT * { ?a ?b ?c . ?d ?e ?f }", "application/sparql-results+xml")
    assert (status, "larger than 50,000,000 bytes" in text) == (400, True)


def test_a_query_that_takes_too_long_is_ended_and_the_next_is_answered(hasty: str) -> None:
    start = time.monotonic()
    status, _, text, _ = query(hasty, ENDLESS)
    assert (status, text) == (504, "the query took longer than 1 seconds\n")
    assert time.monotonic() - start < 20
    for _ in range(20):  # a new process takes its time to start
        status, _, body, _ = query(hasty, NAMES, "text/csv")
        if status == 200:
            break
    assert (status, body.split("\r\n")[1]) == (200, "Awa Keita")


@pytest.mark.parametrize("text, statuses", [
    ("SELECT * {" * 3000 + "}" * 3000, {400, 500, 504}),
    ("SELECT (" + "(" * 5000 + "1" + ")" * 5000 + " AS ?n) {}", {200, 400, 500, 504}),
    ('SELECT * { ?s rdfs:label ?l FILTER(REGEX("%s!", "^(((a+)+)+)+$")) }' % ("a" * 5000), {200, 504}),
    ("SELECT (COUNT(*) AS ?n) { ?a (!kg:none|^!kg:none)* ?b . ?c (!kg:none|^!kg:none)* ?d . ?e (!kg:no)* ?f }", {504}),
])
def test_what_would_bring_a_server_down_is_answered(hasty: str, text: str, statuses: set[int]) -> None:
    status, _, told, _ = ask(f"{hasty}/sparql", text.encode(), "application/sparql-query")
    assert status in statuses and (status == 200 or told.count("\n") == 1)
    for _ in range(40):  # a new process takes its time to start
        if query(hasty, NAMES, "text/csv")[0] == 200:
            return
    raise AssertionError("the next query is not answered")


def test_too_many_at_once_are_sent_away_and_told_when_to_come_again(hasty: str) -> None:
    with ThreadPoolExecutor(16) as many:
        answers = list(many.map(lambda _: query(hasty, ENDLESS), range(16)))
    away = [answer for answer in answers if answer[0] == 503]
    assert 1 <= len(away) < 16
    assert {answer[3] for answer in away} == {"2"}
    assert {answer[0] for answer in answers} == {503, 504}
    health = json.loads(ask(f"{hasty}/health")[2])
    assert health == {"status": "ok", "running": 0, "waiting": 0}


def test_a_client_that_sends_slowly_is_let_go(hasty: str) -> None:
    host, port = hasty.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as slow:
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/sparql-query\r\n"
                     b"Content-Length: 100\r\n\r\nASK")
        assert slow.recv(1000).startswith(b"HTTP/1.1 408")


def test_a_build_beside_it_is_seen_by_queries_that_follow(folder: Path, address: str) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a a kg:Article }"

    def wait_for(number: str) -> bool:
        """Queries share a handle for a while after the store was opened."""
        end = time.monotonic() + 30
        while (found := query(address, text, "text/csv")[2].split()) != ["n", number] and time.monotonic() < end:
            time.sleep(0.05)
        return found == ["n", number]

    assert wait_for("1")
    with closing(open_store(folder)) as store:
        reading = border_reading("second")
        store.replace(reading.article.iri, quads_of(reading, load_ontology()))
        assert wait_for("2")
        store.retract(reading.article.iri)
    assert wait_for("1")


def test_queries_share_a_handle_for_a_while(tmp_path: Path) -> None:
    with closing(open_store(tmp_path / "graph", create=True)) as store:
        reader, job = _Reader(str(tmp_path / "graph")), Job("query", "ASK { ?a a kg:Article }", "text/csv")
        assert reader.answer(job).body == b"false"
        assert reader.again > 0
        reading = border_reading()
        store.replace(reading.article.iri, quads_of(reading, load_ontology()))
        reader.again = time.monotonic() + 1000
        assert reader.answer(job).body == b"false"
        reader.again = 0.0
        assert reader.answer(job).body == b"true"


def test_the_pages_work_in_a_browser(address: str) -> None:
    with start_browser() as browser:
        page = browser.new_page()
        trouble: list[str] = []
        page.on("pageerror", lambda error: trouble.append(str(error)))
        page.on("request", lambda request: trouble.append(request.url) if address not in request.url else None)
        page.goto(address)
        assert page.locator("#questions option").count() == len(load_questions())
        page.select_option("#questions", "denials")
        page.click("#ask")
        page.wait_for_selector("#answer td")
        assert "its soldiers attacked the village" in page.inner_text("#answer")
        page.fill("#query", "DROP ALL")
        page.click("#ask")
        page.wait_for_selector("#answer pre")
        assert page.inner_text("#status") == "refused (400)"
        page.goto(f"{address}/graph")
        page.wait_for_function("performance.getEntriesByName('drawn').length === 1")
        assert page.inner_text("h1") == "Norway sends soldiers to Mali"
        assert trouble == []


def test_a_store_that_is_being_written_is_served(folder: Path) -> None:
    with closing(open_store(folder)), serve(folder) as found:
        query = urllib.parse.urlencode({"query": "ASK { ?any a <https://w3id.org/kgraph/ns#Article> }"})
        with urllib.request.urlopen(f"{found}/sparql?{query}", timeout=30) as answer:
            assert json.loads(answer.read())["boolean"] is True
