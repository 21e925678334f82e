"""What the store costs: `build` against `read`, and how fast quads are loaded against pyoxigraph's own bulk load.

    python benchmarks/loading.py [PATH ...] [--articles N]

The paths are as for `kgraph read`; without any, the seed articles ten times over. All sides run in one process, in
turn, and are measured in its own processor time, so that whatever else the machine does counts for none. Reading is by
the learned reader, one thread. What is loaded are N articles of the kind that `tests/large_stores.py` invents: as
N-Quads by `bulk_load`, by what `kgraph import` does (parse, check, load), and one by one where they are new, where they
are there and have not changed, and where they are there and have changed.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

# Before numpy is loaded: one thread each, as one worker process has.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import pyoxigraph as ox

from kgraph.archives import read_quads
from kgraph.declarations import load_ontology
from kgraph.identity import update_identity
from kgraph.reader import Reader, ReaderSettings
from kgraph.reading_json import write_json
from kgraph.store import open_store
from kgraph.triples import quads_of

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from large_stores import write_article
from speed import SEEDS, load_texts


def take_time(task: Callable[[], object]) -> float:
    """The processor time, in seconds, that a task takes in all threads of this process."""
    start = time.process_time()
    task()
    return time.process_time() - start


def compare_build(paths: list[str], folder: Path) -> None:
    """`read` and `build` on the same articles, in turn, and identity over all of them at the end."""
    articles = load_texts(paths or [str(SEEDS)], 1 if paths else 10)
    reader = Reader(ReaderSettings())
    reader.read(articles[0])  # what is loaded on first use is no part of the speed
    seconds = {"read": 0.0, "triples": 0.0, "store": 0.0, "identity": 0.0}
    found = []
    with closing(open_store(folder / "built", create=True)) as store:
        for article in articles:
            start = time.process_time()
            reading = reader.read(article)
            middle = time.process_time()
            found.append((article.iri, quads_of(reading, reader.ontology)))
            end = time.process_time()
            json.dumps(write_json(reading), ensure_ascii=False)
            seconds["triples"] += end - middle
            seconds["read"] += middle - start + time.process_time() - end
        seconds["store"] = take_time(lambda: list(store.load(found)))
        seconds["identity"] = take_time(lambda: update_identity(store, reader.ontology))
        count = len(store)
    build = sum(seconds.values())
    print(f"{len(articles)} articles, {count:,} quads, processor time, one thread of reading")
    print(f"read   {len(articles) / seconds['read']:7.2f} articles/s")
    print(f"build  {len(articles) / build:7.2f} articles/s, {seconds['read'] / build:.2f} of read")
    for name, taken in seconds.items():
        print(f"       {1000 * taken / len(articles):7.1f} ms an article, {100 * taken / build:4.1f}% {name}")


def compare_loading(count: int, folder: Path) -> None:
    """Quads a second by each way into a store."""
    ontology = load_ontology()
    readings = [write_article(number) for number in range(count)]
    articles = [(reading.article.iri, quads_of(reading, ontology)) for reading in readings]
    changed = [(r.article.iri, quads_of(replace(r, events=r.events[1:]), ontology)) for r in readings]
    data = "".join(sorted(f"{quad} .\n" for _, quads in articles for quad in quads)).encode()
    total = data.count(b"\n")
    (folder / "all.nq").write_bytes(data)

    def bulk_load() -> None:
        store = ox.Store(str(folder / "own"))
        store.bulk_load(path=str(folder / "all.nq"), format=ox.RdfFormat.N_QUADS)
        store.flush()

    def take_quads() -> None:
        with closing(open_store(folder / "imported", create=True)) as store:
            list(store.load(read_quads(str(folder / "all.nq")).articles.items()))
            store.inner.flush()

    def put(name: str, given: list[tuple[str, list[ox.Quad]]]) -> None:
        with closing(open_store(folder / name, create=True)) as store:
            for article, quads in given:
                store.replace(article, quads)
            store.inner.flush()

    tasks: list[tuple[str, Callable[[], object]]] = [
        ("pyoxigraph's bulk_load", bulk_load),
        ("kgraph import", take_quads),
        ("new, one by one", lambda: put("put", articles)),
        ("not changed", lambda: put("put", articles)),
        ("changed", lambda: put("put", changed)),
    ]
    print(f"\n{count} articles, {total:,} quads, processor time")
    own = 0.0
    for name, task in tasks:
        taken = take_time(task)
        own = own or taken
        print(f"{name:<24} {total / taken:10,.0f} quads/s, {own / taken:.2f} of bulk_load")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--articles", type=int, default=100)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compare_build(options.paths, Path(folder))
        compare_loading(options.articles, Path(folder))


if __name__ == "__main__":
    main()
