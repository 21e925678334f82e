"""Is every statement of a store proven? SHACL for the form, and each statement against its slice of the text."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from kgraph.store import DECISIONS, IDENTITY, Store
from kgraph.triples import ELLIPSIS
from kgraph.vocabulary import KG, NIF, RDF

DIRECT = URIRef("https://w3id.org/kgraph/reading#property")
SENTENCE_END = re.compile(r"""[.!?]["”’)]*\s|\n""")
WORDS = (
    (KG.trigger, KG.triggerEvidence),
    (KG.cue, KG.cueEvidence),
    (KG.medium, KG.mediumEvidence),
    (KG.dateText, KG.dateEvidence),
    (KG.quantityText, KG.quantityEvidence),
)
EVIDENCE = (KG.triggerEvidence, KG.contentEvidence, KG.evidence, KG.sourceEvidence, KG.mentionedIn, KG.roleEvidence)
RELATIONS = (KG.memberOf, KG.holdsRole, KG.worksFor, KG.locatedIn, KG.partOf)


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A rule that one node of an article breaks, with the sentence that the node stands on ("" where it has none)."""

    article: str
    rule: str
    node: str
    sentence: str

    def __str__(self) -> str:
        place = f" in “{self.sentence}”" if self.sentence else ""
        return f"{self.article}: {self.rule}: {self.node.removeprefix(self.article)}{place}"


def check_store(store: Store, ontology_folder: Path) -> list[Violation]:
    """All violations in a store, sorted; none is the aim.

    The shapes are those of `shapes.ttl` and of the event types below the folder.
    """
    shapes = load_shapes(ontology_folder)
    found = set(check_rest(store, ontology_folder))
    for article in store.articles():
        found.update(check_article(article, store.quads(article), shapes))
    return sorted(found)


def check_rest(store: Store, ontology_folder: Path) -> list[Violation]:
    """All violations in the graphs of no article, sorted: what is one over articles, decisions, and leftovers."""
    shapes = load_shapes(ontology_folder)
    found: set[Violation] = set()
    known = {graph for article in store.articles() for graph in store.graphs(article)}
    for own in (IDENTITY, DECISIONS):
        quads = list(store.find(None, None, None, own))
        found.update(
            Violation(own.value, rule, _name(node), "")
            for rule, node in {*_shape_faults(quads, shapes), *_blank_nodes(quads)}
        )
    for graph in store.graph_names():
        if "#" in graph.value and graph not in known:
            found.add(Violation(graph.value.split("#")[0], "a claim's graph belongs to a claim", graph.value, ""))
    return sorted(found)


def find_shapes(ontology_folder: Path) -> list[Path]:
    """The files with shapes: the core's, then those of the event types."""
    return [ontology_folder / "shapes.ttl", *sorted((ontology_folder / "events").glob("*.ttl"))]


@lru_cache(maxsize=4)
def load_shapes(ontology_folder: Path) -> Graph:
    """The core shapes and those of the event types."""
    shapes = Graph()
    for path in find_shapes(ontology_folder):
        shapes.parse(path, format="turtle")
    return shapes


def check_article(article: str, quads: list[ox.Quad], shapes: Graph) -> list[Violation]:
    """All violations in the quads of one article, sorted."""
    index = _Index(article, quads)
    direct = {ox.NamedNode(str(term)) for term in shapes.objects(None, DIRECT)} | set(RELATIONS)
    faults = {
        *_shape_faults(quads, shapes),
        *_blank_nodes(quads),
        *_text_faults(index),
        *_word_faults(index),
        *_graph_faults(index),
        *_direct_faults(index, direct),
        *_mixed_voices(index),
        *_role_faults(index),
    }
    return sorted(Violation(article, rule, _name(node), index.sentence(node)) for rule, node in faults)


Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Fault = tuple[str, Node]


