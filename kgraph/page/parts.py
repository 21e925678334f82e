"""Parts: what a page opens on. A graph that is too large to be read at once opens on its most central part."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from difflib import get_close_matches

import networkx as nx

from kgraph.page.index import Index
from kgraph.page.links import Link
from kgraph.records import KgraphError

TOP = 28  # so many nodes can be read on one screen


@dataclass(frozen=True, slots=True)
class View:
    """The part that a page opens on: the `top` most central nodes, of all or within `hops` lines of `about`."""

    top: int = TOP
    about: str | None = None
    hops: int = 1


def make_graph(nodes: list[str], links: list[Link]) -> nx.Graph:
    """The nodes and lines as an undirected graph, in a fixed order."""
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(sorted({(min(k.start, k.end), max(k.start, k.end)) for k in links if k.start != k.end}))
    return graph


def rank_nodes(graph: nx.Graph) -> list[str]:
    """The nodes from the most central (PageRank) to the least."""
    ranks = nx.pagerank(graph) if graph else {}
    return sorted(graph, key=lambda node: (-round(ranks[node], 9), node))


def choose_part(graph: nx.Graph, order: list[str], index: Index, view: View) -> list[str]:
    """The nodes of the part that the page opens on, in the order of `order`.

    Where not all fit, occurrences wait until they are asked for: what has a type of its own tells more. Raises
    KgraphError if no node has the name that `view` is about.
    """
    if view.about is None:
        if len(order) > view.top:
            order = [node for node in order if not index.value(node, "lemma")]
        return _choose_central(graph.subgraph(order), order, view.top)
    start = _find_node(index, order, view.about)
    near = nx.single_source_shortest_path_length(graph, start, cutoff=view.hops)
    nearest = sorted((distance, place) for place, node in enumerate(order) if (distance := near.get(node)) is not None)
    return [order[place] for place in sorted(place for _, place in nearest[: view.top])]


def _choose_central(graph: nx.Graph, order: list[str], top: int) -> list[str]:
    """The most central nodes of each connected part, so many as its share is."""
    if len(order) <= top:
        return order
    places = {node: place for place, node in enumerate(order)}
    starts = {min(map(places.__getitem__, part)): len(part) for part in nx.connected_components(graph)}
    shares = {start: top * size // len(order) for start, size in starts.items()}
    first = max(starts, key=lambda start: (starts[start], -start))
    # One node alone tells little: the greatest part has what is too little for the small ones.
    shares[first] += top - sum(share for share in shares.values() if share > 1)
    chosen = {
        place for start, share in shares.items() if share > 1 for place in _grow(graph, places, order, start, share)
    }
    return [order[place] for place in sorted(chosen)]


def _grow(graph: nx.Graph, places: dict[str, int], order: list[str], start: int, size: int) -> set[int]:
    """The `size` nodes reached from the most central one by always taking the most central that touches them."""
    found: set[int] = set()
    near = [start]
    while near and len(found) < size:
        place = heapq.heappop(near)
        if place not in found:
            found.add(place)
            for other in graph[order[place]]:
                if places[other] not in found:
                    heapq.heappush(near, places[other])
    return found


def _find_node(index: Index, order: list[str], name: str) -> str:
    wanted = " ".join(name.casefold().split())
    named: dict[str, str] = {}
    for node in reversed(order):  # of several with one name the most central
        for other in [*index.names(node), index.label(node)]:
            named[" ".join(other.casefold().split())] = node
    if wanted not in named:
        close = ", ".join(index.label(named[each]) for each in get_close_matches(wanted, sorted(named)))
        raise KgraphError(f"--about {name}: nothing in the store has this name" + (f"; near: {close}" if close else ""))
    return named[wanted]
