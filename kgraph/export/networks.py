"""The network of a store's entities: who is tied to whom by which statement, for programs that draw and count."""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from typing import Any

import networkx as nx

from kgraph.identity.members import kinds_of
from kgraph.ontology import Ontology
from kgraph.records import KgraphError
from kgraph.store import Store

FORMATS = ("graphml", "gexf", "nodes", "edges")
CLOCK = re.compile(r' lastmodifieddate="[^"]*"')
STATEMENTS = """SELECT DISTINCT ?one ?property ?other ?from ?to ?article ?claimed WHERE {
    ?statement a kg:Statement ; rdf:subject ?from ; rdf:predicate ?property ; rdf:object ?to ; kg:reportedIn ?article .
    FILTER(ISIRI(?to))
    OPTIONAL { ?from kg:identifiedAs ?from_all } BIND(COALESCE(?from_all, ?from) AS ?one)
    OPTIONAL { ?to kg:identifiedAs ?to_all } BIND(COALESCE(?to_all, ?to) AS ?other)
    BIND(EXISTS { ?statement kg:accordingTo ?claim } AS ?claimed) }"""
# Apart, as a known entity has its label in the graph of each article, which a join would multiply by.
LABELS = "SELECT DISTINCT ?entity ?name WHERE { ?entity rdfs:label ?name }"


def build_network(store: Store, ontology: Ontology) -> nx.MultiDiGraph:
    """Entities over articles (label, type) and the statements between them, one edge for each property.

    `articles` of an edge is how many articles report it, `claimed` in how many of these a source claims it.
    """
    kinds = kinds_of(store, ontology)
    network = nx.MultiDiGraph()
    reports: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    labels = {entity: name or "" for entity, name in sorted(store.query(LABELS).rows, key=str)}
    for row in sorted(store.query(STATEMENTS).rows, key=str):
        one, property, other, entity, other_entity, article, claimed = (value or "" for value in row)
        network.add_node(one, label=labels[one], type=kinds.get(entity, "Entity"))
        network.add_node(other, label=labels[other], type=kinds.get(other_entity, "Entity"))
        reports[one, other, property.rsplit("#", 1)[-1]][claimed].add(article)
    for (one, other, property), articles in sorted(reports.items()):
        claimed_in = articles["true"]
        network.add_edge(
            one, other, key=property, articles=len(articles["false"] | claimed_in), claimed=len(claimed_in)
        )
    return network


def write_network(network: nx.MultiDiGraph, format: str) -> str:
    """The network in one of FORMATS; "nodes" and "edges" are tables (CSV). The same network gives the same text.

    Raises KgraphError for another format.
    """
    if format == "graphml":
        return "\n".join(nx.generate_graphml(network)) + "\n"
    if format == "gexf":
        return CLOCK.sub("", "\n".join(nx.generate_gexf(network))) + "\n"
    if format == "nodes":
        rows: list[tuple[Any, ...]] = [(node, data["label"], data["type"]) for node, data in network.nodes(data=True)]
        return _write_table(("id", "label", "type"), rows)
    if format == "edges":
        edges = network.edges(keys=True, data=True)
        rows = [(one, other, property, data["articles"], data["claimed"]) for one, other, property, data in edges]
        return _write_table(("source", "target", "property", "articles", "claimed"), rows)
    raise KgraphError(f"format {format}: not one of {', '.join(FORMATS)}")


def _write_table(names: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([names, *sorted(rows)])
    return out.getvalue()
