"""A person's word, and what is one over articles: `same`, `different`, `confirm`, `reject` and `identity`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kgraph.commands.options import StoreOption, open_given, tell
from kgraph.records import KgraphError

if TYPE_CHECKING:
    from kgraph.identity.graph import Merged

First = Annotated[str, typer.Argument(metavar="A", show_default=False, help="IRI of an entity or event.")]
Second = Annotated[str, typer.Argument(metavar="B", show_default=False, help="IRI of another one.")]
Target = Annotated[
    str, typer.Argument(metavar="IRI", show_default=False, help="A claim, event, statement, entity or merge.")
]
By = Annotated[str, typer.Option("--by", metavar="NAME", show_default=False, help="Who decides.")]
On = Annotated[str, typer.Option("--on", metavar="DATE", show_default=False, help="The day (YYYY-MM-DD).")]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", show_default=False, help="The reason.")]


def same(a: First, b: Second, store: StoreOption, by: By, on: On, why: Why = None) -> None:
    """Demand that two entities, or two events, are one: now and after every build."""
    _decide(store, "same", [a], [b], by, on, why)


def different(a: First, b: Second, store: StoreOption, by: By, on: On, why: Why = None) -> None:
    """Forbid that two entities, or two events, are one: now and after every build."""
    _decide(store, "different", [a], [b], by, on, why)


def confirm(iri: Target, store: StoreOption, by: By, on: On, why: Why = None) -> None:
    """Say that something in a store is right."""
    _decide(store, "confirmed", [iri], [], by, on, why)


def reject(
    iri: Target,
    store: StoreOption,
    by: By,
    on: On,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", show_default=False, help="The reason.")],
) -> None:
    """Say that something in a store is wrong. A merge that is rejected is undone."""
    _decide(store, "rejected", [iri], [], by, on, why)


def identity(
    store: StoreOption,
    update: Annotated[bool, typer.Option("--update", help="Find anew what is one over all articles.")] = False,
    undo: Annotated[
        str | None,
        typer.Option(
            "--undo",
            metavar="IRI",
            show_default=False,
            help="Part what was merged (needs --by, --on), or drop a decision.",
        ),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", show_default=False, help="Who decides.")] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", show_default=False, help="The day (YYYY-MM-DD).")
    ] = None,
    why: Why = None,
) -> None:
    """List what is one over the articles of a store, with the reasons, and the decisions of people."""
    from kgraph.decisions import is_decision, load_decisions, withdraw
    from kgraph.declarations import load_ontology
    from kgraph.identity import update_identity
    from kgraph.identity.graph import load_identity

    with open_given(store) as opened:
        if undo and is_decision(opened, undo):
            withdraw(opened, undo)
        elif undo:
            if by is None or on is None:
                raise KgraphError("identity --undo needs --by NAME and --on DATE")
            from kgraph.decisions import decide

            decide(opened, "different", [undo], [undo], by, on, why)
        if update or undo:
            update_identity(opened, load_ontology())
        for each in load_identity(opened):
            _print(each)
        for decision in load_decisions(opened):
            targets = " ".join([*decision.one, *(["and"] if decision.other else []), *decision.other])
            print(f"{decision.iri}  {decision.verdict} by {decision.by} on {decision.on}: {targets}")
            if decision.why:
                print(f"    {decision.why}")


def _print(merged: Merged) -> None:
    print(f"{merged.iri}  {merged.label} ({len(merged.members)})")
    for link in merged.links:
        print(f"    {link.one} = {link.other}\n        {'; '.join(link.reasons)}")


def _decide(store: str, verdict: str, one: list[str], other: list[str], by: str, on: str, why: str | None) -> None:
    from kgraph.decisions import decide
    from kgraph.declarations import load_ontology
    from kgraph.identity import update_identity

    with open_given(store) as opened:
        decision = decide(opened, verdict, one, other, by, on, why)
        update_identity(opened, load_ontology())
    tell(f"{decision.iri}: {verdict}")
