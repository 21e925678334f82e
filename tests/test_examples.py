"""The examples in the ontologies are read as they say; a wrong one is reported with its file and sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.examples import check_examples
from kgraph.reader import Reader, ReaderSettings

PREFIXES = """@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix kgr: <https://w3id.org/kgraph/reading#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
RESCUE = (
    PREFIXES
    + """
kg:Rescue a owl:Class, sh:NodeShape ;
    rdfs:subClassOf kg:Event ;
    rdfs:label "rescue"@en ;
    skos:definition "Somebody is brought out of danger."@en ;
    sh:property [ sh:path kg:rescuer ; sh:class kg:Actor ] ,
        [ sh:path kg:rescued ; sh:class kg:Actor ; sh:minCount 1 ] ;
    kgr:example [ kgr:text "Firefighters rescued two children." ; kg:rescuer "Firefighters" ; kg:rescued "children" ] ,
        [ kgr:text "Two children were rescued by the police." ; kg:rescuer "police" ; kg:rescued "%s" ] ;
    kgr:counterexample "%s" .
kg:rescuing a kgr:Frame ;
    kgr:evokes kg:Rescue ;
    kgr:verb "rescue" ;
    kgr:subject kg:rescuer ;
    kgr:object kg:rescued ;
    kgr:needs kg:rescued .
kg:rescuer a owl:ObjectProperty ; rdfs:label "rescuer"@en ;
    skos:definition "Who rescues."@en ; skos:example "the police"@en .
kg:rescued a owl:ObjectProperty ; rdfs:label "rescued"@en ;
    skos:definition "Who is rescued."@en ; skos:example "two children"@en .
"""
)


def test_all_examples_of_the_ontologies_are_read_as_they_say(reader: Reader) -> None:
    count, failures = check_examples(reader, reader.ontology)
    assert failures == []
    events = reader.ontology.events.values()
    assert count == sum(len(e.examples) + len(e.counterexamples) for e in events) >= 82
    assert len(events) >= 18
    for event in events:
        assert len(event.examples) >= 2, event.name
        assert event.counterexamples, event.name


def outcome(folder: Path, rescued: str, counterexample: str) -> tuple[int, list[str]]:
    (folder / "rescue.ttl").write_text(RESCUE % (rescued, counterexample), encoding="utf-8")
    reader = Reader(ReaderSettings(ontologies=(folder,)))
    return check_examples(reader, reader.ontology, frozenset(["rescue.ttl"]))


def test_a_type_of_ones_own_is_checked_by_itself(tmp_path: Path) -> None:
    assert outcome(tmp_path, "children", "Nobody rescued the children.") == (3, [])


def test_wrong_examples_are_reported(tmp_path: Path) -> None:
    count, failures = outcome(tmp_path, "puppies", "Divers rescued the captain.")
    assert count == 3
    assert failures == [
        "rescue.ttl: Rescue: rescued is not puppies: Two children were rescued by the police.",
        "rescue.ttl: Rescue: counterexample is read as a fact (rescued): Divers rescued the captain.",
    ]


@pytest.mark.parametrize(
    "counterexample",
    [
        "Divers did not rescue the captain.",
        "Divers plan to rescue the captain.",
        "If divers rescue the captain, he will talk.",
    ],
)
def test_what_is_no_fact_is_a_counterexample(tmp_path: Path, counterexample: str) -> None:
    assert outcome(tmp_path, "children", counterexample) == (3, [])
