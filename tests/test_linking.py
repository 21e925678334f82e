"""Places and their GeoNames records: by what holds them, what is named, what is near, and by size; else none."""

from __future__ import annotations

import pytest
from conftest import Read

from kgraph.components import linking
from kgraph.components.linking import link_places, load_places, parse_place
from kgraph.reader import Reader
from kgraph.records import Entity, Relation, Slice

ROWS = """1\tsettlement\tOrle\tNO\t\t59.5\t10.5\t150000\tOrlebo
2\tsettlement\tOrle\tTD\t\t12.0\t15.0\t140000\t
3\tsettlement\tSelm\tNO\t\t60.0\t11.0\t900\t
4\tregion\tArvo\tUS\tAV\t40.0\t-90.0\t0\tAr.
5\tsettlement\tHavn\tNO\t\t61.0\t11.0\t900000\t
6\tsettlement\tHavn\tTD\t\t13.0\t15.0\t2000\t
7\tsettlement\tTarn\tUS\tAV\t40.5\t-90.0\t20000\t
8\tsettlement\tTarn\tUS\tBV\t44.0\t-70.0\t30000\t
9\tsettlement\tTarn\tGB\t\t51.0\t0.0\t900000\t
10\tsettlement\tLund\tUS\tBV\t44.2\t-70.1\t25000\t
11\tsettlement\tVelm\tUS\tAV\t40.1\t-90.2\t20000\t
12\tsettlement\tVelm\tUS\tBV\t44.0\t-70.2\t900000\t
""".splitlines(keepends=True)


@pytest.fixture
def table(monkeypatch: pytest.MonkeyPatch) -> None:
    rows: dict[str, list[str]] = {}
    for row in ROWS:
        for name in (row.split("\t")[2], row.rstrip("\n").split("\t")[-1]):
            rows.setdefault(name, []).append(row)
    monkeypatch.setattr(linking, "load_places", lambda: rows)


def country(reader: Reader, code: str) -> Entity:
    authority = next(a for a in reader.ontology.authorities.values() if a.iri.endswith(f"#{code}"))
    return Entity(authority.iri, authority.label, "Country")


def linked(reader: Reader, name: str, *others: str, type_: str = "Place", held_by: str | None = None) -> Entity:
    """The entity of a name in an article that names others, too: countries by their two letters, places by name."""
    entities = [Entity("urn:x#entity-place", name, type_)]
    entities += [country(reader, other) if len(other) == 2 else Entity(f"urn:x#entity-{other}", other, "Place")
                 for other in others]
    holds = [Relation("locatedIn", "urn:x#entity-place", e.iri, Slice(0, 9)) for e in entities if e.label == held_by]
    return link_places(entities, holds, reader.ontology)[0]


def numbers(entity: Entity) -> list[str]:
    return [iri.removeprefix("https://sws.geonames.org/").rstrip("/") for iri in entity.same_as]


@pytest.mark.usefixtures("table")
def test_a_country_that_the_article_names_decides(reader: Reader) -> None:
    norway, chad = linked(reader, "Orle", "NO"), linked(reader, "Orle", "TD")
    assert (norway.same_as, norway.lat, norway.long, norway.type) == (
        ("https://sws.geonames.org/1/",),
        59.5,
        10.5,
        "Settlement",
    )
    assert numbers(chad) == ["2"]
    assert numbers(linked(reader, "Selm", "NO")) == ["3"]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize("name", ["Orle", "Selm", "Nowhere"])
def test_without_a_country_what_is_small_or_has_namesakes_stays_open(reader: Reader, name: str) -> None:
    place = linked(reader, name)
    assert (place.same_as, place.lat, place.long, place.type) == ((), None, None, "Place")


