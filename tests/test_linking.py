"""Places and their GeoNames records: only where the article or their size leaves no doubt."""

from __future__ import annotations

import pytest
from conftest import Read

from kgraph.components import linking
from kgraph.components.linking import link_places, load_places, parse_place
from kgraph.reader import Reader
from kgraph.records import Entity

ROWS = """1\tsettlement\tOrle\tNO\t59.5\t10.5\t150000\tOrlebo
2\tsettlement\tOrle\tTD\t12.0\t15.0\t140000\t
3\tsettlement\tSelm\tNO\t60.0\t11.0\t900\t
4\tregion\tArvo\tNO\t\t\t0\t
5\tsettlement\tHavn\tNO\t61.0\t11.0\t900000\t
6\tsettlement\tHavn\tTD\t13.0\t15.0\t2000\t
""".splitlines(keepends=True)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: dict[str, list[str]] = {}
    for row in ROWS:
        rows.setdefault(row.split("\t")[2], []).append(row)
    monkeypatch.setattr(linking, "load_places", lambda: rows)


def country(reader: Reader, code: str) -> Entity:
    authority = next(a for a in reader.ontology.authorities.values() if a.iri.endswith(f"#{code}"))
    return Entity(authority.iri, authority.label, "Country")


def linked(reader: Reader, name: str, *countries: str, type_: str = "Place") -> Entity:
    entities = [Entity("urn:x#entity-place", name, type_), *(country(reader, c) for c in countries)]
    return next(iter(link_places(entities, reader.ontology)))


@pytest.mark.usefixtures("table")
def test_a_country_that_the_article_names_decides(reader: Reader) -> None:
    norway, chad = linked(reader, "Orle", "NO"), linked(reader, "Orle", "TD")
    assert (norway.same_as, norway.lat, norway.long, norway.type) == (
        ("https://sws.geonames.org/1/",),
        59.5,
        10.5,
        "Settlement",
    )
    assert chad.same_as == ("https://sws.geonames.org/2/",)
    assert linked(reader, "Selm", "NO").same_as == ("https://sws.geonames.org/3/",)


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("name", ["Orle", "Selm", "Nowhere"])
def test_without_a_country_what_is_small_or_has_namesakes_stays_open(reader: Reader, name: str) -> None:
    place = linked(reader, name)
    assert (place.same_as, place.lat, place.long, place.type) == ((), None, None, "Place")


@pytest.mark.usefixtures("table")
def test_without_a_country_a_large_place_that_dwarfs_its_namesakes_is_meant(reader: Reader) -> None:
    assert linked(reader, "Havn").same_as == ("https://sws.geonames.org/5/",)


@pytest.mark.usefixtures("table")
def test_a_region_may_have_no_point(reader: Reader) -> None:
    region = linked(reader, "Arvo", "NO")
    assert (region.type, region.lat, region.same_as) == ("Region", None, ("https://sws.geonames.org/4/",))


@pytest.mark.usefixtures("table")
def test_people_and_bodies_are_no_places(reader: Reader) -> None:
    assert linked(reader, "Havn", "NO", type_="Person").same_as == ()


def test_rows_of_the_table() -> None:
    assert parse_place(ROWS[3]).lat is None
    assert parse_place(ROWS[0]) == linking.Place("1", "settlement", "NO", 59.5, 10.5, 150_000)
    names = load_places()
    assert len(names) > 30_000
    assert {parse_place(row).country for row in names["Almaty"]} == {"KZ"}


def test_places_of_an_article(read: Read) -> None:
    reading = read("A mill burned in Almaty, Kazakhstan, on Monday.")
    (almaty,) = [e for e in reading.entities if e.label == "Almaty"]
    assert almaty.type == "Settlement"
    assert (round(almaty.lat or 0), round(almaty.long or 0)) == (43, 77)
    assert almaty.same_as == ("https://sws.geonames.org/1526384/",)
