"""Checks of the declarations and of a store: `check ontology` and `check store`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.options import MODEL, Model, StoreOption, make_settings, open_given, tell


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

    settings, declared = make_settings(model, [path] if path else None)
    count, failures = check_examples(Reader(settings), declared)
    for failure in failures:
        print(failure)
    tell(f"{len(declared.events)} event types, {count} examples, {len(failures)} failures")
    if failures:
        raise typer.Exit(1)


def check_store(
    store: StoreOption,
    article: Annotated[
        list[str] | None,
        typer.Option(
            "--article", metavar="ID|IRI", show_default=False, help="Only this article (as often as you like)."
        ),
    ] = None,
    processes: Annotated[int, typer.Option("--processes", min=1, help="How many articles are checked at once.")] = 1,
) -> None:
    """Check a store against the shapes, and every statement against its slice of the text.

    An article that is as it was when it passed is not checked again, unless it is named.
    """
    from kgraph.declarations import ontology_folder
    from kgraph.passes import check_articles

    with open_given(store) as opened:
        checked, violations = check_articles(opened, ontology_folder(), article or (), processes)
    for violation in violations:
        print(violation)
    tell(f"{checked} {'article' if checked == 1 else 'articles'} checked, {len(violations)} violations")
    if violations:
        raise typer.Exit(1)
