"""The entities of one article with their mentions and names, as reading fills them in."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from spacy.tokens import Doc, Token

from kgraph.components.candidates import Candidate
from kgraph.iris import entity_iri
from kgraph.ontology import Ontology
from kgraph.records import Entity, Mention

PLACES = frozenset(("Place", "Country", "Settlement", "Region", "Facility"))
BODIES = frozenset(("Organization", "GovernmentBody", "InternationalOrganization", "NewsOutlet", "Force", "Country"))
LEADING = re.compile(r"^(?:the|an?|this|that|these|those|his|her|their|its|our|some|its)\s+", re.IGNORECASE)


class Cast:
    """The entities of one article and their mentions; a mention is found by its head token."""

    def __init__(self, doc: Doc, iri: str, ontology: Ontology) -> None:
        self.doc, self.iri, self.ontology = doc, iri, ontology
        self.mentions: list[Candidate] = []
        self.entity_of: dict[int, str] = {}  # head token -> entity
        self.names: dict[str, Counter[str]] = defaultdict(Counter)  # entity -> its names with their counts
        self.proper: dict[str, Counter[str]] = defaultdict(Counter)  # the same for names only, no descriptions
        self.types: dict[str, str] = {}
        self.by_head: dict[int, Candidate] = {}
        self.by_token: dict[int, Candidate] = {}
        self.by_lemma: dict[str, list[int]] = defaultdict(list)  # noun of a description -> heads, in order
        self.others: dict[int, Candidate] = {}  # by head; things of no declared kind, which nobody asks for here

    def add(self, mention: Candidate, entity: str | None, hidden: bool = False) -> None:
        """Take in a mention; with an entity, also as one of its names. What is `hidden` is not found by its tokens."""
        self.mentions.append(mention)
        if mention.kind == "description":
            self.by_lemma[self.doc[mention.head].lemma_.lower()].append(mention.head)
        if hidden:
            self.others[mention.head] = mention
        else:
            self.by_head[mention.head] = mention
            self.by_token.update((i, mention) for i in range(mention.start, mention.end))
        if entity is not None:
            self.entity_of[mention.head] = entity
            if mention.kind != "pronoun" and not mention.demonym:
                self.names[entity][clean(mention.text_of(self.doc))] += 1
                if mention.kind == "name":
                    self.proper[entity][clean(mention.text_of(self.doc))] += 1
            known = self.ontology.authorities.get(entity)
            self.types.setdefault(entity, known.type if known else mention.type)
            if self.types[entity] == "Entity":
                self.types[entity] = mention.type

    def adopt(self, mention: Candidate) -> None:
        """Take in a phrase that becomes a mention only now; it keeps the entity that coreference gave it."""
        other = self.others.pop(mention.head, None)
        known = self.entity_of.get(mention.head) if other is not None else None
        if other is not None:
            self.mentions.remove(other)
        if known is not None and mention.type == "Artifact" and self.types.get(known) not in ("Artifact", "Entity"):
            known = None  # what is fired or thrown is none of the people that coreference took it for
        self.add(mention, known or self.new(mention))

    def new(self, mention: Candidate) -> str:
        """A new entity for a mention, with an IRI that no other entity of the article has."""
        name = clean(mention.text_of(self.doc))
        iri = entity_iri(self.iri, name)
        if iri in self.types:
            iri = f"{iri}-{self.doc[mention.start].idx}"
        self.types[iri] = mention.type
        return iri

    def merge(self, entity: str, into: str) -> None:
        """Make all mentions of one entity those of another."""
        for head in [head for head, iri in self.entity_of.items() if iri == entity]:
            self.entity_of[head] = into
        self.names[into] += self.names.pop(entity, Counter())
        self.types.pop(entity)

    def mention_at(self, token: Token) -> Candidate | None:
        """The mention whose head a token is, else the name that holds it."""
        return self.by_head.get(token.i) or self.by_token.get(token.i)

    def entity_at(self, token: Token) -> str | None:
        """The entity of the mention at a token."""
        mention = self.mention_at(token)
        return self.entity_of.get(mention.head) if mention else None

    def type_at(self, token: Token) -> str | None:
        """The type of the entity (or unresolved mention) at a token."""
        mention = self.mention_at(token)
        if mention is None:
            return None
        entity = self.entity_of.get(mention.head)
        return self.types.get(entity, mention.type) if entity else mention.type

    def as_records(self) -> tuple[tuple[Mention, ...], list[Entity]]:
        """Mentions in order of the text, and the entities they name."""
        mentions = tuple(
            Mention(
                f"mention-{m.slice_of(self.doc).start}-{m.slice_of(self.doc).end}",
                m.slice_of(self.doc),
                m.kind,
                m.type if m.demonym else self.types.get(self.entity_of.get(m.head, ""), m.type),
                self.entity_of.get(m.head),
            )
            for m in sorted(self.mentions, key=lambda m: (m.start, m.end))
        )
        used = {m.entity for m in mentions if m.entity}
        return mentions, [self._entity(iri) for iri in sorted(used)]

    def _entity(self, iri: str) -> Entity:
        known = self.ontology.authorities.get(iri)
        names = self.names[iri]
        if known or self.proper[iri]:  # a bare noun is no name of what has one: "the ministry", "the square"
            names = Counter({n: count for n, count in names.items() if not n.islower() or " " in n})
        if known:
            aliases = {*known.aliases, *names} - {known.label}
            return Entity(iri, known.label, known.type, tuple(sorted(aliases)), known.same_as, known.lat, known.long)
        proper = self.proper[iri] or names

        def rank(name: str) -> tuple[int, bool, int, int, str]:
            """People by their fullest name; others by their commonest that is no acronym."""
            return (
                -len(name.split()) if self.types[iri] == "Person" else 0,
                name.isupper(),
                -proper[name],
                -len(name),
                name,
            )

        best = min(proper, key=rank, default="")
        label = best or iri.rsplit("#entity-", 1)[-1]
        return Entity(iri, label, self.types[iri], tuple(sorted(set(names) - {label})))


def clean(name: str) -> str:
    """A mention's words as a name: one line, no leading article.

    >>> clean("the  health ministry")
    'health ministry'
    """
    words = " ".join(name.split())
    return LEADING.sub("", words).strip("\"“”‘’'` ") or words
