"""What is worth keeping of the mentions: not the school or the road that one description tells of in passing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kgraph.components.cast import PLACES
from kgraph.records import Attribution, Entity, Event, Mention, Relation


def drop_idle(
    mentions: Iterable[Mention],
    entities: Iterable[Entity],
    claims: Iterable[Attribution],
    events: Iterable[Event],
    relations: Iterable[Relation],
) -> tuple[tuple[Mention, ...], list[Entity]]:
    """Mentions and entities without the places that one description tells of in passing.

    Such a place has no name, is mentioned once, and nothing happens there; the graph has no room for it either.
    """
    mentions = tuple(mentions)
    entities = list(entities)
    busy: set[str | None] = {m.entity for m in mentions if m.kind == "name"}
    busy.update(entity.iri for entity in entities if entity.type not in PLACES)
    for claim in claims:
        busy.update((*claim.source_entities, claim.addressee_entity))
    for event in events:
        busy.update((*(argument.entity for argument in event.arguments), event.place_entity))
    for relation in relations:
        busy.update((relation.subject, relation.object))
    count = Counter(m.entity for m in mentions)
    kept = tuple(m for m in mentions if m.entity is None or m.entity in busy or count[m.entity] > 1)
    left = {m.entity for m in kept}
    return kept, [entity for entity in entities if entity.iri in left]
