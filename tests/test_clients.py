"""Many clients at once during a build, and queries that mean harm: all are answered as they should be."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from itertools import count, cycle, islice
from pathlib import Path

import psutil
import pytest
from large_stores import write_article
from test_server import ask, query, serve

from kgraph.declarations import load_ontology
from kgraph.questions import fill, find_parameters, load_questions
from kgraph.store import Store, open_store
from kgraph.triples import quads_of

CLIENTS, ARTICLES = 8, 20
READING = 0.2  # seconds that a build reads an article before it writes
GROWTH = 1.2  # times the memory of the first third


def write_into(store: Store, number: int, version: int) -> None:
    reading = write_article(number, settled=2 + version, deployed=3 - version, killed=1)
    store.replace(reading.article.iri, quads_of(reading, load_ontology()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clients") / "graph"
    with closing(open_store(path, create=True)) as store:
        for number in range(ARTICLES):
            write_into(store, number, 0)
    return path


def queries() -> list[str]:
    """All stored questions as they are and, where they take one, of one article."""
    stored = [question.text for question in load_questions().values()]
    article = write_article(3).article.id
    of_one = [fill(text, {"article": article}) for text in stored if "article" in find_parameters(text)]
    return [*stored, *of_one, "SELECT * { ?s ?p ?o } LIMIT 200", "ASK { ?a a kg:Article }"]


def count_answers(address: str, number: int, end: float) -> Counter[tuple[int, str]]:
    """What one client is answered until the end, or three times: status, and the words of what was refused."""
    found: Counter[tuple[int, str]] = Counter()
    for text in islice(cycle(queries()), 5 * number, None):
        status, _, body, _ = query(address, text, "text/csv")
        found[status, "" if status == 200 else body] += 1
        if found.total() >= 3 and time.monotonic() > end:
            break
    return found


def build_beside(folder: Path, asking: list[Future[Counter[tuple[int, str]]]]) -> Iterator[int]:
    """Build one article after another, as fast as they are read, while somebody asks; the server's memory each time."""
    server = next(c for c in psutil.Process().children() if {"serve", str(folder)} <= set(c.cmdline()))
    with closing(open_store(folder)) as store:
        for turn in count():
            if all(each.done() for each in asking):
                break
            write_into(store, turn % ARTICLES, (turn // ARTICLES + 1) % 2)
            yield sum(each.memory_info().rss for each in [server, *server.children(recursive=True)])
            time.sleep(READING)


def run_clients(folder: Path, seconds: float) -> tuple[int, list[int]]:
    """How many queries were answered, all of them well, and the memory in bytes along the way."""
    with serve(folder) as address, ThreadPoolExecutor(CLIENTS) as many:
        end = time.monotonic() + seconds
        asking = [many.submit(count_answers, address, number, end) for number in range(CLIENTS)]
        sizes = list(build_beside(folder, asking))
        answers = sum((each.result() for each in asking), Counter[tuple[int, str]]())
    assert set(answers) == {(200, "")}, answers
    return answers.total(), sizes


def test_many_clients_during_a_build(folder: Path) -> None:
    answered, sizes = run_clients(folder, 3)
    assert answered >= 3 * CLIENTS and len(sizes) >= 2


@pytest.mark.soak
def test_many_clients_for_a_minute_and_no_growth(folder: Path) -> None:
    answered, sizes = run_clients(folder, 60)
    print(f"{answered} queries answered, {len(sizes)} articles built, "
          f"{sizes[len(sizes) // 3] / 1e6:.0f} MB, at the end {sizes[-1] / 1e6:.0f} MB")
    assert answered > 10 * CLIENTS and len(sizes) > ARTICLES
    assert max(sizes[-len(sizes) // 3 :]) < GROWTH * max(sizes[: len(sizes) // 3])


@pytest.fixture(scope="module")
def hasty(folder: Path) -> Iterator[str]:
    """A server that gives a query two seconds."""
    with serve(folder, "--timeout", "2", "--workers", "1") as found:
        yield found


DEEP = "nested more than 100 levels deep"
SLOW = "took longer than 2 seconds"


@pytest.mark.parametrize("text, status, reason", [
    ("SELECT * " + "{" * 20_000 + "}" * 20_000, 400, DEEP),
    ("SELECT * { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }", 400, DEEP),
    ("SELECT * { FILTER(" + "!" * 100_000 + "true) }", 400, DEEP),
    ("SELECT * { ?s " + "(" * 20_000 + "a" + ")*" * 20_000 + " ?o }", 400, DEEP),
    ("SELECT * {" * 3000 + " SERVICE <http://example.org/> { ?s ?p ?o } " + "}" * 3000, 400, DEEP),
    ("SELECT * " + "{" * 90 + " SERVICE <http://example.org/> { ?s ?p ?o } " + "}" * 90, 400, "SERVICE"),
    ('SELECT (REGEX("' + "a" * 50_000 + '!", "(a+)+$") AS ?x) {}', 200, "false"),  # matched in linear time
    ('SELECT (REGEX("aa", "((a{1,100}){1,100}){1,100}$") AS ?x) {}', 200, "x\r\n"),  # too large a pattern: no value
    ("SELECT (COUNT(*) AS ?n) { ?a (!<urn:x>|^!<urn:x>)* ?b . ?b (!<urn:x>|^!<urn:x>)* ?c }", 504, SLOW),
    ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?f ?a", 504, SLOW),
    ("SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * 20_000) + "}", 504, SLOW)])
def test_queries_that_mean_harm(hasty: str, text: str, status: int, reason: str) -> None:
    found, _, body, _ = ask(f"{hasty}/sparql", text.encode(), "application/sparql-query", Accept="text/csv")
    assert (found, reason in body) == (status, True), body[:200]


def test_a_query_that_wants_too_much_memory_ends_alone(folder: Path) -> None:
    """Each step makes the words four times as long: a million million characters in the end."""
    steps = " ".join(f"BIND(CONCAT(?w{i}, ?w{i}, ?w{i}, ?w{i}) AS ?w{i + 1})" for i in range(16))
    text = f'SELECT (STRLEN(?w16) AS ?n) {{ BIND("{"w" * 1000}" AS ?w0) {steps} }}'
    with serve(folder, "--timeout", "60", "--workers", "1") as address:
        assert query(address, text, "text/csv")[::2] == (
            500, "the query ended its process: it may want too much memory\n")
        assert query(address, "ASK {}", "text/csv")[::2] == (200, "true")
