"""What a store tells of each entity and event of each article, as plain values to compare."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyoxigraph as ox

from kgraph.iris import slug
from kgraph.ontology import Ontology
from kgraph.store import Store
from kgraph.vocabulary import DCTERMS, KG, RDF, RDFS, SKOS

PLACES = frozenset(("Place", "Country", "Settlement", "Region", "Facility"))
BODIES = frozenset(("Organization", "GovernmentBody", "InternationalOrganization", "NewsOutlet", "Force"))
NICKNAME = re.compile(r"""\s["'“‘].+?["'”’]\s""")  # Bo "the Fox" Lind
AGE = re.compile(r"\s*[,(]\s*(?:aged\s+)?(\d{1,2})\s*(?:[,).]|years? old)")
WORD = re.compile(r"[^\W_]{4,}")
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
SURE = 0.8  # share of the pronouns that agree
SENTENCE_ENDS = (". ", "! ", "? ", "\n")
NEAR = 150
FREQUENT = frozenset(
    """about after also been could have into more other over said some than that their there they this were what when
    which will with would from""".split()
)
FACTS = (
    *(RDFS.label, SKOS.altLabel, SKOS.exactMatch, KG.mentionedIn, KG.mentionKind, DCTERMS.issued, KG.text),
    *(KG.holdsRole, KG.worksFor, KG.memberOf, KG.partOf, KG.locatedIn),
    *(KG.trigger, KG.lemma, KG.triggerEvidence, KG.effect, KG.polarity, KG.modality),
    *(KG.place, KG.date, KG.dateEnd, KG.minimum, KG.maximum),
)


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as one article tells of it.

    `names` and `roles` are folded ("ana-simic"). `bodies` has what it works for, belongs to or lies in, `links` what it
    is elsewhere, `born` the first and last year of birth that its age allows, `gender` is "he" or "she" where several
    pronouns tell. `proper` tells whether it has a name,
    `aliases` has all its names as they stand. The `article` of a known name is empty.
    """

    iri: str
    article: str
    kind: str
    label: str
    names: frozenset[str]
    proper: bool
    aliases: tuple[str, ...] = ()
    links: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    born: tuple[int, int] | None = None
    gender: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as one article tells of it.

    `roles` has pairs of role and filler, `days` the first and last day, `around` the words that stand near its trigger.
    """

    iri: str
    article: str
    kind: str
    effect: str
    trigger: str
    polarity: str
    modality: str
    place: str
    roles: tuple[tuple[str, str], ...]
    days: tuple[str, str] | None
    figure: tuple[str, str]
    around: frozenset[str]


@dataclass(frozen=True, slots=True)
class Members:
    """All that is compared, and of each article its text, its date, the names in it and the country it names most.

    `keys` has the key under which an entity is compared over articles: its IRI where it is a known name, else its
    folded label. `labels` has the words for each key.
    """

    named: dict[str, Named]
    told: dict[str, Told]
    texts: dict[str, str]
    dates: dict[str, date]
    company: dict[str, frozenset[str]]
    country: dict[str, str]
    keys: dict[str, str]
    labels: dict[str, str]


def load_members(store: Store, ontology: Ontology, also: Iterable[str] = ()) -> Members:
    """The entities and events of all articles in a store, and the known names among `also`."""
    articles = frozenset(store.articles())
    facts = _Facts(store)
    texts = {article: facts.one(article, KG.text) for article in articles}
    dates = {a: date.fromisoformat(day) for a in articles if len(day := facts.one(a, DCTERMS.issued)) == 10}
    kinds = kinds_of(store, ontology)
    labels = {node: label for node in kinds if (label := facts.one(node, RDFS.label))}
    own = {node: article for node in kinds if (article := node.split("#")[0]) in articles}
    keys = {node: slug(labels[node]) if node in own else node for node in labels}
    named = {
        node: _named(node, own[node], kinds[node], facts, keys, texts[own[node]], dates.get(own[node]))
        for node in sorted(labels)
        if node in own
    }
    for node in sorted(set(also) & labels.keys() - own.keys()):
        named[node] = _named(node, "", kinds[node], facts, keys, "", None)
    told = {
        node: _told(node, own[node], kinds[node], texts[own[node]], facts, store)
        for node in sorted(own)
        if facts.one(node, KG.trigger) and facts.one(node, KG.polarity)
    }
    company: dict[str, set[str]] = defaultdict(set)
    countries: dict[str, Counter[str]] = defaultdict(Counter)
    for node in labels:
        for slice in facts.all(node, KG.mentionedIn):
            article = slice.split("#")[0]
            if kinds[node] == "Country" and node not in own:  # "the country" may be any
                countries[article][keys[node]] += 1
            elif node not in own or named[node].proper:
                company[article].add(keys[node])
    country = {a: min(counts, key=lambda key: (-counts[key], key)) for a, counts in countries.items()}
    words = {keys[node]: labels[node] for node in sorted(labels, reverse=True)}
    return Members(named, told, texts, dates, {a: frozenset(c) for a, c in company.items()}, country, keys, words)


class _Facts:
    """The values of some properties, by node."""

    def __init__(self, store: Store) -> None:
        self.values: dict[tuple[str, ox.NamedNode], set[str]] = defaultdict(set)
        for property in FACTS:
            for quad in store.find(None, property, None):
                if not isinstance(quad.subject, ox.Triple) and not isinstance(quad.object, ox.Triple):
                    self.values[quad.subject.value, property].add(quad.object.value)

    def all(self, node: str, *properties: ox.NamedNode) -> list[str]:
        return sorted(value for p in properties for value in self.values.get((node, p), ()))

    def one(self, node: str, property: ox.NamedNode) -> str:
        return min(self.values.get((node, property), ("",)))


def kinds_of(store: Store, ontology: Ontology) -> dict[str, str]:
    """The most specific class of each entity and event."""
    types: dict[str, set[str]] = defaultdict(set)
    for quad in store.find(None, RDF.type, None):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            types[quad.subject.value].add(quad.object.value.removeprefix(KG.base))
    found = {}
    for node, names in types.items():
        if names & {"Entity", "Event"}:
            above = {a for name in names for a in ontology.parents.get(name, ()) if a != name} | {"Event", "Entity"}
            found[node] = min(names - above or names)
    return found


def _named(
    node: str, article: str, kind: str, facts: _Facts, keys: dict[str, str], text: str, day: date | None
) -> Named:
    names = facts.all(node, RDFS.label, SKOS.altLabel)
    label = facts.one(node, RDFS.label)
    proper = any(not facts.one(slice, KG.mentionKind) for slice in facts.all(node, KG.mentionedIn))
    proper = proper and not (kind == "Person" and label.split()[-1].islower())  # "Tarn councillor" is no name
    bodies = (keys.get(body, "") for body in facts.all(node, KG.worksFor, KG.memberOf, KG.partOf, KG.locatedIn))
    return Named(
        node,
        article,
        kind,
        label,
        frozenset(slug(NICKNAME.sub(" ", n)) for n in names if not proper or any(w[:1].isupper() for w in n.split())),
        proper,
        tuple(names),
        frozenset(facts.all(node, SKOS.exactMatch)),
        frozenset(slug(role) for role in facts.all(node, KG.holdsRole)),
        frozenset(bodies) - {""},
        _born(facts.all(node, KG.mentionedIn), text, day) if kind == "Person" and day else None,
        _gender(facts.all(node, KG.mentionedIn), text) if kind == "Person" else "",
    )


def _born(slices: list[str], text: str, day: date) -> tuple[int, int] | None:
    """ "Ana Simic, 54, said": the years in which she may have been born."""
    ends = (int(slice.rsplit(",", 1)[-1]) for slice in slices)
    ages = {int(match[1]) for end in ends if (match := AGE.match(text, end))}
    return (day.year - max(ages) - 1, day.year - min(ages)) if ages else None


def _gender(slices: list[str], text: str) -> str:
    """What most pronouns say, where they are two at least: one alone may be joined wrongly."""
    places = (map(int, slice.rsplit("=", 1)[-1].split(",")) for slice in slices)
    counts = Counter(PRONOUNS.get(text[start:end].lower(), "") for start, end in places)
    most = max(("he", "she"), key=lambda word: counts[word])
    return most if counts[most] >= max(2, SURE * (counts["he"] + counts["she"])) else ""


def _told(node: str, article: str, kind: str, text: str, facts: _Facts, store: Store) -> Told:
    first, last = facts.one(node, KG.date), facts.one(node, KG.dateEnd)
    roles = {
        (quad.predicate.value.removeprefix(KG.base), quad.object.value)
        for quad in store.find(ox.NamedNode(node), None, None)
        if isinstance(quad.object, ox.NamedNode) and facts.one(quad.object.value, KG.mentionedIn)
    }
    return Told(
        node,
        article,
        kind,
        facts.one(node, KG.effect).removeprefix(KG.base),
        facts.one(node, KG.lemma) or facts.one(node, KG.trigger).lower(),
        facts.one(node, KG.polarity).removeprefix(KG.base),
        facts.one(node, KG.modality).removeprefix(KG.base),
        facts.one(node, KG.place),
        tuple(sorted((role, filler) for role, filler in roles if role != "place")),
        (first, last or first) if first else None,
        (facts.one(node, KG.minimum), facts.one(node, KG.maximum)),
        _words_around(facts.one(node, KG.triggerEvidence), text),
    )


def _words_around(slice: str, text: str) -> frozenset[str]:
    """The longer words of a slice's sentence, roughly, but no further away than `NEAR` characters."""
    start, end = (int(part) for part in slice.rsplit("=", 1)[-1].split(","))
    first = max(start - NEAR, *(text.rfind(mark, 0, start) + 1 for mark in SENTENCE_ENDS))
    last = min(end + NEAR, *(at for mark in SENTENCE_ENDS if (at := text.find(mark, end)) >= 0), len(text))
    return frozenset(WORD.findall(f"{text[first:start]} {text[end:last]}".lower())) - FREQUENT