class _Index:
    """The quads of one article by subject and property."""

    def __init__(self, article: str, quads: Iterable[ox.Quad]) -> None:
        self.article = ox.NamedNode(article)
        self.quads = list(quads)
        self.objects: dict[tuple[Node, ox.NamedNode], list[Node]] = defaultdict(list)
        self.graphs: dict[tuple[Node, ox.NamedNode, Node], set[Node]] = defaultdict(set)
        self.members: dict[Node, list[tuple[Node, Node]]] = defaultdict(list)
        for quad in self.quads:
            graph = quad.graph_name if isinstance(quad.graph_name, ox.NamedNode) else self.article
            self.objects[quad.subject, quad.predicate].append(quad.object)
            self.graphs[quad.subject, quad.predicate, quad.object].add(graph)
            if quad.predicate == RDF.type:
                self.members[quad.object].append((quad.subject, graph))
        self.text = next((t.value for t in self.get(self.article, KG.text) if isinstance(t, ox.Literal)), "")

    def get(self, node: Node, property: ox.NamedNode) -> list[Node]:
        return self.objects.get((node, property), [])

    def span(self, slice: Node) -> tuple[int, int]:
        """The offsets of a slice; (-1, -1) where it has none that can be read."""
        begin, end = (
            [v.value for v in self.get(slice, p) if isinstance(v, ox.Literal)] for p in (NIF.beginIndex, NIF.endIndex)
        )
        if len(begin) == len(end) == 1 and begin[0].isdigit() and end[0].isdigit():
            return int(begin[0]), int(end[0])
        return -1, -1

    def spans(self, node: Node, property: ox.NamedNode) -> list[tuple[int, int]]:
        return sorted(self.span(slice) for slice in self.get(node, property))

    def sentence(self, node: Node) -> str:
        """The sentence of the text in which a node's evidence begins."""
        slices = [
            *([node] if self.span(node)[0] >= 0 else []),
            *(s for p in (*EVIDENCE, KG.fromEvent) for s in sorted(self.get(node, p), key=self.span)),
        ]
        for slice in slices:
            begin, _ = self.span(slice)
            if begin >= 0:
                start = max((m.end() for m in SENTENCE_END.finditer(self.text, 0, begin)), default=0)
                end = SENTENCE_END.search(self.text, begin)
                return self.text[start : end.end() if end else None].strip()
            if self.get(slice, KG.triggerEvidence):
                return self.sentence(slice)
        return ""


def _name(node: Node) -> str:
    return node.value if isinstance(node, ox.NamedNode | ox.Literal) else str(node)


# -- the form ----------------------------------------------------------------------------------------------


def _shape_faults(quads: Iterable[ox.Quad], shapes: Graph) -> Iterator[Fault]:
    data = Graph().parse(data="".join({f"{quad.triple} .\n" for quad in quads}), format="nt")
    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, advanced=False)
    if conforms:
        return
    for result in report.objects(None, SH.result):
        focus = str(report.value(result, SH.focusNode))
        shape = report.value(result, SH.sourceShape)
        path = str(report.value(result, SH.resultPath)).rsplit("#", 1)[-1]
        message = str(shapes.value(shape, SH.message) or f"{path}: {report.value(result, SH.resultMessage)}")
        yield " ".join(message.split()), ox.NamedNode(focus) if ":" in focus else ox.BlankNode(focus)


def _blank_nodes(quads: Iterable[ox.Quad]) -> Iterator[Fault]:
    for quad in quads:
        for term in (quad.subject, quad.object, quad.graph_name):
            if isinstance(term, ox.BlankNode):
                yield "no node is blank", term


# -- against the text --------------------------------------------------------------------------------------


def _text_faults(index: _Index) -> Iterator[Fault]:
    """The text is that of the hash, and every slice holds what stands in the text."""
    digest = hashlib.sha256(index.text.encode()).hexdigest()
    if any(value != ox.Literal(digest) for value in index.get(index.article, KG.contentHash)):
        yield "the text is the one that was read", index.article
    for (node, property), values in index.objects.items():
        if property != NIF.anchorOf:
            continue
        begin, end = index.span(node)
        if (
            any(value != ox.Literal(index.text[begin:end]) for value in values)
            or _name(node) != f"{index.article.value}#char={begin},{end}"
        ):
            yield "a slice holds what stands in the text", node


