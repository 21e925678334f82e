"""The claims of a parsed article, as reading finds them, with another set of weights."""

from __future__ import annotations

from spacy.tokens import Doc

from kgraph.components.drafting import draft_claims
from kgraph.components.drafts import Draft, Learned
from kgraph.components.encoder import EncodedWindow, Encoder
from kgraph.components.learned_claims import find_learned_claims
from kgraph.components.quotes import find_quotes
from kgraph.components.times import find_times
from kgraph.components.zones import find_zones
from kgraph.ontology import Ontology
from kgraph.reader import mark_times


def read_claims(
    doc: Doc, encoder: Encoder, ontology: Ontology, cue: float, claim: float
) -> tuple[list[EncodedWindow], list[Draft]]:
    """The encoded windows of an article, and all claims of at least these probabilities of cue and claim."""
    zones = find_zones(doc.text)
    quotes = find_quotes(doc.text, zones)
    times = find_times(doc.text, zones, None)
    mark_times(doc, times)
    encoding = encoder.encode(doc, [zone.slice for zone in zones], [quote.outer for quote in quotes])
    found = find_learned_claims(doc, encoding, encoder, cue)
    return encoding, draft_claims(doc, zones, quotes, times, ontology, Learned(found, encoder.evidence, claim))
