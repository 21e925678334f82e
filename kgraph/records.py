"""The values that pass between the stages: what a reader found in one article.

Plain frozen values, standard library only. Offsets are half-open code-point offsets into `Article.text`; the text is
never changed. Ids ("claim-120-126") are unique within an article and made from slices:
the same text gives the same ids.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


class KgraphError(Exception):
    """Something a user can put right; the message is one line that names the thing and the reason."""


@dataclass(frozen=True, slots=True, order=True)
class Slice:
    """Characters `start` up to but not including `end` of the article's text.

    >>> Slice(3, 9).of("at Almaty")
    'Almaty'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Slice) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Slice) -> bool:
        """Whether the other lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end

    def as_json(self) -> Json:
        """`{"start", "end"}`."""
        return {"start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it came in. `id` is unique in a build; `iri` is made from it."""

    id: str
    iri: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """One block of the text and what part of the page it is.

    `name` is one of headline, heading, body, caption, teaser, byline, boilerplate.
    """

    slice: Slice
    name: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, description or pronoun. `type` is the local name of a class of the core vocabulary."""

    id: str
    slice: Slice
    kind: str
    type: str
    entity: str | None


@dataclass(frozen=True, slots=True)
class Entity:
    """What one or more mentions of an article refer to."""

    iri: str
    label: str
    type: str
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    lat: float | None = None
    long: float | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing relation (`memberOf`, `holdsRole`, `worksFor`, `locatedIn`, `partOf`).

    `object` is an entity's IRI, or plain text for `holdsRole`. `attribution` is the claim that states it, if one does.
    """

    property: str
    subject: str
    object: str
    evidence: Slice
    attribution: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `type` is DATE, TIME, DURATION or SET; `value` a TIMEX3 value."""

    slice: Slice
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """One claim: a source, the cue that tells of its speaking, and the words attributed.

    `source` is None where the article names none. `polarity` is negative where the source did not say it. `within` is
    the id of the claim whose words hold this one; `denies` the id of the claim that this one answers. `quotation` is
    direct, indirect or mixed.
    """

    id: str
    source: Slice | None
    source_entities: tuple[str, ...]
    cue: Slice | None
    contents: tuple[Slice, ...]
    speech_act: str
    quotation: str
    zone: str
    within: str | None = None
    denies: str | None = None
    polarity: str = "positive"
    addressee: Slice | None = None
    addressee_entity: str | None = None
    medium: Slice | None = None
    time: Time | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Argument:
    """The filler of one role of an event."""

    role: str
    slice: Slice
    entity: str | None


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A direct triple that an event yields: `property` (a local name) from one entity to another."""

    property: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A casualty figure as the vocabulary counts it.

    `value` is the number in the words, `minimum` and `maximum` what it bounds; `bound` is exactly, atLeast, moreThan,
    atMost, lessThan, about or between (None where there is no number); `effect` is killed, injured, ...
    """

    effect: str
    slice: Slice | None = None
    value: int | None = None
    minimum: int | None = None
    maximum: int | None = None
    bound: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One reported event. `attribution` is the innermost claim that states it; None when the article itself does.

    `lemma` is the verb of an event whose type is open to any, else None. `edges` are its direct triples; the reading's
    JSON leaves them out.
    """

    id: str
    type: str
    plover: str | None
    trigger: Slice
    arguments: tuple[Argument, ...]
    polarity: str
    modality: str
    zone: str
    time: Time | None = None
    place: Slice | None = None
    place_entity: str | None = None
    quantity: Quantity | None = None
    attribution: str | None = None
    confidence: float | None = None
    lemma: str | None = None
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article, in order of the text.

    `published` is a date (ISO 8601) and `published_basis` says where it is from: metadata or text.
    `made_by` names what read it (kgraph, model and ontology versions), without a clock.
    """

    article: Article
    published: str | None = None
    published_basis: str | None = None
    authors: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    times: tuple[Time, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    made_by: tuple[tuple[str, str], ...] = field(default=())
