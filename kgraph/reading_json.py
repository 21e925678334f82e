"""A reading as JSON: the documented reading format, one object an article."""

from __future__ import annotations

from typing import Any

from kgraph.records import Attribution, Event, Json, Reading, Slice, Time


def write_json(reading: Reading) -> Json:
    """The reading as one JSON object, in the documented reading format."""
    article = reading.article
    return {
        "id": article.id,
        "article": {
            "iri": article.iri,
            "title": article.title,
            "publisher": article.publisher,
            "authors": list(reading.authors),
            "published": reading.published,
            "published_basis": reading.published_basis,
            "text": article.text,
        },
        "zones": [{**z.slice.as_json(), "zone": z.name} for z in reading.zones],
        "mentions": [
            {
                "id": m.id,
                **m.slice.as_json(),
                "text": m.slice.of(article.text),
                "kind": m.kind,
                "type": m.type,
                "entity": m.entity,
            }
            for m in reading.mentions
        ],
        "entities": [
            {
                "iri": e.iri,
                "label": e.label,
                "type": e.type,
                "aliases": list(e.aliases),
                "same_as": list(e.same_as),
                "lat": e.lat,
                "long": e.long,
            }
            for e in reading.entities
        ],
        "relations": [
            {
                "property": r.property,
                "subject": r.subject,
                "object": r.object,
                "evidence": r.evidence.as_json(),
                "attribution": r.attribution,
                "confidence": r.confidence,
            }
            for r in reading.relations
        ],
        "times": [
            {**t.slice.as_json(), "text": t.slice.of(article.text), "type": t.type, "value": t.value}
            for t in reading.times
        ],
        "attributions": [_attribution_json(a, article.text) for a in reading.attributions],
        "events": [_event_json(e, article.iri) for e in reading.events],
    }


def _optional(place: Slice | None, **more: Any) -> Json | None:
    return {**place.as_json(), **more} if place else None


def _time_json(time: Time | None) -> Json | None:
    return _optional(time.slice, value=time.value) if time else None


def _attribution_json(claim: Attribution, text: str) -> Json:
    cue = claim.cue
    if cue is not None and text[cue.end : cue.end + 1] == ":":
        cue = Slice(cue.start, cue.end + 1)  # as annotators have it; the graph says "said", whatever follows
    return {
        "id": claim.id,
        "source": _optional(claim.source),
        "source_entities": list(claim.source_entities),
        "cue": _optional(cue),
        "contents": [c.as_json() for c in claim.contents],
        "speech_act": claim.speech_act,
        "polarity": claim.polarity,
        "quotation": claim.quotation,
        "within": claim.within,
        "denies": claim.denies,
        "addressee": _optional(claim.addressee, entity=claim.addressee_entity),
        "medium": _optional(claim.medium),
        "time": _time_json(claim.time),
        "zone": claim.zone,
        "confidence": claim.confidence,
    }


def _event_json(event: Event, article_iri: str) -> Json:
    figure = event.quantity
    return {
        "id": event.id,
        "event_iri": f"{article_iri}#{event.id}",
        "type": event.type,
        "plover": event.plover,
        "lemma": event.lemma,
        "trigger": event.trigger.as_json(),
        "arguments": [{"role": a.role, **a.slice.as_json(), "entity": a.entity} for a in event.arguments],
        "polarity": event.polarity,
        "modality": event.modality,
        "time": _time_json(event.time),
        "place": _optional(event.place, entity=event.place_entity),
        "quantity": {
            "value": figure.value,
            "min": figure.minimum,
            "max": figure.maximum,
            "relation": figure.bound,
            "effect": figure.effect,
        }
        if figure
        else None,
        "attribution": event.attribution,
        "zone": event.zone,
        "confidence": event.confidence,
    }
