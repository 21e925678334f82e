"""Expected quads are written by hand from the text, before the code was run on them."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from readings import MALI, NORWAY, TEXT, UNION, at, border_reading, small_ontology, without

from kgraph.iris import slice_iri
from kgraph.records import Argument, Edge, Event, KgraphError, Slice, Time
from kgraph.triples import quads_of
from kgraph.vocabulary import KG, NIF, RDF

BORDER = "urn:kgraph:article:border"
ACCUSATION, REPORT, MINISTRY, DENIAL = (f"{BORDER}#{c}" for c in (
    "claim-130-157", "claim-160-212", "claim-160-191", "claim-287-323"))
LEAD = "\n\n"
KG_ATTACKED = ox.NamedNode(KG.base + "attacked")
PREFIXES = {"kg": KG.base, "rdf": RDF.base, "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
            "dcterms": "http://purl.org/dc/terms/", "prov": "http://www.w3.org/ns/prov#", "nif": NIF.base,
            "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#", "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#"}

QUADS = quads_of(border_reading(), small_ontology())
GRAPH = ox.Store()
GRAPH.extend(QUADS)


def holds(pattern: str, graph: str = BORDER) -> bool:
    """Whether a graph holds a pattern; `#x` stands for a node of the article."""
    text = pattern.replace("<#", f"<{BORDER}#")
    return bool(GRAPH.query(f"ASK {{ GRAPH <{graph}> {{ {text} }} }}", prefixes=PREFIXES))


def node(words: str, after: str = "") -> str:
    """The node of the slice of some words, as SPARQL writes it."""
    return f"<{slice_iri(BORDER, at(words, after=after))}>"


def test_article() -> None:
    assert holds(f"""<{BORDER}> a kg:Article ; dcterms:title "Norway sends soldiers to Mali" ;
        dcterms:publisher "The Tarn Post" ; dcterms:issued "2021-03-04"^^xsd:date ; kg:publishedBasis "text" ;
        prov:wasGeneratedBy <#reading> . <#reading> a prov:Activity ;
        kg:madeBy "kgraph 0.1.0", "model none 1.0", "ontology 0" .""")
    texts = list(GRAPH.quads_for_pattern(ox.NamedNode(BORDER), KG.text, None))
    assert [q.object for q in texts] == [ox.Literal(TEXT)]
    hashes = list(GRAPH.quads_for_pattern(ox.NamedNode(BORDER), KG.contentHash, None))
    assert len(hashes) == 1 and isinstance(hashes[0].object, ox.Literal) and len(hashes[0].object.value) == 64


def test_slice() -> None:
    assert holds(f"""<#char=31,37> nif:beginIndex 31 ; nif:endIndex 37 ; nif:anchorOf "Norway" ;
        nif:referenceContext <{BORDER}> . <{NORWAY}> kg:mentionedIn <#char=31,37>""")


def test_every_slice_is_written_and_says_what_stands_there() -> None:
    slices = {q.subject: q for q in GRAPH.quads_for_pattern(None, NIF.anchorOf, None)}
    used = {q.object for q in QUADS if isinstance(q.object, ox.NamedNode) and "#char=" in q.object.value}
    assert used == set(slices) and len(used) > 25
    for node, quad in slices.items():
        start, end = map(int, node.value.split("#char=")[1].split(","))
        assert quad.object == ox.Literal(Slice(start, end).of(TEXT))


def test_entities() -> None:
    assert holds(f"""<{NORWAY}> a kg:Country, kg:Place, kg:Actor, kg:Entity ; rdfs:label "Norway" ;
        skos:altLabel "Norge" ; skos:exactMatch <http://www.wikidata.org/entity/Q20> ; geo:lat 62.0 ; geo:long 10.5""")
    assert not holds(f'<{NORWAY}> skos:altLabel "Norway"')
    assert not holds(f"<{MALI}> geo:lat ?any")
    assert holds(f"<#entity-village> kg:mentionedIn {node('a village')}, {node('the village')}")


def test_entity_that_nothing_refers_to_is_not_written() -> None:
    assert not any("entity-nobody" in str(q) for q in QUADS)


def test_claim() -> None:
    assert holds(f"""<#entity-awa-keita> kg:said <{ACCUSATION}> . <{ACCUSATION}> a kg:Claim ;
        kg:saidBy <#entity-awa-keita> ; kg:text "Norway had attacked a village" ; kg:quotation kg:indirect ;
        kg:speechAct kg:tell ; kg:cue "told" ; kg:addressee <#entity-radio-sahel> ; kg:about <{NORWAY}> ;
        kg:reportedIn <{BORDER}> ; kg:zone kg:body ; kg:confidence 0.88 ; kg:cueEvidence {node('told')} ;
        kg:sourceEvidence {node('Mali’s foreign minister Awa Keita')} ;
        kg:addresseeEvidence {node('Radio Sahel')} ;
        kg:contentEvidence {node('Norway had attacked a village')}""")
    assert not holds(f"<{ACCUSATION}> kg:about <#entity-village>"), "about names only"
    assert not holds(f"<{ACCUSATION}> kg:within ?any")