@pytest.mark.usefixtures("table")
def test_without_a_country_a_large_place_that_dwarfs_its_namesakes_is_meant(reader: Reader) -> None:
    assert numbers(linked(reader, "Havn")) == ["5"]
    assert numbers(linked(reader, "HAVN")) == ["5"]
    assert numbers(linked(reader, "Tarn")) == ["9"]


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(("name", "others", "number"), [
    ("Orle", ["NO", "TD"], []),  # both countries have one, and neither dwarfs the other
    ("Tarn", ["US"], []),
    ("Tarn", ["Arvo"], ["7"]),  # a state that is named
    ("Tarn", ["GB", "Arvo"], ["9"]),  # a famous one of a country that is named, too
    ("Velm", ["Arvo"], ["12"]),  # far larger than that of the state, in the same country
    ("Tarn", ["Lund"], ["9"]),  # Lund is too small to be known without more
    ("Tarn", ["Lund", "US"], ["8"]),  # near Lund, which only one state has
])
def test_what_is_named_and_near_decides(reader: Reader, name: str, others: list[str], number: list[str]) -> None:
    assert numbers(linked(reader, name, *others)) == number


@pytest.mark.usefixtures("table")
@pytest.mark.parametrize(("name", "others", "number"), [
    ("Tarn, Arvo", [], ["7"]), ("Tarn, Ar.", ["GB"], ["7"]), ("Orle, Norway", ["NO", "TD"], ["1"]),
    ("Selm, Arvo", [], [])])
def test_what_stands_behind_the_comma_holds_it(reader: Reader, name: str, others: list[str], number: list[str]) -> None:
    assert numbers(linked(reader, name, *others)) == number


@pytest.mark.usefixtures("table")
def test_what_holds_it_decides(reader: Reader) -> None:
    assert numbers(linked(reader, "Orle", "NO", "TD", held_by="Chad")) == ["2"]
    assert numbers(linked(reader, "Selm", "NO", "TD", held_by="Chad")) == []


@pytest.mark.usefixtures("table")
def test_a_state(reader: Reader) -> None:
    region = linked(reader, "Arvo")
    assert (region.type, region.lat, region.same_as) == ("Region", 40.0, ("https://sws.geonames.org/4/",))


@pytest.mark.usefixtures("table")
def test_people_and_bodies_are_no_places(reader: Reader) -> None:
    assert linked(reader, "Havn", "NO", type_="Person").same_as == ()


def test_rows_of_the_table() -> None:
    assert parse_place(ROWS[0]) == linking.Place("1", "settlement", "Orle", "NO", "", 59.5, 10.5, 150_000)
    names = load_places()
    assert len(names) > 30_000
    assert {parse_place(row).country for row in names["Almaty"]} == {"KZ"}
    assert {parse_place(row).name for row in names["Calif."]} == {"California"}


def test_places_of_an_article(read: Read) -> None:
    reading = read("A mill burned in Almaty, Kazakhstan, on Monday.")
    (almaty,) = [e for e in reading.entities if e.label == "Almaty"]
    assert almaty.type == "Settlement"
    assert (round(almaty.lat or 0), round(almaty.long or 0)) == (43, 77)
    assert almaty.same_as == ("https://sws.geonames.org/1526384/",)


def test_the_capital_and_the_state_of_its_name(read: Read) -> None:
    """Expected: the city in the first, the one in Texas in the second, whatever France has."""
    reading = read("A mill burned in Washington on Monday.")
    assert [round(e.lat or 0) for e in reading.entities if e.label == "Washington"] == [39]
    reading = read("A mill burned in Paris, Texas, on Monday.")
    assert [round(e.lat or 0) for e in reading.entities if e.label.startswith("Paris")] == [34]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The New York state treasurer spoke to Ana Reyes.", "Region"),
        ("Ana Reyes paid taxes in New York, New Jersey and Connecticut.", "Region"),
        ("Ana Reyes flew to New York and Chicago.", "Settlement"),
        ("Ana Reyes lives in Reno, Nevada and New York.", "Settlement"),
        ("Ana Reyes opened a shop in New York.", "Settlement"),
    ],
)
def test_a_city_s_name_is_a_state_s_where_it_is_told_so(text: str, kind: str, read: Read) -> None:
    places = {entity.label: entity for entity in read(text).entities}
    assert places["New York"].type == kind
