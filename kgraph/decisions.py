"""A person's word: what is the same, what is different, what is confirmed or rejected, by whom, when and why.

Decisions stand in a graph of their own, which no build touches. Each remembers the words that its targets stand on, so
that it finds them again when an article is read anew and they have other IRIs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256

import pyoxigraph as ox

from kgraph.iris import BASE, slug
from kgraph.records import KgraphError
from kgraph.store import DECISIONS, IDENTITY, OUTDATED, Store
from kgraph.vocabulary import DCTERMS, KG, NIF, RDF, RDFS, SKOS, XSD

EVIDENCE = (KG.triggerEvidence, KG.contentEvidence, KG.evidence)
ALIKE = 0.6  # share of characters from which words are taken for the same words, changed
Node = ox.NamedNode | ox.Literal
PLACE = re.compile(r"-(\d+)(?:-\d+)+")


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """One decision. `one` holds what is confirmed or rejected, or one side of a comparison, `other` its other side.

    In a "different" with the same members on both sides, all of them are apart.
    """

    iri: str
    verdict: str
    one: tuple[str, ...]
    other: tuple[str, ...]
    by: str
    on: str
    why: str | None


def decide(
    store: Store, verdict: str, one: Iterable[str], other: Iterable[str], by: str, on: str, why: str | None
) -> Decision:
    """Write a decision and return it; the same one twice is one.

    A merge that is rejected becomes a "different" of what it joins. Raises KgraphError for a date that is none, and for
    an IRI of which the store has nothing.
    """
    try:
        date.fromisoformat(on)
    except ValueError as error:
        raise KgraphError(f"--on {on}: not a date (YYYY-MM-DD)") from error
    one, other = list(one), list(other)
    if verdict == "rejected" and (joined := _joined(store, one[0])):
        verdict, one, other = "different", joined[:1], joined[1:]
    left, right = (tuple(sorted({m for target in side for m in members_of(store, target)})) for side in (one, other))
    digest = sha256("\n".join([verdict, *left, "", *right, by, on, why or ""]).encode()).hexdigest()[:8]
    decision = Decision(f"{BASE}decision:{digest}", verdict, left, right, by, on, why)
    store.add([*_quads(store, decision), OUTDATED])
    return decision


def members_of(store: Store, target: str) -> list[str]:
    """An IRI itself or, where it is one over articles, the entities or events that were found to be it.

    Raises KgraphError where the store has nothing of it.
    """
    node = _node(target)
    if any(store.find(node, RDF.type, KG.Identity, IDENTITY)):
        found = store.find(None, KG.identifiedAs, node, IDENTITY)
        return sorted(quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode))
    if not _is_there(store, node):
        raise KgraphError(f"{target}: the store has nothing of that name")
    return [target]


def load_decisions(store: Store) -> list[Decision]:
    """All decisions, sorted by their dates."""
    found = []
    for quad in store.find(None, RDF.type, KG.Decision, DECISIONS):
        if not isinstance(quad.subject, ox.NamedNode):
            continue
        values: dict[ox.NamedNode, list[str]] = {}
        for fact in store.find(quad.subject, None, None, DECISIONS):
            if not isinstance(fact.object, ox.Triple):
                values.setdefault(fact.predicate, []).append(fact.object.value)
        found.append(
            Decision(
                quad.subject.value,
                values[KG.verdict][0].removeprefix(KG.base),
                tuple(sorted(values[KG.concerns])),
                tuple(sorted(values.get(KG.comparedWith, []))),
                values[DCTERMS.creator][0],
                values[DCTERMS.date][0],
                next(iter(values.get(KG.why, [])), None),
            )
        )
    return sorted(found, key=lambda decision: (decision.on, decision.iri))


def is_decision(store: Store, iri: str) -> bool:
    """Whether an IRI is that of a decision."""
    return any(store.find(_node(iri), RDF.type, KG.Decision, DECISIONS))


def withdraw(store: Store, decision: str) -> None:
    """Take a decision back. Raises KgraphError where there is none of that IRI."""
    node = _node(decision)
    quads = list(store.find(node, None, None, DECISIONS))
    if not quads:
        raise KgraphError(f"{decision}: no such decision")
    store.add([OUTDATED])
    kept = {t for each in load_decisions(store) if each.iri != decision for t in (*each.one, *each.other)}
    words = store.find(None, KG.words, None, DECISIONS)
    store.remove([*quads, *(q for q in words if isinstance(q.subject, ox.NamedNode) and q.subject.value not in kept)])


def find_again(store: Store, target: str) -> str | None:
    """What a decision is about as the store has it now: the same IRI, or what stands on the same words nearest by.

    None where the article is gone, or nothing like it is there any more.
    """
    node = _node(target)
    if _is_there(store, node):
        return target
    article, _, local = target.partition("#")
    old = [words.value for words in _objects(store, node, KG.words)]
    best: tuple[float, int, str] | None = None
    for candidate in _of_kind(store, article, _kind(local)):
        likeness = max((_likeness(a, b) for a in old for b in _words(store, candidate)), default=0.0)
        if likeness >= ALIKE:
            rank = (-likeness, abs(_position(candidate.value) - _position(target)), candidate.value)
            best = min(best or rank, rank)
    return best[2] if best else None


def _node(iri: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(iri)
    except ValueError as error:
        raise KgraphError(f"{iri}: not an IRI") from error


def _is_there(store: Store, node: ox.NamedNode) -> bool:
    """Whether an article, or the list of merges, has it."""
    return any(quad.graph_name != DECISIONS for quad in store.find(node, RDF.type, None))


def _joined(store: Store, merge: str) -> list[str]:
    """What a merge joins; nothing for what is no merge."""
    return sorted(
        q.object.value for q in store.find(_node(merge), KG.joins, None, IDENTITY) if isinstance(q.object, ox.NamedNode)
    )


def _kind(local: str) -> str:
    """The name of a node without its place: "event-attack-38-42" is an event-attack."""
    return "entity" if local.startswith("entity-") else PLACE.sub("", local)


def _position(iri: str) -> int:
    place = PLACE.search(iri.partition("#")[2])
    return int(place[1]) if place else 0


def _of_kind(store: Store, article: str, kind: str) -> Iterator[ox.NamedNode]:
    """The nodes of an article of one kind."""
    property = KG.mentionedIn if kind == "entity" else KG.reportedIn
    for graph in store.graphs(article):
        for quad in store.find(None, property, None, graph):
            node = quad.subject
            if isinstance(node, ox.NamedNode) and node.value.startswith(f"{article}#"):
                if _kind(node.value.partition("#")[2]) == kind:
                    yield node


def _words(store: Store, node: ox.NamedNode) -> list[str]:
    """The words that a node stands on: those of its slices or, of an entity, its names."""
    names = [*_objects(store, node, RDFS.label), *_objects(store, node, SKOS.altLabel)]
    nodes = [node, *_objects(store, node, KG.fromEvent)]
    slices = [slice for each in nodes for property in EVIDENCE for slice in _objects(store, each, property)]
    anchors = [words for slice in slices for words in _objects(store, slice, NIF.anchorOf)]
    return sorted({words.value for words in names or anchors})


def _objects(store: Store, node: Node, property: ox.NamedNode) -> list[Node]:
    if isinstance(node, ox.Literal):
        return []
    found = store.find(node, property, None)
    return [quad.object for quad in found if isinstance(quad.object, ox.NamedNode | ox.Literal)]


def _likeness(one: str, other: str) -> float:
    """How much of two texts is the same, 0 to 1; 1 where they differ in marks and capitals only."""
    return 1.0 if slug(one) == slug(other) else SequenceMatcher(None, one, other, autojunk=False).ratio()


def _quads(store: Store, decision: Decision) -> list[ox.Quad]:
    node = ox.NamedNode(decision.iri)
    triples: list[tuple[ox.NamedNode, ox.NamedNode, Node]] = [
        (node, RDF.type, KG.Decision),
        (node, KG.verdict, KG[decision.verdict]),
        (node, DCTERMS.creator, ox.Literal(decision.by)),
        (node, DCTERMS.date, ox.Literal(decision.on, datatype=XSD.date)),
    ]
    if decision.why:
        triples.append((node, KG.why, ox.Literal(decision.why)))
    for property, targets in ((KG.concerns, decision.one), (KG.comparedWith, decision.other)):
        for target in map(ox.NamedNode, targets):
            triples.append((node, property, target))
            triples += [(target, KG.words, ox.Literal(words)) for words in _words(store, target)]
    return [ox.Quad(*triple, DECISIONS) for triple in triples]
