"""Places joined to their records: GeoNames identifier and coordinates, chosen by country and population."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from kgraph.declarations import ontology_folder
from kgraph.ontology import Ontology
from kgraph.records import Entity

SURE = 100_000  # inhabitants from which a place is meant without its country being named
RATIO = 5  # how much larger it is than the next place of its name
KINDS = {"settlement": "Settlement", "region": "Region"}


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the table of places; a region may have no point."""

    id: str
    kind: str
    country: str
    lat: float | None
    long: float | None
    population: int


@lru_cache(maxsize=1)
def load_places() -> dict[str, list[str]]:
    """Rows of `ontologies/places.tsv` by each of their names; a row is taken apart only when its name is met."""
    table: dict[str, list[str]] = defaultdict(list)
    with (ontology_folder() / "places.tsv").open(encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            _, _, name, _, _, _, _, aliases = line.rstrip("\n").split("\t")
            for each in {name, *aliases.split("|")} - {""}:
                table[each].append(line)
    return dict(table)


def parse_place(line: str) -> Place:
    """One row: geonameid, kind, name, country, lat, long, population, aliases."""
    number, kind, _, country, lat, long, population, _ = line.rstrip("\n").split("\t")
    return Place(
        number, kind, country, float(lat) if lat else None, float(long) if long else None, int(population or 0)
    )


def link_places(entities: list[Entity], ontology: Ontology) -> Iterator[Entity]:
    """The entities, those that are certain places with GeoNames identifier, coordinates and type."""
    places = load_places()
    countries = {e.iri.rsplit("#", 1)[-1] for e in entities if e.type == "Country" and e.iri in ontology.authorities}
    for entity in entities:
        rows = (
            places.get(entity.label, [])
            if entity.type in ("Place", "Settlement", "Region") and not entity.same_as
            else []
        )
        best = _best([parse_place(row) for row in rows], countries)
        if best is None:
            yield entity
        else:
            yield replace(
                entity,
                type=KINDS.get(best.kind, "Settlement"),
                lat=best.lat,
                long=best.long,
                same_as=(f"https://sws.geonames.org/{best.id}/",),
            )


def _best(options: list[Place], countries: set[str]) -> Place | None:
    """The largest one in a country that the article names, else a large one that dwarfs its namesakes."""
    near = [p for p in options if p.country in countries]
    ranked = sorted(near or options, key=lambda p: (-p.population, p.id))
    if not ranked or near:
        return ranked[0] if ranked else None
    first, second = ranked[0].population, ranked[1].population if len(ranked) > 1 else 0
    return ranked[0] if ranked[0].kind == "region" or (first >= SURE and first >= RATIO * second) else None
