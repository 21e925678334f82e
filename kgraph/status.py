"""What is in a store, and what read its articles: every reading names the versions that made it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kgraph.export.readings import read_back
from kgraph.ontology import Ontology
from kgraph.records import Article
from kgraph.store import Store

Versions = tuple[str, ...]

COUNTED = (
    ("articles", "?x a kg:Article"),
    ("claims", "?x a kg:Claim"),
    ("events", "?x a kg:Event"),
    ("entities", "?x a kg:Entity"),
    ("one over articles", "?x a kg:Identity"),
    ("decisions", "?x a kg:Decision"),
)
MADE_BY = "SELECT ?article ?part { ?article a kg:Article . OPTIONAL { ?article prov:wasGeneratedBy/kg:madeBy ?part } }"


@dataclass(frozen=True, slots=True)
class Status:
    """How much of each kind a store has, and the articles that were read by the same versions ("kgraph 0.1.0", ...)."""

    counts: tuple[tuple[str, int], ...]
    readers: dict[Versions, list[str]]

    def stale(self, current: Versions) -> list[str]:
        """The articles that something else than the current versions read, sorted."""
        return sorted(article for made_by, found in self.readers.items() if made_by != current for article in found)


def find_status(store: Store) -> Status:
    """Count what is in a store."""
    counts = []
    for name, pattern in COUNTED:
        rows = store.query(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}").rows
        counts.append((name, int(rows[0][0] or 0)))
    made_by: dict[str, set[str]] = defaultdict(set)
    for article, part in store.query(MADE_BY).rows:
        if article:
            made_by[article].update([part] if part else [])
    readers: dict[Versions, list[str]] = defaultdict(list)
    for article in sorted(made_by):
        readers[tuple(sorted(made_by[article]))].append(article)
    return Status((*counts, ("quads", len(store))), dict(sorted(readers.items())))


def join_versions(made_by: tuple[tuple[str, str], ...]) -> Versions:
    """Versions as the graph has them.

    >>> join_versions((("model", "small-1.0"), ("kgraph", "0.1.0")))
    ('kgraph 0.1.0', 'model small-1.0')
    """
    return tuple(sorted(" ".join(part) for part in made_by))


def find_size(folder: Path) -> int:
    """The bytes that a folder takes on disk."""
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())


def load_article(store: Store, iri: str, ontology: Ontology) -> Article:
    """An article as it was given to be read: the store has its text and all that was told with it."""
    node = ox.NamedNode(iri)
    return read_back(iri, store.find(node, graph=node), ontology).article
