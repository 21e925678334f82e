from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import Dataset, Graph, URIRef
from readings import MALI, NORWAY, border_reading, small_ontology

from kgraph.formats import FORMATS, write_formats
from kgraph.records import KgraphError
from kgraph.triples import quads_of
from kgraph.vocabulary import KG

QUADS = quads_of(border_reading(), small_ontology())
WITH_GRAPHS = {"trig": ox.RdfFormat.TRIG, "nquads": ox.RdfFormat.N_QUADS, "jsonld": ox.RdfFormat.JSON_LD}


@pytest.mark.parametrize("format", WITH_GRAPHS)
def test_nothing_is_lost_and_nothing_added(format: str) -> None:
    back = {str(quad) for quad in ox.parse(write_formats(QUADS, format), format=WITH_GRAPHS[format])}
    assert back == {str(quad) for quad in QUADS}


@pytest.mark.parametrize(("format", "name"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_rdflib_reads_it(format: str, name: str) -> None:
    dataset = Dataset().parse(data=write_formats(QUADS, format), format=name)
    assert sum(1 for _ in dataset.quads()) == len(QUADS)


@pytest.mark.parametrize("format", FORMATS)
def test_order_of_the_quads_does_not_matter(format: str) -> None:
    assert write_formats(reversed(QUADS), format) == write_formats(QUADS, format) == write_formats(QUADS * 2, format)


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = ("from readings import *; from kgraph.formats import *; from kgraph.triples import quads_of; import hashlib;"
            "q = quads_of(border_reading(), small_ontology());"
            "print([hashlib.sha256(write_formats(q, f).encode()).hexdigest() for f in FORMATS])")
    here = Path(__file__).parent
    path = os.pathsep.join([str(here), str(here.parent), os.environ.get("PYTHONPATH", "")])
    outputs = {subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                              env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path}).stdout for seed in "12"}
    assert len(outputs) == 1 and "', '" in outputs.pop()


def test_prefixes_are_used() -> None:
    assert "@prefix kg: <https://w3id.org/kgraph/ns#>" in write_formats(QUADS, "trig")
    assert "kg:deployedTo" in write_formats(QUADS, "turtle")
    document = json.loads(write_formats(QUADS, "jsonld"))
    assert document["@context"]["kg"] == KG.base
    assert any("kg:said" in node for graph in document["@graph"] for node in graph["@graph"])


def test_turtle_states_no_claim_as_a_fact() -> None:
    graph = Graph().parse(data=write_formats(QUADS, "turtle"), format="turtle")
    attacked, deployed = URIRef(KG.base + "attacked"), URIRef(KG.base + "deployedTo")
    assert list(graph.subject_objects(attacked)) == []
    assert list(graph.objects(None, deployed)) == [URIRef(MALI)]
    predicate = URIRef("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
    statements = list(graph.subjects(predicate, attacked))
    assert len(statements) == 1
    assert len(list(graph.objects(statements[0], URIRef(KG.base + "accordingTo")))) == 1
    assert len(graph) == len({(q.subject, q.predicate, q.object) for q in QUADS}) - 1
    assert (URIRef(NORWAY), attacked, None) not in graph


def test_other_format_is_refused() -> None:
    with pytest.raises(KgraphError, match="format xml: not one of turtle, trig, nquads, jsonld"):
        write_formats(QUADS, "xml")
