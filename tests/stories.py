"""Small articles with their readings made by hand, for tests of what is one over articles."""

from __future__ import annotations

from collections.abc import Iterable

from readings import edges_of, small_ontology

from kgraph.iris import article_iri, entity_iri
from kgraph.records import Argument, Article, Entity, Event, Mention, Quantity, Reading, Relation, Slice, Time
from kgraph.store import Store
from kgraph.triples import quads_of

KNOWN = "urn:kgraph:known:"


class Story:
    """An article that is read by hand: name what stands in its text."""

    def __init__(self, article_id: str, text: str, published: str = "2021-03-04") -> None:
        self.id, self.iri, self.text, self.published = article_id, article_iri(article_id), text, published
        self.entities: dict[str, Entity] = {}
        self.mentions: list[Mention] = []
        self.relations: list[Relation] = []
        self.events: list[Event] = []
        self.times: list[Time] = []

    def at(self, words: str) -> Slice:
        """The slice of the first occurrence of some words."""
        start = self.text.index(words)
        return Slice(start, start + len(words))

    def name(self, words: str, kind: str, same_as: tuple[str, ...] = (), aliases: tuple[str, ...] = ()) -> str:
        """An entity that its words name; a country is a known name."""
        iri = f"{KNOWN}{words.lower()}" if kind == "Country" else entity_iri(self.iri, words)
        place = self.at(words)
        mentioned = "name" if words[0].isupper() else "description"
        self.mentions.append(Mention(f"mention-{place.start}-{place.end}", place, mentioned, kind, iri))
        self.entities[iri] = Entity(iri, words, kind, aliases, same_as)
        return iri

    def role(self, who: str, role: str, body: str | None = None) -> None:
        """Somebody's role, and for whom."""
        self.relations.append(Relation("holdsRole", who, role, self.at(role)))
        if body:
            self.relations.append(Relation("worksFor", who, body, self.at(role)))

    def event(self, kind: str, trigger: str, *roles: tuple[str, str], day: tuple[str, str] | None = None,
              killed: int | None = None, polarity: str = "positive") -> str:
        """An event; a filler's slice is that of its entity's mention."""
        place = self.at(trigger)
        slices = {mention.entity: mention.slice for mention in self.mentions}
        time = Time(self.at(day[0]), "DATE", day[1]) if day else None
        self.times += [time] if time else []
        figure = Quantity("killed", self.at(str(killed)), killed, killed, killed, "exactly") if killed else None
        name = f"event-{kind.lower()}-{place.start}-{place.end}"
        arguments = tuple(sorted((Argument(role, slices[who], who) for role, who in roles),
                                 key=lambda a: (a.slice, a.role)))
        self.events.append(Event(name, kind, None, place, arguments, polarity, "asserted", "body", time,
                                 quantity=figure, edges=edges_of(small_ontology().events[kind], arguments)))
        return f"{self.iri}#{name}"

    def reading(self) -> Reading:
        """The reading of all that was named."""
        return Reading(Article(self.id, self.iri, self.text), self.published, "metadata",
                       mentions=tuple(sorted(self.mentions, key=lambda m: m.slice)),
                       entities=tuple(self.entities[iri] for iri in sorted(self.entities)),
                       relations=tuple(self.relations), times=tuple(self.times), events=tuple(self.events),
                       made_by=(("kgraph", "0"),))


def build(stories: Iterable[Story]) -> Store:
    """A store of these articles, in this order."""
    store = Store()
    for story in stories:
        store.replace(story.iri, quads_of(story.reading(), small_ontology()))
    return store
