"""A reading in words instead of offsets, so that expectations can be written as a person would say them."""

from __future__ import annotations

from kgraph.records import Attribution, Event, Mention, Reading, Slice, Zone

BODY = "body"


def whole(text: str, name: str = BODY) -> list[Zone]:
    """A text as one block."""
    return [Zone(Slice(0, len(text)), name)]


def words_of(reading: Reading, place: Slice | None) -> str | None:
    return place.of(reading.article.text) if place else None


def claim_words(reading: Reading) -> list[tuple[str | None, str | None, list[str]]]:
    """(source, cue, contents) of each claim."""
    text = reading.article.text
    return [
        (words_of(reading, c.source), words_of(reading, c.cue), [s.of(text) for s in c.contents])
        for c in reading.attributions
    ]


def claim_with(reading: Reading, cue: str, nth: int = 0) -> Attribution:
    """The claim with this cue; `nth` counts those with the same cue."""
    return [c for c in reading.attributions if words_of(reading, c.cue) == cue][nth]


def labels(reading: Reading) -> dict[str, str]:
    return {e.iri: e.label for e in reading.entities}


def speakers(reading: Reading, claim: Attribution) -> list[str]:
    names = labels(reading)
    return [names[e] for e in claim.source_entities]


def mention_of(reading: Reading, words: str, nth: int = 0) -> Mention:
    """The mention with exactly these words; `nth` counts them."""
    return [m for m in reading.mentions if m.slice.of(reading.article.text) == words][nth]


def entity_of(reading: Reading, words: str, nth: int = 0) -> str | None:
    return mention_of(reading, words, nth).entity


def label_of(reading: Reading, words: str, nth: int = 0) -> str | None:
    """The label of the entity that a mention refers to; None when it is unresolved."""
    return labels(reading).get(entity_of(reading, words, nth) or "")


def events_of(reading: Reading, kind: str) -> list[Event]:
    return [e for e in reading.events if e.type == kind]


def event_of(reading: Reading, kind: str) -> Event:
    """The one event of a type."""
    (event,) = events_of(reading, kind)
    return event


def roles(reading: Reading, event: Event) -> dict[str, list[str]]:
    """Role -> the words of its fillers, in order of the text."""
    found: dict[str, list[str]] = {}
    for argument in event.arguments:
        found.setdefault(argument.role, []).append(argument.slice.of(reading.article.text))
    return found


def relation_words(reading: Reading) -> set[tuple[str, str, str]]:
    names = labels(reading)
    return {(r.property, names[r.subject], names.get(r.object, r.object)) for r in reading.relations}
