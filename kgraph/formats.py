"""Quads as text: TriG, N-Quads, JSON-LD and Turtle, the same bytes every time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import pyoxigraph as ox

from kgraph.records import KgraphError
from kgraph.vocabulary import KG, PREFIXES, RDF

FORMATS = ("turtle", "trig", "nquads", "jsonld")


def write_formats(quads: Iterable[ox.Quad], format: str) -> str:
    """The quads as text in one of FORMATS.

    Turtle has no named graphs, so that a claim's graph would merge with what the article says: there the direct triples
    of claims are left out, and stand only as kg:Statement with kg:accordingTo.

    Raises KgraphError for another format.

    >>> said = ox.Quad(ox.NamedNode("urn:x:a"), KG.said, ox.NamedNode("urn:x:b"), ox.NamedNode("urn:x:g"))
    >>> write_formats([said], "nquads")
    '<urn:x:a> <https://w3id.org/kgraph/ns#said> <urn:x:b> <urn:x:g> .\\n'
    """
    if format not in FORMATS:
        raise KgraphError(f"format {format}: not one of {', '.join(FORMATS)}")
    if format == "nquads":
        return "".join(sorted({f"{quad} .\n" for quad in quads}))
    if format == "turtle":
        triples = sorted({quad.triple for quad in _stated(list(quads))}, key=str)
        return _serialize(triples, ox.RdfFormat.TURTLE)
    ordered = sorted(set(quads), key=lambda quad: (str(quad.graph_name), str(quad)))
    if format == "trig":
        return _serialize(ordered, ox.RdfFormat.TRIG)
    graphs = json.loads(_serialize(ordered, ox.RdfFormat.JSON_LD))
    return json.dumps({"@context": PREFIXES, "@graph": _shorten(graphs)}, ensure_ascii=False, indent=1) + "\n"


def _stated(quads: list[ox.Quad]) -> Iterable[ox.Quad]:
    """All quads but the direct triples that stand in a claim's graph."""
    claims = {quad.subject for quad in quads if quad.predicate == RDF.type and quad.object == KG.Claim}
    parts: dict[object, dict[ox.NamedNode, object]] = {}
    for quad in quads:
        if quad.graph_name in claims and quad.predicate in (RDF.subject, RDF.predicate, RDF.object):
            parts.setdefault((quad.graph_name, quad.subject), {})[quad.predicate] = quad.object
    direct = {
        (part.get(RDF.subject), part.get(RDF.predicate), part.get(RDF.object), key[0])
        for key, part in parts.items()
        if isinstance(key, tuple)
    }
    return (quad for quad in quads if (quad.subject, quad.predicate, quad.object, quad.graph_name) not in direct)


def _serialize(statements: list[ox.Quad] | list[ox.Triple], format: ox.RdfFormat) -> str:
    data = ox.serialize(statements, format=format, prefixes=PREFIXES)
    assert data is not None  # without an output file the bytes come back
    return data.decode()


def _shorten(value: Any) -> Any:
    """JSON-LD with prefixed names; literal values stay as they are."""
    if isinstance(value, list):
        return [_shorten(item) for item in value]
    if not isinstance(value, dict):
        return value
    short: dict[str, Any] = {}
    for key, item in value.items():
        if key == "@value":
            short[key] = item
        elif key in ("@id", "@type"):
            short[key] = [_name(i) for i in item] if isinstance(item, list) else _name(item)
        else:
            short[_name(key)] = _shorten(item)
    return short


def _name(iri: str) -> str:
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri
