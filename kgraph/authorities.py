"""A user's own known names: a SKOS vocabulary in Turtle, or a table (CSV) with a name a row."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox

from kgraph.iris import ABSOLUTE, BASE, slug
from kgraph.ontology import Authority, Ontology
from kgraph.turtle import GEO, KG, RDF, SKOS, DeclarationError

COLUMNS = ("name", "type", "aliases", "demonyms", "iri", "same_as", "lat", "long")
PARTED_BY = "|"


def add_authorities(ontology: Ontology, paths: Iterable[Path]) -> Ontology:
    """The ontology with the known names of some files; a name of theirs takes the place of one with the same IRI.

    Raises DeclarationError with every fault found, each with its file and line or term.
    """
    found: dict[str, Authority] = dict(ontology.authorities)
    faults: list[str] = []
    digest = hashlib.sha256(ontology.hash.encode())
    files = tuple(paths)
    for path in files:
        try:
            data = path.read_bytes()
            found |= {a.iri: a for a in read_authorities(path, data, ontology)}
            digest.update(data)
        except OSError as error:
            faults.append(f"authority {path}: {(error.strerror or str(error)).lower()}")
        except DeclarationError as error:
            faults += error.faults
    if faults:
        raise DeclarationError(faults)
    return replace(ontology, authorities=found, hash=digest.hexdigest()[:16]) if files else ontology


def read_authorities(path: Path, data: bytes, ontology: Ontology) -> list[Authority]:
    """The known names of one file. Raises DeclarationError."""
    faults: list[str] = []
    try:
        rows = _skos_rows(data) if path.suffix in (".ttl", ".skos") else _table_rows(data.decode("utf-8-sig"))
        found = [_authority(row, where, ontology, faults) for where, row in rows]
    except (SyntaxError, ValueError, csv.Error) as error:
        raise DeclarationError([f"{path.name}: {' '.join(str(error).split())}"]) from error
    if not found:
        faults.append("holds no names")
    if faults:
        raise DeclarationError([f"{path.name}: {fault}" for fault in faults])
    return [authority for authority in found if authority]


Row = dict[str, list[str]]


def _table_rows(text: str) -> Iterator[tuple[str, Row]]:
    """Rows by column; several aliases, demonyms and IRIs of one name are parted by a vertical bar."""
    reader = csv.DictReader(io.StringIO(text), restkey="too many columns")
    unknown = set(reader.fieldnames or ()) - set(COLUMNS)
    if unknown or not {"name", "type"} <= set(reader.fieldnames or ()):
        raise ValueError(f"the first line must have name and type, and may have {', '.join(COLUMNS[2:])}")
    for number, row in enumerate(reader, 2):
        values = {column: str(value or "").split(PARTED_BY) for column, value in row.items()}
        yield f"line {number}", {c: [v.strip() for v in vs if v.strip()] for c, vs in values.items()}


def _skos_rows(data: bytes) -> Iterator[tuple[str, Row]]:
    """Concepts: prefLabel is the name, altLabel and hiddenLabel are aliases, a class of our vocabulary is the type."""
    values: dict[ox.NamedNode, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in ox.parse(data, format=ox.RdfFormat.TURTLE):
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            values[quad.subject][quad.predicate.value].append(quad.object)
    for node, properties in values.items():
        kinds = [value.value for value in properties[RDF + "type"]]
        if SKOS + "Concept" not in kinds:
            continue

        def texts(*names: str, of: dict[str, list[ox.NamedNode | ox.Literal]] = properties) -> list[str]:
            """Labels in English or without a language."""
            literals = (v for name in names for v in of[name] if isinstance(v, ox.Literal))
            return sorted({v.value for v in literals if (v.language or "en").startswith("en")})

        yield (
            node.value,
            {
                "name": texts(SKOS + "prefLabel")[:1],
                "type": [kind.removeprefix(KG) for kind in kinds if kind.startswith(KG)][:1],
                "aliases": texts(SKOS + "altLabel", SKOS + "hiddenLabel"),
                "iri": [node.value],
                "same_as": sorted(v.value for v in properties[SKOS + "exactMatch"]),
                "lat": texts(GEO + "lat"),
                "long": texts(GEO + "long"),
            },
        )


def _authority(row: Row, where: str, ontology: Ontology, faults: list[str]) -> Authority | None:
    name, kind = next(iter(row["name"]), ""), next(iter(row["type"]), "")
    iri = next(iter(row.get("iri", [])), f"{BASE}authority:{slug(name)}")
    links = row.get("same_as", [])
    if not name:
        faults.append(f"{where}: has no name")
    elif "Entity" not in ontology.parents.get(kind, ()):
        faults.append(f"{where}: {name}: type {kind or '(none)'} is no class of entities (Person, Place ...)")
    elif bad := [each for each in (iri, *links) if not ABSOLUTE.match(each)]:
        faults.append(f"{where}: {name}: {bad[0]} is no IRI")
    elif "too many columns" in row:
        faults.append(f"{where}: {name}: has more columns than the first line")
    else:
        try:
            lat, long = (float(values[0]) if (values := row.get(axis)) else None for axis in ("lat", "long"))
        except ValueError:
            faults.append(f"{where}: {name}: lat and long must be numbers")
            return None
        aliases, demonyms = (tuple(sorted(set(row.get(part, [])) - {name})) for part in ("aliases", "demonyms"))
        return Authority(iri, name, kind, aliases, demonyms, tuple(links), (), lat, long)
    return None
