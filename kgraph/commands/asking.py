"""Questions to a store: `query`."""

from __future__ import annotations

import shutil
import sys
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from kgraph.commands.completing import complete_question, complete_value
from kgraph.commands.options import open_given
from kgraph.records import KgraphError


class TableFormat(StrEnum):
    """What `query` writes."""

    table = "table"
    csv = "csv"
    json = "json"


def query(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION",
            show_default=False,
            help="A file, a SPARQL query, or the name of a stored question.",
            autocompletion=complete_question,
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="KEY=VALUE",
            show_default=False,
            help="Values for what the question leaves open.",
            autocompletion=complete_value,
        ),
    ] = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store",
            metavar="DIR|URL",
            show_default=False,
            help="Folder of the store, or address of a SPARQL 1.1 server.",
        ),
    ] = None,
    stated: Annotated[bool, typer.Option("--stated", help="Ask only what the articles say themselves.")] = False,
    evidence: Annotated[bool, typer.Option("--evidence", help="Add the sentences that prove each row.")] = False,
    output: Annotated[TableFormat, typer.Option("--output", help="How rows are written.")] = TableFormat.table,
    own: Annotated[
        Path | None,
        typer.Option(
            "--questions", metavar="DIR", show_default=False, help="A folder of questions of your own (*.rq)."
        ),
    ] = None,
    list_questions: Annotated[bool, typer.Option("--list", help="List the stored questions and exit.")] = False,
) -> None:
    """Ask a store a question in SPARQL."""
    from kgraph import questions

    if list_questions:
        for stored in (questions.load_questions() | (questions.load_questions(own) if own else {})).values():
            keys = " ".join(f"{name}=" for name in questions.find_parameters(stored.text))
            print(f"{stored.name:<24} {stored.title}{f' [{keys}]' if keys else ''}")
        return
    if question is None or store is None:
        raise KgraphError("query needs a QUESTION and --store DIR (or --list alone)")
    from kgraph.evidence import ask_with_evidence
    from kgraph.tables import write_rows

    given = dict(value.partition("=")[::2] for value in values or ())
    left_open = questions.find_query(question, own)
    text = questions.fill(left_open, given)
    with open_given(store) as opened:
        telling = questions.find_articles(opened, left_open, given) if stated else None
        ask = partial(ask_with_evidence, opened) if evidence else opened.query
        rows = ask(text, stated, telling)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    print(write_rows(rows, output.value, width), end="")
