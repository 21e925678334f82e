"""Places joined to their records (GeoNames identifier, coordinates), chosen by what the article says of where they lie.

What holds a place ("Mecca, Saudi Arabia") decides alone. Else the countries and states that the article names, the
places near by and the number of people decide, where they leave one; where they leave several, none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from kgraph.declarations import ontology_folder
from kgraph.ontology import Ontology
from kgraph.records import Entity, Mention, Relation

SURE = 100_000  # people from which a place is meant without its country being named
METROPOLIS = 500_000  # people from which a city is meant rather than the state of its name
RATIO = 5  # how many times more people it has than the next place of its name
FAMOUS = 20  # how many times more, to be meant though a state is named that has another one
NEAR_KM = 150.0  # from a place that is known already
EARTH_KM = 6371.0
KINDS = {"settlement": "Settlement", "region": "Region"}
PLACES = frozenset(("Place", "Settlement", "Region"))
STATE = re.compile(r"\s+state\b(?!-)", re.I)
LISTED = re.compile(r",? (?:and|or) |, ")
PARTS = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table of places; `state` is that of the USA, by its two letters."""

    id: str
    kind: str
    name: str
    country: str
    state: str
    lat: float
    long: float
    population: int


@dataclass(slots=True)
class Surroundings:
    """Where an article plays: the countries and states it names, and the places in it that are known already."""

    countries: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)
    known: list[Place] = field(default_factory=list)


