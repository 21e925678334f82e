"""The terms that graphs are written with. Closed: a name that is not listed raises, so a typo never becomes a property.

These are the core terms of `ontologies/kgraph.ttl`. Event types, roles, direct properties and speech acts are declared
apart, and `declared_term` lets only declared names through.
"""

from __future__ import annotations

import pyoxigraph as ox

from kgraph import turtle
from kgraph.ontology import Ontology
from kgraph.records import KgraphError


class Vocabulary:
    """A namespace with a fixed list of names.

    >>> KG.said.value
    'https://w3id.org/kgraph/ns#said'
    >>> KG.siad
    Traceback (most recent call last):
    AttributeError: https://w3id.org/kgraph/ns# has no term siad
    """

    def __init__(self, base: str, names: str) -> None:
        self.base = base
        self.terms = {name: ox.NamedNode(base + name) for name in names.split()}
        vars(self).update(self.terms)  # found at once; only what is not there is looked for below

    def __getattr__(self, name: str) -> ox.NamedNode:
        return self[name]

    def __getitem__(self, name: str) -> ox.NamedNode:
        term = self.terms.get(name)
        if term is None:
            raise AttributeError(f"{self.base} has no term {name}")
        return term


KG = Vocabulary(
    turtle.KG,
    """
    Article Claim Event Statement
    Entity Actor Person Organization NewsOutlet GovernmentBody InternationalOrganization Group Force
    Place Country Settlement Region Facility Artifact
    Zone Quotation Polarity Modality Bound Effect
    text contentHash publishedBasis madeBy reportedIn mentionedIn evidence zone confidence
    said saidBy notSaidBy quotation speechAct cue medium about within denies addressee
    sourceEvidence cueEvidence contentEvidence addresseeEvidence mediumEvidence
    trigger triggerEvidence lemma roleEvidence place placeEvidence polarity modality accordingTo plover fromEvent
    timex timexType date dateEnd dateText dateEvidence
    effect minimum maximum bound quantityText quantityEvidence
    memberOf holdsRole worksFor locatedIn partOf
    Identity Outdated Merge Decision Verdict identifiedAs joins reason
    verdict concerns comparedWith decidedBy words why same different confirmed rejected
    nameKey passedAs MentionKind mentionKind pronoun description nationality
    headline heading body caption teaser byline boilerplate
    direct indirect mixed positive negative asserted planned possible demanded conditional
    exactly atLeast moreThan atMost lessThan between
    killed injured hospitalized missing detained kidnapped displaced
""",
)
RDF = Vocabulary(turtle.RDF, "type subject predicate object")
RDFS = Vocabulary(turtle.RDFS, "label subClassOf")
SKOS = Vocabulary(turtle.SKOS, "altLabel exactMatch definition example")
DCTERMS = Vocabulary("http://purl.org/dc/terms/", "title publisher creator issued source date")
PROV = Vocabulary("http://www.w3.org/ns/prov#", "Activity wasGeneratedBy")
NIF = Vocabulary(
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#", "beginIndex endIndex anchorOf referenceContext"
)
GEO = Vocabulary(turtle.GEO, "lat long")
XSD = Vocabulary("http://www.w3.org/2001/XMLSchema#", "string integer decimal date gYearMonth gYear")

PREFIXES = {
    "kg": KG.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "skos": SKOS.base,
    "dcterms": DCTERMS.base,
    "prov": PROV.base,
    "nif": NIF.base,
    "geo": GEO.base,
    "xsd": XSD.base,
}


def expand(name: str) -> ox.NamedNode:
    """The term of a local name of the core namespace, or of a full IRI (a user's own namespace).

    >>> expand("force").value, expand("https://example.org/my#Strike").value
    ('https://w3id.org/kgraph/ns#force', 'https://example.org/my#Strike')
    """
    return ox.NamedNode(name if ":" in name else KG.base + name)


def declared_names(ontology: Ontology) -> frozenset[str]:
    """All classes, roles, direct properties and speech acts that the ontology declares."""
    events = ontology.events.values()
    return frozenset().union(
        ontology.parents,
        ontology.acts,
        ontology.events,
        *ontology.parents.values(),
        (role.name for event in events for role in event.roles),
        (direct.property for event in events for direct in event.direct),
    )


def declared_term(name: str, declared: frozenset[str], where: str) -> ox.NamedNode:
    """The term of a declared name.

    Raises KgraphError naming `where` it is used if nothing declares it.

    >>> declared_term("force", frozenset(["force"]), "event-1").value
    'https://w3id.org/kgraph/ns#force'
    >>> declared_term("forse", frozenset(["force"]), "event-1")
    Traceback (most recent call last):
    kgraph.records.KgraphError: event-1: kg:forse is declared by no ontology
    """
    if name not in declared:
        raise KgraphError(f"{where}: kg:{name} is declared by no ontology")
    return expand(name)
