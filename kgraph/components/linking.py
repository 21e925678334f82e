"""Places joined to their records: GeoNames identifier and coordinates, chosen by the article's countries and population."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kgraph.declarations import ontology_folder
from kgraph.ontology import Ontology
from kgraph.records import Entity

SURE = 100_000  # inhabitants from which a place is meant without its country being named
KINDS = {"settlement": "Settlement", "region": "Region"}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table of places."""

    id: str
    name: str
    country: str
    lat: float
    long: float
    population: int
    kind: str


@lru_cache(maxsize=1)
def load_places() -> dict[str, list[Place]]:
    """Places by each of their names, read once from `ontologies/places.tsv`."""
    table: dict[str, list[Place]] = defaultdict(list)
    with (ontology_folder() / "places.tsv").open(encoding="utf-8") as lines:
        columns = next(lines).rstrip("\n").split("\t")
        for line in lines:
            row = dict(zip(columns, line.rstrip("\n").split("\t"), strict=True))
            place = Place(row["geonameid"], row["name"], row["country"], float(row["lat"]), float(row["long"]),
                          int(row["population"] or 0), row.get("kind", "settlement"))
            for name in {row["name"], *(n for n in row["alternates"].split("|") if n)}:
                table[name].append(place)
    return dict(table)


def link_places(entities: list[Entity], ontology: Ontology) -> Iterator[Entity]:
    """The entities, those that are certain places with GeoNames identifier, coordinates and type."""
    places = load_places()
    countries = {e.iri.rsplit("#", 1)[-1] for e in entities if e.type == "Country" and e.iri in ontology.authorities}
    for entity in entities:
        options = places.get(entity.label, []) if entity.type in ("Place", "Settlement", "Region") and not entity.same_as else []
        best = _best(options, countries)
        if best is None:
            yield entity
        else:
            yield replace(entity, type=KINDS.get(best.kind, "Settlement"), lat=best.lat, long=best.long,
                          same_as=(f"https://sws.geonames.org/{best.id}/",))


def _best(options: list[Place], countries: set[str]) -> Place | None:
    """The largest one in a country that the article names, else the largest of all where it is large."""
    near = [p for p in options if p.country in countries]
    largest = max(near or options, key=lambda p: (p.population, p.id), default=None)
    return largest if largest and (near or largest.population >= SURE or largest.kind == "region") else None
