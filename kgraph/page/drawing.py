"""The drawing: entities, claims and events as a pyvis network."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import networkx as nx
from pyvis.network import Network

from kgraph.page.cards import Card, event_title, shorten
from kgraph.page.index import Index, words
from kgraph.page.layout import lay_out
from kgraph.page.links import Link

# The family of a class decides a node's shape and colour; all others are of the family "other".
FAMILIES = {
    "Person": "person",
    "Organization": "organization",
    "NewsOutlet": "organization",
    "GovernmentBody": "organization",
    "InternationalOrganization": "organization",
    "Force": "force",
    "Group": "group",
    "Place": "place",
    "Country": "place",
    "Settlement": "place",
    "Region": "place",
    "Facility": "place",
}
QUOTES = '“”"'
LABEL = 48  # characters of a node's label


def draw_network(index: Index, cards: dict[str, Card], links: list[Link], graph: nx.Graph) -> Network:
    """The nodes and lines as pyvis holds them, with a place for each node.

    A node's `cards` are the numbers of what is said about it, a line's those of what proves it.
    """
    numbers = {node: number for number, node in enumerate(cards)}
    identifiers = {node: number for number, node in enumerate(graph)}
    looks = {node: _look(index, cards, node, graph.degree[node]) for node in graph}
    places = lay_out(graph, {node: measure(look) for node, look in looks.items()})
    about = _cards_about(cards)
    network = Network(directed=True)
    for node, number in identifiers.items():
        x, y = places[node]
        network.add_node(number, iri=node, x=x, y=y, **looks[node], cards=[numbers[each] for each in about[node]])
    turns: Counter[tuple[str, str]] = Counter()
    for number, link in enumerate(links):
        pair = (min(link.start, link.end), max(link.start, link.end))
        turn, turns[pair] = turns[pair], turns[pair] + 1
        network.add_edge(
            identifiers[link.start],
            identifiers[link.end],
            id=number,
            label=link.label,
            cards=[numbers[card] for card in link.cards],
            claimed=link.claimed,
            bend=_bend(turn, link.start > link.end),
        )
    return network


def lay_out_part(network: Network, graph: nx.Graph, part: list[str]) -> list[tuple[int, int, int]]:
    """The nodes of a part by number, with places of its own: nothing else is in the way."""
    nodes = {node["iri"]: node for node in network.nodes}
    sizes = {node: measure(nodes[node]) for node in part}
    places = lay_out(graph.subgraph(part), sizes)
    return [(nodes[node]["id"], *places[node]) for node in part]


def measure(look: dict[str, Any]) -> tuple[float, float]:
    """About how wide and high a node is drawn, in pixels."""
    lines = look["label"].split("\n")
    wide, high = max(map(len, lines)) * look["font"] * 0.56, len(lines) * look["font"] * 1.25
    return (max(wide, 26) + 8, high + 34) if look["family"] == "event" else (wide + 26, high + 14)


def _cards_about(cards: dict[str, Card]) -> dict[str, list[str]]:
    """For each node the cards that tell of it; an event is told by the relations that follow from it, if any do."""
    about: dict[str, list[str]] = {node: [] for node in cards}
    drawn = {card.event for card in cards.values() if card.event}
    for node, card in cards.items():
        if node not in drawn:
            for each in dict.fromkeys([node, *card.ends]):
                about.setdefault(each, []).append(node)
    return about


def _look(index: Index, cards: dict[str, Card], node: str, degree: int) -> dict[str, Any]:
    card = cards.get(node)
    if card and card.saying:
        said = shorten(card.saying.words.strip(QUOTES), LABEL)
        return {"label": _wrap(f"“{said}”", 24), "names": [], "family": "claim", "kind": "claim", "font": 12}
    if card:
        title = _wrap(shorten(event_title(index, node), LABEL), 18)
        return {"label": title, "names": [], "family": "event", "kind": card.type, "font": 13}
    kind = index.kind(node)
    return {
        "label": _wrap(shorten(index.label(node), LABEL), 20),
        "name": shorten(index.label(node), 300),
        "names": [shorten(name, 300) for name in index.names(node)],
        "family": FAMILIES.get(kind, "other"),
        "kind": words(kind),
        "font": min(14 + math.isqrt(degree), 20),
    }


def _wrap(label: str, width: int) -> str:
    """A label in lines of at most about `width` characters."""
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _bend(turn: int, backward: bool) -> float:
    """How much a line bends: the first of a pair is straight, each further one bends more, so that all are seen."""
    side = 1 if (turn % 2 == 1) != backward else -1
    return round(side * 0.14 * ((turn + 1) // 2), 2)
