"""Media types: which form of an answer a client wants (RFC 9110, 12.5.1)."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

# In the order in which they are preferred where a client takes any.
ROWS: Mapping[str, ox.QueryResultsFormat] = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "application/xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
TRIPLES: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


def choose_media(accept: str, offered: Mapping[str, object]) -> str | None:
    """The offered media type that a client wants most; None if it wants none of them.

    >>> choose_media("text/csv;q=0.5, application/sparql-results+xml", ROWS)
    'application/sparql-results+xml'
    >>> choose_media("text/*", TRIPLES), choose_media("*/*", ROWS), choose_media("image/png", ROWS)
    ('text/turtle', 'application/sparql-results+json', None)
    """
    wanted: dict[str, float] = {}
    for part in (accept or "*/*").split(","):
        name, *settings = (piece.strip().lower() for piece in part.split(";"))
        weight = next((piece[2:] for piece in settings if piece.startswith("q=")), "1")
        try:
            wanted[name] = float(weight)
        except ValueError:
            wanted[name] = 0.0
    weights = {media: _weigh(media, wanted) for media in offered}
    best = max(weights.values(), default=0.0)
    return next((media for media, weight in weights.items() if weight == best), None) if best > 0 else None


def _weigh(media: str, wanted: dict[str, float]) -> float:
    """The weight of the most exact range that holds the media type."""
    ranges = (media, f"{media.split('/')[0]}/*", "*/*")
    return next((wanted[name] for name in ranges if name in wanted), 0.0)