def test_denial() -> None:
    assert holds(f"""<{DENIAL}> kg:speechAct kg:deny ; kg:denies <{ACCUSATION}> ; kg:saidBy <{NORWAY}> ;
        kg:medium "in a statement" ; kg:mediumEvidence {node('in a statement')} ; kg:timex "2021-03-04" ;
        kg:dateText "Thursday" ; kg:date "2021-03-04"^^xsd:date ; kg:dateEvidence {node('Thursday')}""")
    assert holds(f"<#event-300-308> kg:polarity kg:negative ; kg:accordingTo <{DENIAL}> ; kg:place <#entity-village> ; "
                 f"kg:placeEvidence {node('the village')}", DENIAL)


def test_inner_claim_stands_in_the_graph_of_the_outer() -> None:
    assert holds(f"""<{MINISTRY}> a kg:Claim ; kg:within <{REPORT}> ; kg:saidBy <#entity-health-ministry> .
        <#entity-health-ministry> kg:said <{MINISTRY}>""", REPORT)
    assert not holds(f"<{MINISTRY}> a kg:Claim"), "the article does not say itself what Radio Sahel reports"


def test_event_of_the_article() -> None:
    assert holds(f"""<#event-38-42> a kg:Deployment, kg:Event ; kg:trigger "sent" ; kg:triggerEvidence {node('sent')} ;
        kg:sender <{NORWAY}> ; kg:force <#entity-soldiers> ; kg:destination <{MALI}> ;
        kg:roleEvidence {node('300 soldiers')}, {node('Norway', LEAD)} ;
        kg:polarity kg:positive ; kg:modality kg:asserted ; kg:plover "MOBILIZE" ; kg:date "2021-03-03"^^xsd:date ;
        kg:dateText "Wednesday" ; kg:timex "2021-03-03" ; kg:zone kg:body ; kg:confidence 0.5 ;
        kg:reportedIn <{BORDER}>""")
    assert not holds("<#event-38-42> kg:accordingTo ?any")


def test_direct_triple_with_its_statement() -> None:
    assert holds(f"""<#entity-soldiers> kg:deployedTo <{MALI}> . <#statement-38-42-deployedTo> a kg:Statement ;
        rdf:subject <#entity-soldiers> ; rdf:predicate kg:deployedTo ; rdf:object <{MALI}> ;
        kg:fromEvent <#event-38-42> ;
        kg:zone kg:body ; kg:confidence 0.5""")


def test_claimed_attack_is_stated_in_the_claim_only() -> None:
    assert holds(f"""<{NORWAY}> kg:attacked <#entity-village> .
        <#event-142-150> a kg:Attack ; kg:accordingTo <{ACCUSATION}> .
        <#statement-142-150-attacked> kg:fromEvent <#event-142-150> ; kg:accordingTo <{ACCUSATION}>""", ACCUSATION)
    attacks = {(q.subject.value, str(q.graph_name)) for q in GRAPH.quads_for_pattern(None, KG_ATTACKED, None)}
    assert attacks == {(NORWAY, f"<{ACCUSATION}>")}, "neither the article nor the denial states an attack"


def test_casualties() -> None:
    assert holds(f"""<#event-185-191> a kg:Casualties ; kg:effect kg:killed ; kg:minimum 13 ; kg:bound kg:atLeast ;
        kg:quantityText "At least 13" ; kg:quantityEvidence {node('At least 13')} ; kg:victim <#entity-farmers> ;
        kg:accordingTo <{MINISTRY}>""", MINISTRY)
    assert not holds("<#event-185-191> kg:maximum ?any", MINISTRY)


def test_standing_relations() -> None:
    assert holds(f"""<{MALI}> kg:memberOf <{UNION}> . ?s a kg:Statement ; rdf:subject <{MALI}> ;
        rdf:predicate kg:memberOf ; rdf:object <{UNION}> ;
        kg:evidence {node('Mali is a member of the African Union')} ;
        kg:zone kg:body ; kg:confidence 0.9 ; kg:reportedIn <{BORDER}>""")
    assert holds(f"""<#entity-awa-keita> kg:holdsRole "foreign minister" ; kg:worksFor <{MALI}> .
        ?s rdf:object "foreign minister" ; kg:evidence {node('Mali’s foreign minister Awa Keita')}""")


def test_same_quads_every_time_sorted_and_without_blank_nodes() -> None:
    assert [str(q) for q in QUADS] == sorted({str(q) for q in QUADS})
    assert quads_of(border_reading(), small_ontology()) == QUADS
    assert not any(isinstance(t, ox.BlankNode) for q in QUADS for t in q)


def test_literals_are_as_the_store_gives_them_back() -> None:
    assert sorted(str(q) for q in GRAPH) == [str(q) for q in QUADS]


@pytest.mark.parametrize("change", [{"polarity": "negative"}, {"modality": "planned"}, {"modality": "possible"},
                                    {"modality": "demanded"}, {"modality": "conditional"}])
