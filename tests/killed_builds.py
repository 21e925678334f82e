"""Builds that are killed: a process that builds into a store, and what must hold of the store whenever it dies.

The articles are small and invented; each has two readings, of which a store may have either, but nothing between them.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pyoxigraph as ox
from large_stores import write_article

import kgraph.store
from kgraph.commands import options, reading
from kgraph.decisions import decide, load_decisions
from kgraph.declarations import load_ontology
from kgraph.identity import update_identity
from kgraph.identity.graph import is_outdated
from kgraph.reader import ReaderSettings
from kgraph.records import Reading
from kgraph.store import DECISIONS, IDENTITY, Store, open_store
from kgraph.triples import quads_of

ARTICLES = 8
ONTOLOGY = load_ontology()
STORY = range(ARTICLES)


def read_version(number: int, version: int) -> Reading:
    """One of the two readings of an article: the second has another number of sentences."""
    return write_article(number, settled=2 + version, deployed=3 - version, killed=1)


def build(folder: str, version: int, numbers: list[int], pipe: Connection) -> None:
    """`kgraph build` of some articles, with readings that are there already, told as they are asked for."""
    def readings(*_: object) -> Iterator[Reading]:
        for number in numbers:
            pipe.send(number)
            yield read_version(number, version)

    reading.read_articles = readings  # type: ignore[assignment]
    reading.make_settings = lambda *_: (ReaderSettings(), ONTOLOGY)  # type: ignore[assignment]
    kgraph.store.BULK = 700  # about two articles
    reading.build(Path(folder), ["-"])
    pipe.send(None)


class KilledBuilds:
    """Builds into a store in a folder, each killed at a random moment; `check` tells whether the store is as it may be.

    The processes come from a server that never opens a store itself.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload(["killed_builds"])
        # The server finds this module by its environment alone; without it each build would import everything anew.
        with patch.dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path)):
            forkserver.ensure_running()
        self.versions = {read_version(n, 0).article.iri: [sorted(quads_of(read_version(n, v), ONTOLOGY), key=str)
                                                          for v in (0, 1)] for n in STORY}
        self.had: dict[str, list[ox.Quad]] = {}
        self.finished = self.outdated = 0
        with TemporaryDirectory() as other:
            # Seconds of a build that is let live, on this machine: of new articles, and of those that are there.
            self.new, self.again = (self._time_build(Path(other, "graph"), version) for version in (0, 1))

    def _start(self, folder: Path, version: int, numbers: list[int]) -> tuple[BaseProcess, Connection]:
        here, there = self.context.Pipe()
        process = self.context.Process(target=build, args=(str(folder), version, numbers, there))
        process.start()
        there.close()
        return process, here

    def _time_build(self, folder: Path, version: int) -> float:
        """Seconds from the first reading of a build of all articles to its end."""
        process, here = self._start(folder, version, list(STORY))
        here.recv()
        start = time.perf_counter()
        while here.recv() is not None:
            pass
        span = time.perf_counter() - start
        process.join()
        return span

    def run_one(self) -> None:
        """Start a build of some articles and kill it at a random moment, mostly before its end."""
        numbers = self.random.sample(list(STORY), self.random.randint(2, ARTICLES))
        version = self.random.randint(0, 1)
        span = self.again if all(read_version(n, 0).article.iri in self.had for n in numbers) else self.new
        process, here = self._start(self.folder, version, numbers)
        here.recv()
        time.sleep(self.random.random() * span)
        process.kill()
        process.join()
        try:
            while here.poll():
                self.finished += here.recv() is None
        except EOFError:
            pass
        self.check({read_version(n, 0).article.iri: version for n in numbers})

    def check(self, built: dict[str, int]) -> None:
        """Nothing is lost or half-written, and the next command finds everything as if nothing had happened."""
        with closing(open_store(self.folder)) as store:
            self.outdated += is_outdated(store)
            now = {article: store.quads(article) for article in store.articles()}
        assert now.keys() >= self.had.keys(), "an article was lost"
        for article, quads in now.items():
            allowed = [self.had[article]] if article in self.had else []
            allowed += [self.versions[article][built[article]]] if article in built else []
            differ = [(len(set(quads) - set(other)), len(set(other) - set(quads))) for other in allowed]
            assert quads in allowed, f"{article} is neither what it was nor what was built: more and less {differ}"
        with options.open_given(self.folder) as store:
            graphs = {quad.graph_name for quad in store.find()}
            own = {graph for article in now for graph in store.graphs(article)}
            assert graphs <= own | {IDENTITY, DECISIONS}, "a graph belongs to nothing"
            assert not is_outdated(store)
            assert set(store.find(graph=IDENTITY)) == self._identity(store, now), "not all of it is one as it should be"
        self.had = now

    def _identity(self, store: Store, now: dict[str, list[ox.Quad]]) -> set[ox.Quad]:
        """What a store that was built in peace has in its identity graph."""
        fresh = Store()
        fresh.add(quad for quads in now.values() for quad in quads)
        fresh.add(store.find(graph=DECISIONS))
        update_identity(fresh, ONTOLOGY)
        return set(fresh.find(graph=IDENTITY))


@contextmanager
def killed_builds(folder: Path, seed: int) -> Iterator[KilledBuilds]:
    """A store with one article and a decision on it, which must be there to the end."""
    run = KilledBuilds(folder, seed)
    first = read_version(0, 0)
    with closing(open_store(folder, create=True)) as store:
        store.replace(first.article.iri, quads_of(first, ONTOLOGY))
        decide(store, "confirmed", [f"{first.article.iri}#{first.events[0].id}"], [], "Lena Okoro", "2024-05-09", None)
        decisions = load_decisions(store)
        run.had = {first.article.iri: store.quads(first.article.iri)}
    yield run
    with closing(open_store(folder)) as store:
        assert load_decisions(store) == decisions
    assert not list(folder.glob("bulk-*.sst"))
