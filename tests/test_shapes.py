"""A valid graph breaks no shape; for each constraint there is a change to it that breaks just that one."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.namespace import SH
from readings import border_reading, small_ontology

from kgraph.checks import check_article, load_shapes
from kgraph.decisions import decide
from kgraph.declarations import ontology_folder
from kgraph.identity.graph import Merged, quads_of_identity
from kgraph.identity.groups import Link
from kgraph.store import IDENTITY, Store
from kgraph.triples import quads_of
from kgraph.vocabulary import KG, PREFIXES, RDF

BORDER = "urn:kgraph:article:border"
SHAPES = load_shapes(ontology_folder())
VILLAGE = f"{BORDER}#entity-village"


def build_quads() -> list[ox.Quad]:
    """The graph of an article, with one entity that another article has, too, and a decision."""
    store = Store()
    store.replace(BORDER, quads_of(border_reading(), small_ontology()))
    link = Link(VILLAGE, "urn:x:b#entity-village", ("same name: village",))
    merged = Merged("urn:kgraph:entity:village", "village", (VILLAGE, "urn:x:b#entity-village"), (link,))
    store.replace_graph(IDENTITY, quads_of_identity(merged))
    decide(store, "confirmed", [VILLAGE], [], "Ana Simic", "2021-03-05", "I was there")
    return list(store.inner)


QUADS = build_quads()
WHOLE, MERGE, DECISION = (f"<{quad.subject.value}>" for kind in (KG.Identity, KG.Merge, KG.Decision)
                          for quad in QUADS if quad.predicate == RDF.type and quad.object == kind)
CORE = Graph().parse(ontology_folder() / "shapes.ttl", format="turtle")

ARTICLE, READING, SLICE, NORWAY = f"<{BORDER}>", "<#reading>", "<#char=31,37>", "<urn:kgraph:known:norway>"
CLAIM, EVENT, FIGURE, ATTACK = "<#claim-130-157>", "<#event-38-42>", "<#event-185-191>", "<#event-300-308>"
STATEMENT = "<#statement-38-42-deployedTo>"

# Each constraint's message, and changes ("-" removes all values of a property, "+" adds one) of which each breaks it.
BREAKS: dict[str, list[str]] = {
    "an article has one text": [f"- {ARTICLE} kg:text", f'+ {ARTICLE} kg:text "other"'],
    "an article has the hash of its text": [f"- {ARTICLE} kg:contentHash", f'+ {ARTICLE} kg:contentHash "abc"'],
    "an article has at most one title": [f'+ {ARTICLE} dcterms:title "other"'],
    "an article has at most one date": [f'+ {ARTICLE} dcterms:issued "2021-03-05"^^xsd:date'],
    "a date is from the metadata or the text": [f'+ {ARTICLE} kg:publishedBasis "guess"'],
    "an article's graph says how it was made": [
        f"- {ARTICLE} prov:wasGeneratedBy", f"+ {ARTICLE} prov:wasGeneratedBy <#x>"],
    "a reading names what made it": [f"- {READING} kg:madeBy"],
    "a slice has one begin": [
        f"- {SLICE} nif:beginIndex", f"+ {SLICE} nif:beginIndex 32", f"+ {EVENT} kg:roleEvidence <#x>"],
    "a slice has one end": [f"- {SLICE} nif:endIndex", f"+ {SLICE} nif:endIndex 36"],
    "a slice ends after it begins": [f"+ {SLICE} nif:endIndex 31"],
    "a slice holds words": [f"- {SLICE} nif:anchorOf", f'+ {SLICE} nif:anchorOf "Mali"'],
    "a slice is of one article": [f"- {SLICE} nif:referenceContext", f"+ {SLICE} nif:referenceContext <#x>"],
    "an entity has a name": [f"- {NORWAY} rdfs:label"],
    "an entity is mentioned somewhere": [f"- {NORWAY} kg:mentionedIn"],
    "a latitude is one number from -90 to 90": [f"+ {NORWAY} geo:lat 1.5", "+ <#entity-village> geo:lat 91.0"],
    "a longitude is one number from -180 to 180": [f"+ {NORWAY} geo:long 1.5", "+ <#entity-village> geo:long -181.0"],
    "a claim, event or statement is reported in one article": [
        f"- {CLAIM} kg:reportedIn", f"- {EVENT} kg:reportedIn", f"- {STATEMENT} kg:reportedIn"],
    "a claim, event or statement stands in one zone": [
        f"- {CLAIM} kg:zone", f"- {EVENT} kg:zone", f"- {STATEMENT} kg:zone", f"+ {EVENT} kg:zone kg:caption",
        f"+ {EVENT} kg:zone kg:page"],
    "a confidence is one number from 0 to 1": [f"+ {EVENT} kg:confidence 0.4", f"+ {ATTACK} kg:confidence 1.1"],
    "a claim or event has at most one time": [f'+ {EVENT} kg:timex "2021"'],
    "an event or statement is according to at most one claim": [
        f"+ {ATTACK} kg:accordingTo {CLAIM}", f"+ {EVENT} kg:accordingTo <#x>"],
    "a time has a slice": [f"- {EVENT} kg:dateEvidence", '+ <#event-142-150> kg:timex "2021"'],
    "a claim has its words": [f"- {CLAIM} kg:text", f'+ {CLAIM} kg:text "other"'],
    "a claim's words have a slice": [f"- {CLAIM} kg:contentEvidence"],
    "a claim is quoted directly, indirectly or mixed": [f"- {CLAIM} kg:quotation", f"+ {CLAIM} kg:quotation kg:direct"],
    "a claim has one speech act": [f"- {CLAIM} kg:speechAct", f'+ {CLAIM} kg:speechAct "told"'],
    "a claim is negative where it is not said, and else has no polarity": [f"+ {CLAIM} kg:polarity kg:positive"],
    "who does not say a claim is an entity": [f"+ {CLAIM} kg:notSaidBy <#x>"],
    "nobody is said to say what is not said": [
        f"+ {CLAIM} kg:polarity kg:negative", f"+ {CLAIM} kg:notSaidBy {NORWAY}"],
    "a source is an entity": [f"+ {CLAIM} kg:saidBy <#x>"],
    "who said a claim is whom it is said by": [f"- {CLAIM} kg:saidBy", f"+ {NORWAY} kg:said {CLAIM}"],
    "a claim is within at most one claim": [f"+ {CLAIM} kg:within <#x>"],
    "what is denied is a claim": ["+ <#claim-287-323> kg:denies <#x>"],
    "a source has a slice": [f"- {CLAIM} kg:sourceEvidence"],
    "an event has its words": [f"- {EVENT} kg:trigger", f'+ {EVENT} kg:trigger "other"'],
    "an event's words have one slice": [f"- {EVENT} kg:triggerEvidence", f"+ {EVENT} kg:triggerEvidence {SLICE}"],
    "an event is positive or negative": [f"- {EVENT} kg:polarity", f"+ {EVENT} kg:polarity kg:negative"],
    "an event has one modality": [f"- {EVENT} kg:modality", f"+ {EVENT} kg:modality kg:certain"],
    "where an event happens is a place": [f"+ {ATTACK} kg:place <#entity-farmers>"],
    "an event has at most one effect": [f"+ {FIGURE} kg:effect kg:injured", f"+ {EVENT} kg:effect kg:moved"],
    "a figure has at most one bound": [f"+ {FIGURE} kg:bound kg:exactly", f"+ {EVENT} kg:bound kg:nearly"],
    "a minimum is one number, 0 or more": [
        f"+ {FIGURE} kg:minimum 14", f'+ {EVENT} kg:minimum "13"', f"+ {EVENT} kg:minimum -1"],
    "a maximum is one number, 0 or more": [f"+ {EVENT} kg:maximum -1", f"+ {EVENT} kg:maximum 1.5"],
    "a minimum is not above the maximum": [f"+ {FIGURE} kg:maximum 12"],
    "the place of an event has a slice": [f"- {ATTACK} kg:placeEvidence"],
    "a figure says what befell those it counts": [f"- {FIGURE} kg:effect"],
    "a statement has one subject": [f"- {STATEMENT} rdf:subject", f"+ {STATEMENT} rdf:subject {NORWAY}"],
    "a statement has one predicate": [f"- {STATEMENT} rdf:predicate", f'+ {STATEMENT} rdf:predicate "said"'],
    "a statement has one object": [f"- {STATEMENT} rdf:object", f"+ {STATEMENT} rdf:object {NORWAY}"],
    "what a statement is from is an event": [f"+ {STATEMENT} kg:fromEvent {CLAIM}"],
    "only a positive event yields a statement": [f"- {EVENT} kg:polarity\n+ {EVENT} kg:polarity kg:negative"],
    "only an asserted event yields a statement": [f"- {EVENT} kg:modality\n+ {EVENT} kg:modality kg:planned"],
    "a statement comes from an event or has a slice": [f"- {STATEMENT} kg:fromEvent"],
    "what is one over articles has a name": [f"- {WHOLE} rdfs:label"],
    "what is one over articles is told of in some": [
        f"- <{VILLAGE}> kg:identifiedAs\n- <urn:x:b#entity-village> kg:identifiedAs"],
    "an entity or event is identified as one over articles": [
        f"+ <{VILLAGE}> kg:identifiedAs <#x>", f"+ {NORWAY} kg:identifiedAs <#x>"],
    "a merge joins two": [f"- {MERGE} kg:joins", f"+ {MERGE} kg:joins <#x>"],
    "a merge has a reason": [f"- {MERGE} kg:reason"],
    "a decision has one verdict": [f"- {DECISION} kg:verdict", f"+ {DECISION} kg:verdict kg:same"],
    "a decision concerns something": [f"- {DECISION} kg:concerns"],
    "a decision is somebody's": [f"- {DECISION} dcterms:creator", f'+ {DECISION} dcterms:creator "Bo Lind"'],
    "a decision has a day": [f"- {DECISION} dcterms:date", f'+ {DECISION} dcterms:date "soon"'],
}
CASES = [(message, change) for message, changes in BREAKS.items() for change in changes]


def rules_broken(change: str) -> set[str]:
    """The rules that the valid graph breaks after a change."""
    store = ox.Store()
    store.extend(QUADS)
    for number, line in enumerate(change.splitlines()):
        sign, subject, property, *value = line.replace("<#", f"<{BORDER}#").split(maxsplit=3)
        if sign == "-":
            store.update(f"DELETE WHERE {{ GRAPH ?graph {{ {subject} {property} ?value }} }}", prefixes=PREFIXES)
        else:
            store.update(f"INSERT DATA {{ GRAPH <{BORDER}> {{ {subject} {property} {value[0]} }} }}", prefixes=PREFIXES)
        assert {str(q) for q in store} != {str(q) for q in QUADS}, f"line {number} of the change does nothing"
    return {violation.rule for violation in check_article(BORDER, list(store), SHAPES)}


def test_valid_graph_breaks_nothing() -> None:
    assert check_article(BORDER, QUADS, SHAPES) == []


def test_each_constraint_is_tried() -> None:
    messages = {str(message) for message in CORE.objects(None, SH.message)}
    assert messages == set(BREAKS) and len(messages) > 45
    assert sum(1 for _ in CORE.subjects(SH.path, None)) >= 45


@pytest.mark.parametrize(("message", "change"), CASES)
def test_broken_graph_is_told(message: str, change: str) -> None:
    assert message in rules_broken(change)


@pytest.mark.parametrize("change", [f"+ {EVENT} kg:force <#entity-village>", f"- {EVENT} kg:force"])
def test_shapes_of_event_types_are_applied(change: str) -> None:
    assert {rule.split(":")[0] for rule in rules_broken(change)} >= {"force"}


def test_violation_names_article_rule_node_and_sentence() -> None:
    quads = [q for q in QUADS
             if not (str(q.subject) == f"<{BORDER}#event-38-42>" and q.predicate.value.endswith("#polarity"))]
    assert len(quads) == len(QUADS) - 1
    violations = check_article(BORDER, quads, SHAPES)
    assert [str(v) for v in violations] == [
        f"{BORDER}: an event is positive or negative: #event-38-42 in “Norway sent 300 soldiers to Mali on Wednesday.”"]
