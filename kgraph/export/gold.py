"""People's decisions as gold data, in the forms of benchmarks: what scores a reader, and trains the next one.

Claims and events are gold where somebody confirmed them; what was rejected stands beside them, and `undecided` counts
what nobody judged: a line without any is as good as an annotator's. Entities and events that were said to be the same
or different are gold as chains.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import product

import networkx as nx
import pyoxigraph as ox

from kgraph.decisions import find_again, load_decisions
from kgraph.export.readings import read_back
from kgraph.ontology import Ontology
from kgraph.records import Article, Attribution, Event, Json, Reading, Slice
from kgraph.sentences import find_sentence
from kgraph.store import IDENTITY, Store
from kgraph.vocabulary import KG

# The head of a phrase is the last word before the first of these.
AFTER_HEAD = re.compile(r"\s(?:of|in|at|on|for|from|with|by|who|whom|that|which)\b|\s*[,(;:]")
WORD = re.compile(r"\w+")


def write_corpus(store: Store, ontology: Ontology) -> Iterator[Json]:
    """The articles as `kgraph build` takes them, sorted by IRI."""
    for iri in store.articles():
        article = read_back(iri, store.quads(iri), ontology).article
        line = {"id": article.id, "text": article.text, "title": article.title, "publisher": article.publisher}
        yield {name: value for name, value in (line | {"published": article.published}).items() if value is not None}


def write_claims(store: Store, ontology: Ontology) -> Iterator[Json]:
    """For each article with a claim that somebody judged: source, cue and contents of the claims that are right."""
    verdicts = load_verdicts(store)
    for reading in _readings(store, ontology):
        items = [(claim.id, _claim(claim)) for claim in reading.attributions]
        yield from _judged(reading.article, items, verdicts)


def write_events(store: Store, ontology: Ontology) -> Iterator[Json]:
    """For each article with an event that somebody judged: PLOVER root, and who does it to whom.

    Events without a root, and those of which not both ends are told, are left out.
    """
    verdicts = load_verdicts(store)
    for reading in _readings(store, ontology):
        pairs = ((event.id, _pair(event, reading.article.text, ontology)) for event in reading.events)
        yield from _judged(reading.article, [(local, pair) for local, pair in pairs if pair], verdicts)


def write_chains(store: Store, ontology: Ontology) -> Iterator[Json]:
    """For each article: the places of entities and events that were said to be the same as others, or different.

    A chain goes on from article to article.
    """
    chains = load_chains(store)
    for reading in _readings(store, ontology):
        text, places = reading.article.text, defaultdict[str, list[Json]](list)
        for mention in reading.mentions:
            if mention.entity in chains:
                places["entities"].append(_member(text, mention.slice, chains[mention.entity], mention.type))
        for event in reading.events:
            if (iri := f"{reading.article.iri}#{event.id}") in chains:
                places["events"].append(_member(text, event.trigger, chains[iri], event.type))
        found = sorted({find_sentence(text, p["start"], p["end"]) for some in places.values() for p in some})
        if found:
            sentences = [Slice(*sentence).as_json() for sentence in found]
            gold = {"sentences": sentences, "events": places["events"], "entities": places["entities"]}
            yield {"id": reading.article.id, "gold": gold}


def load_verdicts(store: Store) -> dict[str, bool]:
    """What was confirmed (True) or rejected (False), by the IRIs that it has now; the last decision counts."""
    verdicts: dict[str, bool] = {}
    for decision in load_decisions(store):
        if decision.verdict in ("confirmed", "rejected"):
            for target in _as_it_is_now(store, decision.one):
                verdicts[target] = decision.verdict == "confirmed"
    return verdicts


def load_chains(store: Store) -> dict[str, str]:
    """For each entity or event that was compared: its chain, named by the first of those that are one."""
    graph: nx.Graph[str] = nx.Graph()
    for decision in load_decisions(store):
        one, other = (_as_it_is_now(store, side) for side in (decision.one, decision.other))
        if decision.verdict == "confirmed":
            joined = store.find(ox.NamedNode(decision.one[0]), KG.joins, None, IDENTITY)
            one = other = [q.object.value for q in joined if isinstance(q.object, ox.NamedNode)]
        graph.add_nodes_from([*one, *other])
        if decision.verdict == "different":
            graph.remove_edges_from(list(product(one, other)))
        else:
            graph.add_edges_from(product(one, other))
    return {member: min(chain) for chain in nx.connected_components(graph) for member in chain}


def _as_it_is_now(store: Store, targets: Iterable[str]) -> list[str]:
    return [found for target in targets if (found := find_again(store, target))]


def _readings(store: Store, ontology: Ontology) -> Iterator[Reading]:
    return (read_back(article, store.quads(article), ontology) for article in store.articles())


def _judged(article: Article, items: list[tuple[str, Json]], verdicts: dict[str, bool]) -> Iterator[Json]:
    """The article's line, unless nobody judged any of the items."""
    judged = [(verdicts.get(f"{article.iri}#{local}"), item) for local, item in items]
    right, wrong = ([item for verdict, item in judged if verdict is wanted] for wanted in (True, False))
    if right or wrong:
        undecided = len(judged) - len(right) - len(wrong)
        yield {"id": article.id, "gold": right, "rejected": wrong, "undecided": undecided}


def _claim(claim: Attribution) -> Json:
    source, cue = ([place.as_json()] if place else [] for place in (claim.source, claim.cue))
    return {"source": source, "cue": cue, "contents": [place.as_json() for place in claim.contents]}


def _pair(event: Event, text: str, ontology: Ontology) -> Json | None:
    """Who does what to whom, by the first direct triple of the event's type; None where an end is not told."""
    for direct in ontology.events[event.type].direct[:1]:
        places = {
            role: sorted(a.slice for a in event.arguments if a.role == role)
            for role in (direct.subject_role, direct.object_role)
        }
        source, target = places[direct.subject_role], places[direct.object_role]
        if direct.subject_role == direct.object_role:  # of those who met, the first met the others
            source, target = source[:1], target[1:]
        if source and target and event.plover:
            return {"source": _end(text, source), "target": _end(text, target), "root": event.plover}
    return None


def _end(text: str, places: list[Slice]) -> Json:
    return {"text": "; ".join(place.of(text) for place in places), "spans": [place.as_json() for place in places]}


def _member(text: str, place: Slice, chain: str, tag: str) -> Json:
    return {
        **place.as_json(),
        "text": place.of(text),
        "head": find_head(text, place).as_json(),
        "chain": chain,
        "tag": tag,
    }


def find_head(text: str, place: Slice) -> Slice:
    """The head word of a phrase, told by its words alone.

    >>> text = "the foreign minister of Mali"
    >>> find_head(text, Slice(0, 28)).of(text)
    'minister'
    """
    cut = AFTER_HEAD.search(text, place.start + 1, place.end)
    words = list(WORD.finditer(text, place.start, cut.start() if cut else place.end))
    return Slice(*words[-1].span()) if words else place


GOLD = {"gold-claims": write_claims, "gold-events": write_events, "gold-chains": write_chains}
