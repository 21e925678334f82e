"""Each rule that goes beyond SHACL is broken once, and told with its sentence."""

from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest
from readings import TEXT, at, border_reading, small_ontology

from kgraph.checks import Violation, check_article, check_store, load_shapes
from kgraph.declarations import ontology_folder
from kgraph.iris import slice_iri
from kgraph.store import Store
from kgraph.triples import quads_of
from kgraph.vocabulary import KG, NIF, RDF, expand

BORDER = "urn:kgraph:article:border"
SHAPES = load_shapes(ontology_folder())
QUADS = quads_of(border_reading(), small_ontology())
OWN = ox.NamedNode(BORDER)
ACCUSATION = ox.NamedNode(f"{BORDER}#claim-130-157")
SENT, ATTACKED = ox.NamedNode(f"{BORDER}#event-38-42"), ox.NamedNode(f"{BORDER}#event-142-150")
SENTENCE = "Norway sent 300 soldiers to Mali on Wednesday."
CLAIMED = "Mali’s foreign minister Awa Keita told Radio Sahel that Norway had attacked a village."

Change = Callable[[ox.Quad], ox.Quad | None]


def change_value(subject: ox.NamedNode, property: ox.NamedNode, value: ox.NamedNode | ox.Literal) -> Change:
    def change(quad: ox.Quad) -> ox.Quad:
        if (quad.subject, quad.predicate) != (subject, property):
            return quad
        return ox.Quad(subject, property, value, quad.graph_name)
    return change


def move(subject: ox.NamedNode, graph: ox.NamedNode) -> Change:
    """All that is said of a node, into another graph."""
    return lambda q: ox.Quad(q.subject, q.predicate, q.object, graph) if q.subject == subject else q


def drop(property: ox.NamedNode) -> Change:
    return lambda q: None if q.predicate == property else q


def check(change: Change) -> list[Violation]:
    changed = [new for quad in QUADS if (new := change(quad)) is not None]
    assert {str(q) for q in changed} != {str(q) for q in QUADS}, "the change does nothing"
    return check_article(BORDER, changed, SHAPES)


def slice_of(words: str) -> ox.NamedNode:
    return ox.NamedNode(slice_iri(BORDER, at(words)))


@pytest.mark.parametrize(("change", "rule", "sentence"), [
    (change_value(slice_of("300 soldiers"), NIF.anchorOf, ox.Literal("301 soldiers")),
     "a slice holds what stands in the text", SENTENCE),
    (change_value(slice_of("300 soldiers"), NIF.beginIndex, ox.Literal("44", datatype=ox.NamedNode(
        "http://www.w3.org/2001/XMLSchema#integer"))), "a slice holds what stands in the text", SENTENCE),
    (change_value(OWN, KG.text, ox.Literal(TEXT + " ")), "the text is the one that was read", ""),
    (change_value(ACCUSATION, KG.text, ox.Literal("Norway had attacked two villages")),
     "a claim's words are those of its slices", CLAIMED),
    (change_value(ACCUSATION, KG.cue, ox.Literal("said")), "cue is what its slice holds", CLAIMED),
    (change_value(SENT, KG.trigger, ox.Literal("send")), "trigger is what its slice holds", SENTENCE),
    (change_value(SENT, KG.dateText, ox.Literal("on Monday")), "dateText is what its slice holds", SENTENCE),
    (drop(KG.quantityText), "quantityText is what its slice holds",
     "At least 13 farmers were killed, the health ministry said, according to Radio Sahel."),
    (change_value(SENT, expand("sender"), ox.NamedNode("urn:kgraph:known:mali")),
     "what fills a role is mentioned in the role's slice", SENTENCE),
    (move(ATTACKED, OWN), "what a claim states stands in its graph", CLAIMED),
    (move(ATTACKED, OWN), "what stands in a claim's words is not the article's own", CLAIMED),
    (move(ox.NamedNode(f"{BORDER}#statement-142-150-attacked"), OWN),
     "a statement stands in the graph of its direct triple", CLAIMED),
    (drop(RDF.predicate), "a direct triple (kg:deployedTo) has a statement", SENTENCE),
    (drop(RDF.predicate), "a direct triple (kg:memberOf) has a statement", "Norway sends soldiers to Mali"),
])
def test_rule(change: Change, rule: str, sentence: str) -> None:
    found = [v for v in check(change) if v.rule == rule]
    assert found and all(v.article == BORDER for v in found)
    assert sentence in {v.sentence for v in found}


def test_attack_told_as_the_articles_own_is_found_by_its_direct_triple_alone() -> None:
    """The worst fault: a claim's triple in the article's graph, with nothing else changed."""
    attacked = next(q for q in QUADS if q.predicate == expand("attacked"))
    quads = [*QUADS, ox.Quad(attacked.subject, attacked.predicate, attacked.object, OWN)]
    assert [v.rule for v in check_article(BORDER, quads, SHAPES)] == ["a direct triple (kg:attacked) has a statement"]


def test_blank_node() -> None:
    quads = [*QUADS, ox.Quad(OWN, expand("theme"), ox.BlankNode("b"), OWN)]
    assert [(v.rule, v.node) for v in check_article(BORDER, quads, SHAPES)] == [("no node is blank", "_:b")]


def test_store_without_faults_and_graph_without_claim() -> None:
    store = Store()
    for article_id in ("border", "border2"):
        reading = border_reading(article_id)
        store.replace(reading.article.iri, quads_of(reading, small_ontology()))
    assert check_store(store, ontology_folder()) == []
    lost = ox.NamedNode(f"{BORDER}#claim-1-2")
    store.inner.add(ox.Quad(SENT, RDF.type, KG.Event, lost))
    assert check_store(store, ontology_folder()) == [
        Violation(BORDER, "a claim's graph belongs to a claim", lost.value, "")]


def test_each_article_is_checked_on_its_own() -> None:
    store = Store()
    for article_id in ("border", "border2"):
        reading = border_reading(article_id)
        quads = quads_of(reading, small_ontology())
        store.replace(reading.article.iri, [q for q in quads if article_id == "border" or q.predicate != KG.zone])
    found = check_store(store, ontology_folder())
    assert {v.article for v in found} == {"urn:kgraph:article:border2"}
    assert {v.rule for v in found} == {"a claim, event or statement stands in one zone"} and len(found) == 13
