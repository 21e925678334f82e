"""What differs between two stores, for people: claims, events, statements and entities that came, went or changed.

Nodes are compared by what they say, never by their IRIs, which hold places in the text: a word that is added at the top
of an article changes nothing in the sentences below it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kgraph.sentences import find_sentence
from kgraph.store import DECISIONS, Store
from kgraph.vocabulary import KG, NIF, PROV, RDF, RDFS

KINDS = (KG.Article, KG.Claim, KG.Event, KG.Statement, KG.Entity, KG.Decision)
# What a node is known by: the first of these that it has.
HEADS = (RDFS.label, KG.trigger, KG.text)
EVIDENCE = (KG.contentEvidence, KG.triggerEvidence, KG.evidence)
# Where in the text something stands, and what is told of the claim or event that it belongs to.
LEFT_OUT = frozenset(
    (RDF.type, KG.reportedIn, KG.mentionedIn, KG.said, KG.contentHash, PROV.wasGeneratedBy, *HEADS[:2])
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: its sign (-, + or ~), the article, what differs, and the sentence that it stands in."""

    sign: str
    article: str
    what: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sign} {self.article}: {self.what}" + (f"\n    “{self.sentence}”" if self.sentence else "")


@dataclass(frozen=True, slots=True)
class _Node:
    """A node in words: what it is ("event Deployment “sent”"), its facts, and its sentence."""

    what: str
    facts: tuple[tuple[str, str], ...]
    sentence: str


def find_differences(one: Store, other: Store, articles: Sequence[str] | None = None) -> list[Difference]:
    """How the second store differs from the first, article by article (all of them, if none are named)."""
    there = [set(store.articles()) for store in (one, other)]
    found: list[Difference] = []
    for article in articles or sorted(there[0] | there[1]):
        before, after = one.quads(article), other.quads(article)
        if before != after:
            found += _compare(article, list(_describe(before)), list(_describe(after)))
    if articles is None:
        before, after = list(one.find(graph=DECISIONS)), list(other.find(graph=DECISIONS))
        found += _compare("decisions", list(_describe(before)), list(_describe(after)))
    return found


def _compare(article: str, before: list[_Node], after: list[_Node]) -> Iterator[Difference]:
    """Equal nodes are taken away; of those that are left, two that are the same thing have changed."""
    same = Counter(map(_key, before)) & Counter(map(_key, after))
    gone, new = (_take_away(nodes, same) for nodes in (before, after))
    for what in sorted({node.what for node in (*gone, *new)}):
        left, right = ([node for node in nodes if node.what == what] for nodes in (gone, new))
        for old, now in zip(left, right, strict=False):
            yield Difference("~", article, f"{what}: {'; '.join(_changes(old, now))}", now.sentence)
        for sign, rest in (("-", left[len(right) :]), ("+", right[len(left) :])):
            for node in rest:
                facts = ", ".join(f"{name} {value}" for name, value in node.facts if name != "text")
                yield Difference(sign, article, f"{what}: {facts}" if facts else what, node.sentence)


def _key(node: _Node) -> tuple[str, tuple[tuple[str, str], ...]]:
    return node.what, node.facts


def _take_away(nodes: list[_Node], same: Counter[tuple[str, tuple[tuple[str, str], ...]]]) -> list[_Node]:
    left, rest = Counter(same), []
    for node in nodes:
        if left[_key(node)]:
            left[_key(node)] -= 1
        else:
            rest.append(node)
    return rest


def _changes(old: _Node, now: _Node) -> Iterator[str]:
    for name in sorted({name for name, _ in {*old.facts, *now.facts}}):
        before, after = (", ".join(v for n, v in node.facts if n == name) for node in (old, now))
        if before != after:
            yield f"{name} is another" if name == "text" else f"{name} {before or 'none'} -> {after or 'none'}"


def _describe(quads: Iterable[ox.Quad]) -> Iterator[_Node]:
    """All claims, events, statements, entities and decisions, and the article itself, in words."""
    values: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal):
            values[quad.subject.value][quad.predicate].append(quad.object)
    for node in sorted(values):
        facts = values[node]
        kind = next((kind for kind in KINDS if kind in facts[RDF.type]), None)
        if kind is None:
            continue
        told = {(_local(p), _words(v, values)) for p, all in facts.items() if not _is_place(p) for v in all}
        if kind == KG.Article:
            told |= {("read by", v.value) for a in facts[PROV.wasGeneratedBy] for v in values[a.value][KG.madeBy]}
        yield _Node(_name(node, kind, values), tuple(sorted(told)), _sentence(facts, values))


def _is_place(property: ox.NamedNode) -> bool:
    return property in LEFT_OUT or property.value.endswith("Evidence") or property == KG.evidence


def _name(node: str, kind: ox.NamedNode, values: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]]) -> str:
    """ "event Deployment “sent”", "claim “the town is calm”", "article"."""
    word = _local(kind).lower()
    if kind in (KG.Article, KG.Decision):
        return word
    if kind == KG.Statement:
        parts = (values[node][part] for part in (RDF.subject, RDF.predicate, RDF.object))
        return f"{word} “{' '.join(_words(v, values) for part in parts for v in part)}”"
    types = sorted({_local(t) for t in values[node][RDF.type]} - {"Event", "Entity", "Claim"})
    return " ".join([word, *types, f"“{_words(ox.NamedNode(node), values)}”"])


def _words(
    value: ox.NamedNode | ox.Literal, values: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]]
) -> str:
    """What a person calls a value."""
    if isinstance(value, ox.Literal):
        return value.value
    facts = values.get(value.value, {})
    head = next((facts[property] for property in HEADS if facts.get(property)), None)
    return " / ".join(sorted(v.value for v in head)) if head and KG.Article not in facts[RDF.type] else _local(value)


def _local(node: ox.NamedNode | ox.Literal) -> str:
    return node.value.rsplit("#", 1)[-1] if node.value.startswith(KG.base) else node.value.rsplit("/", 1)[-1]


def _sentence(
    facts: dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]],
    values: dict[str, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]],
) -> str:
    """The sentence of the first slice that a node stands on; of a statement, that of its event."""
    nodes = [facts, *(values[event.value] for event in facts.get(KG.fromEvent, ()))]
    slices = [slice.value for each in nodes for property in EVIDENCE for slice in each.get(property, ())]
    slices = slices or [slice.value for slice in facts.get(KG.mentionedIn, ())]
    places = []
    for slice in slices:
        ends = [values[slice][property] for property in (NIF.beginIndex, NIF.endIndex, NIF.referenceContext)]
        if all(ends):
            places.append((int(ends[0][0].value), int(ends[1][0].value), ends[2][0].value))
    if not places:
        return ""
    begin, end, article = min(places)
    text = next((t.value for t in values[article][KG.text]), "")
    first, last = find_sentence(text, begin, end)
    return " ".join(text[first:last].split())
