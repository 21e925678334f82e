"""A large store of invented articles, the same every time: names are made of syllables, sentences of a few patterns."""

from __future__ import annotations

from itertools import count, product

from readings import edges_of

from kgraph.declarations import load_ontology
from kgraph.iris import article_iri
from kgraph.records import (
    Argument,
    Article,
    Attribution,
    Entity,
    Event,
    Mention,
    Quantity,
    Reading,
    Relation,
    Slice,
    Time,
)
from kgraph.store import Store
from kgraph.triples import quads_of

NAMES = [a + b + c for a, b, c in product(("Bar", "Kel", "Mor", "Tas", "Vin", "Zol", "Dre", "Fal", "Gor", "Hul"),
                                          ("a", "e", "i", "o", "u"),
                                          ("dan", "lia", "mir", "nov", "rek", "sta", "tan", "vel", "wen", "zar",
                                           "bor", "cle", "dus", "fin", "gat", "hem", "jor", "kis", "lum", "pra",
                                           "chi", "gro", "sul", "yed", "wok", "tir", "plo", "nas", "kam", "fer",
                                           "bex", "cod", "dro", "ild", "jin", "mok", "oth", "rup", "sev", "vos"))]
KINDS = ("Country", "Settlement", "Force", "Person", "GovernmentBody")


class _Article:
    """Writes one article sentence by sentence, and what a careful reader finds in it."""

    def __init__(self, number: int) -> None:
        self.number, self.text = number, ""
        self.mentions: list[Mention] = []
        self.entities: dict[str, Entity] = {}
        self.claims: list[Attribution] = []
        self.events: list[Event] = []
        self.relations: list[Relation] = []

    def words(self, words: str) -> Slice:
        self.text += words
        return Slice(len(self.text) - len(words), len(self.text))

    def name(self, turn: int, kind: str) -> tuple[Slice, str]:
        """An entity that other articles name too; the first names of a kind are the most frequent."""
        place = (turn * turn + 7 * turn * self.number + self.number) % 400
        place = place % 12 if turn % 5 == 0 else place
        label = NAMES[place + 400 * KINDS.index(kind)]
        iri = f"urn:kgraph:known:{label.lower()}"
        self.entities[iri] = Entity(iri, label, kind)
        where = self.words(label)
        self.mentions.append(Mention(f"mention-{where.start}-{where.end}", where, "name", kind, iri))
        return where, iri

    def settle(self, turn: int) -> None:
        start, one = len(self.text), self.name(turn, "Settlement")[1]
        self.words(" is in ")
        other = self.name(turn + 1, "Country")[1]
        self.relations.append(Relation("locatedIn", one, other, Slice(start, len(self.text))))
        self.words(".\n")

    def deploy(self, turn: int) -> None:
        start = len(self.text)
        force = self.name(turn, "Force")
        self.words(" ")
        trigger = self.words("deployed")
        self.words(" to ")
        place = self.name(turn + 2, "Settlement")
        claim = self.claim(start, turn, "Person", Time(Slice(start, start + 1), "DATE", f"2024-{turn % 12 + 1:02}-10"))
        self.event("Deployment", trigger, (Argument("force", *force), Argument("destination", *place)), claim)

    def count_killed(self, turn: int) -> None:
        start, number = len(self.text), 3 + (turn * 13 + self.number) % 90
        figure = self.words(f"At least {number} people")
        self.words(" were ")
        trigger = self.words("killed")
        self.words(" in ")
        place = self.name(turn, "Settlement")
        claim = self.claim(start, turn, "GovernmentBody", None)
        self.event("Casualties", trigger, (), claim, place, Quantity("killed", figure, number, number, None, "atLeast"))

    def claim(self, start: int, turn: int, kind: str, time: Time | None) -> str:
        content = Slice(start, len(self.text))
        self.words(", ")
        source = self.name(turn + 3, kind)
        self.words(" ")
        cue = self.words("said")
        self.words(".\n")
        name = f"claim-{content.start}-{content.end}"
        self.claims.append(Attribution(name, source[0], (source[1],), cue, (content,), "say", "indirect", "body",
                                       time=time, confidence=0.8))
        return name

    def event(self, kind: str, trigger: Slice, roles: tuple[Argument, ...], claim: str | None,
              place: tuple[Slice, str] | tuple[None, None] = (None, None), quantity: Quantity | None = None) -> None:
        self.events.append(Event(f"event-{trigger.start}-{trigger.end}", kind, None, trigger, roles, "positive",
                                 "asserted", "body", place=place[0], place_entity=place[1], quantity=quantity,
                                 attribution=claim, edges=edges_of(load_ontology().events[kind], roles)))

    def reading(self) -> Reading:
        name = f"wire-{self.number:04}"
        article = Article(name, article_iri(name), self.text, title=f"Dispatch {self.number} from {NAMES[self.number]}",
                          publisher=f"The {NAMES[-1 - self.number % 9]} Courier")
        return Reading(article, published=f"2024-{self.number % 12 + 1:02}-{self.number % 28 + 1:02}",
                       published_basis="metadata", mentions=tuple(self.mentions),
                       entities=tuple(self.entities.values()), relations=tuple(self.relations),
                       attributions=tuple(self.claims), events=tuple(self.events), made_by=(("kgraph", "test"),))


def write_article(number: int, settled: int = 72, deployed: int = 11, killed: int = 3) -> Reading:
    """The reading of one article of so many sentences of each pattern."""
    article, turns = _Article(number), count(number)
    for write, times in ((article.deploy, deployed), (article.settle, settled), (article.count_killed, killed)):
        for _ in range(times):
            write(next(turns))
    return article.reading()


def large_store(articles: int = 200) -> Store:
    """A store of so many articles: 200 are drawn as some 5,000 nodes and 20,000 lines."""
    store, ontology = Store(), load_ontology()
    for number in range(articles):
        store.inner.extend(quads_of(write_article(number), ontology))
    return store
