"""Articles in, readings or a store out: `build`, `read` and `retract`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgraph.commands.options import (
    MODEL,
    Articles,
    Authorities,
    ClaimReader,
    Claims,
    Least,
    Model,
    MoreArticles,
    Ontologies,
    Processes,
    StoreOption,
    finish,
    make_quads,
    make_settings,
    open_given,
    read_articles,
    tell,
)
from kgraph.files import check_target, write_whole
from kgraph.reading_json import write_json
from kgraph.records import KgraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kgraph.articles import Failure
    from kgraph.ontology import Ontology
    from kgraph.reader import ReaderSettings
    from kgraph.records import Article
    from kgraph.store import Store


class ReadingFormat(StrEnum):
    """What `read` writes."""

    jsonl = "jsonl"
    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"


def build(
    store: StoreOption,
    paths: MoreArticles = None,
    stale: Annotated[
        bool, typer.Option("--stale", help="Read again what an older kgraph, model or ontology read, and nothing else.")
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FILE", show_default=False, help="Also write the page of the whole store."),
    ] = None,
    ontology: Ontologies = None,
    authority: Authorities = None,
    model: Model = MODEL,
    processes: Processes = 1,
    attributions: Claims = ClaimReader.learned,
    min_confidence: Least = 0.0,
) -> None:
    """Read articles into a store.

    An article that is in the store already is replaced, and nothing else changes. An article that cannot be used is
    reported and the others land; the exit status is then 1. At the end, what is one over all articles is found anew.
    `--stale` needs no files: the store has the text of its articles.
    """
    from kgraph.articles import load_articles
    from kgraph.identity import update_identity
    from kgraph.identity.graph import mark_outdated
    from kgraph.store import is_address, open_store

    settings, declared = make_settings(model, ontology, attributions, authority)
    if page:
        check_target(page)
    if stale == bool(paths):
        raise KgraphError("build needs PATH, or --stale alone")
    built = quads = 0
    failures: list[Failure] = []
    with ExitStack() as stack:
        # A store that is there is opened before anything is read; a new one is made for the first good article.
        folder = Path(store)
        there = is_address(store) or folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
        opened = stack.enter_context(closing(open_store(store))) if there else None
        articles: Iterable[Article | Failure] = load_articles(paths or [])
        if stale:
            opened = opened if opened is not None else stack.enter_context(closing(open_store(store)))
            articles = _stale_articles(opened, settings, declared)
        found = make_quads(read_articles(articles, settings, processes, failures, min_confidence), declared, failures)
        first = next(found, None)
        if first is not None:
            if opened is None:
                opened = stack.enter_context(closing(open_store(store, create=True)))
            mark_outdated(opened)
            for _, count in opened.load(chain([first], found)):
                built, quads = built + 1, quads + count
        if opened is not None:
            update_identity(opened, declared)
        if page and opened is not None:
            from kgraph.page import page_html

            write_whole(page, page_html(opened))
    tell(f"{built} {'article' if built == 1 else 'articles'} built into {store}, {quads:,} quads")
    finish(failures)


def _stale_articles(store: Store, settings: ReaderSettings, declared: Ontology) -> Iterator[Article]:
    """The articles of a store that others than these settings read."""
    from kgraph.reader import name_versions
    from kgraph.status import find_status, join_versions, load_article

    stale = find_status(store).stale(join_versions(name_versions(settings, declared)))
    return (load_article(store, iri, declared) for iri in stale)


def read(
    paths: Articles,
    format: Annotated[
        ReadingFormat, typer.Option("--format", help="JSON Lines, or a format of RDF.")
    ] = ReadingFormat.jsonl,
    ontology: Ontologies = None,
    authority: Authorities = None,
    model: Model = MODEL,
    processes: Processes = 1,
    attributions: Claims = ClaimReader.learned,
    min_confidence: Least = 0.0,
) -> None:
    """Read articles and write what was found to standard output, one article after the other.

    Turtle has no named graphs: what only a claim states stands there as kg:Statement with kg:accordingTo.
    """
    from kgraph.articles import load_articles
    from kgraph.formats import write_formats

    settings, declared = make_settings(model, ontology, attributions, authority)
    failures: list[Failure] = []
    readings = read_articles(load_articles(paths), settings, processes, failures, min_confidence)
    if format is ReadingFormat.jsonl:
        for reading in readings:
            print(json.dumps(write_json(reading), ensure_ascii=False), flush=True)
    else:
        graphs: Iterator[list[Quad]] = (quads for _, quads in make_quads(readings, declared, failures))
        if format is ReadingFormat.jsonld:  # one document, so it cannot be written article by article
            graphs = iter([[quad for quads in graphs for quad in quads]])
        for quads in graphs:
            print(write_formats(quads, format.value), end="", flush=True)
    finish(failures)


def retract(
    article: Annotated[
        str,
        typer.Argument(
            metavar="PATH|ID|IRI", show_default=False, help="The file that it was built from, its id, or its IRI."
        ),
    ],
    store: StoreOption,
) -> None:
    """Remove an article, and all that only it reports, from a store."""
    from kgraph.articles import Failure, load_articles
    from kgraph.declarations import load_ontology
    from kgraph.identity import update_identity
    from kgraph.identity.graph import mark_outdated
    from kgraph.iris import article_iri
    from kgraph.passes import forget

    if Path(article).exists():
        iris = [item.iri for item in load_articles([article]) if not isinstance(item, Failure)]
    else:
        iris = [article_iri(article), article_iri(Path(article).stem)]
    with open_given(store) as opened:
        known = set(opened.articles())
        removed = [iri for iri in dict.fromkeys(iris) if iri in known]
        if removed:
            mark_outdated(opened)
            for iri in removed:
                opened.retract(iri)
            forget(opened, removed)
            update_identity(opened, load_ontology())
    if not removed:
        raise KgraphError(f"{article}: no such article in {store}")
    for iri in removed:
        tell(f"{iri} retracted from {store}")
