"""A store in other forms: `export`."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from kgraph.commands.options import StoreOption, open_given


class ExportFormat(StrEnum):
    """What `export` writes."""

    reading = "reading"
    nquads = "nquads"
    trig = "trig"
    jsonld = "jsonld"
    graphml = "graphml"
    gexf = "gexf"
    nodes = "nodes"
    edges = "edges"
    corpus = "corpus"
    gold_claims = "gold-claims"
    gold_events = "gold-events"
    gold_chains = "gold-chains"


def export(
    store: StoreOption,
    format: Annotated[
        ExportFormat,
        typer.Option(
            "--format",
            help="Readings (JSON Lines), RDF, a network of entities, its nodes or edges as CSV, the articles, "
            "or people's decisions as gold data (JSON Lines).",
        ),
    ] = ExportFormat.nquads,
) -> None:
    """Write a store to standard output.

    Readings have the form that `read` writes, with one IRI for what is one over articles. The network joins entities
    by what the articles and their sources state of them. Gold data are claims and events that were confirmed, with
    those rejected beside them, and chains of what was said to be the same or different; they belong to the corpus.
    """
    from kgraph.declarations import load_ontology

    with open_given(store) as opened:
        if format is ExportFormat.reading:
            from kgraph.export.readings import merged_readings

            for reading in merged_readings(opened, load_ontology()):
                print(json.dumps(reading, ensure_ascii=False))
        elif format in (ExportFormat.nquads, ExportFormat.trig, ExportFormat.jsonld):
            from kgraph.formats import write_formats

            print(write_formats(opened.find(), format.value), end="")
        elif format is ExportFormat.corpus or format.value.startswith("gold-"):
            from kgraph.export.gold import GOLD, write_corpus

            for line in GOLD.get(format.value, write_corpus)(opened, load_ontology()):
                print(json.dumps(line, ensure_ascii=False))
        else:
            from kgraph.export.networks import build_network, write_network

            print(write_network(build_network(opened, load_ontology()), format.value), end="")
