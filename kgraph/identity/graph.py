"""What is one over articles, as the identity graph has it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

import pyoxigraph as ox

from kgraph.identity.groups import Link
from kgraph.iris import BASE, name_key
from kgraph.store import IDENTITY, OUTDATED, Store
from kgraph.vocabulary import KG, RDF, RDFS, SKOS


@dataclass(frozen=True, slots=True)
class Merged:
    """One entity or event over articles: its IRI and name, its members, and the links that made one of them.

    `names` are all other names, `same_as` the records that it is joined to.
    """

    iri: str
    label: str
    members: tuple[str, ...]
    links: tuple[Link, ...]
    names: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


def digest_of(*parts: str) -> str:
    """Eight hexadecimal digits for some text."""
    return sha256("\n".join(parts).encode()).hexdigest()[:8]


def merge_iri(link: Link) -> str:
    """The IRI of a merge.

    >>> merge_iri(Link("urn:x:a", "urn:x:b", ("same name",)))
    'urn:kgraph:merge:17e7c4a3'
    """
    return f"{BASE}merge:{digest_of(link.one, link.other)}"


def quads_of_identity(merged: Merged) -> Iterator[ox.Quad]:
    """The quads of one entity or event over articles."""
    node = ox.NamedNode(merged.iri)
    triples: list[tuple[ox.NamedNode, ox.NamedNode, ox.NamedNode | ox.Literal]] = [
        (node, RDF.type, KG.Identity),
        (node, RDFS.label, ox.Literal(merged.label)),
        *((node, SKOS.altLabel, ox.Literal(name)) for name in merged.names),
        *((node, KG.nameKey, ox.Literal(name_key(name))) for name in (merged.label, *merged.names)),
        *((node, SKOS.exactMatch, ox.NamedNode(link)) for link in merged.same_as),
        *((ox.NamedNode(member), KG.identifiedAs, node) for member in merged.members if member != merged.iri),
    ]
    for link in merged.links:
        merge = ox.NamedNode(merge_iri(link))
        triples += [
            (merge, RDF.type, KG.Merge),
            (merge, KG.joins, ox.NamedNode(link.one)),
            (merge, KG.joins, ox.NamedNode(link.other)),
            *((merge, KG.reason, ox.Literal(reason)) for reason in link.reasons),
        ]
    return (ox.Quad(*triple, IDENTITY) for triple in triples)


def load_identity(store: Store) -> list[Merged]:
    """What the identity graph of a store has, sorted by IRI."""
    members: dict[str, list[str]] = defaultdict(list)
    into: dict[str, str] = {}
    for member, whole in _pairs(store, KG.identifiedAs):
        members[whole].append(member)
        into[member] = into[whole] = whole
    joins: dict[str, list[str]] = defaultdict(list)
    reasons: dict[str, list[str]] = defaultdict(list)
    for property, found in ((KG.joins, joins), (KG.reason, reasons)):
        for merge, value in _pairs(store, property):
            found[merge].append(value)
    links: dict[str, list[Link]] = defaultdict(list)
    for merge, joined in joins.items():
        links[into[joined[0]]].append(Link(min(joined), max(joined), tuple(sorted(reasons[merge]))))
    labels, names, same = (defaultdict[str, list[str]](list) for _ in range(3))
    for property, found in ((RDFS.label, labels), (SKOS.altLabel, names), (SKOS.exactMatch, same)):
        for whole, value in _pairs(store, property):
            found[whole].append(value)
    return [
        Merged(
            whole,
            labels[whole][0],
            tuple(sorted(inside)),
            tuple(sorted(links[whole])),
            tuple(sorted(names[whole])),
            tuple(sorted(same[whole])),
        )
        for whole, inside in sorted(members.items())
    ]


def mark_outdated(store: Store) -> None:
    """Say that what is one over articles is about to be outdated, before any article changes.

    `update_identity` takes it back in the transaction that puts it right; until then `is_outdated` tells it, also to
    those who come after a process that was killed.
    """
    store.add([OUTDATED])


def is_outdated(store: Store) -> bool:
    """Whether articles have changed since it was last found out what is one over them."""
    return any(store.find(IDENTITY, RDF.type, KG.Outdated, IDENTITY))


def _pairs(store: Store, property: ox.NamedNode) -> Iterator[tuple[str, str]]:
    """Subjects and values of a property in the identity graph."""
    for quad in store.find(None, property, None, IDENTITY):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            yield quad.subject.value, quad.object.value
