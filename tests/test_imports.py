"""Dependencies point one way: reading knows no RDF library, and what speaks RDF knows no spaCy."""

from __future__ import annotations

import ast
from pathlib import Path

import kgraph

PACKAGE = Path(kgraph.__file__).parent
RDF_LIBRARIES = {"rdflib", "oxrdflib", "pyshacl", "pyoxigraph"}
READING = {"kgraph.reader", "kgraph.components", "kgraph.corpus"}
# The modules from triples.py to server.py that are there so far; the others join as they are written.
RDF_SIDE = {"vocabulary", "dates", "literals", "triples", "formats", "answers", "store", "checks", "passes",
            "questions", "identity", "decisions", "page", "export", "server", "evidence", "status", "archives",
            "differences", "remote"}
CORE = {"triples", "formats", "store", "checks", "questions"}


def imported(path: Path) -> set[str]:
    """All modules that a file imports, lazily or not, with their parents ("kgraph.components.slots", "kgraph")."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import"
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {".".join(parts[:n]) for parts in (name.split(".") for name in names) for n in range(1, len(parts) + 1)}


def test_components_know_no_rdf() -> None:
    files = sorted((PACKAGE / "components").glob("*.py"))
    assert len(files) >= 5
    found = {(path.name, name) for path in files for name in imported(path) & RDF_LIBRARIES}
    assert found == set()
    outputs = {(path.name, name) for path in files
               for name in imported(path) & {"kgraph.triples", "kgraph.store", "kgraph.vocabulary", "kgraph.checks"}}
    assert outputs == set()


def test_rdf_side_knows_no_spacy() -> None:
    files = [path for path in sorted(PACKAGE.rglob("*.py"))
             if path.relative_to(PACKAGE).parts[0].removesuffix(".py") in RDF_SIDE]
    assert {path.stem for path in files} >= CORE
    found = {(path.name, name) for path in files for name in imported(path) if name == "spacy" or name in READING}
    assert found == set()


def test_records_use_the_standard_library_only() -> None:
    assert imported(PACKAGE / "records.py") <= {"__future__", "__future__.annotations", "dataclasses",
                                                "dataclasses.dataclass", "dataclasses.field", "typing", "typing.Any"}


def test_rdf_enters_in_one_place_before_the_store() -> None:
    """Only these make RDF terms; all others use what they give."""
    users = {path.relative_to(PACKAGE).parts[0].removesuffix(".py")
             for path in PACKAGE.rglob("*.py") if "pyoxigraph" in imported(path)}
    assert users and users <= RDF_SIDE | {"declarations", "turtle", "authorities", "commands", "examples"}
