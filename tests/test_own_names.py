"""A user's own known names, from SKOS and from a table: they are found, and every fault is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kgraph.authorities import add_authorities
from kgraph.declarations import load_ontology
from kgraph.iris import article_iri
from kgraph.ontology import Authority
from kgraph.reader import Reader, ReaderSettings
from kgraph.records import Article
from kgraph.turtle import DeclarationError

SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix kg: <https://w3id.org/kgraph/ns#> .
@prefix geo: <http://www.w3.org/2003/01/geo/wgs84_pos#> .
<https://example.org/names#orle> a skos:Concept , kg:Organization ; skos:prefLabel "Orle Works"@en , "Usine d'Orle"@fr ;
    skos:altLabel "ORW" ; skos:exactMatch <https://example.com/7> ; geo:lat 59.5 ; geo:long 10.5 .
<https://example.org/names> a skos:ConceptScheme .
"""
TABLE = """name,type,aliases,iri
Orle Works,Organization,ORW|Orle Mill,https://example.org/names#orle
Ida Rask,Person,,
"""


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_skos(tmp_path: Path) -> None:
    found = add_authorities(load_ontology(), [write(tmp_path, "mine.ttl", SKOS)])
    assert found.authorities["https://example.org/names#orle"] == Authority(
        "https://example.org/names#orle", "Orle Works", "Organization", ("ORW",), (), ("https://example.com/7",), (),
        59.5, 10.5)
    assert len(found.authorities) == len(load_ontology().authorities) + 1
    assert found.hash != load_ontology().hash


def test_table(tmp_path: Path) -> None:
    found = add_authorities(load_ontology(), [write(tmp_path, "mine.csv", TABLE)]).authorities
    assert found["https://example.org/names#orle"].aliases == ("ORW", "Orle Mill")
    assert found["urn:kgraph:authority:ida-rask"].type == "Person"


def test_own_names_are_read(tmp_path: Path) -> None:
    settings = ReaderSettings(attributions="rules", authorities=(write(tmp_path, "mine.csv", TABLE),))
    text = "A fire at ORW burned for hours. The Orle Mill is closed, a guard said."
    reading = Reader(settings).read(Article("a", article_iri("a"), text))
    words = {m.slice.of(text) for m in reading.mentions if m.entity == "https://example.org/names#orle"}
    assert words == {"ORW", "Orle Mill"}


@pytest.mark.parametrize(("name", "text", "fault"), [
    ("a.csv", "label,type\nOrle,Organization\n", "a.csv: the first line must have name and type"),
    ("a.csv", "name,type\nOrle,Planet\n", "a.csv: line 2: Orle: type Planet is no class of entities"),
    ("a.csv", "name,type\n,Person\n", "a.csv: line 2: has no name"),
    ("a.csv", "name,type,iri\nOrle,Person,no iri\n", "a.csv: line 2: Orle: no iri is no IRI"),
    ("a.csv", "name,type,lat\nOrle,Place,north\n", "a.csv: line 2: Orle: lat and long must be numbers"),
    ("a.csv", "name,type\nOrle,Place,x,y\n", "a.csv: line 2: Orle: has more columns"),
    ("a.csv", "name,type\n", "a.csv: holds no names"),
    ("a.ttl", SKOS.replace(", kg:Organization", ""), "Orle Works: type (none) is no class of entities"),
    ("a.ttl", "<x", "a.ttl: "),
])
def test_faults(tmp_path: Path, name: str, text: str, fault: str) -> None:
    with pytest.raises(DeclarationError) as error:
        add_authorities(load_ontology(), [write(tmp_path, name, text)])
    assert fault in str(error.value)


def test_a_file_that_is_missing_and_all_faults_at_once(tmp_path: Path) -> None:
    with pytest.raises(DeclarationError) as error:
        add_authorities(load_ontology(), [tmp_path / "gone.csv", write(tmp_path, "a.csv", "name,type\nA,B\nC,D\n")])
    assert len(error.value.faults) == 3