def test_no_direct_triple_unless_positive_and_asserted(change: dict[str, str]) -> None:
    reading = border_reading()
    changed = replace(reading, events=(replace(reading.events[0], **change), *reading.events[1:]))
    quads = quads_of(changed, small_ontology())
    assert not any("deployedTo" in str(q) for q in quads)
    assert any(q.object == KG[next(iter(change.values()))] for q in quads)


def test_each_edge_has_a_statement_of_its_own() -> None:
    reading = without(border_reading(), "event-38-42")
    meeting = Event("event-38-42", "Meeting", None, at("sent"), tuple(
        Argument("participant", at(words), entity) for words, entity in (("Norway", NORWAY), ("Mali", MALI))),
        "positive", "asserted", "body", edges=(Edge("metWith", NORWAY, MALI), Edge("metWith", MALI, NORWAY)))
    quads = quads_of(replace(reading, events=(meeting,)), small_ontology())
    assert {(q.subject.value, q.object.value) for q in quads if q.predicate.value == KG.base + "metWith"} == {
        (NORWAY, MALI), (MALI, NORWAY)}
    statements = {q.subject.value for q in quads if q.predicate == KG.fromEvent}
    assert statements == {f"{BORDER}#statement-38-42-metWith", f"{BORDER}#statement-38-42-metWith-2"}


def test_an_event_without_edges_has_no_direct_triple() -> None:
    reading = border_reading()
    quads = quads_of(replace(reading, events=(replace(reading.events[0], edges=()),)), small_ontology())
    assert not any("deployedTo" in str(q) or q.predicate == KG.fromEvent for q in quads)
    assert any(q.object == ox.NamedNode(KG.base + "Deployment") for q in quads)


def test_argument_without_entity_yields_nothing() -> None:
    reading = border_reading()
    bare = replace(reading.events[0], arguments=(Argument("sender", at("Norway", after="\n\n"), None),))
    quads = quads_of(replace(reading, events=(bare,)), small_ontology())
    assert not any(q.predicate in (KG.roleEvidence, ox.NamedNode(KG.base + "sender")) for q in quads)


@pytest.mark.parametrize(("value", "date", "end"), [
    ("2022-01-05", '"2022-01-05"^^xsd:date', None), ("2022-01-05T21:30", '"2022-01-05"^^xsd:date', None),
    ("2022-01-05TNI", '"2022-01-05"^^xsd:date', None), ("2022-01", '"2022-01"^^xsd:gYearMonth', None),
    ("2022", '"2022"^^xsd:gYear', None), ("2022-W01", '"2022-01-03"^^xsd:date', '"2022-01-09"^^xsd:date'),
    ("2022-W01-WE", '"2022-01-08"^^xsd:date', '"2022-01-09"^^xsd:date'),
    ("2022-WI", '"2022-12-01"^^xsd:date', '"2023-02-28"^^xsd:date'),
    ("2022-SU", '"2022-06-01"^^xsd:date', '"2022-08-31"^^xsd:date'),
    ("2022-Q1", '"2022-01-01"^^xsd:date', '"2022-03-31"^^xsd:date'),
    ("199", '"1990-01-01"^^xsd:date', '"1999-12-31"^^xsd:date'),
    ("PRESENT_REF", None, None), ("P3D", None, None), ("XXXX-01-05", None, None), ("FUTURE_REF", None, None),
    ("2022-13-45", None, None)])
def test_dates(value: str, date: str | None, end: str | None) -> None:
    reading = border_reading()
    event = replace(reading.events[0], time=Time(at("Wednesday"), "DATE", value))
    store = ox.Store()
    store.extend(quads_of(replace(reading, events=(event,)), small_ontology()))
    for property, wanted in (("date", date), ("dateEnd", end)):
        pattern = f"GRAPH ?g {{ <{BORDER}#event-38-42> kg:timex '{value}' . FILTER {'' if wanted else 'NOT'} EXISTS " \
                  f"{{ <{BORDER}#event-38-42> kg:{property} {wanted or '?any'} }} }}"
        assert store.query(f"ASK {{ {pattern} }}", prefixes=PREFIXES), property


def test_what_the_ontology_does_not_declare_is_refused() -> None:
    reading = border_reading()
    first = reading.events[0]
    for event, name in ((replace(first, type="Deploymnet"), "kg:Deploymnet"),
                        (replace(first, arguments=(Argument("forse", at("Norway"), NORWAY),)), "kg:forse")):
        with pytest.raises(KgraphError, match=f"event-38-42: {name} is declared by no ontology"):
            quads_of(replace(reading, events=(event,)), small_ontology())


def test_reference_to_a_missing_entity_or_claim_is_refused() -> None:
    reading = border_reading()
    with pytest.raises(KgraphError, match="which is not among the entities"):
        quads_of(replace(reading, entities=()), small_ontology())
    with pytest.raises(KgraphError, match="claim-1-2, which is not among the claims"):
        quads_of(replace(reading, events=(replace(reading.events[0], attribution="claim-1-2"),)), small_ontology())
