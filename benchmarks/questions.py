"""How long the stored questions take, over invented articles: kgraph's store on disk, and rdflib's own in memory.

    python benchmarks/questions.py [QUADS] [--rdflib QUADS] [--rounds N] [--limit SECONDS]

A store of so many quads (10 million, unless told) is filled in a folder that is removed at the end. Each question is
asked as a person would: about the people, places and bodies that the first articles name, and about these articles;
once to warm up, then some rounds. Without any value a question lists the whole store, which takes as long as the store
is large; that is not measured. With --rdflib, both stores are filled with fewer quads and asked the same; rdflib is
given so many seconds a question (each in a process of its own, which is killed then).
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import tempfile
import time
from collections.abc import Iterable
from statistics import quantiles
from typing import Any

import pyoxigraph as ox
from invented import Article, fill_store
from rdflib import Dataset

from kgraph.decisions import decide
from kgraph.questions import fill, load_questions
from kgraph.store import Store

# For each question, its places and the columns of its answer that hold what may be put there.
ASKED = {
    "who_said_what": {"by": "source", "to": "addressee"},
    "claims_by_role": {"by": "person"},
    "deployments": {"of": "force", "into": "destination"},
    "casualties": {"near": "place"},
    "condemnations": {"by": "condemner", "of": "condemned"},
    "only_claimed": {"by": "source"},
    "denials": {"by": "source"},
    "about_actors": {"actor": "actor"},
    "members": {"of": "organization", "who": "member"},
    "protests": {"by": "protester", "near": "place"},
    "appeals": {"by": "appealer", "to": "addressee"},
    "attacks": {"by": "attacker", "on": "target", "near": "place"},
    "direct_quotes": {"by": "source"},
    "stated_by_the_article": {"about": "filler"},
    "plans_and_demands": {"about": "filler"},
    "arrests": {"by": "arrester", "of": "detainee", "near": "place"},
    "one_over_articles": {"name": "name"},
    "reports_of_one_event": {"near": "place"},
    "decisions": {"by": "by"},
}
EACH = 12  # ways to ask a question
Texts = dict[str, list[str]]


def choose(store: Store, articles: list[Article]) -> Texts:
    """Each question in the ways in which it is asked: of articles, and of names in them with a capital letter."""
    asked: Texts = {}
    for name, places in ASKED.items():
        text = load_questions()[name].text
        by_article = [fill(text, {"article": each.iri}) for each in articles] if "#article=" in text else []
        found: dict[str, None] = {}
        for question in by_article or [text]:
            rows = store.query(question)
            for place, column in places.items():
                values = {row[rows.names.index(column)] for row in rows.rows} if column in rows.names else {"Valverde"}
                known = sorted(value for value in values if value and value[0].isupper())
                found |= dict.fromkeys(fill(text, {place: value}) for value in known[:2])
        asked[name] = [*by_article[: EACH // 3], *list(found)[: EACH - EACH // 3]]
    return asked


def time_store(store: Store, asked: Texts, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of each question, warm."""
    times: dict[str, list[float]] = {}
    for name, texts in asked.items():
        for text in texts:
            store.query(text)
        times[name] = [_time(store, text) for _ in range(rounds) for text in texts]
    return times


def _time(store: Store, text: str) -> float:
    begin = time.perf_counter()
    store.query(text)
    return (time.perf_counter() - begin) * 1000


def time_rdflib(data: Dataset, asked: Texts, limit: float) -> dict[str, list[float]]:
    """Milliseconds of each question, asked once in its first way; the limit where it was not answered in time."""
    times = {}
    context = multiprocessing.get_context("fork")  # the child has the data without copying it
    for name, texts in asked.items():
        ends, starts = context.Pipe(duplex=False)
        child = context.Process(target=_answer, args=(data, texts[0], starts))
        child.start()
        times[name] = [ends.recv() if ends.poll(limit) else limit * 1000]
        child.kill()
        child.join()
    return times


def _answer(data: Dataset, text: str, pipe: Any) -> None:
    begin = time.perf_counter()
    list(data.query(text))
    pipe.send((time.perf_counter() - begin) * 1000)


def share(times: Iterable[float], percent: int) -> float:
    """The time within which so many percent are answered."""
    found = sorted(times)
    return quantiles(found, n=100, method="inclusive")[percent - 1] if len(found) > 1 else found[0]


def fill_folder(folder: str, size: int) -> tuple[Store, list[Article]]:
    begin = time.perf_counter()
    store = Store(ox.Store(folder))
    articles = fill_store(store.inner, size)
    decide_some(store, articles)
    print(f"{len(store):,} quads filled in {time.perf_counter() - begin:.0f} s", flush=True)
    return store, articles


def decide_some(store: Store, articles: list[Article]) -> None:
    """Let somebody confirm the figures of the first articles."""
    for event in (iri for article in articles for iri in article.told):
        decide(store, "confirmed", [event], [], "Lena Okoro", "2022-02-01", "counted")


def measure(size: int, rounds: int) -> None:
    """Print p50 and p95 of each question over a store of so many quads."""
    with tempfile.TemporaryDirectory() as folder:
        store, articles = fill_folder(folder, size)
        tell(store, articles, rounds)
        store.close()


def tell(store: Store, articles: list[Article], rounds: int) -> None:
    times = time_store(store, choose(store, articles), rounds)
    print(f"{'question':<24} {'p50 ms':>8} {'p95 ms':>8} {'asked':>6}")
    for name, found in times.items():
        print(f"{name:<24} {share(found, 50):8.1f} {share(found, 95):8.1f} {len(found):6}")
    every = [each for found in times.values() for each in found]
    print(f"{'all':<24} {share(every, 50):8.1f} {share(every, 95):8.1f} {len(every):6}", flush=True)


def compare(size: int, limit: float) -> None:
    """Print how many times longer rdflib takes over the same quads in memory."""
    with tempfile.TemporaryDirectory() as folder:
        store, articles = fill_folder(folder, size)
        asked = {name: texts[:1] for name, texts in choose(store, articles).items()}
        ours = time_store(store, asked, 5)
        data = Dataset(default_union=True)
        data.parse(data=store.dump(), format="nquads")
        theirs = time_rdflib(data, asked, limit)
        print(f"{'question':<24} {'store ms':>9} {'rdflib ms':>10} {'ratio':>8}")
        for name, found in ours.items():
            fast, slow = share(found, 50), theirs[name][0]
            more = ">" if slow >= limit * 1000 else " "
            print(f"{name:<24} {fast:9.1f} {more}{slow:9.0f} {more}{slow / fast:7.0f}", flush=True)
        store.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("quads", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--rdflib", type=int, metavar="QUADS", help="also compare with rdflib over so many quads")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--limit", type=float, default=60.0, help="seconds that rdflib has for a question")
    options = parser.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}, pyoxigraph {ox.__version__}")
    measure(options.quads, options.rounds)
    if options.rdflib:
        compare(options.rdflib, options.limit)


if __name__ == "__main__":
    main()
