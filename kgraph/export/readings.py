"""A store back into readings, with identity over articles applied: the inverse of `triples.py`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pyoxigraph as ox

from kgraph.iris import article_id
from kgraph.ontology import Ontology
from kgraph.reading_json import write_json
from kgraph.records import (
    Argument,
    Article,
    Attribution,
    Edge,
    Entity,
    Event,
    Json,
    Mention,
    Quantity,
    Reading,
    Relation,
    Slice,
    Time,
)
from kgraph.store import IDENTITY, Store
from kgraph.vocabulary import DCTERMS, GEO, KG, NIF, PROV, RDF, RDFS, SKOS

EXACT = frozenset(("exactly", "about", "atLeast", "moreThan"))
NOT_ROLES = frozenset(("place", "accordingTo", "reportedIn"))


def merged_readings(store: Store, ontology: Ontology) -> Iterator[Json]:
    """The readings of all articles in the documented format, sorted by IRI; entities and events are the merged ones."""
    merged = {
        quad.subject.value: quad.object.value
        for quad in store.find(None, KG.identifiedAs, None, IDENTITY)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode)
    }
    labels = {iri: _label(store, iri) for iri in set(merged.values())}
    for article in store.articles():
        reading = _with_identity(read_back(article, store.quads(article), ontology), merged, labels)
        record = write_json(reading)
        for event in record["events"]:
            event["event_iri"] = merged.get(event["event_iri"], event["event_iri"])
        yield record


def _label(store: Store, iri: str) -> str:
    found = store.find(ox.NamedNode(iri), RDFS.label, None)
    return min((quad.object.value for quad in found if isinstance(quad.object, ox.Literal)), default=iri)


def _with_identity(reading: Reading, merged: dict[str, str], labels: dict[str, str]) -> Reading:
    """The same reading with the IRIs and labels of entities over articles."""

    def name(iri: str) -> str:
        return merged.get(iri, iri)

    def known(iri: str | None) -> str | None:
        return name(iri) if iri else None

    entities: dict[str, Entity] = {}
    for entity in reading.entities:
        label = labels.get(name(entity.iri), entity.label)
        before = entities.get(name(entity.iri))
        aliases = {*entity.aliases, entity.label, *(before.aliases if before else ())} - {label}
        entities[name(entity.iri)] = replace(entity, iri=name(entity.iri), label=label, aliases=tuple(sorted(aliases)))
    return replace(
        reading,
        mentions=tuple(replace(m, entity=known(m.entity)) for m in reading.mentions),
        entities=tuple(entities[iri] for iri in sorted(entities)),
        relations=tuple(replace(r, subject=name(r.subject), object=name(r.object)) for r in reading.relations),
        attributions=tuple(
            replace(a, source_entities=tuple(map(name, a.source_entities)), addressee_entity=known(a.addressee_entity))
            for a in reading.attributions
        ),
        events=tuple(
            replace(
                e,
                arguments=tuple(replace(a, entity=known(a.entity)) for a in e.arguments),
                place_entity=known(e.place_entity),
                edges=tuple(replace(edge, start=name(edge.start), end=name(edge.end)) for edge in e.edges),
            )
            for e in reading.events
        ),
    )


def read_back(article: str, quads: Iterable[ox.Quad], ontology: Ontology) -> Reading:
    """The reading that the quads of one article were made from, without what no graph has (zones, unused mentions)."""
    return _Graph(article, quads, ontology).reading()


class _Graph:
    """The quads of one article by subject and property."""

    def __init__(self, article: str, quads: Iterable[ox.Quad], ontology: Ontology) -> None:
        self.article, self.ontology = article, ontology
        self.values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.members: dict[str, set[str]] = defaultdict(set)
        for quad in quads:
            if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple):
                self.values[quad.subject.value][quad.predicate.value].add(quad.object.value)
                if quad.predicate == RDF.type:
                    self.members[quad.object.value].add(quad.subject.value)

    def all(self, node: str, property: ox.NamedNode) -> list[str]:
        return sorted(self.values[node].get(property.value, ()))

    def one(self, node: str, property: ox.NamedNode) -> str | None:
        return next(iter(self.all(node, property)), None)

    def term(self, node: str, property: ox.NamedNode) -> str | None:
        value = self.one(node, property)
        return value.removeprefix(KG.base) if value else None

    def local(self, node: str | None) -> str | None:
        """The id of a claim or event within the article."""
        return node.removeprefix(f"{self.article}#") if node else None

    def number(self, node: str, property: ox.NamedNode) -> float | None:
        value = self.one(node, property)
        return float(value) if value is not None else None

    def count(self, node: str, property: ox.NamedNode) -> int | None:
        value = self.one(node, property)
        return int(value) if value is not None else None

    def kind(self, node: str) -> str:
        """The most specific class."""
        names = {name.removeprefix(KG.base) for name in self.all(node, RDF.type)}
        above = {a for name in names for a in self.ontology.parents.get(name, ()) if a != name} | {"Event", "Entity"}
        return min(names - above or names)

    def slices(self, node: str, property: ox.NamedNode) -> list[Slice]:
        return sorted(map(self.slice, self.all(node, property)))

    def slice(self, node: str) -> Slice:
        return Slice(self.count(node, NIF.beginIndex) or 0, self.count(node, NIF.endIndex) or 0)

    def first(self, node: str, property: ox.NamedNode) -> Slice | None:
        return next(iter(self.slices(node, property)), None)

    def time(self, node: str) -> Time | None:
        """When something happened: one of the article's times."""
        slice, value = self.one(node, KG.dateEvidence), self.one(node, KG.timex)
        return Time(self.slice(slice), self.one(slice, KG.timexType) or "DATE", value) if slice and value else None

    def of_class(self, kind: ox.NamedNode) -> list[str]:
        return sorted(self.members[kind.value])

    # -- the reading ---------------------------------------------------------------------------------------

    def reading(self) -> Reading:
        node = self.article
        authors = tuple(self.all(node, DCTERMS.creator))
        published, basis = self.one(node, DCTERMS.issued), self.one(node, KG.publishedBasis)
        article = Article(
            article_id(node),
            node,
            self.one(node, KG.text) or "",
            self.one(node, DCTERMS.title),
            self.one(node, DCTERMS.publisher),
            published if basis == "metadata" else None,
            self.one(node, DCTERMS.source),
            authors,
        )
        activity = self.one(node, PROV.wasGeneratedBy) or ""
        made_by = (tuple(part.split(" ", 1)) for part in self.all(activity, KG.madeBy))
        entities = [self.entity(iri) for iri in self.of_class(KG.Entity)]
        return Reading(
            article=article,
            published=published,
            published_basis=basis,
            authors=authors,
            mentions=tuple(sorted(self.mentions(entities), key=lambda m: (m.slice, m.entity or ""))),
            entities=tuple(entities),
            relations=tuple(sorted(self.relations(), key=lambda r: (r.evidence, r.property, r.subject, r.object))),
            times=tuple(sorted(self.times(), key=lambda t: t.slice)),
            attributions=tuple(sorted(map(self.claim, self.of_class(KG.Claim)), key=lambda c: (c.contents, c.id))),
            events=tuple(sorted(map(self.event, self.of_class(KG.Event)), key=lambda e: (e.trigger, e.id))),
            made_by=tuple((name, value) for name, value in made_by),
        )

    def entity(self, iri: str) -> Entity:
        return Entity(
            iri,
            self.one(iri, RDFS.label) or iri,
            self.kind(iri),
            tuple(self.all(iri, SKOS.altLabel)),
            tuple(self.all(iri, SKOS.exactMatch)),
            self.number(iri, GEO.lat),
            self.number(iri, GEO.long),
        )

    def mentions(self, entities: Iterable[Entity]) -> Iterator[Mention]:
        for entity in entities:
            for node in self.all(entity.iri, KG.mentionedIn):
                place, kind = self.slice(node), self.term(node, KG.mentionKind) or "name"
                local = f"mention-{place.start}-{place.end}"
                if kind == "nationality":
                    yield Mention(local, place, "name", "Group", entity.iri)
                else:
                    yield Mention(local, place, kind, entity.type, entity.iri)

    def relations(self) -> Iterator[Relation]:
        for node in self.of_class(KG.Statement):
            place, claim = self.first(node, KG.evidence), self.one(node, KG.accordingTo)
            if place:
                yield Relation(
                    self.term(node, RDF.predicate) or "",
                    self.one(node, RDF.subject) or "",
                    self.one(node, RDF.object) or "",
                    place,
                    self.local(claim),
                    self.number(node, KG.confidence),
                )

    def times(self) -> Iterator[Time]:
        for node in self.values:
            value = self.one(node, KG.timex)
            if value and self.one(node, NIF.anchorOf):  # a time expression; events and claims have a value, too
                yield Time(self.slice(node), self.one(node, KG.timexType) or "DATE", value)

    def claim(self, node: str) -> Attribution:
        return Attribution(
            id=self.local(node) or node,
            source=self.first(node, KG.sourceEvidence),
            source_entities=tuple(self.all(node, KG.saidBy) or self.all(node, KG.notSaidBy)),
            cue=self.first(node, KG.cueEvidence),
            contents=tuple(self.slices(node, KG.contentEvidence)),
            speech_act=self.term(node, KG.speechAct) or "",
            quotation=self.term(node, KG.quotation) or "",
            zone=self.term(node, KG.zone) or "",
            within=self.local(self.one(node, KG.within)),
            denies=self.local(self.one(node, KG.denies)),
            polarity=self.term(node, KG.polarity) or "positive",
            addressee=self.first(node, KG.addresseeEvidence),
            addressee_entity=self.one(node, KG.addressee),
            medium=self.first(node, KG.mediumEvidence),
            time=self.time(node),
            confidence=self.number(node, KG.confidence),
        )

    def event(self, node: str) -> Event:
        return Event(
            id=self.local(node) or node,
            type=self.kind(node),
            plover=self.one(node, KG.plover),
            trigger=self.first(node, KG.triggerEvidence) or Slice(0, 0),
            arguments=tuple(sorted(self.arguments(node), key=lambda a: (a.slice, a.role))),
            polarity=self.term(node, KG.polarity) or "",
            modality=self.term(node, KG.modality) or "",
            zone=self.term(node, KG.zone) or "",
            time=self.time(node),
            place=self.first(node, KG.placeEvidence),
            place_entity=self.one(node, KG.place),
            quantity=self.quantity(node),
            attribution=self.local(self.one(node, KG.accordingTo)),
            confidence=self.number(node, KG.confidence),
            lemma=self.one(node, KG.lemma),
            edges=self.edges(node),
        )

    def edges(self, event: str) -> tuple[Edge, ...]:
        """The direct triples of an event, from their statements."""
        statements = (n for n in self.members[KG.Statement.value] if self.one(n, KG.fromEvent) == event)
        return tuple(
            sorted(
                Edge(self.term(n, RDF.predicate) or "", self.one(n, RDF.subject) or "", self.one(n, RDF.object) or "")
                for n in statements
            )
        )

    def arguments(self, node: str) -> Iterator[Argument]:
        """Each filler at those of the event's role slices that mention it."""
        evidence = set(self.all(node, KG.roleEvidence))
        for property, fillers in self.values[node].items():
            role = property.removeprefix(KG.base)
            if role in NOT_ROLES or not evidence:
                continue
            for filler in fillers & self.members[KG.Entity.value]:
                mentions = [self.slice(slice) for slice in self.values[filler][KG.mentionedIn.value]]
                for place in map(self.slice, evidence):
                    if any(place.holds(mention) for mention in mentions):
                        yield Argument(role, place, filler)

    def quantity(self, node: str) -> Quantity | None:
        effect = self.term(node, KG.effect)
        if effect is None:
            return None
        minimum, maximum = self.count(node, KG.minimum), self.count(node, KG.maximum)
        bound = self.term(node, KG.bound)
        value = minimum if bound in EXACT else maximum if bound in ("atMost", "lessThan") else None
        return Quantity(effect, self.first(node, KG.quantityEvidence), value, minimum, maximum, bound)