def _word_faults(index: _Index) -> Iterator[Fault]:
    """The words of claims, triggers, cues, dates and figures are those of their slices."""
    for node, _ in index.members[KG.Claim]:
        words = ELLIPSIS.join(index.text[begin:end] for begin, end in index.spans(node, KG.contentEvidence))
        if index.get(node, KG.text) != [ox.Literal(words)]:
            yield "a claim's words are those of its slices", node
    for node, _ in [*index.members[KG.Claim], *index.members[KG.Event]]:
        for property, evidence in WORDS:
            words_there = [ox.Literal(index.text[begin:end]) for begin, end in index.spans(node, evidence)]
            if index.get(node, property) != words_there:
                yield f"{property.value.rsplit('#', 1)[-1]} is what its slice holds", node


def _role_faults(index: _Index) -> Iterator[Fault]:
    """Each slice that fills a role of an event holds a mention of something that the event names."""
    named: dict[Node, set[Node]] = defaultdict(set)
    for (node, _), values in index.objects.items():
        named[node].update(values)
    for node, _ in index.members[KG.Event]:
        mentions = [span for filler in named[node] for span in index.spans(filler, KG.mentionedIn)]
        if not all(
            any(begin <= first and last <= end for first, last in mentions)
            for begin, end in index.spans(node, KG.roleEvidence)
        ):
            yield "what fills a role is mentioned in the role's slice", node


# -- who says it -------------------------------------------------------------------------------------------


def _graph_faults(index: _Index) -> Iterator[Fault]:
    """A node stands in the graph of the claim that states it, or in the article's own."""
    for kind, property in ((KG.Claim, KG.within), (KG.Event, KG.accordingTo), (KG.Statement, KG.accordingTo)):
        for node, graph in index.members[kind]:
            if (index.get(node, property) or [index.article]) != [graph]:
                yield "what a claim states stands in its graph", node


def _direct_faults(index: _Index, direct: set[ox.NamedNode]) -> Iterator[Fault]:
    """Each direct triple has a statement in the same graph, and each statement its triple."""
    stated: set[tuple[Node, Node, Node, Node]] = set()
    for node, graph in index.members[KG.Statement]:
        parts = [index.get(node, part) for part in (RDF.subject, RDF.predicate, RDF.object)]
        if not all(parts):
            continue  # the shapes report it
        subject, property, value = (part[0] for part in parts)
        stated.add((subject, property, value, graph))
        if isinstance(property, ox.NamedNode):
            direct = direct | {property}
            if graph not in index.graphs.get((subject, property, value), ()):
                yield "a statement stands in the graph of its direct triple", node
    for quad in index.quads:
        if quad.predicate in direct and (quad.subject, quad.predicate, quad.object, quad.graph_name) not in stated:
            yield f"a direct triple (kg:{quad.predicate.value.rsplit('#', 1)[-1]}) has a statement", quad.subject


def _mixed_voices(index: _Index) -> Iterator[Fault]:
    """What stands in the words of a claim is not told as the article's own.

    Who somebody is counts as the writer's word, who names him, unless it is quoted.
    """
    claims = [(node, index.spans(node, KG.contentEvidence)) for node, _ in index.members[KG.Claim]]
    every = [span for _, spans in claims for span in spans]
    quoted = [span for node, spans in claims if index.get(node, KG.quotation) == [KG.direct] for span in spans]
    for kind, evidence in ((KG.Event, KG.triggerEvidence), (KG.Statement, KG.evidence)):
        for node, graph in index.members[kind]:
            is_role = index.get(node, RDF.predicate) in ([KG.holdsRole], [KG.worksFor])
            contents = quoted if is_role else every
            if graph == index.article and any(
                first <= begin and end <= last for first, last in contents for begin, end in index.spans(node, evidence)
            ):
                yield "what stands in a claim's words is not the article's own", node
