"""Direct triples: only what is told plainly, of two whom it is sure to mean."""

from __future__ import annotations

import pytest

from kgraph.iris import article_iri
from kgraph.reader import Reader
from kgraph.records import Article

STATED = [
    ("Norway attacked Chad on Monday.", {("Norway", "attacked", "Chad")}),
    ("Chad was attacked by Norway.", {("Norway", "attacked", "Chad")}),
    ("The union, which had endorsed Ada Voss, held a party.", {("union", "supported", "Ada Voss")}),
    ("Ada Voss urged Norway to withdraw.", {("Ada Voss", "appealedTo", "Norway")}),
    ("Ada Voss came to Riga on Monday. She accused Norway of lying.", {("Ada Voss", "accused", "Norway")}),
    ("“I accuse Norway,” Ada Voss said.", {("Ada Voss", "accused", "Norway")}),
    ("Norway began to arrest journalists.", {("Norway", "arrested", "journalists")}),
    ("After meeting Omar Reyes, Ada Voss left for Chad.",
     {("Ada Voss", "metWith", "Omar Reyes"), ("Omar Reyes", "metWith", "Ada Voss")}),
    ("Norway met Chad and Mali.",
     {("Norway", "metWith", "Chad"), ("Chad", "metWith", "Norway"), ("Norway", "metWith", "Mali"),
      ("Mali", "metWith", "Norway")}),
    ("Norway and Chad met on Friday.", {("Norway", "metWith", "Chad"), ("Chad", "metWith", "Norway")}),
]
UNSTATED = [
    "Norway agreed to arrest Omar Reyes.",
    "“Arrest Omar Reyes,” the crowd shouted at Norway.",
    "Rather than condemning Chad, Norway sent a letter.",
    "Norway waited for days before condemning Chad.",
    "Ada Voss argued for condemning Chad.",
    "Had Norway condemned Chad, Mali would have left.",
    "Voters support a winner.",
    "Any mayor who condemns Norway is free to do so.",
    "We condemned Norway.",
    "Ada Voss told others to come, and they condemned Norway.",
    "Ada Voss asked Omar Reyes which towns he had seen.",
    "The critics hit Norway.",
    "Members of the union condemned Norway.",
    "Ada Voss backed away from Omar Reyes.",
    "Ada Voss has the backing of Omar Reyes.",
    "Ada Voss was not yet set on supporting Omar Reyes.",
    "Is Norway attacking Chad?",
    "The police have been met with protest by Omar Reyes.",
    "Ada Voss sent a letter urging them to stay.",
    "If you had a union that condemned Norway, Chad would laugh.",
]


def edges_in(reader: Reader, text: str) -> set[tuple[str, str, str]]:
    reading = reader.read(Article("edges", article_iri("edges"), text))
    labels = {entity.iri: entity.label for entity in reading.entities}
    return {(labels[e.start], e.property, labels[e.end]) for event in reading.events for e in event.edges}


@pytest.mark.parametrize(("text", "edges"), STATED)
def test_what_is_told_plainly_is_a_direct_triple(reader: Reader, text: str, edges: set[tuple[str, str, str]]) -> None:
    assert edges_in(reader, text) == edges


@pytest.mark.parametrize("text", UNSTATED)
def test_in_doubt_there_is_no_direct_triple(reader: Reader, text: str) -> None:
    assert edges_in(reader, text) == set()


def test_examples_yield_the_direct_triples_that_their_type_declares(reader: Reader) -> None:
    kinds = [kind for kind in reader.ontology.events.values() if kind.direct]
    assert len(kinds) >= 25
    silent = []
    for kind in kinds:
        found = {p for e in kind.examples for _, p, _ in edges_in(reader, e.text)}
        if not {d.property for d in kind.direct} <= found:
            silent.append(kind.name)
        for example in kind.counterexamples:
            assert not {p for _, p, _ in edges_in(reader, example.text)} & {d.property for d in kind.direct}, example
    assert silent == []
