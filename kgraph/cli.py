"""The command `kgraph`: thin commands over the functions of the package.

Exit status: 0 all is well; 1 something was found wrong (an article that could not be used, a violation, an example that
fails), and the rest was done; 2 nothing was done, for the command line, the ontologies, the store or a query are wrong.
Heavy modules are imported inside the commands, so that `kgraph --help` answers at once.
"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kgraph import __version__
from kgraph.commands import asking, checking, deciding, drawing, exporting, keeping, reading, serving
from kgraph.records import KgraphError

app = typer.Typer(
    name="kgraph",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Read news articles in English into a graph in which every line is proven by its sentence.",
)
check_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Check the ontologies or a store.")
COMMANDS = (
    reading.build,
    reading.read,
    asking.query,
    drawing.page,
    serving.serve,
    exporting.export,
    deciding.identity,
    deciding.same,
    deciding.different,
    deciding.confirm,
    deciding.reject,
    reading.retract,
    keeping.status,
    keeping.diff,
    keeping.backup,
    keeping.restore,
)
for command in COMMANDS:
    app.command()(command)
app.command("import")(keeping.import_quads)
check_app.command("ontology")(checking.check_ontology)
check_app.command("store")(checking.check_store)
app.add_typer(check_app, name="check")


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
