"""Reading -> RDF: the only place that turns values into quads.

What the article itself says goes into its own graph, named by its IRI; what a claim's words state goes into a graph
named by the claim. Every IRI comes from the text's slices and names, so the same reading gives the same quads.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from itertools import count

import pyoxigraph as ox

from kgraph import iris
from kgraph.dates import read_days
from kgraph.literals import write_date, write_integer, write_number
from kgraph.ontology import Ontology
from kgraph.records import (
    Attribution,
    Edge,
    Entity,
    Event,
    KgraphError,
    Mention,
    Quantity,
    Reading,
    Relation,
    Slice,
    Time,
)
from kgraph.vocabulary import DCTERMS, GEO, KG, NIF, PROV, RDF, RDFS, SKOS, declared_names, declared_term

ELLIPSIS = " … "

Node = ox.NamedNode | ox.Literal


def quads_of(reading: Reading, ontology: Ontology) -> list[ox.Quad]:
    """All quads of one reading, sorted as canonical N-Quads and without duplicates.

    Raises KgraphError where the reading uses a term that the ontology does not declare, or refers to an entity or claim
    that it lacks.
    """
    return sorted(_Writer(reading, ontology).write(), key=str)


class _Writer:
    """Collects the quads of one reading."""

    def __init__(self, reading: Reading, ontology: Ontology) -> None:
        self.reading, self.ontology = reading, ontology
        self.article = ox.NamedNode(reading.article.iri)
        self.text = reading.article.text
        self.declared = declared_names(ontology)
        self.quads: set[ox.Quad] = set()
        self.entities = {entity.iri: entity for entity in reading.entities}
        self.claims = {claim.id: claim for claim in reading.attributions}
        self.mentions: dict[str, list[Slice]] = defaultdict(list)
        for mention in reading.mentions:
            self.mentions[mention.entity or ""].append(mention.slice)
        self.used: set[str] = set()
        self.statements: set[ox.NamedNode] = set()
        self.slices: dict[Slice, ox.NamedNode] = {}

    def write(self) -> set[ox.Quad]:
        self.write_article()
        for claim in self.reading.attributions:
            self.write_claim(claim)
        for event in self.reading.events:
            self.write_event(event)
        for relation in self.reading.relations:
            self.write_relation(relation)
        for time in self.reading.times:
            node = self.slice(time.slice)
            self.add(self.article, node, KG.timex, ox.Literal(time.value))
            if time.type != "DATE":
                self.add(self.article, node, KG.timexType, ox.Literal(time.type))
        self.used.update(m.entity for m in self.reading.mentions if m.kind == "name" and m.entity)
        for entity_iri in self.used:
            self.write_entity(self.entities[entity_iri])
        return self.quads

    # -- nodes ---------------------------------------------------------------------------------------------

    def add(self, graph: ox.NamedNode, subject: ox.NamedNode, predicate: ox.NamedNode, *values: Node) -> None:
        for value in values:
            self.quads.add(ox.Quad(subject, predicate, value, graph))

    def node(self, local: str) -> ox.NamedNode:
        return ox.NamedNode(f"{self.article.value}#{local}")

    def slice(self, place: Slice) -> ox.NamedNode:
        """The node of a slice, which is written on first use."""
        if place in self.slices:
            return self.slices[place]
        node = self.slices[place] = ox.NamedNode(iris.slice_iri(self.article.value, place))
        self.add(self.article, node, NIF.beginIndex, write_integer(place.start))
        self.add(self.article, node, NIF.endIndex, write_integer(place.end))
        self.add(self.article, node, NIF.anchorOf, ox.Literal(place.of(self.text)))
        self.add(self.article, node, NIF.referenceContext, self.article)
        return node

    def entity(self, entity_iri: str, where: str, place: Slice | None = None) -> ox.NamedNode:
        """The node of an entity, which will be written.

        `place` stands for it, too, where none of its mentions lies inside: "the statement", whose author speaks.
        """
        if entity_iri not in self.entities:
            raise KgraphError(f"{self.article.value}: {where} refers to {entity_iri}, which is not among the entities")
        self.used.add(entity_iri)
        node = ox.NamedNode(entity_iri)
        if place and not any(place.holds(mention) for mention in self.mentions[entity_iri]):
            self.add(self.article, node, KG.mentionedIn, self.slice(place))
        return node

    def graph(self, claim: str | None, where: str) -> ox.NamedNode:
        """The graph for what a claim (or, with None, the article itself) states."""
        if claim is None:
            return self.article
        if claim not in self.claims:
            raise KgraphError(f"{self.article.value}: {where} refers to {claim}, which is not among the claims")
        return self.node(claim)

    # -- article and entities ------------------------------------------------------------------------------

    def write_article(self) -> None:
        reading, article, node = self.reading, self.reading.article, self.article
        self.add(node, node, RDF.type, KG.Article)
        self.add(node, node, KG.text, ox.Literal(article.text))
        self.add(node, node, KG.contentHash, ox.Literal(hashlib.sha256(article.text.encode()).hexdigest()))
        self.add(node, node, DCTERMS.creator, *map(ox.Literal, reading.authors or article.authors))
        for property, value in (
            (DCTERMS.title, article.title),
            (DCTERMS.publisher, article.publisher),
            (KG.publishedBasis, reading.published_basis),
        ):
            if value:
                self.add(node, node, property, ox.Literal(value))
        if article.url:
            self.add(
                node,
                node,
                DCTERMS.source,
                ox.NamedNode(article.url) if iris.ABSOLUTE.match(article.url) else ox.Literal(article.url),
            )
        if reading.published and (days := read_days(reading.published)):
            self.add(node, node, DCTERMS.issued, write_date(days[0]))
        activity = self.node("reading")
        self.add(node, node, PROV.wasGeneratedBy, activity)
        self.add(node, activity, RDF.type, PROV.Activity)
        self.add(node, activity, KG.madeBy, *(ox.Literal(" ".join(part)) for part in reading.made_by))

    def write_entity(self, entity: Entity) -> None:
        graph, node = self.article, ox.NamedNode(entity.iri)
        self.write_types(graph, node, entity.type, entity.iri)
        self.add(graph, node, RDFS.label, ox.Literal(entity.label))
        self.add(graph, node, SKOS.altLabel, *(ox.Literal(a) for a in entity.aliases if a != entity.label))
        names = {entity.label, *entity.aliases}
        self.add(graph, node, KG.nameKey, *(ox.Literal(iris.name_key(name)) for name in names))
        self.add(graph, node, SKOS.exactMatch, *map(ox.NamedNode, entity.same_as))
        for mention in self.reading.mentions:
            if mention.entity == entity.iri:
                self.write_mention(node, mention, entity)
        if entity.lat is not None and entity.long is not None:
            self.add(graph, node, GEO.lat, write_number(entity.lat))
            self.add(graph, node, GEO.long, write_number(entity.long))

    def write_mention(self, node: ox.NamedNode, mention: Mention, entity: Entity) -> None:
        """A slice that stands for an entity; where it is no name, what it is."""
        place = self.slice(mention.slice)
        self.add(self.article, node, KG.mentionedIn, place)
        is_nationality = mention.kind == "name" and mention.type == "Group" != entity.type
        kind = "nationality" if is_nationality else mention.kind
        if kind != "name":
            self.add(self.article, place, KG.mentionKind, KG[kind])

    def write_types(self, graph: ox.NamedNode, node: ox.NamedNode, name: str, where: str) -> None:
        """A class and all above it, so that the shortest query finds the node."""
        for kind in (name, *self.ontology.parents.get(name, ())):
            self.add(graph, node, RDF.type, declared_term(kind, self.declared, where))

    # -- claims --------------------------------------------------------------------------------------------

    def write_claim(self, claim: Attribution) -> None:
        graph, node = self.graph(claim.within, claim.id), self.node(claim.id)
        self.add(graph, node, RDF.type, KG.Claim)
        contents = sorted(self.without_that(content) for content in claim.contents)
        self.add(graph, node, KG.text, ox.Literal(ELLIPSIS.join(c.of(self.text) for c in contents)))
        self.add(graph, node, KG.contentEvidence, *map(self.slice, contents))
        self.add(graph, node, KG.quotation, KG[claim.quotation])
        self.add(graph, node, KG.speechAct, declared_term(claim.speech_act, self.declared, claim.id))
        self.write_common(graph, node, claim.zone, claim.confidence)
        if claim.polarity == "negative":
            self.add(graph, node, KG.polarity, KG.negative)
        for source in (self.entity(e, claim.id, claim.source) for e in claim.source_entities):
            if claim.polarity == "negative":
                self.add(graph, node, KG.notSaidBy, source)
            else:
                self.add(graph, source, KG.said, node)
                self.add(graph, node, KG.saidBy, source)
        if claim.addressee_entity:
            self.add(graph, node, KG.addressee, self.entity(claim.addressee_entity, claim.id, claim.addressee))
        for evidence, place in ((KG.sourceEvidence, claim.source), (KG.addresseeEvidence, claim.addressee)):
            if place:
                self.add(graph, node, evidence, self.slice(place))
        self.write_words(graph, node, KG.cue, KG.cueEvidence, claim.cue)
        self.write_words(graph, node, KG.medium, KG.mediumEvidence, claim.medium)
        self.write_time(graph, node, claim.time)
        for property, other in ((KG.within, claim.within), (KG.denies, claim.denies)):
            if other:
                self.add(graph, node, property, self.graph(other, claim.id))
        about = {
            m.entity
            for m in self.reading.mentions
            if m.kind == "name" and m.entity and any(c.holds(m.slice) for c in claim.contents)
        }
        self.add(graph, node, KG.about, *(self.entity(e, claim.id) for e in about))

    def without_that(self, content: Slice) -> Slice:
        """The words said, without the "that" which a reading may count among them."""
        start = content.start + 5 if content.of(self.text)[:5].lower() == "that " else content.start
        return Slice(start, content.end) if start < content.end else content

    def write_common(self, graph: ox.NamedNode, node: ox.NamedNode, zone: str, confidence: float | None) -> None:
        """What claims, events and statements have alike."""
        self.add(graph, node, KG.reportedIn, self.article)
        self.add(graph, node, KG.zone, KG[zone])
        if confidence is not None:
            self.add(graph, node, KG.confidence, write_number(round(confidence, 2)))

    def write_words(
        self, graph: ox.NamedNode, node: ox.NamedNode, words: ox.NamedNode, evidence: ox.NamedNode, place: Slice | None
    ) -> None:
        if place:
            self.add(graph, node, words, ox.Literal(place.of(self.text)))
            self.add(graph, node, evidence, self.slice(place))

    def write_time(self, graph: ox.NamedNode, node: ox.NamedNode, time: Time | None) -> None:
        if time is None:
            return
        self.add(graph, node, KG.timex, ox.Literal(time.value))
        self.write_words(graph, node, KG.dateText, KG.dateEvidence, time.slice)
        first, last = read_days(time.value) or (None, None)
        if first:
            self.add(graph, node, KG.date, write_date(first))
        if last:
            self.add(graph, node, KG.dateEnd, write_date(last))

    # -- events --------------------------------------------------------------------------------------------

    def write_event(self, event: Event) -> None:
        graph, node = self.graph(event.attribution, event.id), self.node(event.id)
        self.write_types(graph, node, event.type, event.id)
        self.write_common(graph, node, event.zone, event.confidence)
        self.write_words(graph, node, KG.trigger, KG.triggerEvidence, event.trigger)
        self.add(graph, node, KG.polarity, KG[event.polarity])
        self.add(graph, node, KG.modality, KG[event.modality])
        if event.plover:
            self.add(graph, node, KG.plover, ox.Literal(event.plover))
        if event.lemma:
            self.add(graph, node, KG.lemma, ox.Literal(event.lemma))
        if event.attribution:
            self.add(graph, node, KG.accordingTo, graph)
        for argument in event.arguments:
            if argument.entity:
                role = declared_term(argument.role, self.declared, event.id)
                self.add(graph, node, role, self.entity(argument.entity, event.id, argument.slice))
                self.add(graph, node, KG.roleEvidence, self.slice(argument.slice))
        if event.place and event.place_entity:
            self.add(graph, node, KG.place, self.entity(event.place_entity, event.id, event.place))
            self.add(graph, node, KG.placeEvidence, self.slice(event.place))
        self.write_time(graph, node, event.time)
        if event.quantity:
            self.write_quantity(graph, node, event.quantity)
        if event.polarity == "positive" and event.modality == "asserted":
            for edge in event.edges:
                self.write_direct(graph, node, event, edge)

    def write_quantity(self, graph: ox.NamedNode, node: ox.NamedNode, figure: Quantity) -> None:
        self.add(graph, node, KG.effect, KG[figure.effect])
        self.write_words(graph, node, KG.quantityText, KG.quantityEvidence, figure.slice)
        for property, number in ((KG.minimum, figure.minimum), (KG.maximum, figure.maximum)):
            if number is not None:
                self.add(graph, node, property, write_integer(number))
        if figure.bound:
            self.add(graph, node, KG.bound, KG[figure.bound])

    def write_direct(self, graph: ox.NamedNode, node: ox.NamedNode, event: Event, edge: Edge) -> None:
        """A direct triple of an event, with its statement."""
        statement = self.write_statement(
            graph,
            f"{event.id.removeprefix('event-')}-{edge.property}",
            self.entity(edge.start, event.id),
            declared_term(edge.property, self.declared, event.id),
            self.entity(edge.end, event.id),
        )
        self.add(graph, statement, KG.fromEvent, node)
        self.write_common(graph, statement, event.zone, event.confidence)
        if event.attribution:
            self.add(graph, statement, KG.accordingTo, graph)

    # -- statements ----------------------------------------------------------------------------------------

    def write_relation(self, relation: Relation) -> None:
        graph = self.graph(relation.attribution, f"{relation.property} of {relation.subject}")
        subject = self.entity(relation.subject, relation.property)
        value = (
            ox.Literal(relation.object)
            if relation.property == "holdsRole"
            else self.entity(relation.object, relation.property)
        )
        place = relation.evidence
        statement = self.write_statement(
            graph, f"{place.start}-{place.end}-{relation.property}", subject, KG[relation.property], value
        )
        self.add(graph, statement, KG.evidence, self.slice(place))
        zone = next((z.name for z in self.reading.zones if z.slice.holds(place)), "body")
        self.write_common(graph, statement, zone, relation.confidence)
        if relation.attribution:
            self.add(graph, statement, KG.accordingTo, graph)

    def write_statement(
        self, graph: ox.NamedNode, local: str, subject: ox.NamedNode, property: ox.NamedNode, value: Node
    ) -> ox.NamedNode:
        """A direct triple and its kg:Statement; several of one event or slice are numbered in the reading's order."""
        names = (local if n == 1 else f"{local}-{n}" for n in count(1))
        statement = next(
            node for node in (self.node(f"statement-{name}") for name in names) if node not in self.statements
        )
        self.statements.add(statement)
        self.add(graph, subject, property, value)
        self.add(graph, statement, RDF.type, KG.Statement)
        for part, term in ((RDF.subject, subject), (RDF.predicate, property), (RDF.object, value)):
            self.add(graph, statement, part, term)
        return statement
