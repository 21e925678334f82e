"""Which articles of a store pass its checks: those that are as they were when they passed are not checked again."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha256
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kgraph import __version__
from kgraph.checks import Violation, check_article, check_rest, find_shapes, load_shapes
from kgraph.iris import article_iri
from kgraph.records import KgraphError
from kgraph.store import CHECKED, Store
from kgraph.vocabulary import KG

AT_ONCE = 64  # articles that wait in memory to be checked


def check_articles(
    store: Store, ontology_folder: Path, articles: Iterable[str] = (), processes: int = 1
) -> tuple[int, list[Violation]]:
    """Check the given articles (ids or IRIs) or, without any, the graphs of no article and all that changed.

    The number of articles that were checked, and all violations, sorted. What passes is remembered in the store.

    Raises KgraphError for an article that the store lacks.
    """
    known, chosen = set(store.articles()), [article_iri(article) for article in articles]
    for iri in chosen:
        if iri not in known:
            raise KgraphError(f"check: the store has no article {iri}")
    rules = sha256(__version__.encode() + b"".join(path.read_bytes() for path in find_shapes(ontology_folder)))
    before = {} if chosen else _load_passed(store)
    passed: dict[str, str] = {}
    changed: dict[str, str] = {}

    def read() -> Iterator[tuple[str, str, Path]]:
        """What must be checked, as N-Quads."""
        for iri in chosen or sorted(known):
            text = "".join(f"{quad} .\n" for quad in store.quads(iri))
            digest = sha256(rules.digest() + text.encode()).hexdigest()
            (passed if before.get(iri) == digest else changed)[iri] = digest
            if iri in changed:
                yield iri, text, ontology_folder

    found = set() if chosen else set(check_rest(store, ontology_folder))
    for iri, violations in _check(read(), processes):
        found.update(violations)
        if not violations:
            passed[iri] = changed[iri]
    kept = {iri: digest for iri, digest in _load_passed(store).items() if iri in known and iri not in changed}
    quads = [
        ox.Quad(ox.NamedNode(iri), KG.passedAs, ox.Literal(digest), CHECKED) for iri, digest in (kept | passed).items()
    ]
    store.replace_graph(CHECKED, quads)
    return len(changed), sorted(found)


def forget(store: Store, articles: Iterable[str]) -> None:
    """Forget that articles, which are there no more, passed."""
    store.remove([quad for iri in articles for quad in store.find(ox.NamedNode(iri), KG.passedAs, None, CHECKED)])


def _load_passed(store: Store) -> dict[str, str]:
    return {
        quad.subject.value: quad.object.value
        for quad in store.find(None, KG.passedAs, None, CHECKED)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


def _check(tasks: Iterator[tuple[str, str, Path]], processes: int) -> Iterator[tuple[str, list[Violation]]]:
    """The violations of each article, in order."""
    if processes == 1:
        yield from map(_check_one, tasks)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, mp_context=context) as pool:
        while some := list(islice(tasks, AT_ONCE)):
            yield from pool.map(_check_one, some)


def _check_one(task: tuple[str, str, Path]) -> tuple[str, list[Violation]]:
    iri, text, ontology_folder = task
    quads = list(ox.parse(text, ox.RdfFormat.N_QUADS))
    return iri, check_article(iri, quads, load_shapes(ontology_folder))
