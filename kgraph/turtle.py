"""The triples of Turtle files as declarations need them: values by subject and property, and faults with their file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pyoxigraph as ox

from kgraph.records import KgraphError

KG = "https://w3id.org/kgraph/ns#"
KGR = "https://w3id.org/kgraph/reading#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
SH = "http://www.w3.org/ns/shacl#"
GEO = "http://www.w3.org/2003/01/geo/wgs84_pos#"


class DeclarationError(KgraphError):
    """One or more faults in Turtle files; `faults` lists them, one line each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(self.faults))


Term = ox.NamedNode | ox.BlankNode
Value = ox.NamedNode | ox.BlankNode | ox.Literal


class TurtleGraph:
    """The triples of all files, each subject remembered with the file that declares it."""

    def __init__(self, files: list[Path]) -> None:
        self.faults: list[str] = []
        self.out: dict[Term, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
        self.subjects: dict[str, list[Term]] = defaultdict(list)
        self.home: dict[Term, str] = {}
        self.files = files
        digest = hashlib.sha256()
        for number, path in enumerate(files):
            try:
                data = path.read_bytes()
            except OSError as error:
                self.faults.append(f"{path}: {error.strerror}")
                continue
            digest.update(path.name.encode() + b"\0" + data)
            self._add(path, number, data)
        self.hash = digest.hexdigest()[:16]

    def _add(self, path: Path, number: int, data: bytes) -> None:
        try:
            for quad in ox.parse(data, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True):
                subject, value = quad.subject, quad.object
                if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
                    continue
                self.home.setdefault(subject, path.name)
                self.out[subject][quad.predicate.value].append(value)
                if quad.predicate.value == RDF + "type" and isinstance(value, ox.NamedNode):
                    self.subjects[value.value].append(subject)
        except (SyntaxError, ValueError) as error:
            self.faults.append(f"{path.name}: {error}")

    # -- reading values ------------------------------------------------------------------------------------

    def values(self, subject: Term, property: str) -> list[Value]:
        return self.out.get(subject, {}).get(property, [])

    def texts(self, subject: Term, property: str) -> list[str]:
        return [v.value for v in self.values(subject, property) if isinstance(v, ox.Literal)]

    def text(self, subject: Term, property: str) -> str | None:
        return next(iter(self.texts(subject, property)), None)

    def names(self, subject: Term, property: str) -> list[str]:
        """Local names of core terms."""
        return [v.value.removeprefix(KG) for v in self.values(subject, property) if isinstance(v, ox.NamedNode)]

    def fault(self, subject: Term, reason: str) -> None:
        name = subject.value.rsplit("#", 1)[-1] if isinstance(subject, ox.NamedNode) else "a blank node"
        self.faults.append(f"{self.home.get(subject, '?')}: {name}: {reason}")

    def unknown_terms(self, subject: Term, known: set[str]) -> None:
        """A misspelt kgr: term is a fault, as it would silently change nothing."""
        for property in self.out[subject]:
            if property.startswith(KGR) and property.removeprefix(KGR) not in known:
                self.fault(subject, f"kgr:{property.removeprefix(KGR)} is not a term for it")

    def lemmas(self, subject: Term, kind: str) -> frozenset[str]:
        """The lemmas of a term; words parted by a stroke stand for each other: "lift/ease ban/curb" is four."""
        return frozenset(
            " ".join(words)
            for text in self.texts(subject, KGR + kind)
            for words in product(*(word.split("/") for word in text.lower().split()))
        )

    def list_of(self, head: Term) -> Iterator[Term]:
        nil, seen = RDF + "nil", set[Term]()
        while not (isinstance(head, ox.NamedNode) and head.value == nil) and head not in seen:
            seen.add(head)
            yield from (v for v in self.values(head, RDF + "first") if not isinstance(v, ox.Literal))
            rest = self.values(head, RDF + "rest")
            if not rest or isinstance(rest[0], ox.Literal):
                return
            head = rest[0]
