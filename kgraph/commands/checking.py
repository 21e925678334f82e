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


def check_store(store: StoreOption) -> None:
    """Check a store against the shapes, and every statement against its slice of the text."""
    from kgraph import checks
    from kgraph.declarations import ontology_folder

    with open_given(store) as opened:
        violations = checks.check_store(opened, ontology_folder())
    for violation in violations:
        print(violation)
    tell(f"{len(violations)} violations")
    if violations:
        raise typer.Exit(1)