@lru_cache(maxsize=1)
def load_places() -> dict[str, list[str]]:
    """Rows of `ontologies/places.tsv` by each of their names; a row is taken apart only when its name is met."""
    table: dict[str, list[str]] = defaultdict(list)
    with (ontology_folder() / "places.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            _, _, name, *_, aliases = line.rstrip("\n").split("\t")
            for each in {name, *aliases.split("|")} - {""}:
                table[each].append(line)
    return dict(table)


def parse_place(line: str) -> Place:
    """One row: geonameid, kind, name, country, state, lat, long, population, aliases."""
    number, kind, name, country, state, lat, long, population, _ = line.rstrip("\n").split("\t")
    return Place(number, kind, name, country, state, float(lat), float(long), int(population))


def link_places(
    entities: list[Entity], relations: Iterable[Relation], ontology: Ontology, states: frozenset[str] = frozenset()
) -> list[Entity]:
    """The entities, those that are certain places with GeoNames identifier, coordinates and type.

    `states` are those that the article calls states (`find_states`).
    """
    labels = {entity.iri: entity.label for entity in entities}
    holders: dict[str, list[str]] = defaultdict(list)
    for relation in relations:
        if relation.property == "locatedIn":
            holders[relation.subject].append(labels.get(relation.object, ""))
    countries = {
        e.label: e.iri.rsplit("#", 1)[-1] for e in entities if e.type == "Country" and e.iri in ontology.authorities
    }
    around, options, found = Surroundings(set(countries.values())), dict[str, list[Place]](), dict[str, Place]()
    for entity in entities:
        if entity.type in PLACES and not entity.same_as and entity.iri not in ontology.authorities:
            name, *outer = PARTS.split(entity.label)
            places = find_options(name)
            if entity.iri in states:
                places = [p for p in places if p.kind == "region"] or places
            held = _held(places, [*outer, *holders[entity.iri]], countries)
            options[entity.iri] = places if held is None else held
            if held is not None and (best := _largest(held)):
                found[entity.iri] = best
            elif (largest := _largest(places)) and largest.kind == "region":
                around.states.add(largest.state)
    for select in (choose, choose, choose_large, choose):  # what is certain helps with the rest
        found |= {iri: best for iri, places in options.items() if iri not in found and (best := select(places, around))}
        around.known = [place for place in found.values() if place.kind == "settlement"]
    return [_linked(entity, found[entity.iri]) if entity.iri in found else entity for entity in entities]


def find_states(text: str, mentions: Iterable[Mention]) -> frozenset[str]:
    """Places whose name a city has, too, but that are told of as states: "New York state", "New York and Ohio"."""
    found, run = set[str](), list[Mention]()
    places = sorted((m for m in mentions if m.entity and m.type in PLACES), key=lambda m: m.slice.start)
    for number, mention in enumerate(places, start=1):
        following = places[number] if number < len(places) else None
        run.append(mention)
        end = mention.slice.end
        if STATE.match(text, end) and mention.entity:
            found.add(mention.entity)
        if following is None or not LISTED.fullmatch(text[end : following.slice.start]):
            # "Reno, Ohio" is a city and what holds it: only what "and" joins is a list.
            if len(run) > 1 and re.search(r"\w", text[run[-2].slice.end : run[-1].slice.start]):
                options = [find_options(text[m.slice.start : m.slice.end]) for m in run]
                states = [any(p.kind == "region" for p in places) for places in options]
                if all(states) and any((best := _largest(places)) and best.kind == "region" for places in options):
                    found |= {m.entity for m in run if m.entity}
            run = []
    return frozenset(found)


def find_options(name: str) -> list[Place]:
    """All places of a name: those whose own name it is and large ones, else those that have it as another name."""
    table = load_places()
    rows = table.get(name) or (table.get(name.title(), []) if name.isupper() else [])
    options = [parse_place(row) for row in rows]
    return [p for p in options if p.name.casefold() == name.casefold() or p.population >= SURE] or options


def _held(options: list[Place], holders: Iterable[str], countries: dict[str, str]) -> list[Place] | None:
    """The places that lie in what is said to hold them; None where that is no country or state that is known."""
    for holder in holders:
        country = countries.get(holder)
        states = {p.state for p in find_options(holder) if p.kind == "region"}
        if country or states:
            return [p for p in options if p.country == country or p.state in states]
    return None


def choose(options: list[Place], around: Surroundings) -> Place | None:
    """The one that is near what is known, or lies in a state or country that is named."""
    if near := [p for p in options if any(distance_km(p, other) <= NEAR_KM for other in around.known)]:
        return _largest(near)
    states = [p for p in options if p.state in around.states]
    countries = [p for p in options if p.country in around.countries or p.state and around.states]
    famous = max((p.population for p in countries if p.kind == "settlement"), default=0)
    return _largest(states if states and famous < FAMOUS * max(p.population for p in states) else countries)


def choose_large(options: list[Place], around: Surroundings) -> Place | None:
    """The one that is near or in what is named; where none is in what is named, the large one of its name."""
    if best := choose(options, around):
        return best
    named = any(p.country in around.countries or p.state in around.states for p in options)
    return None if named else _largest([p for p in options if p.population >= SURE], options)


def _largest(options: list[Place], others: Iterable[Place] = ()) -> Place | None:
    """The place that dwarfs all others of its name, or the state where no city has it; None where several may be."""
    cities = sorted((p for p in options if p.kind == "settlement"), key=lambda p: (-p.population, p.id))
    states = [p for p in options if p.kind == "region"]
    if states and (not cities or cities[0].population < METROPOLIS):
        return states[0]
    rest = [p.population for p in {*cities[1:], *others} - {*states, *cities[:1]}]
    return cities[0] if cities and cities[0].population >= RATIO * max(rest, default=0) else None


def distance_km(one: Place, other: Place) -> float:
    """Great-circle distance.

    >>> oslo, bergen = find_options("Oslo")[0], max(find_options("Bergen"), key=lambda p: p.lat)
    >>> round(distance_km(oslo, bergen))
    305
    """
    lat1, long1, lat2, long2 = map(radians, (one.lat, one.long, other.lat, other.long))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((long2 - long1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(half)))


def _linked(entity: Entity, place: Place) -> Entity:
    return replace(
        entity,
        type=KINDS[place.kind],
        lat=place.lat,
        long=place.long,
        same_as=(f"https://sws.geonames.org/{place.id}/",),
    )
