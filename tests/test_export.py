"""What leaves a store is what came in: readings back from quads, with what is one over articles; RDF; networks."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import networkx as nx
import pytest
from readings import MALI, NORWAY, UNION, border_reading, small_ontology
from test_identity import ferry, merge, minister, together

from kgraph.export.networks import build_network, write_network
from kgraph.export.readings import merged_readings, read_back
from kgraph.records import KgraphError, Reading
from kgraph.store import Store
from kgraph.triples import quads_of

BORDER = "urn:kgraph:article:border"


def back(reading: Reading) -> Reading:
    return read_back(reading.article.iri, quads_of(reading, small_ontology()), small_ontology())


def test_a_reading_comes_back_from_its_quads() -> None:
    made = border_reading()
    found = back(made)
    assert found.article == made.article
    assert (found.published, found.published_basis) == ("2021-03-04", "text")
    # The words said come back without "that", a confidence with two places.
    found_claims, made_claims = ({c.id: replace(c, contents=(), confidence=round(c.confidence or 0, 2))
                                  for c in reading.attributions} for reading in (found, made))
    assert found_claims == made_claims and len(found_claims) == 4
    assert [replace(e, arguments=()) for e in found.events] == [replace(e, arguments=()) for e in made.events]
    assert {e.iri for e in found.entities} == {e.iri for e in made.entities} - {f"{BORDER}#entity-nobody"}
    assert found.times == made.times and len(found.relations) == len(made.relations) == 3


def test_quads_come_back_from_a_reading_that_came_back() -> None:
    """Zones are in no graph; all else is."""
    made = border_reading()
    quads = quads_of(made, small_ontology())
    again = quads_of(replace(back(made), zones=made.zones), small_ontology())
    assert set(map(str, quads)) == set(map(str, again)) and len(quads) > 200


def test_merged_readings_have_one_iri_for_what_is_one() -> None:
    (first, _, one), (second, _, other) = ferry("a", "forty men", 13), ferry("b", "some forty men", 15, who="Rask")
    store, merged = merge(first, second)
    left, right = merged_readings(store, small_ontology())
    assert (left["id"], right["id"]) == ("a", "b")
    event = together(merged, one, other)
    assert event is not None
    assert [record["events"][0]["event_iri"] for record in (left, right)] == [event.iri, event.iri]
    assert [record["events"][0]["quantity"]["value"] for record in (left, right)] == [13, 15]
    rask = "urn:kgraph:entity:ida-rask"
    assert {e["label"]: e["aliases"] for e in right["entities"] if e["iri"] == rask} == {"Ida Rask": ["Rask"]}
    assert {m["text"] for r in (left, right) for m in r["mentions"] if m["entity"] == rask} == {"Ida Rask", "Rask"}


def test_network() -> None:
    store = Store()
    store.replace(BORDER, quads_of(border_reading(), small_ontology()))
    network = build_network(store, small_ontology())
    assert network.nodes[NORWAY] == {"label": "Norway", "type": "Country"}
    assert network.edges[MALI, UNION, "memberOf"] == {"articles": 1, "claimed": 0}
    assert network.edges[NORWAY, f"{BORDER}#entity-village", "attacked"] == {"articles": 1, "claimed": 1}


def test_a_network_joins_articles() -> None:
    first, _ = minister("a", "Awa Keita, the foreign minister of Mali, spoke of wheat.")
    second, _ = minister("b", "In Lund the foreign minister of Mali, Awa Keita, opened a bridge.")
    network = build_network(merge(first, second)[0], small_ontology())
    assert network.edges["urn:kgraph:entity:awa-keita", "urn:kgraph:known:mali", "worksFor"]["articles"] == 2


def test_formats_of_a_network() -> None:
    store = Store()
    store.replace(BORDER, quads_of(border_reading(), small_ontology()))
    network = build_network(store, small_ontology())
    for name, parse in (("graphml", nx.parse_graphml), ("gexf", None)):
        text = write_network(network, name)
        assert text == write_network(build_network(store, small_ontology()), name)
        found = parse(text) if parse else nx.read_gexf(io.BytesIO(text.encode()))
        assert (found.number_of_nodes(), found.number_of_edges()) == (len(network), network.size())
    nodes = list(csv.DictReader(io.StringIO(write_network(network, "nodes"))))
    edges = list(csv.DictReader(io.StringIO(write_network(network, "edges"))))
    assert {"id": NORWAY, "label": "Norway", "type": "Country"} in nodes and len(nodes) == len(network)
    assert {"source": MALI, "target": UNION, "property": "memberOf", "articles": "1", "claimed": "0"} in edges
    with pytest.raises(KgraphError, match="format dot"):
        write_network(network, "dot")
