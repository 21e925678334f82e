"""The core vocabulary in Turtle and in Python are the same, and every term is explained."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kgraph.declarations import load_ontology, ontology_folder
from kgraph.records import KgraphError
from kgraph.vocabulary import KG, NIF, RDF, RDFS, SKOS, declared_term, expand

GRAPH = ox.Store()
GRAPH.load(path=str(ontology_folder() / "kgraph.ttl"), format=ox.RdfFormat.TURTLE)
DECLARED = {q.subject for q in GRAPH.quads_for_pattern(None, RDF.type, None) if q.subject.value.startswith(KG.base)}
# What only event types use: their roles and direct properties reach the graph as declared names.
FOR_EVENTS = {
    "force", "destination", "origin", "sender", "attacker", "target", "victim", "participant", "protester", "theme",
    "arrester", "detainee", "condemner", "criticized", "appealer", "threatener", "promiser", "accuser",
    "accusedParty", "sanctioner", "supporter", "donor", "recipient", "deployedTo", "attacked", "arrested",
    "condemned", "appealedTo", "accused", "threatened", "metWith", "sanctioned", "protestedIn", "supported", "aided",
    "counterpart",
}


def test_turtle_and_python_have_the_same_terms() -> None:
    names = {term.value.removeprefix(KG.base) for term in DECLARED}
    assert len(names) > 120
    assert names - set(KG.terms) == FOR_EVENTS
    assert set(KG.terms) - names == set()


def test_every_term_has_label_definition_and_example() -> None:
    assert len(DECLARED) > 120
    missing = {(term.value, property.value) for term in DECLARED
               for property in (RDFS.label, SKOS.definition, SKOS.example)
               if not any(GRAPH.quads_for_pattern(term, property, None))}
    assert missing == set()


def test_country_is_a_place_and_an_actor() -> None:
    above = {q.object for q in GRAPH.quads_for_pattern(KG.Country, RDFS.subClassOf, None)}
    assert above == {KG.Place, KG.Actor}


@pytest.mark.parametrize("name", ["siad", "Said", "force", ""])
def test_a_name_that_is_not_listed_raises(name: str) -> None:
    with pytest.raises(AttributeError, match=f"has no term {name}$"):
        KG[name]


def test_only_declared_names_become_terms() -> None:
    declared = frozenset(["force", "https://example.org/my#Strike"])
    assert declared_term("force", declared, "event-1") == expand("force")
    assert declared_term("https://example.org/my#Strike", declared, "event-1").value == "https://example.org/my#Strike"
    with pytest.raises(KgraphError, match="event-1: kg:target is declared by no ontology"):
        declared_term("target", declared, "event-1")


ALIGNMENTS = {path.stem: list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE))
              for path in sorted((ontology_folder() / "alignments").glob("*.ttl"))}
OTHERS = {"prov": "http://www.w3.org/ns/prov#", "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
          "schema": "https://schema.org/", "oa": "http://www.w3.org/ns/oa#", "plover": "https://w3id.org/kgraph/plover#"}
MAPPINGS = {RDFS.subClassOf.value, "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
            *(SKOS.base + name for name in ("closeMatch", "broadMatch", "relatedMatch"))}


@pytest.mark.parametrize("name", OTHERS)
def test_alignment_leads_from_declared_terms_to_one_vocabulary(name: str) -> None:
    assert set(ALIGNMENTS) == set(OTHERS)
    declared = {term.value for term in DECLARED} | {KG.base + event for event in load_ontology().events}
    mappings = [q for q in ALIGNMENTS[name] if q.predicate.value in MAPPINGS]
    assert len(mappings) > 10
    subjects = {q.subject.value for q in mappings}
    assert {subject for subject in subjects - declared if not subject.startswith(NIF.base)} == set()
    assert all(q.object.value.startswith(OTHERS[name]) for q in mappings)


def test_every_event_type_leads_to_its_plover_code() -> None:
    codes = {q.subject: q.object for q in ALIGNMENTS["plover"] if q.predicate == ox.NamedNode(SKOS.base + "notation")}
    mapped = {q.subject.value.removeprefix(KG.base): codes[q.object].value for q in ALIGNMENTS["plover"]
              if q.predicate.value in MAPPINGS}
    carried = {event.name: event.plover for event in load_ontology().events.values() if event.plover}
    assert mapped == carried and len(carried) >= 10
